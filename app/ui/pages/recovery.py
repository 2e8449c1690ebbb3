"""The recovery page: a plan that cannot be read, what is left of it, and the copies kept of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.controls.copy_list import CopiesCard
from app.ui.controls.fold import Fold
from app.ui.controls.labels import button, frame, label, scrolling
from app.ui.controls.nest import nest
from app.ui.controls.thumbnail import IconTile
from app.ui.folders import documents_folder
from app.ui.job import Job
from app.ui.lanes import Lanes
from app.ui.recovery import recovering
from app.ui.recovery.facts_card import FactsCard, loss_told
from app.ui.recovery.recovery_acts import Acts, PlanChoice

if TYPE_CHECKING:
    from app.planning.recovery import Copy, Holds
    from app.planning.salvage import Left
    from app.problems import Problem
    from app.ui.document import Document
    from app.ui.recovery.recovering import Found

_WIDTH, _MARK = 820, 22
_GATHER, _VERIFY, _MAKE = "gather", "verify", "make"


class RecoveryPage(QWidget):
    """Shows one plan at a time; whatever is done here leaves the old file as it is."""

    left = Signal()

    def __init__(self, document: Document) -> None:
        """Build the page; `show_plan` or `ask` fills it."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self._path = Path()
        self._problem: Problem | None = None
        self._left: Left | None = None
        self._waiting: list[Copy] = []
        self._lanes = Lanes()
        self._mark, self._name, self.back = QLabel(), label("strong"), button("ghost")
        self._hero, self._title = IconTile("history", strong=True), label("h1", wraps=True)
        self._where = label("secondary", wraps=True)
        self.choice, self.facts, self.copies = PlanChoice(), FactsCard(), CopiesCard()
        self.acts, self._rule, self.details = Acts(), frame("rule"), Fold()
        self._does = {
            "open": self.restore, "save": self.save_what_is_left, "folder": self.show_folder,
            "details": self.copy_the_details,
        }  # fmt: skip
        self._lay_out()
        self._listen()

    def show_plan(self, path: Path, problem: Problem | None) -> None:
        """Look for the copies of a plan, and at what is left of it where a problem hinders it."""
        self._path, self._problem, self._left = path, problem, None
        self._lanes.clear(_VERIFY)
        self._waiting = []
        self.copies.fill(())
        work = partial(recovering.gather, path, damaged=problem is not None)
        self._lanes.start(_GATHER, Job(work), self._gathered)
        self.retell()

    def ask(self) -> None:
        """Let a person choose the plan to restore; without any known one, ask for its file."""
        language = self._document.language
        first = self.choice.fill(language)
        if first is None:
            if not self.choice.ask_for_file(language):
                self.left.emit()
        else:
            self.show_plan(first, None)
            self.choice.plans.setFocus(Qt.FocusReason.TabFocusReason)

    def retell(self) -> None:
        """Say everything in the language of now."""
        language, colours, say = self._document.language, look.of(self), self._document.language.say
        damaged = self._problem is not None
        ground, ink = colours.colour("accent"), colours.colour("on_accent")
        self._mark.setPixmap(icons.mark(ground, ink, look.scaled(_MARK)))
        self._name.setText("Tabib")
        back = say("Back to the plan") if self._document.is_open else say("Start page")
        self.back.setText(f" {back}")
        self.back.setAccessibleName(back)
        self.back.setIcon(icons.icon("chevron-left", colours.colour("text")))
        self._inside.setMaximumWidth(look.scaled(_WIDTH))
        self._hero.resize_anew()
        self._hero.show_sign("file-warning" if damaged else "history", "warning" * damaged)
        self._title.setText(self._told_title())
        folder = say("in {folder}", folder=str(self._path.parent))
        self._where.setText(say("{file}, {place}", file=self._path.name, place=folder))
        self.choice.setVisible(not damaged)
        self.choice.retell(language)
        for part in (self.facts, self._rule, self.details):
            part.setVisible(damaged)
        if self._problem is not None:
            self.facts.tell(self._problem, self._left, language)
        self.copies.retell(language, looking=self._lanes.runs(_GATHER))
        savable = self._left is not None and self._left.rows is not None
        self.acts.offer(copies=bool(self.copies.rows), savable=savable, damaged=damaged)
        self.acts.tell(language, self.copies.choice, busy=self._lanes.runs(_MAKE))
        self.details.say(say("Technical details"), self.told_details())

    # --- What the buttons do --------------------------------------------------------------------

    def restore(self) -> None:
        """Make a new plan from the chosen copy, and open it."""
        copy, path, folder = self.copies.choice, self._path, documents_folder()
        if copy is not None:
            work = partial(recovering.restore, copy, path, folder)
            self._lanes.start(_MAKE, Job(work), self._made)

    def save_what_is_left(self) -> None:
        """Make a new plan from what can be read, and open it."""
        mark = self._document.language.say("recovered")
        work = partial(recovering.save, self._path, documents_folder(), mark)
        self._lanes.start(_MAKE, Job(work), self._made)

    def show_folder(self) -> None:
        """Show the folder of the plan."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))

    def copy_the_details(self) -> None:
        """Put the details where they can be pasted from."""
        QGuiApplication.clipboard().setText(self.told_details())

    def told_details(self) -> str:
        """Return what somebody who helps would ask for."""
        said = [] if self._problem is None else [self._problem.what.text]
        losses = () if self._left is None else self._left.losses
        lost = [loss_told(loss, self._document.language) for loss in losses]
        copies = [str(row.copy.path) for row in self.copies.rows]
        return "\n".join([str(self._path), *said, *lost, *copies])

    # --- What comes back ------------------------------------------------------------------------

    def _gathered(self, found: Found) -> None:
        copies, self._left = found
        self.copies.fill(copies)
        self._waiting = list(copies)
        self._verify()

    def _verify(self) -> None:
        """Look into one copy after the other, the newest first."""
        if self._waiting:
            copy = self._waiting.pop(0)
            work = partial(recovering.look_into, copy)
            self._lanes.start(_VERIFY, Job(work), partial(self._seen, copy))
        self.retell()

    def _seen(self, copy: Copy, holds: Holds | None) -> None:
        first = self.copies.choice is None
        self.copies.verified(copy, holds)
        self._verify()
        if first and self.copies.choice is not None and self._problem is not None:
            self.acts.buttons["open"].setFocus()

    def _made(self, path: Path) -> None:
        self._document.open(path)

    # --- Inside ---------------------------------------------------------------------------------

    def _told_title(self) -> str:
        say = self._document.language.say
        if self._problem is None:
            return say("Restore a backup")
        if self._left is not None and self._left.whole and self._left.losses:
            return say("Part of this plan can no longer be read")
        return say("This plan cannot be opened")

    def _listen(self) -> None:
        self._lanes.problem_met.connect(self._document.problem_met)
        self._lanes.changed.connect(self.retell)
        self._document.listen(self.retell)
        self.back.clicked.connect(partial(_leave, self))
        self.acts.asked.connect(lambda key: self._does[key]())
        self.copies.chosen.connect(self.retell)
        self.choice.chosen.connect(lambda path: self.show_plan(path, None))
        self.choice.other.clicked.connect(
            lambda: self.choice.ask_for_file(self._document.language)
        )

    def _lay_out(self) -> None:
        head, hero, words = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        head.setContentsMargins(14, 4, 14, 4)
        head.setSpacing(look.space("s"))
        head.addWidget(self._mark)
        head.addWidget(self._name, 1)
        head.addWidget(self.back)
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._where)
        hero.setSpacing(look.space("l"))
        hero.addWidget(self._hero)
        nest(hero, words, 1)
        self._inside, page = QWidget(), QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("m"))
        nest(column, hero)
        parts = (self.choice, self.facts, self.copies, self.acts, self._rule, self.details)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        middle = QHBoxLayout(page)
        middle.setContentsMargins(24, 16, 24, 14)
        middle.addStretch(1)
        middle.addWidget(self._inside, 1000)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        nest(whole, head)
        whole.addWidget(scrolling(page), 1)


def _leave(page: RecoveryPage, *_checked: bool) -> None:
    page.left.emit()
