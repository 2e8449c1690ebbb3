"""The page of head-counts: what is typed is kept, undone, projected, and explained."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.planning.entered import ENTERED
from app.planning.headcounts import Counts, Place
from app.ui.document import Document
from app.ui.grid.columns import Role
from app.ui.pages.staff import StaffPage
from app.ui.window import Window

Open = Callable[[str], None]


def _page(window: Window, document: Document) -> StaffPage:
    document.go("staff")
    QApplication.processEvents()
    page = window.workplace.page
    assert isinstance(page, StaffPage)
    return page


@pytest.fixture
def page(window: Window, document: Document, open_sample: Open) -> StaffPage:
    open_sample("morocco-2024")
    document.show(replace(document.view, territory="09.551", cadre="MED_ALL", sector="public"))
    return _page(window, document)


def _column(page: StaffPage, key: str) -> int:
    return [column.key for column in page.grid.model.columns].index(key)


def _text(page: StaffPage, row: int, key: str) -> str:
    model = page.grid.model
    return str(model.data(model.index(row, _column(page, key))))


def _type(page: StaffPage, row: int, key: str, text: str) -> None:
    model = page.grid.model
    model.setData(model.index(row, _column(page, key)), text)


def test_rows_are_the_cadres_of_the_view_with_their_sum(
    page: StaffPage, document: Document
) -> None:
    counts = Counts(document.rows, document.study.places)
    shown = [_text(page, row, "total") for row in range(3)]
    general = counts.count(Place("09.551", "public", "MED_GP"))
    special = counts.count(Place("09.551", "public", "MED_SP"))
    number = document.language.number
    assert shown == [number(general), number(special), number(general + special)]


def test_a_typed_count_is_kept_and_moves_the_deficit_and_undo_takes_it_back(
    qtbot: QtBot, page: StaffPage, document: Document
) -> None:
    document.show(document.study.view())
    before = document.study.lines(document.view)[-1].deficit
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        _type(page, 0, "35-39", "250")
    assert before is not None
    after = document.study.lines(document.view)[-1].deficit
    assert after is not None
    assert after < before - 20
    assert document.language.signed(after - before) in page.effect.change.text()
    assert _text(page, 0, "35-39") == "250"
    assert any(row.source == ENTERED for row in document.rows.staff)
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        document.undo()
    assert document.study.lines(document.view)[-1].deficit == before
    assert _text(page, 0, "35-39") != "250"


def test_what_is_not_a_count_stays_in_its_cell_and_nothing_changes(
    page: StaffPage, document: Document
) -> None:
    rows = document.rows
    _type(page, 0, "35-39", "3a")
    assert page.grid.model.problems()
    _type(page, 1, "35-39", "-4")
    assert len(page.grid.model.problems()) == 2
    assert document.rows is rows
    assert not document.can_undo


def test_a_pasted_block_is_one_change(page: StaffPage, document: Document, qtbot: QtBot) -> None:
    view = page.grid.view
    view.setFocus()
    view.setCurrentIndex(page.grid.model.index(0, _column(page, "30-34")))
    QGuiApplication.clipboard().setText("5\t4\t10\n9\t9\t6")
    page.grid.paste()
    if page.grid.banner.isVisible():
        page.grid.banner.do(1)
    assert [_text(page, 0, key) for key in ("30-34", "35-39", "40-44")] == ["5", "4", "10"]
    assert [_text(page, 1, key) for key in ("30-34", "35-39", "40-44")] == ["9", "9", "6"]
    assert len(document.history()) == 1
    assert document.language.tell(document.history()[0].what) == "Effectifs modifiés\u00a0: 6"


def test_a_total_is_spread_over_the_ages(page: StaffPage, document: Document) -> None:
    page.ages.chosen.emit("totals")
    _type(page, 0, "total", "40")
    page.ages.chosen.emit("ages")
    assert _text(page, 0, "total") == "40"
    place = Place("09.551", "public", "MED_GP")
    counts = Counts(document.rows, document.study.places)
    assert counts.count(place) == 40
    assert len({row.age_group for row in counts.rows_of(place) if row.persons}) > 3


def test_women_can_be_typed_apart(page: StaffPage, document: Document) -> None:
    page.sexes.chosen.emit("F")
    _type(page, 0, "35-39", "6")
    place = Place("09.551", "public", "MED_GP", "35-39", "F")
    assert Counts(document.rows, document.study.places).count(place) == 6


def test_a_plan_without_anybody_leads_on(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("empty")
    page = _page(window, document)
    assert page.empty.isVisible()
    page.empty.buttons[0].click()
    assert not page.empty.isVisible()
    assert page.grid.view.hasFocus()
    _type(page, 0, "30-34", "12")
    assert [row.persons for row in document.rows.staff if row.persons] != []


def test_the_inspector_speaks_of_the_current_cell(
    page: StaffPage, window: Window, document: Document
) -> None:
    page.grid.view.setCurrentIndex(page.grid.model.index(0, _column(page, "35-39")))
    shown = document.sheet()
    assert shown is not None
    assert shown.value == _text(page, 0, "35-39").replace("–", "0")
    assert "35–39" in shown.subject
    document.speak("ar")
    again = document.sheet()
    assert again is not None
    assert again.title == document.language.say("Head-count")


def test_a_read_only_plan_says_so_and_keeps_its_figures(
    page: StaffPage, document: Document
) -> None:
    document.plan.writable = False
    rows = document.rows
    _type(page, 0, "35-39", "77")
    assert document.rows is rows
    assert page.grid.model.problems()


def test_keyboard_alone_types_a_count(qtbot: QtBot, page: StaffPage, document: Document) -> None:
    view = page.grid.view
    view.setFocus()
    view.setCurrentIndex(page.grid.model.index(0, _column(page, "35-39")))
    qtbot.keyClicks(view, "8")
    qtbot.keyClick(view.focusWidget() or view, Qt.Key.Key_Return)
    assert _text(page, 0, "35-39") == "8"


def test_what_is_being_typed_stays_when_the_study_of_the_last_change_arrives(
    qtbot: QtBot, page: StaffPage, document: Document
) -> None:
    view = page.grid.view
    view.setFocus()
    view.go(0, _column(page, "35-39"))
    with qtbot.waitSignal(document.view_changed, timeout=30_000):
        _type(page, 1, "40-44", "9")
        qtbot.keyClicks(view, "6")
    field = view.viewport().findChild(QLineEdit)
    assert field.text() == "6"
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert _text(page, 0, "35-39") == "61"


def test_a_grid_that_is_reached_begins_where_something_can_be_typed(page: StaffPage) -> None:
    page.grid.view.setFocus()
    assert page.grid.current() == (0, "20-24")


def test_texts_to_correct_do_not_go_over_to_another_plan_or_another_sex(
    page: StaffPage, document: Document, open_sample: Open
) -> None:
    page.sexes.chosen.emit("F")
    _type(page, 0, "35-39", "3a")
    page.sexes.chosen.emit("M")
    assert page.grid.problems == 0
    page.sexes.chosen.emit("")
    document.show(document.study.view())
    _type(page, 0, "35-39", "3a")
    assert page.grid.problems == 1
    open_sample("morocco-2024")
    assert page.grid.problems == 0


def test_nothing_is_offered_for_typing_in_a_plan_that_is_shown_read_only(
    page: StaffPage, document: Document
) -> None:
    document.plan.writable = False
    page.retell()
    assert not page.grid.model.can_edit(0, _column(page, "35-39"))
    QGuiApplication.clipboard().setText("5\t4")
    page.grid.paste()
    assert not page.grid.model.offered


@pytest.mark.parametrize("leave", ["speak", "go", "show"])
def test_what_is_being_typed_is_kept_by_another_language_page_or_place(
    qtbot: QtBot, page: StaffPage, document: Document, leave: str
) -> None:
    view = page.grid.view
    view.setFocus()
    view.go(0, _column(page, "35-39"))
    qtbot.keyClicks(view, "6")
    if leave == "speak":
        document.speak("en")
    elif leave == "show":
        document.show(replace(document.view, territory="06.141", cadre="MED_GP"))
    else:
        document.go("overview")
    place = Place("09.551", "public", "MED_GP", "35-39")
    assert Counts(document.rows, document.study.places).count(place) == 6
    assert len(document.history()) == 1


def test_columns_are_as_wide_as_the_words_of_the_language_of_now(
    qtbot: QtBot, page: StaffPage, document: Document
) -> None:
    document.speak("en")
    labels = [at for at, one in enumerate(page.grid.model.columns) if one.role is Role.LABEL]
    page.grid.view.head.fields[labels[-1]].setText("Specialists")
    qtbot.waitUntil(lambda: page.grid.model.rowCount() == 1)
    document.speak("ar")
    QApplication.processEvents()
    model, view = page.grid.model, page.grid.view
    assert model.rowCount()
    assert view.head.letters is not None
    for column in labels:
        for row in range(model.rowCount()):
            words = view.head.letters.metrics.horizontalAdvance(model.text(row, column))
            assert view.columnWidth(column) > words
