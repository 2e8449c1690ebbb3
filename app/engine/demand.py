"""Need from the use of care and from illness: ages, insurance, conditions (method 2.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.inputs import Refused
from app.engine.wisn import refuse_without_time

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray

_MINUTES = 60.0  # in an hour


def population_by_use(population: FloatArray, use: FloatArray) -> FloatArray:
    """Return inhabitants weighted by their use of care: P* = sum of P x w (equation 2.5).

    population: persons, base year first, [1 + Y, T, A, X]. use: contacts a year by age and sex in
    any unit, [A, X]; w is this use over its mean in the base year, so that P* of the base year is
    the population of all territories together. Returns persons, [1 + Y, T]. Refuses uses that
    nobody of the base year makes.
    """
    base = population[0].sum(axis=0)
    contacts = float((base * use).sum())
    if not contacts > 0:
        code = "not-a-number"
        raise Refused(code, "use")
    weights = use * (base.sum() / contacts)
    return np.asarray((population * weights).sum(axis=(-2, -1)))


def insured_multiplier(insured: FloatArray, uninsured_use: FloatArray) -> FloatArray:
    """Return K(y) = [c + u(1 - c)] / [c0 + u(1 - c0)], the growth of demand (equation 2.6).

    insured: share of the population with insurance, base year first, [1 + Y, ...]. uninsured_use:
    use of care of a person without insurance over that of an insured one, [1 + Y, ...] or alone.
    It acts on the use of care only: a norm counts every inhabitant already. Refuses what is
    no share and a base year in which nobody uses care.
    """
    for code, bad in (("negative", ~(insured >= 0)), ("above-one", insured > 1)):
        if bad.any():
            raise Refused(code, "insured", tuple(int(i) for i in np.argwhere(bad)[0]))
    use = np.asarray(insured + uninsured_use * (1.0 - insured))
    if not np.all(use[0] > 0):
        code = "not-a-number"
        raise Refused(code, "uninsured_use")
    return np.asarray(use / use[0])


def need_by_condition(
    population: FloatArray,
    prevalence: FloatArray,
    services: FloatArray,
    minutes: FloatArray,
    available_hours: FloatArray,
    productivity: FloatArray,
) -> FloatArray:
    """Return the staff that illness asks for, whoever seeks care, persons [...] (equation 2.7).

    R = sum over conditions of P x prevalence x services x minutes / (AWT x productivity).
    population: persons, [...]. prevalence: cases a year for one inhabitant, services: for one
    case, minutes: for one service, [..., condition]. available_hours: of one person a year, [...];
    productivity: the part of them that goes to services, [...]. It is a workload on needed
    instead of delivered volumes.
    """
    hours = np.asarray(available_hours * productivity)
    refuse_without_time(hours, "productivity")
    cases = population[..., None] * prevalence
    return np.asarray((cases * services * (minutes / _MINUTES)).sum(axis=-1) / hours)
