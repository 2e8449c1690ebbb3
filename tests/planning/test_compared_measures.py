"""The lines that differ between scenarios, and what stands in each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.rows import MeasureRow, PlanRows, ScenarioRow
from app.planning import starter
from app.planning.assemble import assemble
from app.planning.compared_measures import MovedApart, moved_apart
from app.planning.comparison import compare
from app.planning.study import run
from tests.planning.hand import SCENARIOS, assume, hand, measure, names, post, staff

CHILD = ScenarioRow("child", names("Child"), 2, locked=False, parent="test")


def found(*scenarios: str, rows: PlanRows) -> tuple[MovedApart, ...]:
    study = run(rows)
    return moved_apart(compare(rows, scenarios, study.view(), study))


def plan(*measures: MeasureRow) -> PlanRows:
    return hand(
        staff=(staff(100.0),),
        scenarios=(*SCENARIOS, CHILD),
        assumptions=(assume("emigration", 0.04, unit="probability per year"),),
        recruitment=(post("01.a", 10.0, 0.4, id="p"),),
        measures=measures,
    )


LEAVE = measure("assumptions", "emigration", "multiply", 0.5)
FILL = measure(
    "recruitment", "fill_rate", "set", 0.7, cadre="MED_GP", unit="share of posts", line=2
)


def test_each_line_tells_what_stands_in_every_scenario() -> None:
    leave, fill = found("test", rows=plan(LEAVE, FILL))
    assert leave.stands == pytest.approx((0.04, 0.02))
    assert (leave.unit, leave.year, leave.scope.parameter) == (
        "probability per year", 2025, "emigration",
    )  # fmt: skip
    assert fill.stands == pytest.approx((0.4, 0.7))
    assert fill.unit == "share of posts"
    assert fill.measures == ((), (FILL,))


def test_what_a_child_inherits_differs_from_the_reference_and_not_from_its_parent() -> None:
    own = replace(FILL, scenario="child", line=1)
    rows = plan(LEAVE, own)
    assert len(found("test", "child", rows=rows)) == 2
    leave, fill = found("test", "child", rows=rows)
    assert leave.stands == pytest.approx((0.04, 0.02, 0.02))
    assert fill.stands == pytest.approx((0.4, 0.4, 0.7))


def test_a_line_that_all_hold_alike_is_left_out() -> None:
    base = replace(FILL, scenario="base", reason="one reason")
    rows = plan(base, FILL, replace(LEAVE, line=1))
    assert [one.scope.parameter for one in found("test", rows=rows)] == ["emigration"]


def test_a_ramp_is_read_in_the_first_year_in_which_every_line_holds_in_full() -> None:
    slow = replace(FILL, year_from=2025, ramp_years=3)
    (fill,) = found("test", rows=plan(slow))
    assert (fill.year, fill.stands) == (2027, pytest.approx((0.4, 0.7)))
    late = replace(FILL, year_from=2030, year_to=2040)  # beyond the plan: its last year is read
    (fill,) = found("test", rows=plan(late))
    assert (fill.year, fill.stands) == (2027, pytest.approx((0.4, 0.4)))


def test_a_factor_without_a_figure_of_the_plan_has_no_unit() -> None:
    rows = plan(measure("recruitment", "posts", "multiply", 2.0, cadre="MED_GP"))
    (posts,) = found("test", rows=rows)
    assert posts.unit == ""
    assert posts.stands == pytest.approx((10.0, 20.0))


@pytest.mark.parametrize("sample", ["morocco-2024", "tata-2017"])
def test_every_line_of_the_samples_can_be_read(sample: str) -> None:
    rows = starter.sample(sample)
    scenarios = [row.id for row in rows.scenarios]
    for row in scenarios:
        assert assemble(rows, row)
        for one in found(row, rows=rows):
            assert len(set(one.stands)) == 2
