"""The kept copies of a plan, newest first: when each was made, what it holds, if it is sound."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, look
from app.ui.controls.labels import Elided, frame, label
from app.ui.controls.nest import nest
from app.ui.controls.pill import Pill
from app.ui.controls.row_button import RowButton
from app.ui.start import moments

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.recovery import Copy, Holds

_SHOWN = 3.6  # rows seen at once: half a row tells that there are more
_SIDE, _MARK = 16, 18


class CopiesCard(QFrame):
    """One row a copy, of which one is chosen."""

    chosen = Signal()

    def __init__(self) -> None:
        """Start without any copy."""
        super().__init__()
        self.setProperty("role", "card")
        self.rows: list[CopyRow] = []
        self._group = QButtonGroup(self)
        self._title, self._count = label("h3"), label("caption")
        self._none = label("secondary", wraps=True)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 10, _SIDE, 8)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        told = QHBoxLayout()
        told.setContentsMargins(_SIDE, 0, _SIDE, 0)
        told.addWidget(self._none)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(1, 0, 1, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 8)
        place.setSpacing(0)
        nest(place, head)
        nest(place, told)
        place.addWidget(self._scroll)

    def fill(self, copies: tuple[Copy, ...]) -> None:
        """Show these copies; none is chosen before it has been verified."""
        while len(self.rows):
            self.rows.pop().deleteLater()
        while self._list.count() > 1:
            self._list.takeAt(0).widget().hide()  # type: ignore[union-attr]
        for copy in copies:
            row = CopyRow(copy)
            self.rows.append(row)
            self._group.addButton(row)
            row.clicked.connect(partial(_tell, self))
            self._list.insertWidget(self._list.count() - 1, frame("rule"))
            self._list.insertWidget(self._list.count() - 1, row)

    def verified(self, copy: Copy, holds: Holds | None) -> None:
        """Note what has been found in a copy; the newest good one is chosen first."""
        row = next(row for row in self.rows if row.copy is copy)
        row.found(holds)
        if holds is not None and self.choice is None:
            row.setChecked(True)
            self.chosen.emit()

    @property
    def choice(self) -> Copy | None:
        """The copy that is chosen, once it has been found to be good."""
        return next((r.copy for r in self.rows if r.isChecked() and r.holds is not None), None)

    def retell(self, language: Language, *, looking: bool) -> None:
        """Say every row; `looking` says that the copies are still being looked for."""
        say, count = language.say, len(self.rows)
        self._title.setText(say("Copies of this plan, from the newest to the oldest"))
        self._count.setText(language.plural("{n} kept", "{n} kept", count) if count else "")
        searching = say("Looking for copies…")
        none = say(
            "No copy of this plan is kept on this computer. Look for one that you made yourself:"
            " on a stick, in a shared folder or in a message."
        )
        self._none.setText(searching if looking else none)
        self._none.setVisible(not self.rows)
        self._scroll.setVisible(bool(self.rows))
        shown = min(count, _SHOWN)
        self._scroll.setFixedHeight(round(shown * (look.size("list_row") + 1)))
        now = datetime.now(UTC)
        for row in self.rows:
            row.retell(language, now)


class CopyRow(RowButton):
    """One copy: a round mark, its moment, what it holds, its size, and whether it is sound."""

    def __init__(self, copy: Copy) -> None:
        """Keep the copy; it has not been looked into yet."""
        place = QHBoxLayout()
        super().__init__("row", place)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.copy = copy
        self.holds: Holds | None = None
        self._looked = False
        self._mark, self.pill = QLabel(), Pill()
        self._moment, self.note, self._size = Elided("strong"), Elided("caption"), label("caption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._moment)
        words.addWidget(self.note)
        place.setContentsMargins(_SIDE - 2, 4, _SIDE, 4)
        place.setSpacing(look.space("m"))
        place.addWidget(self._mark)
        nest(place, words, 1)
        place.addWidget(self._size)
        place.addWidget(self.pill)
        self.let_through(self._mark, self._moment, self.note, self._size, self.pill)
        self.toggled.connect(self._show_mark)

    def found(self, holds: Holds | None) -> None:
        """Note what has been found in the copy, or that it is damaged too."""
        self.holds, self._looked = holds, True

    def retell(self, language: Language, now: datetime) -> None:
        """Say the row in a language."""
        say, copy = language.say, self.copy
        self.setFixedHeight(look.size("list_row"))
        self._moment.setText(moments.begun(moments.exactly(copy.time, now, language)))
        self.note.setText(self._held(language))
        self._size.setText(moments.megabytes(copy.size, language))
        if not self._looked:
            self.pill.say("", say("being verified…"))
        elif self.holds is not None:
            self.pill.say("success", say("verified"))
        else:
            self.pill.say("error", say("damaged"))
        self._show_mark()
        self.setAccessibleName(self._moment.text())
        self.setAccessibleDescription(language.list_of([self.note.text(), self.pill.text]))
        self.setToolTip(f"{self.note.text()}\n{copy.path}".strip())

    def _held(self, language: Language) -> str:
        """Say what the copy holds, and of which other file it was made."""
        parts = []
        if self.holds is not None:
            scenarios = self.holds.scenarios
            parts.append(language.plural("{n} scenario", "{n} scenarios", scenarios))
            parts.append(language.plural("{n} change", "{n} changes", self.holds.changes))
            persons = language.number(self.holds.persons)
            parts.append(language.say("staff: {persons}", persons=persons))
        elif self._looked:
            parts.append(language.say("this copy is damaged too"))
        if self.copy.elsewhere:
            file = Path(self.copy.elsewhere).name
            parts.append(language.say("made of another file: {file}", file=file))
        return language.list_of(parts)

    def _show_mark(self) -> None:
        chosen = self.isChecked()
        colour = look.of(self).colour("accent" if chosen else "text_secondary")
        name = "circle-dot" if chosen else "circle"
        self._mark.setPixmap(icons.picture(name, colour, look.scaled(_MARK)))


def _tell(card: CopiesCard, *_checked: bool) -> None:
    card.chosen.emit()
