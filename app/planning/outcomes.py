"""The results that people ask for by name: the years that turn, and the indicators of each year.

The names are those of the national health workforce accounts where these have one; the note on
the method says which.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import SECTORS, SEXES
from app.engine.need import ratio
from app.engine.outcomes import (
    NOBODY,
    cliff,
    closing,
    coming,
    crossing,
    replacement,
    share_from_age,
    uncovered,
)
from app.planning.answer import known
from app.planning.costs import Costs, costs
from app.planning.lines import FILLING, INNER, RETIREMENTS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from app.engine.inputs import FloatArray
    from app.planning.answer import Cells
    from app.planning.lines import Line, View
    from app.planning.study import Study

_OLD = 55  # the age from which the share of older staff is counted, this age included
_SOON, _LATER = 5, 10  # years ahead for which retirements are added up


@dataclass(frozen=True)
class Cliff:
    """The year in which most people on contract leave, and what that takes from a place.

    `place` is the smallest territory that most of them leave, or the one asked for; `share` is
    the part of its staff of the year before that leaves with them.
    """

    year: int
    persons: float
    place: str
    share: float | None


@dataclass(frozen=True)
class Indicators:
    """What is read off one year; None where the lower term of a ratio is zero or not known.

    line: the year itself, without moves that only change places inside the view. entries, exits:
    persons, None in the base year. replacement: entries over exits. vacancy_rate: posts left
    unfilled over posts opened. share_55_plus, share_of_women: of people without a contract.
    private_share: of all. retirements: persons, None in the base year. retirements_next_5,
    retirements_next_10: persons after this year, None beyond the horizon of the plan.
    """

    line: Line
    inhabitants_per_worker: float | None
    entries: float | None
    exits: float | None
    replacement: float | None
    vacancy_rate: float | None
    share_55_plus: float | None
    share_of_women: float | None
    private_share: float | None
    retirements: float | None
    retirements_next_5: float | None
    retirements_next_10: float | None


@dataclass(frozen=True)
class Outcomes:
    """The results of a view by name.

    closing_year: the first year without a deficit that never comes back by the horizon; None is
    "not before the horizon". uncovered_years: those in which fewer people join than leave.
    lasting_from: the first of them that no covered year follows. costs: the base year left out.
    """

    closing_year: int | None
    uncovered_years: tuple[int, ...]
    lasting_from: int | None
    cliff: Cliff | None
    years: tuple[Indicators, ...]
    costs: tuple[Costs, ...]

    @property
    def crossing_year(self) -> int | None:
        """The first year in which recruitment does not cover departures, lasting or not."""
        return self.uncovered_years[0] if self.uncovered_years else None


def outcomes(study: Study, view: View) -> Outcomes:
    """Return the results of a view by name."""
    lines = outer(study.lines(view))
    entries, exits = total_entries(lines), total_exits(lines)
    first = lines[0].year + 1
    lasting = crossing(entries[1:], exits[1:])
    return Outcomes(
        closing_year=closing_year(lines),
        uncovered_years=tuple(first + at for at in uncovered(entries[1:], exits[1:])),
        lasting_from=None if lasting is None else first + lasting,
        cliff=contract_cliff(study, view),
        years=_indicators(study, view, lines),
        costs=costs(study, view)[: len(lines) - 1],
    )


def total_entries(lines: Sequence[Line]) -> FloatArray:
    """Return all who join in the year of each line, [n]."""
    return np.array([math.fsum(line.entries.values()) for line in lines])


def total_exits(lines: Sequence[Line]) -> FloatArray:
    """Return all who leave in the year of each line, [n]."""
    return np.array([math.fsum(line.exits.values()) for line in lines])


def outer(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return lines without the moves that only change places inside what is asked for.

    Over a whole country the transfers between its regions enter and leave at once; they are
    neither entries nor exits of the country.
    """
    gone = {kind for pair in INNER if _cancels(pair, lines) for kind in pair}
    return tuple(
        replace(line, entries=_without(line.entries, gone), exits=_without(line.exits, gone))
        for line in lines
    )


def _cancels(pair: tuple[str, str], lines: Sequence[Line]) -> bool:
    come, go = pair
    return all(
        abs(line.entries.get(come, 0.0) - line.exits.get(go, 0.0)) <= NOBODY for line in lines
    )


def _without(flow: Mapping[str, float], gone: Collection[str]) -> dict[str, float]:
    return {kind: persons for kind, persons in flow.items() if kind not in gone}


def retirements(lines: Iterable[Line]) -> tuple[float, ...]:
    """Return who retires in the year of each line, at the retirement age or before it."""
    return tuple(math.fsum(line.exits.get(kind, 0.0) for kind in RETIREMENTS) for line in lines)


def retirements_at_the_limit(lines: Iterable[Line]) -> tuple[float, ...]:
    """Return who retires at the retirement age in the year of each line."""
    return tuple(line.exits.get(RETIREMENTS[0], 0.0) for line in lines)


def inhabitants_per_worker(line: Line) -> float | None:
    """Return how many inhabitants there are for one person at work; None where nobody is."""
    return line.population / line.stock if line.stock > 0 else None


def closing_year(lines: Sequence[Line]) -> int | None:
    """Return the first year without a deficit that never comes back; None without a need."""
    deficits = [line.deficit for line in lines if line.deficit is not None]
    at = closing(np.array(deficits)) if deficits else None
    return None if at is None else lines[at].year


def contract_cliff(study: Study, view: View) -> Cliff | None:
    """Return the year in which most people on contract leave, if anybody does."""
    lines = study.lines(view)
    at = cliff(np.array([line.exits["contract_end"] for line in lines]))
    if at is None:
        return None
    run, (territories, sectors, cadres) = study.projection, study.cells(view)
    ends, before = (
        persons[territories][:, sectors][..., cadres].sum(axis=(1, 2))
        for persons in (run.exits["contract_end"][at], run.stock[at - 1])
    )
    place, most = view.territory, int(ends.argmax())
    leaving, there = float(ends.sum()), float(before.sum())
    share = leaving / there if there else None
    if len(territories) > 1 and ends[most] > leaving / 2:
        place = run.axes.territories[territories[most]]
        share = float(ends[most] / before[most]) if before[most] else None
    return Cliff(lines[at].year, leaving, place, share)


def _indicators(study: Study, view: View, lines: tuple[Line, ...]) -> tuple[Indicators, ...]:
    """Return the indicators of each year."""
    horizon = replace(view, until=study.rows.facts.horizon)
    retired = np.array(retirements(study.lines(horizon)))
    soon, later = (known(coming(retired, years))[: len(lines)] for years in (_SOON, _LATER))
    posts = np.array([line.posts for line in lines])
    filled = np.array([sum(line.entries.get(k, 0.0) for k in FILLING) for line in lines])
    entries, exits = total_entries(lines), total_exits(lines)
    columns = (
        [inhabitants_per_worker(line) for line in lines],
        [None, *entries[1:].tolist()],
        [None, *exits[1:].tolist()],
        known(replacement(entries, exits)),
        known(ratio(posts - filled, posts)),
        *_composition(study, view, len(lines)),
        [None, *retired[1 : len(lines)].tolist()],
        soon,
        later,
    )
    return tuple(Indicators(*year) for year in zip(lines, *columns, strict=True))


def _composition(study: Study, view: View, count: int) -> tuple[list[float | None], ...]:
    """Return the shares of older staff, of women and of private staff in the first years."""
    run, (territories, sectors, cadres) = study.projection, study.cells(view)
    years = run.axes.years[:count]
    people = np.stack([_by_age_and_sex(study.by_age[year], study.cells(view)) for year in years])
    staff = run.stock[:count][:, territories][:, :, sectors][..., cadres].sum(axis=(1, 3))
    private = [at for at, sector in enumerate(sectors) if SECTORS[sector] == "private"]
    return (
        known(share_from_age(people.sum(axis=2).T, _OLD)),
        known(ratio(people[..., SEXES.index("F")].sum(axis=1), people.sum(axis=(1, 2)))),
        known(ratio(staff[:, private].sum(axis=1), staff.sum(axis=1))),
    )


def _by_age_and_sex(people: FloatArray, where: Cells) -> FloatArray:
    """Return the people of some cells, [A, T, S, X, C], by age and sex alone, [A, X]."""
    territories, sectors, cadres = where
    inside = people[:, territories][:, :, sectors][..., cadres]
    return np.asarray(inside.sum(axis=(1, 2, 4)))
