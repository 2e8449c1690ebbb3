"""Under the grid: the total that stays in sight, counts, the key to the marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.reports.table import Kind
from app.ui import look
from app.ui.controls.labels import Elided, label
from app.ui.controls.nest import nest
from app.ui.grid.delegate import PADDING, Letters
from app.ui.grid.texts import ZERO, isolated, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.grid.columns import Rect
    from app.ui.grid.model import GridModel
    from app.ui.grid.view import GridView

_FEW = 20_000  # cells that are looked at one by one, with what is typed in them
_SWATCH = (18, 12)


class TotalRow(QWidget):
    """The total of all rows, under the columns that it sums, wherever they are scrolled."""

    def __init__(self, view: GridView) -> None:
        """Follow the columns of a view."""
        super().__init__()
        self._view, self._model = view, view.cells
        self.letters: Letters | None = None
        view.head.sectionResized.connect(lambda *_: self.update())
        view.horizontalScrollBar().valueChanged.connect(lambda _: self.update())

    def retell(self) -> None:
        """Show the total of the rows of now, if they have one."""
        self.setVisible(bool(self._model.rows.total))
        self.setFixedHeight(self._view.verticalHeader().defaultSectionSize() + 1)
        if self._model.rows.total:
            say = self._model.spoken.say
            texts = [
                say("{heading}: {value}", heading=self._model.heading(at), value=self._text(at))
                for at in range(len(self._model.columns))
            ]
            self.setAccessibleName(say("Total"))
            self.setAccessibleDescription(self._model.spoken.list_of(texts))
        self.update()

    def _text(self, at: int) -> str:
        cell = self._model.rows.total[at]
        return shown(cell, self._model.columns[at].kind, self._model.spoken)

    def sizeHint(self) -> QSize:
        """Take the height of a row."""
        return QSize(0, self._view.verticalHeader().defaultSectionSize())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  the whole row is drawn
        """Draw the cells under their columns."""
        letters = self.letters
        if letters is None or not self._model.rows.total:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), letters.colours["surface_sunken"])
        painter.setPen(letters.colours["border"])
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())
        painter.setFont(letters.strong)
        shift = self._view.viewport().mapTo(self._view, self._view.viewport().rect().topLeft()).x()
        for at, column in reversed(list(enumerate(self._model.columns))):
            left = self._view.head.left_of(at) + shift
            cell = QRect(left, 0, self._view.head.sectionSize(at), self.height())
            painter.fillRect(cell.adjusted(0, 1, 0, 0), letters.colours["surface_sunken"])
            self._draw(painter, cell, at, number=column.kind is not Kind.TEXT)
        painter.end()

    def _draw(self, painter: QPainter, cell: QRect, at: int, *, number: bool) -> None:
        letters = self.letters
        if letters is None:
            return
        edge = cell.left() if letters.rtl else cell.right()
        painter.setPen(letters.colours["border"])
        painter.drawLine(edge, cell.top(), edge, cell.bottom())
        text = self._text(at)
        painter.setPen(letters.colours["text_secondary" if text == ZERO else "text"])
        room = cell.adjusted(PADDING, 0, -PADDING, 0)
        side = letters.right if number else letters.begins
        painter.drawText(room, side, isolated(text, self._model.spoken))


class Swatch(QWidget):
    """The small sign of a mark in the key."""

    def __init__(self, ground: str, bar: str) -> None:
        """Take the names of the colours of the cell and of the bar at its edge."""
        super().__init__()
        self._ground, self._bar = ground, bar
        self.letters: Letters | None = None
        self.setFixedSize(*_SWATCH)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  all of it is drawn
        """Draw the mark as it stands in a cell."""
        if self.letters is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.letters.colours[self._ground])
        if self._bar:
            left = self.width() - self.letters.bar if self.letters.rtl else 0
            bar = QRect(left, 0, self.letters.bar, self.height())
            painter.fillRect(bar, self.letters.colours[self._bar])
        painter.end()


class Foot(QWidget):
    """Two lines: what is shown and what is selected; the marks that occur, and the keys to know."""

    def __init__(self, model: GridModel) -> None:
        """Build the lines; a mark is shown only while it occurs."""
        super().__init__()
        self._model = model
        self.count, self.selected = label("caption"), label("caption")
        self.keys = Elided("caption")
        self.marks = {
            "changed": (Swatch("changed_bg", "changed_bar"), label("caption")),
            "offered": (Swatch("accent_soft", ""), label("caption")),
            "unread": (Swatch("error_bg", "error_fg"), label("caption")),
            "locked": (Swatch("readonly_bg", ""), label("caption")),
        }
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.count)
        first.addStretch(1)
        first.addWidget(self.selected)
        for swatch, text in self.marks.values():
            second.addWidget(swatch)
            second.addWidget(text)
            second.addSpacing(look.space("s"))
        second.addStretch(1)
        second.addWidget(self.keys)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("xs"))
        nest(place, first)
        nest(place, second)

    def dress(self, letters: Letters, changed_means: str) -> None:
        """Follow language and look."""
        say = self._model.spoken.say
        words = {
            "changed": changed_means or say("Changed"),
            "offered": say("Paste preview"),
            "unread": say("Unreadable, text kept"),
            "locked": say("Read-only"),
        }
        for name, (swatch, text) in self.marks.items():
            swatch.letters = letters
            swatch.update()
            text.setText(words[name])
        self.keys.setText(say("F2 edit, Ctrl+V paste, F3 next problem"))
        self.retell()

    def retell(self) -> None:
        """Count the rows, and show the marks that occur."""
        self.count.setText(self._counted())
        model = self._model
        occurring = {
            "changed": bool(model.rows.changed),
            "offered": any(not text.why for text in model.offered.values()),
            "unread": bool(model.problems()) or any(t.why for t in model.offered.values()),
            "locked": bool(model.rows.locked),
        }
        for name, parts in self.marks.items():
            for one in parts:
                one.setVisible(occurring[name])
        self.keys.setVisible(model.writable and any(one.editable for one in model.columns))

    def _counted(self) -> str:
        model, rows = self._model, self._model.rows
        spoken, sums = model.spoken, len(model.rows.subtotals)
        total = len(rows) - sums
        if sums and model.order is not None:
            sums = sum(map(rows.subtotals.__contains__, model.order.tolist()))
        there = model.rowCount() - sums
        if there == total:
            texts = [spoken.plural("{n} row", "{n} rows", total)]
        else:
            texts = [spoken.say("Rows shown: {n} of {total}", n=there, total=total)]
        if sums:
            texts.append(spoken.plural("{n} subtotal", "{n} subtotals", sums))
        return " · ".join(texts)

    def sum_up(self, areas: Sequence[Rect]) -> None:
        """Say what is selected: sum, mean, how many numbers and texts."""
        cells = sum(area.size for area in areas)
        if cells < 2:  # noqa: PLR2004  a single cell says everything by itself
            self.selected.setText("")
            return
        numbers, total, texts = summed(self._model, areas, cells)
        spoken, said = self._model.spoken, []
        if numbers:
            said.append(spoken.say("sum {total}", total=_rounded(total)))
            said.append(spoken.say("mean {mean}", mean=_rounded(total / numbers)))
            said.append(spoken.plural("{n} number", "{n} numbers", numbers))
        if texts:
            said.append(spoken.plural("{n} text", "{n} texts", texts))
        self.selected.setText(" · ".join(said))


def summed(model: GridModel, areas: Sequence[Rect], cells: int) -> tuple[int, float, int]:
    """Return how many numbers are selected, their sum, and how many texts."""
    if cells > _FEW:
        return _summed_at_once(model, areas)
    numbers, total, texts = 0, 0.0, 0
    for area in areas:
        for row in range(area.top, area.bottom + 1):
            for at in range(area.left, area.right + 1):
                typed = model.typed_over(row, at)
                value = typed.value if typed else model.value(row, at)
                if typed is not None and typed.why:
                    texts += 1
                elif isinstance(value, str):
                    texts += bool(value)
                elif value is not None:
                    numbers, total = numbers + 1, total + value
    return numbers, total, texts


def _summed_at_once(model: GridModel, areas: Sequence[Rect]) -> tuple[int, float, int]:
    """Sum whole columns as arrays."""
    numbers, total, texts = 0, 0.0, 0
    for area in areas:
        for at in range(area.left, area.right + 1):
            if model.columns[at].kind is Kind.TEXT:
                texts += area.height
                continue
            values = model.lookup.numbers(at)
            shown_values = values if model.order is None else values[model.order]
            part = shown_values[area.top : area.bottom + 1]
            known = part[part == part]  # noqa: PLR0124  what is not known does not equal itself
            numbers, total = numbers + len(known), total + float(known.sum())
    return numbers, total, texts


def _rounded(value: float) -> float:
    """Return a sum without what binary fractions add to it."""
    return round(value, 2)
