"""What a page shows before there is anything to show: a sketch of it, and the ways to begin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QPaintEvent

_SKETCH = QSize(520, 218)
_HEADING, _ROW, _FOOT, _BAR = 30, 25, 27, 8
_STARTS = (17, 61, 195, 249, 329, 429)  # of the columns
_WIDTHS = (20, 90, 20, 48, 66, 48)
_UNEVEN = (0.8, 1.0, 0.85, 1.15, 0.9, 1.05, 0.75)  # so that the bars look like words
_TOTALS = ((17, 90), (329, 50))
_FADED = 0.5
_PROMISE_ICON = 14


@dataclass(frozen=True)
class Way:
    """A way to begin: what it says, what it does, and its icon where it is a large button."""

    text: str
    go: Callable[[], None]
    icon: str = ""


class EmptyPage(QWidget):
    """In the middle of a page: sketch, title, a sentence, one large button, a plain one, links."""

    def __init__(self) -> None:
        """Build it without words."""
        super().__init__()
        self.sketch, self.title = TableSketch(), label("invitation")
        self.sentence, self.promise = label("sentence"), label("caption")
        self._lock = QLabel()
        self.buttons: list[QPushButton] = []
        self._offered: tuple[Way, ...] = ()
        self._large, self._links = QHBoxLayout(), QHBoxLayout()
        for line, gap in ((self._large, "s"), (self._links, "xs")):
            line.setSpacing(look.space(gap))
        self._lay_out()

    def say(self, title: str, sentence: str, ways: tuple[Way, ...], promise: str = "") -> None:
        """Say what will be here and how to begin: the first way in the accent, then a plain one.

        Further ways are links; a promise at the foot says what becomes of names.
        """
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.promise.setText(promise)
        self.promise.setVisible(bool(promise))
        self._lock.setVisible(bool(promise))
        ink = look.of(self).colour("text_secondary")
        self._lock.setPixmap(icons.picture("lock", ink, look.scaled(_PROMISE_ICON)))
        if [bool(way.icon) for way in ways] != [bool(way.icon) for way in self._offered]:
            self._make(ways)
        self._offered = ways
        for at, way in enumerate(ways):
            _tell(self.buttons[at], way, first=at == 0)

    def _go(self, at: int, *_checked: bool) -> None:
        self._offered[at].go()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._lock)
        foot.addWidget(self.promise)
        foot.addStretch(1)
        place = QVBoxLayout(self)
        place.addStretch(3)
        place.addWidget(self.sketch, 0, Qt.AlignmentFlag.AlignHCenter)
        place.addSpacing(look.space("l"))
        place.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        place.addWidget(self.sentence, 0, Qt.AlignmentFlag.AlignHCenter)
        place.addSpacing(look.space("m"))
        nest(place, self._large)
        nest(place, self._links)
        place.addStretch(4)
        nest(place, foot)

    def _make(self, ways: tuple[Way, ...]) -> None:
        """Put the buttons in their lines, from the most to the least likely."""
        for line in (self._large, self._links):
            _empty(line)
            line.addStretch(1)
        self.buttons = []
        for at, way in enumerate(ways):
            line = self._large if way.icon else self._links
            if not way.icon and line.count() > 1:
                dot = label("caption")
                dot.setText("·")
                line.addWidget(dot)
            loud = "large-plain" if at else "large"
            made = button(loud if way.icon else "link")
            made.clicked.connect(partial(self._go, at))
            line.addWidget(made)
            self.buttons.append(made)
        for line in (self._large, self._links):
            line.addStretch(1)


class TableSketch(QWidget):
    """A table without words: what will be here."""

    def __init__(self) -> None:
        """Take a fixed room that a small window may squeeze."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setMinimumHeight(_HEADING + _ROW + _FOOT)

    def sizeHint(self) -> QSize:
        """Ask for the whole sketch."""
        return _SKETCH

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is drawn
        """Draw headings, rows and totals, from the side where the language begins."""
        colours = look.of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        sheet = QPainterPath()
        radius = look.tokens()["radius"]["card"]
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        sheet.addRoundedRect(edge, radius, radius)
        painter.fillPath(sheet, colours.colour("surface"))
        painter.setClipPath(sheet)
        painter.fillRect(QRectF(0, 0, self.width(), _HEADING), colours.colour("surface_header"))
        self._draw_rows(painter, colours)
        self._draw_totals(painter, colours)
        painter.setClipping(False)
        painter.strokePath(sheet, QPen(colours.colour("border")))
        painter.end()

    def _draw_rows(self, painter: QPainter, colours: look.Look) -> None:
        rows = (self.height() - _HEADING - _FOOT) // _ROW
        for row in range(rows + 1):
            top = _HEADING + (row - 1) * _ROW if row else 0
            height = _ROW if row else _HEADING
            ink = colours.colour("surface_sunken" if row else "border")
            for column, (start, width) in enumerate(zip(_STARTS, _WIDTHS, strict=True)):
                part = _UNEVEN[(3 * row + 2 * column) % len(_UNEVEN)]
                _bar(painter, start, top + height / 2, width * part, ink)
            painter.fillRect(QRectF(0, top + height, self.width(), 1), colours.colour("border"))

    def _draw_totals(self, painter: QPainter, colours: look.Look) -> None:
        top = self.height() - _FOOT
        painter.fillRect(QRectF(0, top, self.width(), _FOOT), colours.colour("accent_soft"))
        painter.setOpacity(_FADED)
        for start, width in _TOTALS:
            _bar(painter, start, top + _FOOT / 2, width, colours.colour("accent"))
        painter.setOpacity(1)


def _bar(painter: QPainter, start: float, middle: float, width: float, ink: QColor) -> None:
    """Draw what stands for a word."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRoundedRect(QRectF(start, middle - _BAR / 2, width, _BAR), _BAR / 2, _BAR / 2)


def _tell(shown: QPushButton, way: Way, *, first: bool) -> None:
    """Write what a way says on its button."""
    shown.setText(f" {way.text}" if way.icon else way.text)
    shown.setAccessibleName(way.text)
    if way.icon:
        ink = look.of(shown).colour("on_accent" if first else "text")
        shown.setIcon(icons.icon(way.icon, ink, look.size("icon_large")))


def _empty(line: QHBoxLayout) -> None:
    while (item := line.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.deleteLater()
