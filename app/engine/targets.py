"""From today's stock to a norm in a target year: the path and what it asks for (method 2.17).

Years run along the first axis; other axes, such as territory, are free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.need import PER, ratio

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray


def straight_path(stock: FloatArray, norm_per_10_000: float, population: FloatArray) -> FloatArray:
    """Return the stock by year whose density goes straight to the norm (equation 2.17).

    stock: persons in the base year, [...]. population: persons from the base year to the target
    year, [1 + Y, ...]. Returns persons, [1 + Y, ...], beginning with the stock: P(y) x d(y), where
    d rises evenly from that of the base year, zero where nobody lives, to the norm.
    """
    begun = np.nan_to_num(ratio(stock, population[0]))
    steps = np.linspace(0.0, 1.0, len(population))
    done = steps.reshape(-1, *[1] * (population.ndim - 1))
    return np.asarray(population * (begun + done * (norm_per_10_000 / PER - begun)))


def entries_asked(path: FloatArray, exit_share: FloatArray) -> FloatArray:
    """Return the entries that a path asks for, persons a year, [Y, ...] (equation 2.18).

    path: persons by year, [1 + Y, ...]. exit_share: exits over opening stock, [Y, ...]. Asked is
    the path of the year less the survivors of that of the year before, and never below zero:
    nobody is sent away where the path falls faster than people leave.
    """
    return np.asarray(np.maximum(path[1:] - path[:-1] * (1.0 - exit_share), 0.0))


def first_impossible(asked: FloatArray, ceiling: FloatArray) -> int | None:
    """Return the first year, counted from 0, in which more is asked than can come, or None.

    asked, ceiling: entries, persons a year, [Y].
    """
    beyond = np.flatnonzero(asked > ceiling)
    return int(beyond[0]) if len(beyond) else None


def highest_stock(stock: FloatArray, exit_share: FloatArray, ceiling: FloatArray) -> FloatArray:
    """Return the stock if as many as can come did so each year, [1 + Y, ...] (equation 2.19).

    stock: persons in the base year, [...]. exit_share, ceiling: [Y, ...]. Entrants meet no exit
    in the year in which they come.
    """
    highest = [np.asarray(stock)]
    for leaving, entering in zip(exit_share, ceiling, strict=True):
        highest.append(highest[-1] * (1.0 - leaving) + entering)
    return np.stack(highest)


def steady_entries(stock: FloatArray, goal: FloatArray, exit_share: FloatArray) -> FloatArray:
    """Return the same entries each year that lead to the goal in the last one (equation 2.20).

    stock: persons in the base year, goal: persons in the last year, [...]. exit_share: [Y, ...].
    E = (goal - stock x kept from the base year) / sum over years v of kept from v to the last,
    persons a year, and never below zero.
    """
    kept = np.cumprod((1.0 - exit_share)[::-1], axis=0)[::-1]
    present = np.concatenate([kept[1:], np.ones_like(kept[:1])]).sum(axis=0)
    return np.asarray(np.maximum(goal - stock * kept[0], 0.0) / present)
