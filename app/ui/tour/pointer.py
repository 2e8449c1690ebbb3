"""What points from a mark of the tour to a control: a frame around it, a line and an arrowhead."""

from __future__ import annotations

from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_AROUND, _ROUND = 4, 8  # pixels between the control and the frame; of its corners
_STROKE, _HEAD, _SPREAD = 2.0, 11.0, 0.42


class Pointer(QWidget):
    """Lies over the whole window and takes nothing from the hand."""

    def __init__(self, window: QWidget) -> None:
        """Lie over a window."""
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._target, self._mark = QRect(), QRect()
        self.hide()

    def point(self, target: QRect, mark: QRect) -> None:
        """Frame a place of the window and point at it from the mark."""
        inside = self._window.rect().adjusted(1, 1, -1, -1)
        around = target.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        self._target = around.intersected(inside)
        self._mark = mark
        self.setGeometry(self._window.rect())
        self.show()
        self.update()

    @property
    def framed(self) -> QRect:
        """The place inside the frame, its margin included."""
        return self._target

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is drawn
        """Draw frame and arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = look.of(self).colour("accent")
        painter.setPen(QPen(ink, _STROKE))
        painter.drawRoundedRect(QRectF(self._target), _ROUND, _ROUND)
        start, end = _nearest(self._mark, self._target)
        painter.drawLine(start, end)
        painter.setBrush(ink)
        painter.drawPolygon(_head(start, end))
        painter.end()


def _nearest(mark: QRect, target: QRect) -> tuple[QPointF, QPointF]:
    """Return where the arrow leaves the mark and where it meets the frame."""
    x = _between(mark.left(), mark.right(), target.left(), target.right())
    y = _between(mark.top(), mark.bottom(), target.top(), target.bottom())
    return QPointF(x[0], y[0]), QPointF(x[1], y[1])


def _between(a0: int, a1: int, b0: int, b1: int) -> tuple[float, float]:
    """Return the two nearest places of two spans; the middle of what they share is one for both."""
    if a1 < b0:
        return a1, b0
    if b1 < a0:
        return a0, b1
    shared = (max(a0, b0) + min(a1, b1)) / 2
    return shared, shared


def _head(start: QPointF, end: QPointF) -> QPolygonF:
    angle = atan2(end.y() - start.y(), end.x() - start.x())
    sides = (angle + pi - _SPREAD, angle + pi + _SPREAD)
    wings = [QPointF(end.x() + _HEAD * cos(a), end.y() + _HEAD * sin(a)) for a in sides]
    return QPolygonF([end, *wings])
