"""A plan made by the program before version 2: upgraded, looked at, copied, saved when damaged."""

import sqlite3
from pathlib import Path

import pytest

from app.models import opening, reads, salvage
from app.models.backups import kept_of
from app.models.kinds import KINDS
from app.models.plan_file import SCHEMA_VERSION
from app.planning.plan import Plan
from app.problems import Problem
from tests.models.earlier_plans import columns, plan_of, projected, results_of, upgraded, version
from tests.models.plan_states import run_sql, traces

NEW_COLUMNS = {
    "contracts": (
        "agreement", "applicants_per_post", "licensed_share", "arrival_share", "months_to_arrival",
    ),
    "missions": ("kind",),
}  # fmt: skip


@pytest.fixture
def earlier(folder: Path) -> Path:
    """A plan of version 1: a training sample with a contract, a mission and a change more."""
    return plan_of(1, folder)


def test_opening_it_for_changes_brings_it_up_to_date_and_keeps_a_copy(earlier: Path) -> None:
    before = earlier.read_bytes()
    rows = upgraded(earlier)
    with opening.open_for_looking(earlier).file.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == SCHEMA_VERSION
        assert set(reads.counts(connection)) == set(KINDS)
    assert {row.agreement for row in rows.contracts} == {""}
    assert {row.kind for row in rows.missions} == {"mission"}
    assert earlier.read_bytes() != before
    (kept,) = [one for one in kept_of(earlier) if version(one.path) == 1]
    assert kept.time is not None


def test_its_tables_become_those_of_a_new_plan(earlier: Path, plan: Path) -> None:
    upgraded(earlier)
    for table in KINDS:
        assert columns(earlier, table) == columns(plan, table)
    for table, names in NEW_COLUMNS.items():
        assert [name for name, *_ in columns(earlier, table)][-len(names) :] == list(names)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE contracts SET licensed_share = 1.5",
        "UPDATE contracts SET arrival_share = -0.1",
        "UPDATE contracts SET applicants_per_post = -1",
        "UPDATE contracts SET months_to_arrival = -1",
        "UPDATE contracts SET agreement = NULL",
        "UPDATE missions SET kind = 'holiday'",
    ],
)
def test_the_new_columns_refuse_what_those_of_a_new_plan_refuse(
    earlier: Path, plan: Path, change: str
) -> None:
    upgraded(earlier)
    for path in (earlier, plan):
        with pytest.raises(sqlite3.IntegrityError, match="constraint failed"):
            run_sql(path, change)


def test_it_projects_to_the_very_same_bits_as_before(earlier: Path) -> None:
    rows = upgraded(earlier)
    assert projected(rows) == results_of(1)


def test_changes_of_before_can_be_undone_and_done_again(earlier: Path) -> None:
    with Plan.open(earlier, write=True) as plan:
        last = plan.rows()
        while plan.can_undo:
            plan.undo()
        assert "C100" not in {row.id for row in plan.rows().contracts}
        assert plan.rows().missions == ()
        while plan.can_redo:
            plan.redo()
        assert plan.rows() == last


def test_looking_at_it_shows_an_upgraded_copy_and_changes_nothing(earlier: Path) -> None:
    before = traces(earlier.parent)
    with Plan.open(earlier) as plan:
        (finding,) = plan.findings
        assert "earlier version" in finding.what.text
        assert not plan.writable
        rows = plan.rows()
    assert traces(earlier.parent) == before
    assert rows == upgraded(earlier)


def test_what_does_not_pass_the_checks_is_no_better_upgraded(
    earlier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sql(earlier, "UPDATE contracts SET persons = 50")
    for write in (False, True):
        with pytest.raises(Problem, match="changed without Tabib"):
            Plan.open(earlier, write=write)
    assert version(earlier) == 1
    run_sql(earlier, "UPDATE contracts SET persons = 20 WHERE id = 'C001'")
    run_sql(earlier, "UPDATE contracts SET persons = 6 WHERE id = 'C100'")
    monkeypatch.setattr("app.models.opening.upgrade", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Plan.open(earlier)


def test_a_backup_of_it_can_be_looked_into_and_restored(earlier: Path, folder: Path) -> None:
    Plan.restore(earlier, folder / "again.tabib")
    assert version(folder / "again.tabib") == SCHEMA_VERSION
    assert upgraded(folder / "again.tabib") == upgraded(earlier)


def test_what_is_left_of_it_when_damaged_has_the_new_fields_too(earlier: Path) -> None:
    found = salvage.remains(earlier)
    assert all(one.sound for one in found.values())
    rows = upgraded(earlier)
    assert found["contracts"].rows == rows.contracts
    assert found["missions"].rows == rows.missions
    assert "journal" in found


def test_a_row_of_a_record_cut_short_is_left_out(earlier: Path) -> None:
    run_sql(earlier, "ALTER TABLE contracts DROP COLUMN break_hazard")
    assert salvage.remains(earlier)["contracts"].rows == ()


def test_a_row_knows_what_earlier_ones_did_not_say() -> None:
    assert KINDS["missions"].defaults == {"kind": "mission"}
    assert KINDS["contracts"].defaults == dict.fromkeys(NEW_COLUMNS["contracts"]) | {
        "agreement": ""
    }
    assert KINDS["staff"].defaults == {}
