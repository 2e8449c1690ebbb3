"""Looking up figures: who wins where several speak, and what a scenario's measures change."""

from dataclasses import replace

import numpy as np
import pytest

from app.planning.fields import changed, value_in
from app.problems import Problem
from tests.planning.hand import (
    FACTS,
    GP,
    ISLE,
    NORTH,
    NURSE,
    SOUTH,
    SP,
    assume,
    fields,
    measure,
    said,
    school,
)

RATE = "emigration"


def test_an_assumption_fills_its_cells_and_leaves_the_others_unknown() -> None:
    row = assume(
        RATE, 0.1, cadre="MED_GP", sector="public", sex="F", age_from=30, age_to=39, year_to=2026
    )
    rest = replace(row, id="A2", value=0.0, year_from=2027, year_to=2040)
    cells = fields(assumptions=(row, rest)).cells(RATE)
    assert cells.shape == (3, 61, 1, 2, 2, 3)
    assert cells[0, 10:20, 0, 0, 0, GP].tolist() == [0.1] * 10
    assert cells[1, 10, 0, 0, 0, GP] == 0.1
    named = np.argwhere(cells == 0.1)
    assert len(named) == 2 * 10
    assert np.isnan(cells[0, 9, 0, 0, 0, GP])
    assert cells[2, 10, 0, 0, 0, GP] == 0.0


def test_a_rate_that_ends_before_the_horizon_is_refused_with_its_year() -> None:
    whole = assume(RATE, 0.1, cadre="MED_GP")
    short = assume(RATE, 0.2, id="A2", cadre="NUR_POLY", year_to=2026)
    with pytest.raises(Problem) as met:
        fields(assumptions=(whole, short)).cells(RATE)
    assert said(met.value) == (
        "age 20, Public sector, Women, Nurses: "
        "The assumption “Departures abroad” has no value for 2027."
    )


def test_among_rows_for_one_place_the_identifier_decides_and_not_the_order() -> None:
    rows = (assume(RATE, 0.1, id="A1"), assume(RATE, 0.3, id="A2"))
    for given in (rows, rows[::-1]):
        assert (fields(assumptions=given).cells(RATE) == 0.3).all()


def test_a_rate_by_year_of_birth_follows_the_cohort() -> None:
    row = assume("limit_age", 63, birth_from=1965, birth_to=1965)
    cells = fields(assumptions=(row,)).cells("limit_age")[:, :, 0, 0, 0, GP]
    assert np.argwhere(cells == 63).tolist() == [[0, 40], [1, 41], [2, 42]]


@pytest.mark.parametrize("turned", [False, True])
def test_a_row_for_a_smaller_territory_wins_wherever_it_stands(turned: bool) -> None:
    rows = [
        assume(RATE, 0.1),
        assume(RATE, 0.2, territory="01"),
        assume(RATE, 0.3, territory="01.b"),
    ]
    cells = fields(assumptions=tuple(reversed(rows) if turned else rows)).cells(RATE)
    assert [cells[0, 0, t, 0, 0, GP] for t in (NORTH, SOUTH, ISLE)] == [0.2, 0.3, 0.1]


def test_the_scenario_holds_its_own_measures_in_their_order() -> None:
    lines = (
        measure("assumptions", RATE, "multiply", 2, line=2),
        measure("assumptions", RATE, "add", 0.1, line=1),
        measure("assumptions", RATE, "set", 0.9, scenario="base"),
    )
    mine = fields(assumptions=(assume(RATE, 0.1),), measures=lines)
    assert [m.line for m in mine.measures] == [1, 2]
    assert mine.cells(RATE)[0, 0, 0, 0, 0, GP] == pytest.approx(0.4)
    assert mine.cells(RATE, measured=False)[0, 0, 0, 0, 0, GP] == 0.1


def test_of_two_measures_that_set_a_figure_the_later_one_wins() -> None:
    lines = (
        measure("assumptions", RATE, "set", 0.5, line=1),
        measure("assumptions", RATE, "set", 0.3, line=2),
    )
    cells = fields(assumptions=(assume(RATE, 0.1),), measures=lines).cells(RATE)
    assert cells[0, 0, 0, 0, 0, GP] == 0.3


def test_a_measure_keeps_to_its_territory_cadre_sector_and_years() -> None:
    line = measure(
        "assumptions", RATE, "add", 0.5,
        territory="01", cadre="MED_ALL", sector="private", year_from=2026, year_to=2026,
    )  # fmt: skip
    cells = fields(assumptions=(assume(RATE, 0.1),), measures=(line,)).cells(RATE)
    moved = np.argwhere(cells == 0.6)
    assert set(moved[:, 0]) == {1}
    assert set(moved[:, 2]) == {NORTH, SOUTH}
    assert set(moved[:, 3]) == {1}
    assert set(moved[:, 5]) == {GP, SP}
    assert set(np.unique(cells)) == {0.1, 0.6}


@pytest.mark.parametrize(
    ("operation", "value", "after"), [("set", 8.0, 8.0), ("add", 3.0, 7.0), ("multiply", 0.5, 2.0)]
)
def test_a_measure_sets_adds_or_multiplies(operation: str, value: float, after: float) -> None:
    line = measure("assumptions", RATE, operation, value, year_from=2026, year_to=2027)
    four = np.array([4.0])
    assert changed(four, line, 2025).tolist() == [4]
    assert changed(four, line, 2026).tolist() == [after]
    assert changed(four, line, 2028).tolist() == [4]


def test_a_ramp_moves_evenly_over_its_years_then_holds() -> None:
    line = measure("assumptions", RATE, "set", 8.0, year_from=2025, year_to=2040, ramp_years=4)
    path = [changed(np.array([4.0]), line, year)[0] for year in range(2025, 2031)]
    assert path == [5, 6, 7, 8, 8, 8]


def test_a_ramp_starts_from_nothing_where_nobody_gave_a_figure() -> None:
    line = measure("assumptions", RATE, "set", 8.0, ramp_years=2)
    assert changed(np.array([np.nan]), line, 2025).tolist() == [4]
    assert np.isnan(changed(np.array([np.nan]), replace(line, operation="add"), 2025)).all()


def test_a_figure_without_a_value_for_one_year_is_refused_by_name_and_year() -> None:
    with pytest.raises(Problem) as met:
        fields(assumptions=(assume(RATE, 0.1, year_to=2026),)).cells(RATE)
    assert said(met.value) == ": The assumption “Departures abroad” has no value for 2027."


def test_rows_may_share_the_years_of_a_figure_between_them() -> None:
    rows = (assume("rate", 1.0, year_to=2025), assume("rate", 2.0, year_from=2026))
    assert fields(assumptions=rows).series("rate").tolist() == [1, 2, 2]


def test_a_figure_that_nobody_gave_is_refused_by_name_unless_it_has_a_default() -> None:
    with pytest.raises(Problem) as met:
        fields().series("returns_age")
    assert said(met.value) == ": The plan has no value for “Age on return from abroad”."
    assert fields().series("returns_age", default=45).tolist() == [45, 45, 45]


def test_a_required_figure_must_be_there_for_every_year() -> None:
    with pytest.raises(Problem, match="has no value for"):
        fields().require("rate", [])
    with pytest.raises(Problem, match="has no value for"):
        fields().require("rate", [assume("rate", 1, year_to=2025)])
    fields().require("rate", [assume("rate", 1)])


def test_a_local_row_never_stands_for_the_nation_in_a_national_series() -> None:
    rows = (assume("rate", 5.0, territory="01.a"), assume("rate", 200.0))
    assert fields(assumptions=rows).series("rate").tolist() == [200, 200, 200]


def test_a_national_series_may_be_asked_for_one_cadre() -> None:
    rows = (assume("rate", 1.0, cadre="MED_GP"), assume("rate", 2.0, cadre="MED_SP"))
    mine = fields(assumptions=rows)
    assert mine.series("rate", "MED_GP").tolist() == [1, 1, 1]
    assert mine.series("rate", "MED_SP").tolist() == [2, 2, 2]


def test_a_measure_on_one_cadre_leaves_the_series_of_another_alone() -> None:
    rows = (assume("rate", 1.0, cadre="MED_GP"), assume("rate", 2.0, cadre="MED_SP"))
    line = measure("assumptions", "rate", "add", 10, cadre="MED_SP", year_from=2026)
    mine = fields(assumptions=rows, measures=(line,))
    assert mine.series("rate", "MED_GP").tolist() == [1, 1, 1]
    assert mine.series("rate", "MED_SP").tolist() == [2, 12, 12]
    assert mine.series("rate").tolist() == [2, 12, 12]


def test_a_pipeline_figure_is_read_by_school_with_its_measures() -> None:
    rows = (school("share_abroad", 0.1), school("share_abroad", 0.9, "PARA"))
    line = measure("pipeline", "share_abroad", "multiply", 0.5, cadre="MED", year_from=2026)
    mine = fields(pipeline=rows, measures=(line,))
    assert mine.schooling("share_abroad", "MED").tolist() == [0.1, 0.05, 0.05]
    assert mine.schooling("share_abroad", "PARA").tolist() == [0.9, 0.9, 0.9]
    assert mine.schooling("share_idle", "MED", default=0.0).tolist() == [0, 0, 0]


def test_of_rows_for_one_year_the_last_one_is_read() -> None:
    rows = [school("x", 1.0, year_to=2025), school("x", 2.0, year_from=2025)]
    assert [value_in(rows, year, -1.0) for year in (2009, 2024, 2025)] == [-1, 1, 2]


def test_a_plan_of_one_year_projects_nothing_and_asks_for_nothing() -> None:
    mine = fields(facts=replace(FACTS, horizon=2024), assumptions=(assume(RATE, 0.1),))
    assert mine.years == ()
    assert mine.cells(RATE).shape[0] == 0
    assert mine.places.cadre_indexes("PARA_ALL") == [NURSE]
