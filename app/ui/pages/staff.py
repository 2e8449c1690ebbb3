"""Head-counts of the base year: places and cadres down, ages across, typed as in a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.planning.headcounts import Counts
from app.ui.controls.empty_page import Way
from app.ui.controls.one_of import Segment
from app.ui.data.staff_rows import Shape, StaffRows
from app.ui.data.staff_sheet import sheet
from app.ui.pages.grid_page import GridPage

if TYPE_CHECKING:
    from app.planning.edits import Edit
    from app.ui.document import Document
    from app.ui.grid.columns import Change


class StaffPage(GridPage):
    """One row for each place, sector and cadre of the view; each gesture is one edit."""

    key = "staff"
    heeds = frozenset({"territory", "cadre", "sector"})
    concerned = frozenset({"staff", "territories", "cadres", "sources"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        self.ages, self.sexes = Segment(), Segment()
        super().__init__(document, self.ages, self.sexes)
        self._shape, self._begun = Shape(), False
        self._rows: StaffRows | None = None
        self.ages.chosen.connect(partial(self._reshape, "by_age"))
        self.sexes.chosen.connect(partial(self._reshape, "sex"))

    # --- What is shown --------------------------------------------------------------------------

    def _say(self) -> None:
        say = self._document.language.say
        self.title.setText(say("Head-counts"))
        by_age = {"ages": say("Ages"), "totals": say("Totals")}
        self.ages.say(by_age, "ages" if self._shape.by_age else "totals", say("Ages or totals"))
        sexes = {"": say("All"), "F": say("Women"), "M": say("Men")}
        self.sexes.say(sexes, self._shape.sex, say("Women, men or all"))
        self._say_empty()

    def _tell_rows(self) -> None:
        self._rows = StaffRows(self._document, self._shape)
        nobody = not self._document.rows.staff and not self._begun
        self._show(self._rows.columns(), self._rows.rows(), empty=nobody)

    def _say_empty(self) -> None:
        """Lead on where nobody is in the plan yet."""
        say = self._document.language.say
        ways = (
            Way(say("Fill in the table"), self._begin, "pencil"),
            Way(say("Paste from Excel"), self._begin_with_paste, "clipboard-paste"),
            Way(say("See it in a sample plan"), self._see_sample),
        )
        title = say("Who works where, and at which age")
        sentence = say("Totals are enough to begin: ages are then spread as in the country.")
        self.empty.say(title, sentence, ways)

    def _begin(self) -> None:
        self._begun = True
        self.retell()
        self.grid.view.setFocus()

    def _begin_with_paste(self) -> None:
        self._begin()
        self.grid.paste()

    def _see_sample(self) -> None:
        self._document.open_sample("morocco-2024")

    def _begin_again(self) -> None:
        self._begun, self._shape = False, Shape()

    def _reshape(self, what: str, key: str) -> None:
        self.grid.view.finish_typing()
        by_age = key == "ages" if what == "by_age" else self._shape.by_age
        sex = key if what == "sex" else self._shape.sex
        self._shape = Shape(by_age=by_age, sex=sex)
        self.grid.model.forget_texts()
        self.retell()

    # --- What is changed ------------------------------------------------------------------------

    def _edit(self, changes: tuple[Change, ...]) -> Edit | str:
        document, rows = self._document, self._rows
        if rows is None:
            raise RuntimeError("nothing is shown that could be changed")
        counts = {rows.place(change): float(change.value or 0) for change in changes}
        if any(value < 0 for value in counts.values()):
            return document.language.say("A head-count cannot be below zero.")
        found = Counts(document.rows, document.study.places)
        title = document.language.say("Entered in this plan")
        return found.change(counts, rows.named(counts, found), title)

    def _inspect(self, row: int, column: str) -> None:
        if self._rows is not None and self.isVisible():
            place = self._rows.place_of(row, column)
            tell = partial(sheet, place=place) if place is not None else None
            self._document.inspect(tell)

    def show_what(self, what: object) -> None:
        """Begin to fill the table, where that was asked for elsewhere."""
        if what == "fill":
            self._begin()
