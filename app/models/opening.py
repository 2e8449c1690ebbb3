"""Opens a plan, for looking or for changes: everything that happens before it is shown."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from app.models import backups, integrity, lock, reads, refusals
from app.models.journal import JournalLine
from app.models.marks import Marks
from app.models.plan_file import SCHEMA_VERSION, PlanFile, put_aside, side_files
from app.models.rescue import rescue
from app.models.upgrades.runner import upgrade
from app.problems import Finding, Problem, message


@dataclass(frozen=True)
class Opened:
    """A plan that has passed all checks; `held` is its lock, where it may be changed.

    `mended` is the folder of a private copy, where a look at the plan itself was impossible.
    """

    file: PlanFile
    marks: Marks
    journal: tuple[JournalLine, ...]
    held: lock.Lock | None = None
    findings: tuple[Finding, ...] = ()
    mended: TemporaryDirectory[str] | None = None


def open_for_looking(path: Path) -> Opened:
    """Check a plan and change nothing at all, in the file or beside it."""
    file = _file(path)
    if integrity.look(file.known_as) < SCHEMA_VERSION:
        return _look_upgraded(file)
    try:
        return _look(file)
    except refusals.HalfDone:
        found = rescue(file, integrity.check)
    return replace(_look(found.file), findings=(_seen_in_copy(file),), mended=found.folder)


def open_for_changes(path: Path, *, take_over: bool = False) -> Opened:
    """Hold a plan, repair what an interruption left, check it, and keep a backup of it."""
    file = _file(path)
    version = integrity.look(file.known_as)
    held = lock.take(file.known_as, over=take_over)
    try:
        findings = _repair(file, version)
        if version < SCHEMA_VERSION:
            findings += (_upgrade(file),)
        looked = _look(file)
        findings += back_up(file, looked.marks)
    except BaseException:
        held.release()
        raise
    return replace(looked, held=held, findings=findings)


def close(opened: Opened) -> None:
    """Let go of a plan: no byte of it changes, and nothing is left beside it."""
    if opened.held is not None:
        path = opened.file.path
        if path.with_name(path.name + "-journal").exists():
            with suppress(Problem):  # a plan that has gone needs no tidying
                opened.file.tidy()
        opened.held.release()
    if opened.mended is not None:
        opened.mended.cleanup()


def _file(path: Path) -> PlanFile:
    """Return the file behind a path; through a link, it keeps the name by which it is known."""
    return PlanFile(Path(os.path.realpath(path)), known_as=path.absolute())


def _look(file: PlanFile) -> Opened:
    with refusals.told(file.known_as, doubted=True), file.reading() as connection:
        marks = integrity.check(connection, file.known_as)
        return Opened(file, marks, reads.journal(connection))


def _look_upgraded(file: PlanFile) -> Opened:
    """Look at an earlier plan on a private copy, brought up to date there."""
    found = rescue(file, integrity.check_figures)
    try:
        upgrade(found.file)
        looked = _look(found.file)
    except BaseException:
        found.folder.cleanup()
        raise
    what = message("This plan comes from an earlier version: you see an upgraded copy.")
    remedy = message(
        "Open it for changes to upgrade the file itself: a copy of the old one is kept."
    )
    finding = Finding(what, str(file.known_as), remedy)
    return replace(looked, findings=(finding,), mended=found.folder)


def _repair(file: PlanFile, version: int) -> tuple[Finding, ...]:
    """Take back an interrupted change, once a private copy has shown that this mends the plan."""
    file.may_be_written()
    try:
        with file.reading() as connection:
            connection.exec_driver_sql("PRAGMA schema_version")
    except refusals.HalfDone:
        check = integrity.check if version >= SCHEMA_VERSION else integrity.check_figures
        found = rescue(file, check)
        found.folder.cleanup()
        if not found.with_journal:
            return _put_aside(file)
        file.recover()
        return (_taken_back(file),)
    file.recover()
    return ()


def _put_aside(file: PlanFile) -> tuple[Finding, ...]:
    """Put aside the journal of another file which once had the name of this plan."""
    with refusals.told(file.known_as):
        names = [put_aside(side).name for side in side_files(file.path)]
    what = message(
        "Recovered after an interruption: work left over from another file was put aside."
    )
    remedy = message(
        "Nothing of this plan is missing. You can delete {file}.", file=", ".join(names)
    )
    return (Finding(what, str(file.known_as), remedy),)


def _taken_back(file: PlanFile) -> Finding:
    what = message(
        "Recovered after an interruption: a change that was not finished was taken back."
    )
    remedy = message("See the history for the last change that was kept.")
    return Finding(what, str(file.known_as), remedy)


def _seen_in_copy(file: PlanFile) -> Finding:
    what = message("Recovered after an interruption: you see a repaired copy of this plan.")
    remedy = message("Open it for changes to repair the file itself: it has not been touched.")
    return Finding(what, str(file.known_as), remedy)


def back_up(file: PlanFile, marks: Marks) -> tuple[Finding, ...]:
    """Keep a backup; a plan may be worked on without one, but not without saying so."""
    try:
        with file.reading() as connection:
            uuid = _uuid(connection)
        backups.keep(file, uuid, marks, datetime.now(UTC))
    except Problem as problem:
        what = message("No backup of this plan could be made.")
        return (Finding(what, problem.where, problem.remedy),)
    return ()


def _upgrade(file: PlanFile) -> Finding:
    """Bring an earlier plan up to date, after a backup without which nothing is begun."""
    with file.reading() as connection:
        marks = integrity.check_figures(connection, file.known_as)
        uuid = _uuid(connection)
    backups.keep(file, uuid, marks, datetime.now(UTC))
    upgrade(file)
    what = message("This plan came from an earlier version: it has been upgraded.")
    remedy = message("A copy of it as it was stands among its backups.")
    return Finding(what, str(file.known_as), remedy)


def _uuid(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT uuid FROM facts").scalar_one())
