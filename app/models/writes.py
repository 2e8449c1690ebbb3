"""Applies plain values to the tables, one or thirty thousand, and says what they replaced.

A writer lives for one transaction. It keeps the marks of the tables in step with each change, and
leaves them in the plan at the end.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from app.models.base import Field, Kind
from app.models.journal import JOURNAL, META, JournalLine
from app.models.kinds import kind_of
from app.models.marks import Mark, Marks, mark_of
from app.models.reads import MARK, cursor_of, journal_line, rows_of


class Held(NamedTuple):
    """A row that the plan holds, and its place among the others."""

    row: Any
    place: int


class Writer:
    """Changes rows inside one transaction; `marks` follow.

    `replaced` holds by kind the rows that took the place of another under the same key, as they
    are read, the latest last; `reshaped` names the kinds that gained or lost a row.
    """

    def __init__(self, connection: Connection, marks: Marks) -> None:
        """Start from the marks that the plan has now."""
        self.marks = dict(marks)
        self.replaced: dict[str, list[Any]] = {}
        self.reshaped: set[str] = set()
        self._connection = connection
        self._cursor = cursor_of(connection)
        self._changed: set[str] = set()

    def find(self, row: object) -> Held | None:
        """Return the row that the plan holds under the key of this one."""
        kind = kind_of(row)
        record = self._cursor.execute(kind.find, kind.key_of(row)).fetchone()
        return Held(kind.unpack(record[1:]), record[0]) if record else None

    def put(self, row: object, place: int = 0) -> Held | None:
        """Keep a row under its key and return what it replaced; a new one comes last."""
        kind, before = kind_of(row), self.find(row)
        if before is None:
            self._insert(kind, row, place or self._next_place(kind))
            self.reshaped.add(kind.name)
            return None
        if before.row == row:
            return before
        record = kind.pack(row, before.place)
        self._cursor.execute(kind.update, (*record[1:], before.place))
        self._mark(kind, before=before, after=Held(row, before.place))
        as_read = kind.unpack(kind.readable(record)[1:])
        self.replaced.setdefault(kind.name, []).append(as_read)
        return before

    def remove(self, row: object) -> Held | None:
        """Remove the row under the key of this one and return it with its place."""
        kind, before = kind_of(row), self.find(row)
        if before is not None:
            self._cursor.execute(kind.delete, (before.place,))
            self._mark(kind, before=before)
            self.reshaped.add(kind.name)
        return before

    def note(self, line: JournalLine) -> None:
        """Add a line to the journal."""
        self._insert(JOURNAL, line, line.sequence)

    def rows(self, name: str) -> tuple[Any, ...]:
        """Return the rows of one kind as they are at this moment of the transaction."""
        return rows_of(self._connection, name)

    def naming(self, kind: Kind[Any], field: Field, code: str) -> list[tuple[Any, ...]]:
        """Return the keys of the rows that name a code in one of their fields."""
        return self._cursor.execute(kind.naming(field), (code,)).fetchall()

    def journal_line(self, sequence: int) -> JournalLine:
        """Return one line of the journal, whole."""
        return journal_line(self._connection, sequence)

    def fill(self, kind: Kind[Any], rows: Iterable[object]) -> None:
        """Fill an empty table with rows, in their order."""
        records = [kind.pack(row, place) for place, row in enumerate(rows, start=1)]
        self._cursor.executemany(kind.insert, records)
        self.marks[kind.name] = mark_of(records)
        self._changed.add(kind.name)

    def finish(self) -> Marks:
        """Leave the marks of the changed tables in the plan, and return all marks."""
        self.say({MARK + name: str(self.marks[name]) for name in self._changed})
        return self.marks

    def say(self, values: dict[str, str]) -> None:
        """Write what the plan says about itself."""
        for key, value in values.items():
            statement = insert(META).values(key=key, value=value)
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
            )

    def _insert(self, kind: Kind[Any], row: object, place: int) -> None:
        self._cursor.execute(kind.insert, kind.pack(row, place))
        self._mark(kind, after=Held(row, place))

    def _next_place(self, kind: Kind[Any]) -> int:
        last: int = self._cursor.execute(kind.last_place).fetchone()[0]
        return last + 1

    def _mark(
        self, kind: Kind[Any], *, before: Held | None = None, after: Held | None = None
    ) -> None:
        """Bring the mark of a table up to date with one change."""
        mark = self.marks.get(kind.name, Mark())
        if before:
            mark = mark.minus(kind.pack(before.row, before.place))
        if after:
            mark = mark.plus(kind.pack(after.row, after.place))
        self.marks[kind.name] = mark
        self._changed.add(kind.name)
