"""Stories told in steps: what each step shows, tries out and hides, and how steps are edited.

A step is a scenario of its own kind. What it tries out stands on the scenario of its story.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.rows import ScenarioRow, StoryRow
from app.planning.asking import COVERED
from app.planning.edits import Add, Edit, Remove, Set, Together
from app.planning.entered import ENTERED, its_source
from app.planning.scenario_tree import line_of, stack
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.rows import MeasureRow, Names, PlanRows
    from app.planning.lines import View


@dataclass(frozen=True)
class Step:
    """A step of a story: its caption, what it tries out, and the first year that it hides."""

    id: str
    caption: Names
    measures: tuple[MeasureRow, ...]
    hold_from: int | None
    asks: bool


@dataclass(frozen=True)
class Told:
    """What a new step says, tries out and hides."""

    caption: Names
    measures: tuple[MeasureRow, ...] = ()
    hold_from: int | None = None
    asks: bool = False


def stories(rows: PlanRows) -> tuple[StoryRow, ...]:
    """Return the stories of a plan in their order."""
    return tuple(sorted(rows.stories, key=lambda row: row.position))


def base_of(rows: PlanRows, story: StoryRow) -> str:
    """Return the scenario that a story begins with."""
    return story.scenario or rows.facts.scenario


def steps(rows: PlanRows, story: StoryRow) -> tuple[Step, ...]:
    """Return the steps of a story in their order; what the story begins with is in none.

    Their measures speak of what the story begins with, so that two steps that try out the same are
    equal in that: from one to the other nothing is tried anew.
    """
    base = base_of(rows, story)
    below = set(line_of(rows, base))
    return tuple(
        Step(
            row.id,
            row.purpose,
            tuple(
                replace(one, scenario=base)
                for one in stack(rows, row.id)
                if one.scenario not in below
            ),
            row.hold_from,
            row.asks,
        )
        for row in _rows_of(rows, story.id)
    )


def begun(rows: PlanRows, scenario: str, view: View, year: int, pinned: Sequence[str]) -> StoryRow:
    """Return a new story about what is shown now, still without a name and without steps."""
    known = {row.id for row in rows.stories}
    return StoryRow(
        id=_free("story", known),
        names=rows.facts.names,
        position=1 + max((row.position for row in rows.stories), default=-1),
        scenario=scenario,
        territory=view.territory,
        cadre="" if view.cadre == COVERED else view.cadre,
        norm=view.norm.id,
        year=year,
        pinned=tuple(pinned),
    )


def added(rows: PlanRows, story: StoryRow, told: Told, typed: str) -> Edit:
    """Return the edit that adds a step at the end of a story, and the story if it is new.

    typed: the title of the source of what a person has typed, for measures that have no other.
    """
    code = _free(story.id, {row.id for row in rows.scenarios})
    last = max((row.position for row in rows.scenarios), default=-1)
    row = ScenarioRow(
        id=code,
        names=told.caption,
        position=last + 1,
        locked=False,
        parent=base_of(rows, story),
        kind="step",
        purpose=told.caption,
        story=story.id,
        hold_from=told.hold_from,
        asks=told.asks,
    )
    mine = (
        Add(replace(one, scenario=code, line=at, source=one.source or ENTERED))
        for at, one in enumerate(told.measures, start=1)
    )
    source = () if all(one.source for one in told.measures) else its_source(rows, typed)
    is_new = all(one.id != story.id for one in rows.stories)
    first: tuple[Edit, ...] = (Add(story),) if is_new else ()
    return Together(message("Step added to a story"), (*source, *first, Add(row), *mine))


def recaptioned(rows: PlanRows, step: str, caption: Names) -> Edit:
    """Return the edit that gives a step another caption."""
    row = _row(rows, step)
    return Together(
        message("Caption of a step changed"),
        (Set(replace(row, names=caption, purpose=caption)),),
    )


def moved(rows: PlanRows, step: str, by: int) -> Edit | None:
    """Return the edit that lets a step change places with another, None where there is none."""
    row = _row(rows, step)
    every = _rows_of(rows, row.story)
    at = every.index(row)
    if not 0 <= at + by < len(every):
        return None
    other = every[at + by]
    return Together(
        message("Steps of a story in another order"),
        (
            Set(replace(row, position=other.position)),
            Set(replace(other, position=row.position)),
        ),
    )


def removed(rows: PlanRows, step: str) -> Edit:
    """Return the edit that removes a step, and its story with the last one."""
    row = _row(rows, step)
    mine = tuple(Remove(one) for one in rows.measures if one.scenario == step)
    is_last = len(_rows_of(rows, row.story)) == 1
    story = tuple(Remove(one) for one in rows.stories if one.id == row.story and is_last)
    return Together(message("Step removed from a story"), (*mine, Remove(row), *story))


def _rows_of(rows: PlanRows, story: str) -> list[ScenarioRow]:
    found = (row for row in rows.scenarios if row.kind == "step" and row.story == story)
    return sorted(found, key=lambda row: row.position)


def _row(rows: PlanRows, step: str) -> ScenarioRow:
    return next(row for row in rows.scenarios if row.id == step)


def _free(word: str, known: set[str]) -> str:
    """Return a code that is not known yet."""
    number = 1
    while f"{word}-{number}" in known:
        number += 1
    return f"{word}-{number}"
