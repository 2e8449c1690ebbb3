"""Puts a finished file in its place: written beside it first, so that no half file ever shows."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from app.models import refusals

_STRAY = ".~tabib-*.part*"
_STRAY_AFTER_SECONDS = 3600.0
_WAITS_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)


@contextmanager
def placed(target: Path, *, new: bool) -> Iterator[Path]:
    """Give a name to write to; what stands there at the end becomes the target, at once.

    A new target must not exist. Whatever goes wrong, the half-written file is removed and what
    stood at the target is untouched.
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
            sync(part)
            if new:
                _reserve(target)
            _replace(part, target)
        finally:
            part.unlink(missing_ok=True)
            part.with_name(part.name + "-journal").unlink(missing_ok=True)
        _sync_folder(target.parent)


def sync(path: Path) -> None:
    """Wait until the disk has the file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _reserve(target: Path) -> None:
    """Take a new name, or refuse when somebody took it in the meantime."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except FileExistsError:
        raise refusals.exists(target) from None


def _replace(part: Path, target: Path) -> None:
    """Put the file in place, waiting a little for a program that holds the old one."""
    for seconds in _WAITS_SECONDS:
        try:
            part.replace(target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    raise refusals.in_use(target)


def _sync_folder(folder: Path) -> None:
    """Wait until the disk has the name too; Windows has no such call."""
    if sys.platform != "win32":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _sweep(folder: Path) -> None:
    """Remove half-written files that an interrupted program left here long ago."""
    long_ago = time.time() - _STRAY_AFTER_SECONDS
    for stray in folder.glob(_STRAY):
        with suppress(OSError):  # another program may be sweeping too
            if stray.stat().st_mtime < long_ago:
                stray.unlink()
