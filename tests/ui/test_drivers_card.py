"""The card of drivers: rows that lead from one total to the other, by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.language import language
from app.ui import look
from app.ui.document import Document
from app.ui.overview.bridge import BridgeRow, BridgeView
from app.ui.overview.drivers import DriversCard

Open = Callable[[str], None]
_SIZE = (502, 182)


@pytest.fixture
def card(qtbot: QtBot, document: Document, open_sample: Open) -> DriversCard:
    open_sample("morocco-2024")
    document.show(document.study.view(norm="MED_153"))
    document.choose_year(2030)
    document.speak("en")
    made = DriversCard(document)
    qtbot.addWidget(made)
    made.resize(*_SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made


def _middle(chart: BridgeView, key: str) -> QPoint:
    at = [row.key for row in chart.rows].index(key)
    return QPoint(chart.width() // 2, round((at + 0.5) * chart.row_height()))


def _columns(chart: BridgeView, key: str, colour: QColor) -> list[int]:
    """Return where a row is painted in a colour."""
    picture: QImage = chart.grab().toImage()
    y = _middle(chart, key).y()
    return [x for x in range(picture.width()) if picture.pixelColor(x, y) == colour]


def test_each_row_begins_where_the_one_above_ended(card: DriversCard) -> None:
    rows = card.chart.rows
    assert card.title.text() == "What moves the deficit, from 2024 to 2030"
    assert [row.written for row in (rows[0], rows[-1])] == ["24,487", "17,828"]
    assert [row.name for row in rows[1:3]] == ["Need (population)", "Retirements"]
    for before, after in pairwise(rows[:-1]):
        assert after.before == before.after
    assert rows[-2].after == rows[-1].after
    assert {row.written[0] for row in rows[1:-1]} == {"+", "−"}


def test_all_rows_are_seen_in_the_place_of_the_overview(card: DriversCard) -> None:
    assert card.chart.minimumHeight() <= card.chart.height()
    assert card.chart.row_height() * len(card.chart.rows) <= card.chart.height()
    assert card.minimumSizeHint().height() <= _SIZE[1]


def test_bars_wear_the_colours_of_data_and_grow_from_the_reading_side(
    card: DriversCard, document: Document, qtbot: QtBot
) -> None:
    chart, worn = card.chart, look.of(card.chart)
    total = _columns(chart, "start", worn.chart("total"))
    raised = _columns(chart, "retirements", worn.chart("exit"))
    lowered = _columns(chart, "private_opening", worn.chart("entry"))
    assert total
    assert min(raised) > max(total)
    assert max(lowered) - min(lowered) > max(raised) - min(raised)
    document.speak("ar")
    QApplication.processEvents()
    mirrored = _columns(chart, "start", worn.chart("total"))
    assert min(mirrored) > chart.width() - max(total) - 60
    assert max(_columns(chart, "retirements", worn.chart("exit"))) < min(mirrored)


def test_a_pressed_row_is_told_by_the_inspector(
    card: DriversCard, document: Document, qtbot: QtBot
) -> None:
    qtbot.mouseClick(card.chart, Qt.MouseButton.LeftButton, pos=_middle(card.chart, "retirements"))
    sheet = document.sheet()
    assert sheet is not None
    assert (sheet.title, sheet.value) == ("Retirements", "+2,303")
    together, years = sheet.sections
    assert together.text == "Retirement age and Early retirement"
    assert [row.label for row in years.rows] == [
        "2025", "2026", "2027", "2028", "2029", "2030", "Retirements",
    ]  # fmt: skip
    told = [int(row.value.replace("+", "").replace(",", "")) for row in years.rows]
    assert sum(told[:-1]) == told[-1] == 2303


def test_the_arrows_go_from_row_to_row_and_stop_at_the_ends(
    card: DriversCard, document: Document, qtbot: QtBot
) -> None:
    chart = card.chart
    chart.setFocus()
    assert chart.marked == "start"
    qtbot.keyClick(chart, Qt.Key.Key_Up)
    assert chart.marked == "start"
    sheet = document.sheet()
    assert sheet is not None
    assert (sheet.subject, sheet.value) == ("Deficit · Physicians · Morocco · 2024", "24,487")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.marked == "need"
    sheet = document.sheet()
    assert sheet is not None
    assert [section.title for section in sheet.sections] == ["Year by year"]
    qtbot.keyClick(chart, Qt.Key.Key_End)
    sheet = document.sheet()
    assert sheet is not None
    assert sheet.value == "17,828"
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.marked == "start"
    card.other.setFocus()
    assert chart.marked == ""


def test_the_pointer_marks_a_row_and_tells_its_whole_name(
    card: DriversCard, document: Document, qtbot: QtBot
) -> None:
    chart = card.chart
    qtbot.mouseMove(chart, _middle(chart, "emigration"))
    assert chart.marked == "emigration"
    assert chart.toolTip() == "Departures abroad"
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))
    assert chart.marked == ""
    below = QPointF(10, chart.height() + 50)
    assert chart._at(below) == ""
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(5, chart.height() - 1))


def test_f9_shows_the_same_numbers_as_a_table_and_keeps_the_keyboard(card: DriversCard) -> None:
    card.chart.setFocus()
    card.commands["turn"]()
    assert card.table.isVisible()
    assert card.table.hasFocus()
    model = card.table.report
    shown = [
        [model.data(model.index(row, column)) for column in range(3)]
        for row in range(model.rowCount())
    ]
    assert shown[0] == ["2024", "—", "24,487"]
    assert shown[1] == ["Need (population)", "+2,734", "27,221"]
    assert shown[-1] == ["2030", "—", "17,828"]
    assert card.other.accessibleName() == "Show the chart"
    card.turn()
    assert card.chart.hasFocus()
    assert card.other.accessibleName() == "Show the table"


def test_the_picture_has_words_for_those_who_do_not_see_it(card: DriversCard) -> None:
    assert card.chart.accessibleName() == card.title.text()
    said = card.chart.accessibleDescription()
    assert said.startswith("Morocco: from 24,487 to 17,828. In order of size: Private practices")


def test_another_year_and_another_view_are_shown_at_once(
    card: DriversCard, document: Document
) -> None:
    document.choose_year(2040)
    assert card.chart.rows[-1].written == "1,913"
    document.show(document.study.view(cadre="MED_GP"))
    assert card.title.text() == "What moves the stock, from 2024 to 2040"
    assert card.chart.rows[1].tone == "entry"
    document.choose_year(2024)
    assert card.title.text() == "What moves the stock"
    assert [row.key for row in card.chart.rows] == ["start"]
    assert not card.worse.isVisible()
    assert not card.chart.grab().isNull()
    assert card.chart._note == "Nothing has moved yet: 2024 is the base year."


def test_a_row_that_is_no_longer_there_gives_way_to_the_total(
    card: DriversCard, document: Document
) -> None:
    card.look_into("retirements")
    document.choose_year(2024)
    sheet = document.sheet()
    assert sheet is not None
    assert sheet.subject == "Deficit · Physicians · Morocco · 2024"


def test_a_hidden_card_waits_and_an_empty_plan_says_that_nothing_moves(
    card: DriversCard, document: Document, open_sample: Open
) -> None:
    card.hide()
    open_sample("tata-2017")
    assert card.chart.rows[0].written == "24,487"
    document.show(document.study.view(norm="MED_153", until=2021))
    document.show(replace(document.view, cadre="NUR_POLY"))
    card.show()
    assert card.chart._note == "Nothing moves it."
    document.close_plan()
    card.retell()
    assert [row.written for row in card.chart.rows] == ["0", "0"]


def test_a_surplus_is_drawn_on_the_other_side_of_zero(qtbot: QtBot) -> None:
    chart = BridgeView()
    qtbot.addWidget(chart)
    chart.resize(400, 120)
    chart.keyPressEvent(_press(Qt.Key.Key_Down))
    assert not chart.grab().isNull()
    rows = (
        BridgeRow("start", "2024", "10", 0, 10, "total"),
        BridgeRow("recruitment", "A very long name of a very long driver of the deficit" * 2, "−30",
                  10, -20, "entry"),
        BridgeRow("end", "2025", "−20", 0, -20, "total"),
    )  # fmt: skip
    chart.show_rows(rows, language("en"))
    frame = chart._frame()
    assert frame.zero + 10 * frame.scale < chart.width()
    assert frame.zero - 20 * frame.scale >= frame.names
    worn = look.of(chart)
    assert min(_columns(chart, "end", worn.chart("total"))) < frame.zero
    chart.keyPressEvent(_press(Qt.Key.Key_A))
    assert chart.marked == ""


def _press(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
