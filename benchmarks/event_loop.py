"""How long the window keeps a person waiting at most, gesture by gesture, against 100 ms.

Run it by hand from the root of the project:

    python -m benchmarks.event_loop

It goes through a session on no screen: opens the 2024 sample of the nation, changes what is asked,
edits, undoes, changes the language and the colours, goes through every page and what is on it,
tells a story to a room, takes the tour, opens other samples. What is done "at once" begins as soon
as the plan is open, before anything could be made ready at pauses. "block" is the longest turn of
the event loop, in which neither a key nor the pointer is heard, by the clock.
Each session is a process of its own, since much is done only once in it; of several sessions the
median and the worst are printed, and the median of what that thread itself computed in its longest
turn, which does not count what else the machine does. `--sessions` says how many (5).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.planning.edits import Set
from app.planning.levers import levers
from app.planning.scenario_tree import shown
from app.ui.application import TURN
from app.ui.compare.views import MADE
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.garbage import Collector
from app.ui.grid.grid import Grid
from app.ui.results.tabs import TABS
from app.ui.tour.tour import tour_of
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.ui.pages.compare import ComparePage
    from app.ui.pages.results import ResultsPage
    from app.ui.pages.simulator import SimulatorPage

    Gestures = Iterator[tuple[str, Callable[[], object]]]

_LIMIT = 0.1  # seconds
_HAND_MS, _DRAG_MS = 16, 1_000  # between two moves of a hand, and all of them
_QUIET = 25  # turns without any work, one every few milliseconds
_SIZE = (1366, 768)
_AT_ONCE = ("scenarios", "simulator", "results", "compare", "bridge")
_COMPARED = 4  # scenarios


class Watch:
    """Ticks at every turn of the event loop and keeps the longest of them."""

    def __init__(self, document: Document) -> None:
        """Wait for a gesture."""
        self._document = document
        self._loop, self._clock = QEventLoop(), QTimer(interval=0)
        self._clock.timeout.connect(self._tick)
        self._block = self._processor = self._last = self._worked = 0.0
        self._quiet = 0

    def longest(self, gesture: Callable[[], object]) -> tuple[float, float]:
        """Make a gesture, wait until nothing follows from it, and return its longest turns."""
        self._block = self._processor = 0.0
        self._quiet = 0
        QTimer.singleShot(0, gesture)
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._clock.start()
        self._loop.exec()
        self._clock.stop()
        return self._block, self._processor

    def _tick(self) -> None:
        block, worked = time.perf_counter() - self._last, time.thread_time() - self._worked
        self._block, self._processor = max(self._block, block), max(self._processor, worked)
        busy = self._document.is_busy or self._document.trials.busy
        self._quiet = 0 if busy or worked > _LIMIT / 100 else self._quiet + 1
        if self._quiet > _QUIET:
            self._loop.quit()
        time.sleep(0.002)  # the other threads have their turn
        self._last, self._worked = time.perf_counter(), time.thread_time()


def gestures(window: Window) -> Gestures:
    """Give the session: what a person does, in words and as a call."""
    document, dress = window.document, window.dress
    yield "open the sample", lambda: document.open_sample("morocco-2024")
    rows = document.rows
    region = next(row.code for row in rows.territories if row.level == "region")
    yield "territory", lambda: document.show(replace(document.view, territory=region))
    yield "year", lambda: document.choose_year(document.year - 5)
    scenario = next(row.id for row in rows.scenarios if row.id != document.study.scenario.id)
    yield "scenario", lambda: document.follow(scenario)
    staff = rows.staff[0]
    yield "edit", lambda: document.apply(Set(replace(staff, persons=staff.persons + 1)))
    yield "undo", document.undo
    for code in ("ar", "en", "fr"):
        yield f"language {code}", partial(document.speak, code)
    yield "dark", lambda: dress.change(theme="dark")
    yield "larger text", lambda: dress.change(text_size=125)
    yield "light and usual text", lambda: dress.change(theme="light", text_size=100)
    yield "page of staff", lambda: document.go("staff")
    grid = next(one for one in window.findChildren(Grid) if one.isVisible())
    yield "sort", lambda: grid.view.head.sorted_by.emit(3, False)  # noqa: FBT003  Qt's own signal
    yield "filter", lambda: grid.view.head.fields[0].setText("a")
    yield "filter taken away", grid.clear_filters
    yield "language ar, staff", lambda: document.speak("ar")
    yield "language fr, staff", lambda: document.speak("fr")
    yield "page of assumptions", lambda: document.go("assumptions")
    yield "page of scenarios", lambda: document.go("scenarios")
    yield "page of the simulator", lambda: document.go("simulator")
    yield from _tries(document)
    yield from _looks(window)
    yield from _results(window)
    yield from _compared(window)
    yield "page of causes", lambda: document.go("bridge")
    yield "overview", lambda: document.go("overview")
    yield "compare by F7", window.actions_list.by_key["compare"].trigger
    yield from _told(window)
    document.give_up_sample()
    yield "open another sample", lambda: document.open_sample("tata-2017")
    yield "open the first again", lambda: document.open_sample("morocco-2024")


def _tries(document: Document) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give what a person does with a lever; what follows includes the bands around it."""
    trials = document.trials
    lever = next(one for one in levers(document.study) if one.parameter == "limit_age")
    hand = QTimer(interval=_HAND_MS)

    def step() -> None:
        x = trials.value(lever) + lever.step
        trials.move(lever, lever.least if x > lever.most else x)

    def drag() -> None:
        hand.start()
        QTimer.singleShot(_DRAG_MS, hand.stop)

    hand.timeout.connect(step)
    yield "move a lever", drag
    yield "let it go", trials.settle
    yield "language ar, simulator", lambda: document.speak("ar")
    yield "language fr, simulator", lambda: document.speak("fr")
    yield "take it back", trials.undo
    yield "reset", trials.reset


def _looks(window: Window) -> Gestures:
    """Give another look while the simulator is shown."""
    dress = window.dress
    yield "dark, simulator", lambda: dress.change(theme="dark")
    yield "larger text, simulator", lambda: dress.change(text_size=125)
    yield "light, usual text, simulator", lambda: dress.change(theme="light", text_size=100)


def _results(window: Window) -> Gestures:
    """Give the tabs of the results, each for the first time."""
    yield "page of results", lambda: window.document.go("results")
    page: ResultsPage = window.workplace.pages["results"]  # type: ignore[assignment]
    for tab in TABS:
        yield f"results: {tab}", partial(page.show_tab, tab)
    yield "language ar, results", lambda: window.document.speak("ar")
    yield "language fr, results", lambda: window.document.speak("fr")


def _compared(window: Window) -> Gestures:
    """Give the views of four scenarios that are compared; the draws run meanwhile."""
    document = window.document
    yield "page that compares", lambda: document.go("compare")
    page: ComparePage = window.workplace.pages["compare"]  # type: ignore[assignment]
    some = tuple(row.id for row in shown(document.rows) if row.id != page.choice.reference)
    yield "compare four", lambda: page.choice.choose(some[: _COMPARED - 1])
    for view in MADE:
        yield f"compare: {view}", partial(page.ways.asked.emit, view)
    yield "language ar, compare", lambda: document.speak("ar")
    yield "language fr, compare", lambda: document.speak("fr")


def _told(window: Window) -> Gestures:
    """Give a story that is told to a room, and the tour."""
    document, actions = window.document, window.actions_list.by_key
    document.give_up_sample()
    yield "open a sample with a story", lambda: document.open_sample("tata-2017")
    yield "its simulator", lambda: document.go("simulator")
    page: SimulatorPage = window.workplace.pages["simulator"]  # type: ignore[assignment]
    yield "present", page.present
    for at in range(len(page.stage.telling.steps)):
        yield f"step {at + 1}", lambda: QTest.keyClick(page.stage, Qt.Key.Key_PageDown)
    yield "language ar, presented", lambda: document.speak("ar")
    yield "language fr, presented", lambda: document.speak("fr")
    yield "dark, presented", lambda: window.dress.change(theme="dark")
    yield "light, presented", lambda: window.dress.change(theme="light")
    yield "back to the desk", page.leave
    document.give_up_sample()
    yield "tour", actions["tour"].trigger
    yield "leave the tour", tour_of(window).leave


def at_once(window: Window, page: str) -> Gestures:
    """Give the opening of the sample, at the end of which a page is asked for."""
    document = window.document

    def begin() -> None:
        document.plan_opened.connect(lambda: QTimer.singleShot(0, lambda: document.go(page)))
        document.open_sample("morocco-2024")

    yield f"open, at once {page}", begin


def started() -> tuple[QApplication, Window]:
    """Show the window on no screen, as the program does; whoever asks keeps the application."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.setswitchinterval(TURN)
    application = QApplication(sys.argv[:1])
    Collector(application)
    document = Document("fr")
    window = Window(document, Dress(application, document))
    window.resize(*_SIZE)
    window.show()
    return application, window


def session(page: str = "") -> dict[str, tuple[float, float]]:
    """Go through one session and return the longest turns of each gesture.

    page: what is asked for at once, and nothing else; none for all else.
    """
    _application, window = started()
    document = window.document
    watch, found = Watch(document), {}
    for name, gesture in at_once(window, page) if page else gestures(window):
        found[name] = watch.longest(gesture)
    document.give_up_sample()
    window.close()
    return found


def main() -> None:
    """Print the longest turns of each gesture and of them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sessions", type=int, default=5)
    parser.add_argument("--inside", nargs="?", const="", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside is not None:
        print(json.dumps(session(asked.inside)))
        return
    found = [_every_session() for _ in range(asked.sessions)]
    print(f"{'':<28}{'block ms':>10}{'/ 100 ms':>10}{'worst':>8}{'computed':>10}{'/ 100 ms':>10}")
    for name in found[0]:
        blocks, computed = zip(*(one[name] for one in found), strict=True)
        _print(name, median(blocks), max(blocks), median(computed))
    longest = [[max(column) for column in zip(*one.values(), strict=True)] for one in found]
    blocks, computed = zip(*longest, strict=True)
    _print("longest of all", median(blocks), max(blocks), median(computed))


def _every_session() -> dict[str, tuple[float, float]]:
    """Go through a session and through those that go to a page at once, each in a process."""
    found: dict[str, tuple[float, float]] = {}
    for page in ((), *((one,) for one in _AT_ONCE)):
        command = [sys.executable, "-m", "benchmarks.event_loop", "--inside", *page]
        found |= json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return found


def _print(name: str, block: float, worst: float, computed: float) -> None:
    print(
        f"{name:<28}{block * 1000:>10.1f}{block / _LIMIT:>10.2f}{worst / _LIMIT:>8.2f}"
        f"{computed * 1000:>10.1f}{computed / _LIMIT:>10.2f}"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = os.environ["TABIB_DATA_DIR"] = str(Path(settings))
        main()
