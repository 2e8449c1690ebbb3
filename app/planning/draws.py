"""Draws of a plan's assumptions within their ranges, and the rows that each draw gives.

Values that move together share one factor: a good year for those who leave the country is good
everywhere. A factor is one parameter of one family of cadres: doctors, paramedical staff, or all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import numpy as np

from app.courtesy import cached_property
from app.engine.mixture import drawn
from app.planning.figure_rules import is_share
from app.planning.places import Places
from app.planning.values import Value, values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray
    from app.models.rows import PlanRows

Factor = tuple[str, ...]
_Key = tuple[str, str, str]  # table, row, field
_ALMOST_CERTAIN = float(np.nextafter(1.0, 0.0))
_FAMILIES = ("MED_ALL", "PARA_ALL")
# Parameters, by their beginning, whose values are parts of one whole, with what tells wholes apart.
_WHOLES: Mapping[str, tuple[str, ...]] = {
    "residency_years_": ("cadre",),
    "delay_share": ("cadre",),
    "age_at_": ("cadre",),
    "mobility_destination": ("territory",),
    "share_of_para_entries": (),
    "private_opening_share": (),
    "specialty_share": (),
    "emigration_to_": ("territory", "cadre", "sector", "sex", "age_from", "birth_from"),
}


@dataclass(frozen=True)
class Ranges:
    """The values of a plan that have a range, and the factors that move them."""

    rows: PlanRows

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """The values whose low and high differ."""
        return tuple(value for value in values(self.rows) if _has_range(value))

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """The factors, in an order that does not depend on that of the rows."""
        return tuple(sorted(set(self._moved_by)))

    @cached_property
    def _moved_by(self) -> tuple[Factor, ...]:
        places = Places(self.rows)
        return tuple(_factor(value, places) for value in self.values)

    @cached_property
    def _numbers(self) -> tuple[FloatArray, ...]:
        """Value, low, high, step (0: any number will do) and highest possible number of each."""
        found = [
            (*(value.parts[name] for name in ("value", "low", "high")), _step(value), _most(value))
            for value in self.values
        ]
        return tuple(np.array(found, dtype=np.float64).reshape(-1, 5).T)

    @cached_property
    def _wholes(self) -> tuple[tuple[Value, ...], ...]:
        """The wholes that hold a value with a range, each as all its parts."""
        parts: dict[Factor, list[Value]] = defaultdict(list)
        for value in values(self.rows):
            if whole := _whole(value):
                parts[whole].append(value)
        return tuple(tuple(found) for found in parts.values() if any(map(_has_range, found)))

    def draw(self, seed: int, number: int) -> PlanRows:
        """Return the rows of one draw: the same for a seed and a number, whatever else is drawn."""
        child = np.random.SeedSequence(seed, spawn_key=(number,))
        percentiles = np.random.default_rng(child).uniform(size=len(self.factors))
        return self.at(dict(zip(self.factors, percentiles.tolist(), strict=True)))

    def at(self, percentiles: Mapping[Factor, float]) -> PlanRows:
        """Return the rows with each factor at a percentile, in (0, 1), of its ranges.

        Nothing falls below zero and no share passes 1; years stay whole or halves, as they are
        given; the parts of a whole add up to what they did.
        """
        value, low, high, step, most = self._numbers
        shares = np.array([percentiles[factor] for factor in self._moved_by])
        found = drawn(value, low, high, shares)
        found = np.where(step > 0, np.rint(found / np.where(step > 0, step, 1.0)) * step, found)
        found = np.clip(found, 0.0, most)
        moved = {one.key: x for one, x in zip(self.values, found.tolist(), strict=True)}
        for whole in self._wholes:
            moved |= _shared(whole, moved)
        return _changed(self.rows, moved)


def _has_range(value: Value) -> bool:
    low, high = value.parts["low"], value.parts["high"]
    return low is not None and high is not None and low < high


def _factor(value: Value, places: Places) -> Factor:
    """Return what moves a value: each part of a whole has a factor of its own."""
    if _whole(value):
        return value.key
    mine = set(places.cadre_indexes(value.row.cadre))
    inside = (code for code in _FAMILIES if mine <= set(places.cadre_indexes(code)))
    return value.kind, value.parameter, next(inside, "ALL")


def _whole(value: Value) -> Factor:
    """Return the whole of which a value is a part, nothing where it stands alone."""
    for beginning, apart in _WHOLES.items():
        if value.parameter.startswith(beginning):
            return beginning, *(str(getattr(value.row, name)) for name in (*apart, "year_from"))
    return ()


def _step(value: Value) -> float:
    """Return the step in which a value is drawn: years are whole, or halves where one is."""
    if not value.unit.startswith("years"):
        return 0.0
    given = (value.parts[name] for name in ("value", "low", "high"))
    return 1.0 if all(float(number).is_integer() for number in given) else 0.5


def _most(value: Value) -> float:
    return _ALMOST_CERTAIN if is_share(value.unit) else np.inf


def _shared(whole: tuple[Value, ...], moved: Mapping[_Key, float]) -> dict[_Key, float]:
    """Return the parts of a whole after a draw, scaled to add up to what they did before."""
    before = [part.parts["value"] for part in whole]
    after = [moved.get(part.key, given) for part, given in zip(whole, before, strict=True)]
    total = sum(after)
    scale = sum(before) / total if total > 0 else 0.0
    return {part.key: share * scale for part, share in zip(whole, after, strict=True)}


def _changed(rows: PlanRows, moved: Mapping[_Key, float]) -> PlanRows:
    """Return the plan's rows with values replaced, by table, row and field."""
    by_table: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for (table, row, field), number in moved.items():
        by_table[table][row][field] = number
    tables: dict[str, Any] = {}
    for table, found in by_table.items():
        before = getattr(rows, table)
        names = before[0].__slots__
        read = attrgetter(*names)
        made = type(before[0])
        tables[table] = tuple(
            made(*map(found[row.id].get, names, read(row))) if row.id in found else row
            for row in before
        )
    return replace(rows, **tables)
