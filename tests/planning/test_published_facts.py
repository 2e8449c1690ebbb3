"""The published facts that docs/method.md sets beside the reference are what the program computes.

Each row of its table is made here from the program and from the reference data, so that the note
and the program cannot part.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from app.planning import reference, starter
from app.planning.outcomes import contract_cliff, outcomes, retirements
from app.planning.study import Study
from app.planning.study import run as project
from tests.planning.reference_run import Series, flow, flows, run, stock

NOTE = Path(__file__).parents[2] / "docs" / "method.md"
MOROCCO, TATA = "morocco-2024", "tata-2017"
DOCTORS = ("MED_GP", "MED_SP")
UNKNOWN = "not published"

Row = tuple[str, str]  # what was published, what the program gives


def table(heading: str) -> list[list[str]]:
    """Return the cells of the table that follows some bold words of the note."""
    text = NOTE.read_text("utf-8").partition(f"**{heading}**")[2].partition("\n\n**")[0]
    lines = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def told() -> dict[str, Row]:
    """Return the rows of the table of published facts."""
    return {fact: (given, ours) for fact, given, ours, _ in table("Published facts")}


def said(number: float) -> str:
    """Write whole persons as the note does."""
    return f"{round(number):,}".replace(",", " ")


def spans(years: Iterable[int]) -> str:
    """Write years as the note does: 2025-2027, 2029 and 2032."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    words = [f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def in_years(series: Series, *years: int) -> str:
    return ", ".join(f"{said(series[year])} in {year}" for year in years)


# --- What was published, from the reference data -------------------------------------------------


def published(what: str, years: str) -> float:
    """Return a figure of the table of flows."""
    rows = reference.table("flows")
    return next(
        float(row["value"])
        for row in rows
        if row["flow_id"] == "retirements" and (row["description"], row["year"]) == (what, years)
    )


def auditors() -> float:
    """Return the year of the Court of Accounts."""
    return next(float(r["value"]) for r in reference.table("flows") if r["flow_id"] == "crossing")


def goal(norm: str) -> tuple[str, str]:
    """Return a target in the words of the note, and the year that it was set for."""
    row = next(row for row in reference.table("norms") if row["norm_id"] == norm)
    return f"{row['value']} per 10 000 (framework agreement of 2022)", row["year"]


def planned(norm: str) -> float:
    return next(float(r["value"]) for r in reference.table("norms") if r["norm_id"] == norm)


# --- What the program gives ----------------------------------------------------------------------


def morocco() -> Study:
    return run(MOROCCO)


@cache
def with_the_posts_of_2025() -> Study:
    """Return the reference with doctors' posts and fill rates of 2025 held to the horizon."""
    rows = starter.sample(MOROCCO)
    last = rows.facts.horizon
    held = tuple(
        replace(row, year_to=last) if row.cadre in DOCTORS else row
        for row in rows.recruitment
        if row.cadre not in DOCTORS or row.year_from == 2025
    )
    return project(replace(rows, recruitment=held))


def uncovered(made: Study, cadre: str) -> str:
    found = outcomes(made, made.view("MA", cadre, "public"))
    assert found.lasting_from is None
    return spans(found.uncovered_years)


def first_crossing() -> str:
    found = outcomes(morocco(), morocco().view("MA", "doctors", "public"))
    (year,) = found.uncovered_years
    at = next(one for one in found.years if one.line.year == year)
    return f"{found.crossing_year} ({said(at.entries or 0.0)} join, {said(at.exits or 0.0)} leave)"


def retired(cadre: str) -> Series:
    return flow(morocco(), cadre, ("limit_age",))


def gone_abroad() -> Series:
    found = flows(morocco())
    leavers = found["doctors_emigration"]
    return {year: leavers[year] + found["left_before_entry"][year] for year in leavers}


def reached(norm: str, *years: int) -> str:
    """Say when a density is reached, or that it is not, and the density of some years."""
    found = outcomes(morocco(), morocco().view("MA", norm=norm))
    density = {one.line.year: one.line.density_per_10_000 for one in found.years}
    when = found.closing_year or f"not before {found.years[-1].line.year}"
    return f"{when} ({', '.join(f'{density[year]:.1f} in {year}' for year in years)})"


def closes(norm: str) -> str:
    found = outcomes(morocco(), morocco().view("MA", norm=norm))
    assert found.closing_year is None
    last = found.years[-1].line
    return f"not before {last.year} ({said(last.deficit or 0.0)} lacking then)"


def cliff() -> str:
    made = run(TATA)
    found = contract_cliff(made, made.view())
    assert found is not None
    assert found.share is not None
    there = found.persons / found.share
    share = f"{100 * found.share:.0f} %"
    return f"{found.year} ({said(found.persons)} of {said(there)} leave, {share})"


# --- Both beside each other ----------------------------------------------------------------------


def departures() -> dict[str, Row]:
    crossing = f"from {auditors():.0f}"
    named = "recruitment does not cover the departures of public physicians (Court of Accounts)"
    held = "the same, with the posts and fill rates of 2025 held"
    generalists = "the same for public generalists, with the posts of the reference"
    return {
        named: (crossing, first_crossing()),
        held: (crossing, uncovered(with_the_posts_of_2025(), "doctors")),
        generalists: (UNKNOWN, uncovered(morocco(), "MED_GP")),
    }


def retirements_by_cadre() -> dict[str, Row]:
    gp, sp = "ministry staff, MED_GP", "ministry staff, MED_SP"
    ten = "2017-2026"
    doctors = (published(gp, ten) + published(sp, ten)) / 10
    others = published("ministry staff, PARA_ALL", ten) / 10
    one = {year: said(published(gp, year)) for year in ("2025", "2026")}
    specialists = retired("MED_SP")[2025]
    return {
        "public generalists who retire in 2025": (one["2025"], said(retired("MED_GP")[2025])),
        "public generalists who retire in 2026": (one["2026"], said(retired("MED_GP")[2026])),
        "public specialists who retire in 2025": (said(published(sp, "2025")), said(specialists)),
        "ministry physicians who retire in a year of 2017-2026": (
            said(doctors), in_years(retired("doctors"), 2025, 2026),
        ),
        "nurses and technicians who retire in a year of 2017-2026": (
            said(others), in_years(retired("paramedical"), 2025, 2026),
        ),
    }  # fmt: skip


def retirements_of_all() -> dict[str, Row]:
    every, health = retired("all"), "ministry of health, all staff"
    until_2029 = sum(every[year] for year in range(2025, 2030))
    a_year = sum(every[year] for year in range(2025, 2029)) / 4
    return {
        "ministry staff who retire in a year of 2017-2026": (
            said(published("ministry staff, all", "2017-2026") / 10), in_years(every, 2025),
        ),
        "health staff who retire in 2025-2029": (
            said(published(health, "2025-2029")), said(until_2029),
        ),
        "health staff who retire in a year of 2024-2028": (
            said(published(health, "2024-2028") / 5), f"{said(a_year)} in 2025-2028",
        ),
    }  # fmt: skip


def aims() -> dict[str, Row]:
    lines = morocco().lines(morocco().view("MA", norm="MED_153"))
    lacking = next(line.deficit for line in lines if line.year == 2035)
    at_24, year_24 = goal("MA_24")
    at_45, year_45 = goal("MA_45")
    return {
        "physicians who leave the country in a year": (
            "300 to 700", in_years(gone_abroad(), 2025, 2028, 2029),
        ),
        "physicians lacking in 2035 (Court of Accounts)": (
            said(planned("DEF_CDC_2035")), f"{said(lacking or 0.0)} at 15.3 per 10 000",
        ),
        at_24: (year_24, reached("MA_24", 2025)),
        at_45: (year_45, reached("MA_45", 2030, 2040)),
        "the deficit at 15.3 physicians per 10 000 closes": (UNKNOWN, closes("MED_153")),
        "the deficit at 4.45 per 1 000, all cadres, closes": (UNKNOWN, closes("MA_445")),
        "Tata loses the physicians on contract of 2018": (UNKNOWN, cliff()),
    }  # fmt: skip


def test_the_note_tells_each_published_fact_beside_what_the_program_gives() -> None:
    assert told() == departures() | retirements_by_cadre() | retirements_of_all() | aims()


# --- The back-test -------------------------------------------------------------------------------

COUNTED = {
    "physicians 2022": ("MED_ALL", None, 2022),
    "physicians 2023": ("MED_ALL", None, 2023),
    "physicians 2024": ("MED_ALL", None, 2024),
    "public generalists 2024": ("MED_GP", "public", 2024),
    "private generalists 2024": ("MED_GP", "private", 2024),
    "public specialists 2024": ("MED_SP", "public", 2024),
    "private specialists 2024": ("MED_SP", "private", 2024),
    "paramedical staff 2024": ("PARA_ALL", None, 2024),
}


def counted(cadre: str, sector: str | None, year: int) -> float:
    """Return the ministry's count; of doctors of both sectors, the sum of its four."""
    cadres = DOCTORS if cadre == "MED_ALL" else (cadre,)
    scopes = ("", "Ministry of Health carte sanitaire")
    return sum(
        float(row["value"])
        for row in (*reference.table("physicians"), *reference.table("nurses"))
        if (row["region_code"], row["year"]) == ("MA", str(year))
        and row["cadre"] in cadres
        and row["sector"] in (sector or "public private")
        and row.get("scope", "") in scopes
        and not row.get("specialty")
    )


def missed(model: float, count: float) -> str:
    percent = 100 * (model - count) / count
    if abs(percent) < 0.05:
        return "0.0 %"
    return f"{percent:+.0f} %" if abs(percent) >= 10 else f"{percent:+.1f} %"


def test_the_note_tells_the_back_test_that_the_program_gives() -> None:
    found = {what: (ours, given, miss) for what, ours, given, miss in table("Back-test.")}
    assert found.keys() == COUNTED.keys()
    for what, (cadre, sector, year) in COUNTED.items():
        model, count = stock(run("morocco-2021"), cadre, sector)[year], counted(*COUNTED[what])
        ours, given, miss = found[what]
        assert (ours, given) == (said(model), said(count)), what
        assert miss.partition(" (")[0] == missed(model, count), what


def test_the_note_says_what_clerks_and_early_retirements_explain() -> None:
    """The two figures that stand in the last column of the table."""
    text = NOTE.read_text("utf-8")
    ten = "2017-2026"
    clerks = published("ministry staff, ADMIN_TECH", ten)
    whole = published("ministry staff, all", ten)
    lines = morocco().lines(morocco().view("MA", "all"))
    both = sum(retirements(line for line in lines if 2025 <= line.year <= 2029))
    assert f"about {said((whole - clerks) / 10)} without them" in text
    assert f"; {said(both)} with early retirements" in text
