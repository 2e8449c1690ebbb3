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


def by_territory(persons: np.ndarray) -> list[float]:
    """Persons of [T, S, C] by territory."""
    return persons.sum(axis=(1, 2)).tolist()


def heads(people: np.ndarray) -> np.ndarray:
    """Persons by age, sector, sex and cadre."""
    return people.sum(axis=1)


def test_a_switch_moves_people_to_the_other_sector_of_their_territory() -> None:
    people = builders.people(WORLD, {40: 10.0})
    left = switch_sector(people, builders.rates(WORLD, 0.2)[0])
    assert people[20, :, PRIVATE, 0] == pytest.approx(2.0)
    assert people[20, :, PUBLIC, 0] == pytest.approx(8.0)
    assert left[:, PUBLIC] == pytest.approx(2.0)
    assert left.sum() == pytest.approx(2.0 * 4 * 2)


@given(there=st.floats(0, 1), back=st.floats(0, 1))
def test_a_switch_both_ways_keeps_heads_by_age_territory_sex_and_cadre(
    there: float, back: float
) -> None:
    rate = builders.rates(WORLD, there)[0]
    rate[:, :, PRIVATE] = back
    people, before = filled(), filled()
    switch_sector(people, rate)
    assert people.sum(axis=2) == pytest.approx(before.sum(axis=2))
    assert (people >= 0).all()


def test_leavers_go_where_their_region_sends_them() -> None:
    people = builders.people(WORLD, {40: 10.0})
    people[:, 1:] = 0.0
    moved = move_regions(people, moving(CHAIN), 0, WORLD)
    assert by_territory(moved.left) == pytest.approx([2.0, 0, 0, 0])
    assert by_territory(moved.come) == pytest.approx([0, 0.75, 0.75, 0.5])
    assert by_territory(people.sum(axis=(0, 3))) == pytest.approx([18.0, 0.75, 0.75, 0.5])


@given(leave=st.floats(0, 1), seed=st.integers(0, 99))
def test_moves_keep_heads_by_age_sector_sex_and_cadre(leave: float, seed: int) -> None:
    before = np.random.default_rng(seed).uniform(0.0, 10.0, WORLD.cell_shape)
    moved = move_regions(people := before.copy(), moving(CHAIN, leave), 0, WORLD)
    assert heads(people) == pytest.approx(heads(before), rel=1e-12)
    assert moved.left.sum(axis=0) == pytest.approx(moved.come.sum(axis=0), rel=1e-12)
    gained = (people - before).sum(axis=(0, 3))
    assert moved.come - moved.left == pytest.approx(gained, abs=1e-9)
    assert (people >= 0).all()


def test_where_a_row_adds_up_to_less_than_one_the_others_do_not_leave() -> None:
    half = [[0.0, 0.25, 0.25], [0.5, 0.0, 0.0], [0.0, 0.0, 0.0]]
    before = builders.people(WORLD, {40: 10.0})
    moved = move_regions(people := before.copy(), moving(half), 0, WORLD)
    assert by_territory(moved.left) == pytest.approx([1.0, 1.0, 1.0, 0.0])
    assert heads(people) == pytest.approx(heads(before))


def test_in_a_plan_of_one_region_nobody_moves() -> None:
    world = builders.axes(regions=(0, 0), years=1)
    people = filled(world)
    moved = move_regions(people, moving([[0.0]], world=world), 0, world)
    assert np.array_equal(people, filled(world))
    assert moved.left.sum() == moved.come.sum() == 0.0


def test_the_factor_of_the_origin_multiplies_its_leavers() -> None:
    moves = replace(moving(CHAIN), factor=np.array([[2.0, 1.0, 0.0, 0.5]]))
    moved = move_regions(builders.people(WORLD, {40: 10.0}), moves, 0, WORLD)
    assert by_territory(moved.left) == pytest.approx([4.0, 2.0, 0.0, 1.0])


def test_arrivals_are_shared_among_the_territories_of_a_region_by_sector() -> None:
    arrival = np.array([[1.0, 1.0], [0.9, 0.2], [0.1, 0.8], [1.0, 1.0]])
    moves = replace(moving([[0, 1.0, 0], [0, 0, 0], [0, 0, 0]]), arrival=arrival)
    people = builders.people(WORLD, {40: 10.0}) + builders.people(WORLD, {40: 10.0}, sector=PRIVATE)
    before = people.copy()
    by_sector = move_regions(people, moves, 0, WORLD).come.sum(axis=2)
    assert by_sector[1] == pytest.approx([1.8, 0.4])
    assert by_sector[2] == pytest.approx([0.2, 1.6])
    assert (people - before)[:, 1:3].sum(axis=(0, 3, 4)) == pytest.approx(by_sector[1:3])
