"""The simulator: levers, veil, guess, replay, steps of stories, and the stage before a room."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.engine.inputs import named_arrays
from app.planning.stories import stories
from app.ui.document import Document
from app.ui.dress import Dress
from app.ui.pages import simulator
from app.ui.pages.simulator import SimulatorPage
from app.ui.preferences import Preferences
from app.ui.simulator.story_dialogs import CaptionDialog, NameDialog
from tests.ui.simulating import Trainer

Open = Callable[[str], None]
PATIENCE_MS = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
BEFORE = {2017: 8, 2018: 28, 2019: 28, 2020: 28, 2021: 28}
AGAIN = dict.fromkeys(range(2022, 2031), 8)


@pytest.fixture
def page(qtbot: QtBot, document: Document) -> SimulatorPage:
    made = SimulatorPage(document)
    qtbot.addWidget(made, before_close_func=lambda _: made.leave())
    made.resize(936, 658)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def tata(
    qtbot: QtBot, document: Document, dress: Dress, page: SimulatorPage, open_sample: Open
) -> Trainer:
    dress.change(reduce_motion=True)
    open_sample("tata-2017")
    made = Trainer(qtbot, document, page)
    page.stage.retell()
    page.first.setFocus()
    made.settle()
    return made


def lever(page: SimulatorPage, key: str) -> int:
    return [one.key for one in page.stage.levers.at_hand].index(key)


def drag(trainer: Trainer, at: int, value: float) -> None:
    """Move a lever as a hand does, and let go."""
    slider = trainer.page.stage.levers.sliders[at]
    slider.moved.emit(value)
    slider.settled.emit()
    trainer.settle()


RENEWAL = "contracts.renewal_share.MED_ALL.public.09.551"


# --- What is tried --------------------------------------------------------------------------------


def test_before_any_step_the_scenario_is_told_as_it_stands(tata: Trainer) -> None:
    assert tata.chart() == BEFORE | AGAIN
    assert tata.step == 0
    assert tata.page.stage.head.title.text() == "Tata"
    assert "comme dans le scénario" in tata.sentence


def test_a_lever_moves_charts_number_and_sentence_and_leaves_the_plan_alone(tata: Trainer) -> None:
    tata.document.choose_year(2022)
    rows = tata.document.rows
    drag(tata, lever(tata.page, RENEWAL), 0.5)
    assert tata.chart()[2022] == 18
    assert tata.chart("right")[2022] == 166
    assert tata.number == "166"
    assert "−10 par rapport au scénario" in tata.sentence
    assert tata.page.stage.result.rows[2][0].text() == "Avant le changement"
    assert tata.page.stage.result.rows[2][1].text() == "176"
    assert tata.document.rows is rows
    scene = tata.page.stage.left.view.scene
    assert scene is not None
    assert round(scene.ghost[5]) == 8  # the line of before stays as a ghost
    drag(tata, lever(tata.page, RENEWAL), 0.25)
    assert tata.page.stage.result.rows[2][1].text() == "166"  # and the figure is that of the line


def test_undo_takes_the_last_move_back_and_not_the_last_change_of_the_plan(tata: Trainer) -> None:
    drag(tata, lever(tata.page, RENEWAL), 0.5)
    QTest.keyClick(tata.page.stage.left.view, Qt.Key.Key_Z, CONTROL)
    tata.settle()
    assert tata.document.trials.measures == ()
    QTest.keyClick(tata.page.stage.left.view, Qt.Key.Key_Y, CONTROL)
    tata.settle()
    assert len(tata.document.trials.measures) == 1
    assert tata.document.history() == ()


def test_reset_gives_back_the_very_same_arrays(tata: Trainer) -> None:
    document = tata.document
    start = {name: array.tobytes() for name, array in named_arrays(document.study.inputs)}
    stock = document.study.projection.stock.copy()
    file = document.path.read_bytes()
    drag(tata, lever(tata.page, RENEWAL), 0.5)
    assert document.trials.study.projection.stock.tobytes() != stock.tobytes()
    tata.press("0", tata.page.stage.left.view)
    after = document.trials.study
    assert {name: array.tobytes() for name, array in named_arrays(after.inputs)} == start
    assert np.array_equal(after.projection.stock, stock)
    assert after.fingerprint == document.study.fingerprint
    assert document.path.read_bytes() == file


def test_replay_moves_the_last_lever_from_where_it_was(tata: Trainer, dress: Dress) -> None:
    dress.change(reduce_motion=False)
    at = lever(tata.page, RENEWAL)
    drag(tata, at, 0.5)
    met: list[float] = []
    trials = tata.document.trials
    trials.moved.connect(lambda: met.append(trials.value(tata.page.stage.levers.at_hand[at])))
    tata.page.stage.play_again()
    tata.qtbot.waitUntil(lambda: not tata.page.stage.replay.runs, timeout=PATIENCE_MS)
    tata.settle()
    assert met[0] == 0
    assert met[-1] == 0.5
    assert len(set(met)) > 3
    assert met == sorted(met)
    assert tata.chart()[2022] == 18


def test_replay_without_motion_ends_where_the_lever_was(tata: Trainer) -> None:
    drag(tata, lever(tata.page, RENEWAL), 0.5)
    tata.press("R", tata.page.stage.left.view)
    assert tata.chart()[2022] == 18
    assert not tata.page.stage.replay.runs


def test_replay_without_a_move_draws_the_line_again(tata: Trainer) -> None:
    tata.press("R", tata.page.stage.left.view)
    assert tata.chart() == BEFORE | AGAIN


def test_the_chart_on_the_far_side_can_show_other_measures(tata: Trainer) -> None:
    stage = tata.page.stage
    stage.show_on_the_right("entries")
    assert tata.chart("right")[2018] == 20
    stage.show_on_the_right("exits")
    assert tata.chart("right")[2022] == 20
    stage.show_on_the_right("fte")
    assert tata.chart("right")[2017] == 8
    stage.measures.aboutToShow.emit()
    ticked = [one.text() for one in stage.measures.actions() if one.isChecked()]
    assert ticked == ["Équivalents temps plein"]


def test_another_plan_begins_with_the_usual_measure(tata: Trainer, open_sample: Open) -> None:
    stage = tata.page.stage
    stage.show_on_the_right("exits")
    assert stage.right.title.text() != "Déficit au 31 décembre"
    tata.document.give_up_sample()
    open_sample("tata-2017")
    tata.settle()
    assert stage.right.title.text() == "Déficit au 31 décembre"


def test_without_a_need_the_stock_is_the_large_figure(tata: Trainer) -> None:
    document = tata.document
    document.show(document.study.view(cadre="MED_GP"))
    tata.settle()
    assert tata.page.stage.result.heading.text() == "Effectif en 2030"
    assert tata.number == "3"
    assert tata.page.stage.right.title.text() == "Équivalents temps plein"


# --- Hidden, guessed, revealed --------------------------------------------------------------------


def test_what_is_hidden_is_in_no_chart_and_no_number(tata: Trainer) -> None:
    tata.document.choose_year(2022)
    tata.press("H", tata.page.stage.left.view)
    assert tata.chart() == BEFORE
    assert tata.chart("right") == {2017: 176, 2018: 156, 2019: 156, 2020: 156, 2021: 156}
    assert tata.number == "?"
    assert "176" not in tata.page.stage.left.view.accessibleDescription()
    assert tata.page.stage.result.guess.isVisible()
    assert tata.page.stage.foot.hold.accessibleName() == "Révéler"
    tata.press("H", tata.page.stage.left.view)
    assert tata.chart() == BEFORE | AGAIN
    assert tata.number == "176"


def test_the_guess_of_the_room_stays_as_a_line_and_beside_the_answer(tata: Trainer) -> None:
    tata.document.choose_year(2022)
    tata.press("H", tata.page.stage.left.view)
    box = tata.page.stage.result.guess
    box.setFocus()
    QTest.keyClicks(box, "166")
    QTest.keyClick(box, Qt.Key.Key_Return)
    stock, deficit = (getattr(tata.page.stage, side).view.scene for side in ("left", "right"))
    assert round(stock.guess[-1][1]) == 18
    assert deficit.guess[0] == (2022, 166)
    QTest.keyClick(box, "h")  # letters are for whoever tells the story
    tata.settle()
    assert tata.number == "176"
    shown = [one.text() for row in tata.page.stage.result.rows for one in row if one.isVisible()]
    assert shown[-2:] == ["La salle avait dit", "166"]


def test_a_guess_that_is_no_number_is_marked_and_kept(tata: Trainer) -> None:
    tata.press("H", tata.page.stage.left.view)
    box = tata.page.stage.result.guess
    box.setFocus()
    QTest.keyClicks(box, "12..5")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.property("tone") == "error"
    assert box.text() == "12..5"
    assert tata.page.stage.telling.guess is None
    box.clear()
    box.setModified(True)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.property("tone") == ""


@pytest.mark.parametrize("typed", ["1e300", "120001", "-120001"])
def test_a_guess_of_more_people_than_live_there_is_marked(tata: Trainer, typed: str) -> None:
    tata.document.choose_year(2022)
    tata.press("H", tata.page.stage.left.view)
    box = tata.page.stage.result.guess
    box.setFocus()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.property("tone") == "error"
    assert tata.page.stage.telling.guess is None


@pytest.mark.parametrize("typed", ["0", "-5", "184"])
def test_a_guess_of_nobody_or_of_too_many_is_a_guess(tata: Trainer, typed: str) -> None:
    tata.document.choose_year(2022)
    tata.press("H", tata.page.stage.left.view)
    box = tata.page.stage.result.guess
    box.setFocus()
    QTest.keyClicks(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert tata.page.stage.telling.guess == float(typed)
    tata.page.stage.left.view.grab()
    tata.press("H", tata.page.stage.left.view)
    assert tata.number == "176"


def test_the_guess_can_be_drawn_on_either_chart(tata: Trainer) -> None:
    tata.document.choose_year(2022)
    tata.press("H", tata.page.stage.left.view)
    tata.page.stage.left.view.pressed.emit(2025, 18.2)
    assert tata.page.stage.telling.guess == 165
    tata.page.stage.right.view.pressed.emit(2025, 160.4)
    assert tata.page.stage.telling.guess == 160
    assert tata.document.year == 2022


def test_a_press_on_a_chart_chooses_the_year_while_nothing_is_hidden(tata: Trainer) -> None:
    view = tata.page.stage.left.view
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 2, 40))
    assert 2020 <= tata.document.year <= 2026
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert tata.document.year == 2017
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert tata.document.year == 2018


def test_a_reveal_takes_its_time_where_motion_is_welcome(tata: Trainer, dress: Dress) -> None:
    dress.change(reduce_motion=False)
    tata.press("H", tata.page.stage.left.view)
    seen: list[float] = []
    telling = tata.page.stage.telling
    telling.veiled.connect(lambda: seen.append(telling.revealed))
    tata.page.stage.foot.hold.click()
    tata.settle()
    tata.qtbot.waitUntil(lambda: telling.revealed == 1.0, timeout=PATIENCE_MS)
    assert len(seen) > 3
    assert seen == sorted(seen)


# --- Stories --------------------------------------------------------------------------------------


def test_a_round_button_stands_for_each_step_and_goes_there(tata: Trainer) -> None:
    steps = tata.page.stage.head.steps
    assert [one.text() for one in steps] == ["1", "2", "3", "4", "5", "6"]
    steps[4].click()
    tata.settle()
    assert (tata.step, tata.number) == (5, "166")
    assert [one.isChecked() for one in steps] == [False] * 4 + [True, False]
    assert steps[4].accessibleName() == "Étape 5 sur 6"


def test_a_caption_gives_way_to_what_follows_once_a_lever_has_left_the_step(tata: Trainer) -> None:
    tata.page.stage.telling.go_to(4)
    tata.settle()
    assert tata.sentence.startswith("Avec une moitié renouvelée à chaque échéance")
    drag(tata, lever(tata.page, RENEWAL), 1.0)
    assert "par rapport au scénario" in tata.sentence


def test_a_story_asks_about_its_own_place_norm_and_year(
    qtbot: QtBot, document: Document, dress: Dress, page: SimulatorPage, open_sample: Open
) -> None:
    dress.change(reduce_motion=True)
    open_sample("morocco-2024")
    trainer = Trainer(qtbot, document, page)
    trainer.story("south-posts")
    assert (document.view.territory, document.view.norm.id, document.year) == (
        "10", "MED_153", 2036,
    )  # fmt: skip
    assert not page.stage.telling.held  # the first step shows what comes if nothing changes
    trainer.press(Qt.Key.Key_PageDown, page.stage.left.view)
    assert page.stage.telling.waits
    trainer.press(Qt.Key.Key_PageDown, page.stage.left.view)
    line = document.trials.study.lines(document.view)[2036 - 2024]
    assert trainer.number == document.language.number(line.deficit)
    assert document.language.number(line.deficit) in trainer.sentence
    keys = [one.key for one in page.stage.levers.at_hand]
    assert keys[0] == "recruitment.fill_rate.MED_GP.public.10"


def test_a_story_on_another_scenario_waits_for_it(
    tata: Trainer, document: Document, page: SimulatorPage
) -> None:
    document.follow("renewal-50")
    tata.settle()
    page.stage.telling.go_to(0)
    tata.settle()
    assert document.study.scenario.id == "reference"
    assert tata.chart() == {2017: 8}


def dialog(page: SimulatorPage, kind: type[QDialog]) -> QDialog:
    return next(one for one in page.findChildren(kind) if one.isVisible())


def say(page: SimulatorPage, text: str) -> None:
    """Type a caption and add it."""
    asked = dialog(page, CaptionDialog)
    assert isinstance(asked, CaptionDialog)
    assert not asked.done_button.isEnabled() or asked.text.toPlainText()
    asked.text.setPlainText(text)
    asked.done_button.click()


def test_a_step_is_added_from_what_is_tried_and_undone(tata: Trainer, page: SimulatorPage) -> None:
    document = tata.document
    before = document.rows
    page.stage.telling.go_to(4)
    tata.settle()
    drag(tata, lever(page, RENEWAL), 1.0)
    page.acts.add()
    say(page, "Tous restent : **{stock_2022}.**")
    tata.settle()
    assert (tata.steps, tata.step) == (7, 7)
    assert tata.sentence == "Tous restent : 28."
    (story,) = stories(document.rows)
    assert document.next_undo is not None
    assert document.next_undo.text == "Step added to a story"
    document.undo()
    tata.settle()
    assert tata.steps == 6
    assert document.rows.scenarios == before.scenarios
    assert story in document.rows.stories


def test_a_new_step_hides_what_was_hidden_and_asks_if_wanted(
    tata: Trainer, page: SimulatorPage
) -> None:
    page.stage.telling.go_to(2)
    tata.settle()
    page.acts.add()
    asked = dialog(page, CaptionDialog)
    assert isinstance(asked, CaptionDialog)
    assert asked.hold.currentData() == 2022
    asked.asks.setChecked(True)
    say(page, "Et vous ?")
    tata.settle()
    step = page.stage.telling.steps[-1]
    assert (step.hold_from, step.asks) == (2022, True)


def test_steps_are_recaptioned_in_one_language_moved_and_removed(
    tata: Trainer, page: SimulatorPage
) -> None:
    telling = page.stage.telling
    telling.go_to(0)
    tata.settle()
    page.acts.recaption()
    say(page, "Huit médecins.")
    assert telling.steps[0].caption.fr == "Huit médecins."
    assert telling.steps[0].caption.en.startswith("In 2017 Tata has")
    page.acts.move(1)
    assert (telling.steps[1].caption.fr, telling.at) == ("Huit médecins.", 1)
    page.acts.move(9)
    assert telling.at == 1
    page.acts.remove()
    tata.settle()
    assert tata.steps == 5


def test_a_story_begins_from_what_is_tried(tata: Trainer, page: SimulatorPage) -> None:
    drag(tata, lever(page, RENEWAL), 0.5)
    page.acts.begin()
    asked = dialog(page, NameDialog)
    assert isinstance(asked, NameDialog)
    assert not asked.done_button.isEnabled()
    asked.name.setText("Et si la moitié restait ?")
    asked.done_button.click()
    say(page, "La moitié reste.")
    tata.settle()
    assert page.stage.head.title.text() == "Et si la moitié restait ?"
    assert (tata.step, tata.sentence) == (1, "La moitié reste.")
    assert len(stories(tata.document.rows)) == 2


def test_the_menu_names_every_story_and_what_can_be_done_with_its_steps(
    tata: Trainer, page: SimulatorPage
) -> None:
    page.acts.fill()
    words = [one.text() for one in page.stage.head.menu.actions() if not one.isSeparator()]
    assert words[0].startswith("Tata")
    possible = [one.text() for one in page.stage.head.menu.actions() if one.isEnabled()]
    assert "Ajouter une étape…" in possible
    assert "Retirer l’étape" not in possible
    page.stage.telling.go_to(1)
    tata.settle()
    page.acts.fill()
    possible = [one.text() for one in page.stage.head.menu.actions() if one.isEnabled()]
    assert "Retirer l’étape" in possible
    page.stage.head.menu.actions()[0].trigger()
    tata.settle()
    assert tata.step == 1


# --- Levers at hand -------------------------------------------------------------------------------


def test_levers_are_pinned_and_unpinned_and_kept_for_the_next_time(
    tata: Trainer, page: SimulatorPage
) -> None:
    row = page.stage.levers
    row.menu.aboutToShow.emit()
    offered = {one.text(): one for one in row.menu.actions()}
    ticked = [name for name, one in offered.items() if one.isChecked()]
    assert len(ticked) == len(row.at_hand) == 4
    other = next(name for name in offered if name not in ticked)
    offered[other].setChecked(True)
    assert len(row.at_hand) == 5
    row.menu.aboutToShow.emit()
    for action in row.menu.actions():
        if action.text() in ticked:
            action.setChecked(False)
    assert len(row.at_hand) == 1
    plan = tata.document.rows.facts.uuid
    assert Preferences().pinned(plan, "") == (row.at_hand[0].key,)


@pytest.mark.parametrize("cadre", ["NUR_POLY", "MIDWIFE", "PARA_ALL", "MED_SP"])
def test_the_first_levers_move_what_is_asked_about(
    qtbot: QtBot, document: Document, page: SimulatorPage, open_sample: Open, cadre: str
) -> None:
    open_sample("morocco-2024")
    document.show(document.study.view("08", cadre))
    row = page.stage.levers
    qtbot.waitUntil(lambda: not page.stage.busy and bool(row.at_hand), timeout=PATIENCE_MS)
    members = document.study.places.cadre_indexes
    assert len(row.at_hand) == 4
    for lever in row.at_hand:
        assert set(members(cadre)) & set(members(lever.cadre))
    assert {"posts", "fill_rate", "limit_age"} < {one.parameter for one in row.at_hand}


@pytest.mark.parametrize(
    ("step", "name"),
    [(None, "Reprendre les leviers habituels"), (0, "Reprendre les leviers du récit")],
)
def test_the_levers_of_before_the_choice_are_brought_back(
    tata: Trainer, page: SimulatorPage, step: int | None, name: str
) -> None:
    if step is not None:
        page.stage.telling.go_to(step)
        tata.settle()
    row = page.stage.levers
    before = [one.key for one in row.at_hand]
    row.menu.aboutToShow.emit()
    assert row.menu.actions()[-1].text() == name
    assert not row.menu.actions()[-1].isEnabled()
    next(one for one in row.menu.actions() if one.isChecked()).setChecked(False)
    assert len(row.at_hand) == len(before) - 1
    row.menu.aboutToShow.emit()
    row.menu.actions()[-1].trigger()
    assert [one.key for one in row.at_hand] == before


def test_a_lever_that_the_plan_does_not_offer_is_left_out(
    tata: Trainer, page: SimulatorPage
) -> None:
    page.stage.levers.pin(("a.b.c.d.e", RENEWAL), tata.document.study)
    assert [one.key for one in page.stage.levers.at_hand] == [RENEWAL]


def test_a_lever_goes_back_to_what_it_inherits(tata: Trainer, page: SimulatorPage) -> None:
    at = lever(page, RENEWAL)
    drag(tata, at, 0.5)
    page.stage.levers.sliders[at].reverted.emit()
    tata.settle()
    assert tata.document.trials.measures == ()
    assert tata.chart()[2022] == 8


def _keep_as(tata: Trainer, page: SimulatorPage, name: str) -> None:
    page.stage.levers.keep_button.click()
    asked = dialog(page, NameDialog)
    assert isinstance(asked, NameDialog)
    asked.name.setText(name)
    asked.done_button.click()
    tata.settle()


def test_what_is_tried_is_kept_as_a_scenario_under_a_name(
    tata: Trainer, page: SimulatorPage
) -> None:
    assert not page.stage.levers.keep_button.isEnabled()
    drag(tata, lever(page, RENEWAL), 0.5)
    _keep_as(tata, page, "La moitié reste")
    kept = next(one for one in tata.document.rows.scenarios if one.names.fr == "La moitié reste")
    assert (kept.kind, kept.parent) == ("scenario", "reference")
    measures = [one for one in tata.document.rows.measures if one.scenario == kept.id]
    assert [(one.parameter, one.value) for one in measures] == [("renewal_share", 0.5)]


def test_a_scenario_that_is_kept_takes_the_name_of_no_other(
    tata: Trainer, page: SimulatorPage
) -> None:
    drag(tata, lever(page, RENEWAL), 0.5)
    _keep_as(tata, page, "Si rien ne change")
    names = [one.names.fr for one in tata.document.rows.scenarios if one.kind == "scenario"]
    assert "Si rien ne change (2)" in names
    assert len(set(names)) == len(names)


# --- Before a room --------------------------------------------------------------------------------


def test_the_presentation_shows_the_same_stage_and_gives_it_back(
    tata: Trainer, page: SimulatorPage
) -> None:
    stage, at = page.stage, lever(page, RENEWAL)
    page.present()
    shown = page.presentation
    assert shown is not None
    tata.qtbot.waitUntil(shown.isFullScreen, timeout=PATIENCE_MS)
    assert stage.window() is shown
    tata.settle()
    assert tata.step == 1
    assert not stage.head.present_button.isVisible()
    assert stage.head.title.font().pixelSize() == 27
    page.present()
    assert page.presentation is shown
    drag(tata, at, 0.5)
    QTest.keyClick(stage.left.view, Qt.Key.Key_Escape)
    assert page.presentation is None
    assert stage.window() is page
    assert stage.isVisible()
    assert stage.head.title.font().pixelSize() == 20
    assert len(tata.document.trials.measures) == 1
    page.leave()  # twice does no harm


def test_closing_the_window_of_the_presentation_ends_it(tata: Trainer, page: SimulatorPage) -> None:
    page.present()
    tata.settle()
    assert page.presentation is not None
    page.presentation.close()
    assert page.presentation is None
    assert page.stage.window() is page


def test_colours_and_language_change_before_the_room(
    tata: Trainer, page: SimulatorPage, dress: Dress
) -> None:
    page.dress = dress
    page.present()
    tata.settle()
    head = page.stage.head
    assert head.theme.isVisible()
    head.theme.click()
    QApplication.processEvents()
    assert dress.preferences.theme == "dark"
    head.theme.click()
    assert dress.preferences.theme == "light"
    head.speak.click()
    assert tata.document.language.code == "ar"
    assert head.title.text().startswith("طاطا")


def test_without_the_dress_of_the_window_no_other_colours_are_offered(
    tata: Trainer, page: SimulatorPage
) -> None:
    page.present()
    tata.settle()
    assert not page.stage.head.theme.isVisible()


def test_light_follows_the_pointer_while_ctrl_is_down(tata: Trainer, page: SimulatorPage) -> None:
    page.present()
    tata.settle()
    assert page.presentation is not None
    light, part = page.presentation.spotlight, page.stage.left.view
    QTest.keyPress(part, Qt.Key.Key_Control, CONTROL)
    assert light.is_on
    QApplication.processEvents()
    QTest.keyRelease(part, Qt.Key.Key_Control)
    assert not light.is_on


def test_a_second_screen_gets_the_room_and_the_first_one_the_presenter(
    tata: Trainer, page: SimulatorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = QGuiApplication.primaryScreen()
    monkeypatch.setattr(simulator, "screens", lambda: [one, one])
    page.offer_screens()
    menu = page.stage.head.present_button.menu()
    assert [a.text() for a in menu.actions()] == [
        "Écran 1, celui-ci, sans vue du présentateur",
        "Écran 2, celui-ci, sans vue du présentateur",
    ]
    menu.actions()[1].trigger()
    tata.settle()
    view = page.presenter
    assert page.presentation is not None
    assert view.isVisible()
    assert view.now_words.text().startswith("En 2017, Tata compte 8 médecins")
    assert view.next_words.text().startswith("En 2018, 20 médecins arrivent")
    view.go_on.click()
    tata.settle()
    assert tata.step == 2
    view.turn.click()
    tata.settle()
    assert not page.stage.telling.waits
    assert view.time.text()
    view.leave.click()
    assert page.presentation is None


def test_closing_the_plan_ends_the_presentation(tata: Trainer, page: SimulatorPage) -> None:
    page.present()
    tata.settle()
    tata.document.close_plan()
    assert page.presentation is None


# --- The keyboard ---------------------------------------------------------------------------------


def test_clicker_keys_walk_the_story_wherever_the_keyboard_is_on_the_stage(
    tata: Trainer, page: SimulatorPage
) -> None:
    stage = page.stage
    for at, part in enumerate((stage.levers.sliders[0].track, stage.left.view, stage.foot.hold)):
        part.setFocus()
        tata.press(Qt.Key.Key_PageDown, part)
        assert tata.step == at + 1
    tata.press(Qt.Key.Key_PageUp, stage.levers.sliders[0].track)
    assert tata.step == 2
    assert stage.levers.sliders[0].value == 0


def test_a_digit_typed_into_a_lever_is_no_reset(tata: Trainer, page: SimulatorPage) -> None:
    at = lever(page, RENEWAL)
    box = page.stage.levers.sliders[at].box
    assert isinstance(box, QLineEdit)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "50")
    QTest.keyClick(box, Qt.Key.Key_Return)
    tata.settle()
    assert tata.chart()[2022] == 18


def test_everything_on_the_stage_has_a_name_and_can_be_reached_by_tab(
    tata: Trainer, page: SimulatorPage
) -> None:
    stage = page.stage
    for part in (stage.left.view, stage.right.view, stage.foot.hold, stage.foot.go_on,
                 stage.levers.sliders[0].track, stage.head.stories, stage.measure):  # fmt: skip
        assert part.accessibleName() or getattr(part, "text", str)()
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_on_a_small_projector_the_levers_take_two_rows_and_nothing_scrolls_sideways(
    tata: Trainer, page: SimulatorPage
) -> None:
    page.stage.telling.go_to(1)
    tata.settle()
    page.present()
    shown = page.presentation
    assert shown is not None
    shown.showNormal()
    shown.resize(1024, 768)
    tata.settle()
    around = shown.findChild(QScrollArea)
    assert around is not None
    tata.qtbot.waitUntil(lambda: shown.width() == 1024, timeout=PATIENCE_MS)
    QApplication.processEvents()
    assert around.horizontalScrollBar().maximum() == 0
    first, _, third, _ = page.stage.levers.sliders[:4]
    assert (first.x(), third.y() > first.y()) == (third.x(), True)


def test_a_caption_is_not_told_of_another_place(tata: Trainer, page: SimulatorPage) -> None:
    page.stage.telling.go_to(3)
    tata.settle()
    assert page.stage.telling.is_as_told
    document = tata.document
    document.show(document.study.view("09"))
    tata.settle()
    assert not page.stage.telling.is_as_told
    assert "comme dans le scénario" in tata.sentence


# --- What a person does in the middle of something ------------------------------------------------


@pytest.mark.parametrize("way", ["step", "undo", "reset", "other lever"])
def test_whatever_is_done_while_a_lever_is_replayed_ends_the_replay(
    tata: Trainer, dress: Dress, way: str
) -> None:
    dress.change(reduce_motion=False)
    stage, trials = tata.page.stage, tata.document.trials
    at = lever(tata.page, RENEWAL)
    drag(tata, at, 0.5)
    stage.play_again()
    assert stage.replay.runs
    if way == "step":
        stage.head.steps[5].click()
    elif way == "undo":
        stage.levers.back.click()
    elif way == "reset":
        stage.reset()
    else:
        other = next(one for one in range(len(stage.levers.at_hand)) if one != at)
        stage.levers.sliders[other].moved.emit(stage.levers.at_hand[other].most)
        stage.levers.sliders[other].settled.emit()
    assert not stage.replay.runs
    tata.settle()
    moved = {(one.parameter, one.value) for one in trials.measures}
    if way == "step":
        assert trials.measures == stage.telling.steps[5].measures
    elif way == "other lever":
        assert ("renewal_share", 0.5) in moved
        assert len(moved) == 2
    else:
        assert moved == set()


def test_a_plan_closed_while_a_lever_is_replayed_is_left_alone(
    tata: Trainer, dress: Dress
) -> None:
    dress.change(reduce_motion=False)
    drag(tata, lever(tata.page, RENEWAL), 0.5)
    tata.page.stage.play_again()
    with tata.qtbot.waitSignal(tata.document.plan_closed, timeout=PATIENCE_MS):
        tata.document.give_up_sample()
        tata.document.close_plan()
    assert not tata.page.stage.replay.runs
    assert tata.document.trials.measures == ()


def test_a_caption_does_not_give_away_what_a_hand_hides(tata: Trainer) -> None:
    tata.page.stage.telling.go_to(4)
    tata.settle()
    assert "166" in tata.sentence
    tata.press("H", tata.page.stage.left.view)
    assert "166" not in tata.sentence
    assert "18" not in tata.sentence.replace("2018", "")
    tata.press("H", tata.page.stage.left.view)
    assert "166" in tata.sentence


def test_before_a_room_levers_stand_level_and_nothing_jumps_when_one_is_moved(
    tata: Trainer, page: SimulatorPage
) -> None:
    page.present()
    assert page.presentation is not None
    page.presentation.showNormal()
    page.presentation.resize(1366, 768)
    levers = page.stage.levers
    for step in (0, 3):  # the window finds its size meanwhile
        page.stage.telling.go_to(step)
        tata.settle()
    shown = [one for one in levers.sliders if one.isVisible()]
    assert len({one.name.height() // one.name.fontMetrics().height() for one in shown}) > 1
    assert len({one.box.y() for one in shown}) == 1
    high, charts = levers.height(), page.stage.left.height()
    page.stage.telling.go_to(5)  # two levers have a way back
    tata.settle()
    assert (levers.height(), page.stage.left.height()) == (high, charts)
    for one in shown:
        assert one.box.geometry().bottom() <= one.height()


def test_the_line_of_before_does_not_look_out_from_under_the_veil(tata: Trainer) -> None:
    telling = tata.page.stage.telling
    for step in (4, 2):  # from what was told back to the question
        telling.go_to(step)
        tata.settle()
    for side in (tata.page.stage.left, tata.page.stage.right):
        assert side.view.scene is not None
        assert len(side.view.scene.ghost) == 0
    tata.press("H", tata.page.stage.left.view)
    assert tata.page.stage.left.view.scene is not None
    assert round(tata.page.stage.left.view.scene.ghost[5]) == 18
