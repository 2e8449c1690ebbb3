"""Work that replaces itself: in each lane, what is asked last is all that arrives."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.job import Job


class Lanes(QObject):
    """Runs one job at a time in each lane."""

    changed = Signal()
    problem_met = Signal(object)

    def __init__(self) -> None:
        """Start with every lane free."""
        super().__init__()
        self._jobs: dict[str, Job] = {}

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
            before.stop()
        self._jobs[lane] = job
        job.succeeded.connect(then)
        job.met_problem.connect(self.problem_met)
        job.ended.connect(partial(self._ended, lane, job))
        job.start()
        self.changed.emit()

    def clear(self, lane: str) -> None:
        """Stop what runs in a lane: something else has been asked since."""
        job = self._jobs.get(lane)
        if job is not None:
            job.stop()
            self._ended(lane, job)

    def _ended(self, lane: str, job: Job) -> None:
        if self._jobs.get(lane) is job:
            del self._jobs[lane]
            self.changed.emit()
