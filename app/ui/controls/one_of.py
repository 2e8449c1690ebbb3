"""One of a few: buttons side by side of which one is down; as a switch, it is a segment."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from app.ui.controls.labels import button

if TYPE_CHECKING:
    from collections.abc import Mapping

_TROUGH = 2


class OneOf(QFrame):
    """Buttons of which one is down; `chosen` gives the key of the one that a person presses."""

    chosen = Signal(str)

    def __init__(self, role: str) -> None:
        """Start without any; the role of the style sheet is that of the buttons."""
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._role = role
        self._group = QButtonGroup(self)
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(0)

    def say(self, options: Mapping[str, str], here: str, title: str) -> None:
        """Show these buttons, one of them down; `title` is what they choose."""
        if list(options) != list(self.buttons):
            self._make(options)
        self.setAccessibleName(title)
        for key, text in options.items():
            self.buttons[key].setText(text)
            _keep_room(self.buttons[key])
        self.choose(here)

    def choose(self, key: str) -> None:
        """Press a button without telling anyone."""
        self.buttons[key].setChecked(True)

    @property
    def here(self) -> str:
        """The key of the button that is down."""
        return next((key for key, one in self.buttons.items() if one.isChecked()), "")

    def _make(self, options: Mapping[str, str]) -> None:
        for one in self.buttons.values():
            self._group.removeButton(one)
            one.hide()
            one.deleteLater()
        self.buttons = {key: button(self._role) for key in options}
        for at, (key, made) in enumerate(self.buttons.items()):
            made.setCheckable(True)
            made.clicked.connect(partial(self._press, key))
            self._group.addButton(made)
            self._place.insertWidget(at, made)
            made.show()  # else its room is not counted before the next turn of the event loop

    def _press(self, key: str, *_checked: bool) -> None:
        self.chosen.emit(key)


class Segment(OneOf):
    """A switch between two or three ways to show the same thing."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__("segment")
        self.setProperty("role", "trough")
        self._place.setContentsMargins(_TROUGH, _TROUGH, _TROUGH, _TROUGH)


def _keep_room(one: QPushButton) -> None:
    """Leave the room that the words take in semi-bold, so that nothing moves when it is down."""
    usual, strong = one.font(), one.font()
    usual.setWeight(QFont.Weight.Normal)
    strong.setWeight(QFont.Weight.DemiBold)
    thin, thick = (QFontMetrics(font).horizontalAdvance(one.text()) for font in (usual, strong))
    one.setMinimumWidth(one.sizeHint().width() + max(0, thick - thin))
