"""Lines of a scenario are changed in their place and put in another order, by hand or by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.language import CODES, language
from app.models.rows import MeasureRow
from app.planning import line_edits
from app.planning.levers import as_lever
from app.problems import Problem
from app.ui.document import Document
from app.ui.pages.scenarios import ScenariosPage
from app.ui.scenarios.line_dialog import LineDialog
from app.ui.scenarios.value_cell import ValueCell, read_value
from app.ui.window import Window
from tests.planning.hand import measure
from tests.ui.pages import scenarios_on, settle

Open = Callable[[str], None]
KEYS = Qt.Key
POSTS = "posts-5-fill-40"
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, window: Window, open_sample: Open) -> ScenariosPage:
    open_sample("tata-2017")
    return scenarios_on(qtbot, window, POSTS)


def _own(document: Document, scenario: str = POSTS) -> list[MeasureRow]:
    return line_edits.own_lines(document.rows, scenario)


def _cell(page: ScenariosPage, at: int) -> ValueCell:
    return page.lines.table.rows[at].here


@pytest.mark.parametrize("how", ["F2", "enter", "double click", "typed"])
def test_a_value_is_changed_in_its_place_and_undo_takes_it_back(
    qtbot: QtBot, page: ScenariosPage, document: Document, how: str
) -> None:
    cell = _cell(page, 0)
    cell.setFocus()
    if how == "double click":
        qtbot.mouseDClick(cell, Qt.MouseButton.LeftButton)
    elif how != "typed":
        qtbot.keyClick(cell, KEYS.Key_F2 if how == "F2" else KEYS.Key_Return)
    qtbot.keyClicks(cell, "8")
    assert cell.text() == "8"
    qtbot.keyClick(cell, KEYS.Key_Return)
    assert _own(document)[0].value == 8.0
    assert cell.isReadOnly()
    settle(qtbot)
    assert cell.text() == "8"
    assert page.lines.table.rows[0].effect.text != "…"
    document.undo()
    settle(qtbot)
    assert (_own(document)[0].value, cell.text()) == (5.0, "5")


@pytest.mark.parametrize(("typed", "said"), [
    ("beaucoup", "beaucoup"), ("-3", "0"), ("2,5", "entier"), ("1e99", ""), ("9" * 14, ""),
])  # fmt: skip
def test_a_value_that_no_plan_can_take_is_refused_in_its_place(
    qtbot: QtBot, page: ScenariosPage, document: Document, typed: str, said: str
) -> None:
    cell, row = _cell(page, 0), page.lines.table.rows[0]
    before = _own(document)
    cell.setFocus()
    qtbot.keyClick(cell, KEYS.Key_F2)
    qtbot.keyClicks(cell, typed)
    qtbot.keyClick(cell, KEYS.Key_Return)
    assert not cell.isReadOnly()
    assert cell.property("tone") == "error"
    assert row.what.note.isVisible()
    assert said in row.what.note.text()
    assert " · " not in row.what.note.text()
    assert _own(document) == before
    qtbot.keyClick(cell, KEYS.Key_Escape)
    assert (cell.isReadOnly(), cell.text()) == (True, "5")
    page.lines.retell(page.follows)
    assert not row.what.note.isVisible()


def test_what_is_typed_is_taken_when_the_cell_is_left(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    cell = _cell(page, 1)
    cell.setFocus()
    qtbot.keyClick(cell, KEYS.Key_F2)
    qtbot.keyClicks(cell, "55 %")
    _cell(page, 0).setFocus()
    assert _own(document)[1].value == 0.55
    cell.setFocus()
    qtbot.keyClick(cell, KEYS.Key_F2)
    cell.clear()
    _cell(page, 0).setFocus()
    assert _own(document)[1].value == 0.55


def test_lines_go_up_and_down_by_alt_and_arrows_and_the_keyboard_goes_along(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    first, second = (line.parameter for line in _own(document))
    cell = _cell(page, 0)
    cell.setFocus()
    qtbot.keyClick(cell, KEYS.Key_Up, ALT)
    assert [line.parameter for line in _own(document)] == [first, second]
    qtbot.keyClick(cell, KEYS.Key_Down, ALT)
    assert [line.parameter for line in _own(document)] == [second, first]
    assert _cell(page, 1).hasFocus()
    settle(qtbot)
    assert page.lines.table.rows[0].here.text() == document.language.percent(0.4, 0)
    qtbot.keyClick(_cell(page, 1), KEYS.Key_Up)
    assert _cell(page, 0).hasFocus()
    document.undo()
    assert [line.parameter for line in _own(document)] == [first, second]


def test_a_set_line_after_a_factor_holds_and_before_it_is_multiplied(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    own = _own(document)
    twice = line_edits.add_line(
        document.rows, POSTS,
        measure("recruitment", "posts", "multiply", 2.0, cadre=own[0].cadre, sector=own[0].sector,
                territory=own[0].territory, year_from=own[0].year_from, year_to=own[0].year_to),
        "Typed",
    )  # fmt: skip
    document.apply(twice)
    settle(qtbot)
    page.acts.move_line(3, -2)
    settle(qtbot)
    assert [line.operation for line in _own(document)] == ["multiply", "set", "set"]
    assert document.study.inputs.recruitment.posts.max() == 5.0
    document.undo()
    settle(qtbot)
    assert document.study.inputs.recruitment.posts.max() == 10.0


def test_the_menu_of_a_line_offers_what_can_be_done(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    table = page.lines.table
    table.fill_menu(1)
    _, up, down, _ = table.menu.actions()
    assert (up.isEnabled(), down.isEnabled()) == (False, True)
    down.trigger()
    assert [line.parameter for line in _own(document)] == ["fill_rate", "posts"]
    table.fill_menu(2)
    table.menu.actions()[0].trigger()
    dialog = next(one for one in page.findChildren(LineDialog) if one.isVisible())
    dialog.reject()
    table.fill_menu(2)
    table.menu.actions()[3].trigger()
    assert [line.parameter for line in _own(document)] == ["fill_rate"]


def test_a_locked_scenario_opens_no_cell_and_no_menu(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    page.acts.do("lock")
    settle(qtbot)
    cell, table = _cell(page, 0), page.lines.table
    qtbot.mouseDClick(cell, Qt.MouseButton.LeftButton)
    assert cell.isReadOnly()
    table._open_menu(table.rows[0], QPoint(0, 0))
    assert not table.menu.isVisible()
    assert not [one for one in page.findChildren(QDialog) if one.isVisible()]


_POSTS = measure("recruitment", "posts", "add", 1.0, unit="posts/year")
_FILL = measure("recruitment", "fill_rate", "set", 1.0, unit="share of posts")
_ABROAD = measure("assumptions", "emigration", "multiply", 1.0, unit="probability per year")
_AGE = measure("assumptions", "limit_age", "add", 1.0, unit="years")


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("row", "typed", "value"),
    [
        (_POSTS, "+12", 12.0), (_POSTS, "\u221212", -12.0), (_FILL, "55", 0.55),
        (_FILL, "\u206655%\u2069", 0.55), (_ABROAD, "× 2", 2.0), (_ABROAD, "50 %", 0.5),
        (_AGE, "+2 ans", 2.0), (_AGE, "\u2066+2\u2069 سنوات", 2.0),
    ],
)  # fmt: skip
def test_values_are_read_with_their_unit_or_without(
    code: str, row: MeasureRow, typed: str, value: float
) -> None:
    lever = as_lever(row)
    assert lever is not None
    assert read_value(lever, typed, language(code)) == pytest.approx(value)


def test_no_number_and_a_part_of_a_person_are_refused() -> None:
    lever = as_lever(measure("recruitment", "posts", "set", 1.0, unit="posts/year"))
    assert lever is not None
    for typed in ("beaucoup", "", "2,5", "×"):
        with pytest.raises(Problem):
            read_value(lever, typed, language("fr"))


def test_the_chart_stays_in_sight_under_many_lines(
    qtbot: QtBot, page: ScenariosPage, window: Window
) -> None:
    window.resize(1366, 731)
    for row in page.follows.starts()[2:6]:
        page.acts._add(row)
        settle(qtbot)
    assert len(page.lines.table.rows) == 6
    assert page.upper.verticalScrollBar().maximum() > 0
    low = page.chart.mapTo(window, QPoint(0, page.chart.height())).y()
    assert low <= window.height()
    assert page.chart.chart.height() >= 120
    assert page._scroll.verticalScrollBar().maximum() == 0
