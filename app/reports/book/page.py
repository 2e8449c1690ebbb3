"""One printed sheet: title lines, cells, and the settings that make it print well."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.book.cells import DASH, Formula, clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from app.reports.book.content import Content
    from app.reports.book.styles import Role, Styles
    from app.reports.table import Kind

Value = Formula | float | str | None

HEADER_ROW = 4  # the fifth: title, subtitle, situation, an empty line
LINE_POINTS = 15
NARROW = 9.5  # characters: a column of numbers
_A4 = 9
_MARGIN_INCHES = 0.59  # 1.5 cm
_FOOTER_INCHES = 0.9
_LONGEST_FOOTER = 80
_ZOOM = 90


@dataclass(frozen=True)
class Page:
    """A worksheet with the styles and the content of its workbook."""

    sheet: Worksheet
    styles: Styles
    content: Content

    @property
    def name(self) -> str:
        """The name on the tab."""
        return str(self.sheet.get_name())

    def head(self, title: str, situation: str = "") -> None:
        """Write the lines above the table."""
        self.text(0, 0, title, "title")
        self.text(1, 0, self.content.frame.subtitle, "subtitle")
        self.text(2, 0, situation, "subtitle")
        self.sheet.set_row(0, 24)

    def text(self, row: int, column: int, text: str, role: Role = "text") -> None:
        """Write a text as text: nothing in it is ever read as a formula or a link."""
        self.sheet.write_string(row, column, clean(text), self.styles(role))

    def put(self, at: tuple[int, int], what: Value, role: Role, kind: Kind) -> None:
        """Write a value or a formula with its stored value; a dash where there is nothing."""
        row, column = at
        look = self.styles(role, kind)
        if isinstance(what, Formula):
            self.sheet.write_formula(row, column, what.text, look, what.value)
        elif isinstance(what, str):
            self.sheet.write_string(row, column, clean(what), look)
        elif what is None:
            self.sheet.write_string(row, column, DASH, look)
        elif math.isfinite(what):
            self.sheet.write_number(row, column, what, look)
        else:
            raise ValueError(f"{self.name}, row {row + 1}: {what} cannot be written")

    def header(self, row: int, headings: Sequence[str], widths: Sequence[float]) -> None:
        """Write the headings of a table, set the widths, and give the row room for its words."""
        for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.text(row, at, heading, "header")
            self.sheet.set_column(at, at, width)
        deepest = max(lines(text, width) for text, width in zip(headings, widths, strict=True))
        self.sheet.set_row(row, deepest * LINE_POINTS + 6)

    def below(self, row: int, notes: Sequence[str]) -> int:
        """Write notes under a table and return the next free row."""
        for at, note in enumerate(note for note in notes if note):
            self.sheet.write_string(row + at, 0, clean(note), self.styles("note"))
        return row + len([note for note in notes if note])

    def finish(self, freeze: tuple[int, int], repeat: tuple[int, int] | None, tab: str) -> None:
        """Set paper, margins, footer, frozen panes and direction."""
        sheet = self.sheet
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, _MARGIN_INCHES, _FOOTER_INCHES)
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.set_zoom(_ZOOM)
        sheet.set_tab_color(tab)
        sheet.freeze_panes(*freeze)
        if repeat:
            sheet.repeat_rows(*repeat)
        if self.content.language.direction == "rtl":
            sheet.right_to_left()
        sheet.set_footer(footer(self.content))


def lines(text: str, width: float) -> int:
    """Return how many lines a heading takes in a column, its words kept whole."""
    rows, used = 1, 0.0
    for word in text.split():
        wide = len(word) * 1.15
        if used and used + 1 + wide > width:
            rows, used = rows + 1, wide
        else:
            used += wide + (1 if used else 0)
    return rows


def footer(content: Content) -> str:
    """Return the foot: plan, scenario, norm and warning; pages; date and fingerprint."""
    frame, language = content.frame, content.language
    plan = language.name(content.study.rows.facts.names)
    left = _footed(f"{plan} · {frame.scenario} · {frame.norm}")
    right = f"{language.date(content.made_at.date())}\n{content.study.fingerprint[:12]}"
    warning = _footed(frame.warning)
    return f"&L&8 {left}\n{warning}&C&8 &P / &N&R&8 {right}"


def _footed(text: str) -> str:
    """Return a text fit for a footer: marks doubled, not longer than Excel takes."""
    short = text if len(text) <= _LONGEST_FOOTER else text[: _LONGEST_FOOTER - 1] + "…"
    return clean(short).replace("&", "&&")


def column_widths(first: float, headings: Sequence[str], fixed: Mapping[int, float]) -> list[float]:
    """Return a width for each column: the first given, numbers narrow, longest word kept whole."""
    longest = [max((len(word) for word in text.split()), default=0) for text in headings]
    widths = [max(NARROW, size * 1.15 + 1.5) for size in longest]
    widths[0] = first
    return [fixed.get(at, width) for at, width in enumerate(widths)]
