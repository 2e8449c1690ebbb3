"""In an Arabic workbook, a number, a year or a name that fills its cell holds no unseen sign."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

from app.language import language
from app.planning.comparison import Reading
from app.planning.study import Study
from app.reports import result_files
from app.reports.book.cells import clean
from app.reports.compared import Compared
from app.reports.frame import Frame
from app.reports.result_everything import everything
from app.reports.result_sheet import sheet
from app.reports.scenario_summary import summary_bytes
from app.reports.workbook import projection_bytes

from .conftest import MADE_AT, SUMMED

ARABIC = language("ar")
LETTERS = re.compile("[\u0590-\u08ff]")
UNSEEN = re.compile("[\u2066-\u2069\u200e\u200f\u202a-\u202e]")
SOURCES = ARABIC.say("Sources")  # where the year in which a book came out is a part of its name
YEAR = re.compile(r"(19|20|21)\d\d")


def _books(tata: Study, summed: Compared) -> dict[str, bytes]:
    view = tata.view()
    frame = Frame(tata, view, ARABIC)
    told = Compared(summed.found, Reading("stock", "per_10_000"), SUMMED, ARABIC)
    shown = result_files.of_sheet(sheet(frame, "stock"))
    turned = result_files.of_sheet(sheet(frame, "stock", turned=True))
    return {
        "projection": projection_bytes(tata, view, ARABIC, MADE_AT),
        "summary": summary_bytes(told, "stopped", MADE_AT),
        "shown": result_files.shown_book(shown, frame, MADE_AT),
        "turned": result_files.shown_book(turned, frame, MADE_AT),
        "everything": result_files.everything_book(everything(tata, view, ARABIC), frame, MADE_AT),
    }


@pytest.fixture(scope="module")
def books(tata: Study, summed: Compared) -> dict[str, bytes]:
    return _books(tata, summed)


@pytest.mark.parametrize("which", ["projection", "summary", "shown", "turned", "everything"])
def test_what_stands_alone_in_a_cell_is_plain(books: dict[str, bytes], which: str) -> None:
    for page in load_workbook(io.BytesIO(books[which])).worksheets:
        for cell in (cell for row in page.iter_rows() for cell in row):
            if not isinstance(cell.value, str):
                continue
            where = f"{page.title} {cell.coordinate}: {cell.value!r}"
            assert LETTERS.search(cell.value) or not UNSEEN.search(cell.value), where
            assert page.title == SOURCES or not YEAR.fullmatch(cell.value.strip()), where


def test_years_over_columns_are_numbers(books: dict[str, bytes]) -> None:
    page = load_workbook(io.BytesIO(books["shown"])).worksheets[0]
    headings = [cell.value for cell in page[5]]
    assert [one for one in headings if isinstance(one, int)] == list(range(2017, 2031))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("\u20662036\u2069", "2036"),
        ("\u2066−12,5%\u2069 \u2066(80%)\u2069", "−12,5% (80%)"),
        ("\u2068طاطا\u2069", "طاطا"),
        ("الخصاص \u20662036\u2069", "الخصاص \u20662036\u2069"),
    ],
)
def test_signs_of_direction_stay_beside_arabic_letters_alone(text: str, kept: str) -> None:
    assert clean(text) == kept
