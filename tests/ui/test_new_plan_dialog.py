"""A new plan by its dialog: filled in already, made beside the window, never over another file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.language import CODES
from app.ui.dialogs import file_name, new_plan
from app.ui.dialogs.new_plan import NewPlanDialog
from app.ui.document import Document
from app.ui.window import Window
from tests.ui.conftest import PATIENCE_MS


@pytest.fixture(autouse=True)
def documents(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(new_plan, "documents_folder", lambda: tmp_path)
    monkeypatch.setenv("TABIB_DATA_DIR", str(tmp_path / "own"))
    return tmp_path


@pytest.fixture
def dialog(qtbot: QtBot, window: Window, document: Document) -> Iterator[NewPlanDialog]:
    made = NewPlanDialog(document, window)
    made.open()
    qtbot.waitUntil(made.create_button.isEnabled, timeout=PATIENCE_MS)
    yield made
    made.close()


def test_everything_is_filled_in_and_enter_makes_a_plan_that_is_open_for_changes(
    qtbot: QtBot, window: Window, document: Document, documents: Path
) -> None:
    window.activateWindow()
    window.start.tiles["new"].click()
    (dialog,) = window.findChildren(NewPlanDialog)
    qtbot.waitUntil(dialog.create_button.isEnabled, timeout=PATIENCE_MS)
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert document.path == documents / "Maroc 2024-2040.tabib"
    assert document.writable
    assert document.rows.staff == ()
    names = document.rows.facts.names
    assert (names.fr, names.en) == ("Maroc 2024-2040", "Morocco 2024-2040")
    assert names.ar.endswith("2024-2040")


def test_a_region_gives_its_name_to_the_plan_and_to_its_file(
    qtbot: QtBot, dialog: NewPlanDialog, documents: Path
) -> None:
    dialog.place.setCurrentIndex(dialog.place.findData("09"))
    dialog.horizon.setCurrentIndex(dialog.horizon.findData(2030))
    assert dialog.name.text() == "Souss-Massa 2024-2030"
    with qtbot.waitSignal(dialog.made, timeout=PATIENCE_MS) as made:
        dialog.make()
    assert made.args == [documents / "Souss-Massa 2024-2030.tabib"]


def test_a_name_that_was_typed_stays_whatever_is_chosen_afterwards(dialog: NewPlanDialog) -> None:
    dialog.name.selectAll()
    QTest.keyClicks(dialog.name, "Mon: plan/2026")
    dialog.place.setCurrentIndex(3)
    assert dialog.name.text() == "Mon: plan/2026"
    assert dialog.target.name == "Mon plan2026.tabib"
    assert set(vars(dialog._names()).values()) == {"Mon: plan/2026"}


def test_a_file_that_exists_is_never_proposed_nor_written_over(
    qtbot: QtBot, dialog: NewPlanDialog, documents: Path
) -> None:
    taken = documents / "Un plan.tabib"
    taken.write_bytes(b"mine")
    dialog.name.setText("Un plan")
    assert dialog.target == documents / "Un plan (2).tabib"
    dialog.path.setText(str(taken))
    dialog.make()
    qtbot.waitUntil(dialog.banner.isVisible, timeout=PATIENCE_MS)
    assert "existe déjà" in dialog.banner.text
    assert taken.read_bytes() == b"mine"
    assert dialog.create_button.isEnabled()


def test_without_a_name_there_is_no_plan(dialog: NewPlanDialog) -> None:
    dialog.name.clear()
    assert not dialog.create_button.isEnabled()


def test_a_long_reason_makes_the_dialog_grow_and_covers_no_field(
    qtbot: QtBot, dialog: NewPlanDialog, documents: Path
) -> None:
    usual = dialog.path.height()
    dialog.path.setText(str(documents / "missing" / ("long name " * 20) / "plan.tabib"))
    dialog.create_button.click()
    qtbot.waitUntil(dialog.banner.isVisible, timeout=PATIENCE_MS)
    assert dialog.path.height() == usual
    assert dialog.banner.y() >= dialog.path.geometry().bottom()
    assert dialog.banner.height() >= dialog.banner.heightForWidth(dialog.banner.width())


def test_a_folder_is_no_file_for_a_plan(dialog: NewPlanDialog, documents: Path) -> None:
    dialog.path.setText(str(documents))
    dialog.make()
    assert dialog.banner.isVisible()
    assert dialog.create_button.isEnabled()


def test_the_file_can_be_chosen(
    dialog: NewPlanDialog, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = documents / "ailleurs.tabib"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    dialog.browse.click()
    dialog.name.setText("Un autre nom")
    assert dialog.target == chosen


@pytest.mark.parametrize("code", CODES)
def test_the_dialog_follows_the_language_and_names_every_field(
    dialog: NewPlanDialog, document: Document, code: str
) -> None:
    document.speak(code)
    assert dialog.windowTitle() == document.language.say("New plan")
    for field in (dialog.place, dialog.horizon, dialog.name, dialog.path):
        assert field.accessibleName()
    assert document.language.year(2040) == dialog.horizon.currentText()


@pytest.mark.parametrize(
    ("name", "file"),
    [("a/b\\c", "abc"), ("  ", "plan"), ("...", "plan"), ("خطة", "خطة"), ("x" * 200, "x" * 80)],
)
def test_a_name_becomes_a_file_that_every_system_takes(name: str, file: str) -> None:
    assert file_name.safe(name) == file
