"""What a study takes over from an earlier one, instead of making it again.

Each part of the inputs is made from few kinds of rows, and from the scenario's measures on them.
While these are the very same rows, the part is the one that was made from them. An edit leaves
every row that it does not replace the same object, so that most of a plan stands still.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from app.planning.fields import Fields
from app.planning.places import Places
from app.planning.scenario_tree import stack
from app.planning.stock import base_stock, stock_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.engine.inputs import FloatArray
    from app.models.rows import MeasureRow, PlanRows
    from app.planning.study import Study

T = TypeVar("T")

# The kinds of rows that make the axes: every part reads them.
AXES = ("facts", "territories", "cadres")
# The other kinds that each part reads, and with each kind the scenario's measures on it.
READS = {
    "places": ("populations",),
    "stock": ("staff", "age_splits"),
    "population": ("populations",),
    "hazards": ("assumptions",),
    "releases": ("assumptions",),
    "switch": ("assumptions",),
    "moves": ("assumptions", "populations"),
    "training": ("pipeline",),
    "recruitment": ("recruitment", "pipeline", "populations"),
    "vacancies": ("assumptions",),
    "entry_exposure": ("assumptions",),
    "retention": ("assumptions",),
    "service": ("assumptions",),
    "tasks": ("assumptions",),
    "profiles": ("pipeline",),
    "arrivals": ("assumptions", "pipeline", "populations"),
    "contracts": ("contracts",),
    "fte": ("assumptions",),
    "mission_fte": ("missions", "populations"),
}


@dataclass(frozen=True)
class Parts:
    """The parts of a plan's inputs under a scenario: made anew, or taken from an earlier study."""

    rows: PlanRows
    scenario: str
    before: Study | None = None

    @cached_property
    def fields(self) -> Fields:
        """The figures that the parts are made from."""
        earlier = self._earlier("places")
        places = Places(self.rows) if earlier is None else earlier.places
        return Fields(self.rows, places, self.scenario)

    def part(self, name: str, make: Callable[[Fields], T]) -> T:
        """Return a part: the earlier one, or a new one where any row that it reads differs."""
        earlier = self._earlier(name)
        if earlier is None:
            return make(self.fields)
        kept: T = getattr(earlier.inputs, name)
        return kept

    def stock(self, fields: Fields) -> FloatArray:
        """Return the stock of the base year; what rows of staff do not touch is the earlier one."""
        rows = fields.rows
        before = self._alike(kind for kind in READS["stock"] if kind != "staff")
        if before is None:
            return base_stock(rows, fields.places)
        return stock_again(rows, fields.places, before.rows.staff, before.inputs.stock)

    def _earlier(self, name: str) -> Study | None:
        """Return the earlier study if it made a part from the same rows."""
        return self._alike(READS[name])

    def _alike(self, kinds: Iterable[str]) -> Study | None:
        """Return the earlier study if it has the same axes and the same rows of these kinds."""
        before, kinds = self.before, (*AXES, *kinds)
        if before is not None and all(self._is_same(kind, before) for kind in kinds):
            return before
        return None

    def _is_same(self, kind: str, before: Study) -> bool:
        """Say whether the rows of a kind, and the measures on them, are the very same."""
        mine, others = getattr(self.rows, kind), getattr(before.rows, kind)
        measures = _measures(self.rows, self.scenario, kind)
        return _are_same(mine, others) and _are_same(
            measures, _measures(before.rows, before.scenario.id, kind)
        )


def _measures(rows: PlanRows, scenario: str, kind: str) -> tuple[MeasureRow, ...]:
    return tuple(measure for measure in stack(rows, scenario) if measure.table == kind)


def _are_same(some: Any, others: Any) -> bool:  # noqa: ANN401  rows of any kind, or the facts
    if some is others or not isinstance(some, tuple):
        return some is others
    return len(some) == len(others) and all(map(is_, some, others))
