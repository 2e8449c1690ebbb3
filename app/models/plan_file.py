"""The plan file and its connections: the only module that opens one.

Each piece of work opens a connection, runs one transaction and closes: between two pieces of work
nothing is held, so that a stick can be pulled out and a moved file is noticed. Settings and their
reasons: a rollback journal (a write-ahead log cannot be opened from a read-only folder and loses
changes to a moved file), every commit synced, removed text overwritten, nothing trusted that the
file brings along.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path, PurePath
from typing import Literal
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event

from app.models.refusals import allowed, told

Mode = Literal["ro", "rw", "rwc"]

APPLICATION_ID = 0x54616269  # "Tabi" in the header of the file
SCHEMA_VERSION = 3
MAGIC = b"SQLite format 3\x00"
_BESIDE = ("-journal", "-wal", "-shm")
PRAGMAS: dict[str, str | int] = {
    "busy_timeout": 2000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "foreign_keys": 1,
    "synchronous": "FULL",
    "secure_delete": 1,
    "locking_mode": "NORMAL",
}


def address(path: PurePath, mode: Mode) -> str:
    """Return the URI by which SQLite opens exactly this file, whatever signs its name holds."""
    name = quote(os.fsencode(path.as_posix()), safe="/:")
    return f"file://{name if name.startswith('/') else '/' + name}?mode={mode}"


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """Return a connection with all settings made; nothing is written by opening it."""
    connection = sqlite3.connect(address(path.absolute(), mode), uri=True, isolation_level=None)
    try:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name}={value}")
        extra = "query_only=1" if mode == "ro" else "journal_mode=TRUNCATE"
        connection.execute(f"PRAGMA {extra}")
    except BaseException:
        connection.close()
        raise
    return connection


def side_files(path: Path) -> list[Path]:
    """Return the files in which SQLite keeps unfinished work beside this one."""
    named = [path.with_name(path.name + ending) for ending in _BESIDE]
    return [side for side in named if os.path.lexists(side)]


def put_aside(side: Path) -> Path:
    """Give a side file that belongs to no plan a name under which SQLite never looks for it."""
    aside = side.with_name(f"{side.name}.left-over")
    side.replace(aside)
    return aside


def absorb(path: Path) -> None:
    """Let SQLite end what an interruption left beside a file, so that the file stands alone."""
    with closing(connect(path, "rw")) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=DELETE")


class PlanFile:
    """One file on disk, and pieces of work on it: each a connection and a transaction."""

    def __init__(self, path: Path, *, known_as: Path | None = None) -> None:
        """Take the path as it is; a file still in the making is known under another name."""
        self.path = path.absolute()
        self.known_as = known_as or self.path
        self._engines: dict[Mode, Engine] = {}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the file and cannot write."""
        with told(self.known_as), self._engine("ro").begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, new: bool = False) -> Iterator[Connection]:
        """Give a connection whose work is kept as a whole at the end, or not at all."""
        with told(self.known_as), self._engine("rwc" if new else "rw").begin() as connection:
            yield connection

    def may_be_written(self) -> None:
        """Refuse a file that the system lets us read only: SQLite would quietly open it so."""
        with told(self.known_as), allowed(self.known_as):
            os.close(os.open(self.path, os.O_RDWR))

    def recover(self) -> None:
        """Take back an interrupted change, if there is one."""
        with self.writing() as connection:
            connection.exec_driver_sql("PRAGMA schema_version")

    def tidy(self) -> None:
        """Let SQLite remove the empty journal that it keeps between changes."""
        with told(self.known_as), closing(connect(self.path, "rw")) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")

    def pour_into(self, part: Path, *, known_as: Path) -> None:
        """Write the present state of the plan to an empty file, without its free pages."""
        with told(known_as), closing(connect(self.path, "ro")) as connection:
            connection.execute("PRAGMA query_only=0")
            connection.execute("VACUUM INTO ?", (str(part.absolute()),))

    def _engine(self, mode: Mode) -> Engine:
        """Return the engine of a mode, made once."""
        if mode not in self._engines:
            self._engines[mode] = _make_engine(self.path, mode)
        return self._engines[mode]


def _make_engine(path: Path, mode: Mode) -> Engine:
    """Return an engine that keeps no connection and begins transactions as SQLite means them."""
    address_for_people = URL.create("sqlite", database=str(path))
    engine = create_engine(
        address_for_people, creator=partial(connect, path, mode), poolclass=NullPool
    )
    begin = "BEGIN" if mode == "ro" else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
