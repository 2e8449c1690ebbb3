"""A bridge with names for its ends and its steps, in whole persons that add up."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.planning.lines import RETIREMENTS
from app.problems import message
from app.reports import two_ends
from app.reports.assumption_names import parameter_name
from app.reports.book.figure import Names
from app.reports.rounding import whole, whole_numbers
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.language import Language
    from app.planning.bridges import Bridge, Side, Step
    from app.planning.levers_apart import LeverBridge, Pulled
    from app.problems import Message
    from app.reports.two_ends import Ends

RETIRED, TOGETHER = "exits retirements", "together"
_SMALL = 0.02  # of the largest step: what is less is told together with others
_EVERYONE = ("", "MA", "ALL", "ALL_STAFF")
_OTHERS: Mapping[Side, Message] = {
    "stock": message("Other base stock"),
    "exits": message("Other exits"),
    "entries": message("Other entries"),
}
_ALL: Mapping[str | None, Message] = {"exits": message("Exits"), "entries": message("Entries")}


@dataclass(frozen=True)
class ToldStep:
    """A step by its name: one of the bridge, or several of a side told together, persons.

    whole: the whole persons of each part. A part has the same ones wherever it is told, by itself
    or together with others.
    """

    key: str
    name: str
    persons: float
    whole: tuple[int, ...]
    flows: tuple[Step, ...] = ()
    lever: Pulled | None = None

    @property
    def change(self) -> int:
        """What it changes as it is printed."""
        return sum(self.whole)

    @property
    def side(self) -> Side | None:
        """The side of a step that is made of flows."""
        return self.flows[0].side if self.flows else None


@dataclass(frozen=True)
class Told:
    """A bridge that can be shown: start and all steps add up to the end."""

    measure: Literal["deficit", "stock"]
    title: str
    ends: Ends
    years: tuple[int, int]
    start: float
    end: float
    steps: tuple[ToldStep, ...]
    notes: tuple[str, ...]

    @property
    def language(self) -> Language:
        """The language that it speaks."""
        return self.ends[0].frame.language

    def worsens(self, step: ToldStep) -> bool:
        """Tell whether a step leaves fewer people for the same need."""
        return ((step.change or step.persons) > 0) == (self.measure == "deficit")

    def changes(self) -> tuple[int, ...]:
        """Return the changes as whole persons that lead from the printed start to the end."""
        return tuple(step.change for step in self.steps)

    @property
    def table(self) -> Table:
        """The steps with what is reached after each, in whole persons and before rounding."""
        (start, end), say, level = self.ends, self.language.say, whole(self.start)
        rows: list[tuple[Cell, ...]] = [(start.name, None, level, self.start)]
        for step, change in zip(self.steps, self.changes(), strict=True):
            level += change
            rows.append((step.name, change, level, step.persons))
        rows.append((end.name, None, level, self.end))
        return Table(
            title=self.title,
            subtitle=start.frame.subtitle,
            columns=(
                Column("driver", say("Driver"), Kind.TEXT),
                Column("change", say("Change"), Kind.CHANGE),
                Column("level", self.language.tell(two_ends.HEADINGS[self.measure]), Kind.PERSONS),
                Column("exact", say("Before rounding"), Kind.VALUE),
            ),
            rows=tuple(rows),
            notes=self.notes,
            sources=two_ends.sources(self.ends),
            fingerprint=two_ends.fingerprint(self.ends),
        )


def flows(found: Bridge, ends: Ends, differing: str, years: tuple[int, int]) -> Told:
    """Return a bridge of need, base stock and flows with every step by itself."""
    steps = (
        ToldStep(step.key, two_ends.step_name(step, ends), step.persons, (change,), (step,))
        for step, change in zip(found.steps, _whole(found, found.steps), strict=True)
    )
    return Told(
        measure=found.measure,
        title=two_ends.title(ends, differing, found.measure, years),
        ends=ends,
        years=years,
        start=found.start,
        end=found.end,
        steps=tuple(steps),
        notes=two_ends.notes(ends, years[1]),
    )


def levers(found: LeverBridge, ends: Ends, year: int) -> Told:
    """Return a bridge between two scenarios with a step for each measure that only one holds."""
    language = ends[0].frame.language
    steps = [
        ToldStep(str(at), _lever_name(one, ends), one.persons, (), lever=one)
        for at, one in enumerate(found.pulled)
    ]
    if found.together:
        name = language.say("What they do together")
        steps.append(ToldStep(TOGETHER, name, found.together, ()))
    changes = _whole(found, steps)
    shared = (
        language.say("What the measures do together is shared among them evenly.")
        if found.shared
        else language.say(
            "Each measure is taken out of the whole once; what these differences leave is told "
            "apart."
        )
    )
    return Told(
        measure=found.measure,
        title=two_ends.title(ends, "other_scenario", found.measure, (year, year)),
        ends=ends,
        years=(year, year),
        start=found.start,
        end=found.end,
        steps=tuple(replace(one, whole=(n,)) for one, n in zip(steps, changes, strict=True)),
        notes=(shared, *two_ends.notes(ends, year)),
    )


def _whole(found: Bridge | LeverBridge, steps: Sequence[Step | ToldStep]) -> tuple[int, ...]:
    """Return the smallest parts as whole persons that lead from one printed end to the other.

    What is told together adds these up, so that a part has one number everywhere.
    """
    moved = whole(found.end) - whole(found.start)
    return whole_numbers([step.persons for step in steps], moved)


def _lever_name(pulled: Pulled, ends: Ends) -> str:
    """Name a measure by what it moves, for whom and where; say if it is one that is taken back."""
    row, frame = pulled.measure, ends[0].frame
    language, names = frame.language, Names(frame.study, frame.language)
    parts = [parameter_name(row.parameter, language)]
    if row.cadre not in _EVERYONE:
        parts.append(names.group(row.cadre))
    if row.territory not in (*_EVERYONE, frame.study.places.home):
        parts.append(names.territory(row.territory))
    name = " · ".join(parts)
    return language.say("Without: {what}", what=name) if pulled.taken_back else name


# --- Fewer steps ----------------------------------------------------------------------------------


def folded(told: Told, most: int) -> Told:
    """Return a bridge with at most so many steps where it can: small ones of a side are one.

    All who retire are one step, and what is printed as nothing is told together with others. Steps
    on the side of the need and measures stay by themselves.
    """
    steps = _retired(told.steps, told.language)
    least = _SMALL * max((abs(step.persons) for step in steps), default=0.0)
    small = [
        step for step in steps if _folds(step) and (not step.change or abs(step.persons) < least)
    ]
    large = [step for step in steps if _folds(step) and step not in small]
    large.sort(key=lambda step: abs(step.persons))
    while large and len(_joined(steps, small, told.language)) > most:
        small.append(large.pop(0))
    return replace(told, steps=_joined(steps, small, told.language))


def _folds(step: ToldStep) -> bool:
    return step.side in _OTHERS


def _retired(steps: Sequence[ToldStep], language: Language) -> tuple[ToldStep, ...]:
    """Return the steps with all kinds of retirement as one, in its place by size."""
    retired = [step for step in steps if step.flows and step.flows[0].kind in RETIREMENTS]
    if len(retired) < 2:  # noqa: PLR2004  one kind alone keeps its own name
        return tuple(steps)
    kept = [step for step in steps if step not in retired]
    one = _one(RETIRED, language.say("Retirements"), retired)
    exits = [step for step in kept if step.side == "exits"]
    exits = sorted([*exits, one], key=lambda step: -abs(step.persons))
    before = [step for step in kept if step.side in ("need", "stock")]
    return (*before, *exits, *(step for step in kept if step.side == "entries"))


def _one(key: str, name: str, steps: Iterable[ToldStep]) -> ToldStep:
    members = tuple(steps)
    persons = math.fsum(step.persons for step in members)
    whole = tuple(n for step in members for n in step.whole)
    flows = tuple(flow for step in members for flow in step.flows)
    return ToldStep(key, name, persons, whole, flows)


def _joined(
    steps: Sequence[ToldStep], small: Sequence[ToldStep], language: Language
) -> tuple[ToldStep, ...]:
    """Return steps, the small ones of a side as one after its others; one alone stays itself."""
    made: list[ToldStep] = []
    for side in dict.fromkeys(step.side for step in steps):
        own = [step for step in steps if step.side == side]
        together = [step for step in own if step in small]
        if side is not None and len(together) > 1:
            own = [step for step in own if step not in together]
            name = _OTHERS[side] if own else _ALL.get(side, _OTHERS[side])
            own.append(_one(f"{side} others", language.tell(name), together))
        made += own
    return tuple(made)
