"""A trainer tells the story of Tata with a clicker: 8, 28, a guess, 8 again, 18, 16, and back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.engine.inputs import named_arrays
from app.planning.study import Study
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.pages.simulator import SimulatorPage
from app.ui.preferences import Preferences
from app.ui.window import Window
from tests.ui.simulating import PATIENCE_MS, Trainer

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RENEWAL, POSTS, FILLED = range(3)


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    Preferences().forget()
    document = Document("fr")
    dress = Dress(qapp, document)
    dress.change(reduce_motion=True)
    made = Window(document, dress)
    made.resize(1366, 768)
    qtbot.addWidget(made, before_close_func=lambda _: document.give_up_sample())
    made.show()
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        made.start.samples.rows["tata-2017"].click()
    yield made
    document.close()
    dress.take_off()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def trainer(qtbot: QtBot, window: Window) -> Iterator[Trainer]:
    window.document.go("simulator")
    page = window.workplace.page
    assert isinstance(page, SimulatorPage)
    page.dress = window.dress
    made = Trainer(qtbot, window.document, page)
    made.settle()
    yield made
    page.leave()


def arrays(study: Study) -> dict[str, bytes]:
    found = {name: array.tobytes() for name, array in named_arrays(study.inputs)}
    return found | {"projected": study.projection.stock.tobytes()}


def next_language(trainer: Trainer) -> str:
    """Press the keys for another language in the presentation; return which it is now."""
    QTest.keyClick(trainer.page.stage, Qt.Key.Key_L, CONTROL | SHIFT)
    trainer.settle()
    return trainer.document.language.code


def presented(trainer: Trainer) -> QWidget:
    """Present, and return the window that the room sees."""
    trainer.page.present()
    shown = trainer.page.presentation
    assert shown is not None
    trainer.qtbot.waitUntil(shown.isFullScreen, timeout=PATIENCE_MS)
    trainer.settle()
    return shown


def test_the_story_of_tata_is_told_by_a_clicker_in_two_languages(
    window: Window, trainer: Trainer
) -> None:
    document, page = window.document, trainer.page
    start, rows = arrays(document.study), document.rows
    file = document.path.read_bytes()
    shown = presented(trainer)
    click = Qt.Key.Key_PageDown

    # 1: eight physicians, the rest is hidden
    assert (trainer.step, trainer.chart()) == (1, {2017: 8})
    assert "0,67 pour 10\u202f000" in trainer.sentence
    assert trainer.number == "?"

    # 2: twenty arrive
    trainer.press(click, page.stage)
    assert trainer.chart() == {2017: 8, **dict.fromkeys(range(2018, 2022), 28)}
    assert "2,33 pour 10\u202f000" in trainer.sentence

    # 3: the guess, asked in French, read in Arabic
    trainer.press(click, page.stage)
    assert trainer.step == 3
    assert trainer.sentence.endswith("Quel déficit à la fin de 2022\u202f?")
    box = page.stage.result.guess
    QTest.keyClicks(box, "166")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert next_language(trainer) == "ar"
    assert shown.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert page.stage.head.title.text() == "طاطا: ماذا يحدث عندما تنتهي العقود؟"
    assert (trainer.step, trainer.number, box.text().strip("\u2066\u2069")) == (3, "؟", "166")

    # 4: revealed by the next press of the clicker
    trainer.press(click, page.stage)
    assert (trainer.chart()[2022], trainer.chart("right")[2022], trainer.number) == (8, 176, "176")
    assert page.stage.telling.guess == 166
    assert next_language(trainer) == "en"
    assert trainer.sentence.startswith("From 8 to 28 physicians, then 8 again")

    # 5: half of the contracts renewed
    trainer.press(click, page.stage)
    assert (trainer.chart()[2022], trainer.number) == (18, "166")
    assert page.stage.levers.sliders[RENEWAL].value == 0.5

    # 6: five posts a year, two of five filled, no renewal
    trainer.press(click, page.stage)
    assert (trainer.chart()[2022], trainer.number) == (16, "168")
    values = [page.stage.levers.sliders[at].value for at in (RENEWAL, POSTS, FILLED)]
    assert values == [0.0, 5.0, 0.4]
    trainer.press(click, page.stage)
    assert trainer.step == 6  # there is no step after the last one

    # back a step, and forth; then everything as it was
    trainer.press(Qt.Key.Key_PageUp, page.stage)
    assert (trainer.step, trainer.number) == (5, "166")
    trainer.press("0", page.stage)
    assert (trainer.step, trainer.chart()[2022]) == (0, 8)
    assert arrays(document.trials.study) == start
    assert document.trials.study.fingerprint == document.study.fingerprint
    trainer.press(Qt.Key.Key_Escape, page.stage)
    assert page.presentation is None
    assert page.stage.window() is window
    assert (document.rows is rows, document.history()) == (True, ())
    assert document.path.read_bytes() == file


def test_a_trainer_drags_instead_of_clicking_and_gets_the_same_numbers(
    window: Window, trainer: Trainer
) -> None:
    page = trainer.page
    window.document.choose_year(2022)
    at_hand = [one.parameter for one in page.stage.levers.at_hand]
    posts, filled = at_hand.index("posts"), at_hand.index("fill_rate")
    track = page.stage.levers.sliders[at_hand.index("renewal_share")].track
    track.setFocus()
    for _ in range(10):  # ten steps of 5 %
        trainer.press(Qt.Key.Key_Up, track)
    assert (trainer.chart()[2022], trainer.number) == (18, "166")
    trainer.press("R", track)
    assert trainer.number == "166"
    trainer.press("0", track)
    assert trainer.number == "176"
    for at, text in ((posts, "5"), (filled, "40 %")):
        box = page.stage.levers.sliders[at].box
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Qt.Key.Key_Return)
        trainer.settle()
    assert (trainer.chart()[2022], trainer.number) == (16, "168")
    assert window.document.history() == ()
