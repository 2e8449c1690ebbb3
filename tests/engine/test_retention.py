"""A retention programme lowers the rates of those whom it reaches, as far as its places go."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from app.engine import exits
from app.engine.axes import PRIVATE, PUBLIC
from app.engine.exits import reached
from app.engine.inputs import Inputs, Retention
from app.engine.projection import Projection, project
from tests.engine import builders
from tests.engine.builders import people, rates
from tests.engine.random_inputs import plans

WORLD = builders.axes(years=1)


def programme(reach: float, effect: float, places: float, kind: str = "emigration") -> Retention:
    """One pool for the public sector."""
    covers = np.zeros((1, *WORLD.flow_shape[1:]))
    covers[:, :, PUBLIC] = 1.0
    effects = {kind: rates(WORLD, effect)}
    return Retention(rates(WORLD, reach), effects, np.full((1, 1), places), covers)


def keeping(retention: Retention | None, sector: int = PUBLIC) -> Projection:
    """A thousand people, 10 % of whom go abroad and 20 % change sector."""
    stock = people(WORLD, {40: 1000.0}, sector=sector)
    return project(
        builders.inputs(
            WORLD,
            stock=stock,
            hazards={"emigration": rates(WORLD, 0.1)},
            switch=rates(WORLD, 0.2),
            retention=retention,
        )
    )


def gone(found: Projection, kind: str = "emigration") -> float:
    return float(found.exits[kind][1].sum())


def places_hold_fifty_of_the_thousand() -> None:
    """Half could be reached, places are there for 250, and 80 % of their exits are prevented."""
    assert gone(keeping(programme(0.5, 0.8, 250.0))) == pytest.approx(100.0 - 250.0 * 0.1 * 0.8)


def test_those_beyond_the_places_leave_as_before() -> None:
    places_hold_fifty_of_the_thousand()


def test_a_programme_that_forgets_its_places_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exits, "reached", lambda _, plan, year, __: plan.reach[year])
    with pytest.raises(AssertionError):
        places_hold_fifty_of_the_thousand()


def test_where_places_suffice_the_share_reached_counts() -> None:
    assert gone(keeping(programme(0.5, 0.8, 900.0))) == pytest.approx(100.0 - 500.0 * 0.1 * 0.8)


def test_people_outside_every_pool_are_reached_without_limit() -> None:
    found = keeping(programme(0.5, 0.8, 0.0), sector=PRIVATE)
    assert gone(found) == pytest.approx(100.0 - 500.0 * 0.1 * 0.8)


def test_changes_of_sector_can_be_prevented_too() -> None:
    found = keeping(programme(1.0, 1.0, 225.0, kind="sector_switch"))
    assert gone(found) == pytest.approx(100.0)
    assert gone(found, "switch_out") == pytest.approx(900.0 * 0.2 * (1.0 - 0.225))


LONGER = builders.axes(years=2)


def two_years(
    survival: float | None, places: tuple[float, float], last_age: int = 80, leaving: float = 0.1
) -> list[float]:
    """Departures abroad of a thousand people of 40 in two years; all of those inside stay."""
    covers = np.zeros((1, *LONGER.flow_shape[1:]))
    covers[:, :, PUBLIC] = 1.0
    reach = builders.at_ages(LONGER, dict.fromkeys(range(20, last_age + 1), 1.0))
    found = project(
        builders.inputs(
            LONGER,
            stock=people(LONGER, {40: 1000.0}),
            hazards={"emigration": rates(LONGER, leaving)},
            retention=Retention(
                reach,
                {"emigration": rates(LONGER, 1.0)},
                np.array(places)[:, None],
                covers,
                None if survival is None else rates(LONGER, survival),
            ),
        )
    )
    return list(found.exits["emigration"][1:].sum(axis=(1, 2, 3)).tolist())


def those_inside_hold_their_places() -> None:
    """Of 250 inside 200 go on, and of a hundred places none is free: 725 of 925 are outside."""
    assert two_years(0.8, (250.0, 100.0)) == pytest.approx([75.0, 72.5])


def test_those_inside_keep_places_that_are_taken_away() -> None:
    those_inside_hold_their_places()
    assert two_years(None, (250.0, 100.0)) == pytest.approx([75.0, 82.5])


def test_places_that_are_kept_are_not_free_again() -> None:
    assert two_years(0.8, (250.0, 250.0)) == pytest.approx([75.0, 67.5])
    assert two_years(None, (250.0, 250.0)) == pytest.approx([75.0, 67.5])


def test_those_inside_stay_beyond_the_ages_that_are_reached() -> None:
    assert two_years(0.8, (250.0, 250.0), last_age=41) == pytest.approx([75.0, 72.5])
    assert two_years(None, (250.0, 250.0), last_age=41) == pytest.approx([75.0, 92.5])


def test_never_more_are_inside_than_there_are_people() -> None:
    assert two_years(1.0, (1000.0, 0.0)) == [0.0, 0.0]
    assert two_years(1.0, (0.0, 0.0), leaving=0.5) == [500.0, 250.0]


def test_survivors_who_are_forgotten_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    anew = exits.reached
    monkeypatch.setattr(exits, "reached", lambda people, plan, year, _: anew(people, plan, year))
    with pytest.raises(AssertionError):
        those_inside_hold_their_places()


def test_places_given_out_twice_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    given = exits._reached_anew
    monkeypatch.setattr(
        exits,
        "_reached_anew",
        lambda people, plan, year, _: given(people, plan, year, plan.places[year]),
    )
    with pytest.raises(AssertionError):
        those_inside_hold_their_places()


@given(plans)
def test_a_survival_of_nothing_gives_the_very_figures_of_none(plan: Inputs) -> None:
    assert plan.retention is not None
    without = replace(plan, retention=replace(plan.retention, survival=None))
    zero = replace(plan.retention, survival=np.zeros_like(plan.retention.reach))
    nobody = replace(plan, retention=zero)
    for name in ("stock", "fte"):
        one, other = (getattr(project(inputs), name) for inputs in (without, nobody))
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)


def test_no_place_gives_the_very_figures_of_no_programme() -> None:
    none = keeping(programme(1.0, 1.0, 0.0))
    assert none.stock.tobytes() == keeping(None).stock.tobytes()


@given(plans)
def test_never_more_are_reached_than_there_are_places(plan: Inputs) -> None:
    assert plan.retention is not None
    for year in range(builders.years_of(plan.axes)):
        share = reached(plan.stock, plan.retention, year)
        held = np.einsum("ptsc,atsxc->p", plan.retention.covers, plan.stock * share)
        assert (held <= plan.retention.places[year] + 1e-6).all()
        assert (share <= plan.retention.reach[year]).all()


@given(plans)
def test_in_its_first_year_a_programme_sends_nobody_abroad(plan: Inputs) -> None:
    without, found = project(replace(plan, retention=None)), project(plan)
    fewer, more = found.exits["emigration"][1:2], without.exits["emigration"][1:2]
    assert (fewer <= more + 1e-9).all() or plan.entry_exposure is not None
    assert found.imbalance() <= 1e-6
