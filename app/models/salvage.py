"""Reads what can still be read of a damaged plan, table by table; the file is not touched.

A table is read from both ends, since damage in the middle stops each of the two ways only there.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.models.journal import JOURNAL
from app.models.kinds import KINDS
from app.models.marks import Mark, mark_of, read_mark
from app.models.plan_file import SCHEMA_VERSION, connect
from app.models.reads import MARK

if TYPE_CHECKING:
    from app.models.base import Kind, Record

# What SQLite and Python raise over a damaged page, a damaged text, or a value out of its type.
_UNREADABLE = (sqlite3.Error, UnicodeDecodeError, ValueError, TypeError, AttributeError)


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of one table: its rows, how many there were (None: unknown), if as written."""

    rows: tuple[Any, ...]
    records: int | None
    sound: bool


def remains(path: Path) -> dict[str, Remains]:
    """Return what is left of every table of a plan; nothing where it is none of ours."""
    try:
        with closing(connect(path, "ro")) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if not 0 < version <= SCHEMA_VERSION:
                return {}
            marks = _marks(connection)
            kinds = [*KINDS.values(), JOURNAL]
            if version < SCHEMA_VERSION:
                kinds = [kind for kind in kinds if _has(connection, kind)]
            return {kind.name: _table(connection, kind, marks.get(kind.name)) for kind in kinds}
    except sqlite3.Error:
        return {}


def _has(connection: sqlite3.Connection, kind: Kind[Any]) -> bool:
    """Say whether an earlier plan has the table of a kind, which may have come later."""
    text = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return connection.execute(text, (kind.name,)).fetchone() is not None


def _table(connection: sqlite3.Connection, kind: Kind[Any], mark: Mark | None) -> Remains:
    found = {**_records(connection, kind, "DESC"), **_records(connection, kind, "ASC")}
    records = [found[place] for place in sorted(found)]
    rows = tuple(row for record in records for row in _row(kind, record))
    known = mark is not None and mark.records >= 0
    sound = len(rows) == len(records) and mark_of(records) == mark
    return Remains(rows, mark.records if mark and known else None, sound)


def _records(connection: sqlite3.Connection, kind: Kind[Any], order: str) -> dict[int, Record]:
    """Return the records of a table by place, from one end up to the first that is unreadable."""
    found: dict[int, Record] = {}
    text = f'SELECT * FROM "{kind.name}" NOT INDEXED ORDER BY place {order}'  # noqa: S608  ours
    with suppress(*_UNREADABLE):
        for record in connection.execute(text):
            found[int(record[0])] = record
    return found


def _row(kind: Kind[Any], record: Record) -> tuple[Any, ...]:
    """Return the row of a record, or nothing where its values make none.

    Columns that came with a later version stand last; they get what that version says of old rows.
    """
    later = [kind.defaults[name] for name in kind.columns[len(record) :] if name in kind.defaults]
    try:
        return (kind.unpack(kind.readable((*record, *later))[1:]),)
    except _UNREADABLE:
        return ()


def _marks(connection: sqlite3.Connection) -> dict[str, Mark]:
    """Return the marks that the plan left, as far as they can be read."""
    found: dict[str, Mark] = {}
    with suppress(*_UNREADABLE):
        for key, value in connection.execute("SELECT key, value FROM meta NOT INDEXED"):
            if key.startswith(MARK):
                found[key.removeprefix(MARK)] = read_mark(value)
    return found
