"""The rows of the tree of scenarios: what Qt asks of them, and how each is painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.language import language as spoken
from app.ui import icons, look
from app.ui.scenarios import marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPixmap
    from PySide6.QtWidgets import QAbstractItemView

    from app.language import Language

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_MARK, _GAP, _PAD, _LINES = 9, 8, 4, 2
_NODE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Node:
    """A row: what it stands for, what it says, and the place of the row that it stands under.

    above: -1 at the root. state: what is said behind the name. folds: it holds others that are
    out of sight, and is no scenario itself.
    """

    key: str
    text: str
    above: int
    icon: str = "git-branch"
    mark: str = ""
    state: str = ""
    tip: str = ""
    movable: bool = False
    folds: bool = False
    strong: bool = False
    language: Language | None = None


class Rows(QAbstractItemModel):
    """Answers for nodes in the order in which they are read."""

    def __init__(self) -> None:
        """Start without any."""
        super().__init__()
        self.nodes: tuple[Node, ...] = ()
        self._below: dict[int, list[int]] = {}

    def show(self, nodes: Sequence[Node]) -> bool:
        """Take other nodes; tell whether the tree has another shape than before."""
        same = [(n.key, n.above) for n in nodes] == [(n.key, n.above) for n in self.nodes]
        if same:
            self.nodes = tuple(nodes)
            for at in range(len(nodes)):
                self.dataChanged.emit(self._at(at), self._at(at))
            return False
        self.beginResetModel()
        self.nodes = tuple(nodes)
        self._below = {}
        for at, node in enumerate(nodes):
            self._below.setdefault(node.above, []).append(at)
        self.endResetModel()
        return True

    def node(self, index: _Index) -> Node | None:
        """Return what a place stands for."""
        return self.nodes[index.internalId()] if index.isValid() else None

    def index_of(self, key: str) -> QModelIndex:
        """Return the place of a node by its key."""
        found = (at for at, node in enumerate(self.nodes) if node.key == key)
        at = next(found, -1)
        return self._at(at) if at >= 0 else QModelIndex()

    def _at(self, at: int) -> QModelIndex:
        row = self._below[self.nodes[at].above].index(at)
        return self.createIndex(row, 0, at)

    def index(self, row: int, column: int, parent: _Index = _NOWHERE) -> QModelIndex:
        """Return a place under another."""
        below = self._below.get(parent.internalId() if parent.isValid() else -1, [])
        inside = 0 <= row < len(below) and column == 0
        return self.createIndex(row, 0, below[row]) if inside else QModelIndex()

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        """Return the place that another stands under."""
        node = self.node(index)
        return QModelIndex() if node is None or node.above < 0 else self._at(node.above)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many stand under a place."""
        return len(self._below.get(parent.internalId() if parent.isValid() else -1, []))

    def columnCount(self, parent: _Index = _NOWHERE) -> int:  # noqa: ARG002  Qt's own signature
        """Return that there is one column."""
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says."""
        node = self.node(index)
        if node is None:
            return None
        heard = f"{node.text}, {node.state}" if node.state else node.text
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: node.text,
            Qt.ItemDataRole.AccessibleTextRole: heard,
            Qt.ItemDataRole.ToolTipRole: node.tip or node.text,
            _NODE: node,
        }
        return answers.get(role)


class RowStyle(QStyledItemDelegate):
    """Paints sign, mark, name and state from the side where reading begins."""

    over = ""  # the row that would take what is carried

    def __init__(self) -> None:
        """Know no row yet."""
        super().__init__()
        self._measured: tuple[tuple[Node, ...], int, int] | None = None
        self._high = 0

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Give all rows the same height: room for a name of two lines where one has them."""
        rows = cast("Rows", index.model())
        wide = cast("QAbstractItemView", option.widget).viewport().width()
        measured = rows.nodes, wide, look.size("tree_row")
        if measured != self._measured:
            self._measured = measured
            self._high = max(self._height(rows.nodes, at, wide) for at in range(len(rows.nodes)))
        return QSize(60, self._high)

    def _height(self, nodes: Sequence[Node], at: int, wide: int) -> int:
        """Return the height that a row by itself would take."""
        node = nodes[at]
        depth = _depth(nodes, at) * look.scaled(18)
        room = QRect(0, 0, max(wide - depth - self._lead(node) - 3 * _GAP, 60), 0)
        letters = QFontMetrics(_letters(node))
        text = letters.boundingRect(room, Qt.TextFlag.TextWordWrap, node.text).height()
        lines = min(text, _LINES * letters.lineSpacing())
        return max(look.size("tree_row"), lines + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground of the row, then what it says."""
        node: Node = index.data(_NODE)
        widget = option.widget
        worn = look.of(widget)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option, node, worn)
        room = QRect(option.rect).adjusted(_GAP, 0, -_GAP, 0)
        secondary = worn.colour("text_secondary")
        side = look.size("icon")
        sign = QRect(0, 0, side, side)
        room = self._put(painter, option, room, sign, icons.picture(node.icon, secondary))
        if node.mark:
            dot = look.scaled(_MARK)
            place = self._taken(option, room, dot)
            marks.paint(painter, node.mark, QRectF(place), worn)
            room = self._left(option, room, dot)
        if node.folds:
            opened = bool(option.state & QStyle.StateFlag.State_Open)
            arrow = icons.picture("chevron-down" if opened else "chevron-right", secondary)
            room = self._put_last(painter, option, room, arrow)
        self._paint_words(painter, option, room, node, worn)
        painter.restore()

    def _lead(self, node: Node) -> int:
        """Return what stands before the name, in pixels."""
        mark = look.scaled(_MARK) + _GAP if node.mark else 0
        return look.size("icon") + _GAP + mark

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, node: Node, worn: look.Look
    ) -> None:
        radius = look.tokens()["radius"]["control"]
        room = QRectF(option.rect).adjusted(1, 1, -1, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hovered:
            painter.setBrush(worn.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(room, radius, radius)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused or (self.over and self.over == node.key):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(worn.colour("focus_ring"), look.stroke("focus")))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        node: Node,
        worn: look.Look,
    ) -> None:
        """Write the name, and behind it the state where the row is wide enough."""
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        backwards = option.direction is Qt.LayoutDirection.RightToLeft
        if node.state:
            caption = look.font(_spoken(node), "caption")
            wide = QFontMetrics(caption).horizontalAdvance(node.state) + 2
            place = QRect(room.left() if backwards else room.right() - wide, room.top(),
                          wide, room.height())  # fmt: skip
            painter.setFont(caption)
            painter.setPen(worn.colour("text_secondary"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, node.state)
            room = room.adjusted(wide + _GAP, 0, 0, 0) if backwards else room.adjusted(
                0, 0, -wide - _GAP, 0)  # fmt: skip
        font = _letters(node)
        painter.setFont(font)
        painter.setPen(worn.colour("text_secondary" if node.folds else "text"))
        painter.drawText(room, flags | Qt.TextFlag.TextWordWrap, _fitting(node.text, font, room))

    def _put(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, sign: QRect,
        picture: QPixmap,
    ) -> QRect:  # fmt: skip
        place = self._taken(option, room, sign.width())
        painter.drawPixmap(place, picture)
        return self._left(option, room, sign.width())

    def _put_last(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, picture: QPixmap
    ) -> QRect:
        """Draw something at the end of a room, and return what is left of it."""
        side, backwards = look.size("icon"), option.direction is Qt.LayoutDirection.RightToLeft
        left = room.left() if backwards else room.right() - side + 1
        painter.drawPixmap(QRect(left, room.center().y() - side // 2, side, side), picture)
        taken = side + _GAP
        return room.adjusted(taken, 0, 0, 0) if backwards else room.adjusted(0, 0, -taken, 0)

    def _taken(self, option: QStyleOptionViewItem, room: QRect, side: int) -> QRect:
        """Return the place of something at the beginning of a room."""
        backwards = option.direction is Qt.LayoutDirection.RightToLeft
        left = room.right() - side + 1 if backwards else room.left()
        return QRect(left, room.center().y() - side // 2, side, side)

    def _left(self, option: QStyleOptionViewItem, room: QRect, side: int) -> QRect:
        """Return what is left of a room behind it."""
        backwards = option.direction is Qt.LayoutDirection.RightToLeft
        return room.adjusted(0, 0, -side - _GAP, 0) if backwards else room.adjusted(
            side + _GAP, 0, 0, 0)  # fmt: skip


def _letters(node: Node) -> QFont:
    return look.font(_spoken(node), strong=node.strong)


def _spoken(node: Node) -> Language:
    return node.language or spoken("en")


def _depth(nodes: Sequence[Node], at: int) -> int:
    depth, above = 0, nodes[at].above
    while above >= 0:
        depth, above = depth + 1, nodes[above].above
    return depth


def _fitting(text: str, font: QFont, room: QRect) -> str:
    """Return a text that ends in dots where two lines do not hold it."""
    letters = QFontMetrics(font)
    most = _LINES * letters.lineSpacing() + 2
    flags = Qt.TextFlag.TextWordWrap
    shown = text
    while shown and letters.boundingRect(room, flags, shown).height() > most:
        shown = shown.rstrip("…").rsplit(" ", 1)[0] + "…" if " " in shown else ""
    return shown or letters.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
