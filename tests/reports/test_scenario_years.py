"""A scenario beside its parent and the reference: the table, the sentence, the chart."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial

import pytest
from matplotlib.colors import to_hex

from app.language import CODES, Language, language
from app.planning.lines import View
from app.planning.study import Study, run
from app.planning.trial import TRIAL, tried
from app.reports import pictures
from app.reports.look import Look
from app.reports.plate import Size
from app.reports.rounding import whole
from app.reports.scenario_chart import ScenarioChart, on_paper
from app.reports.scenario_years import Beside, by_year, finding, measure_of, names
from tests.planning.hand import measure

FR = language("fr")


def _study(morocco: Study, scenario: str) -> Study:
    return run(morocco.rows, scenario, morocco)


@pytest.fixture(scope="module")
def child(morocco: Study) -> Study:
    """Emigration halved on top of a fill rate of 70 %."""
    rows = morocco.rows
    scenarios = tuple(
        replace(row, parent="FILL70") if row.id == "EMIGHALF" else row for row in rows.scenarios
    )
    return run(replace(rows, scenarios=scenarios), "EMIGHALF")


@pytest.fixture(scope="module")
def beside(morocco: Study, child: Study) -> Beside:
    moved = [row for row in child.rows.measures if row.scenario == "EMIGHALF"]
    assumed = run(tried(child.rows, "reference", moved), TRIAL)
    return Beside(child, _study(morocco, "FILL70"), morocco, assumed)


def _view(study: Study) -> View:
    return study.view(cadre="MED_ALL", norm="MED_153")


def test_each_line_holds_the_deficit_of_its_scenario(beside: Beside) -> None:
    table = by_year(beside, _view(beside.scenario), FR)
    keys = [column.key for column in table.columns]
    assert keys == ["year", "assumed", "parent", "reference", "scenario", "change"]
    for key, study in beside.studies.items():
        wanted = [line.deficit for line in study.lines(_view(study))]
        assert table.numbers(key) == pytest.approx(wanted)


def test_the_difference_is_held_against_the_parent(beside: Beside) -> None:
    table = by_year(beside, _view(beside.scenario), FR)
    for here, under, change in zip(
        *(table.numbers(key) for key in ("scenario", "parent", "change")), strict=True
    ):
        assert change == whole(here or 0) - whole(under or 0)


def test_the_difference_is_that_of_the_figures_beside_it(morocco: Study) -> None:
    fewer = measure("recruitment", "posts", "set", 1.5, cadre="MED_GP", sector="public",
                    territory="MA", year_from=2027, year_to=2040)  # fmt: skip
    tries = [replace(fewer, value=value) for value in (1.5, 2.5, 3.5, 4.5)]
    apart = 0
    for line in tries:
        told = Beside(run(tried(morocco.rows, "reference", [line]), TRIAL, morocco), morocco)
        table = by_year(told, morocco.view(cadre="MED_ALL", sector="public"), FR)
        for here, under, change in zip(
            *(table.numbers(key) for key in ("scenario", "parent", "change")), strict=True
        ):
            shown = [float(FR.parse_number(FR.number(value))) for value in (here, under)]
            assert change == shown[0] - shown[1]
            apart += whole((here or 0) - (under or 0)) != change
    assert apart, "none of these would have shown it"


def test_what_is_said_is_what_the_lines_say(beside: Beside) -> None:
    view = _view(beside.scenario)
    ends = [
        next(line.deficit for line in study.lines(view) if line.year == 2036)
        for study in (beside.parent, beside.scenario)
        if study is not None
    ]
    said = finding(beside, view, 2036, FR)
    assert all(FR.number(value) in said for value in ends)
    assert "2036" in said


def test_nothing_is_said_to_change_before_anything_does(beside: Beside) -> None:
    said = finding(beside, _view(beside.scenario), 2024, FR)
    assert said.startswith(
        "Rien ne change ici par rapport à «\u00a0Taux de pourvoi de 70\u202f%\u00a0»."
    )
    assert "Cela se voit en 20" in said


def test_the_reference_stands_alone(morocco: Study) -> None:
    alone = Beside(morocco, None, morocco)
    table = by_year(alone, _view(morocco), FR)
    assert [column.key for column in table.columns] == ["year", "scenario"]
    assert finding(alone, _view(morocco), 2030, FR) == ""


def test_a_parent_that_is_the_reference_is_said_once(morocco: Study) -> None:
    told = Beside(_study(morocco, "FILL70"), morocco, morocco)
    assert list(told.studies) == ["reference", "scenario"]


def test_without_a_need_the_stock_is_told(morocco: Study) -> None:
    told = Beside(_study(morocco, "EMIGHALF"), morocco, morocco)
    view = morocco.view(cadre="MED_GP", norm="MED_153")
    assert measure_of(told, view) == "stock"
    assert finding(told, view, 2036, FR).startswith("L’effectif de 2036 passe de")
    assert by_year(told, view, FR).title.endswith("personnes au 31 décembre")


@pytest.mark.parametrize("code", CODES)
def test_the_ghost_is_called_by_what_it_is(beside: Beside, code: str) -> None:
    said = names(beside, language(code))
    assert said["assumed"] not in (said["reference"], said["scenario"])


# --- The chart ------------------------------------------------------------------------------------


def _chart(beside: Beside, spoken: Language, mark: str = "b", mode: str = "light") -> ScenarioChart:
    table = by_year(beside, _view(beside.scenario), spoken)
    return ScenarioChart(table, Look(spoken, mode), mark)  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_it_is_drawn_in_every_language_and_colour(beside: Beside, code: str, mode: str) -> None:
    chart = _chart(beside, language(code), mode=mode)
    chart.fit(600, 200, 1.5)
    target = io.BytesIO()
    chart.figure.savefig(target, format="png")
    assert target.getvalue()


def test_the_scenario_wears_its_colour_and_the_ghost_its_dash(beside: Beside) -> None:
    chart = _chart(beside, FR)
    lines = chart._lines
    assert to_hex(lines["scenario"].get_color()) == "#d55e00"
    assert lines["scenario"].get_linestyle() == "-"
    assert lines["assumed"].get_linestyle() == "--"
    assert lines["parent"].get_linestyle() == "-"
    widths = {key: line.get_linewidth() for key, line in lines.items()}
    assert widths["scenario"] == max(widths.values())


@pytest.mark.parametrize(("mark", "colour"), [("", "#0072b2"), ("e", "#7f6553")])
def test_a_scenario_without_a_mark_is_drawn_in_the_first_colour(
    beside: Beside, mark: str, colour: str
) -> None:
    assert to_hex(_chart(beside, FR, mark)._lines["scenario"].get_color()) == colour


@pytest.mark.parametrize("mirrored", [False, True])
def test_time_runs_the_way_of_the_look(beside: Beside, mirrored: bool) -> None:
    table = by_year(beside, _view(beside.scenario), FR)
    chart = ScenarioChart(table, Look(FR, mirrored=mirrored), "b")
    first, last = (chart.place(year, 0)[0] for year in (chart.years[0], chart.years[-1]))
    assert (first > last) == mirrored
    value = chart._scales.values.texts[1]
    assert (value.get_ha() == "left") == mirrored


def test_the_pair_of_a_year_is_the_scenario_and_what_it_stands_on(beside: Beside) -> None:
    chart, table = _chart(beside, FR), by_year(beside, _view(beside.scenario), FR)
    at = chart.years.index(2036)
    assert chart.pair == ("scenario", "parent")
    assert chart.values_of_pair(2036) == (
        table.numbers("scenario")[at], table.numbers("parent")[at],
    )  # fmt: skip
    assert [one.value for one in chart.readings(2036)] == [
        table.numbers(key)[at] for key in ("assumed", "parent", "reference", "scenario")
    ]


def test_other_values_of_the_same_shape_take_the_same_chart(beside: Beside, morocco: Study) -> None:
    chart = _chart(beside, FR)
    view = replace(_view(beside.scenario), territory="12")
    assert chart.show(by_year(beside, view, FR))
    alone = Beside(morocco, None, morocco)
    assert not chart.show(by_year(alone, view, FR))


def test_a_chart_of_one_line_has_nothing_to_tint(morocco: Study) -> None:
    chart = _chart(Beside(morocco, None, morocco), FR, "")
    assert not chart._tint.get_visible()
    assert chart.values_of_pair(2030) == (chart.readings(2030)[0].value,)
    across, down = chart.place(2024, 0.0)
    assert 0 < across < 1
    assert 0 < down < 1


def test_on_paper_each_line_is_named_and_words_have_room(beside: Beside) -> None:
    table = by_year(beside, _view(beside.scenario), FR)
    copies = pictures.copies_of(partial(on_paper, table, "b"), table, Look(FR))
    drawn = copies.svg.decode()
    assert "Référence avec vos hypo" in drawn
    assert table.title in drawn
    figure = on_paper(table, "b", Look(FR), Size(700, 400, head=60, foot=40))
    assert figure.axes[0].get_position().y1 < 1 - 60 / 400
