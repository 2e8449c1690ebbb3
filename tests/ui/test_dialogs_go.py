"""No dialog is left behind: each goes when it is closed, and takes along what is beneath it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.planning import line_edits
from app.ui.ahead import Ahead
from app.ui.dialogs.new_plan import NewPlanDialog
from app.ui.document import Document
from app.ui.window import Window
from tests.ui.pages import settle

Open = Callable[[str], None]
SCENARIO, LINE = "posts-5-fill-40", 1


def _press(key: str) -> Callable[[Window], None]:
    return lambda window: window.actions_list.by_key[key].trigger()


def _on(page: str, ask: Callable[[Any], object]) -> Callable[[Window], None]:
    """Return what asks for a dialog on a page."""

    def asked(window: Window) -> None:
        ask(window.workplace.pages[page])

    return asked


ASKED: dict[str, tuple[str, Callable[[Window], None]]] = {
    "settings": ("scenarios", _press("settings")),
    "shortcuts": ("scenarios", _press("shortcuts")),
    "about": ("scenarios", _press("about")),
    "new plan": ("scenarios", _press("new")),
    "workbook": ("scenarios", _press("export")),
    "summary": ("compare", _press("export")),
    "results": ("results", _press("export")),
    "merge": ("scenarios", _on("scenarios", lambda page: page.acts.do("merge"))),
    "import": ("scenarios", _on("scenarios", lambda page: page.acts.bring_in())),
    "new line": ("scenarios", _on("scenarios", lambda page: page.lines.add_asked.emit())),
    "line": ("scenarios", _on("scenarios", lambda page: page.acts.edit_line(LINE))),
    "story": ("simulator", _on("simulator", lambda page: page.acts.begin())),
    "caption": ("simulator", _on("simulator", lambda page: page.acts.recaption())),
    "kept": ("simulator", _on("simulator", lambda page: page.acts.keep())),
}


def _dialog() -> QDialog | None:
    """Return the dialog that is seen."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    return next((one for one in found if one.isVisible()), None)


def _let_go(qtbot: QtBot) -> None:
    settle(qtbot)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


CLOSINGS: tuple[Callable[[QDialog], object], ...] = (
    QDialog.reject, QWidget.close, QDialog.accept,
)  # fmt: skip


@pytest.fixture
def opened(qtbot: QtBot, window: Window, document: Document, open_sample: Open) -> Window:
    open_sample("tata-2017")
    document.follow(SCENARIO)
    settle(qtbot)
    for one in window.findChildren(Ahead):
        one.stop()  # pages that are made meanwhile bring menus of their own
    return window


@pytest.mark.parametrize("kind", ASKED)
def test_a_dialog_that_is_closed_is_gone(qtbot: QtBot, opened: Window, kind: str) -> None:
    page, ask = ASKED[kind]
    opened.document.go(page)
    settle(qtbot)
    if kind == "caption":
        opened.workplace.pages[page].stage.telling.go_to(0)  # type: ignore[attr-defined]
        settle(qtbot)
    counts = []
    for close in (*CLOSINGS, *CLOSINGS):
        ask(opened)
        dialog = _dialog()
        assert dialog is not None
        close(dialog)
        _let_go(qtbot)
        assert not isValid(dialog)
        counts.append(len(QApplication.topLevelWidgets()))
    assert len(set(counts[1:])) == 1  # what the page makes once may come with the first
    assert not opened.findChildren(QDialog)


def test_what_runs_for_a_dialog_that_is_closed_tells_nobody(
    qtbot: QtBot, opened: Window, tmp_path: Path
) -> None:
    opened.document.go("scenarios")
    settle(qtbot)
    opened.files.export()
    dialog = _dialog()
    assert dialog is not None
    dialog.path.setText(str(tmp_path / "rapport.xlsx"))  # type: ignore[attr-defined]
    dialog.export()  # type: ignore[attr-defined]
    dialog.reject()
    _let_go(qtbot)
    assert not isValid(dialog)
    assert not list(tmp_path.iterdir())


def test_a_plan_that_nobody_waits_for_any_more_does_not_come(
    qtbot: QtBot, opened: Window, tmp_path: Path
) -> None:
    opened.files.ask_for_new()
    settle(qtbot)
    dialog = _dialog()
    assert isinstance(dialog, NewPlanDialog)
    dialog.path.setText(str(tmp_path / "mien.tabib"))
    dialog.make()
    dialog.reject()
    _let_go(qtbot)
    assert not list(tmp_path.iterdir())
    assert opened.document.is_sample


def test_the_question_before_a_changed_sample_goes_is_gone_too(
    qtbot: QtBot, opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened.document
    row = line_edits.own_lines(document.rows, SCENARIO)[0]
    assert document.apply(line_edits.remove_line(document.rows, row))
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.reject())
    document.close_plan()
    _let_go(qtbot)
    assert document.is_open
    assert not opened.findChildren(QMessageBox)
