"""How evenly staff is spread over territories (method 5.1 to 5.8).

In every function the last axis holds the territories and the axes before it, as a rule years,
broadcast. `weights` is what staff is compared with, inhabitants or persons needed; `staff` is
persons at work; neither is negative. A density is staff / weight. Where all weights or all of the
staff are zero there is nothing to compare, and the answer is not-a-number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.engine.need import ratio

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.engine.inputs import FloatArray

# Below this many territories a tenth of them is a handful, and says no more than the extremes.
FEWEST_FOR_TENTHS = 31
_ROUNDING = 1e-12


class Lorenz(NamedTuple):
    """Territories from the least dense to the densest, [..., T], and the curve that they make.

    The curve starts at nothing: cumulated shares of weight and of staff, [..., T + 1].
    """

    order: NDArray[np.intp]
    weight: FloatArray
    staff: FloatArray


class Split(NamedTuple):
    """Theil's T in two parts that add up to it."""

    between: FloatArray
    within: FloatArray


def shares(values: FloatArray) -> FloatArray:
    """Return the share of each territory in the sum of all; not-a-number where that is zero."""
    return ratio(values, values.sum(axis=-1, keepdims=True))


def lorenz(weights: FloatArray, staff: FloatArray) -> Lorenz:
    """Order territories by density and add up their shares (equation 5.1).

    Territories without weight come last: where they have staff they are denser than any other.
    """
    weights, staff = np.broadcast_arrays(weights, staff)
    order = np.argsort(ratio(staff, weights), axis=-1)
    return Lorenz(order, _cumulated(weights, order), _cumulated(staff, order))


def _cumulated(values: FloatArray, order: NDArray[np.intp]) -> FloatArray:
    found = np.zeros((*values.shape[:-1], values.shape[-1] + 1))
    np.cumsum(np.take_along_axis(values, order, axis=-1), axis=-1, out=found[..., 1:])
    return ratio(found, found[..., -1:])


def gini(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Return Gini's coefficient of density, 0 when it is the same everywhere (equation 5.2).

    The area between the Lorenz curve and the diagonal, doubled. Each territory counts by its
    weight, and nothing is corrected for a small number of them, [...].
    """
    _, p, s = lorenz(weights, staff)
    return np.asarray((p[..., :-1] * s[..., 1:] - p[..., 1:] * s[..., :-1]).sum(axis=-1))


def theil_t(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Return Theil's T, in which a territory without staff counts for nothing (equation 5.3).

    Staff where there is no weight makes it infinite: it is then not-a-number, [...].
    """
    return _divergence(shares(staff), shares(weights))


def theil_split(weights: FloatArray, staff: FloatArray, group: NDArray[np.intp]) -> Split:
    """Split Theil's T between groups of territories and within them (equation 5.4).

    `group` is the index of the group of each territory, [T]. Within a group each territory is
    compared with what it would have if the group's staff were spread by weight.
    """
    members = (group[:, None] == np.unique(group)).astype(float)
    p, s = shares(weights), shares(staff)
    of_group = s @ members, p @ members
    even = p * (_or_zero(*of_group) @ members.T)
    return Split(between=_divergence(*of_group), within=_divergence(s, even))


def theil_l(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Return Theil's L, which looks first at those who have least (equation 5.5).

    A territory with weight and no staff makes it infinite: it is then not-a-number, [...].
    """
    return _divergence(shares(weights), shares(staff))


def _divergence(part: FloatArray, other: FloatArray) -> FloatArray:
    """Return sum of part x ln(part / other); not-a-number where only the other is nothing."""
    part, other = np.broadcast_arrays(part, other)
    some, infinite = part > 0, (part > 0) & (other <= 0)
    quotient = np.divide(part, other, out=np.ones(part.shape), where=some & ~infinite)
    return np.where(infinite.any(axis=-1), np.nan, (part * np.log(quotient)).sum(axis=-1))


def _or_zero(part: FloatArray, whole: FloatArray) -> FloatArray:
    return np.divide(part, whole, out=np.zeros(np.broadcast(part, whole).shape), where=whole > 0)


def hoover(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Return the share of staff that would have to move for equal densities (equation 5.6)."""
    return np.asarray(np.abs(shares(staff) - shares(weights)).sum(axis=-1) / 2)


def max_min(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Return the highest density over the lowest one (equation 5.7).

    Territories without weight have no density. Not-a-number where the lowest one is zero, [...].
    """
    density = ratio(staff, weights)
    return ratio(np.fmax.reduce(density, axis=-1), np.fmin.reduce(density, axis=-1))


def p90_p10(weights: FloatArray, staff: FloatArray) -> FloatArray:
    """Return the density at nine tenths of the weight over that at one tenth (equation 5.8).

    Tenths are of the weight and not of the number of territories, so that to divide a territory
    changes nothing. Not-a-number for 30 territories with weight or fewer, and where the density
    at one tenth is zero, [...].
    """
    weights, staff = np.broadcast_arrays(weights, staff)
    order, p, _ = lorenz(weights, staff)
    density = np.take_along_axis(ratio(staff, weights), order, axis=-1)
    found = ratio(_reached(p, density, 0.9), _reached(p, density, 0.1))
    many = np.count_nonzero(weights, axis=-1) >= FEWEST_FOR_TENTHS
    return np.where(many, found, np.nan)


def _reached(p: FloatArray, density: FloatArray, part: float) -> FloatArray:
    """Return the density of the territory in which a part of the weight is reached, [...]."""
    at = np.argmax(p[..., 1:] >= part - _ROUNDING, axis=-1)
    return np.take_along_axis(density, at[..., None], axis=-1)[..., 0]
