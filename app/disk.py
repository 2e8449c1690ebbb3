"""Puts a finished file in its place so that neither a crash nor a power cut leaves half of one."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# How long to wait for a program that holds the old file: a viewer, a scanner, a synchroniser.
WAITS_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.75, 1.0)


def settle(path: Path) -> None:
    """Wait until the disk has all of a file."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def put(part: Path, target: Path) -> None:
    """Let a settled file take the place of the target, at once and for good.

    The old file is never removed first. Raises PermissionError when it is held for too long.
    """
    for seconds in (*WAITS_SECONDS, None):
        try:
            part.replace(target)
        except PermissionError:
            if seconds is None:
                raise
            time.sleep(seconds)
        else:
            break
    _settle_names(target.parent)


def _settle_names(folder: Path) -> None:
    """Wait until the disk has the names in a folder, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
