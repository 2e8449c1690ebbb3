"""What can go wrong with a plan file, each as one problem in plain words.

This is the one place that turns what SQLite and the system report into problems. Their own texts
are never shown: the same damage comes under several names, and some quote the data.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from app.problems import Held, Message, Problem, Unreadable, message

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_FULL = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}
_HALF_DONE = {
    sqlite3.SQLITE_READONLY_ROLLBACK,
    sqlite3.SQLITE_READONLY_RECOVERY,
    sqlite3.SQLITE_READONLY_CANTLOCK,
}
_LEFT_ALONE = message("Restore a backup: the file has not been touched.")


@contextmanager
def told(path: Path, *, doubted: bool = False) -> Iterator[None]:
    """Turn what SQLite or the system reports about this file into a problem.

    While a file is `doubted`, even a statement that SQLite cannot run is a sign of damage;
    afterwards it would be a fault of ours.
    """
    try:
        yield
    except (DBAPIError, sqlite3.Error) as found:
        problem = _from_sqlite(path, getattr(found, "orig", None) or found)
        if doubted and problem is None:
            problem = damaged(path)
        if problem is None:
            raise
        raise problem from found
    except UnicodeDecodeError as found:  # even the text of SQLite's complaint was damaged
        raise damaged(path) from found
    except OSError as found:
        raise _from_system(path, found) from found


@contextmanager
def allowed(plan: Path) -> Iterator[None]:
    """Say that a plan cannot be written where it is, if the system does not allow it."""
    try:
        yield
    except OSError as found:
        if found.errno in _NOT_ALLOWED:
            raise read_only(plan) from found
        raise


def _problem(path: Path, what: Message, remedy: Message) -> Problem:
    return Problem(what, str(path), remedy)


def _unreadable(path: Path, what: Message, remedy: Message) -> Unreadable:
    return Unreadable(what, str(path), remedy)


def _from_sqlite(path: Path, found: BaseException) -> Problem | None:
    """Return the problem behind an SQLite code; None where the fault is our own."""
    code: int | None = getattr(found, "sqlite_errorcode", None)
    if code is None:  # text that is not UTF-8 comes without a code
        return damaged(path) if isinstance(found, sqlite3.OperationalError) else None
    if code in _FULL:
        return disk_full(path)
    if code in _HALF_DONE:
        return half_done(path)
    if code in {sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR_FSTAT}:
        return gone(path)
    return _by_family(path, code & 0xFF)


def _by_family(path: Path, family: int) -> Problem | None:
    """Return the problem behind the first byte of an SQLite code."""
    if family in _DAMAGED:
        return damaged(path)
    if family == sqlite3.SQLITE_READONLY:
        return read_only(path)
    if family in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return in_use(path)
    if family == sqlite3.SQLITE_CANTOPEN:
        return cannot_open(path)
    if family == sqlite3.SQLITE_CONSTRAINT:
        return does_not_fit(path)
    return disk_lost(path) if family == sqlite3.SQLITE_IOERR else None


def _from_system(path: Path, found: OSError) -> Problem:
    """Return the problem behind a refusal of the system."""
    if found.errno in _NO_ROOM:
        return disk_full(path)
    if found.errno in _NOT_ALLOWED:
        return cannot_write(path)
    if found.errno == errno.ENAMETOOLONG:
        return name_too_long(path)
    if found.errno in {errno.ENOENT, errno.ENOTDIR}:
        return no_folder(path) if not path.parent.is_dir() else missing(path)
    return disk_lost(path)


def missing(path: Path) -> Problem:
    """Return the problem of a plan that is not where it was looked for."""
    what = message("{file} was not found.", file=path.name)
    return _problem(path, what, message("Check the name and the folder, or the stick it is on."))


def gone(path: Path) -> Problem:
    """Return the problem of a plan that was moved or removed while it was open."""
    what = message("The file {file} is no longer there.", file=path.name)
    return _problem(path, what, message("Put the stick back, or save a copy now."))


def cannot_open(path: Path) -> Problem:
    """Return the problem of a file that SQLite cannot open, with its likely cause."""
    if not path.parent.is_dir():
        return no_folder(path)
    if not path.exists():
        return gone(path)
    what = message("{file} could not be opened.", file=path.name)
    return _problem(path, what, message("Check that you may read this file and its folder."))


def is_folder(path: Path) -> Problem:
    """Return the problem of a folder given as a plan."""
    what = message("{file} is a folder, not a plan.", file=path.name)
    return _problem(path, what, message("Choose a file."))


def empty(path: Path) -> Unreadable:
    """Return the problem of a file without a single byte."""
    return _unreadable(path, message("{file} is empty.", file=path.name), _LEFT_ALONE)


def zeros(path: Path) -> Unreadable:
    """Return the problem of a file whose content was replaced by zeros."""
    what = message("The content of {file} is lost: only zeros are left.", file=path.name)
    return _unreadable(path, what, _LEFT_ALONE)


def not_a_plan(path: Path) -> Problem:
    """Return the problem of a file of another kind."""
    what = message("{file} is not a Tabib plan.", file=path.name)
    return _problem(path, what, message("If it is a workbook, import it."))


def newer(path: Path, made: str, here: str) -> Unreadable:
    """Return the problem of a plan made with a later version."""
    what = message(
        "This plan was made with version {made}; this computer has {here}.", made=made, here=here
    )
    return _unreadable(path, what, message("Install version {made} or later.", made=made))


_FIGURES = {
    "facts": message("settings of the plan"),
    "territories": message("territories"),
    "populations": message("population"),
    "cadres": message("cadres"),
    "staff": message("staff"),
    "age_splits": message("ages within age groups"),
    "assumptions": message("assumptions"),
    "pipeline": message("training"),
    "recruitment": message("posts"),
    "contracts": message("contracts"),
    "missions": message("missions"),
    "norms": message("norms"),
    "age_populations": message("population by age and sex"),
    "uses": message("use of care"),
    "working_times": message("working time"),
    "activities": message("activities and allowances"),
    "conditions": message("conditions"),
    "facilities": message("facilities"),
    "facility_posts": message("posts of facilities"),
    "scenarios": message("scenarios"),
    "stories": message("stories"),
    "measures": message("measures"),
    "sources": message("sources"),
    "journal": message("history"),
}


def figures(table: str) -> Message | str:
    """Return the name of a kind of figures as a person knows it."""
    return _FIGURES.get(table, table)


def damaged(path: Path, table: str = "") -> Unreadable:
    """Return the problem of a damaged plan, with the figures concerned where known."""
    if not table:
        return _unreadable(path, message("The plan is damaged."), _LEFT_ALONE)
    named = figures(table)
    what = message("The plan is damaged. Figures concerned: {figures}.", figures=named)
    return _unreadable(path, what, _LEFT_ALONE)


def altered(path: Path, table: str) -> Unreadable:
    """Return the problem of figures that differ from what Tabib last wrote."""
    what = message(
        "Figures in this plan changed without Tabib. Figures concerned: {figures}.",
        figures=figures(table),
    )
    return _unreadable(path, what, _LEFT_ALONE)


def foreign_code(path: Path) -> Unreadable:
    """Return the problem of triggers, views or tables that Tabib did not make."""
    what = message("This file contains instructions that Tabib did not write.")
    return _unreadable(path, what, message("Restore a backup, or ask who made the file."))


def second_file(path: Path) -> Unreadable:
    """Return the problem of a plan that another program turned to a write-ahead log."""
    what = message("Another program keeps part of this plan in a second file.")
    remedy = message("Close that program, or restore a backup: the file has not been touched.")
    return _unreadable(path, what, remedy)


class HalfDone(Unreadable):
    """An interrupted change stands in the plan: it can be taken back in a copy, or by writing."""


def half_done(path: Path) -> HalfDone:
    """Return the problem of an interrupted change that cannot be taken back without writing."""
    what = message("This read-only plan needs a repair.")
    remedy = message("Open it for changes, in a folder where you can write.")
    return HalfDone(what, str(path), remedy)


def no_room_to_repair(path: Path) -> Problem:
    """Return the problem of an interrupted plan of which no private copy can be made."""
    what = message("{file} was interrupted in a change and needs a repair.", file=path.name)
    remedy = message("Free some space for temporary files and try again.")
    return _problem(path, what, remedy)


def read_only(path: Path) -> Problem:
    """Return the problem of a plan that cannot be written."""
    what = message("This plan cannot be written where it is.")
    return _problem(path, what, message("To make changes, save a copy."))


def opened_twice(path: Path, who: str, machine: str, time: str) -> Held:
    """Return the problem of a plan that somebody else has open for writing."""
    what = message(
        "{who} has had this plan open on {machine} since {time}.",
        who=who,
        machine=machine,
        time=time,
    )
    return Held(what, str(path), message("Open it read-only, or work on a copy."))


def in_use(path: Path) -> Problem:
    """Return the problem of a plan that another program is writing at this moment."""
    what = message("{file} is open in another program.", file=path.name)
    return _problem(path, what, message("Close it there and try again."))


def changed_outside(path: Path) -> Problem:
    """Return the problem of a plan that somebody else changed since it was read."""
    what = message("The plan has been changed outside this window.")
    remedy = message("Reload it, save yours as a copy, or compare the two.")
    return _problem(path, what, remedy)


def disk_full(path: Path) -> Problem:
    """Return the problem of a disk or a quota without room."""
    what = message("There is no room left on the disk: nothing has been written.")
    remedy = message("Free some space and try again, or save a copy elsewhere.")
    return _problem(path, what, remedy)


def disk_lost(path: Path) -> Problem:
    """Return the problem of a disk that does not answer."""
    what = message("The disk that holds {file} does not answer.", file=path.name)
    return _problem(path, what, message("Put the stick back, or save a copy now."))


def does_not_fit(path: Path) -> Problem:
    """Return the problem of figures that the plan cannot hold together."""
    what = message("These figures do not fit with the others: nothing has been changed.")
    return _problem(path, what, message("Check the codes and that no row stands twice."))


def row_does_not_fit(path: Path, table: str, row: str) -> Problem:
    """Return the problem of one row that refers to something absent, or stands twice."""
    what = message(
        "{row} does not fit with the rest of the plan ({figures}).",
        row=row,
        figures=figures(table),
    )
    return _problem(path, what, message("Check the codes and that no row stands twice."))


def exists(path: Path) -> Problem:
    """Return the problem of a new file whose name is taken."""
    what = message("{file} already exists.", file=path.name)
    return _problem(path, what, message("Choose another name."))


def no_folder(path: Path) -> Problem:
    """Return the problem of a folder that is not there."""
    what = message("The folder {folder} was not found.", folder=str(path.parent))
    return _problem(path, what, message("Choose another folder."))


def cannot_write(path: Path) -> Problem:
    """Return the problem of a folder or file that may not be written."""
    what = message("{file} cannot be written in this folder.", file=path.name)
    return _problem(path, what, message("Choose another folder."))


def name_too_long(path: Path) -> Problem:
    """Return the problem of a name that the disk cannot keep."""
    what = message("The name {file} is too long for this disk.", file=path.name)
    return _problem(path, what, message("Choose a shorter name."))
