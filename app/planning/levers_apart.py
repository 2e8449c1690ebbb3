"""What each measure has to do with the difference between two scenarios of one plan.

The measures that only the first scenario holds are taken back, those that only the second holds
are added; what both inherit stays. Few of them share what they do together evenly, none before
the others. Of many, each is taken out of the whole once, and what that leaves is told apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.engine.bridge import lever_shares
from app.models.rows import ScenarioRow
from app.planning import asking
from app.planning.scenario_tree import stack
from app.planning.study import run
from app.planning.trial import TRIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.models.rows import MeasureRow, PlanRows
    from app.planning.lines import View
    from app.planning.study import Study

    Heard = Callable[[float], object]

MOST_SHARED = 6  # measures that are run in every combination: 64 runs

_DOES = attrgetter(
    "table", "parameter", "cadre", "sector", "territory", "year_from", "year_to", "operation",
    "value", "ramp_years",
)  # fmt: skip


@dataclass(frozen=True)
class Pulled:
    """A measure and what it changes in the deficit or the stock, persons.

    taken_back: it belongs to the first scenario, and the second does without it.
    """

    measure: MeasureRow
    taken_back: bool
    persons: float


@dataclass(frozen=True)
class LeverBridge:
    """The way from one scenario to another: start, all measures and the rest add up to the end.

    together: what the measures do together beyond what each does alone; nothing where they share
    it.
    """

    measure: Literal["deficit", "stock"]
    start: float
    end: float
    pulled: tuple[Pulled, ...]
    together: float
    shared: bool


def differing(
    rows: PlanRows, one: str, other: str
) -> tuple[tuple[MeasureRow, ...], tuple[MeasureRow, ...]]:
    """Return the measures that only one scenario holds, and those that only the other holds.

    Two measures that do the same are one, whatever they are called and whoever gave the reason.
    """
    mine, theirs = stack(rows, one), stack(rows, other)
    return _without(mine, theirs), _without(theirs, mine)


def _without(some: Iterable[MeasureRow], others: Iterable[MeasureRow]) -> tuple[MeasureRow, ...]:
    known = set(map(_DOES, others))
    return tuple(row for row in some if _DOES(row) not in known)


def by_lever(one: Study, other: Study, view: View, year: int, step: Heard) -> LeverBridge:
    """Share the difference of two scenarios of one plan in a year among their measures.

    `step` hears the share that is done before each run, and may raise to stop. A year outside the
    plan is refused, and so is a set of measures that cannot be projected together.
    """
    asking.last_year(one.rows, year)
    sets = _Sets(one, other, view, year, *differing(one.rows, one.scenario.id, other.scenario.id))
    shared = sets.count <= MOST_SHARED
    shares = _shared(sets, step) if shared else _last_in(sets, step)
    step(1.0)
    pulled = [
        Pulled(row, at < len(sets.gone), share)
        for at, (row, share) in enumerate(zip(sets.levers, shares, strict=True))
    ]
    start, end = sets.result(one), sets.result(other)
    rest = math.fsum([end, -start, *(-share for share in shares)])
    return LeverBridge(
        measure="stock" if one.lines(view)[-1].deficit is None else "deficit",
        start=start,
        end=end,
        pulled=tuple(sorted(pulled, key=lambda one: -abs(one.persons))),
        together=0.0 if shared and shares else rest,
        shared=shared,
    )


@dataclass(frozen=True)
class _Sets:
    """Two studies of one plan, and any set of the measures that lie between them.

    gone: held by the first alone; come: held by the second alone. A set is pulled where a measure
    of the first is taken back, or one of the second added.
    """

    one: Study
    other: Study
    view: View
    year: int
    gone: tuple[MeasureRow, ...]
    come: tuple[MeasureRow, ...]

    @property
    def levers(self) -> tuple[MeasureRow, ...]:
        """What may be pulled, in the order of the bits of a set."""
        return (*self.gone, *self.come)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.levers)

    def pull(self, pulled: int) -> float:
        """Return the result with a set of levers pulled, given as bits."""
        whole = {0: self.one, 2**self.count - 1: self.other}
        return self.result(whole[pulled] if pulled in whole else self._run(pulled))

    def _run(self, pulled: int) -> Study:
        """Run what both hold and the set; what is added comes last and stands where both speak."""
        mine = stack(self.one.rows, self.one.scenario.id)
        back = {id(row) for at, row in enumerate(self.gone) if pulled >> at & 1}
        kept = [row for row in mine if id(row) not in back]
        added = [row for at, row in enumerate(self.come, len(self.gone)) if pulled >> at & 1]
        return run(_only(self.one.rows, [*kept, *added]), TRIAL, self.other)

    def result(self, study: Study) -> float:
        """Return what a study answers: the deficit, or the stock where there is no need."""
        line = next(line for line in study.lines(self.view) if line.year == self.year)
        return line.stock if line.deficit is None else line.deficit


def _only(rows: PlanRows, measures: Iterable[MeasureRow]) -> PlanRows:
    """Return the rows of a plan with one scenario more, TRIAL, that holds these and no others."""
    trial = ScenarioRow(TRIAL, rows.facts.names, len(rows.scenarios), locked=False)
    mine = (replace(row, scenario=TRIAL, line=at) for at, row in enumerate(measures, start=1))
    return replace(rows, scenarios=(*rows.scenarios, trial), measures=(*rows.measures, *mine))


def _shared(sets: _Sets, step: Heard) -> list[float]:
    """Run every set of levers and share what they do together evenly."""
    results = []
    for pulled in range(2**sets.count):
        step(pulled / 2**sets.count)
        results.append(sets.pull(pulled))
    return [float(share) for share in lever_shares(np.array(results))]


def _last_in(sets: _Sets, step: Heard) -> list[float]:
    """Take each lever out of the whole once."""
    every, shares = 2**sets.count - 1, []
    for at in range(sets.count):
        step(at / sets.count)
        shares.append(sets.pull(every) - sets.pull(every & ~(1 << at)))
    return shares
