"""How long the grid takes on a list of 100,000 people: a frame while scrolling, a sort, a filter.

Run it by hand from the root of the project:

    python -m benchmarks.grid

The people are made up here. A frame is a scroll by one page and the painting of all that is then
in sight, in a window on no screen. Times are those of the processor: what else the machine does
must not count. Sorting and filtering include the reset of the view and its
first painting; each runs on columns made ready, and once more on columns never asked about.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from statistics import median
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from app.language import language
from app.reports.table import Kind
from app.ui import look
from app.ui.grid.columns import Column, Role, Rows
from app.ui.grid.grid import Grid

ROWS, COLUMNS, ROUNDS = 100_000, 20, 60
FRAME_MS, ORDER_MS = 16, 200
WIDTH, HEIGHT = 1366, 640


def _columns() -> tuple[Column, ...]:
    texts = ("Province", "Name", "Profession", "Grade", "Workplace", "Position", "Kind", "Note")
    numbers = ("Number", "Born", "Age", "Recruited", "Posted", "Share", "Retires")
    more = (f"Figure {at}" for at in range(COLUMNS - len(texts) - len(numbers)))
    years = {"Born", "Recruited", "Posted", "Retires"}
    return (
        Column("Province", "Province", Kind.TEXT, Role.GROUP),
        *(Column(key, key, Kind.TEXT, editable=True) for key in texts[1:]),
        *(
            Column(key, key, Kind.YEAR if key in years else Kind.PERSONS, editable=True)
            for key in (*numbers, *more)
        ),
    )


def _rows(columns: tuple[Column, ...]) -> Rows:
    chance = np.random.default_rng(7)
    cells = []
    for column in columns:
        if column.key == "Name":
            cells.append([f"Élève {number:06d}" for number in chance.permutation(ROWS)])
        elif column.kind is Kind.TEXT:
            cells.append([f"{column.key} é {one}" for one in chance.integers(0, 75, ROWS)])
        else:
            low, high = (1955, 2040) if column.kind is Kind.YEAR else (0, 40_000)
            cells.append(chance.integers(low, high, ROWS).tolist())
    return Rows(tuple(cells))


def _timed(work: Callable[[int], object], rounds: int) -> float:
    times = []
    for at in range(rounds):
        start = process_time()
        work(at)
        times.append(process_time() - start)
    return median(times) * 1000


def _line(name: str, found: float, limit: float) -> None:
    print(f"{name:<44}{found:>9.1f}{limit:>9.0f}{found / limit:>9.2f}")


def main() -> None:
    """Print the table."""
    application = QApplication([])
    look.add_fonts()
    application.setStyle("Fusion")
    application.setStyleSheet(look.worn().sheet())
    spoken, columns = language("fr"), _columns()
    grid = Grid(lambda _changes: None)
    grid.resize(WIDTH, HEIGHT)
    rows = _rows(columns)
    made = process_time()
    grid.describe(columns, spoken)
    grid.show(rows)
    grid.show()
    grid.grab()
    shown = process_time()
    bar, page = grid.view.verticalScrollBar(), grid.view.verticalScrollBar().pageStep()

    def scroll(at: int) -> None:
        bar.setValue((at * 37 * page) % bar.maximum())
        grid.view.grab()

    def arrange(filters: dict[int, str], keys: list[tuple[int, bool]], *, fresh: bool) -> None:
        if fresh:
            grid.model.show(rows)
        grid.model.filters, grid.model.keys = filters, keys
        grid.model.arrange()
        grid.view.viewport().grab()

    print(f"{ROWS:,} rows x {COLUMNS} columns, shown for the first time in {shown - made:.2f} s")
    print(f"{'':<44}{'ms':>9}{'limit':>9}{'ratio':>9}")
    _line("frame: one page further, painted", _timed(scroll, ROUNDS), FRAME_MS)
    sideways = grid.view.horizontalScrollBar()
    sideways.setValue(sideways.maximum())
    _line("frame, with columns pinned", _timed(scroll, ROUNDS), FRAME_MS)
    for name, filters, keys in (
        ("sort by a number", {}, [(10, True)]),
        ("sort by a text, all different", {}, [(1, True)]),
        ("sort by two columns", {}, [(2, True), (10, False)]),
        ("filter a text: holds", {1: "élève 0123"}, []),
        ("filter a number: >= 1965", {9: ">= 1965"}, []),
        ("filter two columns, sort by a third", {2: "3", 9: "1960-1970"}, [(1, False)]),
    ):
        for fresh in (False, True):
            arrange({}, [], fresh=True)
            if not fresh:
                arrange(filters, keys, fresh=False)
            found = _timed(lambda _at, f=filters, k=keys, n=fresh: arrange(f, k, fresh=n), 5)
            _line(f"{name}{', columns never asked about' if fresh else ''}", found, ORDER_MS)


if __name__ == "__main__":
    main()
