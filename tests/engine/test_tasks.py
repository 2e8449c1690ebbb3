"""Task shifting moves work between cadres by a rate of exchange, and never a head."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from app.engine import projection
from app.engine.axes import PUBLIC
from app.engine.inputs import FloatArray, Inputs, Refused, Tasks
from app.engine.projection import project
from tests.engine import builders
from tests.engine.random_inputs import plans

WORLD = builders.axes(cadres=3, years=1)
DOCTOR, NURSE, MIDWIFE = range(3)


def shifting(exchange: float = 0.5, nurses: float = 60.0) -> Inputs:
    """A tenth of the work of 100 doctors goes to nurses (3/4) and midwives (1/4)."""
    stock = np.zeros(WORLD.cell_shape)
    stock[20, 0, PUBLIC, 0] = (100.0, nurses, 40.0)
    shape = (1, *WORLD.flow_shape[1:])
    shifted, takes = np.zeros(shape), np.zeros(shape)
    shifted[..., DOCTOR] = 0.1
    takes[..., NURSE], takes[..., MIDWIFE] = 0.75, 0.25
    tasks = Tasks(shifted, takes, np.full(shape, exchange))
    return builders.inputs(WORLD, stock=stock, tasks=tasks)


def fte_of(plan: Inputs, year: int = 1) -> list[float]:
    return list(project(plan).fte[year, 0, PUBLIC].tolist())


def two_for_one() -> None:
    """Ten doctors' work, half as fast: fifteen nurses and five midwives."""
    assert fte_of(shifting()) == pytest.approx([110.0, 45.0, 35.0])


def test_work_is_taken_over_at_its_rate_of_exchange() -> None:
    two_for_one()


def test_work_exchanged_one_for_one_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def even(fte: FloatArray, tasks: Tasks) -> FloatArray:
        plain = Tasks(tasks.shifted, tasks.takes, np.ones_like(tasks.exchange))
        return shift(fte, plain)

    shift = projection.shift_tasks
    monkeypatch.setattr(projection, "shift_tasks", even)
    with pytest.raises(AssertionError):
        two_for_one()


def test_heads_and_the_base_year_stay_as_they_are() -> None:
    plan = shifting()
    with_tasks, without = project(plan), project(replace(plan, tasks=None))
    assert with_tasks.stock.tobytes() == without.stock.tobytes()
    assert with_tasks.fte[0].tobytes() == without.fte[0].tobytes()


def test_nobody_gives_more_work_than_there_is() -> None:
    # Nurses have 6 of the 15 years of work asked: 3 of the 7.5 doctors' years are done.
    assert fte_of(shifting(nurses=6.0)) == pytest.approx([105.5, 0.0, 35.0])


def test_without_a_rate_of_exchange_no_work_moves() -> None:
    assert fte_of(shifting(exchange=0.0)) == [100.0, 60.0, 40.0]


def test_shares_of_delegated_work_that_pass_one_are_refused() -> None:
    plan = shifting()
    assert plan.tasks is not None
    with pytest.raises(Refused, match=r"above-one: tasks\.takes at \(0, 0, 0\)"):
        replace(plan, tasks=replace(plan.tasks, takes=np.full_like(plan.tasks.takes, 0.5)))


@given(plans)
def test_work_is_never_below_zero_and_heads_never_move(plan: Inputs) -> None:
    found, without = project(plan), project(replace(plan, tasks=None))
    assert (found.fte >= 0).all()
    assert found.stock.tobytes() == without.stock.tobytes()
