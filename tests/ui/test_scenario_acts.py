"""What is done to scenarios: each is one change, is seen at once, and can be taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.planning import line_edits, scenario_edits
from app.reports.rounding import whole
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.job import Job
from app.ui.pages.scenarios import ScenariosPage
from app.ui.window import Window

Open = Callable[[str], None]
KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 120_000
POSTS, RENEWAL = "posts-5-fill-40", "renewal-50"


@pytest.fixture
def page(qtbot: QtBot, window: Window, document: Document, open_sample: Open) -> ScenariosPage:
    open_sample("tata-2017")
    document.go("scenarios")
    shown = window.workplace.page
    assert isinstance(shown, ScenariosPage)
    _settle(qtbot)
    window.activateWindow()
    QApplication.processEvents()
    return shown


def _settle(qtbot: QtBot) -> None:
    """Wait until nothing is computed any more."""

    def rests() -> bool:
        QApplication.processEvents()
        return not Job.any_runs()

    qtbot.waitUntil(rests, timeout=PATIENCE_MS)
    QApplication.processEvents()
    qtbot.waitUntil(rests, timeout=PATIENCE_MS)


def _follow(qtbot: QtBot, document: Document, scenario: str) -> None:
    document.follow(scenario)
    _settle(qtbot)
    assert document.study.scenario.id == scenario


def _codes(document: Document) -> list[str]:
    rows = document.rows.scenarios
    return [row.id for row in rows if row.kind == "scenario" and not row.archived]


def _row(document: Document, scenario: str) -> object:
    return next(row for row in document.rows.scenarios if row.id == scenario)


def _own(document: Document, scenario: str) -> list[object]:
    return [row for row in document.rows.measures if row.scenario == scenario]


@pytest.mark.parametrize("act", ["begin", "duplicate"])
def test_undo_shows_what_was_shown_before_and_redo_what_was_made(
    qtbot: QtBot, page: ScenariosPage, document: Document, act: str
) -> None:
    _follow(qtbot, document, POSTS)
    page.acts.do(act)
    _settle(qtbot)
    made = document.study.scenario.id
    assert made not in (POSTS, document.rows.facts.scenario)
    for _ in range(2):
        document.undo()
        _settle(qtbot)
        assert document.study.scenario.id == POSTS
        document.redo()
        _settle(qtbot)
        assert document.study.scenario.id == made


def test_undo_leaves_alone_whom_a_person_has_chosen_since(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, POSTS)
    page.acts.do("duplicate")
    _follow(qtbot, document, RENEWAL)
    document.undo()
    _settle(qtbot)
    assert document.study.scenario.id == RENEWAL
    document.redo()
    _settle(qtbot)
    assert document.study.scenario.id == RENEWAL


def test_several_steps_back_at_once_show_what_the_first_of_them_found(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, POSTS)
    document.apply(scenario_edits.lock(document.rows, RENEWAL, locked=True))
    here = document.history()[0].sequence
    for act in ("duplicate", "begin"):
        page.acts.do(act)
        _settle(qtbot)
    last, first = document.study.scenario.id, document.history()[0].sequence
    document.go_back_to(here)
    _settle(qtbot)
    assert document.study.scenario.id == POSTS
    document.go_back_to(first)
    _settle(qtbot)
    assert document.study.scenario.id == last


def test_archiving_is_taken_back_with_what_it_put_out_of_sight(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, POSTS)
    page.acts.do("archive")
    _settle(qtbot)
    above = document.study.scenario.id
    assert above != POSTS
    document.undo()
    _settle(qtbot)
    assert document.study.scenario.id == POSTS
    document.redo()
    _settle(qtbot)
    assert document.study.scenario.id == above


def test_from_here_begins_one_below_and_lets_it_be_named_by_keyboard_alone(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    before = _codes(document)
    page.side.from_here.setFocus()
    qtbot.keyClick(page.side.from_here, KEYS.Key_Return)
    _settle(qtbot)
    (made,) = set(_codes(document)) - set(before)
    assert document.study.scenario.id == made
    assert _row(document, made).parent == "reference"  # type: ignore[attr-defined]
    name = page.side.card.lines["fr"]
    assert QApplication.focusWidget() is name
    qtbot.keyClicks(name, "Deux efforts")
    qtbot.keyClick(name, KEYS.Key_Return)
    _settle(qtbot)
    assert _row(document, made).names.fr == "Deux efforts"  # type: ignore[attr-defined]
    assert page.lines.head.title.text() == "Deux efforts"
    track = page.panels["lever"].sliders[0].track
    track.setFocus()
    qtbot.keyClick(track, KEYS.Key_Right)
    _settle(qtbot)
    assert len(_own(document, made)) == 1
    lock = page.lines.head.buttons["lock"]
    lock.setFocus()
    qtbot.keyClick(lock, KEYS.Key_Return)
    _settle(qtbot)
    assert _row(document, made).locked  # type: ignore[attr-defined]
    assert not page.side.card.lines["fr"].isEnabled()
    qtbot.keyClick(lock, KEYS.Key_Return)
    archive = page.lines.head.buttons["archive"]
    _settle(qtbot)
    archive.setFocus()
    qtbot.keyClick(archive, KEYS.Key_Return)
    _settle(qtbot)
    assert _codes(document) == before
    assert document.study.scenario.id == "reference"
    for _ in range(6):
        document.undo()
        _settle(qtbot)
    assert [row.id for row in document.rows.scenarios if row.id == made] == []
    for _ in range(6):
        document.redo()
        _settle(qtbot)
    assert _row(document, made).archived  # type: ignore[attr-defined]


def test_a_copy_has_the_same_lines_and_a_name_that_says_so(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "renewal-50")
    before = set(_codes(document))
    qtbot.mouseClick(page.lines.head.buttons["duplicate"], LEFT)
    _settle(qtbot)
    (made,) = set(_codes(document)) - before
    assert _row(document, made).names.fr.endswith("(copie)")  # type: ignore[attr-defined]
    assert len(_own(document, made)) == 1
    document.undo()
    _settle(qtbot)
    assert set(_codes(document)) == before


def test_two_begun_from_the_same_have_names_of_their_own(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    for _ in range(2):
        page.acts.do("begin", "reference")
        _settle(qtbot)
    made = [row.names for row in document.rows.scenarios[-2:]]
    assert [one.fr for one in made] == ["Nouveau scénario", "Nouveau scénario (2)"]
    assert made[1].en == "New scenario (2)"


def test_a_scenario_is_not_put_under_what_stands_on_it(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "renewal-50")
    page.acts.do("begin")
    _settle(qtbot)
    before = document.rows
    page.side.tree.dropped.emit("renewal-50", document.study.scenario.id)
    assert page.question.isVisible()
    assert not any(one.isVisible() for one in page.question.buttons)
    assert document.rows == before


def test_a_scenario_put_under_another_keeps_its_differences(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    own = _own(document, "renewal-50")
    page.side.tree.dropped.emit("renewal-50", "posts-5-fill-40")
    assert page.question.isVisible()
    assert QApplication.focusWidget() is page.question.buttons[0]
    assert _row(document, "renewal-50").parent == "reference"  # type: ignore[attr-defined]
    qtbot.keyClick(page.question.buttons[0], KEYS.Key_Return)
    _settle(qtbot)
    assert not page.question.isVisible()
    assert _row(document, "renewal-50").parent == "posts-5-fill-40"  # type: ignore[attr-defined]
    assert _own(document, "renewal-50") == own
    document.undo()
    assert _row(document, "renewal-50").parent == "reference"  # type: ignore[attr-defined]


def test_what_no_line_can_undo_is_said_in_place(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    page.side.tree.dropped.emit("renewal-50", "posts-5-fill-40")
    qtbot.mouseClick(page.question.buttons[1], LEFT)
    assert _row(document, "renewal-50").parent == "reference"  # type: ignore[attr-defined]
    assert page.question.isVisible()
    assert not page.question.buttons[1].isVisible()
    qtbot.mouseClick(page.question.buttons[0], LEFT)
    _settle(qtbot)
    assert _row(document, "renewal-50").parent == "posts-5-fill-40"  # type: ignore[attr-defined]


def test_the_menu_offers_what_can_be_done_and_nothing_else(
    page: ScenariosPage, document: Document
) -> None:
    menu = page.side.menu
    menu.fill("reference")
    usable = {action.text(): action.isEnabled() for action in menu.menu.actions()}
    say = document.language.say
    assert usable[say("From here")]
    assert usable[say("Unlock")]
    assert not usable[say("Rename")]
    assert not usable[say("Archive")]
    assert not usable[say("Put under")]
    menu.fill("renewal-50")
    usable = {action.text(): action.isEnabled() for action in menu.menu.actions()}
    assert all(usable.values())
    assert say("Lock") in usable


def test_the_menu_puts_a_scenario_under_another_and_brings_one_back(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    menu, name = page.side.menu, document.language.name
    menu.fill("renewal-50")
    under = menu.menu.actions()[-1].menu()
    texts = [action.text() for action in under.actions()]
    wanted = name(_row(document, "posts-5-fill-40").names)  # type: ignore[attr-defined]
    assert name(_row(document, "reference").names) not in texts  # type: ignore[attr-defined]
    under.actions()[texts.index(wanted)].trigger()
    assert page.question.isVisible()
    page.acts.do("archive", "renewal-50")
    _settle(qtbot)
    assert "renewal-50" not in _codes(document)
    menu.fill("renewal-50")
    (back,) = menu.menu.actions()
    back.trigger()
    _settle(qtbot)
    assert "renewal-50" in _codes(document)


def test_comparing_asks_for_the_page_that_compares(
    qtbot: QtBot, page: ScenariosPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, object]] = []
    monkeypatch.setattr(document, "go", lambda key, what=None: asked.append((key, what)))
    qtbot.mouseClick(page.lines.head.buttons["compare"], LEFT)
    assert asked == [("compare", "reference")]


def test_a_field_of_the_card_is_one_change_with_its_name(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "renewal-50")
    card = page.side.card
    for key, text in (("ar", "نصف العقود"), ("author", "Direction régionale"),
                      ("purpose", "Ce que changerait un départ sur deux.")):  # fmt: skip
        card.lines[key].setFocus()
        card.lines[key].selectAll()
        QApplication.clipboard().setText(text)
        qtbot.keyClick(card.lines[key], KEYS.Key_V, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(card.lines[key], KEYS.Key_Return)
        _settle(qtbot)
    row = _row(document, "renewal-50")
    assert row.names.ar == "نصف العقود"  # type: ignore[attr-defined]
    assert row.author == "Direction régionale"  # type: ignore[attr-defined]
    assert row.purpose.fr.startswith("Ce que")  # type: ignore[attr-defined]
    assert "Ce que" in page.lines.head.parent_name.text()
    card.status.setCurrentIndex(1)
    card.status.activated.emit(1)
    card.mark.activated.emit(3)
    card.note.setPlainText("À relire.")
    card.note.setFocus()
    card.status.setFocus()
    _settle(qtbot)
    row = _row(document, "renewal-50")
    assert (row.status, row.mark, row.note) == ("validated", "c", "À relire.")  # type: ignore[attr-defined]
    for _ in range(6):
        document.undo()
    _settle(qtbot)
    assert _row(document, "renewal-50").status == "draft"  # type: ignore[attr-defined]
    assert card.lines["author"].text() == ""


def test_a_scenario_without_a_french_name_is_refused_in_place(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "renewal-50")
    card, name = page.side.card, page.side.card.lines["fr"]
    name.setFocus()
    name.selectAll()
    qtbot.keyClick(name, KEYS.Key_Delete)
    qtbot.keyClick(name, KEYS.Key_Return)
    assert card.refused.isVisible()
    assert name.text() == _row(document, "renewal-50").names.fr  # type: ignore[attr-defined]


def _typed(qtbot: QtBot, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QApplication.clipboard().setText(text)
    field.paste()
    qtbot.keyClick(field, KEYS.Key_Return)
    _settle(qtbot)


def test_a_name_is_one_line_of_a_sensible_length_and_that_of_no_other(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, RENEWAL)
    card = page.side.card
    _typed(qtbot, card.lines["fr"], "Deux\nlignes\u2028collées")
    assert _row(document, RENEWAL).names.fr == "Deux lignes collées"  # type: ignore[attr-defined]
    _typed(qtbot, card.lines["fr"], "m" * 300)
    assert _row(document, RENEWAL).names.fr == "m" * 120  # type: ignore[attr-defined]
    _typed(qtbot, card.lines["fr"], "SI RIEN NE CHANGE")
    assert "« SI RIEN NE CHANGE »" in card.refused.text().replace("\u00a0", " ")
    assert _row(document, RENEWAL).names.fr == "m" * 120  # type: ignore[attr-defined]
    assert card.lines["fr"].text() == "m" * 120
    _typed(qtbot, card.lines["fr"], "Libre")
    assert not card.refused.isVisible()
    assert _row(document, RENEWAL).names.fr == "Libre"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["m" * 300, "Un nom qui n’en finit pas " * 12])
def test_a_name_without_end_hides_neither_buttons_nor_lines_nor_the_title_of_the_chart(
    qtbot: QtBot, page: ScenariosPage, document: Document, name: str
) -> None:
    page.window().resize(1366, 768)
    names = replace(document.rows.scenarios[0].names, fr=name)
    for code in (POSTS, RENEWAL):
        document.apply(scenario_edits.describe(document.rows, code, names=names))
    document.apply(scenario_edits.put_under(document.rows, RENEWAL, POSTS))
    _follow(qtbot, document, RENEWAL)
    head = page.lines.head
    assert head.title.height() <= 2 * head.title.fontMetrics().lineSpacing()
    assert head.title.text().endswith("…")
    assert head.title.toolTip() == head.title.accessibleName() == name
    for button in head.buttons.values():
        right = button.mapTo(page, button.rect().bottomRight()).x()
        assert right <= page.width()
    assert page.chart.title.shown == page.chart.title.text()
    assert all(entry.name.toolTip() for entry in page.chart.legend.entries)


@pytest.mark.parametrize(("text", "kept"), [
    ("2026-11-22", "2026-11-22"), ("22/11/2026", "2026-11-22"), ("22.11.2026", "2026-11-22"),
    ("2026-13-45", None), ("yesterday", None),
])  # fmt: skip
def test_the_date_of_a_card_is_a_date(
    qtbot: QtBot, page: ScenariosPage, document: Document, text: str, kept: str | None
) -> None:
    _follow(qtbot, document, RENEWAL)
    before = _row(document, RENEWAL).date  # type: ignore[attr-defined]
    _typed(qtbot, page.side.card.lines["date"], text)
    assert _row(document, RENEWAL).date == (before if kept is None else kept)  # type: ignore[attr-defined]
    assert page.side.card.refused.isVisible() == (kept is None)


def test_a_plan_with_the_reference_alone_says_how_to_begin(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("empty")
    document.go("scenarios")
    _settle(qtbot)
    page = window.workplace.page
    assert isinstance(page, ScenariosPage)
    assert page.side.tree.keys == ("reference",)
    assert page.lines.none.isVisible()
    qtbot.mouseClick(page.lines.begin, LEFT)
    _settle(qtbot)
    assert len(_codes(document)) == 2


def test_a_scenario_without_lines_of_its_own_says_whose_lines_hold(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, RENEWAL)
    page.acts.do("begin")
    _settle(qtbot)
    child = document.study.scenario
    assert child.parent == RENEWAL
    above = document.language.name(_row(document, RENEWAL).names)  # type: ignore[attr-defined]
    assert page.lines.none.isVisible()
    assert f"« {above} »" in page.lines.none.text().replace("\u00a0", " ")
    assert "Rien de propre" in page.lines.none.text()
    page.acts.do("lock")
    _settle(qtbot)
    assert above in page.lines.none.text()
    assert "verrouillé" in page.lines.none.text()
    assert "si rien ne change" not in page.lines.none.text()
    _follow(qtbot, document, "reference")
    assert "si rien ne change" in page.lines.none.text()


def test_no_field_of_a_locked_scenario_looks_as_if_it_could_be_written_in(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, POSTS)
    card = page.side.card
    assert _ground(card.note) == _ground(card.lines["author"])
    writable = _ground(card.note)
    page.acts.do("lock")
    _settle(qtbot)
    assert not card.note.isEnabled()
    assert _ground(card.note) == _ground(card.lines["author"]) != writable


def _ground(field: QWidget) -> str:
    """Return the colour beside the words of a field."""
    QApplication.processEvents()
    return field.grab().toImage().pixelColor(field.width() - 8, field.height() - 8).name()


def test_of_two_lines_that_count_alike_none_is_said_to_count_most(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "posts-5-fill-40")
    first, second = (row.effect.text for row in page.lines.table.rows)
    assert first == second
    assert "compte le plus" not in page.strip.label.accessibleName()


def test_few_scenarios_leave_their_room_to_the_card(page: ScenariosPage) -> None:
    tree, rows = page.side.tree, page.side.tree._rows
    assert tree.height() < 5 * tree.visualRect(rows.index_of("reference")).height()
    assert page.side.card.isVisible()


def test_a_line_does_what_lies_between_the_figures_that_are_shown(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.show(document.study.view(cadre="MED_ALL", sector="public"))
    document.go("scenarios")
    _follow(qtbot, document, "FILL70")
    page = window.workplace.page
    assert isinstance(page, ScenariosPage)
    assert document.reference is not None
    apart = 0
    for year in range(2027, 2041):
        document.choose_year(year)
        _settle(qtbot)
        before, after = (
            next(line.stock for line in study.lines(document.view) if line.year == year)
            for study in (document.reference, document.study)
        )
        shown = whole(after) - whole(before)
        assert page.lines.table.rows[0].effect.text == document.language.signed(shown)
        apart += shown != whole(after - before)
    assert apart, "none of these years would have shown it"


def test_a_line_outside_the_years_of_the_plan_says_so_in_its_place(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    first, *_ = line_edits.own_lines(document.rows, POSTS)
    said = []
    for years in ((1900, 1905), (2041, 2045), (2019, 2019)):
        late = replace(first, year_from=years[0], year_to=years[1])
        document.apply(line_edits.change_line(document.rows, late, "t"))
        _follow(qtbot, document, POSTS)
        said.append("hors des années du plan" in page.lines.table.rows[0].what.scope.text())
        assert "hors des" not in page.lines.table.rows[1].what.scope.text()
    assert said == [True, True, False]


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_a_name_that_is_not_cut_is_seen_whole(
    qtbot: QtBot, page: ScenariosPage, document: Document, dress: Dress, code: str, size: int
) -> None:
    page.window().resize(1366, 768)
    document.speak(code)
    dress.change(text_size=size)
    for scenario in (RENEWAL, POSTS):
        _follow(qtbot, document, scenario)
        head = page.lines.head
        assert head.title.text()
        if not head.title.wordWrap():
            words = head.title.fontMetrics().horizontalAdvance(head.title.text())
            assert head.title.width() >= words
        compare = head.buttons["compare"]
        assert compare.width() <= compare.sizeHint().width() + 4
    dress.change(text_size=100)


def test_texts_are_as_wide_where_there_is_something_to_scroll_as_where_there_is_not(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, RENEWAL)
    found = {}
    for height in (640, 2000):
        page.window().resize(1366, height)
        _settle(qtbot)
        found[page.upper.verticalScrollBar().maximum() > 0] = page.upper.viewport().width()
    assert found[True] == found[False]
