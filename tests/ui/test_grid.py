"""The one editable grid keeps Qt's rules and does what a spreadsheet does, on behalf of a page."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.language import language
from app.ui.document import Document
from app.ui.grid.columns import Change, Rows
from app.ui.grid.grid import Grid
from app.ui.grid.model import GridModel
from app.ui.grid.view import GridView

from .fake_page import COLUMNS, KEYS, FakePage, full_rows

NONE = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
YOUNG, OLD, TOTAL, SHARE, SINCE, KIND = 2, 3, 4, 5, 6, 7


@pytest.fixture
def show(document: Document) -> Iterator[Callable[[str], FakePage]]:
    """Show a page in a language; every later test would dress the grids that stay alive."""
    shown = []

    def made(code: str) -> FakePage:
        page = FakePage(code)
        shown.append(page.grid)
        page.grid.resize(1000, 500)
        page.grid.show()
        page.grid.view.setFocus()
        return page

    yield made
    for grid in shown:
        delete(grid)


@pytest.fixture
def page(show: Callable[[str], FakePage]) -> FakePage:
    return show("fr")


def _press(
    qtbot: QtBot,
    page: FakePage,
    *keys: Qt.Key,
    with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    for key in keys:
        qtbot.keyClick(_focused(page), key, with_)


def _focused(page: FakePage) -> Grid | QLineEdit:
    fields = page.grid.view.viewport().findChildren(QLineEdit)
    return fields[-1] if fields else page.grid.view


def _type(qtbot: QtBot, page: FakePage, text: str) -> None:
    qtbot.keyClicks(page.grid.view, text[:1])
    qtbot.keyClicks(_focused(page), text[1:])


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _changed(page: FakePage) -> list[tuple[int, str, object]]:
    return [tuple(change) for change in page.calls[-1]]


# --- The model ---------------------------------------------------------------------------------


def _one() -> Rows:
    return Rows(tuple((value,) for value in ("Tata", "Spécialiste", 1, None, 1, 0.5, 2020, None)))


@pytest.mark.parametrize("rows", [None, Rows(), _one(), full_rows()])
def test_the_model_keeps_the_rules_of_qt(
    rows: Rows | None, qtmodeltester: ModelTester, document: Document
) -> None:
    model = GridModel()
    if rows is not None:
        model.describe(COLUMNS, language("fr"))
        model.show(rows)
    qtmodeltester.check(model)


def test_the_model_keeps_the_rules_while_it_is_reset(
    qtmodeltester: ModelTester, document: Document
) -> None:
    model, full = GridModel(), full_rows()
    qtmodeltester.check(model)
    for code in ("fr", "ar"):
        model.describe(COLUMNS, language(code))
        for rows in (full, _one(), Rows(), full):
            model.show(rows)
            model.keys = [(YOUNG, False)]
            model.arrange()
            model.keys, model.filters = [], {0: "ta"}
            model.arrange()
            model.filters = {}


def test_cells_are_written_by_the_language_and_zero_is_quiet(page: FakePage) -> None:
    model = page.grid.model
    assert [model.text(0, at) for at in range(8)] == [
        "Agadir", "Généraliste", "–", "–", "–", "12,5\u202f%", "2020", "Titulaire",
    ]  # fmt: skip
    assert model.face(0, YOUNG).ink == "text_secondary"
    assert model.face(2, YOUNG).strong
    flags = model.data(model.index(0, YOUNG), Qt.ItemDataRole.TextAlignmentRole)
    assert flags & Qt.AlignmentFlag.AlignRight
    assert flags & Qt.AlignmentFlag.AlignAbsolute


def test_the_name_of_a_group_is_shown_once_but_read_aloud_everywhere(page: FakePage) -> None:
    model = page.grid.model
    assert [model.face(row, 0).text for row in (0, 1, 2, 3)] == ["Agadir", "", "", "Taroudannt"]
    spoken = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("Agadir")


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="lengths"):
        Rows(((1, 2), (1,)))


# --- Typing ------------------------------------------------------------------------------------


def test_typing_and_enter_make_one_gesture_and_go_down(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.go(0, YOUNG)
    _type(qtbot, page, "1 255")
    _press(qtbot, page, Qt.Key.Key_Return)
    assert _changed(page) == [(0, "young", 1255)]
    assert page.grid.view.spot == (1, YOUNG)
    assert page.texts("young")[0] == "1\u202f255"
    assert page.grid.model.face(0, YOUNG).mark == "changed"


def test_tab_keeps_what_is_typed_and_goes_on_and_escape_does_not(
    qtbot: QtBot, page: FakePage
) -> None:
    page.grid.view.go(0, YOUNG)
    _type(qtbot, page, "7")
    _press(qtbot, page, Qt.Key.Key_Tab)
    assert _changed(page) == [(0, "young", 7)]
    assert page.grid.view.spot == (0, OLD)
    _type(qtbot, page, "9")
    _press(qtbot, page, Qt.Key.Key_Escape)
    assert len(page.calls) == 1


def test_editing_begins_with_the_exact_value(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.go(0, SHARE)
    _press(qtbot, page, Qt.Key.Key_F2)
    field = _focused(page)
    assert isinstance(field, QLineEdit)
    assert field.text() == "12,5%"
    assert field.accessibleName() == "Part"
    _press(qtbot, page, Qt.Key.Key_Return)
    assert page.calls == []  # nothing was changed


@pytest.mark.parametrize(
    ("at", "typed", "value"),
    [
        (SHARE, "80", 0.8),
        (SHARE, "12,4 %", 0.124),
        (SINCE, "٢٠٢٤", 2024),
        (KIND, "contractuel", "Contractuel"),
        (YOUNG, "27\u202f266", 27266),
    ],
)
def test_each_kind_is_read_as_it_is_written(
    page: FakePage, at: int, typed: str, value: object
) -> None:
    page.grid.model.setData(page.grid.model.index(1, at), typed)
    assert page.calls == [(Change(1, KEYS[at], value),)]


@pytest.mark.parametrize(
    ("at", "typed"), [(YOUNG, "3a"), (YOUNG, "1.255"), (SINCE, "2020,5"), (KIND, "Autre")]
)
def test_what_cannot_be_read_stays_in_its_cell_with_the_reason(
    page: FakePage, at: int, typed: str
) -> None:
    model = page.grid.model
    model.setData(model.index(1, at), typed)
    assert page.calls == []
    assert model.text(1, at) == typed
    assert model.face(1, at).mark == "unread"
    assert typed in model.data(model.index(1, at), Qt.ItemDataRole.ToolTipRole)
    assert "illisible" in model.data(model.index(1, at), Qt.ItemDataRole.AccessibleTextRole)
    assert page.grid.problems == 1
    page.grid.show(page.rows())
    assert page.grid.problems == 1
    model.setData(model.index(1, at), "")
    assert page.grid.problems == 0


def test_escape_takes_an_unreadable_text_away(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.go(1, YOUNG)
    page.grid.model.setData(page.grid.model.index(1, YOUNG), "3a")
    _press(qtbot, page, Qt.Key.Key_Escape)
    assert page.grid.problems == 0
    assert page.texts("young")[1] == "1"


def test_a_refused_value_stays_to_be_corrected(page: FakePage) -> None:
    page.refusal = "Pas plus que le total."
    page.grid.model.setData(page.grid.model.index(1, YOUNG), "99")
    assert page.texts("young")[1] == "99"
    assert page.grid.model.unread(1, YOUNG) == ("99", "Pas plus que le total.", None)


def test_problems_are_met_one_after_the_other(qtbot: QtBot, page: FakePage) -> None:
    for row, at in ((3, OLD), (0, YOUNG)):
        page.grid.model.setData(page.grid.model.index(row, at), "x")
    page.grid.view.go(1, YOUNG)
    met = []
    for keys in (NONE, NONE, SHIFT):
        _press(qtbot, page, Qt.Key.Key_F3, with_=keys)
        met.append(page.grid.view.spot)
    assert met == [(3, OLD), (0, YOUNG), (3, OLD)]


def test_sums_totals_and_locked_cells_cannot_be_typed_in(page: FakePage) -> None:
    page.locked = frozenset({(0, "young")})
    page.grid.show(page.rows())
    model = page.grid.model
    for row, at in ((0, YOUNG), (2, YOUNG), (0, TOTAL), (0, 0)):
        assert not model.flags(model.index(row, at)) & Qt.ItemFlag.ItemIsEditable
        assert not model.setData(model.index(row, at), "5")
    page.grid.set_writable(False)
    assert not model.can_edit(1, YOUNG)


# --- Going about -------------------------------------------------------------------------------


def test_tab_reads_line_by_line_and_leaves_at_the_end(qtbot: QtBot, page: FakePage) -> None:
    view = page.grid.view
    view.go(0, len(KEYS) - 1)
    _press(qtbot, page, Qt.Key.Key_Tab)
    assert view.spot == (1, 0)
    _press(qtbot, page, Qt.Key.Key_Backtab)
    assert view.spot == (0, len(KEYS) - 1)
    view.go(8, len(KEYS) - 1)
    _press(qtbot, page, Qt.Key.Key_Tab)
    assert view.spot == (8, len(KEYS) - 1)


def test_control_and_arrow_go_to_the_edge_of_the_data(qtbot: QtBot, page: FakePage) -> None:
    view = page.grid.view
    view.go(0, YOUNG)
    _press(qtbot, page, Qt.Key.Key_Down, with_=CONTROL)
    assert view.spot == (8, YOUNG)
    _press(qtbot, page, Qt.Key.Key_Right, with_=CONTROL)
    assert view.spot == (8, TOTAL)  # the rest of this line is empty
    view.go(0, YOUNG)
    _press(qtbot, page, Qt.Key.Key_Down, with_=CONTROL | SHIFT)
    assert view.areas() == [(0, YOUNG, 8, YOUNG)]


def test_the_arrows_follow_the_eye_in_arabic(qtbot: QtBot, show: Callable[[str], FakePage]) -> None:
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page = show("ar")
    view = page.grid.view
    view.go(0, YOUNG)
    _press(qtbot, page, Qt.Key.Key_Left)
    assert view.spot == (0, OLD)
    _press(qtbot, page, Qt.Key.Key_Right, with_=CONTROL)
    assert view.spot == (0, 0)
    assert view.columnViewportPosition(0) > view.columnViewportPosition(1)
    fields = page.grid.view.head.fields
    assert fields[0].x() > fields[1].x()


def test_the_current_cell_is_told_by_the_names_of_the_page(qtbot: QtBot, page: FakePage) -> None:
    page.grid.sort(YOUNG, rising=False)
    with qtbot.waitSignal(page.grid.current_changed) as told:
        page.grid.view.go(0, YOUNG)
    assert told.args == [7, "young"]
    assert page.grid.current() == (7, "young")
    page.grid.go_to(0, "old")
    assert page.grid.view.spot == (5, OLD)


# --- Filters and sorting -----------------------------------------------------------------------


def test_a_filter_field_hides_rows_and_escape_shows_them_again(
    qtbot: QtBot, page: FakePage
) -> None:
    field = page.grid.view.head.fields[0]
    qtbot.keyClicks(field, "TATA")
    assert page.texts("province") == ["Tata"] * 3
    assert field.property("used")
    assert "2" in page.grid.foot.count.text()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert len(page.texts("province")) == 9


def test_a_filter_that_cannot_be_read_says_so_and_hides_nothing(
    qtbot: QtBot, page: FakePage
) -> None:
    field = page.grid.view.head.fields[YOUNG]
    qtbot.keyClicks(field, ">")
    assert field.property("tone") == "error"
    assert len(page.texts("province")) == 9
    qtbot.keyClicks(field, " 20")
    assert field.property("tone") == ""
    assert page.texts("young") == ["26", "27", "53"]


def test_a_click_on_a_heading_sorts_up_down_and_not_at_all(qtbot: QtBot, page: FakePage) -> None:
    head = page.grid.view.head
    place = QPoint(head.sectionViewportPosition(YOUNG) + 30, 10)
    found = []
    for _ in range(3):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        found.append(page.texts("young"))
    assert found[0] == ["–", "1", "13", "14", "26", "27"]
    assert found[1] == found[0][::-1]
    assert len(found[2]) == 9


def test_an_edit_does_not_move_the_row_from_under_the_fingers(page: FakePage) -> None:
    page.grid.sort(YOUNG, rising=True)
    page.grid.view.go(0, YOUNG)
    page.grid.model.setData(page.grid.model.index(0, YOUNG), "500")
    assert page.texts("young")[0] == "500"
    assert page.grid.view.spot == (0, YOUNG)


def test_the_cell_stays_the_current_one_while_rows_are_filtered(page: FakePage) -> None:
    page.grid.view.go(7, OLD)
    page.grid.view.head.fields[0].setText("tata")
    assert page.grid.current() == (7, "old")
    page.grid.clear_filters()
    assert page.grid.view.spot == (7, OLD)


def test_filter_by_value_takes_the_value_of_the_cell(page: FakePage) -> None:
    page.grid.view.go(4, YOUNG)
    page.grid.filter_by_value()
    assert page.texts("young") == ["14"]


# --- Clipboard ---------------------------------------------------------------------------------


def test_a_block_is_copied_as_bare_numbers(page: FakePage) -> None:
    page.grid.view.select(0, 0, 1, SHARE)
    page.grid.copy()
    assert QGuiApplication.clipboard().text() == (
        "Agadir\tGénéraliste\t0\t0\t0\t12,5%\nAgadir\tSpécialiste\t1\t0\t1\t12,5%"
    )


def test_the_whole_table_takes_its_headings_along(qtbot: QtBot, page: FakePage) -> None:
    _press(qtbot, page, Qt.Key.Key_A, with_=CONTROL)
    _press(qtbot, page, Qt.Key.Key_C, with_=CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].startswith("Territoire\tProfession\t25–29")
    assert len(lines) == 10


def test_one_cell_is_pasted_at_once(qtbot: QtBot, page: FakePage) -> None:
    _copy("27\u202f266")
    page.grid.view.go(1, YOUNG)
    _press(qtbot, page, Qt.Key.Key_V, with_=CONTROL)
    assert _changed(page) == [(1, "young", 27266)]
    assert not page.grid.banner.isVisible()


def test_a_block_that_replaces_values_is_shown_first_and_kept_by_enter(
    qtbot: QtBot, page: FakePage
) -> None:
    _copy("5\t4\r\n9\t3a\r\n")
    page.grid.view.go(3, YOUNG)
    _press(qtbot, page, Qt.Key.Key_V, with_=CONTROL)
    assert page.calls == []
    assert page.grid.banner.isVisible()
    assert "Taroudannt" in page.grid.banner.text
    assert "3a" in page.grid.banner.text
    assert page.grid.model.text(3, YOUNG) == "5"
    assert page.grid.model.face(3, YOUNG).mark == "offered"
    assert page.grid.model.face(4, OLD).mark == "unread"
    assert "18" in page.grid.foot.selected.text()  # 5, 4 and 9
    _press(qtbot, page, Qt.Key.Key_Return)
    assert _changed(page) == [(3, "young", 5), (3, "old", 4), (4, "young", 9)]
    assert page.grid.model.text(4, OLD) == "3a"
    assert page.grid.problems == 1
    assert not page.grid.banner.isVisible()


def test_escape_leaves_a_paste_undone(qtbot: QtBot, page: FakePage) -> None:
    _copy("5\t4\n9\t3")
    page.grid.view.go(3, YOUNG)
    _press(qtbot, page, Qt.Key.Key_V, with_=CONTROL)
    _press(qtbot, page, Qt.Key.Key_Escape)
    assert page.calls == []
    assert page.grid.model.text(3, YOUNG) == "13"


def test_one_value_fills_the_selection(page: FakePage) -> None:
    _copy("6")
    page.grid.view.select(0, OLD, 1, OLD)
    page.grid.paste()
    assert _changed(page) == [(0, "old", 6), (1, "old", 6)]


@pytest.mark.parametrize(
    "block",
    [
        "Total\t25–29\tProfession\tTERRITOIRE\n0\t70\tSPECIALISTE\tTata\n0\t71\tgénéraliste\tTata",
        "المهنة\tterritory\t25–29\nSpécialiste\tTata\t70\nGénéraliste\t\t71",
        "المهنة\tterritory\t٢٥–٢٩\nSpécialiste\tTata\t٧٠\nGénéraliste\t\t٧١",
    ],
)
def test_headings_and_names_of_a_block_find_their_columns_and_rows(
    page: FakePage, block: str
) -> None:
    _copy(block)
    page.grid.view.go(0, 0)
    page.grid.paste()
    page.grid.view.commands["accept"]()
    assert sorted(_changed(page)) == [(6, "young", 71), (7, "young", 70)]


def test_names_before_the_figures_are_taken_as_the_names_of_the_rows(page: FakePage) -> None:
    _copy("Agadir\tGénéraliste\t5\t6\nagadir\tspecialiste\t7\t8")
    page.grid.view.go(0, 0)
    page.grid.paste()
    page.grid.view.commands["accept"]()
    assert _changed(page) == [
        (0, "young", 5), (0, "old", 6), (1, "young", 7), (1, "old", 8),
    ]  # fmt: skip


def test_what_has_no_place_is_left_out_and_said(page: FakePage) -> None:
    _copy("\n".join("1\t2\t3\t4\t5\t6\t7" for _ in range(3)))
    page.grid.view.go(7, OLD)
    page.grid.paste()
    told = page.grid.banner.text
    assert "débord" in told
    assert "lecture seule" in told
    page.grid.view.commands["accept"]()
    assert {row for row, _, _ in _changed(page)} == {7}


def test_an_unknown_row_is_said(page: FakePage) -> None:
    _copy("Territoire\tProfession\t25–29\nZagora\tSpécialiste\t5")
    page.grid.view.go(0, 0)
    page.grid.paste()
    assert page.grid.banner.isVisible()
    page.grid.view.commands["accept"]()
    assert page.calls == []


def test_clearing_leaves_what_the_column_says(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.select(1, YOUNG, 2, SHARE)
    _press(qtbot, page, Qt.Key.Key_Delete)
    assert _changed(page) == [(1, "young", 0), (1, "share", None)]


def test_cutting_copies_and_clears(page: FakePage) -> None:
    page.grid.view.go(1, YOUNG)
    page.grid.cut()
    assert QGuiApplication.clipboard().text() == "1"
    assert _changed(page) == [(1, "young", 0)]


def test_filling_repeats_the_first_row_or_column(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.select(0, YOUNG, 4, YOUNG)
    _press(qtbot, page, Qt.Key.Key_D, with_=CONTROL)
    assert _changed(page) == [(1, "young", 0), (3, "young", 0), (4, "young", 0)]
    page.grid.view.select(6, YOUNG, 6, OLD)
    _press(qtbot, page, Qt.Key.Key_R, with_=CONTROL)
    assert _changed(page) == [(6, "old", 26)]


def test_a_subtotal_is_never_what_is_filled(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.go(3, YOUNG)  # right under a subtotal
    _press(qtbot, page, Qt.Key.Key_D, with_=CONTROL)
    assert _changed(page) == [(3, "young", page.grid.model.value(1, YOUNG))]
    page.grid.view.select(2, YOUNG, 4, YOUNG)
    _press(qtbot, page, Qt.Key.Key_D, with_=CONTROL)
    assert _changed(page) == [(4, "young", page.grid.model.value(3, YOUNG))]


def test_a_clipboard_that_no_spreadsheet_made_is_no_defect(page: FakePage) -> None:
    page.grid.view.go(0, YOUNG)
    _copy('"' + "x" * 200_000)
    page.grid.paste()
    assert page.grid.model.problems() == [(0, YOUNG)]


def test_filling_takes_the_cell_above_a_single_one(page: FakePage) -> None:
    page.grid.view.go(1, YOUNG)
    page.grid.view.commands["fill_down"]()
    assert _changed(page) == [(1, "young", 0)]
    page.grid.view.go(1, KIND)
    page.grid.view.commands["fill_right"]()
    assert len(page.calls) == 1  # a year is none of the choices


def test_a_refused_block_changes_nothing_and_says_why(page: FakePage) -> None:
    page.refusal = "Refusé."
    page.grid.view.select(0, YOUNG, 1, OLD)
    page.grid.clear()
    assert page.grid.banner.text == "Refusé."
    page.grid.view.commands["escape"]()
    assert not page.grid.banner.isVisible()


# --- Search, foot, menu ------------------------------------------------------------------------


def test_find_goes_from_place_to_place(qtbot: QtBot, page: FakePage) -> None:
    _press(qtbot, page, Qt.Key.Key_F, with_=CONTROL)
    bar = page.grid.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.field, "tata")
    met = [page.grid.view.spot]
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    met.append(page.grid.view.spot)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return, SHIFT)
    met.append(page.grid.view.spot)
    assert met == [(6, 0), (7, 0), (6, 0)]
    assert bar.count.text() == "1 sur 3"
    qtbot.keyClicks(bar.field, "x")
    assert bar.count.text() == "Aucun résultat"
    qtbot.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_go_to_finds_a_row_by_how_its_names_begin(qtbot: QtBot, page: FakePage) -> None:
    _press(qtbot, page, Qt.Key.Key_G, with_=CONTROL)
    qtbot.keyClicks(page.grid.find_bar.field, "taro")
    assert page.grid.view.spot == (3, 0)


def test_the_foot_counts_what_is_shown_and_selected(page: FakePage) -> None:
    foot = page.grid.foot
    assert foot.count.text() == "6 lignes · 3 sous-totaux"
    page.grid.view.select(3, 1, 4, YOUNG)
    assert foot.selected.text() == "somme 27 · moyenne 13,5 · 2 nombres · 2 textes"
    assert not foot.marks["changed"][0].isVisible()
    page.grid.model.setData(page.grid.model.index(1, YOUNG), "8")
    assert foot.marks["changed"][0].isVisible()


def test_the_total_stays_under_its_columns_and_is_read_aloud(page: FakePage) -> None:
    total = page.grid.total
    assert total.isVisible()
    assert "Souss-Massa" in total.accessibleDescription()
    assert total.y() >= page.grid.view.geometry().bottom()


def test_the_menu_offers_the_commands_and_none_that_write_when_nothing_can_be_written(
    page: FakePage,
) -> None:
    page.grid.view.go(0, YOUNG)
    for writable in (True, False):
        page.grid.set_writable(writable)
        menu = QMenu()
        page.grid.view.fill_menu(menu)
        enabled = {action.text(): action.isEnabled() for action in menu.actions()}
        assert enabled["Coller"] is writable
        assert enabled["Copier"]


def test_all_that_a_window_may_call_is_there(page: FakePage) -> None:
    wanted = {
        "copy", "cut", "paste", "fill_down", "fill_right", "clear", "find", "select_all",
        "next_problem", "previous_problem", "go_to",
    }  # fmt: skip
    assert wanted <= set(page.grid.commands)


def test_everything_is_said_anew_in_another_language(page: FakePage) -> None:
    page.grid.view.go(4, YOUNG)
    page.grid.model.setData(page.grid.model.index(4, YOUNG), "3a")
    page.tell(language("en"))
    assert page.grid.model.heading(0) == "Territory"
    assert page.grid.current() == (4, "young")
    assert page.grid.problems == 1
    assert page.grid.foot.count.text() == "6 rows · 3 subtotals"


def test_every_field_has_a_name(page: FakePage) -> None:
    assert page.grid.view.accessibleName() == "Effectifs"
    names = [field.accessibleName() for field in page.grid.findChildren(QLineEdit)]
    assert len(names) == len(KEYS) + 1
    assert all(names)


def test_the_ring_follows_the_focus(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.clearFocus()
    assert not page.grid.view.painter_of_cells.focused
    page.grid.view.setFocus()
    assert page.grid.view.painter_of_cells.focused


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_names_of_rows_stay_in_sight_while_figures_scroll(
    qtbot: QtBot, show: Callable[[str], FakePage], code: str
) -> None:
    directions = Qt.LayoutDirection
    QGuiApplication.setLayoutDirection(
        directions.RightToLeft if code == "ar" else directions.LeftToRight
    )
    page = show(code)
    view, head = page.grid.view, page.grid.view.head
    assert not view.pinned.isVisible()
    page.grid.resize(480, 400)
    view.go(0, KIND)
    assert view.pinned.isVisible()
    assert [view.pinned.isColumnHidden(at) for at in (0, 1, YOUNG)] == [False, False, True]
    view.go(0, SHARE)
    view.go(0, YOUNG)
    assert not view.pinned.geometry().intersects(_on_view(view, 0, YOUNG))
    view.go(0, KIND)
    place = QPoint(head.left_of(0) + 30, 10)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.grid.model.keys == [(0, True)]


def test_a_paste_on_offer_is_in_sight_under_its_banner(qtbot: QtBot, page: FakePage) -> None:
    page.grid.resize(1000, 330)
    view = page.grid.view
    view.go(7, YOUNG)
    _copy("5\t4\n9\t3")
    page.grid.paste()
    qtbot.waitUntil(lambda: view.viewport().rect().contains(_cell(view, 7, YOUNG)))
    top = view.verticalScrollBar().value()
    assert top > 0
    assert view.painter_of_cells.top == top


def _cell(view: GridView, row: int, at: int) -> QRect:
    return view.visualRect(view.cells.index(row, at))


def _on_view(view: GridView, row: int, at: int) -> QRect:
    return _cell(view, row, at).translated(view.viewport().pos()).adjusted(1, 1, -1, -1)


def test_a_large_selection_is_summed_at_once(
    page: FakePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.grid.sort(YOUNG, rising=True)
    page.grid.view.select(1, 1, 3, YOUNG)
    said = page.grid.foot.selected.text()
    monkeypatch.setattr("app.ui.grid.foot._FEW", 0)
    page.grid.foot.sum_up(page.grid.view.areas())
    assert page.grid.foot.selected.text() == said
    assert "somme 28" in said


def test_the_keyboard_goes_to_the_filter_and_back(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.go(1, OLD)
    _press(qtbot, page, Qt.Key.Key_Down, with_=Qt.KeyboardModifier.AltModifier)
    field = page.grid.view.head.fields[OLD]
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.grid.view.hasFocus()
    assert page.grid.view.spot == (0, OLD)


def test_choices_are_offered_while_typing(qtbot: QtBot, page: FakePage) -> None:
    page.grid.view.go(0, KIND)
    _press(qtbot, page, Qt.Key.Key_F2)
    field = _focused(page)
    assert isinstance(field, QLineEdit)
    offered = field.completer().model()
    texts = [offered.index(row, 0).data() for row in range(offered.rowCount())]
    assert texts == ["Titulaire", "Contractuel"]


def test_a_block_is_repeated_in_a_selection_that_holds_it_twice(page: FakePage) -> None:
    _copy("1\t2")
    page.grid.view.select(3, YOUNG, 4, OLD)
    page.grid.paste()
    page.grid.view.commands["accept"]()
    assert [value for _, _, value in _changed(page)] == [1, 2, 1, 2]
