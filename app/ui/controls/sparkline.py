"""The course of a figure as a small line beside its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui import look

if TYPE_CHECKING:
    from app.reports.key_figures import Course

_SIZE = QSize(46, 26)
_LEAST = 28  # pixels: a narrower line tells no course
_LINE, _DOT = 1.8, 3.0
_AHEAD = 0.4  # how strongly the part of the course after the year is drawn


class Sparkline(QWidget):
    """The course of a figure as a small line; time runs as it does in charts."""

    def __init__(self, colour: str) -> None:
        """Take the colour of the data that it shows."""
        super().__init__()
        self._colour = colour
        self._course: tuple[float, ...] = ()
        self._at = 0
        self.setFixedSize(_SIZE)

    def show_course(self, course: Course, at: int) -> None:
        """Show a course with one place of it marked, or nothing where a value is missing."""
        known = tuple(value for value in course if value is not None)
        self._course = known if len(known) == len(course) else ()
        self._at = at
        self.update()

    def fit(self, room: int) -> None:
        """Take the width that is left beside the number, and step aside where it is too little."""
        self.setVisible(room >= _LEAST)
        self.setFixedWidth(max(_LEAST, min(room, _SIZE.width())))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line up to the year, fainter what comes after it, and the point of the year."""
        super().paintEvent(event)
        if len(self._course) < 2:  # noqa: PLR2004  a line needs two points
            return
        points, at = self._points(), self._at
        colour = look.of(self).chart(self._colour)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF(points[: max(at, 0) + 1]))
        painter.setOpacity(_AHEAD)
        painter.drawPolyline(QPolygonF(points[max(at, 0) :]))
        painter.setOpacity(1)
        painter.setBrush(colour)
        if at >= 0:
            painter.drawEllipse(points[at], _DOT - 0.5, _DOT - 0.5)
        painter.end()

    def _points(self) -> list[QPointF]:
        """Return the line inside the frame; a flat course stands in the middle."""
        low, high = min(self._course), max(self._course)
        width, height = self.width() - 2 * _DOT, self.height() - 2 * _DOT
        step = width / (len(self._course) - 1)
        span = high - low
        turned = look.worn().turned and self.isRightToLeft()
        return [
            QPointF(
                _DOT + (width - i * step if turned else i * step),
                _DOT + height * ((high - v) / span if span else 0.5),
            )
            for i, v in enumerate(self._course)
        ]
