"""Opening a plan: what is refused and in which words, and that looking changes nothing."""

import errno
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app import __version__
from app.models import making, opening, reads, refusals
from app.models.lock import lock_path
from app.models.plan_file import APPLICATION_ID
from tests.models.plan_states import make_read_only, refused, run_sql, small_disk, traces
from tests.models.small_plan import FACTS, SMALL, STAFF

WAYS = [opening.open_for_looking, opening.open_for_changes]
WAY_NAMES = ["looking", "changes"]
OTHER = replace(
    SMALL, facts=replace(FACTS, uuid="another"), staff=(replace(STAFF[0], note="x" * 9000),)
)
Spoil = Callable[[Path], None]


def other_database(path: Path) -> None:
    path.unlink()
    run_sql(path, "CREATE TABLE people (name TEXT)", "PRAGMA user_version=1")


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def tear_a_page(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 * 8 : 4096 * 9] = b"\xab" * 4096
    path.write_bytes(data)


def break_a_text(path: Path) -> None:
    data = path.read_bytes()
    assert data.count(b"Cardiology") == 1
    path.write_bytes(data.replace(b"Cardiology", b"Cardi\xff\xfeogy"))


def leave_a_journal(path: Path) -> None:
    """Leave the plan as a power cut in the middle of a change leaves it."""
    held = path.with_name("held")
    held.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(held, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=2")
        connection.execute("BEGIN")
        connection.execute("UPDATE staff SET persons = 1000, note = ?", ("half done " * 900,))
        journal = held.with_name("held-journal").read_bytes()
        path.write_bytes(held.read_bytes())
        path.with_name(path.name + "-journal").write_bytes(journal)
        connection.execute("ROLLBACK")
    held.unlink()
    assert b"half done" in path.read_bytes()


def sql(*statements: str) -> Spoil:
    return lambda path: run_sql(path, *statements)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILED: dict[str, tuple[Spoil, str]] = {
    "missing": (Path.unlink, "was not found"),
    "folder": (folder_instead, "is a folder"),
    "empty": (lambda path: path.write_bytes(b"") and None, "is empty"),
    "zeros": (lambda path: path.write_bytes(bytes(50_000)) and None, "only zeros"),
    "short zeros": (lambda path: path.write_bytes(bytes(7)) and None, "only zeros"),
    "text": (lambda path: path.write_text("a;b;c\n" * 90) and None, "is not a Tabib plan"),
    "other database": (other_database, "is not a Tabib plan"),
    "no version": (sql("PRAGMA user_version=0"), "damaged"),
    "newer": (
        sql("PRAGMA user_version=99", "UPDATE meta SET value='7.5' WHERE key='version'"),
        "was made with version",
    ),
    "cut short": (cut_short, "damaged"),
    "torn page": (tear_a_page, "damaged"),
    "broken text": (break_a_text, "damaged"),
    "trigger": (
        sql("CREATE TRIGGER t AFTER UPDATE ON staff BEGIN DELETE FROM missions; END"),
        "instructions that Tabib did not write",
    ),
    "view": (sql("CREATE VIEW v AS SELECT * FROM staff"), "instructions"),
    "table": (sql("CREATE TABLE guests (name TEXT)"), "instructions"),
    "index": (sql("CREATE INDEX i ON staff (persons)"), "instructions"),
    "column": (sql("ALTER TABLE staff ADD COLUMN extra TEXT"), "damaged"),
    "no table": (sql("DROP TABLE missions"), "damaged"),
    "dangling": (sql("UPDATE staff SET territory='NOWHERE' WHERE place=1"), "damaged"),
    "below zero": (
        sql("PRAGMA ignore_check_constraints=1", "UPDATE staff SET persons=-5 WHERE place=2"),
        "plan",  # noticed by SQLite or by the marks, as its version may have it
    ),
    "log": (sql("PRAGMA journal_mode=WAL"), "second file"),
}


@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
@pytest.mark.parametrize("name", SPOILED)
def test_what_is_no_sound_plan_is_refused_and_left_as_it_is(
    plan: Path, way: Callable[[Path], object], name: str
) -> None:
    spoil, words = SPOILED[name]
    spoil(plan)
    before = traces(plan.parent)
    problem = refused(lambda: way(plan))
    assert words in problem.what.text
    assert problem.where == str(plan)
    assert traces(plan.parent) == before


def test_a_newer_plan_names_the_version_to_install(plan: Path) -> None:
    SPOILED["newer"][0](plan)
    problem = refused(lambda: opening.open_for_looking(plan))
    assert dict(problem.what.values) == {"made": "7.5", "here": __version__}
    assert problem.remedy is not None
    assert problem.remedy.values["made"] == "7.5"


def test_damage_names_the_figures_concerned(plan: Path) -> None:
    SPOILED["dangling"][0](plan)
    problem = refused(lambda: opening.open_for_looking(plan))
    assert problem.what.values["figures"] == refusals.figures("staff")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_refused_without_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe.tabib")
    problem = refused(lambda: opening.open_for_looking(folder / "pipe.tabib"))
    assert "is not a Tabib plan" in problem.what.text


def test_looking_and_closing_change_nothing(plan: Path) -> None:
    before = traces(plan.parent)
    opened = opening.open_for_looking(plan)
    assert traces(plan.parent) == before
    opening.close(opened)
    assert traces(plan.parent) == before


def test_opening_for_changes_leaves_the_plan_and_only_a_lock_beside_it(plan: Path) -> None:
    before = traces(plan.parent)
    opened = opening.open_for_changes(plan)
    during = traces(plan.parent)
    assert during.pop(lock_path(plan).name)
    assert during == before
    opening.close(opened)
    assert traces(plan.parent) == before


def test_a_plan_in_a_read_only_folder_can_be_looked_at(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        making.create(disk / "plan.tabib", SMALL)
        make_read_only(disk)
        before = traces(disk)
        with opening.open_for_looking(disk / "plan.tabib").file.reading() as connection:
            assert reads.everything(connection) == SMALL
        problem = refused(lambda: opening.open_for_changes(disk / "plan.tabib"))
        assert "cannot be written where it is" in problem.what.text
        assert traces(disk) == before


def rows_seen(path: Path) -> object:
    """What a look at a plan shows, with the finding that it came with."""
    opened = opening.open_for_looking(path)
    try:
        (finding,) = opened.findings
        assert "Recovered after an interruption" in finding.what.text
        assert finding.where == str(path)
        with opened.file.reading() as connection:
            return reads.everything(connection)
    finally:
        opening.close(opened)


def test_an_interrupted_change_beside_a_read_only_plan_is_repaired_in_a_copy(
    tmp_path: Path,
) -> None:
    with small_disk(tmp_path / "disk", "2m") as disk:
        making.create(disk / "plan.tabib", SMALL)
        leave_a_journal(disk / "plan.tabib")
        make_read_only(disk)
        before = traces(disk)
        assert rows_seen(disk / "plan.tabib") == SMALL
        assert traces(disk) == before


def test_an_interrupted_change_is_never_shown_and_taken_back_when_we_may_write(plan: Path) -> None:
    leave_a_journal(plan)
    before = traces(plan.parent)
    assert rows_seen(plan) == SMALL
    assert traces(plan.parent) == before
    opened = opening.open_for_changes(plan)
    assert "not finished was taken back" in opened.findings[0].what.text
    opening.close(opened)
    opened = opening.open_for_looking(plan)
    assert opened.findings == ()
    with opened.file.reading() as connection:
        assert reads.everything(connection) == SMALL
    assert [path.name for path in plan.parent.iterdir()] == [plan.name]


def test_the_repaired_copy_goes_when_the_plan_is_closed(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    leave_a_journal(plan)
    opened = opening.open_for_looking(plan)
    assert list(private.iterdir())
    opening.close(opened)
    assert list(private.iterdir()) == []
    opening.close(opening.open_for_changes(plan))
    assert list(private.iterdir()) == []


@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_an_interrupted_plan_that_is_damaged_too_is_refused_and_left_as_it_is(
    plan: Path, way: Callable[[Path], object]
) -> None:
    run_sql(plan, "UPDATE staff SET persons=13 WHERE place=2")
    leave_a_journal(plan)
    before = traces(plan.parent)
    assert "changed without Tabib" in refused(lambda: way(plan)).what.text
    assert traces(plan.parent) == before


@pytest.mark.parametrize("way", WAYS, ids=WAY_NAMES)
def test_a_private_copy_that_cannot_be_made_is_said(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: Callable[[Path], object]
) -> None:
    leave_a_journal(plan)
    before = traces(plan.parent)
    with monkeypatch.context() as patched:
        patched.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
        problem = refused(lambda: way(plan))
    assert "needs a repair" in problem.what.text
    with monkeypatch.context() as patched:
        patched.setattr("shutil.copyfile", no_room)
        problem = refused(lambda: way(plan))
    assert problem.remedy is not None
    assert "temporary files" in problem.remedy.text
    assert traces(plan.parent) == before


def no_room(source: Path, target: Path) -> None:
    raise OSError(errno.ENOSPC, "no room")


def test_a_plan_repaired_by_another_program_while_we_copy_it_is_in_use(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy_then_repair(source: Path, target: Path) -> None:
        copy(source, target)
        source.unlink()

    copy = shutil.copyfile
    leave_a_journal(plan)
    monkeypatch.setattr("shutil.copyfile", copy_then_repair)
    assert "open in another program" in refused(lambda: opening.open_for_looking(plan)).what.text


def put_beside_another_plan(plan: Path) -> Path:
    """Leave the journal of one plan beside another, as a file manager may."""
    leave_a_journal(plan)
    other = plan.with_name("other.tabib")
    making.create(other, OTHER)
    journal = plan.with_name(plan.name + "-journal")
    journal.rename(other.with_name(other.name + "-journal"))
    plan.unlink()
    return other


def test_a_journal_of_another_file_is_left_out_and_put_aside(plan: Path) -> None:
    other = put_beside_another_plan(plan)
    content, before = other.read_bytes(), traces(plan.parent)
    assert rows_seen(other) == OTHER
    assert traces(plan.parent) == before
    opened = opening.open_for_changes(other)
    assert "left over from another file" in opened.findings[0].what.text
    opening.close(opened)
    assert other.read_bytes() == content
    names = ["other.tabib", "other.tabib-journal.left-over"]
    assert sorted(traces(plan.parent)) == names


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_plan_reached_through_a_link_has_one_lock_and_is_repaired(
    plan: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.tabib"
    link.symlink_to(plan)
    leave_a_journal(plan)
    assert rows_seen(link) == SMALL
    opened = opening.open_for_changes(link)
    assert "has had this plan open" in refused(lambda: opening.open_for_changes(plan)).what.text
    assert lock_path(link) == lock_path(plan)
    opening.close(opened)
    assert list(traces(plan.parent)) == [plan.name]
    assert link.is_symlink()


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while: the system refuses nothing to root."""
    if not hasattr(os, "geteuid"):
        pytest.skip("rights are another matter here")
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_plan_in_a_folder_of_somebody_else_can_be_looked_at() -> None:
    with TemporaryDirectory() as name:
        folder, plan = Path(name), Path(name, "plan.tabib")
        making.create(plan, SMALL)
        plan.chmod(0o444)
        folder.chmod(0o555)
        before = traces(folder)
        with without_rights():
            opening.close(opening.open_for_looking(plan))
            problem = refused(lambda: opening.open_for_changes(plan))
            assert "cannot be written where it is" in problem.what.text
            problem = refused(lambda: making.create(folder / "new.tabib", SMALL))
            assert "cannot be written in this folder" in problem.what.text
        assert traces(folder) == before
        plan.chmod(0o000)
        with without_rights():
            refused(lambda: opening.open_for_looking(plan))
        folder.chmod(0o777)


def test_a_read_only_plan_in_a_folder_of_ours_is_not_held_for_changes() -> None:
    with TemporaryDirectory() as name:
        folder, plan = Path(name), Path(name, "plan.tabib")
        making.create(plan, SMALL)
        plan.chmod(0o444)
        folder.chmod(0o777)
        with without_rights():
            problem = refused(lambda: opening.open_for_changes(plan))
        assert "cannot be written where it is" in problem.what.text
        assert list(traces(folder)) == [plan.name]


def test_the_identity_stands_in_the_header(plan: Path) -> None:
    assert plan.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"Tabi"


def test_a_plan_held_by_another_program_says_so(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(plan_settings(), "busy_timeout", 20)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        problem = refused(lambda: opening.open_for_looking(plan))
        assert "open in another program" in problem.what.text
        refused(lambda: opening.open_for_changes(plan))
        assert not lock_path(plan).exists()


def test_a_plan_that_cannot_be_backed_up_opens_and_says_so(plan: Path, data_folder: Path) -> None:
    data_folder.write_text("a file where the folder should be", encoding="utf-8")
    opened = opening.open_for_changes(plan)
    assert [finding.what.text for finding in opened.findings] == [
        "No backup of this plan could be made."
    ]
    opening.close(opened)


def plan_settings() -> dict[str, str | int]:
    from app.models.plan_file import PRAGMAS

    return PRAGMAS
