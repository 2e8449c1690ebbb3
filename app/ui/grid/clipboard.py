"""A block of cells on its way from and to a spreadsheet: where each text of it belongs."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.problems import Problem
from app.ui.grid.columns import Rect
from app.ui.grid.model import Typed
from app.ui.grid.texts import folded, names, read, shown

if TYPE_CHECKING:
    from app.reports.table import Cell
    from app.ui.grid.model import GridModel

Block = list[list[str]]
Spot = tuple[int, int]  # a row and a column as they are shown
_MUCH = 20  # with more cells than this a paste is shown before it is kept


def parsed(text: str) -> Block:
    """Return the cells of a text that a spreadsheet put on the clipboard."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    try:
        rows = list(csv.reader(io.StringIO(lines), delimiter="\t"))
    except csv.Error:  # a text of another kind, too long for one cell
        rows = [line.split("\t") for line in lines.split("\n")]
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows if width]


def copied(model: GridModel, areas: Sequence[Rect], *, headings: bool) -> str:
    """Return areas as a spreadsheet takes them; cells between them come out empty."""
    rows = sorted({row for area in areas for row in range(area.top, area.bottom + 1)})
    columns = sorted({at for area in areas for at in range(area.left, area.right + 1)})
    lines = ["\t".join(model.heading(at) for at in columns)] if headings else []
    for row in rows:
        here = [area for area in areas if area.top <= row <= area.bottom]
        taken = [any(area.left <= at <= area.right for area in here) for at in columns]
        cells = zip(columns, taken, strict=True)
        lines.append("\t".join(model.typed(row, at) if wanted else "" for at, wanted in cells))
    return "\n".join(lines)


@dataclass
class Paste:
    """What a block would do: values and texts by cell, and what does not go in."""

    height: int
    width: int
    values: dict[Spot, Cell] = field(default_factory=dict)
    texts: dict[Spot, Typed] = field(default_factory=dict)  # all of them; those to correct say why
    replaced: int = 0
    skipped: int = 0  # cells that cannot be typed in
    outside: int = 0  # cells of the block for which there is no place
    unknown: int = 0  # rows of the block that are not among those shown

    @property
    def unread(self) -> Mapping[Spot, Typed]:
        """The texts that are no values."""
        return {spot: text for spot, text in self.texts.items() if text.why}

    @property
    def wants_a_look(self) -> bool:
        """Whether it is shown before it is kept."""
        beyond = self.skipped or self.outside or self.unknown
        large, several = len(self.texts) > _MUCH, len(self.texts) > 1
        return bool(large or (several and self.replaced) or beyond)

    @property
    def first(self) -> Spot | None:
        """The first cell that gets something."""
        return min(self.texts, default=None)

    @property
    def area(self) -> Rect | None:
        """The cells from the first to the last that get something."""
        if not self.texts:
            return None
        rows, columns = zip(*self.texts, strict=True)
        return Rect(min(rows), min(columns), max(rows), max(columns))


def planned(model: GridModel, block: Block, place: Rect) -> Paste:
    """Find the cell for each text of a block, and read it there."""
    columns, body = _columns(model, block, place)
    rows, body, columns = _rows(model, body, place, columns)
    if len(body) == len(block) and place.size > 1:
        body, rows, columns = _repeated(body, place, rows, columns)
    last_row, last_column = model.rowCount(), model.columnCount()
    paste = Paste(len(body), len(columns))
    for row, texts in zip(rows, body, strict=True):
        if row is None:
            paste.unknown += 1
            continue
        for at, text in zip(columns, texts, strict=True):
            if at is None or at >= last_column or row >= last_row:
                paste.outside += 1
            else:
                _put(model, paste, (row, at), text)
    return paste


def _put(model: GridModel, paste: Paste, spot: Spot, text: str) -> None:
    """Read one text in its cell, and count what becomes of it."""
    if not model.can_edit(*spot):
        paste.skipped += 1
        return
    column, kind = model.columns[spot[1]], model.kind(*spot)
    try:
        value = paste.values[spot] = read(text, column, kind, model.spoken)
    except Problem as problem:
        paste.texts[spot] = Typed(text.strip(), model.spoken.problem(problem))
        return
    paste.texts[spot] = Typed("" if value is None else shown(value, kind, model.spoken), "", value)
    if model.value(*spot) not in {None, "", 0} or model.unread(*spot):
        paste.replaced += 1


def _columns(model: GridModel, block: Block, place: Rect) -> tuple[list[int | None], Block]:
    """Return the column for each text of a line, and the block without its headings."""
    by_name = {name: at for at, one in enumerate(model.columns) for name in names(one)}
    first = [by_name.get(folded(text).strip()) for text in block[0]] if block else []
    known = [at for at in first if at is not None]
    headed = known and all(
        at is not None or not text.strip() for at, text in zip(first, block[0], strict=True)
    )
    if headed and len(set(known)) == len(known):
        return list(first), block[1:]
    return [place.left + at for at in range(len(first))], block


def _rows(
    model: GridModel, body: Block, place: Rect, columns: list[int | None]
) -> tuple[list[int | None], Block, list[int | None]]:
    """Return the row for each line; lines that begin with names find their rows by them."""
    here: list[int | None] = [place.top + at for at in range(len(body))]
    keys = [at for at, column in enumerate(model.columns) if column.is_key]
    if not keys or not body:
        return here, body, columns
    given = [columns.index(at) for at in keys if at in columns]
    if given and len(body[0]) > len(given):
        return _found(model, body, given, columns), *_without(body, columns, given)
    for many in range(min(len(keys), len(body[0]) - 1), 0, -1):
        if _named(model, body, place.top, keys[:many]):
            left = max(place.left, many)
            beyond: list[int | None] = [left + at for at in range(len(body[0]) - many)]
            return here, [line[many:] for line in body], beyond
    return here, body, columns


def _named(model: GridModel, body: Block, top: int, keys: list[int]) -> bool:
    """Say whether each line begins with the names of the row that it would be put into."""
    if top + len(body) > model.rowCount():
        return False
    return all(
        folded(line[at]).strip() == folded(str(model.value(top + row, key))).strip()
        for row, line in enumerate(body)
        for at, key in enumerate(keys)
    )


def _found(
    model: GridModel, body: Block, given: list[int], columns: list[int | None]
) -> list[int | None]:
    """Return the shown row that has the names of each line; a name left out is the one above."""
    wanted = [at for at in (columns[at] for at in given) if at is not None]
    rows: dict[tuple[str, ...], int] = {}
    for row in range(model.rowCount()):
        rows.setdefault(tuple(folded(str(model.value(row, at) or "")) for at in wanted), row)
    found: list[int | None] = []
    before = [""] * len(given)
    for line in body:
        texts = [folded(line[at]).strip() for at in given]
        before = [text or above for text, above in zip(texts, before, strict=True)]
        found.append(rows.get(tuple(before)))
    return found


def _without(
    body: Block, columns: list[int | None], given: list[int]
) -> tuple[Block, list[int | None]]:
    """Return a block without the columns that only say which row is meant."""
    kept = [at for at in range(len(columns)) if at not in given]
    return [[line[at] for at in kept] for line in body], [columns[at] for at in kept]


def _repeated(
    body: Block, place: Rect, rows: list[int | None], columns: list[int | None]
) -> tuple[Block, list[int | None], list[int | None]]:
    """Repeat a block in a selection that holds it several times over."""
    height, width = len(body), len(body[0]) if body else 0
    if not width or len(columns) != width or place.height % height or place.width % width:
        return body, rows, columns
    if rows != list(range(place.top, place.top + height)) or columns[0] != place.left:
        return body, rows, columns
    tiled = [
        [body[row % height][at % width] for at in range(place.width)] for row in range(place.height)
    ]
    return (
        tiled,
        list(range(place.top, place.bottom + 1)),
        list(range(place.left, place.right + 1)),
    )
