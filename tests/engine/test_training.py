"""The doctors' pipeline: abroad, not practising, residency, and what is left for a post."""

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.entries import TrainingFlows, run_training
from tests.engine import builders

WORLD = builders.axes(cadres=2, years=6)
EVERY_YEAR = np.ones(6)


def run(**changed: object) -> TrainingFlows:
    return run_training(builders.training(WORLD, **changed))


def test_every_graduate_is_a_candidate_when_nobody_goes_elsewhere() -> None:
    flows = run()
    assert flows.candidates[0].tolist() == [100.0] * 6
    assert flows.candidates[1].tolist() == [0.0] * 6


def test_abroad_and_not_practising_are_shares_of_all_graduates() -> None:
    flows = run(share_abroad=EVERY_YEAR * 0.14, share_idle=EVERY_YEAR * 0.05)
    assert flows.graduates_abroad[0] == pytest.approx(14.0)
    assert flows.not_practising[0] == pytest.approx(5.0)
    assert flows.candidates[0][0] == pytest.approx(81.0)


def test_residency_takes_its_share_of_those_who_stay() -> None:
    flows = run(share_abroad=EVERY_YEAR * 0.2, residency_share=EVERY_YEAR * 0.7)
    assert flows.residents_in[0] == pytest.approx(56.0)
    assert flows.candidates[0][0] == pytest.approx(24.0)


def test_residency_takes_no_more_than_it_has_places() -> None:
    flows = run(residency_share=EVERY_YEAR * 0.7, residency_places=EVERY_YEAR * 30.0)
    assert flows.residents_in.tolist() == [30.0] * 6
    assert flows.candidates[0].tolist() == [70.0] * 6


def test_residents_of_two_lengths_finish_after_their_own_years() -> None:
    flows = run(
        graduates=np.array([100.0, 0, 0, 0, 0, 0]),
        residency_share=EVERY_YEAR,
        residents_before=np.zeros(5),
        residency_years=(4, 5),
        residency_weights=np.array([0.25, 0.75]),
    )
    assert flows.new_specialists.tolist() == [0, 0, 0, 0, 25.0, 75.0]
    assert flows.residents.tolist() == [100.0, 100.0, 100.0, 100.0, 75.0, 0.0]


def test_residents_who_began_before_the_base_year_finish_in_their_turn() -> None:
    flows = run(residents_before=np.array([40.0, 60.0]))
    assert flows.new_specialists.tolist() == [40.0, 60.0, 0, 0, 0, 0]
    assert flows.residents.tolist() == [60.0, 0, 0, 0, 0, 0]


def test_a_residency_longer_than_the_plan_ends_for_nobody() -> None:
    flows = run(residency_share=EVERY_YEAR, residents_before=np.zeros(0), residency_years=(6,))
    assert flows.new_specialists.tolist() == [0.0] * 6
    assert flows.residents[-1] == 600.0


def test_the_loss_comes_before_emigration_and_both_at_the_end() -> None:
    flows = run(
        residents_before=np.array([100.0, 0.0]),
        residency_loss=EVERY_YEAR * 0.1,
        specialist_abroad=EVERY_YEAR * 0.5,
    )
    assert flows.residency_lost[0] == pytest.approx(10.0)
    assert flows.new_specialists[0] == pytest.approx(90.0)
    assert flows.specialists_abroad[0] == pytest.approx(45.0)
    assert flows.candidates[1][0] == pytest.approx(45.0)


SHARE = st.floats(0, 1)


@given(abroad=st.floats(0, 0.5), idle=st.floats(0, 0.5), residency=SHARE, loss=SHARE)
def test_every_graduate_and_resident_is_somewhere(
    abroad: float, idle: float, residency: float, loss: float
) -> None:
    flows = run(
        share_abroad=EVERY_YEAR * abroad,
        share_idle=EVERY_YEAR * idle,
        residency_share=EVERY_YEAR * residency,
        residency_places=EVERY_YEAR * 50.0,
        residency_loss=EVERY_YEAR * loss,
        residents_before=np.array([20.0, 30.0]),
    )
    came = 50.0 + flows.graduates.sum()
    left = flows.graduates_abroad + flows.not_practising + flows.candidates[0]
    became = flows.residency_lost + flows.specialists_abroad + flows.candidates[1]
    assert left.sum() + became.sum() + flows.residents[-1] == pytest.approx(came)


def test_every_flow_has_one_figure_a_year() -> None:
    flows = run()
    apart = {"candidates", "by_specialty"}
    arrays = [getattr(flows, f.name) for f in fields(flows) if f.name not in apart]
    assert {array.shape for array in arrays} == {(6,)}
    assert flows.by_specialty.shape == (1, 6)


def test_specialties_of_two_lengths_are_followed_apart() -> None:
    surgery, medicine = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    choice = np.stack([0.4 * surgery, 0.6 * medicine])[:, :, None].repeat(11, axis=2)
    choice[:, :, 5] = np.stack([surgery, 0 * medicine])  # all of the first year choose surgery
    flows = run(
        residency_share=EVERY_YEAR,
        residents_before=np.zeros(5),
        residency_years=(1, 2),
        residency_weights=np.array([0.5, 0.5]),
        residency_loss=EVERY_YEAR * 0.1,
        choice=choice,
    )
    assert flows.by_specialty[0] == pytest.approx([0, 0, 90.0, 36.0, 36.0, 36.0])
    assert flows.by_specialty[1] == pytest.approx([0, 0, 54.0, 54.0, 54.0, 54.0])
    assert flows.new_specialists == pytest.approx(flows.by_specialty.sum(axis=0))


def test_one_specialty_with_the_lengths_of_all_is_no_choice_at_all() -> None:
    given = {
        "residency_share": EVERY_YEAR * 0.3,
        "residents_before": np.array([40.0, 60.0, 10.0]),
        "residency_years": (2, 3),
        "residency_weights": np.array([0.3, 0.7]),
    }
    chosen = np.array([[[0.3], [0.7]]]).repeat(9, axis=2)
    plain, same = run(**given), run(**given, choice=chosen)
    assert plain.new_specialists.tobytes() == same.new_specialists.tobytes()
    assert plain.residents.tobytes() == same.residents.tobytes()


@given(shares=st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(sum))
def test_specialties_add_up_to_all_new_specialists(shares: list[float]) -> None:
    whole = np.array(shares) / sum(shares)
    choice = (whole[:, None] * np.array([0.25, 0.75]))[:, :, None].repeat(9, axis=2)
    given = {
        "residency_share": EVERY_YEAR * 0.5,
        "residents_before": np.array([40.0, 60.0, 10.0]),
        "residency_years": (2, 3),
        "residency_weights": np.array([0.25, 0.75]),
        "residency_loss": EVERY_YEAR * 0.2,
    }
    plain, apart = run(**given), run(**given, choice=choice)
    assert apart.by_specialty.sum(axis=0) == pytest.approx(plain.new_specialists)
    assert apart.by_specialty == pytest.approx(whole[:, None] * plain.new_specialists)
