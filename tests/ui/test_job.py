"""Work beside the window: its result, its progress, its end, and what it does when stopped."""

import threading
import time
import weakref

import pytest
from PySide6.QtCore import QThread
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app import courtesy
from app.courtesy import give_way
from app.problems import Problem, message
from app.ui import job as job_module
from app.ui.job import Job, Step


def test_work_runs_beside_the_window_and_answers_in_its_thread(qtbot: QtBot) -> None:
    threads: list[object] = []
    here = threading.get_ident()

    def work(step: Step) -> int:
        threads.append(threading.get_ident())
        step(0.5)
        return 42

    job, shares, results = Job(work), [], []
    job.progressed.connect(shares.append)
    job.succeeded.connect(lambda result: results.append((result, threading.get_ident())))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert results == [(42, here)]
    assert threads != [here]
    assert shares == [0.5, 1.0]


def test_a_problem_is_told_and_nothing_else(qtbot: QtBot) -> None:
    def work(_step: Step) -> None:
        raise Problem(message("This folder does not exist."))

    job, met = Job(work), []
    job.succeeded.connect(lambda _: pytest.fail("it did not succeed"))
    job.met_problem.connect(met.append)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert [problem.what.text for problem in met] == ["This folder does not exist."]


def test_a_defect_reaches_the_one_hook(qtbot: QtBot) -> None:
    def work(_step: Step) -> None:
        raise ZeroDivisionError

    job = Job(work)
    with capture_exceptions() as exceptions, qtbot.waitSignal(job.ended):
        job.start()
    assert [kind for kind, _, _ in exceptions] == [ZeroDivisionError]


class _Figures:
    """Something large that is being worked on."""


@pytest.mark.parametrize("stopped", [False, True])
def test_what_was_worked_on_is_let_go_of_at_once(qtbot: QtBot, stopped: bool) -> None:
    """An error holds the place where it came up; what is kept of it may be there for long."""
    seen: list[weakref.ref[_Figures]] = []

    def work(step: Step) -> None:
        figures = _Figures()
        seen.append(weakref.ref(figures))
        try:
            while stopped:
                step(0.5)
            int("no figure")
        except ValueError as first:
            raise Problem(message("This folder does not exist.")) from first

    job, kept = Job(work), list[object]()
    job.met_problem.connect(kept.append)
    with qtbot.waitSignal(job.ended):
        job.start()
        if stopped:
            qtbot.waitUntil(lambda: bool(seen))
            job.stop()
    assert len(kept) == (0 if stopped else 1)
    qtbot.waitUntil(lambda: seen[0]() is None)  # its thread has still to come back from it


def test_stopped_work_gives_no_result(qtbot: QtBot) -> None:
    begun, go_on, after = threading.Event(), threading.Event(), []

    def work(step: Step) -> None:
        begun.set()
        go_on.wait(10)
        step(0.5)
        after.append("not reached")

    job = Job(work)
    job.succeeded.connect(lambda _: pytest.fail("it was stopped"))
    with qtbot.waitSignals([job.stopped, job.ended]):
        job.start()
        qtbot.waitUntil(begun.is_set)
        job.stop()
        go_on.set()
    assert after == []


def test_a_job_begins_when_the_turn_of_the_window_is_over(qtbot: QtBot) -> None:
    begun: list[bool] = []
    job = Job(lambda _step: begun.append(True))
    job.start()
    QThread.msleep(50)
    assert begun == []
    assert Job.any_runs()
    with qtbot.waitSignal(job.ended):
        pass
    assert begun == [True]


def test_work_that_is_stopped_before_it_begins_is_never_done(qtbot: QtBot) -> None:
    done: list[bool] = []
    job = Job(lambda _step: done.append(True))
    with qtbot.waitSignals([job.stopped, job.ended]):
        job.start()
        job.stop()
    assert done == []
    assert not Job.any_runs()


def test_the_end_of_the_program_waits_for_work(qtbot: QtBot) -> None:
    done: list[str] = []

    def work(_step: Step) -> None:
        begun.set()
        QThread.msleep(50)
        done.append("left nothing half done")

    begun = threading.Event()
    job = Job(work)
    job.start()
    qtbot.waitUntil(begun.is_set)
    Job.stop_all()
    assert done
    with qtbot.waitSignal(job.ended):
        pass


def test_counting_alone_never_lets_a_job_go(qtbot: QtBot) -> None:
    job = Job(lambda _step: 1)
    seen = weakref.ref(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    del job
    assert seen() is not None  # else the other thread, which may leave it last, would let it go


# --- The window goes first ------------------------------------------------------------------------


def test_work_waits_while_the_window_is_busy(qtbot: QtBot) -> None:
    """In a turn of the window that takes long, work beside it gets no further than it was."""
    told: list[float] = []

    def work(_step: Step) -> None:
        for _ in range(200):
            time.sleep(0.001)
            give_way()
            told.append(time.perf_counter())

    job = Job(work)
    with qtbot.waitSignal(job.ended):
        job.start()
        qtbot.waitUntil(lambda: len(told) > 20)
        begun = time.perf_counter()
        time.sleep(job_module._PATIENCE / 2)  # the window paints, say
        ended = time.perf_counter()
    busy = [at for at in told if begun + 0.02 < at < ended - 0.02]
    assert busy == []
    assert len(told) == 200


def test_work_waits_no_longer_than_it_has_patience(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should the window itself wait for something that work holds, neither waits for good."""
    monkeypatch.setattr(job_module, "_PATIENCE", 0.01)
    done = threading.Event()

    def work(_step: Step) -> None:
        give_way()
        done.set()

    job = Job(work)
    with qtbot.waitSignal(job.ended):
        job._begin()  # at once, and the window hears nothing before this is over
        assert done.wait(30)


def test_stopped_work_waits_for_nobody_and_ends(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody wants any more would only stand in the way of what comes after it."""
    monkeypatch.setattr(job_module, "_PATIENCE", 1e6)
    begun, ended, further = threading.Event(), threading.Event(), []

    def work(_step: Step) -> None:
        begun.set()
        try:
            give_way()
            further.append(1)
        finally:
            ended.set()

    job = Job(work)
    with qtbot.waitSignal(job.ended), qtbot.waitSignal(job.stopped):
        job._begin()
        assert begun.wait(30)
        job.stop()
        assert ended.wait(30)  # and the window has heard nothing meanwhile
    assert further == []


def test_nobody_gives_way_after_the_work() -> None:
    told: list[int] = []
    job = Job(lambda _step: told.append(1))
    job.run()
    assert courtesy._mine.way is None
    assert told == [1]
