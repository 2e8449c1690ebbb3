"""Two lines that change the same figures: what they change, and which of them holds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.labels import Words, label
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QMouseEvent

_BESIDE = 4  # pixels: the first line stands beside the middle of the button


class Clash(QWidget):
    """Answers under each other: a name of a scenario takes the lines that it needs."""

    def __init__(self, what: str, options: Mapping[str, str]) -> None:
        """Ask about what two lines change; the first answer holds until another is given."""
        super().__init__()
        self.what = label("strong", wraps=True)
        self.what.setText(what)
        self.buttons: dict[str, QRadioButton] = {}
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, look.space("xs"))
        place.setSpacing(2)
        place.addWidget(self.what)
        for key, text in options.items():
            one, told = QRadioButton(), _Answer(text)
            one.setAccessibleName(text)
            one.setAccessibleDescription(what)
            told.pressed.connect(partial(one.setChecked, True))
            line = QHBoxLayout()
            line.setSpacing(look.space("xs"))
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(told, 1, Qt.AlignmentFlag.AlignVCenter)
            nest(place, line)
            self.buttons[key] = one
        next(iter(self.buttons.values())).setChecked(True)

    @property
    def here(self) -> str:
        """The key of the answer of now."""
        return next(key for key, one in self.buttons.items() if one.isChecked())


class _Answer(Words):
    """The words beside a button, which a press on them means."""

    pressed = Signal()

    def __init__(self, text: str) -> None:
        super().__init__("body", wraps=True)
        self.setText(text)
        self.setToolTip(text)
        self.setContentsMargins(0, _BESIDE, 0, _BESIDE)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Give the answer."""
        self.pressed.emit()
        event.accept()
