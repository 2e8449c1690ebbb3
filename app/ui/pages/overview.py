"""The overview: how large the deficit is, when, why and where, in figures, pictures and words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.reports.frame import Frame
from app.ui import look
from app.ui.controls.column import Column
from app.ui.controls.labels import scrolling
from app.ui.controls.nest import nest
from app.ui.controls.strip import Strip
from app.ui.overview.drivers import DriversCard
from app.ui.overview.key_figures import KeyFigures
from app.ui.overview.result import Result
from app.ui.overview.sentence import told, unchanged
from app.ui.overview.uncovered import Uncovered
from app.ui.overview.watching import WatchCard
from app.ui.overview.where import WhereCard
from app.ui.small_places import small_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.planning.lines import Line
    from app.planning.plan import Plan
    from app.reports.table import Table
    from app.reports.trace import Figure
    from app.ui.document import Document
    from app.ui.frame.inspector import Sheet

_TWO_COLUMNS = 800  # pixels at the usual text size: below, the cards stand one above the other
_MARGIN = 14
_WIDE, _NARROW = 502, 394  # how two cards share a row
_HEIGHTS = (248, 158)  # the least that the cards of a row take


class OverviewPage(QWidget):
    """One table of the study, shown in many ways; only what a change concerns is told anew."""

    key = "overview"
    heeds = frozenset({"territory", "cadre", "sector", "scenario", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page empty; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self._told: tuple[object, ...] = (None,)  # what the page stands for now
        self._looked_into = "deficit"
        self._of: Plan | None = None  # whose figure it is
        self._table: Table | None = None
        self._lines: tuple[Line, ...] = ()
        self.figures, self.sentence = KeyFigures(), Strip()
        self.first = self.figures.cards["deficit"]
        self.uncovered, self.result = Uncovered(), Result(document)
        self.commands = self.result.commands
        self.where, self.drivers = WhereCard(document), DriversCard(document)
        self.watching = WatchCard(document)
        self._places = small_places(document)
        self._lay_out()
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self._tell_year)
        for told_later in (document.reference_known, self._places.known):
            told_later.connect(self._tell_year)
        document.inspected.connect(partial(self.figures.mark, ""))
        document.plan_opened.connect(self._begin)
        document.listen(self.retell)
        self.figures.chosen.connect(self.look_into)

    def _lay_out(self) -> None:
        page = Column()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        column.setSpacing(10)
        for part in (self.figures, self.uncovered, self.sentence):
            column.addWidget(part)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.space("m"))
        nest(column, self._grid, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(scrolling(page), 1)

    # --- Telling --------------------------------------------------------------------------------

    def retell(self) -> None:
        """Ask the study and show what it answers; a page that nobody sees waits."""
        document = self._document
        if not document.is_open or not self.isVisible():
            return
        asked = (document.study, document.view, document.language, look.worn())
        if all(one is before for one, before in zip(asked, self._told, strict=False)):
            return  # a page that is built when a plan opens has said it already
        from app.reports import deficit

        self._told = asked
        self._arrange()
        self._table = deficit.by_year(document.study, document.view, document.language)
        self._lines = document.study.lines(document.view)
        self.result.retell()
        self.uncovered.retell(document, self._table)
        self._show_result(self._table)
        self._tell_year()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody looked."""
        super().showEvent(event)
        if self._document.is_open:
            same = self._of is self._document.plan
            self.look_into(self._looked_into if same else "deficit")
            self.retell()

    def make_ready(self) -> Iterator[None]:
        """Do what a change of language takes before it is asked for, bit by bit."""
        return self.result.make_ready()

    def look_into(self, figure: str) -> None:
        """Let the inspector tell where a figure comes from."""
        self._looked_into, self._of = figure, self._document.plan
        self._document.inspect(partial(_why, figure=figure))
        self.figures.mark(figure)

    def _begin(self) -> None:
        """Begin every plan with its deficit."""
        if self.isVisible() and self._of is not self._document.plan:
            self.look_into("deficit")

    def _tell_year(self) -> None:
        """Show the year that was chosen: everything but the picture of the chart."""
        if self._table is None or not self.isVisible():
            self._told = (None,)
            return
        from app.reports import key_figures

        document = self._document
        frame = Frame(document.study, document.view, document.language)
        figures = key_figures.of_year(frame, self._lines, document.year)
        self.figures.show_figures(figures, document.language)
        self.result.show_year(document.year)
        said = told(frame, self._table, document.year, self._sure(frame))
        same = unchanged(document, self._lines)
        self.sentence.say((said[0], *same, *said[1:]), document.language)

    def _sure(self, frame: Frame) -> tuple[str, ...]:
        """Return the chances of a small place in whole people, once they are known."""
        found = self._places.chances()
        if found is None:
            return ()
        from app.reports.small_places import sentences

        return sentences(found, frame)

    def _show_result(self, table: Table) -> None:
        from app.reports import alternative

        document = self._document
        frame = Frame(document.study, document.view, document.language)
        title = document.language.say(
            "{profession}: people at 31 December", profession=frame.profession
        )
        words = alternative.stock_and_need(frame.place, self._lines, document.language)
        warning = frame.warning  # said at the foot of the window
        notes = tuple(note for note in table.notes if note != warning)
        self.result.show_table(replace(table, notes=notes), title, words)

    # --- Room -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards one above the other where two do not fit side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give each card its place and the least height in which it can be read."""
        columns = 2 if self.width() >= look.scaled(_TWO_COLUMNS) else 1
        for at, card in enumerate((self.result, self.where, self.drivers, self.watching)):
            self._grid.addWidget(card, *divmod(at, columns))
            height = _HEIGHTS[at // 2]
            self._grid.setRowMinimumHeight(at // columns, look.scaled(height))
            self._grid.setRowStretch(at // columns, height)
        self._grid.setColumnStretch(0, _WIDE)
        self._grid.setColumnStretch(1, _NARROW if columns > 1 else 0)


def _why(document: Document, figure: str) -> Sheet:
    """Tell where a figure comes from."""
    from app.ui.overview import why

    return why.sheet(document, cast("Figure", figure))
