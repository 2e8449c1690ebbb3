"""Rows under the hand and the keyboard: one is marked, reached by arrows, taken by a press."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.controls.marked_rows import MarkedRows

HIGH = 20


@dataclass(frozen=True)
class Row:
    key: str
    name: str


class Rows(MarkedRows):
    """Rows of one height, which paint nothing."""

    def row_height(self) -> float:
        return HIGH


@pytest.fixture
def rows(qtbot: QtBot) -> Rows:
    made = Rows()
    qtbot.addWidget(made)
    made.rows = [Row("a", "First"), Row("b", "Second"), Row("c", "Third")]
    made.resize(100, 4 * HIGH)
    made.show()
    return made


def _focus(rows: Rows, kind: QEvent.Type) -> None:
    QApplication.sendEvent(rows, QFocusEvent(kind))


def _middle(at: int) -> QPoint:
    return QPoint(10, at * HIGH + HIGH // 2)


def test_arrows_reach_rows_and_stay_at_the_ends(rows: Rows, qtbot: QtBot) -> None:
    reached: list[str] = []
    rows.reached.connect(reached.append)
    _focus(rows, QEvent.Type.FocusIn)
    assert rows.marked == "a"
    keys = Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Up
    with qtbot.assertNotEmitted(rows.taken):
        for key in keys:
            qtbot.keyClick(rows, key)
    assert reached == ["b", "c", "c", "a", "a"]
    _focus(rows, QEvent.Type.FocusOut)
    assert rows.marked == ""


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_press_takes_the_row_that_is_reached(rows: Rows, qtbot: QtBot, key: Qt.Key) -> None:
    rows.mark("b")
    with qtbot.waitSignal(rows.taken) as taken:
        qtbot.keyClick(rows, key)
    assert taken.args == ["b"]


def test_the_pointer_marks_a_row_with_its_name_and_takes_it(rows: Rows, qtbot: QtBot) -> None:
    qtbot.mouseMove(rows, _middle(2))
    assert (rows.marked, rows.toolTip()) == ("c", "Third")
    with qtbot.waitSignal(rows.taken) as taken:
        qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=_middle(1))
    assert taken.args == ["b"]
    with qtbot.assertNotEmitted(rows.taken):
        qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=_middle(3))
    assert rows.marked == ""


def test_a_row_is_let_go_of_when_the_pointer_leaves_and_when_it_is_gone(rows: Rows) -> None:
    rows.clearFocus()
    rows.mark("b")
    QApplication.sendEvent(rows, QEvent(QEvent.Type.Leave))
    assert rows.marked == ""
    rows.mark("b")
    rows.keep_mark()
    assert rows.marked == "b"
    rows.rows = rows.rows[:1]
    rows.keep_mark()
    assert rows.marked == ""


def test_other_keys_and_no_rows_are_left_to_others(rows: Rows, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rows.reached), qtbot.assertNotEmitted(rows.taken):
        qtbot.keyClick(rows, Qt.Key.Key_A)
        rows.rows = ()
        _focus(rows, QEvent.Type.FocusIn)
        qtbot.keyClick(rows, Qt.Key.Key_Down)
        qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=_middle(0))
    assert rows.marked == ""
