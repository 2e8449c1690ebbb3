"""The head of the window: mark, menus, the plan's name, and the three languages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenuBar,
    QSizePolicy,
    QWidget,
)

from app.language import CODES
from app.ui import icons, look
from app.ui.actions import OWN_NAMES
from app.ui.labels import Elided, button
from app.ui.samples import name_of

if TYPE_CHECKING:
    from app.ui.document import Document

_HEIGHT = 40
_MARK = 22
_AROUND_MENU = 28  # padding of the style sheet on both sides, and what Qt leaves between two


class Head(QWidget):
    """Stands where a menu bar stands."""

    def __init__(self, document: Document) -> None:
        """Build the head around an empty menu bar."""
        super().__init__()
        self.setObjectName("page")
        self.setFixedHeight(_HEIGHT)
        self._document = document
        self.menus = Menus()
        self._mark, self.plan, self.state = QLabel(), Elided("strong"), Elided("caption")
        self.languages = LanguageSegment(document)
        place = QHBoxLayout(self)
        place.setContentsMargins(12, 0, 12, 0)
        place.setSpacing(look.space("s"))
        place.addWidget(self._mark)
        place.addWidget(self.menus, 0, Qt.AlignmentFlag.AlignVCenter)
        place.addStretch(1)
        place.addWidget(self.plan)
        place.addWidget(self.state)
        place.addStretch(1)
        place.addWidget(self.languages, 0, Qt.AlignmentFlag.AlignVCenter)
        for told in (document.language_changed, document.plan_opened, document.plan_closed):
            told.connect(self.retell)
        document.work_started.connect(self.retell)
        document.work_ended.connect(self.retell)
        self.retell()

    def retell(self) -> None:
        """Say which plan is open, and whether something is being computed."""
        colours = look.of(self)
        document, say = self._document, self._document.language.say
        self._mark.setVisible(document.is_open)
        self._mark.setPixmap(
            icons.mark(colours.colour("accent"), colours.colour("on_accent"), _MARK)
        )
        self.plan.setText(
            document.language.name(document.rows.facts.names) if document.is_open else ""
        )
        state = say("Copy of a sample plan") if document.is_sample else say("Read-only")
        state = say("Recalculating…") if document.is_busy else state
        if document.opening:
            name = name_of(document.opening, document.language)
            state = say("Opening {file}…", file=name)
        shown = document.is_open or document.is_busy
        self.state.setText(f"· {state}" if shown else "")


class Menus(QMenuBar):
    """A menu bar that never hides its menus behind an arrow to make room for others."""

    def __init__(self) -> None:
        """Stay inside the window on every system."""
        super().__init__()
        self.setNativeMenuBar(False)
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


class LanguageSegment(QFrame):
    """The three languages, each named in itself."""

    def __init__(self, document: Document) -> None:
        """Build three buttons of which one is down."""
        super().__init__()
        self.setProperty("role", "trough")
        self._document = document
        self.buttons = {str(code): button("segment") for code in CODES}
        group = QButtonGroup(self)
        place = QHBoxLayout(self)
        place.setContentsMargins(2, 2, 2, 2)
        place.setSpacing(0)
        for code, one in self.buttons.items():
            one.setText(OWN_NAMES[code])
            one.setCheckable(True)
            one.clicked.connect(partial(_speak, document, code))
            group.addButton(one)
            place.addWidget(one)
        document.language_changed.connect(self.retell)
        self.retell()

    def retell(self) -> None:
        """Press the language of now."""
        self.buttons[self._document.language.code].setChecked(True)


def _speak(document: Document, code: str) -> None:
    document.speak(code)
