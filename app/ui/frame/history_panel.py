"""The history of the plan: every change by name, newest first, and a jump to any of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.ui import look
from app.ui.actions import call
from app.ui.controls.labels import button, label
from app.ui.frame.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.planning.history import HistoryLine
    from app.ui.document import Document

_SEQUENCE = Qt.ItemDataRole.UserRole
_MOST_LINES = 500


class HistoryPanel(SidePanel):
    """Stands where the inspector stands; Enter on a line goes to just after it."""

    def __init__(self, document: Document) -> None:
        """Build the panel; it follows the plan while it can be seen."""
        super().__init__()
        self._document = document
        self.hint = label("caption", wraps=True)
        self.lines = QListWidget()
        self.lines.setWordWrap(True)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines.itemActivated.connect(self._jump)
        self.go = button()
        self.go.clicked.connect(partial(call, self._jump_to_current))
        for part in (self.hint, self.lines, self.go):
            self.place.addWidget(part)
        document.listen(self.retell)
        for told in (document.plan_changed, document.plan_opened):
            told.connect(self.retell)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was changed while nobody looked."""
        super().showEvent(event)
        self.retell()

    def retell(self) -> None:
        """List the changes in the language of now."""
        if not self._document.is_open or not self.isVisible():
            return
        say, history = self._document.language.say, self._document.history()
        title = say("History of changes")
        self.name(title, title, say("Close the history"))
        self.go.setText(say("Go to this change"))
        self.go.setEnabled(bool(history) and self._document.writable)
        self.hint.setText(
            say("Choose a change: all that came after it is taken back, and can be redone.")
            if history
            else say("Nothing has been changed in this plan yet.")
        )
        self._list(history)

    def _list(self, history: tuple[HistoryLine, ...]) -> None:
        """Write the lines; those taken back are grey, those left behind cannot be reached."""
        self.lines.clear()
        self.lines.setAccessibleName(self.title.text())
        language = self._document.language
        for line in history[:_MOST_LINES]:
            when = line.time.astimezone()
            said = language.tell(line.what)
            place = f"{language.date(when.date())} {language.whole(f'{when:%H:%M}')} · {line.who}"
            item = QListWidgetItem(f"{said}\n{place}")
            item.setData(_SEQUENCE, line.sequence)
            if line.state != "done":
                item.setForeground(look.of(self).colour("text_disabled"))
            if line.state == "dropped":
                item.setFlags(Qt.ItemFlag.NoItemFlags)
                item.setToolTip(language.say("A later change took the place of this one."))
            self.lines.addItem(item)
        done = [at for at, line in enumerate(history[:_MOST_LINES]) if line.state == "done"]
        self.lines.setCurrentRow(done[0] if done else -1)

    def _jump_to_current(self) -> None:
        item = self.lines.currentItem()
        if item is not None:
            self._jump(item)

    def _jump(self, item: QListWidgetItem) -> None:
        """Undo or redo until the chosen change is the last that stands."""
        self._document.go_back_to(int(item.data(_SEQUENCE)))
