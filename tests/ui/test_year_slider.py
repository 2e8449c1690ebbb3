"""The year slider goes from left to right in every language, by hand, by key and by itself."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleValueInterface
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.language import language
from app.ui import look
from app.ui.controls.year_slider import YearSlider
from app.ui.document import Document


@pytest.fixture
def years(qtbot: QtBot, document: Document) -> YearSlider:
    made = YearSlider()
    made.retell(language("fr"))
    made.set_years(2024, 2040)
    made.set_year(2030)
    qtbot.addWidget(made)
    made.resize(366, 44)
    made.show()
    qtbot.waitExposed(made)
    return made


def _chosen(years: YearSlider) -> list[int]:
    found: list[int] = []
    years.year_chosen.connect(found.append)
    return found


def test_keys_go_year_by_year_and_to_the_ends(qtbot: QtBot, years: YearSlider) -> None:
    chosen = _chosen(years)
    keys = Qt.Key
    for key in (keys.Key_Right, keys.Key_Left, keys.Key_Left, keys.Key_Home, keys.Key_End):
        qtbot.keyClick(years.track, key)
    assert chosen == [2031, 2030, 2029, 2024, 2040]
    assert years.year.text() == "2040"


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_later_year_is_at_the_right_in_every_language(
    qtbot: QtBot, years: YearSlider, document: Document, code: str
) -> None:
    document.speak(code)
    years.retell(language(code))
    chosen = _chosen(years)
    width = years.track.width()
    assert years.play.x() < years.track.x() < years.year.x()
    qtbot.mouseClick(years.track, Qt.MouseButton.LeftButton, pos=QPoint(width - 2, 12))
    qtbot.mouseClick(years.track, Qt.MouseButton.LeftButton, pos=QPoint(2, 12))
    qtbot.keyClick(years.track, Qt.Key.Key_Right)
    assert chosen == [2040, 2024, 2025]


def test_a_drag_is_live(qtbot: QtBot, years: YearSlider) -> None:
    chosen, track = _chosen(years), years.track
    qtbot.mousePress(track, Qt.MouseButton.LeftButton, pos=QPoint(2, 12))
    for x in range(0, track.width(), 4):
        qtbot.mouseMove(track, QPoint(x, 12))
    qtbot.mouseRelease(track, Qt.MouseButton.LeftButton)
    assert chosen == list(range(2024, 2041))


def test_a_year_from_elsewhere_is_shown_and_not_told_again(years: YearSlider) -> None:
    chosen = _chosen(years)
    years.set_year(2033)
    assert (years.track.value(), years.year.text()) == (2033, "2033")
    assert chosen == []


def test_space_plays_to_the_end_and_then_begins_again(qtbot: QtBot, years: YearSlider) -> None:
    chosen = _chosen(years)
    years._clock.setInterval(1)
    years.set_year(2038)
    qtbot.keyClick(years.track, Qt.Key.Key_Space)
    assert years.play.accessibleName() == "Pause"
    qtbot.waitUntil(lambda: not years.plays)
    assert chosen == [2039, 2040]
    assert years.play.accessibleName() == language("fr").say("Play the years")
    qtbot.mouseClick(years.play, Qt.MouseButton.LeftButton)
    assert chosen[2] == 2024
    qtbot.keyClick(years.track, Qt.Key.Key_Space)
    assert not years.plays


def test_playing_stops_under_the_hand_and_out_of_sight(qtbot: QtBot, years: YearSlider) -> None:
    years.toggle()
    qtbot.mousePress(years.track, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    assert not years.plays
    qtbot.mouseRelease(years.track, Qt.MouseButton.LeftButton)
    years.toggle()
    assert years.plays
    years.hide()
    assert not years.plays


def test_a_plan_of_one_year_has_nothing_to_choose(years: YearSlider) -> None:
    years.set_years(2020, 2020)
    years.set_year(2020)
    years.toggle()
    assert not years.isEnabled()
    assert not years.plays
    assert years.year.text() == "2020"
    assert not years.grab().isNull()


def test_the_value_is_spoken_as_the_year(years: YearSlider) -> None:
    spoken = QAccessible.queryAccessibleInterface(years.track)
    assert spoken.text(QAccessible.Text.Name) == "Année"
    value = spoken.valueInterface()
    assert isinstance(value, QAccessibleValueInterface)
    assert value.currentValue() == 2030


def test_years_that_are_written_never_touch(years: YearSlider) -> None:
    for width in (200, 300, 366, 900):
        years.resize(width, 44)
        QApplication.processEvents()
        track, apart = years.track, years.track._apart()
        wide = track.fontMetrics().horizontalAdvance("2040")
        assert track._across(2024 + apart) - track._across(2024) > wide


def test_the_wheel_is_left_to_the_page(qtbot: QtBot, years: YearSlider) -> None:
    from PySide6.QtGui import QWheelEvent

    centre = QPointF(years.track.rect().center())
    event = QWheelEvent(
        centre,
        years.track.mapToGlobal(centre),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(years.track, event)
    assert years.track.value() == 2030


def test_in_arabic_the_years_turn_where_it_is_asked_to(
    qtbot: QtBot, years: YearSlider
) -> None:
    worn = look.worn()
    look.wear(look.Appearance(turned=True), language("ar"))
    try:
        years.retell(language("ar"))
        QApplication.processEvents()
        chosen, width = _chosen(years), years.track.width()
        assert years.play.x() > years.track.x() > years.year.x()
        before = years.grab().toImage()
        qtbot.mouseClick(years.track, Qt.MouseButton.LeftButton, pos=QPoint(width - 2, 12))
        qtbot.mouseClick(years.track, Qt.MouseButton.LeftButton, pos=QPoint(2, 12))
        qtbot.keyClick(years.track, Qt.Key.Key_Right)
        assert chosen == [2024, 2040, 2039]
        assert years.grab().toImage() != before
        years.retell(language("fr"))
        QApplication.processEvents()
        assert years.play.x() < years.track.x() < years.year.x()
    finally:
        look.wear(worn, language("fr"))
