"""Tabs above a page: the pages of one section, the one that is shown underlined."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.ui import look
from app.ui.labels import button

if TYPE_CHECKING:
    from collections.abc import Mapping

_GAP = 18


class Tabs(QWidget):
    """Buttons of which one is down; `chosen` gives the key of the one that is pressed."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Start without any tab."""
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(_GAP)
        self._place.addStretch(1)

    def say(self, options: Mapping[str, str], here: str, title: str) -> None:
        """Show these tabs, one of them down; `title` is what they are tabs of."""
        if list(options) != list(self.buttons):
            self._make(options)
        self.setAccessibleName(title)
        self.setFixedHeight(look.size("tab"))
        for key, text in options.items():
            self.buttons[key].setText(text)
            self.buttons[key].setChecked(key == here)

    def _make(self, options: Mapping[str, str]) -> None:
        for one in self.buttons.values():
            one.deleteLater()
        self.buttons = {}
        for at, key in enumerate(options):
            made = button("tab")
            made.setCheckable(True)
            made.clicked.connect(partial(self._press, key))
            self._group.addButton(made)
            self._place.insertWidget(at, made)
            self.buttons[key] = made

    def _press(self, key: str, *_checked: bool) -> None:
        self.chosen.emit(key)
