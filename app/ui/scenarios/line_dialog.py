"""Asks what a line of a scenario says; what cannot be kept is said beside its field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui import look
from app.ui.controls.banner import Banner
from app.ui.controls.fields import Chooser
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.dialogs.room import make_room
from app.ui.scenarios import told
from app.ui.scenarios.line_fields import LABELS, LineFields, Wrong, widgets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.models.rows import MeasureRow
    from app.problems import Problem
    from app.ui.document import Document

    Keep = Callable[[MeasureRow], Problem | None]

_WIDTH = 560
_SIDE = ("operation", "shape")  # switches that something stands beside


class LineDialog(QDialog):
    """One line; `kept` says that the plan has taken it."""

    kept = Signal()

    def __init__(
        self, document: Document, starts: Sequence[MeasureRow], keep: Keep, parent: QWidget
    ) -> None:
        """Show a line, or the first of those to begin with: of several, one is chosen.

        `keep` changes the plan, or says what stands against it.
        """
        super().__init__(parent)
        self._starts = starts
        self.what = Chooser()
        self._document, self._keep = document, keep
        self.fields = LineFields(document.language, document.rows)
        self._title, self._hint = label("h2", wraps=True), label("secondary", wraps=True)
        self._labels = {key: label("secondary") for key in LABELS}
        self._wrong = {key: label("caption", wraps=True) for key in (*LABELS, "ramp")}
        self._unit, self._ramp_unit = label("caption"), label("caption")
        self.banner = Banner(closable=False)
        self.cancel, self.keep_button = button(), button("primary")
        self._lay_out()
        self._listen()
        self._name()
        self._choose(0)

    def begin_with(self, field: str) -> None:
        """Give the keyboard to a field."""
        several = field == "what" and len(self._starts) > 1
        first = self.what if several else self.fields.by_key.get(field, self.fields.value)
        first.setFocus()

    def keep(self) -> None:
        """Keep what the fields say, unless one of them says nothing that can be kept."""
        self._clear()
        try:
            row = self.fields.read()
        except Wrong as wrong:
            self._refuse(wrong)
            return
        problem = self._keep(row)
        if problem is None:
            self.kept.emit()
            self.accept()
        else:
            self.banner.say("error", self._document.language.problem(problem))
        make_room(self)

    # --- Inside ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space("m"))
        grid.setVerticalSpacing(6)
        for at, (key, field) in enumerate(self.fields.by_key.items()):
            grid.addWidget(self._labels[key], 2 * at, 0)
            nest(grid, self._beside(key, field), 2 * at, 1)
            grid.addWidget(self._wrong[key], 2 * at + 1, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep_button)
        place = QVBoxLayout(self)
        place.setContentsMargins(20, 16, 20, 16)
        place.setSpacing(look.space("m"))
        for part in (self._title, self._hint, self.what):
            place.addWidget(part)
        nest(place, grid)
        place.addWidget(self._wrong["ramp"])
        place.addWidget(self.banner)
        place.addStretch(1)
        nest(place, buttons)
        self.keep_button.setDefault(True)
        self.setMinimumWidth(look.scaled(_WIDTH))

    def _beside(self, key: str, field: QWidget) -> QHBoxLayout:
        """Return a field with what stands beside it: a unit, the years of a ramp."""
        line = QHBoxLayout()
        line.setSpacing(look.space("s"))
        line.addWidget(field, 0 if key in _SIDE else 1)
        if key == "value":
            line.addWidget(self._unit)
        if key == "shape":
            line.addWidget(self.fields.ramp)
            line.addWidget(self._ramp_unit)
            self.fields.ramp.setFixedWidth(look.scaled(56))
        if key in _SIDE:
            line.addStretch(1)
        return line

    def _listen(self) -> None:
        self.cancel.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self._pressed)
        self.what.activated.connect(self._choose)
        self.fields.operation.chosen.connect(self._follow)
        self.fields.shape.chosen.connect(self._follow)
        for line in widgets(self.fields):
            line.textEdited.connect(partial(self._mend, line))

    def _name(self) -> None:
        """Say every word of the dialog."""
        language = self._document.language
        say, scenario = language.say, self._document.study.scenario
        self.setWindowTitle(say("Line of the scenario"))
        self.what.setAccessibleName(say("What changes"))
        for row in self._starts:
            self.what.addItem(told.what(self._document, row))
        self.what.setVisible(len(self._starts) > 1)
        self._title.setText(say("New line") if len(self._starts) > 1 else self.what.itemText(0))
        self._hint.setText(say("In the scenario {name}", name=scenario.names))
        for key, text in LABELS.items():
            said = language.tell(text)
            self._labels[key].setText(said)
            self._labels[key].setBuddy(self.fields.by_key[key])
            self.fields.by_key[key].setAccessibleName(said)
        self.fields.ramp.setAccessibleName(say("Years until it is whole"))
        self._ramp_unit.setText(say("years"))
        self.cancel.setText(say("Cancel"))
        self.keep_button.setText(say("Keep the line"))
        for key, wrong in self._wrong.items():
            wrong.setProperty("tone", "error")
            wrong.setVisible(bool(wrong.text()) and bool(key))

    def _choose(self, at: int) -> None:
        """Begin with another line."""
        self._clear()
        self.fields.show_row(self._starts[at])
        self._follow()

    def _follow(self, *_chosen: str) -> None:
        """Let unit and ramp go with the switches."""
        self._unit.setText(self.fields.unit())
        for part in (self.fields.ramp, self._ramp_unit):
            part.setVisible(self.fields.shape.here == "ramp")

    def _pressed(self) -> None:
        self.keep()

    def _refuse(self, wrong: Wrong) -> None:
        """Say beside a field why its text cannot be kept."""
        said = self._document.language.tell(wrong.why)
        self._wrong[wrong.field].setText(said)
        self._wrong[wrong.field].show()
        field = getattr(self.fields, wrong.field)
        _mark(field, "error")
        field.setAccessibleDescription(said)
        field.setFocus()
        make_room(self)

    def _clear(self) -> None:
        self.banner.hide()
        for wrong in self._wrong.values():
            wrong.hide()
        for line in widgets(self.fields):
            _mark(line, "")

    def _mend(self, line: QLineEdit, *_text: str) -> None:
        if line.property("tone"):
            self._clear()


def _mark(field: QWidget, tone: str) -> None:
    if (field.property("tone") or "") != tone:
        field.setProperty("tone", tone)
        field.style().unpolish(field)
        field.style().polish(field)
