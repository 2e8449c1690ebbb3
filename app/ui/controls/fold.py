"""A text that is folded away under its title until somebody wants it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest


class Fold(QWidget):
    """A title that opens and closes what is under it."""

    def __init__(self) -> None:
        """Start closed."""
        super().__init__()
        self.title, self._text = button("ghost"), label("caption", wraps=True)
        self.title.setCheckable(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.title.toggled.connect(self._turn)
        titled = QHBoxLayout()
        titled.addWidget(self.title)
        titled.addStretch(1)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("xs"))
        nest(place, titled)
        place.addWidget(self._text)
        self._turn()

    def say(self, title: str, text: str) -> None:
        """Give the title and what is under it."""
        self.title.setText(f" {title}")
        self.title.setAccessibleName(title)
        self._text.setText(text)
        self._turn()

    def _turn(self) -> None:
        opened = self.title.isChecked()
        sign = "chevron-down" if opened else "chevron-right"
        self.title.setIcon(icons.icon(sign, look.of(self).colour("text_secondary")))
        self._text.setVisible(opened)
