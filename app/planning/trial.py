"""What is tried out on top of a scenario: measures that no plan file holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.rows import ScenarioRow
from app.planning.asking import scenario as named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.rows import MeasureRow, PlanRows

TRIAL = "trial"


def tried(rows: PlanRows, scenario: str, measures: Iterable[MeasureRow]) -> PlanRows:
    """Return the rows of a plan with one scenario more, TRIAL, that stands on another.

    Its measures are these, in their order; whatever tried rows were there before are gone.
    """
    below = named(rows, scenario)
    trial = ScenarioRow(TRIAL, below.names, len(rows.scenarios), locked=False, parent=below.id)
    mine = tuple(
        replace(measure, scenario=TRIAL, line=at) for at, measure in enumerate(measures, start=1)
    )
    return replace(
        rows,
        scenarios=(*(row for row in rows.scenarios if row.id != TRIAL), trial),
        measures=(*(row for row in rows.measures if row.scenario != TRIAL), *mine),
    )
