"""The picture of a bridge: rows from one total to the other, each bar beginning where one ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.language import language as spoken
from app.ui import look
from app.ui.controls.marked_rows import MarkedRows
from app.ui.overview.row_mark import paint_row_mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPaintEvent

    from app.language import Language
    from app.ui.look import Look

Tone = Literal["total", "exit", "entry"]
_MOST_NAMES = 0.46  # of the width
_GAP, _PAD = 7.0, 6.0
_LEAST_ROW, _ROOMY_ROW = 1.06, 1.36  # heights of letters
_MOST_ROW = 2.2  # where there is room for more
_LEAST_BAR = 1.0
_LEADING = (
    Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
)
_TRAILING = (
    Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
)


@dataclass(frozen=True)
class BridgeRow:
    """One row: its key, its name, its number as it is written, and where its bar lies."""

    key: str
    name: str
    written: str
    before: float
    after: float
    tone: Tone

    @property
    def ends(self) -> tuple[float, float]:
        """The lower and the higher end of the bar."""
        return min(self.before, self.after), max(self.before, self.after)


@dataclass(frozen=True)
class _Frame:
    """Where names end and bars begin, and how long a bar is; counted from the reading side."""

    names: float
    zero: float
    scale: float
    row: float


class BridgeView(MarkedRows):
    """Rows, not columns: long names fit, and the picture mirrors without changing its sense."""

    chosen = Signal(str)

    def __init__(self, most_row: float = _MOST_ROW) -> None:
        """Start empty; a row is at most so many heights of letters high."""
        super().__init__()
        self._most_row = most_row
        self.rows: tuple[BridgeRow, ...] = ()
        self.language: Language = spoken("en")
        self._note = ""
        for told in (self.reached, self.taken):  # each row is looked into as it is reached
            told.connect(self.chosen)

    def show_rows(self, rows: Sequence[BridgeRow], language: Language, note: str = "") -> None:
        """Show rows, and under them a sentence where there is something to say."""
        self.rows, self.language, self._note = tuple(rows), language, note
        self.keep_mark()
        self.setMinimumHeight(round(self._least_row() * self._lines()))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for no more than is needed to be read; the layout gives what is left."""
        return QSize(240, self.minimumHeight())

    def _lines(self) -> int:
        return len(self.rows) + bool(self._note)

    # --- Room -----------------------------------------------------------------------------------

    def row_height(self) -> float:
        """Return the height that is left for a row, within what can be read."""
        most = look.font(self.language, "caption").pixelSize() * self._most_row
        return max(self._least_row(), min(most, self.height() / max(self._lines(), 1)))

    def _least_row(self) -> float:
        return look.font(self.language, "tick").pixelSize() * _LEAST_ROW

    def _font(self, *, strong: bool = False) -> QFont:
        """Return the letters of a caption where rows have room for them, else smaller ones."""
        caption = look.font(self.language, "caption", strong=strong)
        roomy = self.row_height() >= caption.pixelSize() * _ROOMY_ROW
        return caption if roomy else look.font(self.language, "tick", strong=strong)

    def _frame(self) -> _Frame:
        """Share out the width so that every number has room beyond its bar."""
        letters = {one: QFontMetricsF(self._font(strong=one)) for one in (False, True)}
        sizes = [letters[row.tone == "total"] for row in self.rows]
        widest = max(
            size.horizontalAdvance(row.name) for size, row in zip(sizes, self.rows, strict=True)
        )
        names = min(widest + 2, self.width() * _MOST_NAMES)
        low = min(0.0, *(row.ends[0] for row in self.rows))
        start, scales = _PAD + names + _GAP, [float(self.width())]
        for size, row in zip(sizes, self.rows, strict=True):
            room = self.width() - start - _GAP - size.horizontalAdvance(row.written) - _PAD
            scales.append(room / ((row.ends[1] - low) or 1.0))
        scale = max(min(scales), 0.0)
        return _Frame(names, start - low * scale, scale, self.row_height())

    def _placed(self, room: QRectF) -> QRectF:
        """Return a place counted from the side where reading begins."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            room.moveLeft(self.width() - room.right())
        return room

    # --- Drawing --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, the hairlines from step to step, and the line that totals begin at."""
        super().paintEvent(event)
        if not self.rows:
            return
        worn, painter, frame = look.of(self), QPainter(self), self._frame()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        self._paint_lines(painter, worn, frame)
        for at, row in enumerate(self.rows):
            if row.key == self.marked:
                paint_row_mark(painter, self, at * frame.row, self.row_height())
            self._paint_bar(painter, worn, frame, at)
            self._paint_words(painter, worn, frame, at)
        if self._note:
            top = len(self.rows) * frame.row
            room = QRectF(_PAD, top, self.width() - 2 * _PAD, frame.row)
            painter.setFont(look.font(self.language, "caption"))
            painter.setPen(worn.colour("text_secondary"))
            painter.drawText(self._placed(room), _LEADING, self._note)
        painter.end()

    def _paint_lines(self, painter: QPainter, worn: Look, frame: _Frame) -> None:
        painter.setPen(QPen(worn.chart("axis_line"), look.stroke("hairline")))
        bottom = len(self.rows) * frame.row
        self._upright(painter, frame.zero, 0, bottom)
        for at, row in enumerate(self.rows[:-1]):
            x = frame.zero + row.after * frame.scale
            self._upright(painter, x, (at + 0.5) * frame.row, (at + 1.5) * frame.row)

    def _upright(self, painter: QPainter, x: float, top: float, bottom: float) -> None:
        """Draw a line on whole pixels, which alone are sharp."""
        sharp = int(self._placed(QRectF(x, 0, 0, 0)).left()) + 0.5
        painter.drawLine(QPointF(sharp, top), QPointF(sharp, bottom))

    def _paint_bar(self, painter: QPainter, worn: Look, frame: _Frame, at: int) -> None:
        row, share = self.rows[at], float(look.tokens()["chart"]["bar_height_share"])
        low, high = row.ends
        thick, long = round(frame.row * share), max((high - low) * frame.scale, _LEAST_BAR)
        top = round((at + 0.5) * frame.row - thick / 2)
        bar = QRectF(frame.zero + low * frame.scale, top, long, thick)
        painter.fillRect(self._placed(bar), worn.chart(row.tone))

    def _paint_words(self, painter: QPainter, worn: Look, frame: _Frame, at: int) -> None:
        """Write the name before the bars and the number beyond the end of its own."""
        row, top = self.rows[at], at * frame.row
        total = row.tone == "total"
        painter.setFont(self._font(strong=total))
        painter.setPen(worn.colour("text" if total else "text_secondary"))
        end = Qt.TextElideMode.ElideRight
        name = QFontMetricsF(painter.font()).elidedText(row.name, end, frame.names)
        room = QRectF(_PAD, top, frame.names, frame.row)
        painter.drawText(self._placed(room), _TRAILING, name)
        painter.setPen(worn.colour("text"))
        behind = frame.zero + row.ends[1] * frame.scale + _GAP
        room = QRectF(behind, top, self.width() - behind, frame.row)
        painter.drawText(self._placed(room), _LEADING, row.written)
