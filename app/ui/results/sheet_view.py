"""The table of results: the first column and the headings stay in sight, territories open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QHeaderView, QTableView

from app.reports.table import bare, bare_heading
from app.ui import look
from app.ui.controls.labels import Elided
from app.ui.controls.report_table import wrapped_width
from app.ui.results.sheet_model import SheetModel

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from app.reports.result_sheet import Sheet

_OPEN = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_NAMES = 0.42  # of the width
_PADDING, _ARROW, _CORNER = 18, 24, 8
_HEADING_LINES = 3
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter


class SheetView(QTableView):
    """Shows a sheet; a territory is opened by a click on its name, by the space bar or Enter."""

    opened = Signal(str)
    year_asked = Signal(int)

    def __init__(self) -> None:
        """Build the view around its own model."""
        super().__init__()
        self.cells = SheetModel()
        self.setModel(self.cells)
        self.corner = Elided("table-heading")
        self.corner.setParent(self)
        self.corner.setContentsMargins(_CORNER, 0, _CORNER, 0)
        self._widths: list[int] = []
        self.commands = {"copy": self.copy, "select_all": self.selectAll}
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move inside it
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.verticalHeader().setProperty("role", "names")
        for header in (self.horizontalHeader(), self.verticalHeader()):
            look.put_letters(header)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self._pressed)
            header.setMinimumSectionSize(20)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | _FLAGS)
        self.selectionModel().currentChanged.connect(self._moved)

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self.cells.sheet

    def show_sheet(self, sheet: Sheet, opened: frozenset[str], year: int) -> None:
        """Show a sheet; the place of the keyboard stays where it was."""
        here, before = self.currentIndex(), self._place()
        self.cells.show(sheet, opened, look.of(self))
        self.cells.show_year(year)
        self.corner.setText(sheet.corner[sheet.turned])
        for button in self.findChildren(QAbstractButton):  # that of Qt under the corner
            button.setAccessibleName(self.corner.text())
        self.setAccessibleName(sheet.title)
        self.setAccessibleDescription(f"{sheet.subtitle}. {sheet.unit}.")
        self._measure()
        row, column = before or (here.row(), here.column())
        known = self.cells.index(max(row, 0), max(column, 0))
        model = self.selectionModel()
        model.blockSignals(True)
        model.setCurrentIndex(known, model.SelectionFlag.NoUpdate)
        model.blockSignals(False)

    def show_year(self, year: int) -> None:
        """Tint another year, and bring it into sight."""
        self.cells.show_year(year)
        if self.sheet is None or year not in self.sheet.years:
            return
        at, here = self.sheet.years.index(year), self.currentIndex()
        turned = self.sheet.turned
        row, column = (at, max(here.column(), 0)) if turned else (max(here.row(), 0), at)
        self.scrollTo(self.cells.index(row, column))

    def _place(self) -> tuple[int, int] | None:
        """Return where the keyboard is, once rows are added or taken above it."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else None

    # --- Measures -------------------------------------------------------------------------------

    def _measure(self) -> None:
        """Find the width of each column, and that of the names before them."""
        sheet = self.sheet
        if sheet is None:
            return
        look.put_letters(self.horizontalHeader())
        self._give_rows_height(len(sheet.headings[0]))
        cells, heads = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        strong = 1.08  # a semi-bold letter against a plain one
        down, across = sheet.headings
        self._widths = []
        for column, heading in enumerate(across):
            texts = (sheet.text((row, column)) for row in range(len(down)))
            longest = max(map(cells.horizontalAdvance, texts), default=0) * strong
            arrow = _ARROW if sheet.turned else 0
            head = wrapped_width(heading.strip(), heads, _HEADING_LINES) + arrow
            self._widths.append(round(max(longest, head)) + _PADDING)
        names = max(map(cells.horizontalAdvance, down), default=0) * strong + _ARROW + _PADDING
        corner = self.corner.wanted() + 2 * _CORNER + 4
        most = max(round(self.width() * _MOST_NAMES), self.width() - sum(self._widths) - _PADDING)
        self.verticalHeader().setFixedWidth(max(min(round(names), most), corner))
        self._share()

    def _give_rows_height(self, rows: int) -> None:
        """Let rows stand apart where all of them fit, else close together."""
        around = 2 * look.size("table_header") + 2 * self.frameWidth()
        roomy = look.size("table_row")
        fits = rows * roomy + around <= self.height()
        self.verticalHeader().setDefaultSectionSize(roomy if fits else look.size("table_row_dense"))

    def _share(self) -> None:
        """Share out the width that no column needs; with too little, the columns scroll."""
        self.updateGeometries()
        spare = max(0, self.viewport().width() - sum(self._widths))
        for column, width in enumerate(self._widths):
            part = min(spare // (len(self._widths) - column), width)
            self.setColumnWidth(column, width + part)
            spare -= part
        self._give_headings_height()
        self._lay_corner()

    def _give_headings_height(self) -> None:
        header, high = self.horizontalHeader(), 0
        across = self.sheet.headings[1] if self.sheet else ()
        arrow = _ARROW if self.sheet and self.sheet.turned else 0
        for at, text in enumerate(across):
            room = header.rect()
            room.setWidth(max(1, self.columnWidth(at) - _PADDING - arrow))
            taken = header.fontMetrics().boundingRect(room, _FLAGS, text.strip())
            high = max(high, taken.height())
        header.setFixedHeight(max(look.size("table_header"), high + _CORNER))

    def _lay_corner(self) -> None:
        """Lay the heading of the names over the corner that Qt leaves empty."""
        head, names, edge = self.horizontalHeader(), self.verticalHeader(), self.frameWidth()
        left = self.width() - edge - names.width() if self.isRightToLeft() else edge
        self.corner.setGeometry(left, edge, names.width(), head.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the width that is left."""
        super().resizeEvent(event)
        self._measure()

    # --- Hand and keyboard ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the usual keys, open the territory of the row."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif Qt.Key(event.key()) in _OPEN and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy what is selected, or all of it, under its headings."""
        sheet = self.sheet
        if sheet is None:
            return
        chosen = {(one.row(), one.column()) for one in self.selectedIndexes()}
        if len(chosen) <= 1:
            chosen = {(row, column) for row in range(sheet.size[0])
                      for column in range(sheet.size[1])}  # fmt: skip
        rows = sorted({row for row, _ in chosen})
        columns = sorted({column for _, column in chosen})
        down, across = sheet.headings
        lines = [[sheet.corner[sheet.turned], *(across[column].strip() for column in columns)]]
        for row in rows:
            cells = (bare(*sheet.cell((row, column)), sheet.language) for column in columns)
            lines.append([down[row].strip(), *cells])
        text = "\n".join("\t".join(line) for line in lines)
        QGuiApplication.clipboard().setText(bare_heading(text))

    def _open(self, index: QModelIndex) -> None:
        if self.sheet is not None:
            self.opened.emit(self.sheet.row_of((index.row(), index.column())).code)

    def _pressed(self, section: int) -> None:
        """Open the territory, or choose the year, whose heading was pressed."""
        if self.sheet is None:
            return
        of_places = (self.sender() is self.horizontalHeader()) == self.sheet.turned
        if of_places:
            self.opened.emit(self.sheet.rows[section].code)
        else:
            self.year_asked.emit(self.sheet.years[section])

    def _moved(self, index: QModelIndex) -> None:
        """Let the year follow the keyboard."""
        if index.isValid():
            self.year_asked.emit(self.cells.year_at((index.row(), index.column())))
