"""The heat table: territories with what each scenario changes, their total pinned beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from app.ui import look
from app.ui.compare.heat_cells import HeatCells
from app.ui.compare.heat_model import HeatModel
from app.ui.compare.pinned_place import PinnedPlace
from app.ui.controls.report_table import wrapped_width
from app.ui.scenarios import marks

if TYPE_CHECKING:
    from app.reports.compared import Compared
    from app.reports.table import Table

_PADDING, _NARROW_PADDING, _HEADING_PADDING = 18, 14, 22
_CLIMB = 24  # pixels for an arrow and its number
_RANGES = 150
_HEADING_LINES = 2
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEEP = QItemSelectionModel.SelectionFlag
_MARK, _BESIDE_MARK = 14, 8


class HeatTable(QWidget):
    """Rows can be chosen; who listens to `picked` chooses the same territories elsewhere."""

    picked = Signal(object)  # the codes of the territories, as a frozenset
    opened = Signal(str)  # the code of a territory, by a double click or Enter

    def __init__(self, *, whole: bool) -> None:
        """Build it empty; the whole one has ranks climbed and ranges."""
        super().__init__()
        self._whole = whole
        self.body, self.foot = _Rows(total=False), _Rows(total=True)
        self.foot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.foot.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.foot.horizontalHeader().hide()
        self.foot.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.foot.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self.body)
        for one in (self.body, self.foot):
            one.cells.climbs = whole
        self.body.horizontalScrollBar().valueChanged.connect(
            self.foot.horizontalScrollBar().setValue
        )
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self.body, 1)
        place.addWidget(self.foot)
        self._silent = False
        self._room = 0  # that the columns were shared over
        self.body.widened.connect(self._share_again)
        self.body.selectionModel().selectionChanged.connect(self._tell)
        body = self.body
        for asked in (body.doubleClicked, body.pinned.doubleClicked, body.entered_into):
            asked.connect(self._open)

    def show_compared(self, asked: Compared, table: Table, places: frozenset[str]) -> None:
        """Show a comparison and the table made of it, with some territories chosen."""
        self._silent = True
        for one in (self.body, self.foot):
            one.cells.language = asked.language
            one.heat.show(asked, table, whole=self._whole)
        self._silent = False
        self.foot.setVisible(asked.has_parts)
        self.body.setAccessibleName(table.title)
        self.body.setAccessibleDescription(table.subtitle)
        self.foot.setAccessibleName(asked.place(asked.found.whole))
        self._share()
        self.choose(places)

    def choose(self, places: frozenset[str]) -> None:
        """Choose territories without telling anyone."""
        self._silent = True
        chosen, heat = QItemSelection(), self.body.heat
        for row, place in enumerate(heat.places):
            if place in places:
                last = heat.index(row, heat.columnCount() - 1)
                chosen.select(heat.index(row, 0), last)
        self.body.selectionModel().select(chosen, _KEEP.ClearAndSelect)
        self._silent = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the width that is left."""
        super().resizeEvent(event)
        self._share()

    def copy(self) -> None:
        """Copy the chosen rows, or all of them, with headings and total."""
        self.body.copy()

    # --- Inside ---------------------------------------------------------------------------------

    def _tell(self, *_: object) -> None:
        if not self._silent:
            rows = {index.row() for index in self.body.selectionModel().selectedRows()}
            self.picked.emit(frozenset(self.body.heat.places[row] for row in rows))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.body.heat.places[index.row()])

    def _share_again(self) -> None:
        """Share anew where a bar has come or gone beside the rows."""
        if self.body.viewport().width() != self._room:
            self._share()

    def _share(self) -> None:
        """Give every column its width: names are whole, and what has no room is scrolled to."""
        heat = self.body.heat
        if heat.asked is None or heat.table is None:
            return
        widths = self._widths(heat)
        self._room = room = self.body.viewport().width()
        spare = room - sum(widths)
        if spare > 0 and heat.whole:  # the numbers get a third of it, the ranges the rest
            each = spare // (3 * max(len(widths) - 2, 1))
            widths = [widths[0], *(width + each for width in widths[1:-1]), widths[-1]]
        widths[-1 if heat.whole else 0] += max(room - sum(widths), 0)
        # Heights first: a bar below would else call for one beside rows that are about to shrink.
        self._give_heights(heat.rowCount(), scrolls=spare < 0)
        for one in (self.body, self.foot):
            for at, width in enumerate(widths):
                one.setColumnWidth(at, width)
        for one in (self.body, self.foot):
            one.pinned.lay_out()

    def _give_heights(self, rows: int, *, scrolls: bool) -> None:
        """Make rows as high as usual where all of them fit, and denser where they would not."""
        header = self.body.horizontalHeader()
        letters, high = header.fontMetrics(), look.size("table_header")
        if self._whole:
            high = max(high, _HEADING_LINES * letters.lineSpacing() + 8)
        header.setFixedHeight(high)
        usual, dense = look.size("table_row"), look.size("table_row_dense")
        self.foot.setFixedHeight(usual + 2 * self.foot.frameWidth())
        self.foot.verticalHeader().setDefaultSectionSize(usual)
        room = self.height() - high - self.foot.height() - 2 * self.body.frameWidth()
        if scrolls:
            room -= self.body.horizontalScrollBar().sizeHint().height()
        fitting = min(usual, max(dense, room // max(rows, 1)))
        self.body.verticalHeader().setDefaultSectionSize(fitting)

    @property
    def wanted(self) -> int:
        """The width, in pixels, in which every column stands beside the others."""
        bar = self.body.verticalScrollBar()
        taken = 2 * self.body.frameWidth() + (bar.sizeHint().width() if bar.isVisible() else 0)
        return sum(self._widths(self.body.heat)) + taken

    def _widths(self, heat: HeatModel) -> list[int]:
        language = heat.asked.language if heat.asked is not None else None
        if language is None or heat.table is None:
            return []
        cells = QFontMetrics(look.font(language, "table", strong=True))
        headings = self.body.horizontalHeader().fontMetrics()
        climb = look.scaled(_CLIMB) if self._whole else 0
        padding = _PADDING if self._whole else _NARROW_PADDING
        found = []
        for at in range(len(heat.table.columns)):
            longest = max(
                (
                    cells.horizontalAdvance(one.text(row, at))
                    for one in (heat, self.foot.heat)
                    for row in range(one.rowCount())
                ),
                default=0,
            )
            mark = _MARK + _BESIDE_MARK if at > 1 else 0
            heading = wrapped_width(heat.heading(at), headings, _HEADING_LINES) + mark
            cell = longest + (climb if at > 1 else 0) + (padding if at else _PADDING)
            found.append(max(heading + _HEADING_PADDING, cell))
        return [*found, look.scaled(_RANGES)] if heat.whole else found


class _Rows(QTableView):
    """The rows of the territories, or that of the total."""

    entered_into = Signal(object)  # the index of a row
    widened = Signal()  # or narrowed: the place for the rows

    def __init__(self, *, total: bool) -> None:
        super().__init__()
        self.heat, self.cells = HeatModel(total=total), HeatCells(self)
        self.cells.total = total
        self.heat.mark = self._mark
        self.setModel(self.heat)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # Tab leaves the table, arrows move inside it
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(look.size("table_row_dense"))
        header = self.horizontalHeader()
        look.put_letters(header)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self.pinned = PinnedPlace(self)

    def _mark(self, mark: str) -> QPixmap:
        return marks.picture(mark, _MARK, look.of(self), self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell how much room there is now."""
        super().resizeEvent(event)
        self.widened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy on the usual keys; Enter goes into a row, Escape lets go of what is chosen."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _ENTERS and self.currentIndex().isValid():
            self.entered_into.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def copy(self) -> None:
        """Copy the chosen rows, or all of them, with their headings and the total."""
        chosen = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = chosen or list(range(self.heat.rowCount()))
        QGuiApplication.clipboard().setText(self.heat.rows_as_text(rows))
