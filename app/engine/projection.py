"""The year loop: eight steps in order, and the result with its own proof of balance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from app.courtesy import give_way
from app.engine.ageing import Lives, aged
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.contracts import run_contracts
from app.engine.entries import (
    Placements,
    TrainingFlows,
    candidates_of,
    open_again,
    place,
    run_training,
)
from app.engine.exits import competing, exposed, rates_met, unchosen
from app.engine.folded import Folded, entrants_of
from app.engine.inputs import Refused
from app.engine.moves import (
    Room,
    hire_from_private,
    move_regions,
    switch_sector,
)
from app.engine.sums import both_sexes, reached_ages, rows, share_of
from app.engine.tasks import shift_tasks

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.engine.axes import Axes
    from app.engine.inputs import FloatArray, Inputs

BALANCE_TOLERANCE = 1e-6
_ROUNDINGS = 100  # of the largest cell, that the steps of a year may add up to
Precision = Literal["float64", "float32"]
# What leaves as one kind comes in as the other: over territories (axis 1) or sectors (axis 2).
_PAIRS = {
    ("move_in", "move_out"): 1,
    ("province_in", "province_out"): 1,
    ("switch_in", "switch_out"): 2,
    ("hired_from_private", "left_for_post"): 2,
}


@dataclass(frozen=True)
class Projection:
    """The result of a run, base year first.

    stock, fte, contract_stock: persons and full-time equivalents at 31 December, contracts
    included, [1 + Y, T, S, C]. entries, exits: persons by kind, same shape, zero in the base
    year. by_age: persons without contracts for the years asked, [A, T, S, X, C]; bound_by_age:
    those of them who owe years of service; freed_by_age: those who owe no more, as they join the
    others in the year; inside_by_age: those whom a programme that keeps people reached in
    the year, before any exit. training: the doctors' pipeline, [Y]. placements: posts and who
    filled them.
    """

    axes: Axes
    population: FloatArray
    stock: FloatArray
    fte: FloatArray
    contract_stock: FloatArray
    entries: Mapping[str, FloatArray]
    exits: Mapping[str, FloatArray]
    by_age: Mapping[int, FloatArray]
    bound_by_age: Mapping[int, FloatArray]
    freed_by_age: Mapping[int, FloatArray]
    inside_by_age: Mapping[int, FloatArray]
    training: TrainingFlows | None
    placements: Placements

    def imbalance(self) -> float:
        """Return the largest loss of people: in a cell, in a move or in a switch (equation 1.14).

        In a cell and year it is |opening + entries - exits - closing|; over territories and over
        sectors, those who came in less those who went out.
        """
        balance = self.stock[:-1] - self.stock[1:]
        for come in self.entries.values():
            balance += come[1:]
        for gone in self.exits.values():
            balance -= gone[1:]
        lost = [balance]
        for (kind_in, kind_out), axis in _PAIRS.items():
            if kind_in in self.entries:
                come, gone = self.entries[kind_in], self.exits[kind_out]
                lost.append(come.sum(axis=axis) - gone.sum(axis=axis))
        return max(float(max(part.max(initial=0.0), -part.min(initial=0.0))) for part in lost)


class _Run:
    """The arrays of one run being filled, year by year."""

    def __init__(self, inputs: Inputs, precision: Precision) -> None:
        self.inputs = inputs
        self.reach = _Reach(inputs)
        self.room = Room(np.empty(inputs.stock.shape, precision))
        self.axes = inputs.axes
        shape = inputs.axes.flow_shape
        kinds_in = ("recruitment", "private_opening", *inputs.arrivals, "switch_in", "move_in")
        kinds_out = (*inputs.hazards, *inputs.releases, "switch_out", "move_out")
        if inputs.vacancies is not None:
            kinds_in, kinds_out = (*kinds_in, "hired_from_private"), (*kinds_out, "left_for_post")
        if inputs.moves.within is not None:
            kinds_in, kinds_out = (*kinds_in, "province_in"), (*kinds_out, "province_out")
        # In one piece, which costs a tenth of asking for the memory of each kind alone.
        self.stock, self.fte, *flows = np.zeros((2 + len(kinds_in) + len(kinds_out), *shape))
        self.entries = dict(zip(kinds_in, flows, strict=False))
        self.exits = dict(zip(kinds_out, flows[len(kinds_in) :], strict=True))
        self.by_age: dict[int, FloatArray] = {}
        self.bound_by_age: dict[int, FloatArray] = {}
        self.freed_by_age: dict[int, FloatArray] = {}
        self.inside_by_age: dict[int, FloatArray] = {}
        self.owed: FloatArray = np.zeros(()) if inputs.service is None else inputs.service
        # Those bound to the service, by the years that they still owe, from one up.
        years = 0 if inputs.service is None else max(int(self.owed.max(initial=0.0)), 1)
        self.bound = [np.zeros(inputs.axes.cell_shape) for _ in range(years)]
        self.switch = inputs.switch[:1]  # the probability of changing sector in the year under way
        self.inside: FloatArray | None = None  # those whom a programme reached, if it keeps them

    def close_year(self, index: int, people: FloatArray, keep: Collection[int]) -> None:
        """Book the stock at 31 December of a year."""
        for owing in self.bound:
            people = people + owing  # the others go on without them
        by_sex = people.sum(axis=0)
        self.stock[index] = both_sexes(by_sex)
        self.fte[index] = both_sexes(by_sex * self.inputs.fte[index])
        year = self.axes.base_year + index
        if year in keep:
            self.by_age[year] = people.copy()
            if self.inside is not None:
                self.inside_by_age[year] = self.inside
            if self.bound:
                self.bound_by_age[year] = np.sum(self.bound, axis=0)

    def leave(self, index: int, people: FloatArray) -> None:
        """Take out competing exits, then those whom a limit age releases (steps 3 and 4)."""
        hazards, self.switch, self.inside = rates_met(
            self.inputs, index - 1, people, self.inside
        )
        self._left(index, people, hazards)

    def _left(self, index: int, people: FloatArray, hazards: Mapping[str, FloatArray]) -> None:
        self._compete(index, people, hazards)
        for kind, release in self.inputs.releases.items():
            ages = self.reach.releases[kind]
            there, share = people[ages], release[index - 1, ages]
            self.exits[kind][index] += share_of(there, share)
            there *= (1.0 - share).astype(people.dtype, copy=False)

    def _hazards(self, year: int) -> dict[str, FloatArray]:
        return {kind: rate[year] for kind, rate in self.inputs.hazards.items()}

    def _compete(self, index: int, people: FloatArray, hazards: Mapping[str, FloatArray]) -> None:
        """Take competing exits out of some people."""
        staying, causes = competing(hazards)
        for kind, share in causes.items():
            ages = self.reach.hazards[kind]
            self.exits[kind][index] += share_of(people[ages], share[ages])
        if hazards:
            there, stay = rows(people, staying)
            there *= stay

    def move(self, index: int, people: FloatArray) -> None:
        """Switch sector, then change region (steps 5 and 6)."""
        ages = self.reach.switch
        out = switch_sector(people[ages], self.switch[ages], self.room)
        self.exits["switch_out"][index] = out
        self.entries["switch_in"][index] = out[:, ::-1]
        self._relocate(index, people)

    def _relocate(self, index: int, people: FloatArray) -> None:
        moved = move_regions(people, self.inputs.moves, index - 1, self.axes, self.room)
        self.exits["move_out"][index] += moved.left
        self.entries["move_in"][index] += moved.come
        if moved.within is not None:
            gone, come = moved.within
            self.exits["province_out"][index] += gone
            self.entries["province_in"][index] += come

    def serve(self, index: int, people: FloatArray) -> None:
        """Take those bound to the service through the year; free who owe no more (equation 1.22).

        They meet every exit but emigration and resignation, and do not change sector.
        """
        if not self.bound:
            return
        hazards = self._bound_hazards(index - 1)
        served = [aged(owing) for owing in self.bound]
        for owing in served:
            self._left(index, owing, hazards)
            self._relocate(index, owing)
        freed, *self.bound = served
        self.bound.append(np.zeros_like(freed))
        people += freed
        self.freed_by_age[self.axes.base_year + index] = freed

    def _bound_hazards(self, year: int) -> dict[str, FloatArray]:
        return unchosen(self._hazards(year))

    def fill_vacancies(
        self, index: int, people: FloatArray, placed: Placements, candidates: FloatArray
    ) -> None:
        """Open posts again, fill them, and let private staff take what lacks candidates."""
        year, vacancies = index - 1, self.inputs.vacancies
        if vacancies is None:
            return
        if year > 0:
            open_again(placed, year, vacancies.reopened[year], self.inputs, candidates)
        lacking = placed.posts[year] * self.inputs.recruitment.fill[year] - placed.filled[year]
        kept = np.ones((1, 1, 1, 1))
        for release in self.inputs.releases.values():
            kept = kept * (1.0 - release[year][:, :, PUBLIC])
        # Where candidates bind, rounding may leave a hair less than nothing.
        wanted = np.maximum(lacking, 0.0) * vacancies.from_private[year]
        hired = hire_from_private(people, wanted, kept)
        placed.take(year, hired)
        self.entries["hired_from_private"][index, :, PUBLIC] = hired
        self.exits["left_for_post"][index, :, PRIVATE] = hired

    def enter(self, index: int, people: FloatArray, placed: Placements) -> None:
        """Add those who arrive; in their first year they meet exits for a part of it (step 7)."""
        year, exposure = index - 1, self.inputs.entry_exposure
        new = people if exposure is None else np.zeros_like(people)
        recruits = placed.recruitment[year]
        for owed, owing in enumerate(self.bound, start=1):
            recruits = self._bind(index, recruits, owed, owing)
        from_school = recruits + placed.opening[year]
        self.entries["recruitment"][index] = placed.recruitment[year]
        self.entries["private_opening"][index] = placed.opening[year]
        for kind, arrivals in self.inputs.arrivals.items():
            self.entries[kind][index] = arrivals.persons[year]
            ages = self.reach.arrivals.get(kind)
            if ages is None:
                from_school += arrivals.persons[year]
            else:
                _add(new[ages], arrivals.persons[year], arrivals.profile[year, ages])
        ages = self.reach.profiles
        _add(new[ages], from_school, self.inputs.profiles[year, ages])
        if exposure is not None:
            self._compete(index, new, exposed(self._hazards(year), exposure[year]))
            people += new

    def _bind(self, index: int, recruits: FloatArray, owed: int, owing: FloatArray) -> FloatArray:
        """Put recruits who owe so many years among those who do; return the others."""
        year, exposure = index - 1, self.inputs.entry_exposure
        mine: FloatArray = recruits * (self.owed[year] == owed)[:, None]
        new, ages = np.zeros_like(owing), self.reach.profiles
        _add(new[ages], mine, self.inputs.profiles[year, ages])
        if exposure is not None:
            self._compete(index, new, exposed(self._bound_hazards(year), exposure[year]))
        owing += new
        others: FloatArray = recruits - mine
        return others


class _Reach:
    """The ages that each kind of rate speaks of; most know few, and the others stay untouched."""

    def __init__(self, inputs: Inputs) -> None:
        self.hazards = {kind: reached_ages(rate) for kind, rate in inputs.hazards.items()}
        self.releases = {kind: reached_ages(rate) for kind, rate in inputs.releases.items()}
        self.switch = reached_ages(inputs.switch)
        self.profiles = reached_ages(inputs.profiles)
        # Arrivals as old as those who leave school are not here: they are added with them.
        self.arrivals = {
            kind: reached_ages(arrivals.profile)
            for kind, arrivals in inputs.arrivals.items()
            if not np.array_equal(arrivals.profile, inputs.profiles)
        }


def _add(people: FloatArray, persons: FloatArray, profile: FloatArray) -> None:
    """Add new people with their ages and sexes: [T, S, C] x [A, X, C] into [A, T, S, X, C]."""
    if persons.any():
        # Spelt out by sex and sector: rows of all cells are gone through faster than short ones.
        new = np.repeat(persons[:, :, None], profile.shape[1], axis=2)
        ages = np.repeat(profile[:, None], persons.shape[1], axis=1)
        new, ages = (part.astype(people.dtype, copy=False) for part in (new, ages))
        people += new * ages[:, None]


def project(
    inputs: Inputs, keep_ages_of: Collection[int] = (), precision: Precision = "float64"
) -> Projection:
    """Run the eight steps for every year from the base year's stock (method, section 1).

    Returns persons by year; ages are kept only for the years asked. A run whose stock does not
    equal opening + entries - exits within 1e-6 in every cell is refused.

    precision: of people by age and of what is done to them, float32 for a quick look; rates are
    combined, and flows and stocks are booked, in float64 all the same.
    """
    run = _Run(inputs, precision)
    training = run_training(inputs.training) if inputs.training is not None else None
    candidates = candidates_of(inputs, training)
    placed = place(inputs, candidates)
    lives = Lives(inputs.stock, len(inputs.axes.years) - 1, precision)
    run.close_year(0, lives.people, keep_ages_of)
    for index in range(1, len(inputs.axes.years)):
        give_way()
        people = lives.age()
        run.leave(index, people)
        run.move(index, people)
        run.serve(index, people)
        run.fill_vacancies(index, people, placed, candidates)
        run.enter(index, people, placed)
        run.close_year(index, people, keep_ages_of)
    return _checked(_result(run, training, placed), precision)


def project_at_once(inputs: Inputs) -> Projection:
    """Project inputs whose years fold, flows of all years at once: the same within rounding.

    Where people are few, to go through the steps of each year costs more than to work them out
    together. Inputs must fold: see `app.engine.folded.folds`.
    """
    run = _Run(inputs, "float64")
    training = run_training(inputs.training) if inputs.training is not None else None
    placed = place(inputs, candidates_of(inputs, training))
    found = Folded(inputs).run(inputs.stock, entrants_of(inputs, placed))
    run.stock[:] = found.by_sex.sum(axis=3)
    run.fte[:] = (found.by_sex * inputs.fte).sum(axis=3)
    school = {"recruitment": placed.recruitment, "private_opening": placed.opening}
    arrived = {kind: arrivals.persons for kind, arrivals in inputs.arrivals.items()}
    for kind, persons in (school | arrived | found.entries).items():
        run.entries[kind][1:] = persons
    for kind, persons in found.exits.items():
        run.exits[kind][1:] = persons
    return _checked(_result(run, training, placed), "float64")


def _result(run: _Run, training: TrainingFlows | None, placed: Placements) -> Projection:
    contracts = run_contracts(run.inputs.contracts, run.axes)
    run.stock += contracts.stock
    run.fte += contracts.fte
    run.fte += run.inputs.mission_fte
    return Projection(
        axes=run.axes,
        population=run.inputs.population,
        stock=run.stock,
        fte=run.fte if run.inputs.tasks is None else shift_tasks(run.fte, run.inputs.tasks),
        contract_stock=contracts.stock,
        entries={**run.entries, "contract_start": contracts.start},
        exits={**run.exits, "contract_end": contracts.end, "contract_break": contracts.break_off},
        by_age=run.by_age,
        bound_by_age=run.bound_by_age,
        freed_by_age=run.freed_by_age,
        inside_by_age=run.inside_by_age,
        training=training,
        placements=placed,
    )


def _checked(projection: Projection, precision: Precision) -> Projection:
    """Refuse a result that does not balance (step 8); a quick look may miss by its rounding."""
    allowed = BALANCE_TOLERANCE
    if precision == "float32":
        rounding = _ROUNDINGS * float(np.finfo(precision).eps)
        allowed = max(allowed, rounding * float(projection.stock.max(initial=0.0)))
    if not projection.imbalance() <= allowed:
        code = "imbalance"
        raise Refused(code, "projection")
    return projection
