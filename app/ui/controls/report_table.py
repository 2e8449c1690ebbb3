"""The one read-only item model, over a report Table, and the view that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.reports.table import Kind, bare, bare_heading, printed
from app.ui import look

if TYPE_CHECKING:
    from app.language import Language
    from app.reports.table import Table

_Index = QModelIndex | QPersistentModelIndex
_NUMBERS = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)
_TEXTS = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_HEADINGS = Qt.AlignmentFlag.AlignCenter
_PADDING = 20
_HEADING_LINES = 3
_STEP = 4


class ReportTable(QAbstractTableModel):
    """Shows a Table as its outlet for the screen: every cell written by the language."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._table: Table | None = None
        self._texts: tuple[tuple[str, ...], ...] = ()
        self._bare: tuple[tuple[str, ...], ...] = ()

    def show(self, table: Table, language: Language) -> None:
        """Show another table, or the same one in another language."""
        self.beginResetModel()
        self._table, self._texts = table, printed(table, language)
        self._bare = printed(table, language, bare)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the rows of the table."""
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        """Count the columns of the table."""
        return 0 if parent.isValid() or self._table is None else len(self._table.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the text, the side or the weight of a cell."""
        if not index.isValid() or self._table is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            text = self._table.columns[index.column()].kind is Kind.TEXT
            return int(_TEXTS if text else _NUMBERS)
        if role == Qt.ItemDataRole.FontRole and self._is_total(index.row()):
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the heading of a column."""
        if orientation is not Qt.Orientation.Horizontal or self._table is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self._table.columns[section].heading
        return None

    def text(self, rows: list[int]) -> str:
        """Return rows under their headings as a spreadsheet takes them from the clipboard."""
        if self._table is None:
            return ""
        headings = "\t".join(bare_heading(column.heading) for column in self._table.columns)
        return "\n".join([headings, *("\t".join(self._bare[row]) for row in rows)])

    def widths(self, cells: QFontMetrics, headings: QFontMetrics) -> list[int]:
        """Return what each column needs for its longest cell and for its heading in few lines."""
        if self._table is None:
            return []
        needed = []
        for at, column in enumerate(self._table.columns):
            longest = max((cells.horizontalAdvance(row[at]) for row in self._texts), default=0)
            heading = wrapped_width(column.heading, headings, _HEADING_LINES)
            needed.append(max(heading, longest) + _PADDING)
        return needed

    def _is_total(self, row: int) -> bool:
        return self._table is not None and self._table.has_total and row == len(self._texts) - 1


def wrapped_width(text: str, metrics: QFontMetrics, most_lines: int) -> int:
    """Return the least width in which a heading takes no more lines than its header has."""
    width = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
    while True:
        room = QRect(0, 0, width, 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        lines = metrics.boundingRect(room, flags, text).height() / metrics.lineSpacing()
        if round(lines) <= most_lines:
            return width
        width += _STEP


class ReportView(QTableView):
    """Shows a report table; its rows can be copied into a spreadsheet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Build the view around its own model."""
        super().__init__(parent)
        self.report = ReportTable()
        self._widths: list[int] = []
        self.setModel(self.report)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move inside it
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look.size("table_row_dense"))
        self.verticalHeader().setDefaultSectionSize(look.size("table_row_dense"))
        self._at_end = True
        self.verticalScrollBar().valueChanged.connect(self._note_end)
        header = self.horizontalHeader()
        look.put_letters(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(_HEADINGS | Qt.TextFlag.TextWordWrap)

    def show_table(self, table: Table, language: Language) -> None:
        """Show a table; its columns are as wide as their longest cells and headings."""
        self.report.show(table, language)
        self._widths = self.report.widths(self.fontMetrics(), self.horizontalHeader().fontMetrics())
        self._share()
        self.scrollToBottom()  # the horizon is what is asked for
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(table.subtitle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the width that is left."""
        super().resizeEvent(event)
        self._share()
        if self._at_end:
            self.scrollToBottom()

    def wanted(self) -> int:
        """Return the width in which no column is cut and none is out of sight."""
        bar = self.verticalScrollBar().sizeHint().width()
        return sum(self._widths) + 2 * self.frameWidth() + bar

    def sizeHint(self) -> QSize:
        """Ask for a few rows; the layout gives what is left."""
        return self.minimumSizeHint()

    def _note_end(self, value: int) -> None:
        self._at_end = value == self.verticalScrollBar().maximum()

    def _share(self) -> None:
        """Share out the width that no column needs; with too little, the table scrolls."""
        spare = max(0, self.viewport().width() - sum(self._widths))
        for column, width in enumerate(self._widths):
            part = spare // (len(self._widths) - column)
            self.setColumnWidth(column, width + part)
            spare -= part
        self._give_headings_height()

    def _give_headings_height(self) -> None:
        """Let the headings have the lines that they take in the columns of now."""
        header = self.horizontalHeader()
        letters, high = header.fontMetrics(), 0
        for at in range(self.report.columnCount()):
            room = QRect(0, 0, max(1, self.columnWidth(at) - _PADDING), 0)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
            text = str(self.report.headerData(at, Qt.Orientation.Horizontal))
            high = max(high, letters.boundingRect(room, flags, text).height())
        wanted = max(look.size("table_header"), high + _STEP * 2)
        if header.height() != wanted:
            header.setFixedHeight(wanted)

    def fit(self, most: int) -> None:
        """Take the height of the rows, or of so many that the rest scrolls."""
        rows = min(self.report.rowCount(), most) * self.verticalHeader().defaultSectionSize()
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self.horizontalHeader().height() + rows + bar + 2 * self.frameWidth())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the usual keys."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the selected rows, or all of them, with their headings."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen or list(range(self.report.rowCount()))
        QGuiApplication.clipboard().setText(self.report.text(rows))
