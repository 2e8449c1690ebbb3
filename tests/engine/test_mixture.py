"""Bands of chance and assumptions together: medians, tenths, mixtures, whole people."""

from statistics import NormalDist

import numpy as np
import pytest

from app.engine.inputs import FloatArray
from app.engine.mixture import drawn, few_people, many_people, whole_quantiles

LEVELS = (0.025, 0.1, 0.5, 0.9, 0.975)
RNG = np.random.default_rng(11)


def binomial(persons: int, present: float) -> FloatArray:
    out = np.ones(1)
    for _ in range(persons):
        out = np.convolve(out, [1 - present, present])
    return out


def test_a_value_is_the_median_and_low_and_high_are_tenths() -> None:
    value, low, high = np.full(3, 5.0), np.full(3, 4.0), np.full(3, 9.0)
    found = drawn(value, low, high, np.array([0.1, 0.5, 0.9]))
    assert found == pytest.approx([4, 5, 9])


def test_a_range_on_one_side_moves_one_half_of_the_draws() -> None:
    percentile = RNG.uniform(size=2_000)
    zero, high = np.zeros(2_000), np.full(2_000, 0.002)
    found = drawn(zero, zero, high, percentile)
    assert (found == 0).mean() == pytest.approx(0.5, abs=0.03)
    assert (found > 0.002).mean() == pytest.approx(0.1, abs=0.03)


def test_one_draw_gives_the_normal_distribution() -> None:
    found = many_people(np.full(7, 200.0), 10.0, LEVELS)
    wanted = [NormalDist(200, 10).inv_cdf(level) for level in LEVELS]
    assert found == pytest.approx(wanted, abs=1e-9)


def test_variances_of_draws_and_of_chance_add_up() -> None:
    means = np.array([NormalDist(1_000, 30).inv_cdf((i + 0.5) / 500) for i in range(500)])
    found = many_people(means, 40.0, LEVELS)
    wanted = [NormalDist(1_000, 50).inv_cdf(level) for level in LEVELS]
    assert found == pytest.approx(wanted, abs=0.5)


def test_without_chance_the_draws_alone_make_the_band() -> None:
    means = np.arange(1.0, 101.0)
    assert many_people(means, 0.0, (0.1, 0.9)).tolist() == [10, 90]
    assert many_people(np.full(5, 19.0), 0.0, LEVELS).tolist() == [19.0] * 5


def test_a_draw_at_the_mean_leaves_whole_people_as_they_are() -> None:
    alone = binomial(8, 0.94)
    np.testing.assert_allclose(few_people(alone, np.full(3, 8 * 0.94)), alone, atol=1e-12)


def test_draws_multiply_odds_so_that_each_mean_is_kept() -> None:
    means = np.array([2.0, 3.0, 4.5])
    found = few_people(binomial(8, 0.5), means)
    exact = np.mean([binomial(8, mean / 8) for mean in means], axis=0)
    np.testing.assert_allclose(found, exact, atol=1e-12)
    numbers = np.arange(9)
    spread = found @ numbers**2 - (found @ numbers) ** 2
    inner = np.mean(8 * (means / 8) * (1 - means / 8))
    assert spread == pytest.approx(inner + means.var())


def test_a_mean_out_of_reach_moves_the_distribution() -> None:
    certain = np.array([0.0, 0.0, 1.0, 0.0, 0.0])
    assert few_people(certain, np.full(3, 2.0)).tolist() == certain.tolist()
    found = few_people(certain, np.array([1.5, 2.0, 3.0, 3.5]))
    assert found == pytest.approx([0, 0.125, 0.375, 0.375, 0.125])
    assert few_people(certain, np.array([9.0])).tolist() == [0, 0, 0, 0, 1]


def test_quantiles_of_whole_people_are_whole_and_hold_what_they_say() -> None:
    found = binomial(8, 0.94)
    low, high = whole_quantiles(found, (0.1, 0.9))
    assert (low, high) == (7, 8)
    assert found[7:9].sum() >= 0.8
    assert whole_quantiles(np.array([0.25, 0.75]), (0.25, 0.2501, 1.0)).tolist() == [0, 1, 1]
