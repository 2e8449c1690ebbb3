"""Turns the training pipeline, posts, contracts and missions into the people who join."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PUBLIC, SECTORS
from app.engine.entries import graduates
from app.engine.inputs import Arrivals, Contracts, FloatArray, Recruitment, Training
from app.planning.fields import changed, value_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.rows import ContractRow, MeasureRow, MissionRow, PipelineRow
    from app.planning.fields import Fields

DOCTORS, PARAMEDICAL = "MED", "PARA"
GENERALIST, SPECIALIST = "MED_GP", "MED_SP"
_INTAKES = ("intake", "intake_public", "intake_private")


def schooled(fields: Fields, school: str) -> dict[int, dict[int, float]]:
    """Return graduates of a school by year, then by years of study; empty without intakes.

    Years before the first known intake are taken to have had the same intake as that one.
    """
    intake_rows = [r for p in _INTAKES for r in fields.pipeline_rows(p, school)]
    if not intake_rows:
        return {}
    lengths = fields.pipeline_rows("duration", school)
    first = min(r.year_from for r in intake_rows)
    entered = range(fields.places.axes.base_year - 12, fields.places.axes.horizon)
    study = {y: int(held(lengths, y)) for y in entered}
    intake = {y: sum(_intake(fields, school, p, max(y, first)) for p in _INTAKES) for y in entered}
    drop = fields.pipeline_rows("dropout_per_year", school)
    years = range(entered.start, entered.stop + max(study.values()) + 1)
    dropout = {y: held(drop, y) for y in years}
    delays = {r.age or 0: r.value for r in fields.pipeline_rows("delay_share", school)}
    return graduates(intake, study, delays or {0: 1.0}, dropout)


def _intake(fields: Fields, school: str, parameter: str, year: int) -> float:
    rows = fields.pipeline_rows(parameter, school)
    value = np.array([value_in(rows, year, 0.0)])
    for measure in fields.measures_on("pipeline", parameter):
        if measure.cadre == school:
            value = changed(value, measure, year)
    return float(value[0])


def held(rows: Iterable[PipelineRow], year: int) -> float:
    """Return the value for a year, the nearest known one outside the years given."""
    ordered = sorted(rows, key=lambda r: r.year_from)
    if not ordered:
        return 0.0
    inside = min(max(year, ordered[0].year_from), ordered[-1].year_to)
    return value_in(ordered, inside, ordered[-1].value)


def doctors_training(fields: Fields) -> Training | None:
    """Return the doctors' pipeline, or None where the plan trains no doctors."""
    places = fields.places
    cadres = places.axes.cadres
    found = schooled(fields, DOCTORS)
    if not found or not {GENERALIST, SPECIALIST} <= set(cadres):
        return None
    observed = {r.year_from: r.value for r in fields.pipeline_rows("graduates_observed", DOCTORS)}
    finishing = [observed.get(y, sum(found.get(y, {}).values())) for y in fields.years]
    lengths = _residency_lengths(fields)
    before = range(places.axes.base_year - max(lengths) + 1, places.axes.base_year + 1)
    residents = fields.pipeline_rows("residents_in", SPECIALIST)
    return Training(
        generalist=cadres.index(GENERALIST),
        specialist=cadres.index(SPECIALIST),
        graduates=fields.measured(np.array(finishing), "pipeline", "graduates"),
        share_abroad=fields.schooling("share_abroad", DOCTORS),
        share_idle=fields.schooling("share_not_practising", DOCTORS),
        residency_share=fields.schooling("residency_share", DOCTORS),
        residency_places=fields.schooling("residency_places", SPECIALIST),
        residents_before=np.array([held(residents, y) for y in before]),
        residency_years=tuple(lengths),
        residency_weights=np.array(list(lengths.values())),
        residency_loss=fields.schooling("residency_loss", SPECIALIST),
        specialist_abroad=fields.schooling("share_abroad_after_residency", SPECIALIST),
    )


def _residency_lengths(fields: Fields) -> dict[int, float]:
    """Return the share of residents on each length of residency, in years."""
    prefix = "residency_years_"
    return {
        int(r.parameter.removeprefix(prefix)): r.value
        for r in fields.rows.pipeline
        if r.parameter.startswith(prefix)
    }


def candidates(fields: Fields) -> FloatArray:
    """Return who leaves school for each cadre, [Y, C]; infinite where no school is known.

    Doctors' rows are replaced by the engine, which knows who goes to residency.
    """
    out = np.full((len(fields.years), len(fields.places.axes.cadres)), np.inf)
    found = schooled(fields, PARAMEDICAL)
    for c, cadre in enumerate(fields.places.axes.cadres):
        shares = fields.pipeline_rows("share_of_para_entries", cadre)
        if found and shares:
            out[:, c] = [sum(found.get(y, {}).values()) * held(shares, y) for y in fields.years]
    return out


def recruitment(fields: Fields) -> Recruitment:
    """Return posts and fill rates by year, smallest territory and cadre."""
    places = fields.places
    shape = (len(fields.years), len(places.axes.territories), len(places.axes.cadres))
    posts, fill = np.zeros(shape), np.zeros(shape)
    for row in fields.rows.recruitment:
        inside = places.territory_indexes(row.territory)
        spread = places.spread(row.territory, PUBLIC)[inside]
        for cadre in places.cadre_indexes(row.cadre):
            for i, year in enumerate(fields.years):
                if row.year_from <= year <= row.year_to:
                    posts[i, inside, cadre] = row.posts * spread
                    fill[i, inside, cadre] = row.fill_rate or 0.0
    _measure_posts(fields, posts)
    _measure_fill(fields, fill)
    return Recruitment(posts, fill, candidates(fields), _opening(fields))


def _measure_posts(fields: Fields, posts: FloatArray) -> None:
    """Apply measures on posts; their total over a scope keeps the shape it had, if it had one."""
    for measure in fields.measures_on("recruitment", "posts"):
        inside = fields.places.territory_indexes(measure.territory)
        spread = fields.places.spread(measure.territory, PUBLIC)[inside]
        for cadre in fields.places.cadre_indexes(measure.cadre):
            for i, year in enumerate(fields.years):
                before = posts[i, inside, cadre]
                total = changed(before.sum(keepdims=True), measure, year)
                pattern = before / before.sum() if before.sum() else spread
                posts[i, inside, cadre] = total * pattern


def _measure_fill(fields: Fields, fill: FloatArray) -> None:
    for measure in fields.measures_on("recruitment", "fill_rate"):
        where = np.ix_(
            fields.places.territory_indexes(measure.territory),
            fields.places.cadre_indexes(measure.cadre),
        )
        for i, year in enumerate(fields.years):
            fill[i][where] = changed(fill[i][where], measure, year)


def _opening(fields: Fields) -> FloatArray:
    """Return where new doctors settle in private practice, shares [T]."""
    places = fields.places
    rows = [r for r in fields.rows.pipeline if r.parameter == "private_opening_share"]
    share = sum((r.value * places.spread(r.territory, 1) for r in rows), np.zeros(()))
    settled = share if rows else places.spread(places.root, 1)
    return np.asarray(settled / np.sum(settled))


def profiles(fields: Fields) -> FloatArray:
    """Return the ages and sexes of those who leave school, shares [Y, A, X, C].

    A specialist is older than a graduate by the given gain, and graduated as many years ago as
    the residency lasted.
    """
    axes = fields.places.axes
    out = np.zeros((len(fields.years), len(axes.ages), 2, len(axes.cadres)))
    by_school = {school: schooled(fields, school) for school in (DOCTORS, PARAMEDICAL)}
    for c, cadre in enumerate(axes.cadres):
        school = DOCTORS if c in fields.places.cadre_indexes("MED_ALL") else PARAMEDICAL
        women_rows = fields.pipeline_rows("women_share", DOCTORS if school == DOCTORS else cadre)
        since = _residency_lengths(fields) if cadre == SPECIALIST else {}
        gain = _age_gain(fields) if cadre == SPECIALIST else 0
        for i, year in enumerate(fields.years):
            women = held(women_rows, year) if women_rows else 0.5
            for years, weight in (since or {0: 1.0}).items():
                ages = _entry_ages(fields, school, by_school[school].get(year - years, {}))
                for age, share in ages.items():
                    at = min(age + gain, axes.ages[-1]) - axes.ages[0]
                    out[i, at, :, c] += np.array([women, 1.0 - women]) * share * weight
    return out


def _age_gain(fields: Fields) -> int:
    rows = fields.pipeline_rows("age_gain_at_specialty", SPECIALIST)
    return int(rows[0].value) if rows else 0


def _entry_ages(fields: Fields, school: str, leavers: dict[int, float]) -> dict[int, float]:
    """Return the share of each age among those who leave a school in a year.

    leavers: persons by years of study, which tell the table of ages to read.
    """
    tables = {
        length: {
            r.age or 0: r.value
            for r in fields.pipeline_rows(f"age_at_graduation_{length}y", school)
        }
        for length in leavers or (7, 6)
    }
    tables = {length: table for length, table in tables.items() if table}
    if not tables:
        rows = fields.pipeline_rows("age_at_entry", school)
        return {r.age or 0: r.value for r in rows} or {30: 1.0}
    if not leavers:
        return next(iter(tables.values()))
    total = sum(leavers[length] for length in tables)
    ages: dict[int, float] = {}
    for length, table in tables.items():
        for age, share in table.items():
            ages[age] = ages.get(age, 0.0) + share * leavers[length] / total
    return ages


def arrivals(fields: Fields, ages: FloatArray) -> dict[str, Arrivals]:
    """Return those who come from abroad: trained there, or coming back for good."""
    axes = fields.places.axes
    shape = (len(fields.years), len(axes.territories), len(SECTORS), len(axes.cadres))
    opening = _opening(fields)
    trained, back = np.zeros(shape), np.zeros(shape)
    for c, cadre in enumerate(axes.cadres):
        rows = [r for r in fields.assumption_rows("entries_trained_abroad") if r.cadre == cadre]
        if rows:
            persons = fields.series("entries_trained_abroad", cadre)
            trained[:, :, 1, c] = persons[:, None] * opening
    returned = np.zeros_like(ages)
    if SPECIALIST in axes.cadres:
        c = axes.cadres.index(SPECIALIST)
        persons = fields.series("returns_permanent", default=0.0)
        back[:, :, PUBLIC, c] = persons[:, None] * opening
        age = round(float(fields.series("returns_age", default=45.0).max(initial=45.0)))
        returned[:, age - axes.ages[0], :, c] = 0.5
    return {"trained_abroad": Arrivals(trained, ages), "return": Arrivals(back, returned)}


def running_contracts(fields: Fields) -> list[ContractRow]:
    """Return the contracts that count: with an end, not in the base stock, in force here.

    A contract prepared for scenarios counts where a measure calls it up, for the persons that the
    measure gives to each place.
    """
    known = [r for r in fields.rows.contracts if r.end is not None and not r.in_base_stock]
    called = [
        replace(row, persons=_called(row.persons, measure))
        for measure in fields.measures_on("contracts", "contracts")
        for row in known
        if row.status == "scenario" and _concerns(fields, measure, row)
    ]
    return [row for row in known if row.status != "scenario"] + called


def _called(persons: float, measure: MeasureRow) -> float:
    """Return the persons of a prepared contract or mission under the measure that calls it up."""
    return persons * measure.value if measure.operation == "multiply" else measure.value


def _concerns(fields: Fields, measure: MeasureRow, row: ContractRow) -> bool:
    """Tell whether a measure's place, cadre and years reach a contract."""
    at = fields.places.axes.territories.index(row.territory)
    cadre = fields.places.axes.cadres.index(row.cadre)
    here = at in fields.places.territory_indexes(measure.territory)
    mine = cadre in fields.places.cadre_indexes(measure.cadre)
    return here and mine and measure.year_from <= row.start.year <= measure.year_to


def contracts(fields: Fields) -> Contracts:
    """Return the groups on foreign contracts as arrays, [group]."""
    axes = fields.places.axes
    rows = running_contracts(fields)

    def term(row: ContractRow, parameter: str, value: float | None) -> float:
        """Return a contract's term after the scenario's measures in force at its end."""
        end = row.end.year if row.end is not None else axes.horizon
        current = np.array([value or 0.0])
        for measure in fields.measures_on("contracts", parameter):
            inside = fields.places.territory_indexes(measure.territory)
            at_home = axes.territories.index(row.territory) in inside
            if at_home and axes.cadres.index(row.cadre) in fields.places.cadre_indexes(measure.cadre):
                current = changed(current, measure, max(end, measure.year_from))
        return float(current[0])

    ends = [(r.end.year, r.end.month, r.end.day) for r in rows if r.end is not None]
    whole = [(month, day) == (12, 31) for _, month, day in ends]
    return Contracts(
        territory=np.array([axes.territories.index(r.territory) for r in rows], dtype=np.intp),
        sector=np.array([SECTORS.index(r.sector) for r in rows], dtype=np.intp),
        cadre=np.array([axes.cadres.index(r.cadre) for r in rows], dtype=np.intp),
        persons=np.array([term(r, "persons", r.persons) for r in rows]),
        first_year=np.array([r.start.year for r in rows], dtype=np.intp),
        last_year=np.array(
            [y if full else y - 1 for (y, _, _), full in zip(ends, whole, strict=True)], dtype=np.intp
        ),
        start_share=np.array([1.0 - (r.start.timetuple().tm_yday - 1) / 365.25 for r in rows]),
        end_share=np.array(
            [
                0.0 if full else r.end.timetuple().tm_yday / 365.25
                for r, full in zip(rows, whole, strict=True)
                if r.end is not None
            ]
        ),
        renewal_share=np.array([term(r, "renewal_share", r.renewal_share) for r in rows]),
        renewal_years=np.array(
            [int(term(r, "renewal_years", r.renewal_years)) for r in rows], dtype=np.intp
        ),
        break_hazard=np.array([term(r, "break_hazard", r.break_hazard) for r in rows]),
        fte=np.array([r.fte for r in rows]),
    )


def mission_work(fields: Fields) -> FloatArray:
    """Return full-time equivalents of missions, [1 + Y, T, S, C]: never people."""
    axes = fields.places.axes
    out = np.zeros(axes.flow_shape)
    for row, months in _running_missions(fields):
        share = fields.places.spread(row.territory, PUBLIC)
        cadre = fields.places.cadre_indexes(row.cadre)[0]
        for i, year in enumerate(axes.years):
            if row.year_from <= year <= row.year_to:
                out[i, :, SECTORS.index(row.sector), cadre] += months / 12.0 * row.fte * share
    return out


def _running_missions(fields: Fields) -> list[tuple[MissionRow, float]]:
    """Return the missions that count, with their person-months a year."""
    found = [(r, r.persons * r.months_each) for r in fields.rows.missions if r.status == "real"]
    for measure in fields.measures_on("missions", "missions"):
        for row in (r for r in fields.rows.missions if r.status == "scenario"):
            years = (max(row.year_from, measure.year_from), min(row.year_to, measure.year_to))
            called = replace(row, year_from=years[0], year_to=years[1])
            found.append((called, _called(row.persons * row.months_each, measure)))
    return found
