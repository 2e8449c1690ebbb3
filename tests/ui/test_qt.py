"""What Tabib needs of Qt itself: docs/decisions/0014 and 0028."""

import re
import sys
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget, QWidgetItem
from pytestqt.qtbot import QtBot

CALLS = 2000
ROOT = Path(__file__).parents[2]
ASKING = re.compile(r"\.itemAt\(")


def test_calls_that_return_nothing_do_not_use_nothing_up(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("1")
    assert sys.getrefcount(None) > before - CALLS // 2


def test_an_item_of_a_layout_is_kept_when_its_widget_has_gone(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line, word = QVBoxLayout(page), QLabel()
    line.addWidget(word)
    before = _items_kept()
    line.itemAt(0)  # what the rule forbids
    assert _items_kept() == before + 1
    word.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert line.count() == 0
    assert _items_kept() == before + 1


def _items_kept() -> int:
    return sum(isinstance(one, QWidgetItem) for one in shiboken6.getAllValidWrappers())


def test_nothing_asks_a_layout_for_its_items() -> None:
    asking = [
        path.relative_to(ROOT).as_posix()
        for room in ("app", "tests", "benchmarks")
        for path in (ROOT / room).rglob("*.py")
        if ASKING.search(path.read_text("utf-8"))
    ]
    assert asking == ["tests/ui/test_qt.py"]
