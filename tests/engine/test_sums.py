"""Sums over ages and sexes add everybody once, and ages without a rate are left out."""

import numpy as np

from app.engine.sums import both_sexes, heads, reached_ages, share_of
from tests.engine import builders

WORLD = builders.axes(regions=(0, 1, 1), cadres=2, years=3)
PEOPLE = np.random.default_rng(3).uniform(0.0, 10.0, WORLD.cell_shape)


def test_women_and_men_of_all_ages_are_added() -> None:
    np.testing.assert_allclose(heads(PEOPLE), PEOPLE.sum(axis=(0, 3)))
    np.testing.assert_allclose(both_sexes(PEOPLE[20]), PEOPLE[20].sum(axis=2))


def test_a_share_is_taken_of_each_age_and_sex() -> None:
    wide = np.random.default_rng(4).random(WORLD.cell_shape)
    for share in (wide, wide[:, :1]):
        np.testing.assert_allclose(share_of(PEOPLE, share), (PEOPLE * share).sum(axis=(0, 3)))


def test_ages_are_those_from_the_first_to_the_last_with_a_rate_in_any_year() -> None:
    rate = builders.rates(WORLD)
    assert reached_ages(rate) == slice(0)
    rate[1, 12, 0, 1, 0, 1] = rate[2, 30] = 0.5
    assert reached_ages(rate) == slice(12, 31)
    assert reached_ages(rate[2:]) == slice(30, 31)
