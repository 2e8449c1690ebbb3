"""What is worked out when something changes: once what is seen, and nothing that is not."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.planning import watch
from app.planning.edits import Set
from app.reports import deficit, drivers, ranking, trace
from app.ui.document import Document
from app.ui.overview import chart
from app.ui.window import Window

Open = Callable[[str], None]
Told = Callable[[], dict[str, int]]
PATIENCE_MS = 30_000
ASKED = {
    "table": (deficit, "by_year"),
    "map": (ranking, "rank"),
    "drivers": (drivers, "table"),
    "points": (watch, "watch"),
    "sheet": (trace, "trace"),
    "chart": (chart, "drawn"),
}
ONCE = dict.fromkeys(ASKED, 1)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, window: Window, open_sample: Open, qtbot: QtBot) -> Told:
    """Return how often each answer was asked for since it was asked for last."""
    window.resize(1366, 768)
    open_sample("tata-2017")
    qtbot.waitUntil(lambda: window._ahead.idle)  # charts of other languages are drawn at pauses
    counted: Counter[str] = Counter()

    def counts(name: str, ask: Callable[..., object]) -> Callable[..., object]:
        def asked(*args: object) -> object:
            counted[name] += 1
            return ask(*args)

        return asked

    for name, (home, function) in ASKED.items():
        monkeypatch.setattr(home, function, counts(name, getattr(home, function)))

    def since() -> dict[str, int]:
        qtbot.wait(50)
        found = dict(counted)
        counted.clear()
        return found

    since()
    return since


@contextmanager
def projected(qtbot: QtBot, document: Document) -> Iterator[None]:
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        yield


def _edit(qtbot: QtBot, document: Document) -> None:
    row = document.rows.staff[0]
    with projected(qtbot, document):
        assert document.apply(Set(replace(row, persons=row.persons + 10)))


def test_an_edit_is_told_once(told: Told, document: Document, qtbot: QtBot) -> None:
    _edit(qtbot, document)
    assert told() == ONCE


def test_another_language_is_told_once(told: Told, document: Document) -> None:
    for code in ("ar", "en"):
        document.speak(code)
        assert told() == ONCE


def test_another_scenario_is_told_once(told: Told, document: Document, qtbot: QtBot) -> None:
    others = [row.id for row in document.rows.scenarios if row.id != document.study.scenario.id]
    with projected(qtbot, document):
        document.follow(others[0])
    assert told() == ONCE


def test_another_year_draws_no_chart_and_ranks_nothing(told: Told, document: Document) -> None:
    document.choose_year(document.year - 1)
    assert told() == {"drivers": 1, "sheet": 1}


def test_a_page_that_nobody_sees_waits_and_then_tells_all_at_once(
    told: Told, document: Document, window: Window, qtbot: QtBot
) -> None:
    document.go("staff")
    told()
    window.workplace.show_inspector(shown=False)
    _edit(qtbot, document)
    document.choose_year(document.year - 1)
    document.speak("ar")
    assert told() == {}
    document.go("overview")
    assert told() == {name: 1 for name in ONCE if name != "sheet"}


def test_an_inspector_that_nobody_sees_traces_nothing(
    told: Told, document: Document, window: Window, qtbot: QtBot
) -> None:
    window.workplace.show_inspector(shown=False)
    told()
    _edit(qtbot, document)
    assert "sheet" not in told()
    window.workplace.show_inspector(shown=True)
    assert told()["sheet"] == 1


def test_a_sheet_of_the_same_shape_keeps_its_lines(
    told: Told, document: Document, window: Window, qtbot: QtBot
) -> None:
    inspector = window.workplace.inspector
    before = inspector._view
    assert before is not None
    document.speak("ar")
    _edit(qtbot, document)
    assert inspector._view is before
    told()
