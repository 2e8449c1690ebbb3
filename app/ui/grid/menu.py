"""The menu of a cell: the same commands as the keys, and those that have none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from app.ui.grid.grid import Grid

_WRITES = frozenset({"cut", "paste", "clear", "fill_down", "fill_right"})


def fill_menu(grid: Grid, menu: QMenu) -> None:
    """Put the commands of a grid into a menu, in its language."""
    say, at = grid.model.spoken.say, grid.view.spot[1]
    commands = {
        "cut": say("Cut"),
        "copy": say("Copy"),
        "copy_with_headings": say("Copy with the headings"),
        "paste": say("Paste"),
        "clear": say("Clear the cells"),
        "": "",
        "fill_down": say("Fill down"),
        "fill_right": say("Fill towards the end"),
    }
    for name, text in commands.items():
        if not name:
            menu.addSeparator()
            continue
        action = menu.addAction(text, grid.view.commands[name])
        action.setEnabled(grid.model.writable or name not in _WRITES)
    menu.addSeparator()
    if at >= 0:
        menu.addAction(say("Sort rising"), partial(grid.sort, at, rising=True))
        menu.addAction(say("Sort falling"), partial(grid.sort, at, rising=False))
        menu.addAction(say("Do not sort"), partial(grid.sort, at, rising=None))
        menu.addAction(say("Filter by this value"), grid.filter_by_value)
    clear = menu.addAction(say("Clear the filters"), grid.clear_filters)
    clear.setEnabled(bool(grid.model.filters))
