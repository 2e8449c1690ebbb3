"""The sheet of training and posts: values of the engine, a row a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.book.page import HEADER_ROW, Page, column_widths
from app.reports.book.styles import ACCENT
from app.reports.table import Kind

if TYPE_CHECKING:
    from app.reports.book.styles import Role
    from app.reports.table import Table

_FIRST_WIDTH = 8.0


def write(page: Page, table: Table) -> None:
    """Write the table as it is, with its notes under it."""
    say = page.content.language.say
    page.head(table.title, say("During the year"))
    headings = [column.heading for column in table.columns]
    page.header(HEADER_ROW, headings, column_widths(_FIRST_WIDTH, headings, {}))
    for down, cells in enumerate(table.rows, HEADER_ROW + 1):
        for at, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
            role: Role = "label" if column.kind is Kind.YEAR else "model"
            page.put((down, at), cell, role, column.kind)
    rounded = say("Displayed numbers are rounded; cells hold full precision.")
    page.below(HEADER_ROW + len(table.rows) + 2, (*table.notes, rounded))
    page.finish((HEADER_ROW + 1, 1), (0, HEADER_ROW), ACCENT)
    page.on_one_page()
