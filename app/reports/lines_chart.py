"""Several scenarios over the years in one frame, with the bands of one and the ghosts of others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Polygon

from app.reports import legend_row
from app.reports.legend_row import Key
from app.reports.plate import Box, Plate, scale
from app.reports.series import norm_look, series_look
from app.reports.table import Kind, written
from app.reports.trial_scene import Course

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.series import ScenarioLine, SeriesLook

    Spans = Sequence[tuple[float, float]]

_MARGIN, _TOP, _AWAY = 8, 6, 8  # pixels
_GAP = 10  # under the legend
_LABEL = 1.25  # of a letter's size: the distance of two labels
_WHISKER, _CAP = 9, 3.5  # pixels: from one whisker to the next, half of its cap
_HEAD = 0.06  # of the range, free above the highest value


@dataclass(frozen=True)
class Lines:
    """Values by year of some scenarios, the reference first; all plain, in one kind.

    norm: a name and a value a year. fan_80, fan_95: around the line `fanned`. ghosts: lines of
    before, unnamed. history: observed values with their years. spans: the 80 % range of each line
    in the last year, drawn beside it. from_zero: whether the axis holds zero. chosen: the marked
    year, which is written too. tone: the colour of the measure, for a line that stands alone.
    stepped: plateaus instead of points, for a line without signs that counts few people.
    """

    years: Sequence[int]
    lines: Sequence[ScenarioLine]
    kind: Kind = Kind.PERSONS
    norm: tuple[str, Sequence[float]] | None = None
    fanned: int = 0
    fan_80: Spans = ()
    fan_95: Spans = ()
    ghosts: Sequence[Sequence[float]] = ()
    history: Sequence[tuple[int, float]] = ()
    spans: Sequence[tuple[float, float] | None] = ()
    from_zero: bool = True
    chosen: int | None = None
    tone: str = ""
    stepped: bool = False

    @property
    def course(self) -> Course:
        """How the values become lines."""
        return Course(self.stepped)

    @property
    def last(self) -> float:
        """Where the lines end."""
        return self.course.ends(self.years[0], self.years[-1])[1]

    def heights(self) -> list[float]:
        """Return every value that is drawn."""
        known = [value for line in self.lines for value in line.values if value is not None]
        around = [end for span in (*self.fan_80, *self.fan_95) for end in span]
        beside = [end for span in self.spans if span is not None for end in span]
        norm = [] if self.norm is None else list(self.norm[1])
        ghosts = [value for ghost in self.ghosts for value in ghost]
        observed = [value for _, value in self.history]
        zero = [0.0] if self.from_zero else []
        return [*known, *around, *beside, *norm, *ghosts, *observed, *zero] or [0.0]


def figure(data: Lines, look: Look, size: Size) -> Figure:
    """Draw the lines; each is named at its end, or in a row above where there are many."""
    return _Drawing(data, look, size).plate.figure


class _Drawing:
    """One drawing from its ground to its labels."""

    def __init__(self, data: Lines, look: Look, size: Size) -> None:
        self.data, self.look, self.plate = data, look, Plate(look, size)
        values = data.heights()
        low, high = min(values), max(values)
        head = _HEAD * (high - low)
        self.scale = scale(look, low, high + head, data.kind, self.plate.steps())
        self.place = self._place()
        self.axes = self._frame()
        self._bands()
        self._beside()
        for at, line in enumerate(data.lines):
            self._line(at, line)
        self._choose()
        self._labels()

    def _looks(self, at: int) -> SeriesLook:
        found = series_look(self.look, self.data.lines[at].mark)
        tone = self.data.tone
        return replace(found, colour=self.look.colour(tone)) if tone else found

    def _keys(self) -> list[Key]:
        """Name the lines, the norm last; a measure that stands alone is named by the title."""
        if self.data.tone and self.data.norm is None:
            return []
        keys = [
            Key(line.name, self._looks(at).style() | self._sign())
            for at, line in enumerate(self.data.lines)
        ]
        if self.data.norm is not None:
            keys.append(Key(self.data.norm[0], norm_look(self.look).style()))
        return keys

    def _sign(self) -> dict[str, Any]:
        return {"markersize": self.look.stroke("marker_scenario")}

    def _place(self) -> Box:
        """Return the place of the frame: what the names and the scale leave."""
        plate = self.plate
        inner = plate.room.within(_MARGIN, _TOP, _MARGIN, 0)
        keys = self._keys()
        high = legend_row.height(plate, keys, inner.width)
        legend_row.draw(plate, keys, inner)
        begin = max(plate.width(said) for _, said in self.scale) + 6
        end = self._end_width() + _AWAY + _WHISKER * sum(one is not None for one in self.data.spans)
        foot = 2.1 * plate.pixels()
        left, right = (end, begin) if self.look.mirrored else (begin, end)
        return inner.within(left, high + _GAP, right, foot)

    def _end_width(self) -> float:
        said = [self._said(line.values[-1]) for line in self.data.lines]
        if self.data.norm is not None:
            said.append(self._said(self.data.norm[1][-1]))
        return max(self.plate.width(text, "label_px", strong=True) for text in said)

    def _said(self, value: float | None) -> str:
        return written(value, self.data.kind, self.look.language)

    def _frame(self) -> Axes:
        plate, years = self.plate, [*(year for year, _ in self.data.history), *self.data.years]
        axes = plate.axes(self.place)
        axes.set_ylim(self.scale[0][0], self.scale[-1][0])
        plate.span(axes, *self.data.course.ends(years[0], years[-1]))
        plate.values(axes, self.place, self.scale)
        plate.base(axes)
        if self.scale[0][0] < 0 < self.scale[-1][0]:
            plate.base(axes, at=0)
        plate.years(axes, self.place, years)
        return axes

    def _bands(self) -> None:
        """Draw the wide band, then the narrow one, in the tint of their line."""
        data = self.data
        for name, spans in (("band95", data.fan_95), ("band80", data.fan_80)):
            if len(spans):
                outline = data.course.band(data.years, spans)
                self.axes.add_patch(
                    Polygon(outline, color=self._looks(data.fanned).colour,
                            alpha=self.look.alpha(name), linewidth=0)
                )  # fmt: skip

    def _beside(self) -> None:
        """Draw what is not a scenario of now: ghosts, history, the norm."""
        look, data, axes = self.look, self.data, self.axes
        for ghost in data.ghosts:
            points = data.course.points(data.years, ghost)
            axes.plot(*points.T, color=look.colour("ghost"),
                      linewidth=look.stroke("line_ghost"), zorder=2)  # fmt: skip
        if data.history:
            pairs = [*data.history, (data.years[0], data.lines[0].values[0])]
            axes.plot(*zip(*pairs, strict=True), color=look.colour("history"), marker="o",
                      markersize=look.stroke("marker_history"),
                      linewidth=look.stroke("line_history"), zorder=2.2)  # fmt: skip
            axes.axvline(self._border(), color=look.colour("ghost"), dashes=(5, 3),
                         linewidth=look.stroke("line_now"), zorder=1)  # fmt: skip
            self._observed()
        if data.norm is not None:
            points = data.course.points(data.years, data.norm[1])
            axes.plot(*points.T, zorder=2, **norm_look(look).style())

    def _border(self) -> float:
        """Return where the base year ends: all of it is observed."""
        base = self.data.years[0]
        return self.data.course.ends(base, base)[1]

    def _observed(self) -> None:
        """Say on both sides of the base year what is observed and what is projected."""
        say = self.look.language.say
        x = self._x(self._border())
        sides = ("left", "right") if self.look.mirrored else ("right", "left")
        for side, said in zip(sides, (say("Observed"), say("Projected")), strict=True):
            at = (x + (4 if side == "left" else -4), self.place.top)
            self.plate.write(at, said, self.look.colour("axis"), ha=side, va="top")

    def _line(self, at: int, line: ScenarioLine) -> None:
        values = [np.nan if value is None else value for value in line.values]
        width = "line" if len(self.data.lines) == 1 else "line_scenario"
        looks = replace(self._looks(at), width=self.look.stroke(width))
        style = looks.style(len(values), at)
        points = self.data.course.points(self.data.years, values)
        self.axes.plot(*points.T, zorder=3 + at / 10, clip_on=False,
                       **self._sign(), **style)  # fmt: skip

    def _choose(self) -> None:
        chosen = self.data.chosen
        if chosen is not None and chosen in self.data.years:
            self.axes.axvline(chosen, color=self.look.surface("accent"),
                              linewidth=self.look.stroke("line_now"), zorder=1.5)  # fmt: skip

    def _labels(self) -> None:
        """Write the last value of each line beside its end, none over another."""
        ends = [
            (self._y(line.values[-1]), self._said(line.values[-1]), self._looks(at).colour)
            for at, line in enumerate(self.data.lines)
            if line.values[-1] is not None
        ]
        if self.data.norm is not None:
            value = self.data.norm[1][-1]
            ends.append((self._y(value), self._said(value), self.look.colour("need")))
        beside = self._whiskers()
        letters = self.plate.pixels("label_px")
        room = self.place.within(0, 0, 0, letters / 2)
        heights = apart([y for y, _, _ in ends], _LABEL * letters, room)
        sign, side = (-1, "right") if self.look.mirrored else (1, "left")
        edge = self._x(self.data.last) + sign * (beside + _AWAY)
        for (_, said, colour), y in zip(ends, heights, strict=True):
            self.plate.write((edge, y), said, colour, measure="label_px", strong=True, ha=side,
                             va="center_baseline")  # fmt: skip

    def _whiskers(self) -> float:
        """Draw the range of each line beside its end; return how far they reach."""
        sign, beside = (-1 if self.look.mirrored else 1), 0.0
        last = self._x(self.data.last)
        for at, span in enumerate(self.data.spans):
            if span is None:
                continue
            beside += _WHISKER
            x = last + sign * beside
            low, high = map(self._y, span)
            for ends in (((x, low), (x, high)), ((x - _CAP, low), (x + _CAP, low)),
                         ((x - _CAP, high), (x + _CAP, high))):  # fmt: skip
                self._stroke(ends, self._looks(at).colour)
        return beside

    def _stroke(self, ends: tuple[tuple[float, float], tuple[float, float]], colour: str) -> None:
        place, wide, high = self.place, self.place.width, self.place.height
        across, up = zip(
            *(((x - place.left) / wide, (place.bottom - y) / high) for x, y in ends), strict=True
        )
        self.axes.plot(across, up, transform=self.axes.transAxes, color=colour, clip_on=False,
                       linewidth=self.look.stroke("line_history"))  # fmt: skip

    def _x(self, year: float) -> float:
        first, last = self.axes.get_xlim()
        return self.place.left + (year - first) / (last - first) * self.place.width

    def _y(self, value: float | None) -> float:
        low, high = self.axes.get_ylim()
        return self.place.bottom - ((value or 0.0) - low) / (high - low) * self.place.height


def apart(heights: Sequence[float], room: float, place: Box) -> list[float]:
    """Return heights from the top moved apart by as much as they must, within a place."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    moved = [0.0] * len(heights)
    free = place.top
    for at in order:
        moved[at] = max(heights[at], free)
        free = moved[at] + room
    most = place.bottom
    for at in reversed(order):
        moved[at] = min(moved[at], most)
        most = moved[at] - room
    return moved
