"""What a person chose on the page that compares; it stays while places and figures change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.planning.comparison import MOST, Reading, reference_of
from app.planning.scenario_tree import line_of, shown

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.planning.comparison import Measure, Unit
    from app.reports.compared import Sort

FEW = 3  # scenarios that are compared before anybody has chosen


class Choice(QObject):
    """Which scenarios, by what, in which order, and which territories are looked at."""

    scenarios_changed = Signal()
    reading_changed = Signal()
    order_changed = Signal()
    picked = Signal()

    def __init__(self) -> None:
        """Begin with the deficit in persons, the place that lacks most in the reference first."""
        super().__init__()
        self.reference = ""
        self.scenarios: tuple[str, ...] = ()
        self.reading = Reading("deficit", "number")
        self.sort: Sort = ("worst", 0)
        self.places: frozenset[str] = frozenset()
        self.own_scale = False
        self._chosen = False  # by a person, and not for want of a choice

    def fit(self, rows: PlanRows, reference: str, here: str) -> None:
        """Leave out scenarios that are gone; begin with the one shown, or with the first few."""
        self.reference = reference
        known = [row.id for row in shown(rows) if row.id != reference]
        kept = tuple(code for code in self.scenarios if code in known)
        if not self._chosen:
            kept = (here,) if here in known else tuple(known[:FEW])
        self._take(kept)

    def choose(self, scenarios: tuple[str, ...]) -> None:
        """Compare these with the reference, five at most."""
        self._chosen = True
        self._take(scenarios)

    def turn(self, scenario: str) -> None:
        """Compare one scenario more, or one less."""
        if scenario in self.scenarios:
            self.choose(tuple(code for code in self.scenarios if code != scenario))
        elif len(self.scenarios) < MOST:
            self.choose((*self.scenarios, scenario))

    def forget(self) -> None:
        """Begin anew: another plan is open."""
        self._chosen, self.scenarios, self.places = False, (), frozenset()
        self.sort = ("worst", 0)

    def _take(self, scenarios: tuple[str, ...]) -> None:
        scenarios = scenarios[:MOST]
        if scenarios != self.scenarios:
            self.scenarios = scenarios
            if self.sort[1] > len(scenarios):
                self.sort = ("worst", 0)
            self.scenarios_changed.emit()

    def read(self, measure: Measure | None = None, unit: Unit | None = None) -> None:
        """Compare by another measure, or in another unit."""
        asked = Reading(measure or self.reading.measure, unit or self.reading.unit)
        if asked != self.reading:
            self.reading = asked
            self.reading_changed.emit()

    def order(self, sort: Sort) -> None:
        """Put the territories in another order."""
        if sort != self.sort:
            self.sort = sort
            self.order_changed.emit()

    def pick(self, places: frozenset[str]) -> None:
        """Look at some territories in every view; at all of them where none is named."""
        if places != self.places:
            self.places = places
            self.picked.emit()


def beside(rows: PlanRows, scenario: str) -> tuple[str, ...]:
    """Return a scenario with its parent; of the reference, the last that were begun on it."""
    if scenario == reference_of(rows):
        below = tuple(row.id for row in shown(rows) if row.parent == scenario)
        return below[-MOST:]
    return line_of(rows, scenario)[-2:]
