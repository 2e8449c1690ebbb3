"""What each line of a scenario does by itself, and the reference under its assumptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.models.rows import PlanRows, ScenarioRow
from app.planning.effects import beneath, effects, reference_under
from app.planning.starter import sample
from app.planning.study import run
from tests.planning.hand import assume, contract, hand, measure, names, post, staff

MORE = measure("recruitment", "posts", "add", 5.0, territory="01.a", cadre="MED_GP")
FILL = measure("recruitment", "fill_rate", "set", 0.8, territory="01.a", cadre="MED_GP", line=2)


def unheard(_: float) -> None:
    """Let the work go on."""


def plan(*measures: object, parent: str = "reference") -> PlanRows:
    return hand(
        scenarios=(
            ScenarioRow("reference", names("Nothing"), 0, locked=True),
            ScenarioRow("test", names("Test"), 1, locked=False, parent=parent),
            ScenarioRow("more", names("More"), 2, locked=False, parent="test"),
        ),
        staff=(staff(100),),
        recruitment=(post("01.a", 5, 0.4),),
        assumptions=(assume("resignation", 0.1, unit="probability per year"),),
        measures=measures,
    )


def test_each_line_is_taken_out_alone() -> None:
    rows = replace(plan(FILL, MORE), assumptions=())
    study = run(rows, "test")
    found = effects(study, study.view("01.a"), unheard)
    assert found.measure == "deficit"
    posts, fill = found.found  # in their order
    # 8 are recruited a year with both, 4 with either, 2 with neither
    assert [posts.in_year(year) for year in (2024, 2025, 2027)] == pytest.approx([0, -4, -12])
    assert [fill.in_year(year) for year in (2025, 2027)] == pytest.approx([-4.0, -12.0])
    assert (posts.parent, posts.here, fill.parent, fill.here) == (0.0, 5.0, 0.4, 0.8)
    assert posts.in_year(1999) == 0.0


def test_the_line_that_does_most_comes_first() -> None:
    later = replace(MORE, value=50.0, year_from=2027, line=3)
    study = run(replace(plan(replace(MORE, value=1.0), FILL, later), assumptions=()), "test")
    found = effects(study, study.view("01.a"), unheard)
    assert [one.line.line for one in found.largest_first(2025)] == [2, 1, 3]
    assert [one.line.line for one in found.largest_first(2027)] == [3, 2, 1]


def test_where_the_norm_gives_no_need_the_stock_is_told() -> None:
    study = run(replace(plan(MORE), assumptions=()), "test")
    found = effects(study, study.view("01.a", "MED_GP"), unheard)
    assert (found.measure, found.found[0].in_year(2025)) == ("stock", pytest.approx(2.0))


def test_the_own_lines_stand_on_those_of_the_parent() -> None:
    own = replace(MORE, scenario="more", operation="multiply", value=2.0, line=1)
    study = run(plan(MORE, own), "more")
    (line,) = effects(study, study.view("01.a"), unheard).found
    assert (line.parent, line.here) == (2.0, 4.0)  # times the posts of the plan
    assert beneath(study).scenario.id == "test"


def test_a_root_stands_on_the_plan_without_measures() -> None:
    study = run(plan(MORE, parent=""), "test")
    (line,) = effects(study, study.view("01.a"), unheard).found
    assert (line.parent, line.here) == (0.0, 5.0)
    assert beneath(study).scenario == study.scenario


def test_a_line_that_the_others_need_says_why_it_stays() -> None:
    longer = measure("contracts", "renewal_years", "set", 2.0, territory="01.a")
    again = replace(longer, parameter="renewal_share", value=0.5, line=2)
    study = run(replace(plan(longer, again), contracts=(contract(),)), "test")
    years, share = effects(study, study.view("01.a"), unheard).found
    assert years.by_year is None
    assert years.refused is not None
    assert years.in_year(2027) == 0.0
    assert share.in_year(2027) == pytest.approx(-10.0)  # half of 20 stay


def test_a_line_that_nothing_reads_has_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.planning.levers.SIDE", {})
    study = run(plan(MORE), "test")
    (line,) = effects(study, study.view("01.a"), unheard).found
    assert (line.lever, line.parent, line.here) == (None, None, None)


def test_the_work_can_be_stopped() -> None:
    heard: list[float] = []

    def stop(done: float) -> None:
        heard.append(done)
        if len(heard) == 2:
            raise InterruptedError

    study = run(plan(MORE, FILL), "test")
    with pytest.raises(InterruptedError):
        effects(study, study.view("01.a"), stop)
    assert heard == [0.0, 0.5]


LESS = measure("assumptions", "resignation", "multiply", 0.5, line=2)


def test_the_reference_under_the_assumptions_has_no_levers() -> None:
    study = run(plan(MORE, LESS), "test")
    found = reference_under(study, unheard)
    assert found is not None
    stocks = [line.stock for line in found.lines(found.view("01.a"))]
    # everyone resigns half as often, and two of five posts are filled; newcomers stay a year
    alone = run(plan(LESS), "test")
    assert stocks == [line.stock for line in alone.lines(alone.view("01.a"))]
    assert stocks[1] == pytest.approx(100 * 0.95 + 2)


def test_there_is_no_ghost_that_would_say_nothing() -> None:
    for rows in (plan(MORE), plan(LESS), plan()):
        assert reference_under(run(rows, "test"), unheard) is None
    other = plan(MORE, LESS, parent="")
    lone = replace(other, scenarios=other.scenarios[1:])
    assert reference_under(run(lone, "test"), unheard) is None


def test_the_lines_of_a_sample_are_told() -> None:
    rows = sample("tata-2017")
    study = run(rows, "posts-5-fill-40")
    found = effects(study, study.view(), unheard)
    # without posts nothing is filled, and without the rate no post is
    assert [one.in_year(2022) for one in found.found] == pytest.approx([-8.0, -8.0])
