"""Why this number: a sheet whose sum adds up as it is written, with ways to what went into it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from app.language import CODES
from app.reports.trace import Figure
from app.ui.document import Document
from app.ui.overview import why

Open = Callable[[str], None]
FIGURES: tuple[Figure, ...] = (
    "stock", "need", "deficit", "coverage", "density", "retirements",
)  # fmt: skip


@pytest.fixture
def doctors(document: Document, open_sample: Open) -> Document:
    open_sample("morocco-2024")
    document.show(document.study.view(norm="MED_153"))
    document.choose_year(2030)
    document.speak("en")
    return document


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def test_the_deficit_is_need_less_stock(doctors: Document) -> None:
    sheet = why.sheet(doctors, "deficit")
    assert sheet.title == "Why this number?"
    assert sheet.subject == "Deficit · Physicians · Morocco · 2030"
    assert (sheet.value, sheet.unit) == ("17,828", "people")
    calculation, inputs, sources = sheet.sections
    assert [(row.sign, row.label, row.value) for row in calculation.rows] == [
        ("", "Need", "59,081"), ("−", "Stock", "41,253"), ("=", "Deficit", "17,828"),
    ]  # fmt: skip
    assert calculation.text == ""
    assert [row.label for row in inputs.rows] == [
        "Reference 15.3 physicians", "Population 2030", "Stock 2024", "Entries since 2024",
        "Exits since 2024",
    ]  # fmt: skip
    assert inputs.rows[0].note == "A reference in use, not a WHO norm."
    assert [row.note for row in inputs.rows[1:3]] == [
        "estimated by rule", "total published, split synthetic",
    ]  # fmt: skip
    assert [row.label for row in sources.rows][1] == "RGPH 2024, population légale"
    assert "Most rates are chosen rules" in sheet.note


def test_who_came_and_went_adds_up_as_it_is_written(doctors: Document) -> None:
    for year in (2025, 2030, 2040):
        *rows, last = why.sheet(doctors, "stock", year).sections[0].rows
        told = [_number(row.value) * (-1 if row.sign == "−" else 1) for row in rows]
        assert sum(told) == _number(last.value)
        assert rows[0].label == "Stock 2024"
        assert last.label == f"Stock {year}"


def test_a_deficit_that_rounding_parts_from_its_sum_says_so(doctors: Document) -> None:
    said = set()
    for year in range(2024, 2041):
        calculation = why.sheet(doctors, "deficit", year).sections[0]
        need, stock, lack = (_number(row.value) for row in calculation.rows)
        assert (need - stock == lack) == (calculation.text == "")
        said.add(calculation.text)
    assert "Totals are sums of unrounded values; a difference of one unit may appear." in said


def test_a_norm_says_how_many_people_it_is_for(doctors: Document) -> None:
    norm = why.sheet(doctors, "need").sections[0].rows[1]
    assert (norm.sign, norm.value, norm.note) == ("×", "15.3", "per 10,000 inhabitants")


def test_density_and_coverage_are_shares_of_people_and_of_need(doctors: Document) -> None:
    density = why.sheet(doctors, "density")
    assert (density.value, density.unit) == ("10.7", "per 10,000 inhabitants")
    coverage = why.sheet(doctors, "coverage")
    assert (coverage.value, coverage.unit) == ("70%", "")


def test_retirements_rest_on_rules_and_ages(doctors: Document, qtbot: QtBot) -> None:
    sheet = why.sheet(doctors, "retirements")
    assert sheet.value == "2,303"
    stock, rates = sheet.sections[1].rows
    assert rates.label == "Retirement rules and rates"
    assert rates.value == ""
    for row, page in ((stock, ["staff", "MA"]), (rates, ["assumptions", None])):
        assert row.go is not None
        with qtbot.waitSignal(doctors.page_asked) as asked:
            row.go()
        assert asked.args == page


def test_in_the_first_year_a_stock_is_no_sum(doctors: Document) -> None:
    titles = [section.title for section in why.sheet(doctors, "stock", 2024).sections]
    assert titles == ["Where the inputs come from"]


def test_without_a_need_the_sheet_says_why(doctors: Document) -> None:
    doctors.show(doctors.study.view(cadre="MED_GP"))
    sheet = why.sheet(doctors, "deficit")
    assert (sheet.value, sheet.unit) == ("—", "")
    assert sheet.sections[0].text.startswith("Threshold 4.45 (Moroccan use) does not cover")


def test_sources_name_who_published_them_and_when(doctors: Document) -> None:
    rows = why.sheet(doctors, "need").sections[-1].rows
    notes = {row.label: row.note for row in rows}
    assert notes["RGPH 2024, population légale"] == "Haut-Commissariat au Plan (HCP), 2024"


@pytest.mark.parametrize("code", CODES)
def test_every_figure_has_a_sheet_in_every_language(doctors: Document, code: str) -> None:
    doctors.speak(code)
    for figure in FIGURES:
        sheet = why.sheet(doctors, figure)
        assert sheet.value
        assert doctors.language.say("Why this number?") == sheet.title
        assert all(row.label for section in sheet.sections for row in section.rows)


def test_a_plan_of_sourced_rates_needs_no_warning(document: Document, open_sample: Open) -> None:
    open_sample("founding-2020")
    document.speak("en")
    sheet = why.sheet(document, "stock")
    assert "Most rates" not in sheet.note
    assert why.source(document.rows.sources[0], document.language).note == (
        "founding texts of the project"
    )
