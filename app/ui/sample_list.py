"""The samples on the start page, one a row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.ui import icons, look
from app.ui.labels import frame, label
from app.ui.samples import Sample, samples

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.document import Document


class SamplesCard(QFrame):
    """The samples, one a row, each opened as a copy."""

    def __init__(self, document: Document) -> None:
        """Build a row for each sample."""
        super().__init__()
        self.setProperty("role", "card")
        self._title = label("h3")
        self.rows = {sample.code: SampleRow(sample) for sample in samples()}
        place = QVBoxLayout(self)
        place.setContentsMargins(10, 16, 10, 10)
        place.setSpacing(0)
        titled = QHBoxLayout()
        titled.setContentsMargins(8, 0, 8, 6)
        titled.addWidget(self._title)
        place.addLayout(titled)
        for number, (code, row) in enumerate(self.rows.items()):
            if number:
                place.addWidget(frame("rule"))
            row.clicked.connect(partial(_open, document, code))
            place.addWidget(row)
        place.addStretch(1)

    def retell(self, language: Language) -> None:
        """Say everything in a language."""
        self._title.setText(language.say("Sample plans (opened as copies)"))
        for row in self.rows.values():
            row.retell(language)

    def tell_opening(self, opening: str, language: Language) -> None:
        """Say at a row that its sample is being opened."""
        for code, row in self.rows.items():
            row.retell(language)
            if code == opening:
                row.tell_opening(language)


def _open(document: Document, code: str) -> None:
    document.open_sample(code)


class SampleRow(QPushButton):
    """One sample: its name, what its figures are, and an arrow."""

    def __init__(self, sample: Sample) -> None:
        """Build the row."""
        super().__init__()
        self.setProperty("role", "row")
        self.setAutoDefault(True)
        self._sample = sample
        self._name, self.note = label("strong"), label("caption", wraps=True)
        self._arrow = QLabel()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self.note)
        self._place = place = QHBoxLayout()  # kept: asked for its size at every turn
        place.setContentsMargins(8, 8, 8, 8)
        self.setLayout(place)
        place.addLayout(words, 1)
        place.addWidget(self._arrow)
        for part in (self._name, self.note, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def retell(self, language: Language) -> None:
        """Say the row in a language."""
        name, note = language.name(self._sample.names), language.name(self._sample.note)
        self._name.setText(name)
        self.note.setText(note)
        secondary = look.of(self).colour("text_secondary")
        self._arrow.setPixmap(icons.picture("chevron-right", secondary))
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)

    def tell_opening(self, language: Language) -> None:
        """Say where the note stands that the sample is being opened."""
        name = language.name(self._sample.names)
        self.note.setText(language.say("Opening {file}…", file=name))

    def sizeHint(self) -> QSize:
        """Take the room of the words, not of a button without a text."""
        return self._place.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Take the least room of the words."""
        return self._place.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a high one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words in a width."""
        return self._place.heightForWidth(width)
