"""Lines of scenarios that change nothing: each is taken out in turn, and the inputs compared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.inputs import named_arrays
from app.planning.assemble import assemble
from app.planning.parameter_names import called
from app.planning.row_places import place_of_line
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
            yield Finding(problem.what, _where(scenario, problem), problem.remedy)
            continue
        for line in (m for m in lines if m.parameter != "insured_share"):
            if _changes_nothing(rows, line, whole):
                yield Finding(
                    message(
                        "This line changes nothing: {parameter}.", parameter=called(line.parameter)
                    ),
                    where=place_of_line(rows, line),
                    remedy=message("Look at its years, its territory and its cadre."),
                )


def _where(scenario: str, problem: Problem) -> str:
    """Return the place of a problem, with the scenario that meets it."""
    named = problem.where.startswith(f"{scenario}, ") or not problem.where
    return (problem.where or scenario) if named else f"{scenario}, {problem.where}"


def _changes_nothing(rows: PlanRows, line: MeasureRow, whole: Inputs) -> bool:
    """Say whether a scenario is the same without a line; one refused without it is not."""
    try:
        return _same(whole, assemble(_without(rows, line), line.scenario))
    except Problem:
        return False


def _without(rows: PlanRows, line: MeasureRow) -> PlanRows:
    return replace(rows, measures=tuple(m for m in rows.measures if m is not line))


def _same(one: Inputs, other: Inputs) -> bool:
    pairs = zip(named_arrays(one), named_arrays(other), strict=True)
    return all(a.shape == b.shape and np.array_equal(a, b) for (_, a), (_, b) in pairs)
