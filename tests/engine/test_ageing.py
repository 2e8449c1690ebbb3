"""Ageing moves everybody by one year and loses nobody."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.engine.ageing import Lives, aged
from app.engine.axes import FIRST_AGE, LAST_AGE
from tests.engine import builders

WORLD = builders.axes()


@given(age=st.integers(FIRST_AGE, LAST_AGE - 1), persons=st.floats(0, 1e6))
def test_a_cohort_is_one_year_older_and_as_many(age: int, persons: float) -> None:
    older = aged(builders.people(WORLD, {age: persons}))
    assert older[age + 1 - FIRST_AGE].sum() == persons
    assert older.sum() == persons


def test_the_last_age_keeps_its_people_and_takes_in_those_who_reach_it() -> None:
    older = aged(builders.people(WORLD, {LAST_AGE - 1: 3.0, LAST_AGE: 4.0}))
    assert older[-1].sum() == 7.0
    assert older.sum() == 7.0


def test_nobody_enters_by_ageing() -> None:
    older = aged(builders.people(WORLD, {FIRST_AGE: 5.0}))
    assert older[0].sum() == 0.0


def test_ageing_leaves_its_input_as_it_was() -> None:
    stock = builders.people(WORLD, {79: 1.0, 80: 2.0})
    before = stock.copy()
    aged(stock)
    assert np.array_equal(stock, before)


def test_people_who_age_year_after_year_are_those_aged_anew_each_time() -> None:
    stock = np.random.default_rng(2).uniform(0.0, 10.0, WORLD.cell_shape)
    lives, older = Lives(stock, years=7), stock
    for _ in range(7):
        older = aged(older)
        older[30] += 1.0
        people = lives.age()
        people[30] += 1.0
        assert np.array_equal(lives.people, older)
    assert older[-1].sum() > stock[-1].sum()
