"""Spreads the people counted in the base year over single years of age."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import FIRST_AGE, LAST_AGE, SECTORS, SEXES
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.engine.inputs import FloatArray
    from app.models.rows import PlanRows, StaffRow
    from app.planning.places import Places

_Group = tuple[str, str, str]  # sector, cadre, age group
_AGES = re.compile(r"(\d{1,3})(?:-(\d{1,3})|\+)?")
_OPEN_SPAN = 4


def base_stock(rows: PlanRows, places: Places) -> FloatArray:
    """Return persons by single age in the base year, [A, T, S, X, C].

    A five-year group is shared by the plan's weights for its sector and cadre, evenly where it
    has none. Groups keep their totals; a specialty's people count in its cadre. Refuses staff
    that name a larger territory, a group of cadres, or an age group that cannot be read.
    """
    return _spread(rows, rows.staff, places, np.zeros(places.axes.cell_shape))


def stock_again(
    rows: PlanRows, places: Places, before: Sequence[StaffRow], stock: FloatArray
) -> FloatArray:
    """Return what `base_stock` returns, given what it returned for staff of before.

    The two plans have the same territories, cadres and weights of ages. Only the cadres and
    sectors of the rows that differ are spread again, with all of their rows in their order, so
    that the last bit is the same.
    """
    if len(before) != len(rows.staff):
        return base_stock(rows, places)
    differing = [pair for pair in zip(before, rows.staff, strict=True) if pair[0] is not pair[1]]
    touched = {(row.sector, places.cadre_of(row.cadre)) for pair in differing for row in pair}
    codes = {(row.sector, row.cadre) for row in rows.staff}
    named = {code for code in codes if (code[0], places.cadre_of(code[1])) in touched}
    mine = [row for row in rows.staff if (row.sector, row.cadre) in named]
    stock = stock.copy()
    for sector, cadre in touched:
        if cadre is not None:
            stock[:, :, SECTORS.index(sector), :, places.axes.cadres.index(cadre)] = 0.0
    return _spread(rows, mine, places, stock)


def _spread(
    rows: PlanRows, staff: Iterable[StaffRow], places: Places, stock: FloatArray
) -> FloatArray:
    """Add rows of staff to a stock, with the weights of ages of a plan."""
    axes = places.axes
    groups = _groups(staff, places)
    for key, ages in _shares(rows, groups).items():
        sector, at = SECTORS.index(key[0]), axes.cadres.index(key[1])
        persons = np.array(groups[key]).reshape(len(axes.territories), len(SEXES))
        for age, share in ages.items():
            inside = min(max(age, FIRST_AGE), LAST_AGE) - FIRST_AGE
            stock[inside, :, sector, :, at] += persons * share
    return stock


def _groups(staff: Iterable[StaffRow], places: Places) -> dict[_Group, list[float]]:
    """Return the persons of each group by territory and sex, one flat list a group.

    Plain lists, since a plan has thousands of rows and each adds to one number.
    """
    # Where a territory and a sex stand in the list of a group.
    at = {place: i for i, place in enumerate(product(places.axes.territories, SEXES))}
    groups: dict[_Group, list[float]] = {}
    for row in staff:
        cell, cadre = at.get((row.territory, row.sex)), places.cadre_of(row.cadre)
        if cell is None or cadre is None:
            raise _refused(row)
        key = (row.sector, cadre, row.age_group)
        if key not in groups:
            groups[key] = [0.0] * len(at)
        groups[key][cell] += row.persons
    return groups


def _refused(row: StaffRow) -> Problem:
    return Problem(
        message("Staff must name one of the smallest territories and one cadre."),
        where=f"{row.territory}, {row.cadre}, {row.age_group}",
        remedy=message("Correct it and try again."),
    )


def _shares(rows: PlanRows, groups: Iterable[_Group]) -> dict[_Group, dict[int, float]]:
    """Return the share of each single age in each group, adding up to 1."""
    weights: dict[_Group, dict[int, float]] = {key: {} for key in groups}
    for split in rows.age_splits:
        if (key := (split.sector, split.cadre, split.age_group)) in weights:
            weights[key][split.age] = split.weight
    for key, found in weights.items():
        total = sum(found.values())
        weights[key] = {a: w / total for a, w in found.items()} if total else _even(key)
    return weights


def _even(key: _Group) -> dict[int, float]:
    """Return even shares over the ages that a group's name covers: 25-29, 75+."""
    found = _AGES.fullmatch(key[2])
    first = int(found[1]) if found else 0
    last = int(found[2] or first + _OPEN_SPAN) if found else -1
    if last < first:
        raise Problem(
            message("The age group “{typed}” cannot be read.", typed=key[2]),
            where=", ".join(key[:2]),
            remedy=message("Write it as 25-29 or 75+."),
        )
    ages = range(first, last + 1)
    return dict.fromkeys(ages, 1.0 / len(ages))
