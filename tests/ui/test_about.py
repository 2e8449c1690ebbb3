"""About Tabib: the button of the licences leads to their texts, or says where they are."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from app.ui.dialogs.about import AboutDialog
from app.ui.window import Window


@pytest.fixture
def dialog(window: Window) -> AboutDialog:
    window.actions_list.by_key["about"].trigger()
    (made,) = window.findChildren(AboutDialog)
    return made


def test_the_licences_are_shown(dialog: AboutDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: not shown.append(url))
    dialog.licences.click()
    assert list(Path(shown[0].toLocalFile()).glob("*GPL*"))
    assert not dialog.where.isVisible()


def test_where_no_program_shows_folders_the_place_of_the_licences_is_said(
    dialog: AboutDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog.licences.click()
    assert dialog.where.isVisible()
    assert Path(dialog.where.text()).is_dir()
