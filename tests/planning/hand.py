"""A plan made by hand, one row at a time: two regions, three provinces, three cadres."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.models.rows import (
    AgeSplitRow,
    AssumptionRow,
    CadreRow,
    ContractRow,
    FactsRow,
    MeasureRow,
    MissionRow,
    Names,
    NormRow,
    PipelineRow,
    PlanRows,
    PopulationRow,
    RecruitmentRow,
    ScenarioRow,
    StaffRow,
    TerritoryRow,
)
from app.planning.fields import Fields
from app.planning.places import Places
from app.problems import Message, Problem

RULE = "estimated-by-rule"
GP, SP, NURSE = range(3)
NORTH, SOUTH, ISLE = range(3)


def names(text: str) -> Names:
    return Names(f"{text} fr", f"{text} ar", text)


TERRITORIES = (
    TerritoryRow("MA", "", "nation", "MA", "nation", Names("Maroc", "المغرب", "Morocco")),
    TerritoryRow("01", "MA", "region", "MA-01", "region", Names("Fès", "فاس", "Fez")),
    TerritoryRow("01.a", "01", "province", "MA-AAA", "province", names("North")),
    TerritoryRow("01.b", "01", "province", "MA-BBB", "province", names("South")),
    TerritoryRow("02", "MA", "region", "MA-02", "region", names("Isles")),
    TerritoryRow("02.c", "02", "province", "", "prefecture", Names("Fès", "أكادير", "Fez")),
)
CADRES = (
    CadreRow("ALL", "", "group", "", "", names("All")),
    CadreRow("MED_ALL", "ALL", "group", "", "", Names("Médecins", "الأطباء", "Doctors")),
    CadreRow("PARA_ALL", "ALL", "group", "", "", names("Paramedical")),
    CadreRow("MED_GP", "MED_ALL", "cadre", "", "", names("Generalists")),
    CadreRow("MED_SP", "MED_ALL", "cadre", "", "", names("Specialists")),
    CadreRow("NUR_POLY", "PARA_ALL", "cadre", "", "", names("Nurses")),
    CadreRow("CARDIO", "MED_SP", "specialty", "", "", names("Cardiology")),
)
NORMS = (
    NormRow(
        "MED", names("Doctors"), 10.0, "per 10000", "doctors", None, ("MED_GP", "MED_SP"), "",
        RULE, "",
    ),
    NormRow(
        "MOST", names("Most"), 2.0, "per 1000", "most", None, ("MED_GP", "NUR_POLY"), "", RULE,
        "",
    ),
    NormRow("GOAL", names("Goal"), 90_000.0, "persons", "", None, (), "", RULE, ""),
)  # fmt: skip
FACTS = FactsRow(
    "u", names("Hand"), 2024, 2027, "MED", "base", "", synthetic=False, note=names("")
)
SCENARIOS = (
    ScenarioRow("base", names("Nothing"), 0, locked=True),
    ScenarioRow("test", names("Test"), 1, locked=False),
)


def people(territory: str, year: int, persons: float, kind: str = "total") -> PopulationRow:
    return PopulationRow(territory, year, kind, persons, "", "sourced", "")


POPULATIONS = (
    people("01.a", 2024, 6_000),
    people("01.b", 2024, 4_000),
    people("02.c", 2024, 5_000),
)


def hand(**changes: object) -> PlanRows:
    """Return the plan with nobody in it, and the tables named put in place of its own."""
    empty = PlanRows(
        facts=FACTS,
        territories=TERRITORIES,
        populations=POPULATIONS,
        cadres=CADRES,
        norms=NORMS,
        scenarios=SCENARIOS,
    )
    return replace(empty, **changes)


def fields(scenario: str = "test", **changes: object) -> Fields:
    rows = hand(**changes)
    return Fields(rows, Places(rows), scenario)


def staff(persons: float = 10.0, **changes: object) -> StaffRow:
    row = StaffRow("01.a", "public", "MED_GP", "F", "40-44", "State", persons, "", RULE, "")
    return replace(row, **changes)


def split(age: int, weight: float) -> AgeSplitRow:
    return AgeSplitRow("public", "MED_GP", "40-44", age, weight, "", RULE)


def assume(parameter: str, value: float, **changes: object) -> AssumptionRow:
    row = AssumptionRow(
        "", parameter, "ALL", "ALL", "ALL", None, None, None, None, "MA", "", 2025, 2040,
        value, None, None, "", "", RULE, "",
    )  # fmt: skip
    return replace(row, **changes)


def school(parameter: str, value: float, cadre: str = "MED", **changes: object) -> PipelineRow:
    row = PipelineRow(
        "", cadre, parameter, "MA", "ALL", "ALL", None, 2010, 2040, value, None, None, "", "",
        RULE, "",
    )  # fmt: skip
    return replace(row, **changes)


def post(territory: str, posts: float, fill: float | None, **changes: object) -> RecruitmentRow:
    row = RecruitmentRow(
        "", territory, "MED_GP", 2025, 2040, posts, None, None, fill, None, None, "", RULE, "",
        "", "",
    )  # fmt: skip
    return replace(row, **changes)


def contract(**changes: object) -> ContractRow:
    row = ContractRow(
        "C1", "Senegal", "01.a", "public", "MED_SP", "", "", "", 20.0, date(2025, 1, 1),
        date(2026, 12, 31), 0.0, 0, 0.0, 1.0, False, "real", "", "sourced", "",
    )  # fmt: skip
    return replace(row, **changes)


def mission(**changes: object) -> MissionRow:
    row = MissionRow(
        "M1", "Week", "01.a", "public", "MED_SP", "", 6.0, 2.0, 2025, 2026, 1.0, "real", "",
        RULE, "",
    )  # fmt: skip
    return replace(row, **changes)


def measure(
    table: str, parameter: str, operation: str, value: float, **changes: object
) -> MeasureRow:
    row = MeasureRow(
        "test", 1, table, parameter, "ALL", "ALL", "MA", 2025, 2040, operation, value, "", 0, "",
        "", RULE,
    )  # fmt: skip
    return replace(row, **changes)


def said(problem: Problem) -> str:
    """Return a problem in English, its values included; one that names its cell needs no place."""
    text = _filled(problem.what)
    return text if "where" in problem.what.values else f"{problem.where}: {text}"


def _filled(value: object) -> str:
    if isinstance(value, Names):
        return value.en or value.fr
    if not isinstance(value, Message):
        return str(value)
    return value.text.format(**{name: _filled(part) for name, part in value.values.items()})
