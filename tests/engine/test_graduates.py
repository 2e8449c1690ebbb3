"""School: an intake becomes graduates after the years of study, fewer by those who drop out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.entries import graduates

NO_DROPOUT = dict.fromkeys(range(2010, 2045), 0.0)
ON_TIME = {0: 1.0}


def test_an_intake_graduates_after_its_years_of_study() -> None:
    found = graduates({2020: 100.0}, {2020: 7}, ON_TIME, NO_DROPOUT)
    assert found == {2027: {7: 100.0}}


def test_a_constant_dropout_is_met_in_each_year_of_study() -> None:
    found = graduates({2020: 100.0}, {2020: 7}, ON_TIME, dict.fromkeys(range(2015, 2035), 0.02))
    assert found[2027][7] == pytest.approx(100.0 * 0.98**7)


def test_dropout_is_read_in_the_calendar_year_in_which_it_happens() -> None:
    dropout = NO_DROPOUT | {2020: 0.5, 2021: 0.1, 2026: 0.2, 2027: 0.5}
    found = graduates({2020: 100.0}, {2020: 6}, ON_TIME, dropout)
    assert found[2026][6] == pytest.approx(100.0 * 0.9 * 0.8)


def test_repeaters_graduate_late_and_nobody_is_lost_to_the_delay() -> None:
    found = graduates({2020: 100.0}, {2020: 6}, {0: 0.7, 1: 0.2, 2: 0.1}, NO_DROPOUT)
    assert found == {2026: {6: 70.0}, 2027: {6: 20.0}, 2028: {6: 10.0}}


def test_when_studies_shorten_from_seven_years_to_six_two_intakes_finish_together() -> None:
    intake = dict.fromkeys(range(2020, 2026), 100.0)
    study = {year: 7 if year <= 2022 else 6 for year in intake}
    found = graduates(intake, study, ON_TIME, NO_DROPOUT)
    assert found[2028] == {7: 100.0}
    assert found[2029] == {7: 100.0, 6: 100.0}
    assert found[2030] == {6: 100.0}


@given(
    intake=st.dictionaries(st.integers(2020, 2030), st.floats(0, 1e4), min_size=1),
    length=st.integers(1, 7),
    late=st.floats(0, 1),
)
def test_without_dropout_everybody_who_entered_graduates(
    intake: dict[int, float], length: int, late: float
) -> None:
    study = dict.fromkeys(intake, length)
    found = graduates(intake, study, {0: 1 - late, 1: late}, NO_DROPOUT)
    finished = sum(sum(by_length.values()) for by_length in found.values())
    assert finished == pytest.approx(sum(intake.values()))
