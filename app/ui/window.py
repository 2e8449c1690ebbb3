"""The window: pages, menus, what is dropped on it; nothing about the workforce."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.problems import Problem, message
from app.ui import refusal
from app.ui.actions import Actions, Tasks
from app.ui.banner import Banner
from app.ui.head import Head
from app.ui.pages.overview import OverviewPage
from app.ui.pages.start import StartPage
from app.ui.status_line import StatusLine

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent

    from app.ui.document import Document

_LEAST = QSize(860, 440)  # within a screen of 1366 by 768 enlarged to 150%
_USUAL = QSize(1366, 768)
_FRAME = QSize(20, 50)  # what a title bar, its borders and a little air take, at most


class Window(QMainWindow):
    """Shows the start page, or the overview of the open plan."""

    def __init__(self, document: Document) -> None:
        """Build everything that the first paint needs and no more."""
        super().__init__()
        self.document = document
        self.start, self.overview = StartPage(document, self.ask_for_plan), OverviewPage(document)
        tasks = Tasks(self.ask_for_plan, self.export, self.overview.result.turn, self._quit)
        self.actions_list = Actions(document, tasks, self)
        self.head, self.problem = Head(document), Banner()
        self._met: Problem | None = None
        self.actions_list.fill(self.head.menus)
        self.setMenuWidget(self.head)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.pages.addWidget(self.overview)
        self.setCentralWidget(self._middle())
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST.boundedTo(self._room()))
        self.resize(_USUAL.boundedTo(self._room()))
        self._listen()
        self.retell()
        self.start.opening.button.setFocus()

    def appear(self) -> None:
        """Show the window whole: it fills a screen that is not larger than its usual size."""
        if self._room() == self._room().expandedTo(_USUAL):
            self.show()
        else:
            self.showMaximized()

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
        self.document.language_changed.connect(self.retell)
        self.document.problem_met.connect(self.show_problem)
        self.document.work_started.connect(self._wait)
        self.document.work_ended.connect(self._wait)

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

    def ask_for_plan(self) -> None:
        """Ask for a plan file and open it."""
        say = self.document.language.say
        chosen, _ = QFileDialog.getOpenFileName(
            self, say("Open a plan"), "", say("Tabib plans (*.tabib)")
        )
        if chosen:
            self.document.open(Path(chosen))

    def export(self) -> None:
        """Ask how the workbook is to be written, and write it."""
        from app.ui.dialogs.export import ExportDialog

        ExportDialog(self.document, self).open()

    def _show_plan(self) -> None:
        self.problem.hide()
        self.pages.setCurrentWidget(self.overview)
        self.overview.choices.chips["territory"].setFocus()
        self.retell()

    def _show_start(self) -> None:
        self.problem.hide()
        self.pages.setCurrentWidget(self.start)
        self.retell()

    def _wait(self) -> None:
        """Show by the pointer that a plan is being opened."""
        if self.document.opening:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the plan."""
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
            self.document.open(paths[0])
        elif paths:
            remedy = message("Drop one file.")
            self.show_problem(Problem(message("One plan is opened at a time."), "", remedy))


def _dropped(event: QDropEvent) -> list[Path]:
    """Return the files of what is dragged over the window."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
