"""Exits: death rates by single age, competing causes, and limit ages (method 1.3 to 1.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.engine.ageing import aged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.engine.inputs import FloatArray, Inputs, Retention

_EMIGRATION = "emigration"
_CHOSEN = (_EMIGRATION, "resignation")  # what those bound to the service may not choose
_NEXT_TO_NONE = float(np.finfo(np.float64).tiny)  # a rate of zero has no logarithm


def death_probability(
    group_middles: FloatArray, group_rates: FloatArray, ages: Sequence[int], factor: float
) -> FloatArray:
    """Turn death rates of age groups into yearly probabilities by single age (equation 1.3).

    group_middles: ages, [group], in any order. group_rates: deaths per person-year, [group].
    factor: ratio of the profession's mortality to the population's. Returns probabilities, [age]:
    the logarithm of the rate is interpolated between group middles, held outside them, and
    q = 1 - exp(-f m).
    """
    order = np.argsort(group_middles)
    known = group_middles[order], np.log(np.maximum(group_rates[order], _NEXT_TO_NONE))
    log_rates = np.interp(np.asarray(ages, dtype=np.float64), *known)
    with np.errstate(over="ignore"):  # far below zero there is no share; Inputs refuse it
        return -np.expm1(-factor * np.exp(log_rates))


def competing(hazards: Mapping[str, FloatArray]) -> tuple[FloatArray, dict[str, FloatArray]]:
    """Combine single-decrement probabilities into the exits that are seen (equation 1.4).

    hazards: by kind, probabilities below 1 of one common shape (axes of length 1 broadcast).
    Returns the probability of staying, and by kind the share of the opening stock that leaves:
    q_j = (1 - p) ln(1 - q'_j) / sum ln(1 - q'_i), with p = prod(1 - q'_i) (constant force).
    """
    forces = {kind: -np.log1p(-rate) for kind, rate in hazards.items()}
    total = np.asarray(sum(forces.values(), np.zeros(())), dtype=np.float64)
    leaving = -np.expm1(-total)
    # The ratio tends to 1 where nobody is at risk; dividing by 1 there leaves exact zeros.
    per_force = np.where(total > 0, leaving, 0.0) / np.where(total > 0, total, 1.0)
    return 1.0 - leaving, {kind: force * per_force for kind, force in forces.items()}


def exposed(hazards: Mapping[str, FloatArray], part_of_year: FloatArray) -> dict[str, FloatArray]:
    """Return what is left of yearly probabilities in a part of the year (equation 1.17).

    hazards: by kind, probabilities below 1. part_of_year: 0 to 1, of a shape that broadcasts with
    theirs. Under a constant force the probability is 1 - (1 - q')^e.
    """
    return {kind: part_of_force(rate, part_of_year) for kind, rate in hazards.items()}


def part_of_force(rate: FloatArray, part: FloatArray) -> FloatArray:
    """Return the yearly probability that a part of a cause's force makes (equation 1.23).

    rate: yearly probabilities below 1. part: of the force, from 0, of a shape that broadcasts with
    theirs: q = 1 - (1 - q')^part. Parts that add up to 1 keep as many people as the whole.
    """
    return -np.expm1(part * np.log1p(-rate))


def cause_of(kind: str) -> str:
    """Return the cause that a kind of exit belongs to: emigration for each of its destinations."""
    return _EMIGRATION if kind.startswith(_EMIGRATION) else kind


def reached(
    people: FloatArray, retention: Retention, year: int, inside: FloatArray | None = None
) -> FloatArray:
    """Return the share of the people that a retention programme reaches (equation 1.18).

    people: persons at risk, [A, T, S, X, C]. inside: those whom it reached the year before, same
    shape; None where nobody keeps a place. Where more could be reached than a pool has free
    places, everybody else in it is reached by the same part less. Returns [A, T, S, X, C].
    """
    if retention.survival is None or inside is None:
        return _reached_anew(people, retention, year, retention.places[year])
    kept = np.minimum(aged(inside) * retention.survival[year], people)
    taken = np.einsum("ptsc,atsxc->p", retention.covers, kept)
    free = np.maximum(retention.places[year] - taken, 0.0)
    anew = _reached_anew(people - kept, retention, year, free)
    there = kept + (people - kept) * anew
    return np.asarray(np.divide(there, people, out=np.zeros_like(there), where=people > 0))


def _reached_anew(
    people: FloatArray, retention: Retention, year: int, places: FloatArray
) -> FloatArray:
    """Return the share of people without a place that gets one: places a pool, [P]."""
    share = retention.reach[year]
    wanted = np.einsum("atsxc,atsxc->tsc", people, share)
    asked = np.einsum("ptsc,tsc->p", retention.covers, wanted)
    served = np.divide(places, asked, out=np.ones_like(asked), where=asked > places)
    short = np.einsum("ptsc,p->tsc", retention.covers, 1.0 - served)
    anew = share * (1.0 - short)[:, :, None]
    return np.asarray(anew)


def lowered(rate: FloatArray, effect: FloatArray, reached: FloatArray) -> FloatArray:
    """Lower a yearly probability for those reached: q' (1 - reached x effect) (equation 1.19)."""
    return rate * (1.0 - reached * effect)


class Met(NamedTuple):
    """Hazards and the probability of changing sector, and persons inside a programme that keeps.

    inside: [A, T, S, X, C], None where nobody keeps a place.
    """

    hazards: dict[str, FloatArray]
    switch: FloatArray
    inside: FloatArray | None = None


def rates_met(
    inputs: Inputs, year: int, people: FloatArray, inside: FloatArray | None = None
) -> Met:
    """Return the rates of a year, less what programmes prevent.

    people: persons at risk, [A, T, S, X, C]. inside: those in a programme the year before, same
    shape. The rates are those of a place on the axis of projected years, [A, T|1, S, X, C].
    """
    hazards = {kind: rate[year] for kind, rate in inputs.hazards.items()}
    switch, retention = inputs.switch[year], inputs.retention
    if retention is None:
        return Met(hazards, switch)
    share, effects = reached(people, retention, year, inside), retention.effects
    found = {
        kind: lowered(rate, effects[cause_of(kind)][year], share)
        if cause_of(kind) in effects
        else rate
        for kind, rate in (hazards | {"sector_switch": switch}).items()
    }
    switch = found.pop("sector_switch")
    return Met(found, switch, None if retention.survival is None else share * people)


def unchosen(hazards: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Return the hazards that those bound to the service meet: not what a person chooses."""
    return {kind: rate for kind, rate in hazards.items() if cause_of(kind) not in _CHOSEN}


def limit_release(
    ages: Sequence[int],
    limit_of_age: Sequence[float | None],
    deferral: Mapping[int, float],
    moved_by: Sequence[float],
) -> FloatArray:
    """Return the share of survivors released at each age reached in a year (equation 1.5).

    limit_of_age: the limit of the cohort that reaches each age in the year, in years, None where
    there is none; a half age releases half of the cohort at the whole age below. deferral: share
    kept at an age: a cohort keeps the first one as it reaches its limit, whatever that is; those
    kept then read the share at their own age; beyond the last age nobody is kept. moved_by: years
    by which a scenario moved each limit, and with it the ages of the deferral.
    """
    first = min(deferral, default=0)
    released = np.zeros(len(ages))
    for i, (age, limit) in enumerate(zip(ages, limit_of_age, strict=True)):
        if limit is None or age < int(limit):
            continue
        extended = max(age - round(moved_by[i]), first + 1)
        kept = deferral.get(extended if age > limit + 0.5 else first, 0.0)
        half = 0.5 if age < limit else 1.0
        released[i] = half * (1.0 - kept)
    return released
