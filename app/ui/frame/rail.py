"""The rail: the sections of the plan, one above the other, and what belongs to the program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from app.problems import message
from app.ui import icons, look
from app.ui.actions import call
from app.ui.sections import SECTIONS

if TYPE_CHECKING:
    from app.ui.actions import Actions
    from app.ui.document import Document

_GAP, _SIDE = 3, 10
_FOOT = {
    "settings": ("settings", message("Settings")),
    "shortcuts": ("circle-question-mark", message("Help")),
}


class Rail(QWidget):
    """Shows where one is, and leads elsewhere; only icons where the window is narrow."""

    def __init__(self, document: Document, actions: Actions) -> None:
        """Build an item for each section, settings and help at the foot."""
        super().__init__()
        self._document = document
        self._narrow = False
        self.items = {section.key: _item() for section in SECTIONS}
        self.foot = {key: _item() for key in _FOOT}
        group = QButtonGroup(self)
        place = QVBoxLayout(self)
        place.setContentsMargins(_SIDE, 12, _SIDE, 12)
        place.setSpacing(_GAP)
        for key, item in self.items.items():
            item.setCheckable(True)
            group.addButton(item)
            item.clicked.connect(partial(call, partial(document.go, key)))
            place.addWidget(item)
        place.addStretch(1)
        for key, item in self.foot.items():
            item.clicked.connect(partial(call, actions.by_key[key].trigger))
            place.addWidget(item)
        document.listen(self.retell)
        self.retell()

    def choose(self, section: str) -> None:
        """Show which section is open."""
        self.items[section].setChecked(True)
        self._colour()

    def narrow(self, *, narrow: bool) -> None:
        """Leave the words out, or write them."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.retell()

    def retell(self) -> None:
        """Say everything in the language of now."""
        tell = self._document.language.tell
        self.setAccessibleName(self._document.language.say("Sections"))
        for section in SECTIONS:
            self._name(self.items[section.key], tell(section.title))
        for key, (_, title) in _FOOT.items():
            self._name(self.foot[key], tell(title))
        self._colour()
        self._widen()

    def _widen(self) -> None:
        """Take the usual width, or that of the longest title."""
        items = (*self.items.values(), *self.foot.values())
        asked = max(item.sizeHint().width() for item in items) + 2 * _SIDE
        usual = max(look.size("rail"), asked)
        self.setFixedWidth(look.size("rail_collapsed") if self._narrow else usual)

    def _name(self, item: QPushButton, text: str) -> None:
        item.setText("" if self._narrow else f" {text}")  # the gap to the icon
        item.setAccessibleName(text)
        item.setToolTip(text if self._narrow else "")
        item.setMinimumHeight(look.size("rail_item"))

    def _colour(self) -> None:
        """Draw the icons; that of the open section in the accent."""
        colours = look.of(self)
        for section in SECTIONS:
            item = self.items[section.key]
            name = "accent" if item.isChecked() else "text_secondary"
            item.setIcon(icons.icon(section.icon, colours.colour(name)))
        for key, (picture, _) in _FOOT.items():
            self.foot[key].setIcon(icons.icon(picture, colours.colour("text_secondary")))


def _item() -> QPushButton:
    made = QPushButton()
    made.setProperty("role", "rail")
    made.setAutoDefault(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
