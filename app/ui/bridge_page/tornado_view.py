"""The picture of a tornado: each group of values from its low to its high around the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.language import language as spoken
from app.ui import look
from app.ui.controls.marked_rows import MarkedRows
from app.ui.overview.row_mark import paint_row_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from app.language import Language

LOW_TINT = 0.42  # of the colour of high values
_PAD, _GAP = 6.0, 5.0
_BAR, _MOST_BAR = 0.34, 16.0  # of a row; pixels
_LEAST_ROW, _MOST_ROW = 2.7, 4.2  # heights of letters
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
_TRAILING = (
    Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
)


@dataclass(frozen=True)
class Wing:
    """One end of a bar: how far it reaches from the result, as drawn and as written."""

    change: float
    written: str
    high: bool


@dataclass(frozen=True)
class TornadoBar:
    """One row: its key, its name, and its ends; an end that could not be computed is left out."""

    key: str
    name: str
    wings: tuple[Wing, ...]

    @property
    def one_sided(self) -> bool:
        """Whether both ends lie on the same side of the result."""
        changes = [wing.change for wing in self.wings]
        return len(changes) > 1 and changes[0] * changes[1] > 0


class TornadoView(MarkedRows):
    """Name over bar, so that long names fit; the picture mirrors where reading begins right."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.rows: tuple[TornadoBar, ...] = ()
        self.language: Language = spoken("en")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_rows(self, rows: Sequence[TornadoBar], language: Language) -> None:
        """Show rows, the widest first."""
        self.rows, self.language = tuple(rows), language
        self.keep_mark()
        self.setMinimumHeight(round(self._letters() * _LEAST_ROW * len(self.rows)))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to be read; the layout gives what is left."""
        return QSize(240, self.minimumHeight())

    # --- Drawing --------------------------------------------------------------------------------

    def _letters(self) -> float:
        return float(look.font(self.language, "caption").pixelSize())

    def row_height(self) -> float:
        """Return the height that is left for a row, within what can be read."""
        room = self.height() / max(len(self.rows), 1)
        return max(self._letters() * _LEAST_ROW, min(self._letters() * _MOST_ROW, room))

    def _frame(self) -> tuple[float, float]:
        """Return where the result lies, counted from the reading side, and how long a person is.

        Every number has room beyond its bar.
        """
        letters = QFontMetricsF(look.font(self.language, "caption"))
        sides = {-1: [(0.0, 0.0)], 1: [(0.0, 0.0)]}
        for row in self.rows:
            for wing in row.wings:
                side = -1 if wing.change < 0 else 1
                size = letters.horizontalAdvance(wing.written) + _GAP + _PAD
                sides[side].append((abs(wing.change), size))
        numbers = [max(size for _, size in sides[side]) for side in (-1, 1)]
        longest = [max(change for change, _ in sides[side]) for side in (-1, 1)]
        room = max(self.width() - sum(numbers), 1.0)
        scale = room / (sum(longest) or 1.0)
        return numbers[0] + longest[0] * scale, scale

    def _placed(self, room: QRectF) -> QRectF:
        """Return a place counted from the side where reading begins."""
        placed = QRectF(room)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            placed.moveLeft(self.width() - room.right())
        return placed

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, each around the line of the result that it moves."""
        super().paintEvent(event)
        if not self.rows:
            return
        painter, row = QPainter(self), self.row_height()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        frame = self._frame()
        for at, one in enumerate(self.rows):
            if one.key == self.marked:
                paint_row_mark(painter, self, at * row, row)
            self._paint_name(painter, one, at * row)
            for wing in one.wings:
                self._paint_wing(painter, one, wing, (at * row, *frame))
        self._paint_middle(painter, frame[0], row)
        painter.end()

    def _paint_name(self, painter: QPainter, row: TornadoBar, top: float) -> None:
        painter.setFont(look.font(self.language, "caption"))
        painter.setPen(look.of(self).colour("text_secondary"))
        width = self.width() - 2 * _PAD
        end = Qt.TextElideMode.ElideRight
        name = QFontMetricsF(painter.font()).elidedText(row.name, end, width)
        room = QRectF(_PAD, top, width, self.row_height() / 2)
        painter.drawText(self._placed(room), _LEADING, name)

    def _paint_wing(
        self, painter: QPainter, row: TornadoBar, wing: Wing, place: tuple[float, float, float]
    ) -> None:
        """Draw an end and its number; two on the same side stand one above the other."""
        top, middle, scale = place
        high = self.row_height()
        thick = min(high * _BAR, _MOST_BAR)
        start = top + high * 0.5 + (high * 0.5 - thick) / 2
        if row.one_sided:
            thick /= 2
            start += thick * wing.high
        long = abs(wing.change) * scale
        bar = QRectF(middle - long if wing.change < 0 else middle, start, long, thick)
        painter.fillRect(self._placed(bar), tint(self, high=wing.high))
        written = not row.one_sided or abs(wing.change) == max(abs(w.change) for w in row.wings)
        if wing.change and written:
            self._write(painter, wing, bar, (top + high / 2, high / 2))

    def _write(self, painter: QPainter, wing: Wing, bar: QRectF, line: tuple[float, float]) -> None:
        painter.setFont(look.font(self.language, "caption"))
        painter.setPen(look.of(self).colour("text"))
        if wing.change < 0:
            room = QRectF(0, line[0], bar.left() - _GAP, line[1])
            painter.drawText(self._placed(room), _TRAILING, wing.written)
        else:
            room = QRectF(bar.right() + _GAP, line[0], self.width() - bar.right() - _GAP, line[1])
            painter.drawText(self._placed(room), _LEADING, wing.written)

    def _paint_middle(self, painter: QPainter, middle: float, row: float) -> None:
        painter.setPen(QPen(look.of(self).chart("axis_line"), look.stroke("hairline")))
        sharp = int(self._placed(QRectF(middle, 0, 0, 0)).left()) + 0.5
        for at in range(len(self.rows)):
            painter.drawLine(QPointF(sharp, (at + 0.5) * row), QPointF(sharp, (at + 1) * row))


def tint(widget: QWidget, *, high: bool) -> QColor:
    """Return the colour of the bars of high values, or the paler one of low values."""
    worn = look.of(widget)
    full, ground = worn.chart("total"), worn.colour("surface")
    if high:
        return full
    parts = zip(full.getRgb()[:3], ground.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(LOW_TINT * a + (1 - LOW_TINT) * b) for a, b in parts))
