"""What each measure has to do with the difference of two scenarios: by hand, and exact in sum."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from app.models.rows import PlanRows, ScenarioRow
from app.planning import study
from app.planning.levers_apart import MOST_SHARED, LeverBridge, by_lever, differing
from app.planning.starter import sample, samples
from app.planning.study import Study
from app.problems import Problem
from tests.planning.any_plan import LAST, any_plan
from tests.planning.hand import hand, measure, names, post, staff

SCENARIOS = (
    ScenarioRow("base", names("Nothing"), 0, locked=True),
    ScenarioRow("test", names("Test"), 1, locked=False, parent="base"),
    ScenarioRow("more", names("More"), 2, locked=False, parent="test"),
)
MORE_POSTS = measure("recruitment", "posts", "add", 5.0, territory="01.a", cadre="MED_GP")
FILLED = measure("recruitment", "fill_rate", "set", 0.8, territory="01.a", cadre="MED_GP")


def plan(*measures: object) -> PlanRows:
    return hand(
        scenarios=SCENARIOS,
        staff=(staff(10),),
        recruitment=(post("01.a", 5, 0.4),),
        measures=measures,
    )


def explained(
    rows: PlanRows, one: str, other: str, cadre: str | None = None, year: int = 2025
) -> LeverBridge:
    first, last = study.run(rows, one), study.run(rows, other)
    return by_lever(first, last, first.view("01.a", cadre), year, lambda _: None)


def reached(found: LeverBridge) -> float:
    parts = [found.start, found.together, *(one.persons for one in found.pulled)]
    return math.fsum(parts)


def test_two_levers_share_evenly_what_they_do_together() -> None:
    found = explained(plan(MORE_POSTS, replace(FILLED, line=2)), "base", "test")
    # 2 are recruited without them, 4 with either, 8 with both
    assert [one.persons for one in found.pulled] == pytest.approx([-3.0, -3.0])
    assert (found.measure, found.shared, found.together) == ("deficit", True, 0.0)
    assert (found.start, found.end) == (pytest.approx(-6.0), pytest.approx(-12.0))


def test_where_the_norm_gives_no_need_the_stock_is_explained() -> None:
    found = explained(plan(MORE_POSTS), "base", "test", "MED_GP")
    assert (found.measure, found.start, found.end) == ("stock", pytest.approx(12.0), 14.0)
    assert [one.persons for one in found.pulled] == pytest.approx([2.0])


def test_measures_of_the_first_scenario_are_taken_back() -> None:
    found = explained(plan(MORE_POSTS, replace(FILLED, scenario="more")), "more", "base")
    assert [one.taken_back for one in found.pulled] == [True, True]
    assert [one.persons for one in found.pulled] == pytest.approx([3.0, 3.0])


def test_what_both_scenarios_inherit_stays() -> None:
    found = explained(plan(MORE_POSTS, replace(FILLED, scenario="more")), "test", "more")
    assert [one.measure.parameter for one in found.pulled] == ["fill_rate"]
    assert found.pulled[0].persons == pytest.approx(-4.0)


def test_the_same_measure_in_both_scenarios_is_no_lever() -> None:
    apart = tuple(replace(row, parent="") for row in SCENARIOS)
    said = replace(MORE_POSTS, scenario="more", reason="because")
    rows = replace(
        plan(MORE_POSTS, said, replace(FILLED, scenario="more", line=2)), scenarios=apart
    )
    assert [row.parameter for row in differing(rows, "test", "more")[1]] == ["fill_rate"]
    found = explained(rows, "test", "more")
    assert [one.persons for one in found.pulled] == pytest.approx([-4.0])


def test_two_scenarios_without_a_measure_of_their_own_differ_by_nothing() -> None:
    found = explained(plan(), "base", "test")
    assert (found.pulled, found.together, found.start) == ((), 0.0, found.end)


def test_of_many_levers_each_is_taken_out_and_the_rest_is_told_apart() -> None:
    one_post = replace(MORE_POSTS, value=1.0)
    posts = [replace(one_post, line=at, year_to=2030 + at) for at in range(1, MOST_SHARED + 1)]
    found = explained(plan(*posts, replace(FILLED, line=9)), "base", "test")
    # 5 posts at 40 % are 2 people, 11 at 80 % are 8.8; a post less is 0.8 less, 40 % is 4.4 less
    assert [one.persons for one in found.pulled] == pytest.approx([-4.4] + [-0.8] * MOST_SHARED)
    assert found.together == pytest.approx(2.4)
    assert not found.shared
    assert reached(found) == pytest.approx(found.end, abs=1e-9)


def test_the_work_tells_how_far_it_is_and_can_be_stopped() -> None:
    first, last = (
        study.run(plan(MORE_POSTS, replace(FILLED, line=2)), s) for s in ("base", "test")
    )
    heard: list[float] = []
    by_lever(first, last, first.view("01.a"), 2025, heard.append)
    assert heard == [0.0, 0.25, 0.5, 0.75, 1.0]

    def stop(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        by_lever(first, last, first.view("01.a"), 2025, stop)


def test_a_year_outside_the_plan_is_refused() -> None:
    with pytest.raises(Problem):
        explained(plan(), "base", "test", year=2040)


@pytest.mark.parametrize("seed", range(6))
def test_the_levers_of_any_plan_lead_from_one_result_to_the_other(seed: int) -> None:
    rows = any_plan(np.random.default_rng(seed))
    first, last = (study.run(rows, one) for one in ("base", "test"))
    view = first.view()
    found = by_lever(first, last, view, LAST, lambda _: None)
    assert reached(found) == pytest.approx(found.end, abs=1e-9)
    ends = [getattr(one.lines(view)[-1], found.measure) for one in (first, last)]
    assert (found.start, found.end) == tuple(ends)


@pytest.mark.parametrize("name", samples())
def test_the_levers_of_every_sample_add_up_exactly(name: str) -> None:
    rows = sample(name)
    reference = study.run(rows, "reference")
    view = reference.view()
    for row in rows.scenarios[1:4]:
        other: Study = study.run(rows, row.id, reference)
        found = by_lever(reference, other, view, view.until, lambda _: None)
        assert reached(found) == pytest.approx(found.end, abs=1e-9)
