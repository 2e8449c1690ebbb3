"""The workplace of an open plan: context bar, rail, pages and the panel at the far side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.problems import Held
from app.ui import look, refusal
from app.ui.ahead import Ahead, dress_ahead
from app.ui.controls.banner import Banner
from app.ui.controls.nest import nest
from app.ui.controls.pages import Pages
from app.ui.controls.tabs import Tabs
from app.ui.frame.choices import Choices
from app.ui.frame.history_panel import HistoryPanel
from app.ui.frame.inspector import Inspector
from app.ui.frame.rail import Rail
from app.ui.sections import SECTIONS, section_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QResizeEvent

    from app.ui.actions import Actions
    from app.ui.document import Document
    from app.ui.dress import Dress
    from app.ui.sections import PageEntry, Section

_TIGHT = 1100  # below, the inspector is shown only when it is asked for
_ROOMY = 1600  # below, a page that shows much at once has the place of the inspector as well
_NARROW = 1300  # below, the rail shows icons only
_ALL = frozenset({"territory", "cadre", "sector", "scenario", "norm"})


class Workplace(QWidget):
    """Shows one page at a time; a page is built the first time it is asked for."""

    def __init__(self, document: Document, actions: Actions, dress: Dress) -> None:
        """Build the frame without any page."""
        super().__init__()
        self.setObjectName("page")
        self._document, self._actions = document, actions
        self._preferences, self._dress = dress.preferences, dress
        self.choices, self.rail = Choices(document, actions), Rail(document, actions)
        self.tabs, self.stack = Tabs(), Pages()
        self.inspector, self.history = Inspector(document), HistoryPanel(document)
        self.state = Banner(closable=False)
        self.pages: dict[str, QWidget] = {}
        self.page_key = self._asked = ""
        self._soon = Ahead(self, 0)
        self._lay_out()
        self._listen()
        self.history.hide()
        self.inspector.setVisible(dress.preferences.inspector)

    def _lay_out(self) -> None:
        self._middle = middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(14, 0, 14, 0)
        above.addWidget(self.state)
        above.addWidget(self.tabs)
        nest(middle, above)
        middle.addWidget(self.stack, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.rail)
        nest(body, middle, 1)
        body.addWidget(self.inspector)
        body.addWidget(self.history)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(0)
        place.addWidget(self.choices)
        nest(place, body, 1)

    def _listen(self) -> None:
        document = self._document
        document.page_asked.connect(self.show_page)
        document.inspector_asked.connect(partial(self.show_inspector, shown=True))
        document.view_changed.connect(self.choices.retell)
        document.listen(self.retell)
        self.tabs.chosen.connect(document.go)
        self.inspector.closed.connect(partial(self.show_inspector, shown=False))
        self.history.closed.connect(partial(self.show_history, shown=False))

    # --- Pages ----------------------------------------------------------------------------------

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self.pages.get(self.page_key)

    def show_page(self, key: str, what: object = None) -> None:
        """Show a page, and something on it; a section shows its page of last time.

        One that has still to be loaded is shown a few turns later, unless another is asked for.
        """
        if not self._document.is_open:
            return
        section = section_of(key)
        keys = [entry.key for entry in section.pages]
        last = next((k for k in reversed(list(self.pages)) if k in keys), keys[0])
        chosen = next((e for e in section.pages if e.key == key), None)
        entry = chosen or next(e for e in section.pages if e.key == last)
        self._asked = entry.key
        if entry.key in self.pages or entry.is_loaded:
            self._show(entry, section, what)
        else:
            self.rail.choose(section.key)
            self._soon.plan(self._loaded(entry, section, what))

    def _loaded(self, entry: PageEntry, section: Section, what: object) -> Iterator[None]:
        """Load a page, build it, then show it, each in a turn of its own."""
        yield from self._made(entry)
        if self._document.is_open and self._asked == entry.key:
            self._show(entry, section, what)

    def _show(self, entry: PageEntry, section: Section, what: object) -> None:
        if self.page_key not in ("", entry.key):
            self._document.inspect(None)  # what was selected is on another page
        page = self._built(entry)
        self.page_key = entry.key
        self.stack.setCurrentWidget(page)
        self.rail.choose(section.key)
        self._tell_tabs()
        self.choices.heed(cast("frozenset[str]", getattr(page, "heeds", _ALL)))
        self._show_sides()
        _begin(page)
        if what is not None:
            page.show_what(what)  # type: ignore[attr-defined]

    def prepare(self, key: str) -> Iterator[None]:
        """Build a page bit by bit before it is asked for; one that is built stays as it is."""
        yield from self._made(next(one for one in section_of(key).pages if one.key == key))
        more: Callable[[], Iterator[None]] | None = getattr(self.pages[key], "make_ready", None)
        if self._document.is_open and more is not None:
            yield from more()  # what a page does before it is asked for it

    def _made(self, entry: PageEntry) -> Iterator[None]:
        """Load, build and dress a page that is not there yet, bit by bit."""
        if entry.key not in self.pages:
            yield from entry.load()
        if entry.key not in self.pages:  # nor has it been asked for meanwhile
            page = self._new(entry)
            self.pages = {entry.key: page, **self.pages}  # it has not been shown last
            yield
            dress_ahead(page)
            yield

    def _built(self, entry: PageEntry) -> QWidget:
        """Return a page; the one shown last stands last in the list."""
        page = self.pages.pop(entry.key, None) or self._new(entry)
        self.pages[entry.key] = page
        return page

    def _new(self, entry: PageEntry) -> QWidget:
        page = entry.build(self._document)
        if hasattr(page, "dress"):
            page.dress = self._dress  # of a page that changes colours for those who watch
        self.stack.addWidget(page)
        return page

    def opened(self) -> None:
        """Begin every plan on its first page, whatever is still to be loaded of it."""
        self.retell()
        first = SECTIONS[0]
        self._asked = first.pages[0].key
        self._show(first.pages[0], first, None)

    def _tell_tabs(self) -> None:
        section = section_of(self.page_key)
        tell = self._document.language.tell
        several = len(section.pages) > 1
        self.tabs.setVisible(several)
        if several:
            options = {entry.key: tell(entry.title) for entry in section.pages}
            self.tabs.say(options, self.page_key, tell(section.title))

    # --- Panels ---------------------------------------------------------------------------------

    def show_inspector(self, *, shown: bool) -> None:
        """Open or close the inspector; the history gives way to it."""
        if not self._is_tight() and not self._is_wide():
            self._preferences.inspector = shown
        self.history.hide()
        self._give_focus_back(self.inspector, shown=shown)
        self.inspector.setVisible(shown)

    def show_history(self, *, shown: bool) -> None:
        """Open or close the history, in the place of the inspector."""
        self._give_focus_back(self.history, shown=shown)
        self.inspector.setVisible(not shown and self._wants_inspector())
        self.history.setVisible(shown)
        if shown:
            self.history.lines.setFocus()

    def close_panel(self) -> bool:
        """Close the panel that has the keyboard; tell whether there was one."""
        for panel, close in (
            (self.history, self.show_history), (self.inspector, self.show_inspector),
        ):  # fmt: skip
            if panel.isVisible() and _has_keyboard(panel):
                close(shown=False)
                return True
        return False

    def _give_focus_back(self, panel: QWidget, *, shown: bool) -> None:
        if not shown and _has_keyboard(panel) and self.page is not None:
            _begin(self.page)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts that F6 goes through."""
        return (self.choices, self.rail, self.tabs, self.stack, self.inspector, self.history)

    def retell(self) -> None:
        """Say what the frame itself says in the language of now."""
        if self._document.is_open:
            self.choices.retell()
            self._tell_tabs()
            self._tell_state()

    def _tell_state(self) -> None:
        """Say why the plan cannot be changed, and what to do about it."""
        document, say = self._document, self._document.language.say
        held = document.held_back
        if held is None:
            self.state.hide()
            return
        why = refusal.held_back(held, document.language)
        text = say("Read-only: changes would go to a copy. {why}", why=why)
        offers = [(say("Save a copy…"), self._actions.by_key["copy_plan"].trigger)]
        if isinstance(held, Held):
            again = partial(document.open, document.path, take_over=True)
            offers.append((say("Take it over"), again))
        self.state.say("warning", text, *offers)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the rail out, and the inspector, where the window is narrow."""
        super().resizeEvent(event)
        self.rail.narrow(narrow=self.width() < look.scaled(_NARROW))
        self._show_sides()

    def _show_sides(self) -> None:
        """Show the inspector where it is wanted; the history stays."""
        if self.history.isHidden():
            self.inspector.setVisible(self._wants_inspector())

    def _is_wide(self) -> bool:
        """Tell whether the page that is shown takes all the room that it can have."""
        return bool(getattr(self.page, "wide", False)) and self.width() < look.scaled(_ROOMY)

    def _is_tight(self) -> bool:
        return self.width() < look.scaled(_TIGHT)

    def _wants_inspector(self) -> bool:
        """Tell whether the inspector is shown by itself; F4 shows it all the same."""
        shown = self._preferences.inspector and not self._is_tight()
        return shown and not self._is_wide()


def _begin(page: QWidget) -> None:
    """Give the keyboard to what a page begins with.

    A focus proxy would do the same, but Qt then takes the page for one control, and Tab goes
    round in it.
    """
    first: QWidget | None = getattr(page, "first", None)
    if first is not None:
        first.setFocus()


def _has_keyboard(panel: QWidget) -> bool:
    """Tell whether what is typed goes into a panel."""
    focused: QWidget | None = QApplication.focusWidget()
    return focused is not None and panel.isAncestorOf(focused)
