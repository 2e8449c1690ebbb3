"""What opening a plan and following a scenario take: work for another thread, on values."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.rows import PlanRows
    from app.planning.plan import Plan
    from app.planning.study import Study
    from app.ui.job import Step

_READ, _PROJECTED = 0.4, 0.9


@dataclass(frozen=True)
class Opened:
    """An open plan with its study; `held_back` says why it cannot be changed, if it cannot.

    `stuck` says why the figures of now cannot be projected: the study is of those before.
    """

    plan: Plan
    study: Study
    held_back: Problem | None = None
    stuck: Problem | None = None


def open_plan(path: Path, step: Step, *, take_over: bool = False) -> Opened:
    """Open and project a plan, for changes where that is possible, else for looking."""
    from app.planning.plan import Plan
    from app.reports import charts, deficit  # noqa: F401  the first page asks for them next
    from app.ui.overview import geometry

    held_back: Problem | None = None
    try:
        plan = Plan.open(path, write=True, take_over=take_over)
    except Problem as problem:
        held_back = problem
        plan = Plan.open(path)
    try:
        rows = plan.rows()
        geometry.read()
        step(_READ)
        try:
            return Opened(plan, study(rows, None, step), held_back)
        except Problem as problem:
            return Opened(plan, _study_before(plan, step, problem), held_back, problem)
    except BaseException:
        plan.close()
        raise


def _study_before(plan: Plan, step: Step, problem: Problem) -> Study:
    """Project a plan as it was before its last changes: what they broke can then be corrected."""
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="tabib-before-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / plan.path.name
        plan.copy_to(path)
        with type(plan).open(path, write=True) as earlier:
            while earlier.undo() is not None:
                try:
                    return study(earlier.rows(), None, step)
                except Problem:
                    continue
    raise problem


def open_sample(code: str, folder: Path, step: Step) -> Opened:
    """Write a sample into a folder of its own and open it from there."""
    from pathlib import Path

    from app.planning.plan import Plan
    from app.planning.starter import sample

    path = Path(tempfile.mkdtemp(dir=folder)) / f"{code}.tabib"
    Plan.create(path, sample(code))
    return open_plan(path, step)


def study(rows: PlanRows, scenario: str | None, step: Step, before: Study | None = None) -> Study:
    """Project a plan under a scenario; what an earlier study made of the same rows is kept."""
    from app.planning.study import run

    found = run(rows, scenario, before)
    step(_PROJECTED)
    return found
