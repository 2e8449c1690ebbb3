"""Posts left unfilled are opened again by a share, or taken by private staff; nobody is made."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from app.engine import projection
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.inputs import Inputs, Refused, Vacancies
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.builders import people
from tests.engine.random_inputs import plans

WORLD = builders.axes(years=3)


def vacancies(reopened: float = 0.0, from_private: float = 0.0) -> Vacancies:
    shape = builders.no_posts(WORLD).posts.shape
    return Vacancies(np.full(shape, reopened), np.full(shape, from_private))


def hiring(candidates: float, posts: float = 10.0, **given: object) -> Inputs:
    """Ten posts a year, all to be filled, for one cadre in one territory."""
    limit = np.full((3, 1), candidates)
    return builders.inputs(
        WORLD, recruitment=builders.posts(WORLD, posts, candidates=limit), **given
    )


def yearly(flow: np.ndarray) -> list[float]:
    return flow.sum(axis=(1, 2, 3)).tolist()


def posts_of(found: Projection) -> list[float]:
    return found.placements.posts[:, 0, 0].tolist()


def test_a_share_of_the_unfilled_posts_is_open_again_the_next_year() -> None:
    found = project(hiring(6.0, vacancies=vacancies(reopened=0.5)))
    assert posts_of(found) == [10.0, 12.0, 13.0]  # 4 unfilled, then 6, of which half come back
    assert yearly(found.entries["recruitment"]) == [0.0, 6.0, 6.0, 6.0]


def test_posts_that_came_back_may_be_filled_when_candidates_come() -> None:
    plan = hiring(6.0, vacancies=vacancies(reopened=1.0))
    limit = plan.recruitment.candidates.copy()
    limit[1] = 100.0
    found = project(replace(plan, recruitment=replace(plan.recruitment, candidates=limit)))
    assert posts_of(found) == [10.0, 14.0, 10.0]
    assert yearly(found.entries["recruitment"]) == [0.0, 6.0, 14.0, 6.0]


def test_without_a_rule_unfilled_posts_lapse_and_no_kind_is_added() -> None:
    found = project(hiring(6.0, stock=people(WORLD, {40: 50.0}, sector=PRIVATE)))
    assert posts_of(found) == [10.0] * 3
    assert "hired_from_private" not in found.entries
    assert "left_for_post" not in found.exits


def test_rules_of_nothing_give_the_very_figures_of_no_rule() -> None:
    plan = hiring(6.0, stock=people(WORLD, {40: 50.0}, sector=PRIVATE))
    without, none = project(plan), project(replace(plan, vacancies=vacancies()))
    assert none.stock.tobytes() == without.stock.tobytes()


def test_private_staff_take_a_share_of_the_posts_that_lack_candidates() -> None:
    stock = people(WORLD, {40: 50.0}, sector=PRIVATE)
    found = project(hiring(6.0, stock=stock, vacancies=vacancies(from_private=0.25)))
    assert found.entries["hired_from_private"][:, 0, PUBLIC, 0].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert found.exits["left_for_post"][:, 0, PRIVATE, 0].tolist() == [0.0, 1.0, 1.0, 1.0]
    assert found.stock[:, 0, PRIVATE, 0].tolist() == [50.0, 49.0, 48.0, 47.0]
    assert found.stock[:, 0, PUBLIC, 0].tolist() == [0.0, 7.0, 14.0, 21.0]
    assert found.placements.filled[:, 0, 0].tolist() == [7.0] * 3


def test_no_more_are_hired_than_private_practice_has() -> None:
    stock = people(WORLD, {40: 3.0}, sector=PRIVATE)
    found = project(hiring(0.0, stock=stock, vacancies=vacancies(from_private=1.0)))
    assert yearly(found.entries["hired_from_private"]) == [0.0, 3.0, 0.0, 0.0]
    assert yearly(found.stock) == [3.0] * 4


def test_posts_beyond_the_fill_rate_stay_empty() -> None:
    stock = people(WORLD, {40: 50.0}, sector=PRIVATE)
    plan = hiring(0.0, stock=stock, vacancies=vacancies(from_private=1.0))
    half = replace(plan.recruitment, fill=plan.recruitment.fill * 0.5)
    found = project(replace(plan, recruitment=half))
    assert yearly(found.entries["hired_from_private"]) == [0.0, 5.0, 5.0, 5.0]


def test_those_whom_the_public_service_would_release_are_not_hired() -> None:
    released = builders.at_ages(WORLD, dict.fromkeys(range(63, 81), 1.0))
    released[:, :, :, PRIVATE] = 0.0
    stock = people(WORLD, {50: 4.0, 70: 40.0}, sector=PRIVATE)
    plan = hiring(0.0, stock=stock, releases={"limit_age": released})
    found = project(replace(plan, vacancies=vacancies(from_private=1.0)))
    assert yearly(found.entries["hired_from_private"]) == [0.0, 4.0, 0.0, 0.0]
    assert yearly(found.stock) == [44.0] * 4


@given(plans)
def test_heads_are_kept_and_posts_are_never_filled_twice(plan: Inputs) -> None:
    found = project(plan)
    come, gone = found.entries["hired_from_private"], found.exits["left_for_post"]
    assert np.allclose(come.sum(axis=2), gone.sum(axis=2), atol=1e-9)
    assert (found.placements.filled <= found.placements.posts * (1 + 1e-9) + 1e-9).all()
    hired = found.entries["recruitment"] + come
    assert np.allclose(hired.sum(axis=2)[1:], found.placements.filled)


@given(plans)
def test_the_proof_of_balance_sees_a_hire_that_makes_a_head(plan: Inputs) -> None:
    found = project(plan)
    found.entries["hired_from_private"][1:, 0, PUBLIC, 0] += 1.0
    found.stock[1:, 0, PUBLIC, 0] += np.arange(1, len(found.stock))
    assert found.imbalance() > 0.5 or len(found.stock) == 1


def test_hires_that_leave_their_practice_full_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(people: np.ndarray, wanted: np.ndarray, kept: np.ndarray) -> np.ndarray:
        people[20, :, PUBLIC, 0] += wanted
        return wanted

    monkeypatch.setattr(projection, "hire_from_private", made)
    with pytest.raises(Refused, match="imbalance"):
        project(hiring(0.0, vacancies=vacancies(from_private=1.0)))
