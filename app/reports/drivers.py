"""What moves the deficit between two years: the need, each kind of entry and each kind of exit.

Where a norm gives no need, the same steps lead from one stock to the other.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from app.planning.lines import RETIREMENTS
from app.planning.outcomes import outer
from app.problems import message
from app.reports import movement
from app.reports.rounding import whole, whole_numbers
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message
    from app.reports.frame import Frame

_MOST = 8  # steps that a card shows between its two ends
_SMALL = 0.02  # of the largest step: what is less is told together with others

Side = Literal["need", "entries", "exits"]
_NAMES: Mapping[Side, Message] = {
    "need": message("Need (population)"),
    "entries": message("Other entries"),
    "exits": message("Other exits"),
}


@dataclass(frozen=True)
class Step:
    """One driver: the need, a kind of flow or several small ones; what it changes each year.

    whole: what it changes as it is printed; several told together are the sum of each of them.
    """

    side: Side
    kinds: tuple[str, ...]
    by_year: tuple[float, ...]
    whole: int = 0

    @property
    def change(self) -> float:
        """What it changes over all the years, persons."""
        return math.fsum(self.by_year)

    @property
    def key(self) -> str:
        """What tells it from the other steps, whatever the year."""
        if self.kinds == RETIREMENTS:
            return "retirements"
        return self.kinds[0] if len(self.kinds) == 1 else self.side

    def name(self, language: Language) -> str:
        """Return its name; small kinds that are told together have none of their own."""
        if len(self.kinds) == 1:
            return movement.named(self.kinds[0], language)
        if self.kinds == RETIREMENTS:
            return language.say("Retirements")
        return language.tell(_NAMES[self.side])


@dataclass(frozen=True)
class Bridge:
    """The way from the first year's deficit, or stock, to that of the last year.

    The start and all changes add up to the end.
    """

    measure: Literal["deficit", "stock"]
    years: tuple[int, ...]
    start: float
    end: float
    steps: tuple[Step, ...]

    def worsens(self, step: Step) -> bool:
        """Tell whether a step leaves fewer people for the same need."""
        return (step.change > 0) == (self.measure == "deficit")

    def changes(self) -> tuple[int, ...]:
        """Return the changes as whole persons that lead from the printed start to the end."""
        return tuple(step.whole for step in self.steps)

    def title(self, language: Language) -> str:
        """Say what is moved, and between which years if there are two."""
        first, last = self.years[0], self.years[-1]
        if first == last:
            stock = self.measure == "stock"
            text = "What moves the stock" if stock else "What moves the deficit"
            return language.say(text)
        if self.measure == "stock":
            return language.say(
                "What moves the stock, from {year} to {year2}", year=first, year2=last
            )
        return language.say(
            "What moves the deficit, from {year} to {year2}", year=first, year2=last
        )


def bridge(study: Study, view: View, year: int) -> Bridge:
    """Return what leads from the base year to another one; of each side, the largest first."""
    lines = outer([line for line in study.lines(view) if line.year <= year])
    first, last = lines[0], lines[-1]
    years = tuple(line.year for line in lines)
    if first.need is None or first.deficit is None or last.deficit is None:
        steps = (*_flows(lines, "entries", 1), *_flows(lines, "exits", -1))
        return _led("stock", years, (first.stock, last.stock), steps)
    needs = pairwise(line.need or 0.0 for line in lines)
    need = Step("need", (), tuple(after - before for before, after in needs))
    steps = (need, *_flows(lines, "exits", 1), *_flows(lines, "entries", -1))
    return _led("deficit", years, (first.deficit, last.deficit), steps)


def _flows(lines: Sequence[Line], side: Literal["entries", "exits"], sign: int) -> list[Step]:
    """Return the kinds of entry, or of exit, that happen at all."""
    known = movement.ENTRIES if side == "entries" else movement.EXITS
    flows = [line.entries if side == "entries" else line.exits for line in lines[1:]]
    return [
        Step(side, (kind,), tuple(sign * flow.get(kind, 0.0) for flow in flows))
        for kind in movement.kinds(known, flows)
    ]


def _led(
    measure: Literal["deficit", "stock"],
    years: tuple[int, ...],
    ends: tuple[float, float],
    steps: Sequence[Step],
) -> Bridge:
    """Lead from one end to the other; each kind is made whole before any are told together."""
    moved = whole(ends[1]) - whole(ends[0])
    numbers = whole_numbers([step.change for step in steps], moved)
    made = [replace(step, whole=n) for step, n in zip(steps, numbers, strict=True)]
    return Bridge(measure, years, *ends, _told(_by_size(made)))


def _by_size(steps: Sequence[Step]) -> Iterator[Step]:
    """Give the steps by side, the largest of each first; all who retire are one step."""
    for side in dict.fromkeys(step.side for step in steps):
        own = [step for step in steps if step.side == side]
        retired = [step for step in own if step.kinds[:1] and step.kinds[0] in RETIREMENTS]
        retired.sort(key=lambda step: RETIREMENTS.index(step.kinds[0]))
        if retired:
            own = [_one(side, retired), *(step for step in own if step not in retired)]
        yield from sorted(own, key=_size, reverse=True)


def _one(side: Side, steps: Sequence[Step]) -> Step:
    """Return several kinds told together."""
    kinds = tuple(kind for step in steps for kind in step.kinds)
    years = zip(*(step.by_year for step in steps), strict=True)
    by_year = tuple(math.fsum(year) for year in years)
    return Step(side, kinds, by_year, sum(step.whole for step in steps))


def _size(step: Step) -> float:
    return abs(step.change)


def _told(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Join small steps of the same side until the others can be told apart at a glance."""
    steps = [step for step in steps if any(step.by_year)]
    least = _SMALL * max(map(_size, steps), default=0.0)
    small = [step for step in steps if step.kinds and _size(step) < least]
    flows = sorted((step for step in steps if step.kinds and step not in small), key=_size)
    while len(_joined(steps, small)) > _MOST:
        small.append(flows.pop(0))
    return _joined(steps, small)


def _joined(steps: Sequence[Step], small: Sequence[Step]) -> tuple[Step, ...]:
    """Return steps, the small ones of a side as one after its others; one alone stays itself."""
    made: list[Step] = []
    for side in dict.fromkeys(step.side for step in steps):
        own = [step for step in steps if step.side == side]
        together = [step for step in own if step in small]
        if len(together) > 1:
            own = [*(step for step in own if step not in small), _one(side, together)]
        made += own
    return tuple(made)


def table(found: Bridge, frame: Frame) -> Table:
    """Return the steps of a bridge with what is reached after each, in persons that add up."""
    language, level = frame.language, whole(found.start)
    rows: list[tuple[Cell, ...]] = [(language.year(found.years[0]), None, level)]
    for step, change in zip(found.steps, found.changes(), strict=True):
        level += change
        rows.append((step.name(language), change, level))
    rows.append((language.year(found.years[-1]), None, level))
    heading = language.say("Deficit") if found.measure == "deficit" else language.say("Stock")
    return Table(
        title=found.title(language),
        subtitle=frame.subtitle,
        columns=(
            Column("driver", language.say("Driver"), Kind.TEXT),
            Column("change", language.say("Change"), Kind.CHANGE),
            Column("level", heading, Kind.PERSONS),
        ),
        rows=tuple(rows),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def alternative(found: Bridge, frame: Frame) -> str:
    """Return the two ends, and the drivers from the largest to the smallest."""
    language = frame.language
    told = sorted(zip(found.steps, found.changes(), strict=True), key=lambda one: -_size(one[0]))
    named = [
        language.say("{name} {value}", name=step.name(language), value=language.signed(change))
        for step, change in told
    ]
    ends = {"a": language.number(found.start), "b": language.number(found.end)}
    if not named:
        return language.say("{place}: from {a} to {b}.", place=frame.place, **ends)
    return language.say(
        "{place}: from {a} to {b}. In order of size: {list}.",
        place=frame.place,
        list=language.list_of(named),
        **ends,
    )
