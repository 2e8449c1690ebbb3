"""The boundaries of regions and provinces: read once, made flat, and fitted into a frame."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from math import cos, radians
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from app.bundled import resource

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["region", "province"]
_Point = tuple[float, float]
Line = NDArray[np.float64]  # points by row: across, down
_Edge = tuple[_Point, _Point]
_LEVELS: tuple[Level, ...] = ("region", "province")
_MIDDLE_LATITUDE = 29.0  # degrees north; degrees of longitude are made as wide as there
_WIDTH_OF_DEGREE = cos(radians(_MIDDLE_LATITUDE))
_GRID = 2.0  # points a pixel: what falls on the same one is one point, for both neighbours


@dataclass(frozen=True)
class Boundaries:
    """All territories of a level: their rings, and their lines once, the outer and the inner."""

    rings: Mapping[str, tuple[Line, ...]]
    labels: Mapping[str, _Point]
    region_of: Mapping[str, str]
    outer: tuple[Line, ...]
    inner: tuple[Line, ...]

    def extent(self, codes: Iterable[str]) -> QRectF:
        """Return the frame around some territories."""
        points = np.concatenate([ring for code in codes for ring in self.rings[code]])
        (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
        return QRectF(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Fit:
    """Where the flat country falls in a frame of pixels, as large as it can be."""

    scale: float
    dx: float
    dy: float

    @classmethod
    def into(cls, extent: QRectF, frame: QRectF) -> Fit:
        """Put an extent into the middle of a frame."""
        scale = min(frame.width() / extent.width(), frame.height() / extent.height())
        middle, centre = frame.center(), extent.center()
        return cls(scale, middle.x() - centre.x() * scale, middle.y() - centre.y() * scale)

    def point(self, at: _Point) -> QPointF:
        """Return the pixel of a point."""
        return QPointF(at[0] * self.scale + self.dx, at[1] * self.scale + self.dy)

    def path(self, lines: Iterable[Line]) -> QPainterPath:
        """Return lines in pixels; points that nobody could tell apart are drawn once."""
        path = QPainterPath()
        for line in lines:
            path.addPolygon(QPolygonF(self._seen(line)))
        return path

    def _seen(self, line: Line) -> list[QPointF]:
        snapped = np.rint(line * (self.scale * _GRID) + (self.dx * _GRID, self.dy * _GRID))
        moved = np.ones(len(snapped), dtype=bool)
        moved[1:] = (snapped[1:] != snapped[:-1]).any(axis=1)
        return [QPointF(x, y) for x, y in (snapped[moved] / _GRID).tolist()]


def read() -> None:
    """Read all boundaries: a moment's work, for whoever can do it beside the window."""
    for level in _LEVELS:
        boundaries(level)


@cache
def boundaries(level: Level) -> Boundaries:
    """Return the boundaries of a level as they stand in the file."""
    rings, labels, region_of = {}, {}, {}
    for feature in _file(level)["features"]:
        known = feature["properties"]
        code = known[f"{level}_code"]
        rings[code] = tuple(
            tuple(_flat(*point) for point in ring) for ring in feature["geometry"]["coordinates"]
        )
        labels[code] = _flat(known["label_lon"], known["label_lat"])
        region_of[code] = known["region_code"]
    outer, inner = _lines([ring for code in rings for ring in rings[code]])
    lines = {code: _arrays(found) for code, found in rings.items()}
    return Boundaries(lines, labels, region_of, _arrays(outer), _arrays(inner))


def _arrays(lines: Iterable[tuple[_Point, ...]]) -> tuple[Line, ...]:
    return tuple(np.array(line) for line in lines)


def credit() -> str:
    """Return whose boundaries they are, as the file says it."""
    return str(_file("region")["attribution"])


def level_of(codes: Iterable[str]) -> Level | None:
    """Return the level that has a boundary for any of some territories."""
    wanted = set(codes)
    return next((level for level in _LEVELS if wanted & boundaries(level).rings.keys()), None)


@cache
def _file(level: Level) -> dict[str, Any]:
    text = resource("reference", "geo", f"{level}s.geojson").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def _flat(longitude: float, latitude: float) -> _Point:
    """Return a place on paper: to the right is east, downwards is south."""
    return longitude * _WIDTH_OF_DEGREE, -latitude


def _lines(
    rings: list[tuple[_Point, ...]],
) -> tuple[tuple[tuple[_Point, ...], ...], tuple[tuple[_Point, ...], ...]]:
    """Return the lines that one ring has for itself, and those that two share, each once."""
    times = Counter(frozenset(edge) for ring in rings for edge in pairwise(ring))
    drawn: set[frozenset[_Point]] = set()
    outer: list[tuple[_Point, ...]] = []
    inner: list[tuple[_Point, ...]] = []
    for ring in rings:
        for kind, run in _runs(ring, times, drawn):
            if kind:
                (outer if kind == 1 else inner).append((run[0][0], *(end for _, end in run)))
        drawn.update(frozenset(edge) for edge in pairwise(ring))
    return tuple(outer), tuple(inner)


def _runs(
    ring: tuple[_Point, ...], times: Counter[frozenset[_Point]], drawn: set[frozenset[_Point]]
) -> Iterator[tuple[int, list[_Edge]]]:
    """Give the edges of a ring in runs of one kind: 1 outer, 2 inner, 0 drawn with a neighbour."""

    def kind(edge: _Edge) -> int:
        line = frozenset(edge)
        return 0 if line in drawn else times[line]

    for found, edges in groupby(pairwise(ring), kind):
        yield found, list(edges)
