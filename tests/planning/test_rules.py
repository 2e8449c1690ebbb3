"""Rules: what is refused before anything is written, and in which words."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

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
    SetAssumption,
    SetCadre,
    SetScenario,
    Together,
)
from app.planning.plan import Plan
from app.problems import Message, message
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
    STORIES,
    TERRITORIES,
)

NAN, INFINITY = float("nan"), float("inf")
PEOPLE, RATE, SEATS = STAFF[0], ASSUMPTIONS[0], PIPELINE[0]
POSTS, CONTRACT, MEASURE = RECRUITMENT[0], CONTRACTS[0], MEASURES[0]
LOCKED, OPEN, STEP = SCENARIOS
SALARY = replace(
    RATE, id="A8", parameter="salary", sex="ALL", age_from=None, age_to=None, value=1.0, low=None,
    high=None, unit="MAD per person and year",
)  # fmt: skip

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
    (replace(STEP, story="X"), "is not a story"),
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
    (replace(CONTRACT, licensed_share=1.1), "between 0 and 1"),
    (replace(CONTRACT, arrival_share=-0.1), "between 0 and 1"),
    (replace(CONTRACT, applicants_per_post=-1.0), "below zero"),
    (replace(CONTRACT, months_to_arrival=61), "within {most} months"),
    (replace(CONTRACT, months_to_arrival=48), "comes before"),
    (replace(CONTRACT, months_to_arrival=-1), "cannot be used"),
    (replace(RATE, year_to=2020), "comes before"),
    (replace(RATE, age_to=20), "comes before"),
    (replace(ASSUMPTIONS[1], birth_to=1950), "comes before"),
    (replace(FACTS, horizon=2000), "comes before"),
    (replace(FACTS, base_year=1989, horizon=1990), "base year lies between"),
    (replace(FACTS, base_year=2101, horizon=2102), "base year lies between"),
    (replace(FACTS, horizon=2085), "years ahead"),
    (replace(TERRITORIES[1], parent=""), "needs a territory above it"),
    (replace(POPULATIONS[0], persons=0.0), "has inhabitants"),
    (replace(POPULATIONS[0], territory="09", persons=0.0), "has inhabitants"),
    (replace(SOURCES[0], id="  "), "code is missing"),
    (replace(SOURCES[0], id="S" * 41), "at most"),
    (replace(SOURCES[0], id="=cmd"), "no code may hold"),
    (replace(TERRITORIES[2], code="-9"), "no code may hold"),
    (replace(CADRES[1], code="@x"), "no code may hold"),
    (replace(CADRES[1], code="two words"), "no code may hold"),
    (replace(RATE, id="\tA"), "no code may hold"),
    (replace(RATE, id=7), "cannot be used"),
    (replace(RATE, unit=7, value=2.0, high=3.0), "cannot be used"),
    (replace(CONTRACT, fte=1.6), "full-time equivalents"),
    (replace(MISSIONS[0], fte=-0.1), "below zero"),
    (replace(PEOPLE, persons=10**400), "cannot be used"),
    (replace(PEOPLE, persons=-(10**400)), "cannot be used"),
    (replace(PEOPLE, persons=1e300), "cannot be used"),
    (replace(POPULATIONS[0], year=10**400), "cannot be used"),
    (replace(CONTRACT, end="2030-12-31"), "cannot be used"),
    (replace(CONTRACT, start=datetime(2018, 1, 1, tzinfo=UTC)), "cannot be used"),
    (replace(CONTRACT, in_base_stock="yes"), "cannot be used"),
    (replace(TERRITORIES[1], names="South"), "cannot be used"),
    (replace(NORMS[0], cadres=(7,)), "cannot be used"),
    (replace(CONTRACT, renewal_years=2.5), "cannot be used"),
    (replace(CONTRACT, months_to_arrival=2.5), "cannot be used"),
    (replace(MISSIONS[0], kind="holiday"), "cannot be used"),
    (replace(CONTRACT, renewal_share=0.5), "number of years"),
    (replace(CONTRACT, renewal_share=0.5, renewal_years=None), "number of years"),
    (replace(SEATS, parameter="duration", value=6.5, low=None, high=None), "whole number"),
    (replace(SEATS, parameter="duration", value=13.0, low=None, high=None), "whole number"),
    (replace(MEASURE, parameter="duration", operation="set", value=0.0), "whole number"),
    (replace(MEASURE, parameter="bonded_years", operation="set", value=2.5), "whole number"),
    (replace(MEASURE, parameter="renewal_years", operation="add", value=-0.5), "whole number"),
    (replace(POSTS, fill_rate=None), "share of them that is filled"),
    (replace(PEOPLE, age_group="15-19"), "Ages start"),
    (replace(AGE_SPLITS[0], age_group="15-19", age=19), "Ages start"),
    (replace(RATE, id="A9", value=0.01), "speaks of the same figures"),
    (replace(RATE, id="A9", cadre="ALL", sector="ALL", age_from=None), "speaks of the same"),
    (replace(SEATS, id="P9", year_from=2040, year_to=2050), "speaks of the same"),
    (replace(POSTS, id="R9", year_from=2020, year_to=2025), "speaks of the same"),
    (replace(MISSIONS[0], months_each=-1.0), "below zero"),
    (replace(MEASURE, value=-1.0), "below zero"),
    (replace(SALARY, value=-1.0), "below zero"),
    (replace(SALARY, parameter="budget", age_to=40), "for all ages"),
    (replace(SALARY, parameter="training_cost", birth_from=1970), "for all ages"),
    (replace(SALARY, parameter="contract_cost", sex="F"), "for all ages"),
]
ACCEPTED: list[object] = [
    replace(RATE, territory="ALL", cadre="ALL"),
    replace(RATE, territory="", destination="09"),
    replace(RATE, low=None, value=0.9, high=None),
    replace(POSTS, cadre="ALL_STAFF"),
    replace(POSTS, fill_source="", fill_grade=""),
    replace(POSTS, posts_low=None),
    replace(CONTRACT, end=None),
    replace(CONTRACT, end=None, months_to_arrival=60),
    replace(CONTRACT, applicants_per_post=7.5, licensed_share=1.0, months_to_arrival=47),
    replace(MISSIONS[0], kind="tele_expertise"),
    replace(CONTRACT, persons=0.0, specialty="MED_GP"),
    replace(NORMS[0], cadres=(), year=None),
    replace(FACTS, norm="", scenario=""),
    replace(MEASURE, operation="add", value=-3.0),
    replace(MEASURE, parameter="bonded_years", operation="add", value=-2.0),
    replace(MEASURE, parameter="bonded_years", operation="multiply", value=0.5),
    replace(MEASURE, operation="multiply", unit="share", value=2.0),
    replace(RATE, id="A9", sector="private"),
    replace(RATE, id="A9", sex="M"),
    replace(RATE, id="A9", age_from=40, age_to=50),
    replace(RATE, id="A9", cadre="NUR_POLY"),
    replace(RATE, id="A9", territory="09"),
    replace(RATE, id="A9", destination="09"),
    replace(RATE, id="A9", year_from=2041, year_to=2050),
    replace(POSTS, id="R9", territory="MA"),
    replace(POSTS, posts=0.0, posts_low=None, fill_rate=None, fill_low=None, fill_high=None),
    replace(SEATS, id="P9", parameter="duration", value=6.0, low=None, high=None),
    replace(MEASURE, parameter="duration", operation="add", value=-0.5),
    replace(CONTRACT, renewal_share=0.5, renewal_years=2),
    replace(FACTS, horizon=2084),
    replace(POPULATIONS[0], kind="urban", persons=0.0),
    replace(PEOPLE, age_group="unknown"),
    replace(PEOPLE, employer="", note="عامل 😀"),
    SALARY,
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
    what = refused(lambda: plan.apply(edit)).what
    assert what.text == "The scenario {name} is locked."
    assert what.values["name"] == LOCKED.names


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


def test_a_measure_knows_the_groups_of_the_figures_that_it_moves(tmp_path: Path) -> None:
    taught = replace(SMALL, pipeline=(replace(SEATS, cadre="MED"), *PIPELINE[1:]), measures=())
    Plan.create(tmp_path / "taught.tabib", taught)
    on_schools = replace(MEASURE, cadre="MED")
    with Plan.open(tmp_path / "taught.tabib", write=True) as plan:
        plan.apply(AddMeasure(on_schools))
        plan.undo()
        for table in ("recruitment", "nothing"):
            problem = refused(lambda t=table: plan.apply(AddMeasure(replace(on_schools, table=t))))
            assert "is not a cadre" in problem.what.text


def test_a_plan_about_doctors_knows_them_by_their_short_name_too(plan: Plan) -> None:
    plan.apply(SetAssumption(replace(RATE, id="A8", cadre="MED_ALL", age_from=40, age_to=50)))
    plan.apply(SetCadre(replace(CADRES[0], code="MED")))
    same = replace(RATE, id="A9", cadre="MED", age_from=40, age_to=50)
    assert "speaks of the same" in refused(lambda: plan.apply(SetAssumption(same))).what.text


@pytest.mark.parametrize(
    ("row", "users"),
    [
        (TERRITORIES[0], "{first}, {others}"),
        (TERRITORIES[2], "{first}, {others}"),
        (CADRES[1], "{first}, {others}"),
        (CADRES[0], "{first}, {others}"),
        (SOURCES[0], "{first}, {others}"),
        (OPEN, "{first}, {others}"),
        (STORIES[0], "scenarios"),
    ],
)
def test_what_is_in_use_says_by_what(plan: Plan, row: object, users: str) -> None:
    problem = refused(lambda: plan.apply(Remove(row)))
    assert "is used by" in problem.what.text
    assert problem.what.values["row"] == (getattr(row, "code", "") or getattr(row, "id", ""))
    named = problem.what.values["figures"]
    assert isinstance(named, Message)
    assert named.text == users
    assert plan.rows() == SMALL


def test_a_norm_goes_when_the_plan_has_another(plan: Plan) -> None:
    problem = refused(lambda: plan.apply(Remove(NORMS[0])))
    named = problem.what.values["figures"]
    assert isinstance(named, Message)
    assert named.values["first"] == message("settings of the plan")
    others = (Set(replace(FACTS, norm="TARGET")), Set(replace(STORIES[0], norm="")))
    plan.apply(Together(message("Other norm"), (*others, Remove(NORMS[0]))))
    plan.undo()
    assert plan.rows() == SMALL


def test_a_row_that_comes_to_use_what_goes_in_the_same_edit_is_refused(plan: Plan) -> None:
    plan.apply(Set(replace(NORMS[1], id="SPARE")))
    gone, user = Remove(replace(NORMS[1], id="SPARE")), Set(replace(FACTS, norm="SPARE"))
    edit = Together(message("Both"), (user, gone))
    assert "is used by" in refused(lambda: plan.apply(edit)).what.text


def test_a_row_removed_and_added_again_in_one_edit_may_be_in_use(plan: Plan) -> None:
    province = replace(TERRITORIES[2], code="09.999")
    edit = Together(message("Twice"), (Set(province), Remove(province), Set(province)))
    plan.apply(edit)
    assert plan.rows().territories[-1] == province


def test_the_top_of_a_plan_may_pass_to_another_territory(plan: Plan) -> None:
    top = replace(TERRITORIES[0], code="TOP")
    below = replace(TERRITORIES[0], parent="TOP", level="region")
    plan.apply(Together(message("New top"), (Set(top), Set(below))))
    plan.undo()
    assert plan.rows() == SMALL


def test_an_empty_place_may_stay_empty_until_people_work_there(plan: Plan) -> None:
    province = replace(TERRITORIES[2], code="09.999")
    empty = replace(POPULATIONS[0], territory="09.999", persons=0.0)
    plan.apply(Together(message("Island"), (Set(province), Set(empty))))
    people = replace(PEOPLE, territory="09.999")
    edit = Together(message("Staff"), (Set(people), Set(replace(empty, year=2030))))
    assert "has inhabitants" in refused(lambda: plan.apply(edit)).what.text


def test_rows_that_overlapped_before_can_be_mended_one_after_the_other(tmp_path: Path) -> None:
    twice = replace(RATE, id="A9")
    path = tmp_path / "overlapping.tabib"
    Plan.create(path, replace(SMALL, assumptions=(*ASSUMPTIONS, twice)))
    with Plan.open(path, write=True) as plan:
        plan.apply(Set(replace(RATE, value=0.025)))
        plan.apply(Set(replace(RATE, year_to=2035)))
        refused(lambda: plan.apply(Set(replace(RATE, id="A10"))))
        plan.apply(Remove(twice))
        refused(lambda: plan.apply(Set(twice)))
