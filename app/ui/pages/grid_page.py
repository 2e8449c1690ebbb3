"""What the pages of one grid share: a head, the grid, a way to begin, one edit a gesture."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.problems import Problem
from app.ui.controls.empty_page import EmptyPage
from app.ui.controls.labels import label
from app.ui.controls.nest import nest
from app.ui.data.effect import Effect
from app.ui.grid.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from app.planning.edits import Edit
    from app.planning.lines import View
    from app.ui.document import Document
    from app.ui.grid.columns import Change, Column, Rows


class GridPage(QWidget):
    """Title and switches above a grid, and what the last change gave at the far side.

    A page says what stands around the grid, shows its rows with `_show`, and turns a gesture into
    an edit or into the sentence that says why it cannot be one.
    """

    concerned: ClassVar[frozenset[str]] = frozenset()  # kinds of figures that its rows show

    def __init__(self, document: Document, *switches: QWidget) -> None:
        """Build the page; it fills when it is seen."""
        super().__init__()
        self.setObjectName("page")
        self._document = document
        self.title = label("h2")
        self.effect = Effect(document)
        self.grid = Grid(self._keep)
        self.empty = EmptyPage()
        self.commands = self.grid.commands
        self._described: tuple[Column, ...] = ()
        self._asked: View | None = None  # the view whose rows are shown
        self.first = self.grid.view
        self._lay_out(switches)
        self.grid.current_changed.connect(self._inspect)
        document.view_changed.connect(self._follow_view)
        document.plan_changed.connect(self._follow)
        document.plan_opened.connect(self.grid.forget)
        document.plan_opened.connect(self._begin_again)
        document.listen(self._say_anew)

    def _lay_out(self, switches: Sequence[QWidget]) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        for part in (self.title, *switches):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.effect)
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(8)
        nest(column, head)
        column.addWidget(self.grid, 1)
        self._either = QStackedLayout(self)
        self._either.addWidget(full)
        self._either.addWidget(self.empty)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while another page was shown."""
        super().showEvent(event)
        self.retell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is being typed when another page takes the place."""
        self.grid.view.finish_typing()
        super().hideEvent(event)

    def retell(self) -> None:
        """Say everything in the language of now."""
        if self._document.is_open and self.isVisible():
            self._say()
            self._tell_rows()

    def _say_anew(self) -> None:
        """Write the columns anew too, in another language or look."""
        self.grid.view.finish_typing()
        self._described = ()
        self.retell()

    def _follow_view(self) -> None:
        if self._document.is_open and self._document.view != self._asked:
            self.grid.view.finish_typing()  # while its row is still there
        self.retell()

    def _follow(self, kinds: frozenset[str]) -> None:
        shown = self.isVisible() and self._document.view == self._asked
        if kinds & self.concerned and shown:
            self._tell_rows()

    def _show(self, columns: Sequence[Column], rows: Rows, *, empty: bool) -> None:
        """Show rows, or the ways to begin where there is nothing to show yet."""
        if tuple(columns) != self._described:  # to measure them takes longer than the rows
            language = self._document.language
            means = language.say("Entered in this plan")
            self.grid.describe(columns, language, title=self.title.text(), changed_means=means)
            self._described = tuple(columns)
        self._asked = self._document.view
        self.grid.set_writable(self._document.writable)
        self.grid.show(rows)
        self._either.setCurrentIndex(1 if empty else 0)

    def _keep(self, changes: tuple[Change, ...]) -> str | None:
        """Make one edit of a gesture; return why it was refused."""
        document = self._document
        if not document.writable:
            return document.language.say("This plan is read-only: save a copy to change it.")
        edit = self._edit(changes)
        if isinstance(edit, str):
            return edit
        problem = document.refusal(edit)
        if problem is None:
            return None
        where = self._where(problem) if len(changes) > 1 else ""
        return document.language.problem(Problem(problem.what, where, problem.remedy))

    # --- What a page says -----------------------------------------------------------------------

    def _say(self) -> None:
        """Say what stands around the grid."""
        raise NotImplementedError

    def _tell_rows(self) -> None:
        """Show the rows of now."""
        raise NotImplementedError

    def _edit(self, changes: tuple[Change, ...]) -> Edit | str:
        """Return the edit of a gesture, or why it cannot be one."""
        raise NotImplementedError

    def _where(self, problem: Problem) -> str:
        """Name the row that a problem is about, one of several."""
        return problem.where

    def _inspect(self, row: int, column: str) -> None:
        """Let the inspector speak of a cell."""
        raise NotImplementedError

    def _begin_again(self) -> None:
        """Forget what was chosen for another plan."""
        raise NotImplementedError
