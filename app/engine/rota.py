"""Staff that facilities and their rotas ask for, whatever their workload (method 2.15, 2.16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.wisn import refuse_without_time

if TYPE_CHECKING:
    from app.engine.inputs import BoolArray, FloatArray

_WEEKS = 365.25 / 7  # in a year


def staff_of_facilities(facilities: FloatArray, posts: FloatArray) -> FloatArray:
    """Return the posts of facilities, one person each: count x posts of a type (equation 2.15).

    facilities: number of each type, [..., type]. posts: by type and cadre, [type, cadre].
    Returns persons, [..., cadre].
    """
    return np.asarray(facilities @ posts)


def rota_team(
    posts: FloatArray,
    hours_a_day: float,
    days_a_week: float,
    hours_a_year: FloatArray,
    minimum_team: FloatArray,
) -> FloatArray:
    """Return the people needed to keep posts filled round the clock or less (equation 2.16).

    posts: kept filled at once, [...]. hours_a_day, days_a_week: while they are. hours_a_year:
    worked in the rota by one person, [...]. minimum_team: the fewest who may share a rota, [...].
    Returns persons, [...]: max(team, posts x hours a day x days a week x weeks / hours worked).
    A territory can hold the rota where its staff is no fewer. Refuses people without hours.
    """
    refuse_without_time(hours_a_year, "hours_a_year")
    people = posts * (hours_a_day * days_a_week * _WEEKS) / hours_a_year
    return np.asarray(np.maximum(people, np.where(posts > 0, minimum_team, 0.0)))


def holds(staff: FloatArray, team: FloatArray) -> BoolArray:
    """Tell where staff is no fewer than the team, [...]: both in full-time people, fractional."""
    return np.asarray(staff >= team)
