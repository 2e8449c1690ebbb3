"""Faults while editing: killed programs, full disks, quotas; what was said to be kept is kept."""

import multiprocessing
import os
import random
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from app.models.lock import lock_path
from app.planning.edits import AddStaff, SetStaff, Together
from app.planning.plan import Plan
from app.problems import message
from tests.models.plan_states import dump, refused, small_disk, traces
from tests.models.small_plan import SMALL, STAFF
from tests.models.test_making import largest_file
from tests.planning.editing_forever import TOTAL, edit_forever

KILLS = 50
MORE = replace(STAFF[0], persons=12.0)


def start_and_kill(path: Path, chance: random.Random) -> int:
    """Let another process edit, kill it at some instant, and return the last edit it told."""
    spawn = multiprocessing.get_context("forkserver")
    hear, say = spawn.Pipe(duplex=False)
    editor = spawn.Process(target=edit_forever, args=(path, say), daemon=True)
    editor.start()
    say.close()
    last = hear.recv()
    time.sleep(chance.uniform(0, 0.06))
    editor.kill()
    editor.join()
    try:
        while True:
            last = hear.recv()
    except EOFError:
        hear.close()
    return last


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the fork server is a POSIX thing")
def test_a_killed_program_loses_nothing_it_said_and_leaves_no_half_edit(path: Path) -> None:
    multiprocessing.set_forkserver_preload(["tests.planning.editing_forever"])
    chance = random.Random(8)  # noqa: S311  any instants will do, but the same ones each time
    Plan.create(path.with_name("two.tabib"), two_rows())
    path = path.with_name("two.tabib")
    for _ in range(KILLS):
        said = start_and_kill(path, chance)
        with Plan.open(path, write=True) as plan:
            first, second, *others = plan.rows().staff
            assert abs(first.persons - said) <= 1, "only the edit under way may differ"
            assert first.persons + second.persons == TOTAL
            assert {row.persons for row in others} <= {first.persons}
            standing = [line for line in plan.history() if line.state == "done"]
            assert len(standing) == first.persons
        assert not lock_path(path).exists()


def two_rows() -> object:
    first, second, *others = STAFF[:12]
    others = [replace(row, persons=0.0) for row in others]
    return replace(
        SMALL, staff=(replace(first, persons=0.0), replace(second, persons=TOTAL), *others)
    )


def many(size: int) -> Together:
    rows = (replace(STAFF[0], employer=f"Employer {at}", note="x" * 200) for at in range(size))
    return Together(message("Import"), tuple(AddStaff(row) for row in rows))


def test_a_quota_met_while_editing_keeps_all_earlier_edits(plan: Plan, path: Path) -> None:
    plan.apply(SetStaff(MORE))
    before, rows = dump(path), plan.rows()
    for room in (0, 4_096, 20_000, 60_000):
        with largest_file(path.stat().st_size + room):
            problem = refused(lambda: plan.apply(many(300)))
        assert "no room left" in problem.what.text
        assert dump(path) == before
        assert plan.rows() == rows
    plan.apply(many(300))
    plan.undo()
    assert dump(path) == before


def test_a_full_disk_met_while_editing_keeps_all_earlier_edits(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "600k") as disk:
        path = disk / "plan.tabib"
        Plan.create(path, SMALL)
        with Plan.open(path, write=True) as plan:
            assert "no room left" in refused(lambda: fill_up(plan)).what.text
            kept = len(plan.history())
            assert kept
            assert len(plan.rows().staff) == len(STAFF) + 20 * kept
            refused(lambda: plan.copy_to(disk / "copy.tabib"))
            plan.copy_to(tmp_path / "elsewhere.tabib")
        assert list(traces(disk)) == ["plan.tabib"]
        for found in (path, tmp_path / "elsewhere.tabib"):
            with Plan.open(found) as again:
                assert len(again.rows().staff) == len(STAFF) + 20 * kept
                assert len(again.history()) == kept


def fill_up(plan: Plan) -> None:
    for number in count():
        plan.apply(many_with(number))


def many_with(number: int) -> Together:
    rows = (replace(STAFF[0], employer=f"{number}/{at}", note="x" * 200) for at in range(20))
    return Together(message("Import"), tuple(AddStaff(row) for row in rows))


def test_a_plan_taken_away_while_open_still_closes(path: Path) -> None:
    plan = Plan.open(path, write=True)
    plan.apply(SetStaff(MORE))
    path.unlink()
    refused(lambda: plan.apply(SetStaff(STAFF[0])))
    plan.close()
    assert not lock_path(path).exists()
