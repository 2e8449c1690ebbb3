"""The map of the results: every year on the same scale, the territories in order beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.reports import deficit, result_words
from app.reports.ranked_ranges import with_ranges
from app.reports.ranking import rank
from app.ui import look
from app.ui.actions import call
from app.ui.controls.fields import Check
from app.ui.controls.figure_copies import FigureCopies
from app.ui.controls.labels import label, scrolling
from app.ui.controls.titled_picture import titled
from app.ui.overview.map import MapView
from app.ui.overview.map_key import MapKey
from app.ui.overview.place_bars import PlaceBars
from app.ui.results.place_ranges import PlaceRanges
from app.ui.results.progress import Progress
from app.ui.results.twin import TwinTab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reports.ranking import Ranking
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.results.choice import Choice

_KEY, _ODD = 62, 20  # pixels at the usual text size: the scale, and each kind beyond its classes
_BARS = 220  # the least width of the bars beside the map
_NARROW = 0.8
_MAP, _BESIDE = 3, 2  # how the two share the width


class MapTab(TwinTab):
    """One ranking as a map and as bars; a click goes into a territory, Escape leaves it."""

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build the card; the boundaries are read when the first map is painted."""
        self._page = QWidget()
        super().__init__(document, choice, self._page)
        self._ranking: Ranking | None = None
        self._ranged: Ranking | None = None  # the same, with the ranges that are known
        self.map, self.key, self.bars = MapView(), MapKey(), PlaceBars()
        self.alone, self.ranged = label("secondary", wraps=True), Check()
        self.ranges, self.progress = PlaceRanges(), Progress()
        self.head.insertWidget(1, self.progress)
        self.head.insertWidget(2, self.ranged)
        self.alone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.map.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._scroll, self._beside = scrolling(self.bars), QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.key)
        beside.addWidget(self._scroll, 1)
        row = QHBoxLayout(self._page)
        row.setContentsMargins(0, 0, look.space("xs"), 0)
        row.setSpacing(look.space("l"))
        row.addWidget(self.map, _MAP)
        row.addWidget(self._beside, _BESIDE)
        row.addWidget(self.alone, 1)
        self.commands["copy_chart"] = self.copy_picture
        self.copies, self.menu = FigureCopies(self), QMenu(self)
        self.copies.told.connect(document.told)
        self.copies.problem_met.connect(document.problem_met)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.more.clicked.connect(partial(call, self._open_menu))
        self.ranged.toggled.connect(lambda on: choice.switch("ranges", on=on))
        self.ranges.changed.connect(self.show_year)
        self.ranges.progressed.connect(self.progress.tell)
        self.ranges.problem_met.connect(document.problem_met)
        document.plan_opened.connect(self.ranges.forget)
        choice.changed.connect(self.retell)
        for picture in (self.map, self.bars):
            picture.chosen.connect(self._choose)
            picture.left.connect(self._leave)

    def focus_of_picture(self) -> QWidget:
        """Return the map, or the bars where there are no boundaries."""
        return self.map if self.map.drawn else self.bars

    def tell(self) -> None:
        """Rank the territories of the question, for all years at once."""
        frame, say = self.frame_of_now, self._document.language.say
        found = rank(frame.study, frame.view, frame.language)
        self._ranking = found
        self._ranged = None if found is None else with_ranges(found, self.ranges.known)
        there = found is not None
        narrow = frame.language.percent(_NARROW)
        self.ranged.setText(say("{share} range", share=narrow))
        self.progress.retell(say("Computing the ranges"))
        self.alone.setText(say("This plan has no smaller territories to compare."))
        self.alone.setVisible(not there)
        for part in (self.map, self._beside, self.other, self.more, self.ranged):
            part.setVisible(there)
        self.key.setFixedHeight(look.scaled(_KEY + _ODD * _odd_ones(found)))
        self.name_turning()
        self.show_year()

    def show_year(self) -> None:
        """Show the year on the map and on the bars: nothing is computed but an order."""
        self._ask_for_ranges()
        ranking, year = self._with_ranges(), self._document.year
        self.map.show_places(ranking, year)
        self.map.setVisible(ranking is not None and self.map.drawn)
        self.bars.show_places(ranking, year)
        self.key.show_places(ranking, ())
        opened = [code for code in self.map.places if code in self.choice.opened]
        for picture in (self.map, self.bars):
            picture.hold(frozenset(opened))
        self._scroll.setMinimumWidth(look.scaled(_BARS))
        say = self._document.language.say
        title = say("Where is staff lacking?")
        credit = (say("Boundaries: HCP"),) if self.map.drawn else ()
        if ranking is not None:
            title = say("{name}, {year}", name=ranking.title, year=year)
            note = (ranking.note,) if ranking.note else ()
            credit = (say("The limits of the classes are the same in all years."), *note, *credit)
            credit = (*self._about_opened(opened), *credit)
        self.head_line(title, credit)
        self.fill_twin()

    def _about_opened(self, opened: Sequence[str]) -> tuple[str, ...]:
        """Name the territories that stand out because the table has them open."""
        if not opened:
            return ()
        language = self._document.language
        places = language.list_of([self.map.places[code].name for code in opened])
        return (language.say("Outlined, because opened in the table: {places}.", places=places),)

    def _with_ranges(self) -> Ranking | None:
        """Return the ranking with the ranges that are known, if anybody wants them."""
        return self._ranged if self.choice.ranges else self._ranking

    def _ask_for_ranges(self) -> None:
        """Find out the ranges of the year while the switch is down and the map is seen."""
        self.ranged.blockSignals(True)
        self.ranged.setChecked(self.choice.ranges)
        self.ranged.blockSignals(False)
        if self._ranking is None:
            return
        view = replace(self._document.view, territory=self._ranking.above)
        if self.choice.ranges:
            self.ranges.ask(self._document.study, view, self._document.year)
        else:
            self.ranges.hold()
        self.progress.setVisible(self.ranges.draws)

    def copy_picture(self) -> None:
        """Copy the map and the bars under their title, and the data as text."""
        self._take()
        self.copies.copy()

    def _take(self) -> None:
        """Take what is shown now as what can be copied and saved."""
        table, language = self.table(), self._document.language
        self.copies.take(table, language, titled(self._page, table, language))

    def _fill_menu(self) -> None:
        self._take()
        self.menu.clear()
        self.copies.fill(self.menu, self._document.language)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def table(self) -> Table:
        """Return the territories in their order."""
        if self._ranking is None:
            frame = self.frame_of_now
            return deficit.by_year(frame.study, frame.view, frame.language)
        return self._ranking.table(self._document.year)

    def sentences(self) -> tuple[str, ...]:
        """Say where most of the need is lacking."""
        return result_words.of_map(self.frame_of_now, self._document.year)

    def _choose(self, code: str) -> None:
        document = self._document
        document.show(replace(document.view, territory=code))

    def _leave(self) -> None:
        if self._ranking is not None and self._ranking.up is not None:
            self._choose(self._ranking.up)


def _odd_ones(ranking: Ranking | None) -> int:
    """Count the kinds of value that are on no class: a surplus, and what is not known."""
    if ranking is None:
        return 0
    return any(value < 0 for value in ranking.values) + ranking.incomplete
