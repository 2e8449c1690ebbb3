"""The page of scenarios: choosing one is seen everywhere, its lines stand in words."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.language import language
from app.planning import merging, scenario_edits
from app.planning.lever_catalogue import SIDE
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.job import Job
from app.ui.pages.scenarios import ScenariosPage
from app.ui.scenarios import chart
from app.ui.scenarios.panels import LeversPanel
from app.ui.scenarios.three_names import joined
from app.ui.window import Window

Open = Callable[[str], None]
KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton
PATIENCE_MS = 120_000


@pytest.fixture
def page(qtbot: QtBot, window: Window, document: Document, open_sample: Open) -> ScenariosPage:
    open_sample("morocco-2024")
    document.go("scenarios")
    shown = window.workplace.page
    assert isinstance(shown, ScenariosPage)
    _settle(qtbot)
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


def test_the_reference_says_that_nothing_changes(page: ScenariosPage, document: Document) -> None:
    assert page.side.tree.keys == tuple(_codes(document))
    assert page.lines.none.isVisible()
    assert not page.lines.table.isVisible()
    assert not page.strip.isVisible()


def test_arrow_keys_choose_a_scenario_and_its_effect_is_said(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    qtbot.keyClick(page.side.tree, KEYS.Key_Down)
    _settle(qtbot)
    assert document.study.scenario.id == document.rows.scenarios[1].id
    assert len(page.lines.table.rows) == 1
    assert page.strip.isVisible()
    before = document.reference
    assert before is not None
    ends = [study.lines(document.view) for study in (before, document.study)]
    at = document.year - ends[0][0].year
    said = page.strip.label.accessibleName()
    assert all(document.language.number(lines[at].deficit) in said for lines in ends)
    assert page.chart.table.report.rowCount() == 17


def test_the_effect_is_that_of_the_year_chosen(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    document.choose_year(document.rows.facts.base_year)
    name = document.rows.scenarios[0].names
    unchanged = document.language.say("Nothing changes here compared with {name}.", name=name)
    assert unchanged in page.strip.label.accessibleName()
    assert all(row.effect.text == "0" for row in page.lines.table.rows)
    document.choose_year(2036)
    assert all(row.effect.text != "0" for row in page.lines.table.rows)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_the_page_speaks_the_language_of_the_window(
    qtbot: QtBot, page: ScenariosPage, document: Document, code: str
) -> None:
    document.speak(code)
    _settle(qtbot)
    names = [document.language.name(_row(document, one).names) for one in _codes(document)]  # type: ignore[attr-defined]
    assert list(page.side.tree.texts) == names
    assert page.lines.head.title.text() == names[0]


def test_the_reference_shows_its_own_years_and_why_its_deficit_is_what_it_is(
    page: ScenariosPage, document: Document
) -> None:
    assert page.chart.table.report.rowCount() == len(document.study.lines(document.view))
    sheet = document.sheet()
    assert sheet is not None
    lines = document.study.lines(document.view)
    here = next(line.deficit for line in lines if line.year == document.year)
    assert sheet.value == document.language.number(here)


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
@pytest.mark.parametrize("size", [100, 150])
def test_three_lines_are_seen_at_once_on_a_small_screen_in_any_size_of_letters(
    qtbot: QtBot, window: Window, open_sample: Open, dress: Dress, code: str, size: int
) -> None:
    document = window.document
    window.resize(1366, 768)
    open_sample("morocco-2024")
    rows, picks = document.rows, ("GRAD3300", "FILL70", "EMIGHALF")
    names = joined([row.names for row in rows.scenarios if row.id in picks])
    edit = merging.merge(rows, picks, names, [])
    assert document.apply(edit, show=scenario_edits.next_code(rows))
    document.go("scenarios")
    document.speak(code)
    dress.change(text_size=size)
    _settle(qtbot)
    page = window.workplace.page
    assert isinstance(page, ScenariosPage)
    sight = page.upper.viewport()
    parts = [row.what for row in page.lines.table.rows]
    lows = [part.mapTo(sight, part.rect().bottomLeft()).y() for part in parts]
    assert len(lows) == 5
    assert sum(low <= sight.height() for low in lows) >= 3
    assert page.chart.mapTo(page, page.chart.rect().bottomLeft()).y() <= page.height()
    title = page.lines.head.title
    assert title.accessibleName() == document.language.name(names)
    dress.change(text_size=100)


def test_lines_take_the_room_of_their_rows_alone(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    rows = page.lines.table.rows
    assert len(rows) == 3
    high = sum(row.what.height() for row in rows)
    assert page.lines.table.height() < high + 80


# --- What stands in the lines ---------------------------------------------------------------------


def test_a_line_says_before_here_effect_and_why(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "RETIRE2")
    document.choose_year(2036)
    (row,) = page.lines.table.rows
    assert (row.parent.text(), row.here.text()) == ("±0 an", "+2 ans")
    assert row.what.name.text() == "Limite d’âge"
    assert row.effect.text.startswith("\u2212")
    assert row.why.text().startswith("fonctionnaires nés à partir de 1962")
    assert row.told.text()
    assert not row.source.isVisible()


def test_the_line_that_counts_most_is_named(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    document.choose_year(2036)
    effects = page.follows.effects
    assert effects is not None
    first = effects.largest_first(2036)[0]
    said = page.strip.label.accessibleName()
    assert document.language.number(abs(first.in_year(2036))) in said


def test_the_chart_shows_the_reference_under_the_assumptions(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    assert "assumed" not in page.follows.beside().studies  # nothing but assumptions: itself
    limit = next(p for p in page.follows.pulls if p.lever.parameter == "limit_age")
    page.acts.pull(limit.lever, 2.0)
    _settle(qtbot)
    studies = page.follows.beside().studies
    assert "assumed" in studies
    ends = {key: study.lines(document.view)[-1].deficit for key, study in studies.items()}
    assert ends["scenario"] < ends["assumed"] < ends["reference"]
    named = [entry.name.text() for entry in page.chart.legend.entries if entry.isVisible()]
    assert "Référence avec vos hypothèses" in named


def test_the_chart_turns_into_its_table_and_takes_another_year(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "FILL70")
    page.commands["turn"]()
    assert page.chart.table.isVisible()
    page.commands["turn"]()
    assert page.chart.chart.isVisible()
    qtbot.keyClick(page.chart.chart, KEYS.Key_Home)
    assert document.year == 2024
    assert "2024" in page.chart.chart.accessibleDescription()
    assert not page.grab().isNull()


# --- Sliders --------------------------------------------------------------------------------------


def _panel(page: ScenariosPage, parameter: str) -> tuple[LeversPanel, int]:
    side = next(side for (_, name), side in SIDE.items() if name == parameter)
    panel = page.panels[side]
    at = next(i for i, pull in enumerate(panel._shown) if pull.lever.parameter == parameter)
    return panel, at


def test_the_reference_holds_its_sliders_and_says_why(page: ScenariosPage) -> None:
    for panel in page.panels.values():
        assert panel.sliders
        for slider in panel.sliders:
            assert not slider.track.isEnabled()
            assert "verrouillé" in slider.track.toolTip()
    assert page.lines.begin.isVisible()


def test_a_slider_writes_one_line_when_it_is_let_go_and_undo_takes_it_back(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    panel, at = _panel(page, "limit_age")
    before, changes = _own(document, "EMIGHALF"), len(document.history())
    for _ in range(4):
        qtbot.keyPress(panel.sliders[at].track, KEYS.Key_Right)
    assert _own(document, "EMIGHALF") == before
    qtbot.keyRelease(panel.sliders[at].track, KEYS.Key_Right)
    _settle(qtbot)
    assert len(_own(document, "EMIGHALF")) == len(before) + 1
    assert len(document.history()) == changes + 1
    assert panel.sliders[at].box.text() == "+2 ans"
    assert panel.sliders[at].is_changed
    qtbot.keyClick(panel.sliders[at].track, KEYS.Key_Right)
    _settle(qtbot)
    assert len(_own(document, "EMIGHALF")) == len(before) + 1  # the same line, changed
    document.undo()
    document.undo()
    _settle(qtbot)
    assert _own(document, "EMIGHALF") == before
    assert not panel.sliders[at].is_changed
    document.redo()
    _settle(qtbot)
    assert panel.sliders[at].box.text() == "+2 ans"


def test_the_chart_follows_a_slider_before_it_is_let_go(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    panel, at = _panel(page, "limit_age")
    was = page.follows.table().numbers("scenario")[-1]
    with qtbot.waitSignal(page.follows.tried, timeout=PATIENCE_MS):
        qtbot.keyPress(panel.sliders[at].track, KEYS.Key_End)
    held = page.follows.table().numbers("scenario")[-1]
    assert held != was
    qtbot.keyRelease(panel.sliders[at].track, KEYS.Key_End)
    _settle(qtbot)
    assert page.follows.table().numbers("scenario")[-1] == pytest.approx(held)
    assert page.follows.live.study is document.study


def test_a_slider_back_at_the_inherited_value_leaves_no_line(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "FILL70")
    panel, at = _panel(page, "limit_age")
    before = _own(document, "FILL70")
    for key in (KEYS.Key_Right, KEYS.Key_Left):
        qtbot.keyClick(panel.sliders[at].track, key)
        _settle(qtbot)
    assert _own(document, "FILL70") == before


def test_the_arrow_of_a_slider_takes_its_line_back(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "FILL70")
    panel, at = _panel(page, "fill_rate")
    qtbot.mouseClick(panel.sliders[at].back, LEFT)
    _settle(qtbot)
    assert _own(document, "FILL70") == []
    assert not panel.sliders[at].is_changed


def test_more_sliders_are_a_press_away(qtbot: QtBot, page: ScenariosPage) -> None:
    panel = page.panels["lever"]
    few = len(panel.sliders)
    qtbot.mouseClick(panel.more, LEFT)
    assert len(panel.sliders) == len(panel._pulls) > few
    qtbot.mouseClick(panel.more, LEFT)
    assert len(panel.sliders) == few


def test_a_value_outside_the_plausible_range_is_counted_under_the_panel(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    panel = page.panels["assumption"]
    count = sum(slider.is_unusual for slider in panel.sliders)
    assert count
    assert panel.note.isVisible()
    assert document.language.number(count) in panel.note.text()


def test_a_scenario_put_under_another_can_keep_its_results(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "EMIGHALF")
    before = document.study.lines(document.view)[-1].deficit
    page.side.tree.dropped.emit("EMIGHALF", "RETIRE2")
    qtbot.mouseClick(page.question.buttons[1], LEFT)
    _settle(qtbot)
    assert _row(document, "EMIGHALF").parent == "RETIRE2"  # type: ignore[attr-defined]
    after = document.study.lines(document.view)[-1].deficit
    assert after == pytest.approx(before)


def test_reading_goes_the_other_way_in_arabic(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    document.speak("ar")
    _follow(qtbot, document, "EMIGHALF")
    assert page.side.geometry().left() > page.lines.mapTo(page, page.lines.rect().center()).x()
    row = page.lines.table.rows[0]
    assert row.what.x() > row.here.x() > row.effect.x()
    panel, at = _panel(page, "limit_age")
    qtbot.keyClick(panel.sliders[at].track, KEYS.Key_Left)
    _settle(qtbot)
    text = language("ar").signed(0.5, 1)
    assert text in panel.sliders[at].box.text()


def test_the_chart_can_be_taken_to_other_programs(
    qtbot: QtBot, page: ScenariosPage, document: Document
) -> None:
    _follow(qtbot, document, "FILL70")
    page.chart._fill_menu()
    assert len(page.chart.menu.actions()) > 3
    page.commands["copy_chart"]()
    _settle(qtbot)
    taken = QApplication.clipboard().mimeData()
    assert taken.hasImage()
    assert "svg" in bytes(taken.data("image/svg+xml").data()).decode()[:400]


def test_the_figure_of_the_last_year_is_written_once(
    page: ScenariosPage, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def note(_marks: object, _painter: object, year: int, *_where: object, **_more: bool) -> None:
        written.append(year)

    monkeypatch.setattr(chart._Marks, "_value", note)
    shown = page.chart.chart
    document.choose_year(2040)
    shown.grab()
    assert written == []
    document.choose_year(2030)
    shown.grab()
    assert set(written) == {2030}
