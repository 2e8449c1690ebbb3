"""The lock file: who holds a plan, and when a forgotten lock gives way."""

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from app.models import lock
from app.models.lock import Holder, lock_path, read_holder, take
from tests.models.plan_states import refused

ELSEWHERE = Holder("amina", "another-machine", 4321, "2026-11-21T09:00:00+00:00", "abc")


def leave(plan: Path, holder: Holder) -> Path:
    path = lock_path(plan)
    path.write_text(json.dumps(asdict(holder)), encoding="utf-8")
    return path


def gone_process() -> int:
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def test_a_lock_says_who_where_and_since_when(plan: Path) -> None:
    held = take(plan)
    found = read_holder(held.path)
    assert found == held.holder
    assert found is not None
    assert found.pid == os.getpid()
    held.release()
    assert not held.path.exists()


def test_a_second_opener_is_told_who_holds_the_plan(plan: Path) -> None:
    held = take(plan)
    problem = refused(lambda: take(plan))
    assert problem.what.values["machine"] == held.holder.machine
    assert problem.what.values["time"] == held.holder.since
    held.release()
    take(plan).release()


def test_a_lock_of_another_machine_stays_until_a_person_ends_it(plan: Path) -> None:
    leave(plan, ELSEWHERE)
    assert refused(lambda: take(plan)).what.values["who"] == "amina"
    held = take(plan, over=True)
    assert read_holder(held.path) == held.holder
    held.release()


def test_a_lock_left_by_a_process_that_has_gone_clears_itself(plan: Path) -> None:
    ours = take(plan)
    ours.release()
    leave(plan, replace(ours.holder, pid=gone_process()))
    take(plan).release()


def test_a_lock_left_by_an_earlier_process_of_our_own_number_clears_itself(plan: Path) -> None:
    ours = take(plan)
    ours.release()
    leave(plan, replace(ours.holder, id="of an earlier start of this machine"))
    take(plan).release()


def test_a_lock_of_a_running_process_holds(plan: Path) -> None:
    ours = take(plan)
    ours.release()
    leave(plan, replace(ours.holder, pid=os.getppid(), user=""))
    assert refused(lambda: take(plan)).what.values["who"] == "?"


def test_a_process_that_may_not_be_asked_counts_as_running(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pid: int, signal: int) -> None:
        raise PermissionError

    ours = take(plan)
    ours.release()
    leave(plan, replace(ours.holder, pid=os.getppid()))
    monkeypatch.setattr(os, "kill", refuse)
    refused(lambda: take(plan))


@pytest.mark.parametrize("text", ["", "not json", "[]", "{}", '{"user": "x"}'])
def test_a_half_written_lock_holds_for_a_moment_only(plan: Path, text: str) -> None:
    path = lock_path(plan)
    path.write_text(text, encoding="utf-8")
    assert "open in another program" in refused(lambda: take(plan)).what.text
    long_ago = path.stat().st_mtime - 3600
    os.utime(path, (long_ago, long_ago))
    take(plan).release()


@pytest.mark.parametrize("pid", [0, -1, 1 << 40, "12"])
def test_an_impossible_process_is_no_holder(plan: Path, pid: int) -> None:
    assert read_holder(leave(plan, replace(ELSEWHERE, pid=pid))) is None


def test_a_lock_taken_over_by_another_is_not_released_by_the_first(plan: Path) -> None:
    first = take(plan)
    second = take(plan, over=True)
    first.release()
    assert read_holder(second.path) == second.holder
    second.release()


def test_a_lock_renewed_while_we_clear_it_is_put_back(plan: Path) -> None:
    path = leave(plan, ELSEWHERE)
    lock._clear(path, replace(ELSEWHERE, id="what we saw a moment ago"))
    assert read_holder(path) == ELSEWHERE
    path.unlink()
    lock._clear(path, ELSEWHERE)
    assert not path.exists()


def test_a_lock_that_always_comes_back_is_not_fought_for_ever(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(plan, ELSEWHERE)
    monkeypatch.setattr(lock, "_clear", lambda path, expected: None)
    assert "has had this plan open" in refused(lambda: take(plan, over=True)).what.text


def test_a_person_without_a_name_may_hold_a_plan(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError

    monkeypatch.setattr("getpass.getuser", nobody)
    held = take(plan)
    assert held.holder.user == ""
    held.release()


def test_a_name_too_long_for_a_lock_is_said(folder: Path) -> None:
    problem = refused(lambda: take(folder / ("x" * 250)))
    assert "too long" in problem.what.text
