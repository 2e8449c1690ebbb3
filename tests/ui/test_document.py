"""The document: what is asked last is what is shown."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication, QLabel

from app.planning.edits import Edit, SetPipeline, SetStaff
from app.ui.document import Document
from app.ui.window import Window

Open = Callable[[str], None]


def _settle() -> None:
    for _ in range(3):
        QApplication.processEvents()  # what is asked for begins
        QThreadPool.globalInstance().waitForDone()
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


def test_a_change_made_while_a_scenario_is_computed_does_not_lose_the_scenario(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.follow("FILL70")
    assert document.apply(_fewer(document))
    _settle()
    assert document.study.scenario.id == "FILL70"
    document.undo()
    _settle()
    assert document.study.scenario.id == "FILL70"


def test_figures_that_cannot_be_projected_are_said_to_be_so_until_they_are_corrected(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    deficit = document.study.lines(document.view)[-1].deficit
    assert document.apply(_unbalanced(document))
    _settle()
    assert document.is_stale
    assert window.problem.isVisible()
    shown = [one.text() for one in window.findChildren(QLabel)]
    assert document.language.say("Results older than the data") in shown
    document.undo()
    _settle()
    assert not document.is_stale
    assert not window.problem.isVisible()
    assert document.study.lines(document.view)[-1].deficit == deficit


def test_a_plan_that_cannot_be_projected_opens_again_to_be_corrected(
    window: Window, document: Document, open_sample: Open, tmp_path: Path
) -> None:
    open_sample("morocco-2024")
    path = tmp_path / "mine.tabib"
    document.plan.copy_to(path)
    document.open(path)
    _settle()
    assert document.apply(_unbalanced(document))
    _settle()
    document.close_plan()
    document.open(path)
    _settle()
    assert document.path == path
    assert document.is_stale
    assert window.problem.isVisible()
    assert document.writable
    document.undo()
    _settle()
    assert not document.is_stale


def _fewer(document: Document) -> Edit:
    """Let one group of people be one less."""
    row = next(row for row in document.rows.staff if row.persons > 1)
    return SetStaff(replace(row, persons=row.persons - 1))


def _unbalanced(document: Document) -> Edit:
    """Give one of the shares that add up to 1 all of it."""
    shares = (row for row in document.rows.pipeline if row.parameter == "share_of_para_entries")
    return SetPipeline(replace(next(shares), value=1.0, low=None, high=None))
