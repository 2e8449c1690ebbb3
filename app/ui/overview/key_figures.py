"""The key figures above the chart: each a number with its year, its change and its course."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from app.ui import icons, look
from app.ui.controls.labels import Elided, label
from app.ui.controls.nest import nest
from app.ui.controls.sparkline import Sparkline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.language import Language
    from app.reports.key_figures import KeyFigure

_COLOURS = {
    "stock": "stock",
    "need": "need",
    "deficit": "deficit",
    "density": "stock",
    "retirements": "exit",
}
_GAP, _SIDE, _TOP, _BETWEEN = 10, 13, 8, 4
_ARROW = 12
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_COLUMNS = (5, 3, 2, 1)
_RING = 5  # pixels from the edge of a card to the ring of the keyboard


class KeyFigures(QWidget):
    """Stock, need, deficit, density and retirements of a year; one of them is looked into."""

    chosen = Signal(str)

    def __init__(self) -> None:
        """Lay the cards out side by side, or in rows where there is no room."""
        super().__init__()
        self.cards = {key: KeyCard(colour) for key, colour in _COLOURS.items()}
        self._columns = 0
        self._group = QButtonGroup(self)
        self._place = QGridLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(_GAP)
        for key, card in self.cards.items():
            self._group.addButton(card)
            card.clicked.connect(partial(self._choose, key))
        self._arrange(_COLUMNS[0])

    def show_figures(self, figures: Sequence[KeyFigure], language: Language) -> None:
        """Write the figures of a year."""
        for figure in figures:
            self.cards[figure.key].show_figure(figure, language)
        self._arrange(self._fitting())

    def mark(self, key: str) -> None:
        """Mark the card that is looked into; none where it is something else."""
        self._group.setExclusive(False)
        for name, card in self.cards.items():
            card.setChecked(name == key)
        self._group.setExclusive(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards into as many rows as they need."""
        super().resizeEvent(event)
        self._arrange(self._fitting())

    def minimumSizeHint(self) -> QSize:
        """Shrink to the width of one card: the cards go below each other."""
        widest = max(card.minimumSizeHint().width() for card in self.cards.values())
        return QSize(widest, super().minimumSizeHint().height())

    def _choose(self, key: str, *_checked: bool) -> None:
        self.chosen.emit(key)

    def _fitting(self) -> int:
        """Return how many cards fit side by side."""
        needed = [card.minimumSizeHint().width() + _GAP for card in self.cards.values()]
        room = self.width() + _GAP
        return next(
            (
                count for count in _COLUMNS
                if sum(max(needed[at::count]) for at in range(count)) <= room
            ),
            _COLUMNS[-1],
        )  # fmt: skip

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._place.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for at, card in enumerate(self.cards.values()):
            self._place.addWidget(card, *divmod(at, columns))
        self.updateGeometry()


class KeyCard(QAbstractButton):
    """One card: what, which year, how much, since when; pressed, it tells where it comes from."""

    def __init__(self, colour: str) -> None:
        """Build the card; it is read as one thing by a screen reader."""
        super().__init__()
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.what, self._year = Elided("caption"), label("tick")
        self.value, self.note = label("value"), Elided("caption")
        self._arrow, self._spark = QLabel(), Sparkline(colour)
        self._figure: KeyFigure | None = None
        self._words = ("", "")
        self._by_keys = False
        self.commands = {"copy": self._copy_value}
        last = QHBoxLayout()
        last.setSpacing(_BETWEEN)
        last.addWidget(self._arrow)
        last.addWidget(self.note, 1)
        self._place = place = QVBoxLayout(self)
        place.setContentsMargins(_SIDE, _TOP, _SIDE, _TOP)
        place.setSpacing(0)
        nest(place, _row(self.what, self._year))
        nest(place, _row(self.value, self._spark))
        nest(place, last)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_figure(self, figure: KeyFigure, language: Language) -> None:
        """Write a figure, and where it comes from."""
        self._figure = figure
        self._words = language.say("Copy the value"), language.say("Copy the sentence")
        self.what.setText(figure.heading)
        self._year.setText(figure.year)
        self.value.setText(figure.value)
        self.note.setText(figure.note)
        self._show_arrow(figure)
        self._spark.show_course(figure.course, figure.at)
        named = language.say("{name}: {value}", name=figure.heading, value=figure.value)
        told = language.say("{sentence} ({note})", sentence=figure.sentence, note=figure.note)
        self.setAccessibleName(named)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self._place.activate()  # or the page is laid out, and its chart drawn, for the old height
        self.updateGeometry()
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room of the small line to the value where both do not fit."""
        super().resizeEvent(event)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """Take the room of the value, of what stands above it and of what stands below."""
        arrow = 0 if self._arrow.isHidden() else look.scaled(_ARROW) + _BETWEEN
        width = 2 * _SIDE + max(
            self.value.sizeHint().width(),
            self.what.wanted() + _BETWEEN + self._year.sizeHint().width(),
            self.note.wanted() + arrow,
        )
        return QSize(width, max(look.size("kpi_card"), super().minimumSizeHint().height()))

    def sizeHint(self) -> QSize:
        """Ask for no more than the least: the cards share the row."""
        return self.minimumSizeHint()

    def _make_room(self) -> None:
        taken = self.value.minimumSizeHint().width() + 2 * _BETWEEN
        self._spark.fit(self.width() - 2 * _SIDE - taken)

    def _show_arrow(self, figure: KeyFigure) -> None:
        self._arrow.setVisible(figure.rises is not None)
        if figure.rises is not None:
            name = "arrow-up" if figure.rises else "arrow-down"
            colour = look.of(self).colour("text_secondary")
            self._arrow.setPixmap(icons.picture(name, colour, look.scaled(_ARROW)))

    # --- Copying --------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the value and the sentence for the clipboard."""
        menu = QMenu(self)
        for words, do in zip(self._words, (self._copy_value, self._copy_sentence), strict=True):
            menu.addAction(words, do)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _copy_value(self) -> None:
        if self._figure is not None:
            QGuiApplication.clipboard().setText(self._figure.bare)

    def _copy_sentence(self) -> None:
        if self._figure is not None:
            QGuiApplication.clipboard().setText(self._figure.sentence)

    # --- Looking like a card --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the card as the space bar does."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to those who came by the keyboard."""
        self._by_keys = event.reason() in _BY_KEYS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the card is small
        """Draw the surface, and the border of what is looked into."""
        colours = look.of(self)
        hovered = self.underMouse() and not self.isChecked()
        border = "accent" if self.isChecked() else "border_strong" if hovered else "border"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(colours.colour("surface"))
        thick = look.stroke("focus" if self.isChecked() else "hairline")
        self._frame(painter, QPen(colours.colour(border), thick), thick / 2)
        if self.hasFocus() and self._by_keys:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._frame(painter, QPen(colours.colour("focus_ring"), look.stroke("focus")), _RING)
        painter.end()

    def _frame(self, painter: QPainter, pen: QPen, inside: float) -> None:
        """Draw a rounded frame at a distance from the edge."""
        painter.setPen(pen)
        radius = look.tokens()["radius"]["card"] - inside / 2
        frame = QRectF(self.rect()).adjusted(inside, inside, -inside, -inside)
        painter.drawRoundedRect(frame, radius, radius)


def _row(first: QWidget, last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(_BETWEEN)
    row.addWidget(first, 1)
    row.addWidget(last)
    return row
