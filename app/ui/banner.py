"""A banner says in place what stopped the work or deserves attention, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from app.ui import icons, look

if TYPE_CHECKING:
    from collections.abc import Callable

_ICONS = {"error": "stop", "warning": "warning", "success": "done", "info": "info"}
_ICON = 18


class Banner(QFrame):
    """One sentence on a tint, with at most one thing to do about it and a way to put it away."""

    def __init__(self, *, closable: bool = True) -> None:
        """Build it hidden."""
        super().__init__()
        self._does: Callable[[], None] | None = None
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.clicked.connect(self.do)
        self._close = _small_button()
        self._close.clicked.connect(self.hide)
        self._close.setVisible(closable)
        place = QHBoxLayout(self)
        place.setContentsMargins(12, 6, 8, 6)
        place.addWidget(self._picture)
        place.addWidget(self._text, 1)
        place.addWidget(self._button)
        place.addWidget(self._close)
        self.hide()

    def say(self, tone: str, text: str, do: tuple[str, Callable[[], None]] | None = None) -> None:
        """Show a sentence in a tone: error, warning, success or info."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        colour = look.of(self).status(tone, "fg")
        self._picture.setPixmap(icons.picture(_ICONS[tone], colour, _ICON))
        self._close.setIcon(icons.icon("close", colour))
        self._text.setText(text)
        self._button.setVisible(do is not None)
        if do is not None:
            self._button.setText(do[0])
            self._does = do[1]
        self.setAccessibleName(text)
        self.show()

    def name_close(self, text: str) -> None:
        """Give the closing cross its words."""
        self._close.setAccessibleName(text)
        self._close.setToolTip(text)

    @property
    def text(self) -> str:
        """What the banner says now."""
        return self._text.text()

    def do(self) -> None:
        """Do what the button offers."""
        if self._does is not None:
            self._does()


def _small_button() -> QPushButton:
    button = QPushButton()
    button.setProperty("role", "link")
    button.setFixedWidth(look.size("icon_button"))
    return button
