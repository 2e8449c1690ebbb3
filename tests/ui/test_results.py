"""The results: five tabs on one year, the table that adds up, what leaves the window, the play."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.language import language
from app.ui import look
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.job import Job
from app.ui.pages.results import ResultsPage
from app.ui.results.chart_tab import ChartTab
from app.ui.results.exporting import ExportResults
from app.ui.results.flows_tab import FlowsTab
from app.ui.results.map_tab import MapTab
from app.ui.results.pyramid_tab import PyramidTab
from app.ui.results.sheet_view import SheetView
from app.ui.results.table_tab import TableTab
from app.ui.results.year_figure import YearFigure

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Open = Callable[[str], None]
PATIENCE_MS = 60_000
TABS = ("chart", "table", "pyramid", "map", "flows")
TATA = [8, 28, 28, 28, 28, *[8] * 9]  # doctors at the end of 2017 to 2030
Keys = Qt.Key


@pytest.fixture
def page(qtbot: QtBot, document: Document) -> ResultsPage:
    made = ResultsPage(document)
    qtbot.addWidget(made)
    made.resize(936, 658)  # what the frame leaves of a screen of 1366 by 768
    made.show()
    qtbot.waitExposed(made)
    return made


def _settled(qtbot: QtBot) -> None:
    """Wait until nothing is drawn any more: a figure asks for its drawing when it is painted."""
    for _ in range(3):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not Job._running, timeout=PATIENCE_MS)


def _chart(page: ResultsPage) -> ChartTab:
    page.show_tab("chart")
    assert isinstance(page.tab, ChartTab)
    return page.tab


def _table(page: ResultsPage) -> TableTab:
    page.show_tab("table")
    assert isinstance(page.tab, TableTab)
    return page.tab


def _texts(view: SheetView) -> dict[str, list[str]]:
    """Return what the rows of a table say, by the name before each."""
    cells = view.cells
    down = Qt.Orientation.Vertical
    return {
        str(cells.headerData(row, down)).strip(): [
            str(cells.index(row, column).data() or "") for column in range(cells.columnCount())
        ]
        for row in range(cells.rowCount())
    }


# --- One question, one year -----------------------------------------------------------------------


def test_a_tab_is_built_when_it_is_asked_for(page: ResultsPage, open_sample: Open) -> None:
    open_sample("tata-2017")
    assert list(page.built) == ["chart"]
    for key in TABS:
        page.tabs.buttons[key].click()
        assert page.tab.isVisible()
        assert page.sentence.label.accessibleName()
    assert sorted(page.built) == sorted(TABS)


def test_a_stock_without_a_need_is_said_once(
    page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.speak("en")
    document.show(document.study.view("03.131", cadre="MIDWIFE"))
    stock = document.language.number(document.study.lines(document.view)[0].stock)
    document.choose_year(2024)
    assert page.sentence.label.accessibleName() == f"The stock is {stock} in 2024."


def test_all_tabs_stand_at_the_year_of_the_slider(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    qtbot.keyClick(page.years.track, Keys.Key_Home)
    qtbot.mouseClick(page.years.next, Qt.MouseButton.LeftButton)
    assert document.year == 2025
    line = document.study.lines(document.view)[1]
    number = document.language.number
    said = {}
    for key in TABS:
        page.show_tab(key)
        said[key] = page.sentence.label.accessibleName()
        assert "2025" in said[key]
    assert number(line.deficit) in said["chart"]
    flows = page.built["flows"]
    assert isinstance(flows, FlowsTab)
    rows = _texts(flows.year_table)
    assert rows[document.language.say("Stock at 31 December")] == [number(line.stock)]
    pyramid, places = page.built["pyramid"], page.built["map"]
    assert "2025" in pyramid.title.text()
    assert "2025" in places.title.text()


def test_the_year_can_be_chosen_from_elsewhere(
    page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    document.choose_year(2019)
    assert page.years.track.value() == 2019
    assert page.years.year.text() == "2019"


def test_the_question_of_the_context_bar_is_heeded(
    page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    table = _table(page)
    assert len(_texts(table.table)) == 13
    document.show(replace(document.view, territory="09"))
    names = list(_texts(table.table))
    assert names[-1] == "Souss-Massa"
    assert len(names) == len(document.study.children("09")) + 1
    document.show(document.study.view(cadre="MED_GP", norm="MED_153"))
    assert table.measures.here == "stock"
    assert not table.measures.buttons["deficit"].isEnabled()
    assert table.measures.buttons["deficit"].toolTip()
    assert page.uncovered.isVisible()


def test_a_page_that_nobody_sees_waits(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    page.hide()
    document.choose_year(2018)
    document.speak("en")
    assert page.title.text() == "Résultats"
    page.show()
    qtbot.waitExposed(page)
    assert page.title.text() == "Results"
    assert "2018" in page.sentence.label.accessibleName()
    assert page.years.year.text() == "2018"


def test_another_page_can_ask_for_a_tab(page: ResultsPage, open_sample: Open) -> None:
    open_sample("tata-2017")
    page.show_what("flows")
    assert isinstance(page.tab, FlowsTab)


# --- Table ----------------------------------------------------------------------------------------


def test_tata_opens_to_the_flows_that_a_hand_can_add_up(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    document.speak("en")
    table = _table(page)
    table.measures.buttons["stock"].click()
    view = table.table
    view.setFocus()
    view.setCurrentIndex(view.cells.index(0, 1))
    qtbot.keyClick(view, Keys.Key_Return)
    said = _texts(view)
    assert said["Tata"] == [str(stock) for stock in TATA]
    assert said["+ Contracts: entries"] == ["", "20", *["0"] * 12]
    assert said["− Contracts: exits"] == ["", "0", "0", "0", "0", "20", *["0"] * 8]
    assert said["Difference"] == ["", *["0"] * 13]
    assert document.year == 2018
    qtbot.keyClick(view, Keys.Key_Space)
    assert list(_texts(view)) == ["Tata"]


@pytest.mark.parametrize("measure", ["stock", "deficit", "coverage"])
def test_the_flows_of_every_row_that_is_seen_close(
    page: ResultsPage, document: Document, open_sample: Open, measure: str
) -> None:
    open_sample("morocco-2024")
    document.speak("en")
    table = _table(page)
    table.measures.buttons[measure].click()
    for code in (*document.study.children("MA"), "MA"):
        table.table.opened.emit(code)
    view, down = table.table, Qt.Orientation.Vertical
    cells, parse = view.cells, document.language.parse_number
    names = [str(cells.headerData(row, down)).strip() for row in range(cells.rowCount())]
    starts = [row for row, name in enumerate(names) if name == "Stock at 1 January"]
    assert len(starts) == 13
    for start in starts:
        end = names.index("Stock at 31 December", start)
        for column in range(1, cells.columnCount()):
            left = 0.0
            for row in range(start, end):
                sign = -1 if names[row].startswith("−") else 1
                left += sign * parse(str(cells.index(row, column).data()))
            assert left == parse(str(cells.index(end, column).data())), names[start - 1]
            assert cells.index(end + 1, column).data() == "0"


def test_a_difference_that_is_not_zero_is_red(
    page: ResultsPage, document: Document, open_sample: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_sample("tata-2017")
    document.speak("en")
    lines = document.study.lines(document.view)
    broken = (*lines[:2], replace(lines[2], stock=30.0), *lines[3:])
    monkeypatch.setattr(type(document.study), "lines", lambda _self, _view: broken)
    table = _table(page)
    table.table.opened.emit("09.551")
    cells = table.table.cells
    row = cells.rowCount() - 1
    red = look.of(table.table).status("error", "fg")
    ink = Qt.ItemDataRole.ForegroundRole
    assert [cells.index(row, at).data() for at in (1, 2, 3)] == ["0", "2", "−2"]
    assert [cells.index(row, at).data(ink) == red for at in (1, 2, 3)] == [False, True, True]


def test_years_can_stand_in_rows_and_names_open_in_either(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    table = _table(page)
    usual = _texts(table.table)["Maroc"]
    table.turned.click()
    cells, across = table.table.cells, Qt.Orientation.Horizontal
    names = [str(cells.headerData(at, across)) for at in range(cells.columnCount())]
    assert names[-1] == "Maroc"
    assert [cells.index(row, 12).data() for row in range(cells.rowCount())] == usual
    head = table.table.horizontalHeader()
    head.sectionClicked.emit(5)
    assert page.choice.opened == {"06"}
    table.table.verticalHeader().sectionClicked.emit(3)
    assert document.year == 2027
    table.turned.click()
    table.table.verticalHeader().sectionClicked.emit(0)
    assert page.choice.opened == {"06", "01"}
    table.table.horizontalHeader().sectionClicked.emit(0)
    assert document.year == 2024


def test_the_first_column_and_the_headings_stay_in_sight(
    page: ResultsPage, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    view = _table(page).table
    names, heads = view.verticalHeader(), view.horizontalHeader()
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert names.isVisible()
    assert heads.isVisible()
    assert names.geometry().right() < view.viewport().geometry().left()
    assert view.corner.text() == "Territoire"
    assert view.corner.geometry().width() == names.width()


def test_the_table_is_copied_as_it_lies(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    table = _table(page)
    table.measures.buttons["stock"].click()
    qtbot.keyClick(table.table, Keys.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Territoire", *map(str, range(2017, 2031))]
    assert lines[1].split("\t") == ["Tata", *map(str, TATA)]


def test_a_cell_is_spoken_with_its_place_and_its_year(
    page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    document.speak("en")
    table = _table(page)
    table.measures.buttons["stock"].click()
    table.table.opened.emit("09.551")
    cells, spoken = table.table.cells, Qt.ItemDataRole.AccessibleTextRole
    assert cells.index(0, 1).data(spoken) == "Tata, 2018: 28"
    assert cells.index(2, 1).data(spoken) == "Tata, 2018: + Contracts: entries: 20"


# --- Chart ----------------------------------------------------------------------------------------


def test_history_is_drawn_where_there_is_one_and_else_says_why_not(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.show(document.study.view(norm="MED_153"))
    chart = _chart(page)
    assert chart.switches["history"].isEnabled()
    chart.switches["history"].click()
    assert chart.table().numbers("year")[0] == 2020
    assert chart.course.drawn().history[0] == (2020, pytest.approx(54_458.93 - 25_575, abs=0.01))
    _settled(qtbot)
    assert chart.figure.frames[0].first == 2020
    document.show(replace(document.view, territory="09.551"))
    assert not chart.switches["history"].isEnabled()
    assert "2024" in chart.switches["history"].toolTip()
    assert not chart.switches["split"].isEnabled()


def test_ranges_come_from_a_job_that_tells_how_far_it_is(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    chart = _chart(page)
    shares: list[float] = []
    chart.fans.progressed.connect(shares.append)
    chart.switches["ranges"].click()
    assert chart.progress.isVisible()
    assert chart.course.fan is None
    _settled(qtbot)
    fan = chart.course.fan
    assert fan is not None
    assert fan.draws == 200
    assert shares
    assert not chart.progress.isVisible()
    assert "low_80" in [column.key for column in chart.table().columns]
    chart.measures.buttons["deficit"].click()
    assert "8 chances sur 10" in chart.figure.accessibleDescription()
    chart.switches["ranges"].click()
    assert chart.course.fan is None
    assert "8 chances sur 10" not in chart.figure.accessibleDescription()
    chart.measures.buttons["need"].click()
    assert not chart.switches["ranges"].isEnabled()
    assert chart.switches["ranges"].toolTip()


def test_ranges_that_nobody_wants_any_more_are_not_finished(
    qtbot: QtBot, page: ResultsPage, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    chart = _chart(page)
    chart.switches["ranges"].click()
    chart.switches["ranges"].click()
    assert not chart.fans.busy
    assert not chart.progress.isVisible()
    _settled(qtbot)
    assert chart.course.fan is None


def test_there_is_one_chart_a_territory_on_one_scale(
    qtbot: QtBot, page: ResultsPage, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    chart = _chart(page)
    chart.switches["split"].click()
    _settled(qtbot)
    assert len(chart.figure.frames) == 12
    assert len({(one.low, one.high) for one in chart.figure.frames}) == 1
    assert not chart.switches["ranges"].isEnabled()
    assert not chart.switches["history"].isEnabled()


def test_the_small_charts_turn_into_the_territories_and_not_into_the_whole(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    chart = _chart(page)
    for name in ("history", "split"):
        chart.switches[name].click()
    table = chart.table()
    assert table.columns[0].key == "territory"
    assert len(table.rows) == 13
    assert not chart.course.with_history
    whole = document.study.lines(document.view)[-1].deficit
    assert table.numbers("2040")[-1] == pytest.approx(whole)
    assert [row[0].cell for row in page.tab.displayed().rows] == [row[0] for row in table.rows]
    chart.switches["split"].click()
    assert chart.table().columns[0].key == "year"
    assert chart.table().numbers("observed")[0]
    _settled(qtbot)


def test_the_year_of_the_chart_follows_hand_and_arrows(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    chart = _chart(page)
    chart.measures.buttons["stock"].click()
    _settled(qtbot)
    figure, picture = chart.figure, chart.figure._picture
    figure.setFocus()
    for key, year in (
        (Keys.Key_Home, 2017),
        (Keys.Key_Right, 2018),
        (Keys.Key_Left, 2017),
        (Keys.Key_Left, 2017),
        (Keys.Key_End, 2030),
    ):
        qtbot.keyClick(figure, key)
        assert document.year == year
    frame = figure.frames[0]
    there = QPointF(frame.x(2018), (frame.top + frame.bottom) / 2).toPoint()
    qtbot.mouseClick(figure, Qt.MouseButton.LeftButton, pos=there)
    assert document.year == 2018
    number = document.language.number
    assert number(28) in figure.accessibleDescription()
    qtbot.mouseMove(figure, there + QPoint(3, 0))
    figure.grab()
    assert figure._picture is picture  # another year is painted over what was drawn
    qtbot.keyClick(figure, Keys.Key_A)
    assert document.year == 2018


def test_f9_turns_to_the_table_twin_and_back(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    for key in ("chart", "pyramid", "map", "flows"):
        page.show_tab(key)
        _settled(qtbot)
        page.commands["turn"]()
        assert page.tab.is_turned  # type: ignore[attr-defined]
        assert page.tab.twin.hasFocus()  # type: ignore[attr-defined]
        assert page.tab.twin.report.rowCount() > 0  # type: ignore[attr-defined]
        page.commands["turn"]()
        assert not page.tab.is_turned  # type: ignore[attr-defined]


@pytest.mark.parametrize("key", ["chart", "pyramid", "flows"])
def test_charts_are_copied_as_picture_and_data(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open, key: str
) -> None:
    open_sample("tata-2017")
    page.show_tab(key)
    with qtbot.waitSignal(document.told, timeout=PATIENCE_MS):
        page.commands["copy_chart"]()
    taken = QGuiApplication.clipboard().mimeData()
    assert taken.hasImage()
    assert "image/svg+xml" in taken.formats()
    assert "\t" in taken.text()
    page.commands["copy"]()
    assert "\t" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_all_territories_opened_in_the_table_stand_out_on_the_map_and_are_named(
    page: ResultsPage, document: Document, open_sample: Open, code: str
) -> None:
    open_sample("morocco-2024")
    document.speak(code)
    page.show_tab("map")
    places = page.built["map"]
    assert isinstance(places, MapTab)
    plain = places.map.grab().toImage()
    bars = places.bars.grab().toImage()
    for region in ("06", "09"):
        page.choice.open(region)
    assert places.map.held == places.bars.held == {"06", "09"}
    names = [document.language.name(document.study.name(one)) for one in ("06", "09")]
    assert all(name in places.note.toolTip() for name in names)
    assert places.map.grab().toImage() != plain
    assert places.bars.grab().toImage() != bars
    document.show(replace(document.view, territory="06"))  # its provinces are shown now
    assert not places.map.held
    assert names[1] not in places.note.toolTip()
    document.show(replace(document.view, territory="MA"))
    for region in ("06", "09"):
        page.choice.open(region)
    assert not places.map.held


def test_the_map_is_copied_as_a_picture_and_walked_by_keys(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    page.show_tab("map")
    places = page.tab
    assert isinstance(places, MapTab)
    with qtbot.waitSignal(document.told, timeout=PATIENCE_MS):
        page.commands["copy_chart"]()
    assert not QGuiApplication.clipboard().image().isNull()
    assert "image/svg+xml" in QGuiApplication.clipboard().mimeData().formats()
    places._fill_menu()
    assert len([one for one in places.menu.actions() if one.text()]) == 5
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 14  # headings, regions, the whole
    document.choose_year(2030)
    places.bars.setFocus()
    qtbot.keyClick(places.bars, Keys.Key_Home)
    qtbot.keyClick(places.bars, Keys.Key_Return)
    assert document.view.territory == "08"  # Drâa-Tafilalet lacks most
    assert len(places.bars.places) == len(document.study.children("08"))
    qtbot.keyClick(places.map, Keys.Key_Escape)
    assert document.view.territory == "MA"
    assert places.displayed().headings[0] == "Territoire"


def test_a_plan_without_territories_says_that_there_is_nothing_to_compare(
    page: ResultsPage, open_sample: Open
) -> None:
    open_sample("founding-2020")
    page.show_tab("map")
    places = page.tab
    assert isinstance(places, MapTab)
    assert places.alone.isVisible()
    assert not places.map.isVisible()
    assert places.displayed().rows
    QApplication.processEvents()
    room = places.stack.rect().center()
    assert abs(places.alone.geometry().center().x() - room.x()) < 20


def test_where_nobody_is_or_moves_the_tab_says_so_instead_of_an_empty_frame(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    for sample, there in (("empty", False), ("morocco-2024", True)):
        document.give_up_sample()
        open_sample(sample)
        for key, kind in (("pyramid", PyramidTab), ("flows", FlowsTab)):
            page.show_tab(key)
            tab = page.tab
            assert isinstance(tab, PyramidTab | FlowsTab)
            assert isinstance(tab, kind)
            assert tab.figure.isVisible() is there
            assert tab.more.isVisible() is there
            assert tab.alone.isVisible() is not there
            _settled(qtbot)


def test_the_pyramid_keeps_its_scale_from_year_to_year(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    page.show_tab("pyramid")
    pyramid = page.tab
    assert isinstance(pyramid, PyramidTab)
    before = pyramid._most()
    document.choose_year(2026)
    assert pyramid._most() == before
    people = sum(value or 0 for value in pyramid.table().numbers("both"))
    assert people == pytest.approx(document.study.lines(document.view)[2].stock, abs=1)
    _settled(qtbot)
    assert pyramid.figure.frames == ()


def test_in_a_low_window_the_tab_scrolls_before_its_rows_lie_on_each_other(
    page: ResultsPage, open_sample: Open
) -> None:
    open_sample("tata-2017")
    page.resize(936, 380)
    for key in TABS:
        page.show_tab(key)
        QApplication.processEvents()
        assert page.stack.height() >= look.scaled(page.tab.least)
    page.show_tab("pyramid")
    assert page.stack.height() > page.height() - 120


# --- Play -----------------------------------------------------------------------------------------


def test_the_years_play_to_the_end_and_every_tab_follows(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    page.show_tab("flows")
    document.choose_year(2028)
    page.years._clock.setInterval(1)
    qtbot.keyClick(page.years.track, Keys.Key_Space)
    assert page.years.plays
    qtbot.waitUntil(lambda: not page.years.plays, timeout=PATIENCE_MS)
    assert document.year == 2030
    assert "2030" in page.sentence.label.accessibleName()


@pytest.mark.parametrize("gesture", ["key", "hand", "button", "tab"])
def test_any_gesture_stops_the_play(
    qtbot: QtBot, page: ResultsPage, open_sample: Open, gesture: str
) -> None:
    open_sample("tata-2017")
    qtbot.keyClick(page.years.track, Keys.Key_Home)
    page.years.play.click()
    assert page.years.plays
    left = Qt.MouseButton.LeftButton
    if gesture == "key":
        qtbot.keyClick(page.years.track, Keys.Key_Right)
    elif gesture == "hand":
        qtbot.mouseClick(_chart(page).figure, left, pos=QPoint(5, 5))
    elif gesture == "button":
        qtbot.mouseClick(page.years.next, left)
    else:
        qtbot.mouseClick(page.tabs.buttons["table"], left)
    assert not page.years.plays
    qtbot.keyClick(page.years.track, Keys.Key_Space)
    assert page.years.plays
    qtbot.keyClick(page.years.track, Keys.Key_Space)
    assert not page.years.plays
    qtbot.mouseClick(page.years.play, left)
    assert page.years.plays
    qtbot.mouseClick(page.years.play, left)
    assert not page.years.plays


def test_years_play_as_well_where_motion_is_unwelcome(
    qtbot: QtBot, page: ResultsPage, document: Document, dress: Dress, open_sample: Open
) -> None:
    open_sample("tata-2017")
    dress.change(reduce_motion=True)
    document.choose_year(2029)
    page.years._clock.setInterval(1)
    page.years.play.click()
    qtbot.waitUntil(lambda: not page.years.plays, timeout=PATIENCE_MS)
    assert document.year == 2030


def test_the_pace_is_chosen_and_the_ends_are_reached_by_buttons(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    years = page.years
    for ms in ("500", "2000", "1000"):
        years.pace.buttons[ms].click()
        assert years._clock.interval() == int(ms)
    years.first.click()
    assert document.year == 2017
    assert not years.previous.isEnabled()
    years.next.click()
    years.next.click()
    years.previous.click()
    assert document.year == 2018
    years.last.click()
    assert document.year == 2030
    assert not years.next.isEnabled()
    names = [one.accessibleName() for one in (years.first, years.previous, years.next, years.last)]
    assert len(set(names)) == 4


# --- Arabic ---------------------------------------------------------------------------------------


def test_in_arabic_tables_mirror_and_time_does_not(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.speak("ar")
    view = _table(page).table
    QApplication.processEvents()
    assert view.columnViewportPosition(0) > view.columnViewportPosition(1)
    assert view.verticalHeader().x() > view.viewport().x()
    assert view.corner.x() > view.width() // 2
    assert page.years.first.x() < page.years.play.x() < page.years.last.x() < page.years.track.x()
    qtbot.keyClick(page.years.track, Keys.Key_Home)
    qtbot.keyClick(page.years.track, Keys.Key_Right)
    assert document.year == 2025
    assert page.tabs.buttons["chart"].x() > page.tabs.buttons["flows"].x()
    figure = _chart(page).figure
    _settled(qtbot)
    assert figure.frames[0].x(2024) < figure.frames[0].x(2040)
    assert page.title.text() == language("ar").say("Results")


def test_time_that_is_turned_runs_from_right_to_left(
    qtbot: QtBot, page: ResultsPage, document: Document, dress: Dress, open_sample: Open
) -> None:
    open_sample("tata-2017")
    document.speak("ar")
    dress.change(time_turned=True)
    figure = _chart(page).figure
    _settled(qtbot)
    assert figure.frames[0].x(2017) > figure.frames[0].x(2030)
    document.choose_year(2020)
    figure.setFocus()
    qtbot.keyClick(figure, Keys.Key_Left)
    assert document.year == 2021


# --- Files ----------------------------------------------------------------------------------------


@pytest.fixture
def dialog(page: ResultsPage, open_sample: Open) -> ExportResults:
    open_sample("morocco-2024")
    _table(page).table.opened.emit("06")
    page.export_button.click()
    made = page.findChild(ExportResults)
    assert made is not None
    assert made.isVisible()
    return made


def _choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_buttons_say_how_many_rows_they_write(dialog: ExportResults) -> None:
    assert "27" in dialog.displayed.text()  # 12 regions, their sum, 14 rows of flows
    assert language("fr").number(88 * 17) in dialog.everything.text()


def test_only_what_is_displayed_is_written_row_by_row(
    qtbot: QtBot, page: ResultsPage, dialog: ExportResults, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _choose(monkeypatch, tmp_path / "shown")
    dialog.displayed.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    rows = openpyxl.load_workbook(tmp_path / "shown.xlsx").worksheets[0].iter_rows(
        min_row=5, values_only=True
    )  # fmt: skip
    found, parse = [list(row) for row in rows], language("fr").parse_number
    said = _texts(_table(page).table)
    assert [row[0] for row in found[1:28]] == list(said)
    for row in found[1:28]:
        shown = [parse(text) if text else None for text in said[str(row[0])]]
        assert row[1:18] == shown
    assert "shown.xlsx" in dialog.banner.text


def test_plain_text_holds_the_same_rows(
    qtbot: QtBot, page: ResultsPage, dialog: ExportResults, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    _choose(monkeypatch, tmp_path / "shown.csv")
    dialog.form.buttons["csv"].click()
    dialog.displayed.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    lines = (tmp_path / "shown.csv").read_text("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines[1:]] == list(_texts(_table(page).table))


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_everything_is_written_with_progress(
    qtbot: QtBot, dialog: ExportResults, tmp_path: Path, form: str
) -> None:
    shares: list[float] = []
    dialog.export("everything", tmp_path / f"all.{form}")
    assert dialog.job is not None
    dialog.job.progressed.connect(shares.append)
    assert dialog.progress.isVisible()
    assert not dialog.everything.isEnabled()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    assert shares == sorted(shares)
    assert len(shares) > 10
    assert dialog.everything.isEnabled()
    if form == "csv":
        lines = (tmp_path / "all.csv").read_text("utf-8-sig").splitlines()
        assert len(lines) == 88 * 17 + 1
    else:
        book = openpyxl.load_workbook(tmp_path / "all.xlsx", read_only=True)
        rows = book.worksheets[0].iter_rows(min_row=6, max_col=1, values_only=True)
        codes = [row[0] for row in rows]
        book.close()
        assert codes[: 88 * 17].count("MA") == 17


def test_a_stopped_export_leaves_nothing(
    qtbot: QtBot, dialog: ExportResults, tmp_path: Path
) -> None:
    dialog.export("everything", tmp_path / "all.xlsx")
    dialog.stop.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    assert list(tmp_path.iterdir()) == []
    assert dialog.banner.isVisible()
    dialog.stop.click()
    assert not dialog.isVisible()


def test_a_folder_that_is_not_there_is_said_in_place(
    qtbot: QtBot, dialog: ExportResults, tmp_path: Path
) -> None:
    dialog.export("shown", tmp_path / "nowhere" / "x.xlsx")
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    assert language("fr").say("This folder does not exist.") in dialog.banner.text


@pytest.mark.parametrize("key", TABS)
def test_every_tab_gives_its_own_table_away(
    qtbot: QtBot, page: ResultsPage, open_sample: Open, key: str
) -> None:
    open_sample("morocco-2024")
    page.show_tab(key)
    shown = page.tab.displayed()
    assert shown.rows
    assert {len(row) for row in shown.rows} == {len(shown.headings)}
    _settled(qtbot)


def test_every_figure_has_words_for_those_who_do_not_see_it(
    qtbot: QtBot, page: ResultsPage, open_sample: Open
) -> None:
    open_sample("tata-2017")
    for key in ("chart", "pyramid", "flows"):
        page.show_tab(key)
        (figure,) = page.tab.findChildren(YearFigure)
        assert figure.accessibleName()
        assert figure.accessibleDescription()
    _settled(qtbot)


def test_the_map_tells_the_range_of_a_territory_once_it_is_known(
    qtbot: QtBot, page: ResultsPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    document.choose_year(2019)
    page.show_tab("map")
    places = page.tab
    assert isinstance(places, MapTab)
    (tata,) = places.map.places.values()
    assert places.map.ranking is not None
    before = places.map.ranking.about(tata)
    shares: list[float] = []
    places.ranges.progressed.connect(shares.append)
    places.ranged.click()
    assert places.progress.isVisible()
    _settled(qtbot)
    assert shares
    assert not places.progress.isVisible()
    *same, (name, said) = places.map.ranking.about(tata)
    assert tuple(same) == before
    assert "80" in name
    low, high = places.ranges.known["09.551", 2019].deficit_80 or (0.0, 0.0)
    number = document.language.number
    assert said == document.language.say("{low} to {high}", low=number(low), high=number(high))
    assert (low, high) == pytest.approx((155.6, 155.6))  # contracts end when they end
    document.choose_year(2025)
    _settled(qtbot)
    assert ("09.551", 2025) in places.ranges.known
    places.ranged.click()
    assert places.map.ranking.about(next(iter(places.map.places.values())))[-1][0] != name


def test_ranges_of_a_map_that_nobody_wants_are_not_finished(
    qtbot: QtBot, page: ResultsPage, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    page.show_tab("map")
    places = page.tab
    assert isinstance(places, MapTab)
    places.ranged.click()
    assert places.ranges.draws
    places.ranged.click()
    assert not places.ranges.draws
    assert not places.progress.isVisible()
    _settled(qtbot)
    assert places.ranges.known == {}
