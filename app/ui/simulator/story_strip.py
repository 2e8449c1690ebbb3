"""The sentence of the simulator: the caption of a step, or what follows from what is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.reports import story_words
from app.ui import look
from app.ui.controls.labels import rich
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from app.reports.story_words import Part

_ACROSS, _DOWN = 14, 6


class StoryStrip(QFrame):
    """Says a sentence in which what matters is semi-bold."""

    def __init__(self) -> None:
        """Build it without words."""
        super().__init__()
        self.setProperty("role", "strip")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self._place = QHBoxLayout(self)
        self._place.addWidget(self.words)

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, or those for a desk."""
        letters(self.words, "sentence", presented=presented)
        across = look.space("l") if presented else _ACROSS
        self._place.setContentsMargins(across, _DOWN, across, _DOWN)

    def say(self, parts: tuple[Part, ...]) -> None:
        """Show a sentence; it is read aloud without marks."""
        said = "".join(
            f'<span style="font-weight:600">{_plain(part.text)}</span>'
            if part.strong
            else _plain(part.text)
            for part in parts
        )
        self.words.setText(rich(said, "rtl" if self.isRightToLeft() else "ltr"))
        self.words.setAccessibleName(story_words.plain(parts))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
