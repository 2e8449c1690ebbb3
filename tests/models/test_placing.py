"""A file put in its place is never spoilt by what an earlier file of that name left behind."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app import disk
from app.models import making, opening, placing
from app.models.plan_file import PlanFile
from tests.models.plan_states import dump, refused, traces
from tests.models.small_plan import SMALL
from tests.models.test_making import rows_at
from tests.models.test_opening import OTHER, leave_a_journal


def open_and_close(path: Path) -> None:
    opening.close(opening.open_for_changes(path))


def sides(path: Path) -> list[str]:
    return sorted(name for name in traces(path.parent) if name.startswith(f"{path.name}-"))


def test_a_new_plan_is_not_spoilt_by_the_journal_of_a_deleted_one(plan: Path) -> None:
    leave_a_journal(plan)
    plan.unlink()
    making.create(plan, OTHER)
    open_and_close(plan)
    assert rows_at(plan) == OTHER
    assert sides(plan) == [f"{plan.name}-journal.left-over"]


def test_a_copy_under_the_name_of_a_deleted_plan_is_not_spoilt(plan: Path) -> None:
    source = plan.with_name("source.tabib")
    making.create(source, OTHER)
    for new in (True, False):
        making.copy(PlanFile(source), plan.with_name("kept.tabib"))
        leave_a_journal(plan)
        plan.unlink()
        making.copy(PlanFile(source), plan, new=new)
        open_and_close(plan)
        assert rows_at(plan) == OTHER


def test_a_copy_over_an_interrupted_plan_takes_its_journal_along(plan: Path) -> None:
    source = plan.with_name("source.tabib")
    making.create(source, OTHER)
    leave_a_journal(plan)
    making.copy(PlanFile(source), plan)
    open_and_close(plan)
    assert rows_at(plan) == OTHER
    assert sides(plan) == []


def test_a_crash_while_a_copy_is_put_in_place_leaves_the_old_plan_whole(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, source = dump(plan), plan.with_name("source.tabib")
    making.create(source, OTHER)
    leave_a_journal(plan)

    def crash(part: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(disk, "put", crash)
    with pytest.raises(KeyboardInterrupt):
        making.copy(PlanFile(source), plan)
    assert dump(plan) == state
    assert rows_at(plan) == SMALL


def test_a_log_beside_the_old_file_goes_with_it(plan: Path) -> None:
    source, held = plan.with_name("source.tabib"), plan.with_name("held")
    making.create(source, OTHER)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("UPDATE staff SET persons = 99")
        for path in [plan, *(plan.with_name(plan.name + end) for end in ("-wal", "-shm"))]:
            path.with_name(path.name.replace(plan.name, held.name)).write_bytes(path.read_bytes())
    making.copy(PlanFile(source), held)
    open_and_close(held)
    assert rows_at(held) == OTHER
    assert sides(held) == []


def test_a_journal_beside_a_file_of_another_kind_is_put_aside(plan: Path) -> None:
    target = plan.with_name("notes.tabib")
    leave_a_journal(plan)
    plan.with_name(plan.name + "-journal").rename(target.with_name(target.name + "-journal"))
    target.write_text("notes", encoding="utf-8")
    making.create(plan.with_name("source.tabib"), OTHER)
    making.copy(PlanFile(plan.with_name("source.tabib")), target)
    assert rows_at(target) == OTHER
    assert sides(target) == [f"{target.name}-journal.left-over"]


def test_a_file_too_damaged_for_its_journal_is_replaced(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(path: Path) -> None:
        raise sqlite3.DatabaseError

    source = plan.with_name("source.tabib")
    making.create(source, OTHER)
    leave_a_journal(plan)
    monkeypatch.setattr(placing, "absorb", damaged)
    making.copy(PlanFile(source), plan)
    open_and_close(plan)
    assert rows_at(plan) == OTHER


def test_a_plan_that_another_program_writes_is_not_replaced(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_settings(), "busy_timeout", 20)
    source = plan.with_name("source.tabib")
    making.create(source, OTHER)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE staff SET persons = 99")
        problem = refused(lambda: making.copy(PlanFile(source), plan))
    assert "open in another program" in problem.what.text
    assert rows_at(plan) == SMALL


def test_a_new_name_that_cannot_be_filled_is_given_free(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(part: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(disk, "put", held)
    refused(lambda: making.create(folder / "new.tabib", SMALL))
    assert list(folder.iterdir()) == []


def _settings() -> dict[str, str | int]:
    from app.models.plan_file import PRAGMAS

    return PRAGMAS
