"""What the result of a year depends on: each group of values at its low and its high, in turn.

One group moves at a time and all of its values together, everything else as the plan has it. What
a measure of the scenario sets afterwards stands, whatever the values beneath it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.engine.sensitivity import elasticity
from app.planning import asking, ranges
from app.planning.study import run
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.planning.lines import Line, View
    from app.planning.ranges import Group
    from app.planning.study import Study
    from app.planning.values import Value

_STEP = 0.01  # of a value, up and down, for its elasticity
_DIGITS = 6  # of persons: two bars that differ by less keep the order of the plan
_NEAR_ZERO = 0.01  # of the need: a deficit smaller than this has no elasticity worth a word
# Below zero its percentages would even have the wrong sign: they would call more staff more deficit


def _by(factor: float) -> Callable[[Value], float]:
    """Return what multiplies a value, but for years: an age or a duration has whole ones."""

    def figure(value: Value) -> float:
        if value.unit.startswith("years"):
            raise Problem(message("Years are whole: one per cent of them says nothing."))
        return float(value.parts["value"]) * factor

    return figure


_FIGURES: tuple[Callable[[Value], float], ...] = (
    lambda value: float(value.parts["low"]),
    lambda value: float(value.parts["high"]),
    _by(1.0 - _STEP),
    _by(1.0 + _STEP),
)


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
    plan is refused; a change that the plan's checks refuse is kept with its reason.
    """
    asking.last_year(study.rows, year)
    trial, known = _Trial(study, replace(view, until=year)), ranges.groups(study.rows)
    bars = []
    for at, group in enumerate(known):
        tried: list[Line | Problem] = []
        for run_of, figure in enumerate(_FIGURES):
            step((at + run_of / len(_FIGURES)) / len(known))
            tried.append(trial.run(group, figure))
        bars.append(trial.bar(group, tried))
    step(1.0)
    return Tornado(
        measure="stock" if trial.base.deficit is None else "deficit",
        year=year,
        base=_result(trial.base),
        bars=tuple(sorted(bars, key=lambda bar: -round(bar.width, _DIGITS))),
        norm=None if trial.base.need is None else trial.norm(),
    )


@dataclass(frozen=True)
class _Trial:
    """A study, and a view of it whose last year is the one looked at."""

    study: Study
    view: View

    @property
    def base(self) -> Line:
        """The result as the plan has it."""
        return self.study.lines(self.view)[-1]

    def run(self, group: Group, figure: Callable[[Value], float]) -> Line | Problem:
        """Return the result with other figures in a group, or why there is none."""
        try:
            rows = ranges.moved(self.study.rows, group, figure)
            return run(rows, self.study.scenario.id, self.study).lines(self.view)[-1]
        except Problem as problem:
            return problem

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
