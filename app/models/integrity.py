"""What is checked before a plan is shown: the file, its shape, its health, its figures."""

from __future__ import annotations

import stat
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, StaticPool, create_engine

from app import __version__
from app.models import refusals
from app.models.base import METADATA
from app.models.marks import Marks, mark_of
from app.models.plan_file import APPLICATION_ID, MAGIC, SCHEMA_VERSION
from app.models.reads import cursor_of, marks, meta, records_of
from app.problems import Problem

_HEADER = 100
_VERSION_AT, _IDENTITY_AT = 60, 68
_WAL = 2
_SHAPE = """
    SELECT m.type, m.name, c.name, c.type, c."notnull", c.pk
    FROM sqlite_schema AS m LEFT JOIN pragma_table_xinfo(m.name) AS c
    WHERE m.type <> 'index' OR m.sql IS NOT NULL ORDER BY m.name, c.cid
"""


def look(path: Path) -> int:
    """Refuse what is not a plan, from its first bytes alone; return its schema version."""
    with refusals.told(path):
        header = _header(path)
    if not header:
        raise refusals.empty(path)
    if not header.strip(b"\x00"):
        raise refusals.zeros(path)
    identity = int.from_bytes(header[_IDENTITY_AT : _IDENTITY_AT + 4], "big")
    if len(header) < _HEADER or not header.startswith(MAGIC) or identity != APPLICATION_ID:
        raise refusals.not_a_plan(path)
    if _WAL in header[18:20]:
        raise refusals.second_file(path)
    version = int.from_bytes(header[_VERSION_AT : _VERSION_AT + 4], "big")
    if version == 0:
        raise refusals.damaged(path)
    return version


def check(connection: Connection, path: Path) -> Marks:
    """Check a plan from its shape to its last figure, and return its marks."""
    check_version(connection, path)
    _check_shape(connection, path)
    return check_figures(connection, path)


def check_version(connection: Connection, path: Path) -> None:
    """Refuse a plan of a later version, naming that version where it can be read."""
    found: int = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if found > SCHEMA_VERSION:
        made = meta(connection).get("version", "")
        raise refusals.newer(path, made or f"schema {found}", __version__)


def check_figures(connection: Connection, path: Path) -> Marks:
    """Refuse a plan whose pages, references or figures are not as they were left."""
    _check_health(connection, path)
    left = marks(connection)
    for table, mark in left.items():
        if mark_of(records_of(connection, table)) != mark:
            raise refusals.altered(path, table)
    return left


def misfit(connection: Connection, path: Path) -> Problem | None:
    """Return the problem of the first row that refers to something the plan does not hold."""
    found = cursor_of(connection).execute("PRAGMA foreign_key_check").fetchone()
    if found is None:
        return None
    table, place = str(found[0]), int(found[1])
    row = next(record for record in records_of(connection, table) if record[0] == place)
    words = [str(value) for value in row[1:] if isinstance(value, str) and value]
    return refusals.row_does_not_fit(path, table, ", ".join(words[:3]))


def _header(path: Path) -> bytes:
    """Return the first bytes of a file, refusing what is no file."""
    kind = path.stat().st_mode
    if stat.S_ISDIR(kind):
        raise refusals.is_folder(path)
    if not stat.S_ISREG(kind):
        raise refusals.not_a_plan(path)
    with path.open("rb") as file:
        return file.read(_HEADER)


def _check_shape(connection: Connection, path: Path) -> None:
    """Refuse tables, triggers and views other than ours: nothing foreign is ever run."""
    found, ours = _shape(connection), _our_shape()
    names = {line[1] for line in ours}
    if any(line[0] != "table" or line[1] not in names for line in found):
        raise refusals.foreign_code(path)
    if found != ours:
        different = sorted({str(line[1]) for line in set(found) ^ set(ours)})
        raise refusals.damaged(path, different[0])


def _check_health(connection: Connection, path: Path) -> None:
    """Refuse a plan whose pages are damaged or whose rows refer to nothing."""
    cursor = cursor_of(connection)
    if cursor.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise refusals.damaged(path)
    broken = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise refusals.damaged(path, str(broken[0]))


def _shape(connection: Connection) -> list[tuple[object, ...]]:
    return cursor_of(connection).execute(_SHAPE).fetchall()


@lru_cache(maxsize=1)
def _our_shape() -> list[tuple[object, ...]]:
    """Return the shape of a plan made by this version, from an empty one in memory."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.begin() as connection:
        METADATA.create_all(connection)
        shape = _shape(connection)
    engine.dispose()
    return shape
