"""Counts: how likely each whole number of people is in a small group (method 7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.engine.chance import People
    from app.engine.inputs import FloatArray


def counts(people: Iterable[People], year: int, group: int, most: int) -> FloatArray:
    """Return the probability of each number of people from 0 to `most` (equation 7.5).

    year, group: places among those asked for. People are told apart one by one, in the order of
    their probability; a fraction of one joins the next fraction, so that the mean stays exact. The
    distribution of a sum of independent people is built by adding halves to halves.
    """
    one_by_one = _whole_people(people, year, group)
    parts = np.stack([1.0 - one_by_one, one_by_one], axis=1)
    while len(parts) > 1:
        odd = np.zeros((len(parts) % 2, parts.shape[1]))
        odd[:, :1] = 1.0
        parts = np.concatenate([parts, odd])
        parts = _sums(parts[::2], parts[1::2], most + 1)
    found = np.zeros(most + 1)
    if len(parts):
        length = min(parts.shape[1], most + 1)
        found[:length] = parts[0, :length]
    else:
        found[0] = 1.0
    return found


def _whole_people(people: Iterable[People], year: int, group: int) -> FloatArray:
    """Return the probability of each whole person, [person]."""
    chosen = [(one.persons, one.present[:, year, group]) for one in people]
    persons = np.concatenate([some for some, _ in chosen])
    present = np.concatenate([some for _, some in chosen])
    order = np.argsort(present)[(persons * present)[np.argsort(present)] > 0]
    ends = np.cumsum(persons[order])
    cuts = np.union1d(ends, np.arange(1.0, ends[-1] if len(ends) else 0.0))
    starts = np.concatenate([[0.0], cuts[:-1]])
    middle = (starts + cuts) / 2
    of = np.minimum(np.searchsorted(ends, middle), max(len(ends) - 1, 0))
    return np.asarray(np.bincount(middle.astype(int), (cuts - starts) * present[order][of]))


def _sums(some: FloatArray, others: FloatArray, longest: int) -> FloatArray:
    """Return the distribution of the sum of each pair, numbers from `longest` on left out."""
    length = some.shape[1]
    found = np.zeros((len(some), 2 * length - 1))
    for more in range(length):
        found[:, more : more + length] += some[:, more : more + 1] * others
    return found[:, :longest]
