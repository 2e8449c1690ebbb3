"""The document: what is asked last is what is shown."""

from collections.abc import Callable

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from app.ui.document import Document
from app.ui.window import Window

Open = Callable[[str], None]


def _settle() -> None:
    QThreadPool.globalInstance().waitForDone()
    for _ in range(3):
        QApplication.processEvents()


def test_the_scenario_chosen_last_is_shown_however_fast_it_is_chosen(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    ended: list[bool] = []
    document.work_ended.connect(lambda: ended.append(document.is_busy))
    document.follow("FILL70")
    document.follow("reference")
    assert not document.is_busy
    _settle()
    assert document.study.scenario.id == "reference"
    assert ended == [False]


def test_a_plan_closed_while_a_scenario_is_computed_stays_closed(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.follow("FILL70")
    document.close_plan()
    assert not document.is_busy
    _settle()
    assert not document.is_open
