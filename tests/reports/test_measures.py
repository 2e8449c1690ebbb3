"""What a scenario changes, and what follows from it, as tables."""

import pytest

from app.language import language
from app.planning.starter import sample
from app.planning.study import run
from app.reports import measures

ROWS = sample("morocco-2024")
REFERENCE, HALVED = run(ROWS, "reference"), run(ROWS, "EMIGHALF")


def test_every_measure_of_the_scenario_is_a_row_in_words() -> None:
    table = measures.of_scenario(HALVED, language("fr"))
    own = [row for row in ROWS.measures if row.scenario == "EMIGHALF"]
    assert len(table.rows) == len(own) == 3
    assert table.numbers("value") == (0.5, 0.5, 0.5)
    assert table.values("where") == ("Maroc",) * 3
    codes = {row.parameter for row in own} | {row.cadre for row in own} | {"multiply"}
    assert not codes & {str(cell) for row in table.rows for cell in row}


def test_the_reference_changes_nothing() -> None:
    assert measures.of_scenario(REFERENCE, language("en")).rows == ()


def test_the_comparison_is_the_difference_of_both_deficits() -> None:
    table = measures.against(REFERENCE, HALVED, HALVED.view(), language("en"))
    here = [line.deficit for line in HALVED.lines(HALVED.view())]
    there = [line.deficit for line in REFERENCE.lines(HALVED.view())]
    assert list(table.numbers("scenario")) == here
    assert list(table.numbers("reference")) == there
    changes = [a - b for a, b in zip(here, there, strict=True)]
    assert table.numbers("change") == pytest.approx(changes)
    assert changes[0] == 0
    assert changes[-1] < -1000


def test_where_the_norm_gives_no_need_the_stock_is_compared() -> None:
    view = HALVED.view(sector="public")
    table = measures.against(REFERENCE, HALVED, view, language("en"))
    assert list(table.numbers("scenario")) == [line.stock for line in HALVED.lines(view)]
    assert "Stock" in table.title
