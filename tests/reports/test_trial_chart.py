"""A chart of what is tried: 8 physicians, 28 with twenty contracts, then 8 again, of 184 needed."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.lines import Line2D
from matplotlib.text import Text
from numpy.typing import NDArray

from app.language import CODES, language
from app.planning.study import Study
from app.reports import deficit
from app.reports.live_canvas import LiveCanvas
from app.reports.look import Look, Mode
from app.reports.trial_chart import Measure, TrialChart
from app.reports.trial_scene import Course, Scene, in_steps, plateaus, scene_of

YEARS = list(range(2017, 2025))
STOCK = [8, 28, 28, 28, 28, 8, 8, 8]
STORY = Scene(YEARS, STOCK, need=[184] * 8, contracts=[0, 20, 20, 20, 20, 0, 0, 0])
LACK = Scene(YEARS, [184 - one for one in STOCK])
LARGE = Scene(
    years=list(range(2024, 2041)),
    values=[1800 + 40 * at for at in range(17)],
    fan_80=[(1800 + 32 * at, 1800 + 48 * at) for at in range(17)],
    fan_95=[(1800 + 26 * at, 1800 + 54 * at) for at in range(17)],
    ghost=[1800 + 35 * at for at in range(17)],
    dashed=[1800 + 22 * at for at in range(17)],
    need=[4000 + 20 * at for at in range(17)],
    history=[(2018 + at, 1500 + 50 * at) for at in range(6)],
    guess=[(2039, 2600), (2040, 2700)],
    chosen=2032,
)


def chart(
    scene: Scene, measure: Measure = "stock", code: str = "fr", *, mirrored: bool = False
) -> TrialChart:
    return TrialChart(scene, Look(language(code), mirrored=mirrored), measure)


def drawn(of: TrialChart) -> NDArray[np.int16]:
    canvas = of.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).astype(np.int16)


def words(of: TrialChart) -> list[str]:
    found = of.figure.findobj(Text)
    return [
        text.get_text().strip("\u2066\u2067\u2069")  # type: ignore[attr-defined]
        for text in found
        if text.get_visible() and text.get_text()  # type: ignore[attr-defined]
    ]


def points(line: Line2D) -> list[list[float]]:
    return np.asarray(line.get_xydata()).tolist()  # type: ignore[no-any-return]


def values(of: TrialChart) -> list[str]:
    return [text.get_text() for text in of._values.texts if text.get_visible()]


def laid_over(of: TrialChart) -> list[tuple[str, str]]:
    """Return which values and names of lines lie on each other."""
    drawn(of)
    every = [*of._values.texts, *of._names.texts.values()]
    seen = [text for text in every if text.get_visible()]
    return [
        (one.get_text(), other.get_text())
        for one, other in combinations(seen, 2)
        if one.get_window_extent().overlaps(other.get_window_extent())
    ]


def test_few_people_stand_as_plateaus_whose_values_are_written_once() -> None:
    small = chart(STORY)
    line = points(small._line)
    assert line[:4] == [[2016.5, 8], [2017.5, 8], [2017.5, 28], [2018.5, 28]]
    assert values(small) == ["8", "28", "8"]
    assert [text.xy[0] for text in small._values.texts[:3]] == [2023, 2019.5, 2017]
    assert in_steps(STOCK)
    assert not in_steps([61])


def test_many_people_are_a_line_with_its_ends_and_the_chosen_year_written() -> None:
    large = chart(LARGE)
    assert len(points(large._line)) == 17
    assert set(values(large)) == {language("fr").number(v) for v in (1800, 2120, 2440)}
    assert values(chart(replace(LARGE, labels=[2030]))) == [language("fr").number(2040)]


def test_too_many_plateaus_are_not_each_written() -> None:
    stairs = chart(Scene(list(range(2020, 2030)), list(range(10))))
    assert set(values(stairs)) == {"0", "9"}


def test_no_value_is_written_over_another() -> None:
    near = Scene(list(range(2020, 2023)), [40, 41, 40])
    made = chart(near)
    made.fit(90, 200)
    assert not laid_over(made)
    made.fit(50, 200)
    assert len(values(made)) < 3


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_value_stands_on_the_side_where_its_line_is_not(mirrored: bool) -> None:
    falling, rising = [400 - 20 * at for at in range(8)], [200 + 20 * at for at in range(8)]
    for values, sides in ((falling, "above below"), (rising, "below above")):
        made = chart(Scene(YEARS, values, labels=(2017, 2024)), mirrored=mirrored)
        found = {text.xy[0]: text.get_va() for text in made._values.texts if text.get_visible()}
        first, last = ({"bottom": "above", "top": "below"}[found[year]] for year in (2017, 2024))
        assert f"{first} {last}" == sides
    foot = chart(Scene(YEARS, [0, *rising[1:]], labels=(2017,)), mirrored=mirrored)
    assert foot._values.texts[0].get_va() == "bottom"


def test_a_need_far_above_is_named_beside_the_title_and_not_drawn() -> None:
    small = chart(STORY)
    assert small.need_note() == "besoin 184, au-dessus du cadre"
    assert not small._around["need"].get_visible()
    growing = chart(replace(STORY, need=list(range(180, 188))))
    assert growing.need_note() == "besoin de 180 à 187, au-dessus du cadre"
    large = chart(LARGE)
    assert large.need_note() == ""
    assert large._around["need"].get_linestyle() == "--"
    assert f"Besoin {language('fr').number(4320)}" in words(large)


def test_the_need_has_no_name_while_the_end_of_its_line_is_hidden() -> None:
    name, veiled = f"Besoin {language('fr').number(4320)}", replace(LARGE, hold_from=2027)
    made = chart(replace(veiled, revealed=0.0))
    assert name not in words(made)
    made.show(replace(veiled, revealed=0.5))
    assert name not in words(made)
    made.show(replace(veiled, revealed=1.0))
    assert name in words(made)


def test_a_deficit_far_from_zero_says_where_its_axis_begins() -> None:
    lack = chart(LACK, "deficit")
    assert lack.axis_note() == "axe à partir de 140"
    assert lack._axes.get_ylim() == (140, 180)
    assert chart(STORY).axis_note() == ""
    near = chart(replace(LACK, values=[20, 60, 20, 60, 20, 60, 20, 60]), "deficit")
    assert near.axis_note() == ""
    flat = chart(replace(LACK, values=[176] * 8), "deficit")
    assert 0 < flat._axes.get_ylim()[0] < 176 < flat._axes.get_ylim()[1]
    left_over = chart(replace(LACK, values=[20, 10, 5, 0, -5, -10, -20, -20]), "deficit")
    assert left_over._axes.get_ylim()[0] <= -20
    assert left_over._nobody.get_visible()


@pytest.mark.parametrize("values", [[0] * 8, [3] * 8, STOCK])
@pytest.mark.parametrize("height", [140, 420, 900])
def test_every_value_has_its_place_inside_the_frame(values: list[int], height: int) -> None:
    made = chart(replace(STORY, values=values))
    made.fit(650, height)
    drawn(made)
    for year, value in zip(YEARS, values, strict=True):
        _, y = made.place(year, value)
        assert 0 <= y <= 1
    for text in made._values.texts:
        if text.get_visible():
            assert text.get_window_extent().y1 <= made.figure.bbox.height + 1


def test_limits_stay_while_a_hand_moves_and_only_widen_for_what_would_leave() -> None:
    made = chart(STORY)
    made.hold_limits()
    made.show(replace(STORY, values=[8] * 8))
    assert made._axes.get_ylim() == (0, 30)
    made.show(replace(STORY, values=[8, 58, 58, 58, 58, 8, 8, 8]))
    wide = made._axes.get_ylim()
    assert wide[1] > 58
    made.show(STORY)
    assert made._axes.get_ylim() == wide
    made.release()
    assert made._axes.get_ylim() == (0, 30)


def test_a_hand_that_widens_the_limits_has_nothing_drawn_from_the_ground_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = chart(STORY)
    LiveCanvas(made.figure, *made.layers())
    drawn(made)
    made.hold_limits()
    before = made._axes.bbox.extents
    full: list[object] = []
    monkeypatch.setattr(FigureCanvasAgg, "draw", full.append)
    made.show(replace(STORY, values=[8, 5_000, 8, 8, 8, 8, 8, 8]))
    made.fit(650, 420)
    drawn(made)
    assert full == []
    assert (made._axes.bbox.extents == before).all()
    monkeypatch.undo()
    made.release()
    made.show(replace(STORY, values=[8, 5_000, 8, 8, 8, 8, 8, 8]))
    made.fit(650, 420)
    assert made._axes.bbox.extents[0] > before[0]


def test_other_years_want_another_chart() -> None:
    made = chart(STORY)
    assert not made.show(LARGE)
    assert not made.show(replace(STORY, history=[(2016, 8)]))
    assert made.show(replace(STORY, values=[9] * 8))


def test_what_is_held_is_hidden_behind_a_question_until_it_is_revealed() -> None:
    held = chart(replace(STORY, hold_from=2022, revealed=0.0, guess=[(2022, 18), (2024, 18)]))
    assert "?" in words(held)
    assert values(held) == ["28", "8"]
    assert max(x for x, _ in points(held._line)) == 2021.5
    assert "La salle\u00a0: 18" in words(held)
    half = replace(STORY, hold_from=2022, revealed=0.5)
    held.show(half)
    assert "?" not in words(held)
    assert held._veil.cover.get_visible()
    reached = points(held._line)[-1]
    assert 2021.5 <= reached[0] < 2024.5
    held.show(replace(half, revealed=1.0))
    assert not held._veil.cover.get_visible()
    assert values(held) == ["8", "28", "8"]
    assert points(held._line)[-1] == [2024.5, 8]


@pytest.mark.parametrize("steps", [True, False])
def test_nothing_of_what_is_hidden_can_be_seen(steps: bool) -> None:
    shown = []
    for after in (8, 20):
        scene = replace(
            STORY, values=[*STOCK[:5], after, after, after], ghost=[30 - after] * 8, chosen=2023,
            hold_from=2022, revealed=0.0,
        )  # fmt: skip
        made = TrialChart(scene, Look(language("fr")), "stock", steps=steps)
        made._axes.set_ylim(0, 40)
        shown.append(drawn(made))
        border = round(made.place(2022 - (0.5 if steps else 1), 0)[0] * made.figure.bbox.width)
        assert (shown[-1][:, border + 3 :] == shown[0][:, border + 3 :]).all()


@pytest.mark.parametrize("steps", [True, False])
def test_the_line_is_drawn_at_an_even_pace_to_its_end(steps: bool) -> None:
    course = Course(steps)
    whole = course.points(YEARS, STOCK)
    aspect = np.array([8.0, 40.0])
    ways = []
    for part in np.linspace(0, 1, 11):
        drawing = course.drawn(whole, 5, float(part), aspect)
        ways.append(np.hypot(*(np.diff(drawing, axis=0) / aspect).T).sum())
    paces = [after - before for before, after in pairwise(ways)]
    assert paces == pytest.approx([paces[0]] * 10)
    assert drawing[-1].tolist() == whole[-1].tolist()


def test_contracts_lie_at_the_foot_with_their_number() -> None:
    made = chart(STORY)
    assert "20 contrats" in words(made)
    assert made._strips.strips[0].get_xy()[:, 0].tolist() == [
        2017.5,
        2017.5,
        2021.5,
        2021.5,
        2017.5,
    ]
    twice = chart(replace(STORY, contracts=[1, 0, 2, 2, 0, 0, 0, 3]))
    assert {"1 contrat", "2 contrats", "3 contrats"} <= set(words(twice))
    assert not any("contrat" in word for word in words(chart(LACK, "deficit")))


def test_a_strip_says_how_many_contracts_count_in_its_own_years() -> None:
    made = chart(replace(STORY, contracts=[0, 20, 20, 20, 10, 10, 10, 2.5]))
    shown = [strip for strip in made._strips.strips if strip.get_visible()]
    assert [strip.get_xy()[0, 0] for strip in shown] == [2017.5, 2020.5, 2023.5]
    assert {"20 contrats", "10 contrats"} <= set(words(made))
    narrow = chart(replace(STORY, contracts=[0, 20, 20, 20, 20, 20, 20, 10]))
    narrow.fit(220, 150)
    assert "10 contrats" not in words(narrow)  # no room over a single year


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("guess", [0, 8, 9, 12, 18, 28, 176])
def test_what_the_room_said_is_written_beside_the_values(guess: int, mirrored: bool) -> None:
    level = [(year, float(guess)) for year in range(2022, 2025)]
    for need in ([], [30] * 8):
        made = chart(replace(STORY, guess=level, need=need, chosen=2022), mirrored=mirrored)
        for size in ((650, 420), (360, 240)):
            made.fit(*size)
            assert not laid_over(made)
    large = chart(replace(LARGE, guess=[(2039, 2600), (2040, 2440 + guess)]), mirrored=mirrored)
    assert not laid_over(large)


def test_a_value_of_many_plateaus_is_clear_of_its_line_and_of_the_chosen_year() -> None:
    climbing = [8, 28, 30, 32, 34, 16, 18, 20]
    made = chart(replace(STORY, values=climbing, chosen=2022))
    drawn(made)
    text = next(one for one in made._values.texts if one.get_text().strip("\u2066\u2069") == "16")
    box, transform = text.get_window_extent(), made._axes.transData.transform
    assert box.x0 > transform((2022, 0))[0]
    assert box.y1 <= transform((0, 16))[1]


def test_a_value_of_a_long_plateau_makes_way_for_the_chosen_year() -> None:
    made = chart(replace(STORY, chosen=2023))
    drawn(made)
    rule = made._axes.transData.transform((2023, 0))[0]
    boxes = [one.get_window_extent() for one in made._values.texts if one.get_visible()]
    assert not any(box.x0 < rule < box.x1 for box in boxes)


def test_what_was_observed_is_told_from_what_is_projected() -> None:
    large = chart(LARGE)
    assert {"Observé", "Projeté"} <= set(words(large))
    history = large._around["history"]
    assert history.get_marker() == "o"
    assert points(history)[-1] == [2024, 1800]
    assert "Observé" not in words(chart(replace(LARGE, history=())))


def test_every_line_around_differs_by_more_than_its_colour() -> None:
    lines = [chart(LARGE)._line, *chart(LARGE)._around.values()]
    looks = {
        (str(one._unscaled_dash_pattern), one.get_marker(), round(one.get_linewidth(), 2))  # type: ignore[attr-defined]
        for one in lines
    }
    assert len(looks) >= len(lines) - 1  # the need is darker and heavier than what is dashed beside


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("code", CODES)
def test_time_runs_left_to_right_unless_it_is_asked_to_turn(code: str, mirrored: bool) -> None:
    made = chart(LARGE, code=code, mirrored=mirrored)
    drawn(made)
    first, last = (made.place(year, 0)[0] for year in (2024, 2040))
    assert (first > last) == mirrored
    value = made._scales.values.texts[1].get_window_extent()
    assert (value.x0 > made._axes.bbox.x1) == mirrored


def test_a_place_and_a_value_are_each_other_turned_round() -> None:
    made = chart(STORY)
    x, y = made.place(2020, 18)
    assert made.value_at(y) == pytest.approx(18)
    assert made.year_at(x) == 2020
    assert made.value_at(-1) == 30
    assert made.value_at(2) == 0


def test_a_scene_is_read_from_a_table_of_years(morocco: Study) -> None:
    table = deficit.by_year(morocco, morocco.view("09", norm="MED_153"), language("fr"))
    stock, lack = scene_of(table, "stock"), scene_of(table, "deficit")
    assert list(stock.values) == list(table.numbers("stock"))
    assert list(stock.need) == list(table.numbers("need"))
    assert not lack.need
    assert list(lack.years) == list(table.numbers("year"))


def test_runs_are_of_values_that_read_the_same() -> None:
    assert plateaus([1, 2, 3, 4], ["8", "8", "9", "8"]) == [(1, 2), (3, 3), (4, 4)]


def test_a_single_year_is_drawn_as_a_plateau() -> None:
    made = chart(Scene([2024], [900]))
    assert points(made._line) == [[2023.5, 900], [2024.5, 900]]
    assert drawn(made).any()


@pytest.mark.parametrize("presented", [False, True])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_the_canvas_of_the_window_draws_what_matplotlib_draws(
    code: str, mode: Mode, presented: bool
) -> None:
    for scene, measure in ((STORY, "stock"), (LACK, "deficit"), (LARGE, "stock")):
        pictures = []
        for live in (True, False):
            look = Look(language(code), mode)
            made = TrialChart(scene, look, measure, presented=presented)  # type: ignore[arg-type]
            if live:
                LiveCanvas(made.figure, *made.layers())
                drawn(made)
            made.show(replace(scene, values=[value * 1.02 for value in scene.values]))
            pictures.append(drawn(made))
        away = abs(pictures[0] - pictures[1]).max(axis=2)
        assert (away > 26).mean() < 1e-4


def test_no_words_and_no_scales_are_drawn_anew_while_a_hand_moves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = chart(STORY)
    LiveCanvas(made.figure, *made.layers())
    made.hold_limits()
    drawn(made)
    count: list[str] = []
    real = Text.draw

    def counted(text: Text, renderer: object) -> None:
        if text.get_visible() and text.get_text():
            count.append(text.get_text())
        real(text, renderer)  # type: ignore[arg-type]

    monkeypatch.setattr(Text, "draw", counted)
    made.show(replace(STORY, values=[8, 18, 18, 18, 18, 8, 8, 8]))
    drawn(made)
    assert set(count) == {"8", "18", "20 contrats"}


@pytest.mark.parametrize("code", CODES)
def test_drawings_keep_their_words_as_text(code: str) -> None:
    stream = io.StringIO()
    chart(replace(LARGE, hold_from=2030, revealed=0), code=code).figure.savefig(
        stream, format="svg"
    )
    svg = stream.getvalue()
    assert "IBM Plex Sans Arabic" in svg
    assert language(code).say("Observed") in svg


@pytest.mark.parametrize("presented", [False, True])
@pytest.mark.parametrize("growth", [0.9, 1.0, 1.5])
@pytest.mark.parametrize("width", [230, 300, 420, 650])
def test_years_never_meet_whatever_the_room_and_the_letters(
    width: int, growth: float, presented: bool
) -> None:
    look = Look(language("fr"), scale=growth)
    made = TrialChart(LARGE, look, "stock", presented=presented)
    made.fit(width, 420)
    drawn(made)
    renderer = made.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    boxes = [text.get_window_extent(renderer) for text in made._scales.years.texts]
    assert len(boxes) > 1
    assert all(one.x1 + 3 < other.x0 for one, other in pairwise(boxes))
