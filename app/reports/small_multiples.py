"""The same small chart for each territory: scenarios and the norm, on one scale or on their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.reports import legend_row
from app.reports.legend_row import Key
from app.reports.lines_chart import apart
from app.reports.plate import Box, Plate, scale
from app.reports.series import BASE, norm_look, series_look
from app.reports.table import Kind, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.series import SeriesLook

_MARGIN, _TOP, _GAP, _BETWEEN = 8, 4, 8, 6  # pixels
_NAME = 1.7  # of a letter's size
_LEAST = 118  # pixels of a panel; narrower ones stand three or two in a row
_MOST = 4
_SHORT = 12  # years that are written under a panel are at least so many apart
_STEPS = 3
_HEAD = 0.04


@dataclass(frozen=True)
class Panel:
    """One small chart: its name, and a value a year for each scenario; None is not known."""

    name: str
    lines: Sequence[Sequence[float | None]]
    norm: Sequence[float] | None = None


@dataclass(frozen=True)
class Panels:
    """Small charts of one measure; scenarios are names with their marks, the reference first.

    own_scales: each panel has its own, and says so by its own values.
    """

    years: Sequence[int]
    scenarios: Sequence[tuple[str, str]]
    panels: Sequence[Panel]
    kind: Kind = Kind.PERSONS
    norm_name: str = ""
    chosen: int | None = None
    own_scales: bool = False


def figure(data: Panels, look: Look, size: Size) -> Figure:
    """Draw the panels in rows of up to four, from where reading begins."""
    return _Drawing(data, look, size).plate.figure


class _Drawing:
    """One drawing: the shared row of names, then a panel after the other."""

    def __init__(self, data: Panels, look: Look, size: Size) -> None:
        self.data, self.look, self.plate = data, look, Plate(look, size)
        inner = self.plate.room.within(_MARGIN, _TOP, _MARGIN, 2)
        keys = self._keys()
        legend_row.draw(self.plate, keys, inner)
        high = legend_row.height(self.plate, keys, inner.width) + _GAP
        self.room = inner.within(0, high, 0, 1.9 * self.plate.pixels())
        scales = [self._scale([panel]) for panel in data.panels]
        shared = self._scale(data.panels)
        self.scales = scales if data.own_scales else [shared] * len(data.panels)
        self.begin = max(self.plate.width(text) for one in self.scales for _, text in one) + 6
        self.end = self._end_width()
        self.columns = self._columns()
        for at in range(len(data.panels)):
            self._panel(at)

    def _looks(self, at: int) -> SeriesLook:
        mark = self.data.scenarios[at][1]
        small = "line_small_multiple"
        return series_look(self.look, mark, f"{small}_base" if mark == BASE else small)

    def _keys(self) -> list[Key]:
        sign = {"markersize": self.look.stroke("marker_scenario")}
        keys = [
            Key(name, self._looks(at).style() | sign)
            for at, (name, _) in enumerate(self.data.scenarios)
        ]
        if self.data.norm_name:
            keys.append(Key(self.data.norm_name, norm_look(self.look).style()))
        return keys

    def _scale(self, panels: Sequence[Panel]) -> list[tuple[float, str]]:
        """Return one scale for some panels; it holds zero."""
        norms = [value for panel in panels for value in panel.norm or ()]
        lines = [value for panel in panels for line in panel.lines for value in line]
        known = [0.0, *norms, *(value for value in lines if value is not None)]
        low, high = min(known), max(known)
        return scale(self.look, low, high + _HEAD * (high - low), self.data.kind, _STEPS)

    def _said(self, value: float | None) -> str:
        return written(value, self.data.kind, self.look.language)

    def _end_width(self) -> float:
        """Return the room for the last values beside a panel."""
        last = [line[-1] for panel in self.data.panels for line in panel.lines]
        return max((self.plate.width(self._said(value)) for value in last), default=0.0) + 4

    def _columns(self) -> int:
        """Return how many panels stand in a row."""
        for columns in range(min(_MOST, len(self.data.panels)), 1, -1):
            if self._width(columns) >= _LEAST - 30:
                return columns
        return 1

    def _width(self, columns: int) -> float:
        """Return the width of a frame where so many stand in a row."""
        scales = columns if self.data.own_scales else 1
        taken = scales * self.begin + columns * self.end + (columns - 1) * _BETWEEN
        return (self.room.width - taken) / columns

    def _place(self, at: int) -> Box:
        """Return the place of a frame."""
        row, column = divmod(at, self.columns)
        if self.plate.backwards:
            column = self.columns - 1 - column
        rows = -(-len(self.data.panels) // self.columns)
        high, name = self.room.height / rows, _NAME * self.plate.pixels()
        wide = self._width(self.columns)
        scales = (column + 1) if self.data.own_scales else 1
        before, after = (self.begin, self.end)
        left = self.room.left + column * (wide + after + _BETWEEN) + scales * before
        if self.look.mirrored:
            mine = column if self.data.own_scales else 0
            left = self.room.left + column * (wide + after + _BETWEEN) + mine * before + after
        top = self.room.top + row * high + name
        under = _GAP if row < rows - 1 else 0
        return Box(left, top, left + wide, self.room.top + (row + 1) * high - under)

    def _panel(self, at: int) -> None:
        """Draw one panel."""
        data, plate, look = self.data, self.plate, self.look
        panel, place, steps = data.panels[at], self._place(at), self.scales[at]
        axes = plate.axes(place)
        axes.set_ylim(steps[0][0], steps[-1][0])
        plate.span(axes, data.years[0], data.years[-1])
        named = data.own_scales or self._outermost(at)
        plate.values(axes, place, [(value, said if named else "") for value, said in steps])
        plate.base(axes, at=0)
        side = place.right if plate.backwards else place.left
        room = place.width + min(self.begin, self.end)
        said = plate.shortened(panel.name, room, "tick_px", strong=True)
        at_name = (side, place.top - _NAME / 2 * plate.pixels())
        plate.write(at_name, said, look.surface("text"), strong=True,
                    ha="right" if plate.backwards else "left")  # fmt: skip
        if panel.norm is not None:
            axes.plot(data.years, panel.norm, zorder=2, **norm_look(look).style())
        if data.chosen is not None and data.chosen in data.years:
            axes.axvline(data.chosen, color=look.surface("accent"),
                         linewidth=look.stroke("line_now"), zorder=1.5)  # fmt: skip
        for number, line in enumerate(panel.lines):
            values = [np.nan if value is None else value for value in line]
            style = self._looks(number).style(len(values), number)
            axes.plot(data.years, values, zorder=4 - number / 10, clip_on=False,
                      markersize=look.stroke("marker_small"), **style)  # fmt: skip
        self._ends(panel, place, steps)
        if at >= len(data.panels) - self.columns:
            plate.years(axes, place, self._two_years(), most=1)

    def _outermost(self, at: int) -> bool:
        """Tell whether a panel stands on the side where time begins."""
        column = at % self.columns
        first_is_left = not self.plate.backwards
        leftmost = column == 0 if first_is_left else column == self.columns - 1
        rightmost = column == self.columns - 1 if first_is_left else column == 0
        return rightmost if self.look.mirrored else leftmost

    def _two_years(self) -> list[int]:
        """Return the first year and the chosen one, or the last."""
        first, last, chosen = self.data.years[0], self.data.years[-1], self.data.chosen
        far = chosen is not None and chosen - first >= (last - first) / 3
        return [first, chosen if far and chosen is not None else last]

    def _ends(self, panel: Panel, place: Box, steps: list[tuple[float, str]]) -> None:
        """Write the highest and the lowest of the last values beside the frame."""
        plate = self.plate
        known = [
            (float(line[-1]), at) for at, line in enumerate(panel.lines) if line[-1] is not None
        ]
        if not known:
            return
        ends = {self._said(value): (value, at) for value, at in (min(known), max(known))}
        low, high = steps[0][0], steps[-1][0]
        heights = [
            place.bottom - (value - low) / (high - low) * place.height for value, _ in ends.values()
        ]
        x, side = (place.left - 4, "right") if self.look.mirrored else (place.right + 4, "left")
        half = plate.pixels() / 2
        moved = apart(heights, 1.1 * plate.pixels(), place.within(0, half, 0, half))
        for (said, (_, at)), y in zip(ends.items(), moved, strict=True):
            plate.write((x, y), said, self._looks(at).colour, ha=side, va="center_baseline")
