"""What becomes of a defect of ours: one dialog, one log file, no names of people in either."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QThread, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
)

from app import __version__
from app.problems import Problem

if TYPE_CHECKING:
    from types import TracebackType

    from app.language import Language
    from app.ui.document import Document

_LOG_BYTES = 200_000
_log = logging.getLogger("tabib")


def log_file() -> Path:
    """Return where defects are written down."""
    from platformdirs import user_log_path

    return user_log_path("Tabib", appauthor=False, ensure_exists=True) / "tabib.log"


def account(found: BaseException) -> str:
    """Return where a defect happened, without any value: values may hold names of people."""
    system = f"{platform.system()} {platform.release()}"
    made_of = f"Tabib {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    where = [
        f"  {_short(place.filename)}:{place.lineno} {place.name}"
        for place in traceback.extract_tb(found.__traceback__)
    ]
    return "\n".join([made_of, now, *where, type(found).__name__])


def _short(name: str) -> str:
    """Return a file's name from its package on: the folders before it name a person."""
    parts = Path(name).parts
    known = [at for at, part in enumerate(parts) if part in {"app", "site-packages", "tests"}]
    return "/".join(parts[known[-1] :] if known else parts[-1:])


class Hook:
    """Stands in for the interpreter's own last word on an exception."""

    def __init__(self, document: Document) -> None:
        """Know the document: a problem is shown in place, and words come in its language."""
        self._document = document
        self._shown = False

    def install(self) -> None:
        """Take every exception that nobody else has taken."""
        sys.excepthook = self

    def __call__(
        self, kind: type[BaseException], found: BaseException, where: TracebackType | None
    ) -> None:
        """Show a problem in place; write a defect down and show it once at a time."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        elif isinstance(found, Problem):
            self._document.problem_met.emit(found)
        else:
            told = account(found.with_traceback(where))
            write_down(told)
            self._show(told)

    def _show(self, told: str) -> None:
        here = QApplication.instance()
        if self._shown or here is None or QThread.currentThread() is not here.thread():
            return
        self._shown = True
        try:
            DefectDialog(told, self._document.language).exec()
        finally:
            self._shown = False


def write_down(told: str) -> None:
    """Add an account to the log; a log that cannot be written stops nothing."""
    try:
        path = log_file()
        if path.exists() and path.stat().st_size > _LOG_BYTES:
            path.replace(path.with_suffix(".old.log"))
        with path.open("a", encoding="utf-8") as stream:
            stream.write(told + "\n\n")
    except OSError:
        _log.warning("%s", told)


class DefectDialog(QDialog):
    """Says that something went wrong in Tabib, what is safe, and gives the details to copy."""

    def __init__(self, told: str, language: Language) -> None:
        """Build the dialog with its details open to be copied."""
        super().__init__()
        say = language.say
        self.setWindowTitle("Tabib")
        text = QLabel(
            say("Something went wrong in Tabib.")
            + "\n"
            + say("The plan is as it was. The report in {file} contains no names.", file=_home())
            + "\n"
            + say("You can carry on. Sending the report helps us correct it.")
        )
        text.setWordWrap(True)
        self.details = QPlainTextEdit(told)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(say("Details"))
        self.details.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        buttons = QDialogButtonBox()
        self.copy = buttons.addButton(
            say("Copy for support"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(told))
        buttons.addButton(say("Continue"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        place = QVBoxLayout(self)
        for part in (text, self.details, buttons):
            place.addWidget(part)
        self.resize(560, 360)


def _home() -> str:
    """Return the log file as a person may read it out: from the home folder on."""
    path = log_file()
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
