"""A column of parts inside a place that scrolls."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class Column(QWidget):
    """Scrolls when its parts would be cut, not already when they would rather be larger."""

    def heightForWidth(self, width: int) -> int:
        """Return the least height for a width."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else -1
