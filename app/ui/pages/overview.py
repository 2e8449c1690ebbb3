"""The overview: how large the deficit is, as figures, a chart, a table and a sentence."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from math import isclose
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.problems import Message
from app.reports.frame import Frame
from app.ui import look, norms
from app.ui.banner import Banner
from app.ui.choices import Choices
from app.ui.key_figures import KeyFigures
from app.ui.labels import scrolling
from app.ui.result import Result
from app.ui.sentence import finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.planning.lines import Line
    from app.reports.look import Mode
    from app.reports.table import Table
    from app.ui.document import Document

_SEEN = 0.05  # persons: a smaller difference is seen nowhere


class OverviewPage(QWidget):
    """One table of the study, shown four ways; it is built anew when what is asked changes."""

    def __init__(self, document: Document) -> None:
        """Build the page empty; it fills as soon as a plan is open."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.choices, self.figures = Choices(document), KeyFigures()
        self.uncovered, self.sentence = Banner(closable=False), Sentence()
        self.result = Result()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(look.space("m"))
        for part in (self.figures, self.uncovered, self.sentence):
            column.addWidget(part)
        column.addWidget(self.result, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self.choices)
        place.addWidget(scrolling(page), 1)
        document.view_changed.connect(self.retell)
        document.language_changed.connect(self.retell)

    def retell(self) -> None:
        """Ask the study and show what it answers."""
        if not self._document.is_open:
            return
        from app.reports import deficit

        document = self._document
        table = deficit.by_year(document.study, document.view, document.language)
        scenario = document.language.name(document.study.scenario.names)
        self.choices.retell()
        self.figures.show_table(table, document.language)
        self.sentence.say((*finding(table, document.language, scenario), *self._unchanged()))
        self._say_uncovered()
        self._say_empty(table)
        self._show_result(table)

    def _unchanged(self) -> tuple[str, ...]:
        """Say that the measures of the scenario do not reach what is shown."""
        document = self._document
        reference = document.reference
        if reference is None or reference is document.study:
            return ()
        here, there = document.study.lines(document.view), reference.lines(document.view)
        if any(not _alike(a, b) for a, b in zip(here, there, strict=True)):
            return ()
        return (document.language.say("Nothing changes here compared with the reference."),)

    def _say_uncovered(self) -> None:
        """Say why there is no need, and offer what would give one."""
        document = self._document
        note = document.study.gap_note(document.view)
        if note is None:
            self.uncovered.hide()
            return
        language = document.language
        if document.view.sector is not None:
            said = language.say(
                "Norms cover both sectors together: need and deficit are left empty."
            )
            both = replace(document.view, sector=None)
            do = (language.say("Both sectors"), lambda: document.show(both))
            self.uncovered.say("warning", said, do)
            return
        norm = language.name(document.view.norm.names)
        why = language.tell(Message(note.text, {**note.values, "norm": norm}))
        kept = language.say("The stock is shown; need and deficit are left empty.")
        covered = (language.say("Show what the norm covers"), document.show_covered)
        self.uncovered.say("warning", f"{why} {kept}", *self._fitting(), covered)

    def _fitting(self) -> list[tuple[str, Callable[[], None]]]:
        """Offer the first norm that is made for the group."""
        document = self._document
        said = document.language
        return [
            (
                said.say("Use: {norm}", norm=said.name(row.names)),
                partial(document.show, replace(document.view, norm=row)),
            )
            for row in norms.fitting(document.study, document.view)[:1]
        ]

    def _say_empty(self, table: Table) -> None:
        """Say that a deficit without staff is only the need."""
        if any(table.numbers("stock")) or self.uncovered.isVisible():
            return
        said = self._document.language.say("Nobody is in this plan yet: the deficit is the need.")
        self.uncovered.say("info", said)

    def _show_result(self, table: Table) -> None:
        from app.reports import alternative, charts

        document = self._document
        lines = document.study.lines(document.view)
        frame = Frame(document.study, document.view, document.language)
        words = alternative.stock_and_need(frame.place, lines, document.language)
        mode: Mode = "dark" if look.of(self).dark else "light"
        figure = charts.stock_and_need(table, document.language, mode)
        warning = frame.warning  # said at the foot of the window
        notes = " ".join(note for note in table.notes if note != warning)
        self.result.retell(document.language)
        self.result.say(table.title, table.subtitle, notes)
        self.result.chart.show_figure(figure, table.title, words)
        self.result.table.show_table(table, document.language)
        self.result.arrange()


def _alike(one: Line, other: Line) -> bool:
    """Tell whether two lines show the same."""
    pairs = ((one.stock, other.stock), (one.population, other.population), (one.fte, other.fte))
    return one.need == other.need and all(isclose(a, b, abs_tol=_SEEN) for a, b in pairs)


class Sentence(QFrame):
    """What the figures say: the finding stands out, the rest follows."""

    def __init__(self) -> None:
        """Build the strip."""
        super().__init__()
        self.setProperty("role", "strip")
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.RichText)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        place = QHBoxLayout(self)
        place.setContentsMargins(14, 7, 14, 7)
        place.addWidget(self.label)

    def say(self, sentences: tuple[str, ...]) -> None:
        """Show sentences, the first one strong."""
        first, *others = (_plain(text) for text in sentences)
        strong = f'<span style="font-weight:600">{first}</span>'
        self.label.setText(" ".join([strong, *others]))
        self.label.setAccessibleName(" ".join(sentences))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
