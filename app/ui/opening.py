"""What opening a plan and following a scenario take: work for another thread, on values."""

from __future__ import annotations

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

    held_back: Problem | None = None
    try:
        plan = Plan.open(path, write=True, take_over=take_over)
    except Problem as problem:
        held_back = problem
        plan = Plan.open(path)
    try:
        rows, stuck = plan.rows(), None
        step(_READ)
        try:
            found = study(rows, None, step)
        except Problem as problem:
            found, stuck = _study_before(plan, step, problem), problem
        _warm_up(found)
        return Opened(plan, found, held_back, stuck)
    except BaseException:
        plan.close()
        raise


def _warm_up(study: Study) -> None:
    """Load what the first page asks for, and draw a chart: the next one takes half the time."""
    from app.language import language
    from app.planning import watch  # noqa: F401
    from app.reports import alternative, deficit, drivers, key_figures, ranking, trace  # noqa: F401
    from app.reports.live_canvas import LiveCanvas
    from app.reports.look import Look
    from app.reports.year_chart import YearChart
    from app.ui.overview import geometry

    geometry.read()
    spoken = language("fr")
    table = deficit.by_year(study, study.view(), spoken)
    if len(table.rows) > 1:
        chart = YearChart(table, Look(spoken))
        LiveCanvas(chart.figure, *chart.layers()).draw()


def _study_before(plan: Plan, step: Step, problem: Problem) -> Study:
    """Project a plan as it was before its last changes: what they broke can then be corrected."""
    from pathlib import Path
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="tabib-before-", ignore_cleanup_errors=True) as folder:
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
    from tempfile import mkdtemp

    from app.planning.plan import Plan
    from app.planning.starter import sample

    path = Path(mkdtemp(dir=folder)) / f"{code}.tabib"
    Plan.create(path, sample(code))
    return open_plan(path, step)


def study(rows: PlanRows, scenario: str | None, step: Step, before: Study | None = None) -> Study:
    """Project a plan under a scenario; what an earlier study made of the same rows is kept."""
    from app.planning.study import run

    found = run(rows, scenario, before).in_full()
    step(_PROJECTED)
    return found
