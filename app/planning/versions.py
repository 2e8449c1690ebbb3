"""The figures of a plan as they were or are elsewhere: before a change, in a backup, in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.models import lock, opening
from app.planning.plan import Plan

if TYPE_CHECKING:
    from app.models.rows import PlanRows


def of_file(path: Path) -> PlanRows:
    """Return the figures of another plan or of a backup; a file that cannot be read is refused."""
    with Plan.open(path) as plan:
        return plan.rows()


def before_change(plan: Plan, sequence: int) -> PlanRows:
    """Return the figures of a plan as they were just before a change that stands.

    The change, and all after it, are taken back in a copy; the plan itself stays as it is.
    """
    with TemporaryDirectory(prefix="tabib-before-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / plan.path.name
        plan.copy_to(path)
        with _for_changes(path) as earlier:
            earlier.go_to(sequence)
            earlier.undo()
            return earlier.rows()


def _for_changes(path: Path) -> Plan:
    """Open a copy that goes away again: no backup of it is worth keeping."""
    return Plan(replace(opening.open_for_looking(path), held=lock.take(path)))
