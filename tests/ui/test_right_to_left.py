"""In Arabic the window is mirrored, its numbers are not, and time still runs from left to right."""

import datetime as dt
import re
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QIcon, QImage, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from app.language import language
from app.ui import icons, look
from app.ui.grid.grid import Grid
from app.ui.preferences import Preferences
from tests.ui.every_page import PLACES, Looks, Tour
from tests.ui.every_text import texts
from tests.ui.pages import overview_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
ARABIC = language("ar")
DAY = dt.date(1964, 3, 12)
NUMBER = re.compile(r"[+\u2212-]?\d[\d\u202f\u00a0.,:/\u2013-]*\d(?: ?%)?|[+\u2212-]\d+%?|\d%")
LETTER = re.compile(r"[^\W\d_]")


def _given(text: str) -> str:
    """Return a text of the person's or of the plan's, as a sentence takes it in."""
    return ARABIC.say("{name}: {value}", name="", value=text).partition(":")[2].strip()


# The ways in which numbers are written, with what must stand from left to right.
NUMBERS = {
    "−12,5%": ARABIC.percent(-0.125, 1),
    "80%": ARABIC.percent(0.8),
    "3,4%": ARABIC.percent(0.034),
    "+38": ARABIC.signed(38),
    "−38": ARABIC.signed(-38),
    "−1\u202f234,5": ARABIC.signed(-1234.5, 1),
    "+0,4": ARABIC.signed(0.4, 1),
    "32\u202f387": ARABIC.number(32387),
    "32\u202f387,5": ARABIC.number(32387.5, 1),
    "1\u202f234\u202f567": ARABIC.number(1_234_567),
    "15,3": ARABIC.number(15.3, 1),
    "0,0025": ARABIC.plain(0.0025),
    "12\u202f500": ARABIC.number(12500),
    "2026": ARABIC.year(2026),
    "12/03/1964": ARABIC.date(DAY),
    "1964": ARABIC.long_date(DAY),
    "2026–2040": _given("2026–2040"),
    "510–575": _given("510–575"),
    "1er": _given("1er"),
    "n° 5": _given("n° 5"),
    "14:32": _given("14:32"),
    "3.5.71": _given("3.5.71"),
    "3-5-71": _given("3-5-71"),
    "4.45": _given("4.45"),
    "09.551": _given("09.551"),
    "AB-12-0345": _given("AB-12-0345"),
    "a1b2 c3d4": _given("a1b2 c3d4"),
    "Projection_RHS_Tata_2024-2040_fr.xlsx": _given("Projection_RHS_Tata_2024-2040_fr.xlsx"),
    "C:/Plans/2026 (2).tabib": _given("C:/Plans/2026 (2).tabib"),
    "Ctrl+K": _given("Ctrl+K"),
    "Ctrl+Shift+Z": ARABIC.whole("\u2066Ctrl+Shift+Z\u2069"),
    "5/7": _given("5/7"),
    "> 0": _given("> 0"),
}
SENTENCES = ("بلغ الخصاص {} في جهة طاطا.", "{} هو العدد", "العدد: {}", "من {} إلى {}، ثم {}")


def _xs(text: str, begin: int, end: int) -> list[float]:
    """Return where Qt puts the signs of a part of a text that is read from the right."""
    layout = QTextLayout(text, QFont(look.tokens()["font"]["family"]))
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(10_000)
    layout.endLayout()
    return [
        min(place.x() for run in layout.glyphRuns(at, 1) for place in run.positions())
        for at in range(begin, end)
    ]


def _runs_from_the_left(text: str, begin: int, end: int) -> bool:
    return all(one < after for one, after in pairwise(_xs(text, begin, end)))


def test_there_are_thirty_ways_to_write_a_number() -> None:
    assert len(NUMBERS) >= 30


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_in_an_arabic_sentence_keeps_its_order(
    tour: Tour, number: str, sentence: str
) -> None:
    written = NUMBERS[number]
    assert number in written
    text = sentence.replace("{}", written)
    for found in re.finditer(re.escape(number), text):
        assert _runs_from_the_left(text, *found.span()), text


@pytest.mark.parametrize("bare", ["-12,5%", "2026–2040", "32 387", "80 %"])
def test_a_number_without_isolates_is_found_out_of_order(tour: Tour, bare: str) -> None:
    text = f"بلغ الخصاص {bare} في جهة طاطا."
    begin = text.index(bare)
    assert not _runs_from_the_left(text, begin, begin + len(bare))


@pytest.fixture
def arabic(tour: Tour) -> Tour:
    tour.wear(Looks("ar"))
    return tour


@pytest.mark.parametrize("place", PLACES)
def test_every_number_of_the_window_keeps_its_order(arabic: Tour, place: str) -> None:
    wrong = [
        line
        for text in texts(arabic.at(place))
        for line in text.splitlines()
        for found in NUMBER.finditer(line)
        if _is_read_from_the_right(line) and not _runs_from_the_left(line, *found.span())
    ]
    assert wrong == []


def _is_read_from_the_right(line: str) -> bool:
    """Tell whether a line runs to the left: one in Latin letters alone, as in notes, does not."""
    first = LETTER.search(line)
    return "<" not in line and (first is None or "\u0600" <= first[0] <= "\u06ff")


# --- What is mirrored -----------------------------------------------------------------------------


def _middle(part: QWidget) -> int:
    return part.mapTo(part.window(), QPoint(part.width() // 2, 0)).x()


def _stand_in_order(parts: list[QWidget], *, from_the_right: bool) -> bool:
    xs = [_middle(part) for part in parts]
    return xs == sorted(xs, reverse=from_the_right)


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_the_frame_stands_on_the_side_where_reading_begins(tour: Tour, code: str) -> None:
    tour.wear(Looks(code))
    window, rtl = tour.at("staff"), code == "ar"
    assert window is tour.window
    place, head = tour.window.workplace, tour.window.head
    across = [place.rail, place.stack, place.inspector]
    for line in (
        across,
        [*place.choices.chips.values(), place.choices.panel],
        [head.bar, *head.buttons.values(), head.search],
        list(place.tabs.buttons.values()),
    ):
        assert _stand_in_order(line, from_the_right=rtl)
    menus = [head.bar.actionGeometry(menu).x() for menu in head.bar.actions()]
    assert menus == sorted(menus, reverse=rtl)
    tour.at("overview")
    page = overview_of(tour.window)
    assert _stand_in_order(list(page.figures.cards.values()), from_the_right=rtl)
    assert _stand_in_order([page.result, page.where], from_the_right=rtl)


@pytest.mark.parametrize("code", ["ar", "fr"])
@pytest.mark.parametrize("place", ["staff", "assumptions"])
def test_columns_and_filters_are_mirrored(
    tour: Tour, code: str, place: str
) -> None:
    tour.wear(Looks(code))
    grid = next(one for one in tour.at(place).findChildren(Grid) if one.isVisible())
    xs = [grid.view.columnViewportPosition(at) for at in range(grid.model.columnCount())]
    assert xs == sorted(xs, reverse=code == "ar")
    fields: list[QWidget] = [field for field in grid.view.head.fields if field.isVisible()]
    assert len(fields) > 3
    assert _stand_in_order(fields, from_the_right=code == "ar")


@pytest.mark.parametrize("code", ["ar", "fr"])
def test_numbers_of_a_table_stand_on_the_right(tour: Tour, code: str) -> None:
    tour.wear(Looks(code))
    tour.at("tables")
    table = overview_of(tour.window).result.table
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    sides = table.model().index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole)
    assert Qt.AlignmentFlag(sides) & right == right


def test_time_and_places_are_not_mirrored(arabic: Tour) -> None:
    arabic.at("overview")
    page = overview_of(arabic.window)
    ltr = Qt.LayoutDirection.LeftToRight
    years, chart = page.where.years, page.result.chart
    assert page.where.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert page.where.map.layoutDirection() is ltr
    assert years.layoutDirection() is ltr
    assert years.track.layoutDirection() is ltr
    assert _stand_in_order([years.play, years.track, years.year], from_the_right=False)
    assert chart.figure is not None
    first, last = chart.figure.axes[0].get_xlim()
    assert first < last


@pytest.mark.parametrize(
    ("name", "turns"),
    [
        ("undo-2", True),
        ("redo-2", True),
        ("chevron-right", True),
        ("panel-right", True),
        ("arrow-up-right", True),
        ("play", False),
        ("chevron-down", False),
        ("check", False),
        ("search", False),
        ("image", False),
        ("map-pin", False),
        ("chart-line", False),
    ],
)
def test_icons_with_a_direction_turn_and_others_do_not(
    tour: Tour, name: str, turns: bool
) -> None:
    drawn = {}
    for code in ("fr", "ar"):
        tour.wear(Looks(code))
        drawn[code] = icons.picture(name, look.Look().colour("text"), 24).toImage()
    mirrored = drawn["fr"].flipped(Qt.Orientation.Horizontal)
    assert drawn["ar"] == (mirrored if turns else drawn["fr"])


def test_undo_and_redo_show_turned_icons_in_the_head(tour: Tour) -> None:
    shown = {}
    for code in ("fr", "ar"):
        tour.wear(Looks(code))
        tour.at("overview")
        shown[code] = _painted(tour.window.head.buttons["undo"].icon())
    assert shown["ar"] == shown["fr"].flipped(Qt.Orientation.Horizontal)


def _painted(icon: QIcon) -> QImage:
    return icon.pixmap(16).toImage()


def test_the_place_of_the_window_is_kept_for_each_direction(tour: Tour) -> None:
    preferences = Preferences()
    tour.wear(Looks("fr"))
    states = {}
    for direction, height in (("ltr", 500), ("rtl", 600)):  # within the screen of the tests
        tour.window.resize(790, height)
        tour.settle()
        states[direction] = tour.window.saveGeometry()
        preferences.keep_window(direction, states[direction])
    assert preferences.window("ltr") == states["ltr"] != states["rtl"]
    assert preferences.window("rtl") == states["rtl"]
    for code, height in (("fr", 500), ("ar", 600)):
        tour.document.speak(code)
        tour.window.appear()
        tour.settle()
        assert tour.window.height() == height
    preferences.forget()
