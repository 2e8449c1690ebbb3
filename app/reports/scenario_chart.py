"""A scenario over the years in its colour, its parent and the reference in quieter lines.

What lies between the scenario and what it stands on is tinted: that is what it changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Polygon

from app.reports.line_labels import EndLabel, EndLabels
from app.reports.look import DPI, tokens
from app.reports.scenario_years import KEYS
from app.reports.year_axes import YearAxes
from app.reports.year_chart import Reading

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.table import Table

_TINT = 0.1
_TOP, _FOOT, _END, _SIDE, _GAP = 10, 24, 62, 8, 6  # pixels around the lines
_DIGIT = 0.6  # of a letter's size
_NAMED_END, _LONGEST = 170, 24  # pixels, and the letters that stand there
_WIDTH, _HEIGHT = 720, 200
_REACH = 1.06  # of the range, so that no line touches the edge
_UNMARKED = "a"  # the colour of a scenario that has none of its own


@dataclass(frozen=True)
class _Style:
    """How a line is told from the others."""

    colour: str
    width: float
    dash: tuple[float, float] | None
    over: float


class ScenarioChart:
    """One figure with its lines; `show` gives them other values of the same shape."""

    def __init__(self, table: Table, look: Look, mark: str, *, named: bool = False) -> None:
        """Build the figure for a table of two years or more; the mark chooses the colour.

        named: each line has its name at its end, where no key says them beside the chart.
        """
        self._named = named
        self._look, self._mark, self._shape = look, mark, _shape(table)
        self.years = [int(year or 0) for year in table.numbers("year")]
        self.figure, self._axes = look.blank(_WIDTH / DPI, _HEIGHT / DPI)
        self.figure.set_layout_engine(None)
        self._scales = YearAxes(self._axes, look, self.years)
        self._table = table
        self._keys = self._shape[1]
        self._tint = Polygon([(0, 0)], color=self._colour("scenario"), alpha=_TINT, linewidth=0)
        self._axes.add_patch(self._tint)
        self._lines = {key: self._line(key) for key in self._keys}
        self._labels = EndLabels(self._axes, look, len(self._keys))
        self._nobody = self._axes.axhline(
            0, color=look.colour("axis_line"), linewidth=look.stroke("line_zero"), zorder=1
        )
        ends = (self.years[0], self.years[-1])
        self._axes.set_xlim(*(reversed(ends) if look.mirrored else ends))
        self._fitted: tuple[object, ...] = ()
        self.show(table)
        self.fit(_WIDTH, _HEIGHT)

    def show(self, table: Table) -> bool:
        """Draw other values; tell whether they fit: other lines want another chart."""
        if _shape(table) != self._shape:
            return False
        self._table = table
        for key, line in self._lines.items():
            line.set_ydata(self._values(key))
        self._fill()
        self._leave_room()
        last = self.years[-1]
        self._labels.show(
            EndLabel(
                (last, one.value),
                self._end_name(one.name),
                one.value,
                one.colour,
                self._named or key in self.pair,
            )
            for key, one in zip(self._keys, self.readings(last), strict=True)
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
        end = (_NAMED_END if self._named else _END) * growth
        left, right = (end, begin) if self._look.mirrored else (begin, end)
        self.figure.subplots_adjust(
            left / width, (_FOOT * growth + words[1]) / height,
            1 - right / width, 1 - (_TOP + words[0]) / height,
        )  # fmt: skip
        self._scales.fit()

    def layers(self) -> tuple[list[Artist], list[Artist]]:
        """Return what moves with the limits, and over it what moves with every value."""
        above = [*self._axes.patches, *self._axes.lines, self._labels, *self._labels.texts]
        moving = sorted(above, key=lambda part: part.get_zorder())
        return [self._scales.values, self._scales.grid], moving

    def place(self, year: int, value: float) -> tuple[float, float]:
        """Return where a value lies, in parts of the figure from its upper left corner."""
        x, y = self._axes.transData.transform((year, value))
        return float(x) / self.figure.bbox.width, 1 - float(y) / self.figure.bbox.height

    def readings(self, year: int) -> tuple[Reading, ...]:
        """Return what the chart says of a year, from the ground up."""
        at = self.years.index(year)
        headings = {column.key: column.heading for column in self._table.columns}
        return tuple(
            Reading(headings[key], self._values(key)[at], self._colour(key), drawn=True)
            for key in self._keys
        )

    @property
    def pair(self) -> tuple[str, ...]:
        """The scenario, and what it stands on where that is shown."""
        under = next((key for key in ("parent", "reference") if key in self._keys), None)
        return ("scenario",) if under is None else ("scenario", under)

    def values_of_pair(self, year: int) -> tuple[float, ...]:
        """Return the values of a year of the scenario and of what it stands on."""
        at = self.years.index(year)
        return tuple(self._values(key)[at] for key in self.pair)

    # --- Inside ---------------------------------------------------------------------------------

    def _end_name(self, name: str) -> str:
        """Return what is written at the end of a line over its value."""
        if not self._named:
            return ""
        return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"

    def _values(self, key: str) -> list[float]:
        return [value or 0.0 for value in self._table.numbers(key)]

    def _colour(self, key: str) -> str:
        """Return the colour of a line; what a scenario stands on is a grey one."""
        if key == "scenario":
            shades = tokens()[self._look.mode]["chart"]["scenario"]
            alone = "reference" not in self._shape[1] and "parent" not in self._shape[1]
            mark = self._mark or ("base" if alone else _UNMARKED)
            return str(shades[mark])
        if key == "reference" and "parent" in self._shape[1]:
            return str(tokens()[self._look.mode]["chart"]["scenario"]["base"])
        return self._look.colour("axis" if key == "assumed" else "ghost")

    def _line(self, key: str) -> Line2D:
        look = self._look
        dashes = {"assumed": look.measure_pair("dash_need"), "reference": None}
        wide = look.stroke("line" if key == "scenario" else "line_ghost")
        dash = dashes.get(key)
        (line,) = self._axes.plot(
            self.years, self._values(key), color=self._colour(key), linewidth=wide,
            linestyle=(0, dash) if dash else "-", solid_capstyle="round",
            solid_joinstyle="round", clip_on=False, zorder=4 if key == "scenario" else 3,
        )  # fmt: skip
        return line

    def _fill(self) -> None:
        """Tint what lies between the scenario and what it stands on."""
        both = [self._values(key) for key in self.pair]
        self._tint.set_visible(len(both) > 1)
        if len(both) > 1:
            around = np.concatenate([self.years, self.years[::-1]])
            edge = np.concatenate([both[0], both[1][::-1]])
            self._tint.set_xy(np.column_stack([around, edge]))

    def _leave_room(self) -> None:
        every = [value for key in self._keys for value in self._values(key)]
        low, high = min(0.0, *every), max(0.0, *every)
        span = max(high - low, 1.0) * _REACH
        limits = (low if low == 0 else high - span, low + span if high else high)
        self._axes.set_ylim(limits)
        self._scales.show(*limits)


def on_paper(table: Table, mark: str, look: Look, size: Size) -> Figure:
    """Return the chart in a size, its lines named, with room for words around it."""
    chart = ScenarioChart(table, look, mark, named=True)
    chart.fit(size.width, size.height, words=(size.head, size.foot))
    return chart.figure


def _shape(table: Table) -> tuple[object, tuple[str, ...]]:
    """Return what a chart is built for: its years and its lines."""
    there = {column.key for column in table.columns}
    return table.numbers("year"), tuple(key for key in KEYS if key in there)
