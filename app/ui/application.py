"""The program with a window: what is needed first, in the order in which it is needed."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication

from app.language import CODES, language
from app.ui.defects import Hook
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.garbage import Collector, collect_everything
from app.ui.preferences import Preferences
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SPOKEN = {
    QLocale.Language.French: "fr",
    QLocale.Language.Arabic: "ar",
    QLocale.Language.English: "en",
}
# Seconds for which a thread keeps Python before another may have it. With the usual five
# thousandths, what computes would hold the window up at each of the many calls of one painting.
TURN = 0.0003


def main(argv: Sequence[str]) -> int:
    """Open the window, on a plan if one is named; return what the process should end with."""
    preferences = Preferences()
    first = first_language(os.environ, preferences.language)
    if not has_screen(sys.platform, os.environ):
        said = language(first).say("There is no screen here: the window cannot open.")
        sys.stderr.write(f"{said}\n")
        return 1
    sys.setswitchinterval(TURN)
    application = QApplication(["tabib", *argv])
    application.setApplicationName("Tabib")
    application.applicationStateChanged.connect(_sweep)
    document = Document(first)
    dress = Dress(application, document, preferences, sheet_later=True)
    Hook(document).install()
    window = Window(document, dress)
    Collector(application)
    window.appear()
    document.language_changed.connect(lambda: _remember(document, preferences))
    if argv:
        QTimer.singleShot(0, lambda: document.open(Path(argv[-1])))
    code = application.exec()
    dress.deleteLater()
    return code


def has_screen(system: str, environment: Mapping[str, str]) -> bool:
    """Tell whether Qt will find a screen; without one it would end the process by itself."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not system.startswith("linux") or any(environment.get(name) for name in known)


def first_language(environment: Mapping[str, str], last: str) -> str:
    """Return the language to begin with: asked for, chosen last time, the system's, or French."""
    system = QLocale.system().language() if environment.get("LANG") else QLocale.Language.French
    wanted = (
        environment.get("TABIB_LANG", "")[:2].lower(),
        last,
        _SPOKEN.get(system, ""),
    )
    return next((code for code in wanted if code in CODES), "fr")


def _sweep(state: Qt.ApplicationState) -> None:
    """Collect garbage while the person is at another program."""
    if state is not Qt.ApplicationState.ApplicationActive:
        collect_everything()


def _remember(document: Document, preferences: Preferences) -> None:
    preferences.language = document.language.code
