"""Need by workload: standard workloads and both allowances, by facility type; the parts missing."""

from dataclasses import replace

import pytest

from app.planning import study
from app.planning.study import Study
from app.planning.workload import by_workload, pressures, workload
from app.problems import Problem
from tests.planning.hand import hand, said, staff
from tests.planning.need_rows import WORK, activity, time


def _refused(made: Study, **view: str) -> str:
    with pytest.raises(Problem) as refused:
        by_workload(made, made.view(**view))
    assert refused.value.remedy is not None
    return said(refused.value)


def test_services_and_allowances_make_the_staff_required_of_each_facility_type() -> None:
    made = study.run(hand(**WORK))
    centre, hospital = workload(made, made.view())
    assert (centre.facility, centre.cadre, centre.territory) == ("Centre", "MED_GP", "MA")
    found = (centre.hours, centre.activities, centre.category, centre.individual, centre.required)
    assert found == pytest.approx((1_760.0, 2.0, 1.25, 0.2, 2.7))
    assert (hospital.category, hospital.individual) == (1.0, 0.0)
    assert hospital.required == pytest.approx(2.0)


def test_the_need_is_that_of_the_volumes_in_every_year_of_the_view() -> None:
    made = study.run(hand(**WORK))
    assert by_workload(made, made.view(until=2026)) == pytest.approx([4.7, 4.7, 4.7])


def test_difference_and_ratio_set_all_facilities_of_a_cadre_against_its_staff() -> None:
    more = activity("MED_SP", 1_760.0, 60.0, facility="Clinic")
    rows = WORK | {"activities": (*WORK["activities"], more)}
    made = study.run(hand(**rows, staff=(staff(3.0), staff(1.5, cadre="MED_SP"))))
    general, special = pressures(made, made.view())
    assert (general.cadre, special.cadre) == ("MED_GP", "MED_SP")
    assert (general.existing, general.required) == pytest.approx((3.0, 2.7))
    assert (general.difference, general.ratio) == pytest.approx((0.3, 3.0 / 2.7))
    assert (special.difference, special.ratio) == pytest.approx((-1.5, 0.5))


def test_nobody_required_has_no_ratio() -> None:
    idle = {"activities": (activity("MED_ALL", 0.0, 60.0),)}
    made = study.run(hand(**(WORK | idle)))
    (none,) = pressures(made, made.view())
    assert (none.required, none.ratio) == (0.0, None)


def test_a_cadre_takes_its_own_working_time_before_that_of_its_group_and_of_all() -> None:
    everybody = time("ALL", hours_a_day=1.0)
    own = time("MED_SP", hours_a_day=4.0)
    made = study.run(hand(**(WORK | {"working_times": (everybody, own, time())})))
    assert [one.hours for one in workload(made, made.view())] == pytest.approx([1_760.0, 880.0])
    made = study.run(hand(**(WORK | {"working_times": (everybody,)})))
    assert {one.hours for one in workload(made, made.view())} == {220.0}


def test_without_activities_the_kind_and_the_place_are_named() -> None:
    assert "Fez: the plan holds no figures on this: activities" in _refused(
        study.run(hand()), territory="01"
    )


@pytest.mark.parametrize(
    ("rows", "view", "why"),
    [
        (WORK["activities"][:5], {}, "Specialists: the plan holds no figures"),
        (WORK["activities"], {"territory": "01"}, "North: the plan holds no figures"),
        (tuple(replace(row, territory="01.a") for row in WORK["activities"]), {}, "South: the"),
        (tuple(replace(row, cadre="ALL") for row in WORK["activities"]), {}, "Generalists: the"),
    ],
)
def test_a_part_of_the_view_without_activities_is_named(
    rows: tuple[object, ...], view: dict[str, str], why: str
) -> None:
    assert why in _refused(study.run(hand(**(WORK | {"activities": rows}))), **view)


def test_a_place_of_its_own_is_answered_where_its_parts_are_known() -> None:
    rows = tuple(replace(row, territory="01.b") for row in WORK["activities"])
    made = study.run(hand(**(WORK | {"activities": rows})))
    assert by_workload(made, made.view("01.b"))[0] == pytest.approx(4.7)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"working_times": ()}, "Generalists: the plan holds no figures on this: working time"),
        ({"working_times": (time(hours_a_day=0.0),)}, "leave no working time"),
        ({"activities": (activity("MED_ALL", 10.0, 0.0),)}, "Centre, MED_ALL: A service takes"),
        (
            {"activities": (activity("MED_ALL", None, 100.0, what="category_allowance"),)},
            "The allowances leave no time for services.",
        ),
    ],
)
def test_what_cannot_be_worked_out_is_refused_in_words(
    changes: dict[str, object], why: str
) -> None:
    assert why in _refused(study.run(hand(**(WORK | changes))))
