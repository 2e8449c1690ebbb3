"""The card of a scenario: its names, what it is for, who made it, how far it stands.

Each field becomes one change of the plan when it is left; a locked scenario only shows its own.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.planning.scenario_edits import describe
from app.planning.scenario_names import MOST_LETTERS, is_taken, one_line
from app.problems import message
from app.ui import icons, look
from app.ui.controls.fields import Chooser
from app.ui.controls.labels import label
from app.ui.scenarios import marks

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from app.models.rows import ScenarioRow
    from app.planning.edits import Edit
    from app.problems import Message
    from app.ui.document import Document

_CODES = ("fr", "ar", "en")
_LABELS: dict[str, Message] = {
    "fr": message("Name in French"),
    "ar": message("Name in Arabic"),
    "en": message("Name in English"),
    "status": message("Status"),
    "mark": message("Mark"),
    "purpose": message("Purpose"),
    "author": message("Author"),
    "date": message("Date"),
    "note": message("Notes"),
}
_STATUS: dict[str, Message] = {"draft": message("Draft"), "validated": message("Validated")}
_NOTE_LINES, _LETTERS = 3, 6
_ORDERS, _LIKE = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"), "2026-11-30"
_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_SAID = ("names", "purpose", "author", "date", "mark", "status", "note")


class _Note(QPlainTextEdit):
    """Several lines; Tab goes on, as in the fields around it."""

    def __init__(self, left: object) -> None:
        super().__init__()
        self._left = left
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field is left."""
        super().focusOutEvent(event)
        self._left()  # type: ignore[operator]


class ScenarioCard(QWidget):
    """Fields of one scenario under each other."""

    def __init__(self, document: Document) -> None:
        """Build it without a scenario."""
        super().__init__()
        self._document = document
        self._row: ScenarioRow | None = None
        self.title = label("h3")
        self.refused = label("caption", wraps=True)
        self.refused.setProperty("tone", "error")
        self.lines = {key: QLineEdit() for key in (*_CODES, "purpose", "author", "date")}
        self.status, self.mark, self.note = Chooser(), Chooser(), _Note(self._keep_note)
        self._labels = {key: label("caption") for key in _LABELS}
        self._lay_out()
        for key, line in self.lines.items():
            line.editingFinished.connect(partial(self._keep_line, key))
        for chooser in (self.status, self.mark):
            chooser.setSizeAdjustPolicy(_SHORT)
            chooser.setMinimumContentsLength(_LETTERS)
        self.status.activated.connect(self._keep_status)
        self.mark.activated.connect(self._keep_mark)

    def _lay_out(self) -> None:
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 2, 0)
        place.setSpacing(2)
        place.addWidget(self.title)
        place.addWidget(self.refused)
        for key, field in self._fields().items():
            place.addSpacing(look.space("xs"))
            place.addWidget(self._labels[key])
            place.addWidget(field)
        place.addStretch(1)
        self.lines["ar"].setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        for key in ("fr", "en"):
            self.lines[key].setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _fields(self) -> dict[str, QWidget]:
        """Return the fields in their order."""
        others: dict[str, QWidget] = {
            "status": self.status, "mark": self.mark, "note": self.note,
        }  # fmt: skip
        return {key: others.get(key) or self.lines[key] for key in _LABELS}

    def show_scenario(self, row: ScenarioRow, *, usable: bool) -> None:
        """Show a scenario; what is being typed in the same one stays."""
        language, other = self._document.language, self._row is None or self._row.id != row.id
        self._row = row
        self.title.setText(language.say("Scenario card"))
        for key, field in self._fields().items():
            text = language.tell(_LABELS[key])
            self._labels[key].setText(text)
            field.setAccessibleName(text)
            field.setEnabled(usable)
        for key, line in self.lines.items():
            if (other or not line.isModified()) and line.text() != self._text(key):
                if key in _CODES:  # a longer one that is there already stays whole
                    line.setMaxLength(max(MOST_LETTERS, len(self._text(key))))
                line.setText(self._text(key))
                line.setCursorPosition(0)
        if other or not self.note.hasFocus():
            self.note.setPlainText(row.note)
        self.note.setFixedHeight(_NOTE_LINES * self.note.fontMetrics().lineSpacing() + 12)
        self._show_choices(row)
        if other:
            self._refuse("")

    def rename(self) -> None:
        """Give the keyboard to the name in the language of now."""
        field = self.lines[self._document.language.code]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    # --- Inside ---------------------------------------------------------------------------------

    def _show_choices(self, row: ScenarioRow) -> None:
        tell = self._document.language.tell
        worn, side = look.of(self), look.size("icon")
        self.status.clear()
        for code, said in _STATUS.items():
            self.status.addItem(tell(said), code)
        self.status.setCurrentIndex(list(_STATUS).index(row.status))
        self.mark.clear()
        self.mark.setIconSize(icons.picture("check", worn.colour("text")).size())
        for code, said in marks.NAMES.items():
            self.mark.addItem(marks.picture(code, side, worn), tell(said), code)
        self.mark.setCurrentIndex(list(marks.NAMES).index(row.mark or ""))

    def _text(self, key: str) -> str:
        row = self._row
        if row is None:
            return ""
        if key in _CODES:
            return str(getattr(row.names, key))
        if key == "purpose":
            return self._document.language.name(row.purpose)
        return str(getattr(row, key))

    def _keep_line(self, key: str) -> None:
        """Keep what was typed, unless it is what was there."""
        row, line = self._row, self.lines[key]
        text = one_line(line.text())
        if row is None or not line.isModified():
            return
        line.setModified(False)
        if text == self._text(key):
            return
        reason = self._against(key, text)
        if reason:
            self._refuse(reason)
            line.setText(self._text(key))
        elif key in _CODES:
            self._keep(replace(row, names=replace(row.names, **{key: text})))
        elif key == "purpose":
            said = replace(row.purpose, **{self._document.language.code: text})
            self._keep(replace(row, purpose=said))
        elif key == "author":
            self._keep(replace(row, author=text))
        else:
            self._keep(replace(row, date=_day(text)))

    def _against(self, key: str, text: str) -> str:
        """Say why a text cannot be kept; nothing where it can."""
        say, row = self._document.language.say, self._row
        if key == "fr" and not text:
            return say("A scenario keeps a name in French.")
        if row is not None and key in _CODES and is_taken(self._document.rows, text, row.id):
            return say("Another scenario has the name “{name}” already: give another one.",
                       name=text)  # fmt: skip
        if key == "date" and text and not _day(text):
            return say("“{typed}” is no date: write it like {date}.", typed=text, date=_LIKE)
        return ""

    def _keep_note(self) -> None:
        if self._row is not None and self.note.toPlainText() != self._row.note:
            self._keep(replace(self._row, note=self.note.toPlainText()))

    def _keep_status(self, at: int) -> None:
        status = self.status.itemData(at)
        if self._row is not None and status != self._row.status:
            self._keep(replace(self._row, status=status))

    def _keep_mark(self, at: int) -> None:
        mark = self.mark.itemData(at)
        if self._row is not None and mark != self._row.mark:
            self._keep(replace(self._row, mark=mark))

    def _keep(self, row: ScenarioRow) -> None:
        """Change the plan; what stands against it is said in place."""
        problem = self._document.refusal(self._edit(row))
        if problem is None:
            self._row = row
        self._refuse("" if problem is None else self._document.language.problem(problem))

    def _edit(self, row: ScenarioRow) -> Edit:
        """Return the edit that says of the scenario what a row says."""
        said = {name: getattr(row, name) for name in _SAID}
        return describe(self._document.rows, row.id, **said)

    def _refuse(self, reason: str) -> None:
        self.refused.setText(reason)
        self.refused.setVisible(bool(reason))


def _day(text: str) -> str:
    """Return a date that a person typed as it is kept, nothing where it is none."""
    for order in _ORDERS:
        try:
            return datetime.strptime(text, order).date().isoformat()  # noqa: DTZ007  a day
        except ValueError:
            continue
    return ""
