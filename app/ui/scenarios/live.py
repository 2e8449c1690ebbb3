"""What follows from a slider while it is held: beside the window, the last place alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.job import Job
from app.ui.lanes import Lanes

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.planning.levers import Lever
    from app.planning.study import Study
    from app.ui.document import Document
    from app.ui.job import Step

_TRIAL = "trial"


class Live(QObject):
    """One lever on top of the scenario of now; what is kept at last is another matter."""

    answered = Signal()

    def __init__(self, document: Document) -> None:
        """Begin with nothing tried."""
        super().__init__()
        self._document = document
        self._base: Study | None = None
        self._found: Study | None = None
        self._wanted: tuple[Lever, float] | None = None
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self._refused)

    @property
    def study(self) -> Study:
        """The last answer, else the study of the document."""
        return self._found or self._document.study

    def move(self, lever: Lever, value: float) -> None:
        """Ask for what follows from another place; places passed meanwhile are left out."""
        self._base, self._wanted = self._document.study, (lever, value)
        if not self._lanes.busy:
            self._ask()

    def drop(self) -> None:
        """Go back to what stands."""
        self._lanes.clear(_TRIAL)
        self._base = self._found = self._wanted = None

    def drop_older(self) -> None:
        """Go back to what stands where that is not what was tried on any more."""
        if self._base is not None and self._base is not self._document.study:
            self.drop()

    # --- Inside ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self._wanted is None or self._base is None:
            return
        asked, base = self._wanted, self._base
        work = partial(_tried, base.rows, base.scenario.id, asked, base)
        self._lanes.start(_TRIAL, Job(work), partial(self._take, asked, base))

    def _take(self, asked: tuple[Lever, float], base: Study, found: Study) -> None:
        """Show an answer, then ask for the place that the hand has reached since."""
        if base is self._document.study:
            self._found = found
            self.answered.emit()
        if self._wanted not in (None, asked):
            self._lanes.clear(_TRIAL)
            self._ask()

    def _refused(self, _problem: object) -> None:
        """Stay with the last answer: what cannot be kept is said when the slider is let go."""
        self._wanted = None


def _tried(
    rows: PlanRows,
    scenario: str,
    asked: tuple[Lever, float],
    before: Study,
    step: Step,  # noqa: ARG001  too short a work to tell how far it is
) -> Study:
    """Project a lever at a value: what another thread does, on values."""
    from app.planning.levers import measure
    from app.planning.study import run
    from app.planning.trial import TRIAL, tried

    return run(tried(rows, scenario, [measure(rows, *asked)]), TRIAL, before)
