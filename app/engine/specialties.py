"""Specialties: the stock of a cadre told apart by specialty, beside the run of the cadre."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.inputs import Arrivals
from app.engine.projection import project
from app.engine.slices import cut

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from app.engine.entries import Placements
    from app.engine.inputs import Contracts, FloatArray, Inputs
    from app.engine.projection import Projection

_OPENED = "opened"  # practices opened by those who leave school, as a kind of arrival


@dataclass(frozen=True)
class Parted:
    """What tells the specialties of a cadre apart, the one not known last.

    stock: persons on 31 December of the base year, adding up to that of the cadre, [A, T, S, X, K].
    entrants: shares of those who leave school in a year, adding up to 1, [Y, K]. contracts: the
    specialty of each group on contract of the cadre, in the order of the inputs.
    """

    cadre: int
    stock: FloatArray
    entrants: FloatArray
    contracts: NDArray[np.intp]


def can_be_parted(inputs: Inputs, cadre: int) -> bool:
    """Tell whether no rate of a cadre depends on how many people of it there are."""
    vacancies, retention = inputs.vacancies, inputs.retention
    bends: list[FloatArray | None] = [] if vacancies is None else [vacancies.from_private]
    bends += [] if retention is None else [retention.covers, retention.survival]
    return not any(part[..., cadre].any() for part in bends if part is not None)


def stock_by_specialty(inputs: Inputs, projection: Projection, parted: Parted) -> FloatArray:
    """Return persons of each specialty at 31 December, [1 + Y, T, S, K] (equation 1.26).

    projection: that of the inputs, of a cadre that can be parted. Specialties stand side by side
    on the cadre axis with the rates of their cadre; posts are those that were filled, each taken
    by the specialties in the shares of those who leave school. People from abroad have none known.
    """
    count = parted.stock.shape[-1]
    alone = cut(inputs, [parted.cadre] * count)
    beside = replace(
        alone,
        stock=parted.stock,
        vacancies=None,
        recruitment=replace(
            alone.recruitment,
            posts=_shared(projection.placements, PUBLIC, parted),
            fill=np.ones_like(alone.recruitment.fill),
            candidates=np.full_like(alone.recruitment.candidates, np.inf),
        ),
        arrivals=_arrivals(alone, projection.placements, parted),
        contracts=_contracts(alone.contracts, parted, count),
    )
    return project(beside).stock


def _shared(placed: Placements, sector: int, parted: Parted) -> FloatArray:
    """Return posts filled, or practices opened, by specialty, [Y, T, K]."""
    entered = (placed.recruitment + placed.opening)[:, :, sector, parted.cadre]
    return np.asarray(entered[:, :, None] * parted.entrants[:, None])


def _arrivals(alone: Inputs, placed: Placements, parted: Parted) -> dict[str, Arrivals]:
    """Return practices opened by specialty, and those from abroad as of the last one."""
    found = {}
    for kind, arrivals in alone.arrivals.items():
        persons = np.zeros_like(arrivals.persons)
        persons[..., -1] = arrivals.persons[..., -1]
        found[kind] = replace(arrivals, persons=persons)
    opened = np.zeros((*alone.recruitment.posts.shape[:2], 2, alone.recruitment.posts.shape[2]))
    opened[:, :, PRIVATE] = _shared(placed, PRIVATE, parted)
    return {**found, _OPENED: Arrivals(opened, alone.profiles)}


def _contracts(groups: Contracts, parted: Parted, count: int) -> Contracts:
    """Keep of each group on contract, which stands once for each specialty, its own."""
    mine = groups.cadre == np.tile(parted.contracts, count)
    return replace(groups, **{name: column[mine] for name, column in vars(groups).items()})
