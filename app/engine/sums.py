"""Sums of people over ages and sexes, and the ages that a rate speaks of at all.

Ages first and sexes after are faster than both at once; and two sexes are faster added than summed
along their axis, which is gone through pair by pair.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray

_IN_A_ROW = 60  # the most territories, and a number that many others share a divisor with


def both_sexes(by_sex: FloatArray) -> FloatArray:
    """Add women and men: [T, S, X, C] -> [T, S, C]."""
    women, men = by_sex[:, :, 0], by_sex[:, :, 1]
    return np.asarray(women + men)


def heads(people: FloatArray) -> FloatArray:
    """Sum people over ages and sexes: [A, T, S, X, C] -> [T, S, C]."""
    return both_sexes(people.sum(axis=0))


def rows(people: FloatArray, rate: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return people, [A, T, S, X, C], and a rate, [A, T|1, S, X, C], for one product of the two.

    Where territories share the rate, several stand in a row of both, as if they were sectors more:
    long rows are gone through faster. People without gaps in memory are a view, not a copy.
    """
    ages, territories, sectors, *rest = people.shape
    several = math.gcd(territories, _IN_A_ROW) if rate.shape[1] == 1 else 1
    wide = several * sectors
    spelt = np.repeat(rate.astype(people.dtype, copy=False), several, axis=1)
    return (
        people.reshape(ages, territories // several, wide, *rest),
        spelt.reshape(ages, rate.shape[1], wide, *rate.shape[3:]),
    )


def share_of(people: FloatArray, share: FloatArray) -> FloatArray:
    """Sum a share of the people over ages and sexes: [A, T, S, X, C] -> [T, S, C].

    share: [A, T|1, S, X, C].
    """
    by_sex = np.einsum("atsxc,atsxc->tsxc", *rows(people, share))
    return both_sexes(by_sex.reshape(people.shape[1:]))


def reached_ages(rates: FloatArray) -> slice:
    """Return the ages from the first to the last that rates speak of in any year, [Y, A, ...]."""
    # Years first: what is left to look through is short.
    spoken = rates.any(axis=0).reshape(rates.shape[1], -1).any(axis=1)
    ages = np.flatnonzero(spoken)
    return slice(int(ages[0]), int(ages[-1]) + 1) if len(ages) else slice(0)
