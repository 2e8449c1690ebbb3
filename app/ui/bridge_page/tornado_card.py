"""The card of the assumptions that matter most: worked out beside the window, turned by F9."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from app.ui import look
from app.ui.actions import call
from app.ui.bridge_page import tornado_told
from app.ui.bridge_page.outlets import Outlets
from app.ui.bridge_page.tornado_view import TornadoView, tint
from app.ui.bridge_page.working import Working
from app.ui.controls.colour_key import ColourKey
from app.ui.controls.labels import Elided, button, label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.report_table import ReportView
from app.ui.frame.inspector import Sheet
from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.overview.card import Card

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.study import Study
    from app.planning.tornado import Tornado
    from app.reports.tornado_rows import TornadoRow
    from app.ui.document import Document
    from app.ui.job import Step

_LANE = "tornado"
_PAUSE_MS = 250  # a year that is dragged past is not asked for
_MARGINS = (8, 4, 8, 8)


class TornadoCard(Card):
    """Moves each group of values in turn; a bar leads to its figures among the assumptions."""

    def __init__(self, document: Document) -> None:
        """Build the card empty; it asks when it is seen."""
        super().__init__(document)
        self.title, self.hint = Elided("h3"), label("caption", wraps=True)
        self.low, self.high = ColourKey(), ColourKey()
        self.chart, self.table, self.working = TornadoView(), ReportView(), Working()
        self.again = button()
        self.outlets = Outlets(document, self)
        self.commands = {"turn": self.turn, "copy_chart": self.outlets.copies.copy}
        self._found: Tornado | None = None
        self._of: tuple[Study, View, int] | None = None
        self._rows: tuple[TornadoRow, ...] = ()
        self._lanes = Lanes()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.outlets.other)
        head.addWidget(self.outlets.more)
        keys.setSpacing(look.space("m"))
        keys.addWidget(self.low)
        keys.addWidget(self.high)
        keys.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(scrolling(self.chart))
        self._pages.addWidget(self.table)
        place = QVBoxLayout(self)
        place.setContentsMargins(*_MARGINS)
        place.setSpacing(2)
        nest(place, head)
        nest(place, keys)
        place.addWidget(self.working)
        place.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeading)
        place.addWidget(self._pages, 1)
        place.addWidget(self.hint)
        self.again.hide()

    def _listen(self) -> None:
        document = self._document
        self.chart.taken.connect(self.go)
        self.chart.reached.connect(self.look_into)
        self.working.stopped.connect(self._stop)
        self.again.clicked.connect(partial(call, self._begin))
        self.outlets.other.clicked.connect(partial(call, self.turn))
        self._soon.timeout.connect(self._begin)
        self._lanes.problem_met.connect(self._refused)
        document.listen(self.retell)
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self.retell)

    # --- Working it out -------------------------------------------------------------------------

    def tell(self) -> None:
        """Show what is known of the view and year of now, or ask for it."""
        document, say = self._document, self._document.language.say
        self.working.say(say("Each group of values at its low and its high"), document.language)
        self.again.setText(say("Work it out"))
        study = document.study
        asked = (study, document.view, document.year)
        if self._of is None or self._of[0] is not study or self._of[1:] != asked[1:]:
            self._of, self._found, self._rows = asked, None, ()
            self._lanes.clear(_LANE)
            self.again.hide()
            self._soon.start()
        self._show()

    def _begin(self) -> None:
        if not self._document.is_open or not self.isVisible():
            self._of, self._stale = None, True  # asked again as soon as it is seen
            return
        study, view, year = self._document.study, self._document.view, self._document.year

        def work(step: Step) -> Tornado:
            from app.planning.tornado import tornado

            return tornado(study, view, year, step)

        job = Job(work)
        job.progressed.connect(self.working.progress)
        self.again.hide()
        self.working.begin()
        self._lanes.start(_LANE, job, self._take)

    def _take(self, found: Tornado) -> None:
        self._found = found
        self.working.end()
        self._show()
        if self.isVisible():
            self._document.inspected.emit()  # it may tell of a group

    def _stop(self) -> None:
        """Stop the work; it can be asked for again."""
        self._lanes.clear(_LANE)
        self.working.end()
        self.again.show()

    def _refused(self, problem: object) -> None:
        self.working.end()
        self._document.problem_met.emit(problem)

    # --- Showing --------------------------------------------------------------------------------

    def _show(self) -> None:
        """Show the bars, or an empty place while they are worked out."""
        from app.reports import tornado, tornado_rows
        from app.reports.frame import Frame

        document, language = self._document, self._document.language
        frame = Frame(document.study, document.view, language)
        for key, high in ((self.low, False), (self.high, True)):
            text = language.say("All values high") if high else language.say("All values low")
            key.say(text, tint(self, high=high))
        for part in (self.low, self.high, self.chart, self.hint):
            part.setVisible(self._found is not None)
        self.outlets.name(turned=self._turned)
        if self._found is None:
            self.title.setText(language.say("Assumptions that matter most"))
            return
        table = tornado.table(self._found, frame)
        found = tornado_rows.widest(self._found, frame)
        self._rows = found.rows
        for part in (self.low, self.high, self.chart):
            part.setVisible(bool(found.rows))
        self.title.setText(table.title)
        self.title.setToolTip(table.title)
        self.chart.show_rows(tornado_told.bars(found.rows, language), language)
        self.chart.setAccessibleName(table.title)
        self.chart.setAccessibleDescription(tornado_rows.told(found, frame))
        self.hint.setText(tornado_told.hint(found, frame))
        self.outlets.take(table, partial(tornado_told.drawn, found, table, language))
        if self._turned:
            self.table.show_table(table, language)
            self.table.scrollToTop()

    @property
    def _turned(self) -> bool:
        return self._pages.currentWidget() is self.table

    def turn(self) -> None:
        """Show the table in place of the picture, and back; the keyboard follows."""
        self._pages.setCurrentIndex(0 if self._turned else 1)
        (self.table if self._turned else self.chart).setFocus()
        self._show()

    def go(self, key: str) -> None:
        """Show the figures of a group among the assumptions."""
        row = next((one for one in self._rows if one.group.key == key), None)
        if row is not None:
            self._document.go("assumptions", row.group.values[0].row.id or row.group.parameter)

    def look_into(self, key: str) -> None:
        """Let the inspector tell of a group, by whatever values are shown."""
        self._document.inspect(partial(self._sheet, key=key))

    def _sheet(self, document: Document, key: str) -> Sheet:
        row = next((one for one in self._rows if one.group.key == key), None)
        if row is None:
            return Sheet(document.language.say("Assumptions that matter most"), "")
        return tornado_told.sheet(document, row, partial(self.go, key))
