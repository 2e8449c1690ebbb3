"""A workbook tells every text of the figures in its own language."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.language import language
from app.planning.study import Study, run
from app.reports import measures
from app.reports.plain import as_text
from tests.texts_in_figures import texts

from .conftest import Book

SHORT = 12  # letters: shorter texts can be part of others


def _in_english(code: str) -> set[str]:
    told = language(code).told
    return {text for text in texts() if told(text).strip("\u2066\u2069") != text}


def _left(shown: set[str], code: str) -> list[str]:
    ours = _in_english(code)
    return [one for one in shown if one in ours or any(t in one for t in ours if len(t) > SHORT)]


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_no_text_of_the_figures_stands_in_a_workbook_as_it_came(
    morocco: Study, book: Book, code: str
) -> None:
    done = run(morocco.rows, "CONTRACTS")
    sheets = load_workbook(BytesIO(book(done, code))).worksheets
    cells = {cell.value for sheet in sheets for row in sheet.iter_rows() for cell in row}
    shown = {value for value in cells if isinstance(value, str)}
    assert language(code).told("Tata-style contract") in shown
    assert _left(shown, code) == []


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_answer_of_the_command_line_tells_why_a_measure_is_there(
    morocco: Study, code: str
) -> None:
    table = measures.of_scenario(run(morocco.rows, "EMIGHALF"), language(code))
    assert language(code).told("physicians in post") in as_text([table], language(code))
    assert _left({str(cell) for row in table.rows for cell in row}, code) == []


def test_the_guard_finds_a_text_that_was_not_told() -> None:
    assert _left({"Tata-style contract", "مقدر"}, "ar") == ["Tata-style contract"]
    assert _left({"RULE · Computed or estimated here by a stated rule"}, "fr") != []
