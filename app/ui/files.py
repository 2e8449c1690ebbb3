"""What goes in and out by files: new, open, copies, backups, exports, and leaving a plan."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.problems import Problem, message
from app.ui.dialogs.once import ask_once
from app.ui.folders import documents_folder
from app.ui.job import Job

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.actions import Do
    from app.ui.document import Document

_SUFFIX = ".tabib"


class Files:
    """Asks for files and hands them to the document; it never writes over anything unasked."""

    def __init__(self, document: Document, parent: QWidget) -> None:
        """Ask in front of a window."""
        self._document, self._parent = document, parent
        document.ask_before_leaving(self.may_leave)
        self._copying: Job | None = None

    # --- In -------------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Open a plan; the one that is open already stays as it is."""
        if self._document.is_open and _same(path, self._document.path):
            self._document.told.emit(message("This plan is open already."))
            return
        self._document.open(path)

    def open_dropped(self, paths: list[Path]) -> None:
        """Open what was dropped on the window, if it is one file."""
        if len(paths) == 1:
            self.open(paths[0])
            return
        what, remedy = message("One plan is opened at a time."), message("Drop one file.")
        self._document.problem_met.emit(Problem(what, "", remedy))

    def ask_for_plan(self) -> None:
        """Ask for a plan file and open it."""
        from PySide6.QtWidgets import QFileDialog

        say = self._document.language.say
        chosen, _ = QFileDialog.getOpenFileName(
            self._parent, say("Open a plan"), str(self._folder()), say("Tabib plans (*.tabib)")
        )
        if chosen:
            self.open(Path(chosen))

    def ask_for_new(self) -> None:
        """Ask what a new plan is to be, make it and open it."""
        from app.ui.dialogs.new_plan import NewPlanDialog

        dialog = NewPlanDialog(self._document, self._parent)
        dialog.made.connect(self.open)
        ask_once(dialog)

    def ask_for_backup(self) -> None:
        """Ask for a plan and show the copies that are kept of it."""
        self._document.recovery_asked.emit(None, None)

    # --- Out ------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask how the workbook is to be written, and write it."""
        from app.ui.dialogs.export import ExportDialog

        ask_once(ExportDialog(self._document, self._parent))

    def say_kept(self) -> None:
        """Say that everything is on disk already; a sample has to be given a place first."""
        if self._document.is_sample:
            self.save_copy()
        else:
            self._document.told.emit(message("Every change is saved as soon as it is made."))

    def save_copy(self, then: Do | None = None) -> None:
        """Ask where a copy goes and write it; a sample goes on as that copy."""
        from PySide6.QtWidgets import QFileDialog

        document, say = self._document, self._document.language.say
        chosen, _ = QFileDialog.getSaveFileName(
            self._parent, say("Save a copy"), str(self._folder() / document.path.name),
            say("Tabib plans (*.tabib)"),
        )  # fmt: skip
        if not chosen:
            return
        path = Path(chosen)
        if path.suffix.lower() != _SUFFIX:
            path = path.with_name(path.name + _SUFFIX)
        plan = document.plan
        self._copying = Job(lambda _step: plan.copy_to(path))
        self._copying.met_problem.connect(document.problem_met)
        self._copying.succeeded.connect(partial(self._copied, path, then))
        self._copying.start()

    def _copied(self, path: Path, then: Do | None, _result: object) -> None:
        """Say where the copy is, and go on with what waited for it."""
        document = self._document
        document.told.emit(message("Copy saved: {file}", file=path.name))
        document.give_up_sample()  # what was changed is in the copy
        if then is not None:
            then()
        elif document.is_sample or not document.writable:
            document.open(path)

    def _folder(self) -> Path:
        """Return where plans are looked for first: beside the open one, or with the documents."""
        document = self._document
        if document.is_open and not document.is_sample and document.path.parent.is_dir():
            return document.path.parent
        return documents_folder()

    # --- Leaving --------------------------------------------------------------------------------

    def may_leave(self, then: Do) -> bool:
        """Tell whether the open plan can be let go of; `then` follows once a copy is kept."""
        document, say = self._document, self._document.language.say
        if not document.is_changed_sample:
            return True
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self._parent)
        box.finished.connect(box.deleteLater)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Tabib")
        box.setText(say("Keep the changes made in this sample?"))
        box.setInformativeText(
            say("The sample is a copy that goes away when it is closed; the sample itself stays.")
        )
        keep = box.addButton(say("Save a copy…"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(say("Give up the changes"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(say("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(stay)
        box.exec()
        if box.clickedButton() is keep:
            self.save_copy(then)
        elif box.clickedButton() is drop:
            document.give_up_sample()
            return True
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


