"""The few icons of the window, drawn here on a grid of 24 units with round strokes."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_STROKE = 1.75
_DRAWINGS = {
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "chevron-down": "M7 10l5 5 5-5",
    "chevron-next": "M10 7l5 5-5 5",
    "copy": "M9 9h11v11H9z M15 9V4H4v11h5",
    "folder": "M3 19V5h6l2.5 3H20v3 M3 19l3-8h16l-3 8z",
    "warning": "M12 4L2.8 20h18.4z M12 10v4.5 M12 17.2v.1",
    "info": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z M12 11v5.5 M12 7.7v.1",
    "stop": "M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7z M9 9l6 6 M15 9l-6 6",
    "done": "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z M8 12.300l3 3 5.2-6",
    "down": "M12 5v14 M6.5 13.5L12 19l5.5-5.5",
    "up": "M12 19V5 M6.5 10.5L12 5l5.5 5.5",
    "drop": "M12 4v11 M7.5 10.5L12 15l4.5-4.5 M4 16v4h16v-4",
    "sheet": "M6 3h8l5 5v13H6z M14 3v5h5 M9.5 13h6 M9.5 17h6",
    "close": "M6 6l12 12 M18 6L6 18",
}
_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}"'
    ' stroke-width="{stroke}" stroke-linecap="round" stroke-linejoin="round"><path d="{path}"/>'
    '</svg>'
)
_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}"'
    ' stroke-linecap="round" stroke-linejoin="round"><rect width="24" height="24" rx="6"'
    ' fill="{ground}" stroke="none"/><path stroke-width="2.2" d="M4.5 17H8.5V10H15V17H19.5"/>'
    '<path stroke-width="1.9" d="M18 4.600V9.4 M15.6 7H20.4"/></svg>'
)
MIRRORED = frozenset({"chevron-next"})


@cache
def _drawn(svg: str, side: int, ratio: float, *, mirrored: bool) -> QPixmap:
    """Return a drawing as a picture at the density of the screen."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    if mirrored:
        picture = QPixmap.fromImage(picture.toImage().flipped(Qt.Orientation.Horizontal))
    picture.setDevicePixelRatio(ratio)
    return picture


def _ratio() -> float:
    return QGuiApplication.primaryScreen().devicePixelRatio()


def picture(name: str, colour: QColor, side: int = 16) -> QPixmap:
    """Return an icon in a colour; arrows along the line follow the direction of reading."""
    svg = _SVG.format(colour=colour.name(), stroke=_STROKE, path=_DRAWINGS[name])
    backwards = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    return _drawn(svg, side, _ratio(), mirrored=backwards and name in MIRRORED)


def icon(name: str, colour: QColor, side: int = 16) -> QIcon:
    """Return an icon for a button or an action."""
    return QIcon(picture(name, colour, side))


def mark(ground: QColor, colour: QColor, side: int) -> QPixmap:
    """Return the mark of the program: a line that steps up and down, and a plus."""
    svg = _MARK.format(colour=colour.name(), ground=ground.name())
    return _drawn(svg, side, _ratio(), mirrored=False)
