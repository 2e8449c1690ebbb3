"""Paints the cells of the grid and opens the field in which one of them is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import look
from app.ui.grid.columns import Role
from app.ui.grid.texts import isolated

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.grid.columns import Rect
    from app.ui.grid.model import Face, GridModel

_Index = QModelIndex | QPersistentModelIndex
PADDING = 10
_REMEMBERED = 5_000  # texts that were cut to their column
_UNDER_SELECTION = frozenset({"", "changed", "locked"})  # other marks stay to be seen
_GROUNDS = [
    "surface",
    "surface_header",
    "surface_sunken",
    "accent_soft",
    "changed_bg",
    "readonly_bg",
    "selection",
]
_INKS = ["text", "text_secondary", "accent", "changed_bar", "focus_ring", "border_strong", "border"]
_ALONG = {Qt.Key.Key_Up, Qt.Key.Key_Down}
_STEPS: dict[
    int, tuple[int, int]
] = {  # keys that end the typing, and where they lead: rows down, columns on
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class Letters:
    """Fonts and colours of a table as they are worn now."""

    def __init__(self, widget: QWidget, spoken: Language) -> None:
        """Take them from the tokens; made anew at every change of the look."""
        worn = look.of(widget)
        self.normal = look.font(spoken, "table")
        self.strong = look.font(spoken, "table", strong=True)
        self.small = look.font(spoken, "caption")
        self.colours = {name: worn.colour(name) for name in (*_GROUNDS, *_INKS)}
        self.colours |= {f"error_{part}": worn.status("error", part) for part in ("fg", "bg")}
        self._fitted: dict[tuple[str, int, bool], str] = {}
        self.metrics = QFontMetrics(self.normal)
        self.strong_metrics = QFontMetrics(self.strong)
        self.small_metrics = QFontMetrics(self.small)
        rtl = widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.rtl = rtl
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self.begins = int(side | middle)
        self.right = int(Qt.AlignmentFlag.AlignRight | middle)
        self.bar = int(look.tokens()["stroke"]["changed_bar"])
        self.ring = int(look.tokens()["stroke"]["focus"])

    def fitting(self, text: str, width: int, *, strong: bool) -> str:
        """Return as much of a text as there is room for."""
        key = (text, width, strong)
        if key not in self._fitted:
            if len(self._fitted) > _REMEMBERED:
                self._fitted.clear()
            self._fitted[key] = self._cut(text, width, strong=strong)
        return self._fitted[key]

    def _cut(self, text: str, width: int, *, strong: bool) -> str:
        metrics = self.strong_metrics if strong else self.metrics
        if metrics.horizontalAdvance(text) <= width:
            return text
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


class GridDelegate(QStyledItemDelegate):
    """Draws each cell from its face alone: asking Qt's style for each would cost a frame."""

    stepped = Signal(int, int)  # the typing ended with a key that leads on

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        """Paint for a model; `letters` must be set before the first cell."""
        super().__init__(parent)
        self._model = model
        self.letters: Letters | None = None
        self.current = (-1, -1)
        self.top = 0  # the first row in sight, which says its group in any case
        self.areas: list[Rect] = []  # what is selected; asking Qt for each cell takes too long
        self.focused = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        letters = self.letters
        if letters is None:
            return
        row, at = index.row(), index.column()
        face, rect = self._model.face(row, at), option.rect
        current = (row, at) == self.current
        ground = face.ground
        if not current and face.mark in _UNDER_SELECTION and self._is_selected(row, at):
            ground = "selection"
        painter.fillRect(rect, letters.colours[ground])
        if face.mark == "changed":
            left = rect.right() - letters.bar + 1 if letters.rtl else rect.left()
            bar = QRect(left, rect.top(), letters.bar, rect.height())
            painter.fillRect(bar, letters.colours["changed_bar"])
        elif face.mark == "unread":
            painter.setPen(letters.colours["error_fg"])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        if not face.text and row == self.top and self._model.columns[at].role is Role.GROUP:
            face = face._replace(text=self._model.text(row, at))
        if face.text:
            self._write(painter, rect, face, letters)
        if current:
            _ring(
                painter,
                rect,
                letters,
                letters.colours["focus_ring" if self.focused else "border_strong"],
            )

    def _is_selected(self, row: int, at: int) -> bool:
        for top, left, bottom, right in self.areas:
            if top <= row <= bottom and left <= at <= right:
                return True
        return False

    def _write(self, painter: QPainter, rect: QRect, face: Face, letters: Letters) -> None:
        room = rect.adjusted(PADDING, 0, -PADDING, 0)
        painter.setFont(letters.strong if face.strong else letters.normal)
        painter.setPen(letters.colours[face.ink])
        if face.number:
            painter.drawText(room, letters.right, face.text)
        else:
            text = letters.fitting(face.text, room.width(), strong=face.strong)
            painter.drawText(room, letters.begins, isolated(text, self._model.spoken))

    # --- Typing ---------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:  # noqa: ARG002  Qt's own signature
        """Open a field that looks like the cell; one with choices offers them."""
        field = QLineEdit(parent)
        field.setProperty("role", "cell")
        field.setFrame(False)
        column = self._model.columns[index.column()]
        field.setAccessibleName(self._model.heading(index.column()))
        if column.choices:
            offers = QCompleter(list(column.choices), field)
            offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offers.setFilterMode(Qt.MatchFlag.MatchContains)
            field.setCompleter(offers)
        if column.kind != "text":
            field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        return field

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        """Begin with the exact value, not with the rounded one that is shown.

        Qt asks again whenever figures change: what has been typed meanwhile stays.
        """
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(self._model.typed(index.row(), index.column()))

    def setModelData(self, editor: QWidget, model: object, index: _Index) -> None:  # noqa: ARG002
        """Hand the text on if it was changed."""
        if isinstance(editor, QLineEdit) and editor.isModified():
            self._model.setData(index, editor.text())

    def updateEditorGeometry(
        self,
        editor: QWidget,
        option: QStyleOptionViewItem,
        index: _Index,  # noqa: ARG002
    ) -> None:
        """Lay the field over its cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End the typing with the keys of a spreadsheet."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = _STEPS.get(event.key())
            if step is not None and isinstance(editor, QLineEdit):
                return self._leave(editor, step, choosing=event.key() in _ALONG)
        return super().eventFilter(editor, event)

    def _leave(self, field: QLineEdit, step: tuple[int, int], *, choosing: bool) -> bool:
        """End the typing and go on, unless the key walks along an open list of choices."""
        if choosing and _is_choosing(field):
            return False
        self.commitData.emit(field)
        self.closeEditor.emit(field, QStyledItemDelegate.EndEditHint.NoHint)
        self.stepped.emit(*step)
        return True


def _is_choosing(field: QLineEdit) -> bool:
    """Say whether the list of choices is open under a field."""
    offers: QCompleter | None = field.completer()
    popup = offers.popup() if offers is not None else None
    return popup is not None and popup.isVisible()


def _ring(painter: QPainter, rect: QRect, letters: Letters, colour: QColor) -> None:
    """Draw the frame of the current cell inside it."""
    painter.setPen(
        QPen(
            colour,
            letters.ring,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.FlatCap,
            Qt.PenJoinStyle.MiterJoin,
        )
    )
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
