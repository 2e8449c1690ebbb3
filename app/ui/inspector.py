"""The inspector: a sheet about the thing that is selected, and the panel that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.labels import Words, button, frame, label, scrolling
from app.ui.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.ui.document import Document

_BESIDE = 8  # pixels between the words and the scroll bar


@dataclass(frozen=True)
class Row:
    """One line of a section: a label with its value, a smaller note, and where it leads."""

    label: str
    value: str = ""
    note: str = ""
    sign: str = ""  # the sign before a line of a sum: −, =
    go: Callable[[], None] | None = None
    act: str = ""  # the words of what `go` does, where it is more than going there


@dataclass(frozen=True)
class Section:
    """Some lines under a heading, or a plain text."""

    title: str
    rows: tuple[Row, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Sheet:
    """What is selected, its value, and where the value comes from."""

    title: str
    subject: str
    value: str = ""
    unit: str = ""
    sections: tuple[Section, ...] = field(default=())
    note: str = ""


class Inspector(SidePanel):
    """The panel at the far side: it always speaks of what is selected."""

    def __init__(self, document: Document) -> None:
        """Build the panel empty; the pages say what it shows."""
        super().__init__()
        self._document = document
        self._inside = QWidget()
        self._scroll = scrolling(self._inside)
        self.place.addWidget(self._scroll, 1)
        document.listen(self.retell)
        for told in (document.inspected, document.view_changed, document.year_changed):
            told.connect(self.retell)
        self.retell()

    def retell(self) -> None:
        """Ask what is selected for its sheet, and write it."""
        say, sheet = self._document.language.say, self._document.sheet()
        if sheet is None:
            sheet = Sheet(
                say("Inspector"), say("Select a number to see where it comes from.")
            )
        self.name(sheet.title, say("Inspector"), say("Close the inspector"))
        self._write(sheet)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was selected while nobody looked."""
        super().showEvent(event)
        self.retell()

    def _write(self, sheet: Sheet) -> None:
        """Put the parts of a sheet one under the other."""
        inside = QWidget()
        column = QVBoxLayout(inside)
        beside = (_BESIDE, 0) if self.isRightToLeft() else (0, _BESIDE)
        column.setContentsMargins(beside[0], 0, beside[1], 0)  # Qt does not mirror margins
        column.setSpacing(6)
        column.addWidget(_text("caption", sheet.subject))
        if sheet.value:
            column.addLayout(_value(sheet))
        for section in sheet.sections:
            column.addWidget(frame("rule"))
            column.addWidget(_text("caption", section.title))
            for row in section.rows:
                column.addWidget(SheetLine(row))
            if section.text:
                column.addWidget(_text("body", section.text))
        column.addStretch(1)
        if sheet.note:
            column.addWidget(_note(sheet.note))
        self._put(inside)

    def _put(self, inside: QWidget) -> None:
        """Show other parts in place of those before, without moving the view of them."""
        focused: QWidget | None = self.focusWidget()
        held = focused is not None and self._inside.isAncestorOf(focused)
        inside.setObjectName("sheet")
        self._scroll.setWidget(inside)
        inside.setAutoFillBackground(False)  # the ground is the panel's
        self._inside = inside
        if held:
            self.close_button.setFocus()


class SheetLine(QWidget):
    """One line of a sheet: a sign, a label with its note, a value, and perhaps a way further."""

    def __init__(self, row: Row) -> None:
        """Lay the line out for good; a new sheet makes new lines."""
        super().__init__()
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        if row.sign:
            line.addWidget(label_of("caption", row.sign))
        line.addWidget(_text("body", row.label), 1)
        if row.value:
            line.addWidget(label_of("strong", row.value))
        if row.go is not None:
            line.addWidget(_way(row))
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 1, 0, 1)
        place.setSpacing(0)
        place.addLayout(line)
        if row.note:
            place.addWidget(_text("caption", row.note))


def _way(row: Row) -> QPushButton:
    """Return what leads from a line to where its figure comes from."""
    made = button("link")
    made.setAccessibleName(row.act or row.label)
    made.setToolTip(row.act or row.label)
    if row.act:
        made.setText(row.act)
    else:
        made.setIcon(icons.icon("arrow-up-right", look.of(made).colour("accent"), 14))
        made.setFixedWidth(look.size("icon_button"))
    made.clicked.connect(partial(_go, row))
    return made


def _go(row: Row, *_checked: bool) -> None:
    if row.go is not None:
        row.go()


def _value(sheet: Sheet) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(label_of("inspected", sheet.value))
    line.addWidget(label_of("caption", sheet.unit), 1, Qt.AlignmentFlag.AlignVCenter)
    return line


def _note(text: str) -> QFrame:
    made = frame("note")
    place = QVBoxLayout(made)
    place.setContentsMargins(10, 8, 10, 8)
    place.addWidget(_text("caption", text))
    return made


def label_of(role: str, text: str) -> Words:
    """Return a text of one line in a role."""
    made = label(role)
    made.setText(text)
    return made


def _text(role: str, text: str) -> Words:
    made = label(role, wraps=True)
    made.setText(text)
    return made
