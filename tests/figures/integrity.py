"""The tables agree with themselves and with each other: codes, sums, shares, names, margins."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, product

from tests.figures.reference import (
    NATION,
    Check,
    Finding,
    Reference,
    Row,
    groups,
    total,
)

CENSUS = {"2014": 33_848_242, "2024": 36_828_330}
BASES = {"2024": "demo_stock.csv", "2021": "demo_stock_2021.csv"}
RECRUITMENT_YEARS = range(2024, 2041)
ARABIC_NAME = re.compile(  # numbers stand in isolates, as on every page
    r"(?=.*[\u0621-\u064a])(?:[\u0621-\u063a\u0641-\u0652 \-():،]|\u2066[0-9,\u202f]+%?\u2069)+"
)
STRAY = re.compile(r"^\s|\s$|\s\s|[^\S \u00a0\u202f]")
OTHER_NAME = re.compile(r"[0-9A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f \u00a0\u202f,'’\-.():%]*")
RANGES = (("value", "low", "high"), ("posts", "posts_low", "posts_high"),
          ("fill_rate", "fill_low", "fill_high"))
WHOLE_SHARES = {
    "delay_share", "age_at_graduation_7y", "age_at_graduation_6y", "age_at_entry",
    "private_opening_share", "share_of_para_entries",
}


def differs(left: float, right: float, by: float = 0.5) -> bool:
    """Tell whether two figures are further apart than rounding explains."""
    return abs(left - right) > by


def repeated(reference: Reference, table: str, *columns: str) -> Iterator[Finding]:
    """Find rows of a table that share what ought to tell them apart."""
    for shared, rows in groups(reference.tables[table], *columns).items():
        if len(rows) > 1:
            yield Finding(table, " / ".join(shared), f"stands {len(rows)} times")


# --- Territory and names ------------------------------------------------------------------------


def regions(reference: Reference) -> set[str]:
    """Return the codes of the regions."""
    return set(reference.column("regions.csv", "region_code"))


def provinces(reference: Reference) -> dict[str, str]:
    """Return the region of each province."""
    rows = reference.tables["provinces.csv"]
    return {row["province_code"]: row["region_code"] for row in rows}


def territory_is_whole(reference: Reference) -> Iterator[Finding]:
    """Find a wrong number of regions or provinces, and codes or names that stand twice."""
    for table, key, count in (("regions.csv", "region_code", 12),
                              ("provinces.csv", "province_code", 75)):
        if len(reference.tables[table]) != count:
            yield Finding(table, key, f"must have {count} rows")
        for column in (key, "iso_3166_2", "name_fr", "name_ar", "name_en"):
            yield from repeated(reference, table, column)


def provinces_lie_in_their_region(reference: Reference) -> Iterator[Finding]:
    """Find provinces under another region than their code says, and seats outside their region."""
    for code, region in provinces(reference).items():
        if region not in regions(reference) or code[:3] != f"{region}.":
            yield Finding("provinces.csv", code, f"is not of region {region}")
    for row in reference.tables["regions.csv"]:
        if provinces(reference).get(row["seat_province_code"]) != row["region_code"]:
            yield Finding("regions.csv", row["region_code"], "has its seat elsewhere")


def territory_codes_are_known(reference: Reference) -> Iterator[Finding]:
    """Find territory codes that no table of territories lists."""
    abroad = {"FR", "OECD", "world"}
    known = {NATION, *regions(reference), *provinces(reference)}
    for table, rows in reference.tables.items():
        for column in {"region_code", "province_code", "territory", "area_code"} & {*rows[0]}:
            codes = {part for row in rows for part in row[column].split(">")}
            for code in sorted(codes - known - (abroad if table == "flows.csv" else set())):
                yield Finding(table, column, f"has the unknown territory {code!r}")


def is_well_formed(column: str, name: str) -> bool:
    """Tell whether a name has the letters of its language, composed, without stray spaces."""
    pattern = ARABIC_NAME if column.endswith("_ar") else OTHER_NAME
    tidy = name == unicodedata.normalize("NFC", name) and not STRAY.search(name)
    return tidy and pattern.fullmatch(name) is not None


def names_are_well_formed(reference: Reference) -> Iterator[Finding]:
    """Find names that are empty, badly encoded or in the letters of another language."""
    for table, rows in reference.tables.items():
        columns = [c for c in rows[0] if re.fullmatch(r"(name|scenario)_(fr|ar|en)", c)]
        for row, column in product(rows, columns):
            if not is_well_formed(column, row[column]):
                yield Finding(table, column, f"has the name {row[column]!r}")


def layers_carry_the_same_names(reference: Reference) -> Iterator[Finding]:
    """Find map shapes whose code or names differ from the table of their layer."""
    for layer, entry in reference.manifest["layers"].items():
        listed = {row[entry["key"]]: row for row in reference.tables[entry["table"]]}
        shapes = [shape["properties"] for shape in reference.layers[layer]["features"]]
        drawn = {shape[entry["key"]]: shape for shape in shapes}
        for code in sorted({*listed, *drawn}):
            names = ("name_fr", "name_ar", "name_en", "iso_3166_2")
            row, shape = listed.get(code, {}), drawn.get(code, {})
            if any(row.get(name) != shape.get(name) for name in names):
                yield Finding(layer, code, "is not as in the table")


# --- Population ---------------------------------------------------------------------------------


def census_sums_hold(reference: Reference) -> Iterator[Finding]:
    """Find provinces that do not add up to their region, or regions to the nation."""
    for year, nation in CENSUS.items():
        column = f"population_{year}"
        if differs(reference.total("regions.csv", column), nation):
            yield Finding("regions.csv", column, f"does not add up to {nation}")
    shared = ("population_2014", "population_2024", "population_urban_2024", "households_2024",
              "communes")
    parts = groups(reference.tables["provinces.csv"], "region_code")
    for row, column in product(reference.tables["regions.csv"], shared):
        if differs(total(parts[row["region_code"],], column), float(row[column])):
            yield Finding("provinces.csv", row["region_code"], f"{column} misses its region")


def derived_columns_follow(reference: Reference) -> Iterator[Finding]:
    """Find regions whose rural part, growth, density or count of provinces is miscalculated."""
    for row in reference.tables["regions.csv"]:
        now, then = float(row["population_2024"]), float(row["population_2014"])
        due = {
            "population_rural_2024": (now - float(row["population_urban_2024"]), 0.5),
            "growth_2014_2024_pct_per_year": (((now / then) ** 0.1 - 1) * 100, 0.006),
            "density_2024_per_km2": (now / float(row["area_km2_computed"]), 0.06),
            "provinces": (len(reference.rows("provinces.csv", region_code=row["region_code"])), 0),
        }
        for column, (value, rounding) in due.items():
            if differs(float(row[column]), value, rounding):
                yield Finding("regions.csv", row["region_code"], f"{column} should be {value}")


def nation_is_the_sum(reference: Reference, table: str, *columns: str) -> Iterator[Finding]:
    """Find groups of rows in which the nation is not the sum of the twelve regions."""
    for shared, rows in groups(reference.tables[table], *columns).items():
        nation = [row for row in rows if row["region_code"] == NATION]
        codes = Counter(row["region_code"] for row in rows)
        whole = codes == Counter({NATION, *regions(reference)})
        if not whole or differs(total(rows, "population"), 2 * total(nation, "population")):
            yield Finding(table, " / ".join(shared), "nation is not the sum of the regions")


def projection_sums_hold(reference: Reference) -> Iterator[Finding]:
    """Find years of the projection that are missing, do not add up, or leave the census."""
    table = "population_projection.csv"
    years = set(reference.column(table, "year"))
    for year in sorted({str(year) for year in range(2014, 2051)} ^ years):
        yield Finding(table, year, "is missing or beyond 2050")
    yield from nation_is_the_sum(reference, table, "year")
    for year, row in product(CENSUS, reference.tables["regions.csv"]):
        counted = reference.total(table, "population", year=year, region_code=row["region_code"])
        if differs(counted, float(row[f"population_{year}"])):
            yield Finding(table, f"{year} / {row['region_code']}", "is not the census")


def ages_add_up(reference: Reference) -> Iterator[Finding]:
    """Find age tables that do not add up to nation, to the projection or to their region."""
    table = "population_age_sex.csv"
    yield from nation_is_the_sum(reference, table, "year", "sex", "age_group")
    for year in sorted({*reference.column(table, "year")} - {*CENSUS}):
        nation = {"year": year, "region_code": NATION}
        due = reference.total("population_projection.csv", "population", **nation)
        if differs(reference.total(table, "population", **nation), due):
            yield Finding(table, year, "is not the projected total")


def provincial_ages_add_up(reference: Reference) -> Iterator[Finding]:
    """Find regions whose provinces do not hold its men or women of 2024."""
    table, home = "population_age_sex_provinces_2024.csv", provinces(reference)
    for code in sorted({*reference.column(table, "province_code")} ^ {*home}):
        yield Finding(table, code, "is missing or unknown")
    found: Counter[tuple[str, str]] = Counter()
    for row in reference.tables[table]:
        found[home.get(row["province_code"], ""), row["sex"]] += int(row["population"])
    for (region, sex), people in found.items():
        where = {"year": "2024", "region_code": region, "sex": sex}
        if differs(people, reference.total("population_age_sex.csv", "population", **where)):
            yield Finding(table, f"{region} / {sex}", "does not add up to the region")


# --- Cadres and norms ---------------------------------------------------------------------------


def cadres(reference: Reference, code: str) -> set[str]:
    """Return the cadres of the stock that a code stands for; none for a cadre outside it."""
    codes = reference.manifest["codes"]
    return set(codes["groups"].get(code, [code] if code in codes["cadres"] else []))


def cadre_codes_are_known(reference: Reference) -> Iterator[Finding]:
    """Find cadre codes that neither the manifest nor the table of specialties explains."""
    codes = reference.manifest["codes"]
    known = {"", *codes["cadres"], *codes["groups"], *codes["other_cadres"],
             *reference.column("specialties.csv", "cadre_code")}
    for table, rows in reference.tables.items():
        for code in sorted({row.get("cadre", "") for row in rows} - known):
            yield Finding(table, "cadre", f"has the unknown cadre {code!r}")
    yield from repeated(reference, "specialties.csv", "cadre_code", "specialty_code")


def norms_cover_known_cadres(reference: Reference) -> Iterator[Finding]:
    """Find norms with unknown cadres, and densities for health workers that name none."""
    stock = set(reference.manifest["codes"]["cadres"])
    wider = {"AFRO_134"}
    yield from repeated(reference, "norms.csv", "norm_id")
    for row in reference.tables["norms.csv"]:
        covered, density = row["cadres"].split(), row["unit"].startswith("per ")
        if not stock.issuperset(covered) or len({*covered}) != len(covered):
            yield Finding("norms.csv", row["norm_id"], f"covers {covered}")
        if bool(covered) != (density and row["norm_id"] not in wider):
            yield Finding("norms.csv", row["norm_id"], "must say which cadres it covers")


# --- Stock --------------------------------------------------------------------------------------


def published_count(reference: Reference, year: str, sector: str, cadre: str) -> float:
    """Return the ministry's national count of a cadre."""
    where = {"year": year, "region_code": NATION, "sector": sector, "cadre": cadre}
    if cadre in cadres(reference, "PARA_ALL") | {"PARA_ALL"}:
        return reference.total("nurses.csv", "value", **where)
    scope = "Ministry of Health carte sanitaire"
    return reference.total("physicians.csv", "value", specialty="", scope=scope, **where)


def stock_meets_its_margins(reference: Reference) -> Iterator[Finding]:
    """Find base years whose doctors or paramedical staff differ from the published counts."""
    doctors = list(product(("public", "private"), ("MED_GP", "MED_SP")))
    for year, table in BASES.items():
        staff = [("public", "PARA_ALL")] + [("public", c) for c in cadres(reference, "PARA")]
        for sector, cadre in doctors + (staff if year == "2024" else staff[:1]):
            members = cadres(reference, cadre)
            held = [r for r in reference.rows(table, sector=sector) if r["cadre"] in members]
            due = published_count(reference, year, sector, cadre)
            if differs(total(held, "headcount"), due):
                yield Finding(table, f"{sector} {cadre}", f"is not the published {due:.0f}")


def stock_cells_are_sound(reference: Reference) -> Iterator[Finding]:
    """Find cells that stand twice, lie in another region, or hold no whole person."""
    home = provinces(reference)
    for table in BASES.values():
        columns = [c for c in reference.tables[table][0] if c != "headcount"]
        yield from repeated(reference, table, *columns)
        for row in reference.tables[table]:
            placed = home.get(row["province_code"]) == row["region_code"]
            if not placed or not row["headcount"].isdecimal() or row["headcount"] == "0":
                yield Finding(table, row["province_code"], f"has the cell {[*row.values()]}")


def anchors_are_the_published_totals(reference: Reference) -> Iterator[Finding]:
    """Find national anchors that are not the national totals of the stock they anchor."""
    for row in reference.rows("demo_anchors.csv", role="total"):
        where = {"sector": row["sector"], "cadre": row["cadre"]}
        held = reference.total(BASES[row["base_year"]], "headcount", **where)
        if differs(held, float(row["value"])):
            yield Finding("demo_anchors.csv", f"{row['base_year']} {where}", f"is not {held}")


def medical_corps_adds_up(reference: Reference) -> Iterator[Finding]:
    """Find years in which the four groups of the public medical corps miss its total."""
    parts = ("MED_GP", "MED_SP", "DENTIST", "PHARMACIST")
    for year in ("2021", "2022", "2023", "2024"):
        corps = published_count(reference, year, "public", "CORPS_MEDICAL")
        held = sum(published_count(reference, year, "public", part) for part in parts)
        if differs(held, corps):
            yield Finding("physicians.csv", year, f"medical corps {corps} is not {held}")


# --- Assumptions --------------------------------------------------------------------------------


def apart(left: Row, right: Row, dimension: str) -> bool:
    """Tell whether two rows have no age, birth year or year in common; empty is no limit."""
    low, high = f"{dimension}_from", f"{dimension}_to"
    before = float(left[high] or "inf") < float(right[low] or "-inf")
    return before or float(right[high] or "inf") < float(left[low] or "-inf")


def meet(reference: Reference, left: Row, right: Row) -> bool:
    """Tell whether two assumptions answer for a common cell."""
    ways = all("ALL" in {left[c], right[c]} or left[c] == right[c] for c in ("sector", "sex"))
    shared = cadres(reference, left["cadre"]) & cadres(reference, right["cadre"])
    disjoint = any(apart(left, right, dimension) for dimension in ("age", "birth", "year"))
    return ways and bool(shared) and not disjoint


def no_two_assumptions_answer(reference: Reference) -> Iterator[Finding]:
    """Find pairs of assumptions that answer for the same cell and year."""
    yield from repeated(reference, "assumptions.csv", "assumption_id")
    for rows in groups(reference.tables["assumptions.csv"], "parameter", "territory").values():
        for left, right in combinations(rows, 2):
            if meet(reference, left, right):
                place = f"{left['assumption_id']} and {right['assumption_id']}"
                yield Finding("assumptions.csv", place, "answer for the same cell and year")


def mobility_goes_somewhere(reference: Reference) -> Iterator[Finding]:
    """Find regions whose departures do not all arrive in the eleven others."""
    shares: dict[str, dict[str, float]] = {region: {} for region in regions(reference)}
    for row in reference.rows("assumptions.csv", parameter="mobility_destination"):
        origin, _, destination = row["territory"].partition(">")
        shares[origin][destination] = float(row["value"])
    for origin, share in shares.items():
        others = share.keys() == regions(reference) - {origin}
        if not others or differs(sum(share.values()), 1, 1e-6):
            yield Finding("assumptions.csv", origin, "mobility does not add up to 1")


def pipeline_shares_are_whole(reference: Reference) -> Iterator[Finding]:
    """Find sets of shares of the pipeline that do not add up to one."""
    table = "pipeline.csv"
    sets = {name: reference.rows(table, parameter=name) for name in sorted(WHOLE_SHARES)}
    sets["residency_years"] = [
        row for row in reference.tables[table] if row["parameter"].startswith("residency_years_")
    ]
    for name, rows in sets.items():
        if differs(total(rows, "value"), 1, 1e-6):
            yield Finding(table, name, "does not add up to 1")


def age_weights_are_whole(reference: Reference) -> Iterator[Finding]:
    """Find age groups whose weights miss one, or leave the group, or that the stock lacks."""
    split = groups(reference.tables["age_split.csv"], "sector", "cadre", "age_group")
    for shared, rows in split.items():
        first = int(shared[2][:2])
        inside = all(first <= int(row["age"]) < first + 5 + (first == 75) for row in rows)
        if not inside or differs(total(rows, "weight"), 1, 1e-4):
            yield Finding("age_split.csv", " / ".join(shared), "weights do not add up to 1")
    held = groups(reference.tables["demo_stock.csv"], "sector", "cadre", "age_group")
    for shared in sorted(held.keys() ^ split.keys()):
        yield Finding("age_split.csv", " / ".join(shared), "is in the stock or the split alone")


def years(row: Row) -> Iterable[int]:
    """Return the years that a row answers for."""
    return range(int(row["year_from"]), int(row["year_to"]) + 1)


def recruitment_answers_once(reference: Reference) -> Iterator[Finding]:
    """Find regions, cadres and years with no row of recruitment, or with several."""
    stock = reference.manifest["codes"]["cadres"]
    due = Counter(product(sorted(regions(reference)), stock, RECRUITMENT_YEARS))
    rows = [row for row in reference.tables["recruitment.csv"] if row["region_code"] != NATION]
    found = Counter((r["region_code"], r["cadre"], year) for r in rows for year in years(r))
    for place in sorted((found - due) + (due - found)):
        yield Finding("recruitment.csv", " ".join(map(str, place)), f"answers {found[place]} times")


def ranges_hold_their_value(reference: Reference) -> Iterator[Finding]:
    """Find values outside the range given with them."""
    for table, (value, low, high) in product(reference.tables, RANGES):
        rows = reference.tables[table] if low in reference.tables[table][0] else []
        for number, row in enumerate(rows, start=2):
            ends = float(row[low] or "-inf"), float(row[high] or "inf")
            if row[value] and not ends[0] - 1e-6 <= float(row[value]) <= ends[1] + 1e-6:
                yield Finding(table, f"line {number}, {value}", "lies outside its range")


def shares_stay_between_0_and_1(reference: Reference) -> Iterator[Finding]:
    """Find shares and probabilities below nought or above one."""
    for table, rows in reference.tables.items():
        for number, row in enumerate(rows if "unit" in rows[0] and "value" in rows[0] else [], 2):
            share = row["unit"].startswith(("share", "probability"))
            if share and row["value"] and not 0 <= float(row["value"]) <= 1:
                yield Finding(table, f"line {number}", f"has the share {row['value']}")


def insured_regions_give_the_nation(reference: Reference) -> Iterator[Finding]:
    """Find years without insured share, or whose regions do not average to the nation."""
    table, column = "coverage.csv", "population_2024"
    weight = {r["region_code"]: float(r[column]) for r in reference.tables["regions.csv"]}
    weight[NATION] = -sum(weight.values())
    by_year = groups(reference.rows(table, parameter="insured_share"), "year")
    for year in (str(year) for year in range(2021, 2041)):
        rows = by_year.get((year,), [])
        balance = sum(float(r["value"]) * weight[r["region_code"]] for r in rows)
        if len(rows) != len(weight) or differs(balance / weight[NATION], 0, 0.002):
            yield Finding(table, year, "regions do not give the nation")


# --- Contracts, missions, scenarios -------------------------------------------------------------


def groups_of_people_are_honest(reference: Reference) -> Iterator[Finding]:
    """Find contracts or missions with an unknown status or with a specialty nobody published."""
    statuses = {"real", "scenario", "example, invented"}
    for table, key in (("contracts.csv", "contract_id"), ("missions.csv", "mission_id")):
        yield from repeated(reference, table, key)
        for row in reference.tables[table]:
            if row["status"] not in statuses or row["specialty"]:
                yield Finding(table, row[key], "has an unknown status or an invented specialty")


def levers(reference: Reference) -> set[tuple[str, str]]:
    """Return the tables and parameters that a measure may change."""
    named = {
        (table, row["parameter"])
        for table in ("assumptions.csv", "pipeline.csv", "coverage.csv")
        for row in reference.tables[table]
    }
    return named | {("pipeline.csv", "graduates"), ("recruitment.csv", "fill_rate"),
                    ("contracts.csv", "contracts"), ("missions.csv", "missions"), ("", "")}


def scenarios_move_what_exists(reference: Reference) -> Iterator[Finding]:
    """Find measures that change nothing known, or by an unknown operation."""
    yield from repeated(reference, "scenarios.csv", "scenario_id", "line")
    for row in reference.tables["scenarios.csv"]:
        idle = row["operation"] == "none" and not row["value"]
        known = row["operation"] in {"set", "add", "multiply"} and row["value"] and row["file"]
        if not (idle or known) or (row["file"], row["parameter"]) not in levers(reference):
            yield Finding("scenarios.csv", row["scenario_id"], "changes nothing that exists")


CHECKS: tuple[Check, ...] = (
    territory_is_whole,
    provinces_lie_in_their_region,
    territory_codes_are_known,
    names_are_well_formed,
    layers_carry_the_same_names,
    census_sums_hold,
    derived_columns_follow,
    projection_sums_hold,
    ages_add_up,
    provincial_ages_add_up,
    cadre_codes_are_known,
    norms_cover_known_cadres,
    stock_meets_its_margins,
    stock_cells_are_sound,
    anchors_are_the_published_totals,
    medical_corps_adds_up,
    no_two_assumptions_answer,
    mobility_goes_somewhere,
    pipeline_shares_are_whole,
    age_weights_are_whole,
    recruitment_answers_once,
    ranges_hold_their_value,
    shares_stay_between_0_and_1,
    insured_regions_give_the_nation,
    groups_of_people_are_honest,
    scenarios_move_what_exists,
)
