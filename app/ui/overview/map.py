"""The map: territories in the colour of what they lack; it is never mirrored."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from app.ui import look
from app.ui.overview import geometry, map_scale
from app.ui.overview.place_view import PlaceView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

    from app.reports.ranking import Ranking
    from app.ui.look import Look
    from app.ui.overview.geometry import Boundaries, Fit, Level

_EDGE = 4.0  # pixels kept free around the country: the mark and the focus ring stand there
_LABELS_FROM = 300  # pixels of height
_OUTLINE, _BORDER, _MARK = 1.1, 1.0, 2.0
_CONE = 0.75  # how far along a neighbour must be for what it is aside
_SIDEWAYS = 2.0  # how much less a neighbour counts that stands beside the direction


class MapView(PlaceView):
    """Shows the territories of a ranking where they are, and the country around them."""

    def __init__(self) -> None:
        """Start without a map: the boundaries are read when the first one is shown."""
        super().__init__()
        self._level: Level | None = None
        self._fit: Fit | None = None
        self._fitted = QSize()  # the size that the paths below are drawn for
        self._fills: dict[str, QPainterPath] = {}
        self._lines: dict[str, QPainterPath] = {}
        self._country: list[QPainterPath] = []
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMinimumSize(60, 60)

    def sizeHint(self) -> QSize:
        """Ask for little; the layout gives what is left."""
        return QSize(160, 160)

    @property
    def drawn(self) -> bool:
        """Whether any of the territories has a boundary."""
        return self._level is not None

    def show_places(self, ranking: Ranking | None, year: int) -> None:
        """Show a ranking in a year; the same territories keep their drawing."""
        before = set(self.places)
        super().show_places(ranking, year)
        if set(self.places) != before:
            self._level = geometry.level_of(self.places) if self.places else None
            self._fitted = QSize()

    # --- Where territories are ------------------------------------------------------------------

    def at(self, point: QPointF) -> str:
        """Return the code of the territory at a point, or nothing."""
        return next((code for code, path in self._shown() if path.contains(point)), "")

    def middle(self, code: str) -> QPoint:
        """Return where a territory carries its label."""
        self._draw()
        if self._fit is None or code not in self._fills:
            return self.rect().center()
        return self._fit.point(self._boundaries.labels[code]).toPoint()

    def neighbour(self, code: str, arrow: tuple[int, int]) -> str:
        """Return the nearest territory in a direction, itself where there is none."""
        here, (across, down) = self.middle(code), arrow
        ahead = {}
        for other, _ in self._shown():
            way = self.middle(other) - here
            along = way.x() * across + way.y() * down
            aside = way.x() * down + way.y() * across
            if along > abs(aside) * _CONE:
                ahead[other] = hypot(along, _SIDEWAYS * aside)
        return min(ahead, key=lambda other: ahead[other], default=code)

    def _shown(self) -> Iterable[tuple[str, QPainterPath]]:
        self._draw()
        return ((code, path) for code, path in self._fills.items() if code in self.places)

    # --- Drawing --------------------------------------------------------------------------------

    @property
    def _boundaries(self) -> Boundaries:
        return geometry.boundaries(self._level or "region")

    def _draw(self) -> None:
        """Fit the boundaries into the frame, once for a size: many may follow each other unseen."""
        if self._fitted == self.size():
            return
        self._fitted = self.size()
        frame = QRectF(self.rect()).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        self._fit, self._fills, self._lines, self._country = None, {}, {}, []
        if self._level is None or frame.isEmpty():
            return
        country, shown = geometry.boundaries("region"), self._boundaries
        regions = {shown.region_of[code] for code in self.places if code in shown.rings}
        whole = self._level == "region"
        extent = country.extent(country.rings if whole else regions)
        fit = self._fit = geometry.Fit.into(extent, frame)
        drawing = geometry.Drawing.at("region", fit.scale)
        around = fit.paths(drawing.fills(country.rings))
        self._lines = fit.paths(drawing.lines())
        if whole:
            self._fills = around
        else:
            inside = [code for code in shown.rings if shown.region_of[code] in regions]
            finer = geometry.Drawing.at(self._level, fit.scale)
            self._fills = fit.paths(finer.fills(inside))
            self._lines["region"] = QPainterPath()
            for code in sorted(regions):
                self._lines["region"].addPath(around[code])
        quiet = (path for code, path in around.items() if code not in self.places)
        self._country = [path for path in quiet if path.intersects(QRectF(self.rect()))]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill every territory with its class, then draw the borders and what stands out."""
        super().paintEvent(event)
        self._draw()
        worn, painter = look.of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(self._corners())
        self._paint_country(painter, worn)
        scale = map_scale.of(self.ranking) if self.ranking else map_scale.SHARES
        for code, path in self._shown():
            painter.fillPath(path, scale.brush(self.places[code].value, worn))
        self._paint_borders(painter, worn)
        if self.height() >= look.scaled(_LABELS_FROM):
            self._paint_labels(painter, worn)
        painter.setPen(_pen(worn, "map_selected", _MARK))
        for code in sorted({self.marked, *self.held} & set(self._fills)):
            painter.drawPath(self._fills[code])
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(worn.colour("focus_ring"), 2 * look.stroke("focus")))
            painter.drawPath(self._corners())
        painter.end()

    def _paint_country(self, painter: QPainter, worn: Look) -> None:
        """Fill what is not compared with a quiet ground."""
        for path in self._country:
            painter.fillPath(path, worn.colour("surface_sunken"))

    def _paint_borders(self, painter: QPainter, worn: Look) -> None:
        """Draw the borders once each, and the outer line of the country and of the region."""
        if not self._lines:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(worn, "map_line", _BORDER))
        painter.drawPath(self._lines["borders"])
        if "region" in self._lines:
            for path in self._fills.values():
                painter.drawPath(path)
        painter.setPen(_pen(worn, "map_outline", _OUTLINE))
        painter.drawPath(self._lines["outer"])
        if "region" in self._lines:
            painter.drawPath(self._lines["region"])

    def _paint_labels(self, painter: QPainter, worn: Look) -> None:
        """Write the value of each territory that has room for it."""
        if self.ranking is None:
            return
        painter.setFont(look.font(self.language, "tick", strong=True))
        scale = map_scale.of(self.ranking)
        for code, path in self._shown():
            value = self.places[code].value
            text = self.ranking.written(value)
            room = painter.boundingRect(QRectF(), Qt.AlignmentFlag.AlignCenter, text)
            room.moveCenter(QPointF(self.middle(code)))
            if value is not None and path.contains(room):
                painter.setPen(map_scale.readable(scale.brush(value, worn), worn))
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _corners(self) -> QPainterPath:
        """Return the frame, which is rounded where the country goes on beyond it."""
        path, radius = QPainterPath(), look.tokens()["radius"]["control"]
        path.addRoundedRect(QRectF(self.rect()), radius, radius)
        return path


def _pen(worn: Look, name: str, width: float) -> QPen:
    style, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    return QPen(worn.chart(name), width, style, cap, join)
