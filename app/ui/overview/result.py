"""The card of a result: a chart and its table twin under one title."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout

from app.language import CODES, language
from app.ui import look
from app.ui.actions import call
from app.ui.controls.figure_copies import FigureCopies
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import Elided, label, put_margins
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.controls.report_table import ReportView
from app.ui.overview.chart import ChartView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.reports.pictures import Copies
    from app.reports.table import Table
    from app.reports.year_chart import Shown
    from app.ui.document import Document

_MARGIN, _TRAILING = 14, 8


class Result(QFrame):
    """Shows a table of years as lines, or as the table that it is; F9 turns the card."""

    def __init__(self, document: Document) -> None:
        """Build the card with the chart in front."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._asked: tuple[Table, str] | None = None
        self.title, self.source = Elided("h3"), Elided("caption")
        self.notes, self.fingerprint = Elided("caption"), label("caption")
        self.chart, self.table = ChartView(), ReportView()
        self.other, self.more = IconButton("table-2"), IconButton("ellipsis")
        self.shown = Segment()
        self.menu = QMenu(self)
        self.copies = FigureCopies(self)
        self.copies.told.connect(document.told)
        self.copies.problem_met.connect(document.problem_met)
        self.commands = {"turn": self.turn, "copy_chart": self.copies.copy}
        self._lay_out()
        self.chart.year_asked.connect(document.choose_year)
        self.chart.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.chart.customContextMenuRequested.connect(self._menu_at)
        self.other.clicked.connect(partial(call, self.turn))
        self.more.clicked.connect(partial(call, self._menu_under_button))
        self.shown.chosen.connect(self._show)
        self.menu.aboutToShow.connect(self._fill)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        head.addWidget(self.other)
        head.addWidget(self.more)
        second = QHBoxLayout()
        second.addWidget(self.shown)
        second.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self.table)
        self._place = place = QVBoxLayout(self)
        place.setSpacing(2)
        nest(place, head)
        nest(place, second)
        place.addSpacing(4)
        place.addWidget(self._pages, 1)
        place.addWidget(self.notes)
        foot = QHBoxLayout()
        foot.addWidget(self.source, 1)
        foot.addWidget(self.fingerprint)
        nest(place, foot)
        self._only_beside_table = (self.notes, self.fingerprint)
        for part in self._only_beside_table:
            part.hide()

    @property
    def _way(self) -> Shown:
        return "deficit" if self.shown.here == "deficit" else "stock_and_need"

    def retell(self) -> None:
        """Say the names of what can be done with the card."""
        say = self._document.language.say
        put_margins(self._place, _MARGIN, 6, _TRAILING, 8)
        options = {"stock_and_need": say("Stock and need"), "deficit": say("Deficit")}
        self.shown.say(options, self._way, say("What the chart shows"))
        self.more.say(say("More about the chart"))
        self._name_turning()

    def _name_turning(self) -> None:
        say = self._document.language.say
        tip = say("{action} ({keys})", action=self._turning, keys="F9")
        self.other.say(self._turning, tip, icon="chart-line" if self._turned else "table-2")

    @property
    def _turned(self) -> bool:
        return self._pages.currentWidget() is self.table

    @property
    def _turning(self) -> str:
        say = self._document.language.say
        return say("Show the chart") if self._turned else say("Show the table")

    def show_table(self, table: Table, title: str, words: str) -> None:
        """Show another table, in the way that was chosen."""
        self._asked = (table, words)
        spoken = self._document.language
        self.title.setText(title)
        self.title.setToolTip(f"{title}\n{table.subtitle}")
        said = spoken.say("Source: {source}", source=spoken.list_of(table.sources))
        self.source.setText(said if table.sources else "")
        self.source.setToolTip(self.source.text())
        self.notes.setText(" ".join(table.notes))
        self.notes.setToolTip(self.notes.text())
        self.fingerprint.setText(spoken.say("Fingerprint: {code}", code=table.fingerprint))
        self.shown.setVisible(any(value is not None for value in table.numbers("need")))
        self._fill_table()
        self._show()

    def make_ready(self) -> Iterator[None]:
        """Draw the chart of each other language before it is asked for, one at a time."""
        from app.reports import deficit

        document = self._document
        for code in CODES:
            if document.is_open and self.isVisible() and code != document.language.code:
                table = deficit.by_year(document.study, document.view, language(code))
                self.chart.prepare(table, language(code))
                yield

    def show_year(self, year: int) -> None:
        """Mark a year on the chart."""
        self.chart.show_year(year)

    def turn(self) -> None:
        """Turn the card from the chart to the table and back; the keyboard follows."""
        self._pages.setCurrentWidget(self.chart if self._turned else self.table)
        self._fill_table()
        for part in self._only_beside_table:
            part.setVisible(self._turned)
        self.shown.setEnabled(not self._turned)
        self._name_turning()
        (self.table if self._turned else self.chart).setFocus()

    # --- Inside ---------------------------------------------------------------------------------

    def _fill_table(self) -> None:
        """Fill the table where it is seen: most never turn the card."""
        if self._turned and self._asked is not None:
            self.table.show_table(self._asked[0], self._document.language)

    def _show(self, *_way: object) -> None:
        """Draw the table in the way that is chosen."""
        if self._asked is not None:
            table, words = self._asked
            spoken = self._document.language
            self.chart.show_table(table, spoken, self._way, words)
            turned = look.time_turns(spoken)
            self.copies.take(table, spoken, partial(_drawn, table, spoken, self._way, turned))

    def _fill(self) -> None:
        self.menu.clear()
        self.copies.fill(self.menu, self._document.language)
        self.menu.addSeparator()
        self.menu.addAction(self._turning, self.turn)

    def _menu_at(self, place: QPoint) -> None:
        self.menu.popup(self.chart.mapToGlobal(place))

    def _menu_under_button(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _drawn(table: Table, spoken: Language, way: Shown, turned: bool) -> Copies:  # noqa: FBT001
    """Draw a chart for other programs."""
    from app.reports import pictures
    from app.reports.look import Look

    return pictures.copies(table, Look(spoken, mirrored=turned), way)
