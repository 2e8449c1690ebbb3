"""The plain frozen rows on needs: people by age, use of care, workload, conditions, facilities.

As all rows of a plan: they know nothing of the database, and every figure carries its source and
its grade.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.models.rows import Grade


@dataclass(frozen=True, slots=True)
class AgePopulationRow:
    """Inhabitants of a territory in a year by sex and five-year age group."""

    territory: str
    year: int
    sex: Literal["F", "M"]
    age_group: str
    persons: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class UseRow:
    """Use of care by inhabitants of a sex and age group: contacts a year with a cadre or group."""

    cadre: str
    sex: Literal["F", "M"]
    age_group: str
    contacts: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class WorkingTimeRow:
    """The days of a year that one person of a cadre could work, those away, and hours a day."""

    cadre: str
    possible_days: float
    public_holidays: float
    annual_leave: float
    sick_leave: float
    other_leave: float
    hours_a_day: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A part of the workload of a cadre in a type of facility, for all of a territory.

    An activity has a volume of services a year and an amount of minutes for one; an allowance of a
    category an amount in per cent of working time and no volume; an allowance of individuals a
    volume of persons concerned and an amount of hours a year for each.
    """

    id: str
    label: str
    territory: str
    facility: str
    cadre: str
    what: Literal["activity", "category_allowance", "individual_allowance"]
    volume: float | None
    amount: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """What a condition asks of a cadre: cases a year per inhabitant, services a case, minutes.

    `productivity` is the part of the working time that goes to services. A row for a smaller
    territory counts before one for a larger, for the same condition and cadre.
    """

    id: str
    condition: str
    territory: str
    cadre: str
    prevalence: float
    services: float
    minutes: float
    productivity: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """How many facilities of a type a territory has."""

    territory: str
    facility: str
    number: float
    source: str
    grade: Grade
    note: str


@dataclass(frozen=True, slots=True)
class FacilityPostRow:
    """The posts of a cadre or specialty that one facility of a type keeps filled.

    With hours a week it is a rota, 168 for round the clock, and `fewest` may share it; without
    them a post is one person.
    """

    facility: str
    cadre: str
    posts_kept: float
    hours_a_week: float | None
    fewest: float | None
    source: str
    grade: Grade
    note: str
