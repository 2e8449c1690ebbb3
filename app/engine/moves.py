"""Moves among those who stayed: between sectors, regions, or to a post (method 1.6, 1.7, 1.16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC

if TYPE_CHECKING:
    from app.engine.axes import Axes
    from app.engine.inputs import FloatArray, Moves


def switch_sector(stock: FloatArray, probability: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Move people to the other sector of the same territory (equation 1.6).

    stock: persons, [A, T, S, X, C]. probability: [A, T|1, S, X, C]. Returns the new stock and the
    persons who left each cell; nobody is lost.
    """
    leaving = stock * probability
    after = stock - leaving
    after += leaving[:, :, ::-1]
    return after, leaving


def move_regions(
    stock: FloatArray, moves: Moves, year: int, axes: Axes
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Move people between regions and share arrivals among their territories (equation 1.7).

    stock: persons, [A, T, S, X, C]. Returns the new stock, leavers and arrivals, same shape; the
    two add up to the same number of people for each age, sector, sex and cadre. Those whom a row
    of destinations sends nowhere stay where they are.
    """
    region = axes.region_index
    sent = moves.destination[year][region] * moves.factor[year][:, None]
    leaving = stock * moves.leave[year]
    willing = leaving.reshape(*leaving.shape[:2], -1)
    arriving = (sent.T @ willing).reshape(len(willing), len(axes.regions), *stock.shape[2:])
    leaving *= sent.sum(axis=1)[:, None, None, None]
    # Taken, not indexed: an index would turn the axes around in memory, at ten times the cost.
    shared = arriving.take(region, axis=1)
    shared *= moves.arrival[:, :, None, None]
    after = stock - leaving
    after += shared
    return after, leaving, shared


def hire_from_private(people: FloatArray, wanted: FloatArray, kept: FloatArray) -> FloatArray:
    """Move private staff to public posts of their own territory (equation 1.16).

    people: persons, [A, T, S, X, C], changed in place. wanted: persons, [T, C]. kept: share of
    each age that no limit age of the public service releases, [A, T|1, X, C]. Returns the persons
    hired, [T, C]: never more than there are, their ages and sexes those of the people kept.
    """
    pool = people[:, :, PRIVATE] * kept
    there = pool.sum(axis=(0, 2))
    hired: FloatArray = np.minimum(wanted, there)
    pool *= np.divide(hired, there, out=np.zeros_like(there), where=there > 0)[:, None, :]
    people[:, :, PRIVATE] -= pool
    people[:, :, PUBLIC] += pool
    return hired
