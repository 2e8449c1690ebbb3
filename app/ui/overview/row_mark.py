"""The mark of the row that the pointer or the keyboard is on, in what is painted in rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPen

from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget


def paint_row_mark(painter: QPainter, widget: QWidget, top: float, high: float) -> None:
    """Tint a row over the whole width; a ring says that the keyboard is there."""
    worn = look.of(widget)
    ring = QPen(worn.colour("focus_ring"), look.stroke("focus"))
    painter.setPen(ring if widget.hasFocus() else Qt.PenStyle.NoPen)
    painter.setBrush(worn.colour("hover"))
    radius = look.tokens()["radius"]["small"]
    room = QRectF(0, top, widget.width(), high).adjusted(1, 1, -1, -1)
    painter.drawRoundedRect(room, radius, radius)
