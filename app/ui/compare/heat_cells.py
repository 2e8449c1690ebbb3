"""Paints the cells of the heat table: a tint by size, the number, ranks climbed, ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from app.ui import look
from app.ui.compare.heat_model import HEAT, NUMBERS, SPREAD, Heat, Spread
from app.ui.scenarios import marks

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from app.language import Language
    from app.ui.look import Look

_FAINTEST, _STRONGEST = 0.08, 0.50  # opacity
_PADDING, _LEAST_PADDING = 8, 2
_ARROW = 7.0
_LINE = 4.0  # pixels of a row for the range of one scenario
_INSET = 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class HeatCells(QStyledItemDelegate):
    """A number is always written; colour and arrow only repeat what it says."""

    def __init__(self, parent: QWidget) -> None:
        """Speak no language yet."""
        super().__init__(parent)
        self.language: Language | None = None
        self.climbs = True
        self.total = False

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Ask for the height of a row of a table."""
        return QSize(super().sizeHint(option, index).width(), look.size("table_row"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        worn, room = look.of(self.parent()), QRectF(option.rect)  # type: ignore[arg-type]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if self.total:
            painter.fillRect(room, worn.colour("surface_sunken"))
        elif chosen:
            painter.fillRect(room, worn.colour("selection"))
        heat, spread = index.data(HEAT), index.data(SPREAD)
        if isinstance(heat, Heat):
            self._tint(painter, worn, room, heat)
        if isinstance(spread, Spread):
            self._ranges(painter, worn, room, spread)
        else:
            self._words(painter, worn, room, index, heat)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(worn.colour("focus_ring"), look.stroke("focus")))
            painter.drawRect(room.adjusted(1, 1, -1, -1))
        painter.restore()

    def _tint(self, painter: QPainter, worn: Look, room: QRectF, heat: Heat) -> None:
        if heat.better is None or self.total:
            return
        colour = QColor(worn.chart("entry" if heat.better else "exit"))
        colour.setAlphaF(_FAINTEST + (_STRONGEST - _FAINTEST) * heat.strength)
        painter.fillRect(room.adjusted(1, 1, -1, -1), colour)

    def _words(
        self,
        painter: QPainter,
        worn: Look,
        room: QRectF,
        index: QModelIndex | QPersistentModelIndex,
        heat: object,
    ) -> None:
        """Write the text of a cell, and the ranks climbed at its reading side."""
        if self.language is None:
            return
        strong = self.total or (isinstance(heat, Heat) and heat.strongest)
        painter.setFont(look.font(self.language, "table", strong=strong))
        painter.setPen(worn.colour("text"))
        side = Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        inside = room.adjusted(_LEAST_PADDING if side == NUMBERS else _PADDING, 0, -_PADDING, 0)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        if side != NUMBERS:
            letters = QFontMetricsF(painter.font())
            text = letters.elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
            painter.setLayoutDirection(self.parent().layoutDirection())  # type: ignore[union-attr]
        painter.drawText(inside, side, text)
        if isinstance(heat, Heat) and heat.climb and self.climbs:
            self._climb(painter, worn, room, heat.climb)

    def _climb(self, painter: QPainter, worn: Look, room: QRectF, climb: int) -> None:
        """Draw an arrow and by how many ranks; at the left, away from the number."""
        if self.language is None:
            return
        painter.setFont(look.font(self.language, "tick"))
        painter.setPen(worn.colour("text_secondary"))
        left, middle, up = room.left() + 6, room.center().y(), -1 if climb > 0 else 1
        half = _ARROW / 2
        tip = QPointF(left + half, middle + up * half)
        foot = middle - up * half
        painter.setBrush(worn.colour("text_secondary"))
        painter.drawPolygon(QPolygonF([tip, QPointF(left, foot), QPointF(left + _ARROW, foot)]))
        beside = QRectF(left + _ARROW + 3, room.top(), room.width(), room.height())
        number = self.language.number(abs(climb))
        painter.drawText(beside, int(_LEFT), number)

    def _ranges(self, painter: QPainter, worn: Look, room: QRectF, spread: Spread) -> None:
        """Draw the range of each scenario under the other, on a scale of the row's own."""
        ends = [end for span in spread.spans if span is not None for end in span]
        if not ends:
            return
        low, wide = min(ends), (max(ends) - min(ends)) or 1.0
        inside = room.adjusted(_PADDING + 2, 0, -_PADDING - 2, 0)
        step = min(_LINE + 1, (room.height() - 2 * _INSET) / len(spread.spans))
        top = room.center().y() - step * len(spread.spans) / 2
        for number, (mark, span) in enumerate(zip(spread.marks, spread.spans, strict=True)):
            value = spread.values[number]
            if span is None or value is None:
                continue
            begin, end, at = (
                inside.left() + (one - low) / wide * inside.width() for one in (*span, value)
            )
            middle = top + step * (number + 0.5)
            shade = QColor(marks.colour(mark, worn))
            painter.setPen(QPen(shade, 1.5))
            painter.drawLine(QPointF(begin, middle), QPointF(max(end, begin + 1), middle))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            if mark == marks.REFERENCE:
                painter.fillRect(QRectF(at - 1, middle - 3, 2, 6), shade)
            else:
                marks.paint(painter, mark, QRectF(at - 2.5, middle - 2.5, 5, 5), worn)
