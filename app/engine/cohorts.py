"""Cohorts: where those hired in a year are some years later (method 8.10 to 8.12).

The rates are those that the run met, those of programmes and of posts taken by private staff
included. Each cohort goes through the steps of the year apart from everybody else, with the region
that hired it as one more axis. Letters: O regions that hire, L numbers of years later, and those
of app.engine.inputs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.ageing import aged
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.chance import met, staying, taking_posts
from app.engine.exits import competing, exposed, unchosen
from app.engine.moves import move_regions, switch_sector
from app.engine.sums import reached_ages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.engine.inputs import FloatArray, Inputs, Moves
    from app.engine.projection import Projection


@dataclass(frozen=True)
class Cohorts:
    """What becomes of those who take a post in each year, persons; nothing beyond the horizon.

    later: numbers of years. hired: [Y, C]. there: of them, those in the public sector of the
    region that hired them so many years later, [L, Y, C]; working: those at work anywhere in the
    country, same shape. Both are not-a-number where the run ends before.
    """

    later: tuple[int, ...]
    hired: FloatArray
    there: FloatArray
    working: FloatArray


@dataclass(frozen=True)
class _Group:
    """People hired in one year who owe the same service: persons, [ages, T, S, X, C, O]."""

    year: int
    ages: slice
    people: FloatArray
    owed: int


def follow(
    inputs: Inputs,
    projection: Projection,
    territories: Sequence[int],
    cadres: Sequence[int],
    later: Sequence[int],
) -> Cohorts:
    """Follow those who take a post in some territories and cadres (equation 8.10).

    projection: that of the inputs, with ages kept for all years where private staff take posts or
    a programme keeps people. later: numbers of years, from one up.
    """
    walk = _Walk(inputs, projection, territories, cadres, later)
    for year in range(len(inputs.axes.years) - 1):
        walk.step(year)
    return Cohorts(tuple(later), walk.hired, walk.there, walk.working)


class _Walk:
    """Forward through the years with every cohort that is still asked about."""

    def __init__(
        self,
        inputs: Inputs,
        projection: Projection,
        territories: Sequence[int],
        cadres: Sequence[int],
        later: Sequence[int],
    ) -> None:
        self.inputs, self.projection = inputs, projection
        self.cadres, self.later = list(cadres), list(later)
        regions = inputs.axes.region_index
        self.hiring = np.unique(regions[list(territories)])
        self.inside = (regions[:, None] == self.hiring).astype(float)  # [T, O]
        self.from_here = np.zeros_like(self.inside)
        self.from_here[list(territories)] = self.inside[list(territories)]
        years = len(inputs.axes.years) - 1
        self.hired = np.zeros((years, len(self.cadres)))
        self.there = np.full((len(self.later), years, len(self.cadres)), np.nan)
        for i, after in enumerate(self.later):
            self.there[i, : max(years - after, 0)] = 0.0
        self.working = self.there.copy()
        self.groups: list[_Group] = []

    def step(self, year: int) -> None:
        """Take all cohorts through a year, then begin that of the year."""
        self.groups = [g for g in self.groups if year - g.year <= max(self.later)]
        if self.groups:
            self.groups = list(self._through(year))
        for group in self.groups:
            self._count(year, group)
        for group in self._begun(year):
            self.hired[year] += group.people.sum(axis=(0, 1, 2, 3, 5))
            self.groups.append(group)

    def _count(self, year: int, group: _Group) -> None:
        if year - group.year in self.later:
            at = self.later.index(year - group.year)
            people = group.people.sum(axis=0).sum(axis=2)
            here = np.einsum("tco,to->c", people[:, PUBLIC], self.inside)
            self.there[at, group.year] += here
            self.working[at, group.year] += people.sum(axis=(0, 1, 3))

    def _through(self, year: int) -> Iterator[_Group]:
        """Yield the cohorts at the end of a year (equation 8.11)."""
        hazards, switch, _ = met(self.inputs, self.projection, year)
        free = self._mine(staying(self.inputs, year, hazards))
        bound = self._mine(staying(self.inputs, year, unchosen(self._unkept(year))))
        taking = None
        if self.inputs.vacancies is not None:
            taking = self._mine(taking_posts(self.inputs, self.projection, year)[1])
        for group in self.groups:
            serving, ages = year - group.year <= group.owed, group.ages
            people = aged(group.people) * (bound if serving else free)[ages]
            if not serving:
                switch_sector(people, self._mine(switch)[ages])
            people = self._moved(year, people, ages)
            if taking is not None:
                hired = people[:, :, PRIVATE] * taking[ages]
                people[:, :, PRIVATE] -= hired
                people[:, :, PUBLIC] += hired
            yield replace(group, people=people)

    def _mine(self, rates: FloatArray) -> FloatArray:
        """Return rates of the cadres followed, [A|1, ..., C|1], whoever hired: [A, ..., c, 1]."""
        ages, *_, cadres = self.inputs.axes.cell_shape
        wide = np.broadcast_to(rates, (ages, *rates.shape[1:-1], cadres))
        return wide[..., self.cadres, None]

    def _unkept(self, year: int) -> dict[str, FloatArray]:
        return {kind: rate[year] for kind, rate in self.inputs.hazards.items()}

    def _moved(self, year: int, people: FloatArray, ages: slice) -> FloatArray:
        """Move people between regions and inside them; who hired them goes with them."""
        moves, shape = self._moves(year, ages), people.shape
        columns = people.reshape(*shape[:4], -1)
        move_regions(columns, moves, 0, self.inputs.axes)
        return columns.reshape(shape)

    def _moves(self, year: int, ages: slice) -> Moves:
        """Return the moves of one year at some ages, a column for each cadre and hiring region."""
        moves, only = self.inputs.moves, slice(year, year + 1)

        def columns(rate: FloatArray) -> FloatArray:
            mine = rate[only, ages][..., self.cadres]
            return np.repeat(mine, len(self.hiring), axis=-1)

        return replace(
            moves,
            leave=columns(moves.leave),
            factor=moves.factor[only],
            destination=moves.destination[only],
            within=None if moves.within is None else columns(moves.within),
        )

    def _begun(self, year: int) -> Iterator[_Group]:
        """Yield those who take a post in a year, by the service they owe (equation 8.12)."""
        inputs, service = self.inputs, self.inputs.service
        recruits = self.projection.placements.recruitment[year][:, PUBLIC][:, self.cadres]
        owed = np.zeros_like(recruits) if service is None else service[year][:, self.cadres]
        profile = inputs.profiles[year][..., self.cadres]
        for years in np.unique(owed[recruits > 0]).astype(int).tolist():
            mine = recruits * (owed == years)
            entering = profile[:, None] * mine[:, None]
            yield self._group(year, entering * self._stay_of_entrants(year, bound=years > 0), years)
        if inputs.vacancies is not None:
            people, share = taking_posts(inputs, self.projection, year)
            yield self._group(year, (people * share)[..., self.cadres], 0)

    def _stay_of_entrants(self, year: int, *, bound: bool) -> FloatArray:
        """Return the probability of meeting no exit in the year of entry, [A|1, T|1, X|1, C|1]."""
        exposure = self.inputs.entry_exposure
        if exposure is None:
            return np.ones((1, 1, 1, 1))
        hazards = self._unkept(year)
        stay, _ = competing(exposed(unchosen(hazards) if bound else hazards, exposure[year]))
        whole = stay * np.ones_like(exposure[year])
        return np.asarray(whole[:, :, PUBLIC][..., self.cadres])

    def _group(self, year: int, public: FloatArray, owed: int) -> _Group:
        """Return a cohort of public staff, [A, T, X, C], at the ages that it will pass."""
        held = reached_ages(public[None])
        ages = slice(held.start, min(held.stop + max(self.later), len(public)))
        mine = public[ages, ..., None] * self.from_here[:, None, None]
        return _Group(year, ages, np.stack([mine * 1.0, mine * 0.0], axis=2), owed)
