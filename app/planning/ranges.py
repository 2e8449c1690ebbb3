"""The groups of values that are moved together, and the plan's rows with a group moved.

Values belong together if they say the same thing of the same family of staff: one parameter of
doctors, of paramedical staff, or of all. Posts and the share of them that is filled are grouped
by where the candidates come from: new generalists, new specialists, another school.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.planning.figure_rules import check_figures
from app.planning.places import Places
from app.planning.schooling import GENERALIST, SPECIALIST
from app.planning.values import values

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.models.rows import PlanRows
    from app.planning.values import Value

_ALL = "ALL"


@dataclass(frozen=True)
class Group:
    """Values of one table and parameter, and the group of cadres that they speak of."""

    table: str
    parameter: str
    family: str
    values: tuple[Value, ...]

    @property
    def key(self) -> str:
        """What tells it from the other groups."""
        return f"{self.table} {self.parameter} {self.family}"


def groups(rows: PlanRows) -> tuple[Group, ...]:
    """Return the groups of values that have a range, in the order of the plan.

    A value without low and high is left out of its group.
    """
    places, found = Places(rows), dict[tuple[str, str, str], list["Value"]]()
    for value in values(rows):
        if None not in (value.parts["low"], value.parts["high"]):
            key = (value.kind, value.parameter, _family(value, places))
            found.setdefault(key, []).append(value)
    return tuple(Group(*key, tuple(alike)) for key, alike in found.items())


def _family(value: Value, places: Places) -> str:
    """Return the largest group of cadres that holds those of a value and is not everyone."""
    cadre = value.row.cadre
    if value.kind == "recruitment" and cadre in (GENERALIST, SPECIALIST):
        return cadre
    mine, everyone = set(places.cadre_indexes(cadre)), len(places.axes.cadres)
    codes = [row.code for row in places.rows.cadres if row.level == "group"]
    members = {code: set(places.cadre_indexes(code)) for code in codes}
    holding = [code for code in codes if mine <= members[code] and len(members[code]) < everyone]
    return max(holding, key=lambda code: len(members[code]), default=_ALL) if mine else _ALL


def moved(rows: PlanRows, group: Group, figure: Callable[[Value], float]) -> PlanRows:
    """Return the rows of a plan with other figures in a group; all other rows are the same.

    Refuses, with the row and its field, a figure that makes no sense.
    """
    fresh: dict[int, Any] = {}
    for value in group.values:
        row = value.changed({"low": None, "high": None, "value": figure(value)}).row
        check_figures(row)
        fresh[id(value.row)] = row
    table = getattr(rows, group.table)
    changed: Any = {group.table: tuple(fresh.get(id(row), row) for row in table)}
    return replace(rows, **changed)
