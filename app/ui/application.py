"""The program with a window: language, direction, font, colours and defects, each in one place."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QObject,
    QSettings,
    Qt,
    QTimer,
    QTranslator,
)
from PySide6.QtWidgets import QApplication

from app.language import CODES, language
from app.ui import look
from app.ui.defects import Hook
from app.ui.document import Document
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QFont

_SPOKEN = {
    QLocale.Language.French: "fr",
    QLocale.Language.Arabic: "ar",
    QLocale.Language.English: "en",
}


def main(argv: Sequence[str]) -> int:
    """Open the window, on a plan if one is named; return what the process should end with."""
    first = first_language(os.environ)
    if not has_screen(sys.platform, os.environ):
        said = language(first).say("There is no screen here: the window cannot open.")
        sys.stderr.write(f"{said}\n")
        return 1
    application = QApplication(["tabib", *argv])
    application.setApplicationName("Tabib")
    document = Document(first)
    dark = application.styleHints().colorScheme() is Qt.ColorScheme.Dark
    dress = Dress(application, document, dark=dark)
    Hook(document).install()
    window = Window(document)
    window.appear()
    document.language_changed.connect(lambda: _remember(document))
    if argv:
        QTimer.singleShot(0, lambda: document.open(Path(argv[-1])))
    code = application.exec()
    dress.deleteLater()
    return code


def has_screen(system: str, environment: Mapping[str, str]) -> bool:
    """Tell whether Qt will find a screen; without one it would end the process by itself."""
    known = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not system.startswith("linux") or any(environment.get(name) for name in known)


def first_language(environment: Mapping[str, str]) -> str:
    """Return the language to begin with: asked for, chosen last time, the system's, or French."""
    system = QLocale.system().language() if environment.get("LANG") else QLocale.Language.French
    wanted = (
        environment.get("TABIB_LANG", "")[:2].lower(),
        str(_settings().value("language", "")),
        _SPOKEN.get(system, ""),
    )
    return next((code for code in wanted if code in CODES), "fr")


def _remember(document: Document) -> None:
    _settings().setValue("language", document.language.code)


def _settings() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Tabib", "Tabib")


class Dress(QObject):
    """Puts the look and the direction of the document's language on the whole application."""

    def __init__(
        self, application: QApplication, document: Document, *, dark: bool = False
    ) -> None:
        """Dress now and at every change of language, before any page says its words anew."""
        super().__init__()
        self._application, self._document = application, document
        self._look = look.Look(dark)
        self._buttons = QTranslator(self)
        self._worn: tuple[QFont, str] | None = None
        look.add_fonts()
        application.setStyle("Fusion")
        application.setPalette(self._look.palette())
        document.language_changed.connect(self.put_on)
        self.put_on()

    def put_on(self) -> None:
        """Follow the language: direction, letters, numbers, and Qt's own few words."""
        spoken = self._document.language
        right_to_left = spoken.direction == "rtl"
        directions = Qt.LayoutDirection
        QLocale.setDefault(QLocale(spoken.locale))
        self._application.setLayoutDirection(
            directions.RightToLeft if right_to_left else directions.LeftToRight
        )
        dress = look.font(spoken), self._look.sheet(spoken)
        if dress != self._worn:  # putting on a style sheet holds the window up
            self._worn = dress
            self._application.setFont(dress[0])
            self._application.setStyleSheet(dress[1])
        self._application.removeTranslator(self._buttons)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._buttons.load(f"qtbase_{spoken.code}", folder):
            self._application.installTranslator(self._buttons)
