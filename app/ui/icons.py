"""The icons of the window: one drawing of the Lucide set each, in the colour asked for."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.bundled import resource
from app.ui import look

_STROKE = "1.75"
_DRAWN_STROKE = "2"
_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}"'
    ' stroke-linecap="round" stroke-linejoin="round"><rect width="24" height="24" rx="6"'
    ' fill="{ground}" stroke="none"/><path stroke-width="2.2" d="M4.5 17H8.5V10H15V17H19.5"/>'
    '<path stroke-width="1.9" d="M18 4.600V9.4 M15.6 7H20.4"/></svg>'
)
# Arrows along the line of reading turn with it; all others stay as they were drawn.
_MIRRORED = frozenset({
    "arrow-up-right",
    "chevron-left",
    "chevron-right",
    "external-link",
    "log-out",
    "panel-right",
    "redo-2",
    "undo-2",
})


@cache
def _drawing(name: str) -> str:
    """Return a drawing as it stands in its file, but with the stroke of the window."""
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return text.replace(f'stroke-width="{_DRAWN_STROKE}"', f'stroke-width="{_STROKE}"')


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
    """Return the density of the finest screen: a window may be moved there."""
    return max(screen.devicePixelRatio() for screen in QGuiApplication.screens())


def picture(name: str, colour: QColor, side: int | None = None) -> QPixmap:
    """Return an icon in a colour; arrows along the line follow the direction of reading.

    Without a side it is as large as the icons in controls, in the text size of now.
    """
    svg = _drawing(name).replace("currentColor", colour.name())
    backwards = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    side = look.size("icon") if side is None else side
    return _drawn(svg, side, _ratio(), mirrored=backwards and name in _MIRRORED)


def icon(name: str, colour: QColor, side: int | None = None) -> QIcon:
    """Return an icon for a button or an action."""
    return QIcon(picture(name, colour, side))


def mark(ground: QColor, colour: QColor, side: int) -> QPixmap:
    """Return the mark of the program: a line that steps up and down, and a plus."""
    svg = _MARK.format(colour=colour.name(), ground=ground.name())
    return _drawn(svg, side, _ratio(), mirrored=False)
