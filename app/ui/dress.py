"""Dress: the language's direction and letters, and the chosen colours, on the whole application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMenuBar

from app.ui import look
from app.ui.controls.pages import Pages, kept_away
from app.ui.preferences import Preferences

if TYPE_CHECKING:
    from app.ui.document import Document
    from app.ui.preferences import Theme

_PERCENT = 100
_STYLE = "fusion"
_SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


class Dress(QObject):
    """Puts a look on the application, and another one when the person or the system asks."""

    def __init__(
        self,
        application: QApplication,
        document: Document,
        preferences: Preferences | None = None,
        *,
        sheet_later: bool = False,
    ) -> None:
        """Dress now and at every change of language, before any page says its words anew.

        A style sheet that is put on before the window is built is worked out again for each of
        its parts; with `sheet_later` it waits for `put_on_sheet`.
        """
        super().__init__()
        self._application, self.document = application, document
        self.preferences = preferences or Preferences()
        self._buttons = QTranslator(self)
        self._sheet_waits = sheet_later
        self._worn: tuple[look.Appearance, float] | None = None
        self._tell = QTimer(self, singleShot=True, interval=0)
        self._tell.timeout.connect(document.appearance_changed)
        look.add_fonts()
        if application.style().name() != _STYLE:  # putting on what is worn takes as long
            application.setStyle(_STYLE)
        hints = application.styleHints()
        hints.setColorScheme(_SCHEMES[self.preferences.theme])
        hints.colorSchemeChanged.connect(self._follow_system)
        document.language_changed.connect(self.put_on)
        self.put_on()

    def change(
        self,
        *,
        theme: Theme | None = None,
        text_size: int | None = None,
        reduce_motion: bool | None = None,
        time_turned: bool | None = None,
    ) -> None:
        """Keep what the person chose and show it at once."""
        kept = self.preferences
        if text_size is not None:
            kept.text_size = text_size
        if reduce_motion is not None:
            kept.reduce_motion = reduce_motion
        if time_turned is not None:
            kept.time_turned = time_turned
        if theme is not None:
            kept.theme = theme
            self._application.styleHints().setColorScheme(_SCHEMES[theme])
        self._follow_system()

    def put_on(self) -> None:
        """Follow the language: direction, letters, numbers, and Qt's own few words."""
        spoken = self.document.language
        right_to_left = spoken.direction == "rtl"
        directions = Qt.LayoutDirection
        QLocale.setDefault(QLocale(spoken.locale))
        self._application.setLayoutDirection(
            directions.RightToLeft if right_to_left else directions.LeftToRight
        )
        self._dress()
        self._application.removeTranslator(self._buttons)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if self._buttons.load(f"qtbase_{spoken.code}", folder):
            self._application.installTranslator(self._buttons)

    def put_on_sheet(self) -> None:
        """Put the style sheet on that waited for the window."""
        if self._sheet_waits:
            self._sheet_waits = False
            self._application.setStyleSheet(look.worn().sheet())

    def take_off(self) -> None:
        """Follow nothing any more, and take Qt's own words back."""
        self._application.removeTranslator(self._buttons)
        self._application.styleHints().colorSchemeChanged.disconnect(self._follow_system)
        self.document.language_changed.disconnect(self.put_on)

    def _follow_system(self) -> None:
        """Dress anew where something differs, then let everything that paints by itself know.

        It is told in a turn of its own, before anything is painted: both take a while.
        """
        if self._dress():
            self._tell.start()

    def _dress(self) -> bool:
        """Put on what differs from what is worn; pages that nobody sees get it a little later."""
        wanted, script = self._wanted(), look.scale(self.document.language)
        before, self._worn = self._worn, (wanted, script)
        if before == self._worn:
            return False
        look.wear(wanted, self.document.language)
        other = before is None or before[0] != wanted
        stacks = [one for one in QApplication.allWidgets() if isinstance(one, Pages)]
        spared = {part for stack in stacks for part in stack.spare(sheet=other)}
        if other:
            with kept_away(spared):
                self._colour(wanted)
        self._application.setFont(look.letters())
        for widget in QApplication.allWidgets():
            if widget not in spared:
                look.put_letters(widget)
        return True

    def _colour(self, wanted: look.Appearance) -> None:
        """Put other colours and another sheet on everything that is not kept away."""
        self._application.setPalette(wanted.colours.palette())
        if not self._sheet_waits:
            # From one sheet to another Qt takes four times as long as by way of none.
            self._application.setStyleSheet("")
            self._application.setStyleSheet(wanted.sheet())
            self._dress_menu_bars()

    def _dress_menu_bars(self) -> None:
        """Put the new sheet on menu bars too: they have a style of their own, which Qt leaves."""
        style = self._application.style()
        for bar in QApplication.allWidgets():
            if isinstance(bar, QMenuBar):
                style.unpolish(bar)
                style.polish(bar)

    def _wanted(self) -> look.Appearance:
        """Return what the person chose; what is left to the system is as the system is."""
        kept = self.preferences
        dark = kept.theme == "dark"
        if kept.theme == "system":
            dark = self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        size = kept.text_size / _PERCENT
        return look.Appearance(dark, size, kept.reduce_motion, kept.time_turned)
