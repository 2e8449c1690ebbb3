"""Ageing: the first step of every year (method 1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray


def aged(stock: FloatArray, room: FloatArray | None = None) -> FloatArray:
    """Return the stock one year older; the last age is open (equation 1.1).

    stock: persons, [A, T, S, X, C]. The last age keeps its people and takes in
    those who reach it; nobody enters here, so the first age is left empty. room: memory for the
    answer, as large as the stock and apart from it.
    """
    older = np.empty_like(stock) if room is None else room
    older[0] = 0.0
    older[1:] = stock[:-1]
    older[-1] += stock[-1]
    return older
