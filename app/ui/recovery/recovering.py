"""What the recovery page asks for: work for another thread, on values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.planning.recovery import Copy, Holds
    from app.planning.salvage import Left
    from app.ui.job import Step

Found = tuple["tuple[Copy, ...]", "Left | None"]


def gather(plan: Path, step: Step, *, damaged: bool) -> Found:
    """Return the copies of a plan, and what is left of it where it cannot be opened."""
    from app.planning import recovery, salvage

    copies = recovery.copies(plan)
    step(0.5)
    return copies, salvage.look(plan) if damaged else None


def look_into(copy: Copy, _step: Step) -> Holds | None:
    """Return what a copy holds, or nothing where it is damaged too."""
    from app.planning import recovery

    return recovery.look_into(copy.path)


def restore(copy: Copy, plan: Path, folder: Path, _step: Step) -> Path:
    """Return a new plan made from a copy."""
    from app.planning import recovery

    return recovery.restore(copy, plan, folder)


def save(plan: Path, folder: Path, mark: str, _step: Step) -> Path:
    """Return a new plan made from what can be read of a damaged one."""
    from app.planning import recovery

    return recovery.save_what_is_left(plan, folder, mark)
