"""One story without a mouse: open, change, see it, undo, Arabic, export, keep, reopen, redo."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui.dialogs.export import ExportDialog
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.pages.overview import OverviewPage
from app.ui.pages.staff import StaffPage
from app.ui.preferences import Preferences
from app.ui.window import Window

PATIENCE_MS = 30_000
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Person:
    """Types where the keyboard is, and nowhere else."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.qtbot, self.window, self.document = qtbot, window, window.document

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QApplication.processEvents()
        active = QApplication.activeWindow()
        ours = active is not None and self.window in (active, active.parentWidget())
        if not (ours and active.isVisible()):
            self.window.activateWindow()  # as a window manager does when a dialog has gone
            # Not `isActiveWindow`: it is true as well while a dialog above has the keyboard.
            here = self.window
            self.qtbot.waitUntil(lambda: QApplication.activeWindow() is here, timeout=PATIENCE_MS)
            active = self.window
        part = QApplication.focusWidget()
        seen = part is not None and part.isVisible() and part.window() in (active, self.window)
        QTest.keyClick(part if seen else active, key, held)
        QApplication.processEvents()

    def met(self) -> str:
        """Say where the keyboard is, for a story that stops."""
        parts = (QApplication.activeWindow(), QApplication.focusWidget(),
                 QApplication.activeModalWidget(), QApplication.activePopupWidget())  # fmt: skip
        others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        said = self.window.problem.text if self.window.problem.isVisible() else ""
        keep = self.window.actions_list.by_key["keep"]
        kept = keep.isEnabled(), keep.shortcuts(), self.document.is_sample, self.document.is_busy
        return f"{self.window}: {parts}, {others}, {said}, {kept}"

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(QApplication.focusWidget(), letter)
            QApplication.processEvents()

    def tab_to(self, name: str) -> None:
        """Press Tab until the thing of this name has the keyboard."""
        for _ in range(60):
            part = QApplication.focusWidget()
            if part is not None and part.accessibleName() == name:
                return
            self.press(Qt.Key.Key_Tab)
        met = QApplication.focusWidget()
        raise AssertionError(f"Tab does not lead to {name}, but to {met}")

    def wait(self, do: Callable[[], None]) -> None:
        with self.qtbot.waitSignal(self.document.work_ended, timeout=PATIENCE_MS):
            do()

    def deficit(self) -> str:
        """Read the deficit from its card on the overview."""
        self.press(Qt.Key.Key_1, CONTROL)
        page = self.window.workplace.page
        assert isinstance(page, OverviewPage)
        return page.figures.cards["deficit"].value.text().strip("\u2066\u2069")


@pytest.fixture
def person(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Person]:
    monkeypatch.setenv("TABIB_DATA_DIR", str(tmp_path / "own"))  # no plan is a recent one yet
    Preferences().forget()
    document = Document("fr")
    dress = Dress(qapp, document)
    window = Window(document, dress)
    qtbot.addWidget(window, before_close_func=lambda _: document.give_up_sample())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Person(qtbot, window)
    document.close()
    dress.take_off()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def _answer_file_dialog(path: Path) -> QTimer:
    """Once a dialog asks for a file, type a path into it and press Enter."""
    timer = QTimer(interval=50)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            timer.stop()
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            field.setText(str(path))
            QTest.keyClick(field, Qt.Key.Key_Return)

    timer.timeout.connect(look)
    timer.start()
    return timer


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_planner_changes_a_count_and_takes_the_result_along(
    person: Person, tmp_path: Path
) -> None:
    document = person.document
    # Open the sample from the start page.
    person.tab_to(person.window.start.samples.rows["morocco-2024"].accessibleName())
    person.wait(lambda: person.press(Qt.Key.Key_Return))
    before = person.deficit()

    # Change a head-count; the deficit moves.
    person.press(Qt.Key.Key_2, CONTROL)
    page = person.window.workplace.page
    assert isinstance(page, StaffPage)
    assert page.grid.isAncestorOf(QApplication.focusWidget())
    person.press(Qt.Key.Key_Home, CONTROL)
    columns = [column.key for column in page.grid.model.columns]
    for _ in range(columns.index("35-39")):
        person.press(Qt.Key.Key_Right)
    person.type("900")
    person.wait(lambda: person.press(Qt.Key.Key_Return))
    after = person.deficit()
    assert after != before

    # Undo.
    person.wait(lambda: person.press(Qt.Key.Key_Z, CONTROL))
    assert person.deficit() == before

    # Arabic.
    person.press(Qt.Key.Key_L, CONTROL | SHIFT)
    assert document.language.code == "ar"
    assert person.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert person.deficit() == before  # the same digits

    # Export.
    person.press(Qt.Key.Key_E, CONTROL)
    dialog = person.window.findChild(ExportDialog)
    assert dialog is not None
    target = tmp_path / "projection.xlsx"
    dialog.path.setFocus()
    person.press(Qt.Key.Key_A, CONTROL)
    person.type(str(target))
    person.press(Qt.Key.Key_Return)
    person.qtbot.waitUntil(lambda: target.exists() and dialog.job is None, timeout=PATIENCE_MS)
    assert openpyxl.load_workbook(target, read_only=True).sheetnames
    person.press(Qt.Key.Key_Escape)
    person.qtbot.waitUntil(lambda: not dialog.isVisible())

    # Keep the sample as a plan of one's own; it goes on as that plan.
    plan = tmp_path / "plan.tabib"
    answering = _answer_file_dialog(plan)
    with person.qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        person.press(Qt.Key.Key_S, CONTROL)
        assert not answering.isActive(), f"no dialog asked for a file: {person.met()}"
    person.qtbot.waitUntil(lambda: not document.is_busy, timeout=PATIENCE_MS)
    assert document.path == plan
    assert not document.is_sample

    names = document.rows.facts.names

    # Close, reopen from the list of recent plans, and redo what was undone.
    person.press(Qt.Key.Key_W, CONTROL)
    assert not document.is_open
    person.tab_to(document.language.name(names))
    person.wait(lambda: person.press(Qt.Key.Key_Return))
    assert document.path == plan
    assert document.can_redo
    person.wait(lambda: person.press(Qt.Key.Key_Y, CONTROL))
    assert person.deficit() == after
