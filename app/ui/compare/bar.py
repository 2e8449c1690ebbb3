"""The line of choices above a comparison."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import look
from app.ui.compare import chips
from app.ui.controls.nest import nest
from app.ui.controls.one_of import Segment
from app.ui.frame.choices import Chip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.planning.comparison import Measure, Unit
    from app.reports.compared import Compared, Sort
    from app.ui.compare.choice import Choice
    from app.ui.document import Document


class Bar(QWidget):
    """Chips for scenarios, year, measure and order, and the switch of units."""

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build it; lists are filled when they are opened."""
        super().__init__()
        self._document, self._choice = document, choice
        self._asked: Compared | None = None
        self.scenarios = chips.ScenariosChip(document, choice)
        self.years, self.measures, self.sorts = Chip(), Chip(), Chip()
        self.units = Segment()
        self._parts: tuple[QWidget, ...] = (
            self.scenarios,
            self.years,
            self.measures,
            self.units,
            self.sorts,
        )
        self._lines = [QHBoxLayout(), QHBoxLayout()]
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("s"))
        for line in self._lines:
            line.setSpacing(look.space("s"))
            nest(place, line)
        self._fitting = 0  # parts in the first line
        self._arrange()
        self.years.options.aboutToShow.connect(self._fill_years)
        self.measures.options.aboutToShow.connect(self._fill_measures)
        self.sorts.options.aboutToShow.connect(self._fill_sorts)
        self.units.chosen.connect(self._choose_unit)

    def retell(self, asked: Compared) -> None:
        """Say what is chosen in the language of now."""
        self._asked = asked
        say = asked.language.say
        names = asked.language.list_of(asked.letters)
        whole = "\n".join((names, asked.language.list_of(asked.names)))
        measure = chips.measures(self._document)[asked.reading.measure]
        sort = {key: text for text, key in chips.sorts(asked)}[asked.sort]
        year = asked.language.year(asked.year)
        for chip, what, value, spoken in (
            (self.scenarios, say("Scenarios"), names, whole),
            (self.years, say("Year"), year, year),
            (self.measures, say("Measure"), measure, measure),
            (self.sorts, say("Sort by"), sort, sort),
        ):
            chip.say(what, value, say("{name}: {value}", name=what, value=spoken))
        units = {
            "number": say("Number"),
            "share": say("Percent of need"),
            "per_10_000": say("Per 10,000"),
        }
        if not asked.found.needed:
            del units["share"]
        self.units.say(units, asked.reading.unit, say("Unit"))
        self.measures.setEnabled(asked.found.needed)
        self.sorts.setEnabled(asked.has_parts)
        self._arrange()

    # --- Room -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what does not fit into a second line."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Shrink to the widest part."""
        widest = max(self._width(part) for part in self._parts)
        return QSize(widest, super().minimumSizeHint().height())

    def _width(self, part: QWidget) -> int:
        return part.whole() if isinstance(part, Chip) else part.sizeHint().width()

    def _arrange(self) -> None:
        gap, used, fitting = look.space("s"), 0, 0
        for part in self._parts:
            used += self._width(part) + gap
            fitting += used - gap <= self.width()
        fitting = max(fitting, 1)
        if fitting == self._fitting:
            return
        self._fitting = fitting
        for line in self._lines:
            while line.count():
                line.takeAt(0)
        for at, part in enumerate(self._parts):
            self._lines[at >= fitting].addWidget(part)
        for line in self._lines:
            line.addStretch(1)

    # --- Lists ----------------------------------------------------------------------------------

    def _fill_years(self) -> None:
        if self._asked is not None:
            language, here = self._document.language, self._asked.year
            options = [(language.year(one), one, one == here) for one in self._asked.found.years]
            chips.fill_once(self.years, list(options), self._document.choose_year)

    def _fill_measures(self) -> None:
        here = self._asked.reading.measure if self._asked is not None else "deficit"
        options = [(text, key, key == here) for key, text in chips.measures(self._document).items()]
        chips.fill_once(self.measures, list(options), self._choose_measure)

    def _fill_sorts(self) -> None:
        if self._asked is not None:
            here = self._asked.sort
            now = replace(self._asked, language=self._document.language)  # unseen, it waits
            options = [(text, key, key == here) for text, key in chips.sorts(now)]
            chips.fill_once(self.sorts, list(options), self._choose_sort)

    def _choose_measure(self, measure: Measure) -> None:
        self._choice.read(measure=measure)

    def _choose_sort(self, sort: Sort) -> None:
        self._choice.order(sort)

    def _choose_unit(self, unit: str) -> None:
        units: dict[str, Unit] = {one: one for one in ("number", "share", "per_10_000")}
        self._choice.read(unit=units[unit])
