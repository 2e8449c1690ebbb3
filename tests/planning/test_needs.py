"""Needs side by side: each method by itself, with its need or with what is missing."""

from dataclasses import replace

import pytest

from app.planning import starter, study
from app.planning.needs import Way, need_apart, needs
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import NORMS, TERRITORIES, assume, hand, said, staff
from tests.planning.need_rows import AGES, HOSPITALS, WORK, condition

DOCTORS = (staff(6.0), staff(3.0, territory="02.c", cadre="MED_SP"))
ILL = {"conditions": (condition("MED_ALL", 0.264),)}
INSURED = (
    assume("insured_share", 0.5, year_from=2024, year_to=2025),
    assume("insured_share", 1.0, year_from=2026),
    assume("use_ratio_uninsured", 0.6, year_from=2024),
)
EVERYTHING = WORK | HOSPITALS | AGES | ILL | {"staff": DOCTORS, "assumptions": INSURED}


def _by_method(made: Study, **view: object) -> dict[str, Way]:
    """The ways by method; the norms by their codes."""
    norms = iter(row.id for row in made.rows.norms if row.unit.startswith("per "))
    found = needs(made, made.view(**view))  # type: ignore[arg-type]
    return {next(norms) if way.method == "norm" else way.method: way for way in found}


def _why(way: Way) -> str:
    assert way.refused is not None
    assert way.years == ()
    return said(way.refused)


def test_every_method_stands_by_itself_against_the_same_stock() -> None:
    found = _by_method(study.run(hand(**EVERYTHING)))
    first = {name: way.years[0].need for name, way in found.items() if way.refused is None}
    assert first == pytest.approx({
        "MED": 15.0, "age_sex_use": 15.0, "workload": 4.7, "insured_share": 4.7,
        "facilities": 16.0, "conditions": 2.25, "benchmark": 9.0,
    })  # fmt: skip
    assert all(way.years[0].stock == pytest.approx(9.0) for way in found.values() if way.years)
    work = found["workload"].years[0]
    assert (work.year, work.deficit, work.coverage) == pytest.approx((2024, -4.3, 9.0 / 4.7))
    assert found["MED"].scope == "doctors"


def test_the_insured_share_moves_the_workload_alone_and_up_to_the_year_of_the_view() -> None:
    made = study.run(hand(**EVERYTHING))
    found = _by_method(made, until=2026)
    needed = {name: [one.need for one in way.years] for name, way in found.items()}
    assert needed["insured_share"] == pytest.approx([4.7, 4.7, 4.7 * 1.25])
    assert needed["workload"] == pytest.approx([4.7] * 3)
    assert needed["MED"] == pytest.approx([15.0] * 3)


def test_without_a_workload_the_insured_share_is_refused_on_the_norm_and_says_why() -> None:
    found = _by_method(study.run(hand(staff=DOCTORS)))
    assert "counts every inhabitant, the newly insured too" in _why(found["insured_share"])


def test_a_workload_that_does_not_reach_the_view_is_missing_for_the_insured_share_too() -> None:
    found = _by_method(study.run(hand(**EVERYTHING)), territory="01")
    assert "activities" in _why(found["insured_share"])
    assert "activities" in _why(found["workload"])


def test_what_a_plan_has_no_figures_for_says_what_is_missing() -> None:
    found = _by_method(study.run(hand(staff=DOCTORS)))
    missing = {"age_sex_use": "use of care", "workload": "activities", "facilities": "facilities",
               "conditions": "conditions"}  # fmt: skip
    for method, figures in missing.items():
        assert figures in _why(found[method])
        assert found[method].refused.remedy is not None


def test_a_norm_gives_a_need_for_exactly_its_group_and_both_sectors() -> None:
    made = study.run(hand(staff=DOCTORS))
    assert "does not cover exactly" in _why(_by_method(made)["MOST"])
    assert "both sectors together" in _why(_by_method(made, sector="public")["MED"])
    covered = _by_method(made, cadre="covered", norm="MOST")
    assert covered["MOST"].years[0].need == pytest.approx(30.0)
    assert "does not cover exactly" in _why(covered["MED"])


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"cadres": ()}, "does not say which cadres it covers"), ({"scope": " "}, "has no scope")],
)
def test_a_norm_that_does_not_say_whom_it_covers_is_refused_among_the_others(
    changes: dict[str, object], why: str
) -> None:
    unsaid = replace(NORMS[0], id="X", **changes)
    found = _by_method(study.run(hand(norms=(*NORMS, unsaid), staff=DOCTORS)))
    assert _why(found["X"]).startswith(f": Doctors {why}")  # named beside it, not by its table
    assert found["MED"].refused is None


def test_the_best_region_is_the_densest_of_the_plan_in_the_base_year() -> None:
    made = study.run(hand(staff=DOCTORS))
    found = _by_method(made, territory="02")["benchmark"].years[0]
    assert (found.need, found.coverage) == pytest.approx((3.0, 1.0))


def test_regions_without_staff_and_a_single_region_are_no_benchmark() -> None:
    assert "no regions with staff" in _why(_by_method(study.run(hand()))["benchmark"])
    alone = hand(territories=TERRITORIES[:4], staff=DOCTORS[:1])
    assert "no regions with staff" in _why(_by_method(study.run(alone))["benchmark"])


def test_the_first_need_that_differs_between_inhabitants_is_told_with_its_name() -> None:
    made = study.run(hand(**EVERYTHING))
    views = tuple(made.view(code, until=2025) for code in ("01.a", "01.b", "02.c"))
    name, found = need_apart(made, views)
    assert name.text.startswith("Use of care by age and sex")
    assert found.shape == (2, 3)
    assert found.sum(axis=1) == pytest.approx([15.0, 15.0])


def test_a_method_that_asks_for_nobody_somewhere_is_passed_over() -> None:
    nowhere = condition("MED_ALL", 0.0, territory="01.b", id="Z")
    rows = HOSPITALS | {"conditions": (*ILL["conditions"], nowhere), "facilities": ()}
    made = study.run(hand(**rows))
    assert need_apart(made, (made.view("01.a"), made.view("01.b"))) is None
    name, found = need_apart(made, (made.view("01.a"), made.view("02.c")))
    assert name.text == "Conditions"
    assert found[0] == pytest.approx([0.9, 0.75])


@pytest.mark.parametrize("sample", ["morocco-2024", "tata-2017"])
def test_the_samples_answer_with_norms_and_say_what_else_is_missing(sample: str) -> None:
    made = study.run(starter.sample(sample))
    found = _by_method(made, norm="MED_153")
    assert found["MED_153"].years[0].need > 0
    for method in ("age_sex_use", "workload", "insured_share", "facilities", "conditions"):
        assert _why(found[method])
    assert isinstance(found["AFRO_134"].refused, Problem)
