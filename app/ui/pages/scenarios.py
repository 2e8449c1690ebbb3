"""The scenarios of the plan: which there are, what each changes, and what follows from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.banner import Banner
from app.ui.controls.labels import put_margins, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.strip import Strip
from app.ui.overview import why
from app.ui.scenarios.acts import Acts
from app.ui.scenarios.chart import ChartCard
from app.ui.scenarios.follows import Follows
from app.ui.scenarios.lines_card import LinesCard
from app.ui.scenarios.panels import LeversPanel
from app.ui.scenarios.side import SideCard
from app.ui.scenarios.upper import Filled, Upper

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.ui.document import Document
    from app.ui.frame.inspector import Sheet

_SIDE = 250
_TWO_PANELS = 560  # pixels: with less room the panels stand one above the other
_MARGIN = 14


class ScenariosPage(QWidget):
    """The tree on the reading side chooses; the cards beside it speak of what is chosen."""

    key = "scenarios"
    wide = True
    heeds = frozenset({"territory", "cadre", "sector", "scenario", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.question = Banner()
        self.acts = Acts(document, self, self.question)
        self.side, self.lines = SideCard(document, self.acts), LinesCard(document, self.acts)
        self.panels = {
            "lever": LeversPanel(document, "lever"),
            "assumption": LeversPanel(document, "assumption"),
        }
        self.strip, self.chart = Strip(), ChartCard(document)
        self.follows = Follows(document)
        self._draw = QTimer(self, singleShot=True, interval=0)  # a chart has a turn of its own
        self.first = self.side.tree
        self.commands = {"turn": self.chart.turn, "copy_chart": self.chart.copies.copy}
        self.commands |= self.strip.commands
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        moved, beside = QWidget(), QWidget()
        upper = QVBoxLayout(moved)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(look.space("m"))
        upper.addWidget(self.lines)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.space("m"))
        nest(upper, self._grid)
        self.upper = Upper(moved)
        self._column = column = QVBoxLayout(beside)
        column.setSpacing(look.space("m"))
        for part in (self.question, self.upper, self.strip):
            column.addWidget(part)
        column.addWidget(self.chart, 1)
        self._scroll = scrolling(Filled(beside))
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self.side)
        place.addWidget(self._scroll, 1)

    def _listen(self) -> None:
        document = self._document
        document.view_changed.connect(self.retell)
        document.plan_changed.connect(self.question.hide)  # it was asked of what stood before
        document.year_changed.connect(self._tell_year)
        document.reference_known.connect(self.retell)
        document.listen(self.retell)
        self.follows.found.connect(self._tell_found)
        self.follows.tried.connect(self._tell_chart)
        self._draw.timeout.connect(self._tell_chart)
        self.follows.progressed.connect(partial(self.lines.show_progress, self.follows))
        self.lines.add_asked.connect(self._add_line)
        self.acts.refused.connect(self._go_back)
        for panel in self.panels.values():
            panel.moved.connect(self.follows.live.move)
            panel.settled.connect(self.acts.pull)
            panel.reverted.connect(self.acts.take_back)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self.retell()
        self._document.inspect(_why)

    # --- Telling --------------------------------------------------------------------------------

    def retell(self) -> None:
        """Say everything about the scenario of now."""
        document = self._document
        if not document.is_open or not self.isVisible():
            return
        document.know_reference()
        put_margins(self._column, look.space("m"), 12, _MARGIN, 12)
        self.side.retell()
        self.side.setFixedWidth(max(look.scaled(_SIDE), self.side.least_width()))
        self.follows.ask()
        self._tell_found()

    def _tell_found(self) -> None:
        """Say what has been found of the scenario by now; the rest follows."""
        if not self.isVisible():
            return
        self.lines.retell(self.follows)
        held_back = self.acts.held_back()
        for panel in self.panels.values():
            panel.show_pulls(self.follows.pulls, self.follows.usual, held_back)
        self._arrange()
        self._draw.start()

    def _tell_chart(self) -> None:
        """Draw the scenario beside what it is held against."""
        if self._document.is_open and self.isVisible():
            document = self._document
            table = self.follows.table()
            self.chart.show_table(table, document.study.scenario.mark, self.follows.words())
            self._tell_finding()

    def _tell_year(self) -> None:
        """Follow another year: nothing is computed anew."""
        if self._document.is_open and self.isVisible():
            self.lines.retell(self.follows)
            self.chart.show_year(self._document.year)
            self._tell_finding()

    def _tell_finding(self) -> None:
        """Say in words what the lines change in the chosen year, and which counts most."""
        said = self.follows.finding()
        self.strip.setVisible(bool(said))
        if said:
            self.strip.say(said, self._document.language)

    def _go_back(self) -> None:
        """Show what stands: what was tried could not be kept."""
        self.follows.live.drop()
        self._tell_found()

    def _add_line(self) -> None:
        starts = self.follows.starts()
        if starts:
            self.acts.add_line(starts)

    # --- Room -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the panels one above the other where they do not fit side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        two = self._scroll.width() >= look.scaled(_TWO_PANELS)
        for at, panel in enumerate(self.panels.values()):
            self._grid.addWidget(panel, *((0, at) if two else (at, 0)))
            self._grid.setColumnStretch(at, 1 if two or at == 0 else 0)


def _why(document: Document) -> Sheet:
    """Let the inspector speak of what a scenario is judged by."""
    needed = document.study.lines(document.view)[-1].need is not None
    return why.sheet(document, "deficit" if needed else "stock")
