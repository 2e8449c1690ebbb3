"""The bar over the grid that finds a text cell by cell, or a row by how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from app.ui import icons, look
from app.ui.controls.labels import button, label
from app.ui.grid.texts import folded

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.grid.model import GridModel

Spot = tuple[int, int]


class FindBar(QFrame):
    """Hidden until it is asked for; Enter goes to the next place, Shift+Enter to the one before."""

    went = Signal(int, int)
    closed = Signal()

    def __init__(self, model: GridModel) -> None:
        """Build it hidden."""
        super().__init__()
        self.setProperty("role", "bar")
        self._model = model
        self._by_row = False
        self._spots: list[Spot] = []
        self._from: Spot = (0, 0)
        self._here: Spot | None = None
        self.field = QLineEdit()
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.count = label("caption")
        self._previous, self._next, self._close = (button("link") for _ in range(3))
        self._previous.clicked.connect(lambda: self.turn(-1))
        self._next.clicked.connect(lambda: self.turn(1))
        self._close.clicked.connect(self._leave)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.field, 1)
        for one in (self.count, self._previous, self._next, self._close):
            place.addWidget(one)
        self.hide()

    def dress(self, spoken: Language) -> None:
        """Follow language and look."""
        colour = look.of(self).colour("text_secondary")
        words = {
            self._previous: ("arrow-up", spoken.say("Previous place")),
            self._next: ("arrow-down", spoken.say("Next place")),
            self._close: ("x", spoken.say("Close the search")),
        }
        for one, (name, text) in words.items():
            one.setIcon(icons.icon(name, colour))
            one.setFixedWidth(look.size("icon_button"))
            one.setAccessibleName(text)
            one.setToolTip(text)
        self._name_field()

    def _name_field(self) -> None:
        say = self._model.spoken.say
        text = say("Go to the row that begins with") if self._by_row else say("Find in the table")
        self.field.setPlaceholderText(text)
        self.field.setAccessibleName(text)

    def open(self, here: Spot, *, by_row: bool) -> None:
        """Ask for a text; the search begins at a cell."""
        self._by_row, self._from, self._here = by_row, (max(here[0], 0), max(here[1], 0)), None
        self._name_field()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._search(self.field.text())

    def turn(self, step: int) -> None:
        """Go to the next place or the one before, round the end."""
        if not self._spots:
            return
        if self._here in self._spots:
            at = (self._spots.index(self._here) + step) % len(self._spots)
        else:
            at = self._nearest()
        self._go(at)

    def _search(self, text: str) -> None:
        self._spots = self._places(text) if text.strip() else []
        self._here = None
        if self._spots:
            self._go(self._nearest())
        else:
            say = self._model.spoken.say
            self.count.setText(say("Nothing found") if text.strip() else "")

    def _places(self, text: str) -> list[Spot]:
        model = self._model
        if not model.rowCount():
            return []
        if self._by_row:
            keys = [at for at, column in enumerate(model.columns) if column.is_key] or [0]
            wanted = folded(text.strip())
            return [
                (row, at)
                for row in range(model.rowCount())
                for at in keys[:2]
                if folded(str(model.value(row, at) or "")).startswith(wanted)
            ]
        found = model.lookup.found(text, model.order, model.spoken)
        return [(int(row), int(at)) for row, at in found]

    def _nearest(self) -> int:
        ahead = (at for at, spot in enumerate(self._spots) if spot >= self._from)
        return next(ahead, 0)

    def _go(self, at: int) -> None:
        self._here = self._spots[at]
        spoken = self._model.spoken
        place = spoken.say("{n} of {total}", n=at + 1, total=len(self._spots))
        self.count.setText(place)
        self.went.emit(*self._here)

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go on with Enter, back with Shift+Enter, away with Escape."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.turn(-1 if back else 1)
                if self._by_row:
                    self._leave()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)
