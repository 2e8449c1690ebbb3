"""Puts a finished file in its place: written beside it first, so that no half file ever shows."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from uuid import uuid4

from app import disk
from app.models import refusals
from app.models.plan_file import MAGIC, absorb, put_aside, side_files

_STRAY = ".~tabib-*.part*"
_STRAY_AFTER_SECONDS = 3600.0


@contextmanager
def placed(target: Path, *, new: bool) -> Iterator[Path]:
    """Give a name to write to; what stands there at the end becomes the target, at once.

    A new target must not exist. Whatever goes wrong, the half-written file is removed and what
    stood at the target still says what it said.
    """
    with refusals.told(target):
        if new and os.path.lexists(target):
            raise refusals.exists(target)
        if target.is_dir():
            raise refusals.is_folder(target)
        if target.exists() and not target.is_file():
            raise refusals.cannot_write(target)
        _sweep(target.parent)
        part = target.parent / f".~tabib-{uuid4().hex[:12]}.part"
        try:
            part.touch(exist_ok=False)
            yield part
            disk.settle(part)
            with _reserved(target) if new else nullcontext():
                _part_from_side_files(target)
                _put(part, target)
        finally:
            part.unlink(missing_ok=True)
            part.with_name(part.name + "-journal").unlink(missing_ok=True)


@contextmanager
def _reserved(target: Path) -> Iterator[None]:
    """Hold a new name by an empty file; refuse when somebody took it in the meantime."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise refusals.exists(target) from None
    try:
        yield
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _part_from_side_files(target: Path) -> None:
    """See to it that no journal of an earlier file is ever applied to the new one.

    A journal that belongs to what stands there is worked into it first: a crash then leaves the
    old file, whole, or the new one. Any other journal belongs to nothing and is put aside.
    """
    if side_files(target) and _is_database(target):
        try:
            absorb(target)
        except sqlite3.OperationalError:  # held by another program, or no room: nothing is lost
            raise
        except sqlite3.DatabaseError:  # too damaged to need its journal any more
            pass
    for side in side_files(target):
        put_aside(side)


def _is_database(target: Path) -> bool:
    if not target.exists():
        return False
    with target.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _put(part: Path, target: Path) -> None:
    try:
        disk.put(part, target)
    except PermissionError:
        raise refusals.in_use(target) from None


def _sweep(folder: Path) -> None:
    """Remove half-written files that an interrupted program left here long ago."""
    long_ago = time.time() - _STRAY_AFTER_SECONDS
    for stray in folder.glob(_STRAY):
        with suppress(OSError):  # another program may be sweeping too
            if stray.stat().st_mtime < long_ago:
                stray.unlink()
