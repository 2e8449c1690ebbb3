"""A thin bar that tells how far the ranges are."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from app.ui import look

_WIDTH, _HEIGHT = 120, 6


class Progress(QProgressBar):
    """Shown while something is computed that the page can do without."""

    def __init__(self) -> None:
        """Start hidden."""
        super().__init__()
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.hide()

    def retell(self, name: str) -> None:
        """Say what is computed, in the size of now."""
        self.setFixedSize(look.scaled(_WIDTH), look.scaled(_HEIGHT))
        self.setAccessibleName(name)
        self.setToolTip(name)

    def tell(self, share: float) -> None:
        """Tell the share that is done."""
        self.setValue(round(100 * share))
