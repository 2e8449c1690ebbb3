"""Sums over ages and sexes add everybody once, and ages without a rate are left out."""

import numpy as np

from app.engine.sums import both_sexes, heads, reached_ages, rows, share_of
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


def test_a_row_of_several_territories_is_the_same_product() -> None:
    rng = np.random.default_rng(5)
    for territories in (1, 7, 12, 75):
        people = rng.random((4, territories, 2, 2, 3))
        for rate in (rng.random(people.shape), rng.random((4, 1, 2, 2, 3))):
            there, taken = rows(people, rate)
            assert np.shares_memory(there, people)
            assert np.array_equal((there * taken).reshape(people.shape), people * rate)
    assert rows(np.zeros((4, 75, 2, 2, 3)), np.zeros((4, 1, 2, 2, 3)))[0].shape == (4, 5, 30, 2, 3)


def test_ages_are_those_from_the_first_to_the_last_with_a_rate_in_any_year() -> None:
    rate = builders.rates(WORLD)
    assert reached_ages(rate) == slice(0)
    rate[1, 12, 0, 1, 0, 1] = rate[2, 30] = 0.5
    assert reached_ages(rate) == slice(12, 31)
    assert reached_ages(rate[2:]) == slice(30, 31)
