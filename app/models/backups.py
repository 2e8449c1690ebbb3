"""Verified copies of a plan in the user's own data folder, on another disk than the stick.

Backups are numbered, so that a clock set back cannot disorder them, and kept by the identity of
the plan, so that two plans of one name do not push each other out.
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

LAST, HOURS, DAYS, WEEKS = 10, 24, 14, 8

_NAME = re.compile(r"(?P<number>\d{6,})_(?P<time>\d{8}T\d{6})Z_(?P<content>[0-9a-f]{12})\.tabib")
_TIME = "%Y%m%dT%H%M%S"
_SAFE = re.compile(r"[0-9A-Za-z-]{8,64}")
_ORIGIN = "origin.txt"


@dataclass(frozen=True, slots=True)
class Backup:
    """One kept copy: its file, its number, when it was made, and a hash of what it holds."""

    path: Path
    number: int
    time: datetime
    content: str


def folder_of(uuid: str) -> Path:
    """Return where the backups of a plan are; an odd identity cannot lead elsewhere."""
    base = os.environ.get("TABIB_DATA_DIR") or user_data_dir("Tabib", appauthor=False)
    name = uuid if _SAFE.fullmatch(uuid) else blake2b(uuid.encode(), digest_size=16).hexdigest()
    return Path(base) / "backups" / name


def kept(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first."""
    matches = [(path, _NAME.fullmatch(path.name)) for path in folder.glob("*.tabib")]
    found = [
        Backup(
            path,
            int(match["number"]),
            datetime.strptime(match["time"], _TIME).replace(tzinfo=UTC),
            match["content"],
        )
        for path, match in matches
        if match
    ]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def kept_of(plan: Path) -> list[Backup]:
    """Return the backups of the plan last opened at this path, even if it cannot be read now."""
    for origin in folder_of("any-plan").parent.glob(f"*/{_ORIGIN}"):
        if origin.read_text(encoding="utf-8") == str(plan.absolute()):
            return kept(origin.parent)
    return []


def keep(file: PlanFile, uuid: str, marks: Marks, now: datetime) -> Path | None:
    """Make a verified backup and thin the older ones; nothing where the last one holds the same."""
    folder = folder_of(uuid)
    with refusals.told(folder / _ORIGIN):
        folder.mkdir(parents=True, exist_ok=True)
        earlier, content = kept(folder), _content(marks)
        _remember(folder / _ORIGIN, file.path)
        if earlier and earlier[0].content == content:
            return None
        number = earlier[0].number + 1 if earlier else 1
        target = folder / f"{number:06d}_{now.strftime(_TIME)}Z_{content}.tabib"
        with placed(target, new=True) as part:
            file.pour_into(part, known_as=target)
            with PlanFile(part, known_as=target).reading() as connection:
                if integrity.check_figures(connection, target) != marks:
                    raise refusals.changed_outside(file.path)
        for backup in too_many(kept(folder)):
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


def _remember(origin: Path, plan: Path) -> None:
    """Note where the plan was opened, to find its backups when it cannot be read."""
    if not origin.exists() or origin.read_text(encoding="utf-8") != str(plan):
        with placed(origin, new=False) as part:
            part.write_text(str(plan), encoding="utf-8")
