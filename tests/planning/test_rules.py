"""Rules: what is refused before anything is written, and in which words."""

from dataclasses import replace
from datetime import date

import pytest

from app.planning.edits import (
    Add,
    AddMeasure,
    AddScenario,
    AddStaff,
    AddTerritory,
    Edit,
    Remove,
    RemoveMeasure,
    RemoveScenario,
    RemoveTerritory,
    Set,
    SetScenario,
    Together,
)
from app.planning.plan import Plan
from app.problems import message
from tests.models.plan_states import refused
from tests.models.small_plan import (
    AGE_SPLITS,
    ASSUMPTIONS,
    CADRES,
    CONTRACTS,
    FACTS,
    MEASURES,
    MISSIONS,
    NORMS,
    PIPELINE,
    POPULATIONS,
    RECRUITMENT,
    SCENARIOS,
    SMALL,
    SOURCES,
    STAFF,
    TERRITORIES,
)

NAN, INFINITY = float("nan"), float("inf")
PEOPLE, RATE, SEATS = STAFF[0], ASSUMPTIONS[0], PIPELINE[0]
POSTS, CONTRACT, MEASURE = RECRUITMENT[0], CONTRACTS[0], MEASURES[0]
LOCKED, OPEN = SCENARIOS

REFUSED: list[tuple[object, str]] = [
    (replace(PEOPLE, territory="00"), "is not a territory"),
    (replace(POPULATIONS[0], territory="ALL"), "is not a territory"),
    (replace(PEOPLE, cadre="ALL"), "is not a cadre"),
    (replace(PEOPLE, source="ELSEWHERE"), "is not a source"),
    (replace(PEOPLE, source=""), "is not a source"),
    (replace(RATE, territory="00"), "is not a territory"),
    (replace(RATE, destination="00"), "is not a territory"),
    (replace(RATE, cadre="MED_X"), "is not a cadre"),
    (replace(POSTS, posts_source=""), "is not a source"),
    (replace(POSTS, fill_source="X"), "is not a source"),
    (replace(CONTRACT, specialty="X"), "is not a cadre"),
    (replace(NORMS[0], cadres=("MED_GP", "X")), "is not a cadre"),
    (replace(FACTS, norm="X"), "is not a norm"),
    (replace(FACTS, scenario="X"), "is not a scenario"),
    (replace(MEASURE, scenario="X", line=9), "is not a scenario"),
    (replace(MEASURE, scenario=""), "code is missing"),
    (replace(TERRITORIES[1], parent="X"), "is not a territory"),
    (replace(TERRITORIES[1], parent="09.551"), "above itself"),
    (replace(CADRES[0], parent="MED_GP"), "above itself"),
    (replace(SOURCES[0], id=""), "code is missing"),
    (replace(PEOPLE, persons=-1.0), "below zero"),
    (replace(PEOPLE, persons=NAN), "cannot be used"),
    (replace(PEOPLE, persons=INFINITY), "cannot be used"),
    (replace(PEOPLE, persons="12"), "cannot be used"),
    (replace(PEOPLE, sex="X"), "cannot be used"),
    (replace(PEOPLE, employer=None), "cannot be used"),
    (replace(PEOPLE, note="a\x00b"), "signs that cannot be kept"),
    (replace(PEOPLE, note="a\ud800b"), "signs that cannot be kept"),
    (replace(TERRITORIES[0], names=replace(TERRITORIES[0].names, ar="\x00")), "signs"),
    (replace(POPULATIONS[0], year=20240), "cannot be used"),
    (replace(POPULATIONS[0], year=2024.5), "cannot be used"),
    (replace(PIPELINE[1], age=-1), "cannot be used"),
    (replace(AGE_SPLITS[0], weight=1.2), "between 0 and 1"),
    (replace(RATE, value=1.5, high=2.0), "between 0 and 1"),
    (replace(RATE, value=0.02, low=-0.1), "between 0 and 1"),
    (replace(RATE, low=0.5), "not within its own range"),
    (replace(RATE, value=0.5), "not within its own range"),
    (replace(POSTS, posts_low=25.0), "not within its own range"),
    (replace(POSTS, fill_rate=0.9), "not within its own range"),
    (replace(POSTS, fill_high=1.1), "between 0 and 1"),
    (replace(SEATS, value=-5.0, low=None), "below zero"),
    (replace(CONTRACT, end=date(2017, 1, 1)), "comes before"),
    (replace(CONTRACT, break_hazard=7.0), "between 0 and 1"),
    (replace(RATE, year_to=2020), "comes before"),
    (replace(RATE, age_to=20), "comes before"),
    (replace(ASSUMPTIONS[1], birth_to=1950), "comes before"),
    (replace(FACTS, horizon=2000), "comes before"),
    (replace(MISSIONS[0], months_each=-1.0), "below zero"),
    (replace(MEASURE, value=-1.0), "below zero"),
]
ACCEPTED: list[object] = [
    replace(RATE, territory="ALL", cadre="ALL"),
    replace(RATE, territory="", destination="09"),
    replace(RATE, low=None, value=0.9, high=None),
    replace(POSTS, cadre="ALL_STAFF"),
    replace(POSTS, fill_source="", fill_grade=""),
    replace(POSTS, posts_low=None),
    replace(CONTRACT, end=None),
    replace(CONTRACT, persons=0.0, specialty="MED_GP"),
    replace(NORMS[0], cadres=(), year=None),
    replace(FACTS, norm="", scenario=""),
    replace(MEASURE, operation="add", value=-3.0),
    replace(MEASURE, operation="multiply", unit="share", value=2.0),
    replace(PEOPLE, employer="", note="عامل 😀"),
    replace(TERRITORIES[1], parent=""),
]


@pytest.mark.parametrize(("row", "words"), REFUSED)
def test_a_row_against_the_rules_is_refused_and_nothing_moves(
    plan: Plan, row: object, words: str
) -> None:
    problem = refused(lambda: plan.apply(Set(row)))
    assert words in problem.what.text
    assert plan.rows() == SMALL
    assert plan.history() == ()


@pytest.mark.parametrize("row", ACCEPTED)
def test_a_row_within_the_rules_is_kept_and_undone(plan: Plan, row: object) -> None:
    plan.apply(Set(row))
    assert plan.can_undo
    plan.undo()
    assert plan.rows() == SMALL


def test_a_problem_says_where_the_row_is(plan: Plan) -> None:
    problem = refused(lambda: plan.apply(Set(replace(RATE, value=NAN))))
    assert problem.where == "assumptions · A1 · value"


@pytest.mark.parametrize(
    "edit",
    [
        SetScenario(replace(LOCKED, position=5)),
        SetScenario(replace(LOCKED, position=5, locked=False)),
        RemoveScenario(LOCKED),
        AddMeasure(replace(MEASURE, scenario="NOTHING")),
        RemoveMeasure(replace(MEASURE, scenario="NOTHING")),
    ],
)
def test_a_locked_scenario_cannot_be_edited(plan: Plan, edit: Edit) -> None:
    assert "is locked" in refused(lambda: plan.apply(edit)).what.text


def test_a_lock_can_be_taken_off_and_put_on(plan: Plan) -> None:
    plan.apply(SetScenario(LOCKED))
    plan.apply(SetScenario(replace(LOCKED, locked=False)))
    plan.apply(AddMeasure(replace(MEASURE, scenario="NOTHING")))
    plan.apply(SetScenario(replace(LOCKED, locked=True)))
    refused(lambda: plan.apply(AddMeasure(replace(MEASURE, scenario="NOTHING", line=2))))
    for _ in range(3):
        plan.undo()
    assert plan.rows() == SMALL


def test_the_facts_of_a_plan_stay(plan: Plan) -> None:
    assert "keeps its title" in refused(lambda: plan.apply(Remove(FACTS))).what.text


def test_a_second_set_of_facts_is_refused(plan: Plan) -> None:
    refused(lambda: plan.apply(Add(replace(FACTS, uuid="another"))))
    assert plan.rows() == SMALL


def test_a_territory_and_its_people_may_come_together(plan: Plan) -> None:
    province = replace(TERRITORIES[2], code="09.999")
    people = replace(PEOPLE, territory="09.999")
    plan.apply(Together(message("New province"), (AddTerritory(province), AddStaff(people))))
    assert plan.rows().staff[-1] == people
    plan.undo()
    assert plan.rows() == SMALL


def test_people_cannot_come_to_a_territory_that_goes_in_the_same_edit(plan: Plan) -> None:
    province = replace(TERRITORIES[2], code="09.999")
    plan.apply(AddTerritory(province))
    edit = Together(
        message("Swap"),
        (RemoveTerritory(province), AddStaff(replace(PEOPLE, territory="09.999"))),
    )
    assert "is not a territory" in refused(lambda: plan.apply(edit)).what.text


def test_a_scenario_and_its_measures_may_come_together(plan: Plan) -> None:
    new = replace(OPEN, id="NEW")
    measure = replace(MEASURE, scenario="NEW")
    plan.apply(Together(message("New scenario"), (AddScenario(new), AddMeasure(measure))))
    assert plan.rows().measures[-1] == measure
