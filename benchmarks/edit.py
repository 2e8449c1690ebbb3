"""How long an edit takes until its new study is there, against a study made from nothing.

Run it by hand from the root of the project:

    python -m benchmarks.edit

It opens a copy of the 2024 sample of the nation and changes one row at a time. "run" projects the
plan without an earlier study. Each line about an edit includes keeping it on disk. Then it does the
same in a window on no screen, from a change to the last paint that follows from it: by the clock,
which counts what else the machine does, and by the processor, which does not.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import replace
from functools import partial
from itertools import count, cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.planning import starter
from app.planning.edits import Set
from app.planning.plan import Plan
from app.planning.study import run
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.garbage import Collector
from app.ui.window import Window
from benchmarks.timing import medians, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.planning.edits import Edit

ROUNDS = 25
_FRESH = "run"
_SEEN_ROUNDS = 15
_LIMIT = 0.1  # seconds from an edit to the painted page
_SIZE = (1366, 768)
_TICK_MS = 20
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
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
    """Lets a change be followed until the window stands still, and times it up to its last paint.

    Paints are noticed where they are asked of the window, not at each of its hundred parts: what
    is watched must not be slowed by the watch.
    """

    def __init__(self, application: QApplication, window: Window) -> None:
        """Watch whatever the window is asked to paint."""
        super().__init__()
        self._application, self._document = application, window.document
        self._painted = False
        window.installEventFilter(self)
        self._ticking = QTimer(self, interval=_TICK_MS)  # a turn comes even where nothing happens
        self._ticking.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Note that a paint is asked for."""
        self._painted |= event.type() == QEvent.Type.UpdateRequest
        return super().eventFilter(watched, event)

    def follow(self, change: Callable[[], object]) -> dict[str, float]:
        """Do something, let events pass until nothing more comes, and return what it took."""
        start, longest = _now(), 0.0
        change()
        last = turned = _now()
        longest = turned["main thread"] - start["main thread"]
        while turned["wall"] - last["wall"] < _QUIET:
            self._painted = False
            before, busy = _now(), self._document.is_busy
            self._application.processEvents(_WAITING)
            turned = _now()
            longest = max(longest, turned["main thread"] - before["main thread"])
            if self._painted or busy:
                last = turned
        return {
            "last paint, by the clock": last["wall"] - start["wall"],
            "last paint, all threads": last["all threads"] - start["all threads"],
            "last paint, window's thread": last["main thread"] - start["main thread"],
            "longest turn, window's thread": longest,
        }


def _now() -> dict[str, float]:
    """Return what the clock says, and what the processor has done for us."""
    return {
        "wall": time.perf_counter(),
        "all threads": time.process_time(),
        "main thread": time.thread_time(),
    }


def seen() -> dict[str, dict[str, float]]:
    """Return the seconds that each change in the window takes up to the last paint."""
    application = QApplication(["tabib", "-platform", "offscreen"])
    document = Document("fr")
    window = Window(document, Dress(application, document))
    Collector(application)
    window.resize(*_SIZE)
    window.show()
    watch, rounds = Seen(application, window), count(1)
    watch.follow(partial(document.open_sample, "morocco-2024"))
    home = document.view.territory
    languages, places = cycle(("ar", "fr")), cycle((*document.study.children(home)[:4], home))
    scenarios = cycle([row.id for row in reversed(document.rows.scenarios)])
    years = cycle(range(document.rows.facts.base_year, document.view.until))

    def edit() -> None:
        row = document.rows.staff[0]
        document.apply(Set(replace(row, persons=row.persons + 50.0 + next(rounds))))

    changes: dict[str, Callable[[], object]] = {
        "edit of a head-count": edit,
        "another language": lambda: document.speak(next(languages)),
        "another scenario": lambda: document.follow(next(scenarios)),
        "another territory": lambda: document.show(replace(document.view, territory=next(places))),
        "another year": lambda: document.choose_year(next(years)),
    }
    found = {}
    for name, change in changes.items():
        watch.follow(change)
        times = [watch.follow(change) for _ in range(_SEEN_ROUNDS)]
        found[name] = {part: median(one[part] for one in times) for part in times[0]}
    document.close()
    return found


def main() -> None:
    """Print all tables."""
    studies()
    for name, found in seen().items():
        print(f"\n{name}, in the window: medians of {_SEEN_ROUNDS}\n")
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
