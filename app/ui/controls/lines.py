"""A list of lines to choose one from.

Qt's own list keeps an object for each line, whose destruction by Qt has ended the program more
than once; here the lines are values of ours, and Qt only asks what they say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QListView

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont, QIcon

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class Line:
    """What a line says, what it stands for, and whether it can be chosen."""

    text: str
    what: object = None
    tip: str = ""
    usable: bool = True
    colour: QColor | None = None
    icon: QIcon | None = None
    font: QFont | None = None
    height: int = 0  # pixels; as Qt sees fit where none is given

    def answer(self, role: int) -> object:
        """Return what Qt asks of a line."""
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: self.text,
            Qt.ItemDataRole.ToolTipRole: self.tip or None,
            Qt.ItemDataRole.ForegroundRole: self.colour,
            Qt.ItemDataRole.DecorationRole: self.icon,
            Qt.ItemDataRole.FontRole: self.font,
            Qt.ItemDataRole.SizeHintRole: QSize(0, self.height) if self.height else None,
        }
        return answers.get(role)


class _Model(QAbstractListModel):
    """Answers for the lines of now."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Take other lines; as many as before stay where they are under the hand."""
        if lines and len(lines) == len(self.lines):
            self.lines = tuple(lines)
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, 0))
            return
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a line answers."""
        return self.lines[index.row()].answer(role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only usable lines be chosen."""
        usable = index.isValid() and self.lines[index.row()].usable
        return super().flags(index) if usable else Qt.ItemFlag.NoItemFlags


class Lines(QListView):
    """Shows lines; one of them is the present one."""

    taken = Signal(object)  # what the line stands for that was clicked twice, or entered
    reached = Signal(object)  # what the line stands for that a person went to

    def __init__(self) -> None:
        """Start without any line."""
        super().__init__()
        self._model, self._showing = _Model(), False
        self.setModel(self._model)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.activated.connect(self._take)

    def show_lines(self, lines: Sequence[Line], current: int = 0) -> None:
        """Take other lines, and go to one of them; to none below zero."""
        self._showing = True
        self._model.show(lines)
        self.setCurrentIndex(self._model.index(current, 0))
        self._showing = False

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell where a person went."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._showing:
            self.reached.emit(self._model.lines[current.row()].what)

    @property
    def texts(self) -> tuple[str, ...]:
        """What the lines say."""
        return tuple(line.text for line in self._model.lines)

    @property
    def chosen(self) -> object:
        """What the present line stands for; nothing where there is none."""
        row = self.currentIndex().row()
        return self._model.lines[row].what if row >= 0 else None

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(self._model.lines[index.row()].what)
