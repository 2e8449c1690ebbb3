from __future__ import annotations

import io
import sys
from itertools import pairwise

import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from app.language import CODES, language
from app.planning.study import Study
from app.reports import charts, deficit, look
from app.reports.table import Table
from app.reports.year_axes import Labels
from app.reports.year_chart import Shown, YearChart


def png(figure: object) -> bytes:
    target = io.BytesIO()
    figure.savefig(target, format="png")  # type: ignore[attr-defined]
    return target.getvalue()


def values(figure: Figure) -> list[Line2D]:
    """Return the lines that hold the values of a table, not those to read them by."""
    return [line for line in figure.axes[0].get_lines() if len(line.get_xdata()) > 2]


def table_of(study: Study, code: str) -> Table:
    return deficit.by_year(study, study.view("09", norm="MED_153"), language(code))


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_the_chart_is_drawn_without_a_warning(morocco: Study, code: str, mode: look.Mode) -> None:
    table = table_of(morocco, code)
    assert png(charts.stock_and_need(table, language(code), mode))


def test_no_window_system_is_asked_for() -> None:
    assert "matplotlib.pyplot" not in sys.modules


def test_lines_hold_the_values_of_the_table_and_differ_by_dash(morocco: Study) -> None:
    table = table_of(morocco, "fr")
    stock, need = values(charts.stock_and_need(table, language("fr")))
    assert list(stock.get_ydata()) == list(table.numbers("stock"))
    assert list(need.get_ydata()) == list(table.numbers("need"))
    assert stock.get_linestyle() == "-"
    assert need.get_linestyle() == "--"
    assert to_hex(stock.get_color()) == "#0072b2"


def test_without_a_need_only_the_stock_is_drawn(morocco: Study) -> None:
    view = morocco.view(cadre="MED_GP", norm="MED_153")
    table = deficit.by_year(morocco, view, language("fr"))
    assert len(values(charts.stock_and_need(table, language("fr")))) == 1


def test_one_year_is_enough_for_a_chart(founding: Study) -> None:
    spoken = language("fr")
    view = founding.view()
    assert png(charts.stock_and_need(deficit.by_year(founding, view, spoken), spoken))


@pytest.mark.parametrize("code", CODES)
def test_one_year_is_drawn_as_bars_with_the_deficit_between(founding: Study, code: str) -> None:
    spoken = language(code)
    view = founding.view(norm="MED_153", until=founding.rows.facts.base_year)
    table = deficit.by_year(founding, view, spoken)
    axes = charts.stock_and_need(table, spoken).axes[0]
    line = founding.lines(view)[0]
    bars = [(bar.get_y(), bar.get_height()) for bar in axes.patches]
    assert bars == [
        (0, pytest.approx(line.stock)),
        (pytest.approx(line.stock), pytest.approx(line.deficit)),
        (0, pytest.approx(line.need)),
    ]
    assert axes.xaxis_inverted() == (code == "ar")


@pytest.mark.parametrize("height", [120, 160, 240, 400])
@pytest.mark.parametrize("norm", ["MA_445", "MED_153", "WHO_228"])
@pytest.mark.parametrize("code", CODES)
def test_labels_of_a_low_chart_never_lie_on_each_other_or_on_a_line(
    morocco: Study, norm: str, height: int, code: str
) -> None:
    spoken = language(code)
    table = deficit.by_year(morocco, morocco.view(norm=norm), spoken)
    chart = YearChart(table, look.Look(spoken))
    chart.fit(474, height)
    png(chart.figure)
    (axes,) = chart.figure.axes
    labels = [text for text in axes.texts if text.get_visible() and "\n" in text.get_text()]
    assert len(labels) in {2, 3}
    boxes = [label.get_window_extent() for label in labels]
    assert all(axes.bbox.x1 < box.x0 and box.x1 <= chart.figure.bbox.x1 for box in boxes)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert not one.overlaps(other)


@pytest.mark.parametrize("shown", ["stock_and_need", "deficit"])
def test_a_chart_that_is_told_other_values_is_the_chart_built_for_them(
    morocco: Study, shown: Shown
) -> None:
    spoken = language("fr")
    one, other = (
        deficit.by_year(morocco, morocco.view(code, norm="MED_153"), spoken)
        for code in ("08", "09")
    )
    told = YearChart(one, look.Look(spoken), shown)
    assert told.show(other)
    assert png(told.figure) == png(YearChart(other, look.Look(spoken), shown).figure)


def test_a_chart_refuses_values_of_another_shape(morocco: Study) -> None:
    spoken = language("fr")
    chart = YearChart(deficit.by_year(morocco, morocco.view(), spoken), look.Look(spoken))
    shorter = deficit.by_year(morocco, morocco.view(until=2030), spoken)
    without = deficit.by_year(morocco, morocco.view(cadre="MED_GP"), spoken)
    assert not chart.show(shorter)
    assert not chart.show(without)


def test_a_year_is_read_with_its_deficit_or_its_surplus(morocco: Study) -> None:
    spoken = language("fr")
    found = set()
    for code in morocco.children(morocco.places.home):
        view = morocco.view(code, norm="MED_153")
        chart = YearChart(deficit.by_year(morocco, view, spoken), look.Look(spoken))
        line = morocco.lines(view)[-1]
        stock, need, between = chart.readings(line.year)
        assert (stock.value, need.value) == (line.stock, line.need)
        assert between.value == pytest.approx(abs(line.deficit or 0))
        assert (between.name == "Excédent") == ((line.deficit or 0) < 0)
        found.add(between.name)
        x, y = chart.place(line.year, line.stock)
        assert 0 < x < 1
        assert 0 < y < 1
    assert len(found) == 2


def test_a_plan_without_staff_is_drawn(empty: Study) -> None:
    spoken = language("ar")
    assert png(charts.stock_and_need(deficit.by_year(empty, empty.view(), spoken), spoken))


def test_time_runs_from_left_to_right_and_values_stand_on_the_left_in_every_language(
    morocco: Study,
) -> None:
    for code in CODES:
        table = table_of(morocco, code)
        axes = charts.stock_and_need(table, language(code)).axes[0]
        low, high = axes.get_xlim()
        assert low < high
        assert axes.yaxis.get_ticks_position() == "left"


def test_the_bundled_font_joins_arabic_letters() -> None:
    from matplotlib.font_manager import FontProperties, findfont

    families = look.prepare()
    path = findfont(FontProperties(family=families[0]), fallback_to_default=False)
    assert path.endswith("IBMPlexSansArabic-Regular.ttf")
    joined, apart = _width("سلا", path), sum(_width(letter, path) for letter in "سلا")
    assert joined < apart * 0.95


def _width(text: str, path: str) -> float:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

    figure = Figure()
    canvas = FigureCanvasAgg(figure)
    drawn = figure.text(0, 0, text, fontproperties=FontProperties(fname=path, size=40))
    return float(drawn.get_window_extent(canvas.get_renderer()).width)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("height", [140, 200, 400])
def test_the_name_of_the_base_year_stands_above_the_lines(
    morocco: Study, code: str, height: int
) -> None:
    spoken = language(code)
    for norm in ("MA_445", "WHO_228"):
        table = deficit.by_year(morocco, morocco.view(norm=norm), spoken)
        chart = YearChart(table, look.Look(spoken))
        chart.fit(474, height)
        png(chart.figure)
        (axes,) = chart.figure.axes
        name = next(text for text in axes.texts if text.get_text() and "\n" not in text.get_text())
        highest = max(value or 0 for value in (*table.numbers("need"), *table.numbers("stock")))
        assert name.get_window_extent().y0 >= axes.transData.transform((0, highest))[1]


def test_the_first_and_the_last_year_are_written(morocco: Study) -> None:
    spoken = language("fr")
    for until in range(2026, 2041):
        table = deficit.by_year(morocco, morocco.view(until=until), spoken)
        axes = YearChart(table, look.Look(spoken)).figure.axes[0]
        written, _ = (one for one in axes.artists if isinstance(one, Labels))
        years = [int(text.get_text()) for text in written.texts]
        assert (years[0], years[-1]) == (2024, until)
        assert len(years) <= 7
        apart = [after - before for before, after in pairwise(years)]
        assert min(apart) > max(apart) / 2


def test_a_low_chart_writes_fewer_values_and_a_higher_one_all_of_them_again(
    morocco: Study,
) -> None:
    spoken = language("en")
    chart = YearChart(table_of(morocco, "en"), look.Look(spoken))
    _, written = (one for one in chart.figure.axes[0].artists if isinstance(one, Labels))
    found = []
    for high in (300, 90, 300):
        chart.fit(600, high)
        shown = [text for text in written.texts if text.get_visible()]
        places = sorted(text.get_window_extent().y0 for text in shown)
        letters = min(text.get_window_extent().height for text in shown)
        assert all(after - before > letters for before, after in pairwise(places))
        found.append([text.get_text() for text in shown])
    assert found[0] == found[2]
    assert 0 < len(found[1]) < len(found[0])
