"""The fan around a projected stock: bands that are made beside it, and follow it as it moves.

To make a fan takes draws, hence seconds; a line that somebody moves with a slider takes
milliseconds. While a hand moves, the fan of before follows the line, as wide for its stock as it
was. It is made anew once the hand rests.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor, sqrt
from typing import TYPE_CHECKING

import numpy as np

from app.planning.bands import FEW, SEED, around, drawn_stocks, lacking
from app.planning.chances import small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.engine.inputs import FloatArray
    from app.planning.bands import Bands, Span, Step
    from app.planning.chances import Chances
    from app.planning.kept_draws import KeptDraws
    from app.planning.lines import Line, View
    from app.planning.study import Study

FIRST_DRAWS = 40  # of a fan that is soon followed by a finer one


@dataclass(frozen=True)
class Fan:
    """What holds the stock and the deficit of a view with 80 and 95 %, year by year.

    years: calendar years, the base year first; all else is by year in the same order. stock:
    persons at 31 December, that around which the fan lies. stock_80, stock_95, deficit_80,
    deficit_95: lowest and highest, persons; the deficit's are None without a need. likely: the
    probability of each whole number of people from 0 on, None where there are many, and where the
    line has moved since. exact: whether it was made for this very stock; else it follows from that
    of another. draws, seed: what it was made from.
    """

    years: tuple[int, ...]
    stock: tuple[float, ...]
    stock_80: tuple[Span, ...]
    stock_95: tuple[Span, ...]
    deficit_80: tuple[Span | None, ...]
    deficit_95: tuple[Span | None, ...]
    likely: tuple[tuple[float, ...] | None, ...]
    exact: bool
    draws: int
    seed: int

    def chances(self, year: int) -> Chances | None:
        """Return the chances of a year, None where they are not those of a small place."""
        at = self.years.index(year)
        likely = self.likely[at]
        return None if likely is None else small(year, self.stock[at], likely)

    def moved_to(self, lines: Sequence[Line]) -> Fan:
        """Return the fan around another line of the same years, at once.

        The ends of a span keep their ratio to the stock. Where there were few people, chance is
        most of it: what lies between the stock and the ends grows with the square root of the
        stock. Fewer than `FEW` people stay whole. Where the line has not moved, nothing does.
        Refuses lines of other years.
        """
        if tuple(line.year for line in lines) != self.years:
            raise ValueError("a fan follows a line of its own years alone")
        stock = tuple(line.stock for line in lines)
        still = [new == old for new, old in zip(stock, self.stock, strict=True)]
        spans = {
            name: tuple(map(_beside, getattr(self, name), self.stock, stock))
            for name in ("stock_80", "stock_95")
        }
        return replace(
            self,
            stock=stock,
            stock_80=spans["stock_80"],
            stock_95=spans["stock_95"],
            deficit_80=tuple(map(lacking, lines, spans["stock_80"])),
            deficit_95=tuple(map(lacking, lines, spans["stock_95"])),
            likely=tuple(p if kept else None for p, kept in zip(self.likely, still, strict=True)),
            exact=self.exact and all(still),
        )


@dataclass(frozen=True)
class Fanned:
    """A fan with the draws of the stock it was made from, [draw, 1 + Y]: more may join them."""

    fan: Fan
    drawn: FloatArray


def fanned(
    study: Study,
    view: View,
    draws: int,
    *,
    before: Fanned | None = None,
    kept: KeptDraws | None = None,
    step: Step = lambda _share: None,
) -> Fanned:
    """Return the fan around what a study answers to a view, from a number of draws.

    before: the same with fewer draws, which are not made again. kept: draws of the plan from
    earlier fans. step: told the share that is done
    before each draw; it may raise to stop the work.
    """
    known = 0 if before is None else len(before.drawn)
    drawn = drawn_stocks(study, view, range(known, draws), SEED, step, kept)
    if before is not None:
        drawn = np.concatenate([before.drawn, drawn])
    return Fanned(fan_of(around(study, view, drawn, SEED, step)), drawn)


def fan_of(found: Bands) -> Fan:
    """Return bands as a fan."""
    return Fan(
        years=tuple(band.year for band in found.years),
        stock=tuple(band.stock for band in found.years),
        stock_80=tuple(band.stock_80 for band in found.years),
        stock_95=tuple(band.stock_95 for band in found.years),
        deficit_80=tuple(band.deficit_80 for band in found.years),
        deficit_95=tuple(band.deficit_95 for band in found.years),
        likely=tuple(band.likely for band in found.years),
        exact=True,
        draws=found.draws,
        seed=found.seed,
    )


def _beside(span: Span, before: float, stock: float) -> Span:
    """Return the span of a stock from that of another one; the stock lies in it."""
    if stock == before:
        return span
    if before < FEW:
        wider = sqrt(max(stock, 1.0) / max(before, 1.0))
        low, high = (max(stock + (end - before) * wider, 0.0) for end in span)
    else:
        low, high = (end * (stock / before) for end in span)
    if stock < FEW:
        return float(min(round(low), floor(stock))), float(max(round(high), ceil(stock)))
    return min(low, stock), max(high, stock)
