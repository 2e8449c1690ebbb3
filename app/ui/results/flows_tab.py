"""Who came and who went: columns by year, and beside them the chosen year from stock to stock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.reports import movement, result_words
from app.reports.result_sheet import flows_in
from app.reports.table import Kind, written
from app.ui import look
from app.ui.controls.labels import label
from app.ui.results.sheet_view import SheetView
from app.ui.results.twin import TwinTab
from app.ui.results.year_drawing import Shown
from app.ui.results.year_figure import YearFigure

if TYPE_CHECKING:
    from app.language import Language
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.results.choice import Choice
    from app.ui.results.year_drawing import Reading

_BESIDE, _LEAST = 300, 320  # pixels at the usual text size: the table, and the height of all


class FlowsTab(TwinTab):
    """Draws entries and exits by kind, and writes the movement of the chosen year."""

    least = _LEAST

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build the card: the chart with the year beside it."""
        page = QWidget()
        super().__init__(document, choice, page)
        self.figure, self.year_table = YearFigure(), SheetView()
        self.alone = label("secondary", wraps=True)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space("m"))
        row.addWidget(self.figure, 1)
        row.addWidget(self.alone, 1)
        row.addWidget(self.year_table)
        self.follow(self.figure)

    def focus_of_picture(self) -> QWidget:
        """Return the chart."""
        return self.figure

    def tell(self) -> None:
        """Draw the flows of all years."""
        frame, say = self.frame_of_now, self._document.language.say
        self.name_turning()
        table = self.table()
        one_year = not table.rows
        there = not one_year and _anybody_moves(table)
        alone = (
            say("This plan has one year alone: nobody has moved yet.")
            if one_year
            else say("Nobody comes and nobody goes in these years.")
        )
        self.alone.setText(alone)
        self.figure.setVisible(there)
        self.more.setVisible(there)
        self.alone.setVisible(not there)
        title = say("{profession}: entries and exits", profession=frame.profession)
        self.head_line(title, table.notes)
        if there:
            from app.reports import flows_chart

            years = tuple(int(year or 0) for year in table.numbers("year"))
            words = " ".join(result_words.of_flows(frame, years[-1]))
            make = partial(flows_chart.figure, flows_chart.flows_of(table))
            reading = partial(_reading, table, frame.language)
            shown = Shown(make, table, frame.language, words, years, reading)
            self.figure.show_shown(shown, self._document.year)
        self.show_year()
        self.fill_twin()

    def show_year(self) -> None:
        """Write the movement of the year of the document."""
        frame, year = self.frame_of_now, self._document.year
        self.figure.show_year(year)
        made = flows_in(frame, year)
        self.year_table.show_sheet(made, frozenset(), 0)
        self.year_table.setFixedWidth(look.scaled(_BESIDE))

    def table(self) -> Table:
        """Return the movement of all years."""
        frame = self.frame_of_now
        return movement.by_year(frame.study, frame.view, frame.language)

    def sentences(self) -> tuple[str, ...]:
        """Say what came and what went in the year."""
        return result_words.of_flows(self.frame_of_now, self._document.year)


def _anybody_moves(table: Table) -> bool:
    return any(value for key in ("entries", "exits") for value in table.numbers(key))


def _reading(table: Table, language: Language, year: int) -> Reading:
    """Return the entries and the exits of a year, as they stand in the table."""
    years = list(table.numbers("year"))
    if year not in years:
        return ()
    at = years.index(year)
    come, gone = (table.numbers(key)[at] or 0.0 for key in ("entries", "exits"))
    return (
        (language.say("Entries"), written(come, Kind.PERSONS, language)),
        (language.say("Exits"), written(gone, Kind.PERSONS, language)),
        (language.say("Balance"), written(come - gone, Kind.CHANGE, language)),
    )
