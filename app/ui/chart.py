"""A place for a Figure of the reports: it draws it and says it to those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_LEAST = QSize(320, 140)


class ChartView(QWidget):
    """Shows one figure at a time; the canvas keeps to the place that the layout gives it."""

    def __init__(self) -> None:
        """Start without a figure: nothing of matplotlib is loaded before the first one."""
        super().__init__()
        self._canvas: QWidget | None = None
        self.figure: Figure | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_LEAST)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to be read; the layout gives what is left."""
        return _LEAST

    def show_figure(self, figure: Figure, title: str, alternative: str) -> None:
        """Draw a figure in place of the present one, with its title and its words."""
        from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

        canvas: QWidget = FigureCanvasQTAgg(figure)  # type: ignore[no-untyped-call]
        canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if self._canvas is None:
            self._place.addWidget(canvas)
        else:
            self._place.replaceWidget(self._canvas, canvas)
            self._canvas.deleteLater()
        self._canvas, self.figure = canvas, figure
        self.setAccessibleName(title)
        self.setAccessibleDescription(alternative)
        self.setToolTip("")
