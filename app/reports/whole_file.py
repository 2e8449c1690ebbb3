"""Writes a file whole or not at all: the old one stays until the new one is safely on the disk."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from typing import TYPE_CHECKING

from app import disk
from app.problems import Problem, message

if TYPE_CHECKING:
    from pathlib import Path

    from app.problems import Message

_DATABASE = b"SQLite format 3"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def write_whole(path: Path, content: bytes) -> None:
    """Put the content at the path; a problem leaves what was there as it was, and nothing else."""
    target = path.resolve()
    part = target.parent / f".tabib-{secrets.token_hex(6)}.part"
    try:
        _require_place(target)  # a name that is too long breaks already here
        _write(part, content)
        if target.exists():
            shutil.copymode(target, part)
        disk.put(part, target)
    except OSError as error:
        raise _problem(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _require_place(target: Path) -> None:
    """Refuse a folder, a folder that is not there, a plan, and a file that may not change."""
    if target.is_dir():
        raise Problem(
            message("This is a folder, not a file."),
            str(target),
            message("Give the report a file name."),
        )
    if target.exists() and not target.is_file():
        # A device or a pipe would be replaced by a file, not written to.
        raise Problem(message("This is not a file that a report can replace."), str(target))
    if _is_database(target):
        raise Problem(
            message("This is not a file that a report can replace."),
            str(target),
            message("Choose another name."),
        )
    if not target.parent.is_dir():
        raise Problem(
            message("This folder does not exist."), str(target.parent), _elsewhere()
        )
    if target.exists() and not os.access(target, os.W_OK):
        raise Problem(message("This file may not be changed."), str(target), _elsewhere())


def _is_database(target: Path) -> bool:
    """Tell whether a file is a plan, or any other database: never a report of ours."""
    with contextlib.suppress(OSError), target.open("rb") as file:
        return file.read(len(_DATABASE)) == _DATABASE
    return False


def _elsewhere() -> Message:
    return message("Choose another folder.")


def _write(part: Path, content: bytes) -> None:
    """Write a new file with the usual rights, and wait until the disk has it."""
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
    disk.settle(part)


def _problem(error: OSError, target: Path) -> Problem:
    """Say what stopped the writing; what was there before is intact."""
    if error.errno in _FULL:
        what = message("The disk is full: the file could not be written.")
        return Problem(what, str(target.parent), message("Free some space and try again."))
    if error.errno in _REFUSED and target.exists():
        what = message(
            "{file} is open in another program, or may not be changed.", file=target.name
        )
        return Problem(what, "", message("Close it and try again, or choose another name."))
    if error.errno in _REFUSED:
        what = message("This folder may not be written to.")
        return Problem(what, str(target.parent), _elsewhere())
    return Problem(message("The file could not be written."), str(target), _elsewhere())
