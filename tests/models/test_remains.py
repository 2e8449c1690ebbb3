"""What can still be read of a damaged plan, table by table."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.models import making, salvage
from app.models.kinds import KINDS
from app.models.rows import PlanRows
from app.planning.starter import sample

PAGE = 4096


@pytest.fixture(scope="module")
def rows() -> PlanRows:
    return sample("morocco-2024")


@pytest.fixture
def plan(tmp_path: Path, rows: PlanRows) -> Path:
    path = tmp_path / "plan.tabib"
    making.create(path, rows)
    return path


def write(plan: Path, statement: str) -> None:
    """Change the file behind the back of Tabib."""
    with closing(sqlite3.connect(plan)) as connection:
        connection.execute("PRAGMA ignore_check_constraints=1")
        connection.execute(statement)
        connection.commit()


def test_all_of_a_sound_plan_is_read_and_known_to_be_as_written(plan: Path, rows: PlanRows) -> None:
    before = plan.read_bytes()
    found = salvage.remains(plan)
    assert set(found) == {*KINDS, "journal"}
    assert all(one.sound for one in found.values())
    assert found["staff"].rows == rows.staff
    assert found["staff"].records == len(rows.staff)
    assert found["facts"].rows == (rows.facts,)
    assert plan.read_bytes() == before
    assert list(plan.parent.iterdir()) == [plan]


def overwrite(plan: Path, kind: int, share: float) -> None:
    """Write nonsense over one page of a kind: 13 holds rows, 10 holds an index."""
    data = bytearray(plan.read_bytes())
    pages = [at for at in range(PAGE, len(data), PAGE) if data[at] == kind]
    at = pages[int(len(pages) * share)]
    data[at : at + PAGE] = os.urandom(PAGE)
    plan.write_bytes(data)


def test_damage_of_an_index_loses_nothing(plan: Path) -> None:
    overwrite(plan, 10, 0.5)
    assert all(one.sound for one in salvage.remains(plan).values())


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_what_lies_on_both_sides_of_the_damage_is_read(
    plan: Path, rows: PlanRows, share: float
) -> None:
    overwrite(plan, 13, share)
    found = salvage.remains(plan)
    (hurt,) = [one for one in found.values() if not one.sound]
    assert hurt.records is not None
    assert len(hurt.rows) < hurt.records
    for name, one in found.items():
        written = getattr(rows, name, ())
        if name != "facts":
            assert set(one.rows) <= set(written)
        if one.sound and name in KINDS:
            assert one.rows == (written if name != "facts" else (written,))


def test_a_figure_changed_by_another_hand_makes_its_table_unsound(plan: Path) -> None:
    write(plan, "UPDATE staff SET persons = persons + 1 WHERE place = 7")
    found = salvage.remains(plan)
    assert not found["staff"].sound
    assert len(found["staff"].rows) == found["staff"].records
    assert found["populations"].sound


def test_a_row_that_makes_no_sense_is_left_out(plan: Path, rows: PlanRows) -> None:
    write(plan, "UPDATE contracts SET start = 'soon' WHERE place = 1")
    found = salvage.remains(plan)["contracts"]
    assert not found.sound
    assert found.rows == rows.contracts[1:]


@pytest.mark.parametrize(
    "statement", ["DELETE FROM meta", "UPDATE meta SET value = x'ff' WHERE key = 'mark.staff'"]
)
def test_without_its_mark_nobody_knows_how_many_rows_a_table_had(
    plan: Path, statement: str
) -> None:
    with closing(sqlite3.connect(plan)) as connection:
        connection.execute("PRAGMA writable_schema=1")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = 'meta'"
        )
        connection.commit()
    write(plan, statement)
    found = salvage.remains(plan)["staff"]
    assert found.records is None
    assert not found.sound
    assert found.rows


@pytest.mark.parametrize("content", [b"", b"\0" * PAGE, b"no plan at all" * 400])
def test_nothing_is_told_of_what_is_no_plan(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.tabib"
    path.write_bytes(content)
    assert salvage.remains(path) == {}


def test_nothing_is_told_of_a_plan_of_a_later_version(plan: Path) -> None:
    write(plan, "PRAGMA user_version=99")
    assert salvage.remains(plan) == {}
