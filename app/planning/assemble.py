"""Base figures and a scenario's measures become the engine's Inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import FIRST_AGE, LAST_AGE, SECTORS, SEXES
from app.engine.inputs import FloatArray, Inputs, Refused
from app.planning import abroad, leaving, posts, schooling
from app.planning.fields import Fields
from app.planning.places import Places
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.rows import MeasureRow, PlanRows

_Group = tuple[str, str, str]  # sector, cadre, age group
_LEVERS = {
    "assumptions": {
        "limit_age", "deferral_share", "early_retirement", "private_exit", "emigration",
        "resignation", "sector_switch", "sector_switch_back", "mobility", "fte",
        "professional_mortality_factor", "returns_permanent", "returns_age",
        "entries_trained_abroad", "insured_share",
    },
    "pipeline": {
        "graduates", "intake", "intake_public", "intake_private", "share_abroad",
        "share_not_practising", "residency_share", "residency_places", "residency_loss",
        "share_abroad_after_residency",
    },
    "recruitment": {"posts", "fill_rate"},
    "contracts": {"contracts", "persons", "renewal_share", "renewal_years", "break_hazard"},
    "missions": {"missions"},
}  # fmt: skip


def assemble(rows: PlanRows, scenario: str) -> Inputs:
    """Return the engine's inputs for a plan under one of its scenarios.

    Refuses a measure that speaks of nothing the engine knows, and figures that no projection can
    carry, naming the input, the territory and the cadre.
    """
    places = Places(rows)
    fields = Fields(rows, places, scenario)
    for measure in fields.measures:
        _refuse_unknown(measure)
    try:
        return _inputs(fields)
    except Refused as refused:
        raise _said(refused, places) from refused


def _inputs(fields: Fields) -> Inputs:
    profiles = schooling.profiles(fields)
    return Inputs(
        axes=fields.places.axes,
        stock=base_stock(fields.rows, fields.places),
        population=fields.places.population,
        hazards=leaving.hazards(fields),
        releases=leaving.releases(fields),
        switch=leaving.switching(fields),
        moves=leaving.moving(fields),
        training=schooling.doctors_training(fields),
        recruitment=posts.recruitment(fields),
        profiles=profiles,
        arrivals=posts.arrivals(fields, profiles),
        contracts=abroad.contracts(fields),
        fte=leaving.work_share(fields),
        mission_fte=abroad.mission_work(fields),
    )


def _refuse_unknown(measure: MeasureRow) -> None:
    if measure.parameter not in _LEVERS.get(measure.table, set()):
        raise Problem(
            message(
                "The measure on {parameter} has nothing to act on.", parameter=measure.parameter
            ),
            where=f"{measure.scenario}, {measure.line}",
            remedy=message("Choose another lever or assumption for this line."),
        )


def base_stock(rows: PlanRows, places: Places) -> FloatArray:
    """Return persons by single age in the base year, [A, T, S, X, C].

    A five-year group is shared by the plan's weights for its sector and cadre, evenly where it
    has none. Groups keep their totals.
    """
    axes = places.axes
    territory = {code: i for i, code in enumerate(axes.territories)}
    cadre = {code: i for i, code in enumerate(axes.cadres)}
    groups: dict[_Group, FloatArray] = {}
    for row in rows.staff:
        key = (str(row.sector), row.cadre, row.age_group)
        if key not in groups:
            groups[key] = np.zeros((len(axes.territories), len(SEXES)))
        groups[key][territory[row.territory], SEXES.index(row.sex)] += row.persons
    stock = np.zeros(axes.cell_shape)
    for key, ages in _shares(rows, groups).items():
        sector, at = SECTORS.index(key[0]), cadre[key[1]]
        for age, share in ages.items():
            stock[min(age, LAST_AGE) - FIRST_AGE, :, sector, :, at] += groups[key] * share
    return stock


def _shares(rows: PlanRows, groups: Iterable[_Group]) -> dict[_Group, dict[int, float]]:
    """Return the share of each single age in each group, adding up to 1."""
    weights: dict[_Group, dict[int, float]] = {key: {} for key in groups}
    for split in rows.age_splits:
        if (key := (split.sector, split.cadre, split.age_group)) in weights:
            weights[key][split.age] = split.weight
    for key, found in weights.items():
        total = sum(found.values())
        weights[key] = {a: w / total for a, w in found.items()} if total else _even(key[2])
    return weights


def _even(age_group: str) -> dict[int, float]:
    """Return even shares over the ages that a group's name covers: 25-29, 75+."""
    first, _, last = age_group.rstrip("+").partition("-")
    ages = range(int(first), int(last or int(first) + 4) + 1)
    return dict.fromkeys(ages, 1.0 / len(ages))


def _said(refused: Refused, places: Places) -> Problem:
    """Turn the engine's refusal into words: which figure, which cell, what is wrong."""
    text = {
        "not-a-number": "The figure {name} holds a value that is not a number.",
        "negative": "The figure {name} holds a value below zero.",
        "above-one": "The figure {name} holds a share above 1.",
        "certain-exit": "The figure {name} holds a yearly probability of 1.",
    }
    what = text.get(refused.code, "The figure {name} does not have the expected size.")
    return Problem(message(what, name=refused.name), where=_cell(refused, places))


def _cell(refused: Refused, places: Places) -> str:
    """Name the years, territories and cadres of a cell, as far as its shape tells."""
    axes = places.axes
    index = refused.index
    if refused.name == "stock":
        return f"{axes.territories[index[1]]}, {axes.cadres[index[4]]}"
    if refused.name.startswith(("hazards", "releases", "switch", "moves.leave")):
        return f"{axes.years[1 + index[0]]}, {FIRST_AGE + index[1]}, {axes.cadres[index[5]]}"
    if refused.name == "population":
        return f"{axes.years[index[0]]}, {axes.territories[index[1]]}"
    return ", ".join(str(i) for i in index)
