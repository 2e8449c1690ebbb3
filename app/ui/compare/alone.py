"""What stands in place of a comparison while a plan has nothing beside its reference."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.planning.comparison import reference_of
from app.planning.scenario_tree import shown
from app.ui.controls.empty_page import EmptyPage, Way
from app.ui.scenarios.beginning import begun

if TYPE_CHECKING:
    from app.ui.document import Document


_LEVERS = "sliders-horizontal"


class Alone(EmptyPage):
    """Says what is missing, and begins a first scenario."""

    def __init__(self, document: Document) -> None:
        """Build it without words."""
        super().__init__()
        self._document = document
        self.hide()

    def retell(self) -> bool:
        """Tell whether there is nothing to compare, and say so in the language of now."""
        alone = len(shown(self._document.rows)) == 1
        self.setVisible(alone)
        if alone:
            say, go = self._document.language.say, self._document.go
            ways = (
                Way(say("Make a first scenario"), self._begin, "git-branch"),
                Way(say("Try levers in the simulator"), partial(go, "simulator"), _LEVERS),
            )
            said = say(
                "The plan has only its reference. Here it stands beside up to five scenarios: what "
                "differs, where, and how sure it is."
            )
            self.say(say("There is nothing to compare yet"), said, ways)
        return alone

    def _begin(self) -> None:
        """Begin a scenario from the reference, and go where it is filled."""
        edit, code = begun(self._document.rows, reference_of(self._document.rows))
        if self._document.apply(edit, show=code):
            self._document.go("scenarios")
