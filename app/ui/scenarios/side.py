"""The side of the page: the tree of scenarios, the card of the one chosen, the ways to more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import icons, look
from app.ui.actions import call
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import button, frame, label, put_margins, scrolling
from app.ui.controls.nest import nest
from app.ui.scenarios.card import ScenarioCard
from app.ui.scenarios.menu import ScenarioMenu
from app.ui.scenarios.nodes import nodes_of
from app.ui.scenarios.tree import ScenarioTree

if TYPE_CHECKING:
    from app.ui.document import Document
    from app.ui.scenarios.acts import Acts

_TREE, _CARD = 3, 2  # how the two share the height
_AROUND_BUTTONS = 44  # pixels: margins of the card and the gap between them


class SideCard(QWidget):
    """Chooses a scenario, and says who made it and what for."""

    def __init__(self, document: Document, acts: Acts) -> None:
        """Build it without scenarios."""
        super().__init__()
        self._document, self._acts = document, acts
        self._naming = ""  # the scenario whose name waits for the keyboard
        self.heading, self.hint = label("h3"), label("caption", wraps=True)
        self.plus, self.tree = IconButton("plus"), ScenarioTree()
        self.card = ScenarioCard(document)
        self.menu = ScenarioMenu(document, acts, self)
        self.from_here, self.bring_in = button("primary"), button()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.plus)
        foot.setSpacing(look.space("s"))
        foot.addWidget(self.from_here, 1)
        foot.addWidget(self.bring_in)
        sheet: QFrame = frame("card")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(10, 8, 10, 12)
        column.setSpacing(look.space("xs"))
        nest(column, head)
        column.addWidget(self.tree, _TREE)
        column.addWidget(frame("rule"))
        column.addWidget(scrolling(self.card), _CARD)
        column.addWidget(self.hint)
        nest(column, foot)
        self._place = QVBoxLayout(self)
        self._place.addWidget(sheet)

    def _listen(self) -> None:
        acts, here = self._acts, self._here
        self.tree.reached.connect(self._document.follow)
        self.tree.dropped.connect(acts.ask_parent)
        self.tree.menu_asked.connect(self.menu.open)
        self.tree.rename_asked.connect(self._rename)
        acts.rename_asked.connect(self._rename)
        for one in (self.plus, self.from_here):
            one.clicked.connect(partial(call, lambda: acts.begin_from(here())))
        self.bring_in.clicked.connect(partial(call, acts.bring_in))

    def retell(self) -> None:
        """Say everything in the language of now."""
        document, say = self._document, self._document.language.say
        put_margins(self._place, 14, 12, 0, 12)
        self.heading.setText(say("Scenarios"))
        self.tree.setAccessibleName(self.heading.text())
        self.tree.show_nodes(nodes_of(document), document.study.scenario.id)
        hint = say("Drag to another parent. A scenario keeps only its differences.")
        self.hint.setText(hint)
        self.plus.say(say("From here"))
        self.from_here.setText(f" {say('From here')}")
        self.from_here.setAccessibleName(say("From here"))
        ink = look.of(self).colour("on_accent")
        self.from_here.setIcon(icons.icon("plus", ink))
        self.bring_in.setText(say("Import…"))
        for one in (self.from_here, self.bring_in):
            one.setMinimumWidth(one.sizeHint().width())
        for one in (self.plus, self.from_here, self.bring_in):
            one.setEnabled(document.writable)
        row = next(
            (one for one in document.rows.scenarios if one.id == document.study.scenario.id),
            document.study.scenario,
        )
        self.card.show_scenario(row, usable=document.writable and not row.locked)
        self._name_it()

    def least_width(self) -> int:
        """Return the width in which both buttons keep their words."""
        words = sum(one.minimumWidth() for one in (self.from_here, self.bring_in))
        return max(self._place.minimumSize().width(), words + _AROUND_BUTTONS)

    def _here(self) -> str:
        return self._document.study.scenario.id

    def _rename(self, scenario: str) -> None:
        """Give the keyboard to the name, as soon as the scenario is shown."""
        self._naming = scenario
        if scenario == self._here():
            self._name_it()
        else:
            self._document.follow(scenario)

    def _name_it(self) -> None:
        if self._naming == self._here():
            self._naming = ""
            self.card.rename()
