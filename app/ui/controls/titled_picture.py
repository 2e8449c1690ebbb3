"""A picture of a part of the window under a title, as it is put on the clipboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui import look

if TYPE_CHECKING:
    from app.language import Language
    from app.reports.table import Table

_MARGIN = 14
_MOST_TEXT = 10_000  # pixels: as high as a title may become
_INSIDE = QWidget.RenderFlag.DrawChildren  # without the ground, which is the picture's own


def titled(shown: QWidget, table: Table, language: Language) -> QPixmap:
    """Return a picture of a part under the title of its table, as sharp as the screen."""
    width, ratio = shown.width() + 2 * _MARGIN, shown.devicePixelRatioF()
    texts = (
        (table.title, look.font(language, "h3", strong=True)),
        (table.subtitle, look.font(language, "caption")),
    )
    flags = Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
    room = QRect(_MARGIN, _MARGIN, shown.width(), _MOST_TEXT)
    heights = [QFontMetrics(font).boundingRect(room, flags, text).height() for text, font in texts]
    height = sum(heights) + shown.height() + 3 * _MARGIN
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    worn = look.of(shown)
    picture.fill(worn.colour("surface"))
    painter = QPainter(picture)
    painter.setLayoutDirection(shown.layoutDirection())
    painter.setPen(worn.colour("text"))
    for (text, font), taken in zip(texts, heights, strict=True):
        painter.setFont(font)
        painter.drawText(room, flags, text)
        room.translate(0, taken)
    shown.render(painter, QPoint(_MARGIN, room.top() + _MARGIN), renderFlags=_INSIDE)
    painter.end()
    return picture
