"""Workbooks as readable text, for tests that compare them or look into them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import load_workbook
from openpyxl.workbook import Workbook


def formulas(content: bytes) -> Workbook:
    """Open a workbook to see its formulas."""
    return load_workbook(io.BytesIO(content))


def values(content: bytes) -> Workbook:
    """Open a workbook to see the values stored with its formulas."""
    return load_workbook(io.BytesIO(content), data_only=True)


def cells(content: bytes) -> Iterator[tuple[str, str, object, object]]:
    """Give each filled cell: sheet, address, what was written, what value it has."""
    written, stored = formulas(content), values(content)
    for sheet in written.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    value = stored[sheet.title][cell.coordinate].value
                    yield sheet.title, cell.coordinate, cell.value, value


def is_formula(what: object) -> bool:
    """Tell whether a cell computes."""
    return isinstance(what, str) and what.startswith("=")


def text(content: bytes, but: tuple[str, ...] = ()) -> str:
    """Return a workbook as lines, without the rows of the sheets named; numbers to six figures."""
    lines, sheet = [], ""
    for name, where, what, value in cells(content):
        if name in but:
            continue
        if name != sheet:
            sheet = name
            lines.append(f"\n# {name}")
        shown = f"{value:.6g}" if isinstance(value, int | float) else str(value)
        lines.append(f"{where}\t{shown}" + (f"\t{what}" if is_formula(what) else ""))
    return "\n".join(lines).lstrip() + "\n"
