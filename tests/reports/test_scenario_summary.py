"""The scenario summary: living sums and differences, and nothing that cannot be opened."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from app.language import language
from app.planning.comparison import Reading, compare
from app.planning.study import Study
from app.reports.compared import Compared
from app.reports.scenario_summary import summary_bytes

from .conftest import MADE_AT, SUMMED
from .readable import cells, formulas, is_formula

SHEETS = [
    "Summary", "By territory", "By year", "Assumptions that differ", "Equity and norms", "Sources",
]  # fmt: skip


def test_the_summary_has_six_sheets_and_the_same_bytes_twice(
    summed: Compared, scenario_summary: bytes
) -> None:
    book = load_workbook(io.BytesIO(scenario_summary))
    assert book.sheetnames == SHEETS
    assert book.properties.title == "Scenario summary"
    assert summary_bytes(summed, "known", MADE_AT) == scenario_summary


def test_the_first_sheet_says_what_may_be_said_and_what_results(scenario_summary: bytes) -> None:
    sheet = load_workbook(io.BytesIO(scenario_summary), data_only=True)["Summary"]
    texts = [str(row[0].value) for row in sheet.iter_rows()]
    assert any("the ranges overlap: they cannot be told apart" in text for text in texts)
    assert "B. Announced places (7,543)" in texts
    numbers = {round(cell.value) for row in sheet.iter_rows() for cell in row
               if isinstance(cell.value, int | float)}  # fmt: skip
    assert {9_002, 4_467, -4_535} <= numbers


def test_totals_and_differences_are_formulas_with_their_value(scenario_summary: bytes) -> None:
    sheet = formulas(scenario_summary)["By territory"]
    found = [str(c.value) for row in sheet.iter_rows() for c in row if is_formula(c.value)]
    assert sum(text.startswith("=SUM(") for text in found) == 2 + 5
    assert len(found) > 200
    for _, _, what, stored in cells(scenario_summary):
        assert not is_formula(what) or stored is not None


def test_what_differs_stands_with_its_reason_and_its_source(scenario_summary: bytes) -> None:
    sheet = load_workbook(io.BytesIO(scenario_summary))["Assumptions that differ"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    fill = next(row for row in rows if row[0] == "Fill rate")
    assert fill[1] == "share of posts, in percent"
    assert fill[5:] == [30, 30, 30, 70, 30]
    reasons = [row[4] for row in rows if row[0] == "C. Fill rate 70%"]
    assert str(reasons[0]).startswith("GP competitions only")


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_summary_speaks_every_language(summed: Compared, code: str) -> None:
    told = Compared(summed.found, Reading("stock", "per_10_000"), SUMMED, language(code))
    book = load_workbook(io.BytesIO(summary_bytes(told, "stopped", MADE_AT)))
    assert len(book.sheetnames) == 6
    assert all(bool(sheet.sheet_view.rightToLeft) == (code == "ar") for sheet in book.worksheets)


def test_a_single_place_without_norm_or_ranges_has_a_summary_too(tata: Study) -> None:
    scenarios = [row.id for row in tata.rows.scenarios][1:3]
    found = compare(tata.rows, scenarios, tata.view(cadre="MED_GP"), tata)
    told = Compared(found, Reading("stock", "number"), 2022, language("en"))
    book = load_workbook(io.BytesIO(summary_bytes(told, "stopped", MADE_AT)))
    assert book.sheetnames == [name for name in SHEETS if name != "Equity and norms"]
    texts = [str(cell.value) for row in book["Summary"].iter_rows() for cell in row]
    assert any("no scenario is named" in text for text in texts)


def test_no_title_begins_with_a_sign_that_some_programs_draw(summed: Compared) -> None:
    arabic = replace(summed, language=language("ar"))
    book = load_workbook(io.BytesIO(summary_bytes(arabic, "known", MADE_AT)))
    for sheet in book.worksheets:
        assert str(sheet["A1"].value)[0].isalpha()
