"""Blocks of a scenario summary: a row a territory or a year, a column a scenario, living sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.courtesy import cached_property
from app.problems import message
from app.reports.book.cells import Formula, Grid, clean, numbered
from app.reports.book.page import LINE_POINTS, Page, Value, lines
from app.reports.book.projection import PER_10_000, quotient
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.planning.lines import Line
    from app.problems import Message
    from app.reports.book.styles import Role
    from app.reports.compared import Compared

FIRST_WIDTH, WIDTH = 30.0, 17.0
_SMALL, _NOTE_POINTS = 0.85, 12.5  # a letter of a note against one of a cell, and its line
_GAP = 3  # a title, a header, a free line
WHOLE = "whole"

_TITLES: Mapping[str, tuple[Message, Kind]] = {
    "basis": (message("Population and need"), Kind.POPULATION),
    "stock": (message("Stock"), Kind.PERSONS),
    "deficit": (message("Deficit (+) or surplus (−)"), Kind.PERSONS),
    "change": (message("Difference from the reference"), Kind.CHANGE),
    "coverage": (message("Coverage of the need"), Kind.SHARE),
    "density": (message("Density per 10,000 inhabitants"), Kind.PER_10_000),
    "low": (message("Range of the value compared: from"), Kind.PERSONS),
    "high": (message("Range of the value compared: to"), Kind.PERSONS),
    "change_low": (message("Difference in the same draws: from"), Kind.CHANGE),
    "change_high": (message("Difference in the same draws: to"), Kind.CHANGE),
    "rank": (message("Rank from the worst off"), Kind.PERSONS),
}
BASIS = ("population", "need")
PEOPLE = frozenset({"basis", "stock", "deficit", "change"})  # what is counted in people
_SPANS = frozenset({"low", "high", "change_low", "change_high"})


@dataclass(frozen=True)
class Row:
    """A row of every block: its key, its name, and its line under a scenario."""

    key: str
    name: str
    line: Callable[[int], Line]
    total: bool = False


@dataclass(frozen=True)
class Blocks:
    """The blocks of one sheet under each other, and where each stands.

    extra: values of blocks that no cell can compute, by block, row and scenario.
    """

    asked: Compared
    sheet: str
    rows: Sequence[Row]
    top: int
    names: Sequence[str]
    extra: Mapping[str, Mapping[tuple[str, int], float | None]]

    @cached_property
    def kept(self) -> list[str]:
        """The blocks that can be given: without a need there is no deficit."""
        needed = self.asked.found.needed
        unknown = set() if needed else {"deficit", "coverage"}
        known = ["basis", "stock", "deficit", "change", "coverage", "density", *self.extra]
        return [name for name in known if name not in unknown]

    @cached_property
    def grids(self) -> dict[str, Grid]:
        """Where each block stands."""
        top, found = self.top, {}
        keys = numbered(row.key for row in self.rows)
        for name in self.kept:
            columns = numbered(BASIS if name == "basis" else range(len(self.names)))
            found[name] = Grid(self.sheet, top, 1, keys, columns)
            top += len(keys) + _GAP
        return found

    @property
    def end(self) -> int:
        """The first free row beneath."""
        last = list(self.grids.values())[-1]
        return last.top + len(self.rows) + 1

    def kind(self, block: str) -> Kind:
        """Return what kind of values a block holds."""
        if block not in _SPANS:
            return _TITLES[block][1]
        return self.asked.change_kind if block.startswith("change") else self.asked.kind

    # --- Values ---------------------------------------------------------------------------------

    def value(self, block: str, row: Row, column: str) -> Value:
        """Return what a cell holds: a value of the model, or a formula with its value."""
        if block == "basis":
            return self._basis(row, column)
        scenario = int(column)
        if block in self.extra:
            return self.extra[block].get((row.key, scenario))
        fill: dict[str, Callable[[Row, int], Value]] = {
            "stock": self._stock,
            "deficit": self._deficit,
            "change": self._change,
            "coverage": self._coverage,
            "density": self._density,
        }
        return fill[block](row, scenario)

    def _basis(self, row: Row, column: str) -> Value:
        value: float | None = getattr(row.line(0), column)
        if row.total and value is not None:
            return self._sum("basis", column, value)
        return value

    def _stock(self, row: Row, scenario: int) -> Value:
        stock = row.line(scenario).stock
        return self._sum("stock", str(scenario), stock) if row.total else stock

    def _sum(self, block: str, column: str, value: float) -> Formula:
        grid, parts = self.grids[block], [row.key for row in self.rows if not row.total]
        return Formula(f"=SUM({grid.cell(parts[0], column)}:{grid.cell(parts[-1], column)})", value)

    def _deficit(self, row: Row, scenario: int) -> Value:
        line, grids = row.line(scenario), self.grids
        need, stock = grids["basis"].cell(row.key, "need"), grids["stock"]
        text = f"={need}-{stock.cell(row.key, str(scenario))}"
        return Formula(text, (line.need or 0.0) - line.stock)

    def _change(self, row: Row, scenario: int) -> Value:
        """Return the difference of the deficits, of the staff where there is no deficit."""
        block = "deficit" if self.asked.found.needed else "stock"
        grid = self.grids[block]
        cells = [grid.cell(row.key, str(n)) for n in (scenario, 0)]
        here, there = (getattr(row.line(n), block) for n in (scenario, 0))
        return Formula(f"={cells[0]}-{cells[1]}", here - there)

    def _coverage(self, row: Row, scenario: int) -> Value:
        line = row.line(scenario)
        over = self.grids["stock"].cell(row.key, str(scenario))
        under = self.grids["basis"].cell(row.key, "need")
        return quotient(over, under, (line.stock, line.need or 0.0))

    def _density(self, row: Row, scenario: int) -> Value:
        line = row.line(scenario)
        over = f"{PER_10_000}*{self.grids['stock'].cell(row.key, str(scenario))}"
        under = self.grids["basis"].cell(row.key, "population")
        return quotient(over, under, (PER_10_000 * line.stock, line.population))


@dataclass(frozen=True)
class ExactBlocks(Blocks):
    """The blocks as they are computed, people with the decimals that rounding takes away."""

    def kind(self, block: str) -> Kind:
        """Return what kind of values a block holds."""
        return Kind.EXACT if block in PEOPLE else super().kind(block)


def head(page: Page, title: str, situation: str, widths: Sequence[float]) -> None:
    """Write the lines above the tables; the names of all scenarios take as many as they need."""
    page.head(title, situation)
    subtitle = page.content.frame.subtitle
    page.sheet.merge_range(
        1, 0, 1, len(widths) - 1, clean(subtitle), page.styles("subtitle_wrapped")
    )
    page.sheet.set_row(1, lines(subtitle, sum(widths)) * LINE_POINTS + 2)


def below(page: Page, row: int, notes: Sequence[str], widths: Sequence[float]) -> None:
    """Write notes under the blocks, each on as many lines as it takes: paper ends with them."""
    for at, note in enumerate((note for note in notes if note), row):
        page.sheet.merge_range(at, 0, at, len(widths) - 1, clean(note), page.styles("note_wrapped"))
        page.sheet.set_row(at, lines(note, sum(widths), _SMALL) * _NOTE_POINTS + 2)


def write(page: Page, blocks: Blocks) -> None:
    """Write the blocks."""
    page.sheet.set_column(0, 0, FIRST_WIDTH)
    page.sheet.set_column(1, len(blocks.names), WIDTH)
    for name, grid in blocks.grids.items():
        _write_block(page, blocks, name, grid)


def _write_block(page: Page, blocks: Blocks, name: str, grid: Grid) -> None:
    """Write one block under its heading."""
    title, kind = _TITLES[name][0], blocks.kind(name)
    tell, say, head = page.content.language.tell, page.content.language.say, grid.top - 1
    page.text(head, 0, tell(title), "header")
    headings = [say("Population"), say("Need")] if name == "basis" else list(blocks.names)
    for at, heading in enumerate(headings, 1):
        page.text(head, at, heading, "header")
    deepest = max(lines(text, WIDTH - 1) for text in headings)
    page.sheet.set_row(head, deepest * LINE_POINTS + 6)
    for row in blocks.rows:
        at = grid.at(row.key, next(iter(grid.columns)))[0]
        page.heading(at, 0, row.name, "total_label" if row.total else "label")
        for column in grid.columns:
            value = blocks.value(name, row, column)
            role: Role = "formula" if isinstance(value, Formula) else "model"
            page.put(grid.at(row.key, column), value, "total" if row.total else role, kind)
