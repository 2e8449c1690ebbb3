"""Mixture: values drawn within their ranges, and bands of chance and assumptions together."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from app.courtesy import give_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.engine.inputs import BoolArray, FloatArray

_NORMAL = NormalDist()
_TENTH = -_NORMAL.inv_cdf(0.1)
_HALVINGS = 60
_NEAR = 1e-6  # persons: a mean that is met
_WIDEST = 40.0  # of the logarithm of odds, and of standard deviations: beyond any that matters
_cumulated = np.vectorize(_NORMAL.cdf, otypes=[np.float64])


def drawn(
    value: FloatArray, low: FloatArray, high: FloatArray, percentile: FloatArray
) -> FloatArray:
    """Return values at a percentile of their ranges (equation 7.6).

    percentile: in (0, 1), same shape as the others. The value is the median; low and high are the
    10th and the 90th percentile; each half is that of a normal distribution of its own width.
    """
    steps = np.array([_NORMAL.inv_cdf(share) for share in percentile.ravel()])
    steps = steps.reshape(percentile.shape) / _TENTH
    return np.asarray(value + steps * np.where(steps > 0, high - value, value - low))


def many_people(means: FloatArray, deviation: float, levels: Sequence[float]) -> FloatArray:
    """Return the quantiles of large stocks at some levels, persons (equation 7.7).

    means: what each draw of the assumptions gives, [draw]. deviation: standard deviation of
    chance. The mixture of a normal distribution around each mean; its variance is the variance of
    the means plus that of chance.
    """
    if deviation <= 0:
        return np.asarray(np.quantile(means, levels, method="inverted_cdf"))
    wanted = np.array(levels)
    below = np.full(len(wanted), means.min() - _WIDEST * deviation)
    above = np.full(len(wanted), means.max() + _WIDEST * deviation)
    for _ in range(_HALVINGS):
        give_way()
        middle = (below + above) / 2
        reached = _cumulated((middle[:, None] - means) / deviation).mean(axis=1) >= wanted
        below, above = np.where(reached, below, middle), np.where(reached, middle, above)
    return above


def few_people(probabilities: FloatArray, means: FloatArray) -> FloatArray:
    """Return the probability of each whole number of people, assumptions included (equation 7.8).

    probabilities: by chance alone, of 0, 1, 2... people. means: of each draw, [draw]. For each
    draw everybody's odds of being there are multiplied alike, so that the mean is the draw's. A
    mean out of reach, as where more people come than chance knows of, is met by moving the
    distribution. What falls beyond the numbers given counts with the first or last of them.
    """
    numbers = np.arange(len(probabilities))
    seen = probabilities > 0
    low, high = np.full(len(means), -_WIDEST), np.full(len(means), _WIDEST)
    logs = np.log(np.where(seen, probabilities, 1.0))
    for _ in range(_HALVINGS):
        give_way()
        odds = (low + high) / 2
        tilted = _tilted(logs, seen, odds)
        reached = tilted @ numbers >= means
        low, high = np.where(reached, low, odds), np.where(reached, odds, high)
    left = means - tilted @ numbers
    for draw in np.flatnonzero(np.abs(left) > _NEAR):
        tilted[draw] = _moved(tilted[draw], float(left[draw]))
    return np.asarray(tilted.mean(axis=0))


def _moved(probabilities: FloatArray, by: float) -> FloatArray:
    """Move a distribution of whole numbers, a part of it by one more so that its mean moves."""
    whole = int(np.floor(by))
    found = np.zeros_like(probabilities)
    for step, part in ((whole, whole + 1 - by), (whole + 1, by - whole)):
        to = np.clip(np.arange(len(probabilities)) + step, 0, len(probabilities) - 1)
        np.add.at(found, to, probabilities * part)
    return found


def _tilted(logs: FloatArray, seen: BoolArray, odds: FloatArray) -> FloatArray:
    """Return a distribution after odds are multiplied, [draw, number]."""
    power = logs + odds[:, None] * np.arange(len(logs))
    power = np.where(seen, power, -np.inf)
    weights = np.exp(power - power.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def whole_quantiles(probabilities: FloatArray, levels: Sequence[float]) -> FloatArray:
    """Return the smallest numbers of people that are not passed with each probability."""
    reached = np.cumsum(probabilities)
    tolerance = 1e-12  # the last steps of a sum of probabilities may miss 1 by a hair
    at = np.searchsorted(reached, np.array(levels) - tolerance)
    return np.minimum(at, len(probabilities) - 1).astype(np.float64)
