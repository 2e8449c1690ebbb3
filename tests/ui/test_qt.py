"""What Tabib needs of Qt itself: docs/decisions/0014, 0028 and 0030."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.controls.nest import nest
from tests.ui.every_page import PLACES, Tour

CALLS = 2000
ROOT = Path(__file__).parents[2]
NAMING = re.compile(r"\.(itemAt|addLayout)\(")
COLLECTING = re.compile(r"\bgc\.(enable|disable|collect|freeze)\(|functools.*cached_property")
MAY_COLLECT = {"app/__main__.py", "app/ui/garbage.py", "app/courtesy.py"}
# What becomes of an object whose sender is garbage; the second word says who collects.
A_SENDER_IN_A_CIRCLE = """
import faulthandler, gc, sys
faulthandler.dump_traceback_later(float(sys.argv[2]), exit=True)
from PySide6.QtCore import QCoreApplication, QObject, Signal
class Sender(QObject):
    told = Signal()
    def __init__(self):
        super().__init__()
        self.itself = self
class Receiver(QObject):
    def hear(self): pass
application = QCoreApplication([])
gc.disable()
sender, receiver = Sender(), Receiver()
sender.told.connect(receiver.hear)
del sender
gc.set_threshold(1)
if sys.argv[1] == "python":
    gc.enable()
del receiver
gc.collect()
"""


def test_calls_that_return_nothing_do_not_use_nothing_up(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("1")
    assert sys.getrefcount(None) > before - CALLS // 2


def _items_named() -> int:
    """Count the items of layouts that PySide6 has a name for."""
    return sum(
        isinstance(one, QLayoutItem) and not isinstance(one, QLayout)
        for one in shiboken6.getAllValidWrappers()
    )


@pytest.fixture
def line(qapp: QApplication) -> QHBoxLayout:
    """A line of two words, one of them in a line inside it, that no page has yet."""
    made, inner = QHBoxLayout(), QHBoxLayout()
    inner.addWidget(QLabel("8"))
    inner.addStretch(1)
    nest(made, inner)
    made.addWidget(QLabel("28"))
    return made


def test_qt_alone_leaves_the_items_of_a_layout_named(qtbot: QtBot, line: QHBoxLayout) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before = _items_named()
    QVBoxLayout(page).addLayout(line)  # what the rule forbids
    assert _items_named() > before
    named = _items_named()
    for word in page.findChildren(QLabel):
        word.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert _items_named() == named


def test_a_layout_that_goes_into_another_leaves_no_item_named(
    qtbot: QtBot, line: QHBoxLayout
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    before = _items_named()
    nest(QVBoxLayout(page), line)
    assert _items_named() == before
    assert [word.text() for word in page.findChildren(QLabel)] == ["8", "28"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_no_page_leaves_an_item_of_its_layouts_named(tour: Tour) -> None:
    for place in PLACES:
        tour.at(place)
        assert _items_named() == 0, place


def test_layouts_are_asked_for_items_in_one_place_only() -> None:
    naming = {
        path.relative_to(ROOT).as_posix()
        for room in ("app", "tests", "benchmarks")
        for path in (ROOT / room).rglob("*.py")
        if NAMING.search(path.read_text("utf-8"))
    }
    assert naming == {"app/ui/controls/nest.py", "tests/ui/test_qt.py"}


@pytest.mark.parametrize(("who", "seconds", "ends"), [("python", "3", 1), ("we", "60", 0)])
def test_qt_waits_for_itself_if_python_collects_inside_a_destructor(
    who: str, seconds: str, ends: int
) -> None:
    command = [sys.executable, "-c", A_SENDER_IN_A_CIRCLE, who, seconds]
    assert subprocess.run(command, check=False, capture_output=True).returncode == ends


def test_nothing_else_collects_garbage() -> None:
    found = {
        str(path.relative_to(ROOT).as_posix())
        for path in (ROOT / "app").rglob("*.py")
        if COLLECTING.search(path.read_text("utf-8"))
    }
    assert found == MAY_COLLECT
