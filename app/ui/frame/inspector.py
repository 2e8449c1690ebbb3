"""The inspector: a sheet about the thing that is selected, and the panel that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from app.ui.controls.labels import scrolling
from app.ui.frame.sheet_view import SheetView
from app.ui.frame.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.ui.document import Document


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
        self._view: SheetView | None = None
        self._scroll = scrolling(QWidget())
        self.place.addWidget(self._scroll, 1)
        document.listen(self.retell)
        for told in (document.inspected, document.view_changed, document.year_changed):
            told.connect(self.retell)

    def retell(self) -> None:
        """Ask what is selected for its sheet, and write it; a panel that nobody sees waits."""
        if not self.isVisible():
            return
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
        """Put a sheet in place of another; where it has the same lines, only words change."""
        if self._view is not None and self._view.takes(sheet):
            self._view.tell(sheet)
            return
        # A panel's own focusWidget() may still name a part of a sheet that is gone.
        focused: QWidget | None = QApplication.focusWidget()
        held = focused is not None and self._scroll.isAncestorOf(focused)
        before = self._scroll.takeWidget()
        if before is not None:
            before.deleteLater()  # a button of it may be what has asked for the other sheet
        self._view = SheetView(sheet)
        self._scroll.setWidget(self._view)
        self._view.setAutoFillBackground(False)  # the ground is the panel's
        if held:
            self.close_button.setFocus()
