"""The mark of a scenario: one of five colours, each with a sign of its own."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QPolygonF

from app.problems import Message, message
from app.ui import look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.ui.look import Look

REFERENCE = "base"
# The corners of a sign around its middle, and where the first of them stands; none is a disc.
_CORNERS: Mapping[str, tuple[int, float]] = {
    "b": (4, 45.0), "c": (3, -90.0), "d": (4, -90.0), "e": (5, -90.0),
}  # fmt: skip
NAMES: Mapping[str, Message] = {
    "": message("No mark"),
    "a": message("Disc"),
    "b": message("Square"),
    "c": message("Triangle"),
    "d": message("Diamond"),
    "e": message("Pentagon"),
}
_WIDER = 1.16  # a figure with corners, so that it looks as large as a disc


def colour(mark: str, worn: Look) -> QColor:
    """Return the colour of a mark, as charts show it."""
    shades = look.tokens()["dark" if worn.dark else "light"]["chart"]["scenario"]
    return QColor(shades[mark or REFERENCE])


def paint(painter: QPainter, mark: str, room: QRectF, worn: Look) -> None:
    """Draw a mark in a room; nothing where there is none."""
    if not mark:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(mark, worn))
    if mark not in _CORNERS:
        painter.drawEllipse(room)
        return
    corners, first = _CORNERS[mark]
    radius, middle = room.width() / 2 * _WIDER, room.center()
    angles = (math.radians(first + 360 * at / corners) for at in range(corners))
    around = [QPointF(math.cos(angle), math.sin(angle)) * radius + middle for angle in angles]
    painter.drawPolygon(QPolygonF(around))


def picture(mark: str, side: int, worn: Look, ratio: float = 1.0) -> QPixmap:
    """Return a mark as a picture."""
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, mark, QRectF(2, 2, side - 4, side - 4), worn)
    painter.end()
    return made
