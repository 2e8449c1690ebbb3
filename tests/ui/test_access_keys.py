"""Menus open with Alt and a letter of their own, in each language; no sign shows elsewhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.language import CODES
from app.ui.document import Document
from app.ui.frame.access_keys import with_keys
from app.ui.window import Window

Open = Callable[[str], None]


def test_each_text_gets_a_letter_of_its_own() -> None:
    assert with_keys(["File", "Find", "Fit"]) == ["&File", "F&ind", "Fi&t"]
    assert with_keys(["R&D"]) == ["&R&&D"]
    assert with_keys(["اللغة"]) == ["ال&لغة"]


def test_a_text_without_a_free_letter_takes_one_whose_owner_has_another() -> None:
    assert with_keys(["File", "Find", "F"]) == ["F&ile", "Fi&nd", "&F"]
    assert with_keys(["Of", "Fo", "of"]) == ["&Of", "&Fo", "of"]


@pytest.mark.parametrize("code", CODES)
def test_every_menu_and_entry_has_a_key(
    window: Window, document: Document, open_sample: Open, code: str
) -> None:
    open_sample("tata-2017")
    document.speak(code)
    bar = window.head.bar
    for menu in (bar, *(action.menu() for action in bar.actions())):
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        keys = [text[text.index("&") + 1].casefold() for text in texts]
        assert len(set(keys)) == len(keys) > 0
    shown = [*window.findChildren(QLabel), *window.findChildren(QPushButton)]
    assert not any("&" in part.text() for part in shown)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_f10_opens_the_first_menu(qtbot: QtBot, window: Window, open_sample: Open) -> None:
    open_sample("tata-2017")
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F10)
    bar = window.head.bar
    assert bar.activeAction() is bar.actions()[0]
    bar.actions()[0].menu().close()
