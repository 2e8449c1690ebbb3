"""Chances of small places: found beside the window, once, and said where figures are explained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.planning.plan import Plan
from app.ui.document import Document
from app.ui.pages.bridge import BridgePage
from app.ui.pages.overview import OverviewPage
from app.ui.pages.simulator import SimulatorPage
from app.ui.small_places import SmallPlaces, small_places
from tests.planning.hand import assume, hand, staff

_PATIENCE_MS = 60_000


@pytest.fixture
def small(qtbot: QtBot, document: Document, tmp_path: Path) -> Iterator[SmallPlaces]:
    rows = hand(
        staff=(staff(8), replace(staff(60), territory="01.b")),
        assumptions=(assume("emigration", 0.1, id="A1", low=0.05, high=0.2),),
    )
    path = tmp_path / "small.tabib"
    Plan.create(path, rows)
    with qtbot.waitSignal(document.work_ended, timeout=_PATIENCE_MS):
        document.open(path)
    document.speak("en")
    document.show(document.study.view("01.a"))
    yield small_places(document)
    qtbot.waitUntil(lambda: not small_places(document).busy, timeout=_PATIENCE_MS)


def known(qtbot: QtBot, small: SmallPlaces) -> None:
    qtbot.waitUntil(lambda: small.chances() is not None, timeout=_PATIENCE_MS)


def test_all_pages_ask_the_same(small: SmallPlaces, document: Document) -> None:
    assert small_places(document) is small


def test_chances_are_worked_out_once_for_all_years(
    small: SmallPlaces, document: Document, qtbot: QtBot
) -> None:
    assert small.chances() is None
    known(qtbot, small)
    document.choose_year(2025)
    found = small.chances()
    assert found is not None
    assert (found.year, sum(found.likely)) == (2025, pytest.approx(1.0))
    assert not small.busy


def test_a_place_that_is_not_small_is_not_asked_for(small: SmallPlaces, document: Document) -> None:
    document.show(document.study.view("01.b"))
    assert small.chances() is None
    assert not small.busy


def test_the_overview_says_them_after_the_reasons(
    small: SmallPlaces, document: Document, qtbot: QtBot
) -> None:
    page = OverviewPage(document)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    qtbot.waitExposed(page)
    known(qtbot, small)
    qtbot.waitUntil(lambda: "still there" in page.sentence.label.accessibleName())
    said = page.sentence.label.accessibleName()
    assert "of the 8 are still there in 2027." in said
    assert said.index("still there") < said.index("It says nothing about")
    document.show(document.study.view("01.b"))
    assert "still there" not in page.sentence.label.accessibleName()


def test_the_page_on_causes_shows_each_number_of_people(
    small: SmallPlaces, document: Document, qtbot: QtBot
) -> None:
    page = BridgePage(document)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    qtbot.waitExposed(page)
    assert not page.chances.isVisible()
    known(qtbot, small)
    qtbot.waitUntil(page.chances.isVisible)
    assert page.chances.title.text() == "Chances of each number of people in 2027"
    assert page.chances.table.model().rowCount() > 3
    document.show(document.study.view("01.b"))
    assert not page.chances.isVisible()
    qtbot.waitUntil(lambda: not page.tornado._lanes.busy, timeout=_PATIENCE_MS)


def test_closing_the_plan_forgets_them(small: SmallPlaces, document: Document) -> None:
    small.chances()
    document.close_plan()
    assert not small.busy


def test_the_simulator_says_them_of_what_is_tried_once_no_hand_moves(
    small: SmallPlaces, document: Document, qtbot: QtBot
) -> None:
    page = SimulatorPage(document)
    qtbot.addWidget(page, before_close_func=lambda _: page.leave())
    page.resize(936, 658)
    page.show()
    document.choose_year(2026)
    chances = page.stage.result.chances
    qtbot.waitUntil(lambda: chances.isVisible() and "still there" in chances.text(),
                    timeout=_PATIENCE_MS)  # fmt: skip
    before = chances.text()
    levers = page.stage.levers
    at = next(i for i, one in enumerate(levers.at_hand) if one.parameter == "emigration")
    levers.sliders[at].moved.emit(levers.at_hand[at].most)
    qtbot.waitUntil(lambda: not document.trials.busy, timeout=_PATIENCE_MS)
    assert not chances.isVisible()  # they were those of before
    assert chances.sizePolicy().retainSizeWhenHidden()
    levers.sliders[at].settled.emit()
    qtbot.waitUntil(lambda: chances.isVisible() and chances.text() != before, timeout=_PATIENCE_MS)
    page.stage.telling.hold()
    assert not chances.isVisible()
    qtbot.waitUntil(lambda: not document.trials.busy, timeout=_PATIENCE_MS)
