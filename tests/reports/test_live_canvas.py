"""The canvas of the window draws what matplotlib draws, and draws nothing that is there already."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from numpy.typing import NDArray

from app.language import CODES, language
from app.planning.study import Study
from app.reports import deficit, live_canvas
from app.reports.live_canvas import LiveCanvas
from app.reports.look import Look, Mode
from app.reports.table import Table
from app.reports.year_chart import Shown, YearChart

Pixels = NDArray[np.int16]

SHADES_OF_GREY = 26  # of 256: a sixteenth of a pixel at the edge of letters, where two may meet
ROUNDING = 2


def table(study: Study, code: str) -> Table:
    return deficit.by_year(study, study.view("09", norm="MED_153"), language(code))


def with_stock(of: Table, growth: float, all_of_it: float = 1.0) -> Table:
    """Return a table with a stock that grows by more, and all numbers times another."""
    at = {column.key: place for place, column in enumerate(of.columns)}
    rows = []
    for years, row in enumerate(of.rows):
        cells = list(row)
        stock = of.numbers("stock")[years] or 0.0
        need = of.numbers("need")[years] or 0.0
        stock, need = stock * (1 + growth * years) * all_of_it, need * all_of_it
        cells[at["stock"]], cells[at["need"]] = stock, need
        cells[at["deficit"]] = need - stock
        rows.append(tuple(cells))
    return replace(of, rows=tuple(rows))


def told(of: Table) -> Iterator[Table]:
    """Tell values as a hand does: within the limits of before, and beyond."""
    yield of
    yield with_stock(of, 0.013)
    yield with_stock(of, 0.02)
    yield with_stock(of, 0.02, 1.04)
    yield with_stock(of, 0.6)


def live(of: Table, look: Look, shown: Shown = "stock_and_need") -> YearChart:
    chart = YearChart(of, look, shown)
    LiveCanvas(chart.figure, *chart.layers())
    return chart


def drawn(figure: Figure) -> Pixels:
    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba()).astype(np.int16)


def beside_letters(figure: Figure, picture: Pixels) -> NDArray[np.bool_]:
    """Return where a picture holds no letters."""
    free = np.ones(picture.shape[:2], bool)
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text():  # type: ignore[attr-defined]
            box = text.get_window_extent()
            left, low, right, high = (round(edge) for edge in box.padded(2).extents)
            free[max(len(free) - high, 0) : len(free) - low, max(left, 0) : right] = False
    return free


@pytest.mark.parametrize("shown", ["stock_and_need", "deficit"])
@pytest.mark.parametrize(("scale", "ratio"), [(1.0, 1.0), (1.5, 1.0), (1.0, 2.0), (1.5, 2.0)])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_the_picture_is_the_one_of_matplotlib(
    morocco: Study, code: str, mode: Mode, scale: float, ratio: float, shown: Shown
) -> None:
    look, of = Look(language(code), mode, scale), table(morocco, code)
    fast, plain = live(of, look, shown), YearChart(of, look, shown)
    for values in told(of):
        for chart in (fast, plain):
            assert chart.show(values)
            chart.fit(610, 330, ratio)
        right = drawn(plain.figure)
        away = abs(drawn(fast.figure) - right).max(axis=2)
        assert away.max() <= SHADES_OF_GREY
        assert away[beside_letters(plain.figure, right)].max() <= ROUNDING


def test_words_and_scales_are_drawn_once_while_values_move(
    morocco: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = table(morocco, "fr")
    chart = live(of, Look(language("fr")))
    before = drawn(chart.figure)
    count: list[str] = []
    real = Text.draw

    def counted(text: Text, renderer: object) -> None:
        if text.get_visible():
            count.append(text.get_text())
        real(text, renderer)  # type: ignore[arg-type]

    monkeypatch.setattr(Text, "draw", counted)
    words = live_canvas._drawn.cache_info().misses
    measures = live_canvas._measured.cache_info().misses
    chart.show(with_stock(of, 0.001))
    assert (drawn(chart.figure) != before).any()
    assert {text.split("\n")[0] for text in count if text} == {"Effectif", "Besoin", "Déficit"}
    assert 2 <= live_canvas._drawn.cache_info().misses - words <= 5  # two values and the heights
    assert live_canvas._measured.cache_info().misses - measures == 2  # stock and deficit
    count.clear()
    chart.show(with_stock(of, 0.001, 1.2))
    drawn(chart.figure)
    assert "Année de base" in count
    assert "2024" not in count
    chart.fit(500, 300)
    drawn(chart.figure)
    assert "2024" in count


def test_another_size_and_back_again_is_drawn_anew(morocco: Study) -> None:
    of = table(morocco, "ar")
    chart = live(of, Look(language("ar")))
    before = drawn(chart.figure)
    for size in ((400, 200, 1.0), (720, 400, 2.0)):
        chart.fit(*size)
        width, height, ratio = size
        assert drawn(chart.figure).shape == (height * ratio, width * ratio, 4)
    chart.fit(720, 400)
    assert (drawn(chart.figure) == before).all()


def test_a_file_is_written_whole_and_leaves_the_canvas_as_it_was(morocco: Study) -> None:
    of = table(morocco, "fr")
    fast, plain = live(of, Look(language("fr"))), YearChart(of, Look(language("fr")))
    before = drawn(fast.figure)
    files = [io.BytesIO(), io.BytesIO()]
    for chart, file in zip((fast, plain), files, strict=True):
        chart.figure.savefig(file, format="svg", metadata={"Date": None})
    written, right = (file.getvalue().decode() for file in files)
    assert written.count("<text") == right.count("<text") > 10
    assert written.count("<path") == right.count("<path") > 3
    fast.figure.savefig(io.BytesIO(), format="png", dpi=200)
    assert (drawn(fast.figure) == before).all()


@pytest.mark.parametrize(
    "special", [{"rotation": 30}, {"alpha": 0.5}, {"s": "$x^2$"}, {"color": (0.2, 0.4, 0.6, 0.5)}]
)
def test_special_texts_are_drawn_as_ever(special: dict[str, object]) -> None:
    pictures = []
    for make in (FigureCanvasAgg, lambda figure: LiveCanvas(figure, [], figure.texts)):
        figure = Figure((2, 1), dpi=100)
        figure.add_subplot().set_axis_off()
        figure.text(0.25, 0.5, **({"s": "Maroc"} | special))  # type: ignore[arg-type]
        make(figure)
        pictures.append(drawn(figure))
    plain, fast = pictures
    assert plain.min() < 200
    assert abs(plain - fast).max() <= ROUNDING


def test_few_words_are_kept() -> None:
    assert live_canvas._drawn.cache_info().maxsize == 512
