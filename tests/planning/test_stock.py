"""People counted in age groups become people of single ages, and none is lost."""

import pytest

from app.engine.inputs import FloatArray
from app.models.rows import StaffRow
from app.planning.places import Places
from app.planning.stock import base_stock, stock_again
from app.problems import Problem
from tests.planning.hand import GP, NORTH, SP, hand, said, split, staff


def _stock(*rows: StaffRow, **changes: object) -> FloatArray:
    plan = hand(staff=rows, **changes)
    return base_stock(plan, Places(plan))


def test_a_group_is_shared_by_the_weights_of_the_plan_and_keeps_its_total() -> None:
    stock = _stock(staff(10), age_splits=(split(40, 0.3), split(41, 0.1)))
    assert stock[20:22, NORTH, 0, 0, GP] == pytest.approx([7.5, 2.5])
    assert stock.sum() == pytest.approx(10)


def test_without_weights_a_group_is_shared_evenly() -> None:
    assert _stock(staff(10))[20:25, NORTH, 0, 0, GP].tolist() == [2] * 5
    assert _stock(staff(10), age_splits=(split(40, 0.0),))[20, NORTH, 0, 0, GP] == 2


def test_employers_of_one_cell_add_up() -> None:
    assert _stock(staff(10), staff(5, employer="army"))[20, NORTH, 0, 0, GP] == 3


@pytest.mark.parametrize(
    ("group", "cells"),
    [
        ("75+", {55: 2, 56: 2, 57: 2, 58: 2, 59: 2}),
        ("80+", {60: 10}),
        ("78-82", {58: 2, 59: 2, 60: 6}),
        ("15-19", {0: 10}),
        ("30", {10: 2, 11: 2, 12: 2, 13: 2, 14: 2}),
        ("30-30", {10: 10}),
    ],
)
def test_the_name_of_a_group_tells_its_ages(group: str, cells: dict[int, float]) -> None:
    ages = _stock(staff(10, age_group=group)).sum(axis=(1, 2, 3, 4))
    assert {i: pytest.approx(v) for i, v in cells.items()} == {
        int(i): ages[i] for i in ages.nonzero()[0]
    }


@pytest.mark.parametrize("group", ["", "young", "40-30", "40 à 44"])
def test_an_age_group_that_cannot_be_read_is_refused_by_name(group: str) -> None:
    with pytest.raises(Problem) as met:
        _stock(staff(10, age_group=group))
    assert said(met.value) == f"public, MED_GP: The age group “{group}” cannot be read."


def test_people_of_a_specialty_count_in_its_cadre() -> None:
    assert _stock(staff(10, cadre="CARDIO"))[20, NORTH, 0, 0, SP] == 2


@pytest.mark.parametrize("wrong", [{"territory": "01"}, {"cadre": "MED_ALL"}, {"cadre": "?"}])
def test_staff_without_one_cell_are_refused_with_their_place(wrong: dict[str, str]) -> None:
    with pytest.raises(Problem) as met:
        _stock(staff(10, **wrong))
    assert next(iter(wrong.values())) in met.value.where


def test_staff_of_another_number_of_rows_is_spread_anew() -> None:
    plan = hand(staff=(staff(10), staff(5, employer="army")))
    before = hand(staff=plan.staff[:1])
    known = base_stock(before, Places(before))
    again = stock_again(plan, Places(plan), before.staff, known)
    assert again.tobytes() == base_stock(plan, Places(plan)).tobytes()
