"""What the window still holds after much has been done in it, against 100 MB.

Run it by hand from the root of the project; where a process cannot read its own memory in /proc,
nothing is measured:

    python -m benchmarks.kept

The sample of the nation is open. A person then does one thing many times, with pauses in which
what follows from it begins and is stopped by the next. What counts is by how much the process has
grown between the fifth time and the last: the first few fill what is kept on purpose.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

from app.planning.edits import Set
from app.planning.levers import levers
from benchmarks.event_loop import Watch, started

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.window import Window

LIMIT_MB = 100
_TIMES, _FIRST = 40, 5
_PAUSE_MS = 700
_STATUS = Path("/proc/self/status")


def _lever(window: Window) -> Callable[[], None]:
    """Move a lever in the simulator and let it go: two charts, bands, chances."""
    document = window.document
    document.go("simulator")
    lever = next(one for one in levers(document.study) if one.parameter == "limit_age")
    ends = cycle((lever.least, lever.most))

    def move() -> None:
        document.trials.move(lever, next(ends))
        document.trials.settle()

    return move


def _edit(window: Window) -> Callable[[], None]:
    """Enter a figure on the page of staff."""
    document = window.document
    document.go("staff")

    def enter() -> None:
        staff = document.rows.staff[0]
        document.apply(Set(replace(staff, persons=staff.persons + 1)))

    return enter


def _territory(window: Window) -> Callable[[], None]:
    """Look at one region after the other on the overview."""
    document = window.document
    document.go("overview")
    regions = cycle(row.code for row in document.rows.territories if row.level == "region")
    return lambda: document.show(replace(document.view, territory=next(regions)))


def _language(window: Window) -> Callable[[], None]:
    """Compare scenarios in one language after the other."""
    document = window.document
    document.go("compare")
    return partial(lambda codes: document.speak(next(codes)), cycle(("ar", "en", "fr")))


_WORKS = {"lever": _lever, "edit": _edit, "territory": _territory, "language": _language}


def held() -> float:
    """Return the memory of this process in MB."""
    line = next(one for one in _STATUS.read_text("ascii").splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def session(work: str) -> tuple[float, float]:
    """Do one thing many times; return what the process holds at the end, and by how much more."""
    _application, window = started()
    document = window.document
    watch, pause = Watch(document), QEventLoop()
    watch.longest(lambda: document.open_sample("morocco-2024"))
    do, first = _WORKS[work](window), 0.0
    for time in range(_TIMES):
        do()
        QTimer.singleShot(_PAUSE_MS, pause.quit)
        pause.exec()
        if time + 1 == _FIRST:
            first = held()
    watch.longest(lambda: None)
    document.give_up_sample()
    window.close()
    return held(), held() - first


def main() -> None:
    """Print the table; each line is a process of its own."""
    if not _STATUS.exists():
        print("A process cannot read its own memory here: nothing is measured.")
        return
    if len(sys.argv) > 1:
        print(json.dumps(session(sys.argv[1])))
        return
    print(f"{f'{_TIMES} times':<20}{'MB':>8}{'MB more':>10}{f'/ {LIMIT_MB} MB':>10}")
    for work in _WORKS:
        command = [sys.executable, "-m", "benchmarks.kept", work]
        now, more = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
        print(f"{work:<20}{now:>8.0f}{more:>10.0f}{more / LIMIT_MB:>10.2f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = os.environ["TABIB_DATA_DIR"] = str(Path(settings))
        main()
