"""Fields whose marks are icons of the window: a list to choose from, a box to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionButton, QWidget

from app.ui import icons, look

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QPaintEvent

_ARROW, _MARGIN, _TICK = 14, 8, 15


class Chooser(QComboBox):
    """Chooses one of many; the list opens under it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow on the side where the language ends."""
        super().paintEvent(event)
        half = look.scaled(_ARROW) // 2
        middle = self.rect().center()
        middle.setX(_MARGIN + half if self.isRightToLeft() else self.width() - _MARGIN - half)
        ink = "text_secondary" if self.isEnabled() else "text_disabled"
        _draw(self, "chevron-down", ink, middle, look.scaled(_ARROW))


class Check(QCheckBox):
    """Says yes or no by a tick, not by a colour alone."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        element = QStyle.SubElement.SE_CheckBoxIndicator
        box = self.style().subElementRect(element, option, self)
        ink = "on_accent" if self.isEnabled() else "text_disabled"
        _draw(self, "check", ink, box.center(), look.scaled(_TICK))


def _draw(widget: QWidget, icon: str, ink: str, middle: QPoint, side: int) -> None:
    """Draw an icon around a point."""
    drawn = icons.picture(icon, look.of(widget).colour(ink), side)
    painter = QPainter(widget)
    painter.drawPixmap(middle.x() - side // 2 + 1, middle.y() - side // 2 + 1, drawn)
    painter.end()
