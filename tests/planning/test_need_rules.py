"""Rows on needs that make no sense by themselves are refused with their field."""

import pytest

from app.planning.figure_rules import check_figures
from app.problems import Problem
from tests.planning.hand import said
from tests.planning.need_rows import activity, aged, condition, facility, kept, time, use

EVERYBODY = {"id": "W", "what": "category_allowance"}
SOME = {"id": "W", "what": "individual_allowance"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (time(hours_a_day=25.0), "working_times · MED_ALL · hours_a_day: A day has at most 24"),
        (time(annual_leave=240.0), "leave no working time"),
        (time(hours_a_day=0.0), "leave no working time"),
        (time(sick_leave=-1.0), "below zero"),
        (time(possible_days=400.0), "possible_days: A year has at most 366"),
        (activity("MED_GP", None, 10.0, id="W"), "activities · W · volume: The volume is missing"),
        (activity("MED_GP", 10.0, 0.0, id="W"), "A service takes some minutes"),
        (activity("MED_GP", -1.0, 5.0, id="W"), "below zero"),
        (activity("MED_GP", None, 100.0, **EVERYBODY), "leave no time for services"),
        (activity("MED_GP", 4.0, 10.0, **EVERYBODY), "has no volume"),
        (activity("MED_GP", None, 88.0, **SOME), "The volume is missing"),
        (activity("MED_GP", 1.0, 1.0, id="W", what="other"), "cannot be used"),
        (condition("MED_GP", -0.1, id="D"), "below zero"),
        (condition("MED_GP", 0.1, id="D", productivity=1.2), "between 0 and 1"),
        (facility("01.a", -1.0), "below zero"),
        (kept("MED_GP", 1.0, hours_a_week=169.0), "A week has at most 168"),
        (kept("MED_GP", -1.0), "below zero"),
        (use("15+", -1.0), "below zero"),
        (use(" ", 1.0), "age_group: The name is missing"),
        (aged("01.a", "", 1.0), "age_group: The name is missing"),
        (activity("MED_GP", 10.0, 15.0, id="W", facility=""), "facility: The name is missing"),
        (condition("MED_GP", 0.1, id="D", condition=""), "condition: The name is missing"),
        (facility("01.a", 1.0, ""), "facility: The name is missing"),
        (kept("MED_GP", 1.0, facility=" "), "facility: The name is missing"),
    ],
)
def test_a_row_without_sense_is_refused(row: object, why: str) -> None:
    with pytest.raises(Problem) as refused:
        check_figures(row)
    assert why in said(refused.value)


@pytest.mark.parametrize(
    "row",
    [
        time(),
        activity("MED_GP", 10.0, 15.0, id="W"),
        activity("MED_GP", None, 10.0, **EVERYBODY),
        activity("MED_GP", 4.0, 0.0, **SOME),
        condition("MED_GP", 1.4, id="D"),
        kept("CARDIO", 1.0, hours_a_week=168.0, fewest=6.0),
        facility("01.a", 0.0),
    ],
)
def test_a_row_with_sense_passes(row: object) -> None:
    check_figures(row)
