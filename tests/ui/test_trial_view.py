"""A chart of the simulator follows its size, its colours and the way that time runs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.language import CODES, language
from app.reports.trial_scene import Scene
from app.ui import look
from app.ui.simulator.trial_view import Pictured, TrialCard

YEARS = list(range(2017, 2025))
TOLD = Pictured(
    Scene(YEARS, [176, 156, 156, 156, 156, 176, 176, 176], chosen=2020),
    "deficit", "Déficit au 31 décembre", "176 en 2024", steps=True,
)  # fmt: skip


@pytest.fixture
def card(qtbot: QtBot) -> TrialCard:
    made = TrialCard()
    qtbot.addWidget(made)
    made.present(presented=False)
    made.resize(520, 420)
    made.show()
    qtbot.waitExposed(made)
    return made


def _seen(card: TrialCard) -> QImage:
    return card.view.grab().toImage()


def test_the_note_is_that_of_the_axis_as_it_is_drawn(card: TrialCard) -> None:
    card.show_scene(TOLD, language("fr"))
    for height in (700, 220, 420):
        card.resize(520, height)
        _seen(card)
        chart = card.view._chart
        assert chart is not None
        assert card.note.text() == chart.axis_note()


def test_other_colours_take_another_chart(card: TrialCard) -> None:
    card.show_scene(TOLD, language("fr"))
    assert _seen(card).pixelColor(3, 3) == look.Look().colour("surface")
    card.view.setPalette(look.Look(dark=True).palette())
    assert _seen(card).pixelColor(3, 3) == look.Look(dark=True).colour("surface")


def test_in_arabic_time_turns_where_it_is_asked_to(card: TrialCard) -> None:
    worn = look.worn()
    look.wear(look.Appearance(turned=True), language("ar"))
    try:
        for code in CODES:
            card.show_scene(TOLD, language(code))
            chart = card.view._chart
            assert chart is not None
            turned = code == "ar"
            assert (chart.place(2017, 160)[0] > chart.place(2024, 160)[0]) == turned
            asked: list[int] = []
            card.view.year_asked.connect(asked.append)
            QTest.keyClick(card.view, Qt.Key.Key_Right)
            card.view.year_asked.disconnect(asked.append)
            assert asked == [2019 if turned else 2021]
    finally:
        look.wear(worn, language("fr"))


def test_another_look_fits_only_the_chart_that_comes_with_it(
    card: TrialCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    card.show_scene(TOLD, language("fr"))
    _seen(card)
    before, fitted, worn = card.view._chart, [], look.worn()
    assert before is not None
    monkeypatch.setattr(before, "fit", lambda *size: fitted.append(size))
    look.wear(look.Appearance(text=1.5 if worn.text < 1.5 else 1.0), language("fr"))
    try:
        for height in (700, 220, 500):
            card.resize(520, height)
        _seen(card)
        assert fitted == []
        assert card.view._chart is not before
        assert card.note.text() == card.view._chart.axis_note()  # type: ignore[union-attr]
    finally:
        look.wear(worn, language("fr"))
