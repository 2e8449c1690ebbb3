"""The foot of the simulator: hide and reveal, replay, reset, and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui import icons, look
from app.ui.controls.labels import button, label
from app.ui.simulator.roles import letters

if TYPE_CHECKING:
    from app.language import Language
    from app.ui.simulator.telling import Telling

_KEYS = {"hold": "H", "replay": "R", "reset": "0", "go_on": "PgDn"}


class StoryFoot(QWidget):
    """Buttons with their keys, and a line that says that nothing is saved."""

    def __init__(self) -> None:
        """Build it without words."""
        super().__init__()
        self.hold, self.replay, self.reset = button(), button(), button()
        self.go_on = button("primary")
        self.note = label("caption", wraps=True)
        self._presented = self._reveals = False
        self._place = QHBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(look.space("s"))
        for part in (self.hold, self.replay, self.reset):
            self._place.addWidget(part)
        self._place.addSpacing(look.space("s"))
        self._place.addWidget(self.note, 1)
        self._place.addWidget(self.go_on)

    def present(self, *, presented: bool) -> None:
        """Take the sizes for a room, or those for a desk."""
        self._presented = presented
        letters(self.note, "caption", presented=presented)

    def say(self, telling: Telling, language: Language, *, sample: bool, replays: bool) -> None:
        """Say every word; the one thing to do next is the one that stands out."""
        say, held, step = language.say, telling.waits, telling.step
        self._reveals = held and (step is None or step.asks)
        self._show(self.hold, "hold", say("Reveal") if held else say("Hide"),
                   "eye" if held else "eye-off", language)  # fmt: skip
        self._show(self.replay, "replay", say("Replay"), "rotate-ccw", language)
        self._show(self.reset, "reset", say("Reset"), "undo-2", language)
        self._show(self.go_on, "go_on", say("Next step"), "chevron-right", language)
        self.replay.setEnabled(replays)
        self.go_on.setVisible(bool(telling.steps))
        self.go_on.setEnabled(telling.next_step is not None)
        if sample:
            self.note.setText(say("Nothing is saved in the sample."))
        else:
            self.note.setText(say("Nothing is saved in the plan."))

    def _show(self, one: QPushButton, key: str, words: str, icon: str, language: Language) -> None:
        """Give a button its words, its key, its icon and its role."""
        stands_out = key == ("hold" if self._reveals else "go_on")
        letters(one, "primary" if stands_out else "", presented=self._presented)
        keys = language.left_to_right(_KEYS[key])
        said = language.say("{action}   {keys}", action=words, keys=keys)
        one.setText(f" {said}")  # the gap to the icon
        one.setAccessibleName(words)
        ink = "on_accent" if stands_out else "text_secondary"
        side = look.size("icon_presentation" if self._presented else "icon")
        one.setIcon(icons.icon(icon, look.of(self).colour(ink), side))
