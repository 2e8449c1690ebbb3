"""A place for a chart of the reports: its picture, the years over it, and its words.

The picture is drawn when it is needed and kept; what follows the hand is painted over it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui import look
from app.ui.controls.pixels import drawn

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.language import Language
    from app.reports.look import Look
    from app.reports.table import Table
    from app.reports.year_chart import Shown
    from app.ui.overview.year_marks import YearMarks, YearPicture

_LEAST = QSize(320, 140)


class ChartView(QWidget):
    """Shows the years of one table; another year is chosen by the hand or by the arrows."""

    year_asked = Signal(int)

    def __init__(self) -> None:
        """Start without a chart: nothing of matplotlib is loaded before the first one."""
        super().__init__()
        self._asked: tuple[Table, Language, Shown] | None = None
        self._charts: dict[tuple[Language, Shown, look.Appearance], YearPicture] = {}
        self._chart: YearPicture | None = None
        self._figure: Figure | None = None  # where there is one year only
        self._picture: QImage | None = None
        self._year, self._hovered = 0, 0
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)

    @property
    def figure(self) -> Figure | None:
        """The figure of what was asked last."""
        self._catch_up()
        return self._figure if self._chart is None else self._chart.figure

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to be read; the layout gives what is left."""
        return _LEAST

    def show_table(self, table: Table, language: Language, shown: Shown, words: str) -> None:
        """Show a table in one of its two ways, with the words for those who do not see it."""
        self._asked, self._words = (table, language, shown), words
        self._picture = None
        self._hovered = 0
        self._describe()
        self.update()

    def show_year(self, year: int) -> None:
        """Mark another year; the picture stays."""
        self._year = year
        self._describe()
        self.update()

    # --- The picture ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the picture is one
        """Draw the picture if it is not the present one, and what stands over it."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        picture = self._drawn(ratio)
        if picture is not None:
            painter.drawImage(0, 0, picture)
        marks = self._marks()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if marks is not None:
            if self._year in marks.chart.years:
                marks.chosen(painter, self._year)
            if self._hovered and self._hovered != self._year:
                marks.hovered(painter, self._hovered)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.of(self).colour("focus_ring"), look.stroke("focus")))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew in other colours."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._picture = None

    def _drawn(self, ratio: float) -> QImage | None:
        """Return the picture in the size and density of now."""
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._picture is not None and self._picture.size() == size:
            return self._picture
        self._catch_up()
        if self._chart is not None:
            self._chart.fit(self.width(), self.height(), ratio)
            self._picture = drawn(self._chart.figure)
        elif self._figure is not None:
            self._figure.set_dpi(100 * ratio)
            self._figure.set_size_inches(self.width() / 100, self.height() / 100)
            self._picture = drawn(self._figure)
        if self._picture is not None:
            self._picture.setDevicePixelRatio(ratio)
        return self._picture

    def _catch_up(self) -> None:
        """Tell a chart what was asked last."""
        if self._asked is None:
            return
        table, language, shown = self._asked
        self._chart = self._figure = None
        if len(table.rows) > 1:
            self._chart = self._year_chart(table, language, shown)
        else:
            from app.reports import charts

            self._figure = charts.one_year(table, self._look(language))

    def _year_chart(self, table: Table, language: Language, shown: Shown) -> YearPicture:
        """Return a chart that shows a table; each way keeps its own, which is only told values."""
        from app.reports.live_canvas import LiveCanvas

        worn = replace(look.worn(), dark=look.of(self).dark)
        wanted = (language, shown, worn)
        chart = self._charts.get(wanted)
        if chart is None or not chart.show(table):
            self._charts = {key: kept for key, kept in self._charts.items() if key[2] == worn}
            chart = self._charts[wanted] = self._made(table, self._look(language), shown)
            LiveCanvas(chart.figure, *chart.layers())
        return chart

    def _made(self, table: Table, dressed: Look, shown: Shown) -> YearPicture:
        """Return a new chart of a table."""
        from app.reports.year_chart import YearChart

        return YearChart(table, dressed, shown)

    def _look(self, language: Language) -> Look:
        """Return the colours and sizes of now for a chart."""
        return look.of_charts(self, language)

    def prepare(self, table: Table, language: Language) -> None:
        """Draw a table unseen: the first picture in a language takes twice as long as others."""
        if self._asked is not None and len(table.rows) > 1:
            chart = self._year_chart(table, language, self._asked[2])
            chart.fit(self.width(), self.height(), self.devicePixelRatioF())
            drawn(chart.figure)

    # --- The years ------------------------------------------------------------------------------

    def _marks(self) -> YearMarks | None:
        """Return what paints years over the chart; there is none over a single year."""
        from app.ui.overview.year_marks import YearMarks

        if self._asked is None or self._chart is None:
            return None
        return YearMarks(self._chart, self._asked[1], look.of(self), QRectF(self.rect()))

    def _describe(self) -> None:
        """Say the chart and the year it stands at."""
        if self._asked is None:
            return
        table, language, _ = self._asked
        self.setAccessibleName(table.title)
        years = [int(year or 0) for year in table.numbers("year")]
        said = [self._words]
        if self._year in years:
            from app.reports.alternative import reading

            said.append(reading(table, years.index(self._year), language))
        self.setAccessibleDescription(" ".join(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from year to year, the way that time runs."""
        keys = Qt.Key
        if self._chart is None or self._asked is None:
            super().keyPressEvent(event)
            return
        first, last = self._chart.years[0], self._chart.years[-1]
        step = -1 if look.time_turns(self._asked[1]) else 1
        asked = {
            keys.Key_Left: min(max(self._year - step, first), last),
            keys.Key_Right: min(max(self._year + step, first), last),
            keys.Key_Home: first,
            keys.Key_End: last,
        }.get(keys(event.key()))
        if asked is None:
            super().keyPressEvent(event)
        else:
            self.year_asked.emit(asked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the year under the hand."""
        super().mousePressEvent(event)
        marks = self._marks()
        if marks is not None and event.button() is Qt.MouseButton.LeftButton:
            self.year_asked.emit(marks.year(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the year under the hand."""
        super().mouseMoveEvent(event)
        marks = self._marks()
        year = marks.year(event.position().x()) if marks is not None else 0
        if year != self._hovered:
            self._hovered = year
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing any more."""
        super().leaveEvent(event)
        self._hovered = 0
        self.update()

