"""Draws side by side give what each of them gives alone."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from app.engine import batch
from app.engine.batch import Lumps, stocks, stocks_of_groups
from app.engine.inputs import BoolArray, FloatArray, Inputs, Retention
from app.engine.projection import project
from tests.engine import builders
from tests.engine.random_inputs import make, plans, seeds

WORLD = builders.axes(regions=(0, 0, 0, 1, 1), cadres=3, years=4)


def drawn(base: Inputs, seed: int) -> Inputs:
    """The same plan with other figures everywhere that an assumption may reach."""
    rng = np.random.default_rng(seed)

    def less(array: FloatArray) -> FloatArray:
        return array * rng.uniform(0.5, 1.0)

    training = base.training
    by_region = rng.uniform(0.3, 1.0, len(base.axes.regions))[base.axes.region_index]
    return replace(
        base,
        hazards={kind: less(rate) for kind, rate in base.hazards.items()},
        releases={kind: less(rate) for kind, rate in base.releases.items()},
        switch=less(base.switch),
        moves=replace(
            base.moves, leave=less(base.moves.leave), factor=base.moves.factor * by_region
        ),
        recruitment=replace(base.recruitment, posts=less(base.recruitment.posts)),
        contracts=replace(base.contracts, persons=less(base.contracts.persons)),
        training=training and replace(training, graduates=less(training.graduates)),
    )


def groups(base: Inputs, seed: int) -> BoolArray:
    return np.random.default_rng(seed).random(base.axes.flow_shape[1:]) < 0.5


def check(draws: list[Inputs], group: BoolArray) -> None:
    one_by_one = [project(draw).stock[:, group].sum(axis=1) for draw in draws]
    found = list(stocks(iter(draws), group))
    np.testing.assert_allclose(found, one_by_one, rtol=1e-9, atol=1e-9)


@settings(max_examples=40, deadline=None)
@given(plans, seeds)
def test_draws_together_give_what_each_gives_alone(base: Inputs, seed: int) -> None:
    base = replace(base, vacancies=None, retention=None)
    check([drawn(base, number) for number in range(3)], groups(base, seed))
    check([drawn(base, 5)], np.ones(base.axes.flow_shape[1:], bool))


@settings(max_examples=20, deadline=None)
@given(plans, seeds)
def test_several_groups_at_once_give_what_each_gives_alone(base: Inputs, seed: int) -> None:
    base = replace(base, vacancies=None, retention=None)
    draws = [drawn(base, number) for number in range(3)]
    several = np.stack([groups(base, seed), groups(base, seed + 1)], axis=-1)
    found = np.array(list(stocks_of_groups(iter(draws), several)))
    for at in range(2):
        alone = list(stocks(iter(draws), several[..., at]))
        np.testing.assert_allclose(found[..., at], alone, rtol=1e-9, atol=1e-9)


def even() -> Inputs:
    """A country whose rates are the same in all territories of a region."""
    off = dict.fromkeys(("vacancies", "retention", "entry_exposure", "service"))
    base = replace(make(WORLD, 3), **off)
    rates = builders.rates(WORLD, 0.05)
    factor = np.array([1.0, 1.0, 1.0, 0.6, 0.6]) * np.ones((4, 1))
    moves = replace(base.moves, leave=rates, factor=factor, within=None)
    kinds = {"death": rates, "emigration": rates}
    return replace(base, hazards=kinds, releases={"limit_age": rates}, switch=rates, moves=moves)


def test_territories_that_are_treated_alike_are_one() -> None:
    draws = [drawn(even(), number) for number in range(2)]
    group = np.zeros(WORLD.flow_shape[1:], bool)
    group[1, :, 1:] = True
    few = Lumps(draws, group[..., None])
    assert len(few.first) == 3  # the place itself, the rest of its region, the other region
    assert few.inputs().stock.shape[-1] == 2 * 2
    check(draws, group)


def test_draws_that_fill_more_than_one_batch_are_all_there() -> None:
    draws = [drawn(even(), number) for number in range(7)]
    group = np.ones(WORLD.flow_shape[1:], bool)
    whole = [project(draw).stock.sum(axis=(1, 2, 3)) for draw in draws]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch, "_AT_ONCE", 3)
        np.testing.assert_allclose(list(stocks(draws, group)), whole, rtol=1e-9)
        patch.setattr(batch, "_ROOM", 1)
        np.testing.assert_allclose(list(stocks(draws, group)), whole, rtol=1e-9)
    assert list(stocks([], group)) == []


def test_entrants_of_one_draw_may_meet_exits_and_those_of_another_none() -> None:
    base = even()
    half = replace(base, entry_exposure=builders.rates(WORLD, 0.5))
    check([base, half, base], groups(base, 1))


def test_draws_that_cannot_stand_side_by_side_are_projected_one_by_one() -> None:
    base = even()
    elsewhere = replace(base.moves, destination=base.moves.destination[:, ::-1] * 0.5)
    often = replace(base.moves, leave=base.moves.leave + 0.45, factor=base.moves.factor * 2.1)
    often = replace(often, destination=base.moves.destination * 0.4)
    shape = (4, *WORLD.cell_shape)
    kept = Retention(np.ones(shape), {}, np.zeros((4, 0)), np.zeros((0, *WORLD.flow_shape[1:])))
    for other in (
        replace(base, moves=elsewhere),
        replace(base, moves=often),
        replace(base, retention=kept),
        replace(base, service=np.full((4, 5, 3), 2.0)),
        replace(base, vacancies=make(WORLD, 3).vacancies),
    ):
        check([base, other], groups(base, 2))


def test_a_batch_that_forgets_the_factor_of_origin_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Lumps, "_moves", lambda few, moves: moves)
    draws = [drawn(even(), number) for number in range(2)]
    with pytest.raises(AssertionError):
        check(draws, groups(draws[0], 4))
