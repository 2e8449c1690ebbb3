"""The queries: each returns plain frozen rows."""

from __future__ import annotations

import sqlite3
from typing import Any, cast

from sqlalchemy import Connection, select

from app.models.base import Record
from app.models.journal import JOURNAL, META, JournalLine
from app.models.kinds import KINDS
from app.models.marks import Mark, Marks, read_mark
from app.models.rows import PlanRows

MARK = "mark."


def everything(connection: Connection) -> PlanRows:
    """Return every figure of the plan, in the order in which it was given."""
    found: dict[str, Any] = {name: rows_of(connection, name) for name in KINDS}
    (found["facts"],) = found["facts"]
    return PlanRows(**found)


def rows_of(connection: Connection, name: str) -> tuple[Any, ...]:
    """Return the rows of one kind, in order."""
    kind = KINDS[name]
    records = cursor_of(connection).execute(kind.read_all)
    return kind.unpack_all(records)


def records_of(connection: Connection, table: str) -> list[Record]:
    """Return a table as it stands in the file, whatever its columns."""
    quoted = table.replace('"', '""')
    statement = f'SELECT * FROM "{quoted}" ORDER BY 1'  # noqa: S608  the name is quoted above
    return cursor_of(connection).execute(statement).fetchall()


def marks(connection: Connection) -> Marks:
    """Return the marks that the last change left in the plan."""
    written = meta(connection)
    return {
        key.removeprefix(MARK): read_mark(value)
        for key, value in written.items()
        if key.startswith(MARK)
    }


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows of each kind the plan holds, from its marks."""
    found = marks(connection)
    return {name: found.get(name, Mark()).records for name in KINDS}


def meta(connection: Connection) -> dict[str, str]:
    """Return what the plan says about itself: who made it, and the marks of its tables."""
    return dict(connection.execute(select(META.c.key, META.c.value)).all())


def journal(connection: Connection) -> tuple[JournalLine, ...]:
    """Return the lines of the journal without the long texts of the changes."""
    columns = JOURNAL.table.c
    light = select(
        columns.sequence, columns.action, columns.target, columns.time, columns.who, columns.name
    )
    found = connection.execute(light.order_by(columns.sequence))
    return tuple(JournalLine(*values, edit="", inverse="") for values in found)


def journal_line(connection: Connection, sequence: int) -> JournalLine:
    """Return one line of the journal, whole."""
    record = cursor_of(connection).execute(JOURNAL.find, (sequence,)).fetchone()
    return JOURNAL.unpack(record[1:])


def cursor_of(connection: Connection) -> sqlite3.Cursor:
    """Return a bare cursor inside the transaction, for what must be fast."""
    return cast("sqlite3.Connection", connection.connection.dbapi_connection).cursor()
