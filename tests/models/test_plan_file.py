"""Connections: their settings, the names they reach, and what they leave behind."""

import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy import Connection

from app.models import making, plan_file, reads
from app.models.plan_file import APPLICATION_ID, SCHEMA_VERSION, PlanFile, address, connect
from tests.models.plan_states import refused, run_sql, traces
from tests.models.small_plan import SMALL

# What SQLite answers to each setting; the journal is the one thing only writers set.
EXPECTED = {
    "busy_timeout": 2000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "foreign_keys": 1,
    "synchronous": 2,
    "secure_delete": 1,
    "locking_mode": "normal",
    "application_id": APPLICATION_ID,
    "user_version": SCHEMA_VERSION,
    "encoding": "UTF-8",
}
ODD_NAMES = (
    "a%20b#c?d=e&f;g.tabib",
    "100 % sûr.tabib",
    "خطة جهة سوس ماسة.tabib",
    "plan 😀.tabib",
    "file:x?mode=memory.tabib",
    'it\'s "quoted".tabib',
    ":memory:",
    "+ - @ ! ~.tabib",
    "x" * 200 + ".tabib",
)


def asked(connection: Connection, name: str) -> object:
    return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(("name", "value"), EXPECTED.items())
def test_every_setting_holds_on_live_connections(plan: Path, name: str, value: object) -> None:
    file = PlanFile(plan)
    with file.reading() as connection:
        assert asked(connection, name) == value
    with file.writing() as connection:
        assert asked(connection, name) == value


def test_writers_keep_a_truncated_rollback_journal_never_a_log(plan: Path) -> None:
    with PlanFile(plan).writing() as connection:
        assert asked(connection, "journal_mode") == "truncate"


def test_readers_cannot_write(plan: Path) -> None:
    before = traces(plan.parent)

    def write() -> None:
        with PlanFile(plan).reading() as connection:
            connection.exec_driver_sql("DELETE FROM staff")

    refused(write)
    assert traces(plan.parent) == before


def test_a_writer_holds_the_file_from_its_first_moment(plan: Path) -> None:
    with (
        PlanFile(plan).writing(),
        closing(sqlite3.connect(plan, timeout=0, isolation_level=None)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


def test_work_that_stops_half_way_leaves_nothing(plan: Path) -> None:
    def stop_half_way() -> None:
        with PlanFile(plan).writing() as connection:
            connection.exec_driver_sql("DELETE FROM missions")
            raise KeyError

    with pytest.raises(KeyError):
        stop_half_way()
    with PlanFile(plan).reading() as connection:
        assert reads.everything(connection) == SMALL


def test_a_reference_to_nothing_is_refused_by_the_database_itself(plan: Path) -> None:
    def refer_to_nothing() -> None:
        with PlanFile(plan).writing() as connection:
            connection.exec_driver_sql("UPDATE staff SET cadre = 'NOBODY' WHERE place = 1")

    assert "do not fit" in refused(refer_to_nothing).what.text


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_reach_exactly_that_file(folder: Path, name: str) -> None:
    making.create(folder / name, SMALL)
    assert [path.name for path in folder.iterdir()] == [name]
    file = PlanFile(folder / name)
    with file.reading() as connection:
        assert reads.everything(connection) == SMALL
    copy = folder / f"copy {name}"[:240]
    making.copy(file, copy)
    assert sorted(path.name for path in folder.iterdir()) == sorted([name, copy.name])


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (PurePosixPath("/home/a b/é#1.tabib"), "file:///home/a%20b/%C3%A9%231.tabib?mode=ro"),
        (PureWindowsPath("C:\\Plans\\50%.tabib"), "file:///C:/Plans/50%25.tabib?mode=ro"),
        (PureWindowsPath("\\\\srv\\part\\x.tabib"), "file:////srv/part/x.tabib?mode=ro"),
    ],
)
def test_addresses_name_files_on_every_system(path: PurePosixPath, expected: str) -> None:
    assert address(path, "ro") == expected


def test_a_connection_that_cannot_be_set_up_is_closed(plan: Path) -> None:
    plan.write_bytes(b"not a database at all" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        connect(plan, "rw")


def test_closing_takes_the_empty_journal_away_and_changes_no_byte(plan: Path) -> None:
    file = PlanFile(plan)
    with file.writing() as connection:
        connection.exec_driver_sql("UPDATE missions SET note = 'changed'")
    journal = plan.with_name(plan.name + "-journal")
    assert journal.stat().st_size == 0
    before = plan.read_bytes()
    file.tidy()
    assert not journal.exists()
    assert plan.read_bytes() == before


def test_removed_text_leaves_no_byte_in_the_file(plan: Path) -> None:
    marker = "a name to forget "
    run_sql(plan, f"UPDATE missions SET note = '{marker * 500}'")  # noqa: S608  our own words
    assert marker.encode() in plan.read_bytes()
    with PlanFile(plan).writing() as connection:
        connection.exec_driver_sql("UPDATE missions SET note = ''")
    assert marker.encode() not in plan.read_bytes()


def test_no_module_but_one_opens_a_connection() -> None:
    folder = Path(plan_file.__file__).parent
    opens = [
        path.name
        for path in folder.rglob("*.py")
        if "sqlite3.connect(" in path.read_text(encoding="utf-8")
    ]
    assert opens == ["plan_file.py"]
