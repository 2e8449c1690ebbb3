"""A pill: a state or a count in a word or two, on a tint, with the icon of its tone."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from app.ui import icons, look
from app.ui.controls.labels import label

_ICON = 13


class Pill(QFrame):
    """Says one thing; without a tone it is grey and has no icon."""

    def __init__(self) -> None:
        """Build it hidden."""
        super().__init__()
        self.setProperty("role", "pill")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._picture, self._text = QLabel(), label("pill")
        place = QHBoxLayout(self)
        place.setContentsMargins(look.space("s"), 1, look.space("s"), 1)
        place.setSpacing(look.space("xs"))
        place.addWidget(self._picture)
        place.addWidget(self._text)
        self.hide()

    def say(self, tone: str, text: str, *, shown: bool = True) -> None:
        """Show a text in a tone: error, warning, success, info, or none."""
        for part in (self, self._text):
            part.setProperty("tone", tone)
            part.style().unpolish(part)
            part.style().polish(part)
        look.put_letters(self._text)  # which another style has taken back
        if tone:
            colour = look.of(self).status(tone, "fg")
            self._picture.setPixmap(icons.picture(look.sign(tone), colour, look.scaled(_ICON)))
        self._picture.setVisible(bool(tone))
        self._text.setText(text)
        self.setVisible(shown)

    @property
    def text(self) -> str:
        """What the pill says now, nothing where it is hidden."""
        return "" if self.isHidden() else self._text.text()
