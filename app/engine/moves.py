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


def move_within(
    stayed: FloatArray, probability: FloatArray, moves: Moves, axes: Axes
) -> tuple[FloatArray, FloatArray]:
    """Move people to other territories of their region (equation 1.20).

    stayed: persons who did not leave the region, [A, T, S, X, C]. probability: [A, T|1, S, X, C].
    Returns leavers and arrivals, same shape; the others of the region take arrivals by their
    shares of them, and where there are none nobody leaves.
    """
    shares = shares_within(moves, axes)
    leaving = stayed * probability
    leaving *= shares.sum(axis=1)[:, :, None, None]
    arriving = np.empty_like(leaving)
    for sector in range(leaving.shape[2]):
        mine = leaving[:, :, sector]
        sent = shares[:, :, sector].T @ mine.reshape(*mine.shape[:2], -1)
        arriving[:, :, sector] = sent.reshape(mine.shape)
    return leaving, arriving


def shares_within(moves: Moves, axes: Axes) -> FloatArray:
    """Return the shares that the others of a region take of a territory's leavers, [T, T, S]."""
    region = axes.region_index
    elsewhere = (region[:, None] == region) & ~np.eye(len(region), dtype=bool)
    shares = elsewhere[:, :, None] * moves.arrival
    taken = shares.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(shares, taken, out=np.zeros_like(shares), where=taken > 0))


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
