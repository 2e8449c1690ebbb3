"""Posts are filled up to the candidates; the other new doctors open in private practice."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.entries import Placements, place
from app.engine.inputs import Recruitment
from tests.engine import builders

WORLD = builders.axes(regions=(0, 0), cadres=2, years=1)


def recruiting(per_territory: tuple[float, float], fill: float = 1.0) -> Recruitment:
    posts = np.zeros((1, 2, 2))
    posts[0, :, 0] = per_territory
    return Recruitment(
        posts, np.full((1, 2, 2), fill), np.full((1, 2), np.inf), np.array([0.3, 0.7])
    )


def placed(recruitment: Recruitment, candidates: float, *, schooled: bool = False) -> Placements:
    training = builders.training(WORLD) if schooled else None
    given = builders.inputs(WORLD, recruitment=recruitment, training=training)
    return place(given, np.array([[candidates, 0.0]]))


def test_posts_that_nobody_limits_are_filled_by_their_fill_rate() -> None:
    found = placed(recruiting((10.0, 30.0), fill=0.5), np.inf)
    assert found.filled[0, :, 0].tolist() == [5.0, 15.0]


def test_posts_left_unfilled_are_the_difference() -> None:
    found = placed(recruiting((10.0, 30.0), fill=0.5), np.inf)
    assert (found.posts - found.filled)[0, :, 0].tolist() == [5.0, 15.0]


def test_too_few_candidates_are_shared_in_proportion_to_what_each_would_have_filled() -> None:
    found = placed(recruiting((10.0, 30.0), fill=0.5), 10.0)
    assert found.filled[0, :, 0].tolist() == [2.5, 7.5]


def test_without_candidates_no_post_is_filled() -> None:
    assert placed(recruiting((10.0, 30.0)), 0.0).filled.sum() == 0.0


def test_without_posts_no_candidate_is_asked() -> None:
    assert placed(recruiting((0.0, 0.0)), 0.0).filled.sum() == 0.0


def test_hires_enter_the_public_sector() -> None:
    found = placed(recruiting((10.0, 30.0)), np.inf)
    assert found.recruitment[0, :, PUBLIC, 0].tolist() == [10.0, 30.0]
    assert found.recruitment[0, :, PRIVATE].sum() == 0.0


def test_doctors_without_a_post_open_where_doctors_settle() -> None:
    found = placed(recruiting((10.0, 30.0)), 50.0, schooled=True)
    assert found.opening[0, :, PRIVATE, 0] == pytest.approx([3.0, 7.0])
    assert found.opening[0, :, PUBLIC].sum() == 0.0


def test_people_of_other_schools_open_no_practice() -> None:
    assert placed(recruiting((10.0, 30.0)), 50.0).opening.sum() == 0.0


PERSONS = st.floats(0, 1e4)


@given(first=PERSONS, second=PERSONS, fill=st.floats(0, 1), candidates=PERSONS)
def test_every_candidate_has_a_post_or_a_practice_and_nobody_more_does(
    first: float, second: float, fill: float, candidates: float
) -> None:
    found = placed(recruiting((first, second), fill), candidates, schooled=True)
    assert found.filled.sum() <= candidates * (1 + 1e-12) + 1e-300  # where figures have no room
    total = found.recruitment.sum() + found.opening.sum()
    assert total == pytest.approx(candidates, rel=1e-9, abs=1e-9)
    assert (found.opening >= 0).all()
