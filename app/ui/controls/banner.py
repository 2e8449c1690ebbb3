"""A banner says in place what stopped the work or deserves attention, and what can be done."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.ui import icons, look
from app.ui.controls.labels import button

if TYPE_CHECKING:
    from collections.abc import Callable

_ICON = 18
_MOST_OFFERS = 2


class Banner(QFrame):
    """One sentence on a tint, with at most two things to do about it and a way to put it away."""

    said = Signal()

    def __init__(self, *, closable: bool = True) -> None:
        """Build it hidden."""
        super().__init__()
        self.setProperty("role", "banner")
        self._does: list[Callable[[], None]] = []
        self._picture = QLabel()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons = [button() for _ in range(_MOST_OFFERS)]
        for at, one in enumerate(self.buttons):
            one.clicked.connect(partial(_press, self, at))
        self._close = button("link")
        self._close.setFixedWidth(look.size("icon_button"))
        self._close.clicked.connect(self.hide)
        place = QHBoxLayout(self)
        place.setContentsMargins(12, 6, 8, 6)
        place.addWidget(self._picture)
        place.addWidget(self._text, 1)
        for one in self.buttons:
            place.addWidget(one)
        place.addWidget(self._close)
        self._close.setVisible(closable)  # in its place: alone it would be a window for a moment
        self.hide()

    def say(self, tone: str, text: str, *offers: tuple[str, Callable[[], None]]) -> None:
        """Show a sentence in a tone: error, warning, success or info; offer two acts at most."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        colours = look.of(self)
        colour = colours.status(tone, "fg")
        self._picture.setPixmap(icons.picture(look.sign(tone), colour, _ICON))
        self._close.setIcon(icons.icon("x", colour))
        self._text.setText(text)
        self._does = [do for _, do in offers]
        for one, said in zip_longest(self.buttons, [said for said, _ in offers]):
            one.setVisible(said is not None)
            one.setText(said or "")
        self.setAccessibleName(text)
        self.show()
        self.said.emit()

    def name_close(self, text: str) -> None:
        """Give the closing cross its words."""
        self._close.setAccessibleName(text)
        self._close.setToolTip(text)

    @property
    def text(self) -> str:
        """What the banner says now."""
        return self._text.text()

    def do(self, at: int = 0) -> None:
        """Do what a button offers."""
        if at < len(self._does):
            self._does[at]()


def _press(banner: Banner, at: int, *_checked: bool) -> None:
    """Call without what Qt says about the tick of the button."""
    banner.do(at)
