"""An open plan: rows, edits that are kept at once, undo that survives, copies, other writers."""

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.lock import lock_path
from app.planning.edits import (
    AddContract,
    RemoveContract,
    SetAssumption,
    SetFacts,
    SetStaff,
    Together,
)
from app.planning.plan import Plan
from app.problems import Message, message
from tests.models.plan_states import dump, refused, run_sql, traces
from tests.models.small_plan import ASSUMPTIONS, CONTRACTS, FACTS, SMALL, STAFF, UUID

MORE = replace(STAFF[0], persons=12.0)
MOST = replace(STAFF[0], persons=15.0)


def test_rows_are_read_once_and_only_what_an_edit_moved_is_read_again(plan: Plan) -> None:
    first = plan.rows()
    assert first == SMALL
    assert plan.rows() is first
    plan.apply(SetStaff(MORE))
    second = plan.rows()
    assert second == replace(SMALL, staff=(MORE, *STAFF[1:]))
    assert second.assumptions is first.assumptions
    plan.apply(SetFacts(replace(FACTS, horizon=2045)))
    assert plan.rows().facts.horizon == 2045


def test_an_edit_is_on_disk_when_apply_returns(plan: Plan, path: Path) -> None:
    plan.apply(SetStaff(MORE))
    with Plan.open(path) as other:
        assert other.rows().staff[0] == MORE


def test_undo_and_redo_go_through_all_changes(plan: Plan) -> None:
    assert not plan.can_undo
    assert not plan.can_redo
    assert plan.undo() is None
    assert plan.redo() is None
    plan.apply(SetStaff(MORE))
    plan.apply(RemoveContract(CONTRACTS[0]))
    assert plan.undo() == Message("Removed: {what}", {"what": "C1"})
    assert plan.rows().contracts == CONTRACTS
    assert plan.undo() is not None
    assert plan.rows() == SMALL
    assert not plan.can_undo
    assert plan.can_redo
    plan.redo()
    plan.redo()
    assert plan.rows().staff[0] == MORE
    assert plan.rows().contracts == CONTRACTS[1:]
    assert plan.redo() is None


def test_the_next_undo_and_redo_have_names(plan: Plan) -> None:
    assert plan.next_undo is None
    assert plan.next_redo is None
    plan.apply(RemoveContract(CONTRACTS[0]))
    removed = Message("Removed: {what}", {"what": "C1"})
    assert plan.next_undo == removed
    plan.undo()
    assert plan.next_undo is None
    assert plan.next_redo == removed


def test_any_change_of_the_history_can_be_gone_back_to(plan: Plan) -> None:
    plan.apply(SetStaff(MORE))
    plan.apply(SetStaff(MOST))
    plan.apply(RemoveContract(CONTRACTS[0]))
    newest, middle, first = (line.sequence for line in plan.history())
    assert plan.standing == (first, middle, newest)
    plan.go_to(first)
    assert plan.standing == (first,)
    assert plan.rows().staff[0] == MORE
    assert plan.rows().contracts == CONTRACTS
    plan.go_to(newest)
    assert plan.rows().contracts == CONTRACTS[1:]
    plan.go_to(middle)
    assert plan.rows().staff[0] == MOST
    plan.go_to(newest + 99)
    assert plan.rows().staff[0] == MOST


def test_a_new_edit_after_an_undo_drops_what_could_be_redone(plan: Plan) -> None:
    plan.apply(SetStaff(MORE))
    plan.undo()
    plan.apply(SetStaff(MOST))
    assert not plan.can_redo
    assert [line.state for line in plan.history()] == ["done", "dropped"]


def test_the_journal_survives_closing(path: Path) -> None:
    with Plan.open(path, write=True) as plan:
        plan.apply(SetStaff(MORE))
        plan.apply(SetStaff(MOST))
        plan.undo()
    with Plan.open(path, write=True) as plan:
        assert plan.can_undo
        assert plan.can_redo
        assert [line.state for line in plan.history()] == ["undone", "done"]
        plan.redo()
        assert plan.rows().staff[0] == MOST
        plan.undo()
        plan.undo()
        assert plan.rows() == SMALL


def test_the_history_says_what_who_and_when(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.planning.plan.user_name", lambda: "amina")
    plan.apply(SetStaff(MORE))
    plan.apply(Together(message("Import of staff"), (SetStaff(MOST), AddContract(new_contract()))))
    latest, first = plan.history()
    assert (latest.sequence, latest.who, latest.what.text) == (2, "amina", "Import of staff")
    assert latest.touches == {"staff", "contracts"}
    assert first.what.values == {
        "what": "09.551 · public · MED_GP · F · 25-29 · State",
        "a": 4.0,
        "b": 12.0,
    }
    assert latest.time >= first.time
    assert latest.time.tzinfo is not None


def new_contract() -> object:
    return replace(CONTRACTS[0], id="C9")


def test_an_edit_that_moves_nothing_leaves_no_trace(plan: Plan, path: Path) -> None:
    before = path.read_bytes()
    plan.apply(SetStaff(STAFF[0]))
    assert path.read_bytes() == before
    assert plan.history() == ()


def test_a_plan_open_for_looking_refuses_edits_and_leaves_no_trace(path: Path) -> None:
    before = traces(path.parent)
    with Plan.open(path) as plan:
        assert not plan.writable
        assert not plan.can_undo
        assert "cannot be written" in refused(lambda: plan.apply(SetStaff(MORE))).what.text
        assert plan.rows() == SMALL
        assert plan.history() == ()
    assert traces(path.parent) == before


def test_opening_and_closing_for_changes_alters_no_byte(path: Path) -> None:
    before = traces(path.parent)
    with Plan.open(path, write=True) as plan:
        assert plan.findings == ()
        plan.rows()
    assert traces(path.parent) == before


def test_closing_after_an_edit_leaves_one_file_and_writes_nothing(path: Path) -> None:
    plan = Plan.open(path, write=True)
    plan.apply(SetStaff(MORE))
    before = path.read_bytes()
    plan.close()
    assert path.read_bytes() == before
    assert list(traces(path.parent)) == [path.name]
    refused(lambda: plan.apply(SetStaff(MOST)))


def test_a_copy_has_the_same_figures_and_the_same_history(plan: Plan, path: Path) -> None:
    plan.apply(SetStaff(MORE))
    copy = path.with_name("copy.tabib")
    plan.copy_to(copy)
    assert dump(copy) == dump(path)
    with Plan.open(copy, write=True) as other:
        assert other.rows() == plan.rows()
        assert other.can_undo


def test_a_plan_is_no_copy_of_itself(plan: Plan, path: Path) -> None:
    before = path.read_bytes()
    link = path.with_name("link.tabib")
    link.symlink_to(path)
    for target in (path, link):
        assert "already exists" in refused(lambda target=target: plan.copy_to(target)).what.text
    assert path.read_bytes() == before


def test_a_second_writer_is_told_who_writes(plan: Plan, path: Path) -> None:
    problem = refused(lambda: Plan.open(path, write=True))
    assert "has had this plan open" in problem.what.text
    assert set(problem.what.values) == {"who", "machine", "time"}
    with Plan.open(path) as other:
        assert other.rows() == SMALL


def test_two_writers_never_overwrite_each_other_silently(path: Path) -> None:
    first = Plan.open(path, write=True)
    second = Plan.open(path, write=True, take_over=True)
    second.apply(SetStaff(MORE))
    mine = SetAssumption(replace(ASSUMPTIONS[0], note="mine"))
    for work in (lambda: first.apply(mine), first.rows):
        assert "changed outside" in refused(work).what.text
    second.undo()
    assert second.rows() == SMALL
    first.close()
    assert lock_path(path).exists()
    second.close()
    assert not lock_path(path).exists()


def test_undo_too_notices_another_writer(path: Path) -> None:
    first = Plan.open(path, write=True)
    first.apply(SetStaff(MORE))
    with Plan.open(path, write=True, take_over=True) as second:
        second.apply(SetStaff(MOST))
    assert "changed outside" in refused(first.undo).what.text
    with Plan.open(path) as now:
        assert now.rows().staff[0] == MOST


def test_a_plan_replaced_by_another_file_is_noticed(plan: Plan, path: Path) -> None:
    other = path.with_name("other.tabib")
    Plan.create(other, replace(SMALL, staff=STAFF[:5]))
    other.replace(path)
    assert "changed outside" in refused(lambda: plan.apply(SetStaff(MORE))).what.text


def test_a_plan_that_was_moved_away_is_noticed(plan: Plan, path: Path) -> None:
    path.rename(path.with_name("moved.tabib"))
    assert "no longer there" in refused(lambda: plan.apply(SetStaff(MORE))).what.text
    assert not path.exists()


def test_a_plan_held_by_another_program_keeps_the_edit_out(
    plan: Plan, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings(), "busy_timeout", 20)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "another program" in refused(lambda: plan.apply(SetStaff(MORE))).what.text
    plan.apply(SetStaff(MORE))
    assert plan.rows().staff[0] == MORE


def settings() -> dict[str, str | int]:
    from app.models.plan_file import PRAGMAS

    return PRAGMAS


def test_a_silent_change_of_the_file_is_noticed_at_the_next_opening(path: Path) -> None:
    with Plan.open(path, write=True) as plan:
        plan.apply(SetStaff(MORE))
    run_sql(path, "UPDATE staff SET persons = 13 WHERE place = 1")
    problem = refused(lambda: Plan.open(path, write=True))
    assert problem.what.values["figures"] == message("staff")
    assert list(traces(path.parent)) == [path.name]


def test_a_backup_can_be_made_at_any_moment(plan: Plan, path: Path) -> None:
    assert plan.back_up() == ()
    assert len(Plan.backups(path)) == 1
    plan.apply(SetStaff(MORE))
    assert plan.back_up() == ()
    assert len(Plan.backups(path)) == 2


def test_a_backup_brings_a_lost_plan_back(path: Path) -> None:
    with Plan.open(path, write=True) as plan:
        plan.apply(SetStaff(MORE))
    with Plan.open(path, write=True):
        pass
    path.write_bytes(path.read_bytes()[:5000])
    refused(lambda: Plan.open(path))
    newest, oldest = Plan.backups(path)
    assert newest.number > oldest.number
    assert UUID in str(newest.path)
    restored = path.with_name("restored.tabib")
    Plan.restore(newest.path, restored)
    with Plan.open(restored, write=True) as back:
        assert back.rows().staff[0] == MORE
        back.undo()
        assert back.rows() == SMALL
    assert "already exists" in refused(lambda: Plan.restore(oldest.path, path)).what.text


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_second_writer_through_a_hard_link_is_refused_and_loses_nothing(path: Path) -> None:
    twin = path.with_name("twin.tabib")
    twin.hardlink_to(path)
    with Plan.open(path, write=True) as first, Plan.open(twin, write=True) as second:
        first.apply(SetStaff(MORE))
        for work in (lambda: second.apply(SetStaff(MOST)), second.rows):
            assert "changed outside" in refused(work).what.text
        assert first.rows().staff[0] == MORE
    with Plan.open(twin) as again:
        assert again.rows().staff[0] == MORE


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_second_writer_through_a_symbolic_link_is_told_who_holds_the_plan(path: Path) -> None:
    link = path.with_name("link.tabib")
    link.symlink_to(path)
    with Plan.open(path, write=True):
        problem = refused(lambda: Plan.open(link, write=True))
        assert "has had this plan open" in problem.what.text
    with Plan.open(link, write=True) as plan:
        assert plan.path == link
