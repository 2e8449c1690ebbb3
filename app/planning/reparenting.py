"""The lines that a scenario needs on another parent to give the same results as before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.line_scopes import replaces
from app.planning.parameter_names import called
from app.planning.places import Places
from app.planning.row_places import place_of_line
from app.planning.scenario_tree import line_of, stack
from app.problems import Problem, message

if TYPE_CHECKING:
    from app.models.rows import MeasureRow, PlanRows

# Each line on these adds people, or makes a pool of places: none takes that away again.
_LASTING = {"contracts", "missions", "retention_places"}


def rewritten(rows: PlanRows, scenario: str, parent: str) -> tuple[MeasureRow, ...]:
    """Return the own lines of a scenario that has the same stack of measures on another parent.

    First what the new parent changes besides is undone, the last of it first; then come the lines
    that the old parent had besides; then its own. Refuses a line that none of these undoes: one
    that sets a figure, or that calls people up.
    """
    old = line_of(rows, scenario)
    new = line_of(rows, parent) if parent else ()
    shared = [one for one, other in zip(old, new, strict=False) if one == other]
    kept = [line for line in stack(rows, scenario) if line.scenario not in shared]
    besides = [line for line in stack(rows, parent) if line.scenario not in shared] if new else []
    undone = [_undone(rows, line, kept) for line in reversed(besides)]
    return (*(line for line in undone if line is not None), *kept)


def _undone(rows: PlanRows, line: MeasureRow, later: list[MeasureRow]) -> MeasureRow | None:
    """Return the line that undoes another; None where a later one sets the same figures anyway."""
    if line.parameter not in _LASTING:
        places = Places(rows)
        if any(replaces(one, line, places) for one in later):
            return None
        if line.operation == "add":
            return replace(line, value=-line.value)
        if line.operation == "multiply" and line.value and line.ramp_years <= 1:
            return replace(line, value=1.0 / line.value)
    raise Problem(
        message(
            "The new parent changes “{parameter}”, and no line can undo that.",
            parameter=called(line.parameter),
        ),
        where=place_of_line(rows, line),
        remedy=message("Keep the differences instead, or choose another parent."),
    )
