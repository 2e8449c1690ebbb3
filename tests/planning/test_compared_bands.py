"""Bands of scenarios side by side: the same draws for all, as each would have alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.models.rows import PlanRows
from app.planning import bands as alone
from app.planning.compared_bands import bands_of_year, draw_stocks
from app.planning.comparison import Comparison, compare
from app.planning.study import run
from app.planning.verdict import verdict
from tests.planning.hand import assume, hand, measure, staff

DRAWS, SEED = 30, 7
PEOPLE = (staff(600), staff(20, territory="01.b"), staff(90, territory="02.c"))


def plan(low: float = 0.02, high: float = 0.1, value: float = 0.5) -> PlanRows:
    """Doctors who leave the country; the scenario changes how many by a factor."""
    return hand(
        staff=PEOPLE,
        assumptions=(assume("emigration", 0.05, low=low, high=high),),
        measures=(measure("assumptions", "emigration", "multiply", value),),
    )


def compared(rows: PlanRows, *scenarios: str, cadre: str | None = None) -> Comparison:
    study = run(rows)
    return compare(rows, scenarios, study.view(cadre=cadre), study)


@pytest.fixture(scope="module")
def made() -> Comparison:
    return compared(plan(), "test")


def test_stocks_in_the_draws_are_those_of_each_scenario_and_place_alone(made: Comparison) -> None:
    found = draw_stocks(made, {}, 5, SEED)
    for study in made.studies:
        for at, place in enumerate((*made.places, made.whole)):
            view = replace(made.view, territory=place)
            mine = alone.drawn_stocks(study, view, range(5), SEED)
            np.testing.assert_allclose(found[study.scenario.id][:, :, at], mine, rtol=1e-9)


def test_the_bands_are_those_of_each_scenario_and_place_alone(made: Comparison) -> None:
    found = bands_of_year(made, draw_stocks(made, {}, DRAWS, SEED), 2026)
    for study, bands in zip(made.studies, found, strict=True):
        for place, band in zip((*made.places, made.whole), bands, strict=True):
            view = replace(made.view, territory=place)
            one = alone.bands(study, view, DRAWS, SEED).years[2]
            assert band.stock_80 == pytest.approx(one.stock_80)
            assert band.deficit_80 == pytest.approx(one.deficit_80)


def test_a_scenario_that_was_drawn_before_is_not_drawn_again(made: Comparison) -> None:
    first = compared(made.reference.rows)
    known = draw_stocks(first, {}, DRAWS, SEED)
    steps: list[float] = []
    both = draw_stocks(made, known, DRAWS, SEED, steps.append)
    assert both["base"] is known["base"]
    np.testing.assert_allclose(both["test"], draw_stocks(made, {}, DRAWS, SEED)["test"])
    assert (len(steps), steps[0], steps[-1]) == (DRAWS, 0.0, (DRAWS - 1) / DRAWS)
    assert draw_stocks(first, both, DRAWS, SEED, steps.append) == {"base": both["base"]}
    assert len(steps) == DRAWS


def test_what_differs_between_scenarios_holds_no_chance_of_the_draws(made: Comparison) -> None:
    # A scenario that changes nothing differs by nothing, however wide its own band is.
    same = compared(plan(value=1.0), "test")
    reference, here = bands_of_year(same, draw_stocks(same, {}, DRAWS, SEED), 2027)
    assert [band.change_80 for band in reference] == [None] * 3
    assert here[0].change_80 == pytest.approx((0.0, 0.0))
    assert here[0].stock_80[1] - here[0].stock_80[0] > 10
    # Half of those who would leave stay: in every draw there are more people.
    found = bands_of_year(made, draw_stocks(made, {}, DRAWS, SEED), 2027)[1]
    assert all(band.change_80 is not None and band.change_80[0] > 0 for band in found)


def test_each_scenario_tells_how_far_the_work_is(made: Comparison) -> None:
    steps: list[float] = []
    bands_of_year(made, draw_stocks(made, {}, 2, SEED), 2025, steps.append)
    assert steps == [0.0, 0.5]


def test_the_verdict_names_nobody_where_bands_meet_and_somebody_where_they_do_not() -> None:
    """Without ranges and with a strong lever the bands of a large place are far apart."""
    doctors = tuple(replace(row, persons=row.persons / 100) for row in PEOPLE)  # they lack people
    strong = hand(
        staff=doctors,
        assumptions=(assume("emigration", 0.6, low=0.6, high=0.6),),
        measures=(measure("assumptions", "emigration", "multiply", 0.0),),
    )
    found = compared(strong, "test")
    told = verdict(found, bands_of_year(found, draw_stocks(found, {}, 4, SEED), 2027))
    assert told.ahead == ((), ("01",))
    assert told.open == ("02",)  # one person out of ten, who may still be there
    crowd = compared(plan(), "test", cadre="NUR_POLY")
    said = verdict(crowd, bands_of_year(crowd, draw_stocks(crowd, {}, 4, SEED), 2027))
    assert (said.ahead, said.open, said.filled) == (((), ()), ("01", "02"), ())


def test_nothing_lacking_anywhere_is_filled_and_no_difference(made: Comparison) -> None:
    told = verdict(made, bands_of_year(made, draw_stocks(made, {}, 4, SEED), 2027))
    assert told.filled == ("01", "02")
