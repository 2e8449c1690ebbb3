"""Each guard of the reference data is seen to bite: one defect is planted on a copy."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.figures import files, grounding, integrity, statements
from tests.figures.reference import Check, Reference, findings, is_number, load, read_table

Plant = Callable[[Reference], Reference]
CHECKS = (*grounding.CHECKS, *integrity.CHECKS, *statements.CHECKS)


@pytest.fixture(scope="module")
def sound() -> Reference:
    return load()


def cell(table: str, column: str, text: str, **where: str) -> Plant:
    return lambda reference: reference.with_cell(table, where, column, text)


def loss(table: str, **where: str) -> Plant:
    return lambda reference: reference.without(table, **where)


def twin(table: str, **changes: str) -> Plant:
    def plant(reference: Reference) -> Reference:
        rows = reference.tables[table]
        return reference.with_rows(table, [*rows, {**rows[0], **changes}])

    return plant


def manifest(*path: str, entry: str | list[str] | dict[str, Any]) -> Plant:
    def plant(reference: Reference) -> Reference:
        content = copy.deepcopy(reference.manifest)
        place: dict[str, Any] = content
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = entry
        return replace(reference, manifest=content)

    return plant


def shape(name: str) -> Plant:
    def plant(reference: Reference) -> Reference:
        layers = copy.deepcopy(reference.layers)
        layers["geo/regions.geojson"]["features"][0]["properties"]["name_ar"] = name
        return replace(reference, layers=layers)

    return plant


HEADCOUNT = ("tables", "demo_stock.csv", "figures", "headcount")
UNUSED = {"source_id": "NOBODY26"}

PLANTED: list[tuple[Check, str, Plant]] = [
    (grounding.every_table_is_described, "a map layer nobody describes",
     manifest("layers", entry={})),
    (grounding.every_column_is_described, "a column that is no label and no figure",
     manifest("tables", "nurses.csv", "figures", entry={})),
    (grounding.every_column_is_described, "a table that hides whether it is invented",
     manifest("tables", "nurses.csv", entry={"labels": {}, "figures": {}})),
    (grounding.every_figure_is_grounded, "a missing unit in a row",
     cell("assumptions.csv", "unit", "", assumption_id="A0105")),
    (grounding.every_figure_is_grounded, "a missing unit in the manifest",
     manifest(*HEADCOUNT, "unit", entry="")),
    (grounding.every_figure_is_grounded, "an unknown source",
     cell("flows.csv", "source_id", "HEARSAY", flow_id="budget")),
    (grounding.every_figure_is_grounded, "a missing source",
     cell("recruitment.csv", "fill_source_id", "", year_from="2019")),
    (grounding.every_figure_is_grounded, "an empty list of sources",
     manifest(*HEADCOUNT, "source", entry=[])),
    (grounding.every_figure_is_grounded, "an unknown grade",
     cell("nurses.csv", "confidence", "certain", year="2011")),
    (grounding.every_figure_is_grounded, "a kind that the manifest does not map",
     cell("population_projection.csv", "kind", "guess", year="2030")),
    (grounding.every_figure_is_grounded, "an estimate without a rule",
     manifest(*HEADCOUNT, "rule", entry="")),
    (grounding.every_figure_is_a_number, "a decimal comma",
     cell("coverage.csv", "value", "0,39", year="2021")),
    (grounding.every_figure_is_a_number, "a day that does not exist",
     cell("founding_facts.csv", "value", "2021-02-30", unit="date")),
    (grounding.every_source_is_used, "an unused source", twin("sources.csv", **UNUSED)),
    (grounding.every_declared_source_is_registered, "a source taken out of the register",
     loss("sources.csv", source_id="ISO3166")),
    (grounding.every_source_can_be_found, "a source that stands twice", twin("sources.csv")),
    (grounding.every_source_can_be_found, "a source without address",
     cell("sources.csv", "where_found", "", source_id="L7214")),
    (grounding.every_named_file_exists, "a note that names a lost file",
     cell("nurses.csv", "note", "see LOST.md")),
    (grounding.every_named_file_exists, "a note that names a lost section",
     cell("nurses.csv", "note", "see README.md, Nowhere")),
    (integrity.territory_is_whole, "a lost province",
     loss("provinces.csv", province_code="09.551")),
    (integrity.territory_is_whole, "two regions of one name",
     cell("regions.csv", "name_fr", "Oriental", region_code="01")),
    (integrity.provinces_lie_in_their_region, "a province that moved",
     cell("provinces.csv", "region_code", "10", province_code="09.551")),
    (integrity.provinces_lie_in_their_region, "a seat elsewhere",
     cell("regions.csv", "seat_province_code", "09.551", region_code="01")),
    (integrity.territory_codes_are_known, "a mission in an unknown place",
     cell("missions.csv", "territory", "13.001", mission_id="M001")),
    (integrity.territory_codes_are_known, "mobility to an unknown region",
     cell("assumptions.csv", "territory", "01>13", territory="01>02")),
    (integrity.names_are_well_formed, "an Arabic name in Latin letters",
     cell("provinces.csv", "name_ar", "Tata", province_code="09.551")),
    (integrity.names_are_well_formed, "an Arabic name in joined forms",
     cell("provinces.csv", "name_ar", "\ufec3\ufe8e\ufec3\ufe8e", province_code="09.551")),
    (integrity.names_are_well_formed, "an Arabic name read in the wrong encoding",
     cell("regions.csv", "name_ar", "Ø§Ù„Ø´Ø±Ù‚", region_code="02")),
    (integrity.names_are_well_formed, "a name with a stray space",
     cell("regions.csv", "name_en", "Oriental ", region_code="02")),
    (integrity.names_are_well_formed, "a lost name",
     cell("specialties.csv", "name_ar", "", specialty_code="SP_UROLOGY")),
    (integrity.layers_carry_the_same_names, "a shape with another name", shape("طنجة")),
    (integrity.census_sums_hold, "a province with one person more",
     cell("provinces.csv", "population_2024", "111758", province_code="09.551")),
    (integrity.census_sums_hold, "a region with one person less",
     cell("regions.csv", "population_2014", "3556728", region_code="01")),
    (integrity.derived_columns_follow, "a growth rate in the wrong direction",
     cell("regions.csv", "growth_2014_2024_pct_per_year", "0.09", region_code="02")),
    (integrity.projection_sums_hold, "a wrong sum of regions",
     cell("population_projection.csv", "population", "1", year="2040", region_code="07")),
    (integrity.projection_sums_hold, "a lost year", loss("population_projection.csv", year="2033")),
    (integrity.ages_add_up, "a wrong sum of ages",
     cell("population_age_sex.csv", "population", "1", year="2039", region_code="07")),
    (integrity.provincial_ages_add_up, "a province with a wrong age",
     cell("population_age_sex_provinces_2024.csv", "population", "1", province_code="09.551")),
    (integrity.cadre_codes_are_known, "an unknown cadre",
     cell("pipeline.csv", "cadre", "HEALERS", item_id="P0001")),
    (integrity.norms_cover_known_cadres, "a norm that covers an unknown cadre",
     cell("norms.csv", "cadres", "MED_GP HEALERS", norm_id="MED_153")),
    (integrity.norms_cover_known_cadres, "a density that covers nobody",
     cell("norms.csv", "cadres", "", norm_id="MA_445")),
    (integrity.stock_meets_its_margins, "one doctor too many",
     cell("demo_stock.csv", "headcount", "99", cadre="MED_GP", sector="public")),
    (integrity.stock_meets_its_margins, "nurses of 2021 that are lost",
     loss("demo_stock_2021.csv", cadre="NUR_POLY", region_code="12")),
    (integrity.stock_cells_are_sound, "half a person",
     cell("demo_stock.csv", "headcount", "1.5", province_code="09.551")),
    (integrity.stock_cells_are_sound, "a cell that stands twice", twin("demo_stock.csv")),
    (integrity.anchors_are_the_published_totals, "an anchor that moved",
     cell("demo_anchors.csv", "value", "1", role="total", base_year="2021", cadre="MIDWIFE")),
    (integrity.medical_corps_adds_up, "the misprint of 2024",
     cell("physicians.csv", "value", "3888", year="2024", cadre="MED_GP", sector="public")),
    (integrity.no_two_assumptions_answer, "two rows for one cell and year",
     twin("assumptions.csv", assumption_id="A9999", cadre="MED_GP", sex="ALL", value="0.1")),
    (integrity.no_two_assumptions_answer, "a birth year in two limit ages",
     cell("assumptions.csv", "birth_from", "1961", assumption_id="A0112")),
    (integrity.mobility_goes_somewhere, "departures that never arrive",
     loss("assumptions.csv", territory="08>06")),
    (integrity.pipeline_shares_are_whole, "ages at graduation beyond the whole",
     cell("pipeline.csv", "value", "0.5", parameter="age_at_graduation_6y")),
    (integrity.age_weights_are_whole, "age weights beyond the whole",
     cell("age_split.csv", "weight", "0.9", age="27")),
    (integrity.age_weights_are_whole, "an age group without weights",
     loss("age_split.csv", cadre="MIDWIFE", age_group="60-64")),
    (integrity.recruitment_answers_once, "a region without posts in one year",
     loss("recruitment.csv", region_code="11", cadre="MED_GP", year_from="2026")),
    (integrity.recruitment_answers_once, "two rows for one year",
     cell("recruitment.csv", "year_to", "2025", year_from="2024", region_code="11")),
    (integrity.ranges_hold_their_value, "a value above its range",
     cell("assumptions.csv", "value", "1.4", assumption_id="A0105")),
    (integrity.shares_stay_between_0_and_1, "a share in percent",
     cell("pipeline.csv", "value", "65", parameter="women_share")),
    (integrity.insured_regions_give_the_nation, "a region insured alone",
     cell("coverage.csv", "value", "0.99", year="2030", region_code="06")),
    (integrity.groups_of_people_are_honest, "an invented specialty for Tata",
     cell("contracts.csv", "specialty", "SP_UROLOGY", contract_id="C001")),
    (integrity.scenarios_move_what_exists, "a measure on nothing",
     cell("scenarios.csv", "parameter", "luck", scenario_id="RETIRE2")),
    (integrity.scenarios_move_what_exists, "a measure without value",
     cell("scenarios.csv", "value", "", scenario_id="RETIRE2")),
    (statements.every_fact_has_a_verdict, "a number nobody judged",
     loss("founding_statements.csv", statement_id="S01")),
    (statements.every_verdict_has_its_reason, "a verdict without reason",
     cell("founding_statements.csv", "reason", "", verdict="inconsistent")),
    (statements.every_verdict_has_its_reason, "a reproduction without formula",
     cell("founding_statements.csv", "formula", "", verdict="reproduced")),
    (statements.every_formula_gives_its_verdict, "a figure that moved under its formula",
     cell("nurses.csv", "value", "33838", year="2020")),
    (statements.every_formula_gives_its_verdict, "an inconsistency called reproduced",
     cell("founding_statements.csv", "verdict", "reproduced", verdict="inconsistent")),
]


@pytest.mark.parametrize(("check", "plant"), [pytest.param(c, p, id=n) for c, n, p in PLANTED])
def test_the_guard_finds_the_planted_defect(check: Check, plant: Plant, sound: Reference) -> None:
    assert findings(sound, (check,)) == []
    assert findings(plant(sound), (check,)) != []


def test_every_guard_is_seen_to_bite() -> None:
    assert {check for check, _, _ in PLANTED} == set(CHECKS)


def test_a_finding_says_where_and_what(sound: Reference) -> None:
    spoilt = sound.with_cell("assumptions.csv", {"assumption_id": "A0001"}, "unit", "")
    (finding,) = grounding.every_figure_is_grounded(spoilt)
    assert str(finding) == "assumptions.csv, line 2, value: has no unit"


def test_planting_leaves_the_original_as_it_was(sound: Reference) -> None:
    before = sound.rows("norms.csv", norm_id="MA_445")
    sound.with_cell("norms.csv", {"norm_id": "MA_445"}, "value", "9")
    sound.without("norms.csv", norm_id="MA_445")
    assert sound.rows("norms.csv", norm_id="MA_445") == before


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\xef\xbb\xbfa,b\n", "has a byte order mark"),
        (b"a,b\r\n", "has carriage returns"),
        (b"\xe9t\xe9\n", "has broken letters"),
        ("Ù„\n".encode(), "has broken letters"),
        (b"a,b", "does not end with a line end"),
    ],
)
def test_a_spoilt_file_is_noticed(content: bytes, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    assert files.faults_of_file(path) == [fault]


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n1,2,3\n", encoding="utf-8")
    with pytest.raises(ValueError, match="longer"):
        read_table(path)


@pytest.mark.parametrize("text", ["1", "-0.09", "35185000", "0.95"])
def test_numbers_are_read(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["", "1,5", "1 000", "1e5", "nan", "٣", "1.2.3", "--1"])
def test_other_texts_are_not_numbers(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("formula", "inputs", "says"),
    [
        ("x", "x = norms.csv[unit=per 1000].value", "5 rows"),
        ("x", "x = norms.csv[norm_id=NONE].value", "0 rows"),
        ("x", "x = the norm", "not an address"),
        ("2 ** 3", "", "not arithmetic"),
        ("print(1)", "", "not arithmetic"),
    ],
)
def test_a_formula_reads_single_figures_and_only_does_arithmetic(
    formula: str, inputs: str, says: str, sound: Reference
) -> None:
    with pytest.raises(ValueError, match=says):
        statements.value_of(sound, formula, inputs)
