"""The path to a norm, what it asks for, and what could come."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.targets import (
    entries_asked,
    first_impossible,
    highest_stock,
    steady_entries,
    straight_path,
)

POPULATION = np.array([10_000.0, 10_000.0, 20_000.0])
EXITS = st.lists(st.floats(0, 0.3), min_size=4, max_size=4).map(np.array)
CEILINGS = st.lists(st.floats(0, 500), min_size=4, max_size=4).map(np.array)


def test_the_density_rises_evenly_and_the_stock_follows_the_inhabitants() -> None:
    path = straight_path(np.array(10.0), 20.0, POPULATION)
    assert path == pytest.approx([10.0, 15.0, 40.0])


def test_territories_go_each_their_way_and_an_empty_one_begins_with_nobody() -> None:
    population = np.array([[10_000.0, 0.0], [10_000.0, 10_000.0]])
    path = straight_path(np.array([10.0, 0.0]), 20.0, population)
    assert path.tolist() == [[10.0, 0.0], [20.0, 20.0]]


def test_entries_replace_those_who_leave_and_fill_the_rise() -> None:
    asked = entries_asked(np.array([100.0, 120.0, 130.0]), np.array([0.1, 0.05]))
    assert asked == pytest.approx([30.0, 16.0])


def test_nobody_is_sent_away_where_the_path_falls() -> None:
    assert entries_asked(np.array([100.0, 80.0]), np.array([0.1])).tolist() == [0.0]


def test_the_first_impossible_year_is_the_first_that_asks_for_more_than_can_come() -> None:
    ceiling = np.array([10.0, 10.0, 10.0])
    assert first_impossible(np.array([10.0, 11.0, 12.0]), ceiling) == 1
    assert first_impossible(np.array([10.0, 9.0, 10.0]), ceiling) is None


def test_the_highest_stock_takes_in_all_who_can_come() -> None:
    found = highest_stock(np.array(100.0), np.array([0.1, 0.5]), np.array([20.0, 30.0]))
    assert found == pytest.approx([100.0, 110.0, 85.0])


def test_the_same_entries_each_year_lead_to_the_goal() -> None:
    # 100 x 0.9 x 0.5 = 45 are left; of E entrants of the first year half, of the second all.
    found = steady_entries(np.array(100.0), np.array(75.0), np.array([0.1, 0.5]))
    assert found == pytest.approx(20.0)
    assert steady_entries(np.array(100.0), np.array(40.0), np.array([0.1, 0.5])) == 0.0


@given(stock=st.floats(0, 1_000), goal=st.floats(0, 2_000), exits=EXITS)
def test_steady_entries_reach_the_goal_or_none_are_needed(
    stock: float, goal: float, exits: np.ndarray
) -> None:
    entries = float(steady_entries(np.array(stock), np.array(goal), exits))
    reached = highest_stock(np.array(stock), exits, np.full(4, entries))[-1]
    assert reached == pytest.approx(goal, abs=1e-6) if entries else reached >= goal - 1e-6


@given(stock=st.floats(0, 1_000), norm=st.floats(0, 100), exits=EXITS, ceiling=CEILINGS)
def test_a_path_without_an_impossible_year_stays_below_the_highest_stock(
    stock: float, norm: float, exits: np.ndarray, ceiling: np.ndarray
) -> None:
    path = straight_path(np.array(stock), norm, np.linspace(100_000, 120_000, 5))
    if first_impossible(entries_asked(path, exits), ceiling) is None:
        highest = highest_stock(np.array(stock), exits, ceiling)
        assert np.all(path <= highest + 1e-6)
