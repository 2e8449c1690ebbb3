"""The sheet of entries and exits: a column a kind, a row a year, their sums and their balance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports import movement
from app.reports.book.cells import Formula, Grid, numbered
from app.reports.book.page import HEADER_ROW, Page, Value, column_widths
from app.reports.book.styles import ACCENT
from app.reports.table import Kind

if TYPE_CHECKING:
    from app.planning.lines import Line
    from app.reports.book.content import Content
    from app.reports.book.styles import Role

BELOW = "minus_"  # exits as the chart needs them, under the line: hidden columns at the end
FIRST_WIDTH = 8.0


def keys(content: Content) -> list[str]:
    """Return the columns in their order, those for the chart alone last."""
    below = (BELOW + kind for kind in content.exits)
    return ["year", *content.entries, "entries", *content.exits, "exits", "net", *below]


def grid(content: Content, sheet: str) -> Grid:
    """Return where each year after the base year and each column stands."""
    return Grid(sheet, HEADER_ROW + 1, 0, numbered(content.years[1:]), numbered(keys(content)))


def write(page: Page, grid: Grid) -> int:
    """Write the sheet and return the first free row under it."""
    content, say = page.content, page.content.language.say
    page.head(say("Entries and exits"), say("During the year"))
    headings = [_heading(content, key) for key in grid.columns]
    page.header(HEADER_ROW, headings, column_widths(FIRST_WIDTH, headings, {}))
    for line in content.lines[1:]:
        for key in grid.columns:
            kind = Kind.YEAR if key == "year" else Kind.PERSONS
            kind = Kind.CHANGE if key == "net" else kind
            page.put(grid.at(line.year, key), _value(content, grid, line, key), _role(key), kind)
    _hide(page, grid)
    row = page.below(HEADER_ROW + len(content.years) + 1, _notes(content))
    page.finish((HEADER_ROW + 1, 1), (0, HEADER_ROW), ACCENT)
    page.on_one_page()
    return row + 1


def _heading(content: Content, key: str) -> str:
    say = content.language.say
    known = {"year": say("Year"), "entries": say("Entries"), "exits": say("Exits")}
    known["net"] = say("Balance")
    return known.get(key) or movement.named(key.removeprefix(BELOW), content.language)


def _value(content: Content, grid: Grid, line: Line, key: str) -> Value:
    """Return a cell: a number of the engine, a sum, or what the chart needs."""
    if key == "year":
        return float(line.year)
    entries, exits = movement.total(line.entries), movement.total(line.exits)
    if key in ("entries", "exits"):
        kinds = content.entries if key == "entries" else content.exits
        return _sum(grid, line.year, kinds, entries if key == "entries" else exits)
    if key == "net":
        both = (grid.cell(line.year, other) for other in ("entries", "exits"))
        return Formula("=" + "-".join(both), entries - exits)
    if key.startswith(BELOW):
        kind = key.removeprefix(BELOW)
        return Formula(f"=-{grid.cell(line.year, kind)}", -line.exits.get(kind, 0.0))
    return (line.entries if key in content.entries else line.exits).get(key, 0.0)


def _sum(grid: Grid, year: int, kinds: tuple[str, ...], total: float) -> Value:
    """Return the sum of the kinds that happen; nothing happens where there is none."""
    return Formula(f"=SUM({grid.across(year, kinds[0], kinds[-1])})", total) if kinds else 0.0


def _role(key: str) -> Role:
    if key == "year":
        return "label"
    return "total" if key in ("entries", "exits", "net") else "model"


def _hide(page: Page, grid: Grid) -> None:
    """Hide the columns that only the chart reads."""
    for key, at in grid.columns.items():
        if key.startswith(BELOW):
            page.sheet.set_column(at, at, FIRST_WIDTH, None, {"hidden": True})


def _notes(content: Content) -> tuple[str, ...]:
    say = content.language.say
    return (
        *content.frame.notes(content.lines),
        say(
            "Grey cells hold values computed by Tabib, age by age: they do not follow your changes."
        ),
        say("Displayed numbers are rounded; cells hold full precision."),
    )
