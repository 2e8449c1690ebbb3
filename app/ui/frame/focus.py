"""Where the keyboard is: commands of the menus go there, and F6 takes it from part to part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.ui.actions import Do

# What Qt's own fields do with the commands of the menu.
_OF_FIELDS = {"cut": "cut", "copy": "copy", "paste": "paste", "select_all": "selectAll"}


def do_where_the_keyboard_is(key: str, page: QWidget | None) -> None:
    """Do a command in the innermost part that has the keyboard and knows it, else on the page."""
    part = QApplication.focusWidget()
    if isinstance(part, QLineEdit | QPlainTextEdit):
        if key in _OF_FIELDS:
            getattr(part, _OF_FIELDS[key])()
        return
    while part is not None:
        do = _command(part, key)
        if do is not None:
            do()
            return
        part = part.parentWidget()
    do = _command(page, key) if page is not None else None
    if do is not None:
        do()


def _command(part: QWidget, key: str) -> Do | None:
    commands: dict[str, Do] = getattr(part, "commands", {})
    return commands.get(key)


def next_pane(panes: Sequence[QWidget], step: int) -> None:
    """Give the keyboard to the next part of the window that can take it."""
    focused = QApplication.focusWidget()
    here = [at for at, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)]
    begin = here[0] if here else -1 if step > 0 else 0
    for count in range(1, len(panes) + 1):
        first = _first_inside(panes[(begin + step * count) % len(panes)])
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def _first_inside(pane: QWidget) -> QWidget | None:
    """Return the first part of a pane that takes the keyboard by Tab."""
    if not pane.isVisible():
        return None
    part = pane.nextInFocusChain()
    while part is not None and part is not pane:
        takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and pane.isAncestorOf(part) and part.isVisible() and part.isEnabled():
            return part
        part = part.nextInFocusChain()
    return None
