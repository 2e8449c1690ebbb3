"""What the tabs of the results have in common: a card that follows the question and the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.reports.frame import Frame
from app.ui import look
from app.ui.controls.labels import Elided, put_margins
from app.ui.controls.nest import nest
from app.ui.overview.card import Card

if TYPE_CHECKING:
    from app.reports.result_files import Sheetful
    from app.ui.actions import Do
    from app.ui.document import Document
    from app.ui.results.choice import Choice

_LEADING, _TOP, _TRAILING, _FOOT = 14, 8, 8, 8
_LEAST = 204  # pixels at the usual text size: the least in which a tab can be read


class Tab(Card):
    """One way to see the results; `tell` is told for every question, `show_year` for every year."""

    least = _LEAST

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build the frame of the card: a title with room for switches, and a line at the foot."""
        super().__init__(document)
        self.choice = choice
        self.commands: dict[str, Do] = {}
        self.title, self.note = Elided("h3"), Elided("caption")
        self.head = QHBoxLayout()
        self.head.setSpacing(look.space("s"))
        self.head.addWidget(self.title, 1)
        self.place = QVBoxLayout(self)
        self.place.setSpacing(look.space("xs"))
        nest(self.place, self.head)

    @property
    def frame_of_now(self) -> Frame:
        """The study, the question and the language of now."""
        document = self._document
        return Frame(document.study, document.view, document.language)

    def retell(self) -> None:
        """Tell everything once the card is seen."""
        put_margins(self.place, _LEADING, _TOP, _TRAILING, _FOOT)
        super().retell()

    def show_year(self) -> None:
        """Show the year of the document; most of a card stays as it is."""
        raise NotImplementedError

    def sentences(self) -> tuple[str, ...]:
        """Return what the tab finds, the most important sentence first."""
        raise NotImplementedError

    def displayed(self) -> Sheetful:
        """Return the table of exactly what is shown."""
        raise NotImplementedError

    def head_line(self, title: str, notes: tuple[str, ...]) -> None:
        """Write the title and the line at the foot."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.note.setText(" ".join(notes))
        self.note.setToolTip(self.note.text())
