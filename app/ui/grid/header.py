"""The head of the grid: a heading to sort by, and under it a field to filter by."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from app.reports.table import Kind
from app.ui import icons, look
from app.ui.grid.delegate import PADDING, Letters
from app.ui.grid.texts import isolated

if TYPE_CHECKING:
    from app.ui.grid.model import GridModel

_ARROW = 10  # fits into the padding beside the text
_GAP = 4
_LINES = 2  # of a long heading
_LEAST_FIELD = 24  # pixels of a field that can still be used


class GridHeader(QHeaderView):
    """Headings with the arrow of what is sorted, above a row of filter fields."""

    filtered = Signal(int, str)
    sorted_by = Signal(int, bool)  # the column, and whether it comes after those that sort already
    left = Signal(int)  # the person goes from a filter field down into its column

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        """Make no field yet; there is one for each column once they are known."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.letters: Letters | None = None
        self.fields: list[QLineEdit] = []
        self._keys: list[str] = []  # of the columns that the fields stand under
        self._model = model
        self.pinned = 0  # columns at the beginning that do not scroll
        self.was_dragged = False  # a person has set the width of a column
        self._pressed = -1
        self._heading_height = look.size("table_header")
        self.setSectionsClickable(False)  # a click sorts; it must not select the column as well
        self.setMinimumSectionSize(look.size("table_header"))
        self.setMouseTracking(True)
        for moved in (self.sectionResized, self.geometriesChanged, self.sectionCountChanged):
            moved.connect(self.lay_out)

    # --- Words and looks ------------------------------------------------------------------------

    def dress(self, letters: Letters, *, filters: bool) -> None:
        """Follow language and look; make the fields for the columns of now."""
        self.letters = letters
        columns = self._model.columns
        keys = [column.key for column in columns] if filters else []
        if keys != self._keys:
            for field in self.fields:
                field.deleteLater()
            self._keys, self.fields = keys, [self._field(at) for at in range(len(keys))]
        say = self._model.spoken.say
        for at, field in enumerate(self.fields):
            heading = self._model.heading(at)
            field.setAccessibleName(say("Filter: {heading}", heading=heading))
            text = columns[at].kind is Kind.TEXT
            field.setToolTip(say("A part of the text") if text else say("A number, > 0 or 1-10"))
            field.setPlaceholderText(say("Filter") if at == 0 else "")
            if not text:
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
                field.setAlignment(right)
                field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # or > would point back
        if self.fields:
            self._add_funnel(self.fields[0])
        self.settle()
        self.viewport().update()

    def settle(self) -> None:
        """Take the height that the headings need in the widths of now."""
        if self.letters is None:
            return
        lines = self.letters.small_metrics.lineSpacing() * self._lines()
        self._heading_height = max(look.size("table_header"), lines + _GAP * 2)
        if self.height() != self.sizeHint().height():
            self.setFixedHeight(self.sizeHint().height())
        self.lay_out()

    def _lines(self) -> int:
        wide = [
            self.wanted(self._model.heading(at)) > self.sectionSize(at) + 1
            for at in range(len(self._model.columns))
        ]
        return _LINES if any(wide) else 1

    def wanted(self, text: str) -> int:
        """Return the width that a heading takes on one line."""
        if self.letters is None:
            return 0
        return self.letters.small_metrics.horizontalAdvance(text) + 2 * PADDING

    def _field(self, at: int) -> QLineEdit:
        field = QLineEdit(self.viewport())
        field.setProperty("role", "filter")
        field.textChanged.connect(partial(self._filter, at))
        field.installEventFilter(self)
        field.show()
        return field

    def _add_funnel(self, field: QLineEdit) -> None:
        if not field.actions():
            field.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        colour = look.of(self).colour("text_secondary")
        field.actions()[0].setIcon(icons.icon("filter", colour))

    def mark(self, at: int, *, used: bool, readable: bool) -> None:
        """Show that a field is in use, or that it cannot be read."""
        field = self.fields[at]
        field.setProperty("used", used and readable)
        field.setProperty("tone", "error" if used and not readable else "")
        field.style().unpolish(field)
        field.style().polish(field)

    # --- Where things stand ---------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Ask for a line of headings, and a line of fields where there are some."""
        fields = look.size("filter_row") + _GAP if self.fields else 0
        return QSize(super().sizeHint().width(), self._heading_height + fields)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the fields under their headings."""
        super().resizeEvent(event)
        self.lay_out()

    def lay_out(self, *_moved: object) -> None:
        """Put each field under its heading, also while the columns scroll or mirror."""
        height = look.size("filter_row") - _GAP
        room = self._scrolling_room()
        for at, field in enumerate(self.fields):
            place = QRect(self.left_of(at), self._heading_height, self.sectionSize(at), height)
            if at < self.pinned:
                field.raise_()
            else:
                place = place.intersected(room)
            field.setGeometry(place.adjusted(_GAP, 0, -_GAP, 0))
            field.setVisible(place.width() > _LEAST_FIELD)

    def left_of(self, at: int) -> int:
        """Return where a column begins on the screen, scrolled or pinned."""
        if at >= self.pinned:
            return self.sectionViewportPosition(at)
        before = sum(self.sectionSize(one) for one in range(at))
        if self.isRightToLeft():
            return self.viewport().width() - before - self.sectionSize(at)
        return before

    def pinned_width(self) -> int:
        """Return how much room the columns take that do not scroll."""
        return sum(self.sectionSize(at) for at in range(self.pinned))

    def _scrolling_room(self) -> QRect:
        """Return the part in which columns scroll."""
        room, pinned = self.viewport().rect(), self.pinned_width()
        return (
            room.adjusted(0, 0, -pinned, 0)
            if self.isRightToLeft()
            else room.adjusted(pinned, 0, 0, 0)
        )

    def _section_at(self, place: QPoint) -> int:
        """Return the column whose heading is at a place."""
        for at in range(self.pinned):
            if self.left_of(at) <= place.x() < self.left_of(at) + self.sectionSize(at):
                return at
        return self.logicalIndexAt(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the headings, and over those that scroll the ones that do not."""
        super().paintEvent(event)
        if self.pinned and self.offset():
            painter = QPainter(self.viewport())
            for at in range(self.pinned):
                width, height = self.sectionSize(at), self.height()
                self.paintSection(painter, QRect(self.left_of(at), 0, width, height), at)
            painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw a heading over its column, with the arrow of the sorting."""
        letters = self.letters
        if letters is None or logicalIndex >= len(self._model.columns):
            return
        painter.fillRect(rect, letters.colours["surface_header"])
        painter.setPen(letters.colours["border"])
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        edge = rect.left() if letters.rtl else rect.right()
        painter.drawLine(edge, rect.top(), edge, rect.bottom())
        room = QRect(rect.left(), rect.top(), rect.width(), self._heading_height)
        room.adjust(PADDING, 0, -PADDING, 0)
        self._draw_arrow(painter, room, logicalIndex, letters)
        number = self._model.columns[logicalIndex].kind is not Kind.TEXT
        side = letters.right if number else letters.begins
        painter.setFont(letters.small)
        painter.setPen(letters.colours["text_secondary"])
        wrap = int(Qt.TextFlag.TextWordWrap)
        heading = isolated(self._model.heading(logicalIndex), self._model.spoken)
        painter.drawText(room, side | wrap, heading)

    def _draw_arrow(self, painter: QPainter, room: QRect, at: int, letters: Letters) -> None:
        """Draw the arrow in the padding on the side where no text begins."""
        rising = dict(self._model.keys).get(at)
        if rising is None:
            return
        name = "arrow-up" if rising else "arrow-down"
        drawn = icons.picture(name, letters.colours["accent"], _ARROW)
        number = self._model.columns[at].kind is not Kind.TEXT
        left = room.left() - PADDING if number or letters.rtl else room.right() + 1
        painter.drawPixmap(QPoint(left, room.center().y() - _ARROW // 2), drawn)

    # --- What a person does ---------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the heading that is pressed, unless its edge is being dragged."""
        dragging = self.cursor().shape() is Qt.CursorShape.SplitHCursor
        inside = event.button() is Qt.MouseButton.LeftButton and not dragging
        at = self._section_at(event.position().toPoint())
        self.was_dragged = self.was_dragged or dragging
        self._pressed = at if inside and event.position().y() < self._heading_height else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort by the heading that was pressed."""
        super().mouseReleaseEvent(event)
        at, self._pressed = self._pressed, -1
        if at >= 0 and at == self._section_at(event.position().toPoint()):
            added = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.sorted_by.emit(at, added)

    def _filter(self, at: int, text: str) -> None:
        self.filtered.emit(at, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Empty a field with Escape; go down into the cells with Enter or the arrow."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            at = self.fields.index(watched) if watched in self.fields else -1
            if at >= 0 and event.key() == Qt.Key.Key_Escape and self.fields[at].text():
                self.fields[at].clear()
                return True
            if at >= 0 and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down}:
                self.left.emit(at)
                return True
        return super().eventFilter(watched, event)

    def clear(self) -> None:
        """Empty all fields."""
        for field in self.fields:
            field.clear()
