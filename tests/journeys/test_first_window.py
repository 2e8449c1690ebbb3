"""The first story: open a sample, ask, read in another language, take the workbook along."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.planning.plan import Plan
from app.ui.dialogs.export import ExportDialog
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.window import Window
from tests.ui.pages import overview_of

PATIENCE_MS = 30_000


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Window]:
    document = Document("fr")
    dress = Dress(qapp, document)
    made = Window(document, dress)
    qtbot.addWidget(made)
    made.show()
    yield made
    document.close()
    dress.take_off()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_newcomer_looks_at_a_sample_and_takes_a_workbook_along(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    document = window.document
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        window.start.samples.rows["morocco-2024"].click()
    assert document.study.lines(document.view)[0].deficit == pytest.approx(91_924, abs=1)

    document.show(replace(document.view, territory="08"))
    document.speak("ar")
    shown = overview_of(window).figures.cards["deficit"].value.text()
    assert window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    line = document.study.lines(document.view)[-1]
    assert shown == document.language.number(line.deficit)

    window.actions_list.by_key["export"].trigger()
    dialog = window.findChild(ExportDialog)
    target = tmp_path / dialog.target.name
    dialog.path.setText(str(target))
    dialog.write.click()
    qtbot.waitUntil(lambda: dialog.job is None, timeout=PATIENCE_MS)
    assert target.name.startswith("Projection_RHS_Draa-Tafilalet_2024-2040_")
    book = openpyxl.load_workbook(target, data_only=True)
    numbers = {
        round(cell) for row in book.worksheets[2].iter_rows(values_only=True) for cell in row
        if isinstance(cell, int | float)
    }
    assert round(line.deficit or 0) in numbers


def test_a_plan_of_ones_own_is_looked_at_and_not_touched(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    from app.planning.starter import sample

    own = tmp_path / "tata.tabib"
    Plan.create(own, sample("tata-2017"))
    before = own.read_bytes()
    with qtbot.waitSignal(window.document.work_ended, timeout=PATIENCE_MS):
        window.document.open(own)
    stocks = [round(line.stock) for line in window.document.study.lines(window.document.view)]
    assert stocks[:6] == [8, 28, 28, 28, 28, 8]
    said = overview_of(window).sentence.label.accessibleName()
    assert "2018" in said  # the year when contracts make the deficit smallest is named
    window.actions_list.by_key["close"].trigger()
    window.close()
    assert own.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["tata.tabib"]
