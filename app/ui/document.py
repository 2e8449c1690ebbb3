"""Document: the open plan, its study, the view of it and the language; the only shared object."""

from __future__ import annotations

import gc
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.language import Language, language
from app.ui.job import Job

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.rows import PlanRows
    from app.planning.lines import View
    from app.planning.plan import Plan
    from app.planning.study import Study
    from app.ui.job import Step

_T = TypeVar("_T")
_READ, _PROJECTED = 0.4, 0.9
_REFERENCE = "reference"


@dataclass(frozen=True)
class _Opened:
    """What opening a plan gives."""

    plan: Plan
    study: Study


class Document(QObject):
    """What is open and what is asked of it; pages listen to its signals and change nothing else."""

    language_changed = Signal()
    plan_opened = Signal()
    plan_closed = Signal()
    plan_changed = Signal(object)  # the kinds of figures that an edit touched
    view_changed = Signal()
    work_started = Signal()
    work_ended = Signal()
    problem_met = Signal(object)

    def __init__(self, code: str = "fr") -> None:
        """Start with nothing open."""
        super().__init__()
        self._language = language(code)
        self._plan: Plan | None = None
        self._study: Study | None = None
        self._view: View | None = None
        self._studies: dict[str, Study] = {}
        self._job: Job | None = None
        self.opening = ""  # the file, or the code of the sample, that is being opened
        self._copies = tempfile.TemporaryDirectory(
            prefix="tabib-samples-", ignore_cleanup_errors=True
        )

    # --- What there is --------------------------------------------------------------------------

    @property
    def language(self) -> Language:
        """The language that the window speaks."""
        return self._language

    @property
    def is_open(self) -> bool:
        """Whether a plan is open."""
        return self._study is not None

    @property
    def study(self) -> Study:
        """The study of the open plan under the chosen scenario."""
        return _there(self._study)

    @property
    def view(self) -> View:
        """What is asked of the study."""
        return _there(self._view)

    @property
    def reference(self) -> Study | None:
        """The study of the reference scenario, where it has been computed."""
        return self._studies.get(_REFERENCE)

    @property
    def rows(self) -> PlanRows:
        """The figures of the open plan."""
        return self.study.rows

    @property
    def path(self) -> Path:
        """The file of the open plan."""
        return _there(self._plan).path

    @property
    def is_sample(self) -> bool:
        """Whether the plan is a copy of a sample, which goes away with the window."""
        return self._plan is not None and self.path.is_relative_to(self._folder)

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being opened or a scenario computed."""
        return self._job is not None

    # --- What can be done -----------------------------------------------------------------------

    def speak(self, code: str) -> None:
        """Change the language."""
        if code != self._language.code:
            self._language = language(code)
            self.language_changed.emit()

    def open(self, path: Path) -> None:
        """Open a plan for looking; the present one stays until the new one is whole."""
        self.opening = path.name
        self._start(Job(lambda step: _open(path, step)), self._opened)

    def open_sample(self, code: str) -> None:
        """Open a fresh copy of a sample."""
        self.opening = code
        self._start(Job(lambda step: _open_sample(code, self._folder, step)), self._opened)

    def show(self, view: View) -> None:
        """Ask something else of the same study."""
        if view != self._view:
            self._view = view
            self.view_changed.emit()

    def show_covered(self) -> None:
        """Ask for the group and the sectors that the chosen norm covers exactly."""
        view = self.view
        self.show(self.study.view(view.territory, norm=view.norm.id, until=view.until))

    def follow(self, scenario: str) -> None:
        """Show another scenario; it is computed once and kept."""
        rows = self.rows
        if scenario in self._studies:
            self._forget_work()
            self._take(self._studies[scenario])
        else:
            self.opening = ""
            self._start(Job(lambda step: _study(rows, scenario, step)), self._take)

    def close_plan(self) -> None:
        """Let go of the plan; nothing is open afterwards."""
        self._forget_work()
        if self._plan is not None:
            self._plan.close()
        self._plan = self._study = self._view = None
        self._studies = {}
        self.plan_closed.emit()

    def close(self) -> None:
        """Let go of everything: the window goes away."""
        Job.stop_all()
        if self._plan is not None:
            self._plan.close()
        self._copies.cleanup()

    # --- Inside ---------------------------------------------------------------------------------

    @property
    def _folder(self) -> Path:
        return Path(self._copies.name).resolve()

    def _start(self, job: Job, then: Callable[..., None]) -> None:
        """Run a job in place of the one before it."""
        if self._job is not None:
            self._job.stop()
        self._job = job
        job.succeeded.connect(then)
        job.met_problem.connect(self.problem_met)
        job.ended.connect(lambda: self._ended(job))
        job.start()
        self.work_started.emit()

    def _forget_work(self) -> None:
        """Stop what runs: something else has been asked since."""
        if self._job is not None:
            self._job.stop()
            self._ended(self._job)

    def _ended(self, job: Job) -> None:
        if self._job is job:
            self._job, self.opening = None, ""
            self.work_ended.emit()

    def _opened(self, opened: _Opened) -> None:
        """Put the new plan in the place of the old one."""
        if self._plan is not None:
            self._plan.close()
        self._plan = opened.plan
        self._studies = {}
        self._keep(opened.study)
        self._view = opened.study.view()
        self.plan_opened.emit()
        self.view_changed.emit()
        if not gc.get_freeze_count():
            # What the first plan made us load stays for good; one full sweep of the collector
            # over it would hold the window still for a tenth of a second.
            gc.freeze()

    def _take(self, study: Study) -> None:
        """Show the same view of another study."""
        self._keep(study)
        self.view_changed.emit()

    def _keep(self, study: Study) -> None:
        self._study = study
        self._studies[study.scenario.id] = study


def _there(value: _T | None) -> _T:
    if value is None:
        raise RuntimeError("no plan is open")
    return value


def _open(path: Path, step: Step) -> _Opened:
    """Open and project a plan; what is slow to load is loaded here, beside the window."""
    from app.planning.plan import Plan
    from app.reports import charts, deficit  # noqa: F401  the page asks for them next

    plan = Plan.open(path)
    rows = plan.rows()
    step(_READ)
    study = _study(rows, None, step)
    return _Opened(plan, study)


def _open_sample(code: str, folder: Path, step: Step) -> _Opened:
    """Write a sample into a folder of its own and open it from there."""
    from app.planning.plan import Plan
    from app.planning.starter import sample

    path = Path(tempfile.mkdtemp(dir=folder)) / f"{code}.tabib"
    Plan.create(path, sample(code))
    return _open(path, step)


def _study(rows: PlanRows, scenario: str | None, step: Step) -> Study:
    from app.planning.study import run

    study = run(rows, scenario)
    step(_PROJECTED)
    return study

