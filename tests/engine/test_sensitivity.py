"""The elasticity: per cent of a result for one per cent of an input."""

import numpy as np
import pytest

from app.engine.sensitivity import elasticity


@pytest.mark.parametrize("power", [-1.0, 0.0, 1.0, 2.0])
def test_a_power_has_its_exponent_for_an_elasticity(power: float) -> None:
    below, at, above = (np.array((3.0 * x) ** power) for x in (0.99, 1.0, 1.01))
    assert elasticity(below, at, above, 0.01) == pytest.approx(power, abs=2e-4)


def test_what_falls_as_the_input_grows_has_a_negative_one() -> None:
    assert elasticity(np.array(101.0), np.array(100.0), np.array(99.0), 0.01) == pytest.approx(-1)


def test_a_result_of_nothing_has_none() -> None:
    found = elasticity(np.array([0.0, 1.0]), np.array([0.0, 1.0]), np.array([5.0, 1.0]), 0.01)
    assert np.isnan(found[0])
    assert found[1] == 0.0
