"""Head-counts of the base year: places and cadres down, ages across, typed as in a spreadsheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.planning.headcounts import Counts
from app.ui.effect import Effect
from app.ui.empty_page import EmptyPage, Way
from app.ui.grid import Grid
from app.ui.labels import label
from app.ui.one_of import Segment
from app.ui.staff_rows import Shape, StaffRows
from app.ui.staff_sheet import sheet

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.ui.document import Document
    from app.ui.grid_columns import Change

_CONCERNED = frozenset({"staff", "territories", "cadres", "sources"})


class StaffPage(QWidget):
    """One row for each place, sector and cadre of the view; each gesture is one edit."""

    key = "staff"
    heeds = frozenset({"territory", "cadre", "sector"})

    def __init__(self, document: Document) -> None:
        """Build the page; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self._shape, self._begun = Shape(), False
        self._rows: StaffRows | None = None
        self.title, self.when = label("h2"), label("caption")
        self.ages, self.sexes = Segment(), Segment()
        self.effect = Effect(document)
        self.grid = Grid(self._keep)
        self.empty = EmptyPage()
        self.commands = self.grid.commands
        self.setFocusProxy(self.grid)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for part in (self.title, self.ages, self.sexes):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.effect)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.grid, 1)
        self._either = QStackedLayout(self)
        self._either.addWidget(full)
        self._either.addWidget(self.empty)

    def _listen(self) -> None:
        document = self._document
        self.ages.chosen.connect(partial(self._reshape, "by_age"))
        self.sexes.chosen.connect(partial(self._reshape, "sex"))
        self.grid.current_changed.connect(self._inspect)
        document.view_changed.connect(self.retell)
        document.plan_changed.connect(self._follow)
        document.plan_opened.connect(self._begin_again)
        document.listen(self.retell)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self.retell()

    # --- What is shown --------------------------------------------------------------------------

    def retell(self) -> None:
        """Say everything in the language of now."""
        document = self._document
        if not document.is_open or not self.isVisible():
            return
        say = document.language.say
        self.title.setText(say("Head-counts"))
        by_age = {"ages": say("Ages"), "totals": say("Totals")}
        self.ages.say(by_age, "ages" if self._shape.by_age else "totals", say("Ages or totals"))
        sexes = {"": say("All"), "F": say("Women"), "M": say("Men")}
        self.sexes.say(sexes, self._shape.sex, say("Women, men or all"))
        self._say_empty()
        self._tell_rows()

    def _tell_rows(self) -> None:
        """Show the rows of the view."""
        document = self._document
        self._rows = StaffRows(document, self._shape)
        means = document.language.say("Entered in this plan")
        columns = self._rows.columns()
        self.grid.describe(columns, document.language, changed_means=means)
        self.grid.show(self._rows.rows())
        nobody = not document.rows.staff and not self._begun
        self._either.setCurrentIndex(1 if nobody else 0)

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
        self.grid.setFocus()

    def _begin_with_paste(self) -> None:
        self._begin()
        self.grid.paste()

    def _see_sample(self) -> None:
        self._document.go("start", "morocco-2024")

    def _begin_again(self) -> None:
        self._begun, self._shape = False, Shape()

    def _reshape(self, what: str, key: str) -> None:
        by_age = key == "ages" if what == "by_age" else self._shape.by_age
        sex = key if what == "sex" else self._shape.sex
        self._shape = Shape(by_age=by_age, sex=sex)
        self.retell()

    def _follow(self, kinds: frozenset[str]) -> None:
        if kinds & _CONCERNED and self.isVisible():
            self._tell_rows()

    # --- What is changed ------------------------------------------------------------------------

    def _keep(self, changes: tuple[Change, ...]) -> str | None:
        """Make one edit of a gesture; return why it was refused."""
        document, rows = self._document, self._rows
        if rows is None:
            return None
        if not document.writable:
            return document.language.say("This plan is read-only: save a copy to change it.")
        counts = {rows.place(change): float(change.value or 0) for change in changes}
        if any(value < 0 for value in counts.values()):
            return document.language.say("A head-count cannot be below zero.")
        found = Counts(document.rows, document.study.places)
        title = document.language.say("Entered in this plan")
        problem = document.refusal(found.change(counts, rows.named(counts, found), title))
        return None if problem is None else document.language.problem(problem)

    def _inspect(self, row: int, column: str) -> None:
        """Let the inspector speak of the current cell."""
        if self._rows is not None and self.isVisible():
            place = self._rows.place_of(row, column)
            tell = partial(sheet, place=place) if place is not None else None
            self._document.inspect(tell)

    def show_what(self, what: object) -> None:
        """Begin to fill the table, where that was asked for elsewhere."""
        if what == "fill":
            self._begin()
