"""The card of a bridge: rows from one state to the other, and the same as a table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from app.ui import look
from app.ui.actions import call
from app.ui.bridge_page.outlets import Outlets
from app.ui.bridge_page.steps import END, START, sheet
from app.ui.bridge_page.working import Working
from app.ui.controls.colour_key import ColourKey
from app.ui.controls.labels import Elided, label
from app.ui.controls.nest import nest
from app.ui.controls.report_table import ReportView
from app.ui.frame.inspector import Sheet
from app.ui.overview.bridge import BridgeRow, BridgeView

if TYPE_CHECKING:
    from app.reports.bridge_told import Told
    from app.reports.pictures import Copies
    from app.ui.bridge_page.answering import Found
    from app.ui.document import Document

_MARGINS = (8, 4, 8, 8)
_MOST_ROW = 3.0  # heights of letters


class BridgeCard(QFrame):
    """Shows an answer; F9 turns the card, and each row looks into its number."""

    def __init__(self, document: Document) -> None:
        """Build the card empty."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self._shown: tuple[Found, Told] | None = None
        self._looked, self._why = END, ""
        self.title, self.notes = Elided("h3"), label("caption", wraps=True)
        self.worse, self.better = ColourKey(), ColourKey()
        self.chart, self.table, self.working = BridgeView(_MOST_ROW), ReportView(), Working()
        self.waiting = label("caption", wraps=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.outlets = Outlets(document, self)
        self.commands = {"turn": self.turn, "copy_chart": self.outlets.copies.copy}
        self._lay_out()
        self.chart.chosen.connect(self.look_into)
        self.outlets.other.clicked.connect(partial(call, self.turn))

    def _lay_out(self) -> None:
        head, keys = QHBoxLayout(), QHBoxLayout()
        head.addSpacing(look.space("xs"))
        head.addWidget(self.title, 1)
        head.addWidget(self.outlets.other)
        head.addWidget(self.outlets.more)
        keys.addSpacing(look.space("xs"))
        keys.setSpacing(look.space("m"))
        keys.addWidget(self.worse)
        keys.addWidget(self.better)
        keys.addStretch(1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self.table)
        place = QVBoxLayout(self)
        place.setContentsMargins(*_MARGINS)
        place.setSpacing(look.space("xs"))
        nest(place, head)
        nest(place, keys)
        place.addWidget(self.working)
        place.addWidget(self.waiting, 1)
        place.addWidget(self._pages, 1)
        place.addWidget(self.notes)

    def wait(self, why: str) -> None:
        """Show that there is no answer yet, and what is missing."""
        self._shown, self._why = None, why
        self.title.setText(self._document.language.say("What explains the change"))
        self.waiting.setText(why)
        self._show_parts(answered=False)
        self._look_again()

    def show_answer(self, found: Found, told: Told) -> None:
        """Show an answer in the language of now; what was looked into of another is told anew."""
        other = self._shown is None or self._shown[0] is not found
        self._shown = (found, told)
        table, language = told.table, self._document.language
        self.title.setText(table.title)
        self.title.setToolTip(f"{table.title}\n{table.subtitle}")
        self._name_colours(told)
        self.chart.show_rows(_rows(told), language, _still(told))
        self.chart.setAccessibleName(table.title)
        self.chart.setAccessibleDescription(_described(told))
        self.notes.setText(language.say("Whole numbers are rounded together, so that they add up."))
        self.notes.setToolTip("\n".join(table.notes))
        self.outlets.take(table, partial(_drawn, told))
        if self._turned:
            self.table.show_table(table, language)
            self.table.scrollToTop()  # the way is read from its beginning
        self._show_parts(answered=True)
        if other:
            self._look_again()

    def _name_colours(self, told: Told) -> None:
        say, worn, deficit = told.language.say, look.of(self), told.measure == "deficit"
        self.worse.say(say("worsens it") if deficit else say("takes from it"), worn.chart("exit"))
        self.better.say(say("reduces it") if deficit else say("adds to it"), worn.chart("entry"))

    def _show_parts(self, *, answered: bool) -> None:
        for part in (self.worse, self.better, self._pages, self.notes):
            part.setVisible(answered)
        self.waiting.setVisible(not answered)
        self.outlets.name(turned=self._turned)
        for one in (self.outlets.other, self.outlets.more):
            one.setEnabled(answered)

    @property
    def _turned(self) -> bool:
        return self._pages.currentWidget() is self.table

    def turn(self) -> None:
        """Show the table in place of the picture, and back; the keyboard follows."""
        if self._shown is None:
            return
        self._pages.setCurrentIndex(0 if self._turned else 1)
        self.show_answer(*self._shown)
        (self.table if self._turned else self.chart).setFocus()

    def look_into(self, key: str) -> None:
        """Let the inspector tell of a row, of whatever answer is shown."""
        self._looked = key
        self._document.inspect(self._sheet)

    def _look_again(self) -> None:
        """Let the inspector ask again what it tells of: there is another answer, or none yet."""
        if self.isVisible():
            self._document.inspected.emit()

    def _sheet(self, document: Document) -> Sheet:
        """Return the sheet of the row that is looked into, in the language of now."""
        if self._shown is None:
            return Sheet(document.language.say("What explains the change"), self._why)
        found, said = self._shown
        if said.language is not document.language:
            from app.ui.bridge_page.answering import told

            said = told(found, document.language)
        return sheet(document, found, said, self._looked)


def _rows(told: Told) -> list[BridgeRow]:
    """Return the rows of the picture."""
    language, levels = told.language, [level or 0.0 for level in told.table.numbers("level")]
    names = (told.ends[0].name, told.ends[1].name)
    rows = [BridgeRow(START, names[0], language.number(levels[0]), 0.0, levels[0], "total")]
    for at, (step, change) in enumerate(zip(told.steps, told.changes(), strict=True)):
        tone = "exit" if told.worsens(step) else "entry"
        written = language.signed(change)
        rows.append(
            BridgeRow(step.key, step.name, written, levels[at], levels[at + 1], tone)  # type: ignore[arg-type]
        )
    rows.append(BridgeRow(END, names[1], language.number(levels[-1]), 0.0, levels[-1], "total"))
    return rows


def _still(told: Told) -> str:
    return "" if told.steps else told.language.say("Nothing moves it.")


def _described(told: Told) -> str:
    """Return the picture in words: both ends and all steps, the largest first."""
    from app.reports.bridge_words import sentences

    language = told.language
    steps = sorted(
        zip(told.steps, told.changes(), strict=True), key=lambda one: -abs(one[0].persons)
    )
    named = [
        language.say("{name} {value}", name=step.name, value=language.signed(change))
        for step, change in steps
    ]
    finding = sentences(told)[0]
    if not named:
        return finding
    listed = language.say("In order of size: {list}.", list=language.list_of(named))
    return f"{finding} {listed}"


def _drawn(told: Told) -> Copies:
    """Draw the picture for paper."""
    from app.reports import bridge_chart, pictures
    from app.reports.look import Look

    return pictures.of_figure(bridge_chart.figure(told, Look(told.language)))
