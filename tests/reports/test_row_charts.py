"""Bridges on paper, with text as text and read from the side of the language; tornados in rows."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from app.language import language
from app.planning.bridges import between_years
from app.planning.starter import sample
from app.planning.study import run
from app.planning.tornado import tornado
from app.reports import bridge_chart, pictures, tornado_rows
from app.reports.bridge_told import flows, folded
from app.reports.frame import Frame
from app.reports.look import Look
from app.reports.tornado_rows import MOST, TornadoRow, Widest, told, widest
from app.reports.two_ends import End

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from app.planning.study import Study
    from app.planning.tornado import Tornado


@pytest.fixture(scope="module")
def nation() -> Study:
    return run(sample("morocco-2021"))


@pytest.fixture(scope="module")
def found(nation: Study) -> Tornado:
    return tornado(nation, nation.view(), 2030, lambda _: None)


def bridge(nation: Study, code: str) -> Figure:
    spoken, view = language(code), nation.view()
    frame = Frame(nation, view, spoken)
    years = (2021, 2030)
    ends = (End(frame, spoken.year(years[0])), End(frame, spoken.year(years[1])))
    made = folded(flows(between_years(nation, view, *years), ends, "", years), MOST)
    return bridge_chart.figure(made, Look(spoken))


def test_the_drawing_of_a_bridge_holds_its_texts_as_text(nation: Study) -> None:
    svg = pictures.of_figure(bridge(nation, "fr")).svg.decode("utf-8")
    assert "Retraites</text>" in svg
    assert "Ce qui fait bouger le déficit, de 2021 à 2030" in svg


def test_every_bar_of_a_bridge_begins_where_the_one_above_ended(nation: Study) -> None:
    bars = bridge(nation, "en").axes[0].patches
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
    for before, after in pairwise(spans):
        assert {*before} & {*after}


def test_rows_mirror_in_arabic(nation: Study) -> None:
    figures = {code: bridge(nation, code) for code in ("fr", "ar")}
    assert not figures["fr"].axes[0].xaxis_inverted()
    assert figures["ar"].axes[0].xaxis_inverted()
    assert figures["ar"].axes[0].yaxis.get_ticks_position() == "right"


def test_ends_on_the_same_side_are_told_from_ends_on_both(found: Tornado) -> None:
    group = found.bars[0].group
    rows = (TornadoRow(group, "One side", 10.0, 30.0), TornadoRow(group, "Refused", None, 5.0))
    assert [row.one_sided for row in rows] == [True, False]


def test_the_rows_are_changes_of_the_result_and_the_others_are_counted(
    nation: Study, found: Tornado
) -> None:
    made = widest(found, Frame(nation, nation.view(), language("en")))
    bar = found.bars[0]
    assert bar.low is not None
    assert made.rows[0].low == pytest.approx(bar.low - bar.base)
    assert made.others == sum(one.width >= tornado_rows.LEAST for one in found.bars) - MOST


def test_a_tornado_in_words_names_the_groups_with_both_ends(nation: Study, found: Tornado) -> None:
    frame = Frame(nation, nation.view(), language("en"))
    said = told(widest(found, frame), frame)
    assert said.startswith("Most influential: ")
    assert " from " in said
    assert told(Widest((), 0), frame) == "Nothing moves it."
