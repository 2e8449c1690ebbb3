"""The window: its pages, its menus, what is dropped on it; nothing about the workforce."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.language import CODES
from app.problems import Problem, message
from app.ui import refusal
from app.ui.actions import Actions
from app.ui.banner import Banner
from app.ui.command_box import CommandBox
from app.ui.files import Files
from app.ui.focus import do_where_the_keyboard_is, next_pane
from app.ui.head import Head
from app.ui.pages.start import StartPage
from app.ui.preferences import TEXT_SIZES
from app.ui.recovery_place import RecoveryPlace
from app.ui.status_line import StatusLine

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from app.ui.actions import Do
    from app.ui.document import Document
    from app.ui.dress import Dress
    from app.ui.workplace import Workplace

_LEAST = QSize(860, 440)  # within a screen of 1366 by 768 enlarged to 150%
_USUAL = QSize(1366, 768)
_FRAME = QSize(20, 50)  # what a title bar, its borders and a little air take, at most
_WHERE = (
    "cut", "copy", "paste", "fill_down", "fill_right", "clear", "select_all", "find", "go_to",
    "next_problem", "previous_problem", "turn", "copy_chart",
)  # fmt: skip


class Window(QMainWindow):
    """Shows the start page, or the workplace of the open plan."""

    def __init__(self, document: Document, dress: Dress) -> None:
        """Build everything that the first paint needs and no more."""
        super().__init__()
        self.document, self.dress = document, dress
        self.preferences = dress.preferences
        self.files = Files(document, self)
        tasks = self._tasks()
        self.actions_list = Actions(document, tasks, self)
        self.start = StartPage(document, tasks)
        self.place: Workplace | None = None
        self.head, self.problem = Head(document, self.actions_list), Banner()
        self.box = CommandBox(document, self.actions_list, self)
        self._met: Problem | None = None
        self.setMenuWidget(self.head)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.recovery = RecoveryPlace(document, self.pages, self.head)
        self.setCentralWidget(self._middle())
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST.boundedTo(self._room()))
        self.resize(_USUAL.boundedTo(self._room()))
        QShortcut(QKeySequence("F10"), self, self.head.menus.open_first)
        self._listen()
        self._show_start()

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
        """The workplace, built when the first plan is open."""
        if self.place is None:
            from app.ui.workplace import Workplace

            self.place = Workplace(self.document, self.actions_list, self.preferences)
            self.pages.addWidget(self.place)
        return self.place

    def _room(self) -> QSize:
        """Return what the screen leaves to a window inside its frame."""
        return self.screen().availableSize() - _FRAME

    def _middle(self) -> QWidget:
        """Put problems above the page and what the figures are worth below it."""
        middle = QWidget()
        banner = QVBoxLayout()
        banner.setContentsMargins(12, 0, 12, 0)
        banner.addWidget(self.problem)
        place = QVBoxLayout(middle)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addLayout(banner)
        place.addWidget(self.pages, 1)
        place.addWidget(StatusLine(self.document))
        return middle

    def _listen(self) -> None:
        self.document.plan_opened.connect(self._show_plan)
        self.document.plan_closed.connect(self._show_start)
        self.document.problem_met.connect(self.show_problem)
        self.document.work_started.connect(self._wait)
        self.document.work_ended.connect(self._wait)
        self.document.listen(self.retell)

    def _tasks(self) -> dict[str, Do]:
        """Name what each action does."""
        document, files = self.document, self.files
        tasks: dict[str, Do] = {
            "new": files.ask_for_new, "open": files.ask_for_plan, "keep": files.say_kept,
            "copy_plan": files.save_copy, "restore": files.ask_for_backup, "export": files.export,
            "close": document.close_plan, "quit": partial(_close, self),
            "undo": document.undo, "redo": document.redo,
            "settings": self._settings, "shortcuts": self._shortcuts, "about": self._about,
            "history": self._turn_history, "inspector": self._turn_inspector,
            "next_pane": partial(self._pane, 1), "previous_pane": partial(self._pane, -1),
            "larger": partial(self._resize_text, 1), "smaller": partial(self._resize_text, -1),
            "usual_size": partial(self._resize_text, 0),
            "next_language": self._next_language, "full_screen": self._turn_full_screen,
            "command": self._search,
        }  # fmt: skip
        return tasks | {key: partial(self._do_where, key) for key in _WHERE}

    # --- What is shown --------------------------------------------------------------------------

    def retell(self) -> None:
        """Name the window after the plan, in the language of now."""
        language = self.document.language
        is_open = self.document.is_open
        name = language.name(self.document.rows.facts.names) if is_open else ""
        self.setWindowTitle(f"{name} · Tabib" if name else "Tabib")
        self.problem.name_close(language.say("Close"))
        if self._met is not None and self.problem.isVisible():
            self.show_problem(self._met)

    def show_problem(self, problem: Problem) -> None:
        """Say in place what stopped the work; what was shown stays."""
        self._met = problem
        self.problem.say("error", refusal.told(problem, self.document.language))

    def _show_plan(self) -> None:
        self.problem.hide()
        self.head.show()
        self.pages.setCurrentWidget(self.workplace)
        self.workplace.opened()
        self.retell()

    def _show_start(self) -> None:
        self.problem.hide()
        self.head.hide()
        self.pages.setCurrentWidget(self.start)
        self.start.first.setFocus()
        self.retell()

    def _wait(self) -> None:
        """Show by the pointer that a plan is being opened."""
        if self.document.opening:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    # --- What the actions do --------------------------------------------------------------------

    def _do_where(self, key: str) -> None:
        page = self.place.page if self.place is not None else None
        do_where_the_keyboard_is(key, page)

    def _pane(self, step: int) -> None:
        panes = self.place.panes() if self.document.is_open and self.place else (self.start,)
        next_pane(panes, step)

    def _search(self) -> None:
        self.box.ask()

    def _settings(self) -> None:
        from app.ui.dialogs.settings import SettingsDialog

        SettingsDialog(self.document, self.dress, self).open()

    def _shortcuts(self) -> None:
        from app.ui.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self.actions_list, self.document.language, self).open()

    def _about(self) -> None:
        from app.ui.dialogs.about import AboutDialog

        AboutDialog(self.document.language, self).open()

    def _turn_history(self) -> None:
        self.workplace.show_history(shown=not self.workplace.history.isVisible())

    def _turn_inspector(self) -> None:
        self.workplace.show_inspector(shown=not self.workplace.inspector.isVisible())

    def _resize_text(self, step: int) -> None:
        """Take the next size of letters up or down, or the usual one."""
        at = TEXT_SIZES.index(self.preferences.text_size) + step
        size = TEXT_SIZES[min(max(at, 0), len(TEXT_SIZES) - 1)] if step else 100
        self.dress.change(text_size=size)

    def _next_language(self) -> None:
        at = list(CODES).index(self.document.language.code)
        self.document.speak(CODES[(at + 1) % len(CODES)])

    def _turn_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the panel in use, the problem, or the full screen, whichever comes first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.place is not None and self.place.close_panel():
            event.accept()
        elif self.problem.isVisible():
            self.problem.hide()
        elif self.isFullScreen():
            self._turn_full_screen()

    # --- The world outside ----------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the plan, once changes of a sample are kept or given up."""
        if not self.files.may_leave(then=partial(_close, self)):
            event.ignore()
            return
        self.preferences.keep_window(self.document.language.direction, self.saveGeometry())
        self.document.close()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; what is in them is looked at when they are dropped."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
        if len(paths) == 1:
            self.files.open(paths[0])
        elif paths:
            remedy = message("Drop one file.")
            self.show_problem(Problem(message("One plan is opened at a time."), "", remedy))


def _close(window: Window) -> None:
    window.close()
    QApplication.processEvents()


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the files of what is dragged over the window."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
