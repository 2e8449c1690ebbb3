"""The window: its pages, its menus, what is dropped on it; nothing about the workforce."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from app.ui import refusal
from app.ui.actions import Actions
from app.ui.ahead import Ahead, dress_ahead
from app.ui.controls.banner import Banner
from app.ui.controls.nest import nest
from app.ui.controls.pages import Pages
from app.ui.files import Files
from app.ui.frame.recovery_place import RecoveryPlace
from app.ui.pages.start import StartPage
from app.ui.sections import SECTIONS
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from app.problems import Finding, Problem
    from app.ui.document import Document
    from app.ui.dress import Dress
    from app.ui.frame.command_box import CommandBox
    from app.ui.frame.head import Head
    from app.ui.workplace import Workplace

_LEAST = QSize(860, 440)  # within a screen of 1366 by 768 enlarged to 150%
_USUAL = QSize(1366, 768)
_PAUSE_MS = 20
_FRAME = QSize(20, 50)  # what a title bar, its borders and a little air take, at most


class Window(QMainWindow):
    """Shows the start page, or the workplace of the open plan."""

    def __init__(self, document: Document, dress: Dress) -> None:
        """Build everything that the first paint needs and no more."""
        super().__init__()
        self.document, self.dress = document, dress
        self.preferences = dress.preferences
        self.files = Files(document, self)
        self._tasks = Tasks(self)
        tasks = self._tasks.by_key()
        self.actions_list = Actions(document, tasks, self)
        self.start = StartPage(document, tasks)
        self.place: Workplace | None = None
        self._head: Head | None = None
        self._box: CommandBox | None = None
        self._met: tuple[str, tuple[Problem | Finding, ...]] = ("", ())
        self._ahead, self._goes = Ahead(self, _PAUSE_MS), False
        self.problem, self.pages = Banner(), Pages()
        self.pages.addWidget(self.start)
        self.recovery = RecoveryPlace(document, self.pages, self._show_head)
        self._inside = self._middle()
        self.setCentralWidget(self._inside)
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST.boundedTo(self._room()))
        self.resize(_USUAL.boundedTo(self._room()))
        self._listen()
        self._show_start()
        dress.put_on_sheet()

    def appear(self) -> None:
        """Show the window as it was left; at first, whole."""
        kept = self.preferences.window(self.document.language.direction)
        known = kept is not None and self.restoreGeometry(kept)
        if known or self._room() == self._room().expandedTo(_USUAL):
            self.show()
        else:
            self.showMaximized()

    @property
    def workplace(self) -> Workplace:
        """The workplace with the line at its foot, built when the first plan is open."""
        if self.place is None:
            from app.ui.frame.status_line import StatusLine
            from app.ui.workplace import Workplace

            self.place = Workplace(self.document, self.actions_list, self.dress)
            self.pages.addWidget(self.place)
            self._column.addWidget(StatusLine(self.document, self._inside))
        return self.place

    @property
    def head(self) -> Head:
        """The head with the menus, built when the first plan is open."""
        if self._head is None:
            from app.ui.frame.head import Head

            self._head = Head(self.document, self.actions_list)
            self._head.hide()
            self.setMenuWidget(self._head)
            QShortcut(QKeySequence("F10"), self, self._head.menus.open_first)
        return self._head

    @property
    def box(self) -> CommandBox:
        """The command box, built when it is first asked for."""
        if self._box is None:
            from app.ui.frame.command_box import CommandBox

            self._box = CommandBox(self.document, self.actions_list, self)
        return self._box

    def _show_head(self, *, shown: bool) -> None:
        if shown or self._head is not None:
            self.head.setVisible(shown)

    def _room(self) -> QSize:
        """Return what the screen leaves to a window inside its frame."""
        return self.screen().availableSize() - _FRAME

    def _middle(self) -> QWidget:
        """Put problems above the page, and leave room for what is said below it."""
        middle = QWidget()
        banner = QVBoxLayout()
        banner.setContentsMargins(12, 0, 12, 0)
        banner.addWidget(self.problem)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        nest(self._column, banner)
        self._column.addWidget(self.pages, 1)
        return middle

    def _listen(self) -> None:
        self.document.plan_opened.connect(self._show_plan)
        self.document.plan_closed.connect(self._show_start)
        self.document.problem_met.connect(self.show_problem)
        self.document.problem_solved.connect(self.problem.hide)
        self.document.recovery_asked.connect(self.problem.hide)
        self.document.work_started.connect(self._wait)
        self.document.work_ended.connect(self._wait)
        self.document.listen(self.retell)

    # --- What is shown --------------------------------------------------------------------------

    def retell(self) -> None:
        """Name the window after the plan, in the language of now."""
        language = self.document.language
        is_open = self.document.is_open
        name = language.name(self.document.rows.facts.names) if is_open else ""
        self.setWindowTitle(f"{name} · Tabib" if name else "Tabib")
        self.problem.name_close(language.say("Close"))
        if self.problem.isVisible():
            self._show_met(*self._met)

    def show_problem(self, problem: Problem) -> None:
        """Say in place what stopped the work; what was shown stays."""
        self._show_met("error", (problem,))

    def _show_met(self, tone: str, met: tuple[Problem | Finding, ...]) -> None:
        self._met = tone, met
        self.problem.say(tone, " ".join(refusal.told(one, self.document.language) for one in met))

    def _show_plan(self) -> None:
        self.problem.hide()
        self._show_head(shown=True)
        self.pages.setCurrentWidget(self.workplace)
        self.workplace.opened()
        self.retell()
        if found := self.document.plan.findings:
            self._show_met("info", found)
        for section in SECTIONS:
            for page in section.pages:
                self._ahead.plan(self.workplace.prepare(page.key))

    def _show_start(self) -> None:
        """Show what can be opened, unless the window goes away: then nobody would see it."""
        if self._goes:
            return
        self.problem.hide()
        self._show_head(shown=False)
        self.pages.setCurrentWidget(self.start)
        self.start.first.setFocus()
        self.retell()

    def _wait(self) -> None:
        """Show by the pointer that a plan is being opened; what will show it is made meanwhile."""
        if not self.document.opening:
            self.unsetCursor()
            return
        self.setCursor(Qt.CursorShape.BusyCursor)
        if self.place is None:
            self._ahead.plan(self._make_ready())

    def _make_ready(self) -> Iterator[None]:
        """Make what every plan is shown in."""
        from app.ui.frame import head, status_line  # noqa: F401

        yield
        dress_ahead(self.head)
        yield
        from app.ui import workplace  # noqa: F401

        yield
        dress_ahead(self.workplace)
        yield
        yield from self.workplace.prepare(SECTIONS[0].pages[0].key)

    # --- The world outside ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the panel, the problem, the recovery or the full screen, whichever comes first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.place is not None and self.place.close_panel():
            event.accept()
        elif self.problem.isVisible():
            self.problem.hide()
        elif self.recovery.leave():
            event.accept()
        elif self.isFullScreen():
            self._tasks.turn_full_screen()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the plan, once changes of a sample are kept or given up."""
        if not self.files.may_leave(then=self._leave):
            event.ignore()
            return
        self.preferences.keep_window(self.document.language.direction, self.saveGeometry())
        self._goes = True
        self.document.close()
        for one in self.findChildren(Ahead):
            one.stop()
        super().closeEvent(event)

    def _leave(self) -> None:
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; what is in them is looked at when they are dropped."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
            self.files.open_dropped(paths)


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the files of what is dragged over the window."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
