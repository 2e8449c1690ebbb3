"""The menu of a scenario: all that can be done to it, by hand or by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from app.problems import message
from app.ui import icons, look
from app.ui.actions import call
from app.ui.scenarios.head import ACTS
from app.ui.scenarios.nodes import others

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QWidget

    from app.models.rows import ScenarioRow
    from app.problems import Message
    from app.ui.document import Document
    from app.ui.scenarios.acts import Acts

_MORE: dict[str, tuple[Message, str]] = {
    "begin": (message("From here"), "plus"),
    "rename": (message("Rename"), "pencil"),
    "unarchive": (message("Bring back"), "archive"),
}
_LOOKS = frozenset({"compare"})  # what changes nothing


class ScenarioMenu(QObject):
    """Fills one menu for whichever scenario it is asked for."""

    def __init__(self, document: Document, acts: Acts, parent: QWidget) -> None:
        """Build the menu empty."""
        super().__init__(parent)
        self._document, self._acts = document, acts
        self.menu = QMenu(parent)

    def open(self, scenario: str, at: QPoint) -> None:
        """Show what can be done to a scenario."""
        self.fill(scenario)
        self.menu.popup(at)

    def fill(self, scenario: str) -> None:
        """Offer what can be done to a scenario; what it does not allow cannot be chosen."""
        menu, row = self.menu, self._acts.row(scenario)
        menu.clear()
        for act, usable in self._acts_of(row):
            text, icon = ACTS.get(act) or _MORE[act]
            action = menu.addAction(self._icon(icon), self._document.language.tell(text))
            action.setEnabled(usable and (act in _LOOKS or self._document.writable))
            action.triggered.connect(partial(call, partial(self._acts.do, act, scenario)))
        if not row.archived:
            self._offer_parents(row)

    def _acts_of(self, row: ScenarioRow) -> Iterator[tuple[str, bool]]:
        """Give the acts in order, and whether each can be done."""
        if row.archived:
            yield "unarchive", True
            return
        yield "begin", True
        yield "rename", not row.locked
        yield "duplicate", True
        yield ("unlock" if row.locked else "lock"), True
        yield "merge", not row.locked
        yield "compare", True
        yield "archive", not row.locked

    def _offer_parents(self, row: ScenarioRow) -> None:
        say = self._document.language.say
        under = self.menu.addMenu(self._icon("git-branch"), say("Put under"))
        found = [one for one in others(self._document.rows, row.id) if one.id != row.parent]
        for one in found:
            action = under.addAction(self._document.language.name(one.names).replace("&", "&&"))
            do: Callable[[], None] = partial(self._acts.ask_parent, row.id, one.id)
            action.triggered.connect(partial(call, do))
        under.setEnabled(bool(found) and not row.locked and self._document.writable)

    def _icon(self, name: str) -> QIcon:
        return icons.icon(name, look.of(self.menu).colour("text_secondary"))
