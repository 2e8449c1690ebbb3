"""The page of assumptions: what is typed is kept, undone, projected, explained and given back."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.planning.entered import ENTERED
from app.planning.plan import Plan
from app.planning.starter import sample
from app.reports.book.parts import NOT_READ
from app.ui.document import Document
from app.ui.pages.assumptions import AssumptionsPage
from app.ui.window import Window

PATIENCE_MS = 30_000
Open = Callable[[str], None]


def _page(window: Window, document: Document) -> AssumptionsPage:
    document.go("assumptions")
    QApplication.processEvents()
    page = window.workplace.page
    assert isinstance(page, AssumptionsPage)
    return page


@pytest.fixture
def page(window: Window, document: Document, open_sample: Open) -> AssumptionsPage:
    open_sample("morocco-2024")
    return _page(window, document)


def _column(page: AssumptionsPage, key: str) -> int:
    return [column.key for column in page.grid.model.columns].index(key)


def _row(page: AssumptionsPage, what: str) -> int:
    page.show_what(what)
    return page.grid.view.spot[0]


def _text(page: AssumptionsPage, row: int, key: str) -> str:
    return page.grid.model.text(row, _column(page, key))


def _type(page: AssumptionsPage, row: int, key: str, text: str) -> None:
    model = page.grid.model
    model.setData(model.index(row, _column(page, key)), text)


def _undo_name(document: Document) -> str:
    assert document.next_undo is not None
    return document.language.tell(document.next_undo)


def test_a_typed_rate_is_kept_and_moves_the_deficit_and_undo_takes_it_back(
    qtbot: QtBot, page: AssumptionsPage, document: Document
) -> None:
    row, rows = _row(page, "emigration"), document.rows
    before, old = document.study.lines(document.view)[-1].deficit, _text(page, row, "value")
    high = _text(page, row, "high")
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        _type(page, row, "value", high)
    after = document.study.lines(document.view)[-1].deficit
    assert before is not None
    assert after is not None
    assert after > before
    assert document.language.signed(after - before) in page.effect.change.text()
    assert _text(page, row, "value") == high
    assert page.grid.model.face(row, _column(page, "value")).mark == "changed"
    assert _text(page, row, "grade") == "cité, à confirmer"
    assert _text(page, row, "source") == "Saisi dans ce plan"
    assert f": de {old} à {high}" in _undo_name(document).replace("\u00a0", "")
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        document.undo()
    assert document.study.lines(document.view)[-1].deficit == before
    assert _text(page, row, "value") == old
    assert document.rows.assumptions == rows.assumptions


def test_shares_are_written_in_percent_with_all_their_decimals(page: AssumptionsPage) -> None:
    row = _row(page, "emigration")
    at = _column(page, "value")
    share = page.grid.model.value(row, at)
    assert isinstance(share, float)
    assert page.grid.model.typed(row, at).endswith("%")
    _type(page, row, "value", page.grid.model.typed(row, at))
    assert page.grid.model.value(row, at) == share
    assert "%" not in _text(page, _row(page, "limit_age"), "value")


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("value", "120", "entre 0 et 1"),
        ("value", "90", "fourchette"),
        ("low", "90", "fourchette"),
        ("value", "", "vide"),
        ("value", "beaucoup", "beaucoup"),
        ("grade", "sûr", "sûr"),
    ],
)
def test_what_is_refused_stays_in_its_cell_and_says_why(
    page: AssumptionsPage, document: Document, key: str, text: str, why: str
) -> None:
    row, rows = _row(page, "emigration"), document.rows
    _type(page, row, key, text)
    unread = page.grid.model.unread(row, _column(page, key))
    assert unread is not None
    assert why in unread.why
    assert "assumptions" not in unread.why
    assert document.rows is rows


def test_a_pasted_block_is_one_change_and_a_refused_one_names_its_row(
    page: AssumptionsPage, document: Document
) -> None:
    row = _row(page, "limit_age")
    names = [page.grid.model.value(row + at, _column(page, "group")) for at in range(2)]
    QGuiApplication.clipboard().setText("61\n61,5")
    page.grid.paste()
    page.grid.banner.do(1)
    assert [_text(page, row + at, "value") for at in range(2)] == ["61", "61,5"]
    assert _undo_name(document) == "Hypothèses modifiées\u00a0: 2"
    QGuiApplication.clipboard().setText("62\n-3")
    page.grid.paste()
    page.grid.banner.do(1)
    assert _text(page, row, "value") == "61"
    assert str(names[1]) in page.grid.banner.text


def test_rows_of_a_block_are_found_by_their_names_and_years(page: AssumptionsPage) -> None:
    row = _row(page, "population_death_rate")
    view, keys = page.grid.view, ("label", "group", "territory", "from", "to")
    first, last = (_column(page, key) for key in ("label", "value"))
    assert _text(page, row, "group") == _text(page, row + 1, "group")
    view.select(row + 1, first, row + 1, last)
    page.grid.copy(headings=True)
    copied = QGuiApplication.clipboard().text()
    assert len(copied.split("\t")) == 2 * len(keys) + 1
    old, new = page.grid.model.typed(row + 1, last), "0,0123"
    QGuiApplication.clipboard().setText(copied.replace(old, new))
    view.go(0, 0)
    page.grid.paste()
    if page.grid.banner.isVisible():
        page.grid.banner.do(1)
    assert page.grid.model.typed(row + 1, last) == new
    assert page.grid.model.typed(row, last) != new


def test_footing_and_note_are_changed_without_touching_the_source(
    page: AssumptionsPage, document: Document
) -> None:
    row = _row(page, "emigration")
    source = _text(page, row, "source")
    _type(page, row, "grade", "publié")
    _type(page, row, "note", "confirmé par le ministère")
    assert _text(page, row, "grade") == "publié"
    assert _text(page, row, "note") == "confirmé par le ministère"
    assert _text(page, row, "source") == source
    assert _undo_name(document).startswith("Modifié")
    assert all(one.id != ENTERED or one.title for one in document.rows.sources)


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_a_note_of_the_figures_is_told_and_pasted_back_unchanged(
    page: AssumptionsPage, document: Document, code: str
) -> None:
    document.speak(code)
    row, other = _row(page, "emigration"), _row(page, "resignation")
    kept = {one.parameter: one.note for one in reversed(document.rows.assumptions)}
    told = _text(page, row, "note")
    assert told == document.language.told(kept["emigration"]) != kept["emigration"]
    _type(page, row, "note", re.sub("[\u2066-\u2069]", "", told))  # as a spreadsheet gives it
    assert document.next_undo is None
    _type(page, other, "note", told)
    assert _text(page, other, "note") == told
    after = {one.parameter: one.note for one in reversed(document.rows.assumptions)}
    assert after["resignation"] == kept["emigration"] == after["emigration"]


def test_all_of_the_plan_tells_why_a_value_plays_no_part(
    page: AssumptionsPage, document: Document
) -> None:
    few = page.grid.model.rowCount()
    page.extent.buttons["all"].click()
    assert page.grid.model.rowCount() > few
    row = _row(page, "insured_share")
    assert _text(page, row, "part") == document.language.tell(NOT_READ)
    assert _text(page, _row(page, "limit_age"), "part") == "Oui"


def test_only_what_the_chosen_territory_and_profession_rest_on_is_in_use(
    page: AssumptionsPage, document: Document
) -> None:
    everywhere = page.grid.model.rowCount()
    document.show(replace(document.view, territory="09"))
    assert 0 < page.grid.model.rowCount() < everywhere


def test_a_link_to_an_unused_value_shows_all_of_the_plan(
    page: AssumptionsPage, document: Document
) -> None:
    document.go("assumptions", "insured_share")
    assert page.extent.here == "all"
    assert "assurés" in _text(page, page.grid.view.spot[0], "label")
    document.go("assumptions", "nothing-of-that-name")
    assert page.extent.here == "all"


def test_the_inspector_says_what_the_value_was_and_gives_it_back(
    qtbot: QtBot, page: AssumptionsPage, document: Document
) -> None:
    row = _row(page, "limit_age")
    before = document.rows.assumptions
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        _type(page, row, "value", "66")
    sheet = document.sheet()
    assert sheet is not None
    assert sheet.value == "66"
    was = sheet.sections[0].rows[0]
    assert was.label == "Était 60"
    assert was.go is not None
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        was.go()
    assert document.rows.assumptions == before
    again = document.sheet()
    assert again is not None
    assert again.value == "60"


def test_the_inspector_names_range_source_and_measures_in_any_language(
    qtbot: QtBot, page: AssumptionsPage, document: Document
) -> None:
    with qtbot.waitSignal(document.view_changed, timeout=PATIENCE_MS):
        document.follow("EMIGHALF")
    _row(page, "emigration")
    for code in ("fr", "ar", "en"):
        document.speak(code)
        say, sheet = document.language.say, document.sheet()
        assert sheet is not None
        titles = [section.title for section in sheet.sections]
        assert titles[:2] == [say("Range"), say("Source")]
        assert titles[-1] == say("Measures of the scenario")
    assert "multiplied by" in sheet.sections[-1].rows[0].label


def test_a_read_only_plan_says_so(page: AssumptionsPage, document: Document) -> None:
    document.plan.writable = False
    rows = document.rows
    row = _row(page, "limit_age")
    _type(page, row, "value", "77")
    assert document.rows is rows
    assert page.grid.model.problems()


def test_keyboard_alone_types_a_value(qtbot: QtBot, page: AssumptionsPage) -> None:
    row = _row(page, "limit_age")
    view = page.grid.view
    assert view.hasFocus()
    for typed in "64":
        qtbot.keyClicks(QApplication.focusWidget(), typed)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert _text(page, row, "value") == "64"


def test_a_plan_without_assumptions_leads_on(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path
) -> None:
    rows = replace(sample("tata-2017"), assumptions=(), pipeline=(), recruitment=())
    path = tmp_path / "bare.tabib"
    Plan.create(path, rows)
    with qtbot.waitSignal(document.work_ended, timeout=PATIENCE_MS):
        document.open(path)
    page = _page(window, document)
    assert page.empty.isVisible()
    with qtbot.waitSignal(document.plan_opened, timeout=PATIENCE_MS):
        page.empty.buttons[0].click()
    assert document.is_sample
    assert not _page(window, document).empty.isVisible()
