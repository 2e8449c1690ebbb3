"""The list of actions: text, shortcut, and what they call; menus and pages are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.language import CODES
from app.problems import Message, message
from app.ui.access_keys import with_keys
from app.ui.samples import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.ui.document import Document

OWN_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}
_TURN = message("From the chart to the table and back")
_MENUS = {"file": message("File"), "view": message("View")}


@dataclass(frozen=True)
class Tasks:
    """What the window does when an action asks for more than the document can do."""

    open_plan: Callable[[], None]
    export: Callable[[], None]
    turn: Callable[[], None]
    quit: Callable[[], None]


@dataclass(frozen=True)
class _Entry:
    """One action: its key, its text, its menu, its shortcut, whether it needs an open plan."""

    key: str
    text: Message
    menu: str
    shortcut: str
    needs_plan: bool
    do: Callable[[], None]


class Actions(QObject):
    """All actions of the window, in the language of the document."""

    def __init__(self, document: Document, tasks: Tasks, parent: QWidget) -> None:
        """Make every action once; `retell` gives them their words."""
        super().__init__(parent)
        self._document = document
        self._entries = _entries(document, tasks)
        self.by_key = {entry.key: _made(entry, parent) for entry in self._entries}
        self.samples = {s.code: QAction(parent) for s in samples()}
        for code, action in self.samples.items():
            action.triggered.connect(partial(_call, partial(document.open_sample, code)))
        self.languages = _languages(document, parent)
        self._menus: dict[str, QMenu] = {}
        self._bar: QMenuBar | None = None
        QShortcut(QKeySequence("F10"), parent, self._open_first_menu)
        document.plan_opened.connect(self._allow)
        document.plan_closed.connect(self._allow)
        document.language_changed.connect(self.retell)
        self._allow()

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus."""
        self._bar = bar
        self._menus = {key: bar.addMenu("") for key in _MENUS}
        self._menus["samples"] = QMenu(bar)
        self._menus["samples"].addActions(list(self.samples.values()))
        self._menus["language"] = QMenu(bar)
        self._menus["language"].addActions(list(self.languages.values()))
        for entry in self._entries:
            menu = self._menus[entry.menu]
            if entry.key in {"export", "quit"}:
                menu.addSeparator()
            menu.addAction(self.by_key[entry.key])
            if entry.key == "open":
                menu.addMenu(self._menus["samples"])
        self._menus["view"].addMenu(self._menus["language"])
        self.retell()

    def retell(self) -> None:
        """Say all texts in the language of now."""
        language = self._document.language
        texts = [language.tell(entry.text) for entry in self._entries]
        inside = [language.say("Open a sample plan"), language.say("Language")]
        *texts, first, last = with_keys([*texts, *inside])
        for entry, text in zip(self._entries, texts, strict=True):
            self.by_key[entry.key].setText(text)
        for sample in samples():
            self.samples[sample.code].setText(language.name(sample.names))
        self.languages[language.code].setChecked(True)
        if self._menus:
            titles = with_keys([language.tell(text) for text in _MENUS.values()])
            keys = (*_MENUS, "samples", "language")
            for key, title in zip(keys, (*titles, first, last), strict=True):
                self._menus[key].setTitle(title)

    def _open_first_menu(self) -> None:
        """Open the first menu of the bar."""
        if self._bar is not None:
            self._bar.setFocus()
            self._bar.setActiveAction(self._bar.actions()[0])

    def _allow(self) -> None:
        """Let only those actions be used that have something to work on."""
        for entry in self._entries:
            self.by_key[entry.key].setEnabled(self._document.is_open or not entry.needs_plan)


def _entries(document: Document, tasks: Tasks) -> tuple[_Entry, ...]:
    return (
        _Entry("open", message("Open…"), "file", "Ctrl+O", False, tasks.open_plan),
        _Entry("close", message("Close"), "file", "Ctrl+W", True, document.close_plan),
        _Entry("export", message("Export to Excel…"), "file", "Ctrl+E", True, tasks.export),
        _Entry("quit", message("Quit Tabib"), "file", "Ctrl+Q", False, tasks.quit),
        _Entry("turn", _TURN, "view", "F9", True, tasks.turn),
    )


def _made(entry: _Entry, parent: QWidget) -> QAction:
    action = QAction(parent)
    action.setShortcut(QKeySequence(entry.shortcut))
    action.triggered.connect(partial(_call, entry.do))
    parent.addAction(action)
    return action


def _call(do: Callable[[], None], *_checked: bool) -> None:
    """Call without what Qt says about the tick of the action."""
    do()


def _languages(document: Document, parent: QWidget) -> dict[str, QAction]:
    """Return one action for each language, named in that language and never translated."""
    group = QActionGroup(parent)
    made = {}
    for code in CODES:
        action = QAction(OWN_NAMES[code], group)
        action.setCheckable(True)
        action.triggered.connect(partial(_call, partial(document.speak, code)))
        made[str(code)] = action
    return made
