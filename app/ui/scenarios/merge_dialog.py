"""Asks which scenarios are put together, and what holds where two of their lines clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.planning import merging, scenario_edits
from app.planning.line_checks import refuse_unprojected
from app.problems import Problem
from app.ui import look
from app.ui.controls.labels import label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.dialogs.room import make_room
from app.ui.scenarios import told
from app.ui.scenarios.picks import Picks
from app.ui.scenarios.sheet import ScenarioSheet
from app.ui.scenarios.three_names import joined

if TYPE_CHECKING:
    from app.models.rows import MeasureRow
    from app.ui.document import Document

_HEIGHT = 180


class MergeDialog(ScenarioSheet):
    """Makes one scenario of several, and shows it."""

    def __init__(self, document: Document, scenario: str, parent: QWidget) -> None:
        """Offer the other scenarios of the plan."""
        super().__init__(document, parent)
        self._scenario = scenario
        self.picks = Picks()
        self.clashes: list[tuple[tuple[MeasureRow, MeasureRow], Segment]] = []
        self._heading = label("secondary", wraps=True)
        self._list = QVBoxLayout()
        held = scrolling(self.picks)
        held.setMinimumHeight(look.scaled(_HEIGHT))
        self.place.addWidget(held, 1)
        self.place.addWidget(self._heading)
        nest(self.place, self._list)
        say, language = document.language.say, document.language
        rows = [row for row in document.rows.scenarios
                if row.kind == "scenario" and not row.archived and row.id != scenario]  # fmt: skip
        changed = {line.scenario for line in document.rows.measures}
        self.picks.show_options(
            {row.id: language.name(row.names) for row in rows if row.id in changed}
        )
        own = next(row for row in document.rows.scenarios if row.id == scenario)
        hint = say("A new scenario takes the lines of “{name}” and of those ticked.",
                   name=own.names)  # fmt: skip
        self.name(say("Merge scenarios"), hint, say("Merge"))
        self.picks.changed.connect(self._tell_clashes)
        self.go.clicked.connect(self._pressed)
        self._tell_clashes()
        for first in list(self.picks.boxes.values())[:1]:
            first.setFocus()

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios that are put together, in their order."""
        return (self._scenario, *self.picks.chosen)

    def merge(self) -> None:
        """Make the new scenario, or say what stands against it."""
        rows, language = self._document.rows, self._document.language
        by_code = {row.id: row.names for row in rows.scenarios}
        names = joined([by_code[code] for code in self.scenarios])
        try:
            edit = merging.merge(rows, self.scenarios, names, self._left_out())
            refuse_unprojected(rows, edit, self._document.study)
            problem = self._document.refusal(edit, show=scenario_edits.next_code(rows))
        except Problem as found:
            problem = found
        if problem is None:
            self.accept()
        else:
            self.banner.say("error", language.problem(problem))
            make_room(self)

    # --- Inside ---------------------------------------------------------------------------------

    def _left_out(self) -> list[tuple[str, int]]:
        """Return the lines that do not come along."""
        gone = []
        for (one, other), choice in self.clashes:
            if choice.here != "both":
                line = other if choice.here == "first" else one
                gone.append((line.scenario, line.line))
        return gone

    def _tell_clashes(self) -> None:
        """Ask what holds for each pair of lines that change the same figures."""
        self.go.setEnabled(bool(self.picks.chosen))
        for _, choice in self.clashes:
            _remove(choice.parentWidget())
        pairs = merging.conflicts(self._document.rows, self.scenarios)
        self.clashes = [(pair, self._asked(pair)) for pair in pairs]
        self._heading.setText(
            self._document.language.say("These lines change the same figures. Which one holds?")
        )
        self._heading.setVisible(bool(pairs))
        make_room(self)

    def _asked(self, pair: tuple[MeasureRow, MeasureRow]) -> Segment:
        language, row = self._document.language, QWidget()
        what, choice = label("body", wraps=True), Segment()
        what.setText(told.what(self._document, pair[0]))
        names = {one.id: language.name(one.names) for one in self._document.rows.scenarios}
        options = {
            "both": language.say("Both"),
            "first": names[pair[0].scenario],
            "second": names[pair[1].scenario],
        }
        choice.say(options, "both", what.text())
        place = QHBoxLayout(row)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(what, 1)
        place.addWidget(choice)
        self._list.addWidget(row)
        return choice

    def _pressed(self) -> None:
        self.merge()


def _remove(row: QWidget | None) -> None:
    if row is not None:
        row.hide()
        row.deleteLater()
