"""What a room looks at fits one screen: nothing scrolls, no title is shortened, no word cut."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.controls.labels import Elided
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.pages.simulator import SimulatorPage
from tests.ui.simulating import PATIENCE_MS, Trainer

LEAST = {"presented-note": 15, "presented": 17, "presented-h3": 19, "presented-words": 22,
         "presented-h1": 27}  # fmt: skip
PROJECTORS = ((1366, 768, 100), (1366, 768, 125), (1366, 768, 150), (1280, 720, 100),
              (1024, 768, 100), (1024, 768, 150), (1920, 1080, 150))  # fmt: skip


@pytest.fixture
def trainer(
    qtbot: QtBot, document: Document, dress: Dress, open_sample: Callable[[str], None]
) -> Iterator[Trainer]:
    page = SimulatorPage(document)
    page.dress = dress
    qtbot.addWidget(page, before_close_func=lambda _: page.leave())
    page.resize(936, 658)
    page.show()
    qtbot.waitExposed(page)
    dress.change(reduce_motion=True)
    open_sample("tata-2017")
    made = Trainer(qtbot, document, page)
    page.stage.retell()
    made.settle()
    yield made
    page.leave()
    dress.change(text_size=100)


def present(trainer: Trainer, width: int, height: int) -> QWidget:
    """Show the stage to a room on a screen of this size."""
    trainer.page.present()
    shown = trainer.page.presentation
    assert shown is not None
    shown.showNormal()
    shown.resize(width, height)
    trainer.qtbot.waitUntil(
        lambda: (shown.width(), shown.height()) == (width, height), timeout=PATIENCE_MS
    )
    trainer.settle()
    return shown


def cut(words: QLabel) -> bool:
    """Tell whether a part of a text has no room."""
    if isinstance(words, Elided):
        return words.shown != words.text()
    high = words.heightForWidth(words.width()) if words.wordWrap() else words.sizeHint().height()
    wide = 0 if words.wordWrap() else words.sizeHint().width()
    return words.height() < high or words.width() < wide


def faults(shown: QWidget) -> list[str]:
    """Return what a room cannot see whole."""
    around = shown.findChild(QScrollArea)
    assert around is not None
    bars = {"sideways": around.horizontalScrollBar(), "down": around.verticalScrollBar()}
    found = [f"scrolls {way}" for way, bar in bars.items() if bar.maximum()]
    words = (one for one in shown.findChildren(QLabel) if one.isVisible() and one.text())
    return [*found, *(f"cut: {one.accessibleName()}" for one in words if cut(one))]


@pytest.mark.parametrize(("width", "height", "text"), PROJECTORS)
def test_a_room_sees_everything_at_once_in_three_languages(
    trainer: Trainer, dress: Dress, width: int, height: int, text: int
) -> None:
    dress.change(text_size=text)
    shown = present(trainer, width, height)
    stage = trainer.page.stage
    for code in ("fr", "ar", "en"):
        trainer.document.speak(code)
        for at in (2, 5):  # the question; the longest caption, and two levers with a way back
            stage.telling.go_to(at)
            trainer.settle()
            QApplication.processEvents()
            assert faults(shown) == [], (code, at)
            assert min(stage.left.view.height(), stage.right.view.height()) >= 180


@pytest.mark.parametrize("text", [100, 150])
def test_letters_before_a_room_are_never_smaller_than_those_of_the_look(
    trainer: Trainer, dress: Dress, text: int
) -> None:
    dress.change(text_size=text)
    shown = present(trainer, 1024, 768)
    seen = {one.property("role") for one in shown.findChildren(QWidget) if one.isVisible()}
    assert seen >= LEAST.keys()
    for one in shown.findChildren(QWidget):
        if one.isVisible() and one.property("role") in LEAST:
            assert one.font().pixelSize() >= LEAST[one.property("role")]


def test_letters_grow_with_the_size_of_text_as_far_as_the_screen_has_room(
    trainer: Trainer, dress: Dress
) -> None:
    dress.change(text_size=150)
    shown = present(trainer, 1366, 768)
    title = trainer.page.stage.head.title
    small = title.font().pixelSize()
    assert small == round(27 * 1.15)
    shown.resize(1920, 1080)
    trainer.qtbot.waitUntil(lambda: title.font().pixelSize() == round(27 * 1.5), timeout=5000)
    dress.change(text_size=100)
    trainer.qtbot.waitUntil(lambda: title.font().pixelSize() == 27, timeout=5000)
    trainer.page.leave()
    assert title.font().pixelSize() == 20
    assert look.scaled_in_room(100) == 100


def test_levers_that_are_found_while_a_room_looks_have_its_letters(trainer: Trainer) -> None:
    levers = trainer.page.stage.levers
    present(trainer, 1366, 768)
    keys = [one.key for one in levers.at_hand]
    levers.chosen.emit(tuple(keys[:1]))
    trainer.settle()
    levers.chosen.emit((*keys, *trainer.page.stage.levers.first_choice(
        trainer.document.study, trainer.document.view)))  # fmt: skip
    trainer.settle()
    shown = [one for one in levers.sliders if one.isVisible()]
    assert len(shown) >= len(keys)
    assert {one.name.font().pixelSize() for one in shown} == {17}
    assert {one.box.font().pixelSize() for one in shown} == {17}


def test_what_is_said_of_an_axis_follows_the_language(trainer: Trainer) -> None:
    present(trainer, 1366, 768)
    trainer.page.stage.telling.go_to(3)
    trainer.settle()
    assert trainer.page.stage.right.note.text() == "axe à partir de 140"
    trainer.document.speak("en")
    trainer.settle()
    assert trainer.page.stage.right.note.text() == "axis from 140"


def test_nothing_but_the_lever_moves_under_the_hand(trainer: Trainer) -> None:
    present(trainer, 1366, 768)
    stage = trainer.page.stage
    stage.telling.go_to(4)  # a caption of two lines, which a hand takes away
    trainer.settle()
    kept = (stage.left.view.size(), stage.right.view.size(), stage.levers.height())
    slider = stage.levers.sliders[1]
    for value in range(1, 9):
        slider.moved.emit(float(value))
        trainer.settle()
        assert (stage.left.view.size(), stage.right.view.size(), stage.levers.height()) == kept
    assert not stage.telling.tells
    slider.settled.emit()
    trainer.settle()
    assert stage.left.view.size() == kept[0]


def test_putting_everything_back_leaves_the_levers_of_the_story_where_they_are(
    trainer: Trainer,
) -> None:
    levers = trainer.page.stage.levers
    present(trainer, 1366, 768)
    told = [one.key for one in levers.at_hand]
    trainer.press("0")
    assert [one.key for one in levers.at_hand] == told


def test_a_guess_is_written_in_large_letters(trainer: Trainer) -> None:
    present(trainer, 1366, 768)
    trainer.page.stage.telling.go_to(2)
    trainer.settle()
    box = trainer.page.stage.result.guess
    high, large = box.height(), box.font().pixelSize()
    assert large == 30
    for text in ("abc", "166"):
        box.clear()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)
        trainer.settle()
        assert (box.height(), box.font().pixelSize()) == (high, large)


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_not_lit_is_darkened_and_seen_still(dark: bool) -> None:
    scrim = look.Look(dark).colour("scrim")
    assert 0.3 < scrim.alphaF() < 0.8
    assert scrim.lightnessF() < 0.2


def test_the_levers_have_their_room_before_they_are_found(trainer: Trainer) -> None:
    levers = trainer.page.stage.levers
    high = levers.height()
    levers.pin((), trainer.document.study)
    trainer.qtbot.wait(50)
    assert not [one for one in levers.sliders if one.isVisible()]
    assert abs(levers.height() - high) <= levers.heading.fontMetrics().lineSpacing()


def test_the_sentence_keeps_no_room_on_the_desk_for_what_a_room_was_told(
    trainer: Trainer,
) -> None:
    strip = trainer.page.stage.strip
    high = strip.height()
    present(trainer, 1366, 768)
    trainer.page.stage.telling.go_to(5)
    trainer.settle()
    assert strip.height() > high
    trainer.page.stage.reset()
    trainer.page.leave()
    trainer.settle()
    trainer.qtbot.waitUntil(lambda: strip.height() == high, timeout=PATIENCE_MS)
