"""What holds for every plan: balance, heads, scale, and the same answer twice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.entries import place
from app.engine.inputs import Inputs
from app.engine.need import deficit, need_by_norm
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.random_inputs import plans, plans_without_limit
from tests.engine.reshape import doubled, merged, split, with_arrays

INSIDE = ("move_in", "switch_in", "hired_from_private", "province_in")


def flows(found: Projection) -> dict[str, np.ndarray]:
    """Every array of a result, by name."""
    plain = {"stock": found.stock, "fte": found.fte, "contracts": found.contract_stock}
    entries = {f"entry {kind}": flow for kind, flow in found.entries.items()}
    return plain | entries | {f"exit {kind}": flow for kind, flow in found.exits.items()}


def close(found: np.ndarray, expected: np.ndarray) -> bool:
    return np.allclose(found, expected, rtol=1e-9, atol=1e-9)


@given(plans)
def test_opening_plus_entries_less_exits_is_closing_in_every_cell(plan: Inputs) -> None:
    found = project(plan)
    came, left = sum(found.entries.values()), sum(found.exits.values())
    gap = found.stock[:-1] + came[1:] - left[1:] - found.stock[1:]
    assert np.abs(gap).max(initial=0.0) <= 1e-6
    assert found.imbalance() <= 1e-6


@given(plans)
def test_no_stock_and_no_flow_is_ever_below_zero(plan: Inputs) -> None:
    assert all((flow >= 0).all() for flow in flows(project(plan)).values())


@given(plans)
def test_the_base_year_has_its_stock_and_no_flow(plan: Inputs) -> None:
    found = project(plan)
    assert close(found.stock[0] - found.contract_stock[0], plan.stock.sum(axis=(0, 3)))
    assert not any(flow[0].any() for kind, flow in flows(found).items() if " " in kind)


@given(plan=plans, at=st.integers(0, 3), share=st.floats(0, 1))
def test_splitting_a_territory_and_summing_changes_nothing(
    plan: Inputs, at: int, share: float
) -> None:
    at %= len(plan.axes.territories)
    plan = replace(plan, moves=replace(plan.moves, within=None))  # a half is another place to go to
    whole, parts = flows(project(plan)), flows(project(split(plan, at, share)))
    for kind, flow in whole.items():
        assert close(merged(parts[kind], at), flow), kind


@given(plan=plans, at=st.integers(0, 3))
def test_splitting_changes_nothing_with_moves_off_either(plan: Inputs, at: int) -> None:
    at %= len(plan.axes.territories)
    moves = replace(plan.moves, leave=plan.moves.leave * 0.0, within=None)
    still = replace(plan, moves=moves)
    whole, parts = flows(project(still)), flows(project(split(still, at, 0.25)))
    assert all(close(merged(parts[kind], at), flow) for kind, flow in whole.items())


@given(plans)
def test_twice_as_many_people_give_exactly_twice_every_figure(plan: Inputs) -> None:
    once, twice = flows(project(plan)), flows(project(doubled(plan)))
    for kind in once.keys() - {"fte"}:
        assert np.array_equal(twice[kind], 2.0 * once[kind]), kind
    assert close(twice["fte"], 2.0 * once["fte"])


@given(plans)
def test_where_nobody_leaves_the_nation_keeps_everyone(plan: Inputs) -> None:
    kept = replace(plan, hazards={}, releases={}, contracts=builders.contracts())
    found = project(kept)
    came = sum(flow for kind, flow in found.entries.items() if kind not in INSIDE)
    nation = found.stock.sum(axis=(1, 2, 3))
    assert close(nation, nation[0] + np.cumsum(came.sum(axis=(1, 2, 3))))


@given(plans)
def test_the_same_inputs_give_the_same_bytes(plan: Inputs) -> None:
    first, second = flows(project(plan)), flows(project(plan))
    assert {k: v.tobytes() for k, v in first.items()} == {k: v.tobytes() for k, v in second.items()}


@given(plans)
def test_a_run_leaves_its_inputs_as_they_were(plan: Inputs) -> None:
    before = builders.snapshot(plan)
    project(plan, keep_ages_of=plan.axes.years)
    assert builders.snapshot(plan) == before


@given(plan=plans_without_limit, more=st.floats(0, 1000), territory=st.integers(0, 3))
def test_more_posts_never_raise_a_deficit_anywhere(
    plan: Inputs, more: float, territory: int
) -> None:
    territory %= len(plan.axes.territories)
    plan = replace(plan, retention=None)  # its places are shared: more people leave less for each
    posts = plan.recruitment.posts.copy()
    posts[:, territory] += more
    need = need_by_norm(plan.population, 15.3)[..., None]
    before = deficit(need, project(plan).stock.sum(axis=2))
    after = deficit(
        need, project(with_arrays(plan, {"recruitment.posts": posts})).stock.sum(axis=2)
    )
    assert (after <= before + 1e-9).all()


@given(plan=plans, more=st.floats(0, 1000))
def test_where_candidates_limit_hires_more_posts_never_hire_fewer(
    plan: Inputs, more: float
) -> None:
    limit = plan.recruitment.candidates
    richer = with_arrays(plan, {"recruitment.posts": plan.recruitment.posts + more})
    before, after = (place(p, limit).filled.sum(axis=1) for p in (plan, richer))
    assert (after >= before - 1e-9).all()
    assert (after <= limit + 1e-9).all()


@given(plans)
def test_contracts_and_missions_never_change_the_main_stock(plan: Inputs) -> None:
    alone = replace(plan, contracts=builders.contracts(), mission_fte=plan.mission_fte * 0.0)
    found, without = project(plan), project(alone)
    assert close(found.stock - found.contract_stock, without.stock)


def test_where_candidates_limit_hires_a_territory_may_lose_by_the_posts_of_another() -> None:
    """Not a wish but a fact of rationing pro rata: deficits are not monotone cell by cell."""
    world = builders.axes(regions=(0, 0), years=1)
    few = builders.posts(world, 10.0, candidates=np.full((1, 1), 10.0))
    more = replace(few, posts=np.array([[[10.0], [30.0]]]))
    before, after = (project(builders.inputs(world, recruitment=r)) for r in (few, more))
    assert before.stock[1].sum() == pytest.approx(after.stock[1].sum())
    assert after.stock[1, 0].sum() < before.stock[1, 0].sum()
