"""Need by workload (WISN): services that are given, with the allowances of each facility type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from app.engine import wisn
from app.engine.inputs import Refused
from app.planning.answer import known
from app.planning.need_scope import Scope, working_hours
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.engine.inputs import FloatArray
    from app.models.need_rows import ActivityRow
    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Message

_MINUTES = 60.0  # in an hour
_WHY: Mapping[str, Message] = {
    "unit_hours": message("A service takes some minutes."),
    "category_allowances": message("The allowances leave no time for services."),
}


@dataclass(frozen=True)
class Workload:
    """The staff of a cadre that the workload of a type of facility asks for, in one territory.

    hours: that one person works a year. activities: persons for services alone. category: factor
    of what everybody does beside them. individual: persons for duties of some. required: persons.
    """

    territory: str
    facility: str
    cadre: str
    hours: float
    activities: float
    category: float
    individual: float
    required: float


@dataclass(frozen=True)
class Pressure:
    """The two indicators of WISN for a cadre or group of a view in the base year, persons.

    difference: existing - required, below zero where people are lacking. ratio: existing /
    required, below 1 where work presses; None where nobody is required.
    """

    cadre: str
    existing: float
    required: float
    difference: float
    ratio: float | None


def workload(study: Study, view: View) -> tuple[Workload, ...]:
    """Return the staff required by territory, type of facility and cadre, as they are entered.

    Refuses a view of which a part has no activities, and cadres without working time.
    """
    scope = Scope(study, view)
    rows = scope.inside(scope.of_cadres(study.rows.activities, "activities"), "activities")
    groups: dict[tuple[str, str, str], list[ActivityRow]] = {}
    for row in rows:
        groups.setdefault((row.territory, row.facility, row.cadre), []).append(row)
    return tuple(_required(study, *key, of) for key, of in groups.items())


def by_workload(study: Study, view: View) -> FloatArray:
    """Return the need by workload, persons [1 + Y]: that of the volumes entered, in every year."""
    required = fsum(one.required for one in workload(study, view))
    return np.full(Scope(study, view).years, required)


def pressures(study: Study, view: View) -> tuple[Pressure, ...]:
    """Return difference and ratio by cadre, all types of facility of the view together.

    Refuses what `workload` refuses.
    """
    required: dict[str, float] = {}
    for one in workload(study, view):
        required[one.cadre] = required.get(one.cadre, 0.0) + one.required
    existing = [study.lines(replace(view, cadre=code))[0].stock for code in required]
    difference, ratio = wisn.pressure(np.array(existing), np.array(list(required.values())))
    columns = (required, existing, required.values(), difference.tolist(), known(ratio))
    return tuple(map(Pressure, *columns))


def _required(
    study: Study, territory: str, facility: str, cadre: str, rows: Sequence[ActivityRow]
) -> Workload:
    """Return the staff that one group of rows asks for."""
    hours = np.array(working_hours(study, cadre))
    volume, minutes = _of(rows, "activity")
    concerned, each = _of(rows, "individual_allowance")
    try:
        staff = wisn.staff_of_activities(volume, minutes / _MINUTES, hours)
        category = wisn.category_factor(_of(rows, "category_allowance")[1])
    except Refused as refused:
        raise Problem(
            _WHY[refused.name],
            where=f"{territory}, {facility}, {cadre}",
            remedy=message("Correct it and try again."),
        ) from refused
    individual = wisn.individual_factor(each, concerned, hours)
    required = wisn.required_staff(staff, category, individual)
    return Workload(
        territory, facility, cadre, float(hours), float(staff.sum()), float(category),
        float(individual), float(required),
    )  # fmt: skip


def _of(rows: Sequence[ActivityRow], what: str) -> tuple[FloatArray, FloatArray]:
    """Return volumes and amounts of one sort of rows, each [row]."""
    mine = [row for row in rows if row.what == what]
    return np.array([row.volume or 0.0 for row in mine]), np.array([row.amount for row in mine])
