"""The common ground of the tables: each one is derived from the frozen row that it stores.

A row class says once which fields there are and of what type; its table, the statements that
read and write it, and the way between a row and its record all follow from that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from itertools import starmap
from types import NoneType
from typing import Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.sql.base import Executable
from sqlalchemy.types import REAL, TypeEngine

from app.courtesy import cached_property
from app.models.rows import Names

Scalar = str | int | float | None
Record = tuple[Scalar, ...]
R = TypeVar("R")

METADATA = MetaData()
_DIALECT = SQLiteDialect_pysqlite(paramstyle="qmark")
_LANGUAGES = ("fr", "ar", "en")


class Field:
    """One field of a row: its type, its columns, and the way to and from them."""

    def __init__(self, name: str, hint: Any, *, refers: str | None) -> None:  # noqa: ANN401
        """Read the type of the field; `refers` names the column of another table."""
        self.name = name
        self.refers = refers
        self.optional = NoneType in get_args(hint)
        bare = next(a for a in get_args(hint) if a is not NoneType) if self.optional else hint
        self.choices: tuple[str, ...] = get_args(bare) if get_origin(bare) is Literal else ()
        self.type: type = str if self.choices else get_origin(bare) or bare
        names = tuple(f"{name}_{language}" for language in _LANGUAGES)
        self.columns = names if self.type is Names else (name,)

    @property
    def plain(self) -> bool:
        """Say whether the value in the row is the value in the table."""
        return self.type in {str, int, float}

    def pack(self, value: Any) -> tuple[Scalar, ...]:  # noqa: ANN401
        """Return the value as the table keeps it; an empty reference is kept as nothing."""
        if value is None or (self.refers and value == ""):
            return (None,)
        if self.type is float:
            return (float(value) + 0.0,)  # the file keeps no negative zero, so neither do we
        if self.type is Names:
            return (value.fr, value.ar, value.en)
        if self.type is date:
            return (value.isoformat(),)
        if self.type is tuple:
            return (" ".join(value),)
        return (int(value) if self.type is bool else value,)

    def unpack(self, values: tuple[Any, ...]) -> Any:  # noqa: ANN401
        """Return the value as the row keeps it."""
        if self.type is Names:
            return Names(*values)
        (value,) = values
        if value is None or self.plain:
            return value
        if self.type is date:
            return date.fromisoformat(value)
        return tuple(value.split()) if self.type is tuple else bool(value)

    def make_columns(self, *, in_key: bool) -> list[Column[Any]]:
        """Return the columns of this field, typed strictly."""
        kinds: dict[type, type[TypeEngine[Any]]] = {int: Integer, bool: Integer, float: REAL}
        nullable = not in_key and (self.optional or self.refers is not None)
        target = [ForeignKey(self.refers)] if self.refers else []
        return [
            Column(name, kinds.get(self.type, Text), *target, nullable=nullable)
            for name in self.columns
        ]

    def make_checks(self) -> list[CheckConstraint]:
        """Return what the database itself refuses in this field."""
        if self.choices:
            words = ", ".join(f"'{word}'" for word in self.choices)
            return [CheckConstraint(f"{self.name} IN ({words})")]
        return [CheckConstraint(f"{self.name} IN (0, 1)")] if self.type is bool else []


@dataclass(frozen=True)
class Kind(Generic[R]):
    """One kind of figure: its row class, its table, and the statements on it.

    Records start with `place`, the position that keeps rows in the order they were given.
    """

    name: str
    row: type[R]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    table: Table

    def pack(self, row: R, place: int) -> Record:
        """Return the record of a row at its place."""
        values = [value for field in self.fields for value in field.pack(getattr(row, field.name))]
        return (place, *values)

    def unpack(self, record: Record) -> R:
        """Return the row of a record, without its place."""
        values: list[object] = []
        at = 0
        for field in self.fields:
            width = len(field.columns)
            values.append(field.unpack(record[at : at + width]))
            at += width
        return self.row(*values)

    def unpack_all(self, records: Iterable[Record]) -> tuple[R, ...]:
        """Return the rows of records without place, fast where values need no change."""
        if all(field.plain for field in self.fields):
            return tuple(starmap(self.row, records))
        return tuple(map(self.unpack, records))

    def readable(self, record: Record) -> Record:
        """Return a packed record as it is read: an empty text where nothing is referred to."""
        return tuple(
            "" if value is None and column.foreign_keys else value
            for value, column in zip(record, self.table.columns, strict=True)
        )

    def key_of(self, row: R) -> tuple[Scalar, ...]:
        """Return what tells this row from all others of its kind."""
        return tuple(getattr(row, name) for name in self.key)

    @cached_property
    def defaults(self) -> dict[str, Scalar]:
        """Return what stands in the columns that rows of earlier versions did not have."""
        given = {f.name: f.default for f in fields(self.row)}  # type: ignore[arg-type]
        return {
            column: value
            for field in self.fields
            if given[field.name] is not MISSING
            for column, value in zip(field.columns, field.pack(given[field.name]), strict=True)
        }

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns, place first."""
        return tuple(column.name for column in self.table.columns)

    @cached_property
    def read_all(self) -> str:
        """Return the query for all records in their order, without place."""
        return _text(select(*self._readable[1:]).order_by(self.table.c.place))

    @cached_property
    def find(self) -> str:
        """Return the query for the record that has a key."""
        wanted = [self.table.c[name] == bindparam(name) for name in self.key]
        return _text(select(*self._readable).where(*wanted))

    def naming(self, field: Field) -> str:
        """Return the query for the keys of the records that name a code in one of their fields."""
        column: ColumnElement[Any] = self.table.c[field.name]
        wanted: ColumnElement[Any] = bindparam("code")
        if field.type is tuple:
            blank: ColumnElement[str] = literal_column("' '")
            found = func.instr(
                blank.concat(column).concat(blank), blank.concat(wanted).concat(blank)
            )
            return _text(select(*self._keys).where(found > literal_column("0")))
        return _text(select(*self._keys).where(column == wanted))

    @cached_property
    def insert(self) -> str:
        """Return the statement that adds a record."""
        return _text(insert(self.table))

    @cached_property
    def update(self) -> str:
        """Return the statement that replaces a record; the place comes last."""
        values: dict[str, ColumnElement[Any]] = {
            name: bindparam(f"new_{name}") for name in self.columns[1:]
        }
        return _text(update(self.table).where(self._here).values(values))

    @cached_property
    def delete(self) -> str:
        """Return the statement that removes the record at a place."""
        return _text(delete(self.table).where(self._here))

    @cached_property
    def last_place(self) -> str:
        """Return the query for the last place in use."""
        return _text(select(func.coalesce(func.max(self.table.c.place), literal_column("0"))))

    @property
    def _here(self) -> ColumnElement[bool]:
        return self.table.c.place == bindparam("here")

    @property
    def _keys(self) -> list[ColumnElement[Any]]:
        return [self.table.c[name] for name in self.key]

    @property
    def _readable(self) -> list[ColumnElement[Any]]:
        """Return the columns, with an empty text where nothing is referred to."""
        blank: ColumnElement[str] = literal_column("''")
        return [
            func.coalesce(column, blank) if column.foreign_keys else column
            for column in self.table.columns
        ]


def kind(
    name: str,
    row: type[R],
    *,
    key: tuple[str, ...],
    refers: dict[str, str] | None = None,
    checks: tuple[str, ...] = (),
) -> Kind[R]:
    """Return the kind that stores this row class, with its table."""
    hints = get_type_hints(row, localns={"date": date})
    targets = refers or {}
    names = [field.name for field in fields(row)]  # type: ignore[arg-type]
    made = tuple(Field(name, hints[name], refers=targets.get(name)) for name in names)
    columns = [column for field in made for column in field.make_columns(in_key=field.name in key)]
    table = Table(
        name,
        METADATA,
        Column("place", Integer, primary_key=True),
        *columns,
        UniqueConstraint(*key),
        *(check for field in made for check in field.make_checks()),
        *(CheckConstraint(check) for check in checks),
        sqlite_strict=True,
    )
    return Kind(name, row, key, made, table)


def _text(statement: Executable) -> str:
    """Return a statement as SQLite reads it, with a question mark for each value."""
    return str(statement.compile(dialect=_DIALECT))  # type: ignore[attr-defined]
