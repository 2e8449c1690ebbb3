"""Rows on needs, one at a time: workload, facilities, conditions, ages and use of care."""

from __future__ import annotations

from dataclasses import replace

from app.models.need_rows import (
    ActivityRow,
    AgePopulationRow,
    ConditionRow,
    FacilityPostRow,
    FacilityRow,
    UseRow,
    WorkingTimeRow,
)
from tests.planning.hand import RULE


def time(cadre: str = "MED_ALL", **changes: object) -> WorkingTimeRow:
    """Working time of 220 days of 8 hours: 1 760 hours a year."""
    row = WorkingTimeRow(cadre, 260.0, 10.0, 20.0, 5.0, 5.0, 8.0, "", RULE, "")
    return replace(row, **changes)


def activity(cadre: str, volume: float | None, amount: float, **changes: object) -> ActivityRow:
    row = ActivityRow(
        "", "Work", "MA", "Centre", cadre, "activity", volume, amount, "", RULE, ""
    )  # fmt: skip
    return replace(row, **changes)


def condition(cadre: str, prevalence: float, **changes: object) -> ConditionRow:
    """Four services of a quarter of an hour a case, all of the time given to services."""
    row = ConditionRow("", "Diabetes", "MA", cadre, prevalence, 4.0, 15.0, 1.0, "", RULE, "")
    return replace(row, **changes)


def facility(territory: str, number: float, kind: str = "Hospital") -> FacilityRow:
    return FacilityRow(territory, kind, number, "", RULE, "")


def kept(cadre: str, posts: float, **changes: object) -> FacilityPostRow:
    row = FacilityPostRow("Hospital", cadre, posts, None, None, "", RULE, "")
    return replace(row, **changes)


def aged(territory: str, ages: str, persons: float, year: int = 2024) -> AgePopulationRow:
    return AgePopulationRow(territory, year, "F", ages, persons, "", RULE, "")


def use(ages: str, contacts: float, cadre: str = "ALL") -> UseRow:
    return UseRow(cadre, "F", ages, contacts, "", RULE, "")


# General practitioners: two for services, a quarter more for meetings and records, and 0.2 for
# duties of four of them. Specialists: two, without any allowance. Together 4.7.
WORK = {
    "working_times": (time(),),
    "activities": (
        activity("MED_GP", 7_040.0, 15.0),
        activity("MED_GP", 3_520.0, 30.0),
        activity("MED_GP", None, 10.0, what="category_allowance"),
        activity("MED_GP", None, 10.0, what="category_allowance"),
        activity("MED_GP", 4.0, 88.0, what="individual_allowance"),
        activity("MED_SP", 10_560.0, 20.0, facility="Hospital"),
    ),
}
# One hospital in each province but two in the first: a generalist in each, and three specialists.
HOSPITALS = {
    "working_times": (time(),),
    "facilities": (facility("01.a", 2.0), facility("01.b", 1.0), facility("02.c", 1.0)),
    "facility_posts": (kept("MED_GP", 1.0), kept("MED_SP", 3.0)),
}
# Three children for one old woman in the North, and one for one in the rest of the country.
AGES = {
    "age_populations": (
        aged("MA", "0-14", 50.0), aged("MA", "15+", 50.0),
        aged("01.a", "0-14", 30.0), aged("01.a", "15+", 10.0),
    ),
    "uses": (use("0-14", 1.0), use("15+", 3.0)),
}  # fmt: skip
