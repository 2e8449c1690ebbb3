"""The overview: the figures of a year, what they mean in words, and the chart with its table."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from app.language import language
from app.ui.controls.labels import Elided
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.pages.overview import OverviewPage
from app.ui.window import Window
from tests.ui.pages import overview_of

Open = Callable[[str], None]
Save = Callable[[OverviewPage, str], Path]
PATIENCE_MS = 30_000


@pytest.fixture
def page(qtbot: QtBot, document: Document) -> OverviewPage:
    made = OverviewPage(document)
    qtbot.addWidget(made)
    made.resize(936, 658)  # what the frame leaves of a screen of 1366 by 768
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def save(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Save:
    def saved(page: OverviewPage, form: str) -> Path:
        chosen = str(tmp_path / "chart")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
        with qtbot.waitSignal(document.told, timeout=PATIENCE_MS):
            page.result.copies.save(form)
        return Path(f"{chosen}.{form}")

    return saved


def _values(page: OverviewPage) -> dict[str, str]:
    return {key: card.value.text() for key, card in page.figures.cards.items()}


def test_figures_chart_table_and_sentence_say_what_the_study_says(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    lines = document.study.lines(document.view)
    assert lines[0].deficit == pytest.approx(91_924, abs=1)
    number = document.language.number
    retired = sum(
        line.exits.get(kind, 0.0)
        for line in lines[1:]
        for kind in ("limit_age", "early_retirement", "private_limit")
    )
    assert _values(page) == {
        "stock": number(lines[-1].stock),
        "need": number(lines[-1].need),
        "deficit": number(lines[-1].deficit),
        "density": number(lines[-1].density_per_10_000, 1),
        "retirements": number(retired),
    }
    page.result.turn()
    report = page.result.table.report
    across = Qt.Orientation.Horizontal
    headings = [report.headerData(at, across) for at in range(report.columnCount())]
    deficits = [report.data(report.index(row, headings.index("Déficit"))) for row in range(17)]
    assert deficits == [number(line.deficit) for line in lines]
    figure = page.result.chart.figure
    assert figure is not None
    drawn = [list(line.get_ydata()) for line in figure.axes[0].lines]
    assert [line.stock for line in lines] in drawn
    assert number(lines[0].deficit) in page.sentence.label.accessibleName()
    assert number(lines[0].need) in page.result.chart.accessibleDescription()


def test_another_year_is_told_by_cards_sentence_and_chart_and_nothing_is_drawn_anew(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    QApplication.processEvents()
    figure, picture = page.result.chart.figure, page.result.chart._picture
    document.choose_year(2030)
    line = next(one for one in document.study.lines(document.view) if one.year == 2030)
    said = document.language.number(line.deficit)
    assert _values(page)["deficit"] == said
    assert said in page.sentence.label.accessibleName()
    assert document.language.number(line.stock) in page.result.chart.accessibleDescription()
    assert "2030" in page.figures.cards["deficit"].accessibleDescription()
    page.grab()
    assert page.result.chart.figure is figure
    assert page.result.chart._picture is picture


def test_the_base_year_and_the_year_after_it_have_their_own_words(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.choose_year(2024)
    cards, say = page.figures.cards, document.language.say
    assert cards["stock"].note.text() == say("base year")
    assert not cards["stock"]._arrow.isVisible()
    assert cards["retirements"].value.text() == "—"
    assert cards["retirements"].note.text() == say("from {year} on", year=2025)
    document.choose_year(2025)
    assert cards["retirements"].note.text() == say("in {year}", year=2025)
    assert cards["retirements"].value.text() != "—"


def test_a_surplus_is_called_by_its_name(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    page.result.turn()
    report, across = page.result.table.report, Qt.Orientation.Horizontal
    both, say = document.language.say("Deficit (+) or surplus (−)"), document.language.say
    wanted = []
    for territory in document.study.children(document.study.places.home):
        document.show(document.study.view(territory, norm="MED_153"))
        lines = document.study.lines(document.view)
        surplus = any(round(line.deficit or 0) < 0 for line in lines)
        headings = [report.headerData(at, across) for at in range(report.columnCount())]
        assert (both in headings) == surplus
        last = lines[-1].deficit or 0
        name = say("Surplus") if round(last) < 0 else say("Deficit")
        assert page.figures.cards["deficit"].what.text() == name
        assert _values(page)["deficit"] == document.language.number(abs(last))
        wanted.append(surplus)
    assert len(set(wanted)) == 2


def test_where_the_norm_does_not_cover_the_choice_the_page_says_so_and_helps(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.show(replace(document.view, sector="public"))
    assert page.uncovered.isVisible()
    assert "MA_445" not in page.uncovered.text
    assert _values(page)["need"] == _values(page)["deficit"] == "—"
    assert _values(page)["stock"] != "—"
    note = page.figures.cards["deficit"].note.text()
    assert note == document.language.say("not covered by the norm")
    figure = page.result.chart.figure
    assert figure is not None
    assert len([line for line in figure.axes[0].lines if len(line.get_xdata()) > 2]) == 1
    assert not page.result.shown.isVisible()
    document.show_covered()
    assert not page.uncovered.isVisible()
    assert _values(page)["need"] != "—"
    assert page.result.shown.isVisible()


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_a_norm_that_fits_the_group_is_one_click_away(
    page: OverviewPage, document: Document, open_sample: Open, code: str
) -> None:
    document.speak(code)
    open_sample("morocco-2024")
    document.show(replace(document.view, cadre="MED_ALL", sector="public"))
    banner, say = page.uncovered, document.language.say
    assert [one.text() for one in banner.buttons if one.isVisible()] == [say("Both sectors")]
    banner.buttons[0].click()
    assert document.view.sector is None
    norm = next(row for row in document.rows.norms if row.id == "MED_153")
    use = say("Use: {norm}", norm=document.language.name(norm.names))
    assert [one.text() for one in banner.buttons] == [use, say("Show what the norm covers")]
    banner.buttons[0].click()
    assert document.view.norm == norm
    assert document.view.cadre == "MED_ALL"
    assert not banner.isVisible()
    assert _values(page)["need"] != "—"


def test_a_plan_without_staff_says_so_and_leads_to_where_staff_is_entered(
    qtbot: QtBot, page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("empty")
    assert {key for key, value in _values(page).items() if value == "—"} >= {
        "stock", "density", "retirements"
    }  # fmt: skip
    nobody = document.language.say("nobody yet")
    assert page.figures.cards["stock"].note.text() == nobody
    add = document.language.say("Add headcount")
    button = next(one for one in page.uncovered.buttons if one.text() == add)
    with qtbot.waitSignal(document.page_asked) as asked:
        button.click()
    assert asked.args[0] == "staff"


def test_a_page_that_nobody_sees_waits_until_it_is_seen(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    before = _values(page)
    page.hide()
    document.show(replace(document.view, territory="08"))
    document.choose_year(2030)
    assert _values(page) == before
    page.show()
    assert _values(page) != before
    assert page.figures.cards["stock"]._year.text() == "2030"


def test_a_figure_that_is_what_it_was_says_so(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    lines, cards = document.study.lines(document.view), page.figures.cards
    assert lines[-1].stock == lines[0].stock
    assert cards["stock"].note.text() == document.language.say("as in {year}", year=2017)
    share = document.language.percent(lines[-1].deficit / lines[-1].need)  # type: ignore[operator]
    said = document.language.say("{percent} of need", percent=share)
    assert cards["deficit"].note.text() == said


# --- Cards --------------------------------------------------------------------------------------


def test_a_pressed_card_is_looked_into_and_the_deficit_at_first(
    qtbot: QtBot, page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    cards = page.figures.cards
    assert [key for key, card in cards.items() if card.isChecked()] == ["deficit"]
    for key, press in (("stock", Qt.Key.Key_Return), ("density", Qt.Key.Key_Space)):
        cards[key].setFocus()
        size = cards[key].geometry()
        with qtbot.waitSignal(document.inspected):
            QTest.keyClick(cards[key], press)
        sheet = document.sheet()
        assert sheet is not None
        assert cards[key].value.text() in sheet.value
        assert [name for name, card in cards.items() if card.isChecked()] == [key]
        assert cards[key].geometry() == size  # nothing moves
    qtbot.mouseClick(cards["retirements"], Qt.MouseButton.LeftButton)
    assert cards["retirements"].isChecked()
    document.inspect(None)
    assert not any(card.isChecked() for card in cards.values())


def test_every_plan_begins_with_its_deficit_in_the_inspector(
    window: Window, document: Document, open_sample: Open
) -> None:
    for sample in ("tata-2017", "morocco-2024"):
        open_sample(sample)
        cards = overview_of(window).figures.cards
        assert [key for key, card in cards.items() if card.isChecked()] == ["deficit"]
        sheet = document.sheet()
        assert sheet is not None
        assert sheet.value == cards["deficit"].value.text()
        cards["stock"].click()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_value_and_sentence_of_a_card_go_to_the_clipboard(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    card, clipboard = page.figures.cards["deficit"], QGuiApplication.clipboard()
    deficit = document.study.lines(document.view)[-1].deficit
    card.commands["copy"]()
    assert clipboard.text() == str(round(deficit or 0))
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, card.mapToGlobal(at))
    QApplication.sendEvent(card, event)
    (menu,) = card.findChildren(QMenu)
    sentence = document.language.say("Copy the sentence")
    next(action for action in menu.actions() if action.text() == sentence).trigger()
    menu.close()
    place = document.language.name(document.study.name(document.view.territory))
    assert all(part in clipboard.text() for part in ("Déficit", place, "2040", card.value.text()))


@pytest.mark.parametrize("text", [100, 150])
def test_no_word_of_a_card_is_cut_whatever_the_width_and_the_text_size(
    page: OverviewPage, document: Document, dress: Dress, open_sample: Open, text: int
) -> None:
    open_sample("morocco-2024")
    dress.change(text_size=text)
    for code in ("fr", "ar", "en"):
        document.speak(code)
        for width in (420, 560, 936):
            page.resize(width, 658)
            QApplication.processEvents()
            cards = page.figures.cards.values()
            for card in cards:
                assert (card.what.shown, card.note.shown) == (card.what.text(), card.note.text())
                assert card.value.width() >= card.value.sizeHint().width()
            assert (len({card.y() for card in cards}) == 1) == (width == 936 and text == 100)


# --- The sentence -------------------------------------------------------------------------------


def test_the_sentence_gives_the_largest_drivers_and_what_it_leaves_out(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    say = document.language.say
    said = page.sentence.label.accessibleName()
    begin, end = say("Mostly: {list}.", list="|").split("|")
    assert begin in said
    assert end in said
    assert say("It says nothing about how they are spread over territories.") in said
    document.show(replace(document.view, territory="09.551"))
    said = page.sentence.label.accessibleName()
    assert say("It says nothing about specialties.") in said
    document.show(document.study.view("09.551", cadre="MIDWIFE"))  # who have none
    assert say("It says nothing about specialties.") not in page.sentence.label.accessibleName()


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_sentence_takes_two_lines_at_most_and_is_copied_whole(
    page: OverviewPage, document: Document, open_sample: Open, code: str
) -> None:
    document.speak(code)
    open_sample("morocco-2024")
    QApplication.processEvents()
    strip = page.sentence
    line = strip.label.fontMetrics().lineSpacing()
    assert line <= strip.label.heightForWidth(strip.label.width()) < 2.6 * line
    strip.copy_button.click()
    assert QGuiApplication.clipboard().text() == strip.label.accessibleName()


# --- The card of the result ---------------------------------------------------------------------


def test_the_card_turns_to_its_table_and_back_with_the_keyboard(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    result, say = page.result, document.language.say
    assert result.other.accessibleName() == say("Show the table")
    result.commands["turn"]()
    assert result.table.isVisible()
    assert result.table.hasFocus()
    assert not result.chart.isVisible()
    assert document.study.fingerprint in result.fingerprint.text()
    assert result.notes.isVisible()
    assert result.other.accessibleName() == say("Show the chart")
    result.other.click()
    assert result.chart.isVisible()
    assert result.chart.hasFocus()
    assert not result.notes.isVisible()


def test_the_horizon_is_seen_in_the_table_whole(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    page.result.turn()
    table = page.result.table
    for code in ("ar", "fr"):
        document.speak(code)
        QApplication.processEvents()
        last = table.visualRect(table.report.index(table.report.rowCount() - 1, 0))
        assert 0 <= last.top() <= last.bottom() <= table.viewport().height()


def test_chart_drawing_and_data_are_on_the_clipboard_at_once(
    qtbot: QtBot, page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    with qtbot.waitSignal(document.told, timeout=PATIENCE_MS):
        page.commands["copy_chart"]()
    taken = QGuiApplication.clipboard().mimeData()
    assert taken.hasImage()
    assert bytes(taken.data("image/svg+xml").data()).startswith(b"<?xml")
    rows = taken.text().splitlines()
    assert rows[0].split("\t")[0] == "Année"
    assert len(rows) == 18


@pytest.mark.parametrize(
    ("form", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("csv", "\ufeffAnnée;".encode())]
)
def test_the_chart_is_saved_in_the_form_that_was_asked(
    page: OverviewPage, open_sample: Open, save: Save, form: str, begins: bytes
) -> None:
    open_sample("morocco-2024")
    assert save(page, form).read_bytes().startswith(begins)


def test_a_place_that_takes_no_file_is_named(
    qtbot: QtBot,
    page: OverviewPage,
    document: Document,
    open_sample: Open,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    open_sample("tata-2017")
    target = tmp_path / "gone" / "chart.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(document.problem_met, timeout=PATIENCE_MS):
        page.result.copies.save("png")


def test_the_chart_shows_the_deficit_alone_where_that_is_asked(
    page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    page.result.shown.buttons["deficit"].click()
    figure = page.result.chart.figure
    assert figure is not None
    (line,) = (one for one in figure.axes[0].lines if len(one.get_xdata()) > 2)
    lines = document.study.lines(document.view)
    assert list(line.get_ydata()) == [one.deficit for one in lines]
    document.speak("ar")
    assert page.result.shown.here == "deficit"


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_cards_stand_side_by_side_or_one_above_the_other_and_nothing_is_cut(
    page: OverviewPage, document: Document, open_sample: Open, code: str
) -> None:
    document.speak(code)
    open_sample("morocco-2024")
    for size in (QSize(936, 658), QSize(600, 480), QSize(420, 480)):
        page.resize(size)
        QApplication.processEvents()
        inside = page.result.parentWidget()
        assert inside is not None
        assert inside.width() <= page.width()  # it may scroll down, never sideways
        cut = [
            one.text()
            for one in page.findChildren(QLabel)
            if one.isVisible() and not isinstance(one, Elided)
            if one.width() + 1 < one.minimumSizeHint().width()
        ]
        assert cut == []


def test_time_runs_from_left_to_right_in_arabic_too(
    qtbot: QtBot, page: OverviewPage, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    for code in ("fr", "ar"):
        document.speak(code)
        chart = page.result.chart
        page.grab()
        document.choose_year(2032)
        QTest.keyClick(chart, Qt.Key.Key_Left)
        assert document.year == 2031
        QTest.keyClick(chart, Qt.Key.Key_End)
        assert document.year == 2040
        QTest.keyClick(chart, Qt.Key.Key_Home)
        assert document.year == 2024
        near_left = QPoint(chart.width() // 4, chart.height() // 2)
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=near_left)
        assert 2024 < document.year < 2032
        assert language(code).year(document.year) in chart.accessibleDescription()
