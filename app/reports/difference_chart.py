"""By how much scenarios differ from the reference, year by year, around a line of zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.reports import lines_chart
from app.reports.lines_chart import Lines
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from app.reports.look import Look
    from app.reports.plate import Size
    from app.reports.series import ScenarioLine


@dataclass(frozen=True)
class Differences:
    """Differences from the reference by year, each kind with its sign; the reference is zero.

    spans: the 80 % range of each in the last year, None where it is not known.
    """

    years: Sequence[int]
    lines: Sequence[ScenarioLine]
    kind: Kind = Kind.CHANGE
    spans: Sequence[tuple[float, float] | None] = ()
    chosen: int | None = None


def figure(data: Differences, look: Look, size: Size) -> Figure:
    """Draw the differences."""
    told = Lines(data.years, data.lines, data.kind, spans=data.spans, chosen=data.chosen)
    return lines_chart.figure(told, look, size)
