"""The head of a scenario: its mark and name, what it stands on, its state, what can be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.problems import Message, message
from app.ui import icons, look
from app.ui.controls.labels import Elided, button, label
from app.ui.controls.nest import nest
from app.ui.controls.pill import Pill
from app.ui.scenarios import marks
from app.ui.scenarios import tight as tight_room

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from app.models.rows import ScenarioRow
    from app.ui.document import Document

_MARK = 14
_LETTERS, _WORD = 90, 32  # of a name that is written on the lines that it takes
_WORDY = 760  # pixels at the usual text size: with less room the quiet buttons show icons alone
# What can be done, in order: its words and its icon.
ACTS: Mapping[str, tuple[Message, str]] = {
    "lock": (message("Lock"), "lock"),
    "unlock": (message("Unlock"), "lock"),
    "duplicate": (message("Duplicate"), "copy"),
    "merge": (message("Merge…"), "layers"),
    "archive": (message("Archive"), "archive"),
    "compare": (message("Compare"), "chart-line"),
}
_QUIET = ("lock", "duplicate", "merge", "archive")
_SMALL = ("merge", "archive")  # always icons


class ScenarioHead(QWidget):
    """Says which scenario is shown, and tells which of the acts is asked for."""

    asked = Signal(str)

    def __init__(self, document: Document) -> None:
        """Build it without a scenario."""
        super().__init__()
        self._document = document
        self.mark, self.title = QLabel(), label("h2", wraps=True)
        self.parent_name = Elided("caption")
        self.count, self.unsourced, self.locked = Pill(), Pill(), Pill()
        self.buttons = {key: button("ghost") for key in _QUIET} | {"compare": button()}
        self._row: ScenarioRow | None = None
        self._name, self._changes = "", 0
        self._wordy: bool | None = None
        self._lay_out()
        for key, one in self.buttons.items():
            one.clicked.connect(partial(self._ask, key))

    def _lay_out(self) -> None:
        self._first, self._second = QHBoxLayout(), QHBoxLayout()
        for line in (self._first, self._second):
            line.setSpacing(look.space("s"))
        self._first.addWidget(self.mark)
        self._first.addWidget(self.title, 1)
        for one in self.buttons.values():
            self._first.addWidget(one)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("xs"))
        nest(place, self._first)
        nest(place, self._second)
        self._arrange(wordy=False)

    def _arrange(self, *, wordy: bool) -> None:
        """Put the state beside the name where there is room, else under it."""
        if wordy == self._wordy:
            return
        self._wordy = wordy
        state = (self.count, self.unsourced, self.locked, self.parent_name)
        for at, part in enumerate(state):
            if wordy:
                self._first.insertWidget(2 + at, part, 1 if part is self.parent_name else 0)
            else:
                self._second.addWidget(part, 1 if part is self.parent_name else 0)

    def show_scenario(self, row: ScenarioRow, changes: int, unsourced: int) -> None:
        """Say a scenario and how many of its lines there are, and lack a source."""
        language, worn = self._document.language, look.of(self)
        self._row = row
        side = look.scaled(_MARK)
        self.mark.setPixmap(marks.picture(row.mark, side, worn, self.devicePixelRatioF()))
        self.mark.setVisible(bool(row.mark))
        self._name, self._changes = language.name(row.names), changes
        self.parent_name.setText(self._stands_on(row))
        said = language.plural("{n} change", "{n} changes", changes)
        self.count.say("", said, shown=changes > 0)
        lacking = language.plural("{n} without a source", "{n} without a source", unsourced)
        self.unsourced.say("warning", lacking, shown=unsourced > 0)
        self.locked.say("", language.say("locked"), shown=row.locked)
        self._name_acts()

    def _stands_on(self, row: ScenarioRow) -> str:
        """Say what the scenario begins with, and what it is for."""
        language = self._document.language
        above = next((one for one in self._document.rows.scenarios if one.id == row.parent), None)
        told = "" if above is None else language.say("Stands on {name}", name=above.names)
        purpose = language.name(row.purpose)
        return " · ".join(text for text in (told, purpose) if text)

    def _name_acts(self) -> None:
        """Name the buttons; where room is short the quiet ones are icons with a tip."""
        row, tell = self._row, self._document.language.tell
        if row is None:
            return
        wordy = self.width() >= look.scaled(_WORDY)
        ink = look.of(self).colour("text")
        for key, one in self.buttons.items():
            text, icon = ACTS["unlock" if key == "lock" and row.locked else key]
            said = tell(text)
            one.setIcon(icons.icon(icon, ink))
            named = key == "compare" or (wordy and key not in _SMALL)
            one.setText(f" {said}" if named else "")
            one.setAccessibleName(said)
            one.setToolTip("" if one.text() else said)
            _make_square(one, square=not one.text())
        writable = self._document.writable
        tight = tight_room.is_tight(self.width())
        self.count.setVisible(self._changes > 0 and not tight)
        self.parent_name.setVisible(not tight)
        self._arrange(wordy=self._fits())
        self._write_title(tight=tight)
        for key in _QUIET:
            self.buttons[key].setEnabled(writable)
        self.buttons["archive"].setEnabled(writable and not row.locked)
        self.buttons["merge"].setEnabled(writable and not row.locked)

    def _write_title(self, *, tight: bool) -> None:
        """Write the name, on one line where room is short or the name has no end."""
        shown = self.buttons.values()
        taken = [max(one.sizeHint().width(), one.minimumWidth()) for one in shown]
        mark = look.scaled(_MARK) + look.space("s") if self._row and self._row.mark else 0
        room = self.width() - sum(taken) - look.space("s") * len(taken) - mark
        one_line = tight or _is_unending(self._name)
        tight_room.write(self.title, self._name, room, tight=one_line)
        self._first.setStretchFactor(self.title, 1 if one_line or not self._wordy else 0)

    def _fits(self) -> bool:
        """Tell whether name, state and buttons have room beside each other."""
        words = self.title.fontMetrics().horizontalAdvance(self._name)
        parts = (*self.buttons.values(), self.count, self.unsourced, self.locked)
        shown = [part.sizeHint().width() for part in parts if not part.isHidden()]
        gaps = look.space("s") * (len(shown) + 3)
        return words + sum(shown) + gaps + self.parent_name.wanted() + _MARK <= self.width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out where they do not fit."""
        super().resizeEvent(event)
        self._name_acts()

    def _ask(self, key: str, *_checked: bool) -> None:
        self.asked.emit(key)


def _is_unending(name: str) -> bool:
    """Say whether a name is cut rather than written whole, whatever the width.

    By its letters: were it by the room, a bar to scroll with could come and go without end.
    """
    return len(name) > _LETTERS or any(len(word) > _WORD for word in name.split())


def _make_square(one: QPushButton, *, square: bool) -> None:
    role = "icon" if square else "ghost" if one.property("role") else ""
    if one.property("role") and one.property("role") != role:
        one.setProperty("role", role)
        one.style().unpolish(one)
        one.style().polish(one)
        look.put_letters(one)
    side = look.size("icon_button")
    one.setMinimumWidth(side if square else 0)
    one.setMaximumWidth(side if square else 16_777_215)
