"""The page of scenarios: choosing one is seen everywhere, its measures stand in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.document import Document
from app.ui.pages.scenarios import ScenariosPage
from app.ui.window import Window

Open = Callable[[str], None]


@pytest.fixture
def page(window: Window, document: Document, open_sample: Open) -> ScenariosPage:
    open_sample("morocco-2024")
    document.go("scenarios")
    shown = window.workplace.page
    assert isinstance(shown, ScenariosPage)
    return shown


def test_the_reference_says_that_nothing_changes(page: ScenariosPage, document: Document) -> None:
    assert len(page.list.texts) == len(document.rows.scenarios)
    assert page.none.isVisible()
    assert not page.measures.isVisible()
    assert not page.strip.isVisible()


def test_arrow_keys_choose_a_scenario_and_its_effect_is_said(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert document.study.scenario.id == document.rows.scenarios[1].id
    assert page.measures.report.rowCount() == 1
    qtbot.waitUntil(page.strip.isVisible, timeout=30_000)
    before = document.reference
    assert before is not None
    ends = [study.lines(document.view)[-1].deficit for study in (before, document.study)]
    said = page.strip.label.accessibleName()
    assert all(document.language.number(value) in said for value in ends)
    assert page.years.report.rowCount() == 17


def test_the_effect_is_that_of_the_year_chosen(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        document.follow("EMIGHALF")
    document.choose_year(document.rows.facts.base_year)
    say = document.language.say
    unchanged = say("Nothing changes here compared with the reference.")
    assert unchanged in page.strip.label.accessibleName()


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_page_speaks_the_language_of_the_window(
    page: ScenariosPage, document: Document, code: str
) -> None:
    document.speak(code)
    QApplication.processEvents()
    names = [document.language.name(row.names) for row in document.rows.scenarios]
    assert list(page.list.texts) == names
    assert page.title.text() == names[0]


def test_the_reference_shows_its_own_years_and_why_its_deficit_is_what_it_is(
    page: ScenariosPage, document: Document
) -> None:
    assert page.years.report.rowCount() == len(document.study.lines(document.view))
    sheet = document.sheet()
    assert sheet is not None
    last = document.study.lines(document.view)[-1].deficit
    assert sheet.value == document.language.number(last)


def test_a_table_of_few_measures_leaves_its_room_to_the_years(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        document.follow("EMIGHALF")
    QApplication.processEvents()
    assert page.measures.height() < page.years.height() / 2
