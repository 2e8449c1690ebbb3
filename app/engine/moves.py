"""Moves: between sectors, then between regions, among those who stayed (method 1.6 and 1.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.engine.axes import Axes
    from app.engine.inputs import FloatArray, Moves


def switch_sector(stock: FloatArray, probability: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Move people to the other sector of the same territory (equation 1.6).

    stock: persons, [A, T, S, X, C]. probability: [A, T|1, S, X, C]. Returns the new stock and the
    persons who left each cell; nobody is lost.
    """
    leaving = stock * probability
    return stock - leaving + leaving[:, :, ::-1], leaving


def move_regions(
    stock: FloatArray, moves: Moves, year: int, axes: Axes
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Move people between regions and share arrivals among their territories (equation 1.7).

    stock: persons, [A, T, S, X, C]. Returns the new stock, leavers and arrivals, same shape; the
    two add up to the same number of people for each age, sector, sex and cadre.
    """
    destination = moves.destination[year]
    going = destination.sum(axis=1)[axes.region_index]
    rate = moves.leave[year] * (moves.factor[year] * going)[:, None, None, None]
    leaving = stock * rate
    by_region = _sum_by_region(leaving, axes)
    with_goal = destination / np.maximum(destination.sum(axis=1, keepdims=True), 1e-300)
    arriving = np.tensordot(with_goal, by_region, axes=(0, 1)).swapaxes(0, 1)
    shared = arriving[:, axes.region_index] * moves.arrival[:, :, None, None]
    return stock - leaving + shared, leaving, shared


def _sum_by_region(people: FloatArray, axes: Axes) -> FloatArray:
    """Sum [A, T, ...] into [A, R, ...]."""
    totals = np.zeros((people.shape[0], len(axes.regions), *people.shape[2:]))
    for region in range(len(axes.regions)):
        totals[:, region] = people[:, axes.region_index == region].sum(axis=1)
    return totals
