"""Moves among those who stayed: between sectors, regions, or to a post (method 1.6, 1.7, 1.16)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.sums import heads, reached_ages, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.engine.axes import Axes
    from app.engine.inputs import FloatArray, Moves


class Room:
    """Memory for those on the move, used again each year: to ask for it costs more than to fill it.

    It is as large as the people twice, and holds nothing from one step to the next.
    """

    def __init__(self, people: FloatArray) -> None:
        self._memory = np.empty((2, people.size), people.dtype)

    def of(self, *shapes: tuple[int, ...]) -> Iterator[FloatArray]:
        """Yield arrays of these shapes, at most two, each from the start of its own memory."""
        for memory, shape in zip(self._memory, shapes, strict=False):
            yield memory[: math.prod(shape)].reshape(shape)


class Moved(NamedTuple):
    """Who left a cell of a territory and who came, persons, [T, S, C].

    within: the same of moves between the territories of one region, None where there is no rate.
    """

    left: FloatArray
    come: FloatArray
    within: tuple[FloatArray, FloatArray] | None


def switch_sector(
    people: FloatArray, probability: FloatArray, room: Room | None = None
) -> FloatArray:
    """Move people to the other sector of the same territory (equation 1.6).

    people: persons, [A, T, S, X, C], changed in place. probability: [A, T|1, S, X, C]. Returns the
    persons who left each cell, [T, S, C]; nobody is lost.
    """
    room = Room(people) if room is None else room
    leaving, coming = room.of(people.shape, people.shape)
    _share(people, probability, leaving)
    people -= leaving
    people += np.take(leaving, (PRIVATE, PUBLIC), axis=2, out=coming, mode="clip")
    return heads(leaving)


def _share(people: FloatArray, rate: FloatArray, out: FloatArray) -> None:
    """Put the share of the people that a rate takes into memory of the same shape."""
    there, taken = rows(people, rate)
    np.multiply(there, taken, out=out.reshape(there.shape))


def move_regions(
    people: FloatArray, moves: Moves, year: int, axes: Axes, room: Room | None = None
) -> Moved:
    """Move people between regions and share arrivals among their territories (equation 1.7).

    people: persons, [A, T, S, X, C], changed in place; their number stays the same for each age,
    sector, sex and cadre. Those whom a row of destinations sends nowhere stay where they are, and
    may move inside their region. Returns who left and who came.
    """
    room, cells = Room(people) if room is None else room, people.shape[2:]
    ages = reached_ages(moves.leave[year : year + 1])
    mobile = people[ages]
    sent = _sent(moves, year, axes).astype(people.dtype, copy=False)
    leaving, arriving = room.of(mobile.shape, (len(mobile), sent.shape[1], *cells))
    _share(mobile, moves.leave[year][ages], leaving)
    willing, goal = (
        part.reshape(*part.shape[:2], math.prod(cells)) for part in (leaving, arriving)
    )
    np.matmul(sent.T, willing, out=goal)
    leaving *= _of_cells(sent.sum(axis=1)[:, None], cells)
    mobile -= leaving
    left = heads(leaving)
    within = None if moves.within is None else move_within(people, moves.within[year], moves, axes)
    if _are_regions(moves):
        mobile += arriving
        return Moved(left, heads(arriving), within)
    # Those who left are booked, and their memory is free for those who come.
    mobile += _settled(arriving, moves, axes, leaving)
    come = heads(arriving)[axes.region_index] * moves.arrival[:, :, None]
    return Moved(left, come, within)


def _are_regions(moves: Moves) -> bool:
    """Tell whether every territory is a region of its own, and takes all who come to it."""
    return bool((moves.arrival == 1.0).all())


def _sent(moves: Moves, year: int, axes: Axes) -> FloatArray:
    """Return what each region takes of those who would leave, [T, R], by territory if it is one."""
    region = axes.region_index
    sent = moves.destination[year][region] * moves.factor[year][:, None]
    return np.asarray(sent[:, region] if _are_regions(moves) else sent)


def _settled(arriving: FloatArray, moves: Moves, axes: Axes, out: FloatArray) -> FloatArray:
    """Share arrivals of regions among their territories: [A, R, S, X, C] -> [A, T, S, X, C]."""
    # Taken, not indexed: an index would turn the axes around in memory, at ten times the cost.
    np.take(arriving, axes.region_index, axis=1, out=out, mode="clip")
    out *= _of_cells(moves.arrival.astype(out.dtype, copy=False), out.shape[2:])
    return out


def _of_cells(shares: FloatArray, cells: tuple[int, ...]) -> FloatArray:
    """Spell shares of territories out for every cell, [T, S|1] -> [T, S, X, C].

    They multiply all ages in one go, where short rows would be gone through one by one.
    """
    return np.broadcast_to(shares[:, :, None, None], (len(shares), *cells)).copy()


def move_within(
    stayed: FloatArray, probability: FloatArray, moves: Moves, axes: Axes
) -> tuple[FloatArray, FloatArray]:
    """Move people to other territories of their region (equation 1.20).

    stayed: persons who did not leave the region, [A, T, S, X, C], changed in place. probability:
    [A, T|1, S, X, C]. Returns leavers and arrivals, [T, S, C]; the others of the region take
    arrivals by their shares of them, and where there are none nobody leaves.
    """
    shares = shares_within(moves, axes)
    leaving = stayed * probability
    leaving *= shares.sum(axis=1)[:, :, None, None]
    arriving = np.empty_like(leaving)
    for sector in range(leaving.shape[2]):
        mine = leaving[:, :, sector]
        sent = shares[:, :, sector].T @ mine.reshape(*mine.shape[:2], -1)
        arriving[:, :, sector] = sent.reshape(mine.shape)
    stayed -= leaving
    stayed += arriving
    return heads(leaving), heads(arriving)


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
