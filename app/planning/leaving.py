"""Turns assumptions into the rates at which people leave, switch and move."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, SEXES
from app.engine.exits import death_probability, limit_release
from app.engine.inputs import FloatArray, Moves, Tasks
from app.planning.destinations import EMIGRATION, by_destination
from app.planning.fields import unknown
from app.problems import Problem, message

if TYPE_CHECKING:
    from app.planning.fields import Fields

_HAZARDS = ("early_retirement", EMIGRATION, "resignation")
_FURTHER = ("dismissal", "long_leave")  # kinds that are followed where the plan names them
CERTAIN = 1.0
_NEVER = 1e-12  # rates are interpolated by their logarithm: a rate of nothing still needs one


def hazards(fields: Fields) -> dict[str, FloatArray]:
    """Return competing exits by kind, single-decrement probabilities [Y, A, T|1, S, X, C]."""
    found = {"death": deaths(fields)}
    for kind in _HAZARDS:
        rate = np.nan_to_num(fields.cells(kind))
        found |= by_destination(fields, rate) if kind == EMIGRATION else {kind: rate}
    certain = _certain(fields) > 0
    found["private_exit"] = np.where(certain, 0.0, np.nan_to_num(fields.cells("private_exit")))
    further = {kind: fields.cells_if_any(kind) for kind in _FURTHER}
    return found | {kind: rate for kind, rate in further.items() if rate is not None}


def entry_exposure(fields: Fields) -> FloatArray | None:
    """Return the part of the year in which those who enter may leave, [Y, A, T|1, S, X, C]."""
    return fields.cells_if_any("entry_exposure")


def _certain(fields: Fields) -> FloatArray:
    """Return 1 where private practice ends for certain, [Y, A, T|1, S, X, C].

    A certain exit is no hazard: it belongs to the release at the limit age, and a measure that
    makes exits rarer or more frequent leaves it as it is.
    """
    plain = fields.cells("private_exit", measured=False)
    return np.where(np.nan_to_num(plain) >= CERTAIN, 1.0, 0.0)


def deaths(fields: Fields) -> FloatArray:
    """Return death probabilities, [Y, A, 1, S, X, C], from population rates by age group."""
    _, _, sectors, sexes, cadres = fields.places.axes.cell_shape
    ages = fields.places.axes.ages
    out = np.zeros((len(fields.years), len(ages), 1, sectors, sexes, cadres))
    rows = fields.national_rows("population_death_rate")
    if not rows:
        return out
    by_sex = {sex: [r for r in rows if r.sex in (sex, "ALL")] for sex in SEXES}
    for found in by_sex.values():
        fields.require("population_death_rate", found)
    factor = fields.series("professional_mortality_factor", default=1.0)
    for i, year in enumerate(fields.years):
        for x, sex in enumerate(SEXES):
            groups = [r for r in by_sex[sex] if r.year_from <= year <= r.year_to]
            middles = np.array([(r.age_from or 0) + 2.5 for r in groups])
            rates = np.array([max(r.value, _NEVER) for r in groups])
            out[i, :, 0, :, x] = death_probability(middles, rates, ages, factor[i])[:, None, None]
    return out


def releases(fields: Fields) -> dict[str, FloatArray]:
    """Return the shares released at a limit age, by kind, [Y, A, T|1, S, X, C]."""
    limit = fields.cells("limit_age")
    moved = np.nan_to_num(limit - fields.cells("limit_age", measured=False))
    kept = fields.cells("deferral_share")
    # Limit, share kept and move of each age of a cell, which most cells share with many others.
    cells = np.stack(np.broadcast_arrays(limit, kept, moved), axis=-1)
    cells = np.moveaxis(cells, 1, -2)
    if not cells.size:
        return {"limit_age": np.zeros_like(limit), "private_exit": _certain(fields)}
    mine = np.ascontiguousarray(cells.reshape(-1, 3 * limit.shape[1]))
    _, first, kind = np.unique(
        mine.view(np.dtype((np.void, mine.dtype.itemsize * mine.shape[1]))).ravel(),
        return_index=True, return_inverse=True,
    )  # fmt: skip
    made = np.array([_released(fields, *mine[at].reshape(-1, 3).T) for at in first])
    released = np.moveaxis(made[kind].reshape(cells.shape[:-1]), -1, 1)
    return {"limit_age": np.ascontiguousarray(released), "private_exit": _certain(fields)}


def _released(fields: Fields, limit: FloatArray, kept: FloatArray, moved: FloatArray) -> FloatArray:
    """Return the share released at each age of one cell, [A], from its limits and deferrals."""
    ages = fields.places.axes.ages
    limits = [None if isnan(v) else v for v in limit.tolist()]
    table = {a: v for a, v in zip(ages, kept.tolist(), strict=True) if not isnan(v)}
    return limit_release(ages, limits, table, moved.tolist())


def switching(fields: Fields) -> FloatArray:
    """Return the probability of moving to the other sector, [Y, A, T|1, S, X, C]."""
    out = np.nan_to_num(fields.cells("sector_switch"))
    back = np.nan_to_num(fields.cells("sector_switch_back"))
    out, back = np.broadcast_arrays(out, back)
    both = out.copy()
    both[:, :, :, PRIVATE] = back[:, :, :, PRIVATE]
    return both


def moving(fields: Fields) -> Moves:
    """Return the moves between regions, and inside them where the plan has a rate for it."""
    places = fields.places
    factor = np.ones((len(fields.years), len(places.axes.territories)))
    regions = places.axes.regions
    destination = np.zeros((len(fields.years), len(regions), len(regions)))
    for row in fields.assumption_rows("mobility_origin_factor"):
        factor[fields.during(row), places.territory_indexes(row.territory)] = row.value
    for row in fields.assumption_rows("mobility_destination"):
        if row.territory in regions and row.destination in regions:
            at = (regions.index(row.territory), regions.index(row.destination))
            destination[fields.during(row), *at] = row.value
    leave = np.nan_to_num(fields.cells("mobility"))
    within = fields.cells_if_any("mobility_within")
    return Moves(leave, factor, destination, places.weights, within)


def work_share(fields: Fields) -> FloatArray:
    """Return full-time equivalents of a person, [1 + Y, T|1, S, X, C]; 1 where nobody said."""
    by_year = fields.cells("fte")[:, 0]
    share = np.where(np.isnan(by_year), 1.0, by_year)
    if not len(share):
        _, _, sectors, sexes, cadres = fields.places.axes.cell_shape
        return np.ones((1, 1, sectors, sexes, cadres))
    return np.concatenate([share[:1], share])


def service(fields: Fields) -> FloatArray | None:
    """Return the years that recruits owe to the public service, [Y, T, C]; None where none do.

    More than all years of the plan count as one more than those: nobody is freed within it, and
    the engine keeps those who owe by year. Refuses a part of a year.
    """
    years = np.minimum(fields.of_posts("bonded_years"), len(fields.years) + 1.0)
    if (years != np.rint(years)).any():
        raise Problem(
            message("The service due after recruitment lasts a whole number of years."),
            remedy=message("Correct it and try again."),
        )
    return years if years.any() else None


def tasks(fields: Fields) -> Tasks | None:
    """Return the work that some cadres do for others; None where the plan shifts none.

    Refuses work that nobody takes over, and a cadre that takes it at no rate of exchange.
    """
    names = ("tasks_shifted", "tasks_taken_over", "tasks_exchange")
    shifted, takes, exchange = (fields.of_work(name) for name in names)
    if not shifted.any():
        return None
    if not takes.any():
        raise unknown(names[1])
    if (exchange[takes > 0] == 0).any():
        raise unknown(names[2])
    return Tasks(shifted, takes, exchange)
