"""A line, a merger and an import are asked for in dialogs that say in place what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QStyleOptionButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.models.rows import Names
from app.planning import line_edits, scenario_edits
from app.planning.plan import Plan
from app.planning.starter import sample
from app.ui.controls.labels import Words
from app.ui.document import Document
from app.ui.pages.scenarios import ScenariosPage
from app.ui.scenarios.import_dialog import ImportDialog
from app.ui.scenarios.line_dialog import LineDialog
from app.ui.scenarios.line_fields import Wrong
from app.ui.scenarios.merge_dialog import MergeDialog
from app.ui.scenarios.three_names import joined
from app.ui.window import Window
from tests.ui.pages import scenarios_on, settle

Open = Callable[[str], None]
KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton
POSTS, RENEWAL = "posts-5-fill-40", "renewal-50"


@pytest.fixture
def page(qtbot: QtBot, window: Window, open_sample: Open) -> ScenariosPage:
    open_sample("tata-2017")
    return scenarios_on(qtbot, window, POSTS)


def _dialog(page: ScenariosPage, kind: type[QDialog]) -> QDialog:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def _line(page: ScenariosPage) -> LineDialog:
    found = _dialog(page, LineDialog)
    assert isinstance(found, LineDialog)
    return found


def _own(document: Document, scenario: str = POSTS) -> list[object]:
    return line_edits.own_lines(document.rows, scenario)


def test_a_line_is_changed_in_one_edit(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    qtbot.mouseClick(page.lines.table.rows[1].edit, LEFT)
    dialog = _line(page)
    fields = dialog.fields
    assert fields.value.text() == document.language.percent(0.4, 0)
    assert fields.operation.here == "set"
    kept = _own(document)[1].reason  # type: ignore[attr-defined]
    assert fields.reason.text() == document.language.told(kept) != kept
    assert fields.read().reason == kept
    fields.value.setText("55 %")
    fields.year_to.setText("2028")
    qtbot.mouseClick(fields.shape.buttons["ramp"], LEFT)
    assert fields.ramp.isVisible()
    fields.ramp.setText("3")
    fields.reason.setText("Objectif de la délégation")
    qtbot.mouseClick(dialog.keep_button, LEFT)
    assert not dialog.isVisible()
    row = _own(document)[1]
    assert (row.value, row.year_to, row.ramp_years) == (0.55, 2028, 3)  # type: ignore[attr-defined]
    assert row.reason == "Objectif de la délégation"  # type: ignore[attr-defined]
    settle(qtbot)
    assert "sur 3 ans" in page.lines.table.rows[1].what.scope.text()
    document.undo()
    assert _own(document)[1].value == 0.4  # type: ignore[attr-defined]


@pytest.mark.parametrize(("field", "text"), [
    ("value", "beaucoup"), ("year_from", "20"), ("year_to", "2012"), ("ramp", "0"),
])  # fmt: skip
def test_what_cannot_be_kept_is_said_beside_its_field(
    qtbot: QtBot, page: ScenariosPage, document: Document, field: str, text: str
) -> None:
    before = _own(document)
    page.acts.edit_line(1)
    dialog = _line(page)
    if field == "ramp":
        qtbot.mouseClick(dialog.fields.shape.buttons["ramp"], LEFT)
    getattr(dialog.fields, field).setText(text)
    dialog.keep()
    assert dialog.isVisible()
    assert dialog._wrong[field].isVisible()
    assert dialog._wrong[field].text()
    assert getattr(dialog.fields, field).property("tone") == "error"
    assert _own(document) == before
    qtbot.keyClicks(getattr(dialog.fields, field), "1")
    assert not dialog._wrong[field].isVisible()
    dialog.reject()


@pytest.mark.parametrize(("first", "last", "wrong"), [
    ("1900", "1905", "year_from"), ("2017", "2020", "year_from"), ("2100", "2200", "year_from"),
    ("2019", "2031", "year_to"), ("20251", "2030", "year_from"),
])  # fmt: skip
def test_a_line_acts_in_the_years_of_the_plan(
    page: ScenariosPage, document: Document, first: str, last: str, wrong: str
) -> None:
    before = _own(document)
    page.acts.edit_line(1)
    dialog = _line(page)
    dialog.fields.year_from.setText(first)
    dialog.fields.year_to.setText(last)
    dialog.keep()
    assert dialog.isVisible()
    assert "de 2018 à 2030" in dialog._wrong[wrong].text()
    assert _own(document) == before
    dialog.reject()


def test_an_open_end_is_that_of_the_plan_and_years_that_stood_may_stay(
    page: ScenariosPage, document: Document
) -> None:
    page.acts.edit_line(1)
    fields = _line(page).fields
    fields.year_from.setText("")
    fields.year_to.setText("")
    assert (fields.read().year_from, fields.read().year_to) == (2018, 2030)
    assert fields.year_to.placeholderText() == "2030"
    fields.show_row(replace(_own(document)[0], year_from=2010, year_to=2060))  # type: ignore[type-var]
    assert (fields.read().year_from, fields.read().year_to) == (2010, 2060)
    _line(page).reject()


def test_a_line_asks_for_a_value_and_for_whole_people(
    page: ScenariosPage, document: Document
) -> None:
    before = _own(document)
    page.acts.edit_line(1)
    dialog = _line(page)
    assert before[0].parameter == "posts"  # type: ignore[attr-defined]
    for text, said in (("1,5", "Indiquez un nombre entier."), (" ", "Indiquez une valeur.")):
        dialog.fields.value.setText(text)
        dialog.keep()
        assert dialog.isVisible()
        assert dialog._wrong["value"].text() == said
    assert _own(document) == before
    dialog.fields.operation.choose("multiply")
    dialog.fields.value.setText("1,5")
    assert dialog.fields.read().value == 1.5
    dialog.reject()


def test_what_the_plan_refuses_is_said_in_the_dialog(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    before = _own(document)
    page.acts.edit_line(2)
    dialog = _line(page)
    dialog.fields.value.setText("400")
    qtbot.mouseClick(dialog.keep_button, LEFT)
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    assert _own(document) == before
    dialog.fields.value.setText("40")
    dialog.keep()
    assert not dialog.isVisible()


def test_the_way_to_a_source_begins_at_the_source(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    page.acts.add_line(page.follows.starts()[:1])
    _line(page).keep()
    settle(qtbot)
    row = page.lines.table.rows[-1]
    assert row.source.isVisible()
    assert page.lines.head.unsourced.text
    qtbot.mouseClick(row.source, LEFT)
    dialog = _line(page)
    assert dialog.focusWidget() is dialog.fields.source
    dialog.fields.source.setCurrentIndex(1)
    dialog.keep()
    settle(qtbot)
    assert not page.lines.table.rows[-1].source.isVisible()
    assert page.lines.table.rows[-1].told.text()


def test_a_new_line_begins_with_a_lever_of_ones_choice(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    qtbot.mouseClick(page.lines.add, LEFT)
    dialog = _line(page)
    assert dialog.what.isVisible()
    starts = page.follows.starts()
    at = next(i for i, row in enumerate(starts) if row.parameter == "renewal_share")
    dialog.what.setCurrentIndex(at)
    dialog.what.activated.emit(at)
    dialog.fields.value.setText("50")
    dialog.fields.sector.setCurrentIndex(1)
    qtbot.mouseClick(dialog.keep_button, LEFT)
    settle(qtbot)
    made = _own(document)[-1]
    assert (made.parameter, made.value) == ("renewal_share", 0.5)  # type: ignore[attr-defined]
    assert len(page.lines.table.rows) == 3


def test_the_operation_decides_the_unit(page: ScenariosPage) -> None:
    page.acts.edit_line(1)
    dialog = _line(page)
    dialog.fields.operation.choose("multiply")
    dialog._follow()
    assert dialog._unit.text() == "fois la valeur d’avant"
    assert dialog.fields.read().operation == "multiply"
    dialog.reject()


def test_a_percentage_multiplies_as_a_share_and_counts_nobody(page: ScenariosPage) -> None:
    page.acts.edit_line(1)
    fields = _line(page).fields
    fields.operation.choose("multiply")
    fields.value.setText("50 %")
    assert fields.read().value == 0.5
    fields.operation.choose("add")
    fields.value.setText("5 %")
    with pytest.raises(Wrong, match="value"):
        fields.read()
    _line(page).reject()


def test_a_line_is_taken_back_in_one_press(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    before = _own(document)
    qtbot.mouseClick(page.lines.table.rows[0].back, LEFT)
    settle(qtbot)
    assert _own(document) == before[1:]
    document.undo()
    settle(qtbot)
    assert _own(document) == before


# --- Merging --------------------------------------------------------------------------------------


def _merge(page: ScenariosPage) -> MergeDialog:
    page.acts.do("merge")
    found = _dialog(page, MergeDialog)
    assert isinstance(found, MergeDialog)
    return found


def test_a_merger_takes_the_lines_of_both(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    dialog = _merge(page)
    assert not dialog.go.isEnabled()
    assert list(dialog.picks.boxes) == [RENEWAL]
    dialog.picks.boxes[RENEWAL].setChecked(True)
    assert dialog.clashes == []
    qtbot.mouseClick(dialog.go, LEFT)
    settle(qtbot)
    made = document.study.scenario.id
    assert made not in (POSTS, RENEWAL)
    assert len(_own(document, made)) == 3
    names = document.study.scenario.names
    assert " et " in names.fr
    assert " and " in names.en
    document.undo()
    assert _own(document, made) == []
    settle(qtbot)
    assert document.study.scenario.id == POSTS
    document.redo()
    settle(qtbot)
    assert document.study.scenario.id == made


def test_a_merger_of_many_is_called_by_two_of_them_and_how_many_more() -> None:
    several = [Names(f"Nom {at}", f"اسم {at}", f"Name {at}") for at in range(14)]
    assert joined(several).fr == "Nom 0, Nom 1 + 12"
    assert joined(several).en == "Name 0, Name 1 + 12"
    assert joined(several[:2]).en == "Name 0 and Name 1"
    long = [Names("m" * 200, "\u2066" + "1" * 200 + "\u2069", f"{at}" * 200) for at in range(5)]
    made = joined(long)
    for text in (made.fr, made.ar, made.en):
        assert len(text) <= 120
        assert text.count("…") == 2
        assert text.count("\u2066") + text.count("\u2068") == text.count("\u2069")


def test_where_lines_clash_a_person_says_which_one_holds(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    page.acts.do("duplicate")
    settle(qtbot)
    copy = document.study.scenario.id
    document.follow(POSTS)
    settle(qtbot)
    dialog = _merge(page)
    dialog.picks.boxes[copy].setChecked(True)
    assert len(dialog.clashes) == 2
    for _, choice in dialog.clashes:
        qtbot.mouseClick(choice.buttons["first"], LEFT)
    dialog.merge()
    settle(qtbot)
    assert len(_own(document, document.study.scenario.id)) == 2


def test_where_lines_clash_each_is_read_whole(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    long = "Contrats de quatre ans dans les provinces déficitaires, sans renouvellement"
    for code in (POSTS, RENEWAL):
        row = next(one for one in document.rows.scenarios if one.id == code)
        names = replace(row.names, fr=f"{long} ({code})")
        document.apply(scenario_edits.describe(document.rows, code, names=names))
    other = replace(_own(document)[0], scenario=RENEWAL, value=9.0)  # type: ignore[type-var]
    document.apply(line_edits.add_line(document.rows, RENEWAL, other, "t"))
    dialog = _merge(page)
    dialog.picks.boxes[RENEWAL].setChecked(True)
    QApplication.processEvents()
    ((_, choice),) = dialog.clashes
    told = [one for one in choice.findChildren(Words) if one is not choice.what]
    assert told[0].text() == "Les deux"
    assert all(long in one.text() for one in told[1:])
    assert ": 5 ·" in told[1].text()
    assert ": 9 ·" in told[2].text()
    for one in (choice.what, *told):
        assert one.height() >= one.heightForWidth(one.width())
    places = [one.mapTo(dialog, one.rect().topLeft()).y() for one in (choice.what, *told)]
    assert places == sorted(places)
    heading = dialog._heading
    offered = dialog._offered
    assert offered.geometry().bottom() < heading.geometry().top()
    assert heading.geometry().bottom() < dialog._asked_of.geometry().top()
    dialog.picks.boxes[RENEWAL].setChecked(False)
    assert not dialog._asked_of.isVisible()
    dialog.picks.boxes[RENEWAL].setChecked(True)
    ((_, choice),) = dialog.clashes
    told = [one for one in choice.findChildren(Words) if one is not choice.what]
    qtbot.mouseClick(told[2], LEFT)
    assert choice.here == "second"
    assert choice.buttons["second"].accessibleName() == told[2].text()
    dialog.reject()


# --- Importing ------------------------------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "autre.tabib"
    Plan.create(path, sample("tata-2017"))
    return path


def _import(qtbot: QtBot, page: ScenariosPage, path: Path) -> ImportDialog:
    qtbot.mouseClick(page.side.bring_in, LEFT)
    dialog = _dialog(page, ImportDialog)
    assert isinstance(dialog, ImportDialog)
    dialog.read(path)
    settle(qtbot)
    return dialog


def test_scenarios_of_another_plan_come_along_beside_those_of_the_same_name(
    qtbot: QtBot, page: ScenariosPage, document: Document, other: Path
) -> None:
    before = other.read_bytes()
    dialog = _import(qtbot, page, other)
    assert set(dialog.picks.boxes) == {POSTS, RENEWAL}
    assert not dialog.clash.isVisible()
    dialog.picks.boxes[POSTS].setChecked(True)
    assert dialog.clash.isVisible()
    known = {row.id for row in document.rows.scenarios}
    qtbot.mouseClick(dialog.go, LEFT)
    settle(qtbot)
    assert not isValid(dialog)
    (made,) = {row.id for row in document.rows.scenarios} - known
    assert len(_own(document, made)) == 2
    assert other.read_bytes() == before
    document.follow(made)
    settle(qtbot)
    document.undo()
    settle(qtbot)
    assert {row.id for row in document.rows.scenarios} == known
    assert document.study.scenario.id == POSTS
    document.redo()
    settle(qtbot)
    assert document.study.scenario.id == made


def test_a_clash_can_be_left_out_or_take_the_place(
    qtbot: QtBot, page: ScenariosPage, document: Document, other: Path
) -> None:
    row = _own(document)[0]
    document.apply(line_edits.change_line(document.rows, replace(row, value=9.0), "t"))  # type: ignore[type-var]
    dialog = _import(qtbot, page, other)
    dialog.picks.boxes[POSTS].setChecked(True)
    dialog.clash.choose("replace")
    dialog.bring_in()
    settle(qtbot)
    assert _own(document)[0].value == 5.0  # type: ignore[attr-defined]


def test_a_long_name_has_dots_amid_it_and_is_told_whole(
    page: ScenariosPage, document: Document
) -> None:
    row = next(one for one in document.rows.scenarios if one.id == RENEWAL)
    names = replace(row.names, fr="Contrats & postes " * 12)
    document.apply(scenario_edits.describe(document.rows, RENEWAL, names=names))
    page.acts.do("merge", POSTS)
    dialog = _dialog(page, MergeDialog)
    assert isinstance(dialog, MergeDialog)
    box = dialog.picks.boxes[RENEWAL]
    option = QStyleOptionButton()
    box.initStyleOption(option)
    assert "…" in option.text  # type: ignore[attr-defined]
    assert option.text[-8:] == (names.fr.replace("&", "&&"))[-8:]  # type: ignore[attr-defined]
    assert box.accessibleName() == box.toolTip() == names.fr
    assert dialog.picks.width() <= dialog.width()
    dialog.close()


def test_a_locked_scenario_is_not_replaced_and_the_dialog_says_so(
    qtbot: QtBot, page: ScenariosPage, document: Document, other: Path
) -> None:
    document.apply(scenario_edits.lock(document.rows, POSTS, locked=True))
    before = document.rows
    dialog = _import(qtbot, page, other)
    dialog.picks.boxes[POSTS].setChecked(True)
    dialog.clash.choose("replace")
    dialog.bring_in()
    settle(qtbot)
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    assert document.rows == before
    told = []
    dialog.brought.connect(told.append)
    dialog.clash.choose("skip")
    dialog.bring_in()
    settle(qtbot)
    assert told == [0]


def test_a_scenario_that_cannot_be_projected_here_does_not_come_in(
    qtbot: QtBot, page: ScenariosPage, document: Document, tmp_path: Path
) -> None:
    rows, path = sample("tata-2017"), tmp_path / "autre.tabib"
    lines = tuple(
        replace(row, value=-1e12) if row.scenario == RENEWAL else row for row in rows.measures
    )
    Plan.create(path, replace(rows, measures=lines))
    before = document.rows
    dialog = _import(qtbot, page, path)
    dialog.picks.boxes[RENEWAL].setChecked(True)
    dialog.bring_in()
    settle(qtbot)
    assert dialog.isVisible()
    assert "est comprise entre 0 et 1" in dialog.banner.text
    assert document.rows is before
    dialog.reject()


def test_a_file_that_is_no_plan_is_refused_in_the_dialog(
    qtbot: QtBot, page: ScenariosPage, tmp_path: Path
) -> None:
    path = tmp_path / "liste.tabib"
    path.write_text("rien", "utf-8")
    dialog = _import(qtbot, page, path)
    assert dialog.banner.isVisible()
    assert not dialog.go.isEnabled()
    dialog.bring_in()
    dialog.close()


def test_another_file_takes_the_place_of_the_one_before_at_once(
    qtbot: QtBot, page: ScenariosPage, document: Document, other: Path, tmp_path: Path
) -> None:
    dialog = _import(qtbot, page, other)
    dialog.picks.boxes[POSTS].setChecked(True)
    before = document.rows.scenarios
    wrong = tmp_path / "words.txt"
    wrong.write_text("no plan", encoding="utf-8")
    dialog.path.setFocus()
    dialog.path.selectAll()
    qtbot.keyClicks(dialog.path, str(wrong))
    qtbot.keyClick(dialog.path, KEYS.Key_Return)
    settle(qtbot)
    assert document.rows.scenarios == before
    assert dialog.isVisible()
    assert dialog.banner.isVisible()
    assert not dialog.picks.boxes
    assert not dialog.go.isEnabled()


def test_a_dialog_is_as_wide_as_its_choices(
    qtbot: QtBot, page: ScenariosPage, other: Path
) -> None:
    dialog = _import(qtbot, page, other)
    dialog.picks.boxes[POSTS].setChecked(True)
    QApplication.processEvents()
    assert dialog.clash.width() >= dialog.clash.minimumSizeHint().width()
