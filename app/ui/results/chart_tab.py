"""The course of a measure: its line, what was counted before, its ranges, or one a territory."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.planning import bands
from app.planning.observed import history
from app.reports import result_words
from app.reports.result_course import Course, hindrance
from app.ui import look
from app.ui.controls.fields import Check
from app.ui.fans import Fans
from app.ui.overview import sentence
from app.ui.results.measures import Measures, fitting
from app.ui.results.progress import Progress
from app.ui.results.twin import TwinTab
from app.ui.results.year_drawing import Shown
from app.ui.results.year_figure import YearFigure

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.observed import Observed
    from app.planning.study import Study
    from app.reports.plate import Make
    from app.reports.table import Table
    from app.ui.document import Document
    from app.ui.results.choice import Choice

    _Counted = tuple[Study | None, View | None, tuple[Observed, ...]]

_SHARES = (0.8, 0.95)  # of what the ranges hold
_SWITCHES = ("history", "ranges", "split")
_NARROW = 80  # per cent


class ChartTab(TwinTab):
    """Draws one measure by year; another year costs a stroke over the picture."""

    def __init__(self, document: Document, choice: Choice) -> None:
        """Build the card with every switch up."""
        self.figure = YearFigure()
        super().__init__(document, choice, self.figure)
        self.measures, self.progress = Measures(choice), Progress()
        self.switches = {name: Check() for name in _SWITCHES}
        self.fans = Fans()
        self._counted: _Counted = (None, None, ())
        self.head.insertWidget(1, self.measures)
        row = QHBoxLayout()
        self.place.insertLayout(1, row)
        row.setSpacing(look.space("l"))
        for name, one in self.switches.items():
            row.addWidget(one)
            one.toggled.connect(partial(self._switch, name))
        row.addWidget(self.progress)
        row.addStretch(1)
        self.follow(self.figure)
        self.fans.made.connect(self.retell)
        self.fans.progressed.connect(self.progress.tell)
        self.fans.problem_met.connect(document.problem_met)
        document.plan_opened.connect(self.fans.forget)
        choice.changed.connect(self.retell)

    @property
    def course(self) -> Course:
        """What is asked now, with all that is switched on and can be shown."""
        choice, plain = self.choice, self._plain
        fan = None
        if choice.ranges and not hindrance(plain, "ranges"):
            fan = self.fans.around(plain.frame.study, plain.frame.view)
        before = choice.history and bool(plain.observed) and not self.is_split
        return replace(plain, with_history=before, fan=fan)

    @property
    def _plain(self) -> Course:
        """What is asked now, with nothing around it; what was counted is looked up once."""
        frame = self.frame_of_now
        if self._counted[:2] != (frame.study, frame.view):
            self._counted = frame.study, frame.view, history(frame.study, frame.view)
        return Course(frame, fitting(self.choice, frame), counted=self._counted[2])

    @property
    def is_split(self) -> bool:
        """Whether there is a small chart for each territory."""
        return self.choice.split and not hindrance(self._plain, "split")

    def tell(self) -> None:
        """Draw what is asked now."""
        frame = self.frame_of_now
        self.measures.retell(frame)
        self._name_switches()
        self.name_turning()
        self._ask_for_fan()
        course = self.course
        table = self.table()
        title = frame.language.say(
            "{profession}: {measure}", profession=frame.profession, measure=course.name
        )
        self.head_line(title, (*table.notes, *self._from(table)))
        split = self.is_split
        make = self._panels(course) if split else self._lines(course)
        words = _in_words(course, course.years[-1])
        shown = Shown(make, table, frame.language, words, course.years)
        if not split:
            shown = replace(shown, reading=course.reading, points=course.point)
        self.figure.show_shown(shown, self._document.year)
        self.fill_twin()

    def show_year(self) -> None:
        """Mark the year of the document."""
        self.figure.show_year(self._document.year)

    def table(self) -> Table:
        """Return the years with all that is drawn of them, or each territory by year."""
        from app.reports import deficit

        if not self.is_split:
            return self.course.table()
        frame = self.frame_of_now
        measure = fitting(self.choice, frame)
        return deficit.by_territory(frame.study, frame.view, frame.language, measure)

    def sentences(self) -> tuple[str, ...]:
        """Say how the measure goes, and what moves it where it is the deficit."""
        from app.reports import deficit

        frame, year = self.frame_of_now, self._document.year
        measure = fitting(self.choice, frame)
        if measure in {"density", "coverage", "need"}:
            return result_words.of_course(frame, measure, year)
        table = deficit.by_year(frame.study, frame.view, frame.language)
        said = sentence.told(frame, table, year)
        if measure == "stock" and None not in table.numbers("deficit"):
            return (*result_words.of_course(frame, measure, year), *said)
        return said  # without a need, it speaks of the stock itself

    # --- Inside ---------------------------------------------------------------------------------

    def _lines(self, course: Course) -> Make:
        from app.reports import lines_chart

        return partial(lines_chart.figure, course.drawn())

    def _panels(self, course: Course) -> Make:
        from app.reports import small_multiples

        return partial(small_multiples.figure, course.panels())

    def _from(self, table: Table) -> tuple[str, ...]:
        language = self._document.language
        if not table.sources:
            return ()
        return (language.say("Source: {source}", source=language.list_of(table.sources)),)

    def _name_switches(self) -> None:
        """Name what can stand around the line; what cannot says why."""
        frame, say = self.frame_of_now, self._document.language.say
        plain = self._plain
        narrow, wide = map(frame.language.percent, _SHARES)
        for name, text in (
            ("history", say("History")),
            ("ranges", say("{narrow} and {wide} ranges", narrow=narrow, wide=wide)),
            ("split", say("By territory")),
        ):
            one, why = self.switches[name], hindrance(plain, name)
            one.setText(text)
            one.setEnabled(not why)
            one.setToolTip(why)
            one.setAccessibleDescription(why)
            one.blockSignals(True)
            one.setChecked(getattr(self.choice, name) and not why)
            one.blockSignals(False)
        for name in ("history", "ranges"):  # the small charts have no room for them
            one = self.switches[name]
            one.setEnabled(one.isEnabled() and not self.is_split)
        self.progress.retell(say("Computing the ranges"))

    def _ask_for_fan(self) -> None:
        """Make the fan of what is asked, unless nobody wants to see it."""
        document = self._document
        if self.choice.ranges and self.switches["ranges"].isEnabled():
            self.fans.make(document.study, document.view)
        else:
            self.fans.hold()
        fan = self.course.fan
        whole = fan is not None and fan.exact and fan.draws >= bands.DRAWS
        self.progress.setVisible(self.fans.busy and not whole)

    def _switch(self, name: str, on: bool) -> None:  # noqa: FBT001  Qt's own signature
        self.choice.switch(name, on=on)


def _in_words(course: Course, year: int) -> str:
    """Say the figure for those who do not see it; a deficit with its range, if it is drawn."""
    from app.reports import alternative

    frame, spans = course.frame, course.spans(_NARROW)
    if course.measure == "deficit" and spans:
        deficits = [(line.year, line.deficit or 0.0) for line in course.lines]
        return alternative.fan(frame.place, deficits, spans[-1], frame.language)
    return " ".join(result_words.of_course(frame, course.measure, year))
