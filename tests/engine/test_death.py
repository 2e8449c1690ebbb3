"""Death: rates of age groups become yearly probabilities by single age."""

import math

import numpy as np
import pytest

from app.engine.exits import death_probability

MIDDLES = np.array([22.5, 27.5, 32.5])
RATES = np.array([0.001, 0.004, 0.002])


def test_a_constant_rate_gives_the_same_probability_at_every_age() -> None:
    found = death_probability(MIDDLES, np.full(3, 0.01), range(20, 40), 1.0)
    assert found == pytest.approx(np.full(20, 1 - math.exp(-0.01)))


def test_the_logarithm_of_the_rate_is_a_straight_line_between_group_middles() -> None:
    found = death_probability(MIDDLES, RATES, (25,), 1.0)
    assert found[0] == pytest.approx(1 - math.exp(-math.sqrt(0.001 * 0.004)))


def test_the_outer_groups_hold_beyond_their_middles() -> None:
    found = death_probability(MIDDLES, RATES, (20, 22, 33, 80), 1.0)
    assert found == pytest.approx([1 - math.exp(-m) for m in (0.001, 0.001, 0.002, 0.002)])


def test_the_factor_of_the_profession_multiplies_the_rate_and_not_the_probability() -> None:
    found = death_probability(MIDDLES, np.full(3, 0.5), (30,), 0.8)
    assert found[0] == pytest.approx(1 - math.exp(-0.4))


def test_the_order_in_which_groups_are_given_does_not_matter() -> None:
    ages = range(20, 40)
    turned = death_probability(MIDDLES[::-1], RATES[::-1], ages, 0.8)
    assert np.array_equal(turned, death_probability(MIDDLES, RATES, ages, 0.8))


def test_even_a_high_rate_never_makes_death_certain() -> None:
    assert death_probability(MIDDLES, np.full(3, 3.0), (30,), 1.0)[0] < 1.0


def test_a_rate_of_zero_is_next_to_no_death_and_not_a_missing_number() -> None:
    assert death_probability(MIDDLES, np.zeros(3), range(20, 40), 1.0).max() < 1e-300
    found = death_probability(MIDDLES, np.array([0.0, 0.004, 0.002]), (20, 25, 30), 1.0)
    assert found[:2] == pytest.approx([0.0, 0.0], abs=1e-15)
    assert found[2] > 0.002
