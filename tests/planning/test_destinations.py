"""Departures by destination: one exit for each, and doors that open or close alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.rows import PlanRows
from app.planning import leaving, starter, study
from app.planning.bands import FEWEST_DRAWS, bands
from app.planning.costs import costs
from app.planning.destinations import DEPARTURES, DESTINATIONS, UNKNOWN
from app.planning.draws import Ranges
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import GP, NURSE, SOUTH, assume, fields, measure, said

FRANCE, GERMANY, GULF, _, ELSEWHERE = DESTINATIONS
LEAVE = assume("emigration", 0.04)
SHARES = (assume(FRANCE, 0.5), assume(GERMANY, 0.3))


def _rates(*rows: object, **more: object) -> dict[str, np.ndarray]:
    found = leaving.hazards(fields(assumptions=(LEAVE, *rows), **more))
    return {kind: rate for kind, rate in found.items() if kind.startswith("emigration")}


def _staying(rates: dict[str, np.ndarray]) -> np.ndarray:
    return np.prod([1.0 - rate for rate in rates.values()], axis=0)


def test_without_a_share_departures_are_one_kind_and_in_their_old_place() -> None:
    plain = leaving.hazards(fields(assumptions=(LEAVE,)))
    assert list(plain)[:4] == ["death", "early_retirement", "emigration", "resignation"]


def test_shares_part_the_force_and_the_rest_is_not_known() -> None:
    rates = _rates(*SHARES)
    assert set(rates) == {FRANCE, GERMANY, UNKNOWN}
    cell = (0, 0, 0, 0, 0, GP)
    assert rates[FRANCE][cell] == pytest.approx(1 - 0.96**0.5)
    assert rates[GERMANY][cell] == pytest.approx(1 - 0.96**0.3)
    assert rates[UNKNOWN][cell] == pytest.approx(1 - 0.96**0.2)
    assert _staying(rates) == pytest.approx(0.96)


def test_shares_that_add_up_to_one_leave_nobody_without_a_destination() -> None:
    rates = _rates(assume(FRANCE, 0.7), assume(GERMANY, 0.2), assume(GULF, 0.1))
    assert not rates[UNKNOWN].any()


def test_a_share_of_one_cadre_leaves_the_others_without_a_destination() -> None:
    rates = _rates(assume(GULF, 0.6, cadre="NUR_POLY"))
    assert rates[GULF][0, 0, 0, 0, 0].tolist() == pytest.approx([0, 0, 1 - 0.96**0.6])
    assert rates[UNKNOWN][0, 0, 0, 0, 0, GP] == pytest.approx(0.04)


@pytest.mark.parametrize(("times", "staying"), [(0.0, 0.96**0.7), (2.0, 0.96**1.3)])
def test_a_door_that_closes_or_opens_moves_departures_and_no_other_takes_them_over(
    times: float, staying: float
) -> None:
    before = _rates(*SHARES)
    rates = _rates(*SHARES, measures=(measure("assumptions", GERMANY, "multiply", times),))
    assert (rates[FRANCE] == before[FRANCE]).all()
    assert (rates[UNKNOWN] == before[UNKNOWN]).all()
    assert _staying(rates) == pytest.approx(staying)


def test_a_measure_alone_opens_a_door_that_nobody_went_through() -> None:
    rates = _rates(measures=(measure("assumptions", GULF, "set", 0.25, year_from=2026),))
    assert rates[GULF][:, 0, 0, 0, 0, GP] == pytest.approx([0, *[1 - 0.96**0.25] * 2])
    assert rates[UNKNOWN] == pytest.approx(0.04)


def test_a_measure_on_all_departures_holds_for_each_destination() -> None:
    half = measure("assumptions", "emigration", "multiply", 0.5)
    assert _staying(_rates(*SHARES, measures=(half,))) == pytest.approx(0.98)


def test_shares_above_one_are_refused_with_row_cell_and_year() -> None:
    row = assume(GERMANY, 0.6, id="A9", territory="01.b", cadre="NUR_POLY", sex="M", year_from=2026)
    every = (*SHARES, assume(GERMANY, 0.3, territory="01", id="A1"), row)
    with pytest.raises(Problem) as met:
        _rates(*every)
    assert met.value.where == "A9, emigration_to_germany, NUR_POLY"
    assert said(met.value) == (
        "2026, age 20, South, Public sector, Men, paramedical Nurses: "
        "The shares by destination add up to more than 1."
    ).replace("paramedical ", "")


def test_the_row_named_is_the_one_that_counts_in_the_cell() -> None:
    rows = (assume(FRANCE, 0.5, id="A1"), assume(GERMANY, 0.6, id="A2", cadre="MED_SP"))
    with pytest.raises(Problem) as met:
        _rates(*rows, assume(GERMANY, 0.1, id="A3", cadre="NUR_POLY"))
    assert met.value.where == "A2, emigration_to_germany, MED_SP"


def test_a_departure_that_is_certain_is_left_to_the_engine_to_refuse() -> None:
    rates = leaving.hazards(fields(assumptions=(assume("emigration", 1.0), *SHARES)))
    assert (rates["emigration"] == 1.0).all()


def test_a_local_share_is_read_where_it_holds() -> None:
    rates = _rates(assume(FRANCE, 0.5), assume(GERMANY, 0.5, territory="01.b"))
    assert rates[FRANCE].shape[2] == 1
    assert rates[GERMANY][0, 0, :, 0, 0, NURSE] == pytest.approx([0, 1 - 0.96**0.5, 0])
    assert rates[UNKNOWN][0, 0, SOUTH, 0, 0, NURSE] == 0


@given(shares=st.lists(st.floats(0, 0.2), min_size=5, max_size=5), rate=st.floats(0, 0.9))
def test_parting_departures_changes_nobody_who_stays(shares: list[float], rate: float) -> None:
    rows = [assume(kind, share) for kind, share in zip(DESTINATIONS, shares, strict=True)]
    found = leaving.hazards(fields(assumptions=(assume("emigration", rate), *rows)))
    parts = {kind: part for kind, part in found.items() if kind in DEPARTURES}
    assert _staying(parts) == pytest.approx(1.0 - rate)


def test_shares_are_drawn_as_parts_of_one_whole() -> None:
    drawn = (
        assume(FRANCE, 0.6, id="A1", low=0.3, high=0.9, unit="share"),
        assume(GERMANY, 0.4, id="A2", low=0.1, high=0.7, unit="share"),
    )
    ranges = Ranges(fields(assumptions=(LEAVE, *drawn)).rows)
    for number in range(20):
        rows = ranges.draw(5, number)
        values = [row.value for row in rows.assumptions if row.parameter in DESTINATIONS]
        assert sum(values) == pytest.approx(1.0)


@pytest.fixture(scope="module")
def rows() -> PlanRows:
    """The nation with two destinations known."""
    plan = starter.sample("morocco-2024")
    more = (assume(FRANCE, 0.4, id="ZF"), assume(GERMANY, 0.3, id="ZG"))
    return replace(plan, assumptions=(*plan.assumptions, *more))


@pytest.fixture(scope="module")
def nation(rows: PlanRows) -> Study:
    return study.run(rows)


def test_destinations_move_nobody_of_the_nation_and_add_up(nation: Study) -> None:
    plain = study.run(starter.sample("morocco-2024"))
    assert np.abs(nation.projection.stock - plain.projection.stock).max() < 1e-9
    parts = sum(nation.projection.exits[kind] for kind in (FRANCE, GERMANY, UNKNOWN))
    assert np.abs(parts - plain.projection.exits["emigration"]).max() < 1e-9
    assert nation.projection.imbalance() < 1e-6


def test_the_costs_of_a_training_lost_are_those_of_all_departures(rows: PlanRows) -> None:
    cost = (assume("training_cost", 1_000.0, id="ZT"),)
    plain = starter.sample("morocco-2024")
    first, second = (
        study.run(replace(plan, assumptions=(*plan.assumptions, *cost))) for plan in (plain, rows)
    )
    lost = [costs(one, one.view("MA"))[-1].training_lost for one in (first, second)]
    assert lost[0] == pytest.approx(lost[1])


def test_those_who_owe_service_go_to_no_destination_and_a_programme_keeps_from_each(
    rows: PlanRows,
) -> None:
    bound = replace(rows, assumptions=(*rows.assumptions, assume("bonded_years", 4.0, id="ZB")))
    plain = starter.sample("morocco-2024")
    same = replace(plain, assumptions=(*plain.assumptions, assume("bonded_years", 4.0, id="ZB")))
    stocks = [study.run(plan).projection.stock for plan in (bound, same)]
    assert np.abs(stocks[0] - stocks[1]).max() < 1e-9
    more = (assume("retained_emigration", 1.0, id="ZK"), assume("retention_reach", 1.0, id="ZR"))
    found = study.run(replace(rows, assumptions=(*rows.assumptions, *more))).projection
    assert sum(found.exits[kind].sum() for kind in DEPARTURES if kind in found.exits) == 0


def test_bands_are_drawn_with_destinations(nation: Study) -> None:
    made = bands(nation, nation.view("01"), FEWEST_DRAWS, seed=1)
    last = made.years[-1]
    assert last.stock_80[0] < last.stock < last.stock_80[1]
