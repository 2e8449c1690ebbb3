"""What the measures of scenarios side by side move differently, and what stands then in each."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from app.planning.fields import Fields
from app.planning.lever_figures import Figures, Scope
from app.planning.scenario_tree import stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.models.rows import MeasureRow, PlanRows
    from app.planning.comparison import Comparison

_SCOPE = attrgetter(*Scope._fields)
_DOES = attrgetter("year_from", "year_to", "operation", "value", "ramp_years")


@dataclass(frozen=True)
class MovedApart:
    """Figures of which not all scenarios of a comparison make the same.

    measures, stands: by scenario, the reference first: its lines on these figures, and what stands
    for them in `year`, the first in which every line holds in full; a mean where figures differ.
    unit: as the data write it.
    """

    scope: Scope
    unit: str
    year: int
    measures: tuple[tuple[MeasureRow, ...], ...]
    stands: tuple[float, ...]


def moved_apart(compared: Comparison) -> tuple[MovedApart, ...]:
    """Return the lines that differ between scenarios, in the order in which these hold them.

    A line that all of them hold alike is left out, whoever gave it.
    """
    rows = compared.reference.rows
    stacks = [stack(rows, study.scenario.id) for study in compared.studies]
    scopes = dict.fromkeys(Scope(*_SCOPE(line)) for lines in stacks for line in lines)
    found = []
    for scope in scopes:
        lines = [tuple(one for one in own if _SCOPE(one) == scope) for own in stacks]
        if len({tuple(map(_DOES, own)) for own in lines}) > 1:
            found.append(_apart(compared, scope, lines))
    return tuple(found)


def _apart(
    compared: Comparison, scope: Scope, lines: Sequence[tuple[MeasureRow, ...]]
) -> MovedApart:
    """Read what stands for some figures in every scenario."""
    rows, places = compared.reference.rows, compared.reference.places
    moving = [line for own in lines for line in own]
    first, last = places.axes.years[1], places.axes.years[-1]
    year = min(max(first, *(line.year_from + max(line.ramp_years - 1, 0) for line in moving)), last)
    stands = tuple(
        Figures(Fields(rows, places, study.scenario.id), study.inputs.stock).value(scope, year)
        for study in compared.studies
    )
    return MovedApart(scope, _unit(rows, scope, moving), year, tuple(lines), stands)


def _unit(rows: PlanRows, scope: Scope, lines: Sequence[MeasureRow]) -> str:
    """Return the unit of some figures: that of a line that has one, else that of the plan."""
    own = (line.unit for line in lines if line.unit and line.operation != "multiply")
    known = (
        row.unit
        for row in getattr(rows, scope.table)
        if getattr(row, "parameter", "") == scope.parameter
    )
    return next(own, next(known, ""))
