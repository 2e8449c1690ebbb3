"""Entries above a line and exits under it, year by year and by kind, with their balance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Rectangle

from app.courtesy import give_way
from app.reports import legend_row
from app.reports.legend_row import Key
from app.reports.movement import ENTRIES, EXITS
from app.reports.plate import Box, Plate, scale
from app.reports.table import Kind, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.table import Table

_MARGIN, _TOP, _GAP = 8, 4, 8  # pixels
_BAR = 0.62
_HALF = 0.6  # of a year, on both sides of the first and the last
_TINTS = (0.95, 0.66, 0.42, 0.24)  # the largest kind is the strongest, and stands at the line
_HATCHES = ("", "////", "----", "xxxx")  # strokes alone: dots would fill a megabyte of drawing
_TURNED = str.maketrans({"/": "\\", "-": "|"})  # of exits
_MOST = len(_TINTS)
_HEAD = 0.04
_SPACE = 1.3  # of a balance's width, to write one at every year


@dataclass(frozen=True)
class Flow:
    """A kind of entry or exit: its name and people by year, never negative."""

    name: str
    people: Sequence[float]


@dataclass(frozen=True)
class Flows:
    """Entries and exits by year, each kind of either once; the balance is what they leave."""

    years: Sequence[int]
    entries: Sequence[Flow]
    exits: Sequence[Flow]
    chosen: int | None = None

    def balance(self) -> list[float]:
        """Return entries minus exits of each year."""
        return [above - below for above, below in zip(*self.totals(), strict=True)]

    def totals(self) -> tuple[list[float], list[float]]:
        """Return all entries, then all exits, of each year."""
        above, below = (
            [sum(flow.people[at] for flow in flows) for at in range(len(self.years))]
            for flows in (self.entries, self.exits)
        )
        return above, below


def flows_of(table: Table, chosen: int | None = None) -> Flows:
    """Return the flows of a table of movement."""

    def named(known: Iterable[str]) -> list[Flow]:
        kinds = set(known)
        return [
            Flow(column.heading, [value or 0.0 for value in table.numbers(column.key)])
            for column in table.columns
            if column.key in kinds
        ]

    years = [int(year or 0) for year in table.numbers("year")]
    return Flows(years, named(ENTRIES), named(EXITS), chosen)


def figure(data: Flows, look: Look, size: Size) -> Figure:
    """Draw columns on both sides of the line, and the balance across them; no years, no drawing."""
    return (_Drawing(data, look, size).plate if data.years else Plate(look, size)).figure


def gathered(flows: Sequence[Flow], others: str) -> list[Flow]:
    """Return the largest kinds, all the rest together as the last."""
    order = sorted(flows, key=lambda flow: -sum(flow.people))
    order = [flow for flow in order if any(flow.people)]
    if len(order) <= _MOST:
        return order
    rest = [sum(parts) for parts in zip(*(flow.people for flow in order[_MOST - 1 :]), strict=True)]
    return [*order[: _MOST - 1], Flow(others, rest)]


class _Drawing:
    """One drawing: names of the kinds, then columns, then the balance."""

    def __init__(self, data: Flows, look: Look, size: Size) -> None:
        self.data, self.look, self.plate = data, look, Plate(look, size)
        say = look.language.say
        self.sides = (
            (1, gathered(data.entries, say("Other entries"))),
            (-1, gathered(data.exits, say("Other exits"))),
        )
        above, below = data.totals()
        high, low = max(above, default=0.0), -max(below, default=0.0)
        room = _HEAD * (high - low)
        self.limits = (low - room, high + room if high > low else 1.0)
        known = scale(look, *self.limits, Kind.PERSONS, self.plate.steps())
        self.scale = [one for one in known if self.limits[0] <= one[0] <= self.limits[1]]
        self.place = self._legend()
        self.axes = self.plate.axes(self.place)
        self._frame()
        for sign, flows in self.sides:
            self._stack(sign, flows)
        self._balance()

    def _style(self, sign: int, at: int) -> dict[str, Any]:
        """Return how a kind is filled; entries and exits differ by more than their colour."""
        colour = self.look.colour("entry" if sign > 0 else "exit")
        hatch = _HATCHES[at] if sign > 0 else _HATCHES[at].translate(_TURNED)
        return {
            "facecolor": (colour, _TINTS[at]), "hatch": hatch, "linewidth": 0.6,
            "edgecolor": self.look.surface("surface"),
        }  # fmt: skip

    def _legend(self) -> Box:
        """Name the kinds, entries in the first rows; return what is left."""
        plate = self.plate
        inner = plate.room.within(_MARGIN, _TOP, _MARGIN, 2.1 * plate.pixels())
        high = 0.0
        for keys in self._keys():
            legend_row.draw(plate, keys, inner.within(0, high, 0, 0))
            high += legend_row.height(plate, keys, inner.width)
        begin = max(plate.width(said) for _, said in self._scale_words()) + 6
        left, right = (0.0, begin) if self.look.mirrored else (begin, 0.0)
        return inner.within(left, high + _GAP, right, 0)

    def _keys(self) -> Iterator[list[Key]]:
        for sign, flows in self.sides:
            keys = [
                Key(flow.name, self._style(sign, at), filled=True) for at, flow in enumerate(flows)
            ]
            balance = [Key(self.look.language.say("Balance"), self._line())] if sign < 0 else []
            yield [*keys, *balance]

    def _line(self) -> dict[str, Any]:
        return {
            "color": self.look.colour("need"), "linewidth": self.look.stroke("line_scenario"),
            "marker": "D", "markersize": self.look.stroke("marker_scenario"),
        }  # fmt: skip

    def _scale_words(self) -> list[tuple[float, str]]:
        """Return the scale without the sign that only says the side."""
        return [(value, written(abs(value), Kind.PERSONS, self.look.language))
                for value, _ in self.scale]  # fmt: skip

    def _frame(self) -> None:
        data, axes, plate = self.data, self.axes, self.plate
        axes.set_ylim(self.limits)
        plate.span(axes, data.years[0] - _HALF, data.years[-1] + _HALF)
        plate.values(axes, self.place, self._scale_words())
        plate.base(axes, at=0)
        plate.years(axes, self.place, data.years, 8)
        if data.chosen is not None and data.chosen in data.years:
            axes.axvline(data.chosen, color=self.look.surface("accent"), zorder=1.2,
                         linewidth=self.look.stroke("line_now"))  # fmt: skip

    def _stack(self, sign: int, flows: Sequence[Flow]) -> None:
        """Draw one side, the largest kind next to the line."""
        base = [0.0] * len(self.data.years)
        for at, flow in enumerate(flows):
            give_way()
            style = self._style(sign, at)
            for year, low, people in zip(self.data.years, base, flow.people, strict=True):
                if people:
                    corner = (year - _BAR / 2, low)
                    self.axes.add_patch(Rectangle(corner, _BAR, sign * people, zorder=2, **style))
            base = [low + sign * people for low, people in zip(base, flow.people, strict=True)]

    def _balance(self) -> None:
        """Draw the balance, and write it at every year if there is room, else where it counts."""
        data, plate = self.data, self.plate
        balance = data.balance()
        self.axes.plot(data.years, balance, zorder=4, **self._line())
        said = [written(value, Kind.CHANGE, self.look.language) for value in balance]
        wide = max(plate.width(text, strong=True) for text in said)
        roomy = self.place.width / len(said) > wide * _SPACE
        low, high = self.axes.get_ylim()
        first, last = self.axes.get_xlim()
        for year, value, text in zip(data.years, balance, said, strict=True):
            if not roomy and year not in (data.years[-1], data.chosen):
                continue
            x = self.place.left + (year - first) / (last - first) * self.place.width
            y = self.place.bottom - (value - low) / (high - low) * self.place.height
            made = plate.write((x, y - 7), text, self.look.colour("need"), strong=True,
                               ha="center", va="bottom")  # fmt: skip
            made.set_bbox(self.look.ground())
