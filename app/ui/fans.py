"""The fan around what is tried: it follows at once, and is made anew while the hand rests."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from app.planning.fan import Fan, Fanned
    from app.planning.kept_draws import KeptDraws
    from app.planning.lines import View
    from app.planning.study import Study
    from app.ui.job import Step

_FAN = "fan"


class Fans(QObject):
    """Keeps the last fan that was made, and makes that of another study when told to."""

    made = Signal()
    progressed = Signal(float)
    problem_met = Signal(object)

    def __init__(self) -> None:
        """Start without a fan."""
        super().__init__()
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self.problem_met)
        self._of: tuple[Study, View] | None = None  # what the fan was made for, or is being made
        self._view: View | None = None
        self._made: Fanned | None = None
        self._moved: Fan | None = None
        self._beside: Study | None = None  # the study to which it has moved
        self._draws: KeptDraws | None = None

    def around(self, study: Study, view: View) -> Fan | None:
        """Return the fan around what a study answers to a view: the last one made, moved there."""
        if self._made is None or view != self._view:
            return None
        if self._beside is not study:
            self._beside, self._moved = study, self._made.fan.moved_to(study.lines(view))
        return self._moved

    @property
    def busy(self) -> bool:
        """Whether a fan is being made."""
        return self._lanes.busy

    def make(self, study: Study, view: View) -> None:
        """Make the fan of a study, first from few draws, then from many."""
        if self._of is not None and self._of[0] is study and self._of[1] == view:
            return
        self.hold()
        self._of = study, view
        self._start(study, view, None)

    def hold(self) -> None:
        """Make nothing while a hand moves: what was begun is of no use any more."""
        if self._lanes.busy:
            self._lanes.clear(_FAN)
            self._of = None

    def forget(self) -> None:
        """Keep nothing: the plan, or its figures, are other ones."""
        self._lanes.clear(_FAN)
        self._of = self._view = self._made = self._moved = self._beside = self._draws = None

    def _start(self, study: Study, view: View, before: Fanned | None) -> None:
        from app.planning.fan import FIRST_DRAWS
        from app.planning.kept_draws import KeptDraws

        self._draws = self._draws or KeptDraws(FIRST_DRAWS)
        job = Job(partial(_fanned, study, view, before, self._draws))
        job.progressed.connect(self.progressed)
        self._lanes.start(_FAN, job, partial(self._take, study, view))

    def _take(self, study: Study, view: View, found: Fanned) -> None:
        """Keep a fan, and go on to a finer one."""
        from app.planning.bands import DRAWS

        self._made, self._view = found, view
        self._moved, self._beside = found.fan, study
        if found.fan.draws < DRAWS:
            self._start(study, view, found)
        self.made.emit()


def _fanned(study: Study, view: View, before: Fanned | None, kept: KeptDraws, step: Step) -> Fanned:
    """Make a fan: what another thread does, on values."""
    from app.planning.bands import DRAWS
    from app.planning.fan import FIRST_DRAWS, fanned

    draws = FIRST_DRAWS if before is None else DRAWS
    return fanned(study, view, draws, before=before, kept=kept, step=step)
