"""A quick look in 32 bits tells what the whole projection tells, to the digits that it has."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from app.engine import projection
from app.engine.ageing import Lives
from app.engine.inputs import FloatArray, Inputs, Refused
from app.engine.projection import project
from tests.engine import builders
from tests.engine.random_inputs import plans


@settings(deadline=None, max_examples=40)
@given(plans)
def test_totals_in_32_bits_are_those_in_64(plan: Inputs) -> None:
    plan = replace(plan, vacancies=None)  # a post more or less is a matter of a last digit
    whole, quick = project(plan), project(plan, precision="float32")
    size = np.max(whole.stock, initial=1.0)
    np.testing.assert_allclose(quick.stock, whole.stock, rtol=2e-5, atol=2e-6 * size)


def test_people_are_kept_in_32_bits_and_booked_in_64() -> None:
    world = builders.axes()
    plan = builders.inputs(world, stock=builders.people(world, {30: 10.0}))
    found = project(plan, keep_ages_of=[2026], precision="float32")
    assert found.by_age[2026].dtype == np.float32
    assert found.stock.dtype == np.float64


@pytest.mark.parametrize("precision", ["float32", "float64"])
def test_a_lost_person_is_seen_in_either(
    precision: projection.Precision, monkeypatch: pytest.MonkeyPatch
) -> None:
    def losing(lives: Lives) -> FloatArray:
        people = lives.people
        people *= people.dtype.type(0.9)
        return people

    monkeypatch.setattr(Lives, "age", losing)
    world = builders.axes()
    plan = builders.inputs(world, stock=builders.people(world, {30: 10.0}))
    with pytest.raises(Refused, match="imbalance"):
        project(plan, precision=precision)


def test_ages_that_move_no_more_leave_nobody_behind() -> None:
    world = builders.axes(regions=(0, 1), years=2)
    leave = builders.rates(world)
    leave[0], leave[1, 10:20] = 0.5, 0.5
    swap = np.tile(np.eye(2)[::-1], (2, 1, 1))
    moves = replace(builders.still(world), leave=leave, destination=swap)
    plan = builders.inputs(world, stock=builders.people(world, {25: 8.0, 50: 8.0}), moves=moves)
    found = project(plan)
    assert found.exits["move_out"].sum(axis=(1, 2, 3)).tolist() == [0.0, 16.0, 0.0]
