"""Checks that the engine passes and that each planted defect fails.

They reach the engine through its modules, so that what a test plants there is what they run.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.engine import demand, need, outcomes, projection
from app.engine.inputs import Vacancies
from tests.engine import builders
from tests.engine.builders import people, rates


def _total(flow: np.ndarray) -> list[float]:
    return flow.sum(axis=(1, 2, 3)).tolist()


def exits_are_read_at_the_age_reached() -> None:
    world = builders.axes(years=3)
    over = builders.at_ages(world, dict.fromkeys(range(63, 81), 1.0))
    stock = people(world, {61: 7.0, 62: 5.0, 63: 3.0})
    found = projection.project(builders.inputs(world, stock=stock, releases={"limit_age": over}))
    assert _total(found.exits["limit_age"]) == [0.0, 8.0, 7.0, 0.0]
    assert _total(found.stock) == [15.0, 7.0, 0.0, 0.0]


def hazards_multiply_and_do_not_add() -> None:
    world = builders.axes(years=1)
    causes = {"death": 0.005, "early_retirement": 0.05, "emigration": 0.03, "resignation": 0.02}
    hazards = {kind: rates(world, rate) for kind, rate in causes.items()}
    given = builders.inputs(world, stock=people(world, {40: 1000.0}), hazards=hazards)
    found = projection.project(given)
    left = sum(_total(found.exits[kind])[1] for kind in causes)
    assert left == pytest.approx(1000.0 * (1 - 0.995 * 0.95 * 0.97 * 0.98))


def contracts_count_from_their_start_to_the_year_before_their_end() -> None:
    groups = builders.contracts(builders.group(first_year=2026, last_year=2027))
    found = projection.project(builders.inputs(contracts=groups))
    assert _total(found.contract_stock) == [0.0, 0.0, 10.0, 10.0, 0.0, 0.0]
    assert _total(found.exits["contract_end"]) == [0.0, 0.0, 0.0, 0.0, 10.0, 0.0]


def fractions_of_people_survive_from_year_to_year() -> None:
    world = builders.axes(regions=(0, 0, 0))
    stock = people(world, dict.fromkeys(range(25, 60), 0.4))
    found = projection.project(builders.inputs(world, stock=stock))
    assert _total(found.stock) == pytest.approx([0.4 * 35 * 3] * 6)


def moves_give_back_every_head() -> None:
    world = builders.axes(regions=(0, 1, 1))
    moves = replace(
        builders.still(world),
        leave=rates(world, 0.2),
        destination=np.tile(np.array([[0.0, 1.0], [0.5, 0.0]]), (5, 1, 1)),
    )
    stock = people(world, {30: 10.0, 40: 20.0})
    found = projection.project(builders.inputs(world, stock=stock, moves=moves))
    assert _total(found.exits["move_out"])[1] > 0
    assert _total(found.stock) == pytest.approx([90.0] * 6)


def entrants_are_all_there_at_the_end_of_their_first_year() -> None:
    recruitment = builders.posts(builders.axes(), 100.0)
    hazards = {"emigration": rates(builders.axes(), 0.05)}
    found = projection.project(builders.inputs(hazards=hazards, recruitment=recruitment))
    assert _total(found.stock)[1:3] == pytest.approx([100.0, 195.0])


def a_norm_is_per_10_000_inhabitants() -> None:
    assert need.need_by_norm(np.array(1_000_000.0), 15.3) == pytest.approx(1530.0)


def surpluses_do_not_hide_deficits() -> None:
    required, stock = np.array([100.0, 100.0]), np.array([60.0, 150.0])
    assert need.gross_deficit(required, stock, axis=0) == 40.0
    assert need.deficit(required, stock).sum() == -10.0


def missions_are_work_and_never_people() -> None:
    world = builders.axes()
    missions = np.full(world.flow_shape, 0.5)
    stock = people(world, {40: 8.0})
    found = projection.project(builders.inputs(world, stock=stock, mission_fte=missions))
    assert _total(found.stock) == [8.0] * 6
    assert _total(found.fte) == [9.0] * 6


def a_ratio_to_no_need_is_not_a_number() -> None:
    found = need.ratio(np.array([3.0, 0.0, 5.0]), np.array([0.0, 0.0, 10.0]))
    assert np.isnan(found[:2]).all()
    assert found[2] == 0.5


def a_person_of_two_sectors_counts_in_one_of_them() -> None:
    world = builders.axes(years=2)
    switch = rates(world, 0.2)
    given = builders.inputs(world, stock=people(world, {40: 100.0}), switch=switch)
    found = projection.project(given)
    assert found.stock[1].sum(axis=(0, 2)).tolist() == pytest.approx([80.0, 20.0])
    assert _total(found.stock) == pytest.approx([100.0] * 3)
    assert _total(found.fte) == pytest.approx([100.0] * 3)


def fifty_one_and_over_counts_those_of_fifty_one() -> None:
    by_age = np.bincount([50, 51, 52], minlength=81)[20:].astype(float)
    assert outcomes.share_from_age(by_age, 51) == pytest.approx(2 / 3)


def posts_left_unfilled_open_again_by_their_share() -> None:
    world = builders.axes(years=3)
    empty = builders.posts(world, 10.0, candidates=np.zeros((3, 1)))
    half = Vacancies(np.full((3, 1, 1), 0.5), np.zeros((3, 1, 1)))
    found = projection.project(builders.inputs(world, recruitment=empty, vacancies=half))
    assert found.placements.posts[:, 0, 0].tolist() == [10.0, 15.0, 17.5]


def the_newly_insured_raise_demand_by_the_published_multiplier() -> None:
    """22 of 36 million, who used 0.4, 0.6 or 0.8 of what an insured person uses."""
    use = np.array([0.4, 0.6, 0.8])
    insured = np.array([14 / 36, 1.0])[:, None]
    assert demand.insured_multiplier(insured, use)[1].round(2).tolist() == [1.58, 1.32, 1.14]
