"""The years under a chart and the values beside it, with lines to read the values by.

The axes of matplotlib measure each of their labels several times whenever they are drawn; these
few labels stand where they stand, which halves the time of a chart that follows every change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import ScaledTranslation

from app.reports.look import DPI, marked_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.backend_bases import RendererBase
    from matplotlib.transforms import Transform

    from app.reports.look import Look

_MOST_YEARS, _MOST_VALUES = 5, 5
_STEPS = (1, 2, 2.5, 5, 10)  # of a scale, times a power of ten: those that people count in
_AWAY = 3.5 / 72  # inches from the frame to a label
_GRID = 0.8  # points
_YEAR = 3.2  # of a letter's size: four digits of the bundled font and the space between two years
_VALUE = 1.7  # of a letter's size: a line and the space between two values


class Labels(Artist):
    """Texts that are drawn together."""

    def __init__(self, texts: Iterable[Text]) -> None:
        """Take the first texts; others may follow."""
        super().__init__()
        self.texts = list(texts)

    def draw(self, renderer: RendererBase) -> None:
        """Draw the texts."""
        for text in self.texts:
            text.draw(renderer)

    def get_children(self) -> list[Artist]:
        """Return the texts."""
        return [*self.texts]


def locator() -> MaxNLocator:
    """Return what finds the values of a scale."""
    return MaxNLocator(_MOST_VALUES, integer=True, steps=_STEPS)


class YearAxes:
    """Takes the place of both axes of a chart."""

    def __init__(
        self, axes: Axes, look: Look, years: Sequence[int], size: str = "tick_px"
    ) -> None:
        """Write the years; the values follow with `show`."""
        self._axes, self._look, self._size, self._every = axes, look, size, years
        self._locator, self._most_values = locator(), _MOST_VALUES
        self._limits = (0.0, 1.0)
        self.letters = 0  # of the longest value, those just outside the limits among them
        for part in (axes.xaxis, axes.yaxis, *axes.spines.values()):
            part.set_visible(False)
        self.grid = LineCollection(
            [], colors=look.colour("grid"), linewidths=_GRID, zorder=0.5,
            transform=axes.get_yaxis_transform(),
        )  # fmt: skip
        axes.add_collection(self.grid, autolim=False)
        self._below = axes.get_xaxis_transform() + self._moved(0, -_AWAY)
        self.years, self.values = Labels(()), Labels(())
        self._write_years(_MOST_YEARS)
        away = _AWAY if look.mirrored else -_AWAY
        self._beside = axes.get_yaxis_transform() + self._moved(away, 0)
        for labels in (self.years, self.values):
            axes.add_artist(labels)

    def fit(self) -> None:
        """Write as many years and values as the frame of now has room for."""
        letters = self._look.measure(self._size) * self._look.growth
        box, pixels = self._axes.bbox, DPI / self._axes.figure.dpi
        self._write_years(max(1, min(_MOST_YEARS, int(box.width * pixels / (letters * _YEAR)))))
        most = max(1, min(_MOST_VALUES, int(box.height * pixels / (letters * _VALUE))))
        if most != self._most_values:
            self._most_values = most
            self._locator.set_params(nbins=most)
            self.show(*self._limits)

    def _write_years(self, most: int) -> None:
        """Write years at so many steps at most."""
        shown = [str(year) for year in marked_years(self._every, most)]
        if shown != [text.get_text() for text in self.years.texts]:
            self.years.texts = [
                self._text(int(year), 0, year, self._below, ha="center", va="top")
                for year in shown
            ]

    def show(self, low: float, high: float) -> None:
        """Write the values between two limits, and draw their lines."""
        number, self._limits = self._look.language.number, (low, high)
        every = [float(value) for value in self._locator.tick_values(low, high)]
        self.letters = max(len(number(value).strip("\u2066\u2069")) for value in every)
        values = [value for value in every if low <= value <= high]
        texts = self.values.texts
        while len(texts) < len(values):
            texts.append(self._value())
        for at, text in enumerate(texts):
            text.set_visible(at < len(values))
        for text, value in zip(texts, values, strict=False):
            text.set_y(value)
            text.set_text(number(value))
        self.grid.set_segments([[(0, value), (1, value)] for value in values])

    def _value(self) -> Text:
        """Make a label on the side where time begins."""
        at, side = (1, "left") if self._look.mirrored else (0, "right")
        return self._text(at, 0, "", self._beside, ha=side, va="center_baseline")

    def _text(self, x: float, y: float, said: str, place: Transform, **aligned: Any) -> Text:  # noqa: ANN401
        look = self._look
        size = look.points(look.measure(self._size))
        style = look.text(look.colour("axis")) | {"fontsize": size}
        made = Text(x, y, said, transform=place, clip_on=False, **aligned, **style)
        made.set_figure(self._axes.figure)
        made.axes = self._axes
        return made

    def _moved(self, across: float, up: float) -> ScaledTranslation:
        return ScaledTranslation(across, up, self._axes.figure.dpi_scale_trans)
