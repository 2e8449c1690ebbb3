"""Work done at pauses: bit by bit, in order, each piece in a turn of its own."""

import gc
from collections.abc import Callable, Iterator

from pytestqt.qtbot import QtBot

from app.ui.ahead import Ahead
from app.ui.document import Document
from app.ui.overview.chart import ChartView
from app.ui.window import Window


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
