"""A result that does not balance is refused, whatever lost or made the people."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine import projection
from app.engine.inputs import Inputs, Refused
from app.engine.projection import Projection, project
from tests.engine import builders

WORLD = builders.axes(regions=(0, 1))


def swapping() -> Inputs:
    """Two regions that exchange a tenth of their people, and sectors that do the same."""
    moves = replace(
        builders.still(WORLD),
        leave=builders.rates(WORLD, 0.1),
        destination=np.tile(np.array([[0.0, 1.0], [1.0, 0.0]]), (5, 1, 1)),
    )
    stock = builders.people(WORLD, {40: 100.0})
    return builders.inputs(WORLD, stock=stock, moves=moves, switch=builders.rates(WORLD, 0.1))


def test_a_run_that_moves_and_switches_balances() -> None:
    assert project(swapping()).imbalance() < 1e-9


@pytest.mark.parametrize("lost", [0.5, np.nan])
@pytest.mark.parametrize(
    ("flows", "kind"),
    [("entries", "recruitment"), ("entries", "move_in"), ("exits", "switch_out")],
)
def test_a_flow_that_was_booked_wrongly_shows(flows: str, kind: str, lost: float) -> None:
    found = project(swapping())
    getattr(found, flows)[kind][2, 0, 0, 0] += lost
    assert not found.imbalance() <= projection.BALANCE_TOLERANCE


def test_people_lost_in_a_move_show_even_where_every_cell_balances() -> None:
    found = project(swapping())
    found.exits["move_out"][2, 0, 0, 0] += 1.0
    found.stock[2:, 0, 0, 0] -= 1.0
    assert found.imbalance() == pytest.approx(1.0)


def test_people_lost_in_a_switch_show_even_where_every_cell_balances() -> None:
    found = project(swapping())
    found.exits["switch_out"][2, 0, 0, 0] += 1.0
    found.stock[2:, 0, 0, 0] -= 1.0
    assert found.imbalance() == pytest.approx(1.0)


def test_entrants_without_any_age_are_refused() -> None:
    world = builders.axes()
    given = builders.inputs(
        recruitment=builders.posts(world, 10.0), profiles=builders.profile(world) * 0.0
    )
    with pytest.raises(Refused) as refused:
        project(given)
    assert (refused.value.code, refused.value.name) == ("imbalance", "projection")


@pytest.mark.parametrize("imbalance", [2e-6, np.nan])
def test_a_run_beyond_the_tolerance_is_refused(
    imbalance: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Projection, "imbalance", lambda _: imbalance)
    with pytest.raises(Refused, match="imbalance: projection"):
        project(builders.inputs())
