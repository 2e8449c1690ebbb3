"""Rows that are painted one under the other: which one the pointer or the keyboard is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Named(Protocol):
    """What a row has in any case."""

    @property
    def key(self) -> str:
        """What tells it from the others."""

    @property
    def name(self) -> str:
        """What it is called; it waits under the hand, where a picture may cut it."""


class MarkedRows(QWidget):
    """Arrows lead from row to row, Enter and the pointer take one; who paints knows its height."""

    reached = Signal(str)  # by the arrows
    taken = Signal(str)  # by Enter, Space or the pointer

    def __init__(self) -> None:
        """Start without any row."""
        super().__init__()
        self.rows: Sequence[Named] = ()
        self.marked = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def row_height(self) -> float:
        """Return how high a row is, in pixels."""
        raise NotImplementedError

    def keep_mark(self) -> None:
        """Let go of a row that is no longer there."""
        if self.marked not in [row.key for row in self.rows]:
            self.marked = ""

    def mark(self, key: str) -> None:
        """Mark a row, or none."""
        if key != self.marked:
            self.marked = key
            self.setToolTip(next((row.name for row in self.rows if row.key == key), ""))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row the pointer is on."""
        self.mark(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of the row, unless the keyboard holds it."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self.mark("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the row that was pressed."""
        self._take(self._at(event.position()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first row."""
        super().focusInEvent(event)
        if self.rows and not self.marked:
            self.mark(self.rows[0].key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the mark away."""
        super().focusOutEvent(event)
        self.mark("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row; Enter takes the one that is reached."""
        keys, pressed = [row.key for row in self.rows], Qt.Key(event.key())
        if not keys or pressed not in (*_STEPS, *_ENDS, *_PRESSES):
            super().keyPressEvent(event)
            return
        at = keys.index(self.marked) if self.marked in keys else 0
        if pressed in _PRESSES:
            self._take(keys[at])
            return
        at = min(max(at + _STEPS.get(pressed, 0), 0), len(keys) - 1)
        self.mark(keys[_ENDS.get(pressed, at)])
        self.reached.emit(self.marked)

    def _at(self, point: QPointF) -> str:
        at = int(point.y() // self.row_height()) if self.rows else 0
        return self.rows[at].key if 0 <= at < len(self.rows) else ""

    def _take(self, key: str) -> None:
        self.mark(key)
        if key:
            self.taken.emit(key)
