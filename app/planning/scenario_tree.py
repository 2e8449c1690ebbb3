"""Scenarios that stand on one another: what each inherits, and which of them are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.models.rows import MeasureRow, PlanRows, ScenarioRow


def line_of(rows: PlanRows, scenario: str) -> tuple[str, ...]:
    """Return the scenarios on which one stands, the first of them first, itself last."""
    parents = {row.id: row.parent for row in rows.scenarios}
    found = [scenario]
    while (above := parents.get(found[-1], "")) and above not in found:
        found.append(above)
    return tuple(reversed(found))


def stack(rows: PlanRows, scenario: str) -> tuple[MeasureRow, ...]:
    """Return the measures of a scenario in their order: what it inherits, then its own."""
    place = {code: at for at, code in enumerate(line_of(rows, scenario))}
    mine = (measure for measure in rows.measures if measure.scenario in place)
    return tuple(sorted(mine, key=lambda measure: (place[measure.scenario], measure.line)))


def shown(rows: PlanRows) -> tuple[ScenarioRow, ...]:
    """Return the scenarios to choose from: neither archived ones nor steps of a story."""
    return tuple(row for row in rows.scenarios if row.kind == "scenario" and not row.archived)
