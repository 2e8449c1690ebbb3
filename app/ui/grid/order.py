"""Which rows are shown and in which order: filters, sorting and searching over whole columns.

Everything works on NumPy arrays made once for each column that is asked about: a hundred thousand
rows are sorted and filtered in less time than a screen takes to be drawn.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.courtesy import cached_property
from app.problems import Problem
from app.reports.table import Kind
from app.ui.grid.texts import all_folded, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from app.language import Language
    from app.reports.table import Cell
    from app.ui.grid.columns import Column, Rows

Order = np.ndarray[tuple[int], np.dtype[np.intp]]
_SIGNED = re.compile(r"\s*(>=|<=|≥|≤|<>|≠|>|<|=)\s*(.+)")
_RANGE = re.compile(r"\s*(.*?\d\s*%?)\s*(?:-|–|\.\.|…)\s*(\S.*)")
_SAME_SIGN = {">=": "≥", "<=": "≤", "<>": "≠"}
# What is shown as the same number counts as equal.
_HALVES = {Kind.PERSONS: 0.5, Kind.POPULATION: 0.5, Kind.CHANGE: 0.5, Kind.FTE: 0.05}
_EXACT = 1e-9
_LOOKED_AT = 1_000  # rows that tell whether the texts of a column come again and again
_SORTED_LETTERS = 40  # texts that differ only further on keep their order


class Between(NamedTuple):
    """What a filter on numbers lets through: from one value to another, ends included or not."""

    low: float
    high: float
    ends: bool = True
    outside: bool = False

    def lets(self, values: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Say for each value whether it passes; what is not known never does."""
        if self.ends:
            inside = (values >= self.low) & (values <= self.high)
        else:
            inside = (values > self.low) & (values < self.high)
        return ~inside & ~np.isnan(values) if self.outside else inside


def between(typed: str, kind: Kind, spoken: Language) -> Between | None:
    """Read “> 0”, “≥ 1965”, “3” or “1-10”; nothing where it cannot be read."""
    try:
        return _between(typed, kind, spoken)
    except Problem:
        return None


def _between(typed: str, kind: Kind, spoken: Language) -> Between:
    half = _HALVES.get(kind, _EXACT)
    signed = _SIGNED.fullmatch(typed)
    if signed:
        value, sign = _number(signed[2], kind, spoken), _SAME_SIGN.get(signed[1], signed[1])
        return {
            ">": Between(value, np.inf, ends=False),
            "<": Between(-np.inf, value, ends=False),
            "≥": Between(value, np.inf),
            "≤": Between(-np.inf, value),
            "=": Between(value - half, value + half, ends=False),
            "≠": Between(value - half, value + half, ends=False, outside=True),
        }[sign]
    ends = _RANGE.fullmatch(typed)
    if ends:
        return Between(_number(ends[1], kind, spoken), _number(ends[2], kind, spoken))
    value = _number(typed, kind, spoken)
    return Between(value - half, value + half, ends=False)


def _number(typed: str, kind: Kind, spoken: Language) -> float:
    share = kind is Kind.SHARE or "%" in typed
    return spoken.parse_number(typed.replace("%", "")) / (100 if share else 1)


class Texts:
    """A column of texts, each different one once where they come again and again."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        """Number the different texts in the order in which they come."""
        begin = cells[:_LOOKED_AT]
        self._codes: slice | Order = slice(None)
        if len(set(begin)) * 2 < len(begin):
            different = dict(zip(dict.fromkeys(cells), count(), strict=False))
            self._codes = np.fromiter(map(different.__getitem__, cells), np.intp, len(cells))
            cells = list(different)
        self._folded = all_folded("" if text is None else str(text) for text in cells)

    def holding(self, part: str) -> NDArray[np.bool_]:
        """Say for each row whether its text holds a part, accents and capitals left out."""
        held = np.fromiter((part in text for text in self._folded), bool, len(self._folded))
        return held[self._codes]

    @cached_property
    def ranks(self) -> NDArray[np.float64]:
        """The place of each row's text in the alphabet; an empty text has none."""
        begins = np.array(self._folded, dtype=f"U{_SORTED_LETTERS}")
        ranks = np.unique(begins, return_inverse=True)[1].astype(np.float64)
        ranks[begins == ""] = np.nan
        return ranks[self._codes]


class Lookup:
    """The rows of a grid, ready to be filtered, sorted and searched."""

    def __init__(self, columns: Sequence[Column], rows: Rows) -> None:
        """Take the columns as they are; each is made ready when it is first asked about."""
        self._columns, self._rows = columns, rows
        self._numbers: dict[int, NDArray[np.float64]] = {}
        self._texts: dict[int, Texts] = {}

    def numbers(self, at: int) -> NDArray[np.float64]:
        """Return a column of numbers; what is not known is not a number."""
        if at not in self._numbers:
            self._numbers[at] = np.array(self._rows.cells[at], dtype=np.float64)
        return self._numbers[at]

    def texts(self, at: int) -> Texts:
        """Return a column of texts."""
        if at not in self._texts:
            self._texts[at] = Texts(self._rows.cells[at])
        return self._texts[at]

    def arranged(
        self, filters: Mapping[int, str], keys: Sequence[tuple[int, bool]], spoken: Language
    ) -> Order:
        """Return the rows that pass all filters, in the order of the keys (column, rising).

        Subtotals go while rows are sorted, since nothing stands above them any more. While rows
        are filtered a subtotal stays as long as all the rows that it sums are shown.
        """
        keep = np.ones(len(self._rows), dtype=bool)
        for at, typed in filters.items():
            keep &= self._passing(at, typed, spoken)
        keep = self._with_subtotals(keep, sorting=bool(keys))
        order = np.flatnonzero(keep)
        for at, rising in reversed(keys):
            values = self._sortable(at)[order]
            order = order[np.argsort(values if rising else -values, kind="stable")]
        return order

    def found(self, typed: str, order: Order | None, spoken: Language) -> NDArray[np.intp]:
        """Return where a text or a number stands: shown rows and columns, in reading order."""
        hits = np.zeros((len(self._rows), len(self._columns)), dtype=bool)
        for at, column in enumerate(self._columns):
            if column.kind is Kind.TEXT:
                hits[:, at] = self.texts(at).holding(folded(typed.strip()))
            else:
                hits[:, at] = self._passing(at, f"={typed}", spoken, unread=False)
        return np.argwhere(hits if order is None else hits[order])

    def _passing(
        self, at: int, typed: str, spoken: Language, *, unread: bool = True
    ) -> NDArray[np.bool_]:
        if self._columns[at].kind is Kind.TEXT:
            return self.texts(at).holding(folded(typed.strip()))
        wanted = between(typed, self._columns[at].kind, spoken)
        if wanted is None:
            return np.full(len(self._rows), unread)
        return wanted.lets(self.numbers(at))

    def _sortable(self, at: int) -> NDArray[np.float64]:
        text = self._columns[at].kind is Kind.TEXT
        return self.texts(at).ranks if text else self.numbers(at)

    def _with_subtotals(self, keep: NDArray[np.bool_], *, sorting: bool) -> NDArray[np.bool_]:
        if not self._rows.subtotals:
            return keep
        is_sum = np.zeros(len(keep), dtype=bool)
        is_sum[list(self._rows.subtotals)] = True
        group = np.cumsum(is_sum) - is_sum
        hidden = np.bincount(group[~is_sum], ~keep[~is_sum], minlength=group[-1] + 1)
        whole = (hidden[group] == 0) & (not sorting)
        return np.where(is_sum, whole, keep)
