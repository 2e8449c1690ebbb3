"""The card of a small place: how likely each number of people is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.ui.controls.labels import label
from app.ui.controls.report_table import ReportView

if TYPE_CHECKING:
    from app.planning.chances import Chances
    from app.ui.document import Document

_MARGINS = (14, 8, 14, 10)
_MOST_ROWS = 7  # in sight; more of them scroll


class ChancesCard(QFrame):
    """Shown only where few people work, and there is chance in how many remain."""

    def __init__(self, document: Document) -> None:
        """Build the card hidden."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self.title, self.words = label("h3", wraps=True), label("caption", wraps=True)
        self.table = ReportView()
        place = QVBoxLayout(self)
        place.setContentsMargins(*_MARGINS)
        place.setSpacing(6)
        for part in (self.title, self.words, self.table):
            place.addWidget(part)
        self.hide()

    def show_chances(self, found: Chances | None) -> tuple[str, ...]:
        """Show the chances of now, or nothing; return them as sentences."""
        if found is None:
            self.hide()
            return ()
        from app.reports import small_places
        from app.reports.frame import Frame

        document = self._document
        frame = Frame(document.study, document.view, document.language)
        said = small_places.sentences(found, frame)
        self.setVisible(bool(said))
        if said:
            table = small_places.table(found, frame)
            self.title.setText(table.title)
            self.words.setText(" ".join((*said, *table.notes[:2])))
            self.table.show_table(table, document.language)
            self.table.scrollToTop()
            self.table.fit(_MOST_ROWS)
        return said
