"""Verified copies of a plan in the user's own data folder, on another disk than the stick.

Backups are numbered, so that a clock set back cannot disorder them, and kept by the identity of
the plan and by the place of the file, so that neither two plans of one name nor two copies of one
plan push each other out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from platformdirs import user_data_dir

from app.models import integrity, refusals
from app.models.marks import Marks
from app.models.placing import placed
from app.models.plan_file import PlanFile
from app.problems import Problem

LAST, HOURS, DAYS, WEEKS = 10, 24, 14, 8

_NAME = re.compile(r"(?P<number>\d{6,})_(?P<time>\d{8}T\d{6})Z_(?P<content>[0-9a-f]{12})\.tabib")
_TIME = "%Y%m%dT%H%M%S"
_SAFE = re.compile(r"[0-9A-Za-z-]{8,64}")
_ORIGIN = "origin.txt"
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Backup:
    """One kept copy: its file, its number, when and of what file it was made, a hash of it all.

    Numbers go on over all copies of a plan; `origin` tells apart those made at different places.
    """

    path: Path
    number: int
    time: datetime
    content: str
    origin: str = ""


def folder_of(uuid: str) -> Path:
    """Return where the backups of a plan are; an odd identity cannot lead elsewhere."""
    base = os.environ.get("TABIB_DATA_DIR") or user_data_dir("Tabib", appauthor=False)
    name = uuid if _SAFE.fullmatch(uuid) else blake2b(uuid.encode(), digest_size=16).hexdigest()
    return Path(base) / "backups" / name


def kept(folder: Path) -> list[Backup]:
    """Return all backups under one identity, from wherever they were made, newest first."""
    found = [backup for home in _homes(folder) for backup in _kept_in(home)]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def kept_of(plan: Path) -> list[Backup]:
    """Return the backups made at this path, then those of the same plan made elsewhere.

    A plan that cannot be read now is known by the path at which it was last opened.
    """
    here, uuid = _place(plan), _uuid_at(plan)
    folders = [folder_of(uuid)] if uuid else _folders_from(here)
    found = [backup for folder in folders for backup in kept(folder)]
    return sorted(found, key=lambda backup: backup.origin != here)


def keep(file: PlanFile, uuid: str, marks: Marks, now: datetime) -> Path | None:
    """Make a verified backup and thin the older ones; nothing where the last one holds the same.

    Only backups made at this path are thinned: a copy of the file elsewhere has its own.
    """
    here = _place(file.path)
    home = folder_of(uuid) / blake2b(os.fsencode(here), digest_size=8).hexdigest()
    with refusals.told(home / _ORIGIN):
        home.mkdir(parents=True, exist_ok=True)
        _remember(home / _ORIGIN, here)
        earlier, content = _kept_in(home), _content(marks)
        if earlier and earlier[0].content == content:
            return None
        number = max((backup.number for backup in kept(home.parent)), default=0) + 1
        target = home / f"{number:06d}_{now.strftime(_TIME)}Z_{content}.tabib"
        with placed(target, new=True) as part:
            file.pour_into(part, known_as=target)
            with PlanFile(part, known_as=target).reading() as connection:
                if integrity.check_figures(connection, target) != marks:
                    raise refusals.changed_outside(file.known_as)
        for backup in too_many(_kept_in(home)):
            backup.path.unlink(missing_ok=True)
    return target


def too_many(backups: Iterable[Backup]) -> list[Backup]:
    """Return the backups to let go: all but the last, hourly, daily and weekly ones."""
    newest_first = sorted(backups, key=lambda backup: backup.number, reverse=True)
    wanted = {backup.number for backup in newest_first[:LAST]}
    wanted |= _first_of_each(newest_first, lambda time: f"{time:%Y%m%d%H}", HOURS)
    wanted |= _first_of_each(newest_first, lambda time: f"{time:%Y%m%d}", DAYS)
    wanted |= _first_of_each(newest_first, lambda time: f"{time:%G%V}", WEEKS)
    return [backup for backup in newest_first if backup.number not in wanted]


def _first_of_each(
    newest_first: list[Backup], period: Callable[[datetime], str], most: int
) -> set[int]:
    """Return the number of the newest backup of each of the last periods."""
    found: dict[str, int] = {}
    for backup in newest_first:
        if len(found) < most:
            found.setdefault(period(backup.time), backup.number)
    return set(found.values())


def _content(marks: Marks) -> str:
    """Return a short hash of what a plan holds, from the marks of its tables."""
    text = ";".join(f"{name}={mark}" for name, mark in sorted(marks.items()))
    return blake2b(text.encode(), digest_size=6).hexdigest()


def _place(plan: Path) -> str:
    """Return where a plan is, the same through every link to it."""
    return os.path.realpath(plan)


def _remember(note: Path, here: str) -> None:
    """Note where these backups are made, to find them when the plan cannot be read."""
    if _origin(note.parent) != here:
        with placed(note, new=False) as part:
            part.write_bytes(os.fsencode(here))


def _origin(home: Path) -> str:
    """Return where the plan of these backups was; nothing where no note says it."""
    try:
        return os.fsdecode((home / _ORIGIN).read_bytes())
    except OSError:
        return ""


def _homes(folder: Path) -> list[Path]:
    """Return the folders of one identity: one for each place, and before them those of old."""
    return [folder, *(path.parent for path in folder.glob(f"*/{_ORIGIN}"))]


def _folders_from(here: str) -> list[Path]:
    """Return the folders of all identities that a path has had, the latest first."""
    found = {
        folder: [backup.time for backup in kept(folder)]
        for folder in folder_of("any-plan").parent.glob("*")
        if here in map(_origin, _homes(folder))
    }
    return sorted(found, key=lambda folder: max(found[folder], default=_LONG_AGO), reverse=True)


def _kept_in(home: Path) -> list[Backup]:
    """Return the backups made at one place, newest first."""
    origin = _origin(home)
    matches = [(path, _NAME.fullmatch(path.name)) for path in home.glob("*.tabib")]
    found = [
        Backup(
            path,
            int(match["number"]),
            datetime.strptime(match["time"], _TIME).replace(tzinfo=UTC),
            match["content"],
            origin,
        )
        for path, match in matches
        if match
    ]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def _uuid_at(plan: Path) -> str:
    """Return the identity of the plan at a path; nothing where it cannot be read."""
    try:
        integrity.look(plan)
        with refusals.told(plan, doubted=True), PlanFile(plan).reading() as connection:
            return str(connection.exec_driver_sql("SELECT uuid FROM facts").scalar_one())
    except Problem:
        return ""
