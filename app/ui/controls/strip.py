"""The strip that says in words what the figures mean."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import put_margins, rich

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.language import Language

_LINES = 2
_LEADING, _TRAILING, _GAP, _PADDING = 14, 8, 8, 5
_AROUND = _LEADING + _TRAILING + _GAP
_WEIGHT = 1.06  # letters in semi-bold are wider by as much


class Strip(QFrame):
    """The finding stands out, the rest follows; what two lines do not hold waits under the hand."""

    def __init__(self) -> None:
        """Build the strip empty."""
        super().__init__()
        self.setProperty("role", "strip")
        self.label, self.copy_button = QLabel(), IconButton("copy")
        self._sentences: tuple[str, ...] = ()
        self.commands = {"copy": self.copy}
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy_button.clicked.connect(self.copy)
        self._place = place = QHBoxLayout(self)
        place.setSpacing(_GAP)
        place.addWidget(self.label, 1)
        place.addWidget(self.copy_button)

    def say(self, sentences: tuple[str, ...], language: Language) -> None:
        """Show sentences, the most important first."""
        self._sentences = sentences
        whole = " ".join(sentences)
        put_margins(self._place, _LEADING, _PADDING, _TRAILING, _PADDING)
        self.label.setAccessibleName(whole)
        self.copy_button.say(language.say("Copy the sentence"))
        # Always as high as two lines: nothing below moves when another year takes one line less.
        self.setMinimumHeight(_LINES * self.label.fontMetrics().lineSpacing() + 2 * _PADDING)
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._write()

    def copy(self) -> None:
        """Put all sentences on the clipboard, those out of sight as well."""
        QGuiApplication.clipboard().setText(" ".join(self._sentences))

    def _write(self) -> None:
        if not self._sentences:
            return
        shown = self._fitting()
        first, *others = (escape(text) for text in shown)
        strong = f'<span style="font-weight:600">{first}</span>'
        side: Literal["ltr", "rtl"] = "rtl" if self.isRightToLeft() else "ltr"
        self.label.setText(rich(" ".join([strong, *others]), side))
        hidden = len(shown) < len(self._sentences)
        self.label.setToolTip(escape(" ".join(self._sentences)) if hidden else "")

    def _fitting(self) -> tuple[str, ...]:
        """Return the sentences that two lines hold, the first in any case."""
        letters = self.label.fontMetrics()
        width = self.width() - self.copy_button.width() - _AROUND
        room = QRect(0, 0, max(1, int(width / _WEIGHT)), 0)
        shown = self._sentences[:1]
        for sentence in self._sentences[1:]:
            text = " ".join((*shown, sentence))
            height = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
            if height < (_LINES + 0.5) * letters.lineSpacing():
                shown = (*shown, sentence)
        return shown
