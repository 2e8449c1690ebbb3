"""The head of the window: mark, menus, the plan's name and state, undo, redo and the search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.labels import Elided, button
from app.ui.frame.access_keys import without_key
from app.ui.frame.menus import MenuBar, Menus
from app.ui.start.samples import name_of

if TYPE_CHECKING:
    from app.ui.actions import Actions
    from app.ui.document import Document

_MARK = 22
_SEARCH = 232
_SEARCH_FROM = 1180  # the width of a window that has room for the words of the search
_ICONS = {"undo": "undo-2", "redo": "redo-2"}


class Head(QWidget):
    """Stands where a menu bar stands."""

    def __init__(self, document: Document, actions: Actions) -> None:
        """Build the head around the menu bar."""
        super().__init__()
        self.setObjectName("page")
        self._document, self._actions = document, actions
        self.bar = MenuBar()
        self.menus = Menus(document, actions, self.bar)
        self._mark, self.plan, self.state = QLabel(), Elided("strong"), Elided("caption")
        self._saved = QLabel()
        self.buttons = {key: _icon_button(actions, key) for key in _ICONS}
        self.search = button("search")
        self.search.clicked.connect(partial(call, actions.by_key["command"].trigger))
        self._lay_out()
        document.listen(self.retell)
        for one in (document.plan_opened, document.plan_closed, document.plan_changed):
            one.connect(self.retell)
        for one in (document.work_started, document.work_ended):
            one.connect(self._tell_state)
        self.retell()

    def retell(self) -> None:
        """Say which plan is open, what it is, and whether something is being computed."""
        colours, document, say = look.of(self), self._document, self._document.language.say
        self.setFixedHeight(look.size("menu_bar"))
        ground, ink = colours.colour("accent"), colours.colour("on_accent")
        self._mark.setPixmap(icons.mark(ground, ink, _MARK))
        shown = document.is_open
        self.plan.setText(document.language.name(document.rows.facts.names) if shown else "")
        self._tell_state()
        for key, one in self.buttons.items():
            action = self._actions.by_key[key]
            named = colours.colour("text" if action.isEnabled() else "text_disabled")
            one.setIcon(icons.icon(_ICONS[key], named))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            name = without_key(action.text())
            one.setToolTip(say("{action} ({keys})", action=name, keys=keys))
            one.setAccessibleName(name)
            one.setEnabled(action.isEnabled())
        self.search.setIcon(icons.icon("search", colours.colour("text_secondary")))
        self._name_search()

    def resizeEvent(self, event: object) -> None:
        """Keep to the icon of the search where there is no room for its words."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._name_search()

    def _tell_state(self) -> None:
        document, say = self._document, self._document.language.say
        if document.opening:
            name = name_of(document.opening, document.language)
            state, icon = say("Opening {file}…", file=name), ""
        elif not document.is_open:
            state, icon = "", ""
        elif document.is_sample:
            state, icon = say("Copy of a sample plan"), "info"
        elif not document.writable:
            state, icon = say("Read-only"), "lock"
        else:
            state, icon = say("saved"), "circle-check"
        tones = {"info": "info", "lock": "warning", "circle-check": "success"}
        self.state.setText(state)
        self._saved.setVisible(bool(icon))
        if icon:
            colour = look.of(self).status(tones[icon], "fg")
            self._saved.setPixmap(icons.picture(icon, colour, 14))

    def _name_search(self) -> None:
        say, keys = self._document.language.say, "Ctrl+K"
        words = say("Go to, search, do…")
        wide = self.width() >= look.scaled(_SEARCH_FROM)
        self.search.setText(f" {words}" if wide else "")
        room = max(_SEARCH, self.search.sizeHint().width())
        self.search.setFixedWidth(room if wide else look.size("icon_button"))
        self.search.setAccessibleName(words)
        self.search.setToolTip(say("{action} ({keys})", action=words, keys=keys))

    def _lay_out(self) -> None:
        place = QHBoxLayout(self)
        place.setContentsMargins(12, 0, 12, 0)
        place.setSpacing(look.space("xs"))
        place.addWidget(self._mark)
        place.addSpacing(look.space("s"))
        place.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        place.addStretch(1)
        place.addWidget(self.plan)
        place.addSpacing(look.space("s"))
        place.addWidget(self._saved)
        place.addWidget(self.state)
        place.addStretch(1)
        for one in self.buttons.values():
            place.addWidget(one)
        place.addSpacing(look.space("s"))
        place.addWidget(self.search)


def _icon_button(actions: Actions, key: str) -> QPushButton:
    made = button("link")
    made.setFixedWidth(look.size("icon_button"))
    made.clicked.connect(partial(call, actions.by_key[key].trigger))
    return made
