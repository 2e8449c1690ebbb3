"""A new plan from what is left of one: what it keeps, what it leaves out, what it says of it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.planning import salvage, study
from app.planning.plan import Plan
from app.planning.starter import sample
from app.problems import Problem, Unreadable

PAGE, ROWS = 4096, 13  # the first byte of a page that holds rows


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.tabib"
    Plan.create(path, sample("morocco-2024"))
    return path


def write(plan: Path, *statements: str) -> None:
    """Change the file behind the back of Tabib."""
    with closing(sqlite3.connect(plan)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=1")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def losses(plan: Path) -> dict[str, tuple[int | None, int | None]]:
    """Return what is lost, by the English name of the figures."""
    found = salvage.look(plan).losses
    return {getattr(one.figures, "text", ""): (one.rows, one.of) for one in found}


def test_a_sound_plan_has_lost_nothing(plan: Path) -> None:
    left = salvage.look(plan)
    assert left.losses == ()
    assert left.missing == 0
    assert left.rows == sample("morocco-2024")


def test_what_is_left_becomes_a_plan_that_can_be_projected(plan: Path, tmp_path: Path) -> None:
    data = bytearray(plan.read_bytes())
    pages = [at for at in range(PAGE, len(data), PAGE) if data[at] == ROWS]
    at = pages[len(pages) // 2]
    data[at : at + PAGE] = os.urandom(PAGE)
    plan.write_bytes(data)
    with pytest.raises(Unreadable):
        Plan.open(plan)
    missing = salvage.look(plan).missing
    assert missing > 0
    salvage.save(plan, tmp_path / "saved.tabib")
    with Plan.open(tmp_path / "saved.tabib", write=True) as saved:
        rows = saved.rows()
    whole = sample("morocco-2024")
    assert len(rows.staff) == len(whole.staff) - missing
    assert set(rows.staff) < set(whole.staff)
    assert rows.facts.uuid != whole.facts.uuid
    assert rows.facts.note.en.endswith(f"Saved from a damaged file; rows missing: {missing}.")
    made = study.run(rows)
    assert made.lines(made.view())[-1].stock > 0


def test_rows_that_lost_their_place_go_with_it(plan: Path) -> None:
    write(plan, "DELETE FROM territories WHERE code = '09'")
    found = losses(plan)
    lost, of = found["territories"]
    assert (lost, of) == (1 + 6, 88)  # the region, and its provinces with it
    assert found["staff"][0] is not None
    assert found["staff"][0] > 0
    rows = salvage.look(plan).rows
    assert rows is not None
    assert not {row.territory for row in rows.staff} & {"09", "09.001"}


def test_a_lost_source_leaves_the_figures_without_a_source(plan: Path) -> None:
    write(plan, "DELETE FROM sources")
    rows = salvage.look(plan).rows
    assert rows is not None
    assert len(rows.staff) == len(sample("morocco-2024").staff)
    assert {row.source for row in rows.staff} == {""}


def test_a_plan_whose_norm_is_lost_takes_another_one(plan: Path) -> None:
    write(plan, "DELETE FROM norms WHERE id = 'MA_445'")
    rows = salvage.look(plan).rows
    assert rows is not None
    assert rows.facts.norm in {row.id for row in rows.norms}


def test_figures_that_no_rule_allows_are_left_out(plan: Path) -> None:
    write(plan, "UPDATE staff SET persons = -5 WHERE place = 3")
    assert losses(plan)["staff"][0] == 1


def test_figures_changed_by_another_hand_are_named_as_doubtful(plan: Path) -> None:
    write(plan, "UPDATE staff SET persons = persons + 1 WHERE place = 3")
    lost, of = losses(plan)["staff"]
    assert (lost, of) == (0, len(sample("morocco-2024").staff))


def test_without_marks_nobody_knows_how_much_is_missing(plan: Path) -> None:
    write(plan, "DELETE FROM meta")
    assert set(losses(plan).values()) == {(None, None)}


@pytest.mark.parametrize("table", ["territories", "cadres", "facts", "norms", "scenarios"])
def test_nothing_is_made_where_what_holds_a_plan_together_is_lost(
    plan: Path, tmp_path: Path, table: str
) -> None:
    write(plan, f"DELETE FROM {table}")  # noqa: S608  ours
    assert salvage.look(plan).rows is None
    with pytest.raises(Problem):
        salvage.save(plan, tmp_path / "saved.tabib")
    assert not (tmp_path / "saved.tabib").exists()


def test_a_file_that_exists_is_never_overwritten(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "saved.tabib").write_bytes(b"mine")
    with pytest.raises(Problem):
        salvage.save(plan, tmp_path / "saved.tabib")
    assert (tmp_path / "saved.tabib").read_bytes() == b"mine"
