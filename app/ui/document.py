"""Document: the open plan, its study, the view of it and the language; the only shared object."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.language import Language, language
from app.problems import Message, Problem, Unreadable, message
from app.ui import opening
from app.ui.following import Shown, moved, same_view
from app.ui.garbage import set_aside
from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.trials import Trials

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

    from app.models.rows import PlanRows
    from app.planning.edits import Edit
    from app.planning.history import HistoryLine
    from app.planning.lines import View
    from app.planning.plan import Plan
    from app.planning.study import Study
    from app.ui.frame.inspector import Sheet
    from app.ui.job import Step
    from app.ui.opening import Opened

_T = TypeVar("_T")
_REFERENCE = "reference"
_OPENING, _STUDY, _COMPARED = "opening", "study", "compared"
Tell = Callable[["Document"], "Sheet"]


class Document(QObject):
    """What is open and what is asked of it; pages listen to its signals and change nothing else."""

    language_changed = Signal()
    appearance_changed = Signal()
    plan_opened = Signal()
    plan_closed = Signal()
    plan_changed = Signal(object)  # the kinds of figures that an edit touched
    view_changed = Signal()
    year_changed = Signal()
    reference_known = Signal()
    inspected = Signal()
    inspector_asked = Signal()  # what is inspected has to be seen
    page_asked = Signal(str, object)
    work_started = Signal()
    work_ended = Signal()
    problem_met = Signal(object)
    problem_solved = Signal()  # the figures can be projected again
    recovery_asked = Signal(object, object)  # the path of a plan or None, and what hinders it
    told = Signal(object)  # a Message: what has just been done

    def __init__(self, code: str = "fr") -> None:
        """Start with nothing open."""
        super().__init__()
        self._language = language(code)
        self._plan: Plan | None = None
        self._study: Study | None = None
        self._before: Study | None = None
        self._view: View | None = None
        self._rows: PlanRows | None = None
        self._year: int | None = None
        self._tell: Tell | None = None
        self._held_back: Problem | None = None
        self._stuck: Problem | None = None
        self._asked = ""  # the scenario whose study has been asked for last
        self._shown = Shown("")
        self._given_up = False
        self._may_leave: Callable[[Callable[[], None]], bool] = lambda _then: True
        self._studies: dict[str, Study] = {}
        self._lanes = Lanes()
        self._lanes.changed.connect(self._work_changed)
        self._lanes.problem_met.connect(self._refused)
        self.opening = ""  # the file, or the code of the sample, that is being opened
        self._copies: TemporaryDirectory[str] | None = None  # of samples, once one is opened
        self.trials = Trials(self)  # what is tried out on top of the scenario that is shown

    def listen(self, retell: Callable[[], None]) -> None:
        """Call this at every change of the words, their size or their colours."""
        self.language_changed.connect(retell)
        self.appearance_changed.connect(retell)

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
    def before(self) -> Study | None:
        """The study as it was before the last change, where one was made since it was opened."""
        return self._before

    @property
    def view(self) -> View:
        """What is asked of the study."""
        return _there(self._view)

    @property
    def year(self) -> int:
        """The year that the figures of a page stand for."""
        first, last = self.rows.facts.base_year, self.view.until
        return last if self._year is None else min(max(self._year, first), last)

    @property
    def reference(self) -> Study | None:
        """The study of the reference scenario, where it has been computed."""
        return self._studies.get(_REFERENCE)

    @property
    def rows(self) -> PlanRows:
        """The figures of the open plan, the last change included."""
        return _there(self._rows)

    @property
    def plan(self) -> Plan:
        """The open plan."""
        return _there(self._plan)

    @property
    def path(self) -> Path:
        """The file of the open plan."""
        return self.plan.path

    @property
    def is_sample(self) -> bool:
        """Whether the plan is a copy of a sample, which goes away with the window."""
        return bool(self._plan and self._copies) and self.path.is_relative_to(self._folder)

    @property
    def is_changed_sample(self) -> bool:
        """Whether changes would go away with a copy of a sample."""
        return self.is_sample and not self._given_up and bool(self.plan.history())

    @property
    def writable(self) -> bool:
        """Whether the open plan can be changed."""
        return self._plan is not None and self._plan.writable

    @property
    def held_back(self) -> Problem | None:
        """Why the open plan cannot be changed, if it cannot."""
        return self._held_back

    @property
    def is_stale(self) -> bool:
        """Whether the study is older than the figures, which cannot be projected as they are."""
        return self._stuck is not None and self.study.rows is not self._rows

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being opened or a study computed."""
        return self._lanes.busy

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._plan is not None and self._plan.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to do again."""
        return self._plan is not None and self._plan.can_redo

    def history(self) -> tuple[HistoryLine, ...]:
        """Return all changes of the open plan, newest first."""
        return self.plan.history()

    @property
    def next_undo(self) -> Message | None:
        """The name of the change that would be taken back."""
        return self._plan.next_undo if self._plan is not None else None

    @property
    def next_redo(self) -> Message | None:
        """The name of the change that would be done again."""
        return self._plan.next_redo if self._plan is not None else None

    def sheet(self) -> Sheet | None:
        """Return what the inspector shows about the thing that is selected."""
        return self._tell(self) if self._tell is not None and self.is_open else None

    # --- What can be asked ----------------------------------------------------------------------

    def speak(self, code: str) -> None:
        """Change the language."""
        if code != self._language.code:
            self._language = language(code)
            self.language_changed.emit()

    def show(self, view: View) -> None:
        """Ask something else of the same study."""
        if view != self._view:
            self._view = view
            self.view_changed.emit()

    def show_covered(self) -> None:
        """Ask for the group and the sectors that the chosen norm covers exactly."""
        view = self.view
        self.show(self.study.view(view.territory, norm=view.norm.id, until=view.until))

    def choose_year(self, year: int) -> None:
        """Ask for the figures of another year."""
        if year != self.year:
            self._year = year
            self.year_changed.emit()

    def follow(self, scenario: str) -> None:
        """Show another scenario; it is computed once and kept."""
        if scenario in self._studies:
            self._lanes.clear(_STUDY)
            self._take(self._studies[scenario])
        else:
            self._project(scenario)

    def know_reference(self) -> None:
        """Compute the reference scenario beside the one that is shown, once."""
        known = {row.id for row in self.rows.scenarios}
        if _REFERENCE in known and self.reference is None and not self._lanes.runs(_COMPARED):
            work = partial(opening.study, self.rows, _REFERENCE, before=self._study)
            self._lanes.start(_COMPARED, Job(work), self._take_reference)

    def inspect(self, tell: Tell | None) -> None:
        """Select something: the inspector asks what there is to say about it."""
        self._tell = tell
        self.inspected.emit()

    def go(self, page: str, what: object = None) -> None:
        """Ask for another page, and for something on it."""
        self.page_asked.emit(page, what)

    # --- Opening and closing --------------------------------------------------------------------

    def open(self, path: Path, *, take_over: bool = False) -> None:
        """Open a plan; the present one stays until the new one is whole."""
        if not self._may_leave(partial(self.open, path, take_over=take_over)):
            return
        self.opening = path.name
        self._open(partial(opening.open_plan, path, take_over=take_over))

    def open_sample(self, code: str) -> None:
        """Open a fresh copy of a sample."""
        if not self._may_leave(partial(self.open_sample, code)):
            return
        self.opening = code
        self._open(partial(opening.open_sample, code, self._folder))

    def give_up_sample(self) -> None:
        """Let the changes of a sample go with it."""
        self._given_up = True

    def ask_before_leaving(self, may_leave: Callable[[Callable[[], None]], bool]) -> None:
        """Ask this before the open plan is let go of; what it is given goes on later."""
        self._may_leave = may_leave

    def close_plan(self) -> None:
        """Let go of the plan; nothing is open afterwards."""
        if self._may_leave(self.close_plan):
            self._let_go()

    def close(self) -> None:
        """Let go of everything: the window goes away, and nothing of the plan begins any more."""
        Job.stop_all()
        if self._plan is not None:
            self._let_go()
        if self._copies is not None:
            self._copies.cleanup()

    # --- Changing -------------------------------------------------------------------------------

    def apply(self, edit: Edit, show: str = "") -> bool:
        """Change the plan, then show a scenario; tell whether the change was kept."""
        return self._changed(lambda plan: plan.apply(edit), show)

    def refusal(self, edit: Edit, show: str = "") -> Problem | None:
        """Change the plan; return why the change was refused, for a page that says it in place."""
        return self._tried(lambda plan: plan.apply(edit), show)

    def undo(self) -> None:
        """Take the last change back."""
        self._step(lambda plan: plan.undo(), message("Undone: {what}"))

    def redo(self) -> None:
        """Do the last change that was taken back again."""
        self._step(lambda plan: plan.redo(), message("Redone: {what}"))

    def go_back_to(self, sequence: int) -> None:
        """Undo or redo until this change is the last one that stands."""
        self._changed(lambda plan: plan.go_to(sequence))

    def _step(self, do: Callable[[Plan], Message | None], said: Message) -> None:
        """Undo or redo, and say what it was."""
        done: list[Message | None] = []
        if self._changed(lambda plan: done.append(do(plan))) and done[0] is not None:
            self.told.emit(Message(said.text, {"what": done[0]}))

    def _changed(self, do: Callable[[Plan], object], show: str = "") -> bool:
        """Do something to the plan and tell whether it was done; what stopped it is said."""
        problem = self._tried(do, show)
        if problem is not None:
            self.problem_met.emit(problem)
        return problem is None

    def _tried(self, do: Callable[[Plan], object], show: str = "") -> Problem | None:
        """Do something to the plan, then show what follows from it; a problem changes nothing."""
        plan, rows, stood = self.plan, self.rows, self.plan.standing
        try:
            do(plan)
            self._rows = plan.rows()
        except Problem as problem:
            return problem
        touched = moved(rows, self._rows)
        if touched:
            self._studies = {}
            self.plan_changed.emit(touched)
            here = self._asked if self._lanes.runs(_STUDY) else self.study.scenario.id
            known = {row.id for row in self._rows.scenarios}
            self._project(self._shown.after(stood, plan.standing, here, known, show))
        return None

    # --- Inside ---------------------------------------------------------------------------------

    def _let_go(self) -> None:
        """Let go of the plan; whoever works on it, now or soon, hears of it."""
        for lane in (_OPENING, _STUDY, _COMPARED):
            self._lanes.clear(lane)
        if self._plan is not None:
            self._plan.close()
        self._plan = self._study = self._before = self._view = self._rows = None
        self._held_back = self._stuck = self._tell = self._year = None
        self._studies = {}
        self.plan_closed.emit()

    @property
    def _folder(self) -> Path:
        if self._copies is None:
            from tempfile import TemporaryDirectory

            self._copies = TemporaryDirectory(prefix="tabib-samples-", ignore_cleanup_errors=True)
        return Path(self._copies.name).resolve()

    def _open(self, work: Callable[[Step], Opened]) -> None:
        self._lanes.start(_OPENING, Job(work, drop=_let_go), self._opened)

    def _refused(self, problem: Problem) -> None:
        """Tell of a problem; a plan that cannot be opened as it is has a page of its own."""
        if isinstance(problem, Unreadable):
            self.recovery_asked.emit(Path(problem.where), problem)
        else:
            self.problem_met.emit(problem)

    def _project(self, scenario: str) -> None:
        """Compute a scenario of the figures as they are now."""
        self._asked = scenario
        known = {row.id for row in self.rows.scenarios}
        chosen = scenario if scenario in known else None
        job = Job(partial(opening.study, self.rows, chosen, before=self._study))
        job.met_problem.connect(self._stop_at)
        self._lanes.start(_STUDY, job, self._take)

    def _stop_at(self, problem: Problem) -> None:
        """Stay with the study of before; what was changed can be corrected or taken back."""
        self._stuck = problem
        self.inspected.emit()

    def _work_changed(self) -> None:
        """Tell that work has begun, or that there is none left."""
        if not self._lanes.runs(_OPENING):
            self.opening = ""
        (self.work_started if self._lanes.busy else self.work_ended).emit()

    def _opened(self, opened: Opened) -> None:
        """Put the new plan in the place of the old one."""
        self._lanes.clear(_STUDY)
        if self._plan is not None:
            self._plan.close()
        self._plan, self._held_back = opened.plan, opened.held_back
        self._given_up = False
        self._rows, self._before = opened.plan.rows(), None
        self._shown = Shown(self._rows.facts.scenario)
        self._stuck = opened.stuck
        self._year = self._tell = None
        self._studies = {}
        self._keep(opened.study)
        self._view = opened.study.view()
        self.plan_opened.emit()
        self.view_changed.emit()
        if opened.stuck is not None:
            self.problem_met.emit(opened.stuck)
        set_aside()

    def _take(self, study: Study) -> None:
        """Show the same view of another study."""
        same = study.scenario.id == self.study.scenario.id
        self._before = self.study if same and study.rows is not self.study.rows else None
        self._keep(study)
        self._view = same_view(self.view, study)
        solved, self._stuck = self._stuck is not None, None
        self.view_changed.emit()
        if solved:
            self.problem_solved.emit()

    def _take_reference(self, study: Study) -> None:
        """Keep the reference, unless the figures have changed since it was begun."""
        if study.rows is self.rows:
            self._studies[study.scenario.id] = study
            self.reference_known.emit()

    def _keep(self, study: Study) -> None:
        self._study = study
        self._studies[study.scenario.id] = study


def _there(value: _T | None) -> _T:
    if value is None:
        raise RuntimeError("no plan is open")
    return value


def _let_go(opened: object) -> None:
    """Close a plan that nobody waits for any more: it must not stay held."""
    if isinstance(opened, opening.Opened):
        opened.plan.close()
