"""The settings: each is seen at once, kept for the next time, and taken back together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.language import CODES, language
from app.ui import look
from app.ui.controls.sparkline import Sparkline
from app.ui.dialogs.settings import SettingsDialog
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.preferences import Preferences


@pytest.fixture
def settings(qtbot: QtBot, document: Document, dress: Dress) -> Iterator[SettingsDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = SettingsDialog(document, dress, parent)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def test_time_turns_in_arabic_alone_as_soon_as_it_is_asked_to(
    settings: SettingsDialog, document: Document
) -> None:
    assert not settings.turned.isChecked()
    assert not any(look.time_turns(language(code)) for code in CODES)
    settings.turned.click()
    assert [code for code in CODES if look.time_turns(language(code))] == ["ar"]
    assert Preferences().time_turned
    settings.reset.click()
    assert not settings.turned.isChecked()
    assert not look.time_turns(language("ar"))
    assert not Preferences().time_turned


@pytest.mark.parametrize("code", CODES)
def test_the_setting_is_named_in_every_language(
    settings: SettingsDialog, document: Document, code: str
) -> None:
    document.speak(code)
    spoken = language(code)
    assert settings.turned.text() == spoken.say("Time in charts runs right to left in Arabic")


def test_a_small_line_turns_with_the_charts(qtbot: QtBot, dress: Dress) -> None:
    line = Sparkline("stock")
    qtbot.addWidget(line)
    line.show_course((1.0, 2.0, 3.0), 1)
    line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    before = [point.x() for point in line._points()]
    assert before == sorted(before)
    dress.change(time_turned=True)
    after = [point.x() for point in line._points()]
    assert after == sorted(after, reverse=True)
    line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert [point.x() for point in line._points()] == before
    dress.change(time_turned=False)
    assert not look.worn().turned
