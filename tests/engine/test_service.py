"""Recruits may be bound to the public service for some years: they neither resign nor emigrate."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import projection
from app.engine.axes import PUBLIC
from app.engine.inputs import FloatArray, Inputs
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.builders import rates
from tests.engine.random_inputs import plans

WORLD = builders.axes(years=4)


def recruiting(years: float | None, **given: object) -> Projection:
    """A hundred recruits in the first year; 10 % emigrate and a fifth opens a practice."""
    first = builders.posts(WORLD, 100.0)
    first.posts[1:] = 0.0
    switch = rates(WORLD, 0.2)
    switch[:, :, :, 1:] = 0.0
    hazards = {"death": rates(WORLD, 0.01), "emigration": rates(WORLD, 0.1)}
    return project(
        builders.inputs(
            WORLD,
            recruitment=first,
            hazards=hazards,
            switch=switch,
            service=None if years is None else np.full((4, 1, 1), years),
            **given,
        ),
        keep_ages_of=WORLD.years,
    )


def yearly(flow: FloatArray) -> list[float]:
    return list(flow.sum(axis=(1, 2, 3)).tolist())


def two_years_are_served_before_anybody_leaves() -> None:
    found = recruiting(2.0)
    there = 100.0 * 0.99**2
    assert yearly(found.exits["emigration"])[1:4] == [0.0, 0.0, 0.0]
    assert yearly(found.stock)[1:4] == pytest.approx([100.0, 99.0, there])
    assert yearly(found.stock)[4] == pytest.approx(there * 0.99 * 0.9)
    assert found.exits["switch_out"][:, 0, PUBLIC, 0] == pytest.approx(
        [0.0, 0.0, 0.0, 0.0, there * 0.99 * 0.9 * 0.2]
    )


def test_those_who_owe_two_years_leave_in_the_third_one() -> None:
    two_years_are_served_before_anybody_leaves()


def test_a_year_of_service_forgotten_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    bind = projection._Run._bind

    def shorter(
        run: projection._Run, index: int, recruits: FloatArray, owed: int, owing: FloatArray
    ) -> FloatArray:
        return bind(run, index, recruits, owed, run.bound[0])

    monkeypatch.setattr(projection._Run, "_bind", shorter)
    with pytest.raises(AssertionError):
        two_years_are_served_before_anybody_leaves()


def test_ages_of_those_who_owe_years_are_kept_with_the_others() -> None:
    found = recruiting(2.0)
    for index, year in enumerate(WORLD.years):
        assert found.by_age[year].sum() == pytest.approx(found.stock[index].sum())
    assert found.by_age[2026][11].sum() == pytest.approx(99.0)  # hired at 30, now 31


def test_in_the_year_of_entry_the_bound_meet_the_other_exits_for_their_part_of_it() -> None:
    found = recruiting(2.0, entry_exposure=rates(WORLD, 1.0))
    assert yearly(found.stock)[1] == pytest.approx(99.0)


def test_no_year_owed_gives_the_very_figures_of_no_rule() -> None:
    assert recruiting(0.0).stock.tobytes() == recruiting(None).stock.tobytes()


@given(plan=plans, seed=st.integers(0, 99))
def test_heads_are_kept_whoever_is_bound(plan: Inputs, seed: int) -> None:
    owed = np.random.default_rng(seed).integers(0, 4, plan.recruitment.posts.shape)
    found = project(replace(plan, service=owed.astype(float)), keep_ages_of=plan.axes.years)
    assert found.imbalance() <= 1e-6
    assert all((flow >= 0).all() for flow in (*found.entries.values(), *found.exits.values()))
    last = found.by_age[plan.axes.years[-1]].sum(axis=(0, 3))
    assert np.allclose(last, (found.stock - found.contract_stock)[-1])


@given(plans)
def test_with_nobody_to_choose_service_changes_nothing(plan: Inputs) -> None:
    unfree = {kind: rate for kind, rate in plan.hazards.items() if kind != "emigration"}
    still = replace(plan, hazards=unfree, switch=plan.switch * 0.0, vacancies=None, retention=None)
    bound = replace(still, service=np.full(plan.recruitment.posts.shape, 2.0))
    assert np.allclose(project(bound).stock, project(still).stock)
