"""The small card that tells what a figure says of the year under the hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPen

from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.language import Language
    from app.ui.results.year_drawing import Reading

_PADDING, _GAP, _AIR, _RADIUS = 8, 18, 4, 6
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class YearCard:
    """A year and its rows, each a name with its value."""

    language: Language
    colours: look.Look
    year: int
    rows: Reading

    def paint(self, painter: QPainter, x: float, top: float, room: float) -> None:
        """Paint the card beside a place, on the side where there is room."""
        if not self.rows:
            return
        width, row = self._width(), self._row()
        right = x + _PADDING + width < room
        left = x + _PADDING if right else x - _PADDING - width
        card = QRectF(left, top, width, 2 * _AIR + row * (len(self.rows) + 1))
        painter.setPen(QPen(self.colours.colour("border_strong"), 1))
        painter.setBrush(self.colours.colour("surface"))
        painter.drawRoundedRect(card, _RADIUS, _RADIUS)
        line = QRectF(left + _PADDING, top + _AIR, width - 2 * _PADDING, row)
        self._write(painter, line, self.language.year(self.year), strong=True, leading=True)
        for name, value in self.rows:
            line.translate(0, row)
            self._write(painter, line, name, strong=False, leading=True)
            self._write(painter, line, value, strong=True, leading=False)

    def _write(
        self, painter: QPainter, line: QRectF, text: str, *, strong: bool, leading: bool
    ) -> None:
        forwards = self.language.direction == "ltr"
        painter.setFont(look.font(self.language, "caption", strong=strong))
        painter.setPen(self.colours.colour("text" if strong else "text_secondary"))
        painter.drawText(line, _LEFT if leading is forwards else _RIGHT, text)

    def _metrics(self, *, strong: bool) -> QFontMetricsF:
        return QFontMetricsF(look.font(self.language, "caption", strong=strong))

    def _row(self) -> float:
        return self._metrics(strong=True).height()

    def _width(self) -> float:
        plain, strong = self._metrics(strong=False), self._metrics(strong=True)
        names = max(plain.horizontalAdvance(name) for name, _ in self.rows)
        values = max(strong.horizontalAdvance(value) for _, value in self.rows)
        return 2 * _PADDING + names + _GAP + values
