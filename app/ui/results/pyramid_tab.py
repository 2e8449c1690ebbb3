"""The ages of the staff in a year, with those of the base year as an outline around them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.planning.limit_age import limit_age
from app.reports import age_pyramid, result_words
from app.ui.controls.labels import label
from app.ui.results.twin import TwinTab
from app.ui.results.year_drawing import Shown
from app.ui.results.year_figure import YearFigure

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.plate import Make
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.results.choice import Choice

_LEAST = 340  # pixels at the usual text size, in which every age group has its row


class PyramidTab(TwinTab):
    """Draws the pyramid of the chosen year; the scale is that of all years."""

    least = _LEAST

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build the card without ages."""
        page = QWidget()
        super().__init__(document, choice, page)
        self.figure, self.alone = YearFigure(), label("secondary", wraps=True)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.figure, 1)
        row.addWidget(self.alone, 1)
        self.follow(self.figure)
        self._widest: tuple[Study | None, View | None, float] = (None, None, 0.0)

    def focus_of_picture(self) -> QWidget:
        """Return the chart."""
        return self.figure

    def tell(self) -> None:
        """Show the ages of what is asked now, or that nobody has one."""
        self.name_turning()
        there = self._most() > 0
        self.alone.setText(self._document.language.say("Nobody whose age is known is at work."))
        self.figure.setVisible(there)
        self.more.setVisible(there)
        self.alone.setVisible(not there)
        self.show_year()

    def show_year(self) -> None:
        """Draw the year of the document."""
        table, frame = self.table(), self.frame_of_now
        title = frame.language.say(
            "{profession}: ages in {year}", profession=frame.profession, year=self._document.year
        )
        self.head_line(title, table.notes)
        words = " ".join(self.sentences())
        shown = Shown(self._make(), table, frame.language, words)
        self.figure.show_shown(shown, self._document.year)
        self.fill_twin()

    def table(self) -> Table:
        """Return the people of the year by age group, women and men."""
        return self._table(self._document.year)

    def sentences(self) -> tuple[str, ...]:
        """Say which part of the staff is old, and what the pyramid leaves out."""
        return result_words.of_pyramid(self.frame_of_now, self._document.year)

    # --- Inside ---------------------------------------------------------------------------------

    def _table(self, year: int) -> Table:
        document = self._document
        return age_pyramid.in_year(document.study, document.view, document.language, year)

    def _make(self) -> Make:
        """Return what draws the pyramid of the year, with that of the base year around it."""
        from app.reports import pyramid_chart

        document = self._document
        study, view, base = document.study, document.view, document.rows.facts.base_year
        leave = limit_age(study, view, document.year)
        then = None if document.year == base else self._table(base)
        data = pyramid_chart.pyramid_of(self.table(), then, base, leave)
        return partial(pyramid_chart.figure, data, most=self._most())

    def _most(self) -> float:
        """Return the largest age group of all years, so that nothing but people moves."""
        study, view = self._document.study, self._document.view
        if self._widest[:2] != (study, view):
            years = (line.year for line in study.lines(view))
            groups = (study.pyramid(view, year).values() for year in years)
            people = max(count for year in groups for sex in year for _, count in sex)
            self._widest = study, view, people
        return self._widest[2]
