"""The command box: type a few letters of an action, a page, a place or a scenario, and be there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from app.ui import look
from app.ui.actions import ENTRIES
from app.ui.controls.lines import Line, Lines
from app.ui.frame.access_keys import without_key
from app.ui.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from app.models.rows import Names
    from app.ui.actions import Actions, Do
    from app.ui.document import Document

_MOST = 12
_WIDTH = 460
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Found:
    """Something that can be gone to or done: its words, its kind, how else it is known."""

    text: str
    kind: str
    known_as: tuple[str, ...]
    do: Do


class CommandBox(QFrame):
    """Pops up under the search field; Enter does what is chosen, Esc leaves."""

    def __init__(self, document: Document, actions: Actions, parent: QWidget) -> None:
        """Build it hidden."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._window = parent
        self.setProperty("role", "popup")
        self._document, self._actions = document, actions
        self._all: tuple[tuple[tuple[str, ...], Found], ...] = ()
        self.field, self.found = QLineEdit(), Lines()
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._do)
        self.found.clicked.connect(self._do)
        place = QVBoxLayout(self)
        place.setContentsMargins(8, 8, 8, 8)
        place.addWidget(self.field)
        place.addWidget(self.found)

    def ask(self) -> None:
        """Open below the middle of the window's head, empty."""
        from app.planning.asking import plain

        say = self._document.language.say
        self._all = tuple(
            (tuple(map(plain, (one.text, *one.known_as))), one) for one in self._everything()
        )
        self.field.setPlaceholderText(say("Search for an action, a place or a scenario"))
        self.field.setAccessibleName(say("Search for an action, a place or a scenario"))
        self.found.setAccessibleName(say("What was found"))
        self.field.clear()
        self._search("")
        window = self._window
        width = min(look.scaled(_WIDTH), window.width() - 40)
        self.setFixedWidth(width)
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + look.size("menu_bar"))
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the letters go to the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.found.keyPressEvent(event)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)

    def _search(self, typed: str) -> None:
        """List what holds every word that was typed; first what has a name that begins with it."""
        from app.planning.asking import plain

        begun = plain(typed)
        words = begun.split()
        kept = [pair for pair in self._all if all(word in " ".join(pair[0]) for word in words)]
        kept.sort(key=lambda pair: not any(name.startswith(begun) for name in pair[0]))
        lines = [Line(f"{one.text}  ·  {one.kind}", one) for _, one in kept[:_MOST]]
        nothing = Line(self._document.language.say("Nothing has this name."), usable=False)
        self.found.show_lines(lines or [nothing])
        self._fit()

    def _fit(self) -> None:
        """Be as high as what was found, within the window."""
        line = max(self.found.sizeHintForRow(0), look.size("control_compact"))
        most = self._window.height() - look.size("menu_bar") - 4 * look.size("control")
        self.found.setFixedHeight(min(len(self.found.texts) * line + 8, most))
        self.adjustSize()

    def _do(self) -> None:
        """Do what is chosen, once the box is gone."""
        chosen = self.found.chosen
        if isinstance(chosen, Found):
            self.hide()
            chosen.do()

    # --- What can be found ----------------------------------------------------------------------

    def _everything(self) -> Iterator[Found]:
        if self._document.is_open:
            yield from self._pages()
            yield from self._choices()
        yield from self._entries()

    def _pages(self) -> Iterator[Found]:
        language = self._document.language
        kind = language.say("page")
        for section in SECTIONS:
            for page in section.pages:
                text = language.tell(page.title)
                yield Found(text, kind, (page.title.text,), partial(self._document.go, page.key))

    def _entries(self) -> Iterator[Found]:
        language = self._document.language
        for entry in ENTRIES:
            action = self._actions.by_key[entry.key]
            if action.isEnabled() and entry.menu and entry.key != "command":
                keys = QKeySequence(action.shortcut())
                native = keys.toString(QKeySequence.SequenceFormat.NativeText)
                kind = native or language.say("action")
                yield Found(without_key(action.text()), kind, (entry.text.text,), action.trigger)

    def _choices(self) -> Iterator[Found]:
        """Give the territories, professions and scenarios of the plan by all their names."""
        from app.planning.scenario_tree import shown

        document, language = self._document, self._document.language
        rows, view = document.rows, document.view
        for place in rows.territories:
            names = (*_names(place.names), place.code)
            do = partial(document.show, replace(view, territory=place.code))
            yield Found(language.name(place.names), language.say("territory"), names, do)
        for cadre in rows.cadres:
            if cadre.level != "specialty":
                do = partial(document.show, replace(view, cadre=cadre.code))
                kind = language.say("profession")
                yield Found(language.name(cadre.names), kind, _names(cadre.names), do)
        for scenario in shown(rows):
            do = partial(document.follow, scenario.id)
            kind = language.say("scenario")
            yield Found(language.name(scenario.names), kind, _names(scenario.names), do)


def _names(names: Names) -> tuple[str, ...]:
    """Return all names of a thing: it is found in whichever language it is typed."""
    return (names.fr, names.ar, names.en)
