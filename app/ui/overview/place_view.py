"""What the map and the bars have in common: territories that are looked at, walked and chosen."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtWidgets import QToolTip, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

    from app.language import Language
    from app.reports.ranking import Place, Ranking

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlaceView(QWidget):
    """Territories of one ranking in one year; a picture of them says where each one is."""

    chosen = Signal(str)
    left = Signal()  # the territory one level up was asked for

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self.ranking: Ranking | None = None
        self.places: dict[str, Place] = {}
        self.held: frozenset[str] = frozenset()  # those that stand out whatever is looked at
        self._year = 0
        self._hovered = self._current = ""
        self._tip_at: QPoint | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # --- What a picture must tell ---------------------------------------------------------------

    def at(self, point: QPointF) -> str:
        """Return the code of the territory at a point, or nothing."""
        raise NotImplementedError

    def middle(self, code: str) -> QPoint:
        """Return where a territory is."""
        raise NotImplementedError

    def neighbour(self, code: str, arrow: tuple[int, int]) -> str:
        """Return the next territory in a direction, itself where there is none."""
        raise NotImplementedError

    # --- What is shown --------------------------------------------------------------------------

    def show_places(self, ranking: Ranking | None, year: int) -> None:
        """Show a ranking in a year; what was hovered over stays so."""
        if ranking is None or ranking is not self.ranking:
            self._hovered = self._current = ""
            self._hide_tip()
        self.ranking, self._year = ranking, year
        self.places = {p.code: p for p in ranking.in_year(year)} if ranking else {}
        if self.hasFocus():
            self._begin()
        self._say()
        self.update()
        if self._tip_at is not None:
            self._show_tip(self._tip_at, self.marked)

    def hold(self, codes: frozenset[str]) -> None:
        """Let several territories stand out."""
        if codes != self.held:
            self.held = codes
            self.update()

    @property
    def marked(self) -> str:
        """The territory that stands out: under the pointer, under the keyboard, or chosen."""
        if self._hovered in self.places:
            return self._hovered
        if self.hasFocus() and self._current in self.places:
            return self._current
        chosen = self.ranking.chosen if self.ranking else ""
        return chosen if chosen in self.places else ""

    @property
    def language(self) -> Language:
        """The language that the ranking speaks."""
        if self.ranking is None:
            raise RuntimeError("nothing is shown")
        return self.ranking.frame.language

    # --- Pointer and keyboard -------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell at once what is under the pointer."""
        self._hover(self.at(event.position()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Let go of what was under the pointer."""
        super().leaveEvent(event)
        self._hover("", QPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose a territory."""
        code = self.at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and code:
            self.chosen.emit(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, choose, or go one level up."""
        key, order = Qt.Key(event.key()), list(self.places)
        if key in ARROWS and order:
            self._walk(self.neighbour(self._current, ARROWS[key]) if self._current else order[0])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and order:
            self._walk(order[0 if key is Qt.Key.Key_Home else -1])
        elif key in _CHOOSE and self._current:
            self.chosen.emit(self._current)
        elif key is Qt.Key.Key_Escape and self.ranking and self.ranking.up:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin where the choice is, else with the one that lacks most."""
        super().focusInEvent(event)
        self._begin()
        self._say()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the mark with the keyboard."""
        super().focusOutEvent(event)
        self._hide_tip()
        self._say()
        self.update()

    # --- Inside ---------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Put the keyboard on the choice, else on the one that lacks most."""
        if self._current not in self.places:
            self._current = self.marked or next(iter(self.places), "")

    def _hover(self, code: str, where: QPoint) -> None:
        if code != self._hovered:
            self._hovered = code
            shapes = Qt.CursorShape
            self.setCursor(shapes.PointingHandCursor if code else shapes.ArrowCursor)
            self.update()
        if code:
            self._show_tip(where, code)
        else:
            self._hide_tip()

    def _walk(self, code: str) -> None:
        self._current, self._hovered = code, ""
        self._say()
        self.update()
        self._show_tip(self.mapToGlobal(self.middle(code)), code)

    def _show_tip(self, where: QPoint, code: str) -> None:
        self._tip_at = where
        QToolTip.showText(where, self._card(code), self)

    def _hide_tip(self) -> None:
        if self._tip_at is not None:
            self._tip_at = None
            QToolTip.hideText()

    def _say(self) -> None:
        """Say what is shown, and first what stands out, to those who do not see it."""
        if self.ranking is None:
            self.setAccessibleName("")
            self.setAccessibleDescription("")
            return
        say, marked = self.language.say, self.marked if self.hasFocus() else ""
        title = say("{name}, {year}", name=self.ranking.title, year=self._year)
        self.setAccessibleName(self._spoken(self.places[marked]) if marked else title)
        self.setAccessibleDescription(self.ranking.told(self._year))

    def _spoken(self, place: Place) -> str:
        """Return one line about a territory."""
        say, about = self.language.say, self.ranking.about(place) if self.ranking else ()
        figures = [say("{name}: {value}", name=label, value=value) for label, value in about]
        head = say("{name}, {year}", name=place.name, year=self._year)
        return say("{where}: {text}", where=head, text=self.language.list_of(figures))

    def _card(self, code: str) -> str:
        """Return a small card about a territory: its name, the year, its figures."""
        place = self.places[code]
        about = self.ranking.about(place) if self.ranking else ()
        rows = "".join(_row(label, value, self.language) for label, value in about)
        head = f'<span style="font-weight:600">{escape(place.name)}</span>'
        year = escape(self.language.year(self._year))
        return (
            f'<div dir="{self.language.direction}">{head} · {year}</div>'
            f'<table width="100%" cellspacing="0" cellpadding="1">{rows}</table>'
        )


def _row(label: str, value: str, language: Language) -> str:
    """Return a row of the card; tables of Qt are not mirrored by themselves."""
    cells = [
        f"<td>{escape(label)}</td>",
        '<td width="16"></td>',
        f'<td align="right" style="font-weight:600">{escape(value)}</td>',
    ]
    return f"<tr>{''.join(cells if language.direction == 'ltr' else reversed(cells))}</tr>"
