"""A lever is moved by hand, by key and by typing; it tells each move, and once what stands."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.language import language
from app.problems import Problem
from app.ui.controls.lever import LeverFace, LeverSlider
from app.ui.controls.lever_track import LeverTrack, Reach
from app.ui.document import Document
from app.ui.dress import Dress

KEYS = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def _share(code: str = "fr", **more: object) -> LeverFace:
    """A fill rate of 40 %, inherited, plausible from 30 to 60 %."""
    spoken = language(code)
    what = {
        "name": "Taux de pourvoi", "least": 0.0, "most": 1.0, "step": 0.05,
        "text_of": spoken.percent, "parent": 0.4, "value": 0.4, "band": (0.3, 0.6),
    }  # fmt: skip
    return LeverFace(**(what | more))


@pytest.fixture
def lever(qtbot: QtBot, document: Document) -> LeverSlider:
    made = LeverSlider()
    made.show_lever(_share(), language("fr"))
    qtbot.addWidget(made)
    made.resize(400, 80)
    made.show()
    qtbot.waitExposed(made)
    return made


class _Heard:
    """What a lever told, in order."""

    def __init__(self, lever: LeverSlider) -> None:
        self.told: list[object] = []
        lever.moved.connect(self.told.append)
        lever.settled.connect(lambda: self.told.append("settled"))
        lever.reverted.connect(lambda: self.told.append("reverted"))


def test_an_inherited_value_says_so_and_has_no_way_back(lever: LeverSlider) -> None:
    assert lever.state.text() == "hérité"
    assert lever.box.text() == language("fr").percent(0.4)
    assert not lever.back.isVisible()
    assert not lever.is_changed
    assert not lever.is_unusual


def test_a_drag_tells_each_step_and_settles_once(qtbot: QtBot, lever: LeverSlider) -> None:
    heard, track = _Heard(lever), lever.track
    middle = track.height() // 2
    qtbot.mousePress(track, LEFT, pos=QPoint(2, middle))
    for x in range(0, track.width(), 4):
        qtbot.mouseMove(track, QPoint(x, middle))
    qtbot.mouseRelease(track, LEFT, pos=QPoint(track.width() - 2, middle))
    steps = heard.told[:-1]
    assert heard.told[-1] == "settled"
    assert heard.told.count("settled") == 1
    assert steps == pytest.approx([at / 20 for at in range(21)])
    assert lever.state.text() == "était 40\u202f%"
    assert lever.back.isVisible()


@pytest.mark.parametrize(("code", "more", "less"), [
    ("fr", KEYS.Key_Right, KEYS.Key_Left),
    ("ar", KEYS.Key_Left, KEYS.Key_Right),
])  # fmt: skip
def test_arrows_follow_the_line_of_reading(
    qtbot: QtBot, lever: LeverSlider, document: Document, code: str, more: Qt.Key, less: Qt.Key
) -> None:
    document.speak(code)
    lever.show_lever(_share(code), language(code))
    heard = _Heard(lever)
    for key in (more, more, less, KEYS.Key_Up, KEYS.Key_Down):
        qtbot.keyClick(lever.track, key)
    values = [told for told in heard.told if told != "settled"]
    assert values == pytest.approx([0.45, 0.5, 0.45, 0.5, 0.45])
    assert heard.told.count("settled") == 5


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_most_lies_where_reading_ends(
    qtbot: QtBot, lever: LeverSlider, document: Document, code: str
) -> None:
    document.speak(code)
    lever.show_lever(_share(code), language(code))
    QApplication.processEvents()
    track = lever.track
    end = 2 if code == "ar" else track.width() - 2
    qtbot.mouseClick(track, LEFT, pos=QPoint(end, track.height() // 2))
    assert lever.value == 1.0


def test_page_keys_take_ten_steps_and_home_and_end_the_ends(
    qtbot: QtBot, lever: LeverSlider
) -> None:
    heard = _Heard(lever)
    keys = (KEYS.Key_PageUp, KEYS.Key_PageDown, KEYS.Key_End, KEYS.Key_Home, KEYS.Key_Home)
    for key in keys:
        qtbot.keyClick(lever.track, key)
    values = [told for told in heard.told if told != "settled"]
    assert values == pytest.approx([0.9, 0.4, 1.0, 0.0])


def test_a_key_held_down_settles_when_it_is_let_go(qtbot: QtBot, lever: LeverSlider) -> None:
    heard = _Heard(lever)
    for _ in range(3):
        qtbot.keyPress(lever.track, KEYS.Key_Right)
    assert "settled" not in heard.told
    qtbot.keyRelease(lever.track, KEYS.Key_Right)
    assert heard.told[-1] == "settled"


def test_nothing_is_left_undecided_when_the_focus_goes(qtbot: QtBot, lever: LeverSlider) -> None:
    heard = _Heard(lever)
    lever.track.setFocus()
    qtbot.keyPress(lever.track, KEYS.Key_Right)
    lever.box.setFocus()
    assert heard.told[-1] == "settled"


@pytest.mark.parametrize(("typed", "value"), [
    ("55", 0.55), ("55 %", 0.55), ("55,5\u202f%", 0.555), ("٥٥", 0.55), ("0", 0.0),
])  # fmt: skip
def test_a_value_is_typed_as_people_write_it(
    qtbot: QtBot, lever: LeverSlider, typed: str, value: float
) -> None:
    heard = _Heard(lever)
    _type(qtbot, lever, typed)
    qtbot.keyClick(lever.box, KEYS.Key_Return)
    assert heard.told == [pytest.approx(value), "settled"]
    assert lever.value == pytest.approx(value)
    assert not lever.note.isVisible()


def test_a_unit_before_or_behind_may_be_typed_along() -> None:
    spoken = language("fr")
    years = _share(least=55.0, most=75.0, parent=63.0, text_of=lambda value: f"{value:.0f} ans")
    factor = _share(most=3.0, parent=1.0, text_of=lambda value: f"× {spoken.plain(value)}")
    assert years.read("65 ans", spoken) == 65.0
    assert factor.read("× 0,5", spoken) == 0.5
    assert factor.read("0,5", spoken) == 0.5
    points = _share(least=-0.5, most=0.5, parent=0.0, text_of=lambda x: f"{100 * x:.0f} points")
    assert points.read("5 points", spoken) == 0.05
    assert points.read("-5", spoken) == -0.05


def test_a_part_of_a_year_is_refused_where_years_are_whole() -> None:
    face = _share(least=0.0, most=10.0, parent=4.0, text_of=lambda x: f"{x:.0f} ans", whole=True)
    assert face.read("5 ans", language("fr")) == 5.0
    with pytest.raises(Problem, match="whole number"):
        face.read("2,5", language("fr"))


def test_an_emptied_box_shows_its_value_again(qtbot: QtBot, lever: LeverSlider) -> None:
    heard = _Heard(lever)
    lever.box.setFocus()
    lever.box.selectAll()
    qtbot.keyClick(lever.box, KEYS.Key_Delete)
    qtbot.keyClick(lever.box, KEYS.Key_Return)
    assert lever.box.text() == language("fr").percent(0.4)
    assert not lever.note.isVisible()
    assert heard.told == []


@pytest.mark.parametrize("typed", ["abc", "140", "-5 %", "5 5 x 5"])
def test_what_is_no_value_stays_with_the_reason_under_it(
    qtbot: QtBot, lever: LeverSlider, typed: str
) -> None:
    heard = _Heard(lever)
    _type(qtbot, lever, typed)
    qtbot.keyClick(lever.box, KEYS.Key_Return)
    assert heard.told == []
    assert lever.box.text() == typed
    assert lever.note.isVisible()
    assert lever.box.accessibleDescription() == lever.note.text()
    qtbot.keyClick(lever.box, KEYS.Key_Escape)
    assert lever.box.text() == language("fr").percent(0.4)
    assert not lever.note.isVisible()


def test_what_is_being_typed_outlives_a_telling(qtbot: QtBot, lever: LeverSlider) -> None:
    _type(qtbot, lever, "7")
    lever.show_lever(_share(value=0.5), language("fr"))
    assert lever.box.text() == "7"
    assert lever.value == 0.5


def test_what_is_under_the_hand_outlives_a_telling(qtbot: QtBot, lever: LeverSlider) -> None:
    qtbot.keyPress(lever.track, KEYS.Key_End)
    lever.show_lever(_share(), language("fr"))
    assert lever.value == 1.0
    qtbot.keyRelease(lever.track, KEYS.Key_End)
    lever.show_lever(_share(), language("fr"))
    assert lever.value == 0.4


def test_a_value_outside_the_band_is_taken_and_marked(qtbot: QtBot, lever: LeverSlider) -> None:
    _type(qtbot, lever, "70")
    qtbot.keyClick(lever.box, KEYS.Key_Return)
    assert lever.value == pytest.approx(0.7)
    assert lever.is_unusual
    assert lever._sign.isVisible()
    assert "30\u202f%" in lever._sign.accessibleName()


def test_the_way_back_gives_the_inherited_value(qtbot: QtBot, lever: LeverSlider) -> None:
    qtbot.keyClick(lever.track, KEYS.Key_End)
    heard = _Heard(lever)
    qtbot.mouseClick(lever.back, LEFT)
    assert heard.told == ["reverted"]
    assert lever.value == 0.4
    assert lever.track.hasFocus()


def test_the_inherited_value_can_be_reached_by_hand_between_two_steps(
    qtbot: QtBot, lever: LeverSlider
) -> None:
    lever.show_lever(_share(parent=0.413, value=0.413), language("fr"))
    qtbot.keyClick(lever.track, KEYS.Key_Right)
    assert lever.value == pytest.approx(0.45)
    qtbot.keyClick(lever.track, KEYS.Key_Left)
    assert lever.value == 0.413


def test_a_step_is_never_lost_on_a_value_between_steps() -> None:
    reach = Reach(0.0, 1.0, 0.05, 0.413)
    assert reach.moved(0.413, 1) > 0.413
    assert reach.moved(0.413, -1) < 0.413
    assert reach.moved(1.0, 1) == 1.0
    assert Reach(0.0, 1.0, 0.4, 0.3).moved(0.3, 1) == pytest.approx(0.8)
    assert Reach(2.0, 2.0, 1.0, 2.0).share(2.0) == 0.0


def test_a_lever_that_is_held_back_says_why_and_does_not_move(
    qtbot: QtBot, lever: LeverSlider
) -> None:
    heard = _Heard(lever)
    lever.show_lever(_share(held_back="Verrouillé."), language("fr"))
    qtbot.mouseClick(lever.track, LEFT, pos=QPoint(2, 10))
    assert heard.told == []
    assert lever.track.toolTip() == "Verrouillé."
    assert not lever.box.isEnabled()


def test_a_value_from_elsewhere_is_shown_and_not_told(lever: LeverSlider) -> None:
    heard = _Heard(lever)
    lever.set_value(0.55)
    assert heard.told == []
    assert lever.box.text() == language("fr").percent(0.55)


def test_what_stands_is_announced_once(
    qtbot: QtBot, lever: LeverSlider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    for _ in range(3):
        qtbot.keyPress(lever.track, KEYS.Key_Right)
    assert said == []
    qtbot.keyRelease(lever.track, KEYS.Key_Right)
    assert said == [language("fr").percent(0.55)]


def test_a_screen_reader_asks_for_name_and_value(lever: LeverSlider) -> None:
    spoken = QAccessible.queryAccessibleInterface(lever.track)
    assert spoken.role() is QAccessible.Role.Slider
    assert spoken.text(QAccessible.Text.Name) == "Taux de pourvoi"
    assert language("fr").percent(0.4) in spoken.text(QAccessible.Text.Description)
    assert spoken.valueInterface().currentValue() == 8  # steps of 5 %


@pytest.mark.parametrize("text", [100, 150])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_painted_whole_in_every_look(
    lever: LeverSlider, dress: Dress, theme: str, text: int
) -> None:
    dress.change(theme=theme, text_size=text)
    lever.show_lever(_share(value=0.7, previous=0.5), language("fr"))
    QApplication.processEvents()
    assert lever.box.width() == round(78 * text / 100)
    assert lever.track.height() >= lever.track.sizeHint().height()
    assert not lever.grab().isNull()
    dress.change(theme="system", text_size=100)


def test_before_a_room_it_is_half_as_large_again(lever: LeverSlider) -> None:
    before = lever.box.width(), lever.name.font().pixelSize(), lever.track.sizeHint().height()
    lever.present(presented=True)
    QApplication.processEvents()
    after = lever.box.width(), lever.name.font().pixelSize(), lever.track.sizeHint().height()
    assert lever.box.width() == 78 * 1.5
    assert all(one < other for one, other in zip(before, after, strict=True))
    lever.present(presented=False)
    assert lever.box.width() == before[0]


def test_a_track_alone_begins_at_nothing(qtbot: QtBot) -> None:
    track = LeverTrack()
    qtbot.addWidget(track)
    assert track.value_now == 0.0
    assert track.reach.most == 1.0


def _type(qtbot: QtBot, lever: LeverSlider, text: str) -> None:
    """Put a text in the box as a hand does; no key gives a thin space."""
    lever.box.setFocus()
    lever.box.selectAll()
    QApplication.clipboard().setText(text)
    qtbot.keyClick(lever.box, KEYS.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_what_a_value_comes_to_is_said_under_it_and_follows(lever: LeverSlider) -> None:
    assert lever.meaning.isHidden()
    means = {0.4: "Encore là : 36 %", 0.5: "Encore là : 25 %"}
    lever.show_lever(_share(means=means.__getitem__), language("fr"))
    assert lever.meaning.text() == means[0.4]
    lever.set_value(0.5)
    assert lever.meaning.text() == means[0.5]
    assert not lever.meaning.isHidden()
