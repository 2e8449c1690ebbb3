"""What each line of a scenario does by itself, and what the world alone does in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.planning.lever_catalogue import SIDE
from app.planning.levers import Lever, as_lever, value
from app.planning.nation import REFERENCE
from app.planning.scenario_tree import stack
from app.planning.study import Study, run
from app.planning.trial import TRIAL, tried
from app.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.models.rows import MeasureRow, PlanRows
    from app.planning.lines import Line, View


@dataclass(frozen=True)
class Effect:
    """A line of a scenario: the figure before it and with it, and what it does to the result.

    lever: what it moves, None where nothing reads it. parent, here: what stands for that on what
    the scenario stands on, and in the scenario. by_year: the result with all lines, less the result
    without this one, in persons; None where the plan refuses to go without, for the reason given.
    """

    line: MeasureRow
    lever: Lever | None
    parent: float | None
    here: float | None
    by_year: Mapping[int, float] | None
    refused: Problem | None = None

    def in_year(self, year: int) -> float:
        """Return what the line does to the result of a year, nothing where nobody can say."""
        return (self.by_year or {}).get(year, 0.0)


@dataclass(frozen=True)
class Effects:
    """What the own lines of a scenario do, to its deficit or, where it has no need, its stock."""

    measure: Literal["deficit", "stock"]
    found: tuple[Effect, ...]

    def largest_first(self, year: int) -> tuple[Effect, ...]:
        """Return the lines from the one that does most in a year; those alike in their order."""
        return tuple(sorted(self.found, key=lambda one: -abs(one.in_year(year))))


def effects(study: Study, view: View, step: Callable[[float], None]) -> Effects:
    """Run a scenario without each of its own lines in turn, for a view.

    `step` hears the share that is done before each run, and may raise to stop.
    """
    rows, code = study.rows, study.scenario.id
    own = sorted((m for m in rows.measures if m.scenario == code), key=lambda line: line.line)
    below, found = beneath(study), []
    for at, line in enumerate(own):
        step(at / len(own))
        lever = as_lever(line)
        parent, here = (None if lever is None else value(one, lever) for one in (below, study))
        found.append(Effect(line, lever, parent, here, *_without(study, view, line)))
    step(1.0)
    measure: Literal["deficit", "stock"] = (
        "stock" if study.lines(view)[-1].deficit is None else "deficit"
    )
    return Effects(measure, tuple(found))


def _without(
    study: Study, view: View, line: MeasureRow
) -> tuple[Mapping[int, float] | None, Problem | None]:
    """Return what a line does to the result by year, or why the plan refuses to go without it."""
    try:
        other = run(_less(study.rows, line), study.scenario.id, study)
    except Problem as problem:
        return None, problem
    pairs = zip(study.lines(view), other.lines(view), strict=True)
    return {one.year: _result(one) - _result(two) for one, two in pairs}, None


def _less(rows: PlanRows, *lines: MeasureRow) -> PlanRows:
    gone = {(line.scenario, line.line) for line in lines}
    kept = tuple(m for m in rows.measures if (m.scenario, m.line) not in gone)
    return replace(rows, measures=kept)


def _result(line: Line) -> float:
    return line.stock if line.deficit is None else line.deficit


def beneath(study: Study) -> Study:
    """Return the study of what a scenario stands on: its parent, else the plan without measures."""
    rows, scenario = study.rows, study.scenario
    if scenario.parent:
        return run(rows, scenario.parent, study)
    own = (line for line in rows.measures if line.scenario == scenario.id)
    return run(_less(rows, *own), scenario.id, study)


def reference_under(study: Study, step: Callable[[float], None]) -> Study | None:
    """Return the reference under the assumptions of a scenario, its levers left out.

    None where the scenario moves no assumption, which would leave the reference itself, or nothing
    else, which would be the scenario itself; and where the plan has no reference. `step` as above.
    """
    step(0.0)
    rows = study.rows
    known = any(row.id == REFERENCE for row in rows.scenarios)
    lines = [m for m in stack(rows, study.scenario.id) if m.scenario != REFERENCE]
    assumed = [m for m in lines if SIDE.get((m.table, m.parameter)) == "assumption"]
    if not known or len(assumed) in (0, len(lines)):
        return None
    found = run(tried(rows, REFERENCE, assumed), TRIAL, study)
    step(1.0)
    return found
