"""What is tried out with sliders: measures that no file holds, their study, and the way back."""

from __future__ import annotations

from functools import partial
from math import isclose
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.ui.fans import Fans
from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.rows import MeasureRow, PlanRows
    from app.planning.fan import Fan
    from app.planning.levers import Lever
    from app.planning.study import Study
    from app.problems import Problem
    from app.ui.document import Document
    from app.ui.job import Step

_TRIAL = "trial"
_NOTHING = 1e-12


class Gesture(NamedTuple):
    """One slider moved, from a value to another."""

    lever: Lever
    start: float
    end: float


class _State(NamedTuple):
    """What stands at one moment: the measures, and the last slider that was moved."""

    measures: tuple[MeasureRow, ...] = ()
    gesture: Gesture | None = None


class Trials(QObject):
    """Measures on top of the scenario of a document; its pages move them and show the answer.

    A move is told at once (`moved`) and answered once it is computed beside the window
    (`answered`); of several moves the last one is. From the first move to `settle` is one gesture,
    one step to take back. What cannot be projected goes back to what could (`refused`).
    """

    moved = Signal()
    answered = Signal()  # the study, or the fan around it, is another one
    refused = Signal(object)  # a Problem
    stepped = Signal()  # a gesture has ended, was taken back or done again
    refined = Signal(float)  # the share that is done of a finer fan

    def __init__(self, document: Document) -> None:
        """Begin with nothing tried; what is tried lasts as long as the plan is open."""
        super().__init__()
        self._document = document
        self._lanes, self._fans = Lanes(), Fans()
        self._base: Study | None = None  # the study of the document on which all else stands
        self._study: Study | None = None
        self._ghost: Study | None = None
        self._now = _State()
        self._begun: _State | None = None  # what stood before the gesture that is being made
        self._answered: tuple[MeasureRow, ...] = ()  # the measures of the study
        self._running = self._replaying = self._fan_wanted = False
        self._past: list[_State] = []
        self._future: list[_State] = []
        self._fans.problem_met.connect(self.refused)
        self._fans.progressed.connect(self.refined)
        self._fans.made.connect(self._fan_made)
        document.plan_opened.connect(self._forget)
        document.plan_closed.connect(self._forget)
        document.view_changed.connect(self._follow)

    # --- What there is --------------------------------------------------------------------------

    @property
    def measures(self) -> tuple[MeasureRow, ...]:
        """What is tried now, in the order in which it was first moved."""
        return self._now.measures

    @property
    def study(self) -> Study:
        """The last answer; the study of the document while nothing is tried."""
        return self._document.study if self._study is None else self._study

    @property
    def ghost(self) -> Study | None:
        """The study as it was before the last gesture."""
        return self._ghost

    @property
    def fan(self) -> Fan | None:
        """The bands around the answer to the document's view; to ask for them has them made."""
        self._fan_wanted = True
        self._rest()
        return self._fans.around(self.study, self._document.view)

    @property
    def can_undo(self) -> bool:
        """Whether there is a gesture to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a gesture to do again."""
        return bool(self._future)

    @property
    def busy(self) -> bool:
        """Whether an answer, or a finer fan around it, is being computed."""
        return self._running or self._fans.busy

    def value(self, lever: Lever) -> float:
        """Return where a lever stands: as it is tried, else as the scenario has it."""
        from app.planning import levers

        mine = next((one for one in self.measures if _moves(one, lever)), None)
        if mine is None:
            return lever.stands
        if mine.operation != lever.operation:  # as a step of a story may have it
            return levers.value(self.study, lever)
        amount = mine.value
        return {
            "set": amount,
            "add": lever.stands + amount,
            "multiply": (lever.stands or 1.0) * amount,
        }[lever.operation]

    # --- Gestures -------------------------------------------------------------------------------

    def move(self, lever: Lever, x: float) -> None:
        """Put a lever at a value; one that the scenario has already is no measure at all."""
        from app.planning import levers

        start = self._start_of(lever)
        stands = isclose(x, lever.stands, abs_tol=_NOTHING)
        wanted = () if stands else (levers.measure(self._document.study.rows, lever, x),)
        self._become(_State(_put(self.measures, lever, wanted), Gesture(lever, start, x)))

    def settle(self) -> None:
        """End the gesture: it can be taken back in one step, and a finer fan is begun."""
        if self._begun is None:
            return
        before, self._begun, self._replaying = self._begun, None, False
        if before.measures == self.measures:
            self._now = before
        else:
            self._past.append(before)
            self._future.clear()
        self.stepped.emit()
        self._rest()

    def set_all(self, measures: Iterable[MeasureRow]) -> None:
        """Put everything at once, in one step: what a step of a story has."""
        self.settle()
        wanted = tuple(measures)
        if wanted != self.measures:
            self._past.append(self._now)
            self._future.clear()
            self._step_to(_State(wanted))

    def reset(self) -> None:
        """Try nothing any more, in one step."""
        self.set_all(())

    def undo(self) -> None:
        """Take the last gesture back."""
        self.settle()
        if self._past:
            self._future.append(self._now)
            self._step_to(self._past.pop())

    def redo(self) -> None:
        """Do again the last gesture that was taken back."""
        self.settle()
        if self._future:
            self._past.append(self._now)
            self._step_to(self._future.pop())

    def replay_from(self) -> Gesture | None:
        """Return the last gesture, to be made again slowly; the ghost stays until it settles."""
        self.settle()
        self._replaying = self._now.gesture is not None
        return self._now.gesture

    # --- Inside ---------------------------------------------------------------------------------

    def _start_of(self, lever: Lever) -> float:
        """Begin a gesture, or go on with it; return where it found the lever."""
        if self._begun is None:
            self._begun = self._now
            if not self._replaying:
                self._ghost = self.study
        elif self._now.gesture is not None and self._now.gesture.lever.key == lever.key:
            return self._now.gesture.start
        return self.value(lever)

    def _step_to(self, state: _State) -> None:
        self._ghost = self.study
        self._become(state)
        self.stepped.emit()

    def _become(self, state: _State) -> None:
        self._now = state
        self._fans.hold()
        self.moved.emit()
        self._ask()

    def _ask(self) -> None:
        """Have the measures of now answered, unless others are just being computed."""
        if not self.measures:
            self._lanes.clear(_TRIAL)
            self._running = False
            self._take((), None)
        elif self.measures != self._answered and not self._running:
            self._running = True
            # Figures that cannot be projected have no study: what is tried stands on the last one.
            base = self._document.study
            job = Job(partial(_answer, base.rows, base.scenario.id, self.measures, self.study))
            job.met_problem.connect(partial(self._refuse, self.measures))
            self._lanes.start(_TRIAL, job, partial(self._take, self.measures))

    def _take(self, measures: tuple[MeasureRow, ...], found: Study | None) -> None:
        """Show an answer, then ask for what has been moved since."""
        self._running = False
        self._study, self._answered = found, measures
        self.answered.emit()
        if self.measures != measures:
            self._ask()
        self._rest()

    def _refuse(self, measures: tuple[MeasureRow, ...], problem: Problem) -> None:
        """Go back to what was answered last, unless something else has been moved since."""
        self._running = False
        if self.measures == measures:
            self._now = _State(self._answered)
            self.refused.emit(problem)
            self.moved.emit()
        self._ask()

    def _rest(self) -> None:
        """Have the fan of the answer made, where somebody looks at it and no hand moves."""
        still = self._begun is None and not self._running and self.measures == self._answered
        if still and self._fan_wanted and self._document.is_open:
            self._fans.make(self.study, self._document.view)

    def _fan_made(self) -> None:
        self._fan_wanted = False  # whoever still looks at it asks again
        self.answered.emit()

    def _follow(self) -> None:
        """Try the same on another study of the document: other figures, another scenario."""
        if self._base is self._document.study:
            return
        self._stop()
        self._base = self._document.study
        if self.measures:
            self._ask()

    def _stop(self) -> None:
        """Keep no answer; what is computed just now is of no use."""
        self._lanes.clear(_TRIAL)
        self._fans.forget()
        self._running = False
        self._base = self._study = self._ghost = None
        self._answered = ()

    def _forget(self) -> None:
        """Try nothing: the plan is another one."""
        self._stop()
        self._now, self._begun, self._replaying = _State(), None, False
        self._past, self._future = [], []


def _moves(measure: MeasureRow, lever: Lever) -> bool:
    """Tell whether a measure is that of a lever."""
    mine = (measure.table, measure.parameter, measure.cadre, measure.sector, measure.territory)
    return mine == lever.scope


def _put(
    measures: tuple[MeasureRow, ...], lever: Lever, wanted: tuple[MeasureRow, ...]
) -> tuple[MeasureRow, ...]:
    """Return measures with that of a lever, if any, in its place; a new one comes last."""
    at = next((i for i, one in enumerate(measures) if _moves(one, lever)), len(measures))
    return (*measures[:at], *wanted, *measures[at + 1 :])


def _answer(
    rows: PlanRows,
    scenario: str,
    measures: tuple[MeasureRow, ...],
    before: Study,
    step: Step,  # noqa: ARG001  too short a work to tell how far it is
) -> Study:
    """Project what is tried: what another thread does, on values."""
    from app.planning.study import run
    from app.planning.trial import TRIAL, tried

    return run(tried(rows, scenario, measures), TRIAL, before)
