"""One printed sheet: title lines, cells, and the settings that make it print well."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports.book.cells import DASH, Formula, clean
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from app.reports.book.content import Content
    from app.reports.book.styles import Role, Styles

Value = Formula | float | str | None

HEADER_ROW = 4  # the fifth: title, subtitle, situation, an empty line
LINE_POINTS = 15
NARROW = 9.5  # characters: a column of numbers
BOLD = 1.15  # a bold letter against a plain one
_A4 = 9
A4_CHARACTERS = 116  # across a landscape page between its margins, with room to spare
_SMALLEST_PERCENT = 45
_MARGIN_INCHES = 0.59  # 1.5 cm
_FOOTER_INCHES = 0.9
_LONGEST_FOOTER = 80
_ZOOM = 90
_YEAR = re.compile(r"(19|20|21)\d\d")


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

    def heading(self, row: int, column: int, heading: str, role: Role = "header") -> None:
        """Write a heading; a year is the number that spreadsheets sort, find and draw by."""
        text = clean(heading)
        if _YEAR.fullmatch(text):
            self.put((row, column), float(text), role, Kind.YEAR)
        else:
            self.text(row, column, heading, role)

    def header(self, row: int, headings: Sequence[str], widths: Sequence[float]) -> None:
        """Write the headings of a table, set the widths, and give the row room for its words."""
        for at, (heading, width) in enumerate(zip(headings, widths, strict=True)):
            self.heading(row, at, heading)
            self.sheet.set_column(at, at, width)
        pairs = zip(headings, widths, strict=True)
        deepest = max(lines(text, width - 1, BOLD) for text, width in pairs)
        self.sheet.set_row(row, deepest * LINE_POINTS + 6)

    def on_one_page(self) -> None:
        """Print the table and its chart together."""
        self.sheet.fit_to_pages(1, 1)

    def upright(self) -> None:
        """Print on one upright page: for a sheet of words."""
        self.sheet.set_portrait()
        self.sheet.fit_to_pages(1, 1)

    def in_blocks(self, width: float, breaks: Sequence[int]) -> None:
        """Print at a size that fits the width, with a new page at given rows.

        Excel heeds no such breaks where it fits the pages by itself.
        """
        fitting = int(A4_CHARACTERS * 100 / width)
        if fitting >= _SMALLEST_PERCENT:
            self.sheet.set_print_scale(min(fitting, 100))
            self.sheet.set_h_pagebreaks(list(breaks))

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


def lines(text: str, width: float, letter: float = 0.95) -> int:
    """Return how many lines a text takes in a column; only words too long for it are cut."""
    rows, used = 1, 0.0
    for word in text.split():
        wide = len(word) * letter
        if used and used + letter + wide > width:
            rows, used = rows + 1, 0.0
        used += wide + (letter if used else 0.0)
        rows, used = rows + int(used // width), used % width
    return rows


def footer(content: Content) -> str:
    """Return the foot: plan, scenario, norm and warning; pages; date and fingerprint."""
    frame, language = content.frame, content.language
    plan = language.name(content.study.rows.facts.names)
    left = language.whole(_footed(f"{plan} · {frame.scenario} · {frame.norm}"))
    right = f"{language.date(content.made_at.date())}\n{content.study.fingerprint[:12]}"
    warning = language.whole(_footed(frame.warning))
    return f"&L&8 {left}\n{warning}&C&8 &P / &N&R&8 {right}"


def _footed(text: str) -> str:
    """Return a text fit for a footer: marks doubled, not longer than Excel takes."""
    short = text if len(text) <= _LONGEST_FOOTER else text[: _LONGEST_FOOTER - 1] + "…"
    return clean(short).replace("&", "&&")


def column_widths(first: float, headings: Sequence[str], fixed: Mapping[int, float]) -> list[float]:
    """Return a width for each column: the first given, numbers narrow, longest word kept whole."""
    longest = [max((len(word) for word in text.split()), default=0) for text in headings]
    widths = [max(NARROW, size * BOLD + 1.5) for size in longest]
    widths[0] = first
    return [fixed.get(at, width) for at, width in enumerate(widths)]
