"""Writing: what a change replaced, and marks that stay in step with the tables."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.models import integrity, making, reads, refusals
from app.models.marks import mark_of
from app.models.plan_file import PlanFile
from app.models.writes import Held, Writer
from tests.models.plan_states import refused
from tests.models.small_plan import CONTRACTS, SMALL, STAFF


def test_a_change_tells_what_it_replaced_and_keeps_the_place(plan: Path) -> None:
    changed = replace(STAFF[2], persons=99.0)
    with PlanFile(plan).writing() as connection:
        writer = Writer(connection, reads.marks(connection))
        assert writer.put(changed) == Held(STAFF[2], 3)
        assert writer.find(changed) == Held(changed, 3)
        writer.finish()
    with PlanFile(plan).reading() as connection:
        assert reads.rows_of(connection, "staff") == (*STAFF[:2], changed, *STAFF[3:])


def test_a_new_row_comes_last_and_a_removed_one_may_return_to_its_place(plan: Path) -> None:
    new = replace(CONTRACTS[0], id="C9")
    with PlanFile(plan).writing() as connection:
        writer = Writer(connection, reads.marks(connection))
        assert writer.put(new) is None
        assert writer.find(new) == Held(new, 3)
        removed = writer.remove(CONTRACTS[0])
        assert removed == Held(CONTRACTS[0], 1)
        assert writer.remove(CONTRACTS[0]) is None
        writer.put(removed.row, removed.place)
        assert writer.rows("contracts") == (*CONTRACTS, new)


def test_writing_the_same_row_again_writes_nothing(plan: Path) -> None:
    before = plan.read_bytes()
    with PlanFile(plan).writing() as connection:
        writer = Writer(connection, reads.marks(connection))
        assert writer.put(STAFF[0]) == Held(STAFF[0], 1)
        writer.finish()
    assert plan.read_bytes() == before


def test_marks_follow_every_change(plan: Path) -> None:
    with PlanFile(plan).writing() as connection:
        writer = Writer(connection, reads.marks(connection))
        writer.put(replace(STAFF[0], persons=1.0))
        writer.put(replace(STAFF[0], employer="Army"))
        writer.remove(STAFF[5])
        marks = writer.finish()
        assert marks["staff"] == mark_of(reads.records_of(connection, "staff"))
        integrity.check(connection, plan)


def test_eight_thousand_rows_are_written_and_read_in_order(folder: Path) -> None:
    many = tuple(replace(STAFF[at % 24], employer=f"E{at}") for at in range(8000))
    making.create(folder / "large.tabib", replace(SMALL, staff=many))
    with PlanFile(folder / "large.tabib").reading() as connection:
        assert reads.rows_of(connection, "staff") == many


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (replace(SMALL, staff=(replace(STAFF[0], cadre="NOBODY"),)), "does not fit"),
        (replace(SMALL, staff=(STAFF[0], STAFF[0])), "do not fit"),
        (replace(SMALL, staff=(replace(STAFF[0], persons=float("nan")),)), "do not fit"),
        (replace(SMALL, staff=(replace(STAFF[0], persons=-1.0),)), "do not fit"),
        (replace(SMALL, facts=replace(SMALL.facts, norm="NONE")), "does not fit"),
    ],
)
def test_rows_that_do_not_fit_make_no_plan(folder: Path, rows: object, words: str) -> None:
    problem = refused(lambda: making.create(folder / "new.tabib", rows))
    assert words in problem.what.text
    assert problem.where == str(folder / "new.tabib")
    assert list(folder.iterdir()) == []


def test_the_row_that_refers_to_nothing_is_named(folder: Path) -> None:
    rows = replace(SMALL, staff=(*STAFF[:3], replace(STAFF[3], cadre="NOBODY")))
    problem = refused(lambda: making.create(folder / "new.tabib", rows))
    assert problem.what.values["figures"] == refusals.figures("staff")
    assert "NOBODY" in str(problem.what.values["row"])
