"""The age pyramid: men on the left, women on the right, the base year as an outline around them."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

from matplotlib.patches import Polygon, Rectangle

from app.reports import legend_row
from app.reports.legend_row import Key
from app.reports.plate import Box, Plate, scale
from app.reports.table import Kind, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.table import Table

OLDER = 55
_BAND = 5  # years
_MARGIN, _TOP, _GAP = 10, 4, 6  # pixels
_HIGH = 0.86  # of a row
_HATCH = "////"
_HEAD, _LINE = 1.04, 1.15


@dataclass(frozen=True)
class Pyramid:
    """People by five-year group, the youngest first; base_men and base_women those of then.

    starts: the youngest age of each group. retire_at: from this age on people leave; groups that
    reach it or hold it are hatched, None where it is not known.
    """

    groups: Sequence[str]
    starts: Sequence[int]
    men: Sequence[float]
    women: Sequence[float]
    base_men: Sequence[float] = ()
    base_women: Sequence[float] = ()
    base_year: int | None = None
    retire_at: float | None = None

    @property
    def people(self) -> float:
        """All who are counted."""
        return sum(self.men) + sum(self.women)

    def older(self, age: int = OLDER) -> float | None:
        """Return the share of those of an age or more, None where there is nobody."""
        counted = zip(self.starts, self.men, self.women, strict=True)
        found = sum(m + w for start, m, w in counted if start >= age)
        return found / self.people if self.people else None

    def median(self) -> float | None:
        """Return the age that half are below, evenly spread in its group; None with nobody."""
        half, passed = self.people / 2, 0.0
        for start, m, w in zip(self.starts, self.men, self.women, strict=True):
            here = m + w
            if here and passed + here >= half:
                return start + _BAND * (half - passed) / here
            passed += here
        return None

    def leaving(self, at: int) -> bool:
        """Tell whether a group is near retirement."""
        return self.retire_at is not None and self.starts[at] + _BAND > self.retire_at - _BAND


def pyramid_of(
    table: Table, base: Table | None = None, year: int | None = None, retire_at: float | None = None
) -> Pyramid:
    """Return the pyramid of a table of age groups, with that of the base year around it."""
    groups = [str(group) for group in table.values("age_group")]

    def people(of: Table, key: str) -> list[float]:
        return [value or 0.0 for value in of.numbers(key)]

    return Pyramid(
        groups=groups,
        starts=[_start(group) for group in groups],
        men=people(table, "men"),
        women=people(table, "women"),
        base_men=people(base, "men") if base else (),
        base_women=people(base, "women") if base else (),
        base_year=year,
        retire_at=retire_at,
    )


def figure(data: Pyramid, look: Look, size: Size, *, most: float | None = None) -> Figure:
    """Draw the pyramid; most: the widest bar of a row of pyramids that share their scale."""
    return _Drawing(data, look, size, most).plate.figure


class _Drawing:
    """One drawing: what it says of ages, two halves, and the ages between them."""

    def __init__(self, data: Pyramid, look: Look, size: Size, most: float | None) -> None:
        self.data, self.look, self.plate = data, look, Plate(look, size)
        self.room = self._words()
        gutter = max((self.plate.width(group) for group in data.groups), default=0.0) + 14
        half = (self.room.width - gutter) / 2
        self.widest = _HEAD * (most or max([*data.men, *data.women, *data.base_men,
                                            *data.base_women, 1.0]))  # fmt: skip
        room = self.room
        self._half("men", -1, Box(room.left, room.top, room.left + half, room.bottom))
        self._half("women", 1, Box(room.right - half, room.top, room.right, room.bottom))
        row = room.height / max(len(data.groups), 1)
        every = max(1, ceil(_LINE * self.plate.pixels() / max(row, 1.0)))  # or names lie on names
        for at, group in list(enumerate(data.groups))[::every]:
            middle = (room.left + room.width / 2, self._y(at))
            said = look.language.left_to_right(group)  # 80+ begins with its number everywhere
            self.plate.write(middle, said, look.colour("axis"), ha="center")

    def _words(self) -> Box:
        """Write how old people are, and name what is drawn; return what is left."""
        plate, data, language = self.plate, self.data, self.look.language
        inner = plate.room.within(_MARGIN, _TOP, _MARGIN, 1.9 * plate.pixels())
        share, median = data.older(), data.median()
        high = 0.0
        if share is not None and median is not None:
            said = language.say(
                "{percent} are 55 or older; median age {age}",
                percent=language.percent(share), age=language.number(median, 1),
            )  # fmt: skip
            x = inner.right if plate.backwards else inner.left
            high = 1.7 * plate.pixels("label_px")
            plate.write((x, inner.top + high / 2), said, self.look.surface("text"),
                        measure="label_px", strong=True,
                        ha="right" if plate.backwards else "left")  # fmt: skip
        keys = self._keys()
        legend_row.draw(plate, keys, inner.within(0, high, 0, 0))
        high += legend_row.height(plate, keys, inner.width) + _GAP
        return inner.within(0, high + 1.8 * plate.pixels("label_px"), 0, 0)

    def _keys(self) -> list[Key]:
        look, say = self.look, self.look.language.say
        keys = []
        if any(self.data.leaving(at) for at in range(len(self.data.groups))):
            edge = look.colour("total")
            style = {"facecolor": "none", "edgecolor": edge, "hatch": _HATCH, "linewidth": 0.8}
            keys.append(Key(say("Near or past retirement age"), style, filled=True))
        if self.data.base_men and self.data.base_year is not None:
            keys.append(Key(say("In {year}", year=self.data.base_year), self._outline()))
        return keys

    def _outline(self) -> dict[str, Any]:
        return {"color": self.look.colour("need"), "linewidth": self.look.stroke("line_history")}

    def _y(self, at: int) -> float:
        """Return the middle of a group, the youngest at the foot."""
        return self.room.bottom - (at + 0.5) * self.room.height / max(len(self.data.groups), 1)

    def _half(self, sex: str, sign: int, place: Box) -> None:
        """Draw one side, which grows away from the ages."""
        look, data = self.look, self.data
        people: Sequence[float] = getattr(data, sex)
        base: Sequence[float] = getattr(data, f"base_{sex}")
        axes = self.plate.axes(place)
        axes.set_xlim(*((self.widest, 0) if sign < 0 else (0, self.widest)))
        axes.set_ylim(0, max(len(people), 1))
        self._scale(axes, sign, place)
        colour, surface = look.colour(sex), look.surface("surface")
        for at, count in enumerate(people):
            hatch = _HATCH if data.leaving(at) else ""
            axes.add_patch(
                Rectangle((0, at + (1 - _HIGH) / 2), count, _HIGH, facecolor=colour, hatch=hatch,
                          edgecolor=surface, linewidth=0, zorder=2)
            )  # fmt: skip
        if base:
            corners = [(0.0, 0.0)]
            for at, count in enumerate(base):
                corners += [(count, at), (count, at + 1)]
            corners.append((0.0, len(base)))
            axes.add_patch(Polygon(corners, closed=False, fill=False, zorder=3,
                                   joinstyle="miter", **self._outline()))  # fmt: skip
        name = look.language.say("Men") if sign < 0 else look.language.say("Women")
        total = written(sum(people), Kind.PERSONS, look.language)
        said = look.language.say("{name} {value}", name=name, value=total)
        at_head = ((place.left + place.right) / 2, place.top - 0.9 * self.plate.pixels("label_px"))
        self.plate.write(at_head, said, colour, measure="label_px", strong=True, ha="center")

    def _scale(self, axes: Axes, sign: int, place: Box) -> None:
        """Write a few values under a side, with lines to read the bars by."""
        look, plate = self.look, self.plate
        for value, said in scale(look, 0, self.widest, Kind.PERSONS, 3):
            if value > self.widest:
                continue
            part = value / self.widest * place.width
            x = place.right - part if sign < 0 else place.left + part
            axes.axvline(value, color=look.colour("grid"), linewidth=look.stroke("line_grid"),
                         zorder=0.5)  # fmt: skip
            plate.write((x, place.bottom + 4), said, look.colour("axis"), ha="center", va="top")


def _start(group: str) -> int:
    """Return the youngest age of a group written 55-59, 80+ or -25."""
    digits = "".join(sign if sign.isdigit() else " " for sign in group).split()
    return int(digits[0]) if digits and not group.startswith(("-", "<")) else 0
