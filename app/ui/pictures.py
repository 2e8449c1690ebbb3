"""Paints every page of the window to pictures, for the guide and for looking at what was made.

    pictures FOLDER [--plan PLAN] [--lang fr,ar,en] [--size 1366x768] [--dark] [--text 100]

It asks for no screen, and nothing of the person's settings is read or written.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget

from app.language import CODES, language
from app.problems import Problem, message
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.garbage import Collector
from app.ui.job import Job
from app.ui.preferences import TEXT_SIZES, Preferences
from app.ui.sections import SECTIONS
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SAMPLE = "morocco-2024"
_TURNS = 30  # of the event loop: what a page leaves for its next turn is painted too
_PATIENCE = 6000  # hundredths of a second
_QUIET = 50  # hundredths: some work begins only after a rest


@dataclass(frozen=True)
class Wanted:
    """What is to be painted: where to, which plan, in which size and colours."""

    folder: Path
    plan: Path | None
    size: QSize
    dark: bool
    text: int

    def file(self, page: str, code: str) -> Path:
        """Return the picture of a page: its name says page, language, colours and text size."""
        grown = f"-{self.text}" if self.text != 100 else ""  # noqa: PLR2004  the usual size
        return self.folder / f"{page}-{code}-{'dark' if self.dark else 'light'}{grown}.png"


def main(words: Sequence[str]) -> int:
    """Paint all pages in the languages asked for; return what the process should end with."""
    asked = _parser().parse_args(words)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    wanted = Wanted(asked.folder, asked.plan, asked.size, asked.dark, asked.text)
    application = QApplication(["tabib"])
    Collector(application)
    with tempfile.TemporaryDirectory(prefix="tabib-pictures-") as settings:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
        os.environ["TABIB_DATA_DIR"] = settings
        try:
            wanted.folder.mkdir(parents=True, exist_ok=True)
            for code in asked.lang:
                for path in paint(application, wanted, code):
                    sys.stdout.write(f"{path}\n")
        except (Problem, OSError) as found:
            sys.stderr.write(f"{_said(found, asked.folder)}\n")
            return 1
    return 0


def paint(application: QApplication, wanted: Wanted, code: str) -> Iterator[Path]:
    """Paint the start page and every page of a plan in one language; give each file."""
    preferences = Preferences()
    preferences.theme = "dark" if wanted.dark else "light"
    preferences.text_size = wanted.text
    document = Document(code)
    dress = Dress(application, document, preferences)
    window = Window(document, dress)
    try:
        window.resize(wanted.size)
        window.show()
        yield _kept(window, wanted.file("start", code))
        _open(document, wanted.plan)
        for section in SECTIONS:
            for page in section.pages:
                document.go(page.key)
                yield _kept(window, wanted.file(page.key, code))
    finally:
        document.close()
        dress.take_off()
        window.deleteLater()


def _open(document: Document, plan: Path | None) -> None:
    """Open a plan, or a sample where none is named, and wait for it; a problem goes up."""
    met: list[Problem] = []
    waiting = QEventLoop()
    document.problem_met.connect(met.append)
    document.work_ended.connect(waiting.quit)
    if plan is None:
        document.open_sample(_SAMPLE)
    else:
        document.open(plan)
    waiting.exec()
    if met and not document.is_open:
        raise met[0]


def _kept(window: QWidget, path: Path) -> Path:
    """Wait until nothing is computed any more, then keep the window as a picture."""
    quiet = 0
    for _ in range(_PATIENCE):
        quiet = 0 if Job.any_runs() else quiet + 1
        for _ in range(_TURNS):
            QApplication.processEvents()
        if quiet > _QUIET:
            break
        time.sleep(0.01)  # Qt's own waiting would keep Python from the other threads
    if not window.grab().save(str(path)):
        raise Problem(
            message("{file} cannot be written.", file=path.name),
            where=str(path.parent),
            remedy=message("Choose a folder where you can write."),
        )
    return path


def _said(found: Problem | OSError, folder: Path) -> str:
    """Return what stopped the painting as one sentence."""
    spoken = language(os.environ.get("TABIB_LANG", "fr")[:2])
    if isinstance(found, Problem):
        return spoken.problem(found)
    what = message("{file} cannot be written.", file=folder.name)
    remedy = message("Choose a folder where you can write.")
    return spoken.problem(Problem(what, str(folder), remedy))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tabib pictures", description="Paint every page to PNG.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plan", type=Path)
    parser.add_argument("--lang", type=_languages, default=list(CODES), metavar="fr,ar,en")
    parser.add_argument("--size", type=_size, default=QSize(1366, 768), metavar="1366x768")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--text", type=int, choices=TEXT_SIZES, default=100)
    return parser


def _languages(text: str) -> list[str]:
    codes = text.split(",")
    if not set(codes) <= set(CODES):
        raise argparse.ArgumentTypeError(text)
    return codes


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal() and int(width) and int(height)):
        raise argparse.ArgumentTypeError(text)
    return QSize(int(width), int(height))
