"""What a person does to scenarios: each is one change of the plan, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.planning import line_edits, scenario_edits
from app.planning.levers import as_lever
from app.planning.line_checks import refuse_unprojected
from app.problems import Problem, message
from app.ui.dialogs.once import ask_once
from app.ui.scenarios.beginning import begun
from app.ui.scenarios.line_dialog import LineDialog
from app.ui.scenarios.three_names import in_each
from app.ui.scenarios.value_cell import read_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.models.rows import MeasureRow, ScenarioRow
    from app.planning.edits import Edit
    from app.planning.levers import Lever
    from app.planning.study import Study
    from app.ui.controls.banner import Banner
    from app.ui.document import Document


class Acts(QObject):
    """Asks what there is to ask, changes the plan, and shows what was made."""

    rename_asked = Signal(str)
    refused = Signal()  # what is shown has to go back to what stands

    def __init__(self, document: Document, parent: QWidget, question: Banner) -> None:
        """Ask in front of a page; short questions stand in its banner."""
        super().__init__(parent)
        self._document, self._parent, self._question = document, parent, question

    # --- What stands in the way -----------------------------------------------------------------

    def held_back(self) -> str:
        """Return why the scenario of now cannot be changed, nothing where it can."""
        say = self._document.language.say
        if not self._document.writable:
            return say("This plan can only be looked at.")
        if self.row(self._here).locked:
            return say("This scenario is locked. Begin another one from here to change it.")
        return ""

    @property
    def _here(self) -> str:
        return self._document.study.scenario.id

    def row(self, scenario: str) -> ScenarioRow:
        """Return a scenario as the plan has it."""
        return next(one for one in self._document.rows.scenarios if one.id == scenario)

    # --- The scenario as a whole ----------------------------------------------------------------

    def do(self, act: str, scenario: str = "") -> None:
        """Do one of the acts of the head, to the scenario of now or to another."""
        does: dict[str, Callable[[str], None]] = {
            "begin": self.begin_from, "rename": self.rename_asked.emit,
            "duplicate": self._duplicate, "lock": self._turn_lock, "unlock": self._turn_lock,
            "merge": self._merge, "archive": self._archive, "unarchive": self._bring_back,
            "compare": self._compare,
        }  # fmt: skip
        does[act](scenario or self._here)

    def begin_from(self, scenario: str) -> None:
        """Begin a scenario that stands on another, show it, and let it be named."""
        self._show_made(*begun(self._document.rows, scenario))

    def _duplicate(self, scenario: str) -> None:
        rows, row = self._document.rows, self.row(scenario)
        names = in_each(row.names, lambda spoken, name: spoken.say("{name} (copy)", name=name))
        edit = scenario_edits.duplicate(rows, scenario, scenario_edits.free_names(rows, names))
        self._show_made(edit, scenario_edits.next_code(rows))

    def _turn_lock(self, scenario: str) -> None:
        locked = not self.row(scenario).locked
        self._document.apply(scenario_edits.lock(self._document.rows, scenario, locked=locked))

    def _archive(self, scenario: str) -> None:
        """Put a scenario out of sight; what it stood on is shown in its place."""
        rows = self._document.rows
        above, here = self.row(scenario).parent, self._here
        away = {scenario, *scenario_edits.children(rows, scenario)}
        edit = scenario_edits.archive(rows, scenario, archived=True)
        self._document.apply(edit, show=above if here in away else "")

    def _bring_back(self, scenario: str) -> None:
        self._document.apply(scenario_edits.archive(self._document.rows, scenario, archived=False))

    def _compare(self, scenario: str) -> None:
        self._document.go("compare", scenario)

    def _merge(self, scenario: str) -> None:
        """Ask with which others a scenario is put together."""
        from app.ui.scenarios.merge_dialog import MergeDialog

        ask_once(MergeDialog(self._document, scenario, self._parent))

    def bring_in(self) -> None:
        """Ask which scenarios of another plan come along."""
        from app.ui.scenarios.import_dialog import ImportDialog

        dialog = ImportDialog(self._document, self._parent)
        dialog.brought.connect(self._say_brought)
        ask_once(dialog)

    def _say_brought(self, count: int) -> None:
        self._document.told.emit(message("Scenarios brought in: {n}", n=count))

    def ask_parent(self, scenario: str, parent: str) -> None:
        """Ask what a scenario keeps on another parent: its differences, or its values."""
        if self.row(scenario).parent == parent or not self._document.writable:
            return
        say = self._document.language.say
        if parent in scenario_edits.children(self._document.rows, scenario):
            names = {"name": self.row(scenario).names, "parent": self.row(parent).names}
            text = say("“{parent}” stands on “{name}”: choose another parent.", **names)
            self._question.say("warning", text)
            return
        text = say(
            "Put “{name}” under “{parent}”: does it keep its differences, or its results?",
            name=self.row(scenario).names, parent=self.row(parent).names,
        )  # fmt: skip
        self._question.say(
            "info", text,
            (say("Keep the differences"), partial(self._put, scenario, parent)),
            (say("Keep the results"), partial(self._put, scenario, parent, values=True)),
        )  # fmt: skip
        self._question.name_close(say("Cancel"))
        self._question.buttons[0].setFocus()

    def _put(self, scenario: str, parent: str, *, values: bool = False) -> None:
        """Put a scenario under another one; what cannot be undone there is said in place."""
        rows, language = self._document.rows, self._document.language
        put = scenario_edits.put_under_with_values if values else scenario_edits.put_under
        try:
            problem = self._refusal(put(rows, scenario, parent))
        except Problem as found:
            problem = found
        if problem is None:
            self._question.hide()
        else:
            keep = (language.say("Keep the differences"), partial(self._put, scenario, parent))
            self._question.say("warning", language.problem(problem), *([keep] if values else []))

    def _show_made(self, edit: Edit, code: str) -> None:
        """Keep a new scenario and show it, its name ready to be typed over."""
        if self._document.apply(edit, show=code):
            self.rename_asked.emit(code)

    # --- Its lines ------------------------------------------------------------------------------

    @property
    def _now(self) -> Study:
        """The study with the lines of now: one after a change may still be under way."""
        return replace(self._document.study, rows=self._document.rows)

    @property
    def _title(self) -> str:
        return self._document.language.say("Entered in this plan")

    def edit_line(self, line: int, field: str = "") -> None:
        """Open a line to be changed, beginning with a field."""
        row = next(one for one in self._own if one.line == line)
        self._open(LineDialog(self._document, (row,), self._change, self._parent), field)

    def add_line(self, starts: tuple[MeasureRow, ...]) -> None:
        """Open a new line; `starts` are the lines that it can begin with."""
        self._open(LineDialog(self._document, starts, self._add, self._parent), "what")

    def _open(self, dialog: LineDialog, field: str) -> None:
        ask_once(dialog)
        dialog.begin_with(field)

    @property
    def _own(self) -> list[MeasureRow]:
        return line_edits.own_lines(self._document.rows, self._here)

    def _change(self, row: MeasureRow) -> Problem | None:
        return self._refusal(line_edits.change_line(self._document.rows, row, self._title))

    def _add(self, row: MeasureRow) -> Problem | None:
        return self._refusal(
            line_edits.add_line(self._document.rows, self._here, row, self._title)
        )

    def _refusal(self, edit: Edit) -> Problem | None:
        """Change the plan, or return why not: no scenario is left that cannot be projected."""
        document = self._document
        try:
            refuse_unprojected(document.rows, edit, document.study)
        except Problem as problem:
            return problem
        return document.refusal(edit)

    def _keep(self, edit: Edit) -> bool:
        """Change the plan; tell whether that was done, and say what stands against it."""
        problem = self._refusal(edit)
        if problem is not None:
            self._document.problem_met.emit(problem)
        return problem is None

    def remove_line(self, line: int) -> None:
        """Take a line back: what is inherited holds again."""
        row = next(one for one in self._own if one.line == line)
        self._keep(line_edits.remove_line(self._document.rows, row))

    def move_line(self, line: int, by: int) -> None:
        """Put a line before or after its neighbours: those that move the same act in turn."""
        own = self._own
        at = next(at for at, one in enumerate(own) if one.line == line)
        self._keep(line_edits.move_line(self._document.rows, own[at], at + by))

    def type_value(self, line: int, text: str) -> Problem | None:
        """Bring a line to a value that was typed; return what stands against it."""
        document = self._document
        row = next(one for one in self._own if one.line == line)
        lever = as_lever(row)
        if lever is None:
            return None
        try:
            value = read_value(lever, text, document.language)
            edit = line_edits.change_value(
                document.study, document.rows, row, value, self._title
            )
        except Problem as problem:
            return problem
        return self._refusal(edit)

    def pull(self, lever: Lever, value: float) -> None:
        """Write where a slider was let go as a line of the scenario."""
        study = self._now
        if not self._keep(line_edits.pull(study, lever, value, self._title)):
            self.refused.emit()

    def take_back(self, lever: Lever) -> None:
        """Take back the line that moves a lever."""
        edit = line_edits.take_back(self._now, lever)
        if edit is None or not self._keep(edit):
            self.refused.emit()
