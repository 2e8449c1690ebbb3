"""A plan made by the program of version 2: upgraded, looked at, saved when damaged."""

import sqlite3
from pathlib import Path

import pytest

from app.models import opening, reads, salvage
from app.models.backups import kept_of
from app.models.kinds import KINDS
from app.models.plan_file import SCHEMA_VERSION
from app.models.rows import Names
from app.planning.plan import Plan
from tests.models.earlier_plans import columns, plan_of, projected, results_of, upgraded, version
from tests.models.plan_states import run_sql, traces

NEW_COLUMNS = (
    "parent", "kind", "purpose_fr", "purpose_ar", "purpose_en", "author", "date", "mark", "status",
    "archived", "note", "story", "hold_from", "asks",
)  # fmt: skip


@pytest.fixture
def earlier(folder: Path) -> Path:
    """A plan of version 2: with a call, a mission, a scenario more, and one change undone."""
    return plan_of(2, folder)


def test_opening_it_for_changes_brings_it_up_to_date_and_keeps_a_copy(earlier: Path) -> None:
    rows = upgraded(earlier)
    assert version(earlier) == SCHEMA_VERSION
    with opening.open_for_looking(earlier).file.reading() as connection:
        assert set(reads.counts(connection)) == set(KINDS)
    assert [
        version(one.path) for one in kept_of(earlier) if version(one.path) < SCHEMA_VERSION
    ] == [2]
    assert rows.stories == ()
    for row in rows.scenarios:
        assert (row.parent, row.kind, row.status, row.story) == ("", "scenario", "draft", "")
        assert (row.purpose, row.hold_from) == (Names("", "", ""), None)
        assert {row.mark, row.note, row.author, row.date} == {""}
        assert (row.archived, row.asks) == (False, False)


def test_its_tables_become_those_of_a_new_plan(earlier: Path, plan: Path) -> None:
    upgraded(earlier)
    for table in KINDS:
        assert columns(earlier, table) == columns(plan, table)
    assert tuple(name for name, *_ in columns(earlier, "scenarios"))[-14:] == NEW_COLUMNS


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE scenarios SET kind = 'idea'",
        "UPDATE scenarios SET status = 'final'",
        "UPDATE scenarios SET archived = 2",
        "UPDATE scenarios SET asks = -1",
        "UPDATE scenarios SET mark = NULL",
        "UPDATE scenarios SET purpose_ar = NULL",
        "UPDATE scenarios SET parent = 'nobody'",
        "UPDATE scenarios SET story = 'nothing'",
        "INSERT INTO stories (id, position, year) VALUES ('told', 1, 2022)",
    ],
)
def test_the_new_columns_refuse_what_those_of_a_new_plan_refuse(
    earlier: Path, plan: Path, change: str
) -> None:
    upgraded(earlier)
    for path in (earlier, plan):
        with pytest.raises(sqlite3.IntegrityError, match="constraint failed"):
            run_sql(path, "PRAGMA foreign_keys = ON", change)


def test_it_projects_to_the_very_same_bits_as_before(earlier: Path) -> None:
    rows = upgraded(earlier)
    assert projected(rows) == results_of(2)
    assert set(results_of(2)) == {"reference", "renewal-50", "posts-5-fill-40", "both"}


def test_changes_of_before_can_be_undone_and_done_again(earlier: Path) -> None:
    with Plan.open(earlier, write=True) as plan:
        here = plan.rows()
        plan.redo()  # what the earlier program had undone
        last = plan.rows()
        assert len(last.measures) == len(here.measures) + 1
        while plan.can_undo:
            plan.undo()
        assert "both" not in {row.id for row in plan.rows().scenarios}
        assert plan.rows().missions == ()
        while plan.can_redo:
            plan.redo()
        assert plan.rows() == last


def test_looking_at_it_shows_an_upgraded_copy_and_changes_nothing(earlier: Path) -> None:
    before = traces(earlier.parent)
    with Plan.open(earlier) as plan:
        (finding,) = plan.findings
        assert "earlier version" in finding.what.text
        rows = plan.rows()
    assert traces(earlier.parent) == before
    assert rows == upgraded(earlier)


def test_what_is_left_of_it_when_damaged_has_the_new_fields_too(earlier: Path) -> None:
    found = salvage.remains(earlier)
    assert all(one.sound for one in found.values())
    assert found["scenarios"].rows == upgraded(earlier).scenarios
    assert "stories" not in found or found["stories"].rows == ()


def test_a_row_knows_what_earlier_ones_did_not_say() -> None:
    known = KINDS["scenarios"].defaults
    assert set(known) == set(NEW_COLUMNS)
    assert (known["kind"], known["status"], known["parent"], known["asks"]) == (
        "scenario", "draft", None, 0,
    )  # fmt: skip
