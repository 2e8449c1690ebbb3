"""Ageing: the first step of every year (method 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import DTypeLike

    from app.engine.inputs import FloatArray


class Lives:
    """People by age, each year of birth at one place in memory for good.

    A year on, the ages are read one place earlier: ageing moves nobody but the oldest, and costs
    next to nothing where a copy of everybody would be a tenth of the year.
    """

    def __init__(self, stock: FloatArray, years: int, precision: DTypeLike = np.float64) -> None:
        """Take people in, [A, T, S, X, C], with room for those of so many years to come."""
        self._memory = np.empty((years + len(stock), *stock.shape[1:]), precision)
        self._ages, self._first = len(stock), years
        self._memory[years:] = stock

    @property
    def people(self) -> FloatArray:
        """Everybody as old as they are now, [A, T, S, X, C]: what is done to it is done to them."""
        return self._memory[self._first : self._first + self._ages]

    def age(self) -> FloatArray:
        """Make everybody one year older; the last age is open (equation 1.1).

        The last age keeps its people and takes in those who reach it; nobody enters here, so the
        first age is left empty. Returns the people.
        """
        oldest = self.people[-1]
        self._first -= 1
        people = self.people
        people[0] = 0.0
        people[-1] += oldest
        return people


def aged(stock: FloatArray) -> FloatArray:
    """Return a stock one year older, [A, T, S, X, C], and leave it as it was."""
    return Lives(stock, years=1).age()
