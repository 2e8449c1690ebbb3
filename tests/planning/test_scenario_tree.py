"""Scenarios that stand on one another: the order of their measures, and what no plan may hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.rows import PlanRows, ScenarioRow
from app.planning.edits import RemoveMeasure, RemoveScenario, SetScenario, Together
from app.planning.fingerprint import figures, fingerprint
from app.planning.plan import Plan
from app.planning.scenario_tree import line_of, shown, stack
from app.planning.study import run
from app.problems import message
from tests.models.plan_states import refused
from tests.models.small_plan import MEASURES, SCENARIOS
from tests.planning.hand import hand, measure, names, post, staff

POSTS = measure("recruitment", "posts", "set", 5.0, cadre="MED_GP", territory="01.a")


def scenario(code: str, parent: str = "", **changes: object) -> ScenarioRow:
    return replace(ScenarioRow(code, names(code), 0, locked=False, parent=parent), **changes)


def plan_with(*measures: object) -> PlanRows:
    return hand(
        scenarios=(
            scenario("leaf", "branch"), scenario("root"), scenario("branch", "root"),
            scenario("other", "root"),
        ),
        staff=(staff(10),),
        recruitment=(post("01.a", 1, 0.5),),
        measures=measures,
    )  # fmt: skip


def test_a_line_goes_from_the_root_to_the_scenario() -> None:
    rows = plan_with()
    assert line_of(rows, "leaf") == ("root", "branch", "leaf")
    assert line_of(rows, "root") == ("root",)
    assert line_of(rows, "nobody") == ("nobody",)


def test_a_circle_that_came_from_elsewhere_ends() -> None:
    rows = hand(scenarios=(scenario("a", "b"), scenario("b", "a")))
    assert line_of(rows, "a") == ("b", "a")


def test_what_is_inherited_comes_first_whatever_the_order_of_the_rows() -> None:
    measures = [
        replace(POSTS, scenario=code, line=at, value=value)
        for code, at, value in (
            ("leaf", 2, 4.0), ("leaf", 1, 3.0), ("other", 1, 9.0), ("root", 7, 1.0),
            ("branch", 1, 2.0),
        )
    ]  # fmt: skip
    assert [m.value for m in stack(plan_with(*measures), "leaf")] == [1.0, 2.0, 3.0, 4.0]


def test_the_last_of_a_stack_wins() -> None:
    rows = plan_with(
        replace(POSTS, scenario="root", value=8.0), replace(POSTS, scenario="leaf", value=2.0)
    )
    posts = {code: run(rows, code).inputs.recruitment.posts[0].sum() for code in ("leaf", "branch")}
    assert posts == {"leaf": 2.0, "branch": 8.0}


@given(st.lists(st.sampled_from(["root", "branch", "leaf", "other"]), max_size=8))
def test_a_stack_of_its_line_is_that_of_one_scenario(scenarios: list[str]) -> None:
    each = [
        replace(POSTS, scenario=code, line=at, operation=("set", "add", "multiply")[at % 3])
        for at, code in enumerate(scenarios, start=1)
    ]
    rows = plan_with(*each)
    flat = [replace(m, scenario="leaf", line=at) for at, m in enumerate(stack(rows, "leaf"), 1)]
    one = run(rows, "leaf").inputs.recruitment.posts
    assert (one == run(plan_with(*flat), "leaf").inputs.recruitment.posts).all()


def test_steps_and_what_is_archived_are_not_offered() -> None:
    rows = hand(scenarios=(
        scenario("a"), scenario("b", archived=True), scenario("c", kind="step"), scenario("d"),
    ))  # fmt: skip
    assert [row.id for row in shown(rows)] == ["a", "d"]


def code_of(rows: PlanRows, name: str) -> str:
    return fingerprint(figures(rows), name)


def test_the_fingerprint_hears_of_ancestors_and_of_nobody_else() -> None:
    own = replace(POSTS, scenario="leaf")
    plain = code_of(plan_with(own), "leaf")
    for above in ("root", "branch"):
        assert code_of(plan_with(own, replace(POSTS, scenario=above)), "leaf") != plain
    assert code_of(plan_with(own, replace(POSTS, scenario="other")), "leaf") == plain
    moved = plan_with(own)
    elsewhere = tuple(
        replace(row, parent="other") if row.id == "leaf" else row for row in moved.scenarios
    )
    assert code_of(replace(moved, scenarios=elsewhere), "leaf") != plain


def test_no_scenario_may_stand_on_itself(plan: Plan) -> None:
    before = plan.rows()
    _, seats, step = SCENARIOS
    for parent in ("SEATS", "STEP"):
        edit = SetScenario(replace(seats, parent=parent))
        assert "above itself" in refused(lambda edit=edit: plan.apply(edit)).what.text
    assert (
        "is not a scenario"
        in refused(lambda: plan.apply(SetScenario(replace(step, parent="NOBODY")))).what.text
    )
    assert plan.rows() == before


def test_what_others_stand_on_stays(plan: Plan) -> None:
    before = plan.rows()
    _, seats, step = SCENARIOS
    alone = Together(message("Gone"), (*map(RemoveMeasure, MEASURES), RemoveScenario(seats)))
    assert "is used by" in refused(lambda: plan.apply(alone)).what.text
    assert plan.rows() == before
    first = SetScenario(replace(step, parent=""))
    plan.apply(Together(message("Gone"), (first, *alone.edits)))
    assert [row.id for row in plan.rows().scenarios] == ["NOTHING", "STEP"]
    plan.undo()
    assert plan.rows() == before


@pytest.mark.parametrize("gone", ["parent", "story"])
def test_a_step_may_stand_alone(plan: Plan, gone: str) -> None:
    plan.apply(SetScenario(replace(SCENARIOS[2], **{gone: ""})))
    assert getattr(plan.rows().scenarios[2], gone) == ""
