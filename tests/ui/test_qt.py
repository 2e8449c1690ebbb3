"""What Tabib needs of Qt itself: docs/decisions/0014."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 2000


def test_calls_that_return_nothing_do_not_use_nothing_up(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("1")
    assert sys.getrefcount(None) > before - CALLS // 2
