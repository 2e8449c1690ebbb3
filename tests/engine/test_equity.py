"""How evenly staff is spread: sets worked by hand, laws for any figures, planted mistakes."""

from collections.abc import Callable
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import equity
from app.engine.equity import (
    gini,
    hoover,
    lorenz,
    max_min,
    p90_p10,
    shares,
    theil_l,
    theil_split,
    theil_t,
)
from app.engine.inputs import FloatArray

Index = Callable[[FloatArray, FloatArray], FloatArray]

INDICES: tuple[Index, ...] = (gini, theil_t, theil_l, hoover, max_min, p90_p10)
ZERO_IF_EVEN: tuple[Index, ...] = (gini, theil_t, theil_l, hoover)
SEEDS = st.integers(0, 2**32 - 1)
# Four territories of 100 inhabitants with 1, 2, 3 and 4 persons at work.
FOUR, ONE_TO_FOUR = np.full(4, 100.0), np.array([1.0, 2.0, 3.0, 4.0])


def a_country(seed: int, territories: int = 40, years: int = 3) -> tuple[FloatArray, FloatArray]:
    """Inhabitants and staff by year and territory, all above zero."""
    rng = np.random.default_rng(seed)
    weights = rng.uniform(1e3, 1e6, (years, territories))
    return weights, weights * rng.uniform(1e-4, 5e-3, (years, territories))


def gini_of_all_pairs(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Gini by its definition: all pairs of territories, no order and no curve."""
    p, density = shares(weights), staff / weights
    apart = np.abs(density[..., :, None] - density[..., None, :])
    both = p[..., :, None] * p[..., None, :]
    return (both * apart).sum(axis=(-2, -1)) / (2 * (p * density).sum(axis=-1))


# --- Worked by hand -----------------------------------------------------------------------------


def test_four_equal_territories_with_1_2_3_and_4_persons() -> None:
    # Areas under the curve: 1/4 x (0.1 + 0.4 + 0.9 + 1.6) = 0.75, hence 1 - 0.75.
    assert gini(FOUR, ONE_TO_FOUR) == pytest.approx(0.25)
    # Above the mean of 2.5 stand 0.5 and 1.5 persons of 10.
    assert hoover(FOUR, ONE_TO_FOUR) == pytest.approx(0.2)
    t = 0.1 * log(0.4) + 0.2 * log(0.8) + 0.3 * log(1.2) + 0.4 * log(1.6)
    assert theil_t(FOUR, ONE_TO_FOUR) == pytest.approx(t)
    assert theil_l(FOUR, ONE_TO_FOUR) == pytest.approx(-log(0.4 * 0.8 * 1.2 * 1.6) / 4)
    assert max_min(FOUR, ONE_TO_FOUR) == pytest.approx(4.0)


def test_one_territory_of_three_quarters_with_half_of_the_staff() -> None:
    weights, staff = np.array([300.0, 100.0]), np.array([5.0, 5.0])
    # The curve is a triangle: doubled area 0.75 x 1 - 1 x 0.5.
    assert gini(weights, staff) == pytest.approx(0.25)
    assert hoover(weights, staff) == pytest.approx(0.25)
    assert theil_t(weights, staff) == pytest.approx(0.5 * log(4 / 3))
    assert theil_l(weights, staff) == pytest.approx(0.75 * log(1.5) + 0.25 * log(0.5))
    assert max_min(weights, staff) == pytest.approx(3.0)


def test_all_staff_in_one_territory_of_a_tenth_leaves_nine_tenths_to_move() -> None:
    weights, staff = np.array([10.0, 50.0, 40.0]), np.array([7.0, 0.0, 0.0])
    assert gini(weights, staff) == pytest.approx(0.9)
    assert hoover(weights, staff) == pytest.approx(0.9)
    assert theil_t(weights, staff) == pytest.approx(log(10))


def test_the_curve_runs_from_the_least_dense_to_the_densest() -> None:
    order, weight, staff = lorenz(np.array([100.0, 300.0, 100.0]), np.array([6.0, 3.0, 1.0]))
    assert order.tolist() in ([1, 2, 0], [2, 1, 0])
    assert weight.tolist() == pytest.approx([0.0, weight[1], 0.8, 1.0])
    assert staff.tolist() == pytest.approx([0.0, staff[1], 0.4, 1.0])


def test_tenths_are_of_the_weight_and_not_of_the_number_of_territories() -> None:
    weights = np.array([30.0, *[1.0] * 30, 40.0])
    staff = weights * np.arange(1.0, 33.0)
    assert p90_p10(weights, staff) == pytest.approx(32.0)
    assert p90_p10(np.ones(40), np.arange(1.0, 41.0)) == pytest.approx(36 / 4)


def test_tenths_are_given_for_more_than_30_territories_with_weight() -> None:
    assert np.isnan(p90_p10(np.ones(30), np.arange(1.0, 31.0)))
    assert p90_p10(np.ones(31), np.arange(1.0, 32.0)) == pytest.approx(28 / 4)
    uninhabited = np.array([*[1.0] * 30, 0.0])
    assert np.isnan(p90_p10(uninhabited, np.arange(1.0, 32.0)))


# --- Nothing and nobody -------------------------------------------------------------------------


def test_a_territory_without_staff_has_a_theil_t_and_no_theil_l_and_no_ratio() -> None:
    staff = np.array([0.0, 2.0, 3.0, 5.0])
    assert theil_t(FOUR, staff) == pytest.approx(0.2 * log(0.8) + 0.3 * log(1.2) + 0.5 * log(2))
    assert np.isnan(theil_l(FOUR, staff))
    assert np.isnan(max_min(FOUR, staff))
    assert np.isnan(p90_p10(np.ones(40), np.array([0.0] * 8 + [1.0] * 32)))


def test_staff_where_nobody_lives_is_the_densest_and_has_no_theil_t() -> None:
    weights, staff = np.array([0.0, 50.0, 50.0]), np.array([1.0, 1.0, 2.0])
    assert gini(weights, staff) == pytest.approx(0.375)
    assert hoover(weights, staff) == pytest.approx(0.25)
    assert np.isnan(theil_t(weights, staff))
    assert theil_l(weights, staff) == pytest.approx(0.5 * log(2))
    assert max_min(weights, staff) == pytest.approx(2.0)


@pytest.mark.parametrize("index", INDICES)
def test_without_any_staff_or_any_weight_there_is_no_index(index: Index) -> None:
    some, none = np.ones(40), np.zeros(40)
    assert np.isnan([index(some, none), index(none, some), index(none, none)]).all()


def test_the_split_of_nothing_is_not_a_number() -> None:
    some, none, group = np.ones(4), np.zeros(4), np.array([0, 0, 1, 1])
    for weights, staff in ((some, none), (none, some), (none, none)):
        assert np.isnan(theil_split(weights, staff, group)).all()


@pytest.mark.parametrize("index", INDICES)
@given(seed=SEEDS)
def test_a_territory_with_nobody_to_care_for_and_nobody_at_work_changes_nothing(
    index: Index, seed: int
) -> None:
    weights, staff = a_country(seed)
    nothing = np.zeros((3, 1))
    found = index(np.hstack([nothing, weights]), np.hstack([nothing, staff]))
    assert found == pytest.approx(index(weights, staff))


# --- Laws ---------------------------------------------------------------------------------------


@given(seed=SEEDS)
def test_the_sorted_sum_equals_the_sum_over_all_pairs(seed: int) -> None:
    weights, staff = a_country(seed)
    staff[:, :5] = 0.0
    assert gini(weights, staff) == pytest.approx(gini_of_all_pairs(weights, staff), abs=1e-12)


@pytest.mark.parametrize("index", ZERO_IF_EVEN)
@given(seed=SEEDS)
def test_equal_densities_give_zero(index: Index, seed: int) -> None:
    weights, _ = a_country(seed)
    assert index(weights, weights * 15.3e-4) == pytest.approx(0.0, abs=1e-12)


@given(seed=SEEDS)
def test_equal_densities_give_ratios_of_one(seed: int) -> None:
    weights, _ = a_country(seed)
    assert max_min(weights, weights * 15.3e-4) == pytest.approx(1.0)
    assert p90_p10(weights, weights * 15.3e-4) == pytest.approx(1.0)


@given(seed=SEEDS)
def test_gini_and_hoover_stay_between_zero_and_one_and_theil_above_zero(seed: int) -> None:
    weights, staff = a_country(seed)
    for index in (gini, hoover):
        assert (index(weights, staff) > 0).all()
        assert (index(weights, staff) < 1).all()
    assert (hoover(weights, staff) <= gini(weights, staff)).all()
    assert (theil_t(weights, staff) > 0).all()
    assert (theil_l(weights, staff) > 0).all()


@pytest.mark.parametrize("index", INDICES)
@given(seed=SEEDS, factor=st.floats(1e-3, 1e3))
def test_more_of_everything_everywhere_changes_nothing(
    index: Index, seed: int, factor: float
) -> None:
    weights, staff = a_country(seed)
    expected = pytest.approx(index(weights, staff))
    assert index(weights, staff * factor) == expected
    assert index(weights * factor, staff) == expected


@pytest.mark.parametrize("index", INDICES)
@given(seed=SEEDS)
def test_the_order_of_territories_changes_nothing(index: Index, seed: int) -> None:
    weights, staff = a_country(seed)
    order = np.random.default_rng(seed).permutation(40)
    assert index(weights[:, order], staff[:, order]) == pytest.approx(index(weights, staff))


def territories_of_equal_density_merge_without_a_trace(index: Index, seed: int) -> None:
    weights, staff = a_country(seed)
    part = np.random.default_rng(seed).uniform(0.1, 0.9, (3, 1))
    divided = [
        np.hstack([array[:, :-1], array[:, -1:] * part, array[:, -1:] * (1 - part)])
        for array in (weights, staff)
    ]
    assert index(*divided) == pytest.approx(index(weights, staff))


@pytest.mark.parametrize("index", INDICES)
@given(seed=SEEDS)
def test_to_divide_a_territory_into_parts_of_its_density_changes_nothing(
    index: Index, seed: int
) -> None:
    territories_of_equal_density_merge_without_a_trace(index, seed)


@pytest.mark.parametrize("index", INDICES)
def test_years_are_each_their_own_and_one_population_serves_them_all(index: Index) -> None:
    weights, staff = a_country(1)
    each = [float(index(weights[0], one)) for one in staff]
    assert index(weights[0], staff) == pytest.approx(each)


@given(seed=SEEDS)
def test_a_person_sent_from_the_densest_to_the_least_dense_makes_it_more_even(seed: int) -> None:
    weights, staff = a_country(seed, years=1)
    order = lorenz(weights, staff).order[0]
    fairer = staff.copy()
    fairer[0, order[0]] += 0.01
    fairer[0, order[-1]] -= 0.01
    for index in ZERO_IF_EVEN:
        assert index(weights, fairer) < index(weights, staff)


# --- Between and within -------------------------------------------------------------------------


@given(seed=SEEDS, groups=st.integers(1, 12))
def test_between_and_within_add_up_to_theil_t(seed: int, groups: int) -> None:
    weights, staff = a_country(seed)
    group = np.random.default_rng(seed).integers(0, groups, 40)
    staff[:, group == group[0]] = 0.0
    staff[:, 0] += 1.0
    split = theil_split(weights, staff, group)
    assert split.between + split.within == pytest.approx(theil_t(weights, staff), abs=1e-12)
    assert (split.between >= -1e-12).all()
    assert (split.within >= -1e-12).all()


def test_between_is_theil_t_of_the_groups_and_within_that_of_their_territories() -> None:
    group = np.array([0, 1, 0, 1])
    split = theil_split(FOUR, ONE_TO_FOUR, group)
    # The groups have 4 and 6 of 10 persons; inside them 1 and 3 of 4, 2 and 4 of 6.
    assert split.between == pytest.approx(theil_t(np.array([2.0, 2.0]), np.array([4.0, 6.0])))
    inside = [theil_t(np.ones(2), np.array(pair)) for pair in ([1.0, 3.0], [2.0, 4.0])]
    assert split.within == pytest.approx(0.4 * inside[0] + 0.6 * inside[1])


def test_one_group_leaves_nothing_between_and_groups_of_one_nothing_within() -> None:
    total = float(theil_t(FOUR, ONE_TO_FOUR))
    assert theil_split(FOUR, ONE_TO_FOUR, np.zeros(4, int)) == pytest.approx((0.0, total))
    assert theil_split(FOUR, ONE_TO_FOUR, np.arange(4)) == pytest.approx((total, 0.0))


def test_an_empty_group_adds_nothing() -> None:
    weights, staff = np.array([0.0, 0.0, 3.0, 1.0]), np.array([0.0, 0.0, 1.0, 1.0])
    split = theil_split(weights, staff, np.array([0, 0, 1, 1]))
    assert split == pytest.approx((0.0, float(theil_t(weights, staff))))


# --- Weights ------------------------------------------------------------------------------------


def test_weighed_by_need_it_is_another_index_where_needs_differ() -> None:
    population, staff = np.array([100.0, 100.0]), np.array([2.0, 4.0])
    older_in_the_second = np.array([1.0, 2.0])
    assert gini(population, staff) == pytest.approx(1 / 6)
    assert gini(older_in_the_second, staff) == pytest.approx(0.0)
    assert gini(population * 15.3e-4, staff) == pytest.approx(gini(population, staff))


def _every_territory_alike(weights: FloatArray, staff: FloatArray) -> equity.Lorenz:
    """The mistake: densities in order, each territory counted as one."""
    density = staff / weights
    return lorenz(np.ones_like(density), density)


def test_a_gini_that_does_not_weigh_by_population_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    territories_of_equal_density_merge_without_a_trace(gini, seed=1)
    monkeypatch.setattr(equity, "lorenz", _every_territory_alike)
    with pytest.raises(AssertionError):
        territories_of_equal_density_merge_without_a_trace(gini, seed=1)


def test_a_correction_for_few_territories_is_noticed() -> None:
    def corrected(weights: FloatArray, staff: FloatArray) -> FloatArray:
        n = np.shape(weights)[-1]
        return gini(weights, staff) * n / (n - 1)

    with pytest.raises(AssertionError):
        territories_of_equal_density_merge_without_a_trace(corrected, seed=1)
