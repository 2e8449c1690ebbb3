"""The samples on the start page, one a row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from app.ui import icons, look
from app.ui.controls.labels import Elided, frame, label
from app.ui.controls.nest import nest
from app.ui.controls.row_button import RowButton
from app.ui.start.samples import Sample, samples

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.document import Document

_ICON = 18
_ICONS = {
    "morocco-2024": "layers", "morocco-2021": "history", "founding-2020": "file-text",
    "tata-2017": "presentation", "empty": "flag",
}  # fmt: skip


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
        nest(place, titled)
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


def _open(document: Document, code: str, *_checked: bool) -> None:
    document.open_sample(code)


class SampleRow(RowButton):
    """One sample: its name, a hint of what it holds, and an arrow."""

    def __init__(self, sample: Sample) -> None:
        """Build the row."""
        place = QHBoxLayout()
        super().__init__("row", place)
        self._sample = sample
        self._picture, self._arrow = QLabel(), QLabel()
        self._name, self.note = Elided("strong"), Elided("caption")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._name)
        words.addWidget(self.note)
        place.setContentsMargins(8, 6, 8, 6)
        place.setSpacing(14)
        place.addWidget(self._picture)
        nest(place, words, 1)
        place.addWidget(self._arrow)
        self.let_through(self._picture, self._name, self.note, self._arrow)

    def retell(self, language: Language) -> None:
        """Say the row in a language."""
        name, hint = language.name(self._sample.names), language.name(self._sample.hint)
        colours = look.of(self)
        icon = icons.picture(
            _ICONS.get(self._sample.code, "layers"), colours.colour("accent"), look.scaled(_ICON)
        )
        self._picture.setPixmap(icon)
        self._name.setText(name)
        self.note.setText(hint)
        self._arrow.setPixmap(icons.picture("chevron-right", colours.colour("text_secondary")))
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self.setToolTip(language.whole(language.name(self._sample.note)))

    def tell_opening(self, language: Language) -> None:
        """Say where the note stands that the sample is being opened."""
        name = language.name(self._sample.names)
        self.note.setText(language.say("Opening {file}…", file=name))
