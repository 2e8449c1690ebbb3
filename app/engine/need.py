"""Need by a population norm, and what follows from it (method 2.1 to 2.4, 2.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray

PER = 10_000


def need_by_norm(population: FloatArray, norm_per_10_000: float) -> FloatArray:
    """Return the staff a population norm asks for: R = P x norm / 10 000 (equation 2.1)."""
    return population * (norm_per_10_000 / PER)


def deficit(need: FloatArray, stock: FloatArray) -> FloatArray:
    """Return need minus stock, positive where people are lacking (equation 2.2)."""
    return need - stock


def gross_deficit(need: FloatArray, stock: FloatArray, axis: int) -> FloatArray:
    """Sum the deficits of territories that lack people, surpluses left out (equation 2.3)."""
    return np.asarray(np.maximum(need - stock, 0.0).sum(axis=axis))


def ratio(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Return part / whole, and not-a-number where the whole is zero (equation 2.4)."""
    shape = np.broadcast_shapes(np.shape(part), np.shape(whole))
    return np.asarray(np.divide(part, whole, out=np.full(shape, np.nan), where=whole != 0))


def benchmark(stock: FloatArray, population: FloatArray, quantile: float) -> float:
    """Return the density per 10 000 of the best territory, or of a quantile (equation 2.8).

    stock, population: persons, [T]. quantile: 1 for the best territory, 0.9 for the one that nine
    tenths of the territories do not pass, straight between neighbours; each territory counts once
    and one without inhabitants not at all. As a norm of 2.1 it gives the need at which each
    territory would be staffed as that one; not-a-number where no territory has inhabitants.
    """
    densities = ratio(stock, population) * PER
    known = densities[~np.isnan(densities)]
    return float(np.quantile(known, quantile)) if len(known) else float("nan")
