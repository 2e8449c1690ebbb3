"""What is tried: the answer follows the hand, each gesture is one step, and nothing is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QThreadPool

from app.planning import bands, fan
from app.planning.edits import Set
from app.planning.levers import Lever, measure
from app.planning.study import run
from app.planning.trial import TRIAL, tried
from app.problems import Problem, message
from app.ui import opening

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.planning.study import Study
    from app.ui.document import Document
    from app.ui.trials import Trials

    Open = Callable[[str], None]

PATIENCE_MS = 30_000
RENEWAL = Lever(
    table="contracts", parameter="renewal_share", cadre="MED_ALL", sector="ALL",
    territory="09.551", side="lever", operation="set", unit="share of contracts", least=0.0,
    most=1.0, step=0.05, low=None, high=None, year_from=2018, year_to=2030, stands=0.0,
)  # fmt: skip
POSTS = replace(
    RENEWAL, table="recruitment", parameter="posts", cadre="MED_GP", unit="posts/year", most=20.0
)
FILLED = replace(POSTS, parameter="fill_rate", unit="share of posts", operation="add")


@pytest.fixture
def trials(document: Document, open_sample: Open, monkeypatch: pytest.MonkeyPatch) -> Trials:
    monkeypatch.setattr(fan, "FIRST_DRAWS", 2)
    monkeypatch.setattr(bands, "DRAWS", 4)
    open_sample("tata-2017")
    return document.trials


@pytest.fixture
def settled(qtbot: QtBot, trials: Trials) -> Callable[[], None]:
    def wait() -> None:
        qtbot.waitUntil(lambda: not trials.busy, timeout=PATIENCE_MS)

    return wait


def stock(study: Study, year: int = 2022) -> float:
    return next(line.stock for line in study.lines(study.view()) if line.year == year)


def test_nothing_is_tried_at_first(trials: Trials, document: Document) -> None:
    assert trials.measures == ()
    assert trials.study is document.study
    assert trials.ghost is None
    assert not trials.can_undo
    assert not trials.can_redo
    assert not trials.busy
    assert trials.replay_from() is None


def test_a_move_is_told_at_once_and_answered_exactly(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    told: list[str] = []
    trials.moved.connect(lambda: told.append("moved"))
    trials.answered.connect(lambda: told.append("answered"))
    before = document.study
    trials.move(RENEWAL, 0.5)
    assert told == ["moved"]
    assert trials.value(RENEWAL) == 0.5
    assert trials.busy
    settled()
    assert told == ["moved", "answered"]
    wanted = run(tried(document.rows, "reference", [measure(document.rows, RENEWAL, 0.5)]), TRIAL)
    assert trials.study.projection.stock.tobytes() == wanted.projection.stock.tobytes()
    assert trials.study.fingerprint == wanted.fingerprint
    assert trials.ghost is before is document.study
    assert stock(trials.study) == pytest.approx(18)


def test_of_many_moves_the_last_one_is_answered(
    trials: Trials, settled: Callable[[], None]
) -> None:
    answers: list[float] = []
    trials.answered.connect(lambda: answers.append(stock(trials.study)))
    for step in range(1, 11):
        trials.move(RENEWAL, step / 10)
    settled()
    assert answers[-1] == pytest.approx(28)
    assert len(answers) < 10
    assert [one.value for one in trials.measures] == [1.0]


def test_a_lever_back_where_it_stood_is_no_measure_at_all(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    trials.move(RENEWAL, 0.5)
    trials.move(POSTS, 5.0)
    trials.move(RENEWAL, 0.0)
    assert [one.parameter for one in trials.measures] == ["posts"]
    trials.move(POSTS, 0.0)
    settled()
    assert trials.study is document.study


def test_a_lever_that_is_moved_again_keeps_its_place(trials: Trials) -> None:
    trials.move(POSTS, 5.0)
    trials.move(FILLED, 0.4)
    trials.move(POSTS, 6.0)
    assert [(one.parameter, one.value) for one in trials.measures] == [
        ("posts", 6.0),
        ("fill_rate", 0.4),
    ]


@pytest.mark.parametrize(("operation", "amount"), [("set", 0.75), ("add", 0.25), ("multiply", 1.5)])
def test_a_lever_stands_where_it_was_put_however_it_moves(
    trials: Trials, operation: str, amount: float
) -> None:
    lever = replace(FILLED, operation=operation, stands=0.5)
    assert trials.value(lever) == 0.5
    trials.move(lever, 0.75)
    assert trials.value(lever) == 0.75
    assert trials.measures[0].value == amount


# --- Gestures ------------------------------------------------------------------------------------


def test_a_gesture_is_one_step_and_leaves_the_curve_of_before_as_a_ghost(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    steps: list[tuple[bool, bool]] = []
    trials.stepped.connect(lambda: steps.append((trials.can_undo, trials.can_redo)))
    for x in (0.1, 0.3, 0.5):
        trials.move(RENEWAL, x)
    assert steps == []
    trials.settle()
    settled()
    half = trials.study
    trials.move(RENEWAL, 1.0)
    trials.settle()
    settled()
    assert trials.ghost is half
    trials.undo()
    settled()
    assert (trials.value(RENEWAL), stock(trials.study)) == (0.5, pytest.approx(18))
    assert stock(trials.ghost or half) == pytest.approx(28)
    trials.undo()
    assert trials.study is document.study
    trials.redo()
    trials.redo()
    settled()
    assert stock(trials.study) == pytest.approx(28)
    assert steps == [
        (True, False), (True, False), (True, True), (False, True), (True, True), (True, False)
    ]  # fmt: skip
    trials.redo()
    assert len(steps) == 6


def test_a_gesture_that_comes_back_is_no_step(trials: Trials) -> None:
    trials.settle()
    trials.move(RENEWAL, 0.5)
    trials.move(RENEWAL, 0.0)
    trials.settle()
    assert not trials.can_undo


def test_a_story_puts_all_levers_at_once_and_a_reset_takes_all_away_in_one_step(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    file = document.path.read_bytes()
    lines = document.study.lines(document.view)
    trials.set_all(one for one in document.rows.measures if one.scenario == "posts-5-fill-40")
    settled()
    assert (trials.value(POSTS), len(trials.measures)) == (5.0, 2)
    assert stock(trials.study) == pytest.approx(16, abs=0.5)
    trials.set_all(trials.measures)
    trials.reset()
    assert trials.measures == ()
    assert trials.study is document.study
    assert trials.study.lines(document.view) == lines
    trials.undo()
    settled()
    assert stock(trials.study) == pytest.approx(16, abs=0.5)
    trials.undo()
    assert not trials.can_undo
    assert document.path.read_bytes() == file


def test_a_measure_that_moves_in_another_way_is_read_from_the_answer(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    trials.set_all(one for one in document.rows.measures if one.scenario == "posts-5-fill-40")
    settled()
    assert trials.value(replace(FILLED, year_from=2019)) == pytest.approx(0.4)


def test_a_replay_makes_the_last_gesture_again_and_leaves_no_trace(
    trials: Trials, settled: Callable[[], None]
) -> None:
    for x in (0.2, 0.5):
        trials.move(RENEWAL, x)
    trials.settle()
    settled()
    ghost = trials.ghost
    found = trials.replay_from()
    assert found == (RENEWAL, 0.0, 0.5)
    assert found is not None
    for x in (found.start, 0.25, found.end):
        trials.move(found.lever, x)
    trials.settle()
    settled()
    assert trials.ghost is ghost
    assert trials.replay_from() == found
    trials.undo()
    assert trials.measures == ()
    assert not trials.can_undo


# --- What happens around them --------------------------------------------------------------------


def test_what_cannot_be_projected_goes_back_to_what_could(
    trials: Trials, settled: Callable[[], None]
) -> None:
    refused: list[object] = []
    trials.refused.connect(refused.append)
    trials.move(RENEWAL, 0.5)
    settled()
    trials.move(RENEWAL, 1.5)
    settled()
    assert len(refused) == 1
    assert trials.value(RENEWAL) == 0.5
    assert stock(trials.study) == pytest.approx(18)
    trials.move(RENEWAL, 1.5)
    trials.move(RENEWAL, 1.0)
    settled()
    assert len(refused) == 1
    assert stock(trials.study) == pytest.approx(28)


def test_what_is_tried_stays_when_the_figures_change(
    qtbot: QtBot, trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    trials.move(RENEWAL, 0.5)
    trials.settle()
    settled()
    group = document.rows.contracts[0]
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        document.apply(Set(replace(group, persons=40.0)))
    assert trials.ghost is None
    settled()
    assert stock(trials.study) == pytest.approx(28)
    assert trials.can_undo


def test_what_is_tried_goes_where_changed_figures_cannot_bear_it(
    qtbot: QtBot, trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    refused: list[object] = []
    trials.refused.connect(refused.append)
    trials.move(replace(RENEWAL, operation="multiply", stands=1.0), 2.0)
    trials.settle()
    settled()
    assert not refused
    group = document.rows.contracts[0]
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        document.apply(Set(replace(group, renewal_share=0.8)))
    settled()
    assert len(refused) == 1
    assert trials.measures == ()
    assert trials.study is document.study


def test_what_is_tried_stands_on_the_last_study_while_figures_cannot_be_projected(
    qtbot: QtBot,
    trials: Trials,
    document: Document,
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stuck(*_given: object, **_named: object) -> None:
        raise Problem(message("This folder does not exist."))

    monkeypatch.setattr(opening, "study", stuck)
    document.apply(Set(replace(document.rows.contracts[0], persons=40.0)))
    qtbot.waitUntil(lambda: document.is_stale and not document.is_busy, timeout=PATIENCE_MS)
    trials.move(RENEWAL, 0.5)
    settled()
    assert stock(trials.study) == pytest.approx(18)


def test_what_is_tried_stands_on_the_scenario_that_is_shown(
    qtbot: QtBot, trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    trials.move(RENEWAL, 0.5)
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        document.follow("posts-5-fill-40")
    settled()
    assert stock(trials.study) > 18 + 1


def test_nothing_is_left_when_the_plan_is_closed(
    trials: Trials, document: Document, open_sample: Open
) -> None:
    trials.move(RENEWAL, 0.5)
    document.close_plan()
    QThreadPool.globalInstance().waitForDone()
    assert trials.measures == ()
    assert not trials.busy
    assert not trials.can_undo
    open_sample("tata-2017")
    assert trials.study is document.study


# --- The fan -------------------------------------------------------------------------------------


def test_a_fan_is_made_for_who_looks_at_it_and_refined_while_the_hand_rests(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    draws: list[int] = []
    shares: list[float] = []

    def look() -> None:
        if (found := trials.fan) is not None:
            draws.append(found.draws)

    trials.answered.connect(look)
    trials.refined.connect(shares.append)
    assert trials.fan is None
    assert trials.busy
    settled()
    assert draws == [2, 4]
    assert shares[-1] == 1.0
    made = trials.fan
    assert made is not None
    assert made.exact
    assert made == fan.fanned(document.study, document.view, 4).fan
    assert not trials.busy


def test_a_fan_follows_the_hand_and_is_made_anew_when_it_settles(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    assert trials.fan is None
    settled()
    trials.move(RENEWAL, 0.5)
    settled()
    moved = trials.fan
    assert moved is not None
    assert not moved.exact
    assert moved.stock[-1] == trials.study.lines(document.view)[-1].stock
    assert not trials.busy  # the hand has not let go
    trials.settle()
    assert trials.busy
    settled()
    made = trials.fan
    assert made is not None
    assert made.exact


def test_a_moving_hand_stops_what_makes_a_fan(
    trials: Trials, settled: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fan, "FIRST_DRAWS", 10_000)
    monkeypatch.setattr(bands, "DRAWS", 10_000)
    assert trials.fan is None
    trials.move(RENEWAL, 0.5)
    settled()
    assert trials.fan is None
    QThreadPool.globalInstance().waitForDone()


def test_another_view_has_another_fan(
    trials: Trials, document: Document, settled: Callable[[], None]
) -> None:
    assert trials.fan is None
    settled()
    document.show(replace(document.view, until=2025))
    assert trials.fan is None
    settled()
    made = trials.fan
    assert made is not None
    assert made.years[-1] == 2025
