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
from app.reports.comparison import by_place, values
from app.reports.scenario_summary import summary_bytes
from app.reports.table import shown_rows

from .conftest import MADE_AT, SUMMED
from .readable import cells, formulas, is_formula

SHEETS = [
    "Summary", "By territory", "By year", "Assumptions that differ", "Equity and norms",
    "Before rounding", "Sources",
]  # fmt: skip


def test_the_summary_has_seven_sheets_and_the_same_bytes_twice(
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
    made = formulas(scenario_summary)
    found = {
        name: [str(c.value) for row in made[name].iter_rows() for c in row if is_formula(c.value)]
        for name in ("By territory", "Before rounding")
    }
    sums = {name: sum(text.startswith("=SUM(") for text in of) for name, of in found.items()}
    assert sums == {"By territory": 2 + 5 * 3, "Before rounding": 2 + 5}
    assert all(len(of) > 200 for of in found.values())
    for _, _, what, stored in cells(scenario_summary):
        assert not is_formula(what) or stored is not None


def block(content: bytes, sheet: str, title: str, columns: int) -> dict[str, list[float]]:
    """Return the rows of a block by their territory."""
    page = load_workbook(io.BytesIO(content), data_only=True)[sheet]
    found = [[cell.value for cell in row[: columns + 1]] for row in page.iter_rows()]
    top = next(at for at, row in enumerate(found) if row[0] == title) + 1
    return {str(row[0]): row[1:] for row in found[top : top + 13]}  # type: ignore[misc]


@pytest.fixture(scope="module")
def fine(summed: Compared) -> bytes:
    """Return a summary of a year in which rounding each difference alone would say another."""
    return summary_bytes(replace(summed, bands=None, year=2040), "stopped", MADE_AT)


def test_the_workbook_says_of_each_territory_what_the_screen_says(
    summed: Compared, fine: bytes
) -> None:
    told = replace(summed, year=2040)
    alone = 0
    for title, table in (
        ("Difference from the reference", by_place(told)),
        ("Deficit (+) or surplus (−)", values(told)),
    ):
        in_cells = block(fine, "By territory", title, 5)
        for place, row in zip(told.places, shown_rows(table), strict=True):
            here = in_cells[str(row[0])]
            change = title.startswith("Difference")
            assert here[int(change) :] == list(row[1 + int(change) :])
            alone += change and any(
                round(told.change(n, place) or 0) != here[n] for n in range(1, 5)
            )
    assert alone  # the year was chosen well


@pytest.mark.parametrize(
    "title",
    [
        "Population and need", "Stock", "Deficit (+) or surplus (−)",
        "Difference from the reference",
    ],
)  # fmt: skip
def test_whole_people_add_up_and_stay_within_one_of_what_is_exact(fine: bytes, title: str) -> None:
    columns = 2 if title.startswith("Population") else 5
    whole, exact = (
        block(fine, sheet, title, columns) for sheet in ("By territory", "Before rounding")
    )
    *parts, total = whole.values()
    assert total == [sum(column) for column in zip(*parts, strict=True)]
    for place, row in whole.items():
        assert all(isinstance(value, int) for value in row)
        pairs = zip(row, exact[place], strict=True)
        assert all(abs(people - before) < 1 for people, before in pairs)


def test_a_change_of_nothing_is_shown_as_nothing(summed: Compared) -> None:
    """The places that a scenario leaves alone do not take a person of those that it moves."""
    base = replace(summed, year=summed.found.years[0])
    content = summary_bytes(replace(base, bands=None), "stopped", MADE_AT)
    changes = block(content, "By territory", "Difference from the reference", 5)
    assert {value for row in changes.values() for value in row} == {0}


def test_what_differs_stands_with_its_reason_and_its_source(scenario_summary: bytes) -> None:
    sheet = load_workbook(io.BytesIO(scenario_summary))["Assumptions that differ"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    fill = next(row for row in rows if row[0] == "Fill rate")
    assert fill[1] == "share of posts, in percent"
    assert fill[5:] == [30, 30, 30, 70, 30]
    reasons = [row[4] for row in rows if row[0] == "C. Fill rate 70%"]
    assert str(reasons[0]).startswith("competitions for general practitioners only")


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_summary_speaks_every_language(summed: Compared, code: str) -> None:
    told = Compared(summed.found, Reading("stock", "per_10_000"), SUMMED, language(code))
    book = load_workbook(io.BytesIO(summary_bytes(told, "stopped", MADE_AT)))
    assert len(book.sheetnames) == 7
    assert all(bool(sheet.sheet_view.rightToLeft) == (code == "ar") for sheet in book.worksheets)


def test_a_single_place_without_norm_or_ranges_has_a_summary_too(tata: Study) -> None:
    scenarios = [row.id for row in tata.rows.scenarios][1:3]
    found = compare(tata.rows, scenarios, tata.view(cadre="MED_GP"), tata)
    told = Compared(found, Reading("stock", "number"), 2022, language("en"))
    book = load_workbook(io.BytesIO(summary_bytes(told, "stopped", MADE_AT)))
    several = {"Equity and norms", "Before rounding"}
    assert book.sheetnames == [name for name in SHEETS if name not in several]
    texts = [str(cell.value) for row in book["Summary"].iter_rows() for cell in row]
    assert any("no scenario is named" in text for text in texts)


def test_no_title_begins_with_a_sign_that_some_programs_draw(summed: Compared) -> None:
    arabic = replace(summed, language=language("ar"))
    book = load_workbook(io.BytesIO(summary_bytes(arabic, "known", MADE_AT)))
    for sheet in book.worksheets:
        assert str(sheet["A1"].value)[0].isalpha()


def test_no_note_under_the_territories_is_cut_at_the_edge_of_the_paper(
    scenario_summary: bytes,
) -> None:
    sheet = load_workbook(io.BytesIO(scenario_summary))["By territory"]
    last = next(row for row in range(sheet.max_row, 0, -1) if sheet.cell(row, 2).value is not None)
    notes = [row for row in range(last + 1, sheet.max_row + 1) if sheet.cell(row, 1).value]
    assert len(notes) > 5
    for row in notes:
        assert f"A{row}:F{row}" in {str(area) for area in sheet.merged_cells.ranges}
        assert sheet.cell(row, 1).alignment.wrap_text
        assert sheet.row_dimensions[row].height >= 14
