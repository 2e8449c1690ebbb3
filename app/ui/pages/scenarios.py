"""The scenarios of the plan: which there are, what each changes, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.reports import deficit, measures
from app.ui import icons, look
from app.ui.controls.labels import frame, label
from app.ui.controls.lines import Line, Lines
from app.ui.controls.pill import Pill
from app.ui.controls.report_table import ReportView
from app.ui.controls.strip import Strip
from app.ui.overview import why

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.models.rows import ScenarioRow
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.frame.inspector import Sheet

_LIST = 286
_AROUND_NAME = 64  # pixels: margins of the card, padding of a row, the gap after its icon
_SEEN = 0.5  # persons
_MOST_MEASURES = 5  # rows in sight; more of them scroll


class ScenariosPage(QWidget):
    """The list on the reading side chooses; the cards beside it speak of what is chosen."""

    key = "scenarios"
    heeds = frozenset({"territory", "cadre", "sector", "scenario", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.heading, self.hint = label("h3"), label("caption", wraps=True)
        self.list = Lines()
        self.list.setProperty("role", "choice")
        self.list.setWordWrap(True)
        self.title, self.count = label("h2", wraps=True), Pill()
        self.measures, self.years = ReportView(), ReportView()
        self.none, self.strip = label("caption", wraps=True), Strip()
        self.follows = label("h3")
        self.first = self.list
        self._lay_out()
        self.list.reached.connect(self._choose)
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self._tell_finding)
        document.reference_known.connect(self.retell)
        document.listen(self.retell)

    def _lay_out(self) -> None:
        self._chooser = _card(self.heading, self.hint, self.list)
        head = QHBoxLayout()
        head.setSpacing(look.space("s"))
        head.addWidget(self.title, 1)
        head.addWidget(self.count)
        changes = _card(self.none, self.measures, head=head)
        beside = QVBoxLayout()
        beside.setSpacing(look.space("m"))
        beside.addWidget(changes)
        beside.addWidget(self.strip)
        beside.addWidget(_card(self.follows, self.years), 1)
        place = QHBoxLayout(self)
        place.setContentsMargins(14, 12, 14, 12)
        place.setSpacing(look.space("m"))
        place.addWidget(self._chooser)
        place.addLayout(beside, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self.retell()
        self._document.inspect(_why)

    def retell(self) -> None:
        """Say everything about the scenario of now."""
        document, say = self._document, self._document.language.say
        if not document.is_open or not self.isVisible():
            return
        document.know_reference()
        self._chooser.setFixedWidth(look.scaled(_LIST))
        self.heading.setText(say("Scenarios"))
        self.hint.setText(say("Each is a list of measures on the figures of the plan."))
        self._tell_list()
        self.title.setText(document.language.name(document.study.scenario.names))
        self._tell_measures()
        self._tell_years()
        self._tell_finding()

    def _tell_list(self) -> None:
        """Write the scenarios, the one that is shown chosen."""
        document, rows = self._document, self._document.rows.scenarios
        self.list.setAccessibleName(self.heading.text())
        here = [row.id for row in rows].index(document.study.scenario.id)
        self.list.show_lines([self._line(row) for row in rows], here)

    def _line(self, row: ScenarioRow) -> Line:
        language, text = self._document.language, self._document.language.name(row.names)
        secondary = look.of(self).colour("text_secondary")
        return Line(
            text,
            row.id,
            tip=self._counted(row.id),
            icon=icons.icon("lock" if row.locked else "git-branch", secondary),
            font=look.font(language, strong=row.id == self._document.study.scenario.id),
            height=self._height(text),
        )

    def _height(self, text: str) -> int:
        """Return the height of a name, chosen or not; Qt would forget what stands around it."""
        letters = QFontMetrics(look.font(self._document.language, strong=True))
        room = QRect(0, 0, look.scaled(_LIST) - look.size("icon") - _AROUND_NAME, 0)
        high = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
        return max(look.size("tree_row"), high + 2 * look.space("s"))

    def _counted(self, scenario: str) -> str:
        count = sum(row.scenario == scenario for row in self._document.rows.measures)
        return self._document.language.plural("{n} measure", "{n} measures", count)

    def _choose(self, scenario: object) -> None:
        self._document.follow(str(scenario))

    def _tell_measures(self) -> None:
        document = self._document
        table = measures.of_scenario(document.study, document.language)
        count = self._counted(document.study.scenario.id)
        self.count.say("", count, shown=bool(table.rows))
        self.none.setText(
            document.language.say("No measure: this is what follows if nothing changes.")
        )
        self.none.setVisible(not table.rows)
        self.measures.setVisible(bool(table.rows))
        self.measures.show_table(table, document.language)
        self.measures.fit(_MOST_MEASURES)

    def _compared(self) -> Table | None:
        """Return the comparison with the reference, where there is one to make."""
        document = self._document
        reference = document.reference
        if reference is None or reference is document.study:
            return None
        return measures.against(reference, document.study, document.view, document.language)

    def _tell_years(self) -> None:
        """Compare the scenario with the reference, and let the reference speak for itself."""
        document = self._document
        alone = (document.study, document.view, document.language)
        table = self._compared() or deficit.by_year(*alone)
        self.follows.setText(table.title)
        self.years.show_table(table, document.language)

    def _tell_finding(self) -> None:
        """Say in words what the measures change in the chosen year."""
        table = self._compared() if self.isVisible() else None
        self.strip.setVisible(table is not None)
        if table is None:
            return
        language, year = self._document.language, self._document.year
        at = [int(value or 0) for value in table.numbers("year")].index(year)
        before, after = (table.numbers(key)[at] or 0.0 for key in ("reference", "scenario"))
        said = {"a": language.number(before), "b": language.number(after)}
        if abs(after - before) < _SEEN:
            text = language.say("Nothing changes here compared with the reference.")
        elif table.title == language.say("Stock without and with the measures"):
            text = language.say("The stock of {year} goes from {a} to {b}.", year=year, **said)
        else:
            text = language.say("The deficit of {year} goes from {a} to {b}.", year=year, **said)
        self.strip.say((text,), language)


def _why(document: Document) -> Sheet:
    """Let the inspector speak of what a scenario is judged by."""
    needed = document.study.lines(document.view)[-1].need is not None
    return why.sheet(document, "deficit" if needed else "stock")


def _card(*parts: QWidget, head: QHBoxLayout | None = None) -> QFrame:
    """Return a card with parts one under the other, perhaps under a line of several."""
    made = frame("card")
    place = QVBoxLayout(made)
    place.setContentsMargins(14, 10, 14, 12)
    place.setSpacing(6)
    if head is not None:
        place.addLayout(head)
    for part in parts:
        place.addWidget(part)
    return made
