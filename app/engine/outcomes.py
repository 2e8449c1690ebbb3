"""What is read off a projection: years that turn, ratios of a year, and what staff costs.

Letters in the shapes: Y years after the base, n years of any count, A single ages. Years are
places on an axis, the base year being 0 wherever the array has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import FIRST_AGE
from app.engine.need import ratio

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray

NOBODY = 1e-6  # persons: less is the rounding of sums, as in the proof of balance


def closing(deficit: FloatArray) -> int | None:
    """Return the first year from which the deficit never comes back (equation 8.1).

    deficit: persons, [n]. None where the last year still lacks somebody.
    """
    lacking = np.flatnonzero(deficit > NOBODY)
    first = int(lacking[-1]) + 1 if len(lacking) else 0
    return first if first < len(deficit) else None


def uncovered(entries: FloatArray, exits: FloatArray) -> list[int]:
    """Return the years in which fewer people join than leave (equation 8.2).

    entries, exits: persons a year, [n].
    """
    return [int(year) for year in np.flatnonzero(entries < exits - NOBODY)]


def crossing(entries: FloatArray, exits: FloatArray) -> int | None:
    """Return the first year in which fewer people join than leave, to the last (equation 8.3).

    entries, exits: persons a year, [n]. None where the last year is covered: what crosses back
    within the horizon does not last.
    """
    short = entries < exits - NOBODY
    covered = np.flatnonzero(~short)
    first = int(covered[-1]) + 1 if len(covered) else 0
    return first if first < len(short) else None


def cliff(ends: FloatArray) -> int | None:
    """Return the year in which most people on contract leave (equation 8.4).

    ends: persons whose contract ends, [n]. The first of equal years; None where nobody leaves.
    """
    return int(ends.argmax()) if (ends > NOBODY).any() else None


def replacement(entries: FloatArray, exits: FloatArray) -> FloatArray:
    """Return entries over exits, not-a-number where nobody leaves (equation 8.5)."""
    return ratio(entries, exits)


def share_from_age(by_age: FloatArray, age: int) -> FloatArray:
    """Return the share of people of an age or older, that age included (equation 8.6).

    by_age: persons by single age, [A, ...]; the result loses that axis and is not-a-number where
    nobody is. "51 and over" counts those of 51, "over 51" is the same as 52 and over.
    """
    return ratio(by_age[max(age - FIRST_AGE, 0) :].sum(axis=0), by_age.sum(axis=0))


def coming(flow: FloatArray, years: int) -> FloatArray:
    """Return the people of the next years, this one left out (equation 8.7).

    flow: persons a year, [n]. Not-a-number where the next years pass the last one of the flow.
    """
    found = np.full(len(flow), np.nan)
    total = np.concatenate([[0.0], np.cumsum(flow)])
    known = max(len(flow) - years, 0)
    found[:known] = total[years + 1 :][:known] - total[1:][:known]
    return found


def person_years(stock: FloatArray) -> FloatArray:
    """Return the years of work of each projected year (equation 8.8).

    stock: persons at 31 December, the base year first, [1 + Y, ...]; the result is [Y, ...].
    """
    return np.asarray((stock[:-1] + stock[1:]) / 2.0)


def cost(quantity: FloatArray, unit_cost: FloatArray) -> FloatArray:
    """Return what people or years of work cost, by year (equation 8.9).

    quantity: persons or person-years, [Y, ...]; unit_cost: currency for one of them, the same
    shape, not-a-number where nobody said. The result, [Y], is not-a-number in a year in which
    somebody has no unit cost: part of a cost is not a cost.
    """
    there = np.abs(quantity) > NOBODY
    paid = np.where(there, quantity * unit_cost, 0.0)
    return np.asarray(paid.sum(axis=tuple(range(1, paid.ndim))))
