"""A chart on the screen: its picture, what is painted over it, and what it says aloud."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.language import CODES, language
from app.reports.table import Column, Kind, Table
from app.ui import look
from app.ui.overview.chart import ChartView

KINDS = {
    "year": Kind.YEAR, "stock": Kind.PERSONS, "need": Kind.PERSONS, "deficit": Kind.PERSONS,
}  # fmt: skip


def table(first: float = 100.0, years: int = 9, *, needed: bool = True) -> Table:
    columns = tuple(Column(key, key, kind) for key, kind in KINDS.items())
    rows = tuple(
        (2024 + at, first + 10 * at, 300.0 if needed else None,
         200.0 - 10 * at if needed else None)
        for at in range(years)
    )  # fmt: skip
    return Table("Effectif et besoin", "Maroc", columns, rows)


@pytest.fixture
def chart(qtbot: QtBot) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(470, 190)
    made.show_table(table(), language("fr"), "stock_and_need", "Maroc.")
    made.show_year(2028)
    made.show()
    qtbot.waitExposed(made)
    return made


def _seen(chart: ChartView) -> QImage:
    return chart.grab().toImage()


def test_other_figures_are_drawn_on_the_figure_that_is_there(chart: ChartView) -> None:
    before, figure = _seen(chart), chart.figure
    chart.show_table(table(150.0), language("fr"), "stock_and_need", "Maroc.")
    assert chart.figure is figure
    assert _seen(chart) != before


def test_a_picture_stays_as_it_is_when_the_next_one_is_drawn(chart: ChartView) -> None:
    _seen(chart)
    picture = chart._picture
    assert picture is not None
    before = picture.copy()
    chart.show_table(table(150.0), language("fr"), "stock_and_need", "Maroc.")
    _seen(chart)
    assert chart._picture != before
    assert picture == before


@pytest.mark.parametrize(
    "asked",
    [
        (table(years=5), language("fr"), "stock_and_need"),
        (table(needed=False), language("fr"), "stock_and_need"),
        (table(), language("ar"), "stock_and_need"),
        (table(), language("fr"), "deficit"),
    ],
)
def test_another_shape_takes_another_figure(
    chart: ChartView, asked: tuple[object, object, object]
) -> None:
    before = chart.figure
    chart.show_table(*asked, "Maroc.")  # type: ignore[arg-type]
    assert chart.figure is not before


def test_another_size_and_other_colours_are_drawn_anew(chart: ChartView) -> None:
    ground = look.Look().colour("surface")
    assert _seen(chart).pixelColor(6, 6) == ground
    chart.resize(300, 150)
    picture = _seen(chart)
    assert picture.width() == round(320 * chart.devicePixelRatioF())  # the least that it takes
    chart.setPalette(look.Look(dark=True).palette())
    assert _seen(chart).pixelColor(6, 6) == look.Look(dark=True).colour("surface")


def test_larger_text_takes_another_figure(chart: ChartView) -> None:
    before, worn = chart.figure, look.worn()
    look.wear(replace(worn, text=1.5 if worn.text < 1.5 else 1.0), language("fr"))
    try:
        chart.show_table(table(), language("fr"), "stock_and_need", "Maroc.")
        assert chart.figure is not before
    finally:
        look.wear(worn, language("fr"))


def test_another_year_keeps_the_picture_and_moves_the_mark(chart: ChartView) -> None:
    before, picture = _seen(chart), chart._picture
    chart.show_year(2030)
    assert _seen(chart) != before
    assert chart._picture is picture
    chart.show_year(2028)
    assert _seen(chart) == before


@pytest.mark.parametrize("code", CODES)
def test_the_year_under_the_hand_is_read_and_left_again(
    qtbot: QtBot, chart: ChartView, code: str
) -> None:
    chart.show_table(table(), language(code), "stock_and_need", "Maroc.")
    before = _seen(chart)
    for place in (QPoint(3, 3), QPoint(150, 90)):  # wherever the test before has left the hand
        QTest.mouseMove(chart, place)
        QApplication.processEvents()
    assert chart._hovered not in {0, 2028}
    assert _seen(chart) != before
    QTest.mouseMove(chart, QPoint(-5, -5))
    chart.leaveEvent(None)  # type: ignore[arg-type]
    assert _seen(chart) == before


def test_the_arrows_ask_for_years_and_stop_at_the_ends(qtbot: QtBot, chart: ChartView) -> None:
    asked: list[int] = []
    chart.year_asked.connect(asked.append)
    chart.year_asked.connect(chart.show_year)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home,
                Qt.Key.Key_Left):  # fmt: skip
        QTest.keyClick(chart, key)
    assert asked == [2029, 2032, 2032, 2024, 2024]


@pytest.mark.parametrize("code", CODES)
def test_the_chart_says_its_years_and_the_chosen_one(chart: ChartView, code: str) -> None:
    spoken = language(code)
    chart.show_table(table(), spoken, "stock_and_need", "Maroc.")
    assert chart.accessibleName() == "Effectif et besoin"
    said = chart.accessibleDescription()
    assert said.startswith("Maroc.")
    assert spoken.year(2028) in said
    assert spoken.number(140) in said
    chart.show_year(2024)
    assert spoken.number(100) in chart.accessibleDescription()


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("needed", [True, False])
def test_one_year_is_drawn_as_bars_without_marks(
    chart: ChartView, code: str, needed: bool
) -> None:
    chart.show_table(
        table(years=1, needed=needed), language(code), "stock_and_need", "Maroc."
    )
    chart.show_year(2024)
    assert chart.figure is not None
    assert len(chart.figure.axes[0].patches) == (3 if needed else 1)
    before = _seen(chart)
    QTest.mouseMove(chart, QPoint(150, 90))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(150, 90))
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert _seen(chart) == before


def test_in_arabic_time_turns_where_it_is_asked_to(chart: ChartView) -> None:
    worn = look.worn()
    look.wear(look.Appearance(turned=True), language("ar"))
    try:
        for code in CODES:
            chart.show_table(table(), language(code), "stock_and_need", "Maroc.")
            chart.show_year(2028)
            _seen(chart)
            drawn = chart._chart
            assert drawn is not None
            turned = code == "ar"
            assert (drawn.place(2024, 0)[0] > drawn.place(2032, 0)[0]) == turned
            asked: list[int] = []
            chart.year_asked.connect(asked.append)
            QTest.keyClick(chart, Qt.Key.Key_Right)
            chart.year_asked.disconnect(asked.append)
            assert asked == [2027 if turned else 2029]
    finally:
        look.wear(worn, language("fr"))
