"""What the result of a year depends on: each group of values at its low and its high, in turn.

One group moves at a time and all of its values together, everything else as the plan has it. What
a measure of the scenario sets afterwards stands, whatever the values beneath it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.engine.batch import stocks
from app.engine.sensitivity import elasticity
from app.planning import asking, ranges
from app.planning.assemble import put_together
from app.planning.reuse import Parts
from app.planning.schooling import GENERALIST, SPECIALIST
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.engine.inputs import BoolArray, FloatArray, Inputs
    from app.models.rows import PlanRows
    from app.planning.lines import Line, View
    from app.planning.ranges import Group
    from app.planning.study import Study
    from app.planning.values import Value

    Figure = Callable[[Value], float]
    Pair = tuple[Line | Problem, Line | Problem]

_STEP = 0.01  # of a value, up and down, for its elasticity
_HALF = 0.5  # of the work: the low and the high of every group
_ROUNDING = 1e-7  # persons: runs side by side add up in another order
_CANDIDATES = (GENERALIST, SPECIALIST)  # families of posts; all doctors compete for them
_DOCTORS = "MED_ALL"
_DIGITS = 6  # of persons: two bars that differ by less keep the order of the plan
_NEAR_ZERO = 0.01  # of the need: a deficit smaller than this has no elasticity worth a word
# Below zero its percentages would even have the wrong sign: they would call more staff more deficit


def _by(factor: float) -> Figure:
    """Return what multiplies a value, but for years: an age or a duration has whole ones."""

    def figure(value: Value) -> float:
        if value.unit.startswith("years"):
            raise Problem(message("Years are whole: one per cent of them says nothing."))
        return float(value.parts["value"]) * factor

    return figure


_ENDS: tuple[Figure, Figure] = (
    lambda value: float(value.parts["low"]),
    lambda value: float(value.parts["high"]),
)
_NEAR: tuple[Figure, Figure] = (_by(1.0 - _STEP), _by(1.0 + _STEP))


@dataclass(frozen=True)
class Elasticity:
    """Per cent by which each result moves for one per cent of a group's values.

    None where there is no result, and for a deficit so near zero that its percentage says nothing
    or below zero, where more staff would read as more deficit.
    """

    need: float | None
    stock: float | None
    deficit: float | None


@dataclass(frozen=True)
class Bar:
    """A group and the result with all its values at their low, and at their high, persons.

    What cannot be computed is None; `refused` and `unmoved` say why for an end of the bar and for
    the elasticity.
    """

    group: Group
    low: float | None
    high: float | None
    base: float
    elasticity: Elasticity | None
    refused: Problem | None
    unmoved: Problem | None

    @property
    def width(self) -> float:
        """How far the result reaches, the plan's own included, persons."""
        known = [self.base, *(end for end in (self.low, self.high) if end is not None)]
        return max(known) - min(known)


@dataclass(frozen=True)
class Tornado:
    """The result of a year, its bars from the widest to the narrowest, and the norm beside them.

    A norm has no range, so it has an elasticity and no bar; None where it gives no need.
    """

    measure: Literal["deficit", "stock"]
    year: int
    base: float
    bars: tuple[Bar, ...]
    norm: Elasticity | None


def tornado(study: Study, view: View, year: int, step: Callable[[float], None]) -> Tornado:
    """Move each group of values that has a range to its low and its high, and by one per cent.

    `step` hears the share that is done before each run, and may raise to stop. A year outside the
    plan is refused; a change that the plan's checks refuse is kept with its reason. What moves
    nothing at either end is not run for its elasticity.
    """
    asking.last_year(study.rows, year)
    trial, known = _Trial(study, replace(view, until=year)), ranges.groups(study.rows)
    here = [group for group in known if trial.may_move(group)]
    ends = trial.run(here, _ENDS, _part(step, 0.0, _HALF))
    moving = [one for one in here if trial.moves(one, ends[one.key])]
    near = trial.run(moving, _NEAR, _part(step, _HALF, 1.0))
    bars = []
    for group in known:
        low, high = ends.get(group.key) or (trial.base, trial.base)
        bars.append(trial.bar(group, [low, high, *(near.get(group.key) or trial.still(group))]))
    step(1.0)
    return Tornado(
        measure="stock" if trial.base.deficit is None else "deficit",
        year=year,
        base=_result(trial.base),
        bars=tuple(sorted(bars, key=lambda bar: -round(bar.width, _DIGITS))),
        norm=None if trial.base.need is None else trial.norm(),
    )


def _part(step: Callable[[float], None], first: float, last: float) -> Callable[[float], None]:
    """Let the share of a part of the work be heard as a share of the whole."""
    return lambda share: step(first + share * (last - first))


@dataclass(frozen=True)
class _Trial:
    """A study, and a view of it whose last year is the one looked at."""

    study: Study
    view: View

    @property
    def base(self) -> Line:
        """The result as the plan has it."""
        return self.study.lines(self.view)[-1]

    def may_move(self, group: Group) -> bool:
        """Tell whether a group can reach the view: doctors and other staff never mix."""
        family = _DOCTORS if group.family in _CANDIDATES else group.family
        places, (_, _, cadres) = self.study.places, self.study.cells(self.view)
        return bool({*places.cadre_indexes(family)} & {*cadres})

    def moves(self, group: Group, ends: Pair) -> bool:
        """Tell whether a group moves the result, as far as its ends can tell."""
        wide = all(value.parts["low"] != value.parts["high"] for value in group.values)
        return not wide or any(one is not self.base for one in ends)

    def still(self, group: Group) -> Pair:
        """Return the two runs of a group that moves nothing, or why they would be refused."""
        low, high = (self._rows(group, figure) for figure in _NEAR)
        return (
            low if isinstance(low, Problem) else self.base,
            high if isinstance(high, Problem) else self.base,
        )

    def run(
        self, groups: Sequence[Group], figures: tuple[Figure, Figure], step: Callable[[float], None]
    ) -> dict[str, Pair]:
        """Return the results with each of two figures in each group, or why there is none."""
        moves = [(group, figure) for group in groups for figure in figures]
        refused: dict[int, Problem] = {}

        def made() -> Iterator[Inputs]:
            for at, (group, figure) in enumerate(moves):
                step(at / len(moves))
                inputs = self._inputs(group, figure)
                if isinstance(inputs, Problem):
                    refused[at] = inputs
                else:
                    yield inputs

        found = iter([self._line(stock) for stock in stocks(made(), self._cells)])
        told = [refused[at] if at in refused else next(found) for at in range(len(moves))]
        pairs = zip(told[::2], told[1::2], strict=True)
        return {group.key: pair for group, pair in zip(groups, pairs, strict=True)}

    def _rows(self, group: Group, figure: Figure) -> PlanRows | Problem:
        try:
            return ranges.moved(self.study.rows, group, figure)
        except Problem as problem:
            return problem

    def _inputs(self, group: Group, figure: Figure) -> Inputs | Problem:
        rows = self._rows(group, figure)
        if isinstance(rows, Problem):
            return rows
        try:
            return put_together(Parts(rows, self.study.scenario.id, self.study))
        except Problem as problem:
            return problem

    @property
    def _cells(self) -> BoolArray:
        """The cells of the view, [T, S, C]."""
        cells = np.zeros(self.study.projection.axes.flow_shape[1:], dtype=bool)
        cells[np.ix_(*self.study.cells(self.view))] = True
        return cells

    def _line(self, stock: FloatArray) -> Line:
        """Return the line of the year with another stock, [1 + Y]; no range touches the need."""
        base, persons = self.base, float(stock[self.view.until - self.study.rows.facts.base_year])
        if abs(persons - base.stock) < _ROUNDING:
            return base
        deficit = None if base.need is None else base.need - persons
        return replace(base, stock=persons, deficit=deficit)

    def bar(self, group: Group, tried: Sequence[Line | Problem]) -> Bar:
        """Return what four runs of a group say: low, high, a little below and a little above."""
        low, high = (None if isinstance(one, Problem) else _result(one) for one in tried[:2])
        below, above = tried[2:]
        refused = [one for one in tried[:2] if isinstance(one, Problem)]
        unmoved = [one for one in (below, above) if isinstance(one, Problem)]
        elastic = None
        if not isinstance(below, Problem) and not isinstance(above, Problem):
            elastic = _elasticity(below, self.base, above)
        return Bar(
            group, low, high, _result(self.base), elastic,
            refused=refused[0] if refused else None,
            unmoved=unmoved[0] if unmoved else None,
        )  # fmt: skip

    def norm(self) -> Elasticity:
        """Return the elasticity to the norm itself: no stock changes, so nothing runs."""
        below, above = (self._line_by(1.0 - _STEP), self._line_by(1.0 + _STEP))
        return _elasticity(below, self.base, above)

    def _line_by(self, factor: float) -> Line:
        norm = replace(self.view.norm, value=self.view.norm.value * factor)
        return self.study.lines(replace(self.view, norm=norm))[-1]


def _result(line: Line) -> float:
    return line.stock if line.deficit is None else line.deficit


def _elasticity(below: Line, at: Line, above: Line) -> Elasticity:
    """Return by how many per cent need, stock and deficit move for one per cent."""
    figures = [[line.need, line.stock, line.deficit] for line in (below, at, above)]
    down, here, up = np.array(figures, dtype=np.float64)  # not-a-number where there is no need
    need, stock, deficit = elasticity(down, here, up, _STEP).tolist()
    near = at.deficit is None or at.deficit < _NEAR_ZERO * (at.need or 0.0)
    return Elasticity(_known(need), _known(stock), None if near else _known(deficit))


def _known(value: float) -> float | None:
    return None if isnan(value) else value
