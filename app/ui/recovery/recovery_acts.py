"""What can be done on the recovery page, and which plan it is about."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.controls.fields import Chooser
from app.ui.controls.labels import button, label
from app.ui.controls.nest import nest
from app.ui.start import moments, recent

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.language import Language
    from app.planning.recovery import Copy

_ICONS = {
    "open": ("history", "on_accent"),
    "save": ("archive", "text"),
    "folder": ("folder-open", "text"),
    "details": ("copy", "text"),
}


class Acts(QWidget):
    """The buttons and what they promise; `asked` gives the key of the one that is pressed."""

    asked = Signal(str)

    def __init__(self) -> None:
        """Build the buttons without words."""
        super().__init__()
        roles = {"open": "large", "save": "large-plain", "folder": "ghost", "details": "ghost"}
        self.buttons = {key: button(role) for key, role in roles.items()}
        self._promise, self._savable = label("caption", wraps=True), False
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lines.setSpacing(look.space("s"))
        for keys in (("open", "save"), ("folder", "details")):
            line = QHBoxLayout()
            line.setSpacing(look.space("s"))
            nest(self._lines, line)
            for key in keys:
                self.buttons[key].clicked.connect(partial(_ask, self, key))
                line.addWidget(self.buttons[key])
            line.insertStretch(-1 if self._lines.count() == 1 else 0, 1)
        place = QVBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("m"))
        nest(place, self._lines)
        place.addWidget(self._promise)

    def offer(self, *, copies: bool, savable: bool, damaged: bool) -> None:
        """Show what makes sense for this plan."""
        shown = {"open": copies, "save": savable, "folder": True, "details": damaged}
        for key, one in self.buttons.items():
            one.setVisible(shown[key])
        self._promise.setVisible(copies or savable)
        self._savable = savable

    def tell(self, language: Language, copy: Copy | None, *, busy: bool) -> None:
        """Say every button; the first one names the copy that it opens."""
        say, colours, now = language.say, look.of(self), datetime.now(UTC)
        moment = "" if copy is None else moments.exactly(copy.time, now, language)
        chosen = say("Open the copy ({moment})", moment=moment)
        texts = {
            "open": say("Open the copy") if copy is None else chosen,
            "save": say("Save what can be read"),
            "folder": say("Show the folder"),
            "details": say("Copy the details"),
        }
        for key, one in self.buttons.items():
            icon, ink = _ICONS[key]
            one.setText(f" {texts[key]}")
            one.setAccessibleName(texts[key])
            one.setIcon(icons.icon(icon, colours.colour(ink)))
        self.buttons["open"].setEnabled(copy is not None and not busy)
        self.buttons["save"].setEnabled(not busy)
        kept = say(
            "Opening a copy makes a new file beside the old one; the old one stays as it is."
        )
        saving = say(
            "“Save what can be read” makes a new plan of everything that is intact; its history"
            " of changes starts anew."
        )
        both = say("{first} {second}", first=kept, second=saving)
        self._promise.setText(both if self._savable else kept)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons into as many lines as they need."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shown = [one for one in self.buttons.values() if not one.isHidden()]
        asked = sum(one.sizeHint().width() + look.space("s") for one in shown)
        ways = QBoxLayout.Direction
        fits = asked <= self.width()
        self._lines.setDirection(ways.LeftToRight if fits else ways.TopToBottom)


class PlanChoice(QWidget):
    """Chooses the plan to restore among those opened last, even where its file is lost."""

    chosen = Signal(object)  # a Path

    def __init__(self) -> None:
        """Start without any plan."""
        super().__init__()
        self._title, self.plans, self.other = label("secondary"), Chooser(), button()
        place = QHBoxLayout(self)
        place.setContentsMargins(0, 0, 0, 0)
        place.setSpacing(look.space("s"))
        place.addWidget(self._title)
        place.addWidget(self.plans, 1)
        place.addWidget(self.other)
        self.plans.activated.connect(self._choose)

    def fill(self, language: Language) -> Path | None:
        """List the plans, and return the first of them."""
        self.plans.clear()
        for one in recent.listed():
            name, file = language.name(one.names), Path(one.path).name
            self.plans.addItem(language.say("{name} ({file})", name=name, file=file), one.path)
        return Path(self.plans.currentData()) if self.plans.count() else None

    def retell(self, language: Language) -> None:
        """Say the words in a language."""
        self._title.setText(language.say("Plan to restore"))
        self._title.setBuddy(self.plans)
        self.plans.setAccessibleName(self._title.text())
        self.other.setText(language.say("Another plan…"))

    def ask_for_file(self, language: Language) -> bool:
        """Ask for the file of a plan that is not listed; tell whether one was named."""
        found, _ = QFileDialog.getOpenFileName(
            self, language.say("Plan to restore"), "", language.say("Tabib plans (*.tabib)")
        )
        if found:
            if self.plans.findData(found) < 0:
                self.plans.addItem(Path(found).name, found)
            self.plans.setCurrentIndex(self.plans.findData(found))
            self.chosen.emit(Path(found))
        return bool(found)

    def _choose(self) -> None:
        self.chosen.emit(Path(self.plans.currentData()))


def _ask(acts: Acts, key: str, *_checked: bool) -> None:
    acts.asked.emit(key)
