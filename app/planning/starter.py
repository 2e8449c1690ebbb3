"""New plans: from the reference figures of the nation, or from the training samples."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import NAMESPACE_URL, uuid5

from app import bundled
from app.engine.axes import FIRST_AGE
from app.engine.exits import limit_release
from app.models.rows import (
    AgeSplitRow,
    ContractRow,
    FactsRow,
    MeasureRow,
    MissionRow,
    Names,
    PlanRows,
    PopulationRow,
    ScenarioRow,
    StaffRow,
)
from app.planning import reference
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.rows import AssumptionRow, PipelineRow, RecruitmentRow

_Dated = TypeVar("_Dated", "AssumptionRow", "PipelineRow", "RecruitmentRow")
Spec = dict[str, Any]
REFERENCE = "reference"
_CUT = "60 to 62 full"
_PERSONS = ("entries_trained_abroad", "returns_permanent")


def samples() -> tuple[str, ...]:
    """Return the names of the samples, in the order of the start page."""
    return tuple(_spec("index")["samples"])


def sample(name: str) -> PlanRows:
    """Return the rows of a sample; the same name always gives the same rows."""
    if name not in samples():
        raise Problem(
            message("There is no sample named {name}.", name=name),
            remedy=message("The samples are: {names}.", names=", ".join(samples())),
        )
    spec = _spec(name)
    return {"nation": _nation, "place": _place, "totals": _totals, "blank": _blank}[spec["kind"]](spec)


def _spec(name: str) -> Spec:
    text = bundled.resource("training", f"{name}.json").read_text(encoding="utf-8")
    return cast("Spec", json.loads(text))


def _facts(spec: Spec) -> FactsRow:
    return FactsRow(
        uuid=str(uuid5(NAMESPACE_URL, f"tabib:{spec['name']}")),
        names=Names(**spec["names"]),
        base_year=spec["base_year"],
        horizon=spec["horizon"],
        norm=spec["norm"],
        scenario=REFERENCE,
        sample=spec["name"],
        synthetic=spec["synthetic"],
        note=Names(**spec["note"]),
    )


def _nation(spec: Spec) -> PlanRows:
    """Return a plan of the nation, its regions and provinces from the reference figures."""
    base = spec["base_year"]
    since = spec.get("rates_hold_from")
    return PlanRows(
        facts=_facts(spec),
        territories=reference.territories(),
        populations=_populations(base),
        cadres=reference.cadres(),
        staff=reference.staff(base),
        age_splits=_age_splits(base),
        assumptions=tuple(_held_back(r, since, 2025) for r in reference.assumptions()),
        pipeline=tuple(_held_back(r, since, 2025) for r in reference.pipeline()),
        recruitment=tuple(_held_back(r, since, 2024) for r in reference.recruitment()),
        contracts=_contracts(),
        missions=_missions(),
        norms=reference.norms(),
        scenarios=_scenarios(),
        measures=_measures(),
        sources=reference.sources(),
    )


def _held_back(row: _Dated, since: int | None, first: int) -> _Dated:
    """Let a figure that starts in the first reference year hold from an earlier one."""
    if since is None or row.year_from != first:
        return row
    return replace(row, year_from=since, note=f"{row.note} [held back to {since}]".strip())


def _populations(base: int) -> tuple[PopulationRow, ...]:
    """Return regional and provincial inhabitants; between censuses provinces move geometrically."""
    provinces = reference.province_populations()
    by_year = {(r.territory, r.year): r.persons for r in provinces if r.kind == "total"}
    between: list[PopulationRow] = []
    if 2014 < base < 2024:
        regions = {(r.territory, r.year): r.persons for r in reference.region_populations()}
        raw = {
            code: by_year[code, 2014] ** ((2024 - base) / 10) * by_year[code, 2024] ** ((base - 2014) / 10)
            for code, year in by_year
            if year == 2024
        }
        for code, persons in raw.items():
            region = code[:2]
            total = sum(p for c, p in raw.items() if c[:2] == region)
            value = persons * regions[region, base] / total
            note = "geometric between the censuses, scaled to the region"
            between.append(
                PopulationRow(code, base, "total", value, "RULE", "estimated-by-rule", note)
            )
    return (*reference.region_populations(), *provinces, *between)


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


def _scenarios() -> tuple[ScenarioRow, ...]:
    found: dict[str, ScenarioRow] = {}
    for r in reference.table("scenarios"):
        code = _scenario_code(r)
        row = ScenarioRow(code, reference.names(r, "scenario"), len(found), code == REFERENCE)
        found.setdefault(code, row)
    return tuple(found.values())


def _scenario_code(record: Mapping[str, str]) -> str:
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


def _place(spec: Spec) -> PlanRows:
    """Return a plan of one place, written out in its sample file."""
    inside = set(spec["territories"])
    kept = tuple(r for r in reference.territories() if r.code in inside)
    pipeline = set(spec["pipeline"])
    first = spec["base_year"]
    return PlanRows(
        facts=_facts(spec),
        territories=kept,
        populations=tuple(
            PopulationRow(**p) for r in spec["populations"] for p in _each_year(r)
        ),
        cadres=tuple(r for r in reference.cadres() if _is_doctor(r.code, r.parent)),
        staff=tuple(StaffRow(**r) for r in spec["staff"]),
        age_splits=tuple(r for r in reference.age_splits() if r.cadre.startswith("MED")),
        assumptions=(),
        pipeline=tuple(
            replace(r, year_from=first) for r in reference.pipeline() if r.id in pipeline
        ),
        contracts=tuple(_contract(r) for r in spec["contracts"]),
        norms=reference.norms(),
        scenarios=tuple(
            ScenarioRow(r["id"], Names(**r["names"]), i, r["id"] == REFERENCE)
            for i, r in enumerate(spec["scenarios"])
        ),
        measures=tuple(MeasureRow(**r) for r in spec["measures"]),
        sources=reference.sources(),
    )


def _is_doctor(code: str, parent: str) -> bool:
    return code in ("ALL", "MED_ALL") or parent in ("MED_ALL", "MED_SP", "MED_GP")


def _each_year(record: Spec) -> list[Spec]:
    """Return one record a year for a figure held from one year to another."""
    plain = {k: v for k, v in record.items() if k not in ("year_from", "year_to")}
    return [{**plain, "year": y} for y in range(record["year_from"], record["year_to"] + 1)]


def _contract(record: Spec) -> ContractRow:
    days = {k: date.fromisoformat(record[k]) for k in ("start", "end")}
    return ContractRow(**{**record, **days})


def _totals(spec: Spec) -> PlanRows:
    """Return a plan of the nation as one block, from published totals.

    Ages and sexes follow the synthetic staff of the nearest base year, scaled to each total.
    """
    pattern: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for row in reference.staff(spec["ages_from"]):
        cells = pattern.setdefault((row.sector, row.cadre), {})
        cells[row.sex, row.age_group] = cells.get((row.sex, row.age_group), 0.0) + row.persons
    return PlanRows(
        facts=_facts(spec),
        territories=tuple(r for r in reference.territories() if r.code == "MA"),
        populations=tuple(PopulationRow(**r) for r in spec["populations"]),
        cadres=reference.cadres(),
        staff=tuple(row for r in spec["totals"] for row in _scaled(r, pattern)),
        age_splits=reference.age_splits(),
        norms=reference.norms(),
        scenarios=_scenarios()[:1],
        sources=reference.sources(),
    )


def _scaled(total: Spec, pattern: dict[tuple[str, str], dict[tuple[str, str], float]]) -> list[StaffRow]:
    """Spread a published total over the cells of its sector and cadres."""
    cells = {
        (cadre, *cell): persons
        for cadre in total["cadres"]
        for cell, persons in pattern[total["sector"], cadre].items()
    }
    factor = total["persons"] / sum(cells.values())
    given = {k: total[k] for k in ("source", "grade", "note")}
    return [
        StaffRow(
            territory="MA",
            sector=total["sector"],
            cadre=cadre,
            sex="F" if sex == "F" else "M",
            age_group=group,
            employer="private" if total["sector"] == "private" else "unspecified",
            persons=persons * factor,
            **given,
        )
        for (cadre, sex, group), persons in cells.items()
    ]


def _age_splits(base: int) -> tuple[AgeSplitRow, ...]:
    """Return the weights of single ages for a base year.

    The weights of the groups that a limit age cuts are written for 2024; for an earlier year they
    follow the law of that year: full until a cohort's limit, then only those whom it keeps.
    """
    rows = reference.age_splits()
    if base == 2024:
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


def _blank(spec: Spec) -> PlanRows:
    """Return a plan with places, inhabitants, cadres, rates and norms; nobody in post or to come."""
    whole = _nation({**spec, "base_year": 2024})
    kept = tuple(r for r in whole.assumptions if r.parameter not in _PERSONS)
    facts, scenarios = _facts(spec), whole.scenarios[:1]
    emptied = replace(whole, staff=(), pipeline=(), recruitment=(), contracts=(), missions=())
    return replace(emptied, facts=facts, scenarios=scenarios, measures=(), assumptions=kept)
