"""The dress: colours and letters that a person asks for are there at once, in every language."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMenuBar, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.controls.labels import button, frame, label
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.look import Look
from app.ui.preferences import Preferences
from app.ui.window import Window


class Wardrobe:
    """A dress with what it is made for, and a few things that wear it."""

    def __init__(self, application: QApplication) -> None:
        self.preferences = Preferences()
        self.document = Document("fr")
        self.dress = Dress(application, self.document, self.preferences)
        self.page = QWidget()
        self.page.setObjectName("page")
        self.card, self.title, self.body = frame("card"), label("h2"), label("body")
        self.button, self.table = button("primary"), QTableView()
        place = QVBoxLayout(self.page)
        for one in (self.card, self.title, self.body, self.button, self.table):
            place.addWidget(one)
        self.card.setMinimumHeight(20)

    def take_off(self) -> None:
        self.dress.change(theme="light", text_size=100)
        self.preferences.forget()
        self.document.speak("fr")
        self.dress.take_off()
        self.document.close()


@pytest.fixture
def wardrobe(qtbot: QtBot, qapp: QApplication) -> Iterator[Wardrobe]:
    made = Wardrobe(qapp)
    qtbot.addWidget(made.page)
    made.page.resize(400, 400)
    made.page.show()
    yield made
    made.take_off()


def _ground(widget: QWidget) -> QColor:
    """Return the colour of a point that no word and no edge touches."""
    return widget.grab().toImage().pixelColor(widget.width() // 2, 4)


def test_dark_is_dark_on_the_screen_and_light_is_light(wardrobe: Wardrobe) -> None:
    for theme, dark in (("dark", True), ("light", False)):
        wardrobe.dress.change(theme=theme)  # type: ignore[arg-type]
        colours = Look(dark)
        assert look.of(wardrobe.body) == colours
        assert _ground(wardrobe.page) == colours.colour("window")
        assert _ground(wardrobe.card) == colours.colour("surface")
        assert _ground(wardrobe.button) == colours.colour("accent")
        assert wardrobe.body.palette().windowText().color() == colours.colour("text")


def test_what_paints_by_itself_is_told_of_other_colours(
    qtbot: QtBot, wardrobe: Wardrobe
) -> None:
    with qtbot.waitSignal(wardrobe.document.appearance_changed):
        wardrobe.dress.change(theme="dark")
    with qtbot.assertNotEmitted(wardrobe.document.appearance_changed):
        wardrobe.dress.change(theme="dark")


def test_letters_grow_and_shrink_with_the_text_size(wardrobe: Wardrobe) -> None:
    for percent, body, title in ((150, 20, 30), (100, 13, 20), (90, 12, 18)):
        wardrobe.dress.change(text_size=percent)
        assert wardrobe.body.fontInfo().pixelSize() == body
        assert wardrobe.title.fontInfo().pixelSize() == title
        assert wardrobe.title.font().weight() == 600
        assert wardrobe.button.height() >= look.size("control")


def test_letters_follow_the_language_and_what_is_made_later_has_them_too(
    qtbot: QtBot, wardrobe: Wardrobe
) -> None:
    for code, px in (("ar", 21), ("fr", 20), ("ar", 21)):
        wardrobe.document.speak(code)
        later = label("h2")
        qtbot.addWidget(later)
        assert wardrobe.title.fontInfo().pixelSize() == px
        assert later.fontInfo().pixelSize() == px
        assert wardrobe.title.fontInfo().family() == look.tokens()["font"]["family"]


def test_the_headings_of_a_table_are_smaller_than_its_cells(wardrobe: Wardrobe) -> None:
    for code, cells, headings in (("ar", 14, 13), ("fr", 13, 12)):
        wardrobe.document.speak(code)
        assert wardrobe.table.font().pixelSize() == cells
        assert wardrobe.table.horizontalHeader().font().pixelSize() == headings


def test_a_change_of_language_keeps_the_sheet_that_is_on(
    qapp: QApplication, wardrobe: Wardrobe, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on: list[str] = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _self, sheet: put_on.append(sheet))
    wardrobe.document.speak("ar")
    assert qapp.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert put_on == []


def test_colours_are_kept_for_the_next_time(wardrobe: Wardrobe, qapp: QApplication) -> None:
    wardrobe.dress.change(
        theme="dark", text_size=125, reduce_motion=True, time_turned=True
    )
    again = Dress(qapp, wardrobe.document, Preferences())
    assert look.worn() == look.Appearance(dark=True, text=1.25, still=True, turned=True)
    again.take_off()


def test_menus_follow_another_look(
    window: Window, dress: Dress, open_sample: Callable[[str], None], qtbot: QtBot
) -> None:
    open_sample("tata-2017")
    (bar,) = window.findChildren(QMenuBar)
    for theme in ("dark", "light"):
        dress.change(theme=theme)  # type: ignore[arg-type]
        qtbot.wait(20)
        wanted = look.of(window).colour("text_secondary")
        assert bar.palette().windowText().color() == wanted
