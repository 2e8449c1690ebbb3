"""The one translation of what SQLite and the system say into problems."""

import errno
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.models.refusals import told
from app.problems import Problem
from tests.models.plan_states import refused


def raising(path: Path, error: Exception) -> Callable[[], None]:
    def work() -> None:
        with told(path):
            raise error

    return work


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("quotes a person's name")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_FULL, "no room left"),
        (sqlite3.SQLITE_IOERR_WRITE, "no room left"),
        (sqlite3.SQLITE_CORRUPT, "damaged"),
        (sqlite3.SQLITE_NOTADB, "damaged"),
        (sqlite3.SQLITE_READONLY, "cannot be written"),
        (sqlite3.SQLITE_READONLY_ROLLBACK, "needs a repair"),
        (sqlite3.SQLITE_READONLY_DBMOVED, "no longer there"),
        (sqlite3.SQLITE_IOERR_FSTAT, "no longer there"),
        (sqlite3.SQLITE_BUSY, "open in another program"),
        (sqlite3.SQLITE_LOCKED, "open in another program"),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "do not fit"),
        (sqlite3.SQLITE_IOERR_READ, "does not answer"),
        (sqlite3.SQLITE_CANTOPEN, "could not be opened"),
    ],
)
def test_each_code_of_sqlite_becomes_one_calm_sentence(
    tmp_path: Path, code: int, words: str
) -> None:
    path = tmp_path / "plan.tabib"
    path.touch()
    problem = refused(raising(path, sqlite_error(code)))
    assert words in problem.what.text
    assert "quotes" not in str(problem.what)
    assert problem.where == str(path)


def test_a_file_that_cannot_be_opened_is_told_apart_from_one_that_has_gone(
    tmp_path: Path,
) -> None:
    cannot = sqlite_error(sqlite3.SQLITE_CANTOPEN)
    assert "no longer there" in refused(raising(tmp_path / "gone.tabib", cannot)).what.text
    nowhere = tmp_path / "nowhere" / "plan.tabib"
    assert "folder" in refused(raising(nowhere, cannot)).what.text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EROFS, "cannot be written in this folder"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.ENOENT, "was not found"),
        (errno.EIO, "does not answer"),
    ],
)
def test_each_refusal_of_the_system_becomes_one_calm_sentence(
    tmp_path: Path, code: int, words: str
) -> None:
    problem = refused(raising(tmp_path / "plan.tabib", OSError(code, "system text")))
    assert words in problem.what.text


def test_text_that_is_not_text_means_damage(tmp_path: Path) -> None:
    error = sqlite3.OperationalError("Could not decode to UTF-8 column")
    assert "damaged" in refused(raising(tmp_path, error)).what.text
    broken = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    assert "damaged" in refused(raising(tmp_path, broken)).what.text


@pytest.mark.parametrize(
    "error", [sqlite_error(sqlite3.SQLITE_ERROR), sqlite3.ProgrammingError("ours")]
)
def test_a_fault_of_ours_is_not_dressed_up_as_a_problem(
    tmp_path: Path, error: sqlite3.Error
) -> None:
    with pytest.raises(sqlite3.Error):
        raising(tmp_path, error)()


def test_a_problem_passes_through_untouched(tmp_path: Path) -> None:
    from app.models.refusals import empty

    problem = empty(tmp_path)
    with pytest.raises(Problem) as met:
        raising(tmp_path, problem)()
    assert met.value is problem


def test_a_statement_that_fails_in_a_doubted_file_means_damage(tmp_path: Path) -> None:
    def work() -> None:
        with told(tmp_path, doubted=True):
            raise sqlite_error(sqlite3.SQLITE_ERROR)

    assert "damaged" in refused(work).what.text
