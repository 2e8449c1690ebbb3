"""Those who enter may meet the year's exits for a part of it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from app.engine import projection
from app.engine.inputs import Inputs
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.builders import rates
from tests.engine.random_inputs import plans

WORLD = builders.axes(years=2)


def entering(exposure: float | None, emigration: float = 0.19) -> Projection:
    """A hundred hires a year; 19 % of those there leave, and 10 % of those there for half of it."""
    part = None if exposure is None else rates(WORLD, exposure)
    return project(
        builders.inputs(
            WORLD,
            recruitment=builders.posts(WORLD, 100.0),
            hazards={"emigration": rates(WORLD, emigration)},
            releases={"limit_age": builders.at_ages(WORLD, {30: 1.0})},
            entry_exposure=part,
        )
    )


def yearly(flow: np.ndarray) -> list[float]:
    return flow.sum(axis=(1, 2, 3)).tolist()


def half_a_year_takes_ten_of_a_hundred() -> None:
    found = entering(0.5)
    assert yearly(found.exits["emigration"]) == pytest.approx([0.0, 10.0, 10.0 + 0.19 * 90.0])
    assert yearly(found.stock) == pytest.approx([0.0, 90.0, 90.0 * 0.81 + 90.0])
    assert yearly(found.entries["recruitment"]) == [0.0, 100.0, 100.0]
    assert yearly(found.exits["limit_age"]) == [0.0, 0.0, 0.0]


def test_half_a_year_is_met_at_the_rate_of_half_a_year() -> None:
    half_a_year_takes_ten_of_a_hundred()


def test_a_rate_that_is_merely_halved_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def halved(hazards: Mapping[str, np.ndarray], part: np.ndarray) -> dict[str, np.ndarray]:
        return {kind: rate * part for kind, rate in hazards.items()}

    monkeypatch.setattr(projection, "exposed", halved)
    with pytest.raises(AssertionError):
        half_a_year_takes_ten_of_a_hundred()


def test_a_whole_year_is_that_of_everybody_else() -> None:
    assert yearly(entering(1.0).stock)[1] == pytest.approx(81.0)


def test_no_part_of_the_year_gives_the_very_figures_of_no_rule() -> None:
    assert entering(0.0).stock.tobytes() == entering(None).stock.tobytes()


@given(plans)
def test_exposure_takes_people_and_never_makes_any(plan: Inputs) -> None:
    # Posts opened again and places of programmes left to others are another story.
    plain = replace(plan, vacancies=None, retention=None)
    without, found = project(replace(plain, entry_exposure=None)), project(plain)
    assert (found.stock <= without.stock + 1e-6).all()
