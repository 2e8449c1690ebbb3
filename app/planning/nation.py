"""A plan of the whole nation, from the reference figures shipped with the program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast

from app.engine.axes import FIRST_AGE
from app.engine.exits import limit_release
from app.models.rows import (
    AgeSplitRow,
    ContractRow,
    MeasureRow,
    MissionRow,
    PlanRows,
    PopulationRow,
    ScenarioRow,
)
from app.planning import reference

if TYPE_CHECKING:
    from app.models.rows import AssumptionRow, FactsRow, Names, PipelineRow, RecruitmentRow

REFERENCE = "reference"
# The two censuses that the reference figures lean on; the second one is also the year for which
# age weights are written, and the last one before the reference rates begin.
CENSUS_BEFORE, CENSUS = 2014, 2024
_CUT = "60 to 62 full"
_SCOPE = (
    "parameter", "cadre", "sector", "sex", "age", "age_from", "age_to", "birth_from", "birth_to",
    "territory", "destination",
)  # fmt: skip
_Dated = TypeVar("_Dated", "AssumptionRow", "PipelineRow", "RecruitmentRow")


def nation(facts: FactsRow, rates_hold_from: int | None = None) -> PlanRows:
    """Return a plan of the nation, its regions and provinces.

    rates_hold_from: a year before the reference rates begin, from which they hold all the same.
    """
    since = rates_hold_from
    return PlanRows(
        facts=facts,
        territories=reference.territories(),
        populations=_populations(facts.base_year),
        cadres=reference.cadres(),
        staff=reference.staff(facts.base_year),
        age_splits=_age_splits(facts.base_year),
        assumptions=_held_back(reference.assumptions(), since, CENSUS + 1),
        pipeline=_held_back(reference.pipeline(), since, CENSUS + 1),
        recruitment=_held_back(reference.recruitment(), since, CENSUS),
        contracts=_contracts(),
        missions=_missions(),
        norms=reference.norms(),
        scenarios=scenarios(),
        measures=_measures(),
        sources=reference.sources(),
    )


def _held_back(rows: tuple[_Dated, ...], since: int | None, first: int) -> tuple[_Dated, ...]:
    """Let figures that start in the first reference year hold from an earlier one.

    They begin after the last earlier figure for the same cells, so that no two speak of one year.
    """
    if since is None:
        return rows
    known: dict[tuple[object, ...], int] = {}
    for row in rows:
        if row.year_to < first:
            known[_cells(row)] = max(known.get(_cells(row), 0), row.year_to)
    moved = {row.id: max(since, known.get(_cells(row), 0) + 1) for row in rows}
    return tuple(
        replace(r, year_from=moved[r.id], note=f"{r.note} [held back to {moved[r.id]}]".strip())
        if r.year_from == first and moved[r.id] < first
        else r
        for r in rows
    )


def _cells(row: AssumptionRow | PipelineRow | RecruitmentRow) -> tuple[object, ...]:
    """Return what a row speaks of, its years and its figures left out."""
    return tuple(getattr(row, name, "") for name in _SCOPE)


def _populations(base: int) -> tuple[PopulationRow, ...]:
    """Return regional and provincial inhabitants; between censuses provinces move geometrically."""
    regional, provincial = reference.region_populations(), reference.province_populations()
    between = CENSUS_BEFORE < base < CENSUS
    added = _between(base, regional, provincial) if between else ()
    return (*regional, *provincial, *added)


def _between(
    base: int, regional: tuple[PopulationRow, ...], provincial: tuple[PopulationRow, ...]
) -> tuple[PopulationRow, ...]:
    """Return provinces in a year between the censuses, scaled to the total of their region."""
    census = {(r.territory, r.year): r.persons for r in provincial if r.kind == "total"}
    region_of = {r.code: r.parent for r in reference.territories()}
    done = (base - CENSUS_BEFORE) / (CENSUS - CENSUS_BEFORE)
    raw = {
        code: persons ** (1.0 - done) * census[code, CENSUS] ** done
        for (code, year), persons in census.items()
        if year == CENSUS_BEFORE
    }
    wanted = {r.territory: r.persons for r in regional if r.year == base}
    totals = dict.fromkeys(wanted, 0.0)
    for code, persons in raw.items():
        totals[region_of[code]] += persons
    note = "constant yearly growth between the censuses, scaled to the region"
    scaled = {c: p * wanted[region_of[c]] / totals[region_of[c]] for c, p in raw.items()}
    return tuple(
        PopulationRow(code, base, "total", persons, "RULE", "estimated-by-rule", note)
        for code, persons in scaled.items()
    )


def _contracts() -> tuple[ContractRow, ...]:
    return tuple(
        ContractRow(
            id=r["contract_id"],
            label=r["label"],
            territory=r["territory"],
            sector=r["sector"],
            cadre=r["cadre"],
            specialty=r["specialty"],
            nationality=r["nationality"],
            employer="unspecified",
            persons=float(r["persons"]),
            start=date(int(r["year_start"]), 1, 1),
            end=_end(r["year_start"], r["years"]),
            renewal_share=reference.number(r["renewal_share"]),
            renewal_years=reference.whole(r["renewal_years"]),
            break_hazard=reference.number(r["break_hazard"]),
            fte=float(r["fte"]),
            in_base_stock=r["in_base_stock"] == "yes",
            status="scenario" if r["status"] == "scenario" else "real",
            source=r["source_id"],
            grade=reference.grade(r["confidence"]),
            note=r["note"],
            agreement=r["agreement"],
        )
        for r in reference.table("contracts")
    )


def _end(start: str, years: str) -> date | None:
    return date(int(start) + int(years) - 1, 12, 31) if years else None


def _missions() -> tuple[MissionRow, ...]:
    return tuple(
        MissionRow(
            id=r["mission_id"],
            label=r["label"],
            territory=r["territory"],
            sector=r["sector"],
            cadre=r["cadre"],
            specialty=r["specialty"],
            persons=float(r["persons"]),
            months_each=float(r["months_each"]),
            year_from=int(r["year_from"]),
            year_to=int(r["year_to"]),
            fte=float(r["fte"]),
            status="scenario" if r["status"] == "scenario" else "example",
            source=r["source_id"],
            grade=reference.grade(r["confidence"]),
            note=r["note"],
        )
        for r in reference.table("missions")
    )


def scenarios() -> tuple[ScenarioRow, ...]:
    """Return the ready scenarios, the reference first."""
    found: dict[str, ScenarioRow] = {}
    for r in reference.table("scenarios"):
        code = _scenario_code(r)
        found.setdefault(code, standing(code, reference.names(r, "scenario"), len(found)))
    return tuple(found.values())


def standing(code: str, names: Names, position: int) -> ScenarioRow:
    """Return a scenario of a new plan: the reference is locked, and all others stand on it."""
    is_reference = code == REFERENCE
    return ScenarioRow(code, names, position, is_reference, "" if is_reference else REFERENCE)


def _scenario_code(record: reference.Record) -> str:
    return REFERENCE if record["operation"] == "none" else record["scenario_id"]


def _measures() -> tuple[MeasureRow, ...]:
    return tuple(
        MeasureRow(
            scenario=r["scenario_id"],
            line=int(r["line"]),
            table="assumptions" if r["file"] == "coverage.csv" else r["file"].removesuffix(".csv"),
            parameter=r["parameter"],
            cadre=r["cadre"],
            sector="ALL",
            territory=r["territory"],
            year_from=int(r["year_from"]),
            year_to=int(r["year_to"]),
            operation=cast("Any", r["operation"]),
            value=float(r["value"]),
            unit=r["unit"],
            ramp_years=0,
            reason=r["reason"],
            source=r["source_id"],
            grade=reference.grade(r["confidence"]),
        )
        for r in reference.table("scenarios")
        if r["operation"] != "none"
    )


def _age_splits(base: int) -> tuple[AgeSplitRow, ...]:
    """Return the weights of single ages for a base year.

    The weights of the groups that a limit age cuts are written for 2024; for an earlier year they
    follow the law of that year: full until a cohort's limit, then only those whom it keeps.
    """
    rows = reference.age_splits()
    if base == CENSUS:
        return rows
    limits = [r for r in reference.assumptions() if r.parameter == "limit_age"]
    kept = [r for r in reference.assumptions() if r.parameter == "deferral_share"]
    return tuple(_as_of(r, base, limits, kept) if r.rule.startswith(_CUT) else r for r in rows)


def _as_of(
    row: AgeSplitRow, base: int, limits: list[AssumptionRow], kept: list[AssumptionRow]
) -> AgeSplitRow:
    """Return a weight of a group cut by the limit age, by the law as it stood in a base year."""
    shares = {
        age: r.value
        for r in kept
        if r.cadre == row.cadre
        for age in range(r.age_from or 0, (r.age_to or 0) + 1)
    }
    born = base - row.age
    limit = next(r.value for r in limits if (r.birth_from or 0) <= born <= (r.birth_to or 0))
    ages = range(FIRST_AGE, row.age + 1)
    released = limit_release(ages, [limit] * len(ages), shares, [0.0] * len(ages))
    rule = f"full until the limit age of the law in {base}, then only the deferred share"
    return replace(row, weight=float((1.0 - released).prod()), rule=rule)
