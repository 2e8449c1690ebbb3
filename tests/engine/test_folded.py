"""Years worked out together are the years gone through one by one."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import folded
from app.engine.axes import PRIVATE, PUBLIC, Axes
from app.engine.folded import Entrants, Folded, folds
from app.engine.inputs import Inputs
from app.engine.projection import project, project_at_once
from app.engine.slices import recomputed
from tests.engine import builders
from tests.engine.random_inputs import make, seeds, worlds
from tests.engine.test_slices import assert_same


def plain(plan: Inputs) -> Inputs:
    """The same plan without what makes a rate or an entrant depend on others."""
    plan = replace(plan, vacancies=None, retention=None, service=None, entry_exposure=None)
    return replace(plan, moves=replace(plan.moves, within=None))


plans = st.builds(lambda world, seed: plain(make(world, seed)), worlds, seeds)


@settings(deadline=None, max_examples=60)
@given(plans)
def test_a_plan_whose_years_fold_gives_what_its_years_give_one_by_one(plan: Inputs) -> None:
    assert folds(plan)
    assert_same(project_at_once(plan), project(plan))


@settings(deadline=None, max_examples=30)
@given(worlds, seeds, st.data())
def test_rates_folded_once_serve_any_stock_and_any_entrants(
    world: Axes, seed: int, data: st.DataObject
) -> None:
    plan, other = plain(make(world, seed)), plain(make(world, data.draw(seeds)))
    plan = replace(plan, training=None)
    arrivals = {
        "return": replace(plan.arrivals["return"], persons=other.arrivals["return"].persons)
    }
    after = replace(plan, stock=other.stock, arrivals=arrivals, contracts=builders.contracts())
    found, expected = project_at_once(after), project(after)
    entrants = [
        Entrants(expected.placements.recruitment, plan.profiles),
        Entrants(**vars(arrivals["return"])),
    ]
    run = Folded(plan).run(after.stock, entrants)
    np.testing.assert_allclose(run.by_sex.sum(axis=3), expected.stock, rtol=1e-12, atol=1e-11)
    np.testing.assert_allclose(found.stock, expected.stock, rtol=1e-12, atol=1e-11)


def test_cells_where_nobody_can_be_are_left_out() -> None:
    world = builders.axes(regions=(0, 1), cadres=3)
    stock = builders.people(world, {40: 10.0})
    stock[..., 1:] = 0.0
    plan = builders.inputs(world, stock=stock, profiles=builders.profile(world) * 0.0)
    assert _width(plan) == (1, 1)
    assert _width(replace(plan, switch=builders.rates(world, 0.1))) == (2, 1)
    assert _width(replace(plan, profiles=builders.profile(world, women=1.0))) == (1, 3)
    assert _width(replace(plan, training=builders.training(world))) == (1, 1)
    trained = replace(plan, profiles=builders.profile(world), training=builders.training(world))
    assert _width(trained) == (2, 6)
    come = {"return": builders.arrivals(world, 0.0)}
    assert _width(replace(plan, arrivals=come)) == (2, 6)
    assert_same(project_at_once(plan), project(plan))


def _width(plan: Inputs) -> tuple[int, ...]:
    """How many sectors, and how many pairs of sex and cadre, are followed."""
    run = Folded(plan)
    return (len(run._sectors), len(run._pairs))


def test_what_depends_on_people_does_not_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = make(builders.axes(), seed=1)
    plan = plain(whole)
    assert folds(plan)
    exposed = replace(plan, entry_exposure=builders.rates(plan.axes, 0.5))
    within = replace(plan, moves=whole.moves)
    for other in (
        replace(plan, vacancies=whole.vacancies),
        replace(plan, retention=whole.retention),
        replace(plan, service=np.zeros_like(plan.recruitment.posts)),
        exposed,
        within,
    ):
        assert not folds(other)
    monkeypatch.setattr(folded, "_MOST", plan.stock.size)
    assert not folds(plan)


def test_one_cadre_is_worked_out_at_once_where_its_years_fold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = plain(make(builders.axes(cadres=3), seed=4))
    full = project(plan)
    assert_same(recomputed(plan, full, [2]), full)
    monkeypatch.setattr(folded, "_MOST", 0)
    assert_same(recomputed(plan, full, [2]), full)


def test_a_plan_of_nobody_folds_to_nobody() -> None:
    world = builders.axes(regions=(0, 1))
    plan = builders.inputs(world, profiles=builders.profile(world) * 0.0)
    assert _width(plan) == (0, 0)
    assert_same(project_at_once(plan), project(plan))


def test_those_of_the_last_age_are_counted_once() -> None:
    world = builders.axes(years=3)
    stock = builders.people(world, {78: 1.0, 79: 2.0, 80: 4.0})
    plan = builders.inputs(world, stock=stock)
    assert project_at_once(plan).stock.sum(axis=(1, 2, 3)).tolist() == [7.0] * 4


def test_a_fold_that_forgets_who_crossed_before_moving_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = builders.axes(regions=(0, 1), years=2)
    swap = np.tile(np.eye(2)[::-1], (2, 1, 1))
    leave = builders.rates(world)
    leave[:, :, :, PRIVATE] = 0.5
    moves = replace(builders.still(world), leave=leave, destination=swap)
    stock = builders.people(world, {40: 10.0}, sector=PUBLIC)
    switch = builders.rates(world, 0.2)
    plan = builders.inputs(world, stock=stock, moves=moves, switch=switch)
    assert_same(project_at_once(plan), project(plan))
    flows = Folded._flows

    def forgetful(run, begun):  # noqa: ANN001, ANN202
        run._counted[:, :, :, -1] = 0.0
        return flows(run, begun)

    monkeypatch.setattr(Folded, "_flows", forgetful)
    with pytest.raises(AssertionError):
        assert_same(project_at_once(plan), project(plan))
