"""Asks which scenarios of another plan come along, and what becomes of names that clash."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from app.problems import Problem, message
from app.ui import look
from app.ui.actions import call
from app.ui.controls.labels import button, label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.dialogs.room import make_room
from app.ui.folders import documents_folder
from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.scenarios.picks import Picks
from app.ui.scenarios.sheet import ScenarioSheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QWidget

    from app.models.rows import PlanRows
    from app.planning.bringing_in import Answer, Brought
    from app.planning.study import Study
    from app.ui.document import Document
    from app.ui.job import Step

_READING, _TRYING, _HEIGHT = "reading", "trying", 180
_ANSWERS = {
    "rename": message("Keep both, with a number"),
    "replace": message("Replace those here"),
    "skip": message("Leave them out"),
}


class ImportDialog(ScenarioSheet):
    """Reads another plan beside the window; `brought` gives how many scenarios came along."""

    brought = Signal(int)

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Ask for a file first."""
        super().__init__(document, parent)
        self._other: PlanRows | None = None
        self.path, self.browse, self.picks = QLineEdit(), button(), Picks()
        self.clash, self._clash_hint = Segment(), label("secondary", wraps=True)
        self._lanes = Lanes()
        self._lanes.problem_met.connect(self._refuse)
        line = QHBoxLayout()
        line.addWidget(self.path, 1)
        line.addWidget(self.browse)
        held = scrolling(self.picks)
        held.setMinimumHeight(look.scaled(_HEIGHT))
        nest(self.place, line)
        self.place.addWidget(held, 1)
        self.place.addWidget(self._clash_hint)
        self.place.addWidget(self.clash)
        self._name()
        self.browse.clicked.connect(partial(call, self._browse))
        self.path.editingFinished.connect(self._read)
        self.picks.changed.connect(self._tell_clashes)
        self.go.clicked.connect(partial(call, self.bring_in))
        self._tell_clashes()
        self.browse.setFocus()

    def read(self, path: Path) -> None:
        """Read the scenarios of a plan file, which stays as it is."""
        self.path.setText(str(path))
        self._other = None  # nothing of the file before can be taken while this one is read
        self._lanes.clear(_TRYING)
        self.picks.show_options({})
        self._tell_clashes()
        self._lanes.start(_READING, Job(partial(_rows_of, path)), self._take)

    def bring_in(self) -> None:
        """Try what is ticked beside the window, then bring it in as one change of the plan."""
        if self._other is None or self._lanes.runs(_TRYING):
            return
        answers = dict.fromkeys(self.picks.chosen, cast("Answer", self.clash.here))
        work = partial(_tried, self._document.rows, self._other, answers, self._document.study)
        self._lanes.start(_TRYING, Job(work), self._bring)

    def _bring(self, found: Brought) -> None:
        """Bring in what has been tried."""
        problem = self._document.refusal(found.edit)
        if problem is not None:
            self._refuse(problem)
            return
        self.brought.emit(found.count)
        if found.findings:
            self._tell_left_out([self._document.language.problem(one) for one in found.findings])
        else:
            self.accept()

    def done(self, result: int) -> None:
        """Let go of what is being read or tried."""
        for lane in (_READING, _TRYING):
            self._lanes.clear(lane)
        super().done(result)

    # --- Inside ---------------------------------------------------------------------------------

    def _name(self) -> None:
        language = self._document.language
        say, tell = language.say, language.tell
        hint = say("Choose a plan, then the scenarios that come along. That plan stays as it is.")
        self.name(say("Import scenarios"), hint, say("Import"))
        self.path.setAccessibleName(say("File"))
        self.path.setPlaceholderText(say("File"))
        self.browse.setText(say("Browse…"))
        self.picks.setAccessibleName(say("Scenarios"))
        asked = say("Some names are here already. What becomes of those that come?")
        self._clash_hint.setText(asked)
        self.clash.say({key: tell(text) for key, text in _ANSWERS.items()}, "rename", asked)

    def _browse(self) -> None:
        say = self._document.language.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("Open a plan"), str(documents_folder()), say("Tabib plans (*.tabib)")
        )
        if chosen:
            self.read(Path(chosen))

    def _read(self) -> None:
        if self.path.isModified() and self.path.text().strip():
            self.path.setModified(False)
            self.read(Path(self.path.text().strip()))

    def _take(self, rows: PlanRows) -> None:
        self.banner.hide()
        self._other = rows
        language, changed = self._document.language, {line.scenario for line in rows.measures}
        self.picks.show_options(
            {
                row.id: language.name(row.names)
                for row in rows.scenarios
                if row.kind == "scenario" and not row.archived and row.id in changed
            }
        )
        self._tell_clashes()

    def _tell_clashes(self) -> None:
        from app.planning.bringing_in import clashing

        chosen = self.picks.chosen
        known = self._other is not None and clashing(self._document.rows, self._other, chosen)
        for part in (self._clash_hint, self.clash):
            part.setVisible(bool(known))
        self.go.setEnabled(bool(chosen))
        make_room(self)

    def _tell_left_out(self, said: list[str]) -> None:
        """Say what did not come along; the dialog stays until it is read."""
        self.banner.say("warning", " ".join(said))
        self.go.hide()
        self.cancel.setText(self._document.language.say("Close"))
        make_room(self)

    def _refuse(self, problem: Problem) -> None:
        self.banner.say("error", self._document.language.problem(problem))
        make_room(self)


def _rows_of(path: Path, step: Step) -> PlanRows:  # noqa: ARG001  read in one step
    """Read a plan without changing a byte of it."""
    from app.planning.plan import Plan

    plan = Plan.open(path)
    try:
        return plan.rows()
    finally:
        plan.close()


def _tried(
    rows: PlanRows, other: PlanRows, answers: Mapping[str, Answer], before: Study, step: Step
) -> Brought:
    """Return what brings scenarios in, after each of them was projected here."""
    from app.planning.bringing_in import bring_in
    from app.planning.line_checks import refuse_unprojected

    found = bring_in(rows, other, answers, answers)
    step(0.0)
    refuse_unprojected(rows, found.edit, before)
    return found
