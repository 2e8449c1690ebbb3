"""Cells and where they stand: formulas with their stored value, and grids that know addresses."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DASH = "–"  # what a formula gives where there is no number: an empty text would be stored as none
LONGEST_TEXT = 32_767
_ARABIC = re.compile("[\u0590-\u08ff]")
_ONE_PIECE = re.compile("[\u2066-\u2068]([^\u2066-\u2069]*)\u2069")
_UNSEEN = dict.fromkeys(range(0x2066, 0x206A))  # they tell which way a text runs
_UNFIT = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Formula:
    """A formula and the value that it has now, so that no reader needs to calculate."""

    text: str
    value: float | str

    def __post_init__(self) -> None:
        """Refuse a formula whose value nobody could store: that is a defect of ours."""
        missing = self.value == ""
        if missing or (not isinstance(self.value, str) and not math.isfinite(self.value)):
            raise ValueError(f"the formula {self.text} has no value to store: {self.value!r}")


@dataclass(frozen=True)
class Grid:
    """A block of cells on a sheet, its rows and columns known by keys."""

    sheet: str
    top: int
    left: int
    rows: Mapping[str, int]
    columns: Mapping[str, int]

    def at(self, row: object, column: str) -> tuple[int, int]:
        """Return the row and column numbers of a cell, counted from zero."""
        return self.top + self.rows[str(row)], self.left + self.columns[column]

    def cell(self, row: object, column: str) -> str:
        """Return a cell's address on its own sheet."""
        return str(xl_rowcol_to_cell(*self.at(row, column)))

    def far(self, row: object, column: str) -> str:
        """Return a cell's address as other sheets say it."""
        fixed = xl_rowcol_to_cell(*self.at(row, column), row_abs=True, col_abs=True)
        return f"{quote_sheetname(self.sheet)}!{fixed}"

    def down(self, column: str) -> str:
        """Return a whole column, as other sheets say it."""
        names = list(self.rows)
        return self.far_down(names[0], names[-1], column)

    def far_down(self, first: object, last: object, column: str) -> str:
        """Return a part of a column, as other sheets say it."""
        return self.far(first, column) + ":" + self._fixed(last, column)

    def across(self, row: object, first: str, last: str) -> str:
        """Return a part of a row, as its own sheet says it."""
        return f"{self.cell(row, first)}:{self.cell(row, last)}"

    def far_across(self, row: object, first: str, last: str) -> str:
        """Return a part of a row, as other sheets say it."""
        return self.far(row, first) + ":" + self._fixed(row, last)

    def _fixed(self, row: object, column: str) -> str:
        return str(xl_rowcol_to_cell(*self.at(row, column), row_abs=True, col_abs=True))


def numbered(keys: Iterable[object]) -> dict[str, int]:
    """Return keys with their place, counted from zero."""
    return {str(key): at for at, key in enumerate(keys)}


def clean(text: str) -> str:
    """Return a text that a workbook can hold: no control characters, no more than fits.

    Unseen signs of direction stay only where Arabic letters stand beside what they hold apart: a
    year, a number or a name that fills its cell is looked up and sorted as it is read.
    """
    whole = _ONE_PIECE.fullmatch(text)
    if whole:
        text = whole[1]
    elif not _ARABIC.search(text):
        text = text.translate(_UNSEEN)
    return _UNFIT.sub("", text)[:LONGEST_TEXT]
