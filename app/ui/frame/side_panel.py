"""A panel at the far side of the window: a title, a cross that closes it, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui import look
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import label, put_margins
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_MARGIN, _TRAILING = 14, 8


class SidePanel(QFrame):
    """As wide as the letters ask; a hairline stands between it and the page."""

    closed = Signal()

    def __init__(self) -> None:
        """Build the head; what follows goes into `place`."""
        super().__init__()
        self.setProperty("role", "inspector")
        self.title, self.close_button = label("h3", wraps=True), IconButton("x")
        self.close_button.clicked.connect(self._close)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.place = QVBoxLayout(self)
        nest(self.place, head)

    def name(self, title: str, name: str, closing: str) -> None:
        """Write the title; name the panel and its cross for who hears them."""
        self.setFixedWidth(look.size("inspector"))
        put_margins(self.place, _MARGIN, 10, _TRAILING, 10)
        self.title.setText(title)
        self.setAccessibleName(name)
        self.close_button.say(closing)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline, which the style sheet could only draw for one direction."""
        super().paintEvent(event)
        beside = self.width() - 1 if self.isRightToLeft() else 0
        painter = QPainter(self)
        painter.fillRect(beside, 0, 1, self.height(), look.of(self).colour("border"))
        painter.end()

    def _close(self, *_checked: bool) -> None:
        self.closed.emit()
