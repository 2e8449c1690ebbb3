"""A small plan by hand: three provinces, two cadres, a few rows of every kind."""

from __future__ import annotations

from datetime import date

from app.models.need_rows import (
    ActivityRow,
    AgePopulationRow,
    ConditionRow,
    FacilityPostRow,
    FacilityRow,
    UseRow,
    WorkingTimeRow,
)
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
    SourceRow,
    StaffRow,
    StoryRow,
    TerritoryRow,
)

UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"
RULE = "estimated-by-rule"


def names(text: str) -> Names:
    return Names(fr=f"{text} (fr)", ar=f"{text} (ع)", en=text)


SOURCES = (
    SourceRow("HCP24", "Census 2024", "HCP", "2024", "on paper", "facts cited"),
    SourceRow("RULE", "Rule of this plan", "", "", "", "own work"),
)
TERRITORIES = (
    TerritoryRow("MA", "", "nation", "MA", "nation", names("Morocco")),
    TerritoryRow("09", "MA", "region", "MA-09", "region", names("South")),
    TerritoryRow("09.551", "09", "province", "", "province", names("Tata")),
    TerritoryRow("09.541", "09", "province", "", "province", names("Zagora-like")),
    TerritoryRow("09.001", "09", "province", "", "prefecture", names("Agadir-like")),
)
PROVINCES = ("09.551", "09.541", "09.001")
CADRES = (
    CadreRow("MED_ALL", "", "group", "221", "", names("Physicians")),
    CadreRow("MED_GP", "MED_ALL", "cadre", "2211", "Generalists", names("General practitioner")),
    CadreRow("NUR_POLY", "", "cadre", "2221", "Nurses", names("Nurse")),
)
STAFF = tuple(
    StaffRow(place, "public", cadre, sex, age, "State", count, "RULE", RULE, "")
    for place in PROVINCES
    for cadre in ("MED_GP", "NUR_POLY")
    for sex in ("F", "M")
    for age, count in (("25-29", 4.0), ("55-59", 3.0))
)
POPULATIONS = tuple(
    PopulationRow(place, 2024, "total", 100_000.0 + at, "HCP24", "sourced", "")
    for at, place in enumerate(PROVINCES)
)
AGE_SPLITS = tuple(
    AgeSplitRow("public", "MED_GP", "25-29", age, 0.2, "even", RULE) for age in range(25, 30)
)
ASSUMPTIONS = (
    AssumptionRow(
        "A1", "emigration", "MED_GP", "public", "F", 25, 39, None, None, "MA", "", 2025, 2040,
        0.02, 0.01, 0.03, "probability per year", "RULE", RULE, "",
    ),
    AssumptionRow(
        "A2", "limit_age", "ALL", "public", "ALL", None, None, 1962, 2020, "MA", "", 2025, 2040,
        63.0, None, None, "years", "HCP24", "sourced", "law",
    ),
)  # fmt: skip
PIPELINE = (
    PipelineRow(
        "P1", "MED_ALL", "intake", "MA", "ALL", "ALL", None, 2025, 2040, 6200.0, 6000.0, 6500.0,
        "students", "RULE", RULE, "",
    ),
    PipelineRow(
        "P2", "MED_ALL", "age_at_graduation", "MA", "ALL", "F", 25, 2025, 2040, 0.6, None, None,
        "share", "RULE", RULE, "",
    ),
)  # fmt: skip
RECRUITMENT = (
    RecruitmentRow(
        "R1", "09", "MED_GP", 2025, 2040, 20.0, 10.0, 30.0, 0.2, 0.1, 0.4,
        "RULE", RULE, "HCP24", "sourced", "",
    ),
    RecruitmentRow(
        "R2", "MA", "ALL_STAFF", 2025, 2025, 6500.0, None, None, None, None, None,
        "HCP24", "sourced", "", "", "not used directly",
    ),
)  # fmt: skip
CONTRACTS = (
    ContractRow(
        "C1", "Tata 2018", "09.551", "public", "MED_ALL", "", "SN", "State", 20.0,
        date(2018, 1, 1), date(2021, 12, 31), 0.0, 0, 0.05, 1.0, False, "real", "RULE", RULE, "",
    ),
    ContractRow(
        "C2", "Private practice", "MA", "private", "MED_ALL", "", "", "", 453.0,
        date(2023, 1, 1), None, None, None, None, 1.0, True, "real", "HCP24", "sourced", "no end",
    ),
)  # fmt: skip
MISSIONS = (
    MissionRow(
        "M1", "Cardiology week", "09.551", "public", "MED_GP", "", 6.0, 0.25, 2026, 2028, 1.0,
        "example", "RULE", RULE, "",
    ),
)  # fmt: skip
NORMS = (
    NormRow(
        "MA_445", names("4.45"), 4.45, "per 1000", "all", 2016, ("MED_GP", "NUR_POLY"),
        "RULE", RULE, "",
    ),
    NormRow("TARGET", names("Target"), 90_000.0, "persons", "all", None, (), "RULE", RULE, ""),
)  # fmt: skip
AGE_POPULATIONS = tuple(
    AgePopulationRow("09", 2024, sex, ages, 1_000.0, "HCP24", "sourced", "")
    for sex in ("F", "M")
    for ages in ("0-14", "15+")
)
USES = tuple(
    UseRow("MED_ALL", sex, ages, contacts, "RULE", RULE, "")
    for sex in ("F", "M")
    for ages, contacts in (("0-14", 2.0), ("15+", 4.0))
)
WORKING_TIMES = (
    WorkingTimeRow("MED_GP", 260.0, 13.0, 22.0, 3.0, 2.0, 8.0, "RULE", RULE, "by hand"),
)
ACTIVITIES = (
    ActivityRow(
        "W1", "Consultation", "09.551", "Health centre", "MED_GP", "activity", 8_000.0, 15.0,
        "RULE", RULE, "",
    ),
    ActivityRow(
        "W2", "Meetings", "09.551", "Health centre", "MED_GP", "category_allowance", None, 10.0,
        "RULE", RULE, "",
    ),
)  # fmt: skip
CONDITIONS = (
    ConditionRow("D1", "Diabetes", "09", "MED_GP", 0.1, 4.0, 15.0, 0.8, "RULE", RULE, ""),
)
FACILITIES = (FacilityRow("09.551", "Hospital", 1.0, "HCP24", "sourced", ""),)
FACILITY_POSTS = (
    FacilityPostRow("Hospital", "MED_GP", 1.0, 168.0, 6.0, "RULE", RULE, ""),
    FacilityPostRow("Hospital", "NUR_POLY", 12.0, None, None, "RULE", RULE, ""),
)
SCENARIOS = (
    ScenarioRow("NOTHING", names("If nothing changes"), 1, locked=True),
    ScenarioRow(
        "SEATS", names("More seats"), 2, locked=False, parent="NOTHING", purpose=names("To train"),
        author="A planner", date="2026-11-22", mark="a", status="validated", note="kept",
    ),
    ScenarioRow(
        "STEP", names("Seats"), 3, locked=False, parent="SEATS", kind="step", story="TOLD",
        purpose=names("And then?"), hold_from=2027, asks=True,
    ),
)  # fmt: skip
STORIES = (
    StoryRow(
        "TOLD", names("What do seats give?"), 1, "NOTHING", "09.551", "MED_ALL", "MA_445", 2036,
        ("pipeline.intake.MED_ALL.ALL.MA",),
    ),
)  # fmt: skip
MEASURES = (
    MeasureRow(
        "SEATS", 1, "pipeline", "intake", "MED_ALL", "ALL", "MA", 2027, 2040, "multiply", 1.5,
        "students", 2, "announced", "RULE", RULE,
    ),
)  # fmt: skip
FACTS = FactsRow(
    UUID, names("Small plan"), 2024, 2040, "MA_445", "NOTHING", "", synthetic=True, note=names("")
)
SMALL = PlanRows(
    facts=FACTS,
    territories=TERRITORIES,
    populations=POPULATIONS,
    cadres=CADRES,
    staff=STAFF,
    age_splits=AGE_SPLITS,
    assumptions=ASSUMPTIONS,
    pipeline=PIPELINE,
    recruitment=RECRUITMENT,
    contracts=CONTRACTS,
    missions=MISSIONS,
    norms=NORMS,
    age_populations=AGE_POPULATIONS,
    uses=USES,
    working_times=WORKING_TIMES,
    activities=ACTIVITIES,
    conditions=CONDITIONS,
    facilities=FACILITIES,
    facility_posts=FACILITY_POSTS,
    scenarios=SCENARIOS,
    measures=MEASURES,
    sources=SOURCES,
    stories=STORIES,
)
