"""One row that names the series of a chart, from the side where reading begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reports.plate import Box, Plate

_KEY, _GAP, _APART = 20, 6, 16  # pixels
_BLOCK = 11
_ROW = 1.65  # of a letter's size
_MOST = 0.6  # of the width, for one name


@dataclass(frozen=True)
class Key:
    """A name with what it looks like: how a line is drawn, or how a bar is filled."""

    name: str
    style: dict[str, Any]
    filled: bool = False


def rows(plate: Plate, keys: Sequence[Key], width: float) -> list[list[tuple[float, Key, str]]]:
    """Return the keys by row, each with its distance from where reading begins."""
    laid: list[list[tuple[float, Key, str]]] = [[]]
    at = 0.0
    for key in keys:
        said = plate.shortened(key.name, width * _MOST, "label_px")
        wide = _KEY + _GAP + plate.width(said, "label_px")
        if laid[-1] and at + wide > width:
            laid.append([])
            at = 0.0
        laid[-1].append((at, key, said))
        at += wide + _APART
    return laid


def height(plate: Plate, keys: Sequence[Key], width: float) -> float:
    """Return how high the row will be, or the rows where one is too short."""
    return len(rows(plate, keys, width)) * _ROW * plate.pixels("label_px") if keys else 0.0


def draw(plate: Plate, keys: Sequence[Key], place: Box) -> None:
    """Draw the keys from the top of a place."""
    high = _ROW * plate.pixels("label_px")
    for number, row in enumerate(rows(plate, keys, place.width)):
        y = place.top + (number + 0.5) * high
        for at, key, said in row:
            left = place.right - at - _KEY if plate.backwards else place.left + at
            _sign(plate, key, (left, y))
            x = left - _GAP if plate.backwards else left + _KEY + _GAP
            plate.write((x, y), said, plate.look.colour("axis"), measure="label_px",
                        ha="right" if plate.backwards else "left")  # fmt: skip


def _sign(plate: Plate, key: Key, at: tuple[float, float]) -> None:
    """Draw what a series looks like, from a place on."""
    wide, high = plate.size.width, plate.size.height
    x, y = at
    if key.filled:
        left, top = (x + (_KEY - _BLOCK) / 2) / wide, 1 - (y + _BLOCK / 2) / high
        patch = Rectangle((left, top), _BLOCK / wide, _BLOCK / high,
                          transform=plate.figure.transFigure, **key.style)  # fmt: skip
        plate.figure.add_artist(patch)
        return
    ends = [x / wide, (x + _KEY / 2) / wide, (x + _KEY) / wide]
    style = key.style | ({"markevery": [1]} if "marker" in key.style else {})
    line = Line2D(ends, [1 - y / high] * 3, transform=plate.figure.transFigure, **style)
    plate.figure.add_artist(line)
