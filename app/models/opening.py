"""Opens a plan, for looking or for changes: everything that happens before it is shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from app.models import backups, integrity, lock, reads, refusals
from app.models.journal import JournalLine
from app.models.marks import Marks
from app.models.plan_file import SCHEMA_VERSION, PlanFile
from app.models.upgrades.runner import upgrade
from app.problems import Finding, Problem, message


@dataclass(frozen=True)
class Opened:
    """A plan that has passed all checks; `held` is its lock, where it may be changed."""

    file: PlanFile
    marks: Marks
    journal: tuple[JournalLine, ...]
    held: lock.Lock | None = None
    findings: tuple[Finding, ...] = ()


def open_for_looking(path: Path) -> Opened:
    """Check a plan and change nothing at all, in the file or beside it."""
    file = PlanFile(path)
    integrity.look(file.path)
    with refusals.told(file.path, doubted=True), file.reading() as connection:
        marks = integrity.check(connection, file.path)
        return Opened(file, marks, reads.journal(connection))


def open_for_changes(path: Path, *, take_over: bool = False) -> Opened:
    """Hold a plan, repair what an interruption left, check it, and keep a backup of it."""
    file = PlanFile(path)
    version = integrity.look(file.path)
    held = lock.take(file.path, over=take_over)
    try:
        file.recover()
        if version < SCHEMA_VERSION:
            _upgrade(file)
        looked = open_for_looking(file.path)
        findings = back_up(file, looked.marks)
    except BaseException:
        held.release()
        raise
    return Opened(file, looked.marks, looked.journal, held, findings)


def close(opened: Opened) -> None:
    """Let go of a plan: no byte of it changes, and nothing is left beside it."""
    if opened.held is not None:
        path = opened.file.path
        if path.with_name(path.name + "-journal").exists():
            with suppress(Problem):  # a plan that has gone needs no tidying
                opened.file.tidy()
        opened.held.release()


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


def _upgrade(file: PlanFile) -> None:
    """Bring an earlier plan up to date, after a backup without which nothing is begun."""
    with file.reading() as connection:
        marks = integrity.check_figures(connection, file.path)
        uuid = _uuid(connection)
    backups.keep(file, uuid, marks, datetime.now(UTC))
    upgrade(file)


def _uuid(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT uuid FROM facts").scalar_one())
