"""Which values move together, and the rows of a plan with a group of them moved."""

import pytest

from app.planning import starter
from app.planning.ranges import Group, groups, moved
from app.planning.values import Value
from app.problems import Problem
from tests.planning.hand import CADRES, assume, hand, post, said, school

BAND = {"low": 0.1, "high": 0.3}
POSTS = {"posts_low": 1, "posts_high": 9, "fill_low": 0.1, "fill_high": 0.9}
PLAN = hand(
    assumptions=(
        assume("emigration", 0.2, id="A1", cadre="MED_GP", unit="probability", **BAND),
        assume("emigration", 0.2, id="A2", cadre="MED_SP", unit="probability", **BAND),
        assume("emigration", 0.2, id="A3", cadre="NUR_POLY", **BAND),
        assume("emigration", 0.2, id="A4", cadre="MED_GP", low=0.1),
        assume("fte", 1.0, id="A5", **BAND),
        assume("mobility", 0.2, id="A6"),
        assume("resignation", 0.2, id="A7", cadre="CARDIO", **BAND),
    ),
    pipeline=(school("dropout_per_year", 0.2, id="P1", **BAND),),
    recruitment=(
        post("01.a", 5, 0.4, id="R1", **POSTS),
        post("01.b", 5, 0.4, id="R2", **POSTS),
        post("01.a", 5, 0.4, id="R3", cadre="NUR_POLY", **POSTS),
        post("01.a", 5, None, id="R4", cadre="MED_SP", posts_low=1, posts_high=9),
    ),
)


def low(value: Value) -> float:
    return float(value.parts["low"])


def group(key: str) -> Group:
    return next(one for one in groups(PLAN) if one.key == key)


def test_values_that_say_the_same_of_a_family_move_together() -> None:
    found = {one.key: [value.row.id for value in one.values] for one in groups(PLAN)}
    assert found == {
        "assumptions emigration MED_ALL": ["A1", "A2"],
        "assumptions emigration PARA_ALL": ["A3"],
        "assumptions fte ALL": ["A5"],
        "assumptions resignation ALL": ["A7"],
        "pipeline dropout_per_year MED_ALL": ["P1"],
        "recruitment posts MED_GP": ["R1", "R2"],
        "recruitment fill_rate MED_GP": ["R1", "R2"],
        "recruitment posts PARA_ALL": ["R3"],
        "recruitment fill_rate PARA_ALL": ["R3"],
        "recruitment posts MED_SP": ["R4"],
    }


def test_a_group_is_that_of_all_where_the_plan_has_no_other() -> None:
    flat = tuple(row for row in CADRES if row.level == "cadre")
    rows = hand(cadres=flat, assumptions=PLAN.assumptions[:1])
    assert [one.family for one in groups(rows)] == ["ALL"]


def test_the_groups_of_the_nation_are_those_of_its_assumptions() -> None:
    found = {one.key for one in groups(starter.sample("morocco-2024"))}
    assert {
        "pipeline intake_public MED_ALL", "pipeline share_abroad MED_ALL",
        "assumptions emigration MED_ALL", "assumptions emigration PARA_ALL",
        "assumptions entries_trained_abroad MED_ALL", "recruitment posts MED_SP",
        "recruitment fill_rate MED_GP", "recruitment posts PARA_ALL",
    } <= found  # fmt: skip
    assert not any("population_death_rate" in key for key in found)


def test_a_group_moves_and_every_other_row_is_the_same() -> None:
    rows = moved(PLAN, group("recruitment fill_rate MED_GP"), low)
    assert [row.fill_rate for row in rows.recruitment] == [0.1, 0.1, 0.4, None]
    assert [row.posts for row in rows.recruitment] == [5, 5, 5, 5]
    assert rows.assumptions is PLAN.assumptions
    assert all(a is b for a, b in zip(rows.recruitment[2:], PLAN.recruitment[2:], strict=True))


def test_a_figure_may_leave_its_range_but_not_what_makes_sense() -> None:
    found = group("assumptions emigration MED_ALL")
    rows = moved(PLAN, found, lambda _: 0.5)
    assert [row.value for row in rows.assumptions[:3]] == [0.5, 0.5, 0.2]
    with pytest.raises(Problem) as caught:
        moved(PLAN, found, lambda _: 1.5)
    assert "1.5: a share or a probability lies between 0 and 1." in said(caught.value)
