"""What a study takes from an earlier one is what it would have made itself, bit for bit."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine.inputs import Inputs, named_arrays
from app.models.rows import AssumptionRow, PlanRows
from app.planning import starter, study
from app.planning.assemble import put_together
from app.planning.fields import Fields
from app.planning.places import Places
from app.planning.reuse import AXES, READS, Parts
from app.planning.scenario_tree import shown
from app.planning.study import Study
from app.planning.trial import TRIAL, tried
from app.problems import Problem
from tests.planning.hand import assume, measure
from tests.planning.need_rows import AGES, HOSPITALS, WORK, condition

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.rows import MeasureRow

TABLES = tuple(field.name for field in fields(PlanRows))
PARTS = tuple(field.name for field in fields(Inputs) if field.name != "axes")
SWITCHED = (
    *("posts_carried_over", "entry_exposure", "dismissal"),
    *("retained_emigration", "retention_reach", "retention_places"),
    *("tasks_shifted", "tasks_taken_over", "tasks_exchange"),
    *("bonded_years", "hired_from_private", "mobility_within", "long_leave"),
)  # flows that the sample leaves off
PLACED = (
    *("populations", "staff", "assumptions", "recruitment", "contracts", "missions"),
    "measures",
)


NEEDS = {**WORK, **HOSPITALS, **AGES, "conditions": (condition("MED_ALL", 0.1),)}


def made_of(name: str) -> AssumptionRow:
    return assume(name, 2.0 if name == "bonded_years" else 0.1, id=f"F {name}")


def two_regions() -> PlanRows:
    """The sample of the nation, cut down to two regions and four years."""
    rows = starter.sample("morocco-2024")
    regions = {"11", "12"}
    kept = tuple(
        row
        for row in rows.territories
        if row.level == "nation" or row.code in regions or row.parent in regions
    )
    codes = {r.code for r in kept} | {"", "ALL"}
    placed = {
        name: tuple(row for row in getattr(rows, name) if row.territory in codes)
        for name in PLACED
    }
    facts = replace(rows.facts, horizon=rows.facts.base_year + 4)
    kept_on = (r for r in placed["assumptions"] if r.parameter not in SWITCHED)
    placed["assumptions"] = (*kept_on, *(made_of(name) for name in SWITCHED))
    return replace(rows, facts=facts, territories=kept, **placed, **NEEDS)


ROWS = two_regions()
SCENARIOS = tuple(row.id for row in shown(ROWS))


@pytest.fixture(scope="module")
def before() -> Study:
    return study.run(ROWS)


def touched(rows: PlanRows, table: str) -> PlanRows:
    """Return equal rows of which one of a table, and nothing else, is another object."""
    found = getattr(rows, table)
    if table == "facts":
        return replace(rows, facts=replace(found))
    return replace(rows, **{table: (replace(found[0]), *found[1:])})


def contents(one: Study) -> dict[str, object]:
    """Return all that a study says, arrays as their bytes."""
    held: tuple[Any, ...] = (one.inputs, one.projection)
    return {
        "arrays": [
            [(name, array.shape, array.tobytes()) for name, array in named_arrays(arrays)]
            for arrays in held
        ],
        "fingerprint": one.fingerprint,
        "findings": one.findings,
        "axes": one.inputs.axes,
        "urban": one.places.urban.tobytes(),
        "weights": one.places.weights.tobytes(),
    }


def outcome(rows: PlanRows, scenario: str, before: Study | None) -> Study | Problem:
    try:
        return study.run(rows, scenario, before)
    except Problem as problem:
        return problem


def assert_same(one: Study | Problem, other: Study | Problem) -> None:
    if isinstance(one, Study) and isinstance(other, Study):
        assert contents(one) == contents(other)
    else:
        assert isinstance(one, Problem)
        assert isinstance(other, Problem)
        assert (one.what, one.where, one.remedy) == (other.what, other.where, other.remedy)


# --- The table says exactly what each part reads -------------------------------------------------


class _Watched:
    """The rows of a plan, noting which tables are looked at."""

    def __init__(self, rows: PlanRows) -> None:
        self.rows, self.seen = rows, set[str]()

    def __getattr__(self, table: str) -> Any:  # noqa: ANN401  rows of any kind
        if table not in {"measures", "scenarios"}:  # which say what a measure stands on
            self.seen.add(table)
        return getattr(self.rows, table)


class _WatchedFields(Fields):
    """Figures that note the tables on which measures are looked for."""

    def measures_on(self, table: str, parameter: str) -> tuple[MeasureRow, ...]:
        self.rows.seen.add(table)
        return super().measures_on(table, parameter)


class _WatchedParts(Parts):
    """Parts that are each made alone, with a note of what was read."""

    def part(self, name: str, make: Callable[[Fields], Any], of: str = "") -> Any:  # noqa: ANN401
        watched: Any = _Watched(self.rows)
        made = make(_WatchedFields(watched, Places(watched), self.scenario))
        self.seen[name] = watched.seen
        return made

    @cached_property
    def seen(self) -> dict[str, set[str]]:
        return {}


def test_each_part_reads_the_kinds_of_rows_that_the_table_names_and_no_other() -> None:
    seen: dict[str, set[str]] = {name: set(AXES) for name in PARTS}
    for scenario in SCENARIOS:
        parts = _WatchedParts(ROWS, scenario)
        put_together(parts)
        seen = {name: seen[name] | parts.seen[name] for name in PARTS}
    assert seen == {name: {*AXES, *READS[name]} for name in PARTS}
    assert set(READS) == {*PARTS, "places"}
    # Those who come from abroad are as old as those who leave school here.
    assert set(READS["profiles"]) <= set(READS["arrivals"])


def test_the_places_of_a_plan_read_the_kinds_of_rows_that_the_table_names_and_no_other() -> None:
    watched: Any = _Watched(ROWS)
    places = Places(watched)
    for name in dir(Places):
        getattr(places, name)  # whatever is looked up once is looked up now
    assert places.children(places.root)
    assert watched.seen == {*AXES, *READS["places"]}


@pytest.mark.parametrize("table", [name for name in TABLES if name not in {"measures", "stories"}])
def test_a_part_is_made_again_where_a_row_that_it_reads_is_another_and_only_there(
    before: Study, table: str
) -> None:
    after = study.run(touched(ROWS, table), before.scenario.id, before)
    made = {n for n in PARTS if getattr(after.inputs, n) is not getattr(before.inputs, n)}
    assert made == {name for name in PARTS if table in (*AXES, *READS[name])}
    assert (after.places is before.places) == (table not in (*AXES, *READS["places"]))
    assert (after.projection is before.projection) == (not made)
    assert contents(after) == contents(before)


@pytest.mark.parametrize("scenario", SCENARIOS[1:])
def test_another_scenario_makes_only_what_its_measures_move(before: Study, scenario: str) -> None:
    after = study.run(ROWS, scenario, before)
    moved = {(m.table, m.parameter) for m in ROWS.measures if m.scenario == scenario}
    made = {n for n in PARTS if getattr(after.inputs, n) is not getattr(before.inputs, n)}
    assert made == {name for name in PARTS if moved & after.asked.by_part[name]}
    assert after.scenario.id == scenario
    assert contents(after) == contents(study.run(ROWS, scenario))


def test_a_slider_on_one_parameter_makes_one_part_again(before: Study) -> None:
    def moved(factor: float) -> PlanRows:
        lines = [measure("assumptions", "emigration", "multiply", factor)]
        return tried(ROWS, before.scenario.id, lines)

    last = before
    for factor in (0.5, 0.6, 0.6, 1.0):
        after = study.run(moved(factor), TRIAL, last)
        made = {n for n in PARTS if getattr(after.inputs, n) is not getattr(last.inputs, n)}
        assert made == {"hazards"}
        assert contents(after) == contents(study.run(moved(factor), TRIAL))
        last = after


def test_parts_of_other_inputs_than_those_that_were_noted_are_made_again(before: Study) -> None:
    other = replace(before, inputs=replace(before.inputs))
    after = study.run(ROWS, before.scenario.id, other)
    assert all(getattr(after.inputs, n) is not getattr(before.inputs, n) for n in ("switch", "fte"))
    assert contents(after) == contents(before)


# --- Whatever is edited --------------------------------------------------------------------------

NUMBERS = ("persons", "value", "weight", "posts", "renewal_share", "months_each")
WORDS = {"cadre": ("MED_GP", "NUR_POLY"), "age_group": ("30-34", "old"), "territory": ("MA", "?")}
WAYS = ("number", "word", "drop", "reverse", "touch")


@st.composite
def altered(draw: st.DrawFn, rows: PlanRows) -> PlanRows:
    """Return rows after one change of one table, also such as no study can be made of."""
    table = draw(st.sampled_from(TABLES))
    if table == "facts":
        return replace(rows, facts=replace(rows.facts, horizon=draw(st.integers(2024, 2028))))
    found = list(getattr(rows, table))
    if not found:
        return rows
    at, way = draw(st.integers(0, len(found) - 1)), draw(st.sampled_from(WAYS))
    names = set(found[at].__slots__)
    if way == "reverse":
        found.reverse()
    elif way == "drop":
        del found[at]
    elif way == "number":
        factor = draw(st.sampled_from([0.0, 0.5, 1.01, -1.0]))
        moved = {n: (getattr(found[at], n) or 0.0) * factor for n in NUMBERS if n in names}
        found[at] = replace(found[at], **moved)
    elif way == "word":
        words = {n: draw(st.sampled_from(w)) for n, w in WORDS.items() if n in names}
        found[at] = replace(found[at], **words)
    else:
        found[at] = replace(found[at])
    return replace(rows, **{table: tuple(found)})


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_study_after_any_changes_is_the_one_made_from_nothing(data: st.DataObject) -> None:
    rows, last = ROWS, study.run(ROWS)
    for _ in range(data.draw(st.integers(1, 5))):
        rows = data.draw(altered(rows))
        scenario = data.draw(st.sampled_from(SCENARIOS))
        after = outcome(rows, scenario, last)
        assert_same(after, outcome(rows, scenario, None))
        if isinstance(after, Study):
            last = after
        else:
            rows = last.rows


@pytest.mark.parametrize("at", [0, 3, -1])
def test_staff_that_becomes_another_cadre_leaves_the_first_as_it_would_have_been(
    before: Study, at: int
) -> None:
    staff = list(ROWS.staff)
    staff[at] = replace(staff[at], cadre="MIDWIFE", age_group="60-64", persons=7.0)
    rows = replace(ROWS, staff=tuple(staff))
    assert_same(study.run(rows, None, before), study.run(rows))


def test_staff_that_becomes_a_group_of_cadres_is_refused_after_an_edit_too(before: Study) -> None:
    rows = replace(ROWS, staff=(replace(ROWS.staff[0], cadre="ALL"), *ROWS.staff[1:]))
    assert_same(outcome(rows, before.scenario.id, before), outcome(rows, before.scenario.id, None))
    with pytest.raises(Problem, match="smallest territories"):
        study.run(rows, None, before)
