"""The years that turn, the ratios of a year and what staff costs, on sets worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.engine import outcomes
from app.engine.axes import FIRST_AGE, LAST_AGE

PERSONS = st.floats(-1000.0, 1000.0)
SERIES = st.integers(1, 12).flatmap(lambda n: arrays(np.float64, n, elements=PERSONS))


def of(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


# --- Years that turn ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deficit", "year"),
    [
        (of(5, 3, 0, -1), 2),
        (of(5, 0, 2, 0), 3),
        (of(5, -1, 2, 1), None),
        (of(-1, -2), 0),
        (of(1e-9, 0), 0),
        (of(5), None),
    ],
)
def test_a_deficit_is_closed_from_the_first_year_after_which_it_never_reopens(
    deficit: np.ndarray, year: int | None
) -> None:
    assert outcomes.closing(deficit) == year


@given(SERIES)
def test_nobody_is_lacking_from_the_year_of_closure_on_and_somebody_just_before(
    deficit: np.ndarray,
) -> None:
    year = outcomes.closing(deficit)
    if year is None:
        assert deficit[-1] > 0
        return
    assert (deficit[year:] <= outcomes.NOBODY).all()
    assert year == 0 or deficit[year - 1] > outcomes.NOBODY


def test_recruitment_may_stop_covering_departures_for_one_year_only() -> None:
    entries, exits = of(10, 8, 12, 9), of(9, 9, 9, 9)
    assert outcomes.uncovered(entries, exits) == [1]
    assert outcomes.crossing(entries, exits) is None


def test_recruitment_stops_for_good_in_the_first_year_of_those_to_the_last() -> None:
    entries, exits = of(5, 10, 8, 7), of(9, 9, 9, 9)
    assert outcomes.uncovered(entries, exits) == [0, 2, 3]
    assert outcomes.crossing(entries, exits) == 2
    assert outcomes.crossing(of(1, 1), of(2, 2)) == 0


def test_the_cliff_is_the_year_in_which_most_contracts_end() -> None:
    assert outcomes.cliff(of(0, 3, 20, 20, 1)) == 2
    assert outcomes.cliff(of(0, 0)) is None


# --- Ratios of a year ----------------------------------------------------------------------------


def test_replacement_is_entries_over_exits_and_unknown_where_nobody_leaves() -> None:
    found = outcomes.replacement(of(30, 10, 5), of(20, 20, 0))
    assert found[:2].tolist() == [1.5, 0.5]
    assert np.isnan(found[2])


def test_fifty_one_and_over_counts_those_of_fifty_one_and_over_51_does_not() -> None:
    by_age = np.zeros(LAST_AGE - FIRST_AGE + 1)
    by_age[[50 - FIRST_AGE, 51 - FIRST_AGE, 52 - FIRST_AGE]] = 2.0, 1.0, 1.0
    assert outcomes.share_from_age(by_age, 51) == 0.5
    assert outcomes.share_from_age(by_age, 52) == 0.25
    assert outcomes.share_from_age(by_age, 0) == 1.0
    assert np.isnan(outcomes.share_from_age(np.zeros_like(by_age), 51))


def test_the_next_years_leave_this_one_out_and_are_unknown_past_the_last() -> None:
    found = outcomes.coming(of(100, 1, 2, 3, 4), 2)
    assert found[:3].tolist() == [3.0, 5.0, 7.0]
    assert np.isnan(found[3:]).all()
    assert np.isnan(outcomes.coming(of(1, 2), 5)).all()


# --- Costs ---------------------------------------------------------------------------------------


def test_a_year_is_worked_by_the_mean_of_its_two_ends() -> None:
    assert outcomes.person_years(of(10, 20, 0)).tolist() == [15.0, 10.0]


def test_a_cost_is_known_where_everybody_who_is_there_has_one() -> None:
    quantity = np.array([[10.0, 0.0], [10.0, 2.0]])
    unit_cost = np.array([[3.0, np.nan], [3.0, np.nan]])
    found = outcomes.cost(quantity, unit_cost)
    assert outcomes.cost(quantity[:0, None], unit_cost[:0, None]).shape == (0,)
    assert found[0] == 30.0
    assert np.isnan(found[1])
