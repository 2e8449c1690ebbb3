"""Problems in the window: named once, without remedies that it does not have, in any language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.language import CODES, language
from app.models import refusals
from app.problems import Problem, message
from app.ui.document import Document
from app.ui.refusal import INSTEAD, told
from app.ui.window import Window

Open = Callable[[str], None]
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("code", CODES)
def test_a_file_is_named_once_and_no_import_is_advised(code: str, tmp_path: Path) -> None:
    said = told(refusals.not_a_plan(tmp_path / "book.xlsx"), language(code))
    assert said.count("book.xlsx") == 1
    assert language(code).say("If it is a workbook, import it.") not in said
    elsewhere = told(Problem(message("This folder does not exist."), "far/away"), language(code))
    assert "far/away" in elsewhere


@pytest.mark.parametrize("code", CODES)
def test_a_file_named_like_a_plan_is_not_told_how_plans_are_named(
    code: str, tmp_path: Path
) -> None:
    said = told(refusals.not_a_plan(tmp_path / "notes.TABIB"), language(code))
    assert language(code).say("The name of a plan ends in .tabib.") not in said
    assert language(code).say("The file has not been touched.") in said


def test_the_window_knows_every_remedy_that_it_cannot_offer() -> None:
    for name in ("refusals", "opening", "plan_file", "lock"):
        source = (ROOT / "app/models" / f"{name}.py").read_text("utf-8")
        texts = re.findall(r'message\(\s*"([^"]+)"', source)
        offered = {t for t in texts if re.search(r", import|Open it for changes", t)}
        assert offered <= set(INSTEAD), name


def test_a_problem_is_told_again_in_another_language_and_goes_with_the_plan(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    problem = Problem(message("This folder does not exist."))
    window.show_problem(problem)
    document.speak("ar")
    assert window.problem.text == language("ar").problem(problem)
    document.close_plan()
    assert not window.problem.isVisible()
    document.speak("en")
    assert not window.problem.isVisible()


def test_two_files_dropped_are_one_too_many(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path
) -> None:
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.tabib", "b.tabib")])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dragged, left, none))
    assert not document.is_busy
    assert document.language.say("One plan is opened at a time.") in window.problem.text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("name", ["liste.xlsx", "LISTE.ODS", "liste.csv"])
def test_a_workbook_dropped_is_told_the_way_into_a_plan(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path, name: str, code: str
) -> None:
    document.speak(code)
    book = tmp_path / name
    book.write_bytes(b"PK" * 100)
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(book))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with qtbot.waitSignal(document.problem_met, timeout=30_000):
        window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, dragged, left, none))
    assert name in window.problem.text
    assert document.language.say("Head-counts") in window.problem.text
    assert document.language.say("The name of a plan ends in .tabib.") not in window.problem.text


@pytest.mark.parametrize("code", CODES)
def test_opening_is_told_where_it_was_asked_for(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path, code: str
) -> None:
    document.speak(code)
    row = window.start.samples.rows["tata-2017"]
    before = row.note.text()
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        row.click()
        assert row.note.text() != before
        assert row.note.text() in window.head.state.text()
        assert window.cursor().shape() is Qt.CursorShape.BusyCursor
    document.close_plan()
    assert row.note.text() == before
    assert window.cursor().shape() is Qt.CursorShape.ArrowCursor
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        document.open(tmp_path / "gone.tabib")
        assert "gone.tabib" in window.start.tiles["open"].hint.text()
    assert "gone.tabib" not in window.start.tiles["open"].hint.text()
