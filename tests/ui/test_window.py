"""The window: what it opens, what it shows, what it says when something is wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.language import language
from app.planning.plan import Plan
from app.ui.actions import OWN_NAMES
from app.ui.controls.report_table import ReportView
from app.ui.dialogs.export import ExportDialog
from app.ui.document import Document
from app.ui.folders import documents_folder
from app.ui.frame.choices import Chip
from app.ui.frame.status_line import StatusLine
from app.ui.overview.chart import ChartView
from app.ui.start.samples import samples
from app.ui.window import Window
from tests.ui.pages import overview_of

Open = Callable[[str], None]
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, ReportView, ChartView)


def _texts(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text().strip() for action in menu.actions() if not action.isSeparator()]


def _choose(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text().strip() == text).trigger()


def _nameless(root: QWidget) -> list[str]:
    controls = [part for kind in CONTROLS for part in root.findChildren(kind)]
    assert any(part.isVisible() for part in controls)
    return [
        f"{type(part).__name__} in {type(part.parent()).__name__}"
        for part in controls
        if part.isVisible()
        and not part.accessibleName()
        and not (isinstance(part, QAbstractButton) and part.text())
    ]


def test_a_sample_is_one_click_away_and_opens_as_a_copy(
    qtbot: QtBot, window: Window, document: Document
) -> None:
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        qtbot.mouseClick(window.start.samples.rows["tata-2017"], Qt.MouseButton.LeftButton)
    assert window.workplace.page is overview_of(window)
    assert document.is_sample
    assert document.path.is_file()
    assert window.windowTitle() == "Tata 2017 · Tabib"
    path = document.path
    document.close()
    assert not path.exists()


def test_norms_that_fit_stand_before_the_others_and_say_what_they_cover(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    document.show(replace(document.view, cadre="MED_ALL"))
    options, say = window.workplace.choices.chips["norm"].options, document.language.say
    texts = _texts(options)
    others = texts.index(say("Cover other groups"))
    assert texts[:others] == [say("Cover exactly this group"), "Référence 15,3 médecins"]
    assert "Seuil OMS 4,45" in texts[others:]
    tip = options.actions()[1].toolTip()
    assert "15,3 pour 10\u202f000 habitants" in tip
    assert "spécialiste" in tip
    assert options.toolTipsVisible()


def test_a_scenario_that_changes_nothing_here_says_so_and_why_it_is_what_it_is(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    nothing = document.language.say("Nothing changes here compared with the reference.")
    sentence = overview_of(window).sentence.label
    assert nothing not in sentence.accessibleName()
    options = window.workplace.choices.chips["scenario"].options
    options.aboutToShow.emit()
    changes = [row for row in document.rows.measures if row.scenario == "COVER26"]
    reasons = {document.language.told(row.reason) for row in changes}
    tips = [action.toolTip() for action in options.actions()]
    assert any(all(reason in tip for reason in reasons) for tip in tips)
    for scenario, says in (("COVER26", True), ("RETIRE2", False)):
        with qtbot.waitSignal(document.work_ended, timeout=30_000):
            document.follow(scenario)
        assert (nothing in sentence.accessibleName()) == says


def test_every_choice_is_made_in_the_context_bar(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    chips = window.workplace.choices.chips
    territories = chips["territory"].options
    assert _texts(territories)[:2] == ["Maroc", "Tanger-Tétouan-Al Hoceima"]
    souss = next(a.menu() for a in territories.actions() if a.text() == "Souss-Massa")
    next(action for action in souss.actions() if action.text() == "Tata").trigger()
    assert document.view.territory == "09.551"
    _choose(chips["cadre"].options, "Médecins")
    _choose(chips["sector"].options, "Secteur privé")
    assert (document.view.cadre, document.view.sector) == ("MED_ALL", "private")
    norms = _texts(chips["norm"].options)
    assert "Référence 15,3 médecins" in norms
    assert "Déficit total" not in norms  # a published total gives no need
    _choose(chips["norm"].options, "Référence 15,3 médecins")
    assert document.view.norm.id == "MED_153"
    before = document.study.fingerprint
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        _choose(chips["scenario"].options, "Taux de pourvoi de 70\u202f%")
    assert document.study.scenario.id == "FILL70"
    assert document.study.fingerprint != before
    assert document.view.territory == "09.551"
    document.follow("reference")  # kept: at once
    assert document.study.fingerprint == before


def test_the_language_changes_at_once_with_direction_words_and_numbers(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    spoken = {}
    for code in ("ar", "en", "fr"):
        document.speak(code)
        spoken[code] = [label.text() for label in window.findChildren(QLabel) if label.text()]
        right = Qt.LayoutDirection.RightToLeft
        assert (overview_of(window).result.layoutDirection() is right) == (code == "ar")
        title = language(code).say("Stock, need and deficit")
        assert overview_of(window).result.chart.accessibleName() == title
        chosen = window.head.menus.inner["language"].actions()
        assert [a.text() for a in chosen if a.isChecked()] == [OWN_NAMES[code]]
        assert QApplication.layoutDirection() is window.layoutDirection()
    assert overview_of(window).figures.cards["deficit"].value.text() == "48\u202f009"
    assert spoken["ar"] != spoken["en"] != spoken["fr"]


def test_a_file_that_is_no_plan_is_refused_in_place(
    qtbot: QtBot, window: Window, document: Document, tmp_path: Path, open_sample: Open
) -> None:
    zeros = tmp_path / "zeros.tabib"
    zeros.write_bytes(bytes(4096))
    for _ in range(2):
        with qtbot.waitSignal(document.recovery_asked, timeout=30_000):
            document.open(zeros)
        page = window.recovery.page
        assert page is not None
        assert page.isVisible()
        assert any("zeros.tabib" in said.text() for said in page.findChildren(QLabel))
        open_sample("tata-2017")
        assert not page.isVisible()
    with qtbot.waitSignal(document.problem_met, timeout=30_000):
        document.open(tmp_path / "gone.tabib")
    assert document.is_sample  # what was open stays
    assert zeros.read_bytes() == bytes(4096)


def test_a_plan_is_opened_by_dropping_it_or_by_asking(
    qtbot: QtBot,
    window: Window,
    document: Document,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    open_sample: Open,
) -> None:
    open_sample("empty")
    kept = tmp_path / "mine.tabib"
    kept.write_bytes(document.path.read_bytes())
    document.close_plan()
    assert window.pages.currentWidget() is window.start
    assert not window.actions_list.by_key["export"].isEnabled()
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(kept))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        dragged,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(document.plan_opened, timeout=30_000):
        window.dropEvent(drop)
    assert document.path == kept
    assert not document.is_sample
    assert overview_of(window).uncovered.isVisible()  # nobody is in this plan yet
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    with qtbot.waitSignal(document.told):  # it is open already
        window.actions_list.by_key["open"].trigger()
    document.close_plan()
    with qtbot.waitSignal(document.plan_opened, timeout=30_000):
        window.actions_list.by_key["open"].trigger()


def test_every_control_has_a_name_for_those_who_do_not_see_it(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open
) -> None:
    assert _nameless(window) == []
    open_sample("morocco-2024")
    assert _nameless(window) == []
    dialog = ExportDialog(document, window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert _nameless(dialog) == []


@pytest.mark.parametrize("sample", [None, "morocco-2024", "founding-2020", "tata-2017"])
def test_nothing_is_cut_off_on_a_small_screen(
    sample: str | None, window: Window, document: Document, open_sample: Open
) -> None:
    if sample:
        open_sample(sample)
    window.resize(1366, 768)
    for code in ("ar", "en", "fr"):
        document.speak(code)
        for _ in range(3):  # a changed word asks its parents for room one turn after another
            QApplication.processEvents()
        assert window.width() == 1366
        cut = [
            label.text()
            for label in window.findChildren(QLabel)
            if label.isVisible() and label.text()
            if label.width() + 1 < label.minimumSizeHint().width()
        ]
        assert cut == []


@pytest.mark.parametrize("size", [(1092, 560), (1092, 614), (910, 460), (910, 512)])
def test_the_window_fits_a_small_screen_that_is_enlarged(
    size: tuple[int, int], window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("morocco-2024")
    for code in ("ar", "en", "fr"):
        document.speak(code)
        window.resize(*size)
        QApplication.processEvents()
        assert (window.width(), window.height()) == size
        page = overview_of(window).result.parentWidget()
        assert page is not None
        assert page.width() <= page.parentWidget().width()  # it may scroll down, never sideways
        chips = window.workplace.choices.chips.values()
        assert all(chip.width() >= chip.minimumSizeHint().width() for chip in chips)
        assert max(chip.geometry().right() for chip in chips) < size[0]


@pytest.mark.parametrize(
    ("screen", "fills"), [((1366, 768), True), ((1366, 728), True), ((1920, 1040), False)]
)
def test_a_screen_without_room_for_the_frame_is_filled(
    window: Window, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int], fills: bool
) -> None:
    monkeypatch.setattr(window, "_room", lambda: QSize(*screen) - QSize(20, 50))
    window.appear()
    assert window.isMaximized() == fills


@pytest.mark.parametrize("size", [(910, 512), (1092, 614), (1366, 768)])
def test_the_notes_of_samples_are_never_sliced(
    size: tuple[int, int], window: Window, document: Document
) -> None:
    window.resize(*size)
    for code in ("fr", "ar", "en"):
        document.speak(code)
        QApplication.processEvents()
        for row in window.start.samples.rows.values():
            for note in row.findChildren(QLabel):
                assert note.height() >= note.fontMetrics().height()
                assert row.rect().contains(note.geometry())


@pytest.mark.parametrize("text", ["عتبة 4.45 (الاستعمال المغربي)", "Seuil 4,45 (usage marocain)"])
def test_a_narrow_choice_keeps_its_beginning(
    qtbot: QtBot, document: Document, text: str
) -> None:
    chip = Chip()
    qtbot.addWidget(chip)
    chip.say("Norme", text, f"Norme : {text}")
    chip.resize(170, 28)
    chip.show()
    assert chip.value.shown.endswith("…")
    assert text.startswith(chip.value.shown.rstrip("…\u200d"))
    assert chip.value.fontMetrics().horizontalAdvance(chip.value.shown) <= chip.value.width()
    assert text in chip.toolTip()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_enter_presses_buttons_samples_and_choices(
    qtbot: QtBot, window: Window, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: asked.append(True) or ("", ""))
    qtbot.keyClick(window.start.tiles["open"], Qt.Key.Key_Return)
    assert asked == [True]
    with qtbot.waitSignal(document.work_ended, timeout=30_000):
        qtbot.keyClick(window.start.samples.rows["tata-2017"], Qt.Key.Key_Enter)
    options = window.workplace.choices.chips["cadre"].options
    QTimer.singleShot(0, options.close)
    with qtbot.waitSignal(options.aboutToShow):
        qtbot.keyClick(window.workplace.choices.chips["cadre"], Qt.Key.Key_Return)
    document.show(replace(document.view, sector="public"))
    assert all(
        one.autoDefault() for one in window.findChildren(QPushButton) if one.isVisible()
    )


def test_samples_are_listed_in_each_language_by_their_own_names(
    window: Window, document: Document
) -> None:
    for code in ("ar", "en", "fr"):
        document.speak(code)
        names = [document.language.name(sample.names) for sample in samples()]
        assert [action.text() for action in window.head.menus.inner["samples"].actions()] == names


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_every_menu_has_its_place_beside_the_plan_name(
    window: Window, document: Document, open_sample: Open, code: str
) -> None:
    document.speak(code)
    open_sample("tata-2017")
    QApplication.processEvents()
    menus = window.head.bar
    places = [menus.actionGeometry(menu) for menu in menus.actions()]
    assert places
    assert all(menus.rect().contains(place) and place.width() > 0 for place in places)
    assert sum(place.width() for place in places) > menus.width() // 2


def test_no_language_needs_another_style_sheet(
    window: Window, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on: list[str] = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _, sheet: put_on.append(sheet))
    for code in ("en", "ar", "fr", "en"):
        document.speak(code)
    assert put_on == []


def test_opening_a_plan_leaves_the_keyboard_in_the_window(
    qtbot: QtBot, window: Window, open_sample: Open
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    open_sample("tata-2017")
    QApplication.processEvents()
    assert window.isActiveWindow()  # nothing was shown before it had its place in the window
    assert QApplication.focusWidget() is not None


def test_what_is_asked_about_a_point_to_watch_is_seen_and_said(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    place, card = window.workplace, overview_of(window).watching
    place.show_inspector(shown=False)
    contract = next(row for row in card.rows if row._watch.page == "")
    contract.link.click()
    assert place.inspector.isVisible()
    horizon = next(row for row in card.rows if row._watch.what == document.year)
    horizon.link.click()
    (foot,) = window.findChildren(StatusLine)
    assert foot.saved.text() == f"Les chiffres de {document.year} sont affichés."


def test_plans_are_looked_for_among_the_documents_then_beside_the_open_one(
    qtbot: QtBot,
    window: Window,
    document: Document,
    open_sample: Open,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[Path] = []

    def asked(_parent: QWidget, _title: str, folder: str, _kinds: str) -> tuple[str, str]:
        begun.append(Path(folder))
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", asked)
    window.files.ask_for_plan()
    open_sample("tata-2017")
    window.files.ask_for_plan()
    document.plan.copy_to(tmp_path / "mine.tabib")
    with qtbot.waitSignal(document.plan_opened, timeout=30_000):
        document.open(tmp_path / "mine.tabib")
    window.files.ask_for_plan()
    assert begun == [documents_folder(), documents_folder(), tmp_path]


def test_a_closed_plan_leaves_nothing_at_the_foot_of_the_window(
    window: Window, document: Document, open_sample: Open
) -> None:
    open_sample("tata-2017")
    (foot,) = window.findChildren(StatusLine)
    assert foot.isVisible()
    document.close_plan()
    assert not foot.isVisible()


def test_a_plan_held_elsewhere_is_shown_and_can_be_taken_over(
    qtbot: QtBot, window: Window, document: Document, open_sample: Open, tmp_path: Path
) -> None:
    open_sample("tata-2017")
    kept = tmp_path / "held.tabib"
    document.plan.copy_to(kept)
    document.close_plan()
    with Plan.open(kept, write=True):
        with qtbot.waitSignal(document.work_ended, timeout=30_000):
            document.open(kept)
        assert document.is_open
        assert not document.writable
        banner, say = window.workplace.state, document.language.say
        assert banner.isVisible()
        offered = [one.text() for one in banner.buttons if one.isVisible()]
        assert offered == [say("Save a copy…"), say("Take it over")]
        today = say("today, {time}", time="§").partition("§")[0]
        assert today in banner.text
        assert kept.name not in banner.text
        with qtbot.waitSignal(document.work_ended, timeout=30_000):
            banner.buttons[1].click()
        assert document.writable
        assert not banner.isVisible()
