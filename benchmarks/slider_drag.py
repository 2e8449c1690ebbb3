"""How long a slider takes from a move to both charts painted, with the fan, against its limit.

Run it by hand from the root of the project:

    python -m benchmarks.slider_drag

The stage of the simulator on no screen shows two charts of 650 x 420, each with its bands and the
curve of before, one large figure and a sentence. First each lever goes over its whole range, the
next move as soon as the last one is painted: "answer" is from the move until its study is there,
"tables" makes what the stage is told, "paint" draws the charts and puts them on the window, "whole"
is from the move to the last pixel, by the clock; "computed" is what the program took of the
processor for it, which does not count what else the machine does. Then a hand moves the slider
sixty times a second, whether the charts follow or not: "age" is how long ago the hand was where the
charts show it. "block" is the longest turn of the event loop meanwhile, as the window computes, and
"full" counts charts drawn from the ground up while the hand moves. A missed goal makes the
benchmark fail; on a machine that is busy with other work the clock says little, and it is said so.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy loads: one thread is what is compared

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea

from app.planning import starter
from app.planning.levers import levers
from app.planning.new_plan import new_plan
from app.planning.plan import Plan
from app.planning.trial import TRIAL
from app.ui.document import Document
from app.ui.garbage import Collector
from app.ui.simulator.stage import Stage
from app.ui.simulator.trial_view import TrialView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QPaintEvent

    from app.models.rows import PlanRows
    from app.planning.levers import Lever

_SIZE = (650, 420)
_BESIDE, _AROUND = 500, 400  # pixels for what stands beside the charts, above and under them
_MOVES = 40  # of each lever, one by one
_HAND_MS, _SWEEP = 16, 120  # milliseconds between two moves of a hand, and how many it makes
_BUSY = 1.5  # times what was computed: the clock counts the work of others
_BLOCK = 0.1  # seconds that the window may stand still
_REGION, _NATION = 0.05, 0.1  # seconds from a move to both charts painted
_LEVERS = (
    ("assumptions", "limit_age"),
    ("assumptions", "emigration"),
    ("assumptions", "early_retirement"),
    ("pipeline", "graduates"),
    ("recruitment", "posts"),
    ("recruitment", "fill_rate"),
)


class Case(NamedTuple):
    """A plan, and the seconds that a move may take in it."""

    name: str
    rows: PlanRows
    limit: float


def cases() -> Iterator[Case]:
    """Give two regions by province, as a new plan of them is made, then the nation by province."""
    nation = starter.sample("morocco-2024")
    for code in ("10", "07"):
        region = next(row for row in nation.territories if row.code == code)
        rows = new_plan(region.names, code, nation.facts.horizon)
        inside = {row.code for row in rows.territories if row.parent == code}
        yield Case(region.names.fr, _staffed(rows, nation, inside), _REGION)
    yield Case("Maroc par province", nation, _NATION)


def _staffed(rows: PlanRows, nation: PlanRows, inside: set[str]) -> PlanRows:
    """Return a new plan with the staff and the posts that the nation has in its provinces."""
    placed: dict[str, Any] = {
        table: tuple(row for row in getattr(nation, table) if row.territory in inside)
        for table in ("staff", "recruitment")
    }
    return replace(rows, pipeline=nation.pipeline, **placed)


class Show:
    """The stage of the simulator on no screen, both charts in the size that the goal is for."""

    def __init__(self, document: Document) -> None:
        """Show it."""
        self.document, self.loop = document, QEventLoop()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.made: dict[float, float] = {}  # when each value was given
        self._begun = self._answered = self._told = self._processor = 0.0
        self._waiting: set[object] = set()
        document.trials.answered.connect(self._answer)
        self.stage = Stage(document)
        document.trials.answered.connect(self._tell)
        self.charts = [card.view for card in (self.stage.left, self.stage.right)]
        for chart in self.charts:
            chart.setFixedSize(*_SIZE)
        self.host = QScrollArea(widgetResizable=True)
        self.host.setWidget(self.stage)
        self.host.resize(2 * _SIZE[0] + _BESIDE, _SIZE[1] + _AROUND)
        self.host.show()

    def _answer(self) -> None:
        """Take the time before the stage is told."""
        self._answered = time.perf_counter()

    def _tell(self) -> None:
        """Take the time once the stage is told; its charts are painted in a turn of their own."""
        self._told = time.perf_counter()
        study = self.document.trials.study
        if study.scenario.id == TRIAL:
            self._begun = self.made.pop(study.rows.measures[-1].value, 0.0)
            self._waiting = set(self.charts)

    def painted(self, chart: object) -> None:
        """Take the time once both charts are painted."""
        self._waiting.discard(chart)
        if self._waiting or not self._begun:
            return
        end = time.perf_counter()
        found = {
            "answer": self._answered - self._begun,
            "tables": self._told - self._answered,
            "paint": end - self._told,
            "whole": end - self._begun,
            "computed": time.process_time() - self._processor,
        }
        for name, seconds in found.items():
            self.times[name].append(seconds)
        self._begun = 0.0
        self.loop.quit()

    def move(self, lever: Lever, x: float) -> None:
        """Move a lever, and keep the time of it."""
        trials, begun = self.document.trials, time.perf_counter()
        self._processor = time.process_time()
        trials.move(lever, x)
        if trials.measures:
            self.made[trials.measures[-1].value] = begun

    def settle(self) -> None:
        """Let go of the lever, put it back, and wait until there is a fan again."""
        self.document.trials.settle()
        self.document.trials.reset()
        self.wait_for_fan()

    def wait_for_fan(self) -> None:
        """Wait for the first fan; a finer one may still be made, as in the hands of a person."""
        trials = self.document.trials
        self.wait(lambda: trials.fan is None or not trials.fan.exact)
        QApplication.processEvents()  # it is painted, too

    def wait(self, goes_on: Callable[[], bool]) -> None:
        """Let the window go on while something does."""
        clock = QTimer(interval=5)
        clock.timeout.connect(lambda: None if goes_on() else self.loop.quit())
        clock.start()
        while goes_on():
            self.loop.exec()
        clock.stop()


class Blocks:
    """Ticks at every turn of the event loop and keeps the longest one, as the window computes."""

    def __init__(self) -> None:
        """Start ticking."""
        self.longest, self._last = 0.0, time.thread_time()
        self._clock = QTimer(interval=1)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def _tick(self) -> None:
        now = time.thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now


class FullDraws:
    """Counts the charts that are drawn from the ground up."""

    def __init__(self) -> None:
        """Count from now on."""
        self.count, drawn = 0, FigureCanvasAgg.draw

        def counted(canvas: FigureCanvasAgg) -> None:
            self.count += 1
            drawn(canvas)  # type: ignore[no-untyped-call]

        FigureCanvasAgg.draw = counted  # type: ignore[method-assign]


def tell_paints(show: Show) -> None:
    """Have the end of each painting of a chart told."""
    paint = TrialView.paintEvent

    def painted(view: TrialView, event: QPaintEvent) -> None:
        paint(view, event)
        show.painted(view)

    TrialView.paintEvent = painted  # type: ignore[method-assign,assignment]


def chosen(document: Document) -> Iterator[Lever]:
    """Give the first lever of each kind that the plan has."""
    found = levers(document.study)
    for kind in _LEVERS:
        mine = [one for one in found if (one.table, one.parameter) == kind]
        if mine:
            yield mine[0]


def places(lever: Lever, count: int) -> list[float]:
    """Return so many places of a lever, from end to end, none of them where it stands."""
    low = lever.least if lever.low is None else lever.low
    high = lever.most if lever.high is None else lever.high
    inside = 1e-6 * (high - low)
    found = np.linspace(low + inside, high - 2 * inside, count)
    return [float(x) for x in found if abs(x - lever.stands) > inside]


def one_by_one(show: Show, lever: Lever) -> dict[str, list[float]]:
    """Move a lever, each time when the move before is painted."""
    show.times.clear()
    for x in places(lever, _MOVES):
        QTimer.singleShot(0, lambda x=x: show.move(lever, x))
        show.loop.exec()
    return {name: found[1:] for name, found in show.times.items()}  # the first one begins it


def by_hand(show: Show, lever: Lever) -> list[float]:
    """Move a lever as a hand does, and return the ages of what was painted."""
    show.times.clear()
    show.made.clear()
    way = cycle(places(lever, _SWEEP))
    left = _SWEEP
    clock = QTimer(interval=_HAND_MS)

    def step() -> None:
        nonlocal left
        left -= 1
        if left > 0:
            show.move(lever, next(way))

    clock.timeout.connect(step)
    clock.start()
    show.wait(lambda: left > 0)
    clock.stop()
    return list(show.times["whole"])


def measured(case: Case, folder: Path, draws: FullDraws) -> bool:
    """Print what a plan takes; tell whether every goal is reached."""
    path = folder / f"{case.rows.facts.uuid}.tabib"
    Plan.create(path, case.rows)
    document = Document("fr")
    document.open(path)
    show = Show(document)
    tell_paints(show)
    show.wait(lambda: not document.is_open or document.is_busy)
    show.wait_for_fan()
    print(f"\n{case.name}: medians (worst) in ms, ratio to the limit of {case.limit * 1000:.0f} ms")
    heads = ("answer", "tables", "paint", "whole", "ratio", "computed", "age", "block", "full")
    print(f"{'':<34}" + "".join(f"{head:>14}" for head in heads))
    wholes: list[float] = []
    computed: list[float] = []
    reached = True
    for lever in chosen(document):
        before, blocks = draws.count, Blocks()
        found = one_by_one(show, lever)
        wholes += found["whole"]
        computed += found["computed"]
        ages = by_hand(show, lever)
        full = draws.count - before
        _print(lever, found, ages, case.limit, blocks.longest, full)
        reached = reached and blocks.longest <= _BLOCK and full == 0
        show.settle()
    ratio = median(wholes) / case.limit
    verdict = "reached" if ratio < 1 and reached else "MISSED"
    print(f"goal: move to both charts painted < {case.limit * 1000:.0f} ms, no full draw, no block")
    print(f"      over {_BLOCK * 1000:.0f} ms: {ratio:.2f} of the limit, {verdict}")
    if median(wholes) > _BUSY * median(computed):
        part = median(computed) / case.limit
        print(f"      the machine was busy: what the program computed is {part:.2f} of the limit")
    show.host.close()
    document.close()
    return ratio < 1 and reached


def _print(
    lever: Lever,
    found: dict[str, list[float]],
    ages: list[float],
    limit: float,
    block: float,
    full: int,
) -> None:
    cells = [
        f"{median(found[name]) * 1000:.1f} ({max(found[name]) * 1000:.0f})"
        for name in ("answer", "tables", "paint", "whole")
    ]
    cells += [
        f"{median(found['whole']) / limit:.2f}",
        f"{median(found['computed']) * 1000:.1f}",
        f"{median(ages) * 1000:.1f} ({max(ages) * 1000:.0f})",
        f"{block * 1000:.0f}",
        f"{full}",
    ]
    name = f"{lever.parameter}, {lever.cadre}"
    print(f"{name:<34}" + "".join(f"{cell:>14}" for cell in cells))


def main() -> int:
    """Print the tables; return 1 where a goal is missed."""
    application = QApplication(sys.argv[:1])
    Collector(application)
    draws = FullDraws()
    with tempfile.TemporaryDirectory() as folder:
        reached = [measured(case, Path(folder), draws) for case in cases()]
    application.quit()
    return 0 if all(reached) else 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = os.environ["TABIB_DATA_DIR"] = settings
        sys.exit(main())
