"""What a person chose on the page of results; it stays while territories and scenarios change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.reports.deficit import Measure


class Choice(QObject):
    """The measure, what stands around it, and how the table lies."""

    changed = Signal()

    def __init__(self) -> None:
        """Begin with the deficit, its course alone, years in columns and nothing opened."""
        super().__init__()
        self.measure: Measure = "deficit"
        self.history = self.ranges = self.split = self.turned = False
        self.opened: frozenset[str] = frozenset()

    def measure_by(self, measure: Measure) -> None:
        """Choose another measure."""
        self.measure = measure
        self.changed.emit()

    def switch(self, name: str, *, on: bool) -> None:
        """Choose whether history, ranges, one chart a territory, or years in rows are shown."""
        if getattr(self, name) != on:
            setattr(self, name, on)
            self.changed.emit()

    def open(self, code: str) -> None:
        """Show the flows of a territory, or hide them again."""
        self.opened ^= {code}
        self.changed.emit()
