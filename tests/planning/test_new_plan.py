"""A new plan: what it keeps of the reference figures, and that nobody is in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models.rows import Names
from app.planning import new_plan, study
from app.planning.answer import PER_10_000
from app.planning.figure_rules import check_figures
from app.planning.plan import Plan
from app.problems import Problem

NAMED = Names("Un plan", "مخطط", "A plan")
BASE, LAST = new_plan.years()
PLACES = [row.code for row in new_plan.places()]


@given(st.sampled_from(PLACES), st.integers(BASE + 1, LAST))
def test_nobody_is_in_a_new_plan_and_its_need_is_the_norm_for_its_inhabitants(
    code: str, horizon: int
) -> None:
    made = study.run(new_plan.new_plan(NAMED, code, horizon))
    view = made.view()
    lines = made.lines(view)
    per_person = PER_10_000[view.norm.unit] * view.norm.value / 10_000
    assert view.territory == code
    assert lines[-1].year == horizon
    for line in lines:
        assert line.stock == 0
        assert line.need == pytest.approx(line.population * per_person)
        assert line.need is not None
        assert line.need > 0


def test_a_plan_can_be_about_the_nation_or_one_of_its_regions() -> None:
    assert PLACES[0] == "MA"
    assert len(PLACES) == 1 + 12
    assert (BASE, LAST) == (2024, 2040)


def test_a_plan_of_a_region_holds_its_provinces_and_names_the_nation_above() -> None:
    rows = new_plan.new_plan(NAMED, "09", 2035)
    levels = [row.level for row in rows.territories]
    assert (levels.count("nation"), levels.count("region")) == (1, 1)
    assert {row.parent for row in rows.territories if row.level == "province"} == {"09"}
    assert "MA" not in {row.territory for row in rows.populations}
    named = {row.territory for row in rows.assumptions} | {
        row.destination for row in rows.assumptions
    }
    assert named == {"MA", "09", ""}


@pytest.mark.parametrize("code", ["MA", "12"])
def test_every_row_of_a_new_plan_obeys_the_rules_and_is_read_again_as_it_was_written(
    code: str, tmp_path: Path
) -> None:
    rows = new_plan.new_plan(NAMED, code, 2040)
    for kind in (rows.territories, rows.populations, rows.assumptions, rows.norms, rows.cadres):
        for row in kind:
            check_figures(row)
    Plan.create(tmp_path / "new.tabib", rows)
    with Plan.open(tmp_path / "new.tabib") as plan:
        assert plan.rows() == rows
        assert (plan.rows().facts.sample, plan.rows().facts.names) == ("", NAMED)


def test_two_new_plans_are_two_plans() -> None:
    first, second = (new_plan.new_plan(NAMED, "MA", 2040) for _ in range(2))
    assert first.facts.uuid != second.facts.uuid


@pytest.mark.parametrize(("code", "horizon"), [("MA", 2000), ("MA", 2400), ("Atlantis", 2040)])
def test_a_horizon_or_a_place_that_makes_no_sense_is_refused(code: str, horizon: int) -> None:
    with pytest.raises(Problem):
        new_plan.new_plan(NAMED, code, horizon)
