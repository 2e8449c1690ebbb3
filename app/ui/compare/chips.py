"""The chips of the page that compares: scenarios, year, measure and order, each with its list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.planning.comparison import MOST
from app.planning.scenario_tree import shown
from app.ui import look
from app.ui.frame.choices import Chip
from app.ui.scenarios import marks

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.planning.comparison import Measure
    from app.reports.compared import Compared, Sort
    from app.ui.compare.choice import Choice
    from app.ui.document import Document

_MARK = 16
_TOGGLES = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StayingMenu(QMenu):
    """A list in which several can be checked one after another: it stays open meanwhile."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Check what is under the hand, and stay."""
        action: QAction | None = self.actionAt(event.position().toPoint())
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check what the arrows have reached, and stay; Escape leaves."""
        action: QAction | None = self.activeAction()
        checks = action is not None and action.isCheckable() and action.isEnabled()
        if checks and action is not None and event.key() in _TOGGLES:
            action.trigger()
        else:
            super().keyPressEvent(event)


class ScenariosChip(Chip):
    """Which scenarios stand beside the reference."""

    def __init__(self, document: Document, choice: Choice) -> None:
        """Fill the list when it is opened."""
        super().__init__()
        self.options = StayingMenu(self)
        self.options.setToolTipsVisible(True)
        self.setMenu(self.options)
        self._document, self._choice = document, choice
        self.options.aboutToShow.connect(self._fill)
        choice.scenarios_changed.connect(self._mark)

    def _fill(self) -> None:
        self.options.clear()
        rows, tell = self._document.rows, self._document.language.name
        reference = self._choice.reference
        if not reference:
            return  # the page has not been seen yet
        first = self.options.addAction(
            next(tell(row.names) for row in rows.scenarios if row.id == reference)
        )
        first.setIcon(marks.picture(marks.REFERENCE, _MARK, look.of(self)))
        first.setEnabled(False)
        self.options.addSeparator()
        for row in shown(rows):
            if row.id != reference:
                action = QAction(tell(row.names).replace("&", "&&"), self.options)
                action.setData(row.id)
                action.setCheckable(True)
                action.triggered.connect(partial(self._choice.turn, row.id))
                self.options.addAction(action)
        self._mark()

    def _mark(self) -> None:
        """Check what is compared; the others can be added while there is room."""
        full = len(self._choice.scenarios) >= MOST
        say = self._document.language.say
        for action in self.options.actions():
            if not action.isCheckable():
                continue
            here = action.data() in self._choice.scenarios
            action.setChecked(here)
            action.setEnabled(here or not full)
            tip = say("Five scenarios at most beside the reference.")
            action.setToolTip(action.text() if here or not full else tip)


def fill_once(
    chip: Chip, options: list[tuple[str, object, bool]], choose: Callable[..., object]
) -> None:
    """Fill a list of which one is chosen: texts, what each means, whether it is the one."""
    chip.options.clear()
    for old in chip.options.findChildren(QActionGroup):
        old.deleteLater()
    group = QActionGroup(chip.options)
    for text, value, here in options:
        action = QAction(text.replace("&", "&&"), group)
        action.setCheckable(True)
        action.setChecked(here)
        action.triggered.connect(partial(_chosen, choose, value))
        chip.options.addAction(action)


def _chosen(choose: Callable[..., object], value: object, *_checked: bool) -> None:
    choose(value)


def measures(document: Document) -> dict[Measure, str]:
    """Return what can be compared, in words."""
    say = document.language.say
    return {"deficit": say("Deficit"), "stock": say("Stock")}


def sorts(asked: Compared) -> list[tuple[str, Sort]]:
    """Return the orders that territories can stand in, in words."""
    say = asked.language.say
    found: list[tuple[str, Sort]] = [(say("Order of the plan"), ("plan", 0))]
    for n, name in enumerate(asked.letters):
        found.append((say("Worst under: {scenario}", scenario=name), ("worst", n)))
    for n, name in enumerate(asked.letters):
        if n:
            found.append((say("Largest effect: {scenario}", scenario=name), ("effect", n)))
    return found
