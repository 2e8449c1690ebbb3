"""Chance: what independent people make of fixed rates, by exact moments and without sampling.

Given its rates, a person is in a group of cells at the end of a year or is not, whatever the
others do. The probability comes from one backward walk over the years, and a stock is a sum of
such people. What is drawn by chance: who dies, leaves, retires early, switches, moves and where
to; the age and sex of entrants; which posts are filled; where a new practice opens and where
arrivals from abroad settle; who breaks off or renews a contract. Taken as given: the base stock,
the numbers who leave school, who come from abroad and who are called on contract, the posts
opened, and how many are hired out of private practice (not who).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.ageing import aged
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.contracts import run_contracts
from app.engine.exits import competing, exposed, rates_met, unchosen
from app.engine.moves import move_regions, shares_within, switch_sector
from app.engine.need import ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from app.engine.exits import Met
    from app.engine.inputs import BoolArray, Contracts, FloatArray, Inputs
    from app.engine.projection import Projection


@dataclass(frozen=True)
class People:
    """Independent people who share a fate: how many, [N], and the probability, [N, year, group].

    persons may be fractional; the probability is that of being in a group at the end of a year.
    """

    persons: FloatArray
    present: FloatArray


def staying(inputs: Inputs, year: int | slice, hazards: Mapping[str, FloatArray]) -> FloatArray:
    """Return the probability of meeting no exit in a year, [A, T|1, S, X, C] (equation 7.1).

    year: place on the axis of projected years; a slice gives an answer for each, that axis first.
    hazards: those that are met then, same shape. The product of what competing exits leave and of
    what each limit age keeps.
    """
    stay = competing(hazards)[0] * np.ones((1, 1, 1, 1, 1))
    for release in inputs.releases.values():
        stay = stay * (1.0 - release[year])
    return stay


def met(inputs: Inputs, projection: Projection, year: int) -> Met:
    """Return hazards and the probability of changing sector that a run met in a year.

    year: place on the axis of projected years. projection: with ages kept for all years; they
    matter to programmes only.
    """
    people = inputs.stock if inputs.retention is None else _opening(inputs, projection, year)
    inside = projection.inside_by_age.get(inputs.axes.base_year + year)
    return rates_met(inputs, year, people, inside)


def _opening(inputs: Inputs, projection: Projection, year: int) -> FloatArray:
    """Return those who open a year and owe no service, one year older."""
    before = inputs.axes.base_year + year
    people, bound = projection.by_age[before], projection.bound_by_age
    return aged(people - bound[before] if bound else people)


def taking_posts(
    inputs: Inputs, projection: Projection, year: int
) -> tuple[FloatArray, FloatArray]:
    """Return private staff before posts are filled from among them, and the share that takes one.

    projection: with ages kept for all years. Returns persons, [A, T, X, C], and shares of them,
    same shape: an equal chance in a territory for all whom no limit age of the public service
    would release.
    """
    hazards, switch, _ = met(inputs, projection, year)
    people = _opening(inputs, projection, year) * staying(inputs, year, hazards)
    switch_sector(people, switch)
    move_regions(people, inputs.moves, year, inputs.axes)
    people += projection.freed_by_age.get(inputs.axes.base_year + year + 1, 0.0)
    kept = np.ones((1, 1, 1, 1))
    for release in inputs.releases.values():
        kept = kept * (1.0 - release[year][:, :, PUBLIC])
    there = (people[:, :, PRIVATE] * kept).sum(axis=(0, 2))
    hired = projection.entries["hired_from_private"][year + 1, :, PUBLIC]
    share = np.nan_to_num(ratio(hired, there))[:, None, :] * kept
    return people[:, :, PRIVATE], np.broadcast_to(share, people[:, :, PRIVATE].shape)


def presence(
    inputs: Inputs,
    projection: Projection,
    groups: BoolArray,
    years: Sequence[int],
    step: Callable[[], object] = lambda: None,
) -> tuple[People, ...]:
    """Return everyone who may be in a group at the end of a year (equation 7.2).

    projection: that of the inputs, with ages kept for all years: where private staff take posts
    or a programme has few places, the rates of a year depend on the people there.
    groups: cells of each group, [T, S, C, G]. years: calendar years, rising, the base year or
    later. One backward walk serves all years and groups: A T S X C x years x G numbers at once,
    and Y (Y + 1) / 2 x G steps over the cells where every year is asked for, Y x G for the last.
    step: called before each year is gone back over; it may raise to stop the work.
    """
    walk = _Walk(inputs, projection, groups, years)
    return (*walk.people(step), *_contracted(inputs, groups, years))


class _Walk:
    """Backward from the last year: the probability of being in a group, by cell now.

    Territories that share region, rates and groups share these probabilities too: one of each
    kind is walked, [K] in the place of [T]; and of the cadres only those of a group.
    """

    def __init__(
        self, inputs: Inputs, projection: Projection, groups: BoolArray, years: Sequence[int]
    ) -> None:
        self.inputs, self.projection = inputs, projection
        self.years = [year - inputs.axes.base_year for year in years]
        self.first, self.kind = kinds(inputs, groups)
        self.cadres = np.flatnonzero(groups.any(axis=(0, 1, 3)))
        self.groups = groups[self.first][:, :, self.cadres]
        ages, _, *rest = (*inputs.axes.cell_shape[:-1], len(self.cadres))
        shape = (ages, len(self.first), *rest, len(years), groups.shape[3])
        self.owed = np.zeros(()) if inputs.service is None else inputs.service
        # Those who owe no service, then those who owe a year, two years and so on.
        self.all = [np.zeros(shape) for _ in range(1 + int(self.owed.max(initial=0.0)))]

    @property
    def present(self) -> FloatArray:
        """The probability for those who owe no service."""
        return self.all[0]

    def people(self, step: Callable[[], object]) -> Iterator[People]:
        """Yield entrants, the latest first, then those of the base year."""
        for index in range(max(self.years), 0, -1):
            step()
            later = self._begin(index)
            yield from self._entrants(index - 1)
            now = self.present[..., later, :]
            if self.inputs.vacancies is not None:
                now = self._before_vacancies(index, now)
            after = [now, *(bound[..., later, :] for bound in self.all[1:-1])]
            bound = [self._before_bound(index - 1, one) for one in after[: len(self.all) - 1]]
            self.present[..., later, :] = self._before(index - 1, now)
            for kept, one in zip(self.all[1:], bound, strict=True):
                kept[..., later, :] = one
        self._begin(0)
        mine = self.inputs.stock[..., self.cadres]
        stock = np.moveaxis(self._gathered(np.moveaxis(mine, 1, 0)), 0, 1)
        there = stock > 0
        yield People(stock[there], self.present[there])

    def _gathered(self, of_territories: FloatArray) -> FloatArray:
        """Sum territories of one kind, the first axis: [T, ...] -> [K, ...]."""
        found = np.zeros((len(self.first), *of_territories.shape[1:]))
        np.add.at(found, self.kind, of_territories)
        return found

    def _one_of_each(self, rates: FloatArray) -> FloatArray:
        """Return rates as they are walked: [A, T|1, S, X, C] -> [A, K|1, S, X, c, 1, 1]."""
        chosen = rates if rates.shape[1] == 1 else rates[:, self.first]
        return chosen[..., self.cadres, None, None]

    def _begin(self, index: int) -> slice:
        """Set the cells of a year that is asked for; return the years from there on."""
        if index in self.years:
            at = self.years.index(index)
            for present in self.all:
                present[..., at, :] = self.groups[None, :, :, None]
        return slice(sum(year < index for year in self.years), None)

    def _before(self, year: int, now: FloatArray) -> FloatArray:
        """Step from the end of a year, before its entries, to the end of the year before."""
        hazards, switch, _ = met(self.inputs, self.projection, year)
        before = self._unmoved(year, now)
        before += self._one_of_each(switch) * (before[:, :, ::-1] - before)
        before *= self._one_of_each(staying(self.inputs, year, hazards))
        return np.concatenate([before[1:], before[-1:]])

    def _before_bound(self, year: int, now: FloatArray) -> FloatArray:
        """Step back for those who owe service: they choose no exit and no other sector."""
        before = self._unmoved(year, now)
        before *= self._one_of_each(staying(self.inputs, year, unchosen(self._hazards(year))))
        return np.concatenate([before[1:], before[-1:]])

    def _hazards(self, year: int) -> dict[str, FloatArray]:
        return {kind: rate[year] for kind, rate in self.inputs.hazards.items()}

    def _unmoved(self, year: int, now: FloatArray) -> FloatArray:
        """Step back over moves between regions: stay, or settle by the shares of arrival."""
        moves, regions = self.inputs.moves, self.inputs.axes.region_index
        region = regions[self.first]
        inside = (np.arange(len(self.inputs.axes.regions))[:, None] == region).astype(float)
        sent = moves.destination[year][region] * moves.factor[year][self.first, None]
        settled = now * self._gathered(moves.arrival)[:, :, None, None, None, None]
        gone = (sent @ inside @ settled.reshape(*now.shape[:2], -1)).reshape(now.shape)
        stayed = now if moves.within is None else self._unmoved_within(moves.within[year], now)
        gone -= sent.sum(axis=1)[:, None, None, None, None, None] * stayed
        gone *= self._one_of_each(moves.leave[year])
        return np.asarray(gone + stayed)

    def _unmoved_within(self, probability: FloatArray, now: FloatArray) -> FloatArray:
        """Step back over moves between the territories of a region."""
        shares = shares_within(self.inputs.moves, self.inputs.axes)
        to = np.einsum("tus,aus...->ats...", shares, now)
        to -= shares.sum(axis=1)[:, :, None, None, None, None] * now
        return np.asarray(now + self._one_of_each(probability) * to)

    def _before_vacancies(self, index: int, now: FloatArray) -> FloatArray:
        """Step back over the private staff who take posts: an equal chance for all who may."""
        _, share = taking_posts(self.inputs, self.projection, index - 1)
        share = share[..., self.cadres, None, None]
        before = now.copy()
        before[:, :, PRIVATE] += share * (now[:, :, PUBLIC] - now[:, :, PRIVATE])
        return before

    def _entrants(self, year: int) -> Iterator[People]:
        """Yield those who enter in a year, ages and sexes drawn from their profiles."""
        inputs, placed = self.inputs, self.projection.placements
        at = self._entering(year, inputs.profiles[year])
        at[:, PUBLIC] = self._recruited(year, at[:, PUBLIC])
        hired, opened = placed.recruitment[year][:, PUBLIC], placed.opening[year][:, PRIVATE]
        limit = inputs.recruitment.candidates[year].copy()
        if inputs.training is not None:
            trained = [inputs.training.generalist, inputs.training.specialist]
            limit[trained] = (hired + opened).sum(axis=0)[trained]
        for i, cadre in enumerate(self.cadres):
            spread = _shares(opened[:, cadre], at[:, PRIVATE, i])
            posts = Posts(placed.posts[year][:, cadre], hired[:, cadre], at[:, PUBLIC, i])
            yield from posts.people(float(limit[cadre]), float(opened[:, cadre].sum()), spread)
        for kind in inputs.arrivals.values():
            persons = kind.persons[year][..., self.cadres]
            settled = _shares(persons, self._entering(year, kind.profile[year]))
            yield _several(persons.sum(axis=0).ravel(), settled.reshape(-1, *settled.shape[2:]))

    def _recruited(self, year: int, free: FloatArray) -> FloatArray:
        """Return the probability of recruits, [T, C, year, G], given that of those who owe none."""
        for owed in range(1, len(self.all)):
            bound = self._entering(year, self.inputs.profiles[year], owed)[:, PUBLIC]
            mine = self.owed[year][:, self.cadres] == owed
            free = np.where(mine[..., None, None], bound, free)
        return free

    def _entering(self, year: int, profile: FloatArray, owed: int = 0) -> FloatArray:
        """Return the probability of entrants by where they enter, [T, S, C, year, G]."""
        present, exposure = self.all[owed], self.inputs.entry_exposure
        ages = np.flatnonzero(profile.any(axis=(1, 2)))
        weights = profile[ages][:, None, None, :, self.cadres, None, None]
        if exposure is not None:
            hazards = self._hazards(year)
            met = exposed(unchosen(hazards) if owed else hazards, exposure[year])
            stay = competing(met)[0] * np.ones_like(exposure[year])
            weights = weights * self._one_of_each(stay[ages])
        at = (weights * present[ages]).sum(axis=(0, 3))
        return np.asarray(at[self.kind])


@dataclass(frozen=True)
class Posts:
    """The posts of one cadre in a year by territory, who was hired, and where that leads them."""

    posts: FloatArray
    hired: FloatArray
    present: FloatArray

    def people(self, limit: float, opened: float, elsewhere: FloatArray) -> Iterator[People]:
        """Yield the candidates, or the posts where nothing limits candidates (equation 7.3).

        limit: candidates. opened: those who open a practice, and `elsewhere` what becomes of each
        of them, [year, G]. A doctor who misses a post opens a practice: one person, two fates.
        """
        asked, hired = float(self.posts.sum()), float(self.hired.sum())
        if limit < asked:
            took = np.einsum("t,tyg->yg", self.hired, self.present)
            fate = (took + opened * elsewhere) / max(limit, np.finfo(float).tiny)
            yield _several(np.array([limit]), fate[None])
            return
        filled = np.nan_to_num(ratio(self.hired, self.posts))[:, None, None]
        yield _several(self.posts, filled * self.present + (1.0 - filled) * elsewhere)
        yield _several(np.array([hired + opened - asked]), elsewhere[None])


def _shares(persons: FloatArray, present: FloatArray) -> FloatArray:
    """Return the mean probability of people spread over territories, the first axis."""
    weights = np.nan_to_num(ratio(persons, persons.sum(axis=0)))
    return np.asarray((weights[..., None, None] * present).sum(axis=0))


def _several(persons: FloatArray, present: FloatArray) -> People:
    """Return people without those who are nobody."""
    there = persons > 0
    return People(persons[there], present[there])


def kinds(inputs: Inputs, groups: BoolArray) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return one territory of each kind, [K], and the kind of each territory, [T].

    Each is of its own kind where the rates of a year depend on the people there, or where people
    move inside a region.
    """
    count = len(inputs.axes.territories)
    apart = (inputs.moves.within, inputs.vacancies, inputs.retention)
    if any(part is not None for part in apart):
        return np.arange(count), np.arange(count)
    moves = inputs.moves
    rates = [*inputs.hazards.values(), *inputs.releases.values(), inputs.switch, moves.leave]
    rates += [] if inputs.entry_exposure is None else [inputs.entry_exposure]
    wide = [rate for rate in rates if rate.shape[2] > 1]
    keys = [
        (region, *(part.tobytes() for part in (groups[t], moves.factor[:, t], *mine)))
        for t, region in enumerate(inputs.axes.region_of)
        for mine in [[rate[:, :, t] for rate in wide]]
    ]
    known = list(dict.fromkeys(keys))
    return np.array([keys.index(key) for key in known]), np.array([known.index(k) for k in keys])


def _contracted(inputs: Inputs, groups: BoolArray, years: Sequence[int]) -> Iterator[People]:
    """Yield the people of each group on contract; those there in the base year are given."""
    at = [year - inputs.axes.base_year for year in years]
    for one, (territory, sector, cadre) in _one_by_one(inputs):
        stock = run_contracts(one, inputs.axes).stock.sum(axis=(1, 2, 3))
        first = int(one.first_year[0]) - inputs.axes.base_year
        given = float(stock[0] if first <= 0 else one.persons[0])
        there = np.nan_to_num(stock[at] / max(given, np.finfo(float).tiny))
        mine = groups[territory, sector, cadre].astype(float)
        yield _several(np.array([given]), (there[:, None] * mine)[None])


def _one_by_one(inputs: Inputs) -> Iterator[tuple[Contracts, tuple[int, int, int]]]:
    contracts = inputs.contracts
    for i in range(len(contracts.persons)):
        columns = {f.name: getattr(contracts, f.name)[i : i + 1] for f in fields(contracts)}
        cell = (int(contracts.territory[i]), int(contracts.sector[i]), int(contracts.cadre[i]))
        yield replace(contracts, **columns), cell


def moments(people: Iterable[People]) -> tuple[FloatArray, FloatArray]:
    """Return mean and variance of the stock, persons, [year, group] each (equation 7.4)."""
    mean = sum(np.tensordot(one.persons, one.present, 1) for one in people)
    variance = sum(
        np.tensordot(one.persons, one.present * (1.0 - one.present), 1) for one in people
    )
    return np.asarray(mean), np.asarray(variance)
