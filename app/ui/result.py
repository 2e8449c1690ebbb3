"""The card of a result: the chart and its table twin, side by side where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.ui import look
from app.ui.chart import ChartView
from app.ui.labels import Elided, button, label
from app.ui.report_table import ReportView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.language import Language

_NOTES_FROM = 330  # the height of the card that has room for them
_MARGIN = 14


class Result(QFrame):
    """The chart and its table twin under one title; F9 goes from one to the other."""

    def __init__(self) -> None:
        """Build the card with the chart on the side where reading begins."""
        super().__init__()
        self.setProperty("role", "card")
        self.title, self.subtitle = label("h3"), Elided("caption")
        self.notes = label("caption", wraps=True)
        self.chart, self.table = ChartView(), ReportView()
        self.other = button("link")
        self.other.clicked.connect(self._turned)
        self._words = ("", "")
        self._shown: QWidget = self.chart  # the one that stays where there is no room for both
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.other)
        halves = QHBoxLayout()
        halves.setSpacing(look.space("l"))
        halves.addWidget(self.chart, 9)
        halves.addWidget(self.table, 12)
        place = QVBoxLayout(self)
        place.setContentsMargins(_MARGIN, 10, _MARGIN, 10)
        place.setSpacing(2)
        place.addLayout(head)
        place.addWidget(self.subtitle)
        place.addSpacing(4)
        place.addLayout(halves, 1)
        place.addSpacing(4)
        place.addWidget(self.notes)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the notes to a hover over the title where the chart needs their room."""
        super().resizeEvent(event)
        self.notes.setVisible(self.height() >= _NOTES_FROM)
        self.arrange()

    def retell(self, language: Language) -> None:
        """Say what leads from one to the other."""
        self._words = language.say("Show the chart"), language.say("Show the table")

    def say(self, title: str, subtitle: str, notes: str) -> None:
        """Write what stands around the chart and the table."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setToolTip(subtitle)
        self.notes.setText(notes)
        self.title.setToolTip(notes)

    def turn(self) -> None:
        """Move the keyboard from the chart to the table and back."""
        begin = self._shown if self.other.isVisible() else self.focusWidget()
        self._shown = self.chart if begin is self.table else self.table
        self.arrange()
        self._shown.setFocus()

    def arrange(self) -> None:
        """Show both, or only one of them where the table would have to scroll sideways."""
        room = self.width() - 2 * _MARGIN - look.space("l") - self.chart.minimumWidth()
        both = self.table.wanted() <= room
        for half in (self.chart, self.table):
            half.setVisible(both or half is self._shown)
        self.other.setVisible(not both)
        self.other.setText(self._words[self._shown is self.chart])

    def _turned(self) -> None:
        self.turn()
