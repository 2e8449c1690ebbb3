"""Staff that a workload asks for: working time, standard workloads, allowances (method 2.9).

Workload indicators of staffing need, WHO user's manual, 2nd edition, 2023. Leading axes, such as
facility or type of facility, are free and broadcast; the last axis is the one that is summed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.inputs import Refused
from app.engine.need import deficit, ratio

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray


def refuse_without_time(hours: FloatArray, name: str) -> None:
    """Refuse times that are not above zero: nobody can work in them (code no-time)."""
    bad = ~(np.asarray(hours) > 0)
    if bad.any():
        code = "no-time"
        raise Refused(code, name, tuple(int(i) for i in np.argwhere(bad)[0]))


def available_hours(
    possible_days: FloatArray, days_away: FloatArray, hours_a_day: FloatArray
) -> FloatArray:
    """Return the hours that one person works in a year: AWT = [A - (B+C+D+E)] x F (equation 2.9).

    possible_days: working days of a year, [...]. days_away: public holidays, annual leave, sick
    leave and other leave, days a year, [..., kind]. hours_a_day: [...]. Refuses a year without
    working time.
    """
    hours = np.asarray((possible_days - days_away.sum(axis=-1)) * hours_a_day)
    refuse_without_time(hours, "available_hours")
    return hours


def staff_of_activities(
    volume: FloatArray, unit_hours: FloatArray, available: FloatArray
) -> FloatArray:
    """Return persons by activity: volume / (AWT / unit time), [..., activity] (equation 2.10).

    volume: services a year, [..., activity]. unit_hours: hours for one service, same shape.
    available: hours of one person a year, [...]. Refuses a service that takes no time.
    """
    refuse_without_time(unit_hours, "unit_hours")
    standard_workload = available[..., None] / unit_hours
    return np.asarray(volume / standard_workload)


def category_factor(allowances: FloatArray) -> FloatArray:
    """Return what support activities of everybody add: CAF = 1/(1 - CAS/100) (equation 2.11).

    allowances: per cent of working time, [..., support activity]. Refuses allowances that leave
    no time for services.
    """
    left = np.asarray(1.0 - allowances.sum(axis=-1) / 100.0)
    refuse_without_time(left, "category_allowances")
    return 1.0 / left


def individual_factor(hours: FloatArray, staff: FloatArray, available: FloatArray) -> FloatArray:
    """Return persons for duties of some: IAF = sum(hours x staff) / AWT (equation 2.12).

    hours: a year for each person concerned, [..., duty]. staff: persons concerned, same shape.
    available: hours of one person a year, [...].
    """
    return np.asarray((hours * staff).sum(axis=-1) / available)


def required_staff(staff: FloatArray, category: FloatArray, individual: FloatArray) -> FloatArray:
    """Return the staff required, fractional: sum of activities x CAF + IAF (equation 2.13).

    staff: persons by activity, [..., activity]. category, individual: the two factors, [...].
    """
    return np.asarray(staff.sum(axis=-1) * category + individual)


def pressure(existing: FloatArray, required: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return difference (existing - required) and ratio (existing / required) (equation 2.14).

    A difference below zero is a shortage, a ratio below 1 is work pressure; both are needed: 9 of
    10 and 90 of 100 have one ratio. Not-a-number where nobody is required.
    """
    return -deficit(required, existing), ratio(existing, required)
