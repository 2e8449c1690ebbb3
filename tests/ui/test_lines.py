"""Lists of lines: chosen, entered, told anew in place; and the history, which is one."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.planning.edits import Set
from app.ui.controls.lines import Line, Lines
from app.ui.document import Document
from app.ui.window import Window
from tests.ui.conftest import Open

PATIENCE_MS = 30_000
THREE = [Line("one", 1), Line("two", 2, usable=False, tip="why"), Line("three", 3)]


@pytest.fixture
def lines(qtbot: QtBot) -> Lines:
    made = Lines()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_model_answers_well_empty_full_and_in_between(lines: Lines) -> None:
    tester = QAbstractItemModelTester(
        lines.model(), QAbstractItemModelTester.FailureReportingMode.Warning
    )
    assert lines.chosen is None
    for shown in ([], THREE[:1], THREE, [replace(one, text="x") for one in THREE], []):
        lines.show_lines(shown)
        assert list(lines.texts) == [one.text for one in shown]
    del tester


def test_arrows_reach_the_lines_that_can_be_used_and_enter_takes_one(
    qtbot: QtBot, lines: Lines
) -> None:
    lines.show_lines(THREE)
    assert lines.chosen == 1
    with qtbot.waitSignal(lines.reached) as reached:
        QTest.keyClick(lines, Qt.Key.Key_Down)
    assert reached.args == [3]
    with qtbot.waitSignal(lines.taken) as taken:
        QTest.keyClick(lines, Qt.Key.Key_Return)
    assert taken.args == [3]


def test_telling_lines_anew_is_no_choice_of_a_person(qtbot: QtBot, lines: Lines) -> None:
    lines.show_lines(THREE)
    with qtbot.assertNotEmitted(lines.reached):
        lines.show_lines([replace(one, text=one.text.upper()) for one in THREE], 2)
        lines.show_lines(THREE[:1])
        lines.show_lines(THREE, -1)
    assert lines.chosen is None


def test_enter_in_the_history_goes_to_just_after_that_change(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    row = document.rows.staff[0]
    for persons in (11.0, 12.0, 13.0):
        with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
            assert document.apply(Set(replace(row, persons=persons)))
    window.workplace.show_history(shown=True)
    history = window.workplace.history.lines
    assert len(history.texts) == 3
    QTest.keyClick(history, Qt.Key.Key_Down)
    QTest.keyClick(history, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.rows.staff[0].persons == 12.0)
    assert document.can_redo
    window.workplace.history.go.click()
    assert document.rows.staff[0].persons == 12.0
