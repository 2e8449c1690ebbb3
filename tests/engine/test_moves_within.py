"""People may move to another territory of their region; as many arrive as left, once a year."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from app.engine import moves
from app.engine.axes import Axes
from app.engine.inputs import FloatArray, Inputs, Moves, Refused
from app.engine.projection import project
from app.engine.sums import heads
from tests.engine import builders
from tests.engine.builders import people, rates
from tests.engine.random_inputs import plans

WORLD = builders.axes(regions=(0, 0, 0, 1), years=1)


def moving(probability: float, world: Axes = WORLD) -> Moves:
    """Three territories take 5, 3 and 2 tenths of what arrives; a fourth is alone."""
    arrival = np.array([[0.5, 0.5], [0.3, 0.3], [0.2, 0.2], [1.0, 1.0]])
    return replace(builders.still(world), arrival=arrival, within=rates(world, probability))


def given_moves(moves: Moves) -> Inputs:
    return builders.inputs(WORLD, stock=people(WORLD, {40: 100.0}), moves=moves)


def test_leavers_are_shared_by_the_other_territories_of_the_region() -> None:
    found = project(given_moves(moving(0.1)))
    assert found.exits["province_out"][1].sum(axis=(1, 2)).tolist() == [10.0, 10.0, 10.0, 0.0]
    # 10 x 5/7 + 10 x 5/8 to the first, 10 x 3/5 + 10 x 3/8 to the second, and so on
    expected = [10 * 5 / 7 + 10 * 5 / 8, 10 * 3 / 5 + 10 * 3 / 8, 10 * 2 / 5 + 10 * 2 / 7, 0.0]
    assert found.entries["province_in"][1].sum(axis=(1, 2)) == pytest.approx(expected)
    assert not found.exits["move_out"].any()
    assert found.stock[1].sum() == pytest.approx(400.0)


def test_those_who_change_region_do_not_move_again() -> None:
    away = replace(moving(1.0), leave=rates(WORLD, 0.4), destination=np.full((1, 2, 2), 0.0))
    away.destination[0, 1, 0] = 1.0
    found = project(given_moves(away))
    assert found.exits["move_out"][1].sum() == pytest.approx(40.0)
    assert found.exits["province_out"][1].sum() == pytest.approx(300.0)


def test_without_a_rate_no_kind_is_added() -> None:
    found = project(given_moves(builders.still(WORLD)))
    assert "province_in" not in found.entries


def test_a_rate_of_nothing_gives_the_very_figures_of_no_rate() -> None:
    without = replace(moving(0.0), within=None)
    found = project(given_moves(moving(0.0)))
    assert found.stock.tobytes() == project(given_moves(without)).stock.tobytes()


@given(plans)
def test_each_region_keeps_those_who_move_inside_it(plan: Inputs) -> None:
    found = project(plan)
    gain = found.entries["province_in"] - found.exits["province_out"]
    for region in range(len(plan.axes.regions)):
        mine = plan.axes.region_index == region
        assert np.abs(gain[:, mine].sum(axis=1)).max() <= 1e-6


def test_a_move_that_loses_people_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(stayed: FloatArray, *_rest: object) -> tuple[FloatArray, FloatArray]:
        there = heads(stayed)
        stayed *= 0.99
        return there * 0.1, there * 0.09

    monkeypatch.setattr(moves, "move_within", losing)
    with pytest.raises(Refused, match="imbalance"):
        project(given_moves(moving(0.1)))
