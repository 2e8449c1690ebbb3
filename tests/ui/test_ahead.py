"""Work done at pauses: bit by bit, in order, each piece in a turn of its own."""

import gc
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.planning import levers
from app.planning.levers import Lever
from app.planning.study import Study
from app.ui import sections
from app.ui.ahead import Ahead
from app.ui.document import Document
from app.ui.job import Job
from app.ui.overview.chart import ChartView
from app.ui.pages.simulator import SimulatorPage
from app.ui.small_places import small_places
from app.ui.window import Window
from tests.ui.pages import settle

PATIENCE_MS = 30_000


def test_work_is_done_from_one_pause_to_the_next_in_the_order_of_planning(
    window: Window, qtbot: QtBot
) -> None:
    done: list[str] = []

    def work(name: str) -> Iterator[None]:
        for piece in "12":
            done.append(name + piece)
            yield

    ahead = Ahead(window, 1)
    ahead.plan(work("a"))
    ahead.plan(work("b"))
    assert done == []
    ahead._go_on()
    assert done == ["a1"]
    qtbot.waitUntil(lambda: done == ["a1", "a2", "b1", "b2"])


def test_a_pause_in_which_the_window_was_at_work_is_no_pause(window: Window, qtbot: QtBot) -> None:
    done: list[int] = []
    ahead = Ahead(window, 10)

    def work() -> Iterator[None]:
        done.append(ahead._since.elapsed())
        yield

    ahead.plan(work())
    time.sleep(0.05)
    ahead._rested()
    assert done == []
    qtbot.waitUntil(lambda: ahead.idle)
    assert len(done) == 1


def test_work_is_not_put_off_for_ever(window: Window) -> None:
    done: list[str] = []
    ahead = Ahead(window, 1)

    def work() -> Iterator[None]:
        done.append("once")
        yield

    ahead.plan(work())
    for _ in range(6):
        assert done == []
        time.sleep(0.02)
        ahead._rested()
    assert done == ["once"]


def test_a_window_that_is_closed_makes_nothing_ready_any_more(
    window: Window, document: Document, open_sample: Callable[[str], None]
) -> None:
    open_sample("tata-2017")
    assert window._ahead._works
    document.give_up_sample()
    window.close()
    every = window.findChildren(Ahead)
    assert window._ahead in every
    assert all(one.idle and not one._pause.isActive() for one in every)
    window.close()  # once more does no harm


@pytest.mark.parametrize("key", ["overview", "scenarios", "simulator", "compare", "bridge"])
def test_nothing_begins_once_the_window_is_closed(
    window: Window,
    document: Document,
    open_sample: Callable[[str], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    key: str,
) -> None:
    open_sample("tata-2017")
    document.go(key)
    settle(qtbot)
    document.choose_year(2024)
    small_places(document).chances()  # asked for by itself after a pause
    document.show(replace(document.view, until=2029))
    small_places(document).chances()
    assert small_places(document).busy
    begun: list[Job] = []
    monkeypatch.setattr(Job, "start", begun.append)
    document.give_up_sample()
    window.close()
    assert not document.is_open
    assert not small_places(document).busy
    for follow in (document.appearance_changed, document.language_changed):
        follow.emit()
    qtbot.wait(400)  # longer than any pause before work
    assert begun == []


def test_the_pages_stand_ready_after_opening_and_are_built_once(
    window: Window, open_sample: Callable[[str], None], qtbot: QtBot
) -> None:
    open_sample("tata-2017")
    place = window.workplace
    qtbot.waitUntil(lambda: {"staff", "assumptions", "scenarios"} <= set(place.pages))
    before = place.pages["staff"]
    assert place.page_key == "overview"
    list(place.prepare("staff"))
    assert place.pages["staff"] is before


def test_a_chart_of_each_language_is_drawn_before_it_is_asked_for(
    window: Window, document: Document, open_sample: Callable[[str], None], qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    open_sample("tata-2017")
    chart = window.workplace.findChildren(ChartView)[0]
    qtbot.waitUntil(lambda: len(chart._charts) == 3)
    ready = dict(chart._charts)
    for code in ("ar", "en"):
        document.speak(code)
        qtbot.wait(20)
    assert chart._charts == ready


def test_the_collector_never_sweeps_through_a_plan_that_has_just_been_opened(
    document: Document, open_sample: Callable[[str], None]
) -> None:
    open_sample("tata-2017")
    swept = {id(one) for one in gc.get_objects()}
    assert id(document.rows) not in swept
    assert id(document.study) not in swept


# --- Pages asked for before they stand ready ------------------------------------------------------


@pytest.fixture
def unloaded(
    window: Window, open_sample: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Window:
    """A window whose plan has just been opened, and no page of which is loaded but the first."""
    open_sample("tata-2017")
    window._ahead._works.clear()
    monkeypatch.setattr(sections, "_LOADED", {"overview"})
    return window


def test_a_page_that_has_to_be_loaded_is_shown_a_few_turns_later(
    unloaded: Window, document: Document, qtbot: QtBot
) -> None:
    place = unloaded.workplace
    document.go("simulator")
    assert place.page_key == "overview"
    assert place.page is place.stack.currentWidget()
    assert place.rail.items["simulator"].isChecked()
    turns = 0
    while place.page_key == "overview":
        place._soon._go_on()
        turns += 1
    assert turns > 3
    assert place.page_key == "simulator"
    assert place.stack.currentWidget() is place.pages["simulator"]


def test_of_pages_asked_for_while_one_is_loaded_the_last_is_shown(
    unloaded: Window, document: Document, qtbot: QtBot
) -> None:
    place = unloaded.workplace
    document.go("simulator")
    document.go("staff")
    document.go("overview")
    qtbot.waitUntil(lambda: place._soon.idle)
    assert place.page_key == "overview"
    assert place.stack.currentWidget() is place.pages["overview"]
    assert list(place.pages)[-1] == "overview"
    document.go("staff")
    assert place.page_key == "staff"  # loaded by now


def test_what_a_page_is_asked_for_is_shown_once_it_is_there(
    unloaded: Window, document: Document, qtbot: QtBot
) -> None:
    document.go("results", "table")
    qtbot.waitUntil(lambda: unloaded.workplace.page_key == "results")
    assert unloaded.workplace.pages["results"].tabs.here == "table"  # type: ignore[attr-defined]


# --- The simulator --------------------------------------------------------------------------------


def _simulator(window: Window, document: Document) -> SimulatorPage:
    """Return the page as it is at the moment it is first shown."""
    list(next(one.pages[0] for one in sections.SECTIONS if one.key == "simulator").load())
    document.go("simulator")
    page = window.workplace.pages["simulator"]
    assert isinstance(page, SimulatorPage)
    return page


def test_the_charts_of_the_simulator_are_built_and_drawn_one_in_a_turn(
    unloaded: Window, document: Document
) -> None:
    stage = _simulator(unloaded, document).stage
    done = []
    for _ in range(9):
        views = stage.left.view, stage.right.view
        done.append([(view._chart is not None, view._picture is not None) for view in views])
        stage.turns._go_on()
    none, built, whole = (False, False), (True, False), (True, True)
    steps = [one for at, one in enumerate(done) if at == 0 or one != done[at - 1]]
    assert steps == [[none, none], [built, none], [whole, none], [whole, built], [whole, whole]]


def test_a_chart_in_another_language_leaves_the_one_before_in_sight_until_it_is_drawn(
    unloaded: Window, document: Document, qtbot: QtBot
) -> None:
    stage = _simulator(unloaded, document).stage
    qtbot.waitUntil(lambda: not stage.busy, timeout=PATIENCE_MS)
    before = stage.left.view._picture
    assert before is not None
    document.speak("ar")
    stage.left.view.grab()
    assert stage.left.view._picture is before
    qtbot.waitUntil(lambda: not stage.busy, timeout=PATIENCE_MS)
    assert stage.left.view._picture is not before


def test_what_can_be_moved_is_found_beside_the_window(
    unloaded: Window, document: Document, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[threading.Thread] = []
    found = levers.levers

    def watched(study: Study, territory: str = "") -> tuple[Lever, ...]:
        where.append(threading.current_thread())
        return found(study, territory)

    monkeypatch.setattr(levers, "levers", watched)
    document.go("simulator")
    qtbot.waitUntil(lambda: unloaded.workplace.page_key == "simulator", timeout=PATIENCE_MS)
    page = unloaded.workplace.pages["simulator"]
    assert isinstance(page, SimulatorPage)
    qtbot.waitUntil(lambda: not page.stage.busy, timeout=PATIENCE_MS)
    assert len(page.stage.levers.at_hand) == 4
    assert where
    assert threading.main_thread() not in where


def test_levers_and_charts_of_the_simulator_stand_ready_before_it_is_shown(
    window: Window, document: Document, open_sample: Callable[[str], None], qtbot: QtBot
) -> None:
    open_sample("tata-2017")
    qtbot.waitUntil(lambda: window._ahead.idle, timeout=PATIENCE_MS)
    page = window.workplace.pages["simulator"]
    assert isinstance(page, SimulatorPage)
    stage = page.stage
    qtbot.waitUntil(lambda: not stage.busy, timeout=PATIENCE_MS)
    charts = [card.view._chart for card in (stage.left, stage.right)]
    assert None not in charts
    assert document.trials._fan_wanted is False  # bands wait until somebody looks
    document.go("simulator")
    assert len(stage.levers.at_hand) == 4
    assert [card.view._chart for card in (stage.left, stage.right)] == charts
