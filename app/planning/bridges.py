"""What leads from one deficit to another: exact steps that add up, from any state to any other.

A state is a view of a study in one year: people to care for and a norm, the staff of the base
year, and all who came and went since. Two states may lie apart by years, by scenario, by norm or
by plan. Steps on the side of the need are shares of a product, so that none comes first; those on
the side of the stock are differences of the flow table. Where a norm gives no need on either side,
the steps lead from stock to stock.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np

from app.engine.axes import SECTORS
from app.engine.bridge import product_shares
from app.engine.need import PER
from app.planning import asking
from app.planning.answer import PER_10_000
from app.planning.destinations import DEPARTURES, EMIGRATION
from app.planning.outcomes import outer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.planning.lines import Line, View
    from app.planning.study import Study

K = TypeVar("K")

Side = Literal["need", "stock", "exits", "entries"]
_SIDES: tuple[Side, ...] = ("need", "stock", "exits", "entries")
_SIGNS: Mapping[Side, float] = {"need": 1.0, "stock": -1.0, "exits": 1.0, "entries": -1.0}


@dataclass(frozen=True)
class Step:
    """One step: what it changes in the deficit or the stock, persons.

    kind: population or norm for the need, base (with sector and cadre) or counted for the stock,
    a kind of flow for entries and exits.
    """

    side: Side
    kind: str
    persons: float
    sector: str = ""
    cadre: str = ""

    @property
    def key(self) -> str:
        """What tells it from the other steps."""
        return " ".join(filter(None, (self.side, self.kind, self.sector, self.cadre)))


@dataclass(frozen=True)
class Bridge:
    """The way from one deficit, or stock, to another: start and all steps add up to the end."""

    measure: Literal["deficit", "stock"]
    start: float
    end: float
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class _State:
    """One year of one view of a study, with all that led to it since the base year, persons."""

    line: Line
    norm_per_person: float
    base: Mapping[tuple[str, str], float]
    entries: Mapping[str, float]
    exits: Mapping[str, float]


def between_years(study: Study, view: View, first: int, last: int) -> Bridge:
    """Return what leads from the first year to the last; a year outside the plan is refused."""
    return _bridge(_state(study, view, first), _state(study, view, last))


def between_studies(
    one: Study, view_one: View, other: Study, view_other: View, year: int
) -> Bridge:
    """Return what leads from a study to another in one year: two scenarios, or two plans.

    A year outside one of the plans is refused.
    """
    return _bridge(_state(one, view_one, year), _state(other, view_other, year))


def between_norms(study: Study, view: View, other: View, year: int) -> Bridge:
    """Return what leads from a view to one by another norm, in one year of one study.

    Norms of different cadres count different staff: that is one step. A year outside the plan is
    refused.
    """
    start, end = _state(study, view, year), _state(study, other, year)
    counted = Step("stock", "counted", end.line.stock - start.line.stock)
    return _led(start, end, [counted])


def _state(study: Study, view: View, year: int) -> _State:
    """Cut a study down to one view and year."""
    asking.last_year(study.rows, year)
    whole = replace(view, until=study.rows.facts.horizon)
    lines = outer([line for line in study.lines(whole) if line.year <= year])
    return _State(
        line=lines[-1],
        norm_per_person=view.norm.value * PER_10_000.get(view.norm.unit, 0.0) / PER,
        base=_base(study, view),
        entries=_cumulated(line.entries for line in lines),
        exits=_cumulated(line.exits for line in lines),
    )


def _cumulated(flows: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Return all persons by kind over the years."""
    years = tuple(flows)
    kinds = dict.fromkeys(kind for flow in years for kind in flow)
    return {kind: math.fsum(flow.get(kind, 0.0) for flow in years) for kind in kinds}


def _base(study: Study, view: View) -> dict[tuple[str, str], float]:
    """Return the staff of the base year by sector and cadre, those on contract included."""
    territories, sectors, cadres = study.cells(view)
    here = study.projection.stock[0][territories].sum(axis=0)
    codes = study.places.axes.cadres
    return {(SECTORS[s], codes[c]): float(here[s, c]) for s in sectors for c in cadres}


def _bridge(start: _State, end: _State) -> Bridge:
    """Lead from a state to another by the staff of the base year and each kind of flow."""
    steps = [
        Step("stock", "base", change, sector, cadre)
        for (sector, cadre), change in _differences(start.base, end.base).items()
    ]
    exits = (start.exits, end.exits)
    if any(EMIGRATION in one for one in exits):
        exits = (_abroad_together(start.exits), _abroad_together(end.exits))
    steps += [Step("exits", *one) for one in _differences(*exits).items()]
    steps += [Step("entries", *one) for one in _differences(start.entries, end.entries).items()]
    return _led(start, end, steps)


def _abroad_together(exits: Mapping[str, float]) -> dict[str, float]:
    """Return exits with all departures abroad as one: a side that tells none cannot be compared."""
    abroad = {EMIGRATION, *DEPARTURES}
    found = {kind: persons for kind, persons in exits.items() if kind not in abroad}
    found[EMIGRATION] = math.fsum(exits.get(kind, 0.0) for kind in abroad)
    return found


def _differences(start: Mapping[K, float], end: Mapping[K, float]) -> dict[K, float]:
    """Return what each key changes; one that only one side knows is nobody on the other."""
    keys = dict.fromkeys([*start, *end])
    return {key: end.get(key, 0.0) - start.get(key, 0.0) for key in keys}


def _led(start: _State, end: _State, stock: Iterable[Step]) -> Bridge:
    """Lead from a state to another by steps of the stock, and by the need where there is one."""
    if start.line.deficit is None or end.line.deficit is None:
        steps = [replace(one, persons=-_SIGNS[one.side] * one.persons) for one in stock]
        return Bridge("stock", start.line.stock, end.line.stock, _in_order(steps))
    steps = [replace(one, persons=_SIGNS[one.side] * one.persons) for one in stock]
    steps += _need(start, end)
    return Bridge("deficit", start.line.deficit, end.line.deficit, _in_order(steps))


def _need(start: _State, end: _State) -> list[Step]:
    """Return what people and norm have to do with the change of the need."""
    factors = [np.array([one.line.population, one.norm_per_person]) for one in (start, end)]
    people, norm = product_shares(*factors).tolist()
    return [Step("need", "population", people), Step("need", "norm", norm)]


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps that change anything, by side, the largest of each first."""
    moving = (step for step in steps if step.persons)
    return tuple(sorted(moving, key=lambda one: (_SIDES.index(one.side), -abs(one.persons))))
