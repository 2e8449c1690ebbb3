"""Background work on values: it gives progress, can be stopped, and never touches a widget."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from app.courtesy import giving_way
from app.problems import Problem

Step = Callable[[float], None]
Work = Callable[[Step], object]
Drop = Callable[[object], None]

# Seconds between two times that work lets the window go first, and for which it waits at most.
_AT_A_TIME, _PATIENCE = 0.003, 0.2


def _nothing(_step: Step) -> None:
    """Stand for work that has been done."""


class Stopped(Exception):  # noqa: N818  said inside the work when a person has stopped it
    """The work was stopped on purpose."""


class Job(QObject):
    """One piece of work in another thread; all its signals arrive in the thread of the window.

    The work gets a function to call with the share that is done; the call raises `Stopped` once
    somebody has stopped the job, and so does `give_way` of `app.courtesy`. What the work returns,
    and nothing before, is its result.
    """

    progressed = Signal(float)
    succeeded = Signal(object)
    met_problem = Signal(object)
    stopped = Signal()
    ended = Signal()
    _stepped = Signal(float)
    _asked = Signal()
    _came_back = Signal(object, object)
    _running: ClassVar[set[Job]] = set()

    def __init__(self, work: Work, drop: Drop | None = None) -> None:
        """Keep the work; nothing runs before `start`. A result nobody wants goes to `drop`."""
        super().__init__()
        self._work, self._drop = work, drop
        # Held by itself, a job is let go by the collector alone, in the thread of the window. By
        # counting it would go where it is held last: in the other thread, under Qt's feet.
        self._itself = self
        self._stop, self._heard = threading.Event(), threading.Event()
        self._turn = 0.0  # when the window was last let go first
        queued = Qt.ConnectionType.QueuedConnection
        self._stepped.connect(self._tell, queued)
        self._asked.connect(self._hear, queued)
        self._came_back.connect(self._finish, queued)

    def start(self) -> None:
        """Begin once this turn of the window is over: beside a job it would take much longer."""
        self._running.add(self)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        """Go into a thread of the pool."""
        if self._stop.is_set():
            self._came_back.emit(None, Stopped())  # nobody waits for it any more
            return
        QThreadPool.globalInstance().start(self.run)

    def stop(self) -> None:
        """Ask the work to end where it gives way; a result that comes all the same is dropped."""
        self._stop.set()
        self._heard.set()

    def run(self) -> None:
        """Do the work; called in the other thread."""
        result: object = None
        raised: Exception | None = None
        try:
            with giving_way(self._give_way):
                result = self._work(self._step)
            self._stepped.emit(1.0)
        except (Stopped, Problem) as found:
            # Where it came up holds all that was being worked on, and nobody reads it.
            raised = found.with_traceback(None)
            raised.__cause__ = raised.__context__ = None
        except Exception as found:  # noqa: BLE001  carried to the window's thread, lost nowhere
            raised = found
        self._came_back.emit(result, raised)
        del raised  # an error and the place where it came up hold each other

    def _step(self, share: float) -> None:
        if not self._stop.is_set():
            self._stepped.emit(share)
        self._give_way()

    def _give_way(self) -> None:
        """Wait until the window has done what it is at, at most every few milliseconds.

        Work that nobody wants any more ends here.
        """
        if time.perf_counter() - self._turn >= _AT_A_TIME:
            self._heard.clear()
            if not self._stop.is_set():
                self._asked.emit()
                self._heard.wait(_PATIENCE)
            self._turn = time.perf_counter()
        if self._stop.is_set():
            raise Stopped

    @Slot()
    def _hear(self) -> None:
        self._heard.set()

    @Slot(float)
    def _tell(self, share: float) -> None:
        if not self._stop.is_set():
            self.progressed.emit(share)

    @Slot(object, object)
    def _finish(self, result: object, raised: BaseException | None) -> None:
        """Tell how it went; a defect goes on to the one hook for defects."""
        self._running.discard(self)
        self._work = _nothing  # and whatever it held, in this thread
        try:
            if self._stop.is_set():
                if self._drop is not None and raised is None:
                    self._drop(result)
                self.stopped.emit()
            elif isinstance(raised, Problem):
                self.met_problem.emit(raised)
            elif raised is not None:
                raise raised
            else:
                self.succeeded.emit(result)
        finally:
            self.ended.emit()

    @classmethod
    def any_runs(cls) -> bool:
        """Tell whether any job has still to come back."""
        return bool(cls._running)

    @classmethod
    def stop_all(cls) -> None:
        """Stop whatever runs and wait for it: the program is about to end."""
        for job in tuple(cls._running):
            job.stop()
        QThreadPool.globalInstance().waitForDone()
