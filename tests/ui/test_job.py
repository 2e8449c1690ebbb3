"""Work beside the window: its result, its progress, its end, and what it does when stopped."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QThread
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from app.problems import Problem, message
from app.ui.job import Job, Step, collect_everything, collect_from_now_on


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


def test_no_garbage_is_collected_in_the_other_thread(qtbot: QtBot) -> None:
    """A widget destroyed outside the window's thread takes the whole program with it."""
    seen: list[bool] = []
    job = Job(lambda _step: seen.append(gc.isenabled()))
    assert gc.isenabled()
    with qtbot.waitSignal(job.ended):
        job.start()
    assert seen == [False]
    assert gc.isenabled()


def test_what_was_made_while_nothing_was_collected_is_never_swept_through() -> None:
    gc.disable()
    try:
        made = [[]]
        collect_from_now_on()
        assert gc.isenabled()
        assert not any(one is made for one in gc.get_objects())
    finally:
        gc.enable()


def test_counting_alone_never_lets_a_job_go(qtbot: QtBot) -> None:
    job = Job(lambda _step: 1)
    seen = weakref.ref(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    del job
    assert seen() is not None  # else the other thread, which may leave it last, would let it go


class _Circle:
    def __init__(self) -> None:
        self.itself = self


def test_what_was_set_aside_goes_once_nobody_waits() -> None:
    circle = _Circle()
    seen = weakref.ref(circle)
    gc.freeze()
    del circle
    gc.collect()
    assert seen() is not None
    collect_everything()
    assert seen() is None


def test_nothing_is_swept_while_a_job_runs() -> None:
    circle = _Circle()
    seen = weakref.ref(circle)
    gc.disable()
    try:
        del circle
        collect_everything()
        assert seen() is not None
    finally:
        gc.enable()
