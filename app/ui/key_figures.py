"""The four key figures above the chart: each a number with its year, its start and its course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.reports.table import Kind, written
from app.ui import look
from app.ui.labels import Elided, label

if TYPE_CHECKING:
    from app.language import Language
    from app.reports.table import Table

_KEYS = ("stock", "need", "deficit", "coverage")
_COLOURS = {"stock": "stock", "need": "need", "deficit": "deficit", "coverage": "history"}
_SPARK = QSize(58, 28)
_DOT = 3.0
_LINE = 1.8


class KeyFigures(QWidget):
    """Stock, need, deficit and coverage at the horizon, read from the table below them."""

    def __init__(self) -> None:
        """Lay the cards out side by side."""
        super().__init__()
        self.cards = {key: KeyFigure(_COLOURS[key]) for key in _KEYS}
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("m"))
        for card in self.cards.values():
            place.addWidget(card, 1)

    def show_table(self, table: Table, language: Language) -> None:
        """Read the figures of a table."""
        for key, card in self.cards.items():
            column = next(c for c in table.columns if c.key == key)
            card.show_figure(_Figure.of(table, key, column.kind), column.heading, language)


@dataclass(frozen=True)
class _Figure:
    """One column of the table: first and last value, their years, and all values between."""

    values: tuple[float | None, ...]
    years: tuple[int, int]
    kind: Kind

    @classmethod
    def of(cls, table: Table, key: str, kind: Kind) -> _Figure:
        years = table.numbers("year")
        return cls(table.numbers(key), (int(years[0] or 0), int(years[-1] or 0)), kind)

    def since(self, language: Language) -> str:
        """Return where the number comes from: its change since the base year, or its value then."""
        first, last = self.values[0], self.values[-1]
        if first is None or last is None or self.years[0] == self.years[1]:
            return ""
        then = written(first, self.kind, language)
        if self.kind is Kind.SHARE:
            return language.say("{value} in {year}", value=then, year=self.years[0])
        return language.say(
            "{change} since {year} ({value})",
            change=language.signed(last - first),
            year=self.years[0],
            value=then,
        )


class KeyFigure(QFrame):
    """One card: what, which year, how much, since when."""

    def __init__(self, colour: str) -> None:
        """Build the card; it is read as one thing by a screen reader."""
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedHeight(look.size("kpi_card"))
        self._what, self._year = Elided("caption"), label("tick")
        self.value, self._since = label("value"), label("caption")
        self._spark = Sparkline(colour)
        place = QVBoxLayout(self)
        place.setContentsMargins(14, 8, 14, 8)
        place.setSpacing(0)
        place.addLayout(_row(self._what, self._year))
        place.addLayout(_row(self.value, self._spark))
        place.addWidget(self._since)

    def show_figure(self, figure: _Figure, heading: str, language: Language) -> None:
        """Write the last value of a figure, and where it comes from."""
        year = language.year(figure.years[1])
        self._what.setText(heading)
        self._year.setText(year)
        self.value.setText(written(figure.values[-1], figure.kind, language))
        since = figure.since(language)
        self._since.setText(since)
        self._spark.show_values(figure.values)
        self.setAccessibleName(f"{heading} {year}")
        self.setAccessibleDescription(f"{self.value.text()}. {since}")


def _row(first: QWidget, last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(first)
    row.addStretch(1)
    row.addWidget(last)
    return row


class Sparkline(QWidget):
    """The course of a figure as a small line; time runs left to right in every language."""

    def __init__(self, colour: str) -> None:
        """Take the colour of the data that it shows."""
        super().__init__()
        self._colour = colour
        self._values: tuple[float, ...] = ()
        self.setFixedSize(_SPARK)

    def show_values(self, values: tuple[float | None, ...]) -> None:
        """Show values, or nothing where one is missing."""
        known = tuple(value for value in values if value is not None)
        self._values = known if len(known) == len(values) else ()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and its last point."""
        super().paintEvent(event)
        if len(self._values) < 2:  # noqa: PLR2004  a line needs two points
            return
        points = self._points()
        colour = look.of(self).chart(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points))
        painter.setBrush(colour)
        painter.drawEllipse(points[-1], _DOT - 0.5, _DOT - 0.5)
        painter.end()

    def _points(self) -> list[QPointF]:
        """Return the line inside the frame; a flat course stands in the middle."""
        low, high = min(self._values), max(self._values)
        width, height = self.width() - 2 * _DOT, self.height() - 2 * _DOT
        step = width / (len(self._values) - 1)
        span = high - low
        return [
            QPointF(_DOT + i * step, _DOT + height * ((high - v) / span if span else 0.5))
            for i, v in enumerate(self._values)
        ]
