"""Shares that together lose people, make people or take more than there are, are refused."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.inputs import Refused, named_arrays
from app.engine.projection import project
from tests.engine import builders, random_inputs
from tests.engine.reshape import with_arrays

WORLD = builders.axes(regions=(0, 1, 1), cadres=2, years=3)
FULL = random_inputs.make(WORLD, 1)


def refused(arrays: dict[str, np.ndarray]) -> tuple[str, str, tuple[int, ...]]:
    with pytest.raises(Refused) as caught:
        with_arrays(FULL, arrays)
    return caught.value.code, caught.value.name, caught.value.index


def test_arrivals_of_a_region_that_reach_none_of_its_territories_are_refused() -> None:
    arrival = FULL.moves.arrival.copy()
    arrival[2, 1] *= 0.9
    assert refused({"moves.arrival": arrival}) == ("imbalance", "moves.arrival", (1, 1))


def test_practices_that_open_nowhere_are_refused() -> None:
    opening = FULL.recruitment.opening * 0.9
    assert refused({"recruitment.opening": opening}) == ("imbalance", "recruitment.opening", ())


def test_residents_on_no_length_of_residency_are_refused() -> None:
    weights = np.array([0.5, 0.4])
    expected = ("imbalance", "training.residency_weights", ())
    assert refused({"training.residency_weights": weights}) == expected


@pytest.mark.parametrize("name", ["profiles", "arrivals.return.profile"])
def test_entrants_whose_ages_do_not_add_up_are_refused_with_year_and_cadre(name: str) -> None:
    ages = np.array(dict(named_arrays(FULL))[name])
    ages[1, :, :, 1] *= 0.9
    assert refused({name: ages}) == ("imbalance", name, (1, 1))


def test_a_cadre_that_nobody_enters_needs_no_ages() -> None:
    ages = FULL.profiles.copy()
    ages[..., 1] = 0.0
    plan = with_arrays(FULL, {"profiles": ages, "recruitment.posts": FULL.recruitment.posts * 0.0})
    assert project(replace(plan, training=None)).imbalance() <= 1e-6


def test_more_graduates_abroad_and_idle_than_there_are_is_refused() -> None:
    shares = {
        "training.share_abroad": np.array([0.5, 0.5, 0.7]),
        "training.share_idle": np.full(3, 0.5),
    }
    assert refused(shares) == ("above-one", "training.share_idle", (2,))


def test_more_leavers_of_a_region_than_people_is_refused_with_year_and_territory() -> None:
    leave = np.zeros_like(FULL.moves.leave)
    leave[2] = 0.6
    arrays = {
        "moves.leave": leave,
        "moves.factor": np.tile(np.array([1.0, 1.0, 2.0]), (3, 1)),
        "moves.destination": np.tile(np.array([[0.0, 1.0], [1.0, 0.0]]), (3, 1, 1)),
    }
    assert refused(arrays) == ("above-one", "moves.factor", (2, 2))


def test_a_hair_of_rounding_is_no_reason_to_refuse() -> None:
    arrival = FULL.moves.arrival * (1 - 1e-12)
    assert project(with_arrays(FULL, {"moves.arrival": arrival})).imbalance() <= 1e-6


def test_a_plan_that_trains_no_doctors_has_no_shares_of_graduates_to_add_up() -> None:
    assert project(replace(FULL, training=None)).training is None
