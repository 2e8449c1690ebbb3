"""Table: the one shape that the screen, the charts and the workbooks read.

A Table holds values with their kind, never formatted text, so that each outlet writes them by its
own means and none can disagree with another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.language import decimals_of
from app.reports.rounding import whole, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.language import Language

Cell = float | str | None  # whole numbers included; None is "not known" or "has no meaning here"


class Kind(StrEnum):
    """What a column holds: it decides decimals, signs and units."""

    TEXT = "text"
    YEAR = "year"
    PERSONS = "persons"
    POPULATION = "population"
    FTE = "fte"
    PER_10_000 = "per_10_000"
    PER_WORKER = "per_worker"  # inhabitants for one person at work
    SHARE = "share"  # 0.8 is 80%
    CHANGE = "change"  # persons, always with a sign
    CHANGE_PER_10_000 = "change_per_10_000"
    POINTS = "points"  # the difference of two shares: 0.02 is two percentage points
    VALUE = "value"  # any number, with the decimals that it has
    RATIO = "ratio"  # a number without a unit: an index, an elasticity
    SPREAD = "spread"  # persons, how far they may lie apart
    EXACT = "exact"  # persons before they are made whole


_DECIMALS = {
    Kind.FTE: 1, Kind.PER_10_000: 1, Kind.SPREAD: 1, Kind.RATIO: 3, Kind.CHANGE_PER_10_000: 1,
    Kind.POINTS: 1, Kind.EXACT: 2,
}  # fmt: skip
_ALL_DECIMALS = 9  # of people and shares: their sums agree to far less than a millionth
_UNSEEN = dict.fromkeys(range(0x2066, 0x206A))  # they tell which way a text runs
_SIGNED = frozenset({Kind.CHANGE, Kind.CHANGE_PER_10_000, Kind.POINTS})
_ADDS_UP = frozenset({Kind.PERSONS, Kind.POPULATION, Kind.CHANGE})


@dataclass(frozen=True)
class Column:
    """A column: the key that outlets ask for, the heading in words, the kind of its values."""

    key: str
    heading: str
    kind: Kind


@dataclass(frozen=True)
class Table:
    """Values in rows and columns, with all that a reader needs to trust them.

    `has_total` says that the last row sums the others. Headings, notes and sources are already in
    the reader's language.
    """

    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    fingerprint: str = ""
    has_total: bool = False

    def __post_init__(self) -> None:
        """Refuse a ragged table, a text among numbers, and a number that is none."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.title}: {len(row)} cells for {len(self.columns)} columns")
            for column, cell in zip(self.columns, row, strict=True):
                _check(cell, column)

    def values(self, key: str) -> tuple[Cell, ...]:
        """Return the cells of a column from top to bottom."""
        at = [column.key for column in self.columns].index(key)
        return tuple(row[at] for row in self.rows)

    def numbers(self, key: str) -> tuple[float | None, ...]:
        """Return a column of numbers from top to bottom."""
        return tuple(None if isinstance(cell, str) else cell for cell in self.values(key))


def _check(cell: Cell, column: Column) -> None:
    """Hold a cell to the kind of its column."""
    if isinstance(cell, str):
        if column.kind is not Kind.TEXT:
            raise ValueError(f"{column.key}: text in a column of numbers: {cell!r}")
    elif cell is not None and not math.isfinite(cell):
        raise ValueError(f"{column.key}: {cell} is not a number that can be shown")


def written(cell: Cell, kind: Kind, language: Language) -> str:
    """Return one cell as a reader of the language expects it."""
    if isinstance(cell, str):
        return cell
    if kind is Kind.SHARE:
        return language.percent(cell)
    if kind in _SIGNED:
        return language.signed(_in_points(cell, kind), _DECIMALS.get(kind, 0))
    if cell is not None and kind is Kind.YEAR:
        return language.year(int(cell))
    if cell is not None and kind is Kind.VALUE:
        return language.plain(cell)
    return language.number(cell, _DECIMALS.get(kind, 0))


def bare(cell: Cell, kind: Kind, language: Language) -> str:
    """Return one cell as a spreadsheet takes it from the clipboard; what is not known is empty."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return " ".join(cell.split())
    if kind is Kind.SHARE:
        return language.bare_percent(cell)
    if kind is Kind.VALUE:
        return language.bare(cell, decimals_of(cell))
    return language.bare(_in_points(cell, kind) or 0.0, _DECIMALS.get(kind, 0))


def exact(cell: Cell, kind: Kind, language: Language) -> str:
    """Return one cell with all its digits for a spreadsheet: a share stays one, 0.8 and not 80%."""
    if cell is None or isinstance(cell, str) or kind is Kind.YEAR:
        return bare(cell, kind, language)
    return language.bare(cell, _ALL_DECIMALS).rstrip("0").rstrip(".,")


def bare_heading(text: str) -> str:
    """Return headings for a spreadsheet: a year that is looked up there holds no unseen signs."""
    return text.translate(_UNSEEN)


def _in_points(cell: float | None, kind: Kind) -> float | None:
    """Return a difference of shares in percentage points, and every other value as it is."""
    return cell * 100 if kind is Kind.POINTS and cell is not None else cell


def printed(
    table: Table, language: Language, write: Callable[[Cell, Kind, Language], str] = written
) -> tuple[tuple[str, ...], ...]:
    """Return all cells as text; under a total, the whole numbers of a column add up to it."""
    columns = [_shown(table, at) for at in range(len(table.columns))]
    kinds = [column.kind for column in table.columns]
    return tuple(
        tuple(write(cell, kind, language) for cell, kind in zip(row, kinds, strict=True))
        for row in zip(*columns, strict=True)
    )


def shown_rows(table: Table) -> tuple[tuple[Cell, ...], ...]:
    """Return all cells with people in the whole numbers that are printed."""
    columns = [
        tuple(_whole(cell) for cell in _shown(table, at)) if column.kind in _ADDS_UP else
        _shown(table, at)
        for at, column in enumerate(table.columns)
    ]
    return tuple(zip(*columns, strict=True))


def _whole(cell: Cell) -> Cell:
    return cell if cell is None or isinstance(cell, str) else whole(cell)


def _shown(table: Table, at: int) -> tuple[Cell, ...]:
    """Return a column's cells, made whole together where the last one is their sum."""
    cells = tuple(row[at] for row in table.rows)
    parts = [cell for cell in cells[:-1] if cell is not None and not isinstance(cell, str)]
    together = table.has_total and table.columns[at].kind in _ADDS_UP
    if not together or len(parts) != len(cells) - 1:
        return cells
    whole = whole_numbers(parts)
    return (*whole, sum(whole))
