"""Every shipped figure has unit, source and grade, and the founding texts are accounted for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.figures import files, grounding, integrity, statements
from tests.figures.reference import FOLDER, Check, Reference, load

CHECKS = (*grounding.CHECKS, *integrity.CHECKS, *statements.CHECKS)
TEXT_FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
DOCTORS = ("MED_GP", "MED_SP")
PARAMEDICAL = ("NUR_POLY", "MIDWIFE", "PARA_OTHER")


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load()


def people(reference: Reference, table: str, cadres: tuple[str, ...], **where: str) -> float:
    return sum(reference.total(table, "headcount", cadre=cadre, **where) for cadre in cadres)


def statements_on(reference: Reference, meaning: str) -> dict[str, tuple[str, float | None]]:
    rows = reference.rows(statements.STATEMENTS, text="FT2", meaning=meaning)
    return {r["says"]: (r["verdict"], float(r["gives"]) if r["gives"] else None) for r in rows}


def value(reference: Reference, table: str, **where: str) -> float:
    (row,) = reference.rows(table, **where)
    return float(row.get("value") or row["population"])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_reference_data_pass_every_check(check: Check, reference: Reference) -> None:
    assert [str(finding) for finding in check(reference)] == []


@pytest.mark.parametrize("path", TEXT_FILES, ids=lambda path: path.name)
def test_files_are_plain_utf_8(path: Path) -> None:
    assert files.faults_of_file(path) == []


def test_the_manifest_knows_three_grades_only(reference: Reference) -> None:
    assert set(reference.manifest["grades"]) == {
        "sourced", "recalled-unverified", "estimated-by-rule",
    }


def test_the_manifest_and_the_table_of_groups_agree_on_the_cadres(reference: Reference) -> None:
    codes = reference.manifest["codes"]
    rows = reference.tables["cadre_groups.csv"]
    assert {r["cadre_code"] for r in rows if r["level"] == "cadre"} == set(codes["cadres"])
    for group in ("MED_ALL", "PARA_ALL"):
        inside = {row["cadre_code"] for row in rows if row["parent"] == group}
        assert inside == set(codes["groups"][group])


def test_cells_of_the_demo_stock_are_marked_as_invented(reference: Reference) -> None:
    tables = reference.manifest["tables"]
    for table in integrity.BASES.values():
        assert tables[table]["synthetic"] is True
        assert tables[table]["figures"]["headcount"]["grade"] == "estimated-by-rule"


def test_the_demo_stock_names_the_sources_of_its_margins(reference: Reference) -> None:
    for base, table in integrity.BASES.items():
        anchors = reference.rows("demo_anchors.csv", base_year=base)
        named = reference.manifest["tables"][table]["figures"]["headcount"]["source"]
        assert {row["source_id"] for row in anchors} <= set(named)


def test_layers_carry_their_credit_line(reference: Reference) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for layer in reference.manifest["layers"].values():
        assert layer["credit"].startswith("Boundaries: Haut-Commissariat au Plan")
        assert layer["credit"] in readme


def test_population_of_2024_is_the_legal_one_in_every_table(reference: Reference) -> None:
    census = {"year": "2024", "region_code": "MA", "kind": "census"}
    assert reference.total("provinces.csv", "population_2024") == 36_828_330
    assert reference.total("regions.csv", "population_2024") == 36_828_330
    assert value(reference, "population_projection.csv", **census) == 36_828_330


def test_the_demo_stock_holds_the_published_number_of_people(reference: Reference) -> None:
    assert people(reference, "demo_stock.csv", DOCTORS) == 31_860
    assert people(reference, "demo_stock.csv", PARAMEDICAL) == 40_102
    assert people(reference, "demo_stock_2021.csv", DOCTORS) == 27_095
    assert people(reference, "demo_stock_2021.csv", PARAMEDICAL) == 35_789


def test_tata_has_34_doctors_in_2024_and_8_in_2021(reference: Reference) -> None:
    assert people(reference, "demo_stock.csv", DOCTORS, province_code="09.551") == 34
    assert people(reference, "demo_stock_2021.csv", DOCTORS, province_code="09.551") == 8


def test_the_two_uses_of_4_45_stay_apart(reference: Reference) -> None:
    need = 4.45 / 1000 * 36_828_330
    for norm, deficit in (("WHO_445", 107_352), ("MA_445", 91_924)):
        (row,) = reference.rows("norms.csv", norm_id=norm)
        held = people(reference, "demo_stock.csv", tuple(row["cadres"].split()))
        assert float(row["value"]) == 4.45
        assert round(need - held) == deficit


def test_scenario_contracts_serve_the_provinces_under_a_third_of_the_national_density(
    reference: Reference,
) -> None:
    nation = people(reference, "demo_stock.csv", DOCTORS) / 36_828_330
    short = {
        row["province_code"]
        for row in reference.tables["provinces.csv"]
        if people(reference, "demo_stock.csv", DOCTORS, province_code=row["province_code"])
        < nation / 3 * float(row["population_2024"])
    }
    contracts = reference.rows("contracts.csv", status="scenario")
    assert {row["territory"] for row in contracts} == short


def test_the_length_of_the_tata_contracts_is_left_to_the_planner(reference: Reference) -> None:
    (row,) = reference.rows("contracts.csv", contract_id="C001")
    assert (row["persons"], row["years"], row["specialty"]) == ("20", "", "")


def test_the_deficit_of_97_161_is_reproduced(reference: Reference) -> None:
    assert statements_on(reference, "deficit, total") == {
        "97 161 doctors, nurses and technicians are missing": ("reproduced", 97_161.25),
        "The two deficits add up to the total": ("reproduced", 97_161),
    }


def test_the_population_behind_97_161_lies_between_2018_and_2019(reference: Reference) -> None:
    nation = {"region_code": "MA"}
    table = "population_projection.csv"
    implied = (97_161 + 25_575 + 33_837) / 4.45 * 1000
    assert implied == pytest.approx(35_185_000, abs=100)
    assert value(reference, table, year="2018", **nation) < implied
    assert implied < value(reference, table, year="2019", **nation)


def test_the_split_of_the_deficit_is_a_third_and_no_norm_gives_it(reference: Reference) -> None:
    assert statements_on(reference, "deficit, doctors") == {
        "32 387 is a third of the total deficit": ("reproduced", 32_387),
        "32 387 doctors are missing": ("inconsistent", 28_883.93),
    }


def test_graduates_rose_by_33_percent_and_not_by_25(reference: Reference) -> None:
    assert statements_on(reference, "increase 2007-2018 as printed") == {
        "Graduates rose by 25 % from 2007 to 2018": ("inconsistent", 33.06),
        "25 % is the rise over the later figure": ("reproduced", 24.85),
    }


def test_7_1_belongs_to_25_575_doctors_and_not_to_27_266(reference: Reference) -> None:
    assert statements_on(reference, "density of doctors") == {
        "27 266 doctors are 7.1 for 10 000 inhabitants": ("inconsistent", 7.6),
        "7.1 belongs to the 25 575 doctors of 2020": ("reproduced", 7.19),
    }


@pytest.mark.parametrize(
    ("meaning", "gives"),
    [
        ("private doctors in Casablanca-Settat + Rabat-Sale-Kenitra", 55.96),
        ("public doctors in the same two regions", 39.77),
        ("medical staff density", 1.67),
        ("share in the private sector", 53.26),
        ("gap to the target", 1018),
    ],
)
def test_the_tables_give_what_the_text_prints(
    meaning: str, gives: float, reference: Reference
) -> None:
    assert list(statements_on(reference, meaning).values()) == [("reproduced", gives)]


def test_36_percent_over_51_holds_for_public_doctors_only(reference: Reference) -> None:
    assert statements_on(reference, "doctors over 51 years") == {
        "36 % of doctors are over 51": ("inconsistent", 44.58),
        "36 % of public doctors are over 51": ("reproduced", 35.98),
    }


def test_15_3_is_a_reference_and_not_a_norm(reference: Reference) -> None:
    (row,) = reference.rows("norms.csv", norm_id="MED_153")
    (told,) = statements_on(reference, "WHO standard quoted").values()
    assert told == ("inconsistent", None)
    assert row["value"] == "15.3"
    assert [row[f"name_{tongue}"].split()[0] for tongue in ("fr", "ar", "en")] == [
        "Référence", "مرجع", "Reference",
    ]


def test_365_000_leavers_a_year_move_no_model(reference: Reference) -> None:
    (told,) = reference.rows(statements.STATEMENTS, says="365 000 skilled people leave each year")
    assert told["verdict"] == "inconsistent"
    for table in ("assumptions.csv", "pipeline.csv", "scenarios.csv"):
        assert all(float(text or 0) < 365_000 for text in reference.column(table, "value"))


def test_no_note_speaks_of_a_file_that_is_not_shipped(reference: Reference) -> None:
    for table, rows in reference.tables.items():
        for row in rows if table != "sources.csv" else ():
            assert not re.search(r"DEMO|ASSUMPTIONS|PROVENANCE|method note", " ".join(row.values()))
