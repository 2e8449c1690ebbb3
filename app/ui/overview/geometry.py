"""The boundaries of regions and provinces: read once, made flat, and fitted into a frame."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise
from math import ceil, cos, log, radians
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

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
_STEP = 1.5  # from one fineness of a drawing to the next
_FINE, _FULL = 9, 13  # finer than the first nearly all points are seen, at the second all are
_KEPT = 512  # paths


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

    def paths(self, paths: Mapping[str, QPainterPath]) -> dict[str, QPainterPath]:
        """Return paths of the flat country in pixels."""
        moved = QTransform(self.scale, 0, 0, self.scale, self.dx, self.dy)
        return {key: moved.map(path) for key, path in paths.items()}


@dataclass(frozen=True)
class Drawing:
    """The paths of a level, as fine as a scale needs them; each is made once for all scales near.

    They are paths of the flat country: a fit makes pixels of them.
    """

    level: Level
    fineness: int

    @classmethod
    def at(cls, level: Level, scale: float) -> Drawing:
        """Return the drawing for a scale in pixels a degree."""
        fineness = ceil(log(scale, _STEP))
        return cls(level, fineness if fineness <= _FINE else _FULL)

    def fills(self, codes: Iterable[str]) -> dict[str, QPainterPath]:
        """Return territories as closed paths."""
        return {code: _fill(self, code) for code in codes}

    def lines(self) -> dict[str, QPainterPath]:
        """Return the outer line, and the borders between territories."""
        return {"outer": _outer(self), "borders": _inner(self)}

    def path(self, lines: Iterable[Line]) -> QPainterPath:
        """Return lines without the points that nobody could tell apart."""
        path, points = QPainterPath(), _GRID * _STEP**self.fineness
        for line in lines:
            path.addPolygon(QPolygonF(_seen(line, points)))
        return path


@lru_cache(maxsize=_KEPT)
def _fill(drawing: Drawing, code: str) -> QPainterPath:
    return drawing.path(boundaries(drawing.level).rings[code])


@lru_cache(maxsize=_KEPT)
def _outer(drawing: Drawing) -> QPainterPath:
    return drawing.path(boundaries(drawing.level).outer)


@lru_cache(maxsize=_KEPT)
def _inner(drawing: Drawing) -> QPainterPath:
    return drawing.path(boundaries(drawing.level).inner)


def _seen(line: Line, points: float) -> list[QPointF]:
    snapped = np.rint(line * points)
    moved = np.ones(len(snapped), dtype=bool)
    moved[1:] = (snapped[1:] != snapped[:-1]).any(axis=1)
    return [QPointF(x, y) for x, y in (snapped[moved] / points).tolist()]


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


def read() -> None:
    """Read and draw all boundaries: a moment's work, for whoever can do it beside the window."""
    for level in _LEVELS:
        drawing = Drawing(level, _FULL)
        drawing.fills(boundaries(level).rings)
        if level == "region":
            drawing.lines()


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
