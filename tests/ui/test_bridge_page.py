"""The page on causes: four kinds of question, exact rows, traces, tables, copies, the tornado."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.planning.edits import SetStaff
from app.ui.bridge_page.question import Question, fitting_norms
from app.ui.document import Document
from app.ui.frame.inspector import Inspector, Sheet
from app.ui.pages.bridge import BridgePage

Open = Callable[[str], None]
_SIZE = (908, 640)
_PATIENCE_MS = 60_000


@pytest.fixture
def page(qtbot: QtBot, document: Document, open_sample: Open) -> BridgePage:
    open_sample("morocco-2021")
    document.speak("en")
    document.choose_year(2026)
    made = BridgePage(document)
    qtbot.addWidget(made)
    made.resize(*_SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made


def asked(page: BridgePage) -> Question:
    assert page._question is not None
    return page._question


def answered(qtbot: QtBot, page: BridgePage) -> None:
    qtbot.waitUntil(lambda: page._found is not None and not page._lanes.busy, timeout=_PATIENCE_MS)


def told(document: Document) -> Sheet:
    sheet = document.sheet()
    assert sheet is not None
    return sheet


def assert_rows_lead_on(page: BridgePage) -> None:
    rows = page.card.chart.rows
    for before, after in pairwise(rows[:-1]):
        assert after.before == before.after
    assert rows[-2].after == rows[-1].after


def test_the_first_question_is_from_the_base_year_to_the_year_of_now(page: BridgePage) -> None:
    rows = page.card.chart.rows
    assert (rows[0].name, rows[-1].name) == ("2021", "2026")
    assert_rows_lead_on(page)
    assert page.sentence.label.accessibleName().startswith("From 2021 to 2026, the ")


def test_other_years_are_chosen_in_place_and_the_last_is_that_of_all_pages(
    page: BridgePage, document: Document
) -> None:
    fields = (page.bar.start.field, page.bar.end.field)
    for field, year in zip(fields, ("2023", "2030"), strict=True):
        field.setCurrentText(year)
        field.activated.emit(field.currentIndex())
    assert document.year == 2030
    assert page.card.chart.rows[0].name == "2023"
    document.choose_year(2028)
    assert (page.bar.end.field.currentText(), page.card.chart.rows[-1].name) == ("2028", "2028")


def test_two_scenarios_are_told_apart_by_movement_and_by_measure(
    page: BridgePage, qtbot: QtBot
) -> None:
    page.bar.kind.buttons["scenarios"].click()
    assert page.bar.way.isVisible()
    answered(qtbot, page)
    by_movement = page.card.chart.rows
    assert by_movement[0].name == "If nothing changes"
    page.bar.way.buttons["levers"].click()
    answered(qtbot, page)
    assert_rows_lead_on(page)
    by_measure = page.card.chart.rows
    assert [row.written for row in (by_measure[0], by_measure[-1])] == [
        row.written for row in (by_movement[0], by_movement[-1])
    ]
    page.card.look_into(by_measure[1].key)
    titles = [section.title for section in told(page._document).sections]
    assert titles[0] == "Measure"
    assert titles[-1] == "How it is shared"


def test_two_norms_differ_by_the_norm_and_by_the_staff_they_count(page: BridgePage) -> None:
    page.bar.kind.buttons["norms"].click()
    page.bar.end.chosen.emit("MED_153")
    assert_rows_lead_on(page)
    names = [row.name for row in page.card.chart.rows]
    assert names[-1] == "Reference 15.3 physicians"
    assert {"Need (norm)", "Staff that the other norm counts"} <= {*names}
    norms = asked(page).norms
    page.bar.end.chosen.emit(norms[0])
    assert [row.name for row in page.card.chart.rows[1:-1]] == []


def test_norms_that_give_a_need_for_the_group_are_proposed_first(
    page: BridgePage, document: Document
) -> None:
    page.bar.kind.buttons["norms"].click()
    assert page.card.title.text().startswith("Deficit by two norms in ")
    assert asked(page).norms == fitting_norms(document)[:2]
    page.bar.kind.buttons["years"].click()
    document.show(document.study.view(cadre="MED_ALL", norm="MA_445"))  # covers more than doctors
    page.bar.kind.buttons["norms"].click()
    assert page.bar.start.field.currentText() == "Reference 15.3 physicians"
    assert page.bar.end.field.itemData(0) == "MED_153"


def test_a_norm_that_stands_alone_says_so(page: BridgePage, open_sample: Open) -> None:
    open_sample("tata-2017")
    page.bar.kind.buttons["norms"].click()
    alone = "No other norm of the plan gives a need for this group of staff."
    said = page.sentence.label.accessibleName()
    assert said.startswith("The deficit is 176 in 2030. Nothing moves it.")
    assert alone in said
    page.bar.end.chosen.emit("MA_445")
    assert alone not in page.sentence.label.accessibleName()


def test_the_plan_is_compared_with_itself_before_a_change(
    page: BridgePage, document: Document, qtbot: QtBot
) -> None:
    row = next(row for row in document.rows.staff if row.persons > 1)
    with qtbot.waitSignal(document.work_ended, timeout=_PATIENCE_MS):
        document.apply(SetStaff(replace(row, persons=row.persons + 100)))
    page.bar.kind.buttons["versions"].click()
    assert not page.sentence.isVisible()
    assert page.card.waiting.text() == "Choose what the plan is compared with."
    field = page.bar.start.field
    assert field.itemText(1).startswith("Before: ")
    field.setCurrentIndex(1)
    field.activated.emit(1)
    answered(qtbot, page)
    assert_rows_lead_on(page)
    assert page.card.chart.rows[-1].name == "This plan, now"
    base = next(row for row in page.card.chart.rows if row.key.startswith("stock base"))
    assert base.written in ("+100", "−100")
    page.card.look_into(base.key)
    assert told(document).value == base.written
    page.card.look_into("start")
    assert told(document).title.startswith("Before: ")


def test_the_plan_is_compared_with_another_file(
    page: BridgePage, document: Document, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    copy = tmp_path / "earlier.tabib"
    document.plan.copy_to(copy)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    page.bar.kind.buttons["versions"].click()
    field = page.bar.start.field
    field.activated.emit(field.count() - 1)
    answered(qtbot, page)
    assert page.card.chart.rows[0].name == "Plan file earlier.tabib"
    assert len(page.card.chart.rows) == 2
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    field.activated.emit(field.count() - 1)
    assert field.currentText() == "Plan file earlier.tabib"


def test_a_file_that_cannot_be_compared_is_refused_in_place(
    page: BridgePage, document: Document, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    letter = tmp_path / "letter.tabib"
    letter.write_text("Dear all", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(letter), ""))
    page.bar.kind.buttons["versions"].click()
    page.bar.start.field.activated.emit(page.bar.start.field.count() - 1)
    qtbot.waitUntil(lambda: "letter.tabib" in page.card.waiting.text(), timeout=_PATIENCE_MS)
    assert not page.sentence.isVisible()
    document.speak("fr")
    assert "n’est pas un plan" in page.card.waiting.text()
    document.speak("en")
    letter.unlink()
    document.plan.copy_to(letter)  # the file is put right, and asked for again
    page.bar.start.field.activated.emit(0)
    answered(qtbot, page)
    assert page.card.chart.rows[0].name == "Plan file letter.tabib"


def test_a_change_that_is_taken_back_is_no_longer_compared(
    page: BridgePage, document: Document, qtbot: QtBot
) -> None:
    row = next(row for row in document.rows.staff if row.persons > 1)

    def changed(by: float) -> None:
        with qtbot.waitSignal(document.work_ended, timeout=_PATIENCE_MS):
            document.apply(SetStaff(replace(row, persons=row.persons + by)))

    changed(100)
    page.bar.kind.buttons["versions"].click()
    field = page.bar.start.field
    field.activated.emit(1)
    answered(qtbot, page)
    with qtbot.waitSignal(document.work_ended, timeout=_PATIENCE_MS):
        document.undo()
    assert page.card.waiting.text() == "Choose what the plan is compared with."
    assert [field.itemData(at) for at in range(field.count())] == ["", "file"]
    changed(50)  # it takes the place of the one that was taken back
    assert page._found is None
    assert field.count() == 3
    field.activated.emit(1)
    answered(qtbot, page)
    base = next(row for row in page.card.chart.rows if row.key.startswith("stock base"))
    assert base.written in ("+50", "−50")


def test_work_can_be_stopped_and_begun_again(
    page: BridgePage, document: Document, qtbot: QtBot
) -> None:
    page.bar.kind.buttons["scenarios"].click()
    page.card.working.stop.click()
    assert page.card.waiting.text() == "Stopped."
    qtbot.waitUntil(lambda: not page._lanes.busy, timeout=_PATIENCE_MS)
    document.speak("ar")
    assert page.card.waiting.text() == document.language.say("Stopped.") != "Stopped."
    document.speak("en")
    page.bar.start.chosen.emit(asked(page).one)  # the same again
    answered(qtbot, page)
    page.bar.kind.buttons["years"].click()
    assert page.card.chart.rows


# --- The card -------------------------------------------------------------------------------------


def test_a_row_tells_its_trace_year_by_year(page: BridgePage, document: Document) -> None:
    key = next(row.key for row in page.card.chart.rows if row.key.startswith("exits"))
    page.card.chart.chosen.emit(key)
    sheet = told(document)
    written = next(row.written for row in page.card.chart.rows if row.key == key)
    assert sheet.value == written
    years = next(section for section in sheet.sections if section.title == "Year by year")
    assert [row.label for row in years.rows[:-1]] == ["2022", "2023", "2024", "2025", "2026"]
    page.card.chart.chosen.emit("end")
    assert told(document).title == "Why this number?"
    document.speak("fr")
    assert told(document).title == "Pourquoi ce nombre\u202f?"


def test_the_panel_speaks_of_the_answer_that_is_shown(
    page: BridgePage, document: Document, qtbot: QtBot
) -> None:
    panel = Inspector(document)
    qtbot.addWidget(panel)
    panel.show()
    assert panel_says(panel, page.card.chart.rows[-1].written)
    page.bar.end.chosen.emit(2030)
    assert panel_says(panel, page.card.chart.rows[-1].written)
    page.bar.kind.buttons["norms"].click()
    page.bar.end.chosen.emit("MED_153")
    assert panel_says(panel, page.card.chart.rows[-1].written)
    page.card.chart.chosen.emit("need norm")
    page.bar.kind.buttons["scenarios"].click()
    assert panel_says(panel, "Working it out…")
    answered(qtbot, page)
    assert told(document).title == page.card.chart.rows[-1].name
    assert panel_says(panel, page.card.chart.rows[-1].written)


def panel_says(panel: Inspector, text: str) -> bool:
    assert panel._view is not None
    return text in [words.text() for words in panel._view._words]


def test_a_group_that_is_looked_into_is_told_as_it_is_now(
    blown: BridgePage, document: Document, qtbot: QtBot
) -> None:
    row = blown.tornado._rows[0]
    blown.tornado.look_into(row.group.key)
    before = told(document)
    document.choose_year(2029)
    assert told(document).sections == ()
    qtbot.waitUntil(lambda: blown.tornado._found is not None, timeout=_PATIENCE_MS)
    assert told(document).title == before.title
    assert told(document).sections[0] != before.sections[0]


def test_f9_turns_the_card_into_the_same_numbers(page: BridgePage) -> None:
    page.commands["turn"]()
    assert page.card.table.isVisible()
    model = page.card.table.model()
    shown = [str(model.index(at, 1).data()) for at in range(1, model.rowCount() - 1)]
    page.commands["turn"]()
    assert page.card.chart.isVisible()
    assert shown == [row.written for row in page.card.chart.rows[1:-1]]


def test_the_picture_is_copied_with_its_data(page: BridgePage, qtbot: QtBot) -> None:
    page.commands["copy_chart"]()
    qtbot.waitUntil(lambda: not page.card.outlets.copies.busy, timeout=_PATIENCE_MS)
    held = QGuiApplication.clipboard().mimeData()
    assert held.hasImage()
    assert b"<text" in held.data("image/svg+xml").data()
    assert held.text().startswith("Driver\tChange\tDeficit\t")


def test_cards_stand_one_above_the_other_where_the_page_is_narrow(page: BridgePage) -> None:
    assert page.card.y() == page.tornado.y()
    page.resize(600, 640)
    QGuiApplication.processEvents()
    assert page.card.y() < page.tornado.y()


# --- The tornado ----------------------------------------------------------------------------------


@pytest.fixture
def blown(page: BridgePage, qtbot: QtBot) -> BridgePage:
    qtbot.waitUntil(lambda: page.tornado._found is not None, timeout=_PATIENCE_MS)
    return page


def test_the_widest_groups_stand_with_both_ends(blown: BridgePage) -> None:
    rows = blown.tornado.chart.rows
    assert len(rows) == 8
    assert [wing.high for wing in rows[0].wings] == [False, True]
    assert blown.tornado.hint.text().startswith("One group moves at a time: ")
    assert blown.tornado.chart.accessibleDescription().startswith("Most influential: ")


def test_a_bar_leads_to_its_figures_among_the_assumptions(
    blown: BridgePage, document: Document, qtbot: QtBot
) -> None:
    chart = blown.tornado.chart
    with qtbot.waitSignal(document.page_asked) as asked_for:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(40, 8))
    group = blown.tornado._rows[0].group
    assert asked_for.args == ["assumptions", group.values[0].row.id or group.parameter]


def test_arrows_look_into_groups_and_enter_goes_to_the_figures(
    blown: BridgePage, document: Document, qtbot: QtBot
) -> None:
    chart = blown.tornado.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert told(document).title == blown.tornado._rows[1].name
    with qtbot.waitSignal(document.page_asked):
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.marked == chart.rows[-1].key


def test_another_language_says_it_anew_without_working_it_out_again(
    blown: BridgePage, document: Document
) -> None:
    found = blown.tornado._found
    document.speak("ar")
    assert blown.tornado._found is found
    document.speak("fr")
    assert blown.tornado.title.text().startswith("Les hypothèses qui comptent le plus")


def test_the_tornado_can_be_stopped_and_asked_for_again(
    blown: BridgePage, document: Document, qtbot: QtBot
) -> None:
    card = blown.tornado
    document.choose_year(2029)
    qtbot.waitUntil(lambda: card._lanes.busy, timeout=_PATIENCE_MS)
    card.working.stop.click()
    assert card.again.isVisible()
    assert not card.chart.isVisible()
    card.again.click()
    qtbot.waitUntil(lambda: card._found is not None, timeout=_PATIENCE_MS)
    assert card.chart.isVisible()


def test_a_tornado_that_is_left_before_it_begins_is_worked_out_on_return(
    blown: BridgePage, document: Document, qtbot: QtBot
) -> None:
    card = blown.tornado
    document.choose_year(2029)
    blown.hide()
    qtbot.waitUntil(lambda: not card._soon.isActive(), timeout=_PATIENCE_MS)
    assert card._found is None
    blown.show()
    qtbot.waitUntil(lambda: card._found is not None, timeout=_PATIENCE_MS)
    assert card.chart.isVisible()


def test_the_table_of_the_tornado_has_the_elasticities(blown: BridgePage) -> None:
    blown.tornado.turn()
    model = blown.tornado.table.model()
    headings = [
        model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())
    ]
    assert "Elasticity of the deficit" in headings
    blown.tornado.turn()
    assert blown.tornado.chart.isVisible()


def test_a_sample_without_ranges_says_that_nothing_moves_it(
    page: BridgePage, open_sample: Open, qtbot: QtBot
) -> None:
    open_sample("tata-2017")
    qtbot.waitUntil(lambda: page.tornado._found is not None, timeout=_PATIENCE_MS)
    assert page.tornado.hint.text() == "No assumption that has a range moves it."
    assert not page.tornado.chart.isVisible()
    assert page.card.chart.rows[0].name == "2017"
