"""The table of results: territories by years, each of which opens to its flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.reports import result_files, result_words
from app.reports.result_sheet import sheet
from app.ui.controls.fields import Check
from app.ui.controls.labels import label
from app.ui.controls.nest import nest
from app.ui.results.measures import Measures, fitting
from app.ui.results.sheet_view import SheetView
from app.ui.results.tab import Tab

if TYPE_CHECKING:
    from app.reports.result_files import Sheetful
    from app.ui.document import Document
    from app.ui.results.choice import Choice


class TableTab(Tab):
    """Shows a measure of every territory in every year; what is opened stays open."""

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build the card around the table."""
        super().__init__(document, choice)
        self.measures, self.turned = Measures(choice), Check()
        self.unit, self.table = label("caption"), SheetView()
        self.head.addWidget(self.measures)
        second = QHBoxLayout()
        second.addWidget(self.unit, 1)
        second.addWidget(self.turned)
        nest(self.place, second)
        self.place.addWidget(self.table, 1)
        self.place.addWidget(self.note)
        self.commands = {"copy": self.table.copy}
        self.turned.toggled.connect(lambda on: choice.switch("turned", on=on))
        self.table.opened.connect(choice.open)
        self.table.year_asked.connect(document.choose_year)
        choice.changed.connect(self.retell)

    def tell(self) -> None:
        """Say everything about what is asked now."""
        frame, say = self.frame_of_now, self._document.language.say
        measure = self.measures.retell(frame)
        self.turned.setText(say("Years in rows"))
        self.turned.setChecked(self.choice.turned)
        made = sheet(frame, measure, self.choice.opened, turned=self.choice.turned)
        self.table.show_sheet(made, self.choice.opened, self._document.year)
        self.unit.setText(made.unit)
        hint = say("Space or a click on a name opens its entries and exits.")
        self.head_line(made.title, (hint, *made.notes))

    def show_year(self) -> None:
        """Tint the year of the document."""
        self.table.show_year(self._document.year)

    def sentences(self) -> tuple[str, ...]:
        """Say who has most and who has least in the year."""
        frame = self.frame_of_now
        return result_words.of_table(frame, fitting(self.choice, frame), self._document.year)

    def displayed(self) -> Sheetful:
        """Return the table as it lies."""
        made = self.table.sheet
        if made is None:
            made = sheet(self.frame_of_now, fitting(self.choice, self.frame_of_now))
        return result_files.of_sheet(made)
