"""Lines of scenarios that change nothing: each is taken out in turn, and the inputs compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.inputs import named_arrays
from app.planning.assemble import assemble
from app.problems import Finding, Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.engine.inputs import Inputs
    from app.models.rows import MeasureRow, PlanRows


def idle_measures(rows: PlanRows) -> Iterator[Finding]:
    """Name each line without which its scenario would give the same inputs, or that is refused.

    The insured share is left out: that it moves no population norm is said by itself.
    """
    for scenario in dict.fromkeys(m.scenario for m in rows.measures):
        lines = [m for m in rows.measures if m.scenario == scenario]
        try:
            whole = assemble(rows, scenario)
        except Problem as problem:
            yield Finding(problem.what, problem.where or scenario, problem.remedy)
            continue
        for line in (m for m in lines if m.parameter != "insured_share"):
            if _same(whole, assemble(_without(rows, line), scenario)):
                yield Finding(
                    message("This line changes nothing: {parameter}.", parameter=line.parameter),
                    where=f"{scenario}, {line.line}",
                    remedy=message("Look at its years, its territory and its cadre."),
                )


def _without(rows: PlanRows, line: MeasureRow) -> PlanRows:
    return replace(rows, measures=tuple(m for m in rows.measures if m is not line))


def _same(one: Inputs, other: Inputs) -> bool:
    pairs = zip(named_arrays(one), named_arrays(other), strict=True)
    return all(a.shape == b.shape and np.array_equal(a, b) for (_, a), (_, b) in pairs)
