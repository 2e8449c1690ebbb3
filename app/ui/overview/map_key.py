"""What stands beside the map: its scale, the hardest hit, and whose boundaries they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui import look
from app.ui.overview import geometry, map_scale

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.reports.ranking import Place, Ranking
    from app.ui.look import Look
    from app.ui.overview.map_scale import Scale

_BAR = QSize(164, 10)
_MORE = 20  # pixels that names may take beyond the scale
_SWATCH = 10
_WIDEST = "100 %"
_GAP, _ROW_GAP, _SECTION = 2, 2, 8
_WORST = 4
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_TRAILING = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


class MapKey(QWidget):
    """Painted from top to bottom; what there is no room for is left out, the scale last."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._ranking: Ranking | None = None
        self._worst: tuple[Place, ...] = ()
        self._longest = ""
        self._odd: tuple[tuple[str, float | None], ...] = ()
        self._painter = QPainter()
        self._down = 0.0

    def show_places(self, ranking: Ranking | None, places: tuple[Place, ...]) -> None:
        """Show the scale of a ranking and its first territories."""
        if ranking is not None and ranking is not self._ranking:
            self._odd = _odd_values(ranking)
            self._longest = max((place.name for place in places), key=len, default="")
            self.updateGeometry()
            self.setMinimumWidth(look.scaled(_BAR.width()))
            self.setMaximumWidth(look.scaled(_BAR.width() + 2 * _MORE))
            self.setToolTip(geometry.credit())
        self._ranking = ranking
        self._worst = tuple(place for place in places[:_WORST] if (place.value or 0) > 0)
        self.setAccessibleName(ranking.measure if ranking else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for what the longest name takes: it stands there in some year."""
        least, most = look.scaled(_BAR.width() + _MORE), look.scaled(_BAR.width() + 2 * _MORE)
        row = f"{self._longest}  {_WIDEST}"
        taken = QFontMetricsF(self._font("caption", strong=True)).horizontalAdvance(row)
        return QSize(min(max(least, round(taken)), most), look.scaled(150))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the scale, then as much of the rest as there is room for."""
        super().paintEvent(event)
        if self._ranking is None:
            return
        worn = look.of(self)
        self._painter.begin(self)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setLayoutDirection(self.layoutDirection())
        self._down = 0.0
        self._scale(self._ranking, worn)
        self._odd_ones(self._ranking, worn)
        credit = self._height("tick")
        self._hardest(self._ranking, worn, self.height() - credit - _GAP)
        if self._down + credit <= self.height():
            self._down = self.height() - credit
            self._text(self._ranking.frame.language.say("Boundaries: HCP"), "tick", worn)
        self._painter.end()

    # --- Parts ----------------------------------------------------------------------------------

    def _scale(self, ranking: Ranking, worn: Look) -> None:
        """Paint the classes side by side, low at the left, and the limits under their joints."""
        self._text(ranking.measure, "caption", worn)
        scale, bar = map_scale.of(ranking), self._bar()
        colours = scale.colours(worn)
        step = bar.width() / len(colours)
        for at, colour in enumerate(colours):
            cell = QRectF(bar.left() + at * step, bar.top(), step, bar.height())
            self._painter.fillRect(cell, colour)
        self._painter.setPen(QPen(worn.colour("surface"), 1))
        for at in range(1, len(colours)):
            x = round(bar.left() + at * step) + 0.5
            self._painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()))
        self._down = bar.bottom() + _GAP
        self._limits(ranking, scale, worn, step)

    def _limits(self, ranking: Ranking, scale: Scale, worn: Look, step: float) -> None:
        left, height = self._bar().left(), self._height("tick")
        self._painter.setFont(self._font("tick"))
        self._painter.setPen(worn.colour("text_secondary"))
        for at, limit in enumerate(scale.limits, start=1):
            under = QRectF(left + (at - 0.5) * step, self._down, step, height)
            self._painter.drawText(under, _MIDDLE, ranking.frame.language.number(limit))
        self._down += height + _ROW_GAP

    def _odd_ones(self, ranking: Ranking, worn: Look) -> None:
        """Paint a swatch for what is on no class: a surplus, a territory without figures."""
        scale, height = map_scale.of(ranking), self._height("caption")
        for said, value in self._odd:
            top = self._down + (height - _SWATCH) / 2
            swatch = self._mirrored(QRectF(0, top, 2 * _SWATCH, _SWATCH))
            self._painter.fillRect(swatch, scale.brush(value, worn))
            rest = QRectF(2 * _SWATCH + 6, self._down, self.width() - 2 * _SWATCH - 6, height)
            self._write(self._mirrored(rest), said, _LEADING, worn.colour("text_secondary"))
            self._down += height + _GAP

    def _hardest(self, ranking: Ranking, worn: Look, until: float) -> None:
        """List the first of the ranking, as many as there is room for."""
        caption, row = self._height("caption"), self._height("caption") + _ROW_GAP
        count = int((until - self._down - _SECTION - caption) // row)
        if count < 1 or not self._worst:
            return
        self._down += _SECTION
        self._text(ranking.worst, "caption", worn)
        for place in self._worst[:count]:
            self._row(place.name, ranking.written(place.value), worn, row)

    def _row(self, name: str, value: str, worn: Look, height: float) -> None:
        strong, plain = self._font("caption", strong=True), self._font("caption")
        wide = QFontMetricsF(strong).horizontalAdvance(value) + 1
        line = QRectF(0, self._down, self.width(), height)
        self._painter.setFont(strong)
        self._write(line, value, _TRAILING, worn.colour("text"))
        self._painter.setFont(plain)
        room = self._mirrored(QRectF(0, self._down, self.width() - wide - 8, height))
        text = QFontMetricsF(plain).elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        self._write(room, text, _LEADING, worn.colour("text"))
        self._down += height

    # --- Strokes --------------------------------------------------------------------------------

    def _text(self, text: str, role: str, worn: Look) -> None:
        height = self._height(role)
        self._painter.setFont(self._font(role))
        line = QRectF(0, self._down, self.width(), height)
        self._write(line, text, _LEADING, worn.colour("text_secondary"))
        self._down += height + _GAP

    def _write(self, room: QRectF, text: str, flags: Qt.AlignmentFlag, colour: QColor) -> None:
        self._painter.setPen(colour)
        self._painter.drawText(room, flags, text)

    def _bar(self) -> QRectF:
        wide = look.scaled(_BAR.width())
        return self._mirrored(QRectF(0, self._down, wide, look.scaled(_BAR.height())))

    def _mirrored(self, room: QRectF) -> QRectF:
        """Return a place on the side where reading begins."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            room.moveLeft(self.width() - room.right())
        return room

    def _font(self, role: str, *, strong: bool = False) -> QFont:
        if self._ranking is None:
            return self.font()
        return look.font(self._ranking.frame.language, role, strong=strong)

    def _height(self, role: str) -> float:
        return QFontMetricsF(self._font(role)).height()


def _odd_values(ranking: Ranking) -> tuple[tuple[str, float | None], ...]:
    """Return what has a colour of its own in any year, with a value of that kind."""
    say = ranking.frame.language.say
    odd: list[tuple[str, float | None]] = []
    if any(value < 0 for value in ranking.values):
        odd.append((say("Surplus"), -1.0))
    if ranking.incomplete:
        odd.append((say("No data"), None))
    return tuple(odd)
