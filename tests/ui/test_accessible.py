"""Whoever does not see the window, or does not point at it, has all of it."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QButtonGroup,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.actions import ENTRIES
from app.ui.controls.labels import button
from app.ui.frame.access_keys import without_key
from app.ui.grid.pinned import PinnedColumns
from app.ui.grid.view import GridView
from app.ui.overview.bridge import BridgeView
from app.ui.overview.chart import ChartView
from app.ui.overview.key_figures import KeyCard
from app.ui.overview.place_view import PlaceView
from app.ui.sections import SECTIONS
from tests.ui.every_page import PLACES, Looks, Tour
from tests.ui.pages import overview_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
CHARTS = (ChartView, PlaceView, BridgeView)
CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    *CHARTS,
)
_PARTS = (QScrollBar, QHeaderView, PinnedColumns)  # of something that has a name


@pytest.fixture(scope="module", params=("fr", "ar"), autouse=True)
def code(request: pytest.FixtureRequest, tour: Tour) -> str:
    tour.wear(Looks(request.param))
    return str(request.param)


def _nameless(root: QWidget) -> Iterator[str]:
    """Give the controls that a screen reader could not name."""
    for part in root.findChildren(QWidget):
        heard = isinstance(part, CONTROLS) and not isinstance(part, _PARTS)
        whole = heard and not isinstance(part.parent(), QLineEdit)
        text = part.text() if isinstance(part, QAbstractButton) else ""
        here = part.isVisible() and part.window() is root.window()
        if whole and here and not part.accessibleName().strip() and not text.strip():
            yield f"{type(part).__name__} in {type(part.parent()).__name__}"


@pytest.mark.parametrize("place", PLACES)
def test_every_control_has_a_name(tour: Tour, place: str) -> None:
    assert list(_nameless(tour.at(place))) == []


@pytest.mark.parametrize("place", PLACES)
def test_tab_goes_through_every_part_and_comes_back(tour: Tour, place: str) -> None:
    root = tour.at(place)
    root.activateWindow()
    tour.settle()
    wanted = {part for part in root.findChildren(QWidget) if _takes_tab(part, root)}
    reached = set(_tabbed(root))
    groups = {part.group() for part in reached if isinstance(part, QAbstractButton)} - {None}
    missed = {part for part in wanted - reached if not _in_one_of(part, groups)}
    assert {_named(part) for part in missed} == set()


def _in_one_of(part: QWidget, groups: set[QButtonGroup | None]) -> bool:
    """Tell whether arrows lead to a button from another one of its group."""
    return isinstance(part, QAbstractButton) and part.group() in groups


def _takes_tab(part: QWidget, root: QWidget) -> bool:
    takes = part.focusPolicy() & Qt.FocusPolicy.TabFocus
    here = part.isVisible() and part.isEnabled() and part.window() is root.window()
    filters = part.property("role") == "filter"  # a key of the grid leads there
    controls = isinstance(part, CONTROLS) and not filters
    return bool(takes) and here and controls and part.focusProxy() is None


def _tabbed(root: QWidget) -> Iterator[QWidget]:
    """Press Tab until the keyboard is where it was already."""
    at: QWidget | None = root.focusWidget() or root.nextInFocusChain()
    seen: set[QWidget] = set()
    while at is not None and at not in seen:
        seen.add(at)
        yield at
        at.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(at, GridView):  # Tab goes from cell to cell and leaves at the last one
            at.go(at.cells.rowCount() - 1, at.cells.columnCount() - 1)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = root.focusWidget()


def _named(part: QWidget) -> str:
    text = part.text() if isinstance(part, QAbstractButton) else ""
    return f"{type(part).__name__} “{part.accessibleName() or text}”"


def test_every_chart_is_told_in_words_with_figures(tour: Tour) -> None:
    root = tour.at("overview")
    card = overview_of(tour.window)
    card.where.forms["bars"].click()
    tour.settle()
    bars = card.where.bars
    assert _tells(bars)
    card.where.forms["map"].click()
    tour.settle()
    charts = [part for kind in CHARTS for part in root.findChildren(kind) if part.isVisible()]
    assert len(charts) == 3
    figures = [card for card in root.findChildren(KeyCard) if card.isVisible()]
    assert [_named(part) for part in (*charts, *figures) if not _tells(part)] == []


def _tells(part: QWidget) -> bool:
    told = part.accessibleDescription()
    return len(told) > 40 and any(sign.isdigit() for sign in told)


def test_every_chart_has_a_table_in_its_place(tour: Tour) -> None:
    tour.at("overview")
    page = overview_of(tour.window)
    for card in (page.result, page.where, page.drivers):
        picture = next(
            part for kind in CHARTS for part in card.findChildren(kind) if part.isVisible()
        )
        picture.setFocus()
        tour.window.activateWindow()
        tour.settle()
        tour.do("turn")
        tour.settle()
        assert card.table.isVisible()
        assert not picture.isVisible()
        assert card.table.hasFocus()
        assert card.table.model().rowCount() > 1
        assert card.table.accessibleName()
        tour.do("turn")
        tour.settle()
        assert picture.isVisible()


@pytest.mark.parametrize("place", [page.key for one in SECTIONS for page in one.pages])
def test_f6_goes_through_all_parts_of_the_window(tour: Tour, place: str) -> None:
    root = tour.at(place)
    root.activateWindow()
    tour.settle()
    panes = [pane for pane in tour.window.workplace.panes() if pane.isVisible()]
    for action in ("next_pane", "previous_pane"):
        visited = set()
        for _ in panes:
            tour.do(action)
            at = QApplication.focusWidget()
            assert at is not None
            visited |= {pane for pane in panes if pane.isAncestorOf(at)}
        assert {type(pane).__name__ for pane in set(panes) - visited} == set()


def test_every_key_of_a_menu_is_told_in_the_list_of_keys(tour: Tour) -> None:
    shown = {part.text() for part in tour.at("shortcuts").findChildren(QLabel)}
    told = {"".join(sign for sign in text if sign not in "\u2066\u2067\u2069") for text in shown}
    native = QKeySequence.SequenceFormat.NativeText
    for entry in ENTRIES:
        text = without_key(tour.window.actions_list.by_key[entry.key].text())
        for keys in entry.shortcuts[:1]:
            assert QKeySequence(keys).toString(native) in told
            assert text in shown


def test_no_two_actions_share_a_key() -> None:
    keys = Counter(QKeySequence(keys).toString() for one in ENTRIES for keys in one.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_rail_has_at_most_eight_sections() -> None:
    assert len(SECTIONS) <= 8


# --- The guard bites ------------------------------------------------------------------------------


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    page = QDialog()
    qtbot.addWidget(page)
    place = QVBoxLayout(page)
    named, nameless = button(), button("icon")
    named.setText("Fermer")
    for one in (named, nameless):
        place.addWidget(one)
    page.show()
    assert list(_nameless(page)) == ["Button in QDialog"]


class _Trap(QPushButton):
    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802  Qt's own name
        return True


def test_a_part_that_holds_the_keyboard_is_found(qtbot: QtBot) -> None:
    page = QDialog()
    qtbot.addWidget(page)
    place = QVBoxLayout(page)
    trap, after = _Trap(), button()
    for one in (trap, after):
        place.addWidget(one)
    page.show()
    trap.setFocus()
    assert after not in set(_tabbed(page))
