"""Small worlds to project: everything empty but for what a test speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from app.engine.axes import FIRST_AGE, PUBLIC, Axes
from app.engine.inputs import (
    Arrivals,
    Contracts,
    FloatArray,
    Inputs,
    Moves,
    Recruitment,
    Training,
    named_arrays,
)

BASE = 2024
FIRST = BASE + 1
F, M = range(2)
# Flows that nothing is given for.
OFF = {"service", "tasks", "vacancies", "retention", "entry_exposure"}
_INTEGERS = ("territory", "sector", "cadre", "first_year", "last_year", "renewal_years")


def axes(regions: tuple[int, ...] = (0,), cadres: int = 1, years: int = 5) -> Axes:
    """Axes with one territory for each entry of `regions`, which tells its region."""
    return Axes(
        territories=tuple(f"t{i}" for i in range(len(regions))),
        regions=tuple(f"r{i}" for i in range(max(regions) + 1)),
        region_of=regions,
        cadres=tuple(f"c{i}" for i in range(cadres)),
        base_year=BASE,
        horizon=BASE + years,
    )


def years_of(world: Axes) -> int:
    return len(world.years) - 1


def rates(world: Axes, value: float = 0.0, *, wide: bool = False) -> FloatArray:
    """One rate for every cell: [Y, A, T|1, S, X, C]."""
    ages, territories, sectors, sexes, cadres = world.cell_shape
    shape = (years_of(world), ages, territories if wide else 1, sectors, sexes, cadres)
    return np.full(shape, value)


def at_ages(world: Axes, by_age: dict[int, float]) -> FloatArray:
    """A rate that depends on age alone: [Y, A, 1, S, X, C]."""
    array = rates(world)
    for age, value in by_age.items():
        array[:, age - FIRST_AGE] = value
    return array


def people(world: Axes, ages: dict[int, float], *, sector: int = PUBLIC) -> FloatArray:
    """The same women of each age in every territory and cadre of a sector."""
    stock = np.zeros(world.cell_shape)
    for age, persons in ages.items():
        stock[age - FIRST_AGE, :, sector, F, :] = persons
    return stock


def profile(world: Axes, age: int = 30, women: float = 0.5) -> FloatArray:
    """Everybody who enters has one age: [Y, A, X, C]."""
    array = np.zeros((years_of(world), len(world.ages), 2, len(world.cadres)))
    array[:, age - FIRST_AGE, F] = women
    array[:, age - FIRST_AGE, M] = 1.0 - women
    return array


def still(world: Axes) -> Moves:
    """Nobody moves; arrivals would be shared evenly."""
    regions = len(world.regions)
    size = np.bincount(world.region_index)[world.region_index]
    return Moves(
        leave=rates(world),
        factor=np.ones((years_of(world), len(world.territories))),
        destination=np.zeros((years_of(world), regions, regions)),
        arrival=np.repeat(1.0 / size[:, None], 2, axis=1),
    )


def no_posts(world: Axes) -> Recruitment:
    shape = (years_of(world), len(world.territories), len(world.cadres))
    return Recruitment(
        posts=np.zeros(shape),
        fill=np.ones(shape),
        candidates=np.full((shape[0], shape[2]), np.inf),
        opening=np.full(shape[1], 1.0 / shape[1]),
    )


def posts(world: Axes, persons: float, **changed: FloatArray) -> Recruitment:
    """The same posts in every territory, cadre and year."""
    empty = no_posts(world)
    return replace(empty, posts=np.full_like(empty.posts, persons), **changed)


def group(**given: float) -> dict[str, float]:
    """One group on contract: ten persons for the two years 2025 and 2026."""
    plain = {
        "territory": 0,
        "sector": PUBLIC,
        "cadre": 0,
        "persons": 10.0,
        "first_year": 2025,
        "last_year": 2026,
        "start_share": 1.0,
        "end_share": 0.0,
        "renewal_share": 0.0,
        "renewal_years": 0,
        "break_hazard": 0.0,
        "fte": 1.0,
    }
    assert given.keys() <= plain.keys()
    return plain | given


def contracts(*groups: dict[str, float]) -> Contracts:
    columns: dict[str, Any] = {
        name: np.array([g[name] for g in groups], dtype=np.intp if name in _INTEGERS else float)
        for name in group()
    }
    for name in ("renewal_share", "renewal_years", "break_hazard"):
        columns[name] = columns[name][:, None]
    return Contracts(**columns)


def training(world: Axes, graduates: float = 100.0, **changed: object) -> Training:
    """A pipeline in which every graduate stays, practises and takes no residency."""
    every_year = np.ones(years_of(world))
    plain = Training(
        generalist=0,
        specialist=1,
        graduates=every_year * graduates,
        share_abroad=every_year * 0.0,
        share_idle=every_year * 0.0,
        residency_share=every_year * 0.0,
        residency_places=every_year * 1e6,
        residents_before=np.zeros(2),
        residency_years=(2,),
        residency_weights=np.ones(1),
        residency_loss=every_year * 0.0,
        specialist_abroad=every_year * 0.0,
    )
    return replace(plain, **changed)


def arrivals(world: Axes, persons: float, age: int = 30) -> Arrivals:
    """The same persons come to each cell in each year."""
    return Arrivals(np.full((years_of(world), *world.flow_shape[1:]), persons), profile(world, age))


def inputs(world: Axes | None = None, **given: object) -> Inputs:
    """Inputs where nobody is and nothing happens but for what is given."""
    world = axes() if world is None else world
    plain = {
        "stock": np.zeros(world.cell_shape),
        "population": np.full(world.flow_shape[:2], 10_000.0),
        "hazards": {},
        "releases": {},
        "switch": rates(world),
        "moves": still(world),
        "training": None,
        "recruitment": no_posts(world),
        "profiles": profile(world),
        "arrivals": {},
        "contracts": contracts(),
        "fte": np.ones((1 + years_of(world), 1, *world.cell_shape[2:])),
        "mission_fte": np.zeros(world.flow_shape),
    }
    assert given.keys() <= plain.keys() | OFF
    return Inputs(axes=world, **(plain | given))


def snapshot(given: Inputs) -> dict[str, bytes]:
    """Every byte of some inputs, to see whether a run touched them."""
    return {name: array.tobytes() for name, array in named_arrays(given)}
