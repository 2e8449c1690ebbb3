"""Exact chance: means are the projection's, moments those of drawn histories, counts are whole."""

from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings

from app.engine import chance
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.chance import People, moments, presence
from app.engine.counts import counts
from app.engine.inputs import BoolArray, FloatArray, Inputs, Retention
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.exact_draws import Draws
from tests.engine.random_inputs import make, plans, seeds

DRAWS = 1_500
WORLD = builders.axes(regions=(0, 0, 1), cadres=2, years=4)


def everyone(inputs: Inputs) -> BoolArray:
    return np.ones((*inputs.axes.flow_shape[1:], 1), bool)


def cells(inputs: Inputs) -> BoolArray:
    """Each territory, sector and cadre as a group of its own."""
    shape = inputs.axes.flow_shape[1:]
    return np.eye(int(np.prod(shape)), dtype=bool).reshape(*shape, -1)


def _kept(inputs: Inputs) -> Projection:
    return project(inputs, keep_ages_of=inputs.axes.years)


def found(inputs: Inputs, groups: BoolArray) -> tuple[FloatArray, FloatArray]:
    done = _kept(inputs)
    return moments(presence(inputs, done, groups, inputs.axes.years))


def programme(inputs: Inputs, seed: int) -> Inputs:
    """The same inputs with a programme of few places that keeps people in their posts."""
    rng = np.random.default_rng(seed)
    shape = (len(inputs.axes.years) - 1, *inputs.axes.cell_shape)
    covers = np.zeros((1, *inputs.axes.flow_shape[1:]))
    covers[0, 0] = 1.0
    kept = Retention(
        reach=rng.uniform(size=shape),
        effects={kind: rng.uniform(size=shape) for kind in ("emigration", "sector_switch")},
        places=np.full((shape[0], 1), 50.0),
        covers=covers,
    )
    return replace(inputs, retention=kept)


def one_person(chance_of_leaving: float, persons: float = 8.0, years: int = 1) -> Inputs:
    world = builders.axes(years=years)
    return builders.inputs(
        world,
        stock=builders.people(world, {40: persons}),
        hazards={"resignation": builders.rates(world, chance_of_leaving)},
    )


@settings(max_examples=60, deadline=None)
@given(plans)
def test_the_mean_is_the_projected_stock(inputs: Inputs) -> None:
    done = _kept(inputs)
    mean, variance = found(inputs, cells(inputs))
    stock = done.stock.reshape(len(inputs.axes.years), -1)
    np.testing.assert_allclose(mean, stock, rtol=1e-9, atol=1e-9)
    assert (variance > -1e-9).all()
    assert (variance <= mean + 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(plans, seeds)
def test_the_mean_is_the_projected_stock_under_a_programme(inputs: Inputs, seed: int) -> None:
    inputs = programme(inputs, seed)
    mean, _ = found(inputs, cells(inputs))
    stock = _kept(inputs).stock.reshape(len(inputs.axes.years), -1)
    np.testing.assert_allclose(mean, stock, rtol=1e-9, atol=1e-9)


def serving(inputs: Inputs, seed: int) -> Inputs:
    """The same inputs with recruits who owe up to three years of service."""
    shape = inputs.recruitment.posts.shape
    return replace(inputs, service=np.random.default_rng(seed).integers(4, size=shape) * 1.0)


@settings(max_examples=40, deadline=None)
@given(plans, seeds)
def test_the_mean_is_the_projected_stock_with_years_of_service(inputs: Inputs, seed: int) -> None:
    inputs = serving(inputs, seed)
    mean, variance = found(inputs, cells(inputs))
    stock = _kept(inputs).stock.reshape(len(inputs.axes.years), -1)
    np.testing.assert_allclose(mean, stock, rtol=1e-9, atol=1e-9)
    assert (variance > -1e-9).all()


def test_private_staff_who_take_posts_are_drawn_from_those_there() -> None:
    inputs = make(WORLD, 8)
    inputs = replace(inputs, moves=replace(inputs.moves, within=None))
    mean, variance = found(inputs, everyone(inputs))
    np.testing.assert_allclose(mean[:, 0], _kept(inputs).stock.sum(axis=(1, 2, 3)), rtol=1e-9)
    assert (variance[1:] > 0).all()


def test_ages_need_not_be_kept_where_rates_do_not_depend_on_people() -> None:
    inputs = _rich()
    people = presence(inputs, project(inputs), everyone(inputs), inputs.axes.years)
    np.testing.assert_array_equal(moments(people)[0], found(inputs, everyone(inputs))[0])


@settings(max_examples=30, deadline=None)
@given(plans)
def test_a_year_alone_gives_what_all_years_give(inputs: Inputs) -> None:
    done = _kept(inputs)
    last = moments(presence(inputs, done, cells(inputs), inputs.axes.years[-1:]))
    for alone, together in zip(last, found(inputs, cells(inputs)), strict=True):
        np.testing.assert_allclose(alone[0], together[-1], rtol=1e-9, atol=1e-9)


def test_eight_doctors_at_six_percent_all_stay_with_a_probability_of_0_610() -> None:
    inputs = one_person(0.06)
    done = _kept(inputs)
    people = presence(inputs, done, everyone(inputs), inputs.axes.years)
    assert counts(people, 1, 0, 8)[8] == pytest.approx(0.94**8, rel=1e-12)
    assert round(float(counts(people, 1, 0, 8)[8]), 3) == 0.610
    assert counts(people, 1, 0, 8)[0] == pytest.approx(0.06**8, rel=1e-12)
    assert counts(people, 0, 0, 8).tolist() == [0.0] * 8 + [1.0]


def test_one_rate_gives_the_binomial_variance() -> None:
    inputs = one_person(0.06, persons=100.0, years=5)
    mean, variance = found(inputs, everyone(inputs))
    stays = 0.94 ** np.arange(6)
    np.testing.assert_allclose(mean[:, 0], 100 * stays, rtol=1e-12)
    np.testing.assert_allclose(variance[:, 0], 100 * stays * (1 - stays), rtol=1e-12, atol=1e-12)


def test_an_entrant_is_certain_in_the_first_year_and_a_post_is_not() -> None:
    world = builders.axes(years=1)
    came = builders.inputs(world, arrivals={"return": builders.arrivals(world, 5.0)})
    fill = np.full((1, 1, 1), 0.3)
    posts = builders.inputs(world, recruitment=builders.posts(world, 10.0, fill=fill))
    assert found(came, everyone(came))[1][1, 0] == pytest.approx(0.0, abs=1e-12)
    assert found(posts, everyone(posts))[1][1, 0] == pytest.approx(10 * 0.3 * 0.7)


def _doctors(graduates: float) -> Inputs:
    world = builders.axes(cadres=2, years=1)
    return builders.inputs(
        world,
        training=builders.training(world, graduates=graduates),
        recruitment=builders.posts(world, 10.0, fill=np.full((1, 1, 2), 0.3)),
    )


@pytest.mark.parametrize(("graduates", "hired"), [(100.0, 10 * 0.3 * 0.7), (8.0, 3 * 5 / 8)])
def test_a_post_moves_a_doctor_between_sectors_and_makes_none(
    graduates: float, hired: float
) -> None:
    inputs = _doctors(graduates)
    by_sector = np.zeros((1, 2, 2, 3), bool)
    by_sector[:, PUBLIC, 0, 0] = by_sector[:, PRIVATE, 0, 1] = by_sector[:, :, 0, 2] = True
    _, variance = found(inputs, by_sector)
    assert variance[1] == pytest.approx([hired, hired, 0.0], abs=1e-12)


def test_candidates_who_are_all_hired_leave_nothing_to_chance() -> None:
    world = builders.axes(years=1)
    limited = builders.posts(world, 10.0, candidates=np.full((1, 1), 4.0))
    inputs = builders.inputs(world, recruitment=limited)
    assert found(inputs, everyone(inputs))[1][1, 0] == pytest.approx(0.0, abs=1e-12)


def _rich() -> Inputs:
    """A world of three provinces in which everything can happen, with whole people."""
    rng = np.random.default_rng(20)
    stock = np.zeros(WORLD.cell_shape)
    stock[[15, 40, 42]] = rng.integers(1, 9, (3, *WORLD.cell_shape[1:]))
    destination = np.zeros((4, 2, 2))
    destination[:, 0, 1], destination[:, 1, 0] = 1.0, 0.8
    moves = replace(
        builders.still(WORLD),
        leave=builders.rates(WORLD, 0.1),
        factor=np.tile([1.0, 0.5, 1.5], (4, 1)),
        destination=destination,
        arrival=np.array([[0.7, 0.2], [0.3, 0.8], [1.0, 1.0]]),
    )
    came = replace(builders.arrivals(WORLD, 2.0), profile=builders.profile(WORLD, 45, 0.3))
    return builders.inputs(
        WORLD,
        stock=stock,
        hazards={
            "death": builders.rates(WORLD, 0.02),
            "resignation": builders.rates(WORLD, 0.07),
        },
        releases={"limit_age": builders.at_ages(WORLD, {62: 0.5, 63: 1.0})},
        switch=builders.rates(WORLD, 0.05),
        moves=moves,
        training=builders.training(WORLD, graduates=40.0),
        recruitment=builders.posts(
            WORLD, 6.0, fill=np.full((4, 3, 2), 0.4), opening=np.array([0.5, 0.2, 0.3])
        ),
        profiles=builders.profile(WORLD, 27, 0.6),
        arrivals={"return": came},
    )


@cache
def _drawn() -> tuple[FloatArray, FloatArray]:
    """Mean and variance of drawn stocks, [year, T, S, C]; the seed is fixed."""
    inputs = _rich()
    limited = replace(inputs.recruitment, posts=inputs.recruitment.posts * [1.0, 0.0])
    stocks = Draws(replace(inputs, recruitment=limited), np.random.default_rng(7), DRAWS).stocks()
    return stocks.mean(axis=0), stocks.var(axis=0, ddof=1)


def _exact(inputs: Inputs) -> tuple[FloatArray, FloatArray]:
    limited = replace(inputs.recruitment, posts=inputs.recruitment.posts * [1.0, 0.0])
    inputs = replace(inputs, recruitment=limited)
    shape = (len(inputs.axes.years), *inputs.axes.flow_shape[1:])
    mean, variance = found(inputs, cells(inputs))
    return mean.reshape(shape), variance.reshape(shape)


def check_moments_against_drawn_histories() -> None:
    """Means within 4 standard errors, variances within 5 and on the whole within 2 percent."""
    mean, variance = _exact(_rich())
    drawn_mean, drawn_variance = _drawn()
    moved = variance > 1e-9
    error = np.sqrt(variance[moved] / DRAWS)
    assert np.abs((drawn_mean - mean)[moved] / error).max() < 4
    ratios = drawn_variance[moved] / variance[moved]
    assert np.abs(ratios - 1).max() < 5 * np.sqrt(2 / DRAWS)
    assert abs(np.median(ratios) - 1) < 0.02
    assert np.abs((drawn_mean - mean)[~moved]).max() < 1e-9


def test_moments_are_those_of_drawn_histories() -> None:
    check_moments_against_drawn_histories()


def test_a_variance_of_rare_events_everywhere_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def poisson(people: tuple[People, ...]) -> tuple[FloatArray, FloatArray]:
        mean, _ = moments(people)
        return mean, mean

    monkeypatch.setitem(globals(), "found", lambda inputs, groups: poisson(_people(inputs, groups)))
    with pytest.raises(AssertionError):
        check_moments_against_drawn_histories()


def _people(inputs: Inputs, groups: BoolArray) -> tuple[People, ...]:
    return presence(inputs, _kept(inputs), groups, inputs.axes.years)


def test_a_walk_that_reads_rates_at_the_age_before_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stay = chance.staying
    monkeypatch.setattr(chance, "staying", lambda *given: np.roll(stay(*given), -1, axis=0))
    with pytest.raises(AssertionError):
        check_moments_against_drawn_histories()


def test_people_on_contract_break_off_one_by_one() -> None:
    world = builders.axes(years=3)
    groups = (
        builders.group(persons=12.0, first_year=2023, last_year=2026, break_hazard=0.2),
        builders.group(persons=9.0, first_year=2026, last_year=2027, break_hazard=0.1),
    )
    inputs = builders.inputs(world, contracts=builders.contracts(*groups))
    mean, variance = found(inputs, everyone(inputs))
    there = 12 * 0.8  # one year has passed before the base year ends
    assert mean[:, 0] == pytest.approx([there, there * 0.8, there * 0.64 + 9, 8.1])
    assert variance[:, 0] == pytest.approx([0, there * 0.16, there * 0.64 * 0.36, 0.81])
    drawn = Draws(inputs, np.random.default_rng(3), 4_000).contracts()
    assert drawn[:, 3, 1].var() == pytest.approx(0.81, rel=0.1)


def by_hand(probabilities: list[float]) -> FloatArray:
    """The distribution of a sum, by going through everything that may happen."""
    out = np.zeros(len(probabilities) + 1)
    for events in product((0, 1), repeat=len(probabilities)):
        terms = [p if e else 1 - p for p, e in zip(probabilities, events, strict=True)]
        out[sum(events)] += np.prod(terms)
    return out


def test_counts_are_those_of_going_through_everything_that_may_happen() -> None:
    chances = [0.9, 0.2, 0.2, 0.2, 0.55, 0.0, 1.0]
    people = (
        People(np.array([1.0, 3.0]), np.array(chances[:2])[:, None, None]),
        People(np.ones(3), np.array(chances[4:])[:, None, None]),
    )
    whole = by_hand(chances)
    np.testing.assert_allclose(counts(people, 0, 0, 7), whole, atol=1e-15)
    np.testing.assert_allclose(counts(people, 0, 0, 3), whole[:4], atol=1e-15)
    np.testing.assert_allclose(counts(people, 0, 0, 9)[:8], whole, atol=1e-15)


def test_fractions_of_people_keep_the_mean_and_nobody_is_nobody() -> None:
    present = np.array([0.3, 0.8, 0.1])[:, None, None]
    people = (People(np.array([0.5, 2.25, 1.5]), present),)
    found_counts = counts(people, 0, 0, 10)
    mean = moments(people)[0][0, 0]
    assert found_counts.sum() == pytest.approx(1)
    assert (found_counts * np.arange(11)).sum() == pytest.approx(mean)
    nobody = (People(np.zeros(0), np.zeros((0, 1, 1))),)
    assert counts(nobody, 0, 0, 2).tolist() == [1, 0, 0]
