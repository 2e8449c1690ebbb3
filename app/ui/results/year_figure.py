"""A still figure with the chosen year painted over it: another year costs no drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from app.ui import look
from app.ui.controls.figure_view import FigureView
from app.ui.results.year_card import YearCard
from app.ui.results.year_drawing import Watched

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent

    from app.ui.results.year_drawing import Frame, Shown

_LEAST = QSize(320, 140)
_AROUND = 8  # pixels around a frame that still mean its years
_AIR, _LIFT, _VEIL = 4, 5, 0.85


class YearFigure(FigureView):
    """Shows a figure of the reports; a year is chosen by the hand or by the arrows."""

    year_asked = Signal(int)

    def __init__(self) -> None:
        """Start without a figure."""
        super().__init__()
        self._shown: Shown | None = None
        self._watched: Watched | None = None
        self.frames: tuple[Frame, ...] = ()
        self._year = self._hovered = 0
        self.setMouseTracking(True)
        self.setMinimumSize(_LEAST)
        self.drawn.connect(self._place_years)

    def show_shown(self, shown: Shown, year: int) -> None:
        """Draw another figure beside the window; the one of before stays until it is there."""
        self._shown, self._year, self._hovered = shown, year, 0
        self._watched = Watched(shown.make)
        self.show_figure(self._watched, shown.table, shown.language, shown.words, heavy=True)
        self._describe()

    def show_year(self, year: int) -> None:
        """Mark another year; the picture stays."""
        self._year = year
        self._describe()
        self.update()

    # --- Over the picture -----------------------------------------------------------------------

    def _place_years(self) -> None:
        """Take the places of the years from the picture that has come."""
        if self._watched is not None and self._shown is not None:
            self.frames = self._watched.frames if self._shown.years else ()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the chosen year, and the card of the year under the hand, over the picture."""
        super().paintEvent(event)
        if self._shown is None or not self.frames:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._mark(painter, self._year, look.of(self).colour("accent"))
        self._ring(painter, self._shown)
        if self._hovered and self._hovered != self._year:
            self._mark(painter, self._hovered, look.of(self).colour("border_strong"))
        if self._hovered:
            self._card(painter, self._shown)
        painter.end()

    def _mark(self, painter: QPainter, year: int, colour: QColor) -> None:
        """Draw a line through every frame that has the year."""
        painter.setPen(QPen(colour, look.tokens()["chart"]["line_now"]))
        for one in self.frames:
            if one.holds(year):
                x = one.x(year)
                painter.drawLine(QPointF(x, one.top), QPointF(x, one.bottom))

    def _ring(self, painter: QPainter, shown: Shown) -> None:
        """Draw a ring where the line meets the chosen year, with its value."""
        frame = self.frames[0]
        worn, radius = look.of(self), look.tokens()["chart"]["marker_year"] / 2
        painter.setFont(look.font(shown.language, "caption", strong=True))
        for value, text in shown.points(self._year):
            at = QPointF(frame.x(self._year), frame.y(value))
            painter.setBrush(worn.colour("surface"))
            painter.setPen(QPen(worn.colour("accent"), look.stroke("focus")))
            painter.drawEllipse(at, radius, radius)
            after = shown.points(self._year + 1)
            rises = bool(after) and after[0][0] > value
            if self._year not in (shown.years[0], shown.years[-1]):  # there the axes say it
                self._value(painter, frame, at, text, leftwards=rises)

    def _value(
        self, painter: QPainter, frame: Frame, at: QPointF, text: str, *, leftwards: bool
    ) -> None:
        """Write a value above its ring, clear of the line."""
        letters = painter.fontMetrics()
        width, high = letters.horizontalAdvance(text) + 2 * _AIR, letters.height()
        fits = at.x() - _LIFT - width > frame.left
        right = not (leftwards and fits) and at.x() + _LIFT + width < frame.right
        left = at.x() + _LIFT if right else at.x() - _LIFT - width
        room = QRectF(left, at.y() - _LIFT - high, width, high)
        ground = look.of(self).colour("surface")
        ground.setAlphaF(_VEIL)
        painter.fillRect(room, ground)
        painter.setPen(look.of(self).colour("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)

    def _card(self, painter: QPainter, shown: Shown) -> None:
        """Tell what the figure says of the year under the hand."""
        frame = next((one for one in self.frames if one.holds(self._hovered)), None)
        if frame is not None:
            rows = shown.reading(self._hovered)
            card = YearCard(shown.language, look.of(self), self._hovered, rows)
            card.paint(painter, frame.x(self._hovered), frame.top, self.width())

    # --- Words, hand and keyboard ---------------------------------------------------------------

    def _describe(self) -> None:
        """Say the figure and the year it stands at."""
        if self._shown is None:
            return
        shown, said = self._shown, [self._shown.words]
        say = shown.language.say
        figures = [say("{name}: {value}", name=n, value=v) for n, v in shown.reading(self._year)]
        if figures:
            found = shown.language.list_of(figures)
            said.append(say("{year}: {list}.", year=self._year, list=found))
        self.setAccessibleDescription(" ".join(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from year to year, the way that time is drawn."""
        keys, years = Qt.Key, self._shown.years if self._shown else ()
        forwards = 1
        if self._shown is not None and look.time_turns(self._shown.language):
            forwards = -1
        asked = {
            keys.Key_Left: self._year - forwards,
            keys.Key_Right: self._year + forwards,
            keys.Key_Home: years[0] if years else 0,
            keys.Key_End: years[-1] if years else 0,
        }.get(keys(event.key()))
        if asked is None or not years:
            super().keyPressEvent(event)
        else:
            self.year_asked.emit(self._known(asked))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the year under the hand."""
        super().mousePressEvent(event)
        year = self._year_at(event.position())
        if year and event.button() is Qt.MouseButton.LeftButton:
            self.year_asked.emit(year)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the year under the hand."""
        super().mouseMoveEvent(event)
        self._hover(self._year_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read nothing any more."""
        super().leaveEvent(event)
        self._hover(0)

    def _hover(self, year: int) -> None:
        if year != self._hovered:
            self._hovered = year
            self.update()

    def _year_at(self, point: QPointF) -> int:
        """Return the year nearest to a point inside a frame, or nothing."""
        for one in self.frames:
            inside = QRectF(QPointF(one.left, one.top), QPointF(one.right, one.bottom))
            if inside.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).contains(point):
                return self._known(one.year(point.x()))
        return 0

    def _known(self, year: int) -> int:
        """Return a year, the nearest one that can be chosen where it lies outside."""
        years = self._shown.years if self._shown else ()
        return min(max(year, years[0]), years[-1]) if years else 0
