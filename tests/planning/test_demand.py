"""Which multipliers may act on which need."""

import numpy as np
import pytest

from app.engine.need import need_by_norm
from app.planning import demand, starter, study
from app.planning.demand import Method, Multiplier
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import assume, hand, measure, said

HALF_INSURED = (
    assume("insured_share", 0.5, year_from=2024, year_to=2025),
    assume("insured_share", 1.0, year_from=2026),
    assume("use_ratio_uninsured", 0.6, year_from=2024),
)


def _refused(multiplier: Multiplier, method: Method) -> str:
    with pytest.raises(Problem) as refused:
        demand.refuse(multiplier, method)
    assert refused.value.remedy is not None
    return said(refused.value)


def test_the_insured_share_refuses_to_act_on_a_population_norm_and_says_why() -> None:
    assert "counts every inhabitant, the newly insured too" in _refused("insured_share", "norm")


@pytest.mark.parametrize(
    ("multiplier", "method", "why"),
    [
        ("insured_share", "benchmark", "counts every inhabitant"),
        ("insured_share", "condition", "counts every case"),
        ("insured_share", "facilities", "who is insured"),
        ("age_sex_use", "condition", "prevalence"),
        ("age_sex_use", "facilities", "ages of the inhabitants"),
    ],
)
def test_a_multiplier_says_what_it_may_not_act_on(
    multiplier: Multiplier, method: Method, why: str
) -> None:
    assert why in _refused(multiplier, method)


@pytest.mark.parametrize(
    ("multiplier", "method"),
    [
        ("insured_share", "use"),
        ("age_sex_use", "use"),
        ("age_sex_use", "norm"),
        ("age_sex_use", "benchmark"),
    ],
)
def test_a_multiplier_acts_where_it_counts_nobody_twice(
    multiplier: Multiplier, method: Method
) -> None:
    demand.refuse(multiplier, method)


def test_demand_grows_with_the_insured_share_of_the_plan() -> None:
    made = study.run(hand(assumptions=HALF_INSURED))
    assert demand.insured_growth(made) == pytest.approx([1.0, 1.0, 1.25, 1.25])


def test_a_scenario_moves_the_insured_share() -> None:
    line = measure("assumptions", "insured_share", "set", 0.75, year_to=2025)
    made = study.run(hand(assumptions=HALF_INSURED, measures=(line,)), "test")
    assert demand.insured_growth(made)[1] == pytest.approx(0.9 / 0.8)


def test_a_need_computed_from_use_grows_in_every_territory() -> None:
    made = study.run(hand(assumptions=HALF_INSURED))
    need = np.tile(np.array([8.0, 4.0]), (4, 1))
    found = demand.with_insured_share(made, need, "use")
    assert found == pytest.approx(need * np.array([[1.0], [1.0], [1.25], [1.25]]))


@pytest.mark.parametrize("missing", ["insured_share", "use_ratio_uninsured"])
def test_a_plan_that_does_not_tell_its_base_year_is_refused(missing: str) -> None:
    rows = tuple(r for r in HALF_INSURED if r.parameter != missing or r.year_from > 2024)
    with pytest.raises(Problem, match="no value"):
        demand.insured_growth(study.run(hand(assumptions=rows)))


@pytest.mark.parametrize(("scenario", "growth"), [("", 1.010), ("COVER26", 1.055)])
def test_the_country_demands_more_when_all_are_insured(scenario: str, growth: float) -> None:
    made = study.run(starter.sample("morocco-2024"), scenario or None)
    assert demand.insured_growth(made)[2] == pytest.approx(growth, abs=0.0005)


# --- Pitfall: a multiplier of demand on a population norm ----------------------------------------


def _a_norm_counts_the_newly_insured_once() -> None:
    made = study.run(hand(assumptions=HALF_INSURED))
    need = need_by_norm(made.projection.population, 10.0)
    assert _after(made, need) == pytest.approx(need)


def _after(made: Study, need: np.ndarray) -> np.ndarray:
    try:
        return demand.with_insured_share(made, need, "norm")
    except Problem:
        return need


def test_the_check_sees_a_norm_that_was_multiplied(monkeypatch: pytest.MonkeyPatch) -> None:
    _a_norm_counts_the_newly_insured_once()
    monkeypatch.setattr(demand, "_WHY_NOT", {})
    with pytest.raises(AssertionError):
        _a_norm_counts_the_newly_insured_once()
