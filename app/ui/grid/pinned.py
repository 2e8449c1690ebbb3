"""The first columns of the grid, which stay in sight while the others scroll beneath them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from app.ui.grid.view import GridView

_MOST = 0.5  # of the width of the grid; what goes beyond it is not pinned


class _SameLooks(QStyledItemDelegate):
    """Paints as the grid does; only the grid itself opens fields to type in."""

    def __init__(self, view: GridView, parent: QTableView) -> None:
        super().__init__(parent)
        self._painter = view.painter_of_cells

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        self._painter.paint(painter, option, index)


class PinnedColumns(QTableView):
    """A second view over the same cells and the same selection, laid over the first columns."""

    def __init__(self, view: GridView) -> None:
        """Share everything with a view; it stays hidden until columns scroll."""
        super().__init__(view)
        self._view = view
        self.setProperty("role", "grid")
        self.setModel(view.cells)
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(_SameLooks(view, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(view.verticalScrollMode())
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        view.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(view.verticalScrollBar().setValue)
        view.horizontalScrollBar().valueChanged.connect(self.lay_out)
        view.head.sectionResized.connect(self.lay_out)
        self.hide()

    def lay_out(self, *_moved: object) -> None:
        """Lie over the columns that are pinned, with their widths, while the others scroll."""
        view, head = self._view, self._view.head
        head.pinned = self._count()
        width = head.pinned_width()
        scrolled = view.horizontalScrollBar().value() > 0
        if head.pinned and scrolled:
            self._take_columns(head.pinned)
            place = view.viewport().geometry()
            left = place.right() - width + 1 if view.isRightToLeft() else place.left()
            self.setGeometry(QRect(left, place.top(), width, place.height()))
            self.verticalScrollBar().setValue(view.verticalScrollBar().value())
        self.setVisible(bool(head.pinned and scrolled))
        head.lay_out()
        head.viewport().update()

    def _take_columns(self, count: int) -> None:
        height = self._view.verticalHeader().defaultSectionSize()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        for at in range(self._view.cells.columnCount()):
            self.setColumnHidden(at, at >= count)
            self.setColumnWidth(at, self._view.columnWidth(at))

    def _count(self) -> int:
        """Count the columns at the beginning that say what a row is about, as far as they fit."""
        room = self._view.viewport().width() * _MOST
        for at, column in enumerate(self._view.cells.columns):
            room -= self._view.columnWidth(at)
            if not column.is_key or room < 0:
                return at
        return 0
