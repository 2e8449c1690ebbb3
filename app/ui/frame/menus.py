"""The menu bar: made from the list of actions, and from what there is to choose among."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QProxyStyle, QSizePolicy, QStyle

from app.language import CODES
from app.problems import message
from app.ui.actions import ENTRIES, OWN_NAMES, call
from app.ui.frame.access_keys import with_keys, without_key
from app.ui.sections import SECTIONS
from app.ui.start.samples import samples

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleHintReturn, QStyleOption, QWidget

    from app.ui.actions import Actions, Do
    from app.ui.document import Document

_TITLES = {
    "file": message("File"),
    "edit": message("Edit"),
    "scenario": message("Scenario"),
    "view": message("View"),
    "help": message("Help"),
}
_AROUND_MENU = 28  # padding of the style sheet on both sides, and what Qt leaves between two


class CalmLetters(QProxyStyle):
    """Underlines the letters that open menus only once the keyboard is in the menu bar."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803  Qt's own name
    ) -> int:
        """Answer as the style does, but for the underline."""
        if hint is QStyle.StyleHint.SH_UnderlineShortcut and widget is not None:
            return int(widget.hasFocus())
        return super().styleHint(hint, option, widget, returnData)


class MenuBar(QMenuBar):
    """A menu bar that never hides its menus behind an arrow to make room for others."""

    def __init__(self) -> None:
        """Stay inside the window on every system."""
        super().__init__()
        self.setNativeMenuBar(False)
        self._calm = CalmLetters("fusion")
        self._calm.setParent(self)
        self.setStyle(self._calm)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Return the room of all menus; from right to left Qt's own answer follows its width."""
        letters = self.fontMetrics()
        texts = [menu.text().replace("&", "") for menu in self.actions()]
        width = sum(letters.horizontalAdvance(text) + _AROUND_MENU for text in texts)
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Take the room of all menus."""
        return self.sizeHint()


class Menus(QObject):
    """Fills the menu bar and keeps its lists as they are now."""

    def __init__(self, document: Document, actions: Actions, bar: MenuBar) -> None:
        """Build the menus; lists of plans, pages and scenarios are filled when they open."""
        super().__init__(bar)
        self._document, self._actions, self._bar = document, actions, bar
        self.by_key = {key: bar.addMenu("") for key in _TITLES}
        self.inner = {key: QMenu(bar) for key in ("samples", "language")}
        self.pages = {section.key: _page(document, section.key, bar) for section in SECTIONS}
        self._fill()
        self.by_key["scenario"].aboutToShow.connect(self._fill_scenarios)
        document.listen(self.retell)
        for told in (document.plan_opened, document.plan_closed):
            told.connect(self._allow)
        for told in (document.plan_opened, document.plan_changed):
            told.connect(self._give_keys)
        self.retell()

    def open_first(self) -> None:
        """Open the first menu of the bar."""
        self._bar.setFocus()
        self._bar.setActiveAction(self._bar.actions()[0])

    def retell(self) -> None:
        """Say all titles in the language of now, each with a letter that opens it."""
        language = self._document.language
        titles = with_keys([language.tell(title) for title in _TITLES.values()])
        for key, title in zip(_TITLES, titles, strict=True):
            self.by_key[key].setTitle(title)
        self.inner["samples"].setTitle(language.say("Open a sample plan"))
        self.inner["language"].setTitle(language.say("Language"))
        for action, sample in zip(self.inner["samples"].actions(), samples(), strict=True):
            action.setText(language.name(sample.names))
        for action, code in zip(self.inner["language"].actions(), CODES, strict=True):
            action.setChecked(code == language.code)
        for section in SECTIONS:
            self.pages[section.key].setText(language.tell(section.title))
        self._allow()
        self._give_keys()

    def _give_keys(self) -> None:
        """Give every entry that does not change by itself a letter of its own in its menu."""
        for menu in self.by_key.values():
            entries = [action for action in menu.actions() if action.text()]
            texts = with_keys([without_key(action.text()) for action in entries])
            for action, text in zip(entries, texts, strict=True):
                action.setText(text)

    def _allow(self) -> None:
        """Let pages and scenarios be chosen where a plan is open."""
        for action in self.pages.values():
            action.setEnabled(self._document.is_open)
        self.by_key["scenario"].menuAction().setEnabled(self._document.is_open)
        if self._document.is_open:
            self._fill_scenarios()

    def _fill(self) -> None:
        """Put the actions in their menus, and the lists between them."""
        document = self._document
        for action in self.pages.values():
            self.by_key["view"].addAction(action)
        for entry in ENTRIES:
            if not entry.menu:
                continue
            menu = self.by_key[entry.menu]
            if entry.begins:
                menu.addSeparator()
            menu.addAction(self._actions.by_key[entry.key])
            if entry.key == "open":
                menu.addMenu(self.inner["samples"])
            if entry.key == "next_language":
                menu.addMenu(self.inner["language"])
        for sample in samples():
            opened = partial(document.open_sample, sample.code)
            _add(self.inner["samples"], opened)
        group = QActionGroup(self)
        for code in CODES:
            action = _add(self.inner["language"], partial(document.speak, code))
            action.setText(OWN_NAMES[code])
            action.setCheckable(True)
            group.addAction(action)

    def _fill_scenarios(self) -> None:
        """List the scenarios of the plan, the one shown ticked."""
        from app.planning.scenario_tree import shown

        menu, document = self.by_key["scenario"], self._document
        menu.clear()
        group = QActionGroup(menu)
        rows = shown(document.rows)
        texts = with_keys([document.language.name(row.names) for row in rows])
        for row, text in zip(rows, texts, strict=True):
            action = _add(menu, partial(document.follow, row.id))
            action.setText(text)
            action.setCheckable(True)
            action.setChecked(row.id == document.study.scenario.id)
            group.addAction(action)


def _add(menu: QMenu, do: Do) -> QAction:
    action = QAction(menu)
    action.triggered.connect(partial(call, do))
    menu.addAction(action)
    return action


def _page(document: Document, key: str, parent: QWidget) -> QAction:
    """Return the action that leads to a section, with its number as shortcut."""
    number = [section.key for section in SECTIONS].index(key) + 1
    action = QAction(parent)
    action.setShortcut(QKeySequence(f"Ctrl+{number}"))
    action.triggered.connect(partial(call, partial(document.go, key)))
    return action
