"""A part of the window under a title, for other programs: as pixels, and as lines and words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QImageWriter, QPainter, QPicture
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from app.ui import look

if TYPE_CHECKING:
    from app.language import Language
    from app.reports.pictures import Copies
    from app.reports.table import Table
    from app.ui.controls.figure_copies import Draw

_MARGIN = 14
_MOST_TEXT = 10_000  # pixels: as high as a title may become
_INSIDE = QWidget.RenderFlag.DrawChildren  # without the ground, which is the picture's own
_FLAGS = Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
_SHARP = 3  # pixels of a picture for one of the screen, so that it can be printed
_DPI = 96


class _Line(NamedTuple):
    """A text over the picture, and how high it is."""

    text: str
    font: QFont
    height: int

    @property
    def is_one(self) -> bool:
        """Whether it is not broken."""
        return self.height < 1.5 * QFontMetrics(self.font).height()


def titled(shown: QWidget, table: Table, language: Language) -> Draw:
    """Note down a part under the title of its table, as it is seen now.

    Returns what makes the picture of it, in whatever thread: that takes a quarter of a second.
    """
    room = QRect(0, 0, shown.width(), _MOST_TEXT)
    lines = [
        _Line(text, font, QFontMetrics(font).boundingRect(room, _FLAGS, text).height())
        for text, font in (
            (table.title, look.font(language, "h3", strong=True)),
            (table.subtitle, look.font(language, "caption")),
        )
    ]
    high = sum(line.height for line in lines) + shown.height() + 3 * _MARGIN
    size = QSize(shown.width() + 2 * _MARGIN, high)
    strokes, kept = QPicture(), QByteArray()
    _paint(QPainter(strokes), shown, lines, size)
    buffer = QBuffer(kept)
    made = QSvgGenerator()
    made.setOutputDevice(buffer)
    made.setSize(size)
    made.setViewBox(QRect(QPoint(0, 0), size))
    made.setResolution(_DPI)
    made.setTitle(table.title)
    _paint(QPainter(made), shown, lines, size, broken=True)
    drawing = bytes(kept.data()).replace(b"</svg>", f"{_written(lines, shown)}</svg>".encode())
    return partial(_copies, strokes, size, drawing)


def _written(lines: list[_Line], shown: QWidget) -> str:
    """Write the lines of the title as one text each: Qt would place each run of letters alone."""
    mirrored = shown.layoutDirection() == Qt.LayoutDirection.RightToLeft
    x = _MARGIN + shown.width() if mirrored else _MARGIN
    colour, top, found = look.of(shown).colour("text").name(), _MARGIN, ""
    for line in lines:
        y = top + QFontMetrics(line.font).ascent()
        style = {
            "x": x, "y": y, "fill": colour, "text-anchor": "end" if mirrored else "start",
            "font-family": line.font.family(), "font-size": line.font.pixelSize(),
            "font-weight": int(line.font.weight()),
        }  # fmt: skip
        named = " ".join(f"{name}={quoteattr(str(value))}" for name, value in style.items())
        # Not every program knows of a direction; all know the mark that Unicode has for it.
        text = f"\u2067{line.text}\u2069" if mirrored else line.text
        found += f"<text {named}>{escape(text)}</text>\n" if line.is_one else ""
        top += line.height
    return found


def _copies(strokes: QPicture, size: QSize, svg: bytes) -> Copies:
    from app.reports.pictures import Copies

    picture = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    painter.scale(_SHARP, _SHARP)
    strokes.play(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return Copies(bytes(kept.data()), svg)


def _paint(
    painter: QPainter, shown: QWidget, lines: list[_Line], size: QSize, *, broken: bool = False
) -> None:
    """Paint a part and the lines over it, all or only those that are broken."""
    worn = look.of(shown)
    painter.fillRect(QRect(QPoint(0, 0), size), worn.colour("surface"))
    painter.setLayoutDirection(shown.layoutDirection())
    painter.setPen(worn.colour("text"))
    room = QRect(_MARGIN, _MARGIN, shown.width(), _MOST_TEXT)
    for line in lines:
        painter.setFont(line.font)
        if not (broken and line.is_one):
            painter.drawText(room, _FLAGS, line.text)
        room.translate(0, line.height)
    shown.render(painter, QPoint(_MARGIN, room.top() + _MARGIN), renderFlags=_INSIDE)
    painter.end()
