"""The window tries itself: every module loads, and pages are painted in each language.

    window-test            all of it; what is wrong is said line by line
    window-test start      says "start" when the start page is painted, with nothing slow loaded
    window-test overview   goes on to the overview of a sample, and says "overview"

It asks for no screen, and nothing of the person's settings is read or written.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import sys
import tempfile
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QObject,
    QSettings,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontInfo
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

import app
from app.bundled import resource
from app.language import CODES, language
from app.ui import look
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.garbage import Collector
from app.ui.pages.start import StartPage
from app.ui.sections import SECTIONS
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

START, OVERVIEW = "start", "overview"
# What only an open plan needs: the start page must not wait for any of it.
SLOW = frozenset({
    "app.engine",
    "app.models",
    "app.planning",
    "matplotlib",
    "numpy",
    "openpyxl",
    "sqlalchemy",
    "xlsxwriter",
})
_SAMPLE = "morocco-2024"
_PATIENCE_MS = 120_000
_SIZE = (1366, 768)
_COLOURS, _STEP = 40, 3  # a page without its words has fewer, seen in every third column


def main(words: Sequence[str]) -> int:
    """Try all of the window or paint some of it; return what the process should end with."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: list[str] = []
    sys.excepthook = lambda *defect: found.extend(traceback.format_exception(*defect))
    with tempfile.TemporaryDirectory(prefix="tabib-window-test-") as folder:
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = QApplication(["tabib"])
        Collector(application)
        found += _painted(application, words[0]) if words else faults(application)
    for text in found:
        sys.stderr.write(f"{text}\n")
    if not words and not found:
        _tell(language("en").say("Self-test passed."))
    return 1 if found else 0


def faults(application: QApplication) -> Iterator[str]:
    """Tell what is missing or broken; nothing where all is well."""
    yield from _modules_that_fail()
    yield from _files_that_fail()
    for code in CODES:
        trial = Trial(application, code)
        yield from (f"{code}: {text}" for text in trial.faults())
        trial.end()


def _painted(application: QApplication, page: str) -> Iterator[str]:
    """Paint the start page, and the overview if it is asked for; say when each is there."""
    trial = Trial(application, "fr")
    trial.wait_for_paint(StartPage)
    _tell(START)
    yield from (f"loaded before the start page: {name}" for name in SLOW & set(sys.modules))
    if page == OVERVIEW:
        from app.ui.pages.overview import OverviewPage

        trial.open()
        trial.wait_for_paint(OverviewPage)
        _tell(OVERVIEW)
    trial.end()


def _tell(words: str) -> None:
    """Tell who waits for it, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _modules_that_fail() -> Iterator[str]:
    """Import everything: what is loaded late must be there too."""
    for found in pkgutil.walk_packages(app.__path__, "app."):
        try:
            importlib.import_module(found.name)
        except ImportError as error:
            yield f"{found.name}: {error}"


def _files_that_fail() -> Iterator[str]:
    """Look at the drawings of the icons and at the boundaries of the map."""
    drawings = sorted(resource("icons").glob("*.svg"))
    boundaries = sorted(resource("reference", "geo").glob("*.geojson"))
    if not drawings or not boundaries:
        yield "resources: no icons or no boundaries"
    yield from (f"{path}: no drawing" for path in drawings if not QSvgRenderer(str(path)).isValid())
    for path in boundaries:
        if not json.loads(path.read_text(encoding="utf-8"))["features"]:
            yield f"{path}: no boundaries"


class Trial(QObject):
    """A window in one language, and what is found wrong with it."""

    _painted = Signal()

    def __init__(self, application: QApplication, code: str) -> None:
        """Show the window."""
        super().__init__()
        self._application, self._document = application, Document(code)
        self._dress = Dress(application, self._document, sheet_later=True)
        self.window = Window(self._document, self._dress)
        self.window.resize(*_SIZE)
        self.window.show()

    def faults(self) -> Iterator[str]:
        """Look at the words and the letters, at the start page and at those of a plan."""
        if self._document.language.code != "en":
            if self._document.language.say("Open a plan") == "Open a plan":
                yield "the catalogue is not found"
            if QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel":
                yield "Qt's own catalogue is not found"
        if QFontInfo(self._application.font()).family() != look.tokens()["font"]["family"]:
            yield "the font is not found"
        if is_blank(self.window):
            yield "the start page is blank"
        self.open()
        if not self._document.is_open:
            yield f"{_SAMPLE} does not open"
            return
        if self._document.is_busy:
            self._wait(self._document.work_ended)
        for page in (page for section in SECTIONS for page in section.pages):
            self._document.go(page.key)
            if is_blank(self.window):
                yield f"the page {page.key} is blank"

    def open(self) -> None:
        """Open the sample and wait for it; other work on it may go on."""
        self._document.open_sample(_SAMPLE)
        self._wait(self._document.plan_opened, self._document.problem_met)

    def end(self) -> None:
        """Close the window and wear nothing any more."""
        self.window.close()
        self._dress.take_off()

    def wait_for_paint(self, kind: type[QWidget]) -> None:
        """Wait until the page of this kind has been painted on the screen."""
        page = self.window.findChild(kind)
        if page is None:
            raise RuntimeError(f"no {kind.__name__} in the window")
        page.installEventFilter(self)
        self._wait(self._painted)
        page.removeEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Tell of a paint as soon as it is done."""
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self._painted.emit)
        return super().eventFilter(seen, event)

    def _wait(self, *happened: SignalInstance) -> None:
        """Let the window live until one of these has happened."""
        loop = QEventLoop()
        for signal in happened:
            signal.connect(loop.quit)
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()


def is_blank(widget: QWidget) -> bool:
    """Tell whether a widget shows hardly any colours: no words, lines or pictures."""
    picture = widget.grab().toImage()
    columns, rows = range(0, picture.width(), _STEP), range(picture.height())
    return len({picture.pixel(x, y) for x in columns for y in rows}) < _COLOURS
