"""Which assumptions matter most, in words: names, signs, reasons, and what moves nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.language import CODES, language
from app.planning import starter, study
from app.problems import Problem
from app.reports import plain, tornado
from app.reports.asked import Asked
from app.reports.assumption_names import parameter_name
from tests.planning.hand import assume, hand, staff
from tests.planning.test_tornado import POSTS, TATA

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.reports.table import Table


def told(
    rows: PlanRows, year: int | None = None, code: str = "en", scenario: str | None = None
) -> Table:
    done = study.run(rows, scenario)
    (table,) = tornado.answer(Asked(done, done.view(), language(code), {"year": year}))
    return table


def row(table: Table, name: str) -> dict[str, object]:
    (found,) = [cells for cells in table.rows if cells[0] == name]
    return dict(zip([column.key for column in table.columns], found, strict=True))


def test_tata_by_hand_in_words() -> None:
    table = told(replace(TATA, recruitment=(POSTS,)))
    assert table.title == "Assumptions that matter most to the deficit"
    fill = row(table, "Fill rate · General practitioners")
    assert (fill["low"], fill["high"], fill["width"]) == pytest.approx((12, -12, 24))
    assert fill["elasticity_stock"] == pytest.approx(0.75)
    assert row(table, "Norm")["elasticity_need"] == pytest.approx(1.0)
    assert table.notes[0] == "Deficit in 2030: 152. The changes are changes of this."


def test_a_range_without_breadth_is_shown_while_its_value_matters() -> None:
    table = told(replace(TATA, recruitment=(POSTS,)))
    assert row(table, "Posts opened · General practitioners")["width"] == 0.0


def test_what_moves_nothing_is_named_in_a_note() -> None:
    table = told(replace(TATA, recruitment=(POSTS,)))
    (note,) = [note for note in table.notes if note.startswith("These move nothing here")]
    assert "Share of women" in note
    assert "Share of women" not in str(table.rows)


def test_a_year_before_the_last_may_be_asked_for() -> None:
    table = told(replace(TATA, recruitment=(POSTS,)), 2020)
    assert row(table, "Fill rate · General practitioners")["width"] == pytest.approx(4)
    with pytest.raises(Problem):
        told(TATA, 2031)
    with pytest.raises(Problem):
        told(TATA, 0)


def test_a_change_that_is_refused_is_told_with_its_reason() -> None:
    band = {"id": "A1", "unit": "probability per year", "low": 0.0}
    rows = hand(
        staff=(staff(10),),
        assumptions=(
            assume("emigration", 0.2, cadre="MED_ALL", **band, high=1.0),
            assume("resignation", 0.995, **band | {"id": "A2"}, high=0.995),
        ),
    )
    table = told(rows)
    assert row(table, "Departures abroad · Doctors")["high"] is None
    for reason in ("Departures abroad · Doctors, not computed: ", "Resignations, no elasticity: "):
        assert any(note.startswith(reason) for note in table.notes)
    assert row(table, "Resignations")["elasticity_stock"] is None


def test_measures_that_stand_above_the_values_are_told() -> None:
    rows = replace(TATA, recruitment=(POSTS,))
    said = "What the measures of the scenario set stands, whatever lies beneath."
    assert said in told(rows, scenario="posts-5-fill-40").notes
    assert said not in told(rows).notes


def test_a_plan_without_ranges_and_without_a_need_has_an_empty_table() -> None:
    table = told(replace(hand(), facts=replace(hand().facts, norm="GOAL")))
    assert table.title == "Assumptions that matter most to the stock"
    assert table.rows == ()
    assert not any(note.startswith("These move nothing") for note in table.notes)


@pytest.mark.parametrize("code", CODES)
def test_parameters_are_called_as_everywhere(code: str) -> None:
    table = told(replace(TATA, recruitment=(POSTS,)), code=code)
    assert parameter_name("fill_rate", language(code)) in str(table.rows[0][0])
    assert table.title in plain.as_text((table,), language(code))


def test_the_nation_s_doctors_hang_on_public_places_first() -> None:
    rows = starter.sample("morocco-2024")
    kept = ("intake_public", "dropout_per_year")
    few = replace(
        rows,
        assumptions=tuple(replace(row, low=None, high=None) for row in rows.assumptions),
        pipeline=tuple(
            row if row.parameter in kept else replace(row, low=None, high=None)
            for row in rows.pipeline
        ),
        recruitment=tuple(
            replace(row, posts_low=None, posts_high=None, fill_low=None, fill_high=None)
            for row in rows.recruitment
        ),
        facts=replace(rows.facts, norm="MED_153"),
    )
    table = told(few, 2035)
    changes = [(round(cells[1] or 0), round(cells[2] or 0)) for cells in table.rows[:2]]
    assert changes == [(3946, -6896), (-2254, 4036)]
