from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.reports.rounding import whole, whole_movement, whole_numbers

VALUES = st.lists(st.floats(-1e6, 1e6, allow_nan=False), max_size=30)


@given(VALUES)
def test_whole_numbers_add_up_to_the_rounded_total(values: list[float]) -> None:
    assert sum(whole_numbers(values)) == whole(math.fsum(values))


@given(VALUES)
def test_each_whole_number_is_its_value_rounded_down_or_up(values: list[float]) -> None:
    for value, made in zip(values, whole_numbers(values), strict=True):
        assert math.floor(value) <= made <= math.floor(value) + 1


@given(st.lists(st.integers(-1000, 1000), max_size=20))
def test_numbers_that_are_whole_stay(values: list[int]) -> None:
    assert whole_numbers([float(value) for value in values]) == tuple(values)


@given(VALUES)
def test_a_larger_value_never_gets_less_than_one_with_the_same_floor(values: list[float]) -> None:
    pairs = sorted(zip(values, whole_numbers(values), strict=True))
    for (low, less), (high, more) in pairwise(pairs):
        assert more >= less or math.floor(low) != math.floor(high)


def test_largest_remainders_win_and_the_first_of_equals() -> None:
    assert whole_numbers([1.2, 2.7, 3.1]) == (1, 3, 3)
    assert whole_numbers([0.5, 0.5, 0.5]) == (1, 1, 0)


def test_halves_round_away_from_zero() -> None:
    assert [whole(value) for value in (162.5, -162.5, 0.49, -0.5)] == [163, -163, 0, -1]


@given(st.floats(0, 1e5), st.floats(0, 1e5), st.floats(0, 1e5))
def test_a_rounded_movement_adds_up_and_stays_near(a: float, come: float, go: float) -> None:
    first, entries, exits, last = whole_movement(a, come, go, a + come - go)
    assert first + entries - exits == last
    assert (first, last) == (whole(a), whole(a + come - go))
    assert abs(entries - come) <= 1.001
    assert abs(exits - go) <= 1.001
