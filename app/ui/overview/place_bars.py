"""The bars: territories in order, each with its value at the end of its bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.ui import look
from app.ui.overview.place_view import PlaceView
from app.ui.overview.row_mark import paint_row_mark

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.reports.ranking import Place, Ranking
    from app.ui.look import Look

_MOST_NAMES = 0.46  # of the width
_GAP = 6.0
_ROW = 1.25  # heights of letters: the font's own lines are wider apart than rows need
_MOST_BAR = 18.0
_MOST_ROW = 2.6  # of a row's least height: few rows stand together at the top
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Frame:
    """Where names end and bars begin, and how long a bar is; counted from the reading side."""

    names: float
    zero: float
    scale: float
    row: float


class PlaceBars(PlaceView):
    """Rows from the one that lacks most; in Arabic names stand right and bars grow leftwards."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._longest = ""  # of the values as they are written; known once they are painted

    def show_places(self, ranking: Ranking | None, year: int) -> None:
        """Show a ranking in a year, with a row for each territory."""
        if ranking is not self.ranking:
            self._longest = ""
        super().show_places(ranking, year)
        self.setMinimumHeight(round(self._least_row() * len(self.places)))

    def sizeHint(self) -> QSize:
        """Ask for little; the layout gives what is left, and the rows scroll."""
        return QSize(160, self.minimumHeight())

    # --- Where territories are ------------------------------------------------------------------

    def at(self, point: QPointF) -> str:
        """Return the code of the row at a point, or nothing."""
        row = int(point.y() // self._row())
        return list(self.places)[row] if 0 <= row < len(self.places) else ""

    def middle(self, code: str) -> QPoint:
        """Return the middle of a row."""
        row = list(self.places).index(code)
        return QPoint(self.width() // 2, round((row + 0.5) * self._row()))

    def neighbour(self, code: str, arrow: tuple[int, int]) -> str:
        """Return the row above or below, itself at the ends."""
        order = list(self.places)
        at = order.index(code) + arrow[1]
        return order[min(max(at, 0), len(order) - 1)]

    def _row(self) -> float:
        least = self._least_row()
        shared = self.height() / max(len(self.places), 1)
        return min(max(least, shared), _MOST_ROW * least)

    def _least_row(self) -> float:
        if not self.places:
            return 1.0
        return look.font(self.language, "caption").pixelSize() * _ROW

    def _metrics(self, *, strong: bool = False) -> QFontMetricsF:
        return QFontMetricsF(look.font(self.language, "caption", strong=strong))

    # --- Drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the line that all bars begin at."""
        super().paintEvent(event)
        if self.ranking is None or not self.places:
            return
        worn, painter, frame = look.of(self), QPainter(self), self._frame(self.ranking)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        for at, place in enumerate(self.places.values()):
            if place.code == self.marked or place.code in self.held:
                paint_row_mark(painter, self, at * frame.row, self._row())
            self._paint_bar(painter, worn, frame, at * frame.row, place)
            self._paint_words(painter, worn, frame, at * frame.row, place)
        painter.setPen(QPen(worn.chart("axis_line"), 1))
        zero = round(self._placed(QRectF(frame.zero, 0, 0, 0)).left()) + 0.5
        painter.drawLine(QPointF(zero, 0), QPointF(zero, frame.row * len(self.places)))
        painter.end()

    def _frame(self, ranking: Ranking) -> _Frame:
        """Share out the width so that every value of every year has room."""
        plain, strong = self._metrics(), self._metrics(strong=True)
        longest = max(plain.horizontalAdvance(place.name) for place in self.places.values())
        names = min(longest + 1, self.width() * _MOST_NAMES)
        start = names + 2 * _GAP
        if not self._longest:
            written = (ranking.written(value) for value in ranking.values)
            self._longest = max(written, key=len, default="")
        room = self.width() - start - strong.horizontalAdvance(self._longest) - 2 * _GAP
        low, high = min((0.0, *ranking.values)), max((0.0, *ranking.values))
        scale = max(room, 1.0) / (high - low or 1.0)
        return _Frame(names, start - low * scale, scale, self._row())

    def _paint_bar(
        self, painter: QPainter, worn: Look, frame: _Frame, top: float, place: Place
    ) -> None:
        value = place.value or 0.0
        share = look.tokens()["chart"]["bar_height_share"]
        thick = min(frame.row * share, look.scaled(_MOST_BAR))
        start = frame.zero + min(value, 0.0) * frame.scale
        bar = QRectF(start, top + (frame.row - thick) / 2, abs(value) * frame.scale, thick)
        painter.fillRect(self._placed(bar), worn.chart(self._colour(value)))

    def _paint_words(
        self, painter: QPainter, worn: Look, frame: _Frame, top: float, place: Place
    ) -> None:
        """Write the name before the bar and the value behind its end."""
        if self.ranking is None:
            return
        end = Qt.TextElideMode.ElideRight
        name = self._metrics().elidedText(place.name, end, frame.names)
        painter.setPen(worn.colour("text"))
        painter.setFont(look.font(self.language, "caption"))
        room = self._placed(QRectF(_GAP, top, frame.names, frame.row))
        painter.drawText(room, _TRAILING, name)
        behind = frame.zero + max(place.value or 0.0, 0.0) * frame.scale + _GAP
        painter.setFont(look.font(self.language, "caption", strong=True))
        room = self._placed(QRectF(behind, top, self.width() - behind, frame.row))
        painter.drawText(room, _LEADING, self.ranking.written(place.value))

    def _colour(self, value: float) -> str:
        if self.ranking is not None and self.ranking.by_density:
            return "stock"
        return "surplus" if value < 0 else "deficit"

    def _placed(self, room: QRectF) -> QRectF:
        """Return a place counted from the side where reading begins."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            room.moveLeft(self.width() - room.right())
        return room
