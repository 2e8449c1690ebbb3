"""Made-up countries of fixed seed, only to be timed: their figures mean nothing.

R is one cadre in 12 regions, for peers; S the same with all sectors and sexes; M has 40 cadres, L
40 cadres in 75 territories that exchange people with one another. All are projected for 30 years,
with four competing exits, a limit age, changes of sector, moves and two kinds of entries. The
engine knows no country without sectors and sexes: its R is S.
"""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np

from app.engine.axes import FIRST_AGE, Axes
from app.engine.inputs import Arrivals, Contracts, Inputs, Moves, Recruitment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray

SEED = 20240101
YEARS = 30
SIZES = {"S": (12, 1), "M": (12, 40), "L": (75, 40)}
PEOPLE = {"S": 27_266.0, "M": 92_000.0, "L": 92_000.0}
MOBILE = slice(25 - FIRST_AGE, 64 - FIRST_AGE)  # 39 ages, the others never move
LIMIT_AGE = 63
_HIGHEST = {"death": 0.01, "emigration": 0.05, "resignation": 0.03, "early_retirement": 0.02}


def workload(name: str) -> Inputs:
    """Return the inputs of a workload."""
    return workload_of(*SIZES[name], YEARS, people=PEOPLE[name])


def workload_of(territories: int, cadres: int, years: int, people: float = 1e4) -> Inputs:
    """Return a made-up country of a size; every territory is a region."""
    names = tuple(f"t{i}" for i in range(territories))
    axes = Axes(
        territories=names,
        regions=names,
        region_of=tuple(range(territories)),
        cadres=tuple(f"c{i}" for i in range(cadres)),
        base_year=2024,
        horizon=2024 + years,
    )
    rng = np.random.default_rng(SEED)
    profile = _profile(rng, axes)
    return Inputs(
        axes=axes,
        stock=_stock(rng, axes, people),
        population=rng.uniform(1e5, 1e6, axes.flow_shape[:2]),
        hazards={kind: _rate(rng, axes, highest) for kind, highest in _HIGHEST.items()},
        releases={"limit_age": _limit_age(axes)},
        switch=_rate(rng, axes, 0.02),
        moves=_moves(rng, axes),
        training=None,
        recruitment=_recruitment(rng, axes, people),
        profiles=profile,
        arrivals={"return": Arrivals(rng.uniform(0.0, 0.1, _entering(axes)), profile)},
        contracts=_no_contracts(),
        fte=np.ones((1 + years, 1, *axes.cell_shape[2:])),
        mission_fte=np.zeros(axes.flow_shape),
    )


def _stock(rng: np.random.Generator, axes: Axes, people: float) -> FloatArray:
    stock = np.zeros(axes.cell_shape)
    working = stock[25 - FIRST_AGE : LIMIT_AGE - FIRST_AGE]
    working[:] = rng.uniform(0.5, 1.5, working.shape)
    return stock * (people / stock.sum())


def _rate(rng: np.random.Generator, axes: Axes, highest: float) -> FloatArray:
    by_age = rng.uniform(0.0, highest, (1, len(axes.ages), 1, *axes.cell_shape[2:]))
    return by_age * np.linspace(1.0, 0.8, _years(axes))[:, None, None, None, None, None]


def _limit_age(axes: Axes) -> FloatArray:
    shape = (_years(axes), len(axes.ages), 1, *axes.cell_shape[2:])
    return np.broadcast_to(
        np.array(axes.ages)[:, None, None, None, None] >= LIMIT_AGE, shape
    ).astype(float)


def _moves(rng: np.random.Generator, axes: Axes) -> Moves:
    territories = len(axes.territories)
    leave = np.zeros((_years(axes), len(axes.ages), 1, *axes.cell_shape[2:]))
    leave[:, MOBILE] = rng.uniform(0.0, 0.08, (1, *leave[0, MOBILE].shape))
    destination = rng.uniform(0.1, 1.0, (territories, territories)) * (1.0 - np.eye(territories))
    destination /= destination.sum(axis=1, keepdims=True)
    return Moves(
        leave=leave,
        factor=np.ones((_years(axes), territories)),
        destination=np.tile(destination, (_years(axes), 1, 1)),
        arrival=np.ones((territories, 2)),
    )


def _recruitment(rng: np.random.Generator, axes: Axes, people: float) -> Recruitment:
    shape = (_years(axes), len(axes.territories), len(axes.cadres))
    posts = rng.uniform(0.0, 1.0, shape)
    return Recruitment(
        posts=posts * (0.03 * len(posts) * people / posts.sum()),
        fill=np.full(shape, 0.9),
        candidates=np.full((_years(axes), len(axes.cadres)), np.inf),
        opening=np.full(len(axes.territories), 1.0 / len(axes.territories)),
    )


def _profile(rng: np.random.Generator, axes: Axes) -> FloatArray:
    profile = np.zeros((_years(axes), len(axes.ages), 2, len(axes.cadres)))
    young = profile[:, 24 - FIRST_AGE : 34 - FIRST_AGE]
    young[:] = rng.uniform(0.1, 1.0, (1, *young.shape[1:]))
    return profile / profile.sum(axis=(1, 2), keepdims=True)


def _years(axes: Axes) -> int:
    return len(axes.years) - 1


def _entering(axes: Axes) -> tuple[int, ...]:
    return (_years(axes), *axes.flow_shape[1:])


def _no_contracts() -> Contracts:
    whole = {"territory", "sector", "cadre", "first_year", "last_year", "renewal_years"}
    by_year = {"renewal_share", "renewal_years", "break_hazard"}
    columns: Mapping[str, Any] = {
        field.name: np.zeros(
            (0, 1) if field.name in by_year else 0, dtype=np.intp if field.name in whole else float
        )
        for field in fields(Contracts)
    }
    return Contracts(**columns)
