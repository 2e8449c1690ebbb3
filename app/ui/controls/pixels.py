"""The pixels of a figure, as the window paints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def drawn(figure: Figure) -> QImage:
    """Draw a figure and return its pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = figure.canvas
    if not isinstance(canvas, FigureCanvasAgg):
        raise TypeError("a figure of the reports is drawn by Agg")
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height(physical=True)
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    made = QImage(pixels, width, height, QImage.Format.Format_RGBA8888)
    return made.convertToFormat(QImage.Format.Format_RGB32)  # a copy, in the form of the screen
