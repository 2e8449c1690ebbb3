"""The plans opened last: a small file among the person's own, read before anything slow is loaded.

The figures of a plan's small picture are kept, not the picture: it is painted in the colours of
now. A file of this list that cannot be read or written is no reason to stop: the list is empty or
stays as it was.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal

from app import disk
from app.ui.start.samples import Named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.planning.study import Study
    from app.ui.document import Document

MOST = 10
_FILE = "recent.json"
_SOON_MS = 800


@dataclass(frozen=True)
class Recent:
    """One plan: where it is, what it is, when it was last opened, and its deficit by year.

    `about` names whose deficit it is; `to_check` counts what deserves a look.
    """

    path: str
    uuid: str
    names: Named
    about: Named
    base_year: int
    horizon: int
    opened: datetime
    to_check: int
    deficits: tuple[float, ...]


def folder() -> Path:
    """Return where the person's own files of the program are."""
    kept = QStandardPaths.StandardLocation.GenericDataLocation
    given = os.environ.get("TABIB_DATA_DIR")
    return Path(given) if given else Path(QStandardPaths.writableLocation(kept), "Tabib")


class Recents(QObject):
    """The list, newest first; it follows a document and tells when it has changed."""

    changed = Signal()

    def __init__(self, document: Document) -> None:
        """Read the list, and note every plan that is opened or changed."""
        super().__init__()
        self._document = document
        self._file = folder() / _FILE
        self.plans = _read(self._file)
        self._seen: Study | None = None
        self._soon = QTimer(self)  # writing waits for the disk: not between a change and its sight
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._note)
        document.plan_opened.connect(self._note)
        document.view_changed.connect(self._follow)

    def forget(self, path: str) -> None:
        """Take a plan off the list; its file stays."""
        self._keep(one for one in self.plans if one.path != path)

    def _note(self) -> None:
        """Put the open plan at the top; samples are always at hand and not noted."""
        if self._document.is_open and not self._document.is_sample:
            self._seen = self._document.study
            told = _told(self._document)
            self._keep([told, *(one for one in self.plans if one.path != told.path)])

    def _follow(self) -> None:
        """Keep the figures of the open plan as they are now, under its own scenario."""
        study = self._document.study
        if study is not self._seen and study.scenario.id == study.rows.facts.scenario:
            self._soon.start()

    def _keep(self, plans: Iterable[Recent]) -> None:
        self.plans = tuple(plans)[:MOST]
        _write(self._file, self.plans)
        self.changed.emit()


def listed() -> tuple[Recent, ...]:
    """Return the list as it was left."""
    return _read(folder() / _FILE)


def _told(document: Document) -> Recent:
    """Return what the list says of the open plan."""
    study, facts = document.study, document.rows.facts
    view = study.view()
    of_one = view.cadre in {row.code for row in study.rows.cadres}
    return Recent(
        path=str(document.path),
        uuid=facts.uuid,
        names=_named(facts.names),
        about=_named(study.cadre_name(view.cadre) if of_one else study.name(view.territory)),
        base_year=facts.base_year,
        horizon=facts.horizon,
        opened=datetime.now(UTC).replace(microsecond=0),
        to_check=len(study.findings),
        deficits=tuple(round(line.deficit or 0.0, 1) for line in study.lines(view)),
    )


def _named(names: Any) -> Named:  # noqa: ANN401  whatever has names
    return Named(names.fr, names.ar, names.en)


def _read(file: Path) -> tuple[Recent, ...]:
    """Return the list as it was left; what is no entry of ours is left out."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    found = map(_entry, kept if isinstance(kept, list) else ())
    return tuple(one for one in found if one is not None)[:MOST]


def _entry(kept: Any) -> Recent | None:  # noqa: ANN401  whatever the file holds
    """Return one entry of the file, or nothing where it is none."""
    try:
        return Recent(
            path=str(kept["path"]),
            uuid=str(kept["uuid"]),
            names=Named(**kept["names"]),
            about=Named(**kept["about"]),
            base_year=int(kept["base_year"]),
            horizon=int(kept["horizon"]),
            opened=datetime.fromisoformat(kept["opened"]).astimezone(UTC),
            to_check=int(kept["to_check"]),
            deficits=tuple(float(deficit) for deficit in kept["deficits"]),
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _write(file: Path, plans: Iterable[Recent]) -> None:
    """Write the list, whole or not at all; where it cannot be written it is kept in mind only."""
    entries = [{**asdict(one), "opened": one.opened.isoformat()} for one in plans]
    from uuid import uuid4

    part = file.with_name(f".~tabib-{uuid4().hex[:12]}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")
            disk.settle(part)
            disk.put(part, file)
        finally:
            part.unlink(missing_ok=True)
