"""A plan that cannot be read: what is said of it, and how a copy or what is left is opened."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.language import CODES
from app.planning.edits import Set
from app.planning.plan import Plan
from app.planning.starter import sample
from app.problems import Problem, message
from app.ui.document import Document
from app.ui.pages import recovery
from app.ui.pages.recovery import RecoveryPage
from app.ui.window import Window
from tests.ui.conftest import PATIENCE_MS

PAGE = 4096


@pytest.fixture(autouse=True)
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("TABIB_DATA_DIR", str(tmp_path / "own"))
    monkeypatch.setattr(recovery, "documents_folder", lambda: tmp_path)
    return tmp_path / "own"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Return a plan with two kept copies: before and after a change."""
    path = tmp_path / "stick" / "GST Drâa.tabib"
    path.parent.mkdir()
    Plan.create(path, sample("morocco-2024"))
    for more in (1, 2):
        with Plan.open(path, write=True) as opened:
            row = opened.rows().staff[0]
            opened.apply(Set(replace(row, persons=row.persons + more)))
    return path


def overwrite(path: Path) -> None:
    """Write nonsense over pages in the middle of a plan."""
    data = bytearray(path.read_bytes())
    middle = len(data) // PAGE // 2 * PAGE
    data[middle : middle + 2 * PAGE] = os.urandom(2 * PAGE)
    path.write_bytes(data)


def settled(qtbot: QtBot, window: Window) -> RecoveryPage:
    """Return the page once everything about the plan is known."""
    if window.recovery.page is None:
        with qtbot.waitSignal(window.document.recovery_asked, timeout=PATIENCE_MS):
            pass
    page = window.recovery.page
    assert page is not None
    while page._lanes.busy or page._waiting:
        with qtbot.waitSignal(page._lanes.changed, timeout=PATIENCE_MS):
            pass
    return page


@pytest.fixture
def opened(qtbot: QtBot, window: Window, document: Document, plan: Path) -> RecoveryPage:
    """Damage the plan, try to open it, and return the page that follows."""
    overwrite(plan)
    window.activateWindow()
    with qtbot.waitSignal(document.recovery_asked, timeout=PATIENCE_MS):
        document.open(plan)
    return settled(qtbot, window)


def test_a_damaged_plan_leads_to_its_copies_and_says_what_is_missing(
    opened: RecoveryPage, window: Window, plan: Path
) -> None:
    assert window.pages.currentWidget() is opened
    assert not window.problem.isVisible()
    happened, intact, missing = opened.facts.texts
    assert happened == "Le plan est endommagé."
    assert "n’a pas été modifié" in intact
    assert "Effectifs" in missing
    assert "7\u202f991" in missing
    assert [row.pill.text for row in opened.copies.rows] == ["vérifiée", "vérifiée"]
    newest, _ = opened.copies.rows
    assert opened.copies.choice is newest.copy
    assert str(plan) in opened.told_details()


def test_enter_opens_the_newest_copy_as_a_new_file_and_the_old_one_stays(
    qtbot: QtBot, opened: RecoveryPage, document: Document, plan: Path
) -> None:
    before = plan.read_bytes()
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        QTest.keyClick(opened.acts.buttons["open"], Qt.Key.Key_Return)
    assert document.path.parent == plan.parent
    assert document.path != plan
    assert document.writable
    assert len(document.history()) == 1
    assert plan.read_bytes() == before


def test_an_older_copy_can_be_chosen_by_the_keyboard(
    qtbot: QtBot, opened: RecoveryPage, document: Document
) -> None:
    newest, older = opened.copies.rows
    newest.setFocus()
    QTest.keyClick(newest, Qt.Key.Key_Down)
    QTest.keyClick(older, Qt.Key.Key_Space)
    assert opened.copies.choice is older.copy
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        opened.acts.buttons["open"].click()
    assert document.history() == ()


def test_what_can_be_read_becomes_a_new_plan_that_says_where_it_comes_from(
    qtbot: QtBot, opened: RecoveryPage, document: Document, plan: Path
) -> None:
    before = plan.read_bytes()
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        opened.acts.buttons["save"].click()
    assert document.path == plan.with_name("GST Drâa récupéré.tabib")
    assert 0 < len(document.rows.staff) < 7991
    assert "fichier endommagé" in document.rows.facts.note.fr
    assert plan.read_bytes() == before


@pytest.mark.parametrize("left", [b"", b"\0" * PAGE])
def test_a_plan_of_which_nothing_is_left_still_leads_to_its_copies(
    qtbot: QtBot, window: Window, document: Document, plan: Path, left: bytes
) -> None:
    plan.write_bytes(left)
    document.open(plan)
    page = settled(qtbot, window)
    assert page.copies.choice is not None
    assert not page.acts.buttons["save"].isVisible()
    assert page.facts.texts[1] == "Votre fichier n’a pas été modifié."


def test_a_copy_that_is_damaged_too_is_never_chosen(
    qtbot: QtBot, window: Window, document: Document, plan: Path, own_folder: Path
) -> None:
    overwrite(plan)
    newest = max(own_folder.glob("backups/*/*/*.tabib"))
    overwrite(newest)
    document.open(plan)
    page = settled(qtbot, window)
    bad, good = page.copies.rows
    assert (bad.pill.text, good.pill.text) == ("endommagée", "vérifiée")
    assert page.copies.choice is good.copy
    bad.click()
    assert not page.acts.buttons["open"].isEnabled()


def test_without_a_copy_the_page_says_so_and_what_to_do(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path
) -> None:
    path = tmp_path / "new.tabib"
    path.write_bytes(b"")
    document.open(path)
    page = settled(qtbot, window)
    assert page.copies.rows == []
    assert page.copies._none.isVisible()
    assert not page.acts.buttons["open"].isVisible()


def test_the_page_leads_back_to_where_one_came_from(
    opened: RecoveryPage, window: Window
) -> None:
    assert "Page d’accueil" in opened.back.text()
    opened.back.click()
    assert window.pages.currentWidget() is window.start


def test_from_an_open_plan_the_page_is_left_by_escape_and_by_asking_for_another_page(
    qtbot: QtBot, window: Window, document: Document, plan: Path
) -> None:
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        document.open_sample("tata-2017")
    overwrite(plan)
    for leave in (
        lambda: QTest.keyClick(window, Qt.Key.Key_Escape), lambda: document.go("scenarios"),
    ):  # fmt: skip
        window.show_problem(Problem(message("This folder does not exist.")))
        with qtbot.waitSignal(document.recovery_asked, timeout=PATIENCE_MS):
            document.open(plan)
        page = settled(qtbot, window)
        assert not window.problem.isVisible()
        assert "Revenir au plan" in page.back.text()
        leave()
        assert window.pages.currentWidget() is window.workplace
        assert window.head.isVisible()
    assert window.workplace.page_key == "scenarios"


def test_a_restoration_that_is_given_up_changes_nothing(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    window.start.tiles["restore"].click()
    assert window.pages.currentWidget() is window.start


def test_a_lost_plan_is_restored_from_the_list_of_those_opened_last(
    qtbot: QtBot, window: Window, document: Document, plan: Path
) -> None:
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        document.open(plan)
    document.close_plan()
    plan.unlink()
    window.start.tiles["restore"].click()
    page = settled(qtbot, window)
    assert page.choice.plans.currentData() == str(plan)
    assert not page.facts.isVisible()
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        page.acts.buttons["open"].click()
    assert document.path.parent == plan.parent
    assert len(document.history()) == 2


def test_another_plan_can_be_named_by_its_file(
    qtbot: QtBot, window: Window, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(plan), ""))
    window.start.tiles["restore"].click()
    page = settled(qtbot, window)
    assert len(page.copies.rows) == 2
    assert page.choice.plans.currentData() == str(plan)


def test_a_folder_that_cannot_be_written_sends_the_copy_to_the_documents(
    qtbot: QtBot, opened: RecoveryPage, document: Document, plan: Path, tmp_path: Path
) -> None:
    plan.parent.rename(tmp_path / "pulled out")
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        opened.acts.buttons["open"].click()
    assert document.path.parent == tmp_path


@pytest.mark.parametrize("code", CODES)
def test_the_page_follows_the_language(
    opened: RecoveryPage, document: Document, code: str
) -> None:
    document.speak(code)
    said = document.language.say("Part of this plan can no longer be read")
    assert opened._title.text() == said
    for one in (*opened.acts.buttons.values(), *opened.copies.rows, opened.back):
        assert one.accessibleName()


def test_the_details_are_folded_and_can_be_copied(opened: RecoveryPage, plan: Path) -> None:
    assert not opened.details._text.isVisible()
    opened.details.title.click()
    assert opened.details._text.isVisible()
    opened.acts.buttons["details"].click()
    assert str(plan) in QGuiApplication.clipboard().text()
