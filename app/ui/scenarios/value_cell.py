"""The value of a line, changed in its place as in the grids: F2, Enter or a double click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from app.language import decimals_of
from app.planning.figure_rules import is_share
from app.problems import Problem, message
from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent

    from app.language import Language
    from app.planning.levers import Lever

PADDING = 6  # pixels between the value and the end of its cell, its edge included
_AROUND, _LEAST = 16, 40  # pixels
_OPENS = (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PERCENT = 100.0
_UNSEEN = "\u2066\u2067\u2068\u2069"


class ValueCell(QLineEdit):
    """Shows a value; what is typed in it is told, and stays with the reason where it is refused."""

    typed = Signal(str)
    opened = Signal()  # there is no value to type: the whole line is asked for
    stepped = Signal(int)  # to the value of another line
    moved = Signal(int)  # the line itself goes up or down
    menu_asked = Signal(QPoint)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._shown, self._usable, self._typable = "", False, False
        self.setProperty("role", "here")
        self.setReadOnly(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)

    def show_value(self, text: str, name: str, *, usable: bool, typable: bool) -> None:
        """Show a value; usable: whether a line can be changed; typable: whether by its value."""
        self._shown, self._usable, self._typable = text, usable, usable and typable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if usable else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor if self._typable else Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(name)
        look.put_letters(self)
        if self.isReadOnly():
            self.setText(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Ask for the value and what is usually typed in its place."""
        wide = self.fontMetrics().horizontalAdvance(self._shown) + _AROUND
        return QSize(max(wide, look.scaled(_LEAST)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Keep all of it."""
        return self.sizeHint()

    def close_it(self) -> None:
        """Show the value that stands."""
        self.setReadOnly(True)
        self.setText(self._shown)
        self.mark("")

    def refuse(self) -> None:
        """Keep what was typed, marked as refused."""
        self.mark("error")

    def mark(self, tone: str) -> None:
        """Say to the style sheet, and show, whether something is wrong."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        look.put_letters(self)

    # --- What a person does ---------------------------------------------------------------------

    def begin(self) -> None:
        """Let the value be typed over."""
        if not self._typable:
            if self._usable:
                self.opened.emit()
            return
        self.setReadOnly(False)
        self.mark("")
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin, decide, give up, or go on to another line."""
        if not self.isReadOnly():
            self._type(event)
        elif event.key() in _OPENS:
            self.begin()
        elif event.key() in _STEPS:
            by_alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            (self.moved if by_alt else self.stepped).emit(_STEPS[Qt.Key(event.key())])
        elif self._typable and event.text().strip().isprintable() and event.text().strip():
            self.begin()
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _type(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        elif event.key() in _OPENS[1:]:
            self._decide()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin, as a cell of a grid does."""
        if self.isReadOnly():
            self.begin()
        else:
            super().mouseDoubleClickEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when the field is left, not when another window is looked at."""
        super().focusOutEvent(event)
        away = event.reason() in {Qt.FocusReason.PopupFocusReason,
                                  Qt.FocusReason.ActiveWindowFocusReason}  # fmt: skip
        if not self.isReadOnly() and not away:
            self._decide()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the line; while something is typed, for that of the text."""
        if self.isReadOnly():
            self.menu_asked.emit(event.globalPos())
        else:
            super().contextMenuEvent(event)

    def _decide(self) -> None:
        if self.text().strip() in {"", self._shown}:
            self.close_it()
        else:
            self.typed.emit(self.text())


def read_value(lever: Lever, text: str, language: Language) -> float:
    """Return the value of a lever that a person typed, with its unit or without.

    What is no number, or a part of what comes in wholes, is a problem.
    """
    bare = text.translate(dict.fromkeys(map(ord, _UNSEEN))).strip().lstrip("×x*± ").strip()
    in_hundredths = bare.endswith(("%", "٪"))
    bare = bare.rstrip("%٪ \u202f\u00a0")
    while bare and not bare[-1].isdigit():
        bare = bare[:-1].rstrip()
    value = language.parse_number(bare or text)
    shares = is_share(lever.unit) and lever.operation != "multiply"
    if lever.is_whole and decimals_of(value):
        raise Problem(message("Give a whole number."))
    return value / _PERCENT if shares or in_hundredths else value
