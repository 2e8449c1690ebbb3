"""Bands around a projected stock: chance worked out exactly, assumptions by draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from app.engine.batch import stocks
from app.engine.chance import moments, presence
from app.engine.counts import counts
from app.engine.mixture import few_people, many_people, whole_quantiles
from app.planning.kept_draws import KeptDraws
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.engine.chance import People
    from app.engine.inputs import BoolArray, FloatArray, Inputs
    from app.engine.projection import Projection
    from app.planning.lines import Line, View
    from app.planning.study import Study

Span = tuple[float, float]
Step = Callable[[float], object]

FEW = 50  # below this mean, bands are of whole people and exact
DRAWS, SEED = 200, 0  # where nobody asks for other ones; they stand wherever ranges do
FEWEST_DRAWS, MOST_DRAWS = 2, 10_000
_80, _95, _OF_DRAWS = (0.1, 0.9), (0.025, 0.975), (0.05, 0.5, 0.95)
_FAR = 12  # standard deviations beyond which no number of people is looked at
_MORE = 20


@dataclass(frozen=True)
class Band:
    """The bands of one year, persons at 31 December.

    of_chance, of_assumptions: standard deviations. stock_80, stock_95: what holds the stock with
    80 and 95 %, both together. deficit_80, deficit_95: the same of the deficit, None without a
    need. of_draws: the 5th, 50th and 95th percentile of what the draws give, chance left out.
    likely: the probability of each whole number of people from 0 on, chance and assumptions
    together; None where there are many.
    """

    year: int
    stock: float
    of_chance: float
    of_assumptions: float
    stock_80: Span
    stock_95: Span
    deficit_80: Span | None
    deficit_95: Span | None
    of_draws: tuple[float, float, float]
    likely: tuple[float, ...] | None

    @property
    def nobody(self) -> float | None:
        """The probability that nobody is left, None where there are many."""
        return None if self.likely is None else self.likely[0]


@dataclass(frozen=True)
class Bands:
    """The bands of each year of a view, and the draws that they come from."""

    years: tuple[Band, ...]
    draws: int
    seed: int


def bands(
    study: Study, view: View, draws: int, seed: int, step: Step = lambda _share: None
) -> Bands:
    """Return the bands around what a study answers to a view.

    step: told the share that is done before each draw; it may raise to stop the work. Refuses a
    number of draws or a seed that cannot be used.
    """
    _refuse(draws, seed)
    return around(study, view, drawn_stocks(study, view, range(draws), seed, step), seed, step)


def drawn_stocks(
    study: Study,
    view: View,
    numbers: range,
    seed: int,
    step: Step = lambda _share: None,
    kept: KeptDraws | None = None,
) -> FloatArray:
    """Return the stock of a view in the draws of some numbers, persons, [draw, 1 + Y].

    step: told the share that is done before each draw; it may raise to stop the work. kept: draws
    of earlier questions to the same plan, which need not be made again.
    """
    kept = kept or KeptDraws(0)
    group = _group(study, view)
    inputs = _told(kept.inputs(study, numbers, seed), len(numbers), step)
    return np.array([stock[: len(_years(study, view))] for stock in stocks(inputs, group)])


def around(
    study: Study,
    view: View,
    drawn: FloatArray,
    seed: int,
    step: Step = lambda _share: None,
) -> Bands:
    """Return the bands around what a study answers to a view, from draws of its stock.

    drawn: what `drawn_stocks` gives, draws of several calls one after another. step: told again
    and again that all draws are done; it may raise to stop the work.
    """
    groups, years, done = groups_of(study, [view]), _years(study, view), partial(step, 1.0)
    people = presence(study.inputs, _looked_back_on(study), groups, years, done)
    _, variance = moments(people)
    found = tuple(
        _band(line, float(variance[i, 0]), drawn[:, i], _Fates(people, i))
        for i, line in enumerate(study.lines(view))
    )
    return Bands(found, len(drawn), seed)


def _years(study: Study, view: View) -> list[int]:
    return [year for year in study.projection.axes.years if year <= view.until]


def in_year(
    study: Study, views: Sequence[View], year: int, drawn: FloatArray
) -> tuple[Band, ...]:
    """Return the bands of one year around what a study answers to several views.

    drawn: the stock of each view in each draw, persons, [draw, view].
    """
    people = presence(study.inputs, _looked_back_on(study), groups_of(study, views), [year])
    _, variance = moments(people)
    at = year - study.rows.facts.base_year
    return tuple(
        _band(study.lines(view)[at], float(variance[0, g]), drawn[:, g], _Fates(people, 0, g))
        for g, view in enumerate(views)
    )


def groups_of(study: Study, views: Sequence[View]) -> BoolArray:
    """Return the cells of several views, [T, S, C, view]."""
    return np.stack([_group(study, view) for view in views], axis=-1)


def _looked_back_on(study: Study) -> Projection:
    """Return the projection, with ages where the rates of a year depend on the people there."""
    alone = study.inputs.retention is None and study.inputs.vacancies is None
    return study.projection if alone else study.with_ages


def _refuse(draws: int, seed: int) -> None:
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise Problem(
            message(
                "The number of draws lies between {fewest} and {most}.",
                fewest=FEWEST_DRAWS,
                most=MOST_DRAWS,
            )
        )
    if seed < 0:
        raise Problem(message("The draws cannot start from a number below zero."))


def _group(study: Study, view: View) -> BoolArray:
    """Return the cells of a view, [T, S, C]."""
    group = np.zeros(study.projection.axes.flow_shape[1:], dtype=bool)
    group[np.ix_(*study.cells(view))] = True
    return group


def _told(drawn: Iterator[Inputs], draws: int, step: Step) -> Iterator[Inputs]:
    """Tell the share that is done before each draw is made."""
    for number in range(draws):
        step(number / draws)
        yield next(drawn)


@dataclass(frozen=True)
class _Fates:
    """What may become of everyone until one year: whether they are in one group."""

    people: tuple[People, ...]
    year: int
    group: int = 0

    def probabilities(self, most: int) -> FloatArray:
        """Return the probability of each number of people by chance alone, 0 to `most`."""
        return counts(self.people, self.year, self.group, most)


def _band(line: Line, variance: float, drawn: FloatArray, fates: _Fates) -> Band:
    """Return the bands of one year from its variance of chance and its draws, [draw]."""
    chance = float(np.sqrt(max(variance, 0.0)))
    likely = None
    levels = (*_80, *_95)
    if line.stock < FEW:
        most = int(max(line.stock, drawn.max()) + _FAR * chance) + _MORE
        together = few_people(fates.probabilities(most), drawn)
        found = whole_quantiles(together, levels)
        likely = tuple(together.tolist())
    else:
        found = many_people(drawn, chance, levels)
    low_80, high_80, low_95, high_95 = found.tolist()
    p5, p50, p95 = np.quantile(drawn, _OF_DRAWS).tolist()
    return Band(
        year=line.year,
        stock=line.stock,
        of_chance=chance,
        of_assumptions=float(drawn.std(ddof=1)),
        stock_80=(low_80, high_80),
        stock_95=(low_95, high_95),
        deficit_80=lacking(line, (low_80, high_80)),
        deficit_95=lacking(line, (low_95, high_95)),
        of_draws=(p5, p50, p95),
        likely=likely,
    )


def lacking(line: Line, stock: Span) -> Span | None:
    """Return the deficit at both ends of a span of the stock: the need is not drawn."""
    return None if line.need is None else (line.need - stock[1], line.need - stock[0])
