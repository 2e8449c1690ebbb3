"""What Qt paints over a chart of years: the chosen year, the year under the hand, their values.

Painted over the picture of the chart and not into it, another year costs a fraction of a frame.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.ui import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from PySide6.QtGui import QFont

    from app.language import Language
    from app.reports.table import Table
    from app.reports.year_chart import Reading

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _MIDDLE, Qt.AlignmentFlag.AlignRight | _MIDDLE
_FOOT = 24  # pixels under the lines, where the years stand
_TOP = 8
_LIFT = 5  # from a ring to its value
_AIR, _KEY, _PADDING = 4, 12, 8


class YearPicture(Protocol):
    """A chart of the reports whose lines run over years."""

    figure: Figure
    years: list[int]

    def show(self, table: Table) -> bool:
        """Draw other values; tell whether they fit."""

    def fit(self, width: int, height: int, ratio: float = 1.0) -> None:
        """Take a size in pixels."""

    def layers(self) -> tuple[list[Artist], list[Artist]]:
        """Return what moves with the limits, and over it what moves with every value."""

    def place(self, year: int, value: float) -> tuple[float, float]:
        """Return where a value lies, in parts of the figure from its upper left corner."""

    def readings(self, year: int) -> tuple[Reading, ...]:
        """Return what the chart says of a year."""


@dataclass(frozen=True)
class YearMarks:
    """Paints the marks of one year after the other over one chart."""

    chart: YearPicture
    language: Language
    colours: look.Look
    room: QRectF

    def chosen(self, painter: QPainter, year: int) -> None:
        """Draw the chosen year: a line, a ring on each line of the chart, and the values."""
        x = self.x(year)
        width = look.tokens()["chart"]["line_now"]
        painter.setPen(QPen(self.colours.colour("accent"), width))
        painter.drawLine(QPointF(x, self._top), QPointF(x, self._foot))
        drawn = sorted(
            (one for one in self.chart.readings(year) if one.drawn), key=lambda one: -one.value
        )
        self._rings(painter, year, drawn)
        if year in (self.chart.years[0], self.chart.years[-1]) and len(self.chart.years) > 1:
            return  # beside the first year stand the axis values, beside the last the labels
        for reading, below in zip(drawn, (False, True), strict=False):
            self._value(painter, year, reading, below=below)

    def hovered(self, painter: QPainter, year: int) -> None:
        """Draw the year under the hand with all that the chart says of it."""
        x = self.x(year)
        painter.setPen(QPen(self.colours.colour("border_strong"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, self._top), QPointF(x, self._foot))
        readings = self.chart.readings(year)
        self._rings(painter, year, [one for one in readings if one.drawn])
        self._card(painter, x, year, readings)

    def x(self, year: int) -> float:
        """Return where a year lies."""
        return self._at(year, 0.0).x()

    def year(self, x: float) -> int:
        """Return the year nearest to a place."""
        return min(self.chart.years, key=lambda year: abs(self.x(year) - x))

    # --- Inside ---------------------------------------------------------------------------------

    @property
    def _top(self) -> float:
        return self.room.top() + _TOP

    @property
    def _foot(self) -> float:
        return self.room.bottom() - look.scaled(_FOOT)

    def _at(self, year: int, value: float) -> QPointF:
        across, down = self.chart.place(year, value)
        return QPointF(
            self.room.left() + across * self.room.width(),
            self.room.top() + down * self.room.height(),
        )

    def _font(self, *, strong: bool = False) -> QFont:
        return look.font(self.language, "caption", strong=strong)

    def _rings(self, painter: QPainter, year: int, readings: Sequence[Reading]) -> None:
        """Draw a ring where a line of the chart meets the year."""
        radius = look.tokens()["chart"]["marker_year"] / 2
        painter.setBrush(self.colours.colour("surface"))
        for one in readings:
            painter.setPen(QPen(QColor(one.colour), look.stroke("focus")))
            painter.drawEllipse(self._at(year, one.value), radius, radius)

    def _value(self, painter: QPainter, year: int, reading: Reading, *, below: bool) -> None:
        """Write the value of a line beside its ring, on the side where there is room."""
        text, font = self.language.number(reading.value), self._font(strong=True)
        letters = QFontMetricsF(font)
        width, height = letters.horizontalAdvance(text) + 2 * _AIR, letters.height()
        at = self._at(year, reading.value)
        edge = max(self.x(year) for year in (self.chart.years[0], self.chart.years[-1]))
        right = at.x() + _LIFT + width < edge
        x = at.x() + _LIFT if right else at.x() - _LIFT - width
        y = at.y() + _LIFT if below else at.y() - _LIFT - height
        y = min(max(y, self.room.top()), self._foot - height)
        ground = QColor(self.colours.colour("surface"))
        ground.setAlphaF(0.85)
        painter.fillRect(QRectF(x, y + 1, width, height - 2), ground)
        painter.setFont(font)
        painter.setPen(self.colours.colour("text"))
        painter.drawText(QRectF(x, y, width, height), Qt.AlignmentFlag.AlignCenter, text)

    def _card(
        self, painter: QPainter, x: float, year: int, readings: Sequence[Reading]
    ) -> None:
        """Draw the small card with the year and a row for each value."""
        plain, strong = QFontMetricsF(self._font()), QFontMetricsF(self._font(strong=True))
        number = self.language.number
        names = max(plain.horizontalAdvance(one.name) for one in readings)
        values = max(strong.horizontalAdvance(number(one.value)) for one in readings)
        row = strong.height()
        width = 2 * _PADDING + _KEY + _AIR + names + 2 * _PADDING + values
        height = 2 * _AIR + row * (1 + len(readings))
        right = x + 2 * _PADDING + width < self.room.right()
        left = x + _PADDING if right else x - _PADDING - width
        card = QRectF(left, self._top, width, height)
        painter.setPen(QPen(self.colours.colour("border_strong"), 1))
        painter.setBrush(self.colours.colour("surface"))
        painter.drawRoundedRect(card, 6, 6)
        line = QRectF(left + _PADDING, card.top() + _AIR, width - 2 * _PADDING, row)
        painter.setFont(self._font(strong=True))
        painter.setPen(self.colours.colour("text"))
        painter.drawText(line, self._leading, self.language.year(year))
        for one in readings:
            line.translate(0, row)
            self._row(painter, line, one)

    def _row(self, painter: QPainter, line: QRectF, reading: Reading) -> None:
        """Draw the key, the name and the value of a reading, from where reading begins."""
        backwards, number = self.language.direction == "rtl", self.language.number
        key = QRectF(line.right() - _KEY if backwards else line.left(), line.top(), _KEY, 0)
        y = line.center().y()
        painter.setPen(QPen(QColor(reading.colour), 2 if reading.drawn else _KEY / 2,
                            Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))  # fmt: skip
        painter.drawLine(QPointF(key.left(), y), QPointF(key.right(), y))
        indent = _KEY + _AIR
        name = line.adjusted(0, 0, -indent, 0) if backwards else line.adjusted(indent, 0, 0, 0)
        painter.setFont(self._font())
        painter.setPen(self.colours.colour("text_secondary"))
        painter.drawText(name, self._leading, reading.name)
        painter.setFont(self._font(strong=True))
        painter.setPen(self.colours.colour("text"))
        painter.drawText(line, _LEFT if backwards else _RIGHT, number(reading.value))

    @property
    def _leading(self) -> Qt.AlignmentFlag:
        return _RIGHT if self.language.direction == "rtl" else _LEFT
