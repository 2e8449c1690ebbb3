"""Still charts: each says what its data hold, in three languages, light and dark."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from app.language import CODES, language
from app.planning.study import Study
from app.reports import (
    age_pyramid,
    alternative,
    deficit,
    difference_chart,
    flows_chart,
    lines_chart,
    movement,
    pictures,
    plate,
    pyramid_chart,
    ranked_bars,
    small_multiples,
    tornado_chart,
)
from app.reports.difference_chart import Differences
from app.reports.flows_chart import Flow, Flows
from app.reports.lines_chart import Lines, apart
from app.reports.look import Look, Mode
from app.reports.plate import Box, Plate, Size
from app.reports.pyramid_chart import Pyramid
from app.reports.ranked_bars import Place, Ranked
from app.reports.series import BASE, ScenarioLine
from app.reports.small_multiples import Panel, Panels
from app.reports.table import Column, Kind, Table
from app.reports.tornado_chart import Swing

YEARS = list(range(2024, 2041))
MARKS = [BASE, "a", "b", "c", "d"]
REGIONS = [
    "طنجة-تطوان-الحسيمة", "الشرق", "فاس-مكناس", "الرباط-سلا-القنيطرة", "بني ملال-خنيفرة",
    "الدار البيضاء-سطات", "مراكش-آسفي", "درعة-تافيلالت", "سوس-ماسة", "كلميم-واد نون",
    "العيون-الساقية الحمراء", "الداخلة-وادي الذهب",
]  # fmt: skip


def rising(first: float, step: float) -> list[float]:
    return [first + step * at for at in range(len(YEARS))]


LINES = Lines(
    YEARS,
    [
        ScenarioLine("Référence", BASE, rising(900, 20)),
        ScenarioLine("A. Plus", "a", rising(900, 30)),
    ],
    norm=("Norme", [1500.0] * 17),
    fan_80=[(value - 20, value + 20) for value in rising(900, 20)],
    fan_95=[(value - 40, value + 40) for value in rising(900, 20)],
    ghosts=[rising(900, 15)],
    history=[(2022, 850), (2023, 880)],
    chosen=2030,
)
DIFFERENCES = Differences(
    YEARS,
    [ScenarioLine("A. Plus", "a", rising(0, 10)), ScenarioLine("B. Moins", "b", rising(0, -10))],
    spans=[(120, 200), None],
    chosen=2036,
)
PANELS = Panels(
    YEARS,
    [(f"{mark}. {name}", mark) for mark, name in zip(MARKS, "RABCD", strict=True)],
    [
        Panel(name, [rising(4 + at, 0.1 * number) for number in range(5)], [15.3] * 17)
        for at, name in enumerate(REGIONS)
    ],
    Kind.PER_10_000,
    "Norme 15,3",
    2036,
)
PYRAMID = Pyramid(
    groups=["25-29", "30-34", "55-59", "60-64"],
    starts=[25, 30, 55, 60],
    men=[10, 20, 30, 10],
    women=[10, 20, 0, 0],
    base_men=[20, 20, 20, 20],
    base_women=[5, 5, 5, 5],
    base_year=2024,
    retire_at=63,
)
FLOWS = Flows(
    [2025, 2026, 2027],
    [Flow("Recrutement", [30, 20, 10]), Flow("Retour", [0, 5, 0])],
    [Flow("Âge de la retraite", [10, 10, 30])],
    chosen=2026,
)
RANKED = Ranked(
    [
        Place("Oriental", 897, norm=900, span=(800, 990)),
        Place("Souss-Massa", 1710, norm=900),
        Place("Casablanca-Settat", -2010, span=(-2200, -1800)),
    ]
)
SWINGS = [Swing("Émigration", -120, 260), Swing("Âge de la retraite", 210, None)]
EVERY: dict[str, Callable[[Look, Size], Figure]] = {
    "lines": partial(lines_chart.figure, LINES),
    "differences": partial(difference_chart.figure, DIFFERENCES),
    "panels": partial(small_multiples.figure, PANELS),
    "panels on their own scales": partial(
        small_multiples.figure, replace(PANELS, own_scales=True, panels=PANELS.panels[:5])
    ),
    "pyramid": partial(pyramid_chart.figure, PYRAMID),
    "flows": partial(flows_chart.figure, FLOWS),
    "ranked": partial(ranked_bars.figure, RANKED),
    "tornado": partial(tornado_chart.figure, SWINGS),
}
SIZE = Size(640, 420)


def look(code: str = "fr", mode: Mode = "light", *, mirrored: bool = False) -> Look:
    return Look(language(code), mode, mirrored=mirrored)


def draw(figure: Figure) -> None:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()


def texts(figure: Figure) -> list[Text]:
    found = figure.findobj(Text)
    return [one for one in found if isinstance(one, Text) and one.get_text()]


def words(figure: Figure) -> list[str]:
    return [text.get_text().strip("\u2066\u2067\u2069") for text in texts(figure)]


def line(figure: Figure, colour: str) -> Line2D:
    """Return the line of values in a colour."""
    return next(
        one
        for one in figure.axes[0].get_lines()
        if one.get_color() == colour and len(np.asarray(one.get_xdata())) > 2
    )


# --- All of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_every_chart_is_drawn_and_no_word_leaves_it(name: str, mode: Mode, code: str) -> None:
    for scale in (1.0, 1.5) if mode == "light" else (1.0,):
        worn = replace(look(code, mode), scale=scale)
        figure = EVERY[name](worn, SIZE)
        draw(figure)
        for text in texts(figure):
            box = text.get_window_extent()
            assert box.x0 >= -1, text.get_text()
            assert box.x1 <= SIZE.width + 1, text.get_text()
            assert box.y0 >= -2, text.get_text()
            assert box.y1 <= SIZE.height + 2, text.get_text()


@pytest.mark.parametrize("name", EVERY)
def test_room_for_words_stays_free(name: str) -> None:
    figure = EVERY[name](look(), Size(640, 480, head=58, foot=34))
    draw(figure)
    for text in texts(figure):
        box = text.get_window_extent()
        assert box.y1 <= 480 - 58 + 3, text.get_text()
        assert box.y0 >= 34 - 3, text.get_text()


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("code", CODES)
def test_drawings_keep_words_as_text_in_their_own_order(name: str, code: str) -> None:
    table = Table(
        "العدد والحاجيات", "سوس-ماسة", (Column("year", "السنة", Kind.YEAR),), ((2024.0,),)
    )
    copies = pictures.copies_of(EVERY[name], table, look(code))
    svg = copies.svg.decode()
    assert "IBM Plex Sans Arabic" in svg
    assert "العدد والحاجيات" in svg
    figure = EVERY[name](look(code), SIZE)
    for text in texts(figure):
        said = text.get_text().replace("&", "&amp;").replace("<", "&lt;")
        assert said.split("\n")[0] in svg, said
    assert copies.png.startswith(b"\x89PNG")


def test_a_picture_for_paper_has_three_hundred_dots_an_inch() -> None:
    table = Table("Titre", "", (Column("year", "Année", Kind.YEAR),), ((2024.0,),))
    png = pictures.copies_of(EVERY["lines"], table, look()).png
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (2160, 1320)


def test_arabic_names_are_joined_in_the_picture() -> None:
    figure = EVERY["panels"](look("ar"), SIZE)
    draw(figure)
    name = next(text for text in texts(figure) if "سوس-ماسة" in text.get_text())
    apart_ = 0.0
    for letter in "سوسماسة":
        name.set_text(letter)
        apart_ += name.get_window_extent().width
    name.set_text("سوسماسة")
    assert name.get_window_extent().width < 0.95 * apart_


@pytest.mark.parametrize("name", ["lines", "differences", "panels", "flows"])
@pytest.mark.parametrize("mirrored", [False, True])
def test_time_runs_the_way_of_the_look(name: str, mirrored: bool) -> None:
    figure = EVERY[name](look("ar", mirrored=mirrored), SIZE)
    first, last = figure.axes[0].get_xlim()
    assert (first > last) == mirrored
    draw(figure)


@pytest.mark.parametrize("mirrored", [False, True])
def test_few_people_stand_as_a_plateau_a_year_with_all_that_is_around_them(mirrored: bool) -> None:
    data = Lines(
        [2017, 2018, 2019], [ScenarioLine("Tata", "", [8, 28, 8])], norm=("Need", [184] * 3),
        fan_80=[(8, 8), (26, 28), (7, 9)], history=[(2014, 9)], tone="stock", stepped=True,
    )  # fmt: skip
    worn = look("en", mirrored=mirrored)
    figure = lines_chart.figure(data, worn, SIZE)
    drawn, need = line(figure, worn.colour("stock")), line(figure, worn.colour("need"))
    edges = [2016.5, 2017.5, 2017.5, 2018.5, 2018.5, 2019.5]
    assert list(drawn.get_xdata()) == list(need.get_xdata()) == edges
    assert list(drawn.get_ydata()) == [8, 8, 28, 28, 8, 8]
    assert sorted(figure.axes[0].get_xlim()) == [2013.5, 2019.5]
    plain = lines_chart.figure(replace(data, stepped=False), worn, SIZE)
    assert list(line(plain, worn.colour("stock")).get_xdata()) == [2017, 2018, 2019]


def test_a_text_that_is_too_long_is_cut_with_a_sign() -> None:
    made = Plate(look(), SIZE)
    assert made.shortened("Oriental", 500, "label_px") == "Oriental"
    short = made.shortened("Laâyoune-Sakia El Hamra", 60, "label_px")
    assert short.endswith("…")
    assert made.width(short, "label_px") <= 60


def test_a_scale_holds_its_ends_in_steps_that_people_count_in() -> None:
    steps = plate.scale(look(), 0, 1234, Kind.PERSONS)
    assert steps[0] == (0, "0")
    assert steps[-1][0] >= 1234
    assert len({after - before for (before, _), (after, _) in pairwise(steps)}) == 1
    assert [said for _, said in plate.scale(look(), 0, 20, Kind.PER_10_000)][1] == "5"
    assert [said for _, said in plate.scale(look(), 0, 1, Kind.PER_10_000)][1] == "0,2"
    assert plate.scale(look(), -0.4, 0.4, Kind.SHARE)[-1][1] == language("fr").percent(0.4)
    assert len(plate.scale(look(), 3, 3, Kind.PERSONS)) > 1


def test_a_low_chart_has_fewer_steps() -> None:
    steps = [Plate(look(), Size(400, height)).steps() for height in (90, 200, 300, 900)]
    assert steps == [2, 3, 5, 5]


# --- Lines ----------------------------------------------------------------------------------------


def test_lines_hold_their_values_and_end_with_them() -> None:
    figure = lines_chart.figure(LINES, look(), SIZE)
    drawn = line(figure, look().scenario("a"))
    assert list(np.asarray(drawn.get_ydata())) == rising(900, 30)
    number = language("fr").number
    assert {number(1220), number(1380), number(1500), "Observé", "Norme"} <= set(words(figure))
    assert len(figure.axes[0].patches) == 2
    low, high = figure.axes[0].get_ylim()
    assert low == 0
    assert high >= 1500


def test_values_that_are_not_known_are_left_out() -> None:
    gone = ScenarioLine("Référence", BASE, [None] * 16 + [None])
    figure = lines_chart.figure(Lines(YEARS, [gone]), look(), SIZE)
    draw(figure)
    assert "Référence" in words(figure)
    part = ScenarioLine("A", "a", [None, *rising(1, 1)[1:]])
    assert "17" in words(lines_chart.figure(Lines(YEARS, [part]), look(), SIZE))


def test_a_measure_that_stands_alone_is_in_its_colour_and_named_by_its_title() -> None:
    alone = Lines(YEARS, [ScenarioLine("Déficit", BASE, rising(9, 1))], tone="deficit")
    figure = lines_chart.figure(alone, look(), SIZE)
    assert line(figure, look().colour("deficit"))
    assert "Déficit" not in words(figure)
    beside = lines_chart.figure(replace(alone, norm=("Norme", [15.0] * 17)), look(), SIZE)
    assert {"Déficit", "Norme"} <= set(words(beside))


def test_an_axis_may_leave_zero_out_where_that_is_asked() -> None:
    figure = lines_chart.figure(
        Lines(YEARS, [ScenarioLine("R", BASE, rising(900, 1))], from_zero=False), look(), SIZE
    )
    assert figure.axes[0].get_ylim()[0] > 800


def test_labels_that_would_lie_on_each_other_move_apart_within_the_frame() -> None:
    place = Box(0, 0, 100, 100)
    moved = apart([50, 51, 52], 10, place)
    assert moved == [50, 60, 70]
    assert apart([98, 99], 10, place) == [90, 100]
    assert apart([], 10, place) == []


def test_differences_lie_around_zero_with_their_signs_and_ranges() -> None:
    figure = difference_chart.figure(DIFFERENCES, look(), SIZE)
    low, high = figure.axes[0].get_ylim()
    assert low < 0 < high
    signed = language("fr").signed
    assert {signed(160), signed(-160)} <= set(words(figure))
    whiskers = [one for one in figure.axes[0].get_lines() if one.get_transform() is not None
                and len(np.asarray(one.get_xdata())) == 2
                and one.get_color() == look().scenario("a")]  # fmt: skip
    assert len(whiskers) == 3


# --- Small multiples ------------------------------------------------------------------------------


def test_twelve_territories_stand_four_in_a_row_on_one_scale() -> None:
    figure = small_multiples.figure(PANELS, look(), SIZE)
    assert len(figure.axes) == 12
    lefts = {round(axes.get_position().x0, 3) for axes in figure.axes}
    tops = {round(axes.get_position().y1, 3) for axes in figure.axes}
    assert (len(lefts), len(tops)) == (4, 3)
    assert len({axes.get_ylim() for axes in figure.axes}) == 1
    assert words(figure).count("2024") == 4
    assert words(figure).count("2036") == 4


def test_own_scales_differ_and_are_each_written() -> None:
    few = [Panel("A", [rising(1, 0)], None), Panel("B", [rising(100, 0)], None)]
    own = Panels(YEARS, [("R", BASE)], few, own_scales=True)
    figure = small_multiples.figure(own, look(), SIZE)
    first, second = (axes.get_ylim() for axes in figure.axes)
    assert first[1] < second[1]
    assert words(figure).count("0") == 2
    shared = small_multiples.figure(replace(own, own_scales=False), look(), SIZE)
    assert words(shared).count("0") == 1


def test_a_scale_that_goes_below_zero_ends_close_to_the_lowest_value() -> None:
    falls = [Panel("A", [[4_000.0 - 650 * at for at in range(17)]])]
    figure = small_multiples.figure(Panels(YEARS, [("R", BASE)], falls), look(), SIZE)
    low, high = figure.axes[0].get_ylim()
    assert high == 5_000
    assert -7_000 < low < -6_400
    assert "0" in words(figure)
    assert "\u221210\u202f000" not in words(figure)


def test_a_name_without_room_goes_on_in_a_second_line_and_is_whole() -> None:
    names = ["Oriental", "Tanger-Tétouan-Al Hoceima", "Souss-Massa", "Laâyoune-Sakia El Hamra"]
    named = replace(PANELS, panels=[replace(PANELS.panels[0], name=name) for name in names])
    said = words(small_multiples.figure(named, look(), Size(560, 460)))
    assert [" ".join(one.split("\n")) for one in said if one.startswith(("T", "L"))] == [
        "Tanger-Tétouan-Al Hoceima", "Laâyoune-Sakia El Hamra",
    ]  # fmt: skip
    assert "Oriental" in said
    assert sum("\n" in one for one in said) == 2
    wide = words(small_multiples.figure(named, look(), Size(900, 460)))
    assert "Tanger-Tétouan-Al Hoceima" in wide


def test_panels_without_room_are_drawn_all_the_same() -> None:
    crowded = replace(PANELS, panels=[replace(PANELS.panels[0], name="Béni Mellal-Khénifra")] * 12)
    figure = small_multiples.figure(crowded, look(), Size(300, 160))
    draw(figure)
    assert not any("\n" in one for one in words(figure))


def test_a_name_that_cannot_be_broken_gives_up_its_end() -> None:
    long = replace(PANELS.panels[0], name="Llanfairpwllgwyngyllgogerychwyrndrobwll")
    named = replace(PANELS, panels=[long] * 4)
    said = words(small_multiples.figure(named, look(), Size(560, 460)))
    assert any(one.endswith("…") for one in said)


@pytest.mark.parametrize("mirrored", [False, True])
def test_panels_begin_where_reading_begins(mirrored: bool) -> None:
    for code, leftmost in (("fr", 0), ("ar", 3)):
        figure = small_multiples.figure(PANELS, look(code, mirrored=mirrored), SIZE)
        lefts = [axes.get_position().x0 for axes in figure.axes[:4]]
        assert lefts.index(min(lefts)) == leftmost


def test_a_narrow_place_takes_fewer_panels_a_row() -> None:
    for width, columns in ((640, 4), (440, 3), (330, 2), (150, 1)):
        figure = small_multiples.figure(PANELS, look(), Size(width, 900))
        assert len({round(axes.get_position().x0, 3) for axes in figure.axes}) == columns


def test_more_panels_stand_in_a_row_rather_than_lie_flat() -> None:
    for height, columns in ((900, 2), (400, 3)):
        figure = small_multiples.figure(PANELS, look(), Size(360, height))
        assert len({round(axes.get_position().x0, 3) for axes in figure.axes}) == columns


def test_the_highest_and_the_lowest_last_values_are_written_once() -> None:
    alike = Panels(YEARS, [("R", BASE), ("A", "a")], [Panel("X", [rising(5, 0), rising(5, 0)])])
    assert words(small_multiples.figure(alike, look(), SIZE)).count("5") == 1
    unknown = replace(alike, panels=[Panel("X", [[None] * 17, [None] * 17])])
    draw(small_multiples.figure(unknown, look(), SIZE))


# --- Pyramid --------------------------------------------------------------------------------------


def test_men_stand_on_the_left_in_every_language() -> None:
    for code in CODES:
        figure = pyramid_chart.figure(PYRAMID, look(code), SIZE)
        men, women = figure.axes
        assert men.get_position().x1 < women.get_position().x0
        assert men.get_xlim()[0] > men.get_xlim()[1]
        bars = [patch for patch in men.patches if patch.get_facecolor()[2] > 0.5]
        assert [patch.get_width() for patch in bars[:4]] == [10, 20, 30, 10]


def test_ages_are_told_from_the_groups() -> None:
    # 100 people, 40 of them 55 or more; the 50th is the 30th of the 40 between 30 and 34.
    assert PYRAMID.older() == pytest.approx(0.4)
    assert PYRAMID.median() == pytest.approx(30 + 5 * 30 / 40)
    empty = Pyramid(["25-29"], [25], [0], [0])
    assert empty.older() is None
    assert empty.median() is None
    draw(pyramid_chart.figure(empty, look(), SIZE))
    said = words(pyramid_chart.figure(PYRAMID, look(), SIZE))
    assert any("40" in one and "33,8" in one for one in said)


def test_groups_near_retirement_are_hatched_and_named() -> None:
    figure = pyramid_chart.figure(PYRAMID, look(), SIZE)
    hatched = [patch for patch in figure.axes[0].patches if patch.get_hatch()]
    assert len(hatched) == 2  # 55-59 reaches 60 > 58; 60-64 holds 63
    assert any("retraite" in one for one in words(figure))
    plain = pyramid_chart.figure(replace(PYRAMID, retire_at=None), look(), SIZE)
    assert not any("retraite" in one for one in words(plain))


def test_pyramids_can_share_their_scale() -> None:
    figure = pyramid_chart.figure(PYRAMID, look(), SIZE, most=100)
    assert figure.axes[1].get_xlim()[1] > 100


def test_a_pyramid_is_read_from_its_tables(morocco: Study) -> None:
    spoken, view = language("fr"), morocco.view("09", norm="MED_153")
    now, base = (age_pyramid.in_year(morocco, view, spoken, year) for year in (2035, 2024))
    found = pyramid_chart.pyramid_of(now, base, 2024, 63)
    assert list(found.women) == list(now.numbers("women"))
    assert list(found.base_men) == list(base.numbers("men"))
    assert found.starts == sorted(found.starts)
    assert not pyramid_chart.pyramid_of(now).base_men
    assert pyramid_chart._start("80+") == 80
    assert pyramid_chart._start("-25") == 0


def test_in_low_rows_every_other_age_group_is_named_or_fewer() -> None:
    data = Pyramid([f"{at}-{at + 4}" for at in range(20, 85, 5)], list(range(20, 85, 5)),
                   [5.0] * 13, [5.0] * 13)  # fmt: skip
    named = [sum("-" in said for said in words(pyramid_chart.figure(data, look(), Size(600, high))))
             for high in (400, 180, 110)]  # fmt: skip
    assert named[0] == 13
    assert named == sorted(named, reverse=True)
    assert named[2] < named[1] < 13


def test_a_frame_of_one_year_has_its_year_in_the_middle() -> None:
    one = Plate(look(), SIZE)
    axes = one.axes(Box(0, 0, 100, 100))
    one.span(axes, 2020, 2020)
    assert axes.get_xlim() == (2019.5, 2020.5)


# --- Flows ----------------------------------------------------------------------------------------


def test_entries_stand_above_the_line_and_exits_under_it(morocco: Study) -> None:
    table = movement.by_year(morocco, morocco.view("09", norm="MED_153"), language("fr"))
    data = flows_chart.flows_of(table)
    figure = flows_chart.figure(data, look(), SIZE)
    heights = [patch.get_height() for patch in figure.axes[0].patches]
    above, below = data.totals()
    assert sum(h for h in heights if h > 0) == pytest.approx(sum(above))
    assert sum(h for h in heights if h < 0) == pytest.approx(-sum(below))
    assert sum(above) == pytest.approx(sum(value or 0 for value in table.numbers("entries")))
    assert sum(below) == pytest.approx(sum(value or 0 for value in table.numbers("exits")))


def test_the_balance_is_written_with_its_sign() -> None:
    assert FLOWS.balance() == [20, 15, -20]
    said = set(words(flows_chart.figure(FLOWS, look(), SIZE)))
    assert {language("fr").signed(value) for value in (20, 15, -20)} <= said
    narrow = set(words(flows_chart.figure(FLOWS, look(), Size(60, 300))))
    assert language("fr").signed(20) not in narrow


def test_small_kinds_stand_together_as_the_last() -> None:
    many = [Flow(str(at), [at, at]) for at in range(6, 0, -1)] + [Flow("nobody", [0, 0])]
    found = flows_chart.gathered(many, "others")
    assert [flow.name for flow in found] == ["6", "5", "4", "others"]
    assert list(found[-1].people) == [6, 6]
    assert flows_chart.gathered(many[:2], "others") == many[:2]


def test_kinds_differ_by_tint_and_hatch() -> None:
    figure = flows_chart.figure(FLOWS, look(), SIZE)
    fills = {(patch.get_facecolor(), patch.get_hatch()) for patch in figure.axes[0].patches}
    assert len({colour for colour, _ in fills}) == 3
    assert len({hatch for colour, hatch in fills}) == 2


def test_the_drawing_of_many_flows_is_light_to_send_and_its_words_can_be_read() -> None:
    kinds = [Flow(f"Sorte {at}", [30 - 5 * at] * len(YEARS)) for at in range(4)]
    figure = flows_chart.figure(Flows(YEARS, kinds, kinds, 2030), look(), SIZE)
    drawn = pictures.of_figure(figure).svg
    assert len(drawn) < 200_000
    assert all(f"{kind.name}</text>".encode() in drawn for kind in kinds)


def test_a_plan_of_one_year_has_no_flows_to_draw(founding: Study) -> None:
    table = movement.by_year(founding, founding.view(), language("fr"))
    data = flows_chart.flows_of(replace(table, rows=()))
    draw(flows_chart.figure(data, look(), SIZE))


# --- Bars -----------------------------------------------------------------------------------------


def test_places_stand_from_the_highest_with_norm_and_range() -> None:
    figure = ranked_bars.figure(RANKED, look(), SIZE)
    names = [name for name in words(figure) if "-" in name or name == "Oriental"]
    heights = {text.get_text(): text.get_position()[1] for text in texts(figure)}
    order = sorted(("Oriental", "Souss-Massa", "Casablanca-Settat"), key=lambda n: -heights[n])
    assert order == ["Souss-Massa", "Oriental", "Casablanca-Settat"]
    assert len(names) >= 3
    hatched = [one for one in figure.artists if one.get_hatch()]  # type: ignore[attr-defined]
    assert len(hatched) == 1


def test_a_chosen_place_stands_out() -> None:
    figure = ranked_bars.figure(replace(RANKED, chosen="Oriental"), look(), SIZE)
    alphas = {round(one.get_facecolor()[3], 2) for one in figure.artists}  # type: ignore[attr-defined]
    assert {1.0, 0.55} <= alphas


def test_bars_grow_from_where_reading_begins() -> None:
    for code, leftwards in (("fr", False), ("ar", True)):
        figure = ranked_bars.figure(RANKED, look(code), SIZE)
        at = {text.get_text().strip("\u2067\u2066\u2069"): text.get_position()[0]
              for text in texts(figure)}  # fmt: skip
        value = at[language(code).number(1710).strip("\u2066\u2069")]
        assert (value < at["Souss-Massa"]) == leftwards


def test_no_places_and_no_differences_are_drawn_too() -> None:
    draw(ranked_bars.figure(Ranked([]), look(), SIZE))
    draw(ranked_bars.figure(Ranked([Place("Oriental", 0)]), look(), SIZE))
    draw(tornado_chart.figure([], look(), SIZE))


def test_places_are_read_from_a_table_without_its_total(morocco: Study) -> None:
    table = deficit.by_territory(morocco, morocco.view(norm="MED_153"), language("fr"), "deficit")
    found = ranked_bars.ranked_of(table, "deficit")
    assert len(found.places) == len(table.rows) - 1
    assert found.places[0].value == table.rows[0][-1]
    assert found.kind is Kind.PERSONS


def test_a_tornado_writes_both_ends_and_tells_low_from_high() -> None:
    figure = tornado_chart.figure(SWINGS, look(), SIZE)
    signed = language("fr").signed
    said = words(figure)
    assert {signed(-120), signed(260), signed(210)} <= set(said)
    looks = {
        (one.get_facecolor(), one.get_hatch())  # type: ignore[attr-defined]
        for one in figure.artists
        if one.get_hatch()  # type: ignore[attr-defined]
    }
    assert len(looks) == 1


# --- In words -------------------------------------------------------------------------------------


def test_a_fan_is_read_with_its_ends_its_range_and_its_highest() -> None:
    said = alternative.fan(
        "Tata", [(2024, 150), (2030, 176), (2040, 160)], (140, 180), language("en")
    )
    assert said == (
        "Tata: deficit of 150 in 2024 and 160 in 2040; 8 chances in 10: from 140 to 180; "
        "highest: 176 in 2030."
    )


def test_only_what_is_drawn_is_said(morocco: Study) -> None:
    svg = io.StringIO()
    lines_chart.figure(LINES, look(), SIZE).savefig(svg, format="svg")
    said = re.findall(r"<text[^>]*>([^<]*)</text>", svg.getvalue())
    assert "Référence" in said
