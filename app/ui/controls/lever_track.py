"""The track of a lever: where its value lies between its ends, painted by the tokens.

What is told while the hand is on it is not yet decided: `settled` says that it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider

from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QWheelEvent

    from app.ui.look import Look

_RING, _RIM = 2, 2
_BAND, _TICK, _HOLLOW = 12, 16, 10  # pixels high, high, across
_BAND_SHARE = 0.13
_PAGE = 10  # steps
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: _PAGE,
          Qt.Key.Key_PageDown: -_PAGE}  # fmt: skip
_SIDEWAYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_MANY = 1_000_000  # steps: beyond them Qt counts no further
_EXACT = 10  # decimals, against the dust of adding steps


@dataclass(frozen=True)
class Reach:
    """Where a lever can go: its ends, its steps, and what is marked on the way."""

    least: float
    most: float
    step: float
    parent: float
    band: tuple[float, float] | None = None
    previous: float | None = None

    def held(self, value: float) -> float:
        """Return the nearest value that a step reaches; the parent's counts as one."""
        if abs(value - self.parent) < self.step / 2 and self.least <= self.parent <= self.most:
            return self.parent
        steps = math.floor((value - self.least) / self.step + 0.5)
        return self._within(round(self.least + steps * self.step, _EXACT))

    def moved(self, value: float, steps: int) -> float:
        """Return the value some steps further, never the same one."""
        wanted = self.held(value + steps * self.step)
        stuck = (wanted - value) * steps <= 0
        return self._within(round(value + steps * self.step, _EXACT)) if stuck else wanted

    def share(self, value: float) -> float:
        """Return how far along the track a value lies; what lies beyond an end is at the end."""
        return (self._within(value) - self.least) / ((self.most - self.least) or 1.0)

    def _within(self, value: float) -> float:
        return min(max(value, self.least), self.most)


class LeverTrack(QSlider):
    """A slider of Qt for those who hear it; its value mirrors where reading does."""

    moved = Signal(float)
    settled = Signal()

    def __init__(self) -> None:
        """Start between nothing and one."""
        super().__init__(Qt.Orientation.Horizontal)
        self.reach, self.value_now, self.grown = Reach(0.0, 1.0, 0.01, 0.0), 0.0, 1.0
        self.held = False  # whether something was moved and is not settled yet
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reach(self, reach: Reach, value: float) -> None:
        """Show another lever, or other values of this one; what the hand holds stays."""
        self.reach = reach
        self.setRange(self._counted(reach.least), self._counted(reach.most))
        if not self.held:
            self.put(value)

    def put(self, value: float) -> None:
        """Show a value that was given elsewhere."""
        self.value_now = value
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for the height of the thumb and its rings."""
        return QSize(round(120 * self.grown), round(self._thumb + 4 * _RING))

    def minimumSizeHint(self) -> QSize:
        """Stay wide enough to be moved by hand."""
        return QSize(round(80 * self.grown), self.sizeHint().height())

    # --- Pointer and keyboard -------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the value under the pointer, and follow it."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002  Qt's own signature
        """Let go: what was moved stands."""
        self.setSliderDown(False)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by steps; towards the end of the line is more in every language."""
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: self.reach.least, Qt.Key.Key_End: self.reach.most}
        steps = _STEPS.get(key, 0) or self._sideways(key)
        if steps:
            self._move(self.reach.moved(self.value_now, steps))
        elif key in ends:
            self._move(ends[key])
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of the key: what was moved stands."""
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self._settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave nothing undecided behind."""
        super().focusOutEvent(event)
        self._settle()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def _sideways(self, key: Qt.Key) -> int:
        step = _SIDEWAYS.get(key, 0)
        return -step if self.isRightToLeft() else step

    def _follow(self, event: QMouseEvent) -> None:
        start, length = self._span()
        share = (event.position().x() - start) / max(length, 1.0)
        share = 1 - share if self.isRightToLeft() else share
        reach = self.reach
        inside = min(max(share, 0.0), 1.0)
        self._move(reach.held(reach.least + inside * (reach.most - reach.least)))

    def _move(self, value: float) -> None:
        if value != self.value_now:
            self.held = True
            self.put(value)
            self.moved.emit(value)

    def _settle(self) -> None:
        if self.held:
            self.held = False
            self._tell()
            self.settled.emit()

    def _tell(self) -> None:
        """Let Qt answer those who ask for the value; while it moves it would be read aloud."""
        if not self.held:
            self.setValue(self._counted(self.value_now))

    def _counted(self, value: float) -> int:
        return round(min(max(value / self.reach.step, -_MANY), _MANY))

    # --- Drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        """Draw the band, the track, the marks and the thumb."""
        worn, painter = look.of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_band(painter, worn)
        self._paint_track(painter, worn)
        self._paint_marks(painter, worn)
        self._paint_thumb(painter, worn)
        painter.end()

    def _paint_band(self, painter: QPainter, worn: Look) -> None:
        if self.reach.band is None:
            return
        tint = worn.colour("accent")
        tint.setAlphaF(_BAND_SHARE)
        high = _BAND * self.grown
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(self._between(*self.reach.band, high), _RING, _RING)

    def _paint_track(self, painter: QPainter, worn: Look) -> None:
        reach, thick = self.reach, look.size("slider_track") * self.grown
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("border_strong"))
        painter.drawRoundedRect(self._between(reach.least, reach.most, thick), thick / 2, thick / 2)
        if self.isEnabled():
            painter.setBrush(worn.colour("accent"))
            filled = self._between(reach.least, self.value_now, thick)
            painter.drawRoundedRect(filled, thick / 2, thick / 2)

    def _paint_marks(self, painter: QPainter, worn: Look) -> None:
        """Draw the tick of the parent, and the ring of the value before."""
        reach, middle = self.reach, self.height() / 2
        if reach.least <= reach.parent <= reach.most:
            x, half = self._across(reach.parent), _TICK * self.grown / 2
            painter.setPen(QPen(worn.colour("text_secondary"), _RIM * self.grown))
            painter.drawLine(QPointF(x, middle - half), QPointF(x, middle + half))
        if reach.previous is not None:
            painter.setBrush(worn.colour("surface"))
            painter.setPen(QPen(worn.colour("border_input"), _RIM))
            radius = _HOLLOW * self.grown / 2 - _RIM / 2
            painter.drawEllipse(QPointF(self._across(reach.previous), middle), radius, radius)

    def _paint_thumb(self, painter: QPainter, worn: Look) -> None:
        centre = QPointF(self._across(self.value_now), self.height() / 2)
        radius, usable = self._thumb / 2, self.isEnabled()
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(worn.colour("focus_ring"), _RING))
            painter.drawEllipse(centre, radius + _RING, radius + _RING)
        pressed, hovered = usable and self.isSliderDown(), usable and self.underMouse()
        inside = "accent" if pressed else "accent_soft" if hovered else "surface"
        painter.setBrush(worn.colour(inside))
        painter.setPen(QPen(worn.colour("accent" if usable else "border_strong"), _RIM))
        painter.drawEllipse(centre, radius - 1, radius - 1)

    @property
    def _thumb(self) -> float:
        return look.size("slider_thumb") * self.grown

    def _span(self) -> tuple[float, float]:
        """Return where the track begins, counted from the left, and how long it is."""
        edge = self._thumb / 2 + 2 * _RING
        return edge, self.width() - 2 * edge

    def _across(self, value: float) -> float:
        start, length = self._span()
        share = self.reach.share(value)
        return start + length * (1 - share if self.isRightToLeft() else share)

    def _between(self, one: float, other: float, high: float) -> QRectF:
        left, right = sorted((self._across(one), self._across(other)))
        return QRectF(left, (self.height() - high) / 2, right - left, high)
