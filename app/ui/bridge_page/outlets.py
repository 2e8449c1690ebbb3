"""The ways out of a card: its table twin, and its picture for other programs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.ui.actions import call
from app.ui.controls.figure_copies import FigureCopies
from app.ui.controls.icon_button import IconButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.reports.pictures import Copies
    from app.reports.table import Table
    from app.ui.document import Document


class Outlets(QObject):
    """Two buttons of a card and the menu under one of them."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Build the buttons; the card lays them out and turns."""
        super().__init__(parent)
        self._document = document
        self.other, self.more = IconButton("table-2"), IconButton("ellipsis")
        self.copies, self.menu = FigureCopies(parent), QMenu(parent)
        self.copies.told.connect(document.told)
        self.copies.problem_met.connect(document.problem_met)
        self.menu.aboutToShow.connect(self._fill)
        self.more.clicked.connect(partial(call, self._open))

    def name(self, *, turned: bool) -> None:
        """Say what the buttons do, in the language of now."""
        say = self._document.language.say
        turning = say("Show the chart") if turned else say("Show the table")
        tip = say("{action} ({keys})", action=turning, keys="F9")
        self.other.say(turning, tip, icon="chart-line" if turned else "table-2")
        self.more.say(say("More about the chart"))

    def take(self, table: Table, draw: Callable[[], Copies]) -> None:
        """Take the picture that is shown from now on, and the table behind it."""
        self.copies.take(table, self._document.language, draw)

    def _fill(self) -> None:
        self.menu.clear()
        self.copies.fill(self.menu, self._document.language)

    def _open(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
