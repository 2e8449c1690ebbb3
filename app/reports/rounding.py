"""Whole numbers for print: they add up to the printed total, and the true values stay as they are.

The state of a projection is fractional from the first year to the last; only the screen and the
page show whole persons.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def whole(value: float) -> int:
    """Round to the nearest whole number, halves away from zero as people do."""
    return math.floor(abs(value) + 0.5) * (1 if value >= 0 else -1)


def whole_numbers(values: Sequence[float], total: int | None = None) -> tuple[int, ...]:
    """Round values so that they add up to their rounded total, by the largest remainders.

    Each result is the value rounded down or up, a value that is whole stays, and of two equal
    remainders the first wins. A total that is printed already, less than one away from the true
    one, may be given.
    """
    floors = [math.floor(value) for value in values]
    missing = (whole(math.fsum(values)) if total is None else total) - sum(floors)
    order = sorted(range(len(values)), key=lambda at: floors[at] - values[at])
    for at in order[:missing]:
        floors[at] += 1
    return tuple(floors)


def whole_movement(
    opening: float, entries: float, exits: float, closing: float
) -> tuple[int, int, int, int]:
    """Round a movement so that opening + entries - exits is still closing, as it is printed.

    Both stocks are rounded as everywhere else; entries and exits share what that rounding left.
    """
    first, last = whole(opening), whole(closing)
    left = (last - first) - (entries - exits)
    come = whole(entries + left / 2)
    return first, come, come - (last - first), last


def spread(values: Sequence[float], total: int) -> tuple[tuple[int, ...], int]:
    """Round values up or down so that they come as near to a total as they can.

    Returns them and what the total still lacks: each value stays within one of the true one,
    whereas a total that stands between other rounded figures may be two away from the true one.
    """
    low = sum(math.floor(value) for value in values)
    high = sum(math.ceil(value) for value in values)
    reached = min(max(total, low), high)
    return whole_numbers(values, reached), total - reached
