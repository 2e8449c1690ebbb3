"""A tile of the start page: one thing to do, with an icon, a title and a line or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from app.ui import look
from app.ui.controls.labels import label
from app.ui.controls.row_button import RowButton
from app.ui.controls.thumbnail import IconTile

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.language import Language
    from app.problems import Message

_HEIGHT = 160
_SIDE, _TOP = 18, 18


class Tile(RowButton):
    """A large button; it grows with its words."""

    def __init__(self, icon: str, title: Message, hint: Message) -> None:
        """Keep the words to be said in any language."""
        place = QVBoxLayout()
        super().__init__("tile", place)
        self._said = title, hint
        self._icon = IconTile(icon)
        self._title, self.hint = label("tile", wraps=True), label("secondary", wraps=True)
        place.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        place.setSpacing(2)
        place.addWidget(self._icon)
        place.addSpacing(look.space("s"))
        place.addWidget(self._title)
        place.addWidget(self.hint)
        place.addStretch(1)
        self.let_through(self._icon, self._title, self.hint)
        # Tiles beside each other are equally wide, whatever their words.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def retell(self, language: Language) -> None:
        """Say the tile in a language."""
        title, hint = (language.tell(said) for said in self._said)
        self.setMinimumHeight(look.scaled(_HEIGHT))
        self._icon.resize_anew()
        self._title.setText(title)
        self.hint.setText(hint)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)

    def tell_opening(self, text: str) -> None:
        """Say where the hint stands what is being opened."""
        self.hint.setText(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Fill the icon of the tile that Enter would press."""
        super().focusInEvent(event)
        self._icon.fill(filled=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go back to the tint."""
        super().focusOutEvent(event)
        self._icon.fill(filled=False)
