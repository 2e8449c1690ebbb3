"""What becomes of a defect of ours: one dialog, one log file, no names of people in either."""

from __future__ import annotations

import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, qVersion
from PySide6.QtWidgets import QApplication

from app import __version__
from app.problems import Problem

if TYPE_CHECKING:
    from types import TracebackType

    from app.ui.document import Document

_LOG_BYTES = 200_000
_log = logging.getLogger("tabib")


def log_file() -> Path:
    """Return where defects are written down."""
    from platformdirs import user_log_path

    return user_log_path("Tabib", appauthor=False, ensure_exists=True) / "tabib.log"


def account(found: BaseException) -> str:
    """Return where a defect happened, without any value: values may hold names of people."""
    import platform

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
            from app.ui.dialogs.defect import DefectDialog

            DefectDialog(told, _from_home(log_file()), self._document.language).exec()
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


def _from_home(path: Path) -> str:
    """Return a file as a person may read it out: from the home folder on."""
    return f"~/{path.relative_to(Path.home())}" if path.is_relative_to(Path.home()) else str(path)
