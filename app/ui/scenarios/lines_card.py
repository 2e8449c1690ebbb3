"""The card of what a scenario changes: its head, its lines, and the way to one more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout

from app.planning.scenario_tree import stack
from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import button, frame, label
from app.ui.controls.nest import nest
from app.ui.scenarios import told
from app.ui.scenarios.differences import Differences, Heading
from app.ui.scenarios.head import ScenarioHead

if TYPE_CHECKING:
    from app.models.rows import ScenarioRow
    from app.ui.document import Document
    from app.ui.scenarios.acts import Acts
    from app.ui.scenarios.follows import Follows


class LinesCard(QFrame):
    """Head and lines of the scenario of now; `add_asked` says that one more is wanted."""

    add_asked = Signal()

    def __init__(self, document: Document, acts: Acts) -> None:
        """Build the card without lines."""
        super().__init__()
        self.setProperty("role", "card")
        self._document, self._acts = document, acts
        self.add = IconButton("plus")
        self.head, self.table = ScenarioHead(document), Differences(self.add)
        self.none, self.progress = label("secondary", wraps=True), QProgressBar()
        self.begin, self.first_line = button("link"), button("link")
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 100)
        self.progress.hide()
        foot = QHBoxLayout()
        foot.addWidget(self.first_line)
        foot.addWidget(self.begin)
        foot.addStretch(1)
        place = QVBoxLayout(self)
        place.setContentsMargins(14, 8, 14, 8)
        place.setSpacing(6)
        for part in (self.head, frame("rule"), self.none, self.table, self.progress):
            place.addWidget(part)
        nest(place, foot)
        self.head.asked.connect(acts.do)
        self.table.edit_asked.connect(acts.edit_line)
        self.table.revert_asked.connect(acts.remove_line)
        self.table.move_asked.connect(acts.move_line)
        self.table.value_typed.connect(self._take_value)
        for one in (self.add, self.first_line):
            one.clicked.connect(partial(call, self._add))
        self.begin.clicked.connect(partial(call, self._begin))

    def retell(self, follows: Follows) -> None:
        """Say the scenario and its lines; effects stand once they are known."""
        document, say = self._document, self._document.language.say
        row = self.row
        lines = told.lines(document, follows)
        usable = document.writable and not row.locked
        unsourced = sum(not line.source for line in lines)
        self.head.show_scenario(row, len(lines), unsourced)
        self.none.setText(self._nothing(row))
        self.none.setVisible(not lines)
        self.table.setVisible(bool(lines))
        heading = Heading(told.parent_heading(document), told.effect_heading(document),
                          usable, follows.waits)  # fmt: skip
        self.table.show_lines(lines, heading, document.language)
        self.add.say(say("Add a line"))
        self.add.setVisible(usable)
        self._offer(self.first_line, say("Add a line"), "plus", shown=usable and not lines)
        self._offer(self.begin, say("From here"), "git-branch",
                    shown=row.locked and document.writable)  # fmt: skip
        self.show_progress(follows)

    def show_progress(self, follows: Follows, share: float = 0.0) -> None:
        """Show how far the effects are computed, where that takes long enough to be seen."""
        self.progress.setVisible(follows.waits and 0 < share < 1)
        self.progress.setValue(round(100 * share))
        self.progress.setAccessibleName(self._document.language.say("Recalculating…"))

    @property
    def row(self) -> ScenarioRow:
        """The scenario of now, as the plan has it."""
        document = self._document
        here = document.study.scenario
        return next((one for one in document.rows.scenarios if one.id == here.id), here)

    def _nothing(self, row: ScenarioRow) -> str:
        say = self._document.language.say
        above = next((one for one in self._document.rows.scenarios if one.id == row.parent), None)
        if above is not None and stack(self._document.rows, above.id):
            return self._inherited(row, above)
        if row.locked:
            return say(
                "No measure: this is what follows if nothing changes. It is locked, so that"
                " everything can be held against it: begin another scenario from here."
            )
        return say("Nothing is changed yet. Move a slider, or add a line.")

    def _inherited(self, row: ScenarioRow, above: ScenarioRow) -> str:
        """Say that what a scenario without lines of its own stands on holds."""
        say = self._document.language.say
        if row.locked:
            return say(
                "No line of its own: what “{name}” changes holds here too. It is locked: to change"
                " it, begin another scenario from here.",
                name=above.names,
            )
        return say(
            "Nothing of its own is changed yet: what “{name}” changes holds here too. Move a"
            " slider, or add a line.",
            name=above.names,
        )

    def _offer(self, one: QPushButton, text: str, icon: str, *, shown: bool) -> None:
        ink = look.of(self).colour("accent")
        one.setText(f" {text}")
        one.setAccessibleName(text)
        one.setIcon(icons.icon(icon, ink))
        one.setVisible(shown)

    def _add(self) -> None:
        self.add_asked.emit()

    def _take_value(self, line: int, text: str) -> None:
        """Keep a value that was typed in its place, or say there what stands against it."""
        row = next(one for one in self.table.rows if one.line == line)
        problem = self._acts.type_value(line, text)
        if problem is None:
            row.here.close_it()
        else:
            self.table.refuse(line, self._document.language.problem(problem))

    def _begin(self) -> None:
        self._acts.begin_from(self.row.id)
