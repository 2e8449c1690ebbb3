"""The same small chart for each territory: scenarios and the norm, on one scale or on their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
_NAME, _MORE = 1.7, 1.25  # of a letter's size: a name, and each further line of it
_LEAST, _NARROWEST = 88, 60  # pixels of a frame; narrower ones stand fewer in a row
_LOWEST = 40  # pixels of a frame; rather than lower ones, more of them stand in a row
_MOST = 4
_SHORT = 12  # years that are written under a panel are at least so many apart
_STEPS = 3
_HEAD = 0.04
_BREAKS = re.compile(r"[ -]")  # a name may go on in another line behind these


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


class _Scale(NamedTuple):
    """Where frames end below and above, and the values that are written between."""

    low: float
    high: float
    steps: list[tuple[float, str]]


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
        self.begin = max(self.plate.width(text) for one in self.scales for _, text in one.steps) + 6
        self.end = self._end_width()
        self.columns = self._columns()
        self.high = self.room.height / max(-(-len(data.panels) // self.columns), 1)  # of a row
        self.names = [self._lines(panel.name) for panel in data.panels]
        self.lines = max(map(len, self.names), default=1)
        for at in range(len(data.panels)):
            self._panel(at)

    def _lines(self, name: str) -> list[str]:
        """Return a name as it stands over a panel: in two lines where one has no room for it."""
        room = self._width(self.columns) + min(self.begin, self.end)
        breaks = self._wide(name) > room and self.high > 2 * self._over(2)
        ends = [m.end() for m in _BREAKS.finditer(name)] if breaks else []
        fitting = [end for end in ends if self._wide(name[:end].rstrip()) <= room]
        parts = [name[: fitting[-1]].rstrip(), name[fitting[-1] :]] if fitting else [name]
        return [self.plate.shortened(part, room, "tick_px", strong=True) for part in parts]

    def _wide(self, name: str) -> float:
        return self.plate.width(name, strong=True)

    def _over(self, lines: int) -> float:
        """Return the height that a name of so many lines takes."""
        return (_NAME + _MORE * (lines - 1)) * self.plate.pixels()

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

    def _scale(self, panels: Sequence[Panel]) -> _Scale:
        """Return one scale for some panels; it holds zero, and ends close below the lowest."""
        norms = [value for panel in panels for value in panel.norm or ()]
        lines = [value for panel in panels for line in panel.lines for value in line]
        known = [0.0, *norms, *(value for value in lines if value is not None)]
        low, high = min(known), max(known)
        spare = _HEAD * (high - low)
        steps = scale(self.look, low, high + spare, self.data.kind, _STEPS)
        low = max(steps[0][0], low - spare)
        return _Scale(low, steps[-1][0], [step for step in steps if step[0] >= low])

    def _said(self, value: float | None) -> str:
        return written(value, self.data.kind, self.look.language)

    def _end_width(self) -> float:
        """Return the room for the last values beside a panel."""
        last = [line[-1] for panel in self.data.panels for line in panel.lines]
        return max((self.plate.width(self._said(value)) for value in last), default=0.0) + 4

    def _columns(self) -> int:
        """Return how many panels stand in a row: more of them where few would lie flat."""
        most = min(_MOST, len(self.data.panels))
        roomy = (n for n in range(most, 1, -1) if self._width(n) >= _LEAST)
        columns = next(roomy, 1)
        while columns < most and self._flat(columns) and self._width(columns + 1) >= _NARROWEST:
            columns += 1
        return columns

    def _flat(self, columns: int) -> bool:
        """Tell whether panels would be too low to be read, so many in a row."""
        high = self.room.height / -(-len(self.data.panels) // columns)
        return high - self._over(1) < _LOWEST

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
        wide = self._width(self.columns)
        scales = (column + 1) if self.data.own_scales else 1
        before, after = (self.begin, self.end)
        left = self.room.left + column * (wide + after + _BETWEEN) + scales * before
        if self.look.mirrored:
            mine = column if self.data.own_scales else 0
            left = self.room.left + column * (wide + after + _BETWEEN) + mine * before + after
        top = self.room.top + row * self.high + self._over(self.lines)
        bottom = self.room.top + (row + 1) * self.high - (_GAP if row < rows - 1 else 0)
        return Box(left, top, left + wide, max(bottom, top + 1))

    def _panel(self, at: int) -> None:
        """Draw one panel."""
        data, plate, look = self.data, self.plate, self.look
        panel, place, ruler = data.panels[at], self._place(at), self.scales[at]
        axes = plate.axes(place)
        axes.set_ylim(ruler.low, ruler.high)
        plate.span(axes, data.years[0], data.years[-1])
        named = data.own_scales or self._outermost(at)
        plate.values(axes, place, [(value, said if named else "") for value, said in ruler.steps])
        plate.base(axes, at=0)
        side = place.right if plate.backwards else place.left
        lines = self.names[at]
        at_name = (side, place.top - self._over(len(lines)) / 2)
        plate.write(at_name, "\n".join(lines), look.surface("text"), strong=True,
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
        self._ends(panel, place, ruler)
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

    def _ends(self, panel: Panel, place: Box, ruler: _Scale) -> None:
        """Write the highest and the lowest of the last values beside the frame."""
        plate = self.plate
        known = [
            (float(line[-1]), at) for at, line in enumerate(panel.lines) if line[-1] is not None
        ]
        if not known:
            return
        ends = {self._said(value): (value, at) for value, at in (min(known), max(known))}
        low, high = ruler.low, ruler.high
        heights = [
            place.bottom - (value - low) / (high - low) * place.height for value, _ in ends.values()
        ]
        x, side = (place.left - 4, "right") if self.look.mirrored else (place.right + 4, "left")
        half = plate.pixels() / 2
        moved = apart(heights, 1.1 * plate.pixels(), place.within(0, half, 0, half))
        for (said, (_, at)), y in zip(ends.items(), moved, strict=True):
            plate.write((x, y), said, self._looks(at).colour, ha=side, va="center_baseline")
