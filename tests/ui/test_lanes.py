"""Lanes: what is asked last is all that arrives, and nothing of it stays behind."""

import weakref
from collections.abc import Callable
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.ui.garbage import collect_everything
from app.ui.job import Job, Step
from app.ui.lanes import Lanes


class _Figures:
    """Something large that whoever asked holds on to until the answer is there."""


def _take(found: list[object], _asked: _Figures, answer: object) -> None:
    found.append(answer)


def test_what_is_asked_last_in_a_lane_is_all_that_arrives(qtbot: QtBot) -> None:
    lanes, found = Lanes(), list[object]()
    for number in range(3):
        lanes.start("figures", Job(partial(_number, number)), found.append)
    lanes.start("other", Job(partial(_number, 9)), found.append)
    assert (lanes.busy, lanes.runs("figures"), lanes.runs("none")) == (True, True, False)
    qtbot.waitUntil(lambda: not Job.any_runs())
    assert sorted(map(str, found)) == ["2", "9"]
    assert not lanes.busy


def _number(number: int, _step: Step) -> int:
    return number


def _through(lanes: Lanes, start: Callable[[], None]) -> None:
    start()


def _twice(lanes: Lanes, start: Callable[[], None]) -> None:
    start()
    lanes.start("figures", Job(partial(_number, 1)), _Taken().take)


def _cleared(lanes: Lanes, start: Callable[[], None]) -> None:
    start()
    lanes.clear("figures")


class _Taken:
    def take(self, _answer: object) -> None:
        """Take it, and be let go."""


@pytest.mark.parametrize("ended", [_through, _twice, _cleared])
def test_neither_work_nor_what_it_was_asked_for_stays(
    qtbot: QtBot, ended: Callable[[Lanes, Callable[[], None]], None]
) -> None:
    """Qt keeps whatever is connected: a study for every edit, out of the collector's sight."""
    lanes, asked = Lanes(), _Figures()
    job = Job(partial(_number, 0))
    seen = weakref.ref(job), weakref.ref(asked)
    kept = [job, asked]

    def start() -> None:
        lanes.start("figures", kept.pop(0), partial(_take, [], kept.pop()))  # type: ignore[arg-type]

    del job, asked
    ended(lanes, start)
    qtbot.waitUntil(lambda: not Job.any_runs())
    assert seen[1]() is None  # at once

    def gone() -> bool:
        collect_everything()
        return seen[0]() is None

    qtbot.waitUntil(gone)  # its thread has still to come back from it
