"""What each of several changes has to do with what they do together."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray


def product_shares(first: FloatArray, last: FloatArray) -> FloatArray:
    """Share the change of a product between its factors, none before the others (equation 6.1).

    first, last: the factors before and after, in any unit, [K, ...] with K factors. Returns what
    each factor changes in the unit of the product, same shape; over K it adds up to the product
    of `last` less that of `first`. The share of a factor is its Shapley value: its effect, as a
    mean over all orders in which the factors may change. For a product this is the mean over the
    straight way from `first` to `last`, which a Gauss-Legendre sum of K/2 points gives exactly.
    Source: Owen (1972) for the Shapley value, Das Gupta (1993) for the decomposition of rates.
    """
    points, weights = np.polynomial.legendre.leggauss((len(first) + 1) // 2)
    total = np.zeros(np.broadcast_shapes(np.shape(first), np.shape(last)))
    for point, weight in zip((points + 1.0) / 2.0, weights / 2.0, strict=True):
        total += weight * _others(first + point * (last - first))
    return np.asarray((last - first) * total)


def lever_shares(results: FloatArray) -> FloatArray:
    """Share what several levers do together, none before the others (equation 6.3).

    results: the result with each set of levers pulled, in any unit, [2**K, ...]; lever i is in
    set s where bit i of s is set. Returns what each lever changes, [K, ...]; over K it adds up to
    the result with all less that with none. The share of a lever is its Shapley value: what it
    adds when its turn comes, as a mean over all orders. Source: Shapley (1953).
    """
    levers = len(results).bit_length() - 1
    size = np.array([at.bit_count() for at in range(len(results))])
    shares = []
    for lever in range(levers):
        without = np.flatnonzero(~np.arange(len(results)) >> lever & 1)
        weights = [1.0 / (levers * math.comb(levers - 1, k)) for k in size[without].tolist()]
        shares.append(np.tensordot(weights, results[without | 1 << lever] - results[without], 1))
    return np.array(shares).reshape((levers, *results.shape[1:]))


def _others(factors: FloatArray) -> FloatArray:
    """Return for each factor the product of all the others, zeros among them or not."""
    return np.stack([np.delete(factors, at, axis=0).prod(axis=0) for at in range(len(factors))])
