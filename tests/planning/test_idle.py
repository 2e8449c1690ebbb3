"""A line of a scenario that changes nothing is named, and one that is refused says why."""

from dataclasses import replace

from app.planning import starter
from app.planning.idle import idle_measures
from tests.planning.hand import assume, hand, measure


def test_a_line_beyond_the_horizon_or_beside_all_figures_is_named() -> None:
    rates = (assume("emigration", 0.1, cadre="MED_GP"),)
    acts = measure("assumptions", "emigration", "multiply", 0.5, line=1)
    late = replace(acts, line=2, year_from=2040, year_to=2050)
    beside = replace(acts, line=3, cadre="NUR_POLY")
    found = list(idle_measures(hand(assumptions=rates, measures=(acts, late, beside))))
    assert [f.where for f in found] == ["test, 2", "test, 3"]


def test_a_scenario_that_cannot_be_assembled_says_why() -> None:
    (finding,) = idle_measures(hand(measures=(measure("assumptions", "happiness", "set", 1),)))
    assert finding.what.values["parameter"] == "happiness"


def test_the_ready_scenarios_and_the_stories_of_tata_all_act() -> None:
    for name in ("morocco-2024", "tata-2017"):
        assert list(idle_measures(starter.sample(name))) == []
