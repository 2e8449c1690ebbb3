"""A scenario that begins from another one, before it has a name of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.planning import scenario_edits
from app.ui.scenarios.three_names import in_each

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.planning.edits import Edit


def begun(rows: PlanRows, scenario: str) -> tuple[Edit, str]:
    """Return what makes a scenario that stands on another, and the code that it gets."""
    row = next(one for one in rows.scenarios if one.id == scenario)
    names = in_each(row.names, lambda spoken, _name: spoken.say("New scenario"))
    about = scenario_edits.About(date=date.today().isoformat())  # noqa: DTZ011  as people say
    edit = scenario_edits.create(rows, scenario, scenario_edits.free_names(rows, names), about)
    return edit, scenario_edits.next_code(rows)
