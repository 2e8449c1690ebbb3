"""Exporting: the proposed name, the language, what stands in the way, and the window's ease."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.language import language
from app.ui import folders
from app.ui.dialogs import export
from app.ui.dialogs.export import ExportDialog, proposal
from app.ui.document import Document
from app.ui.window import Window

Open = Callable[[str], None]


@pytest.fixture
def dialog(qtbot: QtBot, window: Window, document: Document, open_sample: Open) -> ExportDialog:
    open_sample("morocco-2024")
    window.actions_list.by_key["export"].trigger()
    made = window.findChild(ExportDialog)
    assert made.isVisible()
    return made


def _export(qtbot: QtBot, dialog: ExportDialog, *, replace: bool = False) -> None:
    dialog.export(replace=replace)
    assert dialog.job is not None
    assert not dialog.write.isEnabled()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=30_000)
    assert dialog.write.isEnabled()


def test_what_the_dialog_says_covers_no_field(dialog: ExportDialog) -> None:
    usual = dialog.path.height()
    dialog.banner.say("error", "Reason. " * 60)
    assert dialog.path.height() == usual
    assert dialog.banner.height() >= dialog.banner.heightForWidth(dialog.banner.width())


def test_the_name_says_what_is_inside_in_plain_letters(
    document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    view = document.study.view("08")
    name = proposal(document.study, view, language("ar"), date(2027, 3, 12))
    assert name == "Projection_RHS_Draa-Tafilalet_2024-2040_2027-03-12_ar.xlsx"


def test_a_workbook_is_written_in_the_chosen_language_and_its_folder_can_be_shown(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.languages.setCurrentIndex(dialog.languages.findData("ar"))
    assert dialog.target.name.endswith("_ar.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "rapport"), ""))
    dialog.browse.click()
    _export(qtbot, dialog)
    book = openpyxl.load_workbook(tmp_path / "rapport.xlsx")
    assert book.worksheets[0].sheet_view.rightToLeft
    assert "rapport.xlsx" in dialog.banner.text
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    dialog.banner.do()
    assert [Path(folder) for folder in opened] == [tmp_path]


def test_a_file_is_replaced_only_when_asked(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    target = tmp_path / "kept.xlsx"
    target.write_text("mine", encoding="utf-8")
    dialog.path.setText(str(target))
    dialog.write.click()
    assert dialog.job is None
    assert "kept.xlsx" in dialog.banner.text
    assert target.read_text(encoding="utf-8") == "mine"
    dialog.banner.do()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=30_000)
    assert target.stat().st_size > 10_000


def test_a_folder_that_is_not_there_is_a_problem_in_place(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.path.setText(str(tmp_path / "nowhere" / "x.xlsx"))
    _export(qtbot, dialog)
    assert language("fr").say("This folder does not exist.") in dialog.banner.text


@pytest.mark.parametrize("typed", ["", "   "])
def test_a_workbook_without_a_name_is_not_written(dialog: ExportDialog, typed: str) -> None:
    dialog.path.setText(typed)
    assert not dialog.write.isEnabled()
    dialog.export()
    assert dialog.job is None
    assert language("fr").say("Give the report a file name.") in dialog.banner.text
    dialog.languages.setCurrentIndex(dialog.languages.findData("en"))
    assert dialog.target.name.endswith("_en.xlsx")
    assert dialog.write.isEnabled()


@pytest.mark.parametrize("name", ["", "/", "/b\0ad.xlsx", "/b\nad"])
def test_a_name_that_no_file_can_have_is_refused_in_words(
    dialog: ExportDialog, tmp_path: Path, name: str
) -> None:
    dialog.path.setText(f"{tmp_path}{name}")
    dialog.export()
    assert dialog.job is None
    say = language("fr").say
    folder = say("This is a folder: add the name of the file.")
    character = say("A file name cannot hold this character.")
    assert dialog.banner.text == (character if "ad" in name else folder)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", ["report.xls", "report.XLSX", "report", " report.ods "])
def test_a_name_without_a_folder_stands_among_the_documents_as_a_workbook(
    qtbot: QtBot,
    dialog: ExportDialog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
) -> None:
    monkeypatch.setattr(export, "documents_folder", lambda: tmp_path)
    dialog.path.setText(typed)
    _export(qtbot, dialog)
    (made,) = tmp_path.iterdir()
    assert made.name.lower() == "report.xlsx"
    assert dialog.path.text() == str(made)


def test_a_name_that_is_too_long_is_a_problem_in_place(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.path.setText(str(tmp_path / ("x" * 400)))
    _export(qtbot, dialog)
    assert dialog.banner.isVisible()


def test_a_stopped_export_leaves_nothing(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path
) -> None:
    dialog.path.setText(str(tmp_path / "x.xlsx"))
    dialog.write.click()
    dialog.stop.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=30_000)
    assert list(tmp_path.iterdir()) == []
    assert dialog.banner.isVisible()
    dialog.stop.click()
    assert not dialog.isVisible()


def test_a_dialog_just_opened_writes_under_the_name_it_proposes(
    qtbot: QtBot, dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.write.isEnabled()
    target = tmp_path / "report.xlsx"
    monkeypatch.setattr(ExportDialog, "target", target)
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=30_000)
    assert target.is_file()


def test_a_home_without_a_folder_for_documents_proposes_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        folders.QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents")
    )
    assert folders.documents_folder() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert folders.documents_folder() == tmp_path / "Documents"
