"""The read-only item model over a sheet of results: whole people, flows, and what must be zero."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from app.ui import icons, look

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor

    from app.reports.result_sheet import Row, Sheet

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_GROUNDS = {"whole": "surface_sunken", "flow": "surface_header", "stock": "surface_header"}
_STRONG = frozenset({"whole", "stock"})
_ARROW = 12


class SheetModel(QAbstractTableModel):
    """Shows a sheet as it stands; the column or the row of the chosen year is tinted."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.sheet: Sheet | None = None
        self._year = 0
        self._opened: frozenset[str] = frozenset()
        self._colours = look.Look()

    def show(self, sheet: Sheet, opened: frozenset[str], colours: look.Look) -> None:
        """Show another sheet, or the same one in other colours."""
        self.beginResetModel()
        self.sheet, self._opened, self._colours = sheet, opened, colours
        self.endResetModel()

    def show_year(self, year: int) -> None:
        """Tint another year."""
        self._year = year
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the rows of the sheet."""
        return 0 if parent.isValid() or self.sheet is None else self.sheet.size[0]

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the columns of numbers."""
        return 0 if parent.isValid() or self.sheet is None else self.sheet.size[1]

    def year_at(self, at: tuple[int, int]) -> int:
        """Return the year of a cell."""
        if self.sheet is None:
            return 0
        return self.sheet.years[at[0] if self.sheet.turned else at[1]]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text of a cell, and how it is painted."""
        if not index.isValid() or self.sheet is None:
            return None
        at = index.row(), index.column()
        row, roles = self.sheet.row_of(at), Qt.ItemDataRole
        answers: dict[int, Callable[[], object]] = {
            roles.DisplayRole: partial(self.sheet.text, at),
            roles.TextAlignmentRole: partial(int, _RIGHT),
            roles.FontRole: lambda: _strong() if row.role in _STRONG else None,
            roles.BackgroundRole: lambda: self._ground(row, self.year_at(at)),
            roles.ForegroundRole: partial(self._ink, row, at),
            roles.AccessibleTextRole: partial(self._spoken, row, at),
        }
        answer = answers.get(role)
        return None if answer is None else answer()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return a territory with the arrow that opens it, or a year."""
        if self.sheet is None:
            return None
        across = orientation is Qt.Orientation.Horizontal
        texts = self.sheet.headings[across]
        roles = Qt.ItemDataRole
        if role in {roles.DisplayRole, roles.ToolTipRole}:
            return texts[section].strip() if role == roles.ToolTipRole else texts[section]
        if role == roles.TextAlignmentRole:
            return int(_MIDDLE if across else _LEADING)
        if across is self.sheet.turned:
            return self._of_place(self.sheet.rows[section], role)
        if role == roles.FontRole and self.sheet.years[section] == self._year:
            return _strong()
        return None

    # --- Inside ---------------------------------------------------------------------------------

    def _of_place(self, row: Row, role: int) -> Any:  # noqa: ANN401
        """Return how a territory or a flow stands before its numbers."""
        place = row.role in {"place", "whole"}
        if role == Qt.ItemDataRole.DecorationRole and place:
            name = "chevron-down" if row.code in self._opened else "chevron-right"
            return icons.icon(name, self._colours.colour("text_secondary"), look.scaled(_ARROW))
        if role == Qt.ItemDataRole.FontRole:
            return _strong() if row.role in _STRONG else look.letters()
        if role == Qt.ItemDataRole.ForegroundRole and place:
            return self._colours.colour("text")
        return None

    def _ground(self, row: Row, year: int) -> QColor | None:
        if year == self._year:
            return self._colours.colour("accent_soft")
        name = _GROUNDS.get("flow" if row.role == "difference" else row.role)
        return None if name is None else self._colours.colour(name)

    def _ink(self, row: Row, at: tuple[int, int]) -> QColor | None:
        """Return the colour of the letters: what does not add up is red."""
        if self.sheet is not None and row.role == "difference" and self.sheet.cell(at)[0]:
            return self._colours.status("error", "fg")
        return self._colours.colour("text_secondary") if row.role == "flow" else None

    def _spoken(self, row: Row, at: tuple[int, int]) -> str:
        """Return a cell with all that it stands under, for those who do not see where it is."""
        if self.sheet is None:
            return ""
        language = self.sheet.language
        place = next(one.name for one in self.sheet.rows if one.code == row.code)
        where = language.say("{name}, {year}", name=place, year=self.year_at(at))
        if row.role not in {"place", "whole"}:
            where = language.say("{where}: {text}", where=where, text=row.name.strip())
        return language.say("{name}: {value}", name=where, value=self.sheet.text(at))


def _strong() -> QFont:
    """Return the letters of now in semi-bold."""
    font = look.letters()
    font.setWeight(QFont.Weight.DemiBold)
    return font
