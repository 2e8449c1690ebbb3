"""What each action of the window does, by its key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.language import CODES
from app.ui.dialogs.once import ask_once
from app.ui.frame.focus import do_where_the_keyboard_is, next_pane
from app.ui.preferences import TEXT_SIZES

if TYPE_CHECKING:
    from app.ui.actions import Do
    from app.ui.window import Window

_USUAL = 100
_WHERE = (
    "cut", "copy", "paste", "fill_down", "fill_right", "clear", "select_all", "find", "go_to",
    "next_problem", "previous_problem", "turn", "copy_chart",
)  # fmt: skip


class Tasks:
    """Asks the parts of the window to do what an action is for; it keeps nothing itself."""

    def __init__(self, window: Window) -> None:
        """Know the window."""
        self._window, self._document = window, window.document

    def by_key(self) -> dict[str, Do]:
        """Name what each action does."""
        document, files = self._document, self._window.files
        tasks: dict[str, Do] = {
            "new": files.ask_for_new, "open": files.ask_for_plan, "keep": files.say_kept,
            "copy_plan": files.save_copy, "restore": files.ask_for_backup, "export": self._export,
            "close": document.close_plan, "quit": self._quit,
            "undo": document.undo, "redo": document.redo,
            "settings": self._settings, "shortcuts": self._shortcuts, "about": self._about,
            "history": self._turn_history, "inspector": self._turn_inspector,
            "next_pane": partial(self._pane, 1), "previous_pane": partial(self._pane, -1),
            "larger": partial(self._resize_text, 1), "smaller": partial(self._resize_text, -1),
            "usual_size": partial(self._resize_text, 0),
            "next_language": self._next_language, "full_screen": self._full_screen,
            "command": self._search, "compare": self._compare, "tour": self._tour,
        }  # fmt: skip
        return tasks | {key: partial(self._do_where, key) for key in _WHERE}

    def _compare(self) -> None:
        self._document.go("compare", self._document.study.scenario.id)

    def _full_screen(self) -> None:
        """Show a room what a page has for it; a page that has nothing fills the screen."""
        page = None if self._window.place is None else self._window.place.page
        at_work = self._document.is_open and page is not None and page.isVisible()
        present: Do | None = getattr(page, "present", None) if at_work else None
        (present or self.turn_full_screen)()

    def turn_full_screen(self) -> None:
        """Fill the screen, or leave it again."""
        state = self._window.windowState() ^ Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state)

    def _export(self) -> None:
        """Export what the page has of its own, else the workbook of the projection."""
        place = self._window.place
        own = {} if place is None or place.page is None else getattr(place.page, "commands", {})
        own.get("export", self._window.files.export)()

    def _quit(self) -> None:
        self._window.close()

    def _do_where(self, key: str) -> None:
        place = self._window.place
        do_where_the_keyboard_is(key, None if place is None else place.page)

    def _pane(self, step: int) -> None:
        window = self._window
        at_work = window.place is not None and self._document.is_open
        next_pane(window.workplace.panes() if at_work else (window.start,), step)

    def _search(self) -> None:
        self._window.box.ask()

    def _tour(self) -> None:
        from app.ui.tour.tour import tour_of

        tour_of(self._window).begin()

    def _settings(self) -> None:
        from app.ui.dialogs.settings import SettingsDialog

        ask_once(SettingsDialog(self._document, self._window.dress, self._window))

    def _shortcuts(self) -> None:
        from app.ui.dialogs.shortcuts import ShortcutsDialog

        actions = self._window.actions_list
        ask_once(ShortcutsDialog(actions, self._document.language, self._window))

    def _about(self) -> None:
        from app.ui.dialogs.about import AboutDialog

        ask_once(AboutDialog(self._document.language, self._window))

    def _turn_history(self) -> None:
        place = self._window.workplace
        place.show_history(shown=not place.history.isVisible())

    def _turn_inspector(self) -> None:
        place = self._window.workplace
        place.show_inspector(shown=not place.inspector.isVisible())

    def _resize_text(self, step: int) -> None:
        """Take the next size of letters up or down, or the usual one."""
        dress = self._window.dress
        at = TEXT_SIZES.index(dress.preferences.text_size) + step
        size = TEXT_SIZES[min(max(at, 0), len(TEXT_SIZES) - 1)] if step else _USUAL
        dress.change(text_size=size)

    def _next_language(self) -> None:
        at = list(CODES).index(self._document.language.code)
        self._document.speak(CODES[(at + 1) % len(CODES)])
