"""Several scenarios in one, and scenarios of another plan in this one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.models.rows import CadreRow, Names, PlanRows, ScenarioRow, SourceRow
from app.planning.bringing_in import bring_in, clashing
from app.planning.line_edits import own_lines
from app.planning.merging import common, conflicts, merge
from app.planning.plan import Plan
from app.planning.scenario_tree import line_of
from app.problems import Problem
from tests.planning.hand import CADRES, names, said, school
from tests.planning.hand import measure as line
from tests.planning.test_scenario_edits import (
    FAMILY,
    FILL,
    MORE,
    NEW,
    RULE,
    TWICE,
    done,
    lines,
    row,
    rows_of,
    scenario,
    stock,
)

LESS = replace(FILL, value=0.2)
FAR = replace(FILL, territory="02.c")
SPECIAL = line("pipeline", "specialty_share", "set", 0.3, cadre="CARDIO", source="RULE")


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    Plan.create(tmp_path / "hand.tabib", FAMILY)
    with Plan.open(tmp_path / "hand.tabib", write=True) as opened:
        yield opened


def other_plan(*scenarios: ScenarioRow, measures: tuple[object, ...]) -> PlanRows:
    return rows_of(*scenarios, measures=measures)


def test_two_scenarios_become_one_on_what_both_stand_on(plan: Plan) -> None:
    rows = done(plan, merge(plan.rows(), ("two", "apart"), NEW))
    assert line_of(rows, "S1") == ("base", "S1")
    assert lines(rows, "S1") == [
        ("posts", "add", 5.0), ("fill_rate", "set", 0.8), ("posts", "multiply", 2.0),
    ]  # fmt: skip
    assert stock(rows, "S1") == pytest.approx(stock(rows, "two"))


def test_a_scenario_and_its_child_keep_each_line_once(plan: Plan) -> None:
    assert conflicts(plan.rows(), ("one", "two")) == ()
    rows = done(plan, merge(plan.rows(), ("one", "two"), NEW))
    assert lines(rows, "S1") == [*lines(rows, "one"), *lines(rows, "two")]
    assert row(rows, "S1").parent == "base"


def test_roots_are_merged_into_a_root() -> None:
    rows = rows_of(scenario("x"), scenario("y"), measures=(replace(FILL, scenario="x"),))
    (added, *_) = merge(rows, ("x", "y"), NEW).edits
    assert added.row.parent == ""


def test_what_two_branches_share_ends_where_they_part() -> None:
    rows = rows_of(
        scenario("x", "base"), scenario("x2", "x"), scenario("y", "base"), scenario("y2", "y")
    )
    assert common(rows, ("x2", "y2")) == ("base",)


def test_lines_on_the_same_figures_are_told_and_one_is_left_out() -> None:
    rows = rows_of(
        scenario("x", "base"), scenario("y", "base"),
        measures=(
            replace(FILL, scenario="x"), replace(FAR, scenario="x", line=2),
            replace(SPECIAL, scenario="x", line=3),
            replace(LESS, scenario="y"), replace(MORE, scenario="y", line=2),
            replace(SPECIAL, scenario="y", line=3, cadre="OTHER"),
            replace(FILL, scenario="y", line=4, year_from=2041, year_to=2045),
            replace(FAR, scenario="y", line=5, sector="private", year_from=2026),
            replace(FAR, scenario="y", line=6, cadre="MED_SP"),
        ),
    )  # fmt: skip
    found = conflicts(rows, ("x", "y"))
    assert [(a.scenario, a.line, b.scenario, b.line) for a, b in found] == [
        ("x", 1, "y", 1), ("x", 2, "y", 5),
    ]  # fmt: skip
    edit = merge(rows, ("x", "y"), NEW, left_out=[("x", 1)])
    values = [(one.row.parameter, one.row.value) for one in edit.edits[1:]]
    assert values[:3] == [("fill_rate", 0.8), ("specialty_share", 0.3), ("fill_rate", 0.2)]
    assert [one.row.line for one in edit.edits[1:]] == list(range(1, 9))


def test_scenarios_come_with_their_tree_and_their_sources(plan: Plan) -> None:
    law = SourceRow("LAW", "A law", "", "", "", "")
    other = replace(
        other_plan(
            scenario("x", "base"), scenario("y", "x"),
            measures=(
                replace(FILL, scenario="x", source="LAW"), replace(MORE, scenario="y"),
                replace(MORE, scenario="y", line=2, source="LAW"),
                replace(MORE, scenario="y", line=3, source="GONE"),
            ),
        ),
        sources=(law, replace(RULE, title="Another rule")),
    )  # fmt: skip
    brought = bring_in(plan.rows(), replace(other, measures=other.measures[:-1]), ("y", "x"), {})
    assert brought.findings == ()
    rows = done(plan, brought.edit)
    assert line_of(rows, "S2") == ("base", "S1", "S2")
    assert [m.source for m in own_lines(rows, "S2")] == ["RULE-2", "LAW"]
    titles = {one.id: one.title for one in rows.sources}
    assert titles == {"RULE": "A rule", "RULE-2": "Another rule", "LAW": "A law"}
    # 15 posts a year, eight tenths of them filled
    assert stock(rows, "S2") == pytest.approx([10.0, 22.0, 34.0, 46.0])
    unsourced = bring_in(rows, other, ("y",), {}).edit.edits
    assert unsourced[-1].row.source == "GONE"  # the plan's own rules will refuse it


def test_what_one_stands_on_comes_in_front_where_it_stays_behind(plan: Plan) -> None:
    other = other_plan(
        scenario("x", "base"), scenario("y", "x"), scenario("z", "y"),
        measures=(
            replace(FILL, scenario="x"), replace(MORE, scenario="y"), replace(TWICE, scenario="z"),
        ),
    )  # fmt: skip
    rows = done(plan, bring_in(plan.rows(), other, ("z", "x"), {}).edit)
    assert line_of(rows, "S2") == ("base", "S1", "S2")
    assert lines(rows, "S2") == [("posts", "add", 5.0), ("posts", "multiply", 2.0)]
    lone = bring_in(plan.rows(), rows_of(scenario("r")), ("r",), {}).edit
    assert lone.edits[0].row.parent == ""


NAMED = scenario("x", "base", names=Names("", "", "two"))


def test_a_name_that_is_taken_is_numbered(plan: Plan) -> None:
    taken = other_plan(NAMED, scenario("fresh"), measures=())
    assert clashing(plan.rows(), taken, ("x", "fresh")) == {"x": "two"}
    rows = done(plan, bring_in(plan.rows(), taken, ("x",), {}).edit)
    assert row(rows, "S1").names == Names("", "", "two (2)")
    again = done(plan, bring_in(rows, taken, ("x",), {"x": "rename"}).edit)
    assert row(again, "S2").names == Names("", "", "two (3)")


def test_a_name_that_is_taken_is_replaced_or_left(plan: Plan) -> None:
    other = other_plan(NAMED, scenario("y", "x"), measures=(replace(FILL, scenario="x"),))
    rows = done(plan, bring_in(plan.rows(), other, ("x",), {"x": "replace"}).edit)
    made = row(rows, "two")
    assert (made.names.en, made.parent, made.mark) == ("two", "base", "b")
    assert lines(rows, "two") == [("fill_rate", "set", 0.8)]
    left = done(plan, bring_in(rows, other, ("x", "y"), {"x": "skip"}).edit)
    assert lines(left, "S1") == [("fill_rate", "set", 0.8)]  # from the one that stayed behind
    locked = other_plan(scenario("l", "base", names=names("base")), measures=())
    with pytest.raises(Problem):
        bring_in(left, locked, ("l",), {"l": "replace"})


def test_one_is_not_put_under_what_stands_on_it(plan: Plan) -> None:
    other = other_plan(
        scenario("x", "base", names=names("two")), scenario("y", "x", names=names("one")),
        measures=(),
    )  # fmt: skip
    answers = {"x": "replace", "y": "replace"}
    rows = done(plan, bring_in(plan.rows(), other, ("x", "y"), answers).edit)
    assert line_of(rows, "one") == ("base", "one")


def test_what_this_plan_does_not_know_is_left_out_and_said(plan: Plan) -> None:
    other = replace(
        other_plan(
            scenario("x", "base"),
            measures=(
                replace(FILL, scenario="x", territory="77"),
                replace(FILL, scenario="x", line=2, cadre="DENTIST"),
                replace(MORE, scenario="x", line=3),
                replace(SPECIAL, scenario="x", line=4, parameter="graduates", cadre="MED"),
            ),
        ),
        cadres=(*CADRES, CadreRow("DENTIST", "ALL", "cadre", "", "", names("Dentists"))),
    )  # fmt: skip
    brought = bring_in(plan.rows(), other, ("x",), {})
    assert [one.where for one in brought.findings] == ["x, 1", "x, 2", "x, 4"]
    done(plan, brought.edit)  # a plan without schools takes what is left
    assert said(Problem(brought.findings[0].what, "x, 1")) == (
        "x, 1: Left out, since this plan does not know 77: Fill rate."
    )
    kept = [one.row.parameter for one in brought.edit.edits[1:]]
    assert kept == ["posts"]


def test_lines_on_schools_come_where_the_plan_has_schools(plan: Plan) -> None:
    taught = replace(SPECIAL, scenario="x", parameter="graduates", cadre="MED")
    other = other_plan(scenario("x", "base"), measures=(taught,))
    rows = replace(plan.rows(), pipeline=(school("graduates", 10.0),))
    assert bring_in(rows, other, ("x",), {}).findings == ()
    assert len(bring_in(plan.rows(), other, ("x",), {}).findings) == 1
