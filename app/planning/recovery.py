"""The kept copies of a plan: which there are, what each holds, and a new plan made from one."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from app.planning import salvage
from app.planning.plan import Plan
from app.planning.scenario_tree import shown
from app.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copy:
    """One kept copy: its file and size, when it was made; `elsewhere`: of which other file."""

    path: Path
    time: datetime
    size: int
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Holds:
    """What a verified copy holds: people in post, scenarios, changes in its history."""

    persons: float
    scenarios: int
    changes: int


def copies(plan: Path) -> tuple[Copy, ...]:
    """Return the kept copies of a plan, newest first; first those of this very file."""
    here = os.path.realpath(plan)
    return tuple(
        Copy(b.path, b.time, b.path.stat().st_size, "" if b.origin in ("", here) else b.origin)
        for b in Plan.backups(plan)
    )


def look_into(copy: Path) -> Holds | None:
    """Check all of a copy and return what it holds, or nothing where it is damaged itself."""
    try:
        with Plan.open(copy) as plan:
            rows = plan.rows()
            persons = sum(row.persons for row in rows.staff)
            return Holds(persons, len(shown(rows)), len(plan.history()))
    except Problem:
        return None


def restore(copy: Copy, plan: Path, documents: Path) -> Path:
    """Make a new plan from a copy, beside the old file or else among the documents."""
    stamp = f"{copy.time.astimezone():%Y-%m-%d %Hh%M}"
    return _placed(plan, stamp, documents, lambda to: Plan.restore(copy.path, to))


def save_what_is_left(plan: Path, documents: Path, mark: str) -> Path:
    """Make a new plan from what is left of one, beside it or else among the documents.

    mark: the word that the name of the new file has more.
    """
    return _placed(plan, mark, documents, lambda to: salvage.save(plan, to))


def _placed(plan: Path, mark: str, documents: Path, make: Callable[[Path], None]) -> Path:
    """Make a file under a free name; return where it went."""
    to = _free(plan.parent, plan.stem, mark)
    try:
        make(to)
    except Problem:
        if documents == plan.parent:
            raise
        to = _free(documents, plan.stem, mark)
        make(to)
    return to


def _free(folder: Path, stem: str, mark: str) -> Path:
    """Return a name that no file of a folder has."""
    names = (f"{stem} {mark}{f' ({n})' if n > 1 else ''}.tabib" for n in count(1))
    return next(folder / name for name in names if not os.path.lexists(folder / name))
