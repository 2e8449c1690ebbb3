"""How long the overview takes to follow another year, another question, and each of its parts.

Run it by hand from the root of the project:

    python -m benchmarks.overview

A window on no screen shows the 2024 sample of the nation. "Another year" and "another territory"
include all painting that follows in that turn; the parts are timed alone, from the call to the
end of the painting. Times are those of the processor: what else the machine does must not count.
What follows an edit is in benchmarks/edit.py.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from itertools import cycle
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.garbage import Collector
from app.ui.pages.overview import OverviewPage
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 40
LIMIT_MS = 100
SIZE = (1366, 768)


def main() -> None:
    """Print the table."""
    application = QApplication(["tabib"])
    document = Document("fr")
    dress = Dress(application, document)
    window = Window(document, dress)
    Collector(application)
    window.resize(*SIZE)
    window.show()
    document.open_sample("morocco-2024")
    while not document.is_open or document.is_busy:
        application.processEvents()
        time.sleep(0.001)
    first = _timed(application, lambda: None)
    page = window.workplace.pages["overview"]
    if isinstance(page, OverviewPage):
        _print(application, _works(document, page))
    print(f"first turn after opening: {first:.0f} ms")
    window.close()
    document.close()


def _works(document: Document, page: OverviewPage) -> dict[str, Callable[[], None]]:
    """Return what is timed: the whole, and the parts of it."""
    home = document.view.territory
    places = cycle((*document.study.children(home), home))
    years = cycle(range(2024, 2041))

    def another_year() -> None:
        document.choose_year(next(years))

    def another_place() -> None:
        document.show(replace(document.view, territory=next(places)))

    def page_alone() -> None:
        page._told = (None,)  # noqa: SLF001  or it would see that nothing has changed
        page.retell()

    def chart() -> None:
        another = {"deficit": "stock_and_need", "stock_and_need": "deficit"}[page.result.shown.here]
        page.result.shown.buttons[another].click()

    return {
        "another year": another_year,
        "another territory": another_place,
        "page: all but the three cards": page_alone,
        "chart: other figures": page.result._show,  # noqa: SLF001  a part is timed alone
        "chart: the other way": chart,
        "where it lacks": page.where.retell,
        "what moves it": page.drivers.retell,
        "what to watch": page.watching.retell,
    }


def _print(application: QApplication, works: dict[str, Callable[[], None]]) -> None:
    print(f"medians and longest of {ROUNDS} rounds; limit {LIMIT_MS} ms\n")
    print(f"{'':<32}{'ms':>8}{'longest':>10}{'/ limit':>10}")
    for name, work in works.items():
        _timed(application, work)
        found = [_timed(application, work) for _ in range(ROUNDS)]
        middle = median(found)
        print(f"{name:<32}{middle:>8.1f}{max(found):>10.1f}{middle / LIMIT_MS:>10.2f}")


def _timed(application: QApplication, work: Callable[[], None]) -> float:
    """Return how long a work and the painting that follows it take, in milliseconds."""
    start = time.process_time()
    work()
    application.processEvents()
    return (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
