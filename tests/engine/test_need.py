"""Need by a population norm, and what follows from it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.need import benchmark, deficit, gross_deficit, need_by_norm, ratio

PERSONS = st.lists(st.floats(0, 1e6), min_size=3, max_size=3).map(np.array)


def test_1_530_doctors_per_million_is_15_3_per_10_000() -> None:
    assert need_by_norm(np.array(1_000_000.0), 15.3) == pytest.approx(1_530.0)


def test_tata_needs_183_6_doctors_for_120_000_inhabitants() -> None:
    need = need_by_norm(np.array(120_000.0), 15.3)
    assert need == pytest.approx(183.6)
    assert deficit(need, np.array(28.0)) == pytest.approx(155.6)


def test_a_deficit_is_positive_where_people_are_lacking() -> None:
    assert deficit(np.array([10.0, 10.0]), np.array([4.0, 13.0])).tolist() == [6.0, -3.0]


def test_the_gross_deficit_leaves_surpluses_out() -> None:
    need, stock = np.array([10.0, 10.0, 10.0]), np.array([4.0, 13.0, 9.0])
    assert gross_deficit(need, stock, axis=0) == 7.0
    assert deficit(need, stock).sum() == 4.0


@given(need=PERSONS, stock=PERSONS)
def test_the_gross_deficit_is_never_below_the_net_one_nor_below_zero(
    need: np.ndarray, stock: np.ndarray
) -> None:
    gross = float(gross_deficit(need, stock, axis=0))
    assert gross >= max(0.0, float(deficit(need, stock).sum())) - 1e-6


def test_a_ratio_to_nothing_is_not_a_number() -> None:
    found = ratio(np.array([1.0, 0.0, 3.0]), np.array([2.0, 0.0, 0.0]))
    assert found[0] == 0.5
    assert np.isnan(found[1:]).all()


def test_a_ratio_spreads_over_the_larger_of_its_two_shapes() -> None:
    assert ratio(np.ones((2, 1)), np.array([2.0, 4.0])).tolist() == [[0.5, 0.25], [0.5, 0.25]]


def _implied(staff: float, norm_per_10_000: float) -> float:
    """Inhabitants, in millions, for whom a norm asks for that staff."""
    return staff / float(need_by_norm(np.array(1_000_000.0), norm_per_10_000))


@pytest.mark.parametrize(
    ("staff", "norm", "millions"),
    [(27_266, 7.1, 38.4), (32_387 + 27_266, 15.3, 39.0), (97_161, 44.5 - 16.5, 34.7)],
)
def test_the_founding_text_implies_three_populations(
    staff: float, norm: float, millions: float
) -> None:
    assert round(_implied(staff, norm), 1) == millions


def test_each_territory_would_need_the_density_of_the_best_one() -> None:
    stock, people = np.array([30.0, 10.0, 0.0]), np.array([10_000.0, 20_000.0, 0.0])
    best = benchmark(stock, people, 1.0)
    assert best == pytest.approx(30.0)
    assert need_by_norm(people, best).tolist() == [30.0, 60.0, 0.0]


def test_a_quantile_takes_its_place_between_densities_of_territories_counted_once() -> None:
    stock, people = np.array([10.0, 20.0, 60.0]), np.array([10_000.0, 10_000.0, 20_000.0])
    assert benchmark(stock, people, 0.5) == pytest.approx(20.0)
    assert benchmark(stock, people, 0.75) == pytest.approx(25.0)


def test_without_inhabitants_there_is_no_best_density() -> None:
    assert np.isnan(benchmark(np.zeros(2), np.zeros(2), 1.0))
