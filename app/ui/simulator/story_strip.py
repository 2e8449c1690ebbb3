"""The sentence of the simulator: the caption of a step, or what follows from what is tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.reports import story_words
from app.ui import look
from app.ui.controls.labels import rich
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.reports.story_words import Part

_ACROSS, _DOWN = 14, 6
_LINES = 2  # before a room: what most captions take


class StoryStrip(QFrame):
    """Says a sentence in which what matters is semi-bold."""

    def __init__(self) -> None:
        """Build it without words."""
        super().__init__()
        self.setProperty("role", "strip")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self._presented = False
        self._kept: tuple[object, ...] = ()
        self._place = QHBoxLayout(self)
        self._place.addWidget(self.words)

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, or those for a desk."""
        self._presented = presented
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
        self._keep_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the room for as many lines as there are in another width."""
        super().resizeEvent(event)
        self._keep_room()

    def _keep_room(self) -> None:
        """Keep the room of the longest sentence so far: the charts stay when one is shorter.

        A hand that moves a lever takes the caption away; another height would draw all anew.
        """
        wide, letters_now = self.words.width(), self.words.font()
        of = (wide, self._presented, letters_now.pixelSize())
        kept = self.words.minimumHeight() if of == self._kept else 0
        self._kept = of
        letters_now.setWeight(letters_now.Weight.DemiBold)  # of which no part is wider
        metrics = QFontMetrics(letters_now)
        wraps, room = Qt.TextFlag.TextWordWrap, QRect(0, 0, wide, 0)
        high = metrics.boundingRect(room, wraps, self.words.accessibleName()).height()
        lines = metrics.lineSpacing() * (_LINES if self._presented else 1)
        self.words.setMinimumHeight(max(high, lines, kept))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
