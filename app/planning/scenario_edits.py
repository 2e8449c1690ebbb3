"""What can be done to the scenarios of a plan as wholes: each is one edit, named for the history.

A scenario that is begun, copied or kept gets the code of `next_code`. A locked one is only ever
unlocked: the plan itself refuses everything else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from app.models.rows import Names, ScenarioRow
from app.planning.asking import plain
from app.planning.asking import scenario as named
from app.planning.edits import (
    AddMeasure,
    AddScenario,
    Edit,
    RemoveMeasure,
    SetMeasure,
    SetScenario,
    Together,
)
from app.planning.entered import ENTERED, its_source
from app.planning.reparenting import rewritten
from app.planning.scenario_names import each_on_one_line
from app.planning.scenario_tree import line_of
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.models.rows import MeasureRow, PlanRows
    from app.problems import Message

MARKS = ("a", "b", "c", "d", "e")
_NOBODY_SAID = Names("", "", "")


@dataclass(frozen=True)
class About:
    """What a person says about a scenario: its purpose, who made it, and when, as a date."""

    purpose: Names = _NOBODY_SAID
    author: str = ""
    date: str = ""


_NOTHING_SAID = About()


def next_code(rows: PlanRows, beside: Iterable[str] = ()) -> str:
    """Return the first code that no scenario of a plan has, nor is `beside` them."""
    taken = {row.id for row in rows.scenarios} | set(beside)
    number = 1
    while f"S{number}" in taken:
        number += 1
    return f"S{number}"


def next_mark(rows: PlanRows) -> str:
    """Return the first mark that no scenario in sight has, nothing where all of them are given."""
    taken = {row.mark for row in rows.scenarios if row.kind == "scenario" and not row.archived}
    return next((mark for mark in MARKS if mark not in taken), "")


def every_name(names: Names) -> tuple[str, str, str]:
    """Return the names in French, Arabic and English; nothing where a language has none."""
    return names.fr, names.ar, names.en


def free_names(rows: PlanRows, names: Names) -> Names:
    """Return names that no scenario has: these, or with the first number that makes all new."""
    taken = {plain(one) for row in rows.scenarios for one in every_name(row.names)}
    number, found = 1, names
    while any(plain(one) in taken for one in every_name(found) if one):
        number += 1
        found = Names(*(f"{one} ({number})" if one else "" for one in every_name(names)))
    return found


def children(rows: PlanRows, scenario: str) -> tuple[str, ...]:
    """Return the scenarios that stand on one, at once or through others, in the plan's order."""
    return tuple(row.id for row in rows.scenarios if scenario in line_of(rows, row.id)[:-1])


def create(rows: PlanRows, parent: str, names: Names, about: About = _NOTHING_SAID) -> Edit:
    """Return the edit that begins a scenario on another, without measures of its own."""
    row = begun(rows, parent, names, about)
    return Together(message("New scenario: {name}", name=names), (AddScenario(row),))


def keep(
    rows: PlanRows, parent: str, measures: Iterable[MeasureRow], names: Names, title: str
) -> Edit:
    """Return the edit that keeps what was tried on a scenario as a new one that stands on it.

    title: names the source of what a person has typed.
    """
    row = begun(rows, parent, names)
    lines = (replace(line, source=line.source or ENTERED) for line in measures)
    added = (AddMeasure(line) for line in numbered(lines, row.id))
    edits = (*its_source(rows, title), AddScenario(row), *added)
    return Together(message("Kept as a scenario: {name}", name=names), edits)


def begun(rows: PlanRows, parent: str, names: Names, about: About = _NOTHING_SAID) -> ScenarioRow:
    """Return a scenario that begins on another, with the next code and mark."""
    return ScenarioRow(
        next_code(rows), each_on_one_line(names), _last(rows) + 1, locked=False, parent=parent,
        purpose=about.purpose, author=about.author, date=about.date, mark=next_mark(rows),
    )  # fmt: skip


def _last(rows: PlanRows) -> int:
    return max((row.position for row in rows.scenarios), default=-1)


def duplicate(rows: PlanRows, scenario: str, names: Names, *, below: bool = False) -> Edit:
    """Return the edit that copies a scenario with its measures, unlocked, beside it.

    below: whether those that stand on it are copied too, under the copy and without a mark. Steps
    of a story are not.
    """
    codes = [scenario, *(_scenarios_below(rows, scenario) if below else ())]
    fresh: dict[str, str] = {}
    for code in codes:
        fresh[code] = next_code(rows, fresh.values())
    edits: list[Edit] = []
    for at, code in enumerate(codes, start=1):
        row = named(rows, code)
        first = {"names": names, "mark": next_mark(rows)}
        changes: dict[str, Any] = first if at == 1 else {"mark": ""}
        parent = fresh.get(row.parent, row.parent)
        copy = replace(
            row, id=fresh[code], position=_last(rows) + at, locked=False, parent=parent,
            status="draft", **changes,
        )  # fmt: skip
        own = (line for line in rows.measures if line.scenario == code)
        edits += [AddScenario(copy), *(AddMeasure(replace(m, scenario=copy.id)) for m in own)]
    return Together(message("Copied as: {name}", name=names), tuple(edits))


def _scenarios_below(rows: PlanRows, scenario: str) -> Iterator[str]:
    """Give the scenarios that stand on one, each after its own parent."""
    for row in rows.scenarios:
        if row.parent == scenario and row.kind == "scenario":
            yield row.id
            yield from _scenarios_below(rows, row.id)


def describe(rows: PlanRows, scenario: str, **changes: object) -> Edit:
    """Return the edit that changes what is said of a scenario: names, purpose, mark, status..."""
    row = named(rows, scenario)
    return Together(
        message("Scenario described: {name}", name=row.names),
        (SetScenario(replace(row, **cast("Any", changes))),),
    )


def lock(rows: PlanRows, scenario: str, *, locked: bool) -> Edit:
    """Return the edit that locks a scenario, or takes its lock off."""
    row = named(rows, scenario)
    name = message("Locked: {name}", name=row.names)
    if not locked:
        name = message("Unlocked: {name}", name=row.names)
    return Together(name, (SetScenario(replace(row, locked=locked)),))


def archive(rows: PlanRows, scenario: str, *, archived: bool) -> Edit:
    """Return the edit that puts a scenario out of sight, or back, with those that stand on it.

    What it stands on itself comes back with it: nothing in sight hangs on what is not. Steps of a
    story stay as they are.
    """
    row = named(rows, scenario)
    if archived:
        name, codes = message("Archived: {name}", name=row.names), {scenario}
    else:
        name, codes = message("Brought back: {name}", name=row.names), set(line_of(rows, scenario))
    codes |= set(children(rows, scenario))
    moved = (
        one for one in rows.scenarios
        if one.id in codes and one.archived != archived and one.kind == "scenario"
    )  # fmt: skip
    return Together(name, tuple(SetScenario(replace(one, archived=archived)) for one in moved))


def put_under(rows: PlanRows, scenario: str, parent: str) -> Edit:
    """Return the edit that puts a scenario on another one with the same own measures."""
    row = named(rows, scenario)
    return Together(_moved(row), (SetScenario(replace(row, parent=parent)),))


def put_under_with_values(rows: PlanRows, scenario: str, parent: str) -> Edit:
    """Return the edit that puts a scenario on another one, its own measures written anew.

    All that it stood on so far is copied in front of its own measures, and what the new parent
    changes besides is undone, so that its results stay. Refuses what no measure can undo.
    """
    row = named(rows, scenario)
    before = [line for line in rows.measures if line.scenario == scenario]
    after = rewritten(rows, scenario, parent)
    return Together(
        _moved(row),
        (SetScenario(replace(row, parent=parent)), *renumbered(before, after, scenario)),
    )


def _moved(row: ScenarioRow) -> Message:
    return message("Moved to another parent: {name}", name=row.names)


def numbered(lines: Iterable[MeasureRow], scenario: str) -> Iterator[MeasureRow]:
    """Give lines as those of a scenario, numbered from 1."""
    for at, line in enumerate(lines, start=1):
        yield replace(line, scenario=scenario, line=at)


def renumbered(
    before: Iterable[MeasureRow], after: Iterable[MeasureRow], scenario: str
) -> Iterator[Edit]:
    """Give the edits that put these lines, numbered from 1, in place of those of a scenario."""
    new = list(numbered(after, scenario))
    numbers = {one.line for one in new}
    yield from (SetMeasure(one) for one in new)
    yield from (RemoveMeasure(one) for one in before if one.line not in numbers)
