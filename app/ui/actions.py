"""The list of actions: text, menu, shortcuts and when they can be used; menus are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from app.problems import Message, message
from app.ui.preferences import Preferences
from app.ui.tour import STOPS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.document import Document

Do = Callable[[], None]
OWN_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


@dataclass(frozen=True)
class Entry:
    """One action: its key, text, menu, shortcuts, and what there must be for it to be used."""

    key: str
    text: Message
    menu: str
    shortcuts: tuple[str, ...] = ()
    needs: str = ""  # "plan", "change", "undo", "redo"
    begins: bool = False  # whether a line is drawn above it in its menu


# Shortcuts that Qt's own fields know as well go to the field that is being typed in.
ENTRIES = (
    Entry("new", message("New plan…"), "file", ("Ctrl+N",)),
    Entry("open", message("Open…"), "file", ("Ctrl+O",)),
    Entry("keep", message("Say that all changes are saved"), "", ("Ctrl+S",), "plan"),
    Entry("copy_plan", message("Save a copy…"), "file", ("Ctrl+Shift+S",), "plan", begins=True),
    Entry("restore", message("Restore a backup…"), "file"),
    Entry("export", message("Export to Excel…"), "file", ("Ctrl+E",), "plan", begins=True),
    Entry("settings", message("Settings…"), "file", ("Ctrl+,",), begins=True),
    Entry("close", message("Close"), "file", ("Ctrl+W",), "plan", begins=True),
    Entry("quit", message("Quit Tabib"), "file", ("Ctrl+Q",)),
    Entry("undo", message("Undo"), "edit", ("Ctrl+Z",), "undo"),
    Entry("redo", message("Redo"), "edit", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    Entry("cut", message("Cut"), "edit", ("Ctrl+X",), "change", begins=True),
    Entry("copy", message("Copy"), "edit", ("Ctrl+C",), "plan"),
    Entry("paste", message("Paste"), "edit", ("Ctrl+V",), "change"),
    Entry("fill_down", message("Fill down"), "edit", ("Ctrl+D",), "change", begins=True),
    Entry("fill_right", message("Fill towards the end"), "edit", ("Ctrl+R",), "change"),
    Entry("clear", message("Clear the cells"), "edit", (), "change"),
    Entry("select_all", message("Select all"), "edit", ("Ctrl+A",), "plan", begins=True),
    Entry("find", message("Find…"), "edit", ("Ctrl+F",), "plan"),
    Entry("go_to", message("Go to the row…"), "edit", ("Ctrl+G",), "plan"),
    Entry("next_problem", message("Next problem"), "edit", ("F3",), "plan"),
    Entry("previous_problem", message("Previous problem"), "edit", ("Shift+F3",), "plan"),
    Entry("history", message("History of changes"), "edit", ("Ctrl+Shift+H",), "plan", begins=True),
    Entry("inspector", message("Inspector"), "view", ("F4",), "plan", begins=True),
    Entry("turn", message("From the chart to the table and back"), "view", ("F9",), "plan"),
    Entry("copy_chart", message("Copy the chart"), "view", ("Ctrl+Shift+C",), "plan"),
    Entry("compare", message("Compare the scenario"), "", ("F7",), "plan"),
    Entry("next_pane", message("Next part of the window"), "view", ("F6",)),
    Entry("previous_pane", message("Previous part of the window"), "view", ("Shift+F6",)),
    Entry("larger", message("Larger text"), "view", ("Ctrl++", "Ctrl+="), begins=True),
    Entry("smaller", message("Smaller text"), "view", ("Ctrl+-",)),
    Entry("usual_size", message("Usual text size"), "view", ("Ctrl+0",)),
    Entry("next_language", message("Next language"), "view", ("Ctrl+Shift+L",), begins=True),
    Entry("full_screen", message("Full screen"), "view", ("F11",)),
    Entry("command", message("Go to, search, do…"), "help", ("Ctrl+K",)),
    Entry("tour", message("Take the tour"), "help"),
    Entry("shortcuts", message("Keyboard shortcuts"), "help", ("F1",)),
    Entry("about", message("About Tabib"), "help", (), begins=True),
)


class Actions(QObject):
    """All actions of the window, in the language of the document."""

    def __init__(self, document: Document, tasks: Mapping[str, Do], parent: QWidget) -> None:
        """Make every action once; `retell` gives them their words."""
        super().__init__(parent)
        self._document = document
        self.by_key = {entry.key: _made(entry, tasks[entry.key], parent) for entry in ENTRIES}
        document.listen(self.retell)
        for told in (document.plan_opened, document.plan_closed, document.plan_changed):
            told.connect(self._follow)
        self.retell()

    def retell(self) -> None:
        """Say all texts in the language of now."""
        for entry in ENTRIES:
            text = self._document.language.tell(entry.text).replace("&", "&&")
            self.by_key[entry.key].setText(text)
        self._follow()

    def _follow(self) -> None:
        """Let only those actions be used that have something to work on; name the next undo."""
        document = self._document
        there = {
            "": True,
            "plan": document.is_open,
            "change": document.writable,
            "undo": document.can_undo,
            "redo": document.can_redo,
        }
        for entry in ENTRIES:
            self.by_key[entry.key].setEnabled(there[entry.needs])
        say, tell = document.language.say, document.language.tell
        undo, redo = document.next_undo, document.next_redo
        undone = say("Undo") if undo is None else say("Undo: {what}", what=tell(undo))
        redone = say("Redo") if redo is None else say("Redo: {what}", what=tell(redo))
        self.by_key["undo"].setText(undone.replace("&", "&&"))
        self.by_key["redo"].setText(redone.replace("&", "&&"))
        kept = Preferences().tour
        if kept:
            going_on = say("Continue the tour ({n} of {all})", n=kept + 1, all=STOPS)
            self.by_key["tour"].setText(going_on)


def _made(entry: Entry, do: Do, parent: QWidget) -> QAction:
    action = QAction(parent)
    action.setShortcuts([QKeySequence(keys) for keys in entry.shortcuts])
    action.triggered.connect(partial(call, do))
    parent.addAction(action)
    return action


def call(do: Do, *_checked: bool) -> None:
    """Call without what Qt says about the tick of the action."""
    do()
