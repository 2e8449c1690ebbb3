"""A tab with a picture and its table twin; F9 turns from one to the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from app.reports import result_files
from app.ui.actions import call
from app.ui.controls.icon_button import IconButton
from app.ui.controls.report_table import ReportView
from app.ui.results.tab import Tab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.reports.result_files import Sheetful
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.results.choice import Choice
    from app.ui.results.year_figure import YearFigure


class TwinTab(Tab):
    """Shows a picture, or the table that it is made of; the keyboard goes along."""

    def __init__(self, document: Document, choice: Choice, picture: QWidget) -> None:
        """Build the card with the picture in front."""
        super().__init__(document, choice)
        self.picture, self.twin = picture, ReportView()
        self.other, self.more = IconButton("table-2"), IconButton("ellipsis")
        self.head.addWidget(self.other)
        self.head.addWidget(self.more)
        self.stack = QStackedWidget()
        self.stack.addWidget(picture)
        self.stack.addWidget(self.twin)
        self.place.addWidget(self.stack, 1)
        self.place.addWidget(self.note)
        self.commands |= {"turn": self.turn, "copy": self.copy_data}
        self.other.clicked.connect(partial(call, self.turn))

    def follow(self, figure: YearFigure) -> None:
        """Let the figure be copied, turned, and asked for another year."""
        document = self._document
        figure.year_asked.connect(document.choose_year)
        figure.table_asked.connect(self.turn)
        figure.told.connect(document.told)
        figure.problem_met.connect(document.problem_met)
        self.more.clicked.connect(partial(call, partial(self._offer, figure)))
        self.commands["copy_chart"] = figure.copies.copy

    def _offer(self, figure: YearFigure) -> None:
        """Open the menu of all that can be done with the figure under its button."""
        menu = figure.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def table(self) -> Table:
        """Return the table of what is shown."""
        raise NotImplementedError

    def focus_of_picture(self) -> QWidget:
        """Return the part of the picture that takes the keyboard."""
        return self.picture

    @property
    def is_turned(self) -> bool:
        """Whether the table is in front."""
        return self.stack.currentWidget() is self.twin

    def turn(self) -> None:
        """Turn the card, and let the keyboard follow."""
        self.stack.setCurrentWidget(self.picture if self.is_turned else self.twin)
        self.fill_twin()
        self.name_turning()
        (self.twin if self.is_turned else self.focus_of_picture()).setFocus()

    def fill_twin(self) -> None:
        """Fill the table where it is seen."""
        if self.is_turned:
            self.twin.show_table(self.table(), self._document.language)
            self.twin.scrollToTop()

    def name_turning(self) -> None:
        """Say what the button does next."""
        say = self._document.language.say
        said = say("Show the chart") if self.is_turned else say("Show the table")
        tip = say("{action} ({keys})", action=said, keys="F9")
        self.other.say(said, tip, icon="chart-line" if self.is_turned else "table-2")
        self.more.say(say("More about the chart"))

    def copy_data(self) -> None:
        """Copy the table as a spreadsheet takes it."""
        self.twin.show_table(self.table(), self._document.language)
        self.twin.copy()

    def displayed(self) -> Sheetful:
        """Return the table of what is shown."""
        return result_files.of_table(self.table())
