"""Puts the measures of several scenarios together in a new one, and finds where they clash."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from app.planning.asking import scenario as named
from app.planning.edits import AddMeasure, AddScenario, Edit, Together
from app.planning.line_scopes import meet
from app.planning.places import Places
from app.planning.scenario_edits import begun, numbered
from app.planning.scenario_tree import line_of, stack
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.models.rows import MeasureRow, Names, PlanRows

Line = tuple[str, int]  # a scenario and the number of a line of it


def common(rows: PlanRows, scenarios: Sequence[str]) -> tuple[str, ...]:
    """Return the scenarios on which all of some stand, from the root down; none of these itself."""
    lines = [line_of(rows, one)[:-1] for one in scenarios]
    shared: list[str] = []
    for level in zip(*lines, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)


def put_together(rows: PlanRows, scenarios: Sequence[str]) -> tuple[MeasureRow, ...]:
    """Return the lines that some scenarios have beyond what all stand on, each of them once."""
    shared = common(rows, scenarios)
    every = (line for one in scenarios for line in stack(rows, one) if line.scenario not in shared)
    return tuple(dict.fromkeys(every))


def conflicts(
    rows: PlanRows, scenarios: Sequence[str]
) -> tuple[tuple[MeasureRow, MeasureRow], ...]:
    """Return the pairs of lines of different scenarios that change the same figures.

    Where the later one sets them, the earlier is lost; where it adds or multiplies, both count.
    """
    places = Places(rows)
    return tuple(
        (one, other)
        for one, other in combinations(put_together(rows, scenarios), 2)
        if one.scenario != other.scenario and meet(one, other, places)
        and one.scenario not in line_of(rows, other.scenario)
        and other.scenario not in line_of(rows, one.scenario)
    )  # fmt: skip


def merge(
    rows: PlanRows, scenarios: Sequence[str], names: Names, left_out: Iterable[Line] = ()
) -> Edit:
    """Return the edit that makes one scenario of several, on what all of them stand on.

    Its lines are theirs, in the order of the scenarios. left_out: lines that do not come along,
    chosen where two of them clash.
    """
    shared, gone = common(rows, scenarios), set(left_out)
    row = begun(rows, shared[-1] if shared else "", names)
    lines = (one for one in put_together(rows, scenarios) if (one.scenario, one.line) not in gone)
    first = named(rows, scenarios[0]).names
    name = message("{name}: made of {first} and others", name=names, first=first)
    edits = (AddMeasure(line) for line in numbered(lines, row.id))
    return Together(name, (AddScenario(row), *edits))
