"""The page that compares: what is chosen, shown, said, and taken away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from errno import EACCES
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import disk
from app.models.rows import ScenarioRow
from app.planning import bands
from app.planning.comparison import MOST, Reading
from app.planning.edits import Remove
from app.planning.scenario_edits import archive
from app.planning.scenario_tree import shown
from app.ui import look
from app.ui.compare.choice import beside
from app.ui.compare.export import ExportSummary
from app.ui.compare.heat_model import HEAT, SPREAD, Heat, Spread, heats
from app.ui.compare.heat_table import HeatTable
from app.ui.compare.views import AssumptionsView, ChartsView, DifferencesView, HeatView, SpreadView
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.job import Job
from app.ui.pages.compare import ComparePage
from app.ui.preferences import Preferences
from tests.planning.hand import SCENARIOS, hand, names

YEAR, PATIENCE_MS = 2036, 30_000
SOME = ("GRAD3300", "SEATS7543", "FILL70")


@pytest.fixture(scope="module")
def desk(
    qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Document, ComparePage]]:
    """One page for all tests: to open the plan takes longer than most of them."""
    patched = pytest.MonkeyPatch()
    patched.setenv("TABIB_DATA_DIR", str(tmp_path_factory.mktemp("own")))
    patched.setattr(bands, "DRAWS", 3)
    Preferences().forget()
    document = Document("en")
    dress = Dress(qapp, document)
    document.open_sample("morocco-2024")
    _wait()
    page = ComparePage(document)
    page.resize(1150, 640)
    page.show()
    yield document, page
    page.work.forget()
    page.close()
    document.give_up_sample()
    document.close()
    dress.take_off()
    patched.undo()


def _wait() -> None:
    for _ in range(PATIENCE_MS // 10):
        QApplication.processEvents()
        if not Job.any_runs():
            return
        time.sleep(0.01)


@pytest.fixture
def document(desk: tuple[Document, ComparePage]) -> Document:
    return desk[0]


@pytest.fixture
def page(desk: tuple[Document, ComparePage], qtbot: QtBot) -> ComparePage:
    """The page on the regions of Morocco, doctors by the norm that covers them, in English."""
    document, page = desk
    document.speak("en")
    if document.study.scenario.id != "reference":
        document.follow("reference")
        qtbot.waitUntil(lambda: document.study.scenario.id == "reference", timeout=PATIENCE_MS)
    page.choice.forget()
    page.choice.read("deficit", "number")
    page.choice.own_scale = False
    document.show(document.study.view(cadre="MED_ALL", norm="MED_153"))
    document.choose_year(YEAR)
    page.resize(1150, 640)
    page.retell()
    settled(qtbot, page)
    turned(page, "charts")
    return page


def settled(qtbot: QtBot, page: ComparePage) -> None:
    """Wait until the studies and the ranges are there, or nothing more is to come."""
    qtbot.waitUntil(lambda: not page.work.lanes.busy, timeout=PATIENCE_MS)


def said(page: ComparePage) -> str:
    return page.strip.label.accessibleName()


def turned(page: ComparePage, key: str) -> None:
    page.shown.buttons[key].click()


def heat(page: ComparePage) -> HeatView:
    turned(page, "table")
    view = page.ways.made["table"]
    assert isinstance(view, HeatView)
    return view


def texts(view: HeatView) -> list[list[str]]:
    rows = []
    for part in (view.card.heat.body, view.card.heat.foot):
        model = part.heat
        for row in range(model.rowCount()):
            columns = range(model.columnCount() - 1)
            rows.append([str(model.index(row, column).data()) for column in columns])
    return rows


def pressed(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)


def released(at: QPoint) -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(QEvent.Type.MouseButtonRelease, QPointF(at), QPointF(at), left, left, none)


# --- Showing --------------------------------------------------------------------------------------


def test_the_first_scenarios_stand_beside_the_reference_before_anybody_chose(
    page: ComparePage,
) -> None:
    assert page.choice.scenarios == SOME
    assert "the ranges overlap: they cannot be told apart" in said(page)
    assert "Morocco: the deficit of 2036 is 9,002 if nothing changes" in said(page)
    assert page.head.ranges.isHidden()


def test_the_heat_table_tells_the_reference_the_changes_and_the_total(page: ComparePage) -> None:
    rows = texts(heat(page))
    assert rows[0] == ["Marrakesh-Safi", "2,326", "−72", "−469", "−35"]
    assert rows[-1] == ["Morocco", "9,002", "−697", "−4,535", "0"]
    assert len(rows) == 13


def test_cells_are_tinted_by_size_and_the_strongest_of_a_row_stands_out(page: ComparePage) -> None:
    model = heat(page).card.heat.body.heat
    cells = [[model.index(row, column).data(HEAT) for column in (2, 3, 4)] for row in range(12)]
    assert all(isinstance(cell, Heat) for row in cells for cell in row)
    assert max(cell.strength for row in cells for cell in row) == 1.0
    assert [cell.strongest for cell in cells[0]] == [False, True, False]
    assert [cell.better for cell in cells[-1]] == [True, True, False]
    spread = model.index(0, 5).data(SPREAD)
    assert isinstance(spread, Spread)
    assert all(span is not None for span in spread.spans)
    spoken = model.index(0, 5).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("If nothing changes: from ")
    assert model.headerData(3, Qt.Orientation.Horizontal) == "B. Announced places (7,543)"
    about = model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert about.splitlines()[1] == "Rank 1 of 12 from the worst off"


def test_where_equals_share_the_strongest_effect_none_stands_out(page: ComparePage) -> None:
    model = heat(page).card.heat.body.heat
    assert model.asked is not None
    assert model.table is not None
    first = model.table.rows[0]
    row = (*first[:2], first[3], first[3], *first[4:])
    table = replace(model.table, rows=(row, *model.table.rows[1:]))
    found = heats(model.asked, table)
    assert [found[0, column].strongest for column in (2, 3, 4)] == [False, False, False]
    assert any(one.strongest for (number, _), one in found.items() if number)


def test_ranks_that_change_are_told_with_the_number(page: ComparePage) -> None:
    model = heat(page).card.heat.body.heat
    climbs = {
        model.places[row]: model.index(row, 3).data(HEAT).climb for row in range(model.rowCount())
    }
    ranks = page.work.found
    assert ranks is not None
    found = ranks.climbs(2, page.choice.reading, YEAR)
    assert climbs == dict(zip(ranks.places, found, strict=True))
    assert any(climbs.values())


def test_every_way_to_look_is_painted_in_both_colours(page: ComparePage, qtbot: QtBot) -> None:
    for key, kind in {
        "charts": ChartsView, "table": HeatView, "differences": DifferencesView,
        "assumptions": AssumptionsView, "spread": SpreadView,
    }.items():  # fmt: skip
        turned(page, key)
        assert isinstance(page.ways.made[key], kind)
        settled(qtbot, page)
        assert not page.grab().isNull()


def test_assumptions_and_results_stand_beside_each_other(page: ComparePage) -> None:
    turned(page, "assumptions")
    view = page.ways.made["assumptions"]
    assert isinstance(view, AssumptionsView)
    lines = view.lines.table.report
    row = [lines.index(2, column).data() for column in range(lines.columnCount())]
    assert row[5:] == ["30", "30", "30", "70"]
    results = view.results.table.report
    assert [results.index(at, 3).data() for at in range(4)] == ["9,002", "8,305", "4,467", "9,002"]


def test_equity_and_norms_are_tables_of_their_own(page: ComparePage, document: Document) -> None:
    turned(page, "spread")
    view = page.ways.made["spread"]
    assert isinstance(view, SpreadView)
    assert view.spread.table.report.rowCount() == 5
    assert view.norms.table.report.rowCount() == 1
    assert not view.uncovered.isVisible()
    document.speak("fr")
    assert view.norms.title.text().startswith("Le même effectif")


# --- Choosing -------------------------------------------------------------------------------------


def test_scenarios_are_checked_one_after_another_in_a_list_that_stays_open(
    page: ComparePage, qtbot: QtBot
) -> None:
    options = page.bar.scenarios.options
    options.aboutToShow.emit()
    options.resize(options.sizeHint())
    by_code = {action.data(): action for action in options.actions() if action.isCheckable()}
    for code in ("RETIRE2", "EMIGHALF"):
        options.mouseReleaseEvent(released(options.actionGeometry(by_code[code]).center()))
    assert page.choice.scenarios == (*SOME, "RETIRE2", "EMIGHALF")
    assert len(page.choice.scenarios) == MOST
    assert not by_code["DIASPORA"].isEnabled()
    options.setActiveAction(by_code["FILL70"])
    options.keyPressEvent(pressed(Qt.Key.Key_Space))
    assert "FILL70" not in page.choice.scenarios
    assert by_code["DIASPORA"].isEnabled()
    options.keyPressEvent(pressed(Qt.Key.Key_Escape))
    options.mouseReleaseEvent(released(QPoint(-5, -5)))
    settled(qtbot, page)
    assert page.work.found is not None
    assert [s.scenario.id for s in page.work.found.studies][1:] == list(page.choice.scenarios)


def test_scenarios_given_by_another_page_are_compared(page: ComparePage, qtbot: QtBot) -> None:
    page.show_what(("reference", "EMIGHALF"))
    assert page.choice.scenarios == ("EMIGHALF",)
    settled(qtbot, page)
    assert "no difference can be stated" in said(page)
    page.show_what("FILL70")
    assert page.choice.scenarios == ("FILL70",)


def test_a_scenario_comes_with_its_parent_and_the_reference_with_its_children() -> None:
    rows = hand(
        scenarios=(
            *SCENARIOS,
            *(
                ScenarioRow(code, names(code), at, locked=False, parent=parent)
                for at, (code, parent) in enumerate(
                    [("child", "test"), ("grandchild", "child"), ("other", "base")], 2
                )
            ),
        )
    )
    assert beside(rows, "grandchild") == ("child", "grandchild")
    assert beside(rows, "test") == ("test",)
    assert beside(rows, "base") == ("other",)
    assert beside(hand(scenarios=SCENARIOS), "base") == ("test",)


def test_a_scenario_that_comes_back_stands_where_it_stood(
    page: ComparePage, document: Document, qtbot: QtBot
) -> None:
    page.show_what(SOME)
    page.choice.order(("effect", 2))
    assert document.apply(archive(document.rows, "SEATS7543", archived=True))
    qtbot.waitUntil(lambda: page.choice.scenarios == ("GRAD3300", "FILL70"), timeout=PATIENCE_MS)
    settled(qtbot, page)
    assert page.choice.sort == ("worst", 0)
    page.choice.turn("RETIRE2")
    document.undo()
    qtbot.waitUntil(lambda: len(page.choice.scenarios) > 3, timeout=PATIENCE_MS)
    assert page.choice.scenarios == (*SOME, "RETIRE2")
    assert page.choice.sort == ("effect", 2)
    page.choice.turn("RETIRE2")
    settled(qtbot, page)
    assert page.choice.scenarios == SOME


def test_without_any_scenario_the_page_says_so_and_begins_one(
    page: ComparePage, document: Document, qtbot: QtBot
) -> None:
    others = [row.id for row in shown(document.rows) if row.id != "reference"]
    for code in others:
        assert document.apply(archive(document.rows, code, archived=True))
    qtbot.waitUntil(page.alone.isVisible, timeout=PATIENCE_MS)
    page.show_what("reference")
    assert not page.bar.isVisible()
    assert page.alone.title.text() == "There is nothing to compare yet"
    assert "export" not in page.commands  # the window writes the projection
    with qtbot.waitSignal(document.page_asked) as asked:
        page.alone.buttons[1].click()
    assert asked.args == ["simulator", None]
    with qtbot.waitSignal(document.page_asked) as asked:
        page.alone.buttons[0].click()
    assert asked.args == ["scenarios", None]
    qtbot.waitUntil(page.bar.isVisible, timeout=PATIENCE_MS)
    settled(qtbot, page)
    assert len(page.choice.scenarios) == 1
    for _ in (*others, "the new one"):
        document.undo()
    document.follow("reference")
    settled(qtbot, page)
    qtbot.waitUntil(page.bar.isVisible, timeout=PATIENCE_MS)


def test_the_reference_is_compared_with_the_first_scenarios(page: ComparePage) -> None:
    page.show_what("reference")
    assert page.choice.scenarios


def test_a_scenario_that_is_shown_is_the_one_compared(
    page: ComparePage, document: Document, qtbot: QtBot
) -> None:
    page.choice.forget()
    document.follow("RETIRE2")
    qtbot.waitUntil(lambda: document.study.scenario.id == "RETIRE2", timeout=PATIENCE_MS)
    settled(qtbot, page)
    assert page.choice.scenarios == ("RETIRE2",)


def test_the_order_the_measure_and_the_unit_follow_the_choice(page: ComparePage) -> None:
    view = heat(page)
    page.bar.sorts.options.aboutToShow.emit()
    names = [action.text() for action in page.bar.sorts.options.actions()]
    assert names[:2] == ["Order of the plan", "Worst under: Reference"]
    page.bar.sorts.options.actions()[-1].trigger()
    assert page.choice.sort == ("effect", 3)
    assert texts(view)[0][0] == "Casablanca-Settat"
    page.bar.units.buttons["share"].click()
    assert page.choice.reading == Reading("deficit", "share")
    assert texts(view)[-1][1:] == ["15%", "−1.1", "−7.4", "0.0"]
    page.bar.measures.options.aboutToShow.emit()
    page.bar.measures.options.actions()[1].trigger()
    assert page.choice.reading == Reading("stock", "share")
    assert texts(view)[-1][1] == "85%"


def test_another_year_needs_no_other_draws(
    page: ComparePage, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.planning.compared_bands.Ranges", None)
    page.bar.years.options.aboutToShow.emit()
    page.bar.years.options.actions()[0].trigger()
    assert document.year == 2024
    assert "being worked out" in said(page)
    settled(qtbot, page)
    assert "being worked out" not in said(page)


def test_territories_chosen_in_one_table_are_chosen_in_all_views(page: ComparePage) -> None:
    body = heat(page).card.heat.body
    body.selectRow(0)
    assert page.choice.places == {"07"}
    turned(page, "charts")
    charts = page.ways.made["charts"]
    assert isinstance(charts, ChartsView)
    rows = {index.row() for index in charts.heat.heat.body.selectionModel().selectedRows()}
    assert rows == {0}
    assert "Marrakesh-Safi" in charts.figure.accessibleDescription()
    assert "Oriental" not in charts.figure.accessibleDescription()
    turned(page, "differences")
    view = page.ways.made["differences"]
    assert isinstance(view, DifferencesView)
    assert view.card.title.text().startswith("Marrakesh-Safi")
    assert view.table.table.report.rowCount() == 2 * 4
    page.choice.pick(frozenset())
    assert view.table.table.report.rowCount() == 13 * 4


def test_the_inspector_tells_of_the_territory_that_is_chosen(
    page: ComparePage, document: Document
) -> None:
    page.choice.pick(frozenset())
    page.retell()
    sheet = document.sheet()
    assert sheet is not None
    assert (sheet.title, sheet.value) == ("Morocco", "9,002")
    assert [section.title for section in sheet.sections] == [
        "Scenarios", "Difference from the reference",
    ]  # fmt: skip
    heat(page).card.heat.body.selectRow(0)
    sheet = document.sheet()
    assert sheet is not None
    assert (sheet.title, sheet.value, sheet.unit) == (
        "Marrakesh-Safi", "2,326", "If nothing changes",
    )  # fmt: skip
    values, changes, territory = sheet.sections
    assert [row.value for row in values.rows] == ["2,326", "2,254", "1,857", "2,291"]
    assert all(row.note.startswith("from ") for row in values.rows)
    assert [row.value for row in changes.rows] == ["−72", "−469", "−35"]
    assert "no difference between the scenarios can be stated" in sheet.note
    assert territory.rows[0].label == "Choose this territory"


def test_a_territory_is_gone_into_as_elsewhere(
    page: ComparePage, document: Document, qtbot: QtBot
) -> None:
    body = heat(page).card.heat.body
    body.selectRow(1)
    sheet, there = document.sheet(), body.heat.places[1]
    assert sheet is not None
    assert sheet.sections[-1].rows[0].go is not None
    sheet.sections[-1].rows[0].go()
    assert document.view.territory == there
    settled(qtbot, page)
    asked = page.asked()
    assert asked is not None
    assert asked.found.whole == there
    assert page.choice.places == frozenset()
    body.setCurrentIndex(body.heat.index(0, 0))
    inside = body.heat.places[0]
    qtbot.keyClick(body, Qt.Key.Key_Return)
    assert document.view.territory == inside
    settled(qtbot, page)
    document.show(document.study.view(cadre="MED_ALL", norm="MED_153"))
    settled(qtbot, page)


def test_escape_lets_go_of_the_territories(page: ComparePage, qtbot: QtBot) -> None:
    body = heat(page).card.heat.body
    body.selectRow(2)
    qtbot.keyClick(body, Qt.Key.Key_Escape)
    assert page.choice.places == frozenset()
    qtbot.keyClick(body, Qt.Key.Key_Escape)


def test_scales_of_their_own_are_said(page: ComparePage) -> None:
    charts = page.ways.made["charts"]
    assert isinstance(charts, ChartsView)
    assert charts.scale.text == "Same scale"
    charts.own.click()
    assert charts.scale.text == "Scales differ"


# --- Copying and exporting ------------------------------------------------------------------------


def test_rows_are_copied_with_headings_and_total(page: ComparePage, qtbot: QtBot) -> None:
    table = heat(page).card.heat
    table.body.selectRow(1)
    qtbot.keyClick(table.body, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[3] == "B. Announced places (7,543)"
    assert [line.split("\t")[0] for line in lines[1:]] == ["Tangier-Tetouan-Al Hoceima", "Morocco"]
    page.commands["copy"]()
    assert QGuiApplication.clipboard().text() == said(page)


def test_the_chart_is_copied_by_the_command_of_the_page(page: ComparePage, qtbot: QtBot) -> None:
    page.commands["copy_chart"]()
    charts = page.ways.made["charts"]
    assert isinstance(charts, ChartsView)
    qtbot.waitUntil(lambda: not charts.figure.copies.busy, timeout=PATIENCE_MS)
    assert QGuiApplication.clipboard().mimeData().hasImage()


def test_the_scenario_summary_is_written(page: ComparePage, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = exporting(page)
    assert "Scenarios_RHS_Maroc" in dialog.path.text()
    target = tmp_path / "summary.xlsx"
    dialog.path.setText(str(target))
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    assert "Report saved" in dialog.banner.text
    assert load_workbook(target).sheetnames[0] == "Summary"
    dialog.reject()


def test_the_keys_of_the_window_export_what_is_compared(
    page: ComparePage, qtbot: QtBot
) -> None:
    settled(qtbot, page)
    page.commands["export"]()
    dialog = next(one for one in page.findChildren(ExportSummary) if one.isVisible())
    dialog.reject()


def exporting(page: ComparePage) -> ExportSummary:
    page.head.export.click()
    return next(one for one in page.findChildren(ExportSummary) if one.isVisible())


def test_what_cannot_be_written_is_told_with_what_to_do_and_leaves_nothing(
    page: ComparePage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, there = exporting(page), tmp_path / "summary.xlsx"
    there.write_bytes(b"as it was")

    def held(_part: Path, _target: Path) -> None:
        raise PermissionError(EACCES, "held")

    monkeypatch.setattr(disk, "put", held)
    for target, said in (
        (tmp_path / "gone" / "summary.xlsx", "This folder does not exist. Choose another folder."),
        (tmp_path / "other.xlsx", "This folder may not be written to. Choose another folder."),
        (there, "summary.xlsx is open in another program, or may not be changed. Close it and try"),
    ):
        dialog.path.setText(str(target))
        dialog.export(replace=True)
        qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
        assert said in dialog.banner.text
    assert there.read_bytes() == b"as it was"
    assert list(tmp_path.iterdir()) == [there]
    dialog.reject()


def test_an_export_that_is_stopped_leaves_nothing(
    page: ComparePage, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = exporting(page)
    dialog.path.setText(str(tmp_path / "summary.xlsx"))
    dialog.write.click()
    dialog.stop.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    assert dialog.banner.text == "Nothing was written."
    assert list(tmp_path.iterdir()) == []
    dialog.reject()


def test_a_summary_without_ranges_says_so_before_it_is_written(
    page: ComparePage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.work.stop()
    page.show_what(("RETIRE2", "DIASPORA"))
    qtbot.waitUntil(lambda: not page.work.comparing, timeout=PATIENCE_MS)
    page.work.stop()
    dialog = exporting(page)
    said = "The ranges have not been worked out: no scenario is named."
    assert dialog.banner.text == said
    dialog.path.setText(str(tmp_path / "summary.xlsx"))
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    sheet = load_workbook(tmp_path / "summary.xlsx")["Summary"]
    assert any(said in str(cell.value) for row in sheet for cell in row)
    dialog.reject()


# --- Work -----------------------------------------------------------------------------------------


def test_before_the_ranges_are_known_no_scenario_is_named_and_work_can_be_stopped(
    page: ComparePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bands, "DRAWS", 200)
    page.show_what(("EMIGHALF",))
    qtbot.waitUntil(page.head.ranges.button.isVisible, timeout=PATIENCE_MS)
    assert "being worked out: no scenario is named" in said(page)
    qtbot.waitUntil(lambda: page.head.ranges.words.text() != "Ranges: 0%", timeout=PATIENCE_MS)
    page.head.ranges.button.click()
    assert "have not been worked out" in said(page)
    assert page.head.ranges.words.text() == "Ranges: stopped"
    monkeypatch.setattr(bands, "DRAWS", 3)
    page.head.ranges.button.click()
    settled(qtbot, page)
    assert page.head.ranges.isHidden()


def test_while_scenarios_are_computed_the_page_says_how_far_that_is(
    page: ComparePage, qtbot: QtBot
) -> None:
    page.show_what(("RETIRE2", "GRAD3300"))
    assert page.head.ranges.isVisible()
    assert page.head.ranges.words.text() == "Scenarios: 0%"
    assert page.head.ranges.button.isHidden()
    settled(qtbot, page)
    assert page.head.ranges.isHidden()


def test_a_change_of_the_plan_is_compared_anew(
    page: ComparePage, document: Document, qtbot: QtBot
) -> None:
    before = page.work.found
    (measure,) = (row for row in document.rows.measures if row.scenario == "SEATS7543")
    assert document.apply(Remove(measure))
    qtbot.waitUntil(lambda: page.work.found is not before, timeout=PATIENCE_MS)
    settled(qtbot, page)
    assert texts(heat(page))[-1][3] == "0"
    document.undo()


def test_without_a_need_the_staff_is_compared(
    page: ComparePage, document: Document, qtbot: QtBot
) -> None:
    page.choice.read(unit="share")
    document.show(replace(document.view, cadre="MED_GP"))
    settled(qtbot, page)
    asked = page.asked()
    assert asked is not None
    assert asked.reading == Reading("stock", "number")
    assert not page.bar.measures.isEnabled()
    assert list(page.bar.units.buttons) == ["number", "per_10_000"]
    turned(page, "spread")
    view = page.ways.made["spread"]
    assert isinstance(view, SpreadView)
    assert view.uncovered.isVisibleTo(page)


def test_a_plan_that_is_closed_leaves_nothing_behind(page: ComparePage, document: Document) -> None:
    document.plan_closed.emit()
    assert page.asked() is None
    assert page.choice.scenarios == ()


def test_in_little_room_the_choices_take_two_lines(page: ComparePage) -> None:
    page.resize(700, 640)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    tops = {part.y() for part in (page.bar.scenarios, page.bar.sorts)}
    assert len(tops) == 2
    page.resize(1300, 640)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert page.bar.scenarios.y() == page.bar.sorts.y()


FIVE = ("GRAD3300", "SEATS7543", "FILL70", "RETIRE2", "EMIGHALF")


def _sight(page: ComparePage) -> HeatTable:
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()
    charts = page.ways.made["charts"]
    assert isinstance(charts, ChartsView)
    return charts.heat.heat


@pytest.mark.parametrize("width", [1150, 700])
def test_names_of_places_are_whole_beside_five_scenarios(
    page: ComparePage, document: Document, qtbot: QtBot, width: int
) -> None:
    document.speak("fr")
    page.show_what(FIVE)
    page.resize(width, 640)
    settled(qtbot, page)
    body = _sight(page).body
    letters = QFontMetricsF(look.font(document.language, "table"))
    for row in range(body.heat.rowCount()):
        room = body.visualRect(body.heat.index(row, 0)).width() - 2 * 8
        assert letters.horizontalAdvance(body.heat.index(row, 0).data()) <= room
    assert (body.horizontalScrollBar().maximum() == 0) == (width == 1150)
    page.show_what(SOME)


def test_names_stay_in_sight_while_the_columns_beside_them_scroll(
    page: ComparePage, qtbot: QtBot
) -> None:
    page.show_what(FIVE)
    page.resize(700, 640)
    settled(qtbot, page)
    table = _sight(page)
    for one in (table.body, table.foot):
        assert one.pinned.isHidden()
    table.body.horizontalScrollBar().setValue(table.body.horizontalScrollBar().maximum())
    for one in (table.body, table.foot):
        assert one.pinned.isVisible()
        assert one.pinned.width() == one.columnWidth(0)
        assert one.pinned.viewport().mapTo(one, QPoint()).y() == one.viewport().pos().y()
    qtbot.mouseClick(
        table.body.pinned.viewport(),
        Qt.MouseButton.LeftButton,
        pos=table.body.pinned.visualRect(table.body.heat.index(1, 0)).center(),
    )
    assert page.choice.places == {table.body.heat.places[1]}
    table.body.horizontalScrollBar().setValue(0)
    assert table.body.pinned.isHidden()
    page.show_what(SOME)


def test_the_switch_of_units_has_room_from_the_first_look(document: Document) -> None:
    page = ComparePage(document)
    page.resize(950, 640)
    page.show()
    units, bar = page.bar.units, page.bar
    _wait()
    assert units.geometry().width() >= units.sizeHint().width()
    assert all(units.rect().contains(one.geometry()) for one in units.buttons.values())
    assert not bar.sorts.geometry().intersects(units.geometry())
    page.work.forget()
    page.close()
    page.deleteLater()
