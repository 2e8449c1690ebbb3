"""The year slider: one year after the other, always from left to right, by hand or by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from app.ui import icons, look
from app.ui.controls.labels import button, label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from app.language import Language
    from app.ui.look import Look

_STEPS = (1, 2, 4, 5, 10, 20)  # years between two years that are written
_BETWEEN = 10  # pixels between two written years
_RING = 2
_TICK = 5
_NUMBERS = 7  # pixels from the track down to the line of numbers
_USUAL_PACE = 1  # the place of the pace among the tokens


class YearSlider(QWidget):
    """A play button, the years, and the year that is chosen."""

    year_chosen = Signal(int)

    def __init__(self) -> None:
        """Build it with a single year."""
        super().__init__()
        self.play = button("icon")
        self.play.clicked.connect(self._pressed)
        self.track = _Track()
        self.year = label("year")
        self._words = ("", "")
        self._language: Language | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(look.tokens()["motion_ms"]["play_step"][_USUAL_PACE])
        self._clock.timeout.connect(self._step)
        self.track.valueChanged.connect(self._moved)
        self.track.sliderPressed.connect(self.stop)
        self.track.play_asked.connect(self.toggle)
        # Time runs from left to right in every language, unless somebody wants it turned.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("s"))
        place.addWidget(self.play)
        place.addWidget(self.track, 1)
        place.addWidget(self.year)

    def retell(self, language: Language) -> None:
        """Say what it does, in the colours and the text size of now."""
        self._language = language
        directions = Qt.LayoutDirection
        turned = look.time_turns(language)
        self.setLayoutDirection(directions.RightToLeft if turned else directions.LeftToRight)
        self._words = language.say("Play the years"), language.say("Pause")
        self.track.setAccessibleName(language.say("Year"))
        self.track.written = language.year
        self.play.setFixedWidth(look.size("icon_button"))
        self._dress()
        self._write()

    def set_years(self, first: int, last: int) -> None:
        """Take the years that can be chosen."""
        with QSignalBlocker(self.track):
            self.track.setRange(first, last)
        self.setEnabled(first < last)
        self.track.update()
        self._write()

    def set_year(self, year: int) -> None:
        """Show a year that was chosen elsewhere."""
        with QSignalBlocker(self.track):
            self.track.setValue(year)
        self._write()

    @property
    def plays(self) -> bool:
        """Whether the years go on by themselves."""
        return self._clock.isActive()

    def toggle(self) -> None:
        """Play, from the first year if the last one is shown; or stop."""
        if self.plays:
            self.stop()
        elif self.isEnabled():
            if self.track.value() == self.track.maximum():
                self.track.setValue(self.track.minimum())
            self._clock.start()
            self._dress()

    def stop(self) -> None:
        """Stay with the year of now."""
        self._clock.stop()
        self._dress()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop where nobody looks."""
        super().hideEvent(event)
        self.stop()

    def _pressed(self) -> None:
        self.toggle()

    def _step(self) -> None:
        self.track.setValue(self.track.value() + 1)
        if self.track.value() == self.track.maximum():
            self.stop()

    def _moved(self, year: int) -> None:
        self._write()
        self.year_chosen.emit(year)

    def _write(self) -> None:
        if self._language is not None:
            self.year.setText(self._language.year(self.track.value()))

    def _dress(self) -> None:
        colour = look.of(self).colour("text_secondary")
        self.play.setIcon(icons.icon("pause" if self.plays else "play", colour))
        self.play.setAccessibleName(self._words[self.plays])
        self.play.setToolTip(self._words[self.plays])


class _Track(QSlider):
    """The years as a slider of Qt, whose value is spoken, painted by the tokens."""

    play_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setProperty("role", "tick")
        look.put_letters(self)
        self.written: Callable[[int], str] = str
        self.setPageStep(5)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(120, round(self._middle() + _NUMBERS + self._letters.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    # --- Pointer and keyboard -------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the year under the pointer, and follow it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002  Qt's own signature
        """Let go."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play on the space bar; Qt knows the arrows, Home and End."""
        if event.key() == Qt.Key.Key_Space:
            self.play_asked.emit()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _follow(self, event: QMouseEvent) -> None:
        start, end = self._ends()
        share = (event.position().x() - start) / max(end - start, 1.0)
        share = 1 - share if self.isRightToLeft() else share
        years = self.maximum() - self.minimum()
        self.setValue(self.minimum() + round(share * years))

    # --- Drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        """Draw the track, a tick and perhaps a number for each year, and the thumb."""
        worn, painter = look.of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_track(painter, worn)
        self._paint_years(painter, worn)
        self._paint_thumb(painter, worn)
        painter.end()

    def _paint_track(self, painter: QPainter, worn: Look) -> None:
        (start, end), middle = self._ends(), self._middle()
        thick = look.size("slider_track")
        painter.setPen(Qt.PenStyle.NoPen)
        begin, final = (end, start) if self.isRightToLeft() else (start, end)
        for until, name in ((final, "border_strong"), (self._across(self.value()), "accent")):
            if name == "border_strong" or self.isEnabled():
                painter.setBrush(worn.colour(name))
                left = min(begin, until)
                track = QRectF(left, middle - thick / 2, abs(until - begin), thick)
                painter.drawRoundedRect(track, thick / 2, thick / 2)

    def _paint_years(self, painter: QPainter, worn: Look) -> None:
        letters, top = self._letters, self._middle() + self._thumb / 4
        painter.setFont(self.font())
        apart = self._apart()
        for year in range(self.minimum(), self.maximum() + 1):
            x = round(self._across(year)) + 0.5
            painter.setPen(QPen(worn.colour("border_strong"), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, top + _TICK))
            if (year - self.minimum()) % apart == 0:
                painter.setPen(worn.colour("text_secondary"))
                text = self.written(year)
                wide = letters.horizontalAdvance(text)
                left = min(max(x - wide / 2, 0.0), self.width() - wide)
                under = QRectF(left, self._middle() + _NUMBERS, wide + 1, letters.height())
                painter.drawText(under, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_thumb(self, painter: QPainter, worn: Look) -> None:
        centre = QPointF(self._across(self.value()), self._middle())
        accent = worn.colour("accent" if self.isEnabled() else "border_strong")
        radius = self._thumb / 2
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(worn.colour("focus_ring"), _RING))
            painter.drawEllipse(centre, radius + _RING, radius + _RING)
        hovered = self.isEnabled() and (self.isSliderDown() or self.underMouse())
        painter.setBrush(worn.colour("accent_soft" if hovered else "surface"))
        painter.setPen(QPen(accent, 2))
        painter.drawEllipse(centre, radius - 1, radius - 1)

    def _apart(self) -> int:
        """Return how many years apart years are written, so that none touches another."""
        years = max(self.maximum() - self.minimum(), 1)
        start, end = self._ends()
        wide = self._letters.horizontalAdvance(self.written(self.maximum())) + _BETWEEN
        fitting = (step for step in _STEPS if step * (end - start) / years >= wide)
        return next(fitting, years)

    @property
    def _thumb(self) -> int:
        return look.size("slider_thumb")

    @property
    def _letters(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())

    def _middle(self) -> float:
        return self._thumb / 2 + 2 * _RING

    def _ends(self) -> tuple[float, float]:
        """Return where the first and the last year are."""
        wide = self._letters.horizontalAdvance(self.written(self.maximum()))
        edge = max(self._thumb / 2 + 2 * _RING, wide / 2)
        return edge, self.width() - edge

    def _across(self, year: int) -> float:
        start, end = self._ends()
        years = self.maximum() - self.minimum()
        share = (year - self.minimum()) / years if years else 0.0
        return start + (end - start) * (1 - share if self.isRightToLeft() else share)
