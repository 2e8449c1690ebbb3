"""Results as files for a spreadsheet: what is shown on the screen, or everything there is."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.problems import message
from app.reports.book.content import gather
from app.reports.book.page import HEADER_ROW, Page, column_widths
from app.reports.book.styles import ACCENT, GREY, Styles
from app.reports.table import Cell, Kind, bare, bare_heading, exact, shown_rows
from app.reports.workbook import begun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from app.language import Language
    from app.reports.book.styles import Role
    from app.reports.frame import Frame
    from app.reports.result_sheet import Row, Sheet
    from app.reports.table import Table

    Step = Callable[[float], object]

_NAMES, _CODES, _LEVELS = 34.0, 10.0, 12.0  # characters: widths of columns of words
_SHOWN, _EVERYTHING = message("Results"), message("All results")
_STEP_ROWS = 100
_WORDS = frozenset({Kind.TEXT, Kind.YEAR})


class Shown(NamedTuple):
    """One cell with its kind: whole people where the screen has whole people."""

    cell: Cell
    kind: Kind
    role: Role = "model"


@dataclass(frozen=True)
class Sheetful:
    """Cells under headings, in the order of the screen, with what stands around them.

    rounded: whether plain text has the decimals of the screen, or all digits.
    """

    title: str
    unit: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]
    notes: tuple[str, ...]
    rounded: bool = True

    def csv(self, language: Language) -> bytes:
        """Return it as a spreadsheet of the language opens plain text."""
        write = bare if self.rounded else exact
        lines = [[write(one.cell, one.kind, language) for one in row] for row in self.rows]
        stream = io.StringIO()
        writer = csv.writer(stream, delimiter="," if language.code == "en" else ";")
        writer.writerows([self.headings, *lines])
        return bare_heading(stream.getvalue()).encode("utf-8-sig")


def of_sheet(sheet: Sheet) -> Sheetful:
    """Return exactly what the table of results shows."""
    down, across = sheet.headings
    rows = []
    for at, name in enumerate(down):
        whole = not sheet.turned and sheet.rows[at].role == "whole"
        cells = [Shown(name.strip(), Kind.TEXT, "total_label" if whole else "label")]
        for column in range(len(across)):
            cell, kind = sheet.cell((at, column))
            cells.append(Shown(cell, kind, _role(sheet.row_of((at, column)), cell)))
        rows.append(tuple(cells))
    return Sheetful(
        sheet.title,
        sheet.unit,
        (sheet.corner[sheet.turned], *(name.strip() for name in across)),
        tuple(rows),
        (*sheet.notes, *sheet.sources),
    )


def _role(row: Row, cell: Cell) -> Role:
    """Return how a cell is written: sums stand out, and a difference that is not zero is red."""
    if row.role == "difference":
        return "bad" if cell else "side"
    if row.role == "whole":
        return "total"
    return "model" if row.role == "place" else "side"


def of_table(table: Table, *, rounded: bool = True) -> Sheetful:
    """Return a table as the screen shows it, or with all digits of its people."""
    rows = shown_rows(table) if rounded else table.rows
    last = len(rows) - 1 if table.has_total else len(rows)
    return Sheetful(
        table.title,
        table.subtitle,
        tuple(column.heading for column in table.columns),
        tuple(
            tuple(
                Shown(cell, column.kind, _role_in(column.kind, total=at == last))
                for cell, column in zip(row, table.columns, strict=True)
            )
            for at, row in enumerate(rows)
        ),
        (*table.notes, *table.sources),
        rounded,
    )


def _role_in(kind: Kind, *, total: bool) -> Role:
    if kind in _WORDS:
        return "total_label" if total else "label"
    return "total" if total else "model"


def shown_book(sheetful: Sheetful, frame: Frame, made_at: datetime) -> bytes:
    """Return a workbook of exactly what is shown: its rows and columns, in their order."""
    name = frame.language.tell(_SHOWN)
    return _Writing(sheetful, name, {}, pinned=1).book(frame, made_at, lambda _share: None)


def everything_book(
    table: Table, frame: Frame, made_at: datetime, step: Step = lambda _share: None
) -> bytes:
    """Return a workbook of all results, unrounded, to be filtered and pivoted.

    step: told the share that is done now and then; it may raise to stop the work.
    """
    name, widths = frame.language.tell(_EVERYTHING), {0: _CODES, 1: _NAMES, 2: _LEVELS}
    made = _Writing(of_table(table, rounded=False), name, widths, pinned=4)
    return made.book(frame, made_at, step)


@dataclass(frozen=True)
class _Writing:
    """One sheet under its name: the widths of its first columns, and how many of them stay."""

    sheetful: Sheetful
    name: str
    widths: dict[int, float]
    pinned: int

    def book(self, frame: Frame, made_at: datetime, step: Step) -> bytes:
        """Return the workbook of the sheet alone."""
        target = io.BytesIO()
        content = gather(frame.study, frame.view, frame.language, made_at)
        with begun(target, content) as workbook:
            made = workbook.add_worksheet(self.name)
            self._write(Page(made, Styles(workbook, frame.language), content), step)
        return target.getvalue()

    def _write(self, page: Page, step: Step) -> None:
        headings, rows = self.sheetful.headings, self.sheetful.rows
        unit, asked = self.sheetful.unit, page.content.frame.subtitle
        page.head(self.sheetful.title, "" if unit == asked else unit)
        page.header(HEADER_ROW, headings, column_widths(_NAMES, headings, self.widths))
        for at, cells in enumerate(rows):
            if at % _STEP_ROWS == 0:
                step(at / len(rows))
            _put(page, HEADER_ROW + 1 + at, cells)
        if self.pinned > 1:
            page.sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(rows), len(headings) - 1)
        page.below(HEADER_ROW + len(rows) + 2, self.sheetful.notes)
        tab = GREY if self.pinned > 1 else ACCENT
        page.finish((HEADER_ROW + 1, self.pinned), (HEADER_ROW, HEADER_ROW), tab)


def _put(page: Page, row: int, cells: Sequence[Shown]) -> None:
    """Write a row; what does not exist stays empty, for others to count and filter."""
    for column, one in enumerate(cells):
        if isinstance(one.cell, str):
            page.heading(row, column, one.cell, one.role)
        elif one.cell is not None:
            page.put((row, column), one.cell, one.role, one.kind)
