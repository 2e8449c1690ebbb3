"""What is typed in a line is refused at once, or leaves a plan that can be projected."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine.inputs import Inputs
from app.engine.projection import Projection, project
from app.language import CODES, language
from app.models.kinds import KINDS
from app.models.rows import MeasureRow, PlanRows
from app.planning import line_edits, scenario_edits
from app.planning.edits import Edit, SetMeasure, label, where_is
from app.planning.levers import Lever, levers, measure
from app.planning.line_checks import refuse_unprojected, rows_after
from app.planning.row_places import _KINDS, place_of_line
from app.planning.starter import sample
from app.planning.study import Study, run
from app.problems import Problem, message
from tests.planning.hand import contract, hand, names, staff
from tests.planning.hand import measure as line
from tests.planning.test_scenario_edits import rows_of, scenario

SAMPLES = {
    "tata-2017": ("reference", "renewal-50", "posts-5-fill-40"),
    "morocco-2021": ("reference", "RETIRE2"),
    "morocco-2024": ("reference",),
}
TYPED = st.one_of(
    st.sampled_from([0.0, -1.0, 0.5, 1.5, 2.0, 61.0, 9999.0, -1e12, 1e12]),
    st.floats(-1e12, 1e12, allow_subnormal=False),
)
PLACES = [(name, code) for name, codes in SAMPLES.items() for code in codes]
RENEWED = ("contracts", "renewal_years")


@cache
def unlocked(name: str, code: str) -> tuple[Study, tuple[Lever, ...]]:
    rows = sample(name)
    scenarios = tuple(replace(row, locked=False) for row in rows.scenarios)
    study = run(replace(rows, scenarios=scenarios), code)
    return study, levers(study)


def refused(rows: PlanRows, edit: Edit, before: Study) -> Problem | None:
    try:
        refuse_unprojected(rows, edit, before)
    except Problem as problem:
        return problem
    return None


@pytest.mark.parametrize(("name", "code"), PLACES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_lever_can_be_moved_all_the_way_it_offers(
    name: str, code: str, data: st.DataObject
) -> None:
    study, offered = unlocked(name, code)
    lever = data.draw(st.sampled_from(offered))
    steps = data.draw(st.integers(0, round((lever.most - lever.least) / lever.step)))
    for value in (lever.least, lever.most, lever.least + steps * lever.step):
        edit = line_edits.pull(study, lever, value, "Typed")
        assert refused(study.rows, edit, study) is None, (lever.key, value)


@pytest.mark.parametrize(("name", "code"), PLACES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), TYPED, st.sampled_from(["set", "add", "multiply"]))
def test_what_is_typed_is_refused_or_leaves_a_plan_that_projects(
    name: str, code: str, data: st.DataObject, typed: float, operation: str
) -> None:
    study, offered = unlocked(name, code)
    lever = data.draw(st.sampled_from(offered))
    start = replace(measure(study.rows, lever, lever.stands), scenario=code)
    new = replace(start, value=typed, operation=operation, unit=lever.unit)
    edit = line_edits.add_line(study.rows, code, new, "Typed")
    problem = refused(study.rows, edit, study)
    if problem is None:
        run(rows_after(study.rows, edit), code)
    else:
        said = language("en").problem(problem)
        assert " · " not in said
        assert code not in said.split()


def test_a_renewal_for_no_year_is_refused_where_it_is_typed() -> None:
    study, _ = unlocked("tata-2017", "renewal-50")
    new = line(*RENEWED, "set", 0.0, scenario="renewal-50", unit="years", territory="09.551")
    problem = refused(study.rows, line_edits.add_line(study.rows, "renewal-50", new, ""), study)
    assert problem is not None
    assert language("en").problem(problem) == (
        "line 2 (Years of a renewed contract), Value: A contract is renewed for one year at least."
        " Correct it and try again."
    )


def _family(*measures: MeasureRow) -> PlanRows:
    group = contract(renewal_share=0.5, renewal_years=2, source="RULE")
    rows = rows_of(scenario("one", "base"), scenario("two", "one"), measures=measures)
    return replace(rows, contracts=(group,))


def _years(scenario: str, operation: str, value: float, number: int = 1) -> MeasureRow:
    made = line(*RENEWED, operation, value, scenario=scenario, unit="years")
    return replace(made, line=number, source="RULE")


def test_a_scenario_that_stands_on_the_changed_one_still_projects() -> None:
    rows = _family(_years("two", "add", -1.0))
    study = run(rows, "one")
    problem = refused(rows, line_edits.add_line(rows, "one", _years("one", "set", 1.0), ""), study)
    assert problem is not None
    assert "“two”, which stands on this one, could" in language("en").problem(problem)
    assert (
        refused(rows, line_edits.add_line(rows, "one", _years("one", "set", 2.0), ""), study)
        is None
    )


def test_only_the_changed_one_is_projected_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty that stand on one would hold up whoever drags its lever for half a second."""
    rows = _family(_years("two", "set", 1.0))
    study, projected = run(rows, "one"), list[Inputs]()

    def counted(inputs: Inputs) -> Projection:
        projected.append(inputs)
        return project(inputs)

    monkeypatch.setattr("app.planning.study.project", counted)
    edit = line_edits.add_line(rows, "one", _years("one", "set", 2.0), "")
    assert refused(rows, edit, study) is None
    assert len(projected) == 1


def test_a_line_is_not_taken_back_where_the_others_need_it() -> None:
    rows = _family(_years("one", "set", 3.0), _years("one", "add", -2.0, 2))
    problem = refused(rows, line_edits.remove_line(rows, rows.measures[0]), run(rows, "one"))
    assert problem is not None
    assert "the scenario “one” could" in language("en").problem(problem)


def test_lines_that_stand_wrong_already_can_be_mended_one_by_one() -> None:
    wrong = (_years("one", "add", -2.0), _years("one", "add", -4.0, 2))
    rows = _family(*wrong)
    study = run(rows, "base")
    with pytest.raises(Problem):
        run(rows, "one")
    for value in (-3.0, 1.0):  # not yet enough; enough
        edit = SetMeasure(replace(wrong[1], value=value))
        assert refused(rows, edit, study) is None
    assert refused(rows, line_edits.move_line(rows, wrong[1], 0), study) is None


def test_a_scenario_put_under_another_still_projects() -> None:
    rows = _family(_years("one", "set", 3.0), _years("two", "add", -2.0))
    assert refused(rows, scenario_edits.put_under(rows, "two", "one"), run(rows, "one")) is None
    problem = refused(rows, scenario_edits.put_under(rows, "two", "base"), run(rows, "one"))
    assert problem is not None
    new = scenario_edits.create(rows, "two", names("new"))
    assert refused(rows, new, run(rows, "one")) is None


def test_a_new_scenario_that_cannot_be_projected_is_refused() -> None:
    rows = _family()
    study = run(rows, "base")
    edit = scenario_edits.keep(rows, "base", (_years("trial", "add", -2.0),), names("new"), "T")
    problem = refused(rows, edit, study)
    assert problem is not None
    assert "“new”" in language("en").problem(problem)


@pytest.mark.parametrize("code", CODES)
def test_the_place_of_a_row_is_named_in_the_words_of_people(code: str) -> None:
    spoken = language(code)
    rows = sample("morocco-2024")
    for name in set(KINDS) - {"facts"}:
        for row in getattr(rows, name)[:1]:
            told = where_is(row, "value")
            said = spoken.tell(told.words)
            assert told == f"{name} · {label(row)} · value"
            assert said.endswith(spoken.say("Value"))


def test_the_place_of_a_field_without_a_name_is_that_of_its_row() -> None:
    rows = sample("morocco-2024")
    scenario = next(row for row in rows.scenarios if row.id == "reference")
    assert language("en").tell(where_is(scenario, "mark").words) == "Scenario, If nothing changes"
    assert language("fr").tell(where_is(rows.facts).words).startswith("Plan, ")


def test_every_kind_of_figures_has_a_name() -> None:
    assert set(_KINDS) == set(KINDS) - {"measures"}


def test_the_place_of_a_line_names_its_scenario() -> None:
    rows = rows_of(scenario("one", "base"), measures=(_years("one", "set", 1.0),))
    known = place_of_line(rows, rows.measures[0])
    assert known == "one, 1"
    assert language("en").tell(known.words) == "one, line 1 (Years of a renewed contract)"
    lost = place_of_line(hand(staff=(staff(1),)), rows.measures[0])
    assert language("en").tell(lost.words) == "line 1 (Years of a renewed contract)"


def test_what_a_sentence_names_is_not_named_before_it_again() -> None:
    spoken = language("en")
    rows = rows_of(scenario("one", "base", locked=True))
    row = next(one for one in rows.scenarios if one.id == "one")
    named = Problem(message("The scenario {name} is locked.", name=row.names), where_is(row))
    assert spoken.problem(named) == "The scenario one is locked."
    bare = Problem(message("The code is missing."), where_is(row))
    assert spoken.problem(bare) == "Scenario, one: The code is missing."
