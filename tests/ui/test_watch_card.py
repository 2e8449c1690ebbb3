"""The card of what deserves attention: points in order, each with a way that leads on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.planning.watch import Watch, watch
from app.problems import message
from app.ui.controls.labels import Words
from app.ui.document import Document
from app.ui.overview.watching import WatchCard, _WatchRow, _words

Open = Callable[[str], None]
_SIZE = (394, 182)


@pytest.fixture
def card(qtbot: QtBot, document: Document, open_sample: Open) -> WatchCard:
    open_sample("tata-2017")
    document.speak("en")
    made = WatchCard(document)
    qtbot.addWidget(made)
    made.resize(*_SIZE)
    made.show()
    qtbot.waitExposed(made)
    return made


def _row(card: WatchCard, kind: str) -> _WatchRow:
    return next(row for row in card.rows if row._watch.kind == kind)


def test_the_points_of_the_study_are_listed_and_counted(
    card: WatchCard, document: Document
) -> None:
    found = watch(document.study, document.view)
    assert [row._watch for row in card.rows] == list(found)
    assert card.title.text() == "To watch"
    assert card.count.text() == "6"
    first = card.rows[0].link.accessibleDescription()
    assert first == "Contracts: departures in 2022 People who leave: 20"


def test_three_points_are_seen_at_once(card: WatchCard) -> None:
    seen = card._list.viewport().height()
    assert sum(row.height() for row in card.rows[:3]) + 2 <= seen + 6


def test_a_year_leads_to_that_year(card: WatchCard, document: Document) -> None:
    link = _row(card, "contracts").link
    assert link.text() == "See"
    link.click()
    assert document.year == 2022


def test_a_gap_in_the_data_leads_to_the_page_that_mends_it(
    card: WatchCard, document: Document, qtbot: QtBot
) -> None:
    link = _row(card, "grades").link
    assert link.text() == "Fix"
    with qtbot.waitSignal(document.page_asked) as asked:
        link.click()
    assert asked.args == ["assumptions", None]


def test_a_point_without_a_page_is_told_whole_by_the_inspector(
    card: WatchCard, document: Document
) -> None:
    _row(card, "territories").link.click()
    sheet = document.sheet()
    assert sheet is not None
    assert sheet.subject.startswith("The plan holds one territory")
    assert sheet.sections == ()
    named = next(row for row in card.rows if row._watch.title.text == "Contract: {label}")
    named.link.click()
    sheet = document.sheet()
    assert sheet is not None
    assert sheet.sections[0].text == "Confirm them with the body that signed it."


def test_every_way_is_reached_by_the_keyboard_and_scrolls_into_sight(
    card: WatchCard, qtbot: QtBot
) -> None:
    card.rows[0].link.setFocus()
    for before, row in pairwise(card.rows):
        qtbot.keyClick(before.link, Qt.Key.Key_Tab)
        assert row.link.hasFocus()
        assert row.link.accessibleDescription()
        assert not row.link.visibleRegion().isEmpty()


def test_it_speaks_each_language(card: WatchCard, document: Document) -> None:
    for code, title in (("fr", "À surveiller"), ("ar", "للانتباه"), ("en", "To watch")):
        document.speak(code)
        assert card.title.text() == title
        assert card.rows[0].link.text() == document.language.say("See")


def test_a_place_stands_before_the_smaller_line(card: WatchCard, document: Document) -> None:
    said = message("People who leave: {n}", n=3)
    placed = Watch("contracts", "warning", message("Fix"), said, place="09.551")
    assert _words(document, placed) == ("Fix", "Tata · People who leave: 3")
    alone = Watch("territories", "warning", message("See"), place="09.551")
    assert _words(document, alone) == ("See", "Tata")


def test_a_plan_with_nothing_to_watch_says_so(
    card: WatchCard, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.planning.watch.watch", lambda study, view: ())
    card.retell()
    assert card.rows == []
    assert card.count.text() == ""
    said = [label.text() for label in card.findChildren(Words) if label.isVisible()]
    assert "Nothing needs attention." in said


def test_a_hidden_card_waits_until_it_is_seen(card: WatchCard, open_sample: Open) -> None:
    card.hide()
    open_sample("empty")
    assert len(card.rows) == 6
    card.show()
    assert [row._watch.kind for row in card.rows] == ["staff", "grades"]
