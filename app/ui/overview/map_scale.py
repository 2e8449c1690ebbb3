"""The scale of a map: fixed classes, the same in every year, and the brush of a value."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPixmap

from app.ui import look

if TYPE_CHECKING:
    from app.reports.ranking import Ranking
    from app.ui.look import Look

_SHARES = (10, 20, 30, 40, 50, 60)  # percent of the need
_DENSITIES = (1, 2, 5, 10, 20)  # persons for 10,000 inhabitants
_TINT = 0.5
_HATCH = 4  # pixels between two strokes


@dataclass(frozen=True)
class Scale:
    """Which colour a value has; the limits stand under the joints of the colours."""

    limits: tuple[int, ...]
    unit: float  # what one of the limits counts
    name: str  # of the colours among the tokens

    def colours(self, worn: Look) -> list[QColor]:
        """Return the colours from low to high."""
        chart = look.tokens()["dark" if worn.dark else "light"]["chart"]
        return [QColor(colour) for colour in chart[self.name]]

    def brush(self, value: float | None, worn: Look) -> QBrush:
        """Return what a value is filled with: a class, the tint of a surplus, or strokes."""
        if value is None:
            return no_data(worn)
        if value < 0:
            return QBrush(surplus(worn))
        return QBrush(self.colours(worn)[bisect_right(self.limits, value / self.unit)])


SHARES = Scale(_SHARES, 0.01, "map_deficit")
DENSITIES = Scale(_DENSITIES, 1.0, "map_density")


def of(ranking: Ranking) -> Scale:
    """Return the scale of what territories are ranked by."""
    return DENSITIES if ranking.by_density else SHARES


def surplus(worn: Look) -> QColor:
    """Return the colour of a surplus: as quiet as the low end of the deficits."""
    full, ground = worn.chart("surplus"), worn.colour("surface")
    return QColor.fromRgbF(
        _TINT * full.redF() + (1 - _TINT) * ground.redF(),
        _TINT * full.greenF() + (1 - _TINT) * ground.greenF(),
        _TINT * full.blueF() + (1 - _TINT) * ground.blueF(),
    )


def no_data(worn: Look) -> QBrush:
    """Return strokes on grey: nobody takes them for a low value."""
    tile = QPixmap(_HATCH, _HATCH)
    tile.fill(worn.chart("map_no_data"))
    painter = QPainter(tile)
    painter.setPen(worn.chart("map_outline"))
    for step in (-_HATCH, 0, _HATCH):
        painter.drawLine(step, _HATCH, step + _HATCH, 0)
    painter.end()
    return QBrush(tile)


def readable(ground: QBrush, worn: Look) -> QColor:
    """Return the letters' colour, of light and dark, that is read on a ground."""
    light = ground.color().lightnessF() > 0.5  # noqa: PLR2004  half way between black and white
    dark_letters = worn.colour("surface" if worn.dark else "text")
    return dark_letters if light else QColor(Qt.GlobalColor.white)
