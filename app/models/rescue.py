"""Looks at a plan that an interruption left half changed: on a private copy, never in place.

The file and its journal are copied together and the unfinished change is taken back in the copy.
Where the copy is then no sound plan although the file alone is one, the journal is that of another
file which once had this name: it is left out.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from app.models import refusals
from app.models.marks import Marks
from app.models.plan_file import PlanFile, side_files
from app.problems import Problem

Check = Callable[[Connection, Path], Marks]


@dataclass(frozen=True)
class Rescued:
    """A mended copy in a folder of its own, and whether the journal beside the plan was used."""

    file: PlanFile
    folder: TemporaryDirectory[str]
    marks: Marks
    with_journal: bool


def rescue(file: PlanFile, check: Check) -> Rescued:
    """Return a mended and checked copy of an interrupted plan; the plan is not touched."""
    try:
        return _mended(file, check, with_journal=True)
    except Problem as first:
        try:
            return _mended(file, check, with_journal=False)
        except Problem:
            raise first from None


def _mended(file: PlanFile, check: Check, *, with_journal: bool) -> Rescued:
    folder = _private_folder(file)
    try:
        copy = _copied(file, Path(folder.name), with_journal=with_journal)
        copy.recover()
        copy.tidy()
        with refusals.told(copy.known_as, doubted=True), copy.reading() as connection:
            return Rescued(copy, folder, check(connection, copy.known_as), with_journal)
    except BaseException:
        folder.cleanup()
        raise


def _private_folder(file: PlanFile) -> TemporaryDirectory[str]:
    try:
        return TemporaryDirectory(prefix="tabib-", ignore_cleanup_errors=True)
    except OSError as found:
        raise refusals.no_room_to_repair(file.known_as) from found


def _copied(file: PlanFile, folder: Path, *, with_journal: bool) -> PlanFile:
    """Copy a plan, and its side files if wanted, as they stood at one moment."""
    together = [file.path, *(side_files(file.path) if with_journal else ())]
    before = [_moment(path) for path in together]
    try:
        for path in together:
            shutil.copyfile(path, folder / path.name)
    except OSError as found:
        raise refusals.no_room_to_repair(file.known_as) from found
    if [_moment(path) for path in together] != before:
        raise refusals.in_use(file.known_as)
    return PlanFile(folder / file.path.name, known_as=file.known_as)


def _moment(path: Path) -> tuple[int, int] | None:
    """Return the size and time of a file, or nothing where it has gone."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns
