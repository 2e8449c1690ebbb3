"""The sheet of the projection: a row a year, living formulas, the engine's stock beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.planning.outcomes import inhabitants_per_worker
from app.reports import movement
from app.reports.book.cells import DASH, Formula, Grid, numbered
from app.reports.book.page import HEADER_ROW, Page, Value, column_widths
from app.reports.book.styles import ACCENT
from app.reports.deficit import gross_note
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.language import Language
    from app.planning.lines import Line
    from app.reports.book.content import Content
    from app.reports.book.styles import Role

PER_10_000 = 10_000


@dataclass(frozen=True)
class Column:
    """A column of the sheet: how it is headed, shown and filled for the year at an index."""

    key: str
    heading: str
    kind: Kind
    role: Role
    value: Callable[[int], Value]


def keys(content: Content) -> list[str]:
    """Return the columns in their order; those that compare with the engine come last."""
    flows = ["opening", "entries", "exits"] if len(content.lines) > 1 else []
    gross = ["gross"] if content.gross else []
    need = ["need", "deficit", *gross, "coverage"] if content.covered else []
    return [
        "year", "population", *flows, "closing", *need, "density", "per_worker", "model", "gap",
    ]  # fmt: skip


def grid(content: Content, sheet: str) -> Grid:
    """Return where each year and each column stands."""
    return Grid(sheet, HEADER_ROW + 1, 0, numbered(content.years), numbered(keys(content)))


class Rows:
    """Fills the sheet: each method gives one column's value for the year at an index."""

    def __init__(self, content: Content, grid: Grid, flows: Grid) -> None:
        """Remember the answer and the addresses, here and on the sheet of entries and exits."""
        self.content, self.grid, self.flows = content, grid, flows

    def line(self, at: int) -> Line:
        """Return the engine's answer for a year."""
        return self.content.lines[at]

    def cell(self, at: int, key: str) -> str:
        """Return the address of a column's cell in the year at an index."""
        return self.grid.cell(self.line(at).year, key)

    def year(self, at: int) -> Value:
        """The base year by name, each later year one more than the year above."""
        text = f"={self.cell(at - 1, 'year')}+1" if at else "=annee_base"
        return Formula(text, self.line(at).year)

    def opening(self, at: int) -> Value:
        """The closing stock of the year above."""
        if not at:
            return DASH
        return Formula(f"={self.cell(at - 1, 'closing')}", self.line(at - 1).stock)

    def entries(self, at: int) -> Value:
        """All entries, from the sheet of entries and exits."""
        return self._flow(at, "entries", movement.total(self.line(at).entries))

    def exits(self, at: int) -> Value:
        """All exits, from the sheet of entries and exits."""
        return self._flow(at, "exits", movement.total(self.line(at).exits))

    def _flow(self, at: int, key: str, total: float) -> Value:
        return Formula(f"={self.flows.far(self.line(at).year, key)}", total) if at else DASH

    def closing(self, at: int) -> Value:
        """Opening stock plus entries minus exits; in the base year the stock that was counted."""
        stock = self.line(at).stock
        if not at:
            return stock
        opening, entries, exits = (self.cell(at, key) for key in ("opening", "entries", "exits"))
        return Formula(f"={opening}+{entries}-{exits}", stock)

    def need(self, at: int) -> Value:
        """Population times the norm of the named cell."""
        need = self.line(at).need
        if need is None or not self.content.living:
            return need
        return Formula(f"={self.cell(at, 'population')}*norme/norme_pour", need)

    def deficit(self, at: int) -> Value:
        """Need minus stock."""
        line = self.line(at)
        need = line.need or 0.0
        return Formula(f"={self.cell(at, 'need')}-{self.cell(at, 'closing')}", need - line.stock)

    def coverage(self, at: int) -> Value:
        """Stock over need."""
        line = self.line(at)
        return quotient(
            self.cell(at, "closing"), self.cell(at, "need"), (line.stock, line.need or 0.0)
        )

    def density(self, at: int) -> Value:
        """Staff per 10,000 inhabitants."""
        line = self.line(at)
        pair = (line.stock * PER_10_000, line.population)
        return quotient(
            f"{PER_10_000}*{self.cell(at, 'closing')}", self.cell(at, "population"), pair
        )

    def per_worker(self, at: int) -> Value:
        """Inhabitants for one person at work."""
        line = self.line(at)
        pair = (line.population, line.stock if inhabitants_per_worker(line) else 0.0)
        return quotient(self.cell(at, "population"), self.cell(at, "closing"), pair)

    def gap(self, at: int) -> Value:
        """Closing stock of the sheet minus the engine's."""
        both = f"{self.cell(at, 'closing')}-{self.cell(at, 'model')}"
        return Formula(f"=ROUND({both},6)", 0.0)


def quotient(over: str, under: str, pair: tuple[float, float]) -> Formula:
    """Return a division that gives a dash where there is nothing to divide by."""
    top, bottom = pair
    return Formula(f'=IF({under}=0,"{DASH}",{over}/{under})', top / bottom if bottom else DASH)


def columns(rows: Rows) -> list[Column]:
    """Return the columns of the sheet."""
    headings, fillers = _headings(rows.content.language), _fillers(rows)
    return [
        Column(
            key,
            headings[key],
            _KINDS.get(key, Kind.PERSONS),
            _ROLES.get(key, "formula"),
            fillers[key],
        )
        for key in keys(rows.content)
    ]


def _fillers(rows: Rows) -> dict[str, Callable[[int], Value]]:
    """Return what gives each column its values."""
    return {
        "year": rows.year, "opening": rows.opening, "entries": rows.entries, "exits": rows.exits,
        "closing": rows.closing, "need": rows.need, "deficit": rows.deficit,
        "coverage": rows.coverage, "density": rows.density, "per_worker": rows.per_worker,
        "gap": rows.gap, "population": lambda at: rows.line(at).population,
        "model": lambda at: rows.line(at).stock,
        "gross": lambda at: rows.line(at).deficit_gross,
    }  # fmt: skip


_KINDS = {
    "year": Kind.YEAR,
    "population": Kind.POPULATION,
    "coverage": Kind.SHARE,
    "density": Kind.PER_10_000,
    "per_worker": Kind.PER_WORKER,
}
_ROLES: dict[str, Role] = {
    "year": "label",
    "population": "model",
    "closing": "total",
    "deficit": "total",
    "gross": "model",
    "model": "side",
    "gap": "side",
}


def _headings(language: Language) -> dict[str, str]:
    say = language.say
    return {
        "year": say("Year"),
        "population": say("Population"),
        "opening": say("Stock at 1 January"),
        "entries": say("Entries"),
        "exits": say("Exits"),
        "closing": say("Stock at 31 December"),
        "need": say("Need"),
        "deficit": say("Deficit (+) or surplus (−)"),
        "gross": say("Gross deficit"),
        "coverage": say("Coverage of the need"),
        "density": say("Density per 10,000 inhabitants"),
        "per_worker": say("Inhabitants per worker"),
        "model": say("Stock computed by Tabib"),
        "gap": say("Difference from the model"),
    }


def write(page: Page, rows: Rows) -> None:
    """Write the sheet."""
    content, say = page.content, page.content.language.say
    page.head(say("Projection by year"), say("Situation at 31 December of each year."))
    grid, made = rows.grid, columns(rows)
    headings = [column.heading for column in made]
    page.header(HEADER_ROW, headings, column_widths(NARROW_FIRST, headings, {1: 12}))
    for at, year in enumerate(content.years):
        for column in made:
            role = _role(column, at, content)
            page.put(grid.at(year, column.key), column.value(at), role, column.kind)
    _mark_gap(page, grid)
    page.below(HEADER_ROW + len(content.years) + 2, notes(content))
    page.finish((HEADER_ROW + 1, 1), (0, HEADER_ROW), ACCENT)
    page.on_one_page()


NARROW_FIRST = 8.0


def _role(column: Column, at: int, content: Content) -> Role:
    """Return how a cell looks: what the engine gave is grey even where others are formulas."""
    given = (column.key == "closing" and not at) or (column.key == "need" and not content.living)
    return "model" if given else column.role


def _mark_gap(page: Page, grid: Grid) -> None:
    """Colour a difference from the model that a reader could see."""
    cells = grid.down("gap").partition("!")[2].replace("$", "")
    for sign, limit in ((">", 0.5), ("<", -0.5)):
        look = page.styles("bad")
        rule = {"type": "cell", "criteria": sign, "value": limit, "format": look}
        page.sheet.conditional_format(cells, rule)


def notes(content: Content) -> tuple[str, ...]:
    """Return what stands under the table."""
    say = content.language.say
    return (
        *content.frame.notes(content.lines),
        *gross_note(content.lines, content.language),
        say(
            "Grey cells hold values computed by Tabib, age by age: they do not follow your changes."
        ),
        say("Displayed numbers are rounded; cells hold full precision."),
    )
