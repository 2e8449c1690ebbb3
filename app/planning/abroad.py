"""Turns foreign contracts, calls and missions into arrays: people, and work without people."""

from __future__ import annotations

from calendar import isleap
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from app.engine.axes import PUBLIC, SECTORS
from app.engine.contracts import Stages, answer_calls
from app.engine.inputs import Contracts, Refused
from app.planning.calls import STAGES, first_day, is_call
from app.planning.fields import changed
from app.problems import Problem, Quoted, message

if TYPE_CHECKING:
    from datetime import date

    from app.engine.inputs import FloatArray
    from app.models.rows import ContractRow, MeasureRow, MissionKind, MissionRow
    from app.planning.fields import Fields
    from app.planning.lever_figures import Scope

_YEAR_END = (12, 31)
_PLACES = ("territory", "sector", "cadre", "first_year", "last_year")
_SHARES = ("start_share", "end_share", "fte")
_TERMS: dict[str, Any] = {
    "renewal_share": np.float64,
    "renewal_years": np.intp,
    "break_hazard": np.float64,
}
_COLUMNS: dict[str, Any] = {**dict.fromkeys(_PLACES, np.intp), **dict.fromkeys(_SHARES, np.float64)}


def running_contracts(fields: Fields) -> list[ContractRow]:
    """Return the contracts that count: with an end, not in the base stock, no mere example.

    A contract prepared for scenarios counts where a measure calls it up, for the persons, or the
    posts of a call, that the measure gives to each place.
    """
    known = [r for r in fields.rows.contracts if r.end is not None and not r.in_base_stock]
    called = [
        replace(row, persons=_called(row.persons, measure))
        for measure in fields.measures_on("contracts", "contracts")
        for row in known
        if row.status == "scenario" and _concerns(fields, measure, row)
    ]
    return [row for row in known if row.status == "real"] + called


def _called(persons: float, measure: MeasureRow) -> float:
    """Return the persons of a prepared contract or mission under the measure that calls it up."""
    return persons * measure.value if measure.operation == "multiply" else measure.value


def _concerns(fields: Fields, measure: MeasureRow, row: ContractRow) -> bool:
    """Tell whether a measure's place, cadre, sector and years reach a contract."""
    return reaches(fields, measure, row) and _during(measure, row.start.year)


def _during(measure: MeasureRow, year: int) -> bool:
    return measure.year_from <= year <= measure.year_to


def reaches(
    fields: Fields, measure: MeasureRow | Scope, row: ContractRow | MissionRow
) -> bool:
    """Tell whether the place, cadre and sector of a measure hold all of a contract or mission."""
    places = fields.places
    here = set(places.territory_indexes(row.territory))
    mine = set(places.cadre_indexes(row.cadre))
    return (
        here <= set(places.territory_indexes(measure.territory))
        and mine <= set(places.cadre_indexes(measure.cadre))
        and measure.sector in ("", "ALL", row.sector)
    )


def contracts(fields: Fields) -> Contracts:
    """Return the groups on foreign contracts as arrays, [group].

    Refuses a contract that does not name one smallest territory and one cadre of the plan, and
    one that is renewed for no time. Of a call those count who arrive.
    """
    rows = running_contracts(fields)
    groups = [_group(fields, row) for row in rows]
    persons = stages(fields, rows).arrived
    columns: dict[str, Any] = {
        name: np.array([group[name] for group in groups], dtype=kind)
        for name, kind in _COLUMNS.items()
    }
    terms = {name: _terms(fields, rows, name).astype(kind) for name, kind in _TERMS.items()}
    _refuse_empty_renewal(rows, terms["renewal_share"], terms["renewal_years"])
    return Contracts(persons=persons, **columns, **terms)


def stages(fields: Fields, rows: list[ContractRow]) -> Stages:
    """Return what becomes of the posts of each group, measures of its start included, [group].

    People hired already are taken as a call that loses nobody. Refuses a figure below zero and a
    share above 1.
    """
    posts = np.array([after_measures(fields, row, "persons", row.start.year) for row in rows])
    found = {name: np.array([_stage(fields, row, name) for row in rows]) for name in STAGES}
    for name, figure in found.items():
        most = np.inf if name == "applicants_per_post" else 1.0
        for code, wrong in (("negative", figure < 0), ("above-one", figure > most)):
            if wrong.any():
                raise Refused(code, f"contracts.{name}", (int(np.argmax(wrong)),))
    return answer_calls(posts, *found.values())


def _stage(fields: Fields, row: ContractRow, name: str) -> float:
    """Return a figure of a call; 1, which loses nobody, where it is not given."""
    return after_measures(fields, row, name, row.start.year, missing=1.0) if is_call(row) else 1.0


def _refuse_empty_renewal(rows: list[ContractRow], share: FloatArray, years: FloatArray) -> None:
    for i, row in enumerate(rows):
        if np.any((share[i] > 0) & (years[i] < 1)):
            raise Problem(
                message("The contract {label} is renewed for no time.", label=Quoted(row.label)),
                where=row.id,
                remedy=message("Give the years of its renewal."),
            )


def _group(fields: Fields, row: ContractRow) -> dict[str, float]:
    """Return one contract as the values of its columns."""
    at, cadre = _cell(fields, row)
    start = first_day(row)
    end = row.end or start
    whole = (end.month, end.day) == _YEAR_END
    return {
        "territory": at,
        "sector": SECTORS.index(row.sector),
        "cadre": cadre,
        "first_year": start.year,
        "last_year": end.year if whole else end.year - 1,
        "start_share": 1.0 - (_day(start) - 1) / _days(start),
        "end_share": 0.0 if whole else _day(end) / _days(end),
        "fte": row.fte,
    }


def _cell(fields: Fields, row: ContractRow) -> tuple[int, int]:
    """Return a contract's place on the territory and cadre axes."""
    axes = fields.places.axes
    if row.territory not in axes.territories or row.cadre not in axes.cadres:
        raise Problem(
            message(
                "The contract {label} does not name one territory and one cadre.",
                label=Quoted(row.label),
            ),
            where=row.id,
            remedy=message("Choose the province and the cadre that it concerns."),
        )
    return axes.territories.index(row.territory), axes.cadres.index(row.cadre)


def _day(day: date) -> int:
    return day.timetuple().tm_yday


def _days(day: date) -> int:
    return 366 if isleap(day.year) else 365


def _terms(fields: Fields, rows: list[ContractRow], parameter: str) -> FloatArray:
    """Return a term of each contract in each year, [group, 1 + Y], measures included."""
    years = fields.places.axes.years
    found = [[after_measures(fields, row, parameter, year) for year in years] for row in rows]
    return np.array(found, dtype=np.float64).reshape(len(rows), len(years))


def after_measures(
    fields: Fields, row: ContractRow, parameter: str, year: int, *, missing: float = 0.0
) -> float:
    """Return a contract's figure after the scenario's measures of a year."""
    given = getattr(row, parameter)
    current = np.array([missing if given is None else float(given)])
    for measure in fields.measures_on("contracts", parameter):
        if reaches(fields, measure, row):
            current = changed(current, measure, year)
    return float(current[0])


def mission_work(fields: Fields, kind: MissionKind | None = None) -> FloatArray:
    """Return full-time equivalents of missions of a kind or of all, [1 + Y, T, S, C]: never people.

    Work of a group of cadres is shared evenly among them.
    """
    axes = fields.places.axes
    out = np.zeros(axes.flow_shape)
    for row, months in running_missions(fields):
        if kind not in (None, row.kind):
            continue
        share = fields.places.spread(row.territory, PUBLIC)
        cadres = fields.places.cadre_indexes(row.cadre)
        sector = SECTORS.index(row.sector)
        for i, year in enumerate(axes.years):
            if row.year_from <= year <= row.year_to:
                work = months / 12.0 * row.fte * share / max(len(cadres), 1)
                out[i][:, sector, cadres] += work[:, None]
    return out


def running_missions(fields: Fields) -> list[tuple[MissionRow, float]]:
    """Return the missions that count, with their person-months a year."""
    found = [(r, r.persons * r.months_each) for r in fields.rows.missions if r.status == "real"]
    for measure in fields.measures_on("missions", "missions"):
        prepared = (r for r in fields.rows.missions if r.status == "scenario")
        for row in (r for r in prepared if reaches(fields, measure, r)):
            years = (max(row.year_from, measure.year_from), min(row.year_to, measure.year_to))
            called = replace(row, year_from=years[0], year_to=years[1])
            found.append((called, _called(row.persons * row.months_each, measure)))
    return found
