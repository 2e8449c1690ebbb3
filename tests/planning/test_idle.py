"""A line of a scenario that changes nothing is named, and one that is refused says why."""

from dataclasses import replace

from app.planning import starter
from app.planning.idle import idle_measures
from tests.planning.hand import assume, contract, hand, measure


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


def test_a_scenario_is_named_where_a_row_is_refused_under_it() -> None:
    share = assume("emigration_to_france", 0.5, id="A1")
    leave = assume("emigration", 0.1)
    more = replace(share, id="A2", parameter="emigration_to_canada")
    rows = hand(
        assumptions=(leave, share, replace(more, value=0.7)),
        measures=(measure("assumptions", "emigration", "multiply", 2.0),),
    )
    (finding,) = idle_measures(rows)
    assert finding.where.startswith("test, A")


def test_a_line_that_another_cannot_do_without_acts() -> None:
    licensed = contract(id="X", licensed_share=0.6)
    less = measure("contracts", "licensed_share", "add", -0.5, line=1)
    more = replace(less, line=2, value=0.9)
    rows = hand(contracts=(licensed,), measures=(less, more))
    assert list(idle_measures(rows)) == []


def test_the_ready_scenarios_and_the_stories_of_tata_all_act() -> None:
    for name in ("morocco-2024", "tata-2017"):
        assert list(idle_measures(starter.sample(name))) == []
