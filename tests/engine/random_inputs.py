"""Random small plans: structure drawn by Hypothesis, figures by a seed that it draws too."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from app.engine.axes import FIRST_AGE, Axes
from app.engine.inputs import (
    Arrivals,
    Contracts,
    FloatArray,
    Inputs,
    Moves,
    Recruitment,
    Retention,
    Tasks,
    Training,
    Vacancies,
)
from tests.engine import builders

Rng = np.random.Generator


def sparse(rng: Rng, shape: tuple[int, ...], highest: float) -> FloatArray:
    """Figures from 0 to a highest one, a third of them exactly zero."""
    return rng.uniform(0.0, highest, shape) * (rng.random(shape) < 2 / 3)


def _whole(parts: FloatArray) -> FloatArray:
    return parts / parts.sum()


def _rate(rng: Rng, world: Axes, highest: float) -> FloatArray:
    return sparse(rng, builders.rates(world, wide=bool(rng.integers(2))).shape, highest)


def _profile(rng: Rng, world: Axes) -> FloatArray:
    """Shares over ages 24 to 35 and both sexes, for each year and cadre."""
    array = np.zeros((builders.years_of(world), len(world.ages), 2, len(world.cadres)))
    raw = rng.uniform(0.1, 1.0, (array.shape[0], 12, *array.shape[2:]))
    array[:, 24 - FIRST_AGE : 36 - FIRST_AGE] = raw / raw.sum(axis=(1, 2), keepdims=True)
    return array


def _moves(rng: Rng, world: Axes) -> Moves:
    """Moves to other regions; some rows add up to less than one, some to nothing."""
    regions, years = len(world.regions), builders.years_of(world)
    destination = sparse(rng, (years, regions, regions), 1.0) * (1.0 - np.eye(regions))
    destination /= np.maximum(destination.sum(axis=2, keepdims=True), 1.0)
    arrival = rng.uniform(0.1, 1.0, (len(world.territories), 2))
    for region in range(regions):
        mine = world.region_index == region
        arrival[mine] /= arrival[mine].sum(axis=0)
    factor = rng.uniform(0.0, 2.0, (years, len(world.territories)))
    return Moves(_rate(rng, world, 0.5), factor, destination, arrival, _rate(rng, world, 0.5))


def _recruitment(rng: Rng, world: Axes, *, limited: bool) -> Recruitment:
    empty = builders.no_posts(world)
    candidates = sparse(rng, empty.candidates.shape, 100.0)
    return Recruitment(
        posts=sparse(rng, empty.posts.shape, 50.0),
        fill=rng.random(empty.fill.shape),
        candidates=candidates if limited else empty.candidates,
        opening=_whole(rng.uniform(0.1, 1.0, empty.opening.shape)),
    )


def _vacancies(rng: Rng, world: Axes) -> Vacancies:
    shape = builders.no_posts(world).posts.shape
    return Vacancies(sparse(rng, shape, 1.0), sparse(rng, shape, 1.0))


def _retention(rng: Rng, world: Axes) -> Retention:
    """Programmes of two pools; some people are in neither."""
    pool = rng.integers(3, size=world.flow_shape[1:])
    return Retention(
        reach=_rate(rng, world, 1.0),
        effects={kind: _rate(rng, world, 1.0) for kind in ("emigration", "sector_switch")},
        places=sparse(rng, (builders.years_of(world), 2), 500.0),
        covers=np.stack([pool == 0, pool == 1]).astype(float),
        survival=_rate(rng, world, 1.0),
    )


def _service(rng: Rng, world: Axes) -> FloatArray:
    """Up to three years owed; some recruits owe nothing."""
    return rng.integers(4, size=builders.no_posts(world).posts.shape) * 1.0


def _tasks(rng: Rng, world: Axes) -> Tasks:
    """Work that changes hands, some of it at no rate of exchange."""
    shape = (builders.years_of(world), *world.flow_shape[1:])
    takes = sparse(rng, shape, 1.0)
    takes /= np.maximum(takes.sum(axis=3, keepdims=True), 1.0)
    return Tasks(sparse(rng, shape, 1.0), takes, sparse(rng, shape, 2.0))


def _training(rng: Rng, world: Axes) -> Training:
    years = builders.years_of(world)
    share = {name: rng.uniform(0.0, 0.5, years) for name in ("share_abroad", "share_idle")}
    (apart,) = rng.spawn(1)
    choice = apart.uniform(0.1, 1.0, (3, 2, 3 + years))
    return Training(
        generalist=0,
        specialist=1,
        graduates=sparse(rng, (years,), 300.0),
        residency_share=rng.random(years),
        residency_places=sparse(rng, (years,), 100.0),
        residents_before=sparse(rng, (3,), 50.0),
        residency_years=(2, 3),
        residency_weights=_whole(rng.uniform(0.1, 1.0, 2)),
        residency_loss=rng.random(years),
        specialist_abroad=rng.random(years),
        choice=choice / choice.sum(axis=(0, 1)),
        **share,
    )


def _contracts(rng: Rng, world: Axes) -> Contracts:
    def group() -> dict[str, float]:
        first = int(rng.integers(world.base_year - 3, world.base_year + 6))
        return builders.group(
            territory=int(rng.integers(len(world.territories))),
            sector=int(rng.integers(2)),
            cadre=int(rng.integers(len(world.cadres))),
            persons=float(rng.uniform(0, 30)),
            first_year=first,
            last_year=first + int(rng.integers(0, 4)),
            end_share=float(rng.random()),
            renewal_share=float(rng.random()),
            renewal_years=int(rng.integers(3)),
            break_hazard=float(rng.random()),
        )

    return builders.contracts(*(group() for _ in range(int(rng.integers(4)))))


def make(world: Axes, seed: int, *, limited: bool = True) -> Inputs:
    """Inputs in which everything may happen at once."""
    rng = np.random.default_rng(seed)
    empty = builders.inputs(world)
    persons = sparse(rng, (builders.years_of(world), *world.flow_shape[1:]), 20.0)
    schooled = limited and len(world.cadres) > 1
    return replace(
        empty,
        stock=sparse(rng, world.cell_shape, 100.0),
        population=rng.uniform(1e4, 1e6, empty.population.shape),
        hazards={kind: _rate(rng, world, 0.4) for kind in ("death", "emigration", "private_exit")},
        releases={kind: _rate(rng, world, 1.0) for kind in ("limit_age", "private_exit")},
        switch=_rate(rng, world, 0.5),
        moves=_moves(rng, world),
        training=_training(rng, world) if schooled else None,
        recruitment=_recruitment(rng, world, limited=limited),
        profiles=_profile(rng, world),
        arrivals={"return": Arrivals(persons, _profile(rng, world))},
        contracts=_contracts(rng, world),
        fte=rng.random(empty.fte.shape),
        mission_fte=sparse(rng, empty.mission_fte.shape, 3.0),
        vacancies=_vacancies(rng, world),
        retention=_retention(rng, world),
        tasks=_tasks(rng, world),
        entry_exposure=_rate(rng, world, 1.0),
        service=_service(rng, world),
    )


def _in_order(regions: list[int]) -> tuple[int, ...]:
    """Number regions from 0 in the order in which they are met."""
    seen = list(dict.fromkeys(regions))
    return tuple(seen.index(region) for region in regions)


worlds = st.builds(
    builders.axes,
    regions=st.lists(st.integers(0, 2), min_size=1, max_size=4).map(_in_order),
    cadres=st.integers(1, 3),
    years=st.integers(0, 6),
)
seeds = st.integers(0, 2**32 - 1)
plans = st.builds(make, worlds, seeds)
plans_without_limit = st.builds(lambda w, s: make(w, s, limited=False), worlds, seeds)
