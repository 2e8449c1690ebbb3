"""Small pictures of the start page: a deficit by year, and an icon on a tint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from app.ui import icons, look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QPaintEvent

_PICTURE = QSize(72, 40)
_AIR = 8.0
_MISSING_ICON = 18
_TILE_RADIUS = 10.0
_HERO_RADIUS = 12.0
_TILE, _HERO = 42, 56
_TILE_ICON = 22


class Thumbnail(QWidget):
    """The deficit of a plan as a line on its own scale; time runs from left to right."""

    def __init__(self, deficits: Sequence[float]) -> None:
        """Keep the deficits, one a year."""
        super().__init__()
        self._deficits = tuple(deficits)
        self._missing = False
        self.setFixedSize(_PICTURE)

    def show_missing(self, *, missing: bool) -> None:
        """Show a sign in place of the line where the file is not there."""
        self._missing = missing
        self.update()

    def line(self) -> tuple[QPointF, ...]:
        """Return the points of the line, the first year at the left."""
        least, most = min(self._deficits), max(self._deficits)
        span = (most - least) or 1.0
        room = QRectF(self.rect()).adjusted(_AIR, _AIR, -_AIR, -_AIR)
        steps = max(len(self._deficits) - 1, 1)
        return tuple(
            QPointF(
                room.left() + room.width() * at / steps,
                room.bottom() - room.height() * (deficit - least) / span,
            )
            for at, deficit in enumerate(self._deficits)
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        """Paint the line, or the sign of a missing file."""
        colours = look.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "surface_sunken" if self._missing else "surface_header"
        _round(painter, self, colours.colour(ground), float(look.space("xs")))
        if self._missing:
            _middle(painter, self, "file-warning", colours.colour("text_secondary"), _MISSING_ICON)
        elif self._deficits:
            thick = float(look.tokens()["chart"]["line_small_multiple"])
            pen = QPen(colours.chart("deficit"), thick)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(list(self.line()))
        painter.end()


class IconTile(QWidget):
    """An icon in the middle of a rounded tint: of the accent, or of a tone."""

    def __init__(self, icon: str, *, strong: bool = False) -> None:
        """Keep the icon; a `strong` one is as large as the head of a page wants it."""
        super().__init__()
        self._icon, self._tone, self._strong = icon, "", strong
        self._filled = False
        self.resize_anew()

    def resize_anew(self) -> None:
        """Take the size that goes with the letters of now."""
        side = _HERO if self._strong else _TILE
        self.setFixedSize(look.scaled(side), look.scaled(side))

    def show_sign(self, icon: str, tone: str) -> None:
        """Take another icon and tone."""
        self._icon, self._tone = icon, tone
        self.update()

    def fill(self, *, filled: bool) -> None:
        """Turn the tint into the accent itself, or back."""
        self._filled = filled
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is painted
        """Paint the tint and the icon."""
        colours = look.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = ("accent", "on_accent") if self._filled else ("accent_soft", "accent")
        ground, ink = map(colours.colour, names)
        if self._tone:
            ground, ink = (colours.status(self._tone, part) for part in ("bg", "fg"))
        _round(painter, self, ground, _HERO_RADIUS if self._strong else _TILE_RADIUS)
        side = look.size("icon_hero") if self._strong else look.scaled(_TILE_ICON)
        _middle(painter, self, self._icon, ink, side)
        painter.end()


def _round(painter: QPainter, widget: QWidget, colour: QColor, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(widget.rect()), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _middle(painter: QPainter, widget: QWidget, icon: str, colour: QColor, side: int) -> None:
    """Paint an icon in the middle of a widget."""
    at = QRectF(0, 0, side, side)
    at.moveCenter(QRectF(widget.rect()).center())
    painter.drawPixmap(at.topLeft(), icons.picture(icon, colour, side))
