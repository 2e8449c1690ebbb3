"""Reads the reference tables shipped with the program into plain plan rows."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from app import bundled
from app.models.rows import (
    AgeSplitRow,
    AssumptionRow,
    CadreRow,
    Names,
    NormRow,
    PipelineRow,
    PopulationRow,
    RecruitmentRow,
    SourceRow,
    StaffRow,
    TerritoryRow,
)
from app.planning.asking import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.models.rows import Grade

Record = dict[str, str]


def table(name: str) -> list[Record]:
    """Return the records of a reference table, as text."""
    with bundled.resource("reference", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float | None:
    """Return a number, or None where the cell is empty."""
    return float(text) if text else None


def whole(text: str) -> int | None:
    """Return a whole number, or None where the cell is empty."""
    return int(text) if text else None


def grade(text: str) -> Grade:
    """Return a grade as written in the tables."""
    return cast("Grade", text)


def names(record: Mapping[str, str], prefix: str = "name") -> Names:
    """Return the three names of a record."""
    return Names(*(record[f"{prefix}_{language}"] for language in ("fr", "ar", "en")))


@cache
def safeguards() -> Mapping[str, Names]:
    """Return the countries of the WHO's safeguards list of 2023, by code and by each name.

    Keys are folded by `asking.plain`: a plan may write a code or a name in any of the languages,
    with or without its accents.
    """
    found = [(r["iso"], names(r)) for r in table("safeguards")]
    return {
        plain(word): country
        for code, country in found
        for word in (code, country.fr, country.ar, country.en)
    }


def territories() -> tuple[TerritoryRow, ...]:
    """Return the nation, its 12 regions and its 75 provinces and prefectures."""
    nation = Names("Maroc", "المغرب", "Morocco")
    rows = [TerritoryRow("MA", "", "nation", "MA", "nation", nation)]
    rows += [
        TerritoryRow(r["region_code"], "MA", "region", r["iso_3166_2"], "region", names(r))
        for r in table("regions")
    ]
    rows += [
        TerritoryRow(
            r["province_code"], r["region_code"], "province", r["iso_3166_2"], r["type"], names(r)
        )
        for r in table("provinces")
    ]
    return tuple(rows)


def region_populations() -> tuple[PopulationRow, ...]:
    """Return inhabitants of the nation and its regions, 2014 to 2050."""
    return tuple(
        PopulationRow(
            r["region_code"],
            int(r["year"]),
            "total",
            float(r["population"]),
            f"HCP{r['year'][2:]}" if r["kind"] == "census" else "RULE",
            "sourced" if r["kind"] == "census" else "estimated-by-rule",
            r["kind"],
        )
        for r in table("population_projection")
    )


def province_populations() -> tuple[PopulationRow, ...]:
    """Return inhabitants of the provinces at the two censuses, and those in towns in 2024."""
    rows: list[PopulationRow] = []
    for r in table("provinces"):
        code = r["province_code"]
        for year, source in ((2014, "HCP14"), (2024, "HCP24")):
            persons = float(r[f"population_{year}"])
            rows.append(PopulationRow(code, year, "total", persons, source, "sourced", "census"))
        urban = float(r["population_urban_2024"])
        rows.append(PopulationRow(code, 2024, "urban", urban, "HCP24", "sourced", "census"))
    return tuple(rows)


def cadres() -> tuple[CadreRow, ...]:
    """Return groups and cadres that carry staff, then the doctors' specialties."""
    rows = [
        CadreRow(
            r["cadre_code"],
            r["parent"],
            "group" if r["level"] == "group" else "cadre",
            r["isco08"],
            r["nhwa_group"],
            names(r),
        )
        for r in table("cadre_groups")
    ]
    rows += [
        CadreRow(
            r["specialty_code"],
            r["cadre_code"],
            "specialty",
            r["isco08"],
            r["nhwa_group"],
            names(r),
        )
        for r in table("specialties")
        if r["level"] == "specialty"
    ]
    return tuple(rows)


def staff(base_year: int) -> tuple[StaffRow, ...]:
    """Return the synthetic staff of a base year, whose totals are real and whose cells are not."""
    dated = f"demo_stock_{base_year}"
    name = dated if bundled.resource("reference", f"{dated}.csv").is_file() else "demo_stock"
    return tuple(
        StaffRow(
            r["province_code"],
            "public" if r["sector"] == "public" else "private",
            r["cadre"],
            "F" if r["sex"] == "F" else "M",
            r["age_group"],
            "unspecified" if r["sector"] == "public" else "private",
            float(r["headcount"]),
            "RULE",
            "estimated-by-rule",
            "synthetic",
        )
        for r in table(name)
    )


def age_splits() -> tuple[AgeSplitRow, ...]:
    """Return the weights that turn five-year age groups into single years."""
    return tuple(
        AgeSplitRow(
            r["sector"],
            r["cadre"],
            r["age_group"],
            int(r["age"]),
            float(r["weight"]),
            r["rule"],
            grade(r["confidence"]),
        )
        for r in table("age_split")
    )


def assumptions() -> tuple[AssumptionRow, ...]:
    """Return the reference rates, then the insured shares by territory and year."""
    rates = [_assumption(r) for r in table("assumptions")]
    return (*rates, *(_coverage(i, r) for i, r in enumerate(table("coverage"), start=1)))


def _figure(r: Record) -> dict[str, Any]:
    """Return a figure with its range, its unit and what it rests on, as rows name them."""
    return {
        "value": float(r["value"]),
        "low": number(r["low"]),
        "high": number(r["high"]),
        "unit": r["unit"],
        "source": r["source_id"],
        "grade": grade(r["confidence"]),
        "note": r["note"],
    }


def _assumption(r: Record) -> AssumptionRow:
    origin, _, destination = r["territory"].partition(">")
    bounds = (whole(r[k]) for k in ("age_from", "age_to", "birth_from", "birth_to"))
    age_from, age_to, birth_from, birth_to = bounds
    return AssumptionRow(
        id=r["assumption_id"],
        parameter=r["parameter"],
        cadre=r["cadre"],
        sector=r["sector"],
        sex=r["sex"],
        age_from=age_from,
        age_to=age_to,
        birth_from=birth_from,
        birth_to=birth_to,
        territory=origin,
        destination=destination,
        year_from=int(r["year_from"]),
        year_to=int(r["year_to"]),
        **_figure(r),
    )


def _coverage(position: int, r: Record) -> AssumptionRow:
    first = last = whole(r["year"])
    return AssumptionRow(
        id=f"K{position:04}",
        parameter=r["parameter"],
        cadre="ALL",
        sector="ALL",
        sex="ALL",
        age_from=None,
        age_to=None,
        birth_from=None,
        birth_to=None,
        territory=r["region_code"],
        destination="",
        year_from=first if first is not None else 2021,
        year_to=last if last is not None else 2040,
        **_figure(r),
    )


def pipeline() -> tuple[PipelineRow, ...]:
    """Return the training pipeline: intakes, durations, shares, ages at entry."""
    return tuple(
        PipelineRow(
            id=r["item_id"],
            cadre=r["cadre"],
            parameter=r["parameter"],
            territory=r["territory"],
            sector=r["sector"],
            sex=r["sex"],
            age=whole(r["age"]),
            year_from=int(r["year_from"]),
            year_to=int(r["year_to"]),
            **_figure(r),
        )
        for r in table("pipeline")
    )


def recruitment() -> tuple[RecruitmentRow, ...]:
    """Return posts and fill rates by region, cadre and year, national budget rows left out."""
    return tuple(
        RecruitmentRow(
            id=f"R{position:04}",
            territory=r["region_code"],
            cadre=r["cadre"],
            year_from=int(r["year_from"]),
            year_to=int(r["year_to"]),
            posts=float(r["posts"]),
            posts_low=number(r["posts_low"]),
            posts_high=number(r["posts_high"]),
            fill_rate=number(r["fill_rate"]),
            fill_low=number(r["fill_low"]),
            fill_high=number(r["fill_high"]),
            posts_source=r["posts_source_id"],
            posts_grade=grade(r["posts_confidence"]),
            fill_source=r["fill_source_id"],
            fill_grade=r["fill_confidence"],
            note=r["note"],
        )
        for position, r in enumerate(table("recruitment"), start=1)
        if r["region_code"] != "MA"
    )


def norms() -> tuple[NormRow, ...]:
    """Return norms, targets and published deficits, with the cadres that each covers."""
    return tuple(
        NormRow(
            r["norm_id"],
            names(r),
            float(r["value"]),
            r["unit"],
            r["scope"],
            whole(r["year"]),
            tuple(r["cadres"].split()),
            r["source_id"],
            grade(r["confidence"]),
            r["meaning"],
        )
        for r in table("norms")
    )


def sources() -> tuple[SourceRow, ...]:
    """Return the source register."""
    return tuple(SourceRow(*r.values()) for r in table("sources"))
