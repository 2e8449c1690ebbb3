"""The card that shows where staff is lacking: looked at, walked, chosen, spoken, in every year."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetricsF, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from app.ui import look
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.overview import geometry, map_scale
from app.ui.overview.where import WhereCard

from .conftest import Open

# Tips and menus ask the offscreen platform for what only a screen has.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LIGHT = look.Look()


@pytest.fixture
def card(qtbot: QtBot, document: Document, open_sample: Open) -> Iterator[WhereCard]:
    open_sample("morocco-2024")
    made = WhereCard(document)
    qtbot.addWidget(made)
    made.resize(520, 420)
    made.show()
    qtbot.waitExposed(made)
    yield made
    QToolTip.hideText()


def _picture(card: WhereCard) -> QImage:
    return card.map.grab().toImage()


def _ground(card: WhereCard, code: str) -> str:
    """Return the colour of a territory a little above its label."""
    at = card.map.middle(code) - QPoint(0, 9)
    return _picture(card).pixelColor(at).name()


# --- Boundaries ---------------------------------------------------------------------------------


def test_the_country_is_whole_and_as_wide_as_it_is_at_its_middle() -> None:
    regions = geometry.boundaries("region")
    assert sorted(regions.rings) == [f"{n:02}" for n in range(1, 13)]
    assert len(geometry.boundaries("province").rings) == 75
    extent = regions.extent(regions.rings)
    assert extent.width() / extent.height() == pytest.approx(0.926, abs=0.01)
    south, north = regions.labels["12"][1], regions.labels["01"][1]
    assert south > north  # pixels run down


def test_every_border_is_drawn_once() -> None:
    regions = geometry.boundaries("region")
    edges = [
        frozenset(edge)
        for line in (*regions.outer, *regions.inner)
        for edge in pairwise(map(tuple, line.tolist()))
    ]
    assert len(edges) == len(set(edges)) == 5643


def test_neighbours_meet_on_the_same_pixels() -> None:
    regions = geometry.boundaries("region")
    frame = QRectF(0, 0, 120, 120)
    fit = geometry.Fit.into(regions.extent(regions.rings), frame)
    drawing = geometry.Drawing.at("region", fit.scale)
    paths = list(fit.paths(drawing.fills(regions.rings)).values())
    assert all(frame.adjusted(-1, -1, 1, 1).contains(path.boundingRect()) for path in paths)
    holes = paths[0]
    for path in paths[1:]:
        holes = holes.united(path)
    assert holes.contains(fit.point(regions.labels["08"]))


def test_codes_find_their_level_and_unknown_ones_none() -> None:
    assert geometry.level_of(["09"]) == "region"
    assert geometry.level_of(["09.551", "of-our-own"]) == "province"
    assert geometry.level_of(["of-our-own"]) is None


@pytest.mark.parametrize("code", ["fr", "en", "ar"])
def test_the_longest_name_of_a_region_stands_whole_beside_its_value(
    card: WhereCard, document: Document, code: str
) -> None:
    document.speak(code)
    QApplication.processEvents()
    names = [place.name for place in card.map.places.values()]
    written = QFontMetricsF(look.font(document.language, "caption"))
    value = QFontMetricsF(look.font(document.language, "caption", strong=True))
    needed = max(map(written.horizontalAdvance, names)) + value.horizontalAdvance("50 %") + 8
    assert card.key.width() >= needed


def test_whose_boundaries_they_are_is_said_as_the_file_says_it(card: WhereCard) -> None:
    assert "Haut-Commissariat au Plan" in card.key.toolTip()
    assert "CC BY 4.0" in card.key.toolTip()


# --- Colours ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "at"), [(0.0, 0), (0.0999, 0), (0.1, 1), (0.35, 3), (0.599, 5), (0.6, 6), (1.0, 6)]
)
def test_a_share_has_one_of_seven_fixed_classes(value: float, at: int) -> None:
    colours = map_scale.SHARES.colours(LIGHT)
    assert len(colours) == 7
    assert map_scale.SHARES.brush(value, LIGHT).color() == colours[at]


def test_a_surplus_and_no_data_look_like_no_class() -> None:
    classes = {colour.name() for colour in map_scale.SHARES.colours(LIGHT)}
    assert map_scale.SHARES.brush(-0.1, LIGHT).color().name() not in classes
    assert map_scale.SHARES.brush(None, LIGHT).style() is Qt.BrushStyle.TexturePattern


def test_a_region_wears_the_class_of_the_year_and_changes_with_it(
    card: WhereCard, document: Document
) -> None:
    worn = look.of(card.map)
    for year in (2024, 2040):
        document.choose_year(year)
        value = card.map.places["08"].value
        expected = map_scale.SHARES.brush(value, worn).color().name()
        assert _ground(card, "08") == expected
    document.choose_year(2024)
    assert _ground(card, "08") != expected


def test_the_dark_map_has_its_own_colours(card: WhereCard, dress: Dress) -> None:
    before = _ground(card, "08")
    dress.change(theme="dark")
    assert _ground(card, "08") != before


# --- Pointer ------------------------------------------------------------------------------------


def test_hovering_tells_name_year_and_rank_at_once(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    document.speak("en")
    document.choose_year(2024)
    qtbot.mouseMove(card.map, card.map.middle("08"))
    text = QToolTip.text()
    for said in ("Draa-Tafilalet", "2024", "Stock", "Need", "Deficit", "66%", "1 of 12"):
        assert said in text
    document.choose_year(2040)
    assert "2040" in QToolTip.text()
    assert card.map.marked == "08"
    english = QToolTip.text()
    assert english.index("Rank") < english.index("12")
    document.speak("ar")
    QApplication.processEvents()
    qtbot.mouseMove(card.map, card.map.middle("09"))
    arabic = QToolTip.text()
    assert arabic.index("12") < arabic.index("الرتبة")  # the label stands right of its value


def test_a_click_goes_down_and_the_link_goes_up(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    assert not card.up.isVisible()
    qtbot.mouseClick(card.map, Qt.MouseButton.LeftButton, pos=card.map.middle("09"))
    assert document.view.territory == "09"
    assert {code[:2] for code in card.map.places} == {"09"}
    qtbot.mouseClick(card.map, Qt.MouseButton.LeftButton, pos=card.map.middle("09.551"))
    assert document.view.territory == "09.551"
    assert card.map.marked == "09.551"
    assert len(card.map.places) == 6
    qtbot.mouseClick(card.up, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.up, Qt.MouseButton.LeftButton)
    assert document.view.territory == "MA"
    assert not card.up.isVisible()


def test_the_sea_is_no_territory(qtbot: QtBot, card: WhereCard, document: Document) -> None:
    qtbot.mouseClick(card.map, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert document.view.territory == "MA"


# --- Keyboard -----------------------------------------------------------------------------------


def test_the_keyboard_walks_the_country_chooses_and_comes_back(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    document.speak("en")
    document.choose_year(2024)
    card.map.setFocus()
    assert card.map.marked == "08"  # the one that lacks most
    assert card.map.accessibleName().startswith("Draa-Tafilalet, 2024: Stock: ")
    assert "Rank: 1 of 12" in card.map.accessibleName()
    qtbot.keyClick(card.map, Qt.Key.Key_Left)
    assert card.map.marked == "07"
    for _ in range(6):
        qtbot.keyClick(card.map, Qt.Key.Key_Down)
    assert card.map.marked == "12"
    assert "Dakhla" in card.map.accessibleName()
    qtbot.keyClick(card.map, Qt.Key.Key_Home)
    assert card.map.marked == "08"
    qtbot.keyClick(card.map, Qt.Key.Key_Return)
    assert document.view.territory == "08"
    qtbot.keyClick(card.map, Qt.Key.Key_Escape)
    assert document.view.territory == "MA"


def test_every_territory_can_be_reached_by_arrows(card: WhereCard, document: Document) -> None:
    arrows = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    for territory in ("MA", *geometry.boundaries("region").rings):
        document.show(replace(document.view, territory=territory))
        todo = [next(iter(card.map.places))]
        reached = set(todo)
        while todo:
            here = todo.pop()
            new = {card.map.neighbour(here, arrow) for arrow in arrows} - reached
            reached |= new
            todo += new
        assert reached == set(card.map.places)


def test_the_focus_is_seen(card: WhereCard) -> None:
    before = _picture(card)
    card.map.setFocus()
    corner = QPoint(card.map.width() // 2, 0)
    assert _picture(card).pixelColor(corner) != before.pixelColor(corner)
    assert _picture(card).pixelColor(corner) == look.of(card).colour("focus_ring")


def test_the_description_lists_all_from_high_to_low(card: WhereCard, document: Document) -> None:
    document.speak("en")
    document.choose_year(2024)
    told = card.map.accessibleDescription()
    assert told.startswith("2024, deficit in percent of need from highest to lowest: Draa-Tafi")
    assert all(place.name in told for place in card.map.places.values())
    assert card.map.accessibleName() == "Deficit by territory, 2024"


# --- Bars and table -----------------------------------------------------------------------------


def test_the_bars_are_in_order_and_lead_on(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    document.choose_year(2024)
    card.forms["bars"].click()
    order = list(card.bars.places)
    assert order[0] == "08"
    assert card.bars.at(QPointF(card.bars.middle(order[3]))) == order[3]
    card.bars.setFocus()
    qtbot.keyClick(card.bars, Qt.Key.Key_Down)
    assert card.bars.marked == order[1]
    qtbot.keyClick(card.bars, Qt.Key.Key_End)
    qtbot.keyClick(card.bars, Qt.Key.Key_Down)
    assert card.bars.marked == order[-1]
    qtbot.mouseClick(card.bars, Qt.MouseButton.LeftButton, pos=card.bars.middle("09"))
    assert document.view.territory == "09"


def test_few_bars_stand_together_at_the_top(card: WhereCard) -> None:
    card.forms["bars"].click()
    bars, order = card.bars, list(card.bars.places)
    bars.setMinimumHeight(0)
    bars.resize(300, 2000)
    rows = [bars.middle(code).y() for code in order]
    apart = rows[1] - rows[0]
    assert rows == sorted(rows)
    assert apart < 60
    assert bars.at(QPointF(10, 1990)) == ""


def _of_colour(picture: QImage, name: str) -> list[int]:
    """Return where a colour of data stands in the first row of bars, from left to right."""
    wanted, row = LIGHT.chart(name).name(), 8
    return [x for x in range(picture.width()) if picture.pixelColor(x, row).name() == wanted]


def test_bars_grow_leftwards_in_arabic_and_the_map_is_not_mirrored(
    card: WhereCard, document: Document
) -> None:
    document.choose_year(2024)
    card.forms["bars"].click()
    french, map_before = card.bars.grab().toImage(), card.map.middle("02").x()
    document.speak("ar")
    arabic, width = card.bars.grab().toImage(), card.bars.width()
    assert card.map.middle("02").x() > card.map.middle("12").x()
    assert map_before == pytest.approx(card.map.middle("02").x(), abs=3)
    left, right = _of_colour(french, "deficit"), _of_colour(arabic, "deficit")
    assert width - right[-1] > 20  # the names stand at the right
    assert left[0] > 20
    assert right[0] < width - right[-1]


def test_the_table_twin_says_the_same_and_follows_the_year(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    document.speak("en")
    document.choose_year(2024)
    card.map.setFocus()
    card.commands["turn"]()
    assert card.table.isVisible()
    assert card.table.hasFocus()
    model = card.table.report
    assert model.rowCount() == 13
    assert model.data(model.index(0, 0)) == "Draa-Tafilalet"
    assert model.data(model.index(0, 4)) == "66%"
    document.choose_year(2040)
    assert card.table.accessibleName() == "Deficit by territory, 2040"
    assert model.data(model.index(0, 0)) == "Dakhla-Oued Ed-Dahab"
    card.turn()
    assert card.map.hasFocus()


def test_the_table_leads_back_to_the_picture_that_was_shown(card: WhereCard) -> None:
    card.forms["bars"].click()
    card.turn()
    card.turn()
    assert card.bars.isVisible()


# --- Year, copying, languages -------------------------------------------------------------------


def test_the_slider_and_the_document_hold_the_same_year(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    track = card.years.track
    assert (track.minimum(), track.maximum(), track.value()) == (2024, 2040, 2040)
    track.setFocus()
    qtbot.keyClick(track, Qt.Key.Key_Left)
    assert document.year == 2039
    document.choose_year(2026)
    assert track.value() == 2026
    document.show(replace(document.view, until=2030))
    assert track.maximum() == 2030


def test_the_data_are_copied_for_a_spreadsheet_and_the_picture_with_its_title(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    document.speak("en")
    card.commands["copy"]()
    rows = [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]
    assert rows[0][0] == "Territory"
    assert len(rows) == 14
    with qtbot.waitSignal(document.told):
        card.commands["copy_chart"]()
    picture = QGuiApplication.clipboard().pixmap()
    assert picture.height() > card.map.height()


@pytest.fixture
def saved(
    qtbot: QtBot, card: WhereCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Path]:
    """Save what the card shows in a form."""

    def _saved(kind: str) -> Path:
        target = tmp_path / f"map.{kind}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
        assert card._ranking is not None
        card._take(card._ranking)
        with qtbot.waitSignal(card.copies.told):
            card.copies.save(kind)
        return target

    return _saved


@pytest.mark.parametrize("form", ["map", "bars"])
@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_what_is_seen_is_saved_with_its_words_and_sharp_enough_to_print(
    card: WhereCard, document: Document, saved: Callable[[str], Path], code: str, form: str
) -> None:
    document.speak(code)
    card.forms[form].click()
    assert QImage(str(saved("png"))).width() > 2 * card.map.width()
    drawing = saved("svg")
    assert QSvgRenderer(str(drawing)).isValid()
    words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", drawing.read_text("utf-8")))
    assert card._ranking is not None
    assert card._ranking.table(document.year).title in unescape(words)
    assert form == "map" or getattr(document.study.name("08"), code)[:4] in words


def test_the_context_menu_offers_copies_and_the_table(
    qtbot: QtBot, card: WhereCard, document: Document
) -> None:
    document.speak("en")
    where = card.map.middle("08")
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(card.map, QContextMenuEvent(reason, where, card.map.mapToGlobal(where)))
    (menu,) = card.findChildren(QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Copy the chart", "Copy the data", "Save as PNG…", "Save as SVG…",
        "Save the data as CSV…", "Show the table",
    ]  # fmt: skip
    menu.actions()[-1].trigger()
    menu.close()
    assert card.table.isVisible()


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_nothing_is_cut_at_the_size_of_the_overview(
    card: WhereCard, document: Document, code: str
) -> None:
    card.resize(394, 272)
    document.speak(code)
    QApplication.processEvents()
    assert card.title.shown == card.title.text()
    for form in ("map", "bars"):
        assert card.forms[form].width() >= card.forms[form].sizeHint().width()
    assert all(one.accessibleName() for one in card.forms.values())


def test_large_letters_and_the_smallest_card_still_show_the_map(
    card: WhereCard, dress: Dress
) -> None:
    dress.change(text_size=150)
    card.resize(card.minimumSizeHint().expandedTo(card.minimumSize()))
    QApplication.processEvents()
    assert card.map.width() >= 60
    assert card.map.height() >= 60
    assert card.map.at(QPointF(card.map.middle("12")))


# --- Other plans --------------------------------------------------------------------------------


def test_a_plan_of_one_province_shows_it_in_its_region(
    card: WhereCard, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    assert list(card.map.places) == ["09.551"]
    assert card.map.drawn
    assert card.map.at(QPointF(card.map.middle("09.551"))) == "09.551"
    assert not card.up.isVisible()


def test_a_plan_without_smaller_territories_says_so(
    card: WhereCard, document: Document, open_sample: Open
) -> None:
    open_sample("founding-2020")
    assert card.alone.isVisible()
    assert not card.years.isVisible()
    card.copy_picture()
    open_sample("morocco-2024")
    assert card.map.isVisible()
    assert card.years.isVisible()


def test_an_empty_plan_says_that_nobody_is_there(
    card: WhereCard, document: Document, open_sample: Open
) -> None:
    document.speak("en")
    open_sample("empty")
    assert card.note.text() == "Nobody is in this plan yet: the deficit is the need."
    document.show(replace(document.view, sector="private"))
    worn = look.of(card.map)
    assert card.map.places["08"].value is None
    assert _ground(card, "08") in {
        worn.chart("map_no_data").name(),
        worn.chart("map_outline").name(),
    }


def test_without_a_need_density_is_shown_and_the_reason_is_at_hand(
    card: WhereCard, document: Document
) -> None:
    document.speak("en")
    document.show(replace(document.view, cadre="MED_SP"))
    assert card.note.text() == "No need with this norm: the density is shown."
    assert "does not cover" in card.note.toolTip()
    value = card.map.places["08"].value
    assert _ground(card, "08") == map_scale.DENSITIES.brush(value, look.of(card)).color().name()


def test_before_a_plan_is_open_the_card_is_quiet(qtbot: QtBot, document: Document) -> None:
    card = WhereCard(document)
    qtbot.addWidget(card)
    card.show()
    document.speak("ar")
    card.copy_data()
    assert not card.years.isVisible()
    assert not card.map.places


def test_territories_without_boundaries_are_shown_as_bars(
    card: WhereCard, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(geometry, "level_of", lambda codes: None)
    document.show(replace(document.view, territory="09"))
    assert card.bars.isVisible()
    assert not card.forms["map"].isEnabled()
    monkeypatch.undo()
    document.show(replace(document.view, territory="MA"))
    assert card.forms["map"].isEnabled()
