"""The kept copies of a plan: listed, looked into, and made into new files."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.planning import recovery
from app.planning.edits import Set
from app.planning.plan import Plan
from app.planning.scenario_tree import shown
from app.planning.starter import sample
from app.problems import Problem


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TABIB_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "stick" / "plan.tabib"
    path.parent.mkdir()
    Plan.create(path, sample("tata-2017"))
    for _ in range(2):
        with Plan.open(path, write=True) as opened:
            row = opened.rows().staff[0]
            opened.apply(Set(replace(row, persons=row.persons + 1)))
    return path


def test_copies_come_newest_first_with_what_they_hold(plan: Path) -> None:
    newest, oldest = recovery.copies(plan)
    assert newest.time >= oldest.time
    assert newest.size == newest.path.stat().st_size
    assert (newest.elsewhere, oldest.elsewhere) == ("", "")
    before = sample("tata-2017")
    persons, scenarios = sum(row.persons for row in before.staff), len(shown(before))
    assert recovery.look_into(oldest.path) == recovery.Holds(persons, scenarios, 0)
    assert recovery.look_into(newest.path) == recovery.Holds(persons + 1, scenarios, 1)


def test_a_damaged_copy_holds_nothing(plan: Path) -> None:
    (copy, *_) = recovery.copies(plan)
    data = bytearray(copy.path.read_bytes())
    data[8192:12288] = os.urandom(4096)
    copy.path.write_bytes(data)
    assert recovery.look_into(copy.path) is None


def test_copies_of_another_file_of_the_same_plan_name_it(plan: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tabib"
    shutil.copy(plan, other)
    with Plan.open(other, write=True):
        pass
    found = recovery.copies(other)
    assert [one.elsewhere for one in found] == ["", str(plan), str(plan)]


def test_a_copy_becomes_a_new_file_beside_the_old_one_each_time(plan: Path, tmp_path: Path) -> None:
    (copy, *_) = recovery.copies(plan)
    first, second = (recovery.restore(copy, plan, tmp_path) for _ in range(2))
    assert first.parent == second.parent == plan.parent
    assert first != second
    assert second.stem.endswith("(2)")
    with Plan.open(first) as restored:
        assert len(restored.history()) == 1


def test_where_the_folder_is_gone_the_copy_goes_to_the_documents(
    plan: Path, tmp_path: Path
) -> None:
    (copy, *_) = recovery.copies(plan)
    plan.parent.rename(tmp_path / "pulled out")
    assert recovery.restore(copy, plan, tmp_path).parent == tmp_path


def test_a_problem_in_the_documents_themselves_is_told(plan: Path) -> None:
    (copy, *_) = recovery.copies(plan)
    copy.path.write_bytes(b"")
    with pytest.raises(Problem):
        recovery.restore(copy, plan, plan.parent)


def test_what_is_left_is_saved_beside_the_plan(plan: Path, tmp_path: Path) -> None:
    made = recovery.save_what_is_left(plan, tmp_path, "again")
    assert made == plan.with_name("plan again.tabib")
    with Plan.open(made) as saved:
        assert saved.rows().staff
