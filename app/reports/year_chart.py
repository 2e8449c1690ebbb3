"""Lines over the years of a table: stock and need with what lies between them, or the deficit.

A chart is built once and told new values as often as wanted, which takes half the time. Its
margins are measured in pixels, so that nothing moves while it is drawn again and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from matplotlib.patches import Polygon

from app.reports.line_labels import EndLabel, EndLabels
from app.reports.look import DPI
from app.reports.year_axes import YearAxes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.lines import Line2D
    from numpy.typing import NDArray

    from app.reports.look import Look
    from app.reports.table import Table

Shown = Literal["stock_and_need", "deficit"]
SHADE = 0.16
_ABOVE = 23  # pixels above the highest value, for the name of the base year
_MOST_ABOVE = 0.4  # of the height
_TOP, _FOOT, _END, _SIDE, _GAP = 8, 24, 66, 8, 6  # pixels around the lines
_DIGIT = 0.6  # of a letter's size: the width of a digit of the bundled font
_WIDTH, _HEIGHT = 720, 400


@dataclass(frozen=True)
class Series:
    """A line of a chart: its name, its values by year, and how it is told from the others."""

    name: str
    values: Sequence[float]
    colour: str
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Reading:
    """What a chart says of one year: a name, its value, and the colour of its line."""

    name: str
    value: float
    colour: str
    drawn: bool  # whether the chart has a line for it


class YearChart:
    """One figure with its lines; `show` gives them other values of the same shape."""

    def __init__(self, table: Table, look: Look, shown: Shown = "stock_and_need") -> None:
        """Build the figure for a table of two years or more."""
        self._look, self._shown, self._shape = look, shown, _shape(table)
        self.years = [int(year or 0) for year in table.numbers("year")]
        self.figure, self._axes = look.blank(_WIDTH / DPI, _HEIGHT / DPI)
        self.figure.set_layout_engine(None)
        self._scales = YearAxes(self._axes, look, self.years)
        self._series = self._read(table)
        self._lines = [self._line(one) for one in self._series]
        paired = len(self._series) > 1
        self._shades = [self._shade(name) for name in ("deficit", "surplus")] if paired else []
        self._labels = EndLabels(self._axes, look, len(self._series) + paired)
        self._frame()
        self._limits = (0.0, 0.0)
        self._fitted: tuple[object, ...] = ()
        self.show(table)
        self.fit(_WIDTH, _HEIGHT)

    def show(self, table: Table) -> bool:
        """Draw other values; tell whether they fit: another shape wants another chart."""
        if _shape(table) != self._shape:
            return False
        self._series = self._read(table)
        for line, one in zip(self._lines, self._series, strict=True):
            line.set_ydata(one.values)
        self._fill()
        self._leave_room()
        ends = (one.values[-1] for one in self._series)
        between = [sum(ends) / 2] if self._shades else []
        heights = [*(one.values[-1] for one in self._series), *between]
        self._labels.show(
            EndLabel((self.years[-1], height), said.name, said.value, said.colour, said.drawn)
            for height, said in zip(heights, self.readings(self.years[-1]), strict=True)
        )
        return True

    def fit(
        self, width: int, height: int, ratio: float = 1.0, words: tuple[int, int] = (0, 0)
    ) -> None:
        """Take a size in pixels, with room left above and under the chart for words."""
        wanted = (width, height, ratio, words, self._scales.letters)
        if wanted == self._fitted:
            return
        self._fitted = wanted
        self.figure.set_dpi(DPI * ratio)
        self.figure.set_size_inches(width / DPI, height / DPI, forward=False)
        growth = self._look.growth
        letters = self._scales.letters * _DIGIT * self._look.measure("tick_px")
        begin = _SIDE + _GAP + letters * growth
        end = _END * growth
        left, right = (end, begin) if self._look.mirrored else (begin, end)
        self.figure.subplots_adjust(
            left / width,
            (_FOOT * growth + words[1]) / height,
            1 - right / width,
            1 - (_TOP + words[0]) / height,
        )
        self._scales.fit()
        self._leave_room()

    def layers(self) -> tuple[list[Artist], list[Artist]]:
        """Return what moves with the limits, and over it what moves with every value."""
        axes, scales = self._axes, self._scales
        above = [*axes.patches, *axes.lines, self._labels, *self._labels.texts]
        moving = sorted(above, key=lambda part: part.get_zorder())
        return [scales.values, scales.grid, self._base], moving

    def place(self, year: int, value: float) -> tuple[float, float]:
        """Return where a value lies, in parts of the figure from its upper left corner."""
        x, y = self._axes.transData.transform((year, value))
        return float(x) / self.figure.bbox.width, 1 - float(y) / self.figure.bbox.height

    def readings(self, year: int) -> tuple[Reading, ...]:
        """Return what the chart says of a year: its lines, and what lies between two of them."""
        at = self.years.index(year)
        said = [Reading(one.name, one.values[at], one.colour, drawn=True) for one in self._series]
        if self._shades:
            gap = said[1].value - said[0].value
            tone = "deficit" if gap >= 0 else "surplus"
            name = self._names()[tone]
            said.append(Reading(name, abs(gap), self._look.colour(tone), drawn=False))
        return tuple(said)

    # --- Inside ---------------------------------------------------------------------------------

    def _leave_room(self) -> None:
        """Leave as many pixels above the highest value as the words there take."""
        every = [value for one in self._series for value in one.values]
        low, high = min(0.0, *every), max(0.0, *every)
        pixels = self._axes.bbox.height * DPI / self.figure.dpi
        part = min(_ABOVE * self._look.growth / pixels, _MOST_ABOVE)
        limits = (low, low + (high - low) / (1 - part) if high > low else 1.0)
        if limits != self._limits:
            self._limits = limits
            self._axes.set_ylim(limits)
            self._scales.show(*limits)

    def _names(self) -> dict[str, str]:
        say = self._look.language.say
        return {
            "stock": say("Stock"),
            "need": say("Need"),
            "deficit": say("Deficit"),
            "surplus": say("Surplus"),
        }

    def _read(self, table: Table) -> tuple[Series, ...]:
        """Return the lines of a table; where there is no need, the stock stands alone."""
        known, names = self._shape[1], self._names()
        keys = ("stock", "need") if self._shown == "stock_and_need" else ("deficit",)
        return tuple(
            Series(
                names[key],
                [value or 0.0 for value in table.numbers(key)],
                self._look.colour(key),
                self._look.measure_pair("dash_need") if key == "need" else None,
            )
            for key in (keys if known else ("stock",))
        )

    def _line(self, one: Series) -> Line2D:
        (line,) = self._axes.plot(
            self.years, one.values, color=one.colour, linewidth=self._look.stroke("line"),
            linestyle=(0, one.dash) if one.dash else "-", solid_capstyle="round",
            solid_joinstyle="round", clip_on=False, zorder=3, label=one.name,
        )  # fmt: skip
        return line

    def _shade(self, tone: str) -> Polygon:
        colour = self._look.colour(tone)
        shade = Polygon([(0, 0)], color=colour, alpha=SHADE, linewidth=0)
        self._axes.add_patch(shade)
        return shade

    def _fill(self) -> None:
        """Fill what lies between in the colour of the deficit, or of the surplus."""
        if not self._shades:
            return
        years, stock, need = _crossing(self.years, *(one.values for one in self._series))
        around = np.concatenate([years, years[::-1]])
        for shade, farther in zip(self._shades, (np.maximum, np.minimum), strict=True):
            edge = np.concatenate([stock, farther(stock, need)[::-1]])
            shade.set_xy(np.column_stack([around, edge]))

    def _frame(self) -> None:
        """Draw what does not change with the values: the line of nobody, the base year."""
        axes, look = self._axes, self._look
        line = look.colour("axis_line")
        axes.axhline(0, color=line, linewidth=look.stroke("line_zero"), zorder=1)
        first = self.years[0]
        axes.axvline(first, color=line, linewidth=look.stroke("line_now"), dashes=(3, 3), zorder=1)
        base = look.text(look.colour("axis")) | {"fontsize": look.points(look.measure("tick_px"))}
        self._base = axes.annotate(
            look.language.whole(look.language.say("Base year")), (first, 1),
            xycoords=axes.get_xaxis_transform(), xytext=(-4 if look.mirrored else 4, -2),
            textcoords="offset points", ha="right" if look.mirrored else "left", va="top",
            bbox=look.ground(), **base,
        )  # fmt: skip
        ends = (first, self.years[-1])
        axes.set_xlim(*(reversed(ends) if look.mirrored else ends))


def _crossing(
    years: Sequence[int], stock: Sequence[float], need: Sequence[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the years, and the two lines, with the points between years where they cross."""
    gap = np.subtract(need, stock)
    at = np.flatnonzero(gap[:-1] * gap[1:] < 0)
    known = np.asarray(years, float)
    parts = gap[at] / (gap[at] - gap[at + 1])
    every = np.insert(known, at + 1, known[at] + parts * (known[at + 1] - known[at]))
    return every, np.interp(every, known, stock), np.interp(every, known, need)


def _shape(table: Table) -> tuple[object, ...]:
    """Return what a chart is built for: its years, and whether there is a need."""
    years = table.numbers("year")
    return years, all(value is not None for value in table.numbers("need"))
