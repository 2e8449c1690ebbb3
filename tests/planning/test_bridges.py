"""Bridges: every step by hand in small plans, and exact sums between any two states."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from app.planning import bridges, study
from app.planning.bridges import Bridge, between_norms, between_studies, between_years
from app.planning.lines import View
from app.planning.study import Study
from app.problems import Problem
from tests.engine.test_bridge import last_in
from tests.planning.any_plan import LAST, any_plan
from tests.planning.hand import FACTS, NORMS, assume, contract, hand, measure, people, post, staff

STAFF = (staff(10), staff(4, sector="private", cadre="MED_SP"), staff(6, cadre="NUR_POLY"))
LEAVING = (assume("emigration", 0.1, sector="public", cadre="MED_ALL"),)
GROWING = tuple(people("01.a", year, 6_000 + 600 * (year - 2024)) for year in range(2024, 2028))
PLAN = hand(
    staff=STAFF,
    assumptions=LEAVING,
    populations=GROWING,
    recruitment=(post("01.a", 5, 0.4),),
    contracts=(contract(cadre="MED_SP"),),
    measures=(measure("assumptions", "emigration", "multiply", 2.0, cadre="MED_ALL"),),
)
_PAIRS = 60  # of each of the four kinds


@pytest.fixture(scope="module")
def made() -> Study:
    return study.run(PLAN)


def told(found: Bridge) -> dict[str, float]:
    return {step.key: pytest.approx(step.persons) for step in found.steps}


def reached(found: Bridge) -> float:
    return math.fsum([found.start, *(step.persons for step in found.steps)])


def test_a_year_is_explained_by_people_and_by_each_flow(made: Study) -> None:
    found = between_years(made, made.view("01.a"), 2024, 2025)
    assert (found.measure, found.start) == ("deficit", -8)
    assert told(found) == {
        "need population": 0.6,
        "exits emigration": 1,
        "entries contract_start": -20,
        "entries recruitment": -2,
    }
    assert found.end == pytest.approx(-28.4)


def test_the_way_back_is_the_same_way_with_other_signs(made: Study) -> None:
    view = made.view("01.a")
    there, back = between_years(made, view, 2024, 2027), between_years(made, view, 2027, 2024)
    assert told(back) == {step.key: -step.persons for step in there.steps}
    assert (back.start, back.end) == (there.end, there.start)


def test_steps_stand_by_side_and_the_largest_of_a_side_comes_first(made: Study) -> None:
    steps = between_years(made, made.view("01.a"), 2024, 2027).steps
    assert [step.side for step in steps] == ["need", "exits", "exits", "entries", "entries"]
    assert [step.kind for step in steps[1:3]] == ["contract_end", "emigration"]


def test_where_the_norm_gives_no_need_the_stock_is_explained(made: Study) -> None:
    found = between_years(made, made.view("01.a", "MED_GP"), 2024, 2025)
    assert (found.measure, found.start, found.end) == ("stock", 10, pytest.approx(11))
    assert told(found) == {"entries recruitment": 2, "exits emigration": -1}


def test_two_scenarios_differ_by_the_flows_that_a_measure_moves(made: Study) -> None:
    other = study.run(PLAN, "test", made)
    view = made.view("01.a")
    assert told(between_studies(made, view, other, view, 2025)) == {"exits emigration": 1}
    assert between_studies(made, view, other, view, 2024).steps == ()


def test_two_norms_of_the_same_cadres_differ_by_the_norm_alone(made: Study) -> None:
    view = made.view("01.a")
    other = replace(view, norm=replace(view.norm, value=15.0))
    found = between_norms(made, view, other, 2024)
    assert told(found) == {"need norm": 3}
    assert (found.start, found.end) == (-8, -5)


def test_norms_of_other_cadres_count_other_staff_in_a_step_of_its_own(made: Study) -> None:
    found = between_norms(made, made.view("01.a"), made.view("01.a", norm="MOST"), 2024)
    assert told(found) == {"need norm": 6, "stock counted": -2}
    assert (found.start, found.end) == (-8, -4)


def test_a_norm_without_a_need_leaves_the_stock_that_it_counts(made: Study) -> None:
    found = between_norms(made, made.view("01.a"), made.view("01.a", norm="GOAL"), 2024)
    assert (found.measure, found.start, found.end) == ("stock", 14, 20)
    assert told(found) == {"stock counted": 6}


def test_two_plans_differ_by_base_stock_flows_people_and_norm(made: Study) -> None:
    norms = (replace(NORMS[0], value=12.0), *NORMS[1:])
    new = (*STAFF[:1], staff(5, sector="private", cadre="MED_SP"), staff(1, cadre="MED_SP"))
    more = tuple(replace(row, persons=row.persons * 1.5) for row in GROWING)
    other = study.run(replace(PLAN, norms=norms, staff=new, populations=more))
    found = between_studies(made, made.view("01.a"), other, other.view("01.a"), 2025)
    assert told(found) == {
        "need population": 3_300 * 11 / 10_000,
        "need norm": 2 * 8_250 / 10_000,
        "stock base private MED_SP": -1,
        "stock base public MED_SP": -1,
        "exits emigration": 0.1,
    }
    assert reached(found) == pytest.approx(found.end)


def test_a_cadre_that_one_plan_alone_knows_is_nobody_in_the_other(made: Study) -> None:
    kept = tuple(row for row in PLAN.cadres if row.code != "MED_SP" and row.parent != "MED_SP")
    rows = replace(PLAN, cadres=kept, staff=(staff(10), staff(6, cadre="NUR_POLY")), contracts=())
    other = study.run(rows)
    found = between_studies(made, made.view(), other, other.view(cadre="MED_ALL"), 2024)
    assert found.measure == "stock"
    assert told(found) == {"stock base private MED_SP": -4}


def test_a_plan_that_tells_destinations_is_led_to_from_one_that_does_not_by_all_departures() -> (
    None
):
    leaving = assume("emigration", 0.1)
    shares = (assume("emigration_to_france", 0.6), assume("emigration_to_gulf", 0.3))
    here = (staff(100.0),)
    one = study.run(hand(staff=here, assumptions=(leaving,)))
    same = study.run(hand(staff=here, assumptions=(leaving, *shares)))
    doubled = (replace(leaving, value=0.2), *shares)
    more = study.run(hand(staff=here, assumptions=doubled))
    found = between_studies(one, one.view(), same, same.view(), 2026)
    assert [step.persons for step in found.steps] == pytest.approx([0.0] * len(found.steps))
    found = between_studies(one, one.view(), more, more.view(), 2026)
    assert [step.key for step in found.steps] == ["exits emigration"]
    both = between_studies(same, same.view(), more, more.view(), 2026)
    assert {step.kind for step in both.steps} == {
        "emigration_to_france", "emigration_to_gulf", "emigration_to_unknown",
    }  # fmt: skip


def test_transfers_and_switches_inside_the_view_are_no_step() -> None:
    done = study.run(any_plan(np.random.default_rng(1)))
    inside = {"move_in", "move_out", "switch_in", "switch_out"}

    def kinds(*asked: str | None) -> set[str]:
        found = between_years(done, done.view(*asked), 2024, LAST)
        return inside & {step.kind for step in found.steps}

    assert kinds() == set()
    assert kinds("02") == {"move_in", "move_out"}
    assert kinds(None, "ALL", "public") == {"switch_in", "switch_out"}


def test_a_year_outside_the_plan_is_refused(made: Study) -> None:
    for first, last in ((2023, 2025), (2024, 2028)):
        with pytest.raises(Problem) as caught:
            between_years(made, made.view(), first, last)
        assert caught.value.what.text == "The plan runs from {year0} to {year1}."


# --- Any two states -------------------------------------------------------------------------------


@cache
def any_study(seed: int, scenario: str = "base") -> Study:
    return study.run(any_plan(np.random.default_rng(seed)), scenario)


def any_view(done: Study, rng: np.random.Generator) -> View:
    return done.view(
        str(rng.choice(["MA", "01", "01.b", "02.c"])),
        [None, "MED_ALL", "MED_GP", "ALL"][rng.integers(4)],
        [None, None, "public", "private"][rng.integers(4)],
        str(rng.choice(["MED", "MOST"])),
    )


def result(done: Study, view: View, year: int, measure: str) -> float:
    line = done.lines(view)[year - FACTS.base_year]
    return float(getattr(line, measure))


def any_bridge(kind: str, rng: np.random.Generator) -> tuple[Bridge, float, float]:
    """Return a bridge between two random states, and its two ends as the lines give them."""
    one = other = any_study(int(rng.integers(8)))
    seen, view = (any_view(one, rng),) * 2
    year, last = rng.integers(FACTS.base_year, LAST + 1, 2).tolist()
    if kind == "years":
        found = between_years(one, view, year, last)
        return found, *(result(one, view, y, found.measure) for y in (year, last))
    if kind == "norms":
        view = any_view(one, rng)
        found = between_norms(one, seen, view, year)
    else:
        if kind == "scenarios":
            other = study.run(one.rows, "test", one)
        else:
            other = any_study(8 + int(rng.integers(8)))
            view = replace(view, norm=other.view(norm=view.norm.id).norm)
        found = between_studies(one, seen, other, view, year)
    ends = ((one, seen), (other, view))
    return found, *(result(*end, year, found.measure) for end in ends)


@pytest.mark.parametrize("kind", ["years", "scenarios", "norms", "plans"])
def test_every_bridge_adds_up_between_the_two_results(kind: str) -> None:
    rng = np.random.default_rng(sum(map(ord, kind)))
    measures = set()
    for _ in range(_PAIRS):
        found, start, end = any_bridge(kind, rng)
        assert (found.start, found.end) == (start, end)
        assert abs(reached(found) - end) <= 1e-6
        assert len({step.key for step in found.steps}) == len(found.steps)
        measures.add(found.measure)
    assert measures == {"deficit", "stock"}


def test_a_step_that_is_forgotten_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridges, "_cumulated", lambda flows: dict(list(flows)[-1]))
    with pytest.raises(AssertionError):
        test_every_bridge_adds_up_between_the_two_results("years")


def the_way_back_is_the_same_between_plans() -> None:
    one, other = any_study(3), any_study(11)
    there = between_studies(one, one.view(), other, other.view(), LAST)
    back = between_studies(other, other.view(), one, one.view(), LAST)
    assert told(back) == {step.key: -step.persons for step in there.steps}


def test_people_and_norm_have_their_shares_whichever_plan_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    the_way_back_is_the_same_between_plans()
    monkeypatch.setattr(bridges, "product_shares", last_in)
    with pytest.raises(AssertionError):
        the_way_back_is_the_same_between_plans()
