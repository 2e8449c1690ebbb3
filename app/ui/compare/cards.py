"""Cards of the page that compares: a title, what stands under it, and how to take it along."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.reports.comparison import by_place
from app.ui import look
from app.ui.actions import call
from app.ui.compare.heat_table import HeatTable
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import Elided, put_margins
from app.ui.controls.nest import nest
from app.ui.controls.report_table import ReportView

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.language import Language
    from app.reports.compared import Compared
    from app.reports.table import Table

_SQUARE = 10


class TitledCard(QFrame):
    """A surface with a title and a button that copies."""

    def __init__(self, *parts: QWidget, copy: Callable[[], None]) -> None:
        """Put the parts under the title; the first of them takes the room that is left."""
        super().__init__()
        self.setProperty("role", "card")
        self.title, self.copy_button = Elided("h3"), IconButton("copy")
        self.copy_button.clicked.connect(partial(call, copy))
        self.head = QHBoxLayout()
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.copy_button)
        self._place = place = QVBoxLayout(self)
        place.setSpacing(4)
        nest(place, self.head)
        for at, part in enumerate(parts):
            place.addWidget(part, 0 if at else 1)

    def name(self, title: str, language: Language) -> None:
        """Say the title."""
        put_margins(self._place, 14, 6, 8, 8)
        self.title.setText(title)
        self.title.setToolTip(title)
        self.setAccessibleName(title)
        self.copy_button.say(language.say("Copy the table"))


class TableCard(TitledCard):
    """A report table with its notes beneath."""

    def __init__(self) -> None:
        """Build it empty."""
        self.table, self.notes = ReportView(), Elided("caption")
        super().__init__(self.table, self.notes, copy=self.table.copy)

    def show_table(self, table: Table, language: Language) -> None:
        """Show a table; its notes wait under the hand where they are long."""
        self.name(table.title, language)
        self.table.show_table(table, language)
        self.table.scrollToTop()
        self.notes.setText(" ".join(table.notes))
        self.notes.setToolTip("\n".join(table.notes))


class HeatCard(TitledCard):
    """The heat table with the key to its colours."""

    def __init__(self, *, whole: bool) -> None:
        """Build it empty."""
        self.heat, self.key = HeatTable(whole=whole), HeatKey(whole=whole)
        super().__init__(self.heat, self.key, copy=self.heat.copy)

    def show_compared(self, asked: Compared, places: frozenset[str]) -> None:
        """Show a comparison."""
        table = by_place(asked)
        self.name(table.title, asked.language)
        self.heat.show_compared(asked, table, places)
        self.key.retell(asked)

    @property
    def wanted(self) -> int:
        """The width, in pixels, in which every column of the table is seen."""
        margins = self._place.contentsMargins()
        return self.heat.wanted + margins.left() + margins.right() + 2 * self.frameWidth()


class HeatKey(QWidget):
    """What blue, vermillion, bold letters, arrows and bars mean."""

    def __init__(self, *, whole: bool) -> None:
        """Build it without words."""
        super().__init__()
        self._whole = whole
        self._squares = {"entry": QLabel(), "exit": QLabel()}
        self._words = {one: Elided("caption") for one in self._squares}
        self._strong, self._more = Elided("caption"), Elided("caption")
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 2, 0, 0)
        place.setSpacing(6)
        for one, square in self._squares.items():
            place.addWidget(square)
            place.addWidget(self._words[one])
            place.addSpacing(6)
        place.addWidget(self._strong)
        place.addSpacing(6)
        place.addWidget(self._more, 1)

    def retell(self, asked: Compared) -> None:
        """Say what the marks mean for what is compared."""
        say, deficit = asked.language.say, asked.reading.measure == "deficit"
        self._words["entry"].setText(say("deficit reduced") if deficit else say("more staff"))
        self._words["exit"].setText(say("deficit increased") if deficit else say("fewer staff"))
        for one, square in self._squares.items():
            made = QPixmap(_SQUARE, _SQUARE)
            made.fill(look.of(self).chart(one))
            square.setPixmap(made)
        self._strong.setText(say("bold: strongest effect of the row"))
        arrows = say("arrow: ranks nearer to the worst off, or further from it")
        bars = say("ranges: each row has its own scale")
        self._more.setText(f"{arrows} · {bars}" if self._whole else "")
        for words in (*self._words.values(), self._strong, self._more):
            words.setToolTip(words.text())
