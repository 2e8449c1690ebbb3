"""Small controls: what a press tells, what is read aloud, how arrows and ticks look."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.language import THIN, language
from app.ui import look
from app.ui.controls.banner import Banner
from app.ui.controls.empty_page import EmptyPage, Way
from app.ui.controls.fields import Check, Chooser
from app.ui.controls.icon_button import IconButton
from app.ui.controls.labels import Words, button
from app.ui.controls.one_of import OneOf, Segment
from app.ui.controls.pill import Pill
from app.ui.controls.strip import Strip
from app.ui.controls.tabs import Tabs
from app.ui.controls.toast import Toast
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.frame.side_panel import SidePanel

OPTIONS = {"map": "Carte", "bars": "Barres"}


@pytest.fixture
def document(qapp: QApplication) -> Iterator[Document]:
    """Give words a language and the widgets their look."""
    made = Document("fr")
    Dress(qapp, made).take_off()
    yield made
    made.close()


def _show(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget as the window that a person works in."""
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def _picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize("kind", [Segment, Tabs])
def test_a_press_tells_the_key_and_a_choice_by_the_program_tells_nothing(
    qtbot: QtBot, kind: type[OneOf]
) -> None:
    one = kind()  # type: ignore[call-arg]
    qtbot.addWidget(one)
    one.say(OPTIONS, "map", "Forme")
    assert one.here == "map"
    with qtbot.waitSignal(one.chosen) as told:
        one.buttons["bars"].click()
    assert told.args == ["bars"]
    with qtbot.assertNotEmitted(one.chosen):
        one.choose("map")
    assert one.here == "map"


@pytest.mark.usefixtures("document")
def test_arrows_lead_from_one_option_to_the_next(qtbot: QtBot) -> None:
    segment = Segment()
    qtbot.addWidget(segment)
    segment.say(OPTIONS, "map", "Forme")
    _show(qtbot, segment)
    segment.buttons["map"].setFocus()
    with qtbot.waitSignal(segment.chosen):
        QTest.keyClick(segment.buttons["map"], Qt.Key.Key_Right)
    assert segment.here == "bars"


@pytest.mark.usefixtures("document")
def test_other_options_take_the_place_of_the_first(qtbot: QtBot) -> None:
    segment = Segment()
    qtbot.addWidget(segment)
    segment.say(OPTIONS, "map", "Forme")
    kept = segment.buttons["map"]
    segment.say({"map": "خريطة", "bars": "أعمدة"}, "bars", "الشكل")
    assert segment.buttons["map"] is kept
    assert segment.here == "bars"
    segment.say({"table": "Tableau", "bars": "Barres"}, "table", "Forme")
    assert list(segment.buttons) == ["table", "bars"]
    assert segment.here == "table"


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize("kind", [Segment, Tabs])
def test_the_room_for_all_options_is_known_at_once_even_in_a_window_that_is_seen(
    qtbot: QtBot, kind: type[OneOf]
) -> None:
    one = kind()  # type: ignore[call-arg]
    qtbot.addWidget(one)
    one.show()
    one.say(OPTIONS, "map", "Forme")
    room = sum(button.minimumWidth() for button in one.buttons.values())
    assert one.sizeHint().width() >= one.minimumSizeHint().width() >= room


@pytest.mark.usefixtures("document")
def test_a_button_without_words_is_named_aloud_and_under_the_pointer(qtbot: QtBot) -> None:
    one = IconButton("undo-2")
    qtbot.addWidget(one)
    one.say("Annuler", "Annuler (Ctrl+Z)")
    assert one.accessibleName() == "Annuler"
    assert one.toolTip() == "Annuler (Ctrl+Z)"
    assert one.width() == one.height() == look.size("icon_button")
    before = one.icon().pixmap(16, 16).toImage()
    one.say("Annuler", icon="redo-2")
    assert one.icon().pixmap(16, 16).toImage() != before


@pytest.mark.usefixtures("document")
def test_a_list_shows_its_arrow_where_the_line_ends(qtbot: QtBot) -> None:
    opens = button()
    opens.setMenu(QMenu(opens))
    for one in (Chooser(), opens):
        qtbot.addWidget(one)
        one.resize(120, 30)
        _has_its_arrow_where_the_line_ends(one)


def _has_its_arrow_where_the_line_ends(one: QWidget) -> None:
    side = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        one.setLayoutDirection(direction)
        seen = _picture(one)
        ground = look.of(one).colour("surface")
        inked = {x for x in range(4, 116) for y in range(8, 22) if seen.pixelColor(x, y) != ground}
        side[direction] = sum(inked) / len(inked)
    assert side[Qt.LayoutDirection.LeftToRight] > 90
    assert side[Qt.LayoutDirection.RightToLeft] < 30


@pytest.mark.usefixtures("document")
def test_a_tick_is_a_shape_and_not_a_colour_alone(qtbot: QtBot) -> None:
    ticked, filled = Check(), QCheckBox()
    for one in (ticked, filled):
        qtbot.addWidget(one)
        one.resize(40, 28)
    assert _picture(ticked) == _picture(filled)
    ticked.setChecked(True)
    filled.setChecked(True)
    assert _picture(ticked) != _picture(filled)


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("direction", "beside"),
    [(Qt.LayoutDirection.LeftToRight, 0), (Qt.LayoutDirection.RightToLeft, -1)],
)
def test_a_line_stands_between_the_page_and_the_panel_at_the_far_side(
    qtbot: QtBot, direction: Qt.LayoutDirection, beside: int
) -> None:
    panel = SidePanel()
    qtbot.addWidget(panel)
    panel.setLayoutDirection(direction)
    panel.name("Titre", "Inspecteur", "Fermer")
    panel.resize(panel.width(), 200)
    seen = _picture(panel)
    border, sheet = (look.of(panel).colour(name) for name in ("border", "surface"))
    edges = [seen.pixelColor(x, 150) for x in (0, seen.width() - 1)]
    assert edges[beside] == border
    assert edges[-1 - beside] == sheet
    assert panel.close_button.accessibleName() == "Fermer"
    with qtbot.waitSignal(panel.closed):
        panel.close_button.click()


@pytest.mark.usefixtures("document")
def test_a_toast_lies_at_the_foot_and_goes_away_by_itself(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    toast = Toast(window)
    assert toast.text == ""
    toast.say("Copie ouverte.")
    assert toast.text == "Copie ouverte."
    window.resize(800, 300)
    assert toast.geometry().center().x() == pytest.approx(400, abs=2)
    assert 200 < toast.geometry().bottom() < 300
    toast.gone.timeout.emit()
    assert toast.text == ""


def test_a_page_without_data_says_what_will_be_here_and_how_to_begin(
    qtbot: QtBot, document: Document
) -> None:
    assert document.language.code == "fr"
    done: list[str] = []
    page = EmptyPage()
    qtbot.addWidget(page)
    ways = tuple(
        Way(text, lambda text=text: done.append(text), icon)  # type: ignore[misc]
        for text, icon in (("Importer", "upload"), ("Coller", "clipboard-paste"), ("Exemple", ""))
    )
    page.say("Titre", "Phrase.", ways, "Promesse.")
    page.resize(900, 600)
    _show(qtbot, page)
    for one in page.buttons:
        one.click()
    assert done == ["Importer", "Coller", "Exemple"]
    assert [one.property("role") for one in page.buttons] == ["large", "large-plain", "link"]
    shown = {one.accessibleName() for one in page.findChildren(QLabel) if one.isVisible()}
    assert {"Titre", "Phrase.", "Promesse."} <= shown
    page.buttons[1].setFocus()
    page.say("Titre", "Phrase.", ways)
    assert page.buttons[1].hasFocus()
    assert not page.promise.isVisible()


@pytest.mark.usefixtures("document")
def test_a_banner_opens_no_window_of_its_own_while_it_is_built(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[QWidget] = []
    put = QPushButton.setVisible

    def noted(widget: QPushButton, visible: bool) -> None:
        if visible and widget.isWindow():
            shown.append(widget)
        put(widget, visible)

    monkeypatch.setattr(QPushButton, "setVisible", noted)
    for closable in (True, False):
        made = Banner(closable=closable)
        qtbot.addWidget(made)
        made.say("info", "…")
    assert not shown


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize("code", ["fr", "ar"])
def test_no_line_of_a_sentence_ends_amid_a_number(qtbot: QtBot, code: str) -> None:
    spoken = language(code)
    strip = Strip()
    qtbot.addWidget(strip)
    number = spoken.number(-4535)
    strip.say((number, number), spoken)
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    words = Words("body", wraps=True)
    qtbot.addWidget(words)
    words.setText(number)
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    for shown in (strip.label.text(), QLabel.text(words)):
        document = QTextDocument()
        document.setHtml(shown)
        assert THIN in document.firstBlock().text()
        assert document.firstBlock().text().split(" ")[0] == number


def test_a_pill_keeps_its_letters_when_its_tone_changes(qtbot: QtBot, document: Document) -> None:
    dress = Dress(QApplication.instance(), document)  # type: ignore[arg-type]
    pill = Pill()
    qtbot.addWidget(pill)
    pill.say("", "12")
    dress.change(text_size=150)
    try:
        pill.say("warning", "12")
        (words,) = (one for one in pill.findChildren(QLabel) if one.text())
        assert words.font().pixelSize() == look.font(document.language, "caption").pixelSize()
    finally:
        dress.change(text_size=100)
        dress.take_off()
