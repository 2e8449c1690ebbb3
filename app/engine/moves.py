"""Moves among those who stayed: between sectors, regions, or to a post (method 1.6, 1.7, 1.16)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC

if TYPE_CHECKING:
    from app.engine.axes import Axes
    from app.engine.inputs import FloatArray, Moves


class Room:
    """Memory to work in, used again each year: to ask for it costs more than to fill it."""

    def __init__(self, stock: FloatArray) -> None:
        self.older, self.switching, self.switched = (np.empty_like(stock) for _ in range(3))
        self.arriving, self.moved = (np.empty_like(stock) for _ in range(2))
        self.leaving, self.shared = (np.zeros_like(stock) for _ in range(2))
        self._mobile = slice(0)

    def clear(self, mobile: slice) -> None:
        """Leave nobody of another year among those who move, at ages that do not move now."""
        if mobile != self._mobile:
            self._mobile = mobile
            self.leaving[:], self.shared[:] = 0.0, 0.0


def reached_ages(share: FloatArray) -> slice:
    """Return the ages from the first to the last that a share speaks of; most know few ages."""
    ages = np.flatnonzero(share.reshape(len(share), -1).any(axis=1))
    return slice(int(ages[0]), int(ages[-1]) + 1) if len(ages) else slice(0)


def switch_sector(
    stock: FloatArray, probability: FloatArray, room: Room | None = None
) -> tuple[FloatArray, FloatArray]:
    """Move people to the other sector of the same territory (equation 1.6).

    stock: persons, [A, T, S, X, C]. probability: [A, T|1, S, X, C]. Returns the new stock and the
    persons who left each cell, in the room if there is one; nobody is lost.
    """
    room = Room(stock) if room is None else room
    change = probability.astype(stock.dtype, copy=False)
    leaving = np.multiply(stock, change, out=room.switching)
    after = np.subtract(stock, leaving, out=room.switched)
    after += leaving[:, :, ::-1]
    return after, leaving


def move_regions(
    stock: FloatArray, moves: Moves, year: int, axes: Axes, room: Room | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Move people between regions and share arrivals among their territories (equation 1.7).

    stock: persons, [A, T, S, X, C]. Returns the new stock, leavers and arrivals, same shape, in the
    room if there is one; the two add up to the same number of people for each age, sector, sex and
    cadre. Those whom a row of destinations sends nowhere stay where they are.
    """
    room = Room(stock) if room is None else room
    region, leave = axes.region_index, moves.leave[year]
    ages = reached_ages(leave)
    room.clear(ages)
    sent = moves.destination[year][region] * moves.factor[year][:, None]
    sent = sent.astype(stock.dtype, copy=False)
    leaving, shared = room.leaving[ages], room.shared[ages]
    np.multiply(stock[ages], leave[ages].astype(stock.dtype, copy=False), out=leaving)
    shape = (len(leaving), len(axes.regions), *stock.shape[2:])
    arriving = room.arriving.reshape(-1)[: math.prod(shape)].reshape(shape)
    willing, goal = (
        part.reshape(*part.shape[:2], math.prod(shape[2:])) for part in (leaving, arriving)
    )
    np.matmul(sent.T, willing, out=goal)
    leaving *= sent.sum(axis=1)[:, None, None, None]
    # Taken, not indexed: an index would turn the axes around in memory, at ten times the cost.
    np.take(arriving, region, axis=1, out=shared, mode="clip")
    shared *= moves.arrival[:, :, None, None].astype(stock.dtype, copy=False)
    after = room.moved
    after[:] = stock
    after[ages] -= leaving
    after[ages] += shared
    return after, room.leaving, room.shared


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
