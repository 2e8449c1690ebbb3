"""Starting: nothing slow before the first paint, no screen, the first language, defects."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app.problems import Problem, message
from app.ui import application, defects
from app.ui.dialogs.defect import DefectDialog
from app.ui.document import Document
from app.ui.window import Window

ROOT = Path(__file__).resolve().parents[2]
SLOW = {"matplotlib", "numpy", "sqlalchemy", "openpyxl", "xlsxwriter", "app.models", "app.engine"}
FIRST_PAINT = """
import json, sys
from PySide6.QtCore import QObject, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from app.ui import application
from app.ui.pages.start import StartPage

class Watch(QObject):
    def eventFilter(self, seen, event):
        if isinstance(seen, StartPage) and event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.tell)
        return False
    def tell(self):
        print(json.dumps(sorted(sys.modules)))
        QApplication.closeAllWindows()

begin = application.Window.appear
def appear(window):
    window.watch = Watch()
    QApplication.instance().installEventFilter(window.watch)
    begin(window)
application.Window.appear = appear
sys.exit(application.main([]))
"""


def test_nothing_slow_is_loaded_before_the_first_paint() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = set(json.loads(answer.stdout.splitlines()[0]))
    assert "app.ui.pages.start" in loaded
    assert SLOW & loaded == set()


def test_without_a_screen_a_sentence_is_said_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert application.main([]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_screen_is_looked_for_on_linux_only() -> None:
    assert application.has_screen("win32", {})
    assert not application.has_screen("linux", {"DISPLAY": ""})
    assert application.has_screen("linux", {"WAYLAND_DISPLAY": "wayland-0"})


def test_the_first_language_is_the_one_asked_for_or_chosen_before() -> None:
    assert application.first_language({}, "") == "fr"
    assert application.first_language({"TABIB_LANG": "ar_MA"}, "en") == "ar"
    assert application.first_language({}, "en") == "en"


def test_a_defect_is_written_down_without_names_and_shown_once(
    document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[DefectDialog] = []
    monkeypatch.setattr(defects, "log_file", lambda: tmp_path / "tabib.log")

    def execute(dialog: DefectDialog) -> None:
        shown.append(dialog)

    monkeypatch.setattr(DefectDialog, "exec", execute)
    hook = defects.Hook(document)
    with pytest.raises(KeyError) as met:
        {}["Name of a person"]
    hook(KeyError, met.value, met.tb)
    written = (tmp_path / "tabib.log").read_text(encoding="utf-8")
    assert "KeyError" in written
    assert "tests/ui/test_start.py" in written
    assert "Name of a person" not in written
    assert str(Path.home()) not in written
    (dialog,) = shown
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() in written
    dialog.deleteLater()


def test_a_problem_that_nobody_took_is_shown_in_place(
    window: Window, document: Document
) -> None:
    problem = Problem(message("This folder does not exist."))
    defects.Hook(document)(Problem, problem, None)
    assert window.problem.isVisible()
    assert window.problem.text == document.language.problem(problem)
