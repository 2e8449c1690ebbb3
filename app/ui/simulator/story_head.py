"""The head of the simulator: the question of the story, and its steps as round buttons."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from app.ui import icons, look
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import Elided, button, label
from app.ui.controls.nest import nest
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.language import Language
    from app.ui.simulator.telling import Telling

_MARK = 34


class StoryHead(QWidget):
    """Names what is asked; `step_asked` gives the place of a step that a person presses."""

    step_asked = Signal(int)
    theme_asked = Signal()
    language_asked = Signal()

    def __init__(self) -> None:
        """Build it without a story."""
        super().__init__()
        self._presented = self._narrow = False
        self.mark, self.title = QLabel(), label("h2", wraps=True)
        self.subtitle, self.present_button = Elided("caption"), button()
        self.steps: list[QPushButton] = []
        self.stories, self.menu = button(), QMenu(self)
        self.stories.setMenu(self.menu)
        self.theme, self.speak = IconButton("moon"), IconButton("languages")
        self.theme.clicked.connect(self.theme_asked)
        self.speak.clicked.connect(self.language_asked)
        self._round = QHBoxLayout()
        self._round.setSpacing(look.space("s"))
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(look.space("m"))
        nest(tools, self._round)
        for part in (self.speak, self.theme, self.stories, self.present_button):
            tools.addWidget(part)
        self._place = QGridLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setHorizontalSpacing(look.space("m"))
        self._place.setVerticalSpacing(0)
        self._place.setColumnStretch(1, 1)
        self._place.addWidget(self.mark, 0, 0, 2, 1)
        self._place.addWidget(self.subtitle, 1, 1)
        self.arrange(narrow=False)

    def arrange(self, *, narrow: bool) -> None:
        """Leave the first line to the question where both would not stand on it."""
        self._narrow = narrow
        self._place.addWidget(self.title, 0, 1, 1, 2 if narrow else 1)
        self._place.addWidget(self._tools, int(narrow), 2, 1 if narrow else 2, 1)
        self.mark.setVisible(self._presented and not narrow)

    def present(self, *, presented: bool, themed: bool) -> None:
        """Take the sizes for a room, with the mark in place of the menu, or those for a desk.

        themed: whether light and dark can be changed.
        """
        self._presented = presented
        letters(self.title, "h2", presented=presented)
        letters(self.subtitle, "caption", presented=presented)
        for one in self.steps:
            letters(one, "step", presented=presented)
        self._round.setSpacing(look.space("s"))
        self.stories.setVisible(not presented)
        self.present_button.setVisible(not presented)
        self.mark.setVisible(presented and not self._narrow)
        self.speak.setVisible(presented)
        self.theme.setVisible(presented and themed)

    def say(self, title: str, subtitle: str, language: Language) -> None:
        """Show a question, and what it is about."""
        say, dressed = language.say, look.of(self)
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setToolTip(subtitle)  # whole, where there is no room
        self.stories.setText(f" {say('Stories')}")  # the gap to the icon
        self.stories.setIcon(icons.icon("layers", dressed.colour("text_secondary")))
        keys = language.left_to_right("F11")
        said = say("{action}   {keys}", action=say("Present"), keys=keys)
        self.present_button.setText(f" {said}")  # the gap to the icon
        self.present_button.setAccessibleName(say("Present"))
        self.present_button.setIcon(icons.icon("presentation", dressed.colour("text_secondary")))
        ground, ink = dressed.colour("accent"), dressed.colour("on_accent")
        self.mark.setPixmap(icons.mark(ground, ink, look.scaled(_MARK)))
        self.speak.say(say("Next language"))
        self.theme.say(
            say("Light colours") if dressed.dark else say("Dark colours"),
            icon="sun" if dressed.dark else "moon",
        )

    def show_steps(self, telling: Telling, language: Language) -> None:
        """Show a round button for each step, the one that stands pressed."""
        while len(self.steps) < len(telling.steps):
            self._add()
        count = len(telling.steps)
        for at, one in enumerate(self.steps):
            one.setVisible(at < count)
            if at < count:
                one.setText(language.number(at + 1))
                one.setChecked(at == telling.at)
                name = language.say("Step {i} of {n}", i=at + 1, n=count)
                one.setAccessibleName(name)
                one.setToolTip(name)

    def fill(self, entries: Sequence[tuple[str, object, bool | None]]) -> None:
        """Fill the menu: words with what they do, with a tick or without; no words, a line."""
        self.menu.clear()
        for words, do, ticked in entries:
            if not words:
                self.menu.addSeparator()
                continue
            action = self.menu.addAction(words.replace("&", "&&"))
            action.setEnabled(do is not None)
            if ticked is not None:
                action.setCheckable(True)
                action.setChecked(ticked)
            if callable(do):
                action.triggered.connect(partial(_call, do))

    def _add(self) -> None:
        made, at = button("step"), len(self.steps)
        made.setCheckable(True)
        letters(made, "step", presented=self._presented)
        made.clicked.connect(partial(self._press, at))
        self.steps.append(made)
        self._round.addWidget(made)

    def _press(self, at: int, *_checked: bool) -> None:
        self.step_asked.emit(at)


def _call(do: object, *_checked: bool) -> None:
    if callable(do):
        do()
