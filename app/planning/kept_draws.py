"""The first draws of a plan, kept from one question to the next.

What is tried moves the measures of a scenario and leaves the figures of the plan where they are. A
draw of these figures then holds too, and so do the parts of its inputs that no measure touches.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from app.planning.assemble import put_together
from app.planning.draws import Ranges
from app.planning.reuse import Asked, Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.engine.inputs import Inputs
    from app.models.rows import PlanRows
    from app.planning.study import Study

_OVER = {"scenarios", "measures"}  # what lies over the figures that are drawn


class KeptDraws:
    """Makes draws of a plan, and keeps so many of the first of them with their inputs.

    A draw of the nation by province takes two megabytes.
    """

    def __init__(self, most: int) -> None:
        """Keep at most so many draws, those numbered from 0 on."""
        self._most = most
        self._kept: dict[tuple[int, int], tuple[PlanRows, Study]] = {}

    def inputs(self, study: Study, numbers: range, seed: int) -> Iterator[Inputs]:
        """Yield the engine's inputs of each draw under the study's scenario."""
        ranges = Ranges(study.rows)
        for number in numbers:
            found = self._drawn(study, ranges, seed, number)
            if number < self._most:
                self._kept[seed, number] = study.rows, found
            yield found.inputs

    def _drawn(self, study: Study, ranges: Ranges, seed: int, number: int) -> Study:
        """Return a study with the rows and the inputs of a draw, and the projection of none."""
        plan, before = self._kept.get((seed, number), (None, study))
        if plan is not None and _same_figures(plan, study.rows):
            over = {name: getattr(study.rows, name) for name in _OVER}
            rows = replace(before.rows, **over)
        else:
            rows, before = ranges.draw(seed, number), study
        parts = Parts(rows, study.scenario.id, before)
        inputs = put_together(parts)
        return replace(study, rows=rows, inputs=inputs, asked=Asked(inputs, parts.asked))


def _same_figures(one: PlanRows, other: PlanRows) -> bool:
    """Tell whether two plans hold the very same rows, whatever is tried on them."""
    names = (field.name for field in fields(one) if field.name not in _OVER)
    return all(getattr(one, name) is getattr(other, name) for name in names)
