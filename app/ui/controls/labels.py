"""Small pieces that every page uses: a text in a role, a surface in a role."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from app.ui import look

_LEAST_ELIDED = 24
_AROUND_ARROW = 6  # pixels that Qt leaves around the arrow of a button that opens a list


class Words(QLabel):
    """A label whose line begins on the side where the language begins, whatever its first word.

    Qt takes the direction of a plain text from its first letter; a line of Arabic that begins
    with a name or a number in isolates would run the wrong way.
    """

    def __init__(self, role: str, *, wraps: bool = False) -> None:
        """Take a role of the style sheet."""
        super().__init__()
        self.setProperty("role", role)
        look.put_letters(self)
        self.setWordWrap(wraps)
        self._words = ""

    def setText(self, text: str) -> None:
        """Show a text that is never read as mark-up."""
        self._words = text
        rtl = QGuiApplication.isRightToLeft()
        self.setTextFormat(Qt.TextFormat.RichText if rtl else Qt.TextFormat.PlainText)
        super().setText(rich(_plain(text), "rtl") if rtl else text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """Return what is shown, without mark-up."""
        return self._words


def rich(marked: str, side: Literal["ltr", "rtl"]) -> str:
    """Return marked-up text as a paragraph that runs from a side, its spaces as they are.

    Rich text would make a plain space of U+202F, at which a line may break amid a number.
    """
    return f'<div dir="{side}" style="white-space:pre-wrap">{marked}</div>'


def _plain(text: str) -> str:
    """Return a text that rich text shows as it is; `html` would take a while to load."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Elided(QLabel):
    """One line that gives up the end of its text, never its beginning, where room is short."""

    def __init__(self, role: str) -> None:
        """Take a role of the style sheet."""
        super().__init__()
        self.setProperty("role", role)
        look.put_letters(self)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Show a text; all of it is read aloud."""
        super().setText(text)
        self.setAccessibleName(text)

    @property
    def shown(self) -> str:
        """What there is room for."""
        letters, room = self.fontMetrics(), self.contentsRect().width()
        return letters.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def wanted(self) -> int:
        """Return the width of the whole text."""
        return self.fontMetrics().horizontalAdvance(self.text()) + 2

    def sizeHint(self) -> QSize:
        """Ask for the whole text."""
        return QSize(self.wanted(), self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        """Shrink to next to nothing."""
        return QSize(min(self.wanted(), _LEAST_ELIDED), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole line is drawn
        """Draw the line from the side where the language begins."""
        option = QTextOption(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(QRectF(self.contentsRect()), self.shown, option)
        painter.end()


class Button(QPushButton):
    """Announces a list in Arabic, too, where Qt leaves the arrow out."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Add the arrow on the side where the line ends."""
        super().paintEvent(event)
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if not (backwards and isinstance(self.menu(), QMenu)):
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        wide = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuButtonIndicator, option, self)
        side = wide - _AROUND_ARROW
        option.rect = QRect(wide - side, (self.height() - side) // 2, side, side)
        painter = QStylePainter(self)
        painter.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorArrowDown, option)
        painter.end()


def button(role: str = "") -> QPushButton:
    """Return a button that is pressed by Enter as well as by the space bar."""
    made = Button()
    made.setAutoDefault(True)
    if role:
        made.setProperty("role", role)
        look.put_letters(made)
    return made


def scrolling(inside: QWidget) -> QScrollArea:
    """Return a place that shows a widget whole where it can, and scrolls where it cannot."""
    inside.setObjectName("page")
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made


def label(role: str, *, wraps: bool = False) -> Words:
    """Return a text in one of the roles of the style sheet: caption, strong, h1, h2, h3, value."""
    return Words(role, wraps=wraps)


def put_margins(place: QLayout, leading: int, top: int, trailing: int, bottom: int) -> None:
    """Give a layout its margins in the direction of now: Qt mirrors all but them."""
    ends = (trailing, leading) if QGuiApplication.isRightToLeft() else (leading, trailing)
    place.setContentsMargins(ends[0], top, ends[1], bottom)


def frame(role: str) -> QFrame:
    """Return a surface in one of the roles of the style sheet: card, strip, drop, context, foot."""
    made = QFrame()
    made.setProperty("role", role)
    return made
