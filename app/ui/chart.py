"""A place for a Figure of the reports: it draws it and says it to those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
    from matplotlib.figure import Figure
    from PySide6.QtGui import QResizeEvent

_LEAST = QSize(320, 140)
_SIDE, _GAP, _TOP, _FOOT = 10, 14, 10, 26  # pixels around the lines; the years stand at the foot


class ChartView(QWidget):
    """Shows one figure at a time; the canvas keeps to the place that the layout gives it."""

    def __init__(self) -> None:
        """Start without a figure: nothing of matplotlib is loaded before the first one."""
        super().__init__()
        self._canvas: FigureCanvasQTAgg | None = None
        self._margins = (_SIDE, _SIDE)
        self.figure: Figure | None = None
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(_LEAST)

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to be read; the layout gives what is left."""
        return _LEAST

    def show_figure(self, figure: Figure, title: str, alternative: str) -> None:
        """Draw a figure on the one canvas, with its title and its words."""
        if self._canvas is None:
            self._canvas = _canvas(figure)
            self._place.addWidget(self._canvas)
        else:
            _put(figure, self._canvas)
        self.figure = figure
        self._margins = self._room_for_values(figure)
        self._lay_out()
        self.setAccessibleName(title)
        self.setAccessibleDescription(alternative)
        self.setToolTip("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same room for the values around another frame."""
        super().resizeEvent(event)
        self._lay_out()

    def _room_for_values(self, figure: Figure) -> tuple[int, int]:
        """Return the margins left and right; matplotlib's own layout costs as much as the rest."""
        axis = figure.axes[0].yaxis
        texts = axis.get_major_formatter().format_ticks(list(axis.get_majorticklocs()))
        letters = self.fontMetrics()
        wide = max((letters.horizontalAdvance(text) for text in texts), default=0) + _GAP
        return (_SIDE, wide) if axis.get_ticks_position() == "right" else (wide, _SIDE)

    def _lay_out(self) -> None:
        """Turn margins in pixels into parts of the frame."""
        if self.figure is None:
            return
        width, height = max(self.width(), _LEAST.width()), max(self.height(), _LEAST.height())
        left, right = self._margins
        self.figure.set_layout_engine(None)
        self.figure.subplots_adjust(
            left / width, _FOOT / height, 1 - right / width, 1 - _TOP / height
        )


def _canvas(figure: Figure) -> FigureCanvasQTAgg:
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg

    made: FigureCanvasQTAgg = FigureCanvasQTAgg(figure)  # type: ignore[no-untyped-call]
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _put(figure: Figure, canvas: FigureCanvasQTAgg) -> None:
    """Give a canvas another figure, as large and as sharp as the one before."""
    before = canvas.figure
    figure.set_canvas(canvas)
    figure.set_dpi(before.dpi)
    width, height = before.get_size_inches()
    figure.set_size_inches(width, height, forward=False)
    canvas.figure = figure
    canvas.draw_idle()  # type: ignore[no-untyped-call]
