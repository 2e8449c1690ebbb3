"""A square in a colour of the data, and what the colour means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.ui import look
from app.ui.controls.labels import label

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_SIDE, _GAP = 10, 5


class ColourKey(QWidget):
    """Stands over a picture; it says nothing that the picture does not also say by its side."""

    def __init__(self) -> None:
        """Build it empty."""
        super().__init__()
        self._square, self._words = QLabel(), label("caption")
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(_GAP)
        place.addWidget(self._square)
        place.addWidget(self._words)

    def say(self, text: str, colour: QColor) -> None:
        """Say what a colour means."""
        square = QPixmap(look.scaled(_SIDE), look.scaled(_SIDE))
        square.fill(colour)
        self._square.setPixmap(square)
        self._words.setText(text)
