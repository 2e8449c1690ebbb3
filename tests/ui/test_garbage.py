"""Garbage: who collects it, when, and what is left alone."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui import garbage
from app.ui.garbage import Collector, collect_everything
from app.ui.job import Job


class _Circle:
    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def around() -> Iterator[QObject]:
    """Something that holds a collector; Python is as before afterwards."""
    collects = gc.isenabled()
    made = QObject()
    yield made
    made.deleteLater()
    (gc.enable if collects else gc.disable)()


def _left() -> weakref.ref[_Circle]:
    return weakref.ref(_Circle())


def test_python_collects_nothing_by_itself(around: QObject, qtbot: QtBot) -> None:
    """In a destructor of Qt, or in another thread, it would be the end of the program."""
    gc.enable()
    Collector(around)
    assert not gc.isenabled()
    seen: list[bool] = []
    job = Job(lambda _step: seen.append(gc.isenabled()))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert seen == [False]
    assert not gc.isenabled()


def test_what_is_there_at_first_is_never_swept_through(around: QObject) -> None:
    made: list[list[object]] = [[]]
    Collector(around)
    assert not any(one is made for one in gc.get_objects())


def test_circles_go_between_two_turns(around: QObject, qtbot: QtBot) -> None:
    Collector(around)
    seen = _left()
    more = list[object]()
    assert seen() is not None

    def gone() -> bool:
        # A reason to look, time and again: what goes meanwhile counts against it.
        more.extend([] for _ in range(2 * gc.get_threshold()[0]))
        return seen() is None

    qtbot.waitUntil(gone)


def test_little_is_collected_while_work_fills_the_memory(around: QObject, qtbot: QtBot) -> None:
    collector, go_on = Collector(around), threading.Event()
    job = Job(lambda _step: go_on.wait(30))
    job.start()
    seen = _left()
    more = [[] for _ in range(2 * gc.get_threshold()[0])]
    collector.collect()
    collect_everything()
    assert seen() is not None
    more += [[] for _ in range(20 * gc.get_threshold()[0])]  # what a page leaves, told anew
    collector.collect()
    assert seen() is None
    seen = _left()
    more += [[] for _ in range(2 * gc.get_threshold()[0])]
    collector.collect()
    assert seen() is not None
    with qtbot.waitSignal(job.ended):
        go_on.set()
    more += [[] for _ in range(2 * gc.get_threshold()[0])]
    collector.collect()
    assert seen() is None


def test_the_oldest_are_looked_at_now_and_then(
    around: QObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    collector, seen = Collector(around), _left()
    gc.collect(0)
    gc.collect(1)  # it would have gone here
    circle = _Circle()
    old = weakref.ref(circle)
    gc.collect(1)
    del circle  # of the oldest by now
    for _ in range(gc.get_threshold()[2] + 1):
        gc.collect(1)
    collector.collect()
    assert (seen(), old() is None) == (None, False)  # too soon
    monkeypatch.setattr(garbage, "_SELDOM", 0.0)
    collector.collect()
    assert old() is None


def test_what_was_set_aside_goes_once_nobody_waits() -> None:
    circle = _Circle()
    seen = weakref.ref(circle)
    gc.freeze()
    del circle
    gc.collect()
    assert seen() is not None
    collect_everything()
    assert seen() is None
