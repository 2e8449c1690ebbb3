"""The chart at the foot: the scenario in its colour, and what it is held against in grey."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.reports.rounding import whole
from app.ui import look
from app.ui.actions import call
from app.ui.controls.figure_copies import FigureCopies
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import Elided, put_margins
from app.ui.controls.nest import nest
from app.ui.controls.report_table import ReportView
from app.ui.overview.chart import ChartView
from app.ui.overview.year_marks import YearMarks
from app.ui.scenarios.tight import is_tight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.language import Language
    from app.reports.look import Look
    from app.reports.pictures import Copies
    from app.reports.scenario_chart import ScenarioChart
    from app.reports.table import Table
    from app.reports.year_chart import Reading, Shown
    from app.ui.document import Document

_KEY, _GAP = 18, 6
_NAME = 190  # pixels of a name in the legend, at the usual size of letters
_ARROW, _AIR = 4.0, 4
_LEAST_HEIGHT, _TIGHT_HEIGHT = 150, 104


class ScenarioChartView(ChartView):
    """Shows a scenario by year; the difference at the chosen year is written on it."""

    mark = ""

    def show_scenario(self, table: Table, language: Language, mark: str, words: str) -> None:
        """Show a table of a scenario beside others, in the colour of a mark."""
        if mark != self.mark:
            self._charts = {}
        self.mark = mark
        self.show_table(table, language, "deficit", words)

    @property
    def drawn(self) -> ScenarioChart | None:
        """The chart of now, brought up to what was asked."""
        self._catch_up()
        return cast("ScenarioChart | None", self._chart)

    def _made(self, table: Table, dressed: Look, shown: Shown) -> ScenarioChart:  # noqa: ARG002
        """Return a new chart of a table, which has one way to be shown."""
        from app.reports.scenario_chart import ScenarioChart

        return ScenarioChart(table, dressed, self.mark)

    def _marks(self) -> YearMarks | None:
        if self._asked is None or self._chart is None:
            return None
        chart = cast("ScenarioChart", self._chart)
        return _Marks(chart, self._asked[1], look.of(self), QRectF(self.rect()))

    def _describe(self) -> None:
        """Say the chart and its values at the chosen year."""
        if self._asked is None:
            return
        table, language, _ = self._asked
        self.setAccessibleName(table.title)
        years = [int(year or 0) for year in table.numbers("year")]
        said = [self._words]
        if self._year in years:
            at = years.index(self._year)
            named = [
                language.say("{name}: {value}", name=column.heading,
                             value=language.number(table.numbers(column.key)[at]))
                for column in table.columns[1:] if column.key != "change"
            ]  # fmt: skip
            said.append(language.say("{year}: {list}.", year=self._year,
                                     list=language.list_of(named)))  # fmt: skip
        self.setAccessibleDescription(" ".join(said))


@dataclass(frozen=True)
class _Marks(YearMarks):
    """The chosen year with an arrow from what the scenario stands on to the scenario."""

    chart: ScenarioChart

    def chosen(self, painter: QPainter, year: int) -> None:
        """Draw the year, the way between the two lines, and how long it is."""
        x = self.x(year)
        painter.setPen(QPen(self.colours.colour("accent"), look.tokens()["chart"]["line_now"]))
        painter.drawLine(QPointF(x, self._top), QPointF(x, self._foot))
        values = self.chart.values_of_pair(year)
        readings = self.chart.readings(year)
        self._rings(painter, year, readings[-1:])
        if len(values) > 1 and whole(values[0]) != whole(values[1]):
            self._difference(painter, year, values[0], values[1])
        elif readings and year != self.chart.years[-1]:  # there the end of the line says it
            self._value(painter, year, readings[-1], below=False)

    def _difference(self, painter: QPainter, year: int, here: float, under: float) -> None:
        start, end = self._at(year, under), self._at(year, here)
        ink = self.colours.colour("text")
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(start, end)
        if abs(end.y() - start.y()) > 2 * _ARROW:
            towards = _ARROW if end.y() > start.y() else -_ARROW
            for side in (-_ARROW, _ARROW):
                painter.drawLine(end, QPointF(end.x() + side, end.y() - towards))
        text = self.language.signed(whole(here) - whole(under))
        letters = QFontMetricsF(self._font(strong=True))
        width, height = letters.horizontalAdvance(text) + 2 * _AIR, letters.height()
        left = start.x() - _AIR - width
        if left < self.room.left() + 3 * _AIR:
            left = start.x() + 2 * _AIR
        middle = (start.y() + end.y()) / 2
        top = min(max(middle - height / 2, self.room.top()), self._foot - height)
        ground = QColor(self.colours.colour("surface"))
        ground.setAlphaF(0.85)
        place = QRectF(left, top, width, height)
        painter.fillRect(place, ground)
        painter.setFont(self._font(strong=True))
        painter.setPen(ink)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class Legend(QWidget):
    """What each line is: a piece of it, and its name."""

    def __init__(self) -> None:
        """Start without lines."""
        super().__init__()
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(look.space("m"))
        self.entries: list[_Entry] = []

    def show_lines(self, readings: Sequence[Reading], dashed: str) -> None:
        """Name the lines of a chart, that of the scenario last."""
        while len(self.entries) < len(readings):
            self.entries.append(_Entry())
            self._place.addWidget(self.entries[-1])
        for at, entry in enumerate(self.entries):
            entry.setVisible(at < len(readings))
        for entry, one in zip(self.entries, readings, strict=False):
            entry.tell(one.name, one.colour, dashed=one.name == dashed)


class _Entry(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._key, self.name = _Key(), Elided("caption")
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(_GAP)
        place.addWidget(self._key)
        place.addWidget(self.name, 1)

    def tell(self, name: str, colour: str, *, dashed: bool) -> None:
        self._key.colour, self._key.dashed = colour, dashed
        self._key.update()
        self.name.setText(name)
        self.name.setToolTip(name)
        self.name.setMaximumWidth(look.scaled(_NAME))
        self.name.updateGeometry()


class _Key(QWidget):
    colour, dashed = "", False

    def sizeHint(self) -> QSize:
        return QSize(_KEY, 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        painter = QPainter(self)
        style = Qt.PenStyle.DashLine if self.dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(self.colour), 2, style))
        y = self.height() / 2
        painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.end()


class ChartCard(QFrame):
    """A chart and its table twin under one title."""

    def __init__(self, document: Document) -> None:
        """Build the card with the chart in front."""
        super().__init__()
        self.setProperty("role", "card")
        self._document = document
        self.title, self.legend, self.other = Elided("h3"), Legend(), IconButton("table-2")
        self.more, self.menu, self.copies = IconButton("ellipsis"), QMenu(self), FigureCopies(self)
        self.chart, self.table = ScenarioChartView(), ReportView()
        self.chart.setMinimumHeight(_LEAST_HEIGHT)
        self._pages = QStackedWidget()
        for one in (self.chart, self.table):
            self._pages.addWidget(one)
        head = QHBoxLayout()
        head.setSpacing(look.space("m"))
        head.addWidget(self.title, 1)
        head.addWidget(self.legend)
        head.addWidget(self.other)
        head.addWidget(self.more)
        self._place = place = QVBoxLayout(self)
        place.setSpacing(2)
        nest(place, head)
        place.addWidget(self._pages, 1)
        self.other.clicked.connect(self._pressed)
        self.more.clicked.connect(partial(call, self._open_menu))
        self.menu.aboutToShow.connect(self._fill_menu)
        self.copies.told.connect(document.told)
        self.copies.problem_met.connect(document.problem_met)
        self.chart.year_asked.connect(document.choose_year)

    def show_table(self, table: Table, mark: str, words: str) -> None:
        """Show a scenario beside what it is held against."""
        language = self._document.language
        put_margins(self._place, 14, 6, 8, 8)
        self._make_room()
        self.title.setText(table.title)
        self.title.setToolTip(f"{table.title}\n{table.subtitle}")
        self.chart.show_scenario(table, language, mark, words)
        self.chart.show_year(self._document.year)
        turned = look.time_turns(language)
        self.copies.take(table, language, partial(_copied, table, mark, language, turned))
        self.table.show_table(table, language)
        drawn = self.chart.drawn
        several = len(table.rows) > 1 and drawn is not None
        readings = drawn.readings(drawn.years[-1]) if several and drawn is not None else ()
        assumed = next((c.heading for c in table.columns if c.key == "assumed"), "")
        self.legend.show_lines(readings, assumed)
        self._name_turning()

    def show_year(self, year: int) -> None:
        """Mark a year on the chart."""
        self.chart.show_year(year)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the lines above where letters are large."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self.chart.setMinimumHeight(_TIGHT_HEIGHT if is_tight(self.width()) else _LEAST_HEIGHT)

    def turn(self) -> None:
        """Turn from the chart to the table and back; the keyboard follows."""
        to = self.table if self._pages.currentWidget() is self.chart else self.chart
        self._pages.setCurrentWidget(to)
        self._name_turning()
        to.setFocus()

    def _pressed(self) -> None:
        self.turn()

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _fill_menu(self) -> None:
        self.menu.clear()
        self.copies.fill(self.menu, self._document.language)

    def _name_turning(self) -> None:
        say = self._document.language.say
        turned = self._pages.currentWidget() is self.table
        text = say("Show the chart") if turned else say("Show the table")
        tip = say("{action} ({keys})", action=text, keys="F9")
        self.other.say(text, tip, icon="chart-line" if turned else "table-2")
        self.more.say(say("More about the chart"))
        self.menu.clear()  # what it offers is said when it is opened


def _copied(table: Table, mark: str, language: Language, turned: bool) -> Copies:  # noqa: FBT001
    """Draw the chart for other programs, between its title and its sources."""
    from app.reports import pictures
    from app.reports.look import Look
    from app.reports.scenario_chart import on_paper

    worn = Look(language, mirrored=turned)
    return pictures.copies_of(partial(on_paper, table, mark), table, worn)
