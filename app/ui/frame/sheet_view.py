"""The lines of a sheet, told anew as often as wanted while they stay as many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.controls.labels import Words, button, frame, label, put_margins
from app.ui.controls.nest import nest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.ui.frame.inspector import Row, Sheet

_BESIDE = 8  # pixels between the words and the scroll bar
_ICON = 14


class SheetView(QWidget):
    """Laid out for a shape of sheets; another sheet of that shape changes nothing but words."""

    def __init__(self, sheet: Sheet) -> None:
        """Lay the parts out one under the other, and tell the sheet."""
        super().__init__()
        self.setObjectName("sheet")
        self._shape = _shape(sheet)
        self._words: list[Words] = []  # in the order of `_texts`
        self.lines = [SheetLine(row) for row in _rows(sheet)]
        self._column = QVBoxLayout(self)
        self._column.setSpacing(6)
        self._lay_out(sheet)
        self.tell(sheet)

    def takes(self, sheet: Sheet) -> bool:
        """Tell whether a sheet has the same lines."""
        return _shape(sheet) == self._shape

    def tell(self, sheet: Sheet) -> None:
        """Write a sheet that has the same lines."""
        put_margins(self._column, 0, 0, _BESIDE, 0)
        for words, text in zip(self._words, _texts(sheet), strict=True):
            words.setText(text)
        for line, row in zip(self.lines, _rows(sheet), strict=True):
            line.tell(row)

    def _lay_out(self, sheet: Sheet) -> None:
        column, lines = self._column, iter(self.lines)
        column.addWidget(self._text("caption"))
        if sheet.value:
            value = QHBoxLayout()
            value.setSpacing(8)
            value.addWidget(self._text("inspected", wraps=False))
            unit = self._text("caption")
            value.addWidget(unit, 1, Qt.AlignmentFlag.AlignVCenter)
            nest(column, value)
        for section in sheet.sections:
            column.addWidget(frame("rule"))
            column.addWidget(self._text("caption"))
            for _ in section.rows:
                column.addWidget(next(lines))
            if section.text:
                column.addWidget(self._text("body"))
        column.addStretch(1)
        if sheet.note:
            column.addWidget(self._note())

    def _note(self) -> QWidget:
        made = frame("note")
        place = QVBoxLayout(made)
        place.setContentsMargins(10, 8, 10, 8)
        place.addWidget(self._text("caption"))
        return made

    def _text(self, role: str, *, wraps: bool = True) -> Words:
        self._words.append(label(role, wraps=wraps))
        return self._words[-1]


class SheetLine(QWidget):
    """One line of a sheet: a sign, a label with its note, a value, and perhaps a way further."""

    def __init__(self, row: Row) -> None:
        """Lay the line out for rows with the same parts."""
        super().__init__()
        self._row = row
        self._words: list[Words] = []  # in the order of `_parts`
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        if row.sign:
            line.addWidget(self._text("caption"))
        line.addWidget(self._text("body", wraps=True), 1)
        if row.value:
            line.addWidget(self._text("strong"))
        self._way = button("link")
        self._way.clicked.connect(self._go)
        if row.go is not None:
            line.addWidget(self._way)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 1, 0, 1)
        place.setSpacing(0)
        nest(place, line)
        if row.note:
            place.addWidget(self._text("caption", wraps=True))

    def tell(self, row: Row) -> None:
        """Write a row that has the same parts."""
        self._row = row
        for words, text in zip(self._words, _parts(row), strict=True):
            words.setText(text)
        if row.go is not None:
            self._tell_way(row)

    def _tell_way(self, row: Row) -> None:
        """Name what leads to where the figure comes from."""
        self._way.setAccessibleName(row.act or row.label)
        self._way.setToolTip(row.act or row.label)
        if row.act:
            self._way.setText(row.act)
        else:
            accent = look.of(self._way).colour("accent")
            self._way.setIcon(icons.icon("arrow-up-right", accent, _ICON))
            self._way.setFixedWidth(look.size("icon_button"))

    def _go(self, *_checked: bool) -> None:
        if self._row.go is not None:
            self._row.go()

    def _text(self, role: str, *, wraps: bool = False) -> Words:
        self._words.append(label(role, wraps=wraps))
        return self._words[-1]


def _rows(sheet: Sheet) -> Iterator[Row]:
    return (row for section in sheet.sections for row in section.rows)


def _parts(row: Row) -> Iterator[str]:
    """Give what a row says, but for the way further."""
    if row.sign:
        yield row.sign
    yield row.label
    yield from (text for text in (row.value, row.note) if text)


def _texts(sheet: Sheet) -> Iterator[str]:
    """Give what stands around the rows of a sheet, from top to bottom."""
    yield sheet.subject
    if sheet.value:
        yield sheet.value
        yield sheet.unit
    for section in sheet.sections:
        yield section.title
        if section.text:
            yield section.text
    if sheet.note:
        yield sheet.note


def _shape(sheet: Sheet) -> tuple[object, ...]:
    """Return what a sheet is laid out for: which of its parts there are."""
    sections = tuple((len(one.rows), bool(one.text)) for one in sheet.sections)
    rows = tuple(
        (bool(row.sign), bool(row.value), bool(row.note), row.go is not None, bool(row.act))
        for row in _rows(sheet)
    )
    return bool(sheet.value), bool(sheet.note), sections, rows
