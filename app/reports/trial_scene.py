"""What a trial chart is told: plain numbers by year, and how they run across the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from app.reports.table import Table

    Points = NDArray[np.float64]  # [point, x and y]

_HALF = 0.5  # of a year: a plateau stands on both sides of its 31 December
_SMALL = 60.0  # people: up to here each of them is worth a step


@dataclass(frozen=True)
class Scene:
    """One measure by year, with all that may stand around its line; what is empty is not drawn.

    values, ghost (the line before the last gesture), dashed (another scenario under the same
    assumptions), need, contracts (how many count) and the fans (lowest and highest) go with
    `years`. history holds observed years before them and guess what the room said, each with its
    year. From hold_from on all is hidden until it is revealed; revealed runs from 0 to 1. labels
    are the years whose values are written, None for those that matter most; chosen is the marked
    year.
    """

    years: Sequence[int]
    values: Sequence[float]
    fan_80: Sequence[tuple[float, float]] = ()
    fan_95: Sequence[tuple[float, float]] = ()
    ghost: Sequence[float] = ()
    dashed: Sequence[float] = ()
    need: Sequence[float] = ()
    history: Sequence[tuple[int, float]] = ()
    guess: Sequence[tuple[int, float]] = ()
    hold_from: int | None = None
    revealed: float = 1.0
    contracts: Sequence[float] = ()
    labels: Sequence[int] | None = None
    chosen: int | None = None

    @property
    def shape(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The years that a chart is built for."""
        return tuple(self.years), tuple(year for year, _ in self.history)

    @property
    def held(self) -> bool:
        """Whether something is hidden still."""
        return self.hold_from is not None and self.revealed < 1

    @property
    def shown(self) -> int:
        """How many of the years are not hidden."""
        if self.hold_from is None or not self.held:
            return len(self.years)
        return sum(year < self.hold_from for year in self.years)

    def heights(self) -> list[float]:
        """Return every value that has its place in the frame; the need may stand outside."""
        pairs = (self.history, self.guess)
        spans = (self.fan_80, self.fan_95)
        return [
            *self.values,
            *self.ghost,
            *self.dashed,
            *(value for pair in pairs for _, value in pair),
            *(value for fan in spans for span in fan for value in span),
        ]


def scene_of(table: Table, measure: str) -> Scene:
    """Return a scene with a column of a table of years, and its need beside the stock."""
    need = [value for value in table.numbers("need") if value is not None]
    beside = measure == "stock" and len(need) == len(table.rows)
    return Scene(
        years=[int(year or 0) for year in table.numbers("year")],
        values=[value or 0.0 for value in table.numbers(measure)],
        need=need if beside else (),
    )


def in_steps(stock: Sequence[float]) -> bool:
    """Tell whether a stock is small enough to stand as plateaus: 8, then 28, then 8 again."""
    return max(stock, default=0.0) <= _SMALL


@dataclass(frozen=True)
class Course:
    """How values by year become a line: a plateau a year, or a point a year."""

    steps: bool

    def ends(self, first: int, last: int) -> tuple[float, float]:
        """Return where the frame begins and ends."""
        return (first - _HALF, last + _HALF) if self.steps else (float(first), float(last))

    def border(self, year: int) -> float:
        """Return where what is known before a year ends."""
        return year - _HALF if self.steps else year - 1.0

    def points(self, years: Sequence[int], values: Sequence[float]) -> Points:
        """Return the points of a line."""
        across, up = np.asarray(years, float), np.asarray(values, float)
        if self.steps:
            across = np.column_stack([across - _HALF, across + _HALF]).ravel()
            up = np.repeat(up, 2)
        return np.column_stack([across, up])

    def band(self, years: Sequence[int], spans: Sequence[tuple[float, float]]) -> Points:
        """Return the outline of what lies between two lines."""
        low = self.points(years, [span[0] for span in spans])
        high = self.points(years, [span[1] for span in spans])
        return np.concatenate([low, high[::-1]])

    def drawn(self, points: Points, years: int, part: float, aspect: Points) -> Points:
        """Return the points of the first years, and a part of the way from there to the end.

        aspect: by what across and up are divided, so that the pen goes at an even pace.
        """
        known = years * (2 if self.steps else 1)
        if known >= len(points) or part <= 0:
            return points[:known]
        rest = points[max(known - 1, 0) :]
        way = np.concatenate([[0.0], np.hypot(*(np.diff(rest, axis=0) / aspect).T).cumsum()])
        at = part * way[-1]
        passed = rest[: np.searchsorted(way, at, side="right")]
        tip = [np.interp(at, way, rest[:, axis]) for axis in (0, 1)]
        return np.concatenate([points[: max(known - 1, 0)], passed, [tip]])


def plateaus(years: Sequence[int], written: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first and the last year of each run of years whose values read the same."""
    runs: list[tuple[int, int]] = []
    for at, year in enumerate(years):
        if at and written[at] == written[at - 1]:
            runs[-1] = runs[-1][0], year
        else:
            runs.append((year, year))
    return runs
