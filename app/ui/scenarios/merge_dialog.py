"""Asks which scenarios are put together, and what holds where two of their lines clash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.planning import merging, scenario_edits
from app.planning.line_checks import refuse_unprojected
from app.problems import Problem
from app.ui import look
from app.ui.controls.labels import label
from app.ui.dialogs.room import make_room
from app.ui.scenarios import told
from app.ui.scenarios.clash import Clash
from app.ui.scenarios.picks import Picks
from app.ui.scenarios.sheet import ScenarioSheet
from app.ui.scenarios.three_names import joined

if TYPE_CHECKING:
    from app.models.rows import MeasureRow
    from app.ui.document import Document

_LEAST, _TIGHT = 180, 96  # pixels of the list, and beside questions, at the usual size of letters
_AROUND = 56  # pixels of margins and of a bar to scroll with
_MOST = 0.38  # of the height of the screen: what is asked


class MergeDialog(ScenarioSheet):
    """Makes one scenario of several, and shows it."""

    def __init__(self, document: Document, scenario: str, parent: QWidget) -> None:
        """Offer the other scenarios of the plan."""
        super().__init__(document, parent)
        self._scenario = scenario
        self.picks = Picks()
        self.clashes: list[tuple[tuple[MeasureRow, MeasureRow], Clash]] = []
        self._heading = label("body", wraps=True)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(4, 4, 4, 4)
        asked = QWidget()
        asked.setLayout(self._list)
        self._offered, self._asked_of = _Scrolled(self.picks), _Scrolled(asked)
        self.place.addWidget(self._offered, 1)
        self.place.addWidget(self._heading)
        self.place.addWidget(self._asked_of, 2)
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
            self._list.removeWidget(choice)
            choice.hide()
            choice.deleteLater()
        pairs = merging.conflicts(self._document.rows, self.scenarios)
        self.clashes = [(pair, self._asked(pair)) for pair in pairs]
        self._heading.setText(
            self._document.language.say("These lines change the same figures. Which one holds?")
        )
        self._heading.setVisible(bool(pairs))
        self._make_room()

    def _asked(self, pair: tuple[MeasureRow, MeasureRow]) -> Clash:
        """Ask which of two lines holds; each is named by its scenario and by what it says."""
        language, first, second = self._document.language, *pair
        choice = Clash(told.what(self._document, first), {
            "both": language.say("Both"),
            "first": told.in_its_scenario(self._document, first),
            "second": told.in_its_scenario(self._document, second),
        })  # fmt: skip
        self._list.addWidget(choice)
        choice.show()  # else its room is not counted before the next turn of the event loop
        return choice

    def _make_room(self) -> None:
        """Show as much of what is asked as the screen leaves room for, and some of the list."""
        asked = bool(self.clashes)
        self._offered.setMinimumHeight(look.scaled(_TIGHT if asked else _LEAST))
        self._asked_of.setVisible(asked)
        if asked:
            self._list.activate()
            wanted = self._list.totalHeightForWidth(self.minimumWidth() - _AROUND)
            most = round(_MOST * self.screen().availableGeometry().height())
            self._asked_of.setMinimumHeight(min(wanted, most))
        make_room(self)

    def _pressed(self) -> None:
        self.merge()


class _Scrolled(QScrollArea):
    """A part that scrolls by itself: it asks for its least height, and takes what is left."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        inside.setObjectName("page")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())
