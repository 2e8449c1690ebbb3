"""The scenarios as a tree: each stands under the one whose figures it begins with.

A row that is dragged onto another is told; it moves once the plan says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTreeView

from app.ui import look
from app.ui.scenarios.tree_rows import Rows, RowStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex, QRect
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent

    from app.ui.scenarios.tree_rows import Node

    _Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.MouseButton.LeftButton
_INDENT, _AROUND = 18, 6


@dataclass(frozen=True)
class Carried:
    """A row under the hand, from where, and the row that it is held over."""

    key: str
    start: QPoint
    over: str = ""
    moves: bool = False


class ScenarioTree(QTreeView):
    """Tells where a person goes, what is dragged where, and when the menu is asked for."""

    reached = Signal(str)
    dropped = Signal(str, str)  # a scenario, and the one under which it is put
    menu_asked = Signal(str, QPoint)
    rename_asked = Signal(str)

    def __init__(self) -> None:
        """Start without any row."""
        super().__init__()
        self._rows, self._style_of_rows = Rows(), RowStyle()
        self._showing, self.carried = False, Carried("", QPoint())
        self._opened = False  # whether the archive is folded out
        self.setModel(self._rows)
        self.setItemDelegate(self._style_of_rows)
        self.setProperty("role", "scenarios")
        self.setHeaderHidden(True)
        self.setUniformRowHeights(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)  # only the archive folds
        self.expanded.connect(self._folded)
        self.collapsed.connect(self._folded)

    def show_nodes(self, nodes: Sequence[Node], current: str) -> None:
        """Show other rows, and go to one of them; the archive stays as it was folded."""
        self._showing = True
        self.setIndentation(look.scaled(_INDENT))
        if self._rows.show(nodes):
            self.expandAll()
            for node in nodes:
                if node.folds:
                    self.setExpanded(self._rows.index_of(node.key), self._opened)
        else:
            self.scheduleDelayedItemsLayout()  # another name can make all rows higher
        index = self._rows.index_of(current)
        self.setCurrentIndex(index)
        self._showing = False

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say, from the first to the last, folded ones too."""
        return tuple(node.text for node in self._rows.nodes)

    @property
    def keys(self) -> tuple[str, ...]:
        """The scenarios of the rows; the archive has none."""
        return tuple(node.key for node in self._rows.nodes if not node.folds)

    @property
    def chosen(self) -> str:
        """The scenario of the present row, nothing on the archive."""
        return self._key(self.currentIndex())

    def _key(self, index: _Index) -> str:
        node = self._rows.node(index)
        return "" if node is None or node.folds else node.key

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell where a person went."""
        super().currentChanged(current, previous)
        key = self._key(current)
        if key and not self._showing:
            self.reached.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the rows anew: a name takes two lines where one is too short."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def updateGeometries(self) -> None:
        """Take no more room than the rows need."""
        super().updateGeometries()
        high, index = 2 * self.frameWidth() + _AROUND, self.model().index(0, 0)
        while index.isValid():
            high += self.rowHeight(index)
            index = self.indexBelow(index)
        if high != self.maximumHeight():
            self.setMaximumHeight(high)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:  # noqa: ARG002
        """Draw no lines: where a row begins says under which it stands."""
        painter.fillRect(rect, look.of(self).colour("surface"))

    def _folded(self, index: QModelIndex) -> None:
        node = self._rows.node(index)
        if node is not None and node.folds and not self._showing:
            self._opened = self.isExpanded(index)

    # --- Keys and the menu ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold, rename, or let go of what is carried; Qt goes from row to row."""
        key, index = event.key(), self.currentIndex()
        node = self._rows.node(index)
        if key == Qt.Key.Key_Escape and self.carried.key:
            self._let_go()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and node is not None:
            self._press(index, node)
        elif key == Qt.Key.Key_F2 and self.chosen:
            self.rename_asked.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def _press(self, index: QModelIndex, node: Node) -> None:
        if node.folds:
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.menu_asked.emit(node.key, self._under(index))

    def _under(self, index: QModelIndex) -> QPoint:
        place = self.visualRect(index)
        return self.viewport().mapToGlobal(QPoint(place.center().x(), place.bottom()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a row, under the hand or of the present one."""
        by_hand = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_hand else self.currentIndex()
        key = self._key(index)
        if key:
            self.menu_asked.emit(key, event.globalPos() if by_hand else self._under(index))

    # --- Dragging -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a row in hand; the archive folds."""
        super().mousePressEvent(event)
        if event.button() is not _LEFT:
            return
        index = self.indexAt(event.position().toPoint())
        node = self._rows.node(index)
        if node is not None and node.folds:
            self.setExpanded(index, not self.isExpanded(index))
        elif node is not None and node.movable:
            self.carried = Carried(node.key, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry the row; the one it is held over shows that it would take it."""
        if not self.carried.key:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        far = (at - self.carried.start).manhattanLength() >= QApplication.startDragDistance()
        moves = self.carried.moves or far
        over = self._key(self.indexAt(at)) if moves else ""
        over = over if over != self.carried.key else ""
        if moves:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._carry(Carried(self.carried.key, self.carried.start, over, moves))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row down where it is held."""
        carried = self.carried
        self._let_go()
        if carried.moves and carried.over:
            self.dropped.emit(carried.key, carried.over)
        elif not carried.moves:
            super().mouseReleaseEvent(event)

    def _let_go(self) -> None:
        self.unsetCursor()
        self._carry(Carried("", QPoint()))

    def _carry(self, carried: Carried) -> None:
        self.carried = carried
        self._style_of_rows.over = carried.over
        self.viewport().update()
