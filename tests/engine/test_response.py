"""What entrants add to totals is told without a run, and told as a run tells it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.inputs import Inputs, Refused, Retention, Tasks, Vacancies
from app.engine.projection import project
from app.engine.response import POSTS, Response, Stream, applied, respond, seek
from tests.engine import builders
from tests.engine.random_inputs import make, plans, seeds, worlds


def response(plan: Inputs, streams: list[Stream], **how: str) -> Response:
    """Groups are the nation, the public sector, and each territory."""
    cells = plan.axes.flow_shape[1:]
    nation, public = np.ones(cells), np.zeros(cells)
    public[:, PUBLIC] = 1.0
    places = np.eye(cells[0])[:, :, None, None] * nation
    return respond(plan, project(plan), streams, np.stack([nation, public, *places]), **how)


def both(plan: Inputs, seed: int) -> tuple[list[Stream], np.ndarray]:
    """A stream of posts and one of arrivals, of a cadre each, and amounts for them."""
    rng = np.random.default_rng(seed)
    years, cells = builders.years_of(plan.axes), plan.axes.flow_shape[1:]
    cadres = rng.integers(cells[2], size=2)
    streams = [
        Stream(int(cadres[0]), POSTS, rng.random((years, cells[0]))),
        Stream(int(cadres[1]), "return", rng.random((years, *cells[:2]))),
    ]
    return streams, rng.uniform(0.0, 40.0, (2, years))


def run(found: Response, amounts: np.ndarray) -> np.ndarray:
    """Totals of a run of the whole plan."""
    after = project(applied(found.inputs, found.streams, amounts))
    return np.einsum("ytsc,gtsc->yg", getattr(after, found.measure), found.groups)


@settings(deadline=None, max_examples=40)
@given(worlds, seeds, st.booleans(), st.sampled_from(["stock", "fte"]))
def test_totals_are_those_of_a_whole_run(
    world: builders.Axes, seed: int, limited: bool, measure: str
) -> None:
    plan = make(world, seed, limited=limited)
    streams, amounts = both(plan, seed)
    found = response(plan, streams, measure=measure)
    totals, _ = found.changed(amounts)
    np.testing.assert_allclose(totals, run(found, amounts), rtol=1e-9, atol=1e-9)


@settings(deadline=None, max_examples=30)
@given(worlds, seeds)
def test_where_nothing_binds_the_line_is_the_run(world: builders.Axes, seed: int) -> None:
    plan = make(world, seed, limited=False)
    plan = replace(plan, vacancies=None, retention=None, service=None)
    streams, amounts = both(plan, seed)
    found = response(plan, streams)
    assert found.is_straight(amounts)
    np.testing.assert_allclose(found.line(amounts), run(found, amounts), rtol=1e-9, atol=1e-9)


def doctors(**changed: object) -> Inputs:
    """A hundred graduates a year, ten posts a year in each of two territories, some leave."""
    world = builders.axes(regions=(0, 1), cadres=2)
    plain = {
        "training": builders.training(world),
        "recruitment": builders.posts(world, 10.0),
        "hazards": {"emigration": builders.rates(world, 0.1)},
    }
    return builders.inputs(world, **(plain | changed))


def posts_of(plan: Inputs, cadre: int = 0) -> Stream:
    """One post more in the first territory."""
    spread = np.zeros(plan.recruitment.posts.shape[:2])
    spread[:, 0] = 1.0
    return Stream(cadre, POSTS, spread)


def test_a_post_for_a_doctor_moves_one_from_practice_and_makes_nobody() -> None:
    plan = doctors()
    found = response(plan, [posts_of(plan)])
    assert found.presence[0, 0, :, 0] == pytest.approx(np.zeros(6))
    assert found.presence[0, 0, :, 1] == pytest.approx([0, 1, 0.9, 0.81, 0.729, 0.6561])
    assert found.presence[0, 3, :, 1] == pytest.approx([0, 0, 0, 0, 1, 0.9])


def test_posts_beyond_the_candidates_are_answered_by_a_run() -> None:
    plan = doctors()
    found = response(plan, [posts_of(plan)])
    few, many = np.full((1, 5), 80.0), np.full((1, 5), 81.0)
    assert found.changed(few).straight
    totals, straight = found.changed(many)
    assert not straight
    assert totals == pytest.approx(run(found, many))
    assert totals[1, 1] == pytest.approx(100.0)
    assert found.line(many)[1, 1] == pytest.approx(101.0)


def test_a_year_in_which_candidates_bind_matters_only_where_posts_change() -> None:
    plan = doctors()
    posts = plan.recruitment.posts.copy()
    posts[2] = 500.0
    plan = replace(plan, recruitment=replace(plan.recruitment, posts=posts))
    found = response(plan, [posts_of(plan)])
    amounts = np.array([[5.0, 5.0, 0.0, 5.0, 5.0]])
    assert found.changed(amounts).straight
    assert found.line(amounts) == pytest.approx(run(found, amounts))
    assert not found.is_straight(np.array([[0.0, 0.0, 1.0, 0.0, 0.0]]))


def vacancies(plan: Inputs, reopened: float = 0.0, from_private: float = 0.0) -> Vacancies:
    shape = plan.recruitment.posts.shape
    return Vacancies(np.full(shape, reopened), np.full(shape, from_private))


def test_posts_that_open_again_are_answered_by_a_run() -> None:
    plan = doctors()
    plan = replace(plan, vacancies=vacancies(plan, reopened=0.5))
    found = response(plan, [posts_of(plan)])
    assert not found.changed(np.ones((1, 5))).straight


def test_posts_that_private_staff_take_are_answered_by_a_run() -> None:
    plan = doctors(recruitment=builders.posts(builders.axes((0, 1), 2), 60.0))
    stock = builders.people(plan.axes, {40: 500.0}, sector=PRIVATE)
    plan = replace(plan, stock=stock, vacancies=vacancies(plan, from_private=1.0))
    spread = np.ones((5, 2, 2))
    plan = replace(plan, arrivals={"return": builders.arrivals(plan.axes, 1.0)})
    found = response(plan, [Stream(0, "return", spread)])
    amounts = np.full((1, 5), 20.0)
    totals, straight = found.changed(amounts)
    assert not straight
    assert totals == pytest.approx(run(found, amounts))


def test_a_rule_that_takes_nobody_from_practice_leaves_the_line_true() -> None:
    plan = doctors()
    plan = replace(plan, vacancies=vacancies(plan, from_private=1.0))
    assert response(plan, [posts_of(plan)]).changed(np.ones((1, 5))).straight


def test_people_kept_by_places_are_answered_by_a_run() -> None:
    plan = nurses()
    effect = {"emigration": builders.rates(plan.axes, 0.5)}
    covers = np.ones((1, *plan.axes.flow_shape[1:]))
    reach = builders.rates(plan.axes, 0.5)
    scheme = Retention(reach, effect, np.full((5, 1), 30.0), covers)
    amounts = np.full((1, 5), 50.0)
    without = replace(scheme, covers=covers * 0)
    for retention, expected in (
        (scheme, False),
        (without, True),
        (replace(without, survival=reach), False),
    ):
        found = response(replace(plan, retention=retention), [posts_of(plan)])
        totals, straight = found.changed(amounts)
        assert straight is expected
        assert totals == pytest.approx(run(found, amounts))


def test_recruits_bound_to_serve_are_answered_by_a_run() -> None:
    plan = nurses()
    amounts = np.full((1, 5), 5.0)
    for owed, expected in ((2.0, False), (0.0, True)):
        service = np.full_like(plan.recruitment.posts, owed)
        found = response(replace(plan, service=service), [posts_of(plan)])
        totals, straight = found.changed(amounts)
        assert straight is expected
        assert totals == pytest.approx(run(found, amounts))


def test_work_that_others_take_over_is_answered_by_a_run_and_persons_are_not() -> None:
    plan = doctors()
    shape = (5, *plan.axes.flow_shape[1:])
    shifted, takes = np.zeros(shape), np.zeros(shape)
    shifted[..., 0], takes[..., 1] = 0.5, 1.0
    tasks = Tasks(shifted=shifted, takes=takes, exchange=np.ones(shape))
    amounts = np.ones((1, 5))
    for measure, cadre, expected in (("fte", 0, False), ("fte", 1, False), ("stock", 0, True)):
        found = response(replace(plan, tasks=tasks), [posts_of(plan, cadre)], measure=measure)
        totals, straight = found.changed(amounts)
        assert straight is expected
        assert totals == pytest.approx(run(found, amounts))


def nurses() -> Inputs:
    world = builders.axes(regions=(0, 1))
    return builders.inputs(
        world,
        stock=builders.people(world, {30: 100.0}),
        recruitment=builders.posts(world, 10.0),
        hazards={"emigration": builders.rates(world, 0.1)},
    )


def test_a_goal_is_reached_in_one_division() -> None:
    plan = nurses()
    found = response(plan, [posts_of(plan)])
    steps, totals = seek(found, np.ones((1, 5)), (3, 0), 400.0)
    assert totals[3, 0] == pytest.approx(400.0)
    before = 200 * 0.729 + 20 * (1 + 0.9 + 0.81)
    assert steps == pytest.approx((400 - before) / (1 + 0.9 + 0.81))


def test_a_goal_behind_the_candidates_is_refused() -> None:
    plan = doctors()
    found = response(plan, [posts_of(plan)])
    with pytest.raises(Refused, match="not-straight") as refused:
        seek(found, np.ones((1, 5)), (5, 1), 5_000.0)
    assert refused.value.index == (5, 1)


def test_a_goal_that_nothing_moves_is_refused() -> None:
    plan = nurses()
    found = response(plan, [posts_of(plan)])
    with pytest.raises(Refused, match="no-effect"):
        seek(found, np.ones((1, 5)), (0, 0), 300.0)


def test_fewer_posts_than_none_are_refused() -> None:
    plan = nurses()
    with pytest.raises(Refused, match="negative"):
        seek(response(plan, [posts_of(plan)]), np.ones((1, 5)), (3, 0), 0.0)


@settings(deadline=None, max_examples=10)
@given(plans)
def test_nothing_added_is_the_run_that_was_there(plan: Inputs) -> None:
    streams, amounts = both(plan, 1)
    found = response(plan, streams)
    np.testing.assert_allclose(found.line(amounts * 0.0), found.base)
