"""How long an edit takes until its new study is there, against a study made from nothing.

Run it by hand from the root of the project:

    python -m benchmarks.edit

It opens a copy of the 2024 sample of the nation and changes one row at a time. "run" projects the
plan without an earlier study. Each line about an edit includes keeping it on disk. Then it does the
same in a window on no screen, from the edit of a head-count to the last paint that follows from it.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.planning import starter
from app.planning.edits import Set
from app.planning.plan import Plan
from app.planning.study import run
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.window import Window
from benchmarks.timing import medians, table

if TYPE_CHECKING:
    from app.planning.edits import Edit

ROUNDS = 25
_FRESH = "run"
_SEEN_ROUNDS = 15
_LIMIT = 0.1  # seconds from an edit to the painted page
_QUIET = 0.15  # seconds without a paint: nothing more is to come


class Editing:
    """A plan that is edited, and its last study."""

    def __init__(self, plan: Plan) -> None:
        """Study the plan once."""
        self._plan = plan
        self._rounds = count(1)
        self._study = run(plan.rows())

    def edit(self, kind: str, field: str) -> Edit:
        """Return an edit that moves one figure by a little, another one each time."""
        row: Any = getattr(self._plan.rows(), kind)[0]
        moved = getattr(row, field) * (1.0 + next(self._rounds) * 1e-9)
        band = {name: None for name in ("low", "high") if hasattr(row, name)}
        return Set(replace(row, **{field: moved}, **band))

    def apply(self, kind: str, field: str) -> None:
        """Keep an edit and ask for the rows."""
        self._plan.apply(self.edit(kind, field))
        self._plan.rows()

    def study(self, kind: str, field: str) -> None:
        """Keep an edit and study the plan again."""
        self._plan.apply(self.edit(kind, field))
        self._study = run(self._plan.rows(), self._study.scenario.id, self._study)

    def follow(self, scenarios: list[str]) -> None:
        """Study the next of the plan's scenarios."""
        scenarios.append(scenarios.pop(0))
        run(self._plan.rows(), scenarios[0], self._study)

    def fresh(self) -> None:
        """Study the plan as if nothing were known of it."""
        run(self._plan.rows(), self._study.scenario.id)


class Seen(QObject):
    """Waits until the window stands still, and knows when it was last painted."""

    def __init__(self, application: QApplication) -> None:
        """Watch whatever is painted."""
        super().__init__()
        self._application = application
        self.painted = self.longest = 0.0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Note the time of a paint."""
        if event.type() == QEvent.Type.Paint:
            self.painted = time.perf_counter()
        return super().eventFilter(watched, event)

    def settle(self, document: Document) -> None:
        """Let events pass until no work runs and nothing has been painted for a while."""
        moved = time.perf_counter()
        self.longest = 0.0
        while time.perf_counter() - moved < _QUIET:
            start, busy = time.perf_counter(), document.is_busy
            self._application.processEvents()
            passed = time.perf_counter()
            self.longest = max(self.longest, passed - start)
            if self.painted > start:
                self.painted = passed
            if busy or self.painted > start:
                moved = passed
            time.sleep(0.0005)


def seen() -> dict[str, float]:
    """Return the seconds from an edit in the window to its parts and to the last paint."""
    application = QApplication(["tabib", "-platform", "offscreen"])
    document = Document("fr")
    dress = Dress(application, document)
    window = Window(document, dress)
    window.show()
    watch, times = Seen(application), dict[str, list[float]]()
    document.open_sample("morocco-2024")
    watch.settle(document)
    studied: list[float] = []
    document.view_changed.connect(lambda: studied.append(time.perf_counter()))
    for number in range(_SEEN_ROUNDS):
        row = document.rows.staff[0]
        start = time.perf_counter()
        document.apply(Set(replace(row, persons=row.persons + 50.0 + number)))
        kept = time.perf_counter()
        watch.settle(document)
        parts = {
            "edit kept": kept - start,
            "pages told of the study": studied[-1] - start,
            "last paint": watch.painted - start,
            "longest time without events": max(kept - start, watch.longest),
        }
        for name, took in parts.items():
            times.setdefault(name, []).append(took)
    document.close()
    return {name: median(found) for name, found in times.items()}


def main() -> None:
    """Print both tables."""
    studies()
    found = seen()
    print(f"\nin the window: medians of {_SEEN_ROUNDS} edits\n")
    print(table({**found, "limit": _LIMIT}, ("limit",)))


def studies() -> None:
    """Print how long a study takes after each kind of edit."""
    with tempfile.TemporaryDirectory(prefix="tabib-benchmark-") as folder:
        os.environ["TABIB_DATA_DIR"] = folder
        path = Path(folder, "plan.tabib")
        Plan.create(path, starter.sample("morocco-2024"))
        with Plan.open(path, write=True) as plan:
            editing = Editing(plan)
            others = [row.id for row in plan.rows().scenarios[1:]]
            found = medians(
                {
                    _FRESH: editing.fresh,
                    "apply an edit, ask for the rows": partial(editing.apply, "staff", "persons"),
                    "study after a staff edit": partial(editing.study, "staff", "persons"),
                    "after an assumption": partial(editing.study, "assumptions", "value"),
                    "after a population": partial(editing.study, "populations", "persons"),
                    "after a norm": partial(editing.study, "norms", "value"),
                    "another scenario": partial(editing.follow, others),
                },
                ROUNDS,
            )
            staff = len(plan.rows().staff)
    print(f"{staff} rows of staff; medians of {ROUNDS} rounds run in turn\n")
    print(table(found, (_FRESH,)))


if __name__ == "__main__":
    main()
