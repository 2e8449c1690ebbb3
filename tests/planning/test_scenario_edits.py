"""Scenarios begun, copied, locked, archived and put under others: in one edit, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.rows import MeasureRow, Names, PlanRows, ScenarioRow, SourceRow
from app.planning import line_edits, scenario_edits
from app.planning.edits import Edit
from app.planning.entered import ENTERED
from app.planning.fields import Fields
from app.planning.levers import Lever, levers, value
from app.planning.places import Places
from app.planning.plan import Plan
from app.planning.posts import opened
from app.planning.reparenting import rewritten
from app.planning.scenario_edits import About, children, free_names, next_code, next_mark
from app.planning.scenario_tree import line_of
from app.planning.study import Study, run
from app.problems import Message, Problem
from tests.planning.hand import assume, hand, names, post, staff
from tests.planning.hand import measure as line

RULE = SourceRow("RULE", "A rule", "", "", "", "")
POSTS = {"territory": "01.a", "cadre": "MED_GP", "source": "RULE"}
MORE = line("recruitment", "posts", "add", 5.0, **POSTS)
FILL = line("recruitment", "fill_rate", "set", 0.8, **POSTS)
TWICE = line("recruitment", "posts", "multiply", 2.0, **POSTS)
NEW = Names("Neuf", "جديد", "New")


def scenario(code: str, parent: str = "", **changes: object) -> ScenarioRow:
    return replace(ScenarioRow(code, names(code), 0, locked=False, parent=parent), **changes)


def rows_of(*scenarios: ScenarioRow, measures: tuple[object, ...] = ()) -> PlanRows:
    known = (scenario("base", locked=True), *scenarios)
    return hand(
        scenarios=tuple(replace(one, position=at) for at, one in enumerate(known)),
        sources=(RULE,),
        staff=(staff(10, source="RULE"),),
        recruitment=(post("01.a", 5, 0.4, id="P1", posts_source="RULE"),),
        populations=tuple(replace(one, source="RULE") for one in hand().populations),
        norms=tuple(replace(one, source="RULE") for one in hand().norms),
        measures=measures,
    )


FAMILY = rows_of(
    scenario("one", "base", mark="a"),
    scenario("two", "one", mark="b"),
    scenario("told", "one", kind="step"),
    scenario("apart", "base"),
    measures=(
        replace(MORE, scenario="one"), replace(FILL, scenario="one", line=2),
        replace(TWICE, scenario="two"),
    ),
)  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    Plan.create(tmp_path / "hand.tabib", FAMILY)
    with Plan.open(tmp_path / "hand.tabib", write=True) as opened:
        yield opened


def done(plan: Plan, edit: Edit) -> PlanRows:
    """Do an edit, undo it, and do it again: the plan is as before, then as after."""
    before = plan.rows()
    plan.apply(edit)
    after = plan.rows()
    plan.undo()
    assert plan.rows() == before
    plan.redo()
    assert plan.rows() == after
    return after


def row(rows: PlanRows, code: str) -> ScenarioRow:
    return next(one for one in rows.scenarios if one.id == code)


def lines(rows: PlanRows, code: str) -> list[tuple[str, str, float]]:
    return [(m.parameter, m.operation, m.value) for m in line_edits.own_lines(rows, code)]


def stock(rows: PlanRows, code: str) -> list[float]:
    study = run(rows, code)
    return [one.stock for one in study.lines(study.view("01.a"))]


def test_a_scenario_begins_on_another_with_the_next_code_and_mark(plan: Plan) -> None:
    about = About(names("why"), "A planner", "2026-03-12")
    rows = done(plan, scenario_edits.create(plan.rows(), "two", NEW, about))
    made = row(rows, "S1")
    assert (made.names, made.parent, made.mark, made.position) == (NEW, "two", "c", 5)
    assert (made.purpose, made.author, made.date) == (names("why"), "A planner", "2026-03-12")
    assert stock(rows, "S1") == stock(rows, "two")
    assert next_code(rows) == "S2"


def test_a_name_that_is_taken_gets_the_first_free_number() -> None:
    rows = rows_of(scenario("one", names=NEW))
    assert free_names(rows, names("Autre")) == names("Autre")
    assert free_names(rows, Names("neuf", "", "New")) == Names("neuf (2)", "", "New (2)")
    twice = rows_of(scenario("one", names=NEW), scenario("two", names=Names("x", "x", "New (2)")))
    assert free_names(twice, NEW).fr == "Neuf (3)"


def test_marks_run_out_and_come_free_again() -> None:
    given = [scenario(f"s{i}", mark=mark) for i, mark in enumerate("abcde")]
    assert next_mark(rows_of(*given)) == ""
    assert next_mark(rows_of(*given[:-1], replace(given[-1], archived=True))) == "e"


def test_what_was_tried_is_kept_with_the_plan_as_its_source(plan: Plan) -> None:
    tried = (replace(MORE, source=""), FILL)
    rows = done(plan, scenario_edits.keep(plan.rows(), "base", tried, NEW, "Typed here"))
    assert lines(rows, "S1") == [("posts", "add", 5.0), ("fill_rate", "set", 0.8)]
    assert [m.source for m in line_edits.own_lines(rows, "S1")] == [ENTERED, "RULE"]
    assert [one.title for one in rows.sources if one.id == ENTERED] == ["Typed here"]
    assert stock(rows, "S1") == stock(rows, "one")


def test_a_copy_has_the_measures_and_no_lock(plan: Plan) -> None:
    plan.apply(scenario_edits.lock(plan.rows(), "one", locked=True))
    rows = done(plan, scenario_edits.duplicate(plan.rows(), "one", NEW))
    copy = row(rows, "S1")
    assert (copy.locked, copy.parent, copy.names, copy.mark) == (False, "base", NEW, "c")
    assert lines(rows, "S1") == lines(rows, "one")
    assert stock(rows, "S1") == stock(rows, "one")
    assert children(rows, "one") == ("two", "told")


def test_a_copy_may_bring_those_that_stand_on_it(plan: Plan) -> None:
    rows = done(plan, scenario_edits.duplicate(plan.rows(), "one", NEW, below=True))
    assert line_of(rows, "S2") == ("base", "S1", "S2")
    assert (row(rows, "S2").names, row(rows, "S2").mark) == (names("two"), "")
    assert stock(rows, "S2") == stock(rows, "two")
    assert next_code(rows) == "S3"  # the step of a story stays with its own


def test_what_is_said_of_a_scenario_is_changed(plan: Plan) -> None:
    edit = scenario_edits.describe(plan.rows(), "one", names=NEW, status="validated", mark="e")
    made = row(done(plan, edit), "one")
    assert (made.names, made.status, made.mark) == (NEW, "validated", "e")


def test_a_locked_scenario_is_only_unlocked(plan: Plan) -> None:
    rows = plan.rows()
    for edit in (
        scenario_edits.describe(rows, "base", mark="a"),
        scenario_edits.archive(rows, "base", archived=True),
        scenario_edits.put_under(rows, "base", "apart"),
        line_edits.add_line(rows, "base", MORE, "Typed"),
    ):
        with pytest.raises(Problem):
            plan.apply(edit)
    assert plan.rows() == rows
    unlocked = done(plan, scenario_edits.lock(rows, "base", locked=False))
    assert not row(unlocked, "base").locked


def test_those_that_stand_on_an_archived_one_go_and_come_with_it(plan: Plan) -> None:
    rows = done(plan, scenario_edits.archive(plan.rows(), "one", archived=True))
    assert {one.id for one in rows.scenarios if one.archived} == {"one", "two"}
    back = done(plan, scenario_edits.archive(rows, "two", archived=False))
    assert not any(one.archived for one in back.scenarios)


def test_another_parent_and_the_same_differences(plan: Plan) -> None:
    rows = done(plan, scenario_edits.put_under(plan.rows(), "two", "apart"))
    assert (line_of(rows, "two"), lines(rows, "two")) == (
        ("base", "apart", "two"), [("posts", "multiply", 2.0)],
    )  # fmt: skip
    # 10 posts a year, filled as in the base: 4 more a year than nobody at all
    assert stock(rows, "two")[-1] == pytest.approx(22.0)


def test_no_scenario_stands_on_itself(plan: Plan) -> None:
    with pytest.raises(Problem):
        plan.apply(scenario_edits.put_under(plan.rows(), "one", "two"))


def test_another_parent_and_the_same_values(plan: Plan) -> None:
    before = stock(plan.rows(), "two")
    rows = done(plan, scenario_edits.put_under_with_values(plan.rows(), "two", "base"))
    assert lines(rows, "two") == [
        ("posts", "add", 5.0), ("fill_rate", "set", 0.8), ("posts", "multiply", 2.0),
    ]  # fmt: skip
    assert stock(rows, "two") == pytest.approx(before)
    alone = done(plan, scenario_edits.put_under_with_values(rows, "two", ""))
    assert stock(alone, "two") == pytest.approx(before)


def test_what_the_new_parent_changes_is_undone(plan: Plan) -> None:
    before = stock(plan.rows(), "apart")
    plan.apply(line_edits.add_line(plan.rows(), "apart", FILL, "Typed"))
    kept = stock(plan.rows(), "apart")
    assert kept != before
    rows = done(plan, scenario_edits.put_under_with_values(plan.rows(), "apart", "two"))
    assert lines(rows, "apart") == [
        ("posts", "multiply", 0.5), ("posts", "add", -5.0), ("fill_rate", "set", 0.8),
    ]  # fmt: skip
    assert stock(rows, "apart") == pytest.approx(kept)


@pytest.mark.parametrize(
    "change",
    [
        FILL,
        replace(TWICE, value=0.0),
        replace(TWICE, ramp_years=3),
        line("contracts", "contracts", "add", 20.0, source="RULE"),
    ],
)
def test_what_no_line_can_undo_is_refused(change: object) -> None:
    rows = rows_of(
        scenario("one", "base"), scenario("two", "base"),
        measures=(replace(change, scenario="one"),),
    )  # fmt: skip
    with pytest.raises(Problem) as refused:
        scenario_edits.put_under_with_values(rows, "two", "one")
    assert refused.value.where == "one, 1"


def test_lines_are_changed_with_their_reason_moved_and_removed(plan: Plan) -> None:
    rows = plan.rows()
    first, _ = line_edits.own_lines(rows, "one")
    other = replace(first, value=7.0, reason="asked for", source="")
    rows = done(plan, line_edits.change_line(rows, other, "Typed"))
    assert lines(rows, "one")[0] == ("posts", "add", 7.0)
    kept = line_edits.own_lines(rows, "one")[0]
    assert (kept.reason, kept.source) == ("asked for", ENTERED)
    rows = done(plan, line_edits.move_line(rows, kept, 1))
    assert [name for name, *_ in lines(rows, "one")] == ["fill_rate", "posts"]
    moved = line_edits.own_lines(rows, "one")[1]
    rows = done(plan, line_edits.remove_line(rows, moved))
    assert lines(rows, "one") == [("fill_rate", "set", 0.8)]
    rows = done(plan, line_edits.add_line(rows, "one", TWICE, "Typed"))
    assert line_edits.own_lines(rows, "one")[-1].line == 2


def lever(study: Study, parameter: str) -> Lever:
    return next(
        one for one in levers(study, "01.a")
        if (one.parameter, one.cadre) in ((parameter, "MED_GP"), (parameter, "MED_ALL"))
    )  # fmt: skip


def test_a_slider_writes_one_line_whatever_it_stands_on(plan: Plan) -> None:
    for to in (0.6, 0.7):
        study = run(plan.rows(), "two")
        fill = lever(study, "fill_rate")
        plan.apply(line_edits.pull(study, fill, to, "Typed"))
        assert value(run(plan.rows(), "two"), fill) == to
    assert lines(plan.rows(), "two") == [("posts", "multiply", 2.0), ("fill_rate", "set", 0.7)]
    study = run(plan.rows(), "two")
    back = line_edits.take_back(study, lever(study, "fill_rate"))
    assert back is not None
    plan.apply(back)
    study = run(plan.rows(), "two")
    assert value(study, lever(study, "fill_rate")) == 0.8  # inherited
    assert line_edits.take_back(study, lever(study, "fill_rate")) is None


def test_a_slider_moves_a_factor_and_a_change_by_the_line_that_is_there(plan: Plan) -> None:
    study = run(plan.rows(), "two")
    posts = lever(study, "posts")
    assert (posts.operation, posts.stands) == ("multiply", 4.0)  # (5 + 5) x 2 over 5
    plan.apply(line_edits.pull(study, posts, 6.0, "Typed"))
    assert lines(plan.rows(), "two") == [("posts", "multiply", 3.0)]
    study = run(plan.rows(), "one")
    posts = lever(study, "posts")
    assert (posts.operation, posts.stands) == ("add", 5.0)
    plan.apply(line_edits.pull(study, posts, 8.0, "Typed"))
    assert lines(plan.rows(), "one")[0] == ("posts", "add", 8.0)


def test_the_history_tells_the_names_in_every_language(plan: Plan) -> None:
    plan.apply(line_edits.add_line(plan.rows(), "one", FILL, "Typed"))
    told = plan.history()[0].what
    assert told.values["scenario"] == names("one")
    assert isinstance(told.values["parameter"], Message)
    assert plan.next_undo == told


def test_an_age_limit_is_written_as_a_change() -> None:
    rows = replace(
        rows_of(scenario("one", "base")),
        assumptions=(assume("limit_age", 63.0, unit="years", source="RULE", id="A1"),),
    )
    study = run(rows, "one")
    (limit,) = [one for one in levers(study) if one.parameter == "limit_age"]
    edit = line_edits.pull(study, limit, 2.0, "Typed")
    assert [(one.row.operation, one.row.value) for one in edit.edits[1:]] == [("add", 2.0)]


def any_line() -> st.SearchStrategy[MeasureRow]:
    return st.one_of(
        st.builds(
            replace, st.just(MORE), operation=st.sampled_from(["add", "multiply", "set"]),
            value=st.sampled_from([0.5, 2.0, 4.0]), ramp_years=st.sampled_from([0, 1, 3]),
            territory=st.sampled_from(["01.a", "01.b", "01", "MA"]),
            year_from=st.sampled_from([2025, 2026]),
            scenario=st.sampled_from(["base", "a", "b", "c", "d"]),
        ),
        st.builds(
            replace, st.just(FILL), operation=st.sampled_from(["add", "multiply", "set"]),
            value=st.sampled_from([0.5, 0.75]), scenario=st.sampled_from(["a", "b", "c", "d"]),
            cadre=st.sampled_from(["MED_GP", "MED_ALL"]),
        ),
    )  # fmt: skip


@settings(max_examples=150)
@given(st.lists(any_line(), max_size=7), st.sampled_from(["base", "a", "c", "d", ""]))
def test_with_its_values_a_scenario_keeps_its_figures_on_any_parent(
    measures: list[MeasureRow], parent: str
) -> None:
    rows = replace(
        rows_of(
            scenario("a", "base"), scenario("b", "a"), scenario("c", "base"), scenario("d", "c"),
            measures=tuple(replace(one, line=at) for at, one in enumerate(measures, start=1)),
        ),
    )  # fmt: skip
    try:
        own = rewritten(rows, "b", parent)
    except Problem:
        return
    moved = tuple(replace(one, parent=parent) if one.id == "b" else one for one in rows.scenarios)
    others = (one for one in rows.measures if one.scenario != "b")
    after = replace(rows, scenarios=moved, measures=(*others, *scenario_edits.numbered(own, "b")))
    assert made(after) == pytest.approx(made(rows), abs=1e-9)


def made(rows: PlanRows) -> list[float]:
    posts, fill = opened(Fields(rows, Places(rows), "b"))
    return [*posts.ravel().tolist(), *fill.ravel().tolist()]
