"""The tour through the real window: eight things done by hand, left, resumed, in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.planning.stories import stories
from app.reports.lever_names import lever_name
from app.ui.controls.lever import LeverSlider
from app.ui.dialogs.export import ExportDialog
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.job import Job
from app.ui.pages.overview import OverviewPage
from app.ui.pages.simulator import SimulatorPage
from app.ui.preferences import Preferences
from app.ui.simulator import lever_row
from app.ui.simulator.stage import Stage
from app.ui.tour import STOPS
from app.ui.tour.course import stops
from app.ui.tour.tour import Tour, tour_of
from app.ui.window import Window

_PATIENCE_MS = 20_000
_SIZE = (1346, 718)


@pytest.fixture
def window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    monkeypatch.setenv("TABIB_DATA_DIR", str(tmp_path / "own"))
    Preferences().forget()
    document = Document("en")
    dress = Dress(qapp, document)
    made = Window(document, dress)
    qtbot.addWidget(made, before_close_func=lambda _: document.give_up_sample())
    made.resize(*_SIZE)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    document.give_up_sample()
    document.close()
    dress.take_off()
    Preferences().forget()
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture
def tour(window: Window) -> Tour:
    return tour_of(window)


def settled(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not Job._running, timeout=_PATIENCE_MS)


def begun(qtbot: QtBot, window: Window) -> None:
    """Begin as a person does: by the tile of the start page."""
    qtbot.mouseClick(window.start.tiles["learn"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tour_of(window).runs, timeout=_PATIENCE_MS)
    settled(qtbot)


def overview(window: Window) -> OverviewPage:
    page = window.workplace.pages["overview"]
    assert isinstance(page, OverviewPage)
    return page


def stage(window: Window) -> Stage:
    page = window.workplace.pages["simulator"]
    assert isinstance(page, SimulatorPage)
    return page.stage


def slider(window: Window, parameter: str) -> LeverSlider:
    levers = stage(window).levers
    at = [lever.parameter for lever in levers.at_hand].index(parameter)
    return levers.sliders[at]


def target(tour: Tour) -> QWidget:
    assert tour.stop is not None
    found = tour.stop.target()
    assert found is not None
    return found.widget


def noticed(qtbot: QtBot, tour: Tour) -> None:
    """The mark says that it is done; its button goes on."""
    qtbot.waitUntil(tour.mark.go_on.isVisible, timeout=_PATIENCE_MS)
    assert tour.mark.done.isVisible()
    assert not tour.pointer.isVisible()
    qtbot.mouseClick(tour.mark.go_on, Qt.MouseButton.LeftButton)


def at(tour: Tour) -> str:
    return tour.mark.progress.text()


def assert_points(tour: Tour, window: Window) -> None:
    """The frame lies around the real control, and the mark leaves it free."""
    tour.look()
    control = target(tour)
    assert control.isVisible()
    corner = control.mapTo(window, control.rect().topLeft())
    assert tour.pointer.isVisible()
    framed = tour.pointer.framed
    assert framed.intersects(QRect(corner, control.size()))
    assert not tour.mark.geometry().intersects(framed)
    assert window.rect().contains(tour.mark.geometry())


# --- What is done at each stop --------------------------------------------------------------------

Do = Callable[[QtBot, Window], None]


def open_density(qtbot: QtBot, window: Window) -> None:
    card = overview(window).figures.cards["density"]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)


def move_the_year(qtbot: QtBot, window: Window) -> None:
    qtbot.keyClick(overview(window).where.years.track, Qt.Key.Key_Right)


def guess_and_reveal(qtbot: QtBot, window: Window) -> None:
    shown = stage(window)
    qtbot.keyClicks(shown.result.guess, "160")
    qtbot.keyClick(shown.result.guess, Qt.Key.Key_Return)
    tour = tour_of(window)
    tour.look()
    assert tour.mark.words.text() == "Your guess is kept. Now reveal what happens."
    assert target(tour) is shown.foot.hold
    qtbot.mouseClick(shown.foot.hold, Qt.MouseButton.LeftButton)


def renew_half(qtbot: QtBot, window: Window) -> None:
    box = slider(window, "renewal_share").box
    box.selectAll()
    qtbot.keyClicks(box, "50")
    qtbot.keyClick(box, Qt.Key.Key_Return)


def open_posts(qtbot: QtBot, window: Window) -> None:
    track = slider(window, "posts").track
    for _ in range(5):
        qtbot.keyClick(track, Qt.Key.Key_Right)


def ask_why(qtbot: QtBot, window: Window) -> None:
    card = overview(window).figures.cards["deficit"]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert window.workplace.inspector.isVisible()


def keep_and_compare(qtbot: QtBot, window: Window) -> None:
    button = stage(window).levers.keep_button
    qtbot.waitUntil(button.isEnabled, timeout=_PATIENCE_MS)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    qtbot.keyClicks(dialog.name, "Half renewed")  # type: ignore[attr-defined]
    qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    settled(qtbot)
    tour = tour_of(window)
    tour.look()
    way = target(tour)
    assert way.isVisible()
    qtbot.mouseClick(way, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(target(tour), Qt.MouseButton.LeftButton)  # from the section to its page


def export(qtbot: QtBot, window: Window) -> None:
    window.actions_list.by_key["export"].trigger()
    dialog = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
    dialog.path.setText(str(Path(window.document.path).parent / "report.xlsx"))
    qtbot.mouseClick(dialog.write, Qt.MouseButton.LeftButton)
    tone = lambda: dialog.banner.property("tone")  # noqa: E731
    qtbot.waitUntil(lambda: tone() == "success", timeout=_PATIENCE_MS)
    qtbot.waitUntil(tour_of(window).mark.go_on.isVisible, timeout=_PATIENCE_MS)
    dialog.reject()


DEEDS: tuple[Do, ...] = (
    open_density,
    move_the_year,
    guess_and_reveal,
    renew_half,
    open_posts,
    ask_why,
    keep_and_compare,
    export,
)


def test_all_eight_things_are_done_and_noticed_one_after_the_other(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    begun(qtbot, window)
    for number, deed in enumerate(DEEDS, start=1):
        settled(qtbot)
        assert at(tour) == f"{number} of {STOPS}"
        assert_points(tour, window)
        if number == 4:
            window.document.speak("ar")
            assert tour.mark.words.text().startswith("اسحبوا التجديد إلى")
            assert_points(tour, window)
            window.document.speak("en")

        deed(qtbot, window)
        noticed(qtbot, tour)
    assert not tour.runs
    assert not tour.mark.isVisible()
    assert Preferences().tour == 0
    assert window.actions_list.by_key["tour"].text().replace("&", "") == "Take the tour"


def test_the_tour_is_left_by_escape_and_goes_on_where_it_was(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    begun(qtbot, window)
    for _ in range(2):
        qtbot.mouseClick(tour.mark.skip, Qt.MouseButton.LeftButton)
    assert at(tour) == f"3 of {STOPS}"
    settled(qtbot)
    tour.mark.show_target.setFocus()
    qtbot.keyClick(tour.mark.show_target, Qt.Key.Key_Escape)
    assert not tour.runs
    assert not tour.mark.isVisible()
    action = window.actions_list.by_key["tour"]
    assert action.text().replace("&", "") == f"Continue the tour (3 of {STOPS})"
    window.document.give_up_sample()
    window.document.close_plan()
    assert window.start.tiles["learn"].hint.text() == f"Continue the tour (3 of {STOPS})"
    action.trigger()
    qtbot.waitUntil(lambda: tour.runs, timeout=_PATIENCE_MS)
    settled(qtbot)
    assert at(tour) == f"3 of {STOPS}"
    assert window.workplace.page_key == "simulator"
    assert_points(tour, window)


def test_every_stop_can_be_begun_with(qtbot: QtBot, window: Window, tour: Tour) -> None:
    for number in range(STOPS):
        Preferences().tour = number
        window.document.give_up_sample()
        tour.begin()
        qtbot.waitUntil(lambda: tour.runs, timeout=_PATIENCE_MS)
        settled(qtbot)
        assert_points(tour, window)
        assert tour.stop is not None
        assert not tour.stop.done()


def test_the_keyboard_goes_from_the_mark_to_the_control(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    begun(qtbot, window)
    qtbot.waitUntil(lambda: window.focusWidget() is tour.mark.show_target, timeout=_PATIENCE_MS)
    qtbot.keyClick(tour.mark.show_target, Qt.Key.Key_Return)
    assert window.focusWidget() is overview(window).figures.cards["density"]
    qtbot.keyClick(overview(window).figures.cards["density"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.focusWidget() is tour.mark.go_on, timeout=_PATIENCE_MS)
    qtbot.keyClick(tour.mark.go_on, Qt.Key.Key_Return)
    assert at(tour) == f"2 of {STOPS}"


def test_on_another_page_the_mark_leads_back(qtbot: QtBot, window: Window, tour: Tour) -> None:
    begun(qtbot, window)
    window.document.go("staff")
    tour.look()
    assert not tour.pointer.isVisible()
    assert tour.mark.isVisible()
    qtbot.mouseClick(tour.mark.show_target, Qt.MouseButton.LeftButton)
    assert window.workplace.page_key == "overview"
    assert_points(tour, window)


def test_another_plan_ends_the_tour(qtbot: QtBot, window: Window, tour: Tour) -> None:
    begun(qtbot, window)
    window.document.give_up_sample()
    window.document.open_sample("empty")
    qtbot.waitUntil(lambda: not tour.runs, timeout=_PATIENCE_MS)
    assert not tour.mark.isVisible()


def test_the_number_of_stops_is_what_the_menus_say(window: Window) -> None:
    assert len(stops(window)) == STOPS


def test_a_control_out_of_sight_is_brought_into_it(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    window.resize(900, 460)
    Preferences().tour = 1
    begun(qtbot, window)
    qtbot.waitUntil(tour.pointer.isVisible, timeout=_PATIENCE_MS)
    assert_points(tour, window)
    assert target(tour) is overview(window).where.years


def test_a_stop_speaks_of_the_story_whatever_else_is_asked_meanwhile(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    begun(qtbot, window)
    said, document = tour.mark.words.text(), window.document
    told = document.view
    document.show(document.study.view(cadre="MED_SP"))
    tour.look()
    assert tour.mark.words.text() == said
    qtbot.mouseClick(tour.mark.skip, Qt.MouseButton.LeftButton)
    assert (document.view.cadre, document.view.norm) == (told.cadre, told.norm)
    document.follow(next(row.id for row in document.rows.scenarios if row.id != "reference"))
    settled(qtbot)
    Preferences().tour = 0
    qtbot.mouseClick(tour.mark.skip, Qt.MouseButton.LeftButton)
    settled(qtbot)
    assert document.study.scenario.id == "reference"


def test_what_is_done_is_told_in_figures_where_the_eye_is(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    Preferences().tour = 3
    begun(qtbot, window)
    before, shown = tour.mark.pos(), stage(window)
    for chart in (shown.left, shown.right, shown.result):
        lies = QRect(chart.mapTo(window, chart.rect().topLeft()), chart.size())
        assert not tour.mark.geometry().intersects(lies)
    renew_half(qtbot, window)
    qtbot.waitUntil(tour.mark.go_on.isVisible, timeout=_PATIENCE_MS)
    settled(qtbot)
    tour.look()
    assert tour.mark.words.text() == "Deficit: 176 in 2017, 166 in 2022."
    assert (tour.mark.pos() - before).manhattanLength() < tour.mark.height()
    window.document.go("overview")
    tour.look()
    assert tour.mark.geometry().bottom() > window.rect().center().y()


def test_a_control_that_its_page_moves_late_is_brought_into_sight_all_the_same(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    window.resize(1180, 460)
    Preferences().tour = 3
    begun(qtbot, window)
    control = target(tour)
    qtbot.waitUntil(
        lambda: control.visibleRegion().boundingRect().height() == control.height(),
        timeout=_PATIENCE_MS,
    )
    qtbot.waitUntil(lambda: not tour._seeks, timeout=_PATIENCE_MS)
    assert_points(tour, window)


@pytest.mark.parametrize("chosen", [1, 4])
def test_a_stop_has_its_lever_at_hand_whatever_was_chosen_and_leaves_the_choice(
    qtbot: QtBot, window: Window, tour: Tour, chosen: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lever_row, "MOST", 4)  # so that one place has to be made
    Preferences().tour = 3
    begun(qtbot, window)
    row, rows = stage(window).levers, window.document.rows
    lent = {lever.key for lever in row.at_hand}
    row.menu.aboutToShow.emit()
    other = [one.key for one in row._offered() if one.key not in lent][:chosen]
    assert len(other) == chosen
    page, story = window.workplace.pages["simulator"], stories(rows)[0]
    assert isinstance(page, SimulatorPage)
    page._keep_pinned(tuple(other))
    assert [one.key for one in row.at_hand[1:]] == other[:3]
    renewal = row.at_hand[0]
    assert renewal.parameter == "renewal_share"
    assert_points(tour, window)
    row.menu.aboutToShow.emit()
    ticked = {one.text(): one.isEnabled() for one in row.menu.actions() if one.isChecked()}
    assert not ticked[lever_name(renewal, window.document.study, window.document.language)]
    renew_half(qtbot, window)
    noticed(qtbot, tour)
    assert [one.parameter for one in row.at_hand[:2]] == ["posts", "fill_rate"]
    assert_points(tour, window)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert [one.key for one in row.at_hand] == other
    assert Preferences().pinned(rows.facts.uuid, story.id) == tuple(other)


def test_levers_that_are_chosen_beside_a_lent_one_are_kept_without_it(
    qtbot: QtBot, window: Window, tour: Tour
) -> None:
    Preferences().tour = 3
    begun(qtbot, window)
    row = stage(window).levers
    first = next(one.key for one in row.at_hand if one.parameter == "persons")
    page = window.workplace.pages["simulator"]
    assert isinstance(page, SimulatorPage)
    page._keep_pinned((first,))
    more = next(one.key for one in row._offered() if one not in row.at_hand)
    row._turn(more, wanted=True)
    assert row.at_hand[0].parameter == "renewal_share"
    tour.leave()
    assert [one.key for one in row.at_hand] == [first, more]
