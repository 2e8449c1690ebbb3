"""Competing exits: the product of the probabilities of staying, shared by constant force."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.exits import cause_of, competing, part_of_force

EXAMPLE = {"death": 0.005, "early_retirement": 0.05, "emigration": 0.03, "resignation": 0.02}
HAZARD = st.floats(0, 0.999)
FOUR = st.fixed_dictionaries(dict.fromkeys(EXAMPLE, HAZARD))


def combined(hazards: dict[str, float]) -> tuple[float, dict[str, float]]:
    staying, causes = competing({k: np.array([v]) for k, v in hazards.items()})
    return float(staying[0]), {k: float(v[0]) for k, v in causes.items()}


def test_four_causes_take_10_14_percent_and_not_their_sum_of_10_50() -> None:
    staying, _ = combined(EXAMPLE)
    assert round(100 * (1 - staying), 2) == 10.14
    assert sum(EXAMPLE.values()) == pytest.approx(0.105)


@given(FOUR)
def test_the_probability_of_staying_is_the_product(hazards: dict[str, float]) -> None:
    staying, _ = combined(hazards)
    assert staying == pytest.approx(math.prod(1 - v for v in hazards.values()), abs=1e-12)


@given(FOUR)
def test_the_shares_of_the_causes_add_up_to_all_exits(hazards: dict[str, float]) -> None:
    staying, causes = combined(hazards)
    assert sum(causes.values()) == pytest.approx(1 - staying, abs=1e-12)


def test_each_cause_takes_its_part_of_the_force() -> None:
    staying, causes = combined(EXAMPLE)
    forces = {k: -math.log(1 - v) for k, v in EXAMPLE.items()}
    for kind, force in forces.items():
        expected = (1 - staying) * force / sum(forces.values())
        assert causes[kind] == pytest.approx(expected, rel=1e-12)


@given(FOUR)
def test_no_cause_takes_more_than_it_would_alone(hazards: dict[str, float]) -> None:
    _, causes = combined(hazards)
    assert all(causes[kind] <= alone + 1e-15 for kind, alone in hazards.items())


def test_the_order_of_the_causes_does_not_matter() -> None:
    reference = combined(EXAMPLE)[1]
    for order in itertools.permutations(EXAMPLE):
        causes = combined({kind: EXAMPLE[kind] for kind in order})[1]
        assert causes == pytest.approx(reference, rel=1e-14)


@given(HAZARD)
def test_a_single_cause_takes_exactly_its_probability(hazard: float) -> None:
    _, causes = combined({"death": hazard, "emigration": 0.0})
    assert causes["death"] == pytest.approx(hazard, abs=1e-15)
    assert causes["emigration"] == 0.0


def test_where_nobody_is_at_risk_nobody_leaves() -> None:
    assert combined({"death": 0.0, "emigration": 0.0}) == (1.0, {"death": 0.0, "emigration": 0.0})


def test_without_any_cause_everybody_stays() -> None:
    staying, causes = competing({})
    assert (float(staying), causes) == (1.0, {})


def test_a_national_rate_and_a_local_one_meet_cell_by_cell() -> None:
    staying, causes = competing({"death": np.array([[0.1]]), "leave": np.array([[0.0, 0.5]])})
    assert staying[0] == pytest.approx([0.9, 0.45])
    assert causes["death"].shape == (1, 2)


@given(rate=st.floats(0, 0.99), parts=st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_parts_of_a_force_keep_those_who_stay(rate: float, parts: list[float]) -> None:
    total = sum(parts) or 1.0
    rates = [part_of_force(np.array(rate), np.array(part / total)) for part in parts]
    staying = float(np.prod([1.0 - one for one in rates]))
    assert staying == pytest.approx(1.0 - rate if sum(parts) else 1.0)


def test_half_of_the_force_of_a_quarter_is_worked_by_hand() -> None:
    assert part_of_force(np.array(0.19), np.array(0.5)) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("emigration", "emigration"),
        ("emigration_to_france", "emigration"),
        ("early_retirement", "early_retirement"),
    ],
)
def test_a_destination_belongs_to_its_cause(kind: str, cause: str) -> None:
    assert cause_of(kind) == cause
