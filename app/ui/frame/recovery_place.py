"""Puts the recovery page in front of what the window shows, and takes it away again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from app.problems import Problem
    from app.ui.document import Document
    from app.ui.pages.recovery import RecoveryPage


class ShowHead(Protocol):
    """Shows the head of the window, or hides it."""

    def __call__(self, *, shown: bool) -> None:
        """Do it."""


class RecoveryPlace(QObject):
    """Builds the page when it is first asked for; leaving it leads back to where one came from."""

    def __init__(self, document: Document, pages: QStackedWidget, show_head: ShowHead) -> None:
        """Wait until the document asks for recovery."""
        super().__init__(pages)
        self._document, self._pages, self._show_head = document, pages, show_head
        self._before: QWidget | None = None
        self.page: RecoveryPage | None = None
        document.recovery_asked.connect(self.show)
        document.page_asked.connect(self._make_way)

    def show(self, path: Path | None, problem: Problem | None) -> None:
        """Show the copies of a plan; without a path, let a person choose the plan."""
        from app.ui.pages.recovery import RecoveryPage

        if self.page is None:
            self.page = RecoveryPage(self._document)
            self.page.left.connect(self.leave)
            self._pages.addWidget(self.page)
        if self._pages.currentWidget() is not self.page:
            self._before = self._pages.currentWidget()
        self._show_head(shown=False)
        self._pages.setCurrentWidget(self.page)
        if path is None:
            self.page.ask()
        else:
            self.page.show_plan(path, problem)

    def leave(self) -> bool:
        """Go back to what was shown before; tell whether the page was there to be left."""
        if self._before is None or self._pages.currentWidget() is not self.page:
            return False
        self._show_head(shown=self._document.is_open)
        self._pages.setCurrentWidget(self._before)
        self._before.setFocus()
        return True

    def _make_way(self) -> None:
        """Let the page of the open plan that is asked for be seen."""
        if self._document.is_open:
            self.leave()
