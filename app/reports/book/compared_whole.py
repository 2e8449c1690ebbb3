"""Blocks of a scenario summary in whole people, made whole in the cells as on the screen.

A column of territories is rounded together (`app.reports.rounding.whole_numbers`): it adds up to
its total, in the workbook and on the screen alike. The figures before rounding keep a sheet of
their own, with all arithmetic; here each cell reads its figure there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.courtesy import cached_property
from app.reports.book.cells import Formula
from app.reports.book.compared_blocks import PEOPLE, Blocks
from app.reports.rounding import whole_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.reports.book.compared_blocks import Row
    from app.reports.book.page import Value


@dataclass(frozen=True)
class WholeBlocks(Blocks):
    """The blocks of several territories over those of another sheet, which hold what is exact."""

    exact: Blocks

    def value(self, block: str, row: Row, column: str) -> Value:
        """Return people made whole together, every other figure as it stands unrounded."""
        if block in self.extra:
            return super().value(block, row, column)
        if block not in PEOPLE:
            return _linked(self.exact.grids[block].far(row.key, column),
                           self.exact.value(block, row, column))  # fmt: skip
        made = self._made_whole[block, column]
        if not made:
            return None
        if row.total:
            return self._sum(block, column, sum(made.values()))
        return Formula(self._rounding(block, row.key, column), made[row.key])

    @cached_property
    def _made_whole(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        """The whole people of each column, by its territories; of what is not known, none."""
        parts = [row for row in self.rows if not row.total]
        found = {}
        for block in PEOPLE.intersection(self.grids):
            for column in self.grids[block].columns:
                cells = [_number(self.exact.value(block, row, column)) for row in parts]
                known = [cell for cell in cells if cell is not None]
                whole = whole_numbers(known) if len(known) == len(cells) else ()
                keys = (row.key for row in parts)
                found[block, column] = dict(zip(keys, whole, strict=bool(whole)))
        return found

    def _rounding(self, block: str, key: str, column: str) -> str:
        """Return the formula that rounds down, or up where few others have a larger remainder."""
        grid, keys = self.exact.grids[block], [row.key for row in self.rows if not row.total]
        own, every = grid.far(key, column), grid.far_down(keys[0], keys[-1], column)
        rest, others = f"({own}-INT({own}))", f"({every}-INT({every}))"
        before = f"({others}>{rest})+({others}={rest})*(ROW({every})<ROW({own}))"
        missing = f"ROUND(SUM({every}),0)-SUMPRODUCT(INT({every}))"
        return f"=INT({own})+IF(SUMPRODUCT({before})<{missing},1,0)"


def _linked(cell: str, value: Value) -> Value:
    """Return a cell of another sheet with what it holds, or that it holds nothing."""
    held = value.value if isinstance(value, Formula) else value
    return None if held is None else Formula(f"={cell}", held)


def _number(value: Value) -> float | None:
    """Return the figure in a cell, None where it is not known."""
    held = value.value if isinstance(value, Formula) else value
    return None if held is None or isinstance(held, str) else held
