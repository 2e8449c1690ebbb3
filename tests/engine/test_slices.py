"""A cadre projected alone and put back is the cadre of the whole run."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.inputs import Inputs, Retention, Tasks, named_arrays
from app.engine.projection import Projection, project
from app.engine.slices import coupled, cut, recomputed
from tests.engine import builders
from tests.engine.random_inputs import make, plans, seeds, worlds


def assert_same(found: Projection, expected: Projection) -> None:
    mine, whole = (dict(_everything(projection, "")) for projection in (found, expected))
    assert mine.keys() == whole.keys()
    for name, array in whole.items():
        np.testing.assert_allclose(mine[name], array, rtol=1e-12, atol=1e-11, err_msg=name)


def _everything(value: object, name: str) -> list[tuple[str, np.ndarray]]:
    if isinstance(value, np.ndarray):
        return [(name, value)]
    inner = value if isinstance(value, dict) else getattr(value, "__dict__", {})
    return [pair for key, part in inner.items() for pair in _everything(part, f"{name}.{key}")]


@settings(deadline=None, max_examples=30)
@given(plans, st.data())
def test_a_cadre_cut_out_and_put_back_is_what_the_whole_run_gives(
    plan: Inputs, data: st.DataObject
) -> None:
    cadre = data.draw(st.integers(0, len(plan.axes.cadres) - 1))
    keep = plan.axes.years[-1:]
    full = project(plan, keep_ages_of=keep)
    spoilt = replace(full, stock=full.stock.copy(), by_age={keep[0]: full.by_age[keep[0]] + 0})
    spoilt.stock[..., cadre] = -1.0
    spoilt.by_age[keep[0]][..., cadre] = -1.0
    assert_same(recomputed(plan, spoilt, [cadre]), full)


@settings(deadline=None, max_examples=20)
@given(worlds, seeds, seeds)
def test_other_figures_of_one_cadre_move_that_cadre_alone(
    world: builders.Axes, seed: int, other: int
) -> None:
    plan, changed = make(world, seed), make(world, other)
    stock = plan.stock.copy()
    stock[..., -1] = changed.stock[..., -1]
    posts = plan.recruitment.posts.copy()
    posts[..., -1] = changed.recruitment.posts[..., -1]
    after = replace(plan, stock=stock, recruitment=replace(plan.recruitment, posts=posts))
    assert_same(recomputed(after, project(plan), [len(world.cadres) - 1]), project(after))


def test_generalists_and_specialists_go_together() -> None:
    world = builders.axes(cadres=4)
    plan = builders.inputs(world, training=replace(builders.training(world), generalist=2))
    assert coupled(plan, [0]) == (0,)
    assert coupled(plan, [1]) == (1, 2)
    assert coupled(plan, [3, 2]) == (1, 2, 3)
    assert coupled(replace(plan, training=None), [1]) == (1,)


def test_cadres_that_share_places_go_together_and_lead_to_others() -> None:
    world = builders.axes(cadres=5)
    covers = np.zeros((2, 1, 2, 5))
    covers[0, 0, 1, [1, 2]] = covers[1, 0, 0, [3, 4]] = 1.0
    scheme = Retention(builders.rates(world), {}, np.ones((5, 2)), covers)
    plan = builders.inputs(world, training=builders.training(world), retention=scheme)
    assert coupled(plan, [3]) == (3, 4)
    assert coupled(plan, [2]) == (0, 1, 2)
    assert coupled(plan, [0, 4]) == (0, 1, 2, 3, 4)


def test_cadres_that_shift_tasks_go_together() -> None:
    world = builders.axes(cadres=4)
    shifted, takes = np.zeros((2, 5, 1, 2, 4))
    shifted[..., 1], takes[..., 3] = 0.5, 1.0
    plan = builders.inputs(world, tasks=Tasks(shifted, takes, np.ones((5, 1, 2, 4))))
    assert coupled(plan, [1]) == coupled(plan, [3]) == (1, 3)
    assert coupled(plan, [2]) == (2,)
    assert cut(plan, [1, 1]).tasks is None


def test_a_cadre_that_owes_no_service_is_put_back_among_those_that_do() -> None:
    plan = make(builders.axes(cadres=3), seed=7)
    service = np.zeros_like(plan.recruitment.posts)
    service[:, :, 2] = 2.0
    plan = replace(plan, service=service, training=None, retention=None, tasks=None)
    full = project(plan)
    for cadre in (0, 2):
        assert_same(recomputed(plan, full, [cadre]), full)


def test_training_is_cut_only_with_both_of_its_cadres() -> None:
    world = builders.axes(cadres=3)
    plan = builders.inputs(world, training=builders.training(world))
    alone = cut(plan, [2, 1, 0]).training
    assert alone is not None
    assert (alone.generalist, alone.specialist) == (2, 1)
    assert cut(plan, [0, 2]).training is None
    assert cut(plan, [0, 1, 1]).training is None


def test_every_array_with_cadres_is_cut_to_the_ones_asked_for() -> None:
    plan = make(builders.axes(cadres=3), seed=5)
    alone, whole = dict(named_arrays(cut(plan, [2]))), dict(named_arrays(plan))
    assert np.array_equal(alone["stock"], whole["stock"][..., [2]])
    assert np.array_equal(alone["recruitment.posts"], whole["recruitment.posts"][..., [2]])
    assert np.array_equal(alone["moves.destination"], whole["moves.destination"])
    assert np.array_equal(
        alone["arrivals.return.profile"], whole["arrivals.return.profile"][..., [2]]
    )


def test_a_cadre_given_twice_keeps_its_contracts_in_both_places() -> None:
    world = builders.axes(cadres=2)
    groups = builders.contracts(builders.group(cadre=1), builders.group(cadre=0, persons=3.0))
    alone = cut(builders.inputs(world, contracts=groups), [1, 1]).contracts
    assert alone.cadre.tolist() == [0, 1]
    assert alone.persons.tolist() == [10.0, 10.0]


def test_a_cadre_forgotten_in_the_pipeline_is_seen() -> None:
    world = builders.axes(cadres=2)
    pipeline = builders.training(world, residency_share=np.full(5, 0.5))
    plan = builders.inputs(world, training=pipeline)
    whole = project(plan)
    alone = project(cut(plan, [0]))
    with pytest.raises(AssertionError):
        np.testing.assert_allclose(alone.stock[..., 0], whole.stock[..., 0])
