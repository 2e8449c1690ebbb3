"""What the tests compare: the whole content of a plan file, and the bytes around it."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from app.problems import Problem


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every record of a plan, but for the journal, which only grows."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        tables = {
            name: connection.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()  # noqa: S608
            for (name,) in names.fetchall()
            if name != "journal"
        }
    tables["meta"] = [line for line in tables["meta"] if line[0] != "mark.journal"]
    return tables


def run_sql(path: Path, *statements: str) -> None:
    """Change a plan behind Tabib's back."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def traces(folder: Path) -> dict[str, tuple[str, int]]:
    """Names, contents and times of all files of a folder."""
    return {
        path.name: (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
        if path.is_file()
    }


def refused(work: Callable[[], object]) -> Problem:
    """The problem that this work meets, with all its parts present."""
    with pytest.raises(Problem) as met:
        work()
    problem = met.value
    assert problem.what.text
    assert problem.remedy is not None
    assert problem.where
    return problem


def wait_until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait for something that another process does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A real little disk; the test is skipped where it cannot be had."""
    folder.mkdir()
    try:
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)],
            check=False,
            capture_output=True,
        )
    except OSError:
        pytest.skip("no mount command here")
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def make_read_only(folder: Path) -> None:
    """Turn a little disk to read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
