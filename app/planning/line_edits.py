"""What can be done to the lines of a scenario: each is one edit, named for the history."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.asking import scenario as named
from app.planning.edits import AddMeasure, Edit, RemoveMeasure, SetMeasure, Together
from app.planning.entered import ENTERED, its_source
from app.planning.levers import as_lever, measure, moved_by
from app.planning.levers import value as stands
from app.planning.parameter_names import called
from app.planning.scenario_edits import renumbered
from app.problems import message

if TYPE_CHECKING:
    from app.models.rows import MeasureRow, PlanRows
    from app.planning.levers import Lever
    from app.planning.study import Study


def own_lines(rows: PlanRows, scenario: str) -> list[MeasureRow]:
    """Return the lines of a scenario itself, in their order, without those that it inherits."""
    mine = (line for line in rows.measures if line.scenario == scenario)
    return sorted(mine, key=lambda line: line.line)


def add_line(rows: PlanRows, scenario: str, line: MeasureRow, title: str) -> Edit:
    """Return the edit that adds a line after those of a scenario.

    title: names the source of what a person has typed, which is that of a line without one.
    """
    number = max((one.line for one in own_lines(rows, scenario)), default=0) + 1
    new = replace(line, scenario=scenario, line=number, source=line.source or ENTERED)
    name = message(
        "{scenario}, line added: {parameter}",
        scenario=named(rows, scenario).names, parameter=called(line.parameter),
    )  # fmt: skip
    return Together(name, (*its_source(rows, title), AddMeasure(new)))


def change_line(rows: PlanRows, line: MeasureRow, title: str) -> Edit:
    """Return the edit that puts a line in place of the one with its scenario and number.

    Its reason and source among the rest; title: as for a line that is added.
    """
    name = message(
        "{scenario}, line changed: {parameter}",
        scenario=named(rows, line.scenario).names, parameter=called(line.parameter),
    )  # fmt: skip
    new = replace(line, source=line.source or ENTERED)
    return Together(name, (*its_source(rows, title), SetMeasure(new)))


def change_value(study: Study, rows: PlanRows, line: MeasureRow, value: float, title: str) -> Edit:
    """Return the edit by which a line of a scenario brings what it moves to a value.

    A line that adds or multiplies takes what stands without it into account; where that is
    nothing, a factor is the value itself. study: one of the scenario, `rows` those of now.
    """
    lever, amount = as_lever(line), value
    if lever is not None and line.operation != "set":
        idle = replace(line, value=0.0 if line.operation == "add" else 1.0)
        lines = tuple(idle if _is_same(one, line) else one for one in rows.measures)
        without = stands(study, lever, replace(rows, measures=lines))
        amount = value - without if line.operation == "add" else value / (without or 1.0)
    return change_line(rows, replace(line, value=amount), title)


def _is_same(one: MeasureRow, other: MeasureRow) -> bool:
    return (one.scenario, one.line) == (other.scenario, other.line)


def remove_line(rows: PlanRows, line: MeasureRow) -> Edit:
    """Return the edit that removes a line: what is inherited holds again."""
    name = message(
        "{scenario}, line removed: {parameter}",
        scenario=named(rows, line.scenario).names, parameter=called(line.parameter),
    )  # fmt: skip
    return Together(name, (RemoveMeasure(line),))


def move_line(rows: PlanRows, line: MeasureRow, place: int) -> Edit:
    """Return the edit that puts a line at a place among those of its scenario, the first being 0.

    Order matters where lines move the same figures; the lines are numbered anew.
    """
    before = own_lines(rows, line.scenario)
    after = [one for one in before if one.line != line.line]
    after.insert(place, line)
    name = message(
        "{scenario}, line moved: {parameter}",
        scenario=named(rows, line.scenario).names, parameter=called(line.parameter),
    )  # fmt: skip
    return Together(name, tuple(renumbered(before, after, line.scenario)))


def pull(study: Study, lever: Lever, value: float, title: str) -> Edit:
    """Return the edit that brings a lever to a value by a line of the study's own scenario.

    The line that moves it there already is changed; failing that, one is added. lever: as the
    study offers it, so that it stands where the scenario has brought it. A factor on what another
    line has brought to nothing stays a line of its own.
    """
    line = moved_by(study, lever)
    if line is None:
        return add_line(study.rows, study.scenario.id, measure(study.rows, lever, value), title)
    amount = {
        "set": value,
        "add": line.value + value - lever.stands,
        "multiply": line.value * value / (lever.stands or 1.0),
    }[line.operation]
    return change_line(study.rows, replace(line, value=amount), title)


def take_back(study: Study, lever: Lever) -> Edit | None:
    """Return the edit that removes the line by which a scenario moves a lever; None without one."""
    line = moved_by(study, lever)
    return None if line is None else remove_line(study.rows, line)
