"""Small places: how likely each number of people is, in whole people."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from app.planning.bands import drawn_stocks, in_year
from app.planning.lines import SMALL

if TYPE_CHECKING:
    from app.planning.bands import Step
    from app.planning.lines import View
    from app.planning.study import Study

EIGHT_IN_TEN = 0.8
_HAIR = 1e-12  # by which the last sum of probabilities may miss


@dataclass(frozen=True)
class Chances:
    """What may become of the few people of a place, at 31 December of one year.

    stock: the mean, persons. likely: the probability of each whole number of people from 0 on,
    chance and assumptions together.
    """

    year: int
    stock: float
    likely: tuple[float, ...]

    @property
    def nobody(self) -> float:
        """The probability that nobody is left."""
        return self.likely[0]

    @property
    def most_likely(self) -> int:
        """The number of people that is likelier than any other, the smaller one of equals."""
        return self.likely.index(max(self.likely))

    def between(self, low: int, high: int) -> float:
        """Return the probability that so many people are there, both ends included."""
        return sum(self.likely[max(low, 0) : high + 1])

    def span(self, share: float = EIGHT_IN_TEN) -> tuple[int, int]:
        """Return from how many to how many people are there with a probability of a share.

        The ends are those of the bands: as likely as not to be passed on one side as on the
        other. Whole people cannot hold a share exactly: `between` says what the span holds.
        """
        reached = list(accumulate(self.likely))
        return _first(reached, (1 - share) / 2), _first(reached, (1 + share) / 2)


def _first(reached: list[float], level: float) -> int:
    last = len(reached) - 1
    return next((k for k, sum_ in enumerate(reached) if sum_ >= level - _HAIR), last)


def small(year: int, stock: float, likely: tuple[float, ...]) -> Chances | None:
    """Return the chances of a year in a small place, None where the place is not small."""
    return Chances(year, stock, likely) if stock < SMALL else None


def chances(
    study: Study,
    view: View,
    year: int,
    draws: int,
    seed: int,
    step: Step = lambda _share: None,
) -> Chances | None:
    """Return the chances of what a study answers to a view in a year, None in a place not small.

    step: told the share that is done before each draw; it may raise to stop the work.
    """
    at = year - study.rows.facts.base_year
    if study.lines(view)[at].stock >= SMALL:
        return None
    drawn = drawn_stocks(study, view, range(draws), seed, step)
    (band,) = in_year(study, [view], year, drawn[:, at, None])
    return Chances(year, band.stock, band.likely or ())
