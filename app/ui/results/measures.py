"""The switch between the measures of a result; one that has no meaning here says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from app.reports.result_sheet import MEASURES, known
from app.ui.controls.one_of import Segment

if TYPE_CHECKING:
    from app.reports.deficit import Measure
    from app.reports.frame import Frame
    from app.ui.results.choice import Choice


class Measures(Segment):
    """Stock, need, deficit, density, coverage: one of them is down."""

    def __init__(self, choice: Choice) -> None:
        """Write what is pressed into the choice."""
        super().__init__()
        self._choice = choice
        self.chosen.connect(self._choose)

    def retell(self, frame: Frame) -> Measure:
        """Name the measures, and return the one that can be shown."""
        language, lines = frame.language, frame.lines()
        here = fitting(self._choice, frame)
        options = {str(key): language.tell(said) for key, said in MEASURES.items()}
        self.say(options, here, language.say("Measure"))
        why = "" if lines[0].note is None else frame.told(lines[0].note)
        for key, one in self.buttons.items():
            there = known(cast("Measure", key), lines)
            one.setEnabled(there)
            one.setToolTip("" if there else why)
        return here

    def _choose(self, key: str) -> None:
        self._choice.measure_by(cast("Measure", key))


def fitting(choice: Choice, frame: Frame) -> Measure:
    """Return the measure that was chosen, the stock where the norm gives no need."""
    return choice.measure if known(choice.measure, frame.lines()) else "stock"
