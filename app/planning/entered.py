"""What a person types in a plan has the plan itself as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.rows import SourceRow
from app.planning.edits import AddSource

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.planning.edits import Edit

ENTERED = "ENTERED"  # the source of what a person has typed in the plan


def its_source(rows: PlanRows, title: str) -> tuple[Edit, ...]:
    """Return the edit that adds this source under a title, where a plan has none of it yet."""
    if any(row.id == ENTERED for row in rows.sources):
        return ()
    return (AddSource(SourceRow(ENTERED, title, "", "", "", "")),)
