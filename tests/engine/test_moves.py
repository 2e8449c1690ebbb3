"""Switches and moves change where people work and never how many they are."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.axes import PRIVATE, PUBLIC, Axes
from app.engine.inputs import Moves
from app.engine.moves import move_regions, switch_sector
from tests.engine import builders

WORLD = builders.axes(regions=(0, 1, 1, 2), cadres=2, years=1)
CHAIN = [[0.0, 0.75, 0.25], [1.0, 0.0, 0.0], [0.5, 0.5, 0.0]]


def moving(destination: list[list[float]], leave: float = 0.1, world: Axes = WORLD) -> Moves:
    still = builders.still(world)
    return replace(
        still, leave=still.leave + leave, destination=np.array([destination], dtype=float)
    )


def filled(world: Axes = WORLD) -> np.ndarray:
    return np.random.default_rng(7).uniform(0.0, 10.0, world.cell_shape)


def by_territory(people: np.ndarray) -> list[float]:
    return people.sum(axis=(0, 2, 3, 4)).tolist()


def heads(people: np.ndarray) -> np.ndarray:
    """Persons by age, sector, sex and cadre."""
    return people.sum(axis=1)


def test_a_switch_moves_people_to_the_other_sector_of_their_territory() -> None:
    stock = builders.people(WORLD, {40: 10.0})
    found, leaving = switch_sector(stock, builders.rates(WORLD, 0.2)[0])
    assert found[20, :, PRIVATE, 0] == pytest.approx(2.0)
    assert found[20, :, PUBLIC, 0] == pytest.approx(8.0)
    assert leaving.sum() == pytest.approx(2.0 * 4 * 2)


@given(there=st.floats(0, 1), back=st.floats(0, 1))
def test_a_switch_both_ways_keeps_heads_by_age_territory_sex_and_cadre(
    there: float, back: float
) -> None:
    rate = builders.rates(WORLD, there)[0]
    rate[:, :, PRIVATE] = back
    stock = filled()
    found, _ = switch_sector(stock, rate)
    assert found.sum(axis=2) == pytest.approx(stock.sum(axis=2))
    assert (found >= 0).all()


def test_leavers_go_where_their_region_sends_them() -> None:
    stock = builders.people(WORLD, {40: 10.0})
    stock[:, 1:] = 0.0
    found, leaving, arriving = move_regions(stock, moving(CHAIN), 0, WORLD)
    assert by_territory(leaving) == pytest.approx([2.0, 0, 0, 0])
    assert by_territory(arriving) == pytest.approx([0, 0.75, 0.75, 0.5])
    assert by_territory(found) == pytest.approx([18.0, 0.75, 0.75, 0.5])


@given(leave=st.floats(0, 1), seed=st.integers(0, 99))
def test_moves_keep_heads_by_age_sector_sex_and_cadre(leave: float, seed: int) -> None:
    stock = np.random.default_rng(seed).uniform(0.0, 10.0, WORLD.cell_shape)
    found, leaving, arriving = move_regions(stock, moving(CHAIN, leave), 0, WORLD)
    assert heads(found) == pytest.approx(heads(stock), rel=1e-12)
    assert heads(leaving) == pytest.approx(heads(arriving), rel=1e-12)
    assert (found >= 0).all()


def test_where_a_row_adds_up_to_less_than_one_the_others_do_not_leave() -> None:
    half = [[0.0, 0.25, 0.25], [0.5, 0.0, 0.0], [0.0, 0.0, 0.0]]
    stock = builders.people(WORLD, {40: 10.0})
    found, leaving, _ = move_regions(stock, moving(half), 0, WORLD)
    assert by_territory(leaving) == pytest.approx([1.0, 1.0, 1.0, 0.0])
    assert heads(found) == pytest.approx(heads(stock))


def test_in_a_plan_of_one_region_nobody_moves() -> None:
    world = builders.axes(regions=(0, 0), years=1)
    stock = filled(world)
    found, leaving, arriving = move_regions(stock, moving([[0.0]], world=world), 0, world)
    assert np.array_equal(found, stock)
    assert leaving.sum() == arriving.sum() == 0.0


def test_the_factor_of_the_origin_multiplies_its_leavers() -> None:
    moves = replace(moving(CHAIN), factor=np.array([[2.0, 1.0, 0.0, 0.5]]))
    _, leaving, _ = move_regions(builders.people(WORLD, {40: 10.0}), moves, 0, WORLD)
    assert by_territory(leaving) == pytest.approx([4.0, 2.0, 0.0, 1.0])


def test_arrivals_are_shared_among_the_territories_of_a_region_by_sector() -> None:
    arrival = np.array([[1.0, 1.0], [0.9, 0.2], [0.1, 0.8], [1.0, 1.0]])
    moves = replace(moving([[0, 1.0, 0], [0, 0, 0], [0, 0, 0]]), arrival=arrival)
    stock = builders.people(WORLD, {40: 10.0}) + builders.people(WORLD, {40: 10.0}, sector=PRIVATE)
    _, _, arriving = move_regions(stock, moves, 0, WORLD)
    by_sector = arriving.sum(axis=(0, 3, 4))
    assert by_sector[1] == pytest.approx([1.8, 0.4])
    assert by_sector[2] == pytest.approx([0.2, 1.6])
