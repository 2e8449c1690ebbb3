"""What a person chose on the page that compares; it stays while places and figures change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from app.planning.comparison import MOST, Reading, reference_of
from app.planning.scenario_tree import line_of, shown

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.planning.comparison import Measure, Unit
    from app.reports.compared import Sort

_FIRST: tuple[Literal["worst"], str] = ("worst", "")
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
        self.places: frozenset[str] = frozenset()
        self.own_scale = False
        self._wanted: tuple[str, ...] | None = None  # by a person; some may be out of sight now
        self._by: tuple[Literal["plan", "worst", "effect"], str] = _FIRST

    def fit(self, rows: PlanRows, reference: str, here: str) -> None:
        """Leave out scenarios that are out of sight, in whose place they come back.

        Before anybody has chosen it begins with the one shown, or with the first few.
        """
        self.reference = reference
        known = frozenset(row.id for row in shown(rows) if row.id != reference)
        if self._wanted is None:
            self._take((here,) if here in known else first_few(rows))
        else:
            self._take(tuple(code for code in self._wanted if code in known))

    def choose(self, scenarios: tuple[str, ...]) -> None:
        """Compare these with the reference, five at most."""
        self._wanted = scenarios
        self._take(scenarios)

    def turn(self, scenario: str) -> None:
        """Compare one scenario more, or one less."""
        wanted = self.scenarios if self._wanted is None else self._wanted
        if scenario in self.scenarios:
            self._wanted = tuple(code for code in wanted if code != scenario)
            self._take(tuple(code for code in self.scenarios if code != scenario))
        elif len(self.scenarios) < MOST:
            self._wanted = (*wanted, scenario)
            self._take((*self.scenarios, scenario))

    def forget(self) -> None:
        """Begin anew: another plan is open."""
        self._wanted, self.scenarios, self.places = None, (), frozenset()
        self._by = _FIRST

    def _take(self, scenarios: tuple[str, ...]) -> None:
        scenarios = scenarios[:MOST]
        if scenarios != self.scenarios:
            self.scenarios = scenarios
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
            kind, at = sort
            self._by = (kind, self.scenarios[at - 1] if at else "")
            self.order_changed.emit()

    @property
    def sort(self) -> Sort:
        """The order: what it goes by, and under which of the scenarios, the reference first."""
        kind, scenario = self._by
        if not scenario:
            return kind, 0
        found = scenario in self.scenarios
        return (kind, self.scenarios.index(scenario) + 1) if found else ("worst", 0)

    def pick(self, places: frozenset[str]) -> None:
        """Look at some territories in every view; at all of them where none is named."""
        if places != self.places:
            self.places = places
            self.picked.emit()

    def keep_within(self, places: tuple[str, ...]) -> None:
        """Let go of territories that are no longer compared, without telling anyone."""
        self.places &= frozenset(places)


def beside(rows: PlanRows, scenario: str) -> tuple[str, ...]:
    """Return a scenario with its parent; of the reference, the last that were begun on it."""
    if scenario == reference_of(rows):
        below = tuple(row.id for row in shown(rows) if row.parent == scenario)
        return below[-MOST:] or first_few(rows)
    return line_of(rows, scenario)[-2:]


def first_few(rows: PlanRows) -> tuple[str, ...]:
    """Return the first scenarios of a plan beside the reference: none where it is alone."""
    reference = reference_of(rows)
    return tuple(row.id for row in shown(rows) if row.id != reference)[:FEW]
