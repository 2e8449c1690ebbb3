"""The shares of the factors of a product: no factor first, and nothing left over."""

from collections.abc import Callable
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.bridge import lever_shares, product_shares
from app.engine.inputs import FloatArray

Split = Callable[[FloatArray, FloatArray], FloatArray]
pairs = st.builds(
    lambda factors, seed: np.random.default_rng(seed).uniform(-3.0, 3.0, (2, factors, 4)),
    st.integers(1, 6),
    st.integers(0, 2**32 - 1),
)


def in_order(first: FloatArray, last: FloatArray, order: tuple[int, ...]) -> FloatArray:
    """Let the factors change one after the other and book each step on its factor."""
    now, shares = first.copy(), np.zeros_like(first)
    for at in order:
        before = now.prod(axis=0)
        now[at] = last[at]
        shares[at] = now.prod(axis=0) - before
    return shares


def last_in(first: FloatArray, last: FloatArray) -> FloatArray:
    """The defect: each factor changes after those before it, so that the order counts."""
    return in_order(first, last, tuple(range(len(first))))


def no_factor_comes_first(split: Split) -> None:
    first, last = np.array([[100.0], [2.0], [0.5]]), np.array([[140.0], [3.0], [0.4]])
    shares, backwards = split(first, last), split(first[::-1], last[::-1])
    np.testing.assert_allclose(shares, backwards[::-1], atol=1e-12)


def test_people_and_norm_share_what_they_do_together_evenly() -> None:
    shares = product_shares(np.array([15_000.0, 10.0]), np.array([18_000.0, 12.0]))
    assert shares.tolist() == pytest.approx([3_000 * 11.0, 2.0 * 16_500])


def test_three_factors_as_das_gupta_writes_them_out() -> None:
    a, b, c = (2.0, 5.0), (3.0, 4.0), (7.0, 6.0)
    shares = product_shares(*np.array([a, b, c]).T)
    both = (b[0] * c[0] + b[1] * c[1]) / 3 + (b[0] * c[1] + b[1] * c[0]) / 6
    assert shares[0] == pytest.approx(3.0 * both)


@given(pairs)
def test_the_closed_form_is_the_mean_over_all_orders(pair: FloatArray) -> None:
    first, last = pair
    orders = list(permutations(range(len(first))))
    mean = sum(in_order(first, last, order) for order in orders) / len(orders)
    np.testing.assert_allclose(product_shares(first, last), mean, atol=1e-9)


@given(pairs)
def test_the_shares_add_up_to_the_change_of_the_product(pair: FloatArray) -> None:
    first, last = pair
    change = last.prod(axis=0) - first.prod(axis=0)
    np.testing.assert_allclose(product_shares(first, last).sum(axis=0), change, atol=1e-9)


def test_one_factor_alone_has_the_whole_change_and_one_that_stands_has_none() -> None:
    assert product_shares(np.array([4.0]), np.array([7.0])).tolist() == [3.0]
    shares = product_shares(np.array([4.0, 9.0]), np.array([7.0, 9.0]))
    assert shares.tolist() == [27.0, 0.0]


def test_a_factor_that_grows_from_nothing_has_its_share() -> None:
    shares = product_shares(np.array([0.0, 2.0]), np.array([3.0, 4.0]))
    assert shares.tolist() == pytest.approx([9.0, 3.0])


def test_a_split_in_the_order_of_the_factors_is_seen() -> None:
    no_factor_comes_first(product_shares)
    with pytest.raises(AssertionError):
        no_factor_comes_first(last_in)


# --- Levers ---------------------------------------------------------------------------------------

games = st.builds(
    lambda levers, seed: np.random.default_rng(seed).uniform(-3.0, 3.0, (2**levers, 2)),
    st.integers(0, 6),
    st.integers(0, 2**32 - 1),
)


def in_every_order(results: FloatArray) -> FloatArray:
    """Pull the levers in all orders and book each step on its lever."""
    levers = len(results).bit_length() - 1
    orders = list(permutations(range(levers)))
    shares = np.zeros((levers, *results.shape[1:]))
    for order in orders:
        pulled = 0
        for at in order:
            shares[at] += results[pulled | 1 << at] - results[pulled]
            pulled |= 1 << at
    return shares / len(orders)


def test_posts_and_the_rate_at_which_they_are_filled_share_what_they_do_together() -> None:
    # 5 posts at 40 %, 10 at 40 %, 5 at 80 %, 10 at 80 %
    assert lever_shares(np.array([2.0, 4.0, 4.0, 8.0])).tolist() == [3.0, 3.0]


def test_levers_that_add_up_have_what_each_does_alone() -> None:
    alone = np.array([1.5, -2.0, 7.0])
    results = np.array([sum(alone[at] for at in range(3) if s >> at & 1) for s in range(8)])
    np.testing.assert_allclose(lever_shares(results), alone)


def test_no_lever_has_no_share() -> None:
    assert lever_shares(np.array([4.0])).shape == (0,)


@given(games)
def test_the_shares_of_levers_are_the_mean_over_all_orders(results: FloatArray) -> None:
    np.testing.assert_allclose(lever_shares(results), in_every_order(results), atol=1e-9)


@given(games)
def test_the_shares_of_levers_add_up_to_the_change(results: FloatArray) -> None:
    shares = lever_shares(results)
    np.testing.assert_allclose(shares.sum(axis=0), results[-1] - results[0], atol=1e-9)
