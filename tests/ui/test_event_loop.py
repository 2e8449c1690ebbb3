"""The window goes on while plans are opened, projected, copied, exported and restored.

Nothing here is timed: each piece of heavy work is held up until the window has gone on ticking. On
the window's own thread it would wait in vain, and that is noted.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.planning import bands, fan, recovery, study
from app.planning.edits import Set
from app.planning.levers import levers
from app.planning.plan import Plan
from app.reports import workbook
from app.ui.dialogs.export import ExportDialog
from app.ui.dialogs.new_plan import NewPlanDialog
from app.ui.document import Document
from app.ui.job import Job
from app.ui.recovery import recovering
from app.ui.window import Window
from tests.ui.conftest import PATIENCE_MS, Open

TICKS = 20
HEAVY: tuple[tuple[object, str], ...] = (
    (Plan, "open"),
    (Plan, "create"),
    (Plan, "copy_to"),
    (study, "run"),
    (study, "project"),
    (fan, "fanned"),
    (workbook, "projection_bytes"),
    (recovery, "copies"),
    (recovery, "look_into"),
    (recovery, "restore"),
)


class Watchdog(QObject):
    """Ticks in the window's thread, and holds heavy work up until it has done so."""

    def __init__(self) -> None:
        super().__init__()
        self.ticks = 0
        self.went_on: dict[str, bool] = {}
        self._clock = QTimer(self, interval=1)
        self._clock.timeout.connect(self._tick)
        self._clock.start()

    def _tick(self) -> None:
        self.ticks += 1

    def watch(self, patched: pytest.MonkeyPatch) -> None:
        for owner, name in HEAVY:
            kept = vars(owner)[name]
            inner = kept.__func__ if isinstance(kept, classmethod | staticmethod) else kept
            watched = self._watched(name, inner)
            kind = type(kept) if isinstance(kept, classmethod | staticmethod) else None
            patched.setattr(owner, name, kind(watched) if kind else watched)

    def _watched(self, name: str, work: Callable[..., object]) -> Callable[..., object]:
        @wraps(work)
        def held_up(*given: object, **named: object) -> object:
            went_on = self._goes_on()
            self.went_on[name] = self.went_on.get(name, True) and went_on
            return work(*given, **named)

        return held_up

    def _goes_on(self) -> bool:
        """Wait until the window has ticked; in its own thread it never would."""
        if threading.current_thread() is threading.main_thread():
            return False
        until = self.ticks + TICKS
        deadline = time.monotonic() + PATIENCE_MS / 1000
        while self.ticks < until and time.monotonic() < deadline:
            time.sleep(0.001)
        return self.ticks >= until


@pytest.fixture
def plan(window: Window, document: Document, open_sample: Open) -> Document:
    open_sample("tata-2017")
    return document


@pytest.fixture
def watchdog(monkeypatch: pytest.MonkeyPatch) -> Watchdog:
    made = Watchdog()
    made.watch(monkeypatch)
    return made


def _settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Job._running, timeout=PATIENCE_MS)


def _open(document: Document, folder: Path) -> None:
    document.give_up_sample()
    document.open_sample("empty")


def _follow(document: Document, folder: Path) -> None:
    others = (row.id for row in document.rows.scenarios if row.id != document.study.scenario.id)
    document.follow(next(others))


def _edit(document: Document, folder: Path) -> None:
    row = document.rows.staff[0]
    assert document.apply(Set(replace(row, persons=row.persons + 1)))


def _undo(document: Document, folder: Path) -> None:
    document.undo()


def _export(window: Window, document: Document, folder: Path) -> None:
    dialog = ExportDialog(document, window)
    dialog.path.setText(str(folder / "report.xlsx"))
    dialog.export()


def _make_new(window: Window, qtbot: QtBot, document: Document, folder: Path) -> None:
    dialog = NewPlanDialog(document, window)
    qtbot.waitUntil(dialog.create_button.isEnabled, timeout=PATIENCE_MS)
    dialog.path.setText(str(folder / "new.tabib"))
    dialog.make()


def test_opening_projecting_and_editing_leave_the_window_free(
    qtbot: QtBot, plan: Document, watchdog: Watchdog, tmp_path: Path
) -> None:
    for gesture, asks in (
        (_edit, {"run", "project"}),
        (_undo, {"run", "project"}),
        (_follow, {"run", "project"}),
        (_open, {"create", "open", "run", "project"}),
    ):
        watchdog.went_on.clear()
        gesture(plan, tmp_path)
        _settle(qtbot)
        assert watchdog.went_on == dict.fromkeys(asks, True), gesture.__name__


def test_trying_a_lever_leaves_the_window_free(
    qtbot: QtBot, plan: Document, watchdog: Watchdog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bands, "DRAWS", 41)
    lever = next(one for one in levers(plan.study) if one.parameter == "renewal_share")
    watchdog.went_on.clear()
    plan.trials.move(lever, lever.most)
    _settle(qtbot)
    assert watchdog.went_on == dict.fromkeys(("run", "project"), True)
    plan.trials.settle()
    assert plan.trials.fan is None
    _settle(qtbot)
    assert plan.trials.fan is not None
    assert watchdog.went_on == dict.fromkeys(("run", "project", "fanned"), True)


def test_exporting_and_making_a_plan_leave_the_window_free(
    qtbot: QtBot, plan: Document, window: Window, watchdog: Watchdog, tmp_path: Path
) -> None:
    _export(window, plan, tmp_path)
    _settle(qtbot)
    assert (tmp_path / "report.xlsx").exists()
    assert watchdog.went_on.pop("projection_bytes")
    _make_new(window, qtbot, plan, tmp_path)
    _settle(qtbot)
    assert (tmp_path / "new.tabib").exists()
    assert watchdog.went_on.pop("create")
    assert all(watchdog.went_on.values())


def test_copying_leaves_the_window_free(
    qtbot: QtBot,
    plan: Document,
    window: Window,
    watchdog: Watchdog,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "copy.tabib"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    window.files.save_copy()
    qtbot.waitUntil(lambda: plan.path == path, timeout=PATIENCE_MS)
    _settle(qtbot)
    assert watchdog.went_on == dict.fromkeys(("copy_to", "open", "run", "project"), True)


def test_restoring_leaves_the_window_free(
    qtbot: QtBot, plan: Document, window: Window, watchdog: Watchdog, tmp_path: Path
) -> None:
    found = Job(partial(recovering.gather, plan.path, damaged=False))
    found.start()
    _settle(qtbot)
    assert watchdog.went_on == {"copies": True}
    plan.recovery_asked.emit(plan.path, None)
    _settle(qtbot)
    assert all(watchdog.went_on.values())


def test_work_in_the_thread_of_the_window_is_found(
    qtbot: QtBot, plan: Document, watchdog: Watchdog
) -> None:
    study.run(plan.rows)
    assert watchdog.went_on == {"run": False, "project": False}
