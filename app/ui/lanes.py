"""Work that replaces itself: in each lane, what is asked last is all that arrives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from app.ui.job import Job


class Lanes(QObject):
    """Runs one job at a time in each lane."""

    changed = Signal()
    problem_met = Signal(object)

    def __init__(self) -> None:
        """Start with every lane free."""
        super().__init__()
        self._jobs: dict[str, Job] = {}
        self._heard: dict[Job, tuple[tuple[SignalInstance, Callable[..., None]], ...]] = {}

    @property
    def busy(self) -> bool:
        """Whether anything runs whose result is still wanted."""
        return bool(self._jobs)

    def runs(self, lane: str) -> bool:
        """Tell whether something runs in a lane."""
        return lane in self._jobs

    def start(self, lane: str, job: Job, then: Callable[..., None]) -> None:
        """Run a job in place of the one before it in its lane."""
        before = self._jobs.pop(lane, None)
        if before is not None:
            self._give_up(before)
        self._jobs[lane] = job
        self._heard[job] = (
            (job.succeeded, then),
            (job.met_problem, self.problem_met.emit),
            (job.ended, partial(self._ended, lane, job)),
        )
        for signal, heard in self._heard[job]:
            signal.connect(heard)
        job.start()
        self.changed.emit()

    def clear(self, lane: str) -> None:
        """Stop what runs in a lane: something else has been asked since."""
        job = self._jobs.pop(lane, None)
        if job is not None:
            self._give_up(job)
            self.changed.emit()

    def _give_up(self, job: Job) -> None:
        job.stop()
        self._let_go(job)

    def _ended(self, lane: str, job: Job) -> None:
        """Free the lane; whoever was told last may have started another job in it."""
        self._let_go(job)
        if self._jobs.get(lane) is job:
            del self._jobs[lane]
            self.changed.emit()

    def _let_go(self, job: Job) -> None:
        """Hear nothing more of a job.

        Qt would keep what is connected, and with it a job and all the figures it was asked for:
        the collector does not see that they go in a circle.
        """
        for signal, heard in self._heard.pop(job, ()):
            signal.disconnect(heard)
