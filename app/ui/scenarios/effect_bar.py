"""The effect of one line as a number with a bar that grows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import language as spoken
from app.ui import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.language import Language

_WIDE, _HIGH, _GAP = 84, 10, 8
_SHORT = 3  # a slim bar against the usual one
_LEAST = 1.5
_EXAMPLE = -10_000


class EffectBar(QWidget):
    """Blue where the line lowers the deficit, vermillion where it raises it; the sign says it."""

    def __init__(self) -> None:
        """Start without an effect."""
        super().__init__()
        self._effect: float | None = None
        self._largest, self._waits = 1.0, False
        self._slim = False
        self._language: Language = spoken("en")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_effect(
        self, effect: float | None, largest: float, language: Language, *, waits: bool
    ) -> None:
        """Show an effect in persons beside the largest of all lines; none while it is awaited."""
        self._effect, self._largest, self._language = effect, max(largest, 1.0), language
        self._waits = waits
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    def make_slim(self, *, slim: bool) -> None:
        """Take a short bar, or one of the usual length."""
        if slim != self._slim:
            self._slim = slim
            self.updateGeometry()

    @property
    def text(self) -> str:
        """What is written."""
        if self._effect is None:
            return "…" if self._waits else self._language.number(None)
        return self._language.signed(self._effect)

    def sizeHint(self) -> QSize:
        """Ask for the bar and the number."""
        letters = QFontMetricsF(look.font(self._language, strong=True))
        longest = max(self._language.signed(_EXAMPLE), self.text, key=len)
        bar = look.scaled(_WIDE) // (_SHORT if self._slim else 1)
        wide = bar + _GAP + letters.horizontalAdvance(longest)
        return QSize(round(wide) + 2, round(letters.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Keep room for the number, and for some of the bar."""
        hint = self.sizeHint()
        given_up = 0 if self._slim else 3 * look.scaled(_WIDE) // 4
        return QSize(hint.width() - given_up, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        """Write the number where the line ends, and draw the bar before it."""
        worn, painter = look.of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font(self._language, strong=self._effect is not None)
        letters = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(worn.colour("text" if self._effect is not None else "text_secondary"))
        backwards, longest = self.isRightToLeft(), self._language.signed(_EXAMPLE)
        room = max(letters.horizontalAdvance(one) for one in (longest, self.text))
        left = 0.0 if backwards else self.width() - room
        place = QRectF(left, 0, room, self.height())
        side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, self.text)
        self._paint_bar(painter, worn, QRectF(place))
        painter.end()

    def _paint_bar(self, painter: QPainter, worn: look.Look, number: QRectF) -> None:
        if self._effect is None:
            return
        seen = round(abs(self._effect)) > 0  # no piece of a bar beside a nought
        high = look.scaled(_HIGH)
        wide = max(min(float(look.scaled(_WIDE)), self.width() - number.width() - _GAP), 0.0)
        top, backwards = (self.height() - high) / 2, self.isRightToLeft()
        start = number.right() + _GAP if backwards else number.left() - _GAP - wide
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("surface_sunken"))
        painter.drawRect(QRectF(start, top, wide, high))
        long = max(abs(self._effect) / self._largest * wide, _LEAST if seen else 0.0)
        painter.setBrush(worn.chart("exit" if self._effect > 0 else "entry"))
        from_left = start if backwards else start + wide - long
        painter.drawRect(QRectF(from_left, top, long, high))
