"""The program outlives any number of calls of Qt, on every Python that it runs on."""

import subprocess
import sys

from tests.texts_in_code import ROOT

MANY = """
import app.ui
from PySide6.QtCore import QObject, QRect, Signal
class Bell(QObject):
    rang = Signal()
bell, area = Bell(), QRect()
bell.rang.connect(lambda: None)
for _ in range(300_000):
    area.adjust(0, 0, 0, 0)
for _ in range(30_000):
    bell.rang.emit()
"""


def test_none_outlives_any_number_of_calls() -> None:
    done = subprocess.run([sys.executable, "-c", MANY], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[:300]
