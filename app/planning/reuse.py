"""What a study takes over from an earlier one, instead of making it again.

Each part of the inputs is made from few kinds of rows, and from the scenario's measures on some
parameters: which these are is noted while the part is made. While these are the very same rows and
measures, the part is the one that was made from them. An edit leaves every row that it does not
replace the same object, and a slider moves the measure of one parameter: most of a plan stands
still.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from app.courtesy import cached_property
from app.planning.fields import Fields, by_parameter
from app.planning.places import Places
from app.planning.scenario_tree import stack
from app.planning.stock import base_stock, stock_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.engine.inputs import FloatArray, Inputs
    from app.models.rows import MeasureRow, PlanRows
    from app.planning.study import Study

T = TypeVar("T")

# The kinds of rows that make the axes: every part reads them.
AXES = ("facts", "territories", "cadres")
# The other kinds that each part reads.
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


_On = tuple[str, str]  # table and parameter


@dataclass(frozen=True)
class Asked:
    """The tables and parameters on which each part of some inputs looked for measures."""

    inputs: Inputs
    by_part: Mapping[str, frozenset[_On]]


@dataclass(frozen=True)
class Parts:
    """The parts of a plan's inputs under a scenario: made anew, or taken from an earlier study."""

    rows: PlanRows
    scenario: str
    before: Study | None = None

    @cached_property
    def fields(self) -> Fields:
        """The figures that the parts are made from."""
        earlier = self._alike(READS["places"])
        places = Places(self.rows) if earlier is None else earlier.places
        return Fields(self.rows, places, self.scenario)

    @cached_property
    def asked(self) -> dict[str, frozenset[_On]]:
        """On which tables and parameters each part looked for measures."""
        return {}

    def part(self, name: str, make: Callable[[Fields], T], of: str = "") -> T:
        """Return a part: the earlier one, or a new one where anything that it reads differs.

        of: another part, made before, that this one is made from.
        """
        earlier = self._earlier(name)
        if earlier is not None:
            self.asked[name] = earlier.asked.by_part[name]
            kept: T = getattr(earlier.inputs, name)
            return kept
        self.fields.asked.clear()
        made = make(self.fields)
        self.asked[name] = frozenset(self.fields.asked) | self.asked.get(of, frozenset())
        return made

    def stock(self, fields: Fields) -> FloatArray:
        """Return the stock of the base year; what rows of staff do not touch is the earlier one."""
        rows = fields.rows
        before = self._alike(kind for kind in READS["stock"] if kind != "staff")
        if before is None:
            return base_stock(rows, fields.places)
        return stock_again(rows, fields.places, before.rows.staff, before.inputs.stock)

    def _earlier(self, name: str) -> Study | None:
        """Return the earlier study if it made a part from the same rows and measures."""
        before = self._alike(READS[name])
        if before is None or before.asked.inputs is not before.inputs:
            return None
        mine, others = self.fields.measures_by, self._measures_before
        looked_for = before.asked.by_part[name]
        alike = all(_are_same(mine.get(on, ()), others.get(on, ())) for on in looked_for)
        return before if alike else None

    @cached_property
    def _measures_before(self) -> Mapping[_On, tuple[MeasureRow, ...]]:
        before = self.before
        return {} if before is None else by_parameter(stack(before.rows, before.scenario.id))

    def _alike(self, kinds: Iterable[str]) -> Study | None:
        """Return the earlier study if it has the same axes and the same rows of these kinds."""
        before, kinds = self.before, (*AXES, *kinds)
        if before is None:
            return None
        same = (_are_same(getattr(self.rows, kind), getattr(before.rows, kind)) for kind in kinds)
        return before if all(same) else None


def _are_same(some: Any, others: Any) -> bool:  # noqa: ANN401  rows of any kind, or the facts
    if some is others or not isinstance(some, tuple):
        return some is others
    return len(some) == len(others) and all(map(is_, some, others))
