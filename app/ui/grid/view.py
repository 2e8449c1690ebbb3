"""The view of the grid: the keys of a spreadsheet, the areas that are selected, the menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QTableView,
    QWidget,
)

from app.reports.table import Kind
from app.ui.controls.report_table import wrapped_width
from app.ui.grid.columns import Rect, Role
from app.ui.grid.delegate import PADDING, GridDelegate, Letters
from app.ui.grid.header import GridHeader
from app.ui.grid.pinned import PinnedColumns
from app.ui.grid.texts import shown

if TYPE_CHECKING:
    from app.ui.grid.model import GridModel

Do = Callable[[], None]
_Index = QModelIndex | QPersistentModelIndex
_SAMPLE = 200  # rows whose texts decide the width of a column
_LEAST = 56  # pixels of a column at its first showing
_WIDEST = 1.6  # times what a column needs
_TALLEST = 16_000_000  # pixels that Qt can count
_ONE_LINE = 140  # headings longer than this take two lines
_KEYS = {  # beyond those that Qt has a name for
    "Ctrl+D": "fill_down",
    "Ctrl+R": "fill_right",
    "Ctrl+F": "find",
    "Ctrl+G": "go_to",
    "F3": "next_problem",
    "Shift+F3": "previous_problem",
    "Alt+Down": "filter",
    "Ctrl+Space": "select_column",
    "Shift+Space": "select_row",
    "Return": "accept",
    "Enter": "accept",
    "Shift+Return": "up",
    "Esc": "escape",
    "Backspace": "clear",
}
_STANDARD = {
    QKeySequence.StandardKey.Copy: "copy",
    QKeySequence.StandardKey.Cut: "cut",
    QKeySequence.StandardKey.Paste: "paste",
    QKeySequence.StandardKey.SelectAll: "select_all",
    QKeySequence.StandardKey.Delete: "clear",
}
_ARROWS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class GridView(QTableView):
    """Shows the cells; `commands` are what the menus of a window may call on it."""

    current_moved = Signal()
    selection_moved = Signal()

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        """Build it over a model; commands are added by whoever can do them."""
        super().__init__(parent)
        self.cells = model
        self._widths: list[list[int]] = [[], []]  # with headings on one line, and on two
        self.commands: dict[str, Do] = {}
        self.fill_menu: Callable[[QMenu], None] = lambda _menu: None
        self.painter_of_cells = GridDelegate(model, self)
        self.setModel(model)
        self.head = GridHeader(model, self)
        self.setHorizontalHeader(self.head)
        self.painter_of_cells.stepped.connect(self.step)
        self.setItemDelegate(self.painter_of_cells)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setProperty("role", "grid")
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalScrollBar().valueChanged.connect(self.head.lay_out)
        self.verticalScrollBar().valueChanged.connect(self._note_top)
        self.pinned = PinnedColumns(self)
        self.commands |= {
            "select_all": self.selectAll,
            "select_column": lambda: self.select(0, self.spot[1], self.cells.rowCount() - 1),
            "up": lambda: self.step(-1, 0),
        }

    # --- Looks ----------------------------------------------------------------------------------

    def dress(self, letters: Letters, row_height: int) -> None:
        """Wear the letters and colours of now."""
        self.painter_of_cells.letters = letters
        self.verticalHeader().setMinimumSectionSize(row_height)
        self.verticalHeader().setDefaultSectionSize(row_height)
        self.viewport().update()

    def widen(self, letters: Letters) -> None:
        """Find out what each column needs, with its heading on one line and on two."""
        longest = [self._longest(at, letters) for at in range(self.cells.columnCount())]
        self._widths = [
            [self._needed(at, letters, text, lines) for at, text in enumerate(longest)]
            for lines in (1, 2)
        ]
        self._share()

    def _share(self) -> None:
        """Share out some of the width that no column needs; with too little, the columns scroll."""
        room, (roomy, narrow) = self.viewport().width(), self._widths
        widths = roomy if sum(roomy) <= room else narrow
        part = min(max(room / max(sum(widths), 1), 1), _WIDEST)
        wide = [round(width * part) for width in widths]
        if wide and 1 < part < _WIDEST:
            wide[-1] += room - sum(wide)
        for at, width in enumerate(wide):
            self.setColumnWidth(at, width)
        self.head.settle()
        self.fit()
        self.pinned.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew, unless the person has set a column herself."""
        super().resizeEvent(event)
        if not self.head.was_dragged:
            self._share()

    def fit(self) -> None:
        """Take no more height than the rows, so that the total stands right under them."""
        rows = self.cells.rowCount() * self.verticalHeader().defaultSectionSize()
        self.setMaximumHeight(min(self.head.height() + rows, _TALLEST))

    def _longest(self, at: int, letters: Letters) -> int:
        """Return the width of the longest text of a column."""
        model, column = self.cells, self.cells.columns[at]
        strong = column.role is not Role.LABEL
        metrics = letters.strong_metrics if strong else letters.metrics
        longest = max(map(metrics.horizontalAdvance, set(_sample(model, at))), default=0)
        if model.rows.total and column.kind is not Kind.TEXT:
            whole = shown(model.rows.total[at], column.kind, model.spoken)
            longest = max(longest, letters.strong_metrics.horizontalAdvance(whole))
        return longest

    def _needed(self, at: int, letters: Letters, longest: int, lines: int) -> int:
        """Return the width of a column whose texts are this long, its heading on some lines."""
        model, column = self.cells, self.cells.columns[at]
        heading = self.head.wanted(model.heading(at))
        if lines > 1 or heading > _ONE_LINE:
            small = letters.small_metrics
            heading = wrapped_width(model.heading(at), small, 2) + 2 * PADDING
        return min(max(longest + 2 * PADDING, heading, _LEAST) + 2, column.widest)

    def sizeHintForColumn(self, column: int) -> int:
        """Return the width that a double click on the edge of a heading gives."""
        letters = self.painter_of_cells.letters
        if letters is None:
            return super().sizeHintForColumn(column)
        return self._needed(column, letters, self._longest(column, letters), 1)

    def _note_top(self, row: int) -> None:
        self.painter_of_cells.top = row
        self.viewport().update()
        self.pinned.viewport().update()

    def updateGeometries(self) -> None:
        """Keep what lies over the cells in its place."""
        super().updateGeometries()
        if self.head.letters is not None:
            self.pinned.lay_out()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, and out from under the columns that do not scroll."""
        super().scrollTo(index, hint)
        if index.column() < self.head.pinned:
            return
        cell, covered = self.visualRect(index), self.head.pinned_width()
        if self.isRightToLeft():
            under = cell.right() + 1 - (self.viewport().width() - covered)
        else:
            under = covered - cell.left()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - max(under, 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the current cell; there is always one to begin with."""
        if not self.currentIndex().isValid() and self.cells.rowCount():  # else Qt takes the first
            self.go(0, next((at for at, one in enumerate(self.cells.columns) if one.editable), 0))
        super().focusInEvent(event)
        self.painter_of_cells.focused = True
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the colour from the ring."""
        super().focusOutEvent(event)
        self.painter_of_cells.focused = False
        self.viewport().update()

    # --- Where the person is --------------------------------------------------------------------

    @property
    def spot(self) -> tuple[int, int]:
        """The row and column of the current cell as they are shown, or −1, −1."""
        return self.currentIndex().row(), self.currentIndex().column()

    def go(self, row: int, at: int) -> None:
        """Make a cell the current one and bring it into sight."""
        spot = self.cells.index(row, at)  # Qt's own setter would heed the keys held down
        self.selectionModel().setCurrentIndex(spot, _SELECT)
        self.scrollTo(spot)

    def select(self, top: int, left: int, bottom: int, right: int | None = None) -> None:
        """Select an area; the current cell stays where it is if it lies inside."""
        model = self.cells
        last = model.index(bottom, left if right is None else right)
        area = QItemSelection(model.index(top, left), last)
        self.selectionModel().select(area, _SELECT)

    def areas(self) -> list[Rect]:
        """Return what is selected, or the current cell."""
        chosen = [
            Rect(one.top(), one.left(), one.bottom(), one.right())
            for one in self.selectionModel().selection().toList()
            if one.isValid()
        ]
        row, at = self.spot
        return chosen or ([Rect(row, at, row, at)] if row >= 0 else [])

    def reset(self) -> None:
        """Forget the current cell and the selection together with the rows."""
        super().reset()
        self.painter_of_cells.current, self.painter_of_cells.areas = (-1, -1), []

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell where the person is now."""
        self.painter_of_cells.current = (current.row(), current.column())
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell that the selection is another."""
        super().selectionChanged(selected, deselected)
        self.painter_of_cells.areas = self.areas()
        self.selection_moved.emit()

    # --- Keys -----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a spreadsheet does with the key."""
        standard = next((name for key, name in _STANDARD.items() if event.matches(key)), "")
        name = standard or _KEYS.get(QKeySequence(event.keyCombination()).toString(), "")
        if event.key() in _ARROWS and event.modifiers() & _CONTROL:
            self._leap(*_ARROWS[Qt.Key(event.key())], extending=bool(event.modifiers() & _SHIFT))
        elif name in self.commands:
            self.commands[name]()
        else:
            super().keyPressEvent(event)

    def step(self, down: int, on: int) -> None:
        """Go a row down or a column on, along the lines as they are read."""
        row, at = self.spot
        width, height = self.cells.columnCount(), self.cells.rowCount()
        if on:
            row, at = divmod(row * width + at + on, width)
        row += down
        if 0 <= row < height:
            self.go(row, at)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  Qt's own name
        """Go from cell to cell with Tab; leave the grid at either end."""
        row, at = self.spot
        last = self.cells.rowCount() - 1, self.cells.columnCount() - 1
        if row < 0 or (row, at) == (last if next else (0, 0)):
            return super().focusNextPrevChild(next)
        self.step(0, 1 if next else -1)
        return True

    def finish_typing(self) -> None:
        """Keep what is being typed, as a click elsewhere does."""
        field = self.indexWidget(self.currentIndex())
        if field is not None:
            self.commitData(field)
            self.closeEditor(field, QAbstractItemDelegate.EndEditHint.NoHint)

    def _leap(self, down: int, on: int, *, extending: bool) -> None:
        """Go to the edge of the data, in the direction that the arrow points to."""
        row, at = self.spot
        if row < 0:
            return
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            on = -on
        if down:
            row = _edge(self._filled_rows(at), row, down)
        else:
            values = [self.cells.value(row, one) for one in range(self.cells.columnCount())]
            at = _edge([value not in {None, ""} for value in values], at, on)
        if not extending:
            self.go(row, at)
            return
        anchor = self._anchor()
        spot = self.cells.index(row, at)
        self.selectionModel().setCurrentIndex(spot, QItemSelectionModel.SelectionFlag.NoUpdate)
        area = QItemSelection(self.cells.index(*anchor), spot)
        self.selectionModel().select(area, _SELECT)
        self.scrollTo(spot)

    def _anchor(self) -> tuple[int, int]:
        """Return the corner of the selection that stays while it is extended."""
        row, at = self.spot
        area = self.areas()[-1]
        opposite_row = area.top if row == area.bottom else area.bottom
        opposite_column = area.left if at == area.right else area.right
        return opposite_row, opposite_column

    def _filled_rows(self, at: int) -> list[bool]:
        cells = self.cells.rows.cells[at]
        order: Sequence[int] = (
            range(len(cells)) if self.cells.order is None else self.cells.order.tolist()
        )
        return [cells[row] not in {None, ""} for row in order]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the selection."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu)
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        corner = self.visualRect(self.currentIndex()).bottomLeft()
        menu.popup(self.viewport().mapToGlobal(corner) if by_key else event.globalPos())


def _edge(filled: Sequence[bool], here: int, step: int) -> int:
    """Return the last filled place of a run, or the first after a gap, or the end."""
    ahead = range(here + step, len(filled) if step > 0 else -1, step)
    if not ahead:
        return here
    wanted = filled[here] and filled[ahead[0]]
    before = here
    for place in ahead:
        if filled[place] is not wanted:
            return before if wanted else place
        before = place
    return ahead[-1]


def _sample(model: GridModel, at: int) -> Iterator[str]:
    """Give texts that are likely to be the longest of a column; of numbers they are."""
    count = model.rowCount()
    for row in range(0, count, max(count // _SAMPLE, 1)):
        yield model.text(row, at)
    column = model.columns[at]
    if column.kind is not Kind.TEXT and count:
        known = [value for value in model.rows.cells[at] if value is not None]
        for value in (max(known), min(known)) if known else ():
            yield shown(value, column.kind, model.spoken)
