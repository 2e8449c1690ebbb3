"""What the plan assumes: each rate, share and number with its range, source and footing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.planning.values import Value, values
from app.ui.controls.empty_page import Way
from app.ui.controls.one_of import Segment
from app.ui.data.assumption_rows import AssumptionRows
from app.ui.data.assumption_sheet import sheet
from app.ui.pages.grid_page import GridPage

if TYPE_CHECKING:
    from app.planning.edits import Edit
    from app.problems import Problem
    from app.ui.document import Document
    from app.ui.grid.columns import Change

_IN_USE, _ALL = "in_use", "all"


class AssumptionsPage(GridPage):
    """One row for each value; those in use are those that the answer to the view rests on."""

    key = "assumptions"
    heeds = frozenset({"territory", "cadre", "norm"})
    concerned = frozenset({"assumptions", "pipeline", "recruitment", "sources"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        self.extent = Segment()
        super().__init__(document, self.extent)
        self._extent = _IN_USE
        self._rows: AssumptionRows | None = None
        self._first: dict[tuple[str, str, str], Value] | None = None
        self.extent.chosen.connect(self._choose_extent)

    # --- What is shown --------------------------------------------------------------------------

    def _say(self) -> None:
        say = self._document.language.say
        self.title.setText(say("Assumptions"))
        extents = {_IN_USE: say("Used here"), _ALL: say("All of the plan")}
        self.extent.say(extents, self._extent, say("Assumptions used here, or all of the plan"))
        for key, why in (
            (_IN_USE, say("What the projection of this territory and profession reads")),
            (_ALL, say("Everything that the plan holds, with why it plays no part")),
        ):
            self.extent.buttons[key].setToolTip(why)
        ways = (Way(say("See it in a sample plan"), self._see_sample, "folder-open"),)
        sentence = say("A plan made from the reference figures comes with all of them.")
        self.empty.say(say("This plan assumes nothing yet"), sentence, ways)

    def _tell_rows(self) -> None:
        document = self._document
        if self._first is None:
            self._first = {value.key: value for value in values(document.rows)}
        self._rows = AssumptionRows(document, everything=self._extent == _ALL)
        nothing = next(values(document.rows), None) is None
        self._show(self._rows.columns(), self._rows.rows(), empty=nothing)

    def _see_sample(self) -> None:
        self._document.open_sample("morocco-2024")

    def _begin_again(self) -> None:
        self._extent, self._first = _IN_USE, None

    def _choose_extent(self, extent: str) -> None:
        self._extent = extent
        self.retell()

    def show_what(self, what: object) -> None:
        """Go to the first value of a parameter or of a territory, or to the value of that name."""
        if self._rows is None:
            return
        if self._rows.find(what) < 0 and self._extent == _IN_USE:
            everything = AssumptionRows(self._document, everything=True)
            if everything.find(what) >= 0:
                self._choose_extent(_ALL)
        row = self._rows.find(what)
        if row >= 0:
            self.grid.clear_filters()
            self.grid.go_to(row, "value")
            self.grid.view.setFocus()

    # --- What is changed ------------------------------------------------------------------------

    def _edit(self, changes: tuple[Change, ...]) -> Edit | str:
        if self._rows is None:
            raise RuntimeError("nothing is shown that could be changed")
        return self._rows.edit(changes)

    def _where(self, problem: Problem) -> str:
        lines = self._rows.lines if self._rows is not None else []
        codes = problem.where.split(" · ")
        return next((line.name for line in lines if line.value.row.id in codes), "")

    def _inspect(self, row: int, column: str) -> None:  # noqa: ARG002  a row is one value
        if self._rows is not None and self.isVisible():
            value = self._rows.lines[row].value
            before = (self._first or {}).get(value.key)
            self._document.inspect(partial(sheet, value=value, before=before))
