"""A canvas for a chart that is told other values as often as a hand moves.

Most of the time of a drawing goes into words and into what has not moved. Here a word that was
drawn once is kept as a small picture, and what stands still under the lines as a large one. All
other charts, those for paper among them, keep to the canvas of matplotlib.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from numpy.typing import NDArray

_WORDS = 512  # kept at most: a few megabytes
_ACROSS = 64  # places in a pixel that a word can start at, as for matplotlib
_UP = 8  # in height fewer: there words move with the values, and would seldom be met again
_MARGIN = 4  # pixels around a word, for what reaches over its measures


class LiveCanvas(FigureCanvasAgg):
    """Draws a figure with one frame in three layers, and each only when it has changed."""

    def __init__(self, figure: Figure, scales: Sequence[Artist], moving: Sequence[Artist]) -> None:
        """Take what changes with the limits alone, and over it what changes with every value.

        Both are in the order of drawing; all else of the figure changes with its size alone.
        """
        super().__init__(figure)
        self._scales, self._moving = scales, moving
        self._live: Any = None
        self._kept: dict[str, tuple[Hashable, Any]] = {}
        for artist in (*scales, *moving):
            artist.set_animated(True)

    def draw(self) -> None:
        """Draw the values of now."""
        self.renderer: Any = self.get_renderer()
        (axes,) = self.figure.axes
        place = (self.figure.dpi, *self.figure.bbox.extents, *axes.bbox.extents)
        limits = (place, *axes.viewLim.extents)
        if not self._restored("scales", limits):
            if not self._restored("ground", place):
                super().draw()  # type: ignore[no-untyped-call]
                self._keep("ground", place)
            self._draw(self._scales)
            self._keep("scales", limits)
        self._draw(self._moving)

    def get_renderer(self) -> Any:  # noqa: ANN401  matplotlib says nothing of its types
        """Return what draws in the size of now."""
        size = (*self.get_width_height(physical=True), self.figure.dpi)
        if self._live is None or (self._live.width, self._live.height, self._live.dpi) != size:
            self._live = _LiveRenderer(*size)  # type: ignore[no-untyped-call]
        return self._live

    def _draw(self, artists: Sequence[Artist]) -> None:
        for artist in artists:
            artist.draw(self.renderer)

    def _keep(self, layer: str, state: Hashable) -> None:
        """Keep all that is drawn by now, and for which state of the figure."""
        self._kept[layer] = state, self.renderer.copy_from_bbox(self.figure.bbox)

    def _restored(self, layer: str, state: Hashable) -> bool:
        """Put back what was kept, if it is of this state; tell whether it was."""
        found, region = self._kept.get(layer, (None, None))
        if found != state:
            return False
        self.renderer.restore_region(region)
        return True


class _LiveRenderer(RendererAgg):
    """Puts words that were drawn before where they are wanted."""

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        *how: Any,  # noqa: ANN401  the font and the angle, and what else matplotlib says
        **more: Any,  # noqa: ANN401
    ) -> None:
        """Draw one line of text; one that is turned, or a formula, is drawn as ever."""
        font, angle = how[:2]
        if angle or more.get("ismath"):
            super().draw_text(gc, x, y, s, *how, **more)  # type: ignore[no-untyped-call]
            return
        left, across = divmod(round(x * _ACROSS), _ACROSS)
        foot, up = divmod(round((self.height - y) * _UP), _UP)
        colour = gc.get_rgb()
        picture, below = _drawn(_Word(s, font.copy(), self.dpi), colour, across, up)
        self.draw_image(gc, left - _MARGIN, foot - below, picture)

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: object
    ) -> tuple[float, float, float]:
        """Return the measures of one line of text in pixels."""
        return _measured(_Word(s, prop.copy(), self.dpi), formula=bool(ismath))


class _Word(NamedTuple):
    """One line of text with all that its measures depend on."""

    said: str
    font: FontProperties
    dpi: float


@lru_cache(4 * _WORDS)
def _measured(word: _Word, *, formula: bool = False) -> tuple[float, float, float]:
    """Return the width of a word, its height, and how far it reaches under its line."""
    measures: tuple[float, float, float]
    measures = _plain(1, 1, word.dpi).get_text_width_height_descent(word.said, word.font, formula)
    return measures


@lru_cache(_WORDS)
def _drawn(
    word: _Word, colour: tuple[float, float, float, float], across: int, up: int
) -> tuple[NDArray[np.uint8], int]:
    """Return the picture of a word, and how many of its pixels lie under the line of its text."""
    wide, high, deep = _measured(word, formula=False)
    below = math.ceil(deep) + _MARGIN
    height = below + math.ceil(high - deep) + _MARGIN
    plain = _plain(math.ceil(wide) + 2 * _MARGIN, height, word.dpi)
    gc = plain.new_gc()
    gc.set_foreground(colour, isRGBA=True)
    x, y = _MARGIN + across / _ACROSS, height - below - up / _UP
    plain.draw_text(gc, x, y, word.said, word.font, 0)
    return np.flipud(plain.buffer_rgba()).copy(), below


def _plain(width: int, height: int, dpi: float) -> Any:  # noqa: ANN401
    """Return what draws a word for the first time."""
    return RendererAgg(width, height, dpi)  # type: ignore[no-untyped-call]
