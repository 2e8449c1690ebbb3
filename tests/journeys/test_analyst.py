"""An analyst makes four scenarios, compares twelve regions and exports, in forty actions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.planning import bands
from app.ui.compare.export import ExportSummary
from app.ui.compare.views import HeatView
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.frame.choices import Chip
from app.ui.job import Job
from app.ui.pages.compare import ComparePage
from app.ui.pages.scenarios import ScenariosPage
from app.ui.preferences import Preferences
from app.ui.window import Window

PATIENCE_MS = 60_000
MOST_ACTIONS = 40
YEAR = 2036
LEFT, CONTROL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


class Hands:
    """Clicks, keys and typed fields, each counted as one action; it waits as a person would."""

    def __init__(self, qtbot: QtBot, window: Window) -> None:
        self.actions = 0
        self._qtbot, self._window, self.document = qtbot, window, window.document

    def click(self, on: QWidget, at: QPoint | None = None, *, more: bool = False) -> None:
        keys = CONTROL if more else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(on, LEFT, keys, on.rect().center() if at is None else at)
        self._acted()

    def choose(self, chip: Chip, text: str = "", data: str = "") -> None:
        """Open the list of a chip and choose in it, by what is written or by what it means."""
        chip.options.aboutToShow.emit()
        self._acted()
        found = chip.options.actions()
        wanted = (a for a in found if (data and a.data() == data) or (text and a.text() == text))
        next(wanted).trigger()
        self._acted()

    def scroll_up(self, view: QAbstractItemView) -> None:
        view.scrollToTop()
        self._acted()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focused(), key)
        self._acted()

    def write(self, text: str) -> None:
        """Type a field."""
        QTest.keyClicks(self._focused(), text)
        self._acted()

    def rest(self) -> None:
        """Wait until everything that was asked for is there."""
        for _ in range(3):
            self._qtbot.waitUntil(lambda: not Job.any_runs(), timeout=PATIENCE_MS)
            QApplication.processEvents()

    def _focused(self) -> QWidget:
        found = self._window.focusWidget()
        assert found is not None
        return found

    def _acted(self) -> None:
        self.actions += 1
        self.rest()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setattr(bands, "DRAWS", 4)
    Preferences().forget()
    document = Document("en")
    dress = Dress(qapp, document)
    made = Window(document, dress)
    made.resize(1366, 768)
    qtbot.addWidget(made, before_close_func=lambda _: document.give_up_sample())
    made.show()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        made.start.samples.rows["morocco-2024"].click()
    document.show(document.study.view(cadre="MED_ALL", norm="MED_153"))
    yield made
    document.close()
    dress.take_off()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def made_scenario(hands: Hands, page: ScenariosPage, name: str, side: str, at: int) -> None:
    """Begin a scenario on the reference, name it, move one slider, and go back."""
    hands.click(page.side.from_here)
    hands.write(name)
    hands.press(Qt.Key.Key_Return)
    slider = page.panels[side].sliders[at]  # type: ignore[index]
    hands.click(slider.track, QPoint(slider.track.width() * 3 // 4, slider.track.height() // 2))
    tree, first = page.side.tree, page.side.tree.model().index(0, 0)
    if not tree.viewport().rect().contains(tree.visualRect(first).center()):
        hands.scroll_up(tree)
    hands.click(tree.viewport(), tree.visualRect(first).center())
    assert page.side.tree.keys[0] == hands.document.study.scenario.id


def test_four_scenarios_are_made_compared_over_the_regions_and_exported(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    document, hands = window.document, Hands(qtbot, window)
    document.go("scenarios")
    hands.rest()
    page = window.workplace.page
    assert isinstance(page, ScenariosPage)
    for name, side, at in (
        ("One", "lever", 0), ("Two", "lever", 1), ("Three", "assumption", 0),
        ("Four", "assumption", 1),
    ):  # fmt: skip
        made_scenario(hands, page, name, side, at)
    made = [row for row in document.rows.scenarios if row.kind == "scenario"][-4:]
    assert [row.names.en for row in made] == ["One", "Two", "Three", "Four"]
    assert {row.scenario for row in document.rows.measures} >= {row.id for row in made}

    hands.click(page.lines.head.buttons["compare"])
    shown = window.workplace.page
    assert isinstance(shown, ComparePage)
    others = [code for code in shown.choice.scenarios if code not in {row.id for row in made}]
    for code in others:  # a ready scenario that was begun on the reference as well
        hands.choose(shown.bar.scenarios, data=code)
    assert shown.choice.scenarios == tuple(row.id for row in made)
    hands.choose(shown.bar.years, str(YEAR))
    hands.click(shown.shown.buttons["table"])
    hands.choose(shown.bar.sorts, "Worst under: B")
    view = shown.ways.made["table"]
    assert isinstance(view, HeatView)
    body = view.card.heat.body
    for row in range(3):
        room = body.visualRect(body.model().index(row, 0)).center()
        hands.click(body.viewport(), room, more=row > 0)
    assert len(shown.choice.places) == 3
    finding = shown.strip.label.accessibleName()
    assert "overlap" in finding or "closes more" in finding

    hands.click(shown.head.export)
    (dialog,) = shown.findChildren(ExportSummary)
    dialog.path.setText(str(tmp_path / "four.xlsx"))
    hands.click(dialog.write)
    assert (tmp_path / "four.xlsx").is_file()
    assert hands.actions <= MOST_ACTIONS
    dialog.reject()

    found = shown.work.found
    assert found is not None
    assert (len(found.studies), len(found.places)) == (5, 12)
    assert found.findings == ()
    sheet = load_workbook(tmp_path / "four.xlsx", data_only=True)["Summary"]
    texts = {str(row[0].value) for row in sheet.iter_rows()}
    assert {"A. One", "B. Two", "C. Three", "D. Four"} <= texts
