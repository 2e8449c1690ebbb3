"""The history of the plan: every change by name, newest first, and a jump to any of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.ui import look
from app.ui.actions import call
from app.ui.controls.labels import button, label
from app.ui.controls.lines import Line, Lines
from app.ui.frame.side_panel import SidePanel

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from app.planning.history import HistoryLine
    from app.ui.document import Document

_MOST_LINES = 500


class HistoryPanel(SidePanel):
    """Stands where the inspector stands; Enter on a line goes to just after it."""

    def __init__(self, document: Document) -> None:
        """Build the panel; it follows the plan while it can be seen."""
        super().__init__()
        self._document = document
        self.hint = label("caption", wraps=True)
        self.lines = Lines()
        self.lines.setWordWrap(True)
        self.lines.taken.connect(self._jump)
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
        self.lines.setAccessibleName(self.title.text())
        shown = history[:_MOST_LINES]
        done = (at for at, line in enumerate(shown) if line.state == "done")
        self.lines.show_lines([self._line(line) for line in shown], next(done, -1))

    def _line(self, line: HistoryLine) -> Line:
        language, when = self._document.language, line.time.astimezone()
        place = f"{language.date(when.date())} {language.whole(f'{when:%H:%M}')} · {line.who}"
        dropped = line.state == "dropped"
        why = language.say("A later change took the place of this one.")
        return Line(
            f"{language.tell(line.what)}\n{place}",
            line.sequence,
            tip=why if dropped else "",
            usable=not dropped,
            colour=None if line.state == "done" else look.of(self).colour("text_disabled"),
        )

    def _jump_to_current(self) -> None:
        self._jump(self.lines.chosen)

    def _jump(self, sequence: object) -> None:
        """Undo or redo until the chosen change is the last that stands."""
        if isinstance(sequence, int):
            self._document.go_back_to(sequence)
