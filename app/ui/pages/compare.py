"""Compare: the reference and up to five scenarios, by territory, in words, charts and tables."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.planning.comparison import reference_of
from app.reports import comparison_words
from app.ui import look
from app.ui.actions import call
from app.ui.compare import views
from app.ui.compare.alone import Alone
from app.ui.compare.bar import Bar
from app.ui.compare.choice import Choice, beside
from app.ui.compare.head import Head
from app.ui.compare.ways import Ways
from app.ui.compare.why import Why
from app.ui.compare.work import Work
from app.ui.controls.banner import Banner
from app.ui.controls.figure_view import FigureView
from app.ui.controls.labels import scrolling
from app.ui.controls.strip import Strip
from app.ui.dialogs.once import ask_once

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.reports.compared import Compared
    from app.ui.actions import Do
    from app.ui.document import Document

_LEAST = 380  # pixels at the usual text size: with less room the page scrolls


class ComparePage(QWidget):
    """One comparison, looked at in five ways; what a person chooses is kept by `choice`."""

    key = "compare"
    wide = True
    heeds = frozenset({"territory", "cadre", "sector", "norm"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.choice, self.work = Choice(), Work()
        self.head = Head(document, self.work)
        self.shown = self.head.shown
        self.bar = Bar(document, self.choice)
        self.strip, self.banner, self.alone = Strip(), Banner(closable=False), Alone(document)
        self.ways = Ways(document, self.choice)
        self._why = Why(document, self.choice, self.asked)
        self.first = self.bar.scenarios
        self._lay_out()
        self._listen()

    @property
    def commands(self) -> dict[str, Do]:
        """What this page does in place of the window; what is compared is what is exported."""
        found = {"copy": self.strip.copy, "copy_chart": self._copy_chart}
        return found if self.work.found is None else {**found, "export": self.export}

    def _lay_out(self) -> None:
        inside = QWidget()
        place = QVBoxLayout(inside)
        place.setContentsMargins(14, 12, 14, 12)
        place.setSpacing(10)
        for part in (self.head, self.bar, self.banner, self.strip):
            place.addWidget(part)
        place.addWidget(self.ways, 1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._filled = scrolling(inside)
        around.addWidget(self._filled)
        around.addWidget(self.alone)

    def _listen(self) -> None:
        document, choice, work = self._document, self.choice, self.work
        document.view_changed.connect(self.retell)
        document.year_changed.connect(self._choose_year)
        document.listen(self.retell)
        document.plan_closed.connect(self._forget)
        choice.scenarios_changed.connect(self.retell)
        choice.reading_changed.connect(self._tell)
        choice.order_changed.connect(self._tell)
        choice.picked.connect(self._choose)
        self.ways.opened.connect(self._why.open)
        work.compared.connect(self._tell)
        work.ranged.connect(self._tell_ranges)
        work.lanes.problem_met.connect(document.problem_met)
        for asked in (self.shown.chosen, self.ways.asked):
            asked.connect(self._turn)
        self.head.export.clicked.connect(partial(call, self.export))

    # --- Telling --------------------------------------------------------------------------------

    def retell(self) -> None:
        """Ask for what is compared now; a page that nobody sees waits."""
        document = self._document
        if not document.is_open or not self.isVisible():
            return
        alone = self.alone.retell()
        self._filled.setVisible(not alone)
        if alone:
            self._forget()
            return
        study = document.study
        reference = reference_of(study.rows)
        self.choice.blockSignals(True)  # what was chosen is asked for here
        self.choice.fit(study.rows, reference, study.scenario.id)
        self.choice.blockSignals(False)
        self.ways.setMinimumHeight(look.scaled(_LEAST))
        self.head.retell()
        self.work.ask(study, self.choice.scenarios, document.view, document.year)
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self.retell()

    def show_what(self, what: object) -> None:
        """Compare these scenarios with the reference: their codes, or one code.

        One scenario comes with its parent, the reference with the last that were begun on it.
        """
        rows = self._document.rows
        codes = beside(rows, what) if isinstance(what, str) else tuple(map(str, what))  # type: ignore[call-overload]
        beside_it = tuple(code for code in codes if code != reference_of(rows))
        if beside_it:
            self.choice.choose(beside_it)
        self.retell()

    def asked(self) -> Compared | None:
        """Return what is compared as it is shown, None before it is known."""
        return self.work.shown(self.choice, self._document.year, self._document.language)

    def _tell(self) -> None:
        """Say everything about the comparison of now."""
        asked = self._tell_words()
        self.head.export.setEnabled(self.work.found is not None)
        if asked is not None:
            self.choice.keep_within(asked.parts)
            self.bar.retell(asked)
            findings = [asked.language.problem(one) for one in asked.found.findings]
            self.banner.setVisible(bool(findings))
            if findings:
                self.banner.say("warning", " ".join(findings))
            self._here.tell(asked)

    def _tell_words(self) -> Compared | None:
        """Say what may be said, and how the ranges stand; return what is shown if it is seen."""
        asked = self.asked()
        if asked is None or not self._document.is_open or not self.isVisible():
            return None
        told = comparison_words.told(asked, self.work.state(asked.year))
        self.strip.say(told, asked.language)
        self.head.tell_ranges(asked)
        self._why.tell()
        return asked

    def _tell_ranges(self) -> None:
        """Say what is known of the ranges now."""
        asked = self._tell_words()
        if asked is not None:
            self._here.tell_ranges(asked)

    @property
    def _here(self) -> views.View:
        """The way that was chosen to look at the comparison."""
        return self.ways.show_way(self.shown.here or views.FIRST)

    def _choose_year(self) -> None:
        if self.isVisible() and self.work.found is not None:
            self.work.choose_year(self._document.year)
            self._tell()

    def _choose(self) -> None:
        self._here.choose(self.choice.places)
        self._why.tell()

    def _turn(self, key: str) -> None:
        """Look at the comparison in another way."""
        self.shown.choose(key)
        self._tell()

    def _copy_chart(self) -> None:
        """Take the chart that is shown, if there is one."""
        for figure in self._here.findChildren(FigureView):
            figure.copies.copy()

    def _forget(self) -> None:
        self.work.forget()
        self.choice.forget()

    def export(self) -> None:
        """Ask where the scenario summary goes, and write it."""
        from app.ui.compare.export import ExportSummary

        asked = self.asked()
        if asked is not None:
            state = self.work.state(asked.year)
            ask_once(ExportSummary(self._document, asked, state, self))
