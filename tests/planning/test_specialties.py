"""What residents choose, who becomes a specialist in what, and how many of each are at work."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.rows import PlanRows
from app.planning import schooling, starter, study
from app.planning.draws import Ranges
from app.planning.specialists import Specialists, specialists
from app.planning.specialties import Choice
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import (
    CADRES,
    SP,
    assume,
    contract,
    fields,
    hand,
    measure,
    post,
    said,
    school,
    staff,
)
from tests.planning.test_schooling import AGES, MEDICINE

SURGERY = replace(CADRES[-1], code="SURGERY")
MORE = (*CADRES, SURGERY)
CARDIO = school("specialty_share", 0.3, "CARDIO", id="P1")
SURGEONS = school("specialty_share", 0.5, "SURGERY", id="P2")


def _choice(*rows: object, **more: object) -> Choice | None:
    return schooling.chosen(fields(pipeline=(*MEDICINE, *rows), cadres=MORE, **more))


def test_without_a_share_nobody_is_told_apart() -> None:
    assert _choice() is None
    assert _choice(school("residency_years", 3.0, "CARDIO")) is None
    training = schooling.doctors_training(fields(pipeline=MEDICINE))
    assert training.choice is None
    rows = hand(pipeline=MEDICINE, staff=(staff(5.0, cadre="MED_SP"),))
    made = study.run(rows, "base")
    assert specialists(made, made.view(cadre="MED_SP")) is None


def test_what_is_not_chosen_is_not_known_and_takes_the_lengths_of_all() -> None:
    found = _choice(CARDIO, SURGEONS)
    assert found.codes == ("CARDIO", "SURGERY", "")
    assert found.lengths == (4, 5)
    assert found.shares[:, :, 0] == pytest.approx(
        np.array([[0.15, 0.15], [0.25, 0.25], [0.1, 0.1]])
    )
    assert found.shares.sum(axis=(0, 1)) == pytest.approx(1.0)


def test_a_specialty_with_a_length_of_its_own_takes_that_time() -> None:
    found = _choice(CARDIO, SURGEONS, school("residency_years", 6.0, "SURGERY"))
    assert found.lengths == (4, 5, 6)
    assert found.first == 2024 - 5
    assert found.shares[1, :, 3].tolist() == [0.0, 0.0, 0.5]
    assert found.finishing(2025) == pytest.approx({4: 0.25, 5: 0.25, 6: 0.5})


def test_a_residency_comes_to_an_end_as_many_years_after_it_began() -> None:
    rows = (
        replace(CARDIO, value=0.0, year_to=2023),
        replace(CARDIO, id="P3", value=0.5, year_from=2024),
        school("residency_years", 3.0, "CARDIO"),
    )
    found = _choice(*rows)
    assert found.finishing(2026) == pytest.approx({4: 0.5, 5: 0.5})
    assert found.finishing(2027) == pytest.approx({3: 0.5, 4: 0.5, 5: 0.5})


def test_shares_are_drawn_as_parts_of_one_whole() -> None:
    rows = (
        replace(CARDIO, value=0.4, low=0.1, high=0.9, unit="share"),
        replace(SURGEONS, value=0.6, low=0.3, high=0.9, unit="share"),
    )
    ranges = Ranges(fields(pipeline=(*MEDICINE, *rows), cadres=MORE).rows)
    for number in range(20):
        drawn = ranges.draw(3, number).pipeline
        values = [row.value for row in drawn if row.parameter == "specialty_share"]
        assert sum(values) == pytest.approx(1.0)


def test_shares_follow_the_year_in_which_a_residency_begins() -> None:
    rows = (replace(CARDIO, year_to=2024), replace(CARDIO, id="P3", value=0.6, year_from=2025))
    found = _choice(*rows)
    by_year = found.shares[0].sum(axis=0)
    assert by_year.tolist() == pytest.approx([0.3] * 5 + [0.6] * 3)


def test_a_measure_moves_the_share_of_one_specialty_from_its_year() -> None:
    line = measure("pipeline", "specialty_share", "add", 0.2, cadre="CARDIO", year_from=2026)
    found = _choice(CARDIO, SURGEONS, measures=(line,))
    assert found.shares[0].sum(axis=0).tolist() == pytest.approx([0.3] * 6 + [0.5] * 2)
    assert found.shares[1].sum(axis=0) == pytest.approx(0.5)


def test_a_scenario_may_choose_a_specialty() -> None:
    line = measure("pipeline", "specialty_share", "add", 0.2, cadre="CARDIO")
    rows = hand(pipeline=(*MEDICINE, CARDIO), cadres=MORE, measures=(line,), staff=(staff(5.0),))
    made = study.run(rows, "test")
    assert made.inputs.training.choice[0].sum(axis=0)[-1] == pytest.approx(0.5)
    with pytest.raises(Problem, match="nothing to act on"):
        study.run(replace(rows, measures=(replace(line, cadre="NUR_POLY"),)), "test")


def test_a_scenario_may_open_a_specialty_that_nobody_chose_before() -> None:
    line = measure("pipeline", "specialty_share", "set", 0.4, cadre="SURGERY", year_from=2026)
    found = _choice(CARDIO, measures=(line,))
    assert found.shares[1].sum(axis=0).tolist() == pytest.approx([0.0] * 6 + [0.4] * 2)
    with pytest.raises(Problem) as met:
        _choice(CARDIO, measures=(replace(line, value=0.9),))
    assert (met.value.where, said(met.value)[:5]) == ("SURGERY", "2026:")


def test_shares_above_one_are_refused_with_year_and_row() -> None:
    more = replace(SURGEONS, id="P9", value=0.8, year_from=2026)
    with pytest.raises(Problem) as met:
        _choice(CARDIO, replace(SURGEONS, year_to=2025), more)
    assert met.value.where == "P9, specialty_share, SURGERY"
    assert said(met.value) == (
        "2026: The shares of new residents by specialty add up to more than 1."
    )


def test_a_share_below_nothing_is_refused_with_year_and_row() -> None:
    line = measure("pipeline", "specialty_share", "add", -0.4, cadre="CARDIO", year_from=2027)
    with pytest.raises(Problem) as met:
        _choice(CARDIO, measures=(line,))
    assert met.value.where == "P1, specialty_share, CARDIO"
    assert said(met.value).startswith("2027: -0.1")


@pytest.mark.parametrize("cadre", ["MED_SP", "NUR_POLY"])
def test_what_is_no_specialty_of_specialists_is_refused(cadre: str) -> None:
    with pytest.raises(Problem) as met:
        _choice(school("specialty_share", 0.2, cadre, id="P7"))
    assert said(met.value) == (
        f"P7, specialty_share, {cadre}: Residents choose a specialty of specialist physicians."
    )


@pytest.mark.parametrize("years", [0.0, 4.5, 13.0])
def test_a_residency_of_a_part_of_a_year_is_refused(years: float) -> None:
    with pytest.raises(Problem) as met:
        _choice(CARDIO, school("residency_years", years, "CARDIO", id="P8"))
    assert met.value.where == "P8, residency_years, CARDIO"


def test_specialists_have_the_ages_of_those_who_finish_together() -> None:
    rows = (*MEDICINE, *AGES, replace(CARDIO, value=1.0), school("residency_years", 3.0, "CARDIO"))
    profile = schooling.profiles(fields(pipeline=rows, cadres=MORE))
    assert profile[:, :, :, SP].sum(axis=(1, 2)) == pytest.approx(1.0)


@given(shares=st.lists(st.floats(0, 0.5), min_size=2, max_size=2), own=st.integers(1, 8))
def test_every_resident_has_one_specialty_and_one_length(shares: list[float], own: int) -> None:
    rows = [replace(row, value=x) for row, x in zip((CARDIO, SURGEONS), shares, strict=True)]
    found = _choice(*rows, school("residency_years", float(own), "SURGERY"))
    assert found.shares.sum(axis=(0, 1)) == pytest.approx(1.0)
    assert found.shares.sum(axis=1)[:2, -1] == pytest.approx(shares)


KNOWN = (
    staff(10.0, cadre="CARDIO"),
    staff(20.0, cadre="MED_SP", sector="private", territory="02.c"),
    staff(4.0, cadre="SURGERY", territory="01.b", age_group="60-64"),
    staff(50.0),
)
RATES = (
    assume("emigration", 0.05),
    assume("sector_switch", 0.1),
    assume("mobility", 0.05),
    assume("mobility_destination", 1.0, territory="01", destination="02"),
    assume("mobility_destination", 1.0, territory="02", destination="01"),
    assume("entry_exposure", 0.5),
    assume("entries_trained_abroad", 3.0, cadre="MED_SP"),
    assume("bonded_years", 2.0),
)


def _plan(**changes: object) -> PlanRows:
    plain = {
        "cadres": MORE,
        "staff": KNOWN,
        "assumptions": RATES,
        "pipeline": (*MEDICINE, *AGES, CARDIO, SURGEONS),
        "recruitment": (post("01.a", 12.0, 0.5, cadre="MED_SP"), post("01.b", 5.0, 0.9)),
        "contracts": (contract(specialty="SURGERY"), contract(id="C2", cadre="MED_GP")),
    }
    return hand(**(plain | changes))


def _found(rows: PlanRows, **view: object) -> tuple[Study, Specialists]:
    made = study.run(rows, "base")
    found = specialists(made, made.view(cadre="MED_SP", **view))
    assert found is not None
    return made, found


@pytest.mark.parametrize("view", [{}, {"territory": "01.a"}, {"sector": "private"}])
def test_specialties_add_up_to_the_specialists_at_work(view: dict[str, str]) -> None:
    made, found = _found(_plan(), **view)
    lines = made.lines(made.view(cadre="MED_SP", **view))
    assert found.codes == ("CARDIO", "SURGERY", "")
    assert found.stock.sum(axis=0) == pytest.approx([line.stock for line in lines], abs=1e-9)
    assert (found.stock >= 0).all()


def test_the_base_year_holds_the_staff_as_they_were_entered() -> None:
    _, found = _found(_plan())
    assert found.stock[:, 0] == pytest.approx([10, 4, 20])


def test_new_specialists_by_specialty_are_worked_by_hand() -> None:
    made, found = _found(_plan(assumptions=(), staff=KNOWN, contracts=()))
    # 40 residents began in each of the years before; 5% are lost and 5% of the others emigrate.
    assert found.new[:, 0] == pytest.approx([38 * 0.3, 38 * 0.5, 38 * 0.2])
    at_work = np.array([10, 4, 20]) + 36.1 * np.array([0.3, 0.5, 0.2])
    assert found.stock[:, 1] == pytest.approx(at_work)
    assert made.projection.training.new_specialists[0] == pytest.approx(38)


def test_a_contract_counts_in_the_specialty_that_it_names() -> None:
    _, found = _found(_plan(assumptions=()))
    _, without = _found(_plan(assumptions=(), contracts=()))
    assert found.stock - without.stock == pytest.approx(
        np.array([[0] * 4, [0, 20, 20, 0], [0] * 4]), abs=1e-9
    )


def test_staff_alone_may_know_specialties() -> None:
    _, found = _found(_plan(pipeline=(*MEDICINE, *AGES)))
    assert found.new is None
    assert found.codes == ("CARDIO", "SURGERY", "")
    assert found.stock[0, 1] < 10.0


def test_a_plan_that_trains_nobody_tells_its_staff_apart() -> None:
    _, found = _found(_plan(pipeline=()))
    assert found.new is None
    assert found.stock[:, 0] == pytest.approx([10, 4, 20])


def test_a_view_without_specialists_has_none_by_specialty() -> None:
    made = study.run(_plan(), "base")
    assert specialists(made, made.view(cadre="MED_GP")) is None


def test_years_end_with_the_view() -> None:
    _, found = _found(_plan(), until=2026)
    assert found.years == (2024, 2025, 2026)
    assert found.stock.shape == (3, 3)
    assert found.new.shape == (3, 2)


@pytest.mark.parametrize(
    "rows",
    [
        (assume("hired_from_private", 0.5),),
        (assume("retained_emigration", 0.5), assume("retention_places", 5.0)),
        (
            assume("retained_emigration", 0.5),
            assume("retention_reach", 0.5),
            assume("retention_survival", 0.5),
        ),
    ],
)
def test_where_rates_depend_on_people_no_stock_is_told_by_specialty(rows: tuple) -> None:
    _, found = _found(_plan(assumptions=(*RATES, *rows)))
    assert found.stock is None
    assert found.new is not None


@pytest.mark.parametrize(
    "rows",
    [
        (assume("posts_carried_over", 0.5),),
        (assume("retained_emigration", 0.5), assume("retention_reach", 0.4)),
    ],
)
def test_posts_opened_again_and_programmes_without_places_are_followed(rows: tuple) -> None:
    made, found = _found(_plan(assumptions=(*RATES, *rows)))
    lines = made.lines(made.view(cadre="MED_SP"))
    assert found.stock.sum(axis=0) == pytest.approx([line.stock for line in lines], abs=1e-9)


def test_a_nation_that_tells_specialties_apart_loses_nobody() -> None:
    plain = starter.sample("morocco-2024")
    rows = (
        school("specialty_share", 0.1, "SP_ANAESTHESIA_AND_INTENSIVE_CARE", id="Z1"),
        school("specialty_share", 0.2, "SP_GENERAL_SURGERY", id="Z2"),
        school("residency_years", 5.0, "SP_GENERAL_SURGERY", id="Z3"),
    )
    made = study.run(replace(plain, pipeline=(*plain.pipeline, *rows)))
    assert made.projection.imbalance() < 1e-6
    found = specialists(made, made.view("MA", "MED_SP"))
    lines = made.lines(made.view("MA", "MED_SP"))
    assert found.stock.sum(axis=0) == pytest.approx([line.stock for line in lines], abs=1e-6)
    assert found.new.sum(axis=0) == pytest.approx(made.projection.training.new_specialists)
