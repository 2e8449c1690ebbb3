"""Cohorts of recruits, followed exactly: by hand, by closed forms, by a run with and without."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import cohorts
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.cohorts import Cohorts, follow
from app.engine.inputs import FloatArray, Inputs, Retention, Vacancies
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.builders import FIRST, rates
from tests.engine.random_inputs import plans

LATER = (1, 2, 5)
WORLD = builders.axes(years=6)
TWO = builders.axes(regions=(0, 0, 1), years=6)


def kept(inputs: Inputs) -> Projection:
    return project(inputs, keep_ages_of=inputs.axes.years)


def followed(inputs: Inputs, *territories: int, later: tuple[int, ...] = LATER) -> Cohorts:
    places = territories or range(len(inputs.axes.territories))
    return follow(inputs, kept(inputs), places, range(len(inputs.axes.cadres)), later)


def leaving(**more: object) -> Inputs:
    """A hundred recruits of 30 a year, of whom a tenth resigns in each later year."""
    given: dict[str, object] = {
        "recruitment": builders.posts(WORLD, 100.0),
        "hazards": {"resignation": rates(WORLD, 0.1)},
    }
    return builders.inputs(WORLD, **(given | more))


def a_tenth_leaves_each_year() -> None:
    found = followed(leaving())
    assert found.hired[:, 0].tolist() == [100.0] * 6
    assert found.there[:, 0, 0] == pytest.approx([90.0, 81.0, 100 * 0.9**5])
    np.testing.assert_array_equal(found.there, found.working)


def test_of_a_hundred_recruits_ninety_then_eighty_one_are_still_there() -> None:
    a_tenth_leaves_each_year()


def test_a_year_counted_too_few_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    count = cohorts._Walk._count
    late = lambda walk, year, group: count(walk, year, replace(group, year=group.year + 1))  # noqa: E731
    monkeypatch.setattr(cohorts._Walk, "_count", late)
    with pytest.raises(AssertionError):
        a_tenth_leaves_each_year()


def test_what_comes_after_the_horizon_is_not_known() -> None:
    found = followed(leaving())
    assert np.isnan(found.there[0]).tolist() == [[False]] * 5 + [[True]]
    assert np.isnan(found.working[2]).tolist() == [[False]] + [[True]] * 5


def test_a_horizon_before_every_answer_gives_none() -> None:
    short = builders.axes(years=2)
    found = followed(builders.inputs(short, recruitment=builders.posts(short, 1.0)), later=(3, 5))
    assert np.isnan(found.there).all()


def test_who_changes_sector_works_on_in_the_country_and_may_come_back() -> None:
    found = followed(leaving(hazards={}, switch=rates(WORLD, 0.2)))
    assert found.there[:2, 0, 0] == pytest.approx([80.0, 80 * 0.8 + 20 * 0.2])
    assert found.working[:, 0, 0] == pytest.approx([100.0] * 3)


def test_years_of_service_keep_recruits_until_they_end() -> None:
    found = followed(leaving(service=np.full((6, 1, 1), 2.0)))
    assert found.there[:, 0, 0] == pytest.approx([100.0, 100.0, 100 * 0.9**3])


def test_in_their_first_year_entrants_meet_exits_for_a_part_of_it() -> None:
    found = followed(leaving(entry_exposure=rates(WORLD, 0.5)))
    assert found.hired[0, 0] == pytest.approx(100 * 0.9**0.5)


def test_who_moves_to_another_region_is_not_there_and_works_on() -> None:
    moves = builders.still(TWO)
    moves.destination[:, 0, 1] = 1.0
    moves = replace(moves, leave=rates(TWO, 0.3))
    given = builders.inputs(TWO, recruitment=builders.posts(TWO, 10.0), moves=moves)
    from_first, from_last = followed(given, 0), followed(given, 2)
    assert from_first.there[:2, 0, 0] == pytest.approx([7.0, 4.9])
    assert from_first.working[:2, 0, 0] == pytest.approx([10.0, 10.0])
    assert from_last.there[:2, 0, 0] == pytest.approx([10.0, 10.0])


def test_who_moves_inside_the_region_is_still_there() -> None:
    moves = replace(builders.still(TWO), within=rates(TWO, 0.3))
    given = builders.inputs(TWO, recruitment=builders.posts(TWO, 10.0), moves=moves)
    assert followed(given, 0).there[:, 0, 0] == pytest.approx([10.0] * 3)


def test_private_staff_who_take_a_post_are_recruits_as_well() -> None:
    nobody = builders.posts(WORLD, 5.0, candidates=np.zeros((6, 1)))
    from_private = Vacancies(np.zeros((6, 1, 1)), np.ones((6, 1, 1)))
    found = followed(
        leaving(
            stock=builders.people(WORLD, {40: 100.0}, sector=PRIVATE),
            recruitment=nobody,
            vacancies=from_private,
        )
    )
    assert found.hired[:, 0] == pytest.approx([5.0] * 6)
    assert found.there[:, 0, 0] == pytest.approx([4.5, 4.05, 5 * 0.9**5])


def test_who_left_for_a_practice_may_be_hired_again_and_is_there_once_more() -> None:
    first = builders.posts(WORLD, 100.0, candidates=np.array([100.0, 0, 0, 0, 0, 0])[:, None])
    half = rates(WORLD, 0.5)
    half[2:] = 0.0
    given = leaving(
        hazards={},
        switch=half,
        recruitment=first,
        vacancies=Vacancies(np.zeros((6, 1, 1)), np.ones((6, 1, 1))),
    )
    found = followed(given)
    assert found.hired[:, 0] == pytest.approx([100.0, 50.0, 0.0, 0.0, 0.0, 0.0])
    assert found.there[:2, 0, 0] == pytest.approx([100.0, 100.0])


@given(rate=st.floats(0, 0.9), half=st.floats(0, 0.9), years=st.integers(1, 6))
def test_where_nothing_moves_those_there_are_the_product_of_stays(
    rate: float, half: float, years: int
) -> None:
    hazards = {"death": rates(WORLD, rate), "emigration": rates(WORLD, half)}
    found = followed(leaving(hazards=hazards), later=(years,))
    stays = 100 * ((1 - rate) * (1 - half)) ** years
    assert found.there[0, : 6 - years, 0] == pytest.approx([stays] * (6 - years))


@settings(max_examples=60, deadline=None)
@given(plans)
def test_there_are_never_more_than_were_hired_nor_more_than_work(plan: Inputs) -> None:
    found = followed(plan)
    hired = np.where(np.isnan(found.working), np.nan, found.hired)
    for fewer, more in ((found.there, found.working), (found.working, hired)):
        known = ~np.isnan(fewer)
        assert (fewer[known] <= more[known] + 1e-9).all()
    both = ~np.isnan(found.working[1:])
    assert (found.working[1:][both] <= found.working[:-1][both] + 1e-9).all()


@settings(max_examples=40, deadline=None)
@given(plans)
def test_territories_together_are_the_sum_of_each(plan: Inputs) -> None:
    apart = [followed(plan, place) for place in range(len(plan.axes.territories))]
    for name in ("hired", "there", "working"):
        parts = sum(getattr(one, name) for one in apart)
        np.testing.assert_allclose(getattr(followed(plan), name), parts, rtol=1e-9, atol=1e-9)


def alone(plan: Inputs) -> Inputs:
    """The same rules, where nobody is there before and nobody comes but by competition."""
    quiet = replace(plan.recruitment, candidates=np.full_like(plan.recruitment.candidates, np.inf))
    return replace(
        plan,
        stock=plan.stock * 0.0,
        training=None,
        recruitment=quiet,
        arrivals={},
        contracts=builders.contracts(),
    )


@settings(max_examples=60, deadline=None)
@given(plans)
def test_all_cohorts_together_are_the_whole_stock_where_nobody_else_comes(plan: Inputs) -> None:
    plan = alone(plan)
    years = len(plan.axes.years) - 1
    found = followed(plan, later=tuple(range(1, years + 1)) or (1,))
    stock = kept(plan).stock.sum(axis=(1, 2))
    for year in range(years):
        survivors = sum(found.working[year - v - 1, v] for v in range(year))
        np.testing.assert_allclose(stock[year + 1], found.hired[year] + survivors, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(plans)
def test_a_run_with_the_cohort_differs_from_one_without_by_exactly_the_cohort(
    plan: Inputs,
) -> None:
    plan = replace(alone(plan), vacancies=None, retention=None)
    if len(plan.axes.years) == 1:
        return
    with_it, region = plan.recruitment.posts.copy(), plan.axes.region_index
    with_it[0, 0] += 7.0
    fewer, more = (
        replace(plan, recruitment=replace(plan.recruitment, posts=posts))
        for posts in (plan.recruitment.posts, with_it)
    )
    years = tuple(range(1, len(plan.axes.years) - 1)) or (1,)
    one, other = followed(fewer, 0, later=years), followed(more, 0, later=years)
    came: FloatArray = (kept(more).stock - kept(fewer).stock)[2:]
    here = came[:, region == region[0]][:, :, PUBLIC].sum(axis=1)
    known = len(came)
    np.testing.assert_allclose((other.there - one.there)[:known, 0], here, atol=1e-9)
    all_over = came.sum(axis=(1, 2))
    np.testing.assert_allclose((other.working - one.working)[:known, 0], all_over, atol=1e-9)


def test_places_of_a_programme_are_those_of_the_run_and_not_of_the_cohort() -> None:
    keeping = Retention(
        reach=np.ones((6, *WORLD.cell_shape)),
        effects={"resignation": np.ones((6, *WORLD.cell_shape))},
        places=np.full((6, 1), 20.0),
        covers=np.ones((1, *WORLD.flow_shape[1:])),
    )
    found = followed(leaving(retention=keeping))
    first, second = 1 - 0.1 * 0.8, 1 - 0.1 * (1 - 20 / 192)
    assert found.there[:2, 0, 0] == pytest.approx([100 * first, 100 * first * second])


def test_the_first_cohort_begins_after_the_base_year() -> None:
    assert followed(leaving()).hired.shape == (WORLD.horizon - FIRST + 1, 1)
