"""The sheet of territories: a block a measure, a row a territory, a column a year."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.problems import message
from app.reports.book.cells import Formula, Grid, numbered
from app.reports.book.page import A4_CHARACTERS, HEADER_ROW, LINE_POINTS, NARROW, Page, Value
from app.reports.book.projection import PER_10_000, quotient
from app.reports.book.styles import ACCENT
from app.reports.deficit import gross_note
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.planning.lines import Line
    from app.problems import Message
    from app.reports.book.content import Content
    from app.reports.book.styles import Role

Block = Literal["population", "stock", "need", "deficit", "gross", "coverage", "density"]

WHOLE, OUT = "whole", "out"  # the row of the sum, and how far it is from the projection sheet
FIRST_WIDTH = 30.0
_GAP = 3  # a title, a header, a free line
_ROWS_AT_FULL_SIZE = 26  # of a landscape page
TITLES: Mapping[Block, Message] = {
    "population": message("Population"),
    "stock": message("Stock"),
    "need": message("Need"),
    "deficit": message("Deficit (+) or surplus (−)"),
    "gross": message("Gross deficit"),
    "coverage": message("Coverage of the need"),
    "density": message("Density per 10,000 inhabitants"),
}
KINDS: Mapping[Block, Kind] = {
    "population": Kind.POPULATION,
    "coverage": Kind.SHARE,
    "density": Kind.PER_10_000,
}
SUMMED: Mapping[Block, str] = {
    "population": "population",
    "stock": "closing",
    "need": "need",
    "deficit": "deficit",
    "gross": "gross",
}


@dataclass(frozen=True)
class Territories:
    """Where each block stands on the sheet."""

    content: Content
    sheet: str
    projection: Grid
    blocks: Mapping[Block, Grid]


def blocks(content: Content) -> tuple[Block, ...]:
    """Return the blocks that can be given; without a norm there is neither need nor deficit."""
    if content.covered:
        gross: tuple[Block, ...] = ("gross",) if content.gross_by_child else ()
        return ("deficit", *gross, "stock", "need", "coverage", "density", "population")
    return ("stock", "density", "population")


def layout(content: Content, sheet: str, projection: Grid) -> Territories:
    """Return where each block, territory and year stands."""
    tail = {True: (WHOLE, OUT), False: (WHOLE,)}
    years, top, grids = numbered(content.years), HEADER_ROW + 1, {}
    for block in blocks(content):
        rows = numbered((*content.children, *tail[block in SUMMED]))
        grids[block] = Grid(sheet, top, 1, rows, years)
        top += len(rows) + _GAP
    return Territories(content, sheet, projection, grids)


class Cells:
    """Gives the value of a cell in each block."""

    def __init__(self, places: Territories) -> None:
        """Remember where the blocks stand."""
        self.places, self.content = places, places.content

    def line(self, code: str, at: int) -> Line:
        """Return the engine's answer for a territory in the year at an index."""
        return self.content.children[code][at]

    def near(self, block: Block, row: str, at: int) -> str:
        """Return the address of a cell of a block."""
        return self.places.blocks[block].cell(row, str(self.content.years[at]))

    def population(self, code: str, at: int) -> Value:
        """Inhabitants, as the plan gives them."""
        return self.line(code, at).population

    def stock(self, code: str, at: int) -> Value:
        """Staff, as the engine computed them."""
        return self.line(code, at).stock

    def need(self, code: str, at: int) -> Value:
        """Population times the norm of the named cell."""
        need = self.line(code, at).need
        if need is None or not self.content.living:
            return need
        return Formula(f"={self.near('population', code, at)}*norme/norme_pour", need)

    def deficit(self, code: str, at: int) -> Value:
        """Need minus stock."""
        line = self.line(code, at)
        need, stock = (self.near(block, code, at) for block in ("need", "stock"))
        return Formula(f"={need}-{stock}", (line.need or 0.0) - line.stock)

    def gross(self, code: str, at: int) -> Value:
        """The deficits of the smaller places alone, as the engine computed them."""
        return self.line(code, at).deficit_gross

    def coverage(self, code: str, at: int) -> Value:
        """Stock over need, for a territory or the whole."""
        pair = (self.total("stock", code, at), self.total("need", code, at))
        return quotient(self.near("stock", code, at), self.near("need", code, at), pair)

    def density(self, code: str, at: int) -> Value:
        """Staff per 10,000 inhabitants, for a territory or the whole."""
        pair = (self.total("stock", code, at) * PER_10_000, self.total("population", code, at))
        over = f"{PER_10_000}*{self.near('stock', code, at)}"
        return quotient(over, self.near("population", code, at), pair)

    def whole(self, block: Block, at: int) -> Value:
        """The sum of the territories; a ratio of sums where the block holds ratios."""
        if block == "coverage":
            return self.coverage(WHOLE, at)
        if block == "density":
            return self.density(WHOLE, at)
        codes = list(self.content.children)
        span = f"{self.near(block, codes[0], at)}:{self.near(block, codes[-1], at)}"
        return Formula(f"=SUM({span})", self.total(block, WHOLE, at))

    def out(self, block: Block, at: int) -> Value:
        """How far the sum is from the projection sheet: zero, unless a cell was changed."""
        far = self.places.projection.far(self.content.years[at], SUMMED[block])
        return Formula(f"=ROUND({self.near(block, WHOLE, at)}-{far},6)", self.distance(block, at))

    def distance(self, block: Block, at: int) -> float:
        """Return how far the sum of the territories is from the whole that the engine gave."""
        own = _number(self.content.lines[at], block)
        return round(self.total(block, WHOLE, at) - own, 6)

    def total(self, block: Block, code: str, at: int) -> float:
        """Return the value of a territory, or of all of them together."""
        codes = list(self.content.children) if code == WHOLE else [code]
        return math.fsum(_number(self.line(one, at), block) for one in codes)


def _number(line: Line, block: Block) -> float:
    """Return the engine's figure behind a summed block."""
    if block == "deficit":
        return (line.need or 0.0) - line.stock
    return {
        "population": line.population,
        "stock": line.stock,
        "need": line.need or 0.0,
        "gross": line.deficit_gross or 0.0,
    }[block]


def write(page: Page, places: Territories, title: str) -> None:
    """Write the sheet."""
    content, say = page.content, page.content.language.say
    page.head(title, say("Situation at 31 December of each year."))
    page.sheet.set_column(0, 0, FIRST_WIDTH)
    page.sheet.set_column(1, len(content.years), NARROW)
    cells = Cells(places)
    for block, grid in places.blocks.items():
        _write_block(page, cells, block, grid)
    last = max(grid.top + len(grid.rows) for grid in places.blocks.values())
    page.below(last + 1, _notes(content))
    page.finish((HEADER_ROW + 1, 1), (0, 3), ACCENT)
    page.sheet.repeat_columns(0, 0)
    width = FIRST_WIDTH + NARROW * len(content.years)
    page.in_blocks(width, breaks(list(places.blocks.values()), width))


def breaks(grids: list[Grid], width: float) -> list[int]:
    """Return the rows where a new page begins, so that no block is cut unless it must be."""
    room = int(_ROWS_AT_FULL_SIZE * max(1.0, width / A4_CHARACTERS))
    found, start = [], 0
    for grid in grids:
        end = grid.top + len(grid.rows)
        if end - start > room and start < grid.top - 1:
            start = grid.top - 1
            found.append(start)
    return found


def _notes(content: Content) -> list[str]:
    say = content.language.say
    surplus = say(
        "A surplus in one territory does not serve another: compare the territories, not only "
        "the total."
    )
    gross = gross_note(content.lines, content.language) if content.gross_by_child else ()
    return [
        *content.frame.notes(content.lines),
        surplus,
        *gross,
        say("Displayed numbers are rounded; cells hold full precision."),
    ]


def _write_block(page: Page, cells: Cells, block: Block, grid: Grid) -> None:
    """Write a block: its heading, the territories, the whole, and the distance from it."""
    content, language = page.content, page.content.language
    head = grid.top - 1
    page.text(head, 0, language.tell(TITLES[block]), "header")
    page.sheet.set_row(head, LINE_POINTS + 5)
    for year in content.years:
        page.put((head, grid.at(WHOLE, str(year))[1]), float(year), "header", Kind.YEAR)
    kind = KINDS.get(block, Kind.PERSONS)
    for row, role, values in _rows(cells, block, grid):
        top = grid.at(row, str(content.years[0]))[0]
        page.text(top, 0, _row_name(content, row), _name_role(row))
        for at, value in enumerate(values):
            page.put((top, 1 + at), value, role, kind)


def _rows(cells: Cells, block: Block, grid: Grid) -> Iterator[tuple[str, Role, list[Value]]]:
    """Give each row of a block with its look and its values."""
    places = range(len(cells.content.years))
    given = block in ("population", "stock", "gross")
    given = given or (block == "need" and not cells.content.living)
    for row in grid.rows:
        if row == WHOLE:
            yield row, "total", [cells.whole(block, at) for at in places]
        elif row == OUT:
            yield row, "side", [cells.out(block, at) for at in places]
        else:
            fill = getattr(cells, block)
            yield row, "model" if given else "formula", [fill(row, at) for at in places]


def _row_name(content: Content, row: str) -> str:
    if row == WHOLE:
        return content.frame.place
    if row == OUT:
        return content.language.say("Difference from the projection sheet")
    return content.language.name(content.study.name(row))


def _name_role(row: str) -> Role:
    if row == WHOLE:
        return "total_label"
    return "side_label" if row == OUT else "label"
