"""A plan becomes inputs under a scenario, or is refused by the name of what is wrong."""

import math
from dataclasses import replace

import numpy as np
import pytest

from app.engine.projection import project
from app.planning.assemble import assemble
from app.problems import Problem
from tests.planning.hand import (
    GP,
    NORTH,
    assume,
    contract,
    hand,
    measure,
    people,
    post,
    said,
    school,
    staff,
)


def _refused(**changes: object) -> str:
    with pytest.raises(Problem) as met:
        assemble(hand(**changes), "test")
    return said(met.value)


def test_a_plan_with_staff_alone_keeps_them_all() -> None:
    result = project(assemble(hand(staff=(staff(10),)), "base"))
    assert result.stock[:, NORTH, 0, GP] == pytest.approx([10] * 4)


def test_a_scenario_changes_nothing_in_the_base() -> None:
    rows = hand(
        staff=(staff(10),),
        assumptions=(assume("emigration", 0.1),),
        measures=(measure("assumptions", "emigration", "set", 0.5),),
    )
    base, test = (project(assemble(rows, s)).stock[:, NORTH, 0, GP] for s in ("base", "test"))
    assert base == pytest.approx([10, 9, 8.1, 7.29])
    assert test == pytest.approx([10, 5, 2.5, 1.25])


def test_a_share_of_insured_people_moves_no_projection() -> None:
    line = measure("assumptions", "insured_share", "set", 1.0, territory="01")
    rows = hand(staff=(staff(10),), measures=(line,))
    base, test = (project(assemble(rows, s)) for s in ("base", "test"))
    assert (base.stock == test.stock).all()
    assert (base.population == test.population).all()


@pytest.mark.parametrize(
    ("table", "parameter", "name"),
    [
        ("assumptions", "happiness", "happiness"),
        ("recruitment", "emigration", "Departures abroad"),
        ("norms", "value", "value"),
    ],
)
def test_a_measure_on_nothing_known_is_refused_with_its_line(
    table: str, parameter: str, name: str
) -> None:
    told = _refused(measures=(measure(table, parameter, "set", 1, line=7),))
    assert told == f"test, 7: The measure on “{name}” has nothing to act on."


@pytest.mark.parametrize(("cadre", "territory"), [("SP_UROLOGY", "MA"), ("ALL", "99.999")])
def test_a_measure_that_reaches_no_cadre_or_no_place_is_refused(cadre: str, territory: str) -> None:
    line = measure("assumptions", "emigration", "set", 0.1, cadre=cadre, territory=territory)
    with pytest.raises(Problem) as met:
        assemble(hand(measures=(line,)), "test")
    assert "Departures abroad" in said(met.value)


@pytest.mark.parametrize(
    ("table", "parameter", "named"),
    [
        ("assumptions", "returns_permanent", {"cadre": "NUR_POLY"}),
        ("assumptions", "returns_permanent", {"sector": "private"}),
        ("assumptions", "professional_mortality_factor", {"cadre": "MED_ALL"}),
        ("pipeline", "graduates", {"cadre": "MED_GP"}),
        ("pipeline", "residency_places", {"cadre": "MED_GP"}),
        ("recruitment", "fill_rate", {"sector": "private"}),
        ("recruitment", "posts", {"sector": "private"}),
    ],
)
def test_a_measure_that_misses_what_its_lever_moves_is_refused(
    table: str, parameter: str, named: dict[str, str]
) -> None:
    line = replace(measure(table, parameter, "set", 1), **named)  # type: ignore[arg-type]
    with pytest.raises(Problem) as met:
        assemble(hand(measures=(line,)), "test")
    assert "nothing to act on" in said(met.value)


def test_a_measure_of_another_scenario_stops_nobody() -> None:
    line = measure("assumptions", "happiness", "set", 1, scenario="other")
    assert assemble(hand(measures=(line,)), "test")


@pytest.mark.parametrize(
    ("table", "parameter", "name"),
    [
        ("pipeline", "intake", "Training places"),
        ("assumptions", "entries_trained_abroad", "Trained abroad"),
    ],
)
def test_a_measure_in_one_place_on_what_holds_for_all_is_refused(
    table: str, parameter: str, name: str
) -> None:
    told = _refused(measures=(measure(table, parameter, "set", 1, territory="01"),))
    assert told == f"test, 1: The figure “{name}” holds for the whole plan."


RATES = [("emigration", "Departures abroad"), ("mobility", "Transfers to another territory")]


@pytest.mark.parametrize(("parameter", "name"), RATES)
@pytest.mark.parametrize(
    ("value", "what"),
    [(-0.1, "a value below zero"), (1.5, "a share above 1")],
)
def test_a_rate_outside_its_range_is_refused_with_year_age_and_cadre(
    parameter: str, name: str, value: float, what: str
) -> None:
    row = assume(parameter, value, cadre="NUR_POLY", sector="private", age_from=30, year_from=2026)
    told = _refused(assumptions=(assume(parameter, 0.1), row))
    assert told == f"2026, age 30, Private sector, Women, Nurses: The figure “{name}” holds {what}."


def test_a_certain_exit_that_is_no_release_is_refused() -> None:
    told = _refused(assumptions=(assume("emigration", 1.0),))
    assert told.endswith("The figure “Departures abroad” holds a yearly probability of 1.")


def test_a_local_rate_outside_its_range_is_refused_with_its_territory() -> None:
    told = _refused(assumptions=(assume("emigration", -1.0, territory="02.c"),))
    assert told.startswith("2025, age 20, Fez, Public sector, Women, Generalists: ")


def test_staff_below_zero_are_refused_with_their_territory_and_cadre() -> None:
    assert _refused(staff=(staff(-5, territory="01.b"),)) == (
        "age 40, South, Public sector, Women, Generalists: "
        "The figure “staff” holds a value below zero."
    )


def test_staff_that_are_no_number_are_refused_with_their_territory_and_cadre() -> None:
    told = _refused(staff=(staff(math.nan),))
    assert told.endswith("The figure “staff” holds a value that is not a number.")
    assert told.startswith("age 40, North, Public sector, Women, Generalists")


def test_inhabitants_below_zero_are_refused_with_their_year_and_territory() -> None:
    rows = (*hand().populations, people("01.b", 2026, -1))
    told = _refused(populations=rows)
    assert told == "2026, South: The figure “population” holds a value below zero."


def test_a_fill_rate_above_one_is_refused_with_its_year_territory_and_cadre() -> None:
    told = _refused(recruitment=(post("02", 5, 1.2),))
    assert told == "2025, Fez, Generalists: The figure “Fill rate” holds a share above 1."


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ("posts_carried_over", "Unfilled posts opened again the next year"),
        ("hired_from_private", "Posts without candidates taken by private staff"),
    ],
)
def test_a_share_of_posts_outside_its_range_is_refused_with_its_cell(
    parameter: str, name: str
) -> None:
    row = assume(parameter, 1.2, cadre="MED_SP", territory="01.b", year_from=2026)
    told = _refused(assumptions=(assume(parameter, 0.2), row))
    assert told == f"2026, South, Specialists: The figure “{name}” holds a share above 1."


def test_a_share_of_a_contract_above_one_is_refused_with_the_contract() -> None:
    told = _refused(contracts=(contract(), contract(id="C2", renewal_share=1.2, renewal_years=1)))
    assert told == "C2, Senegal: The figure “Share of contracts renewed” holds a share above 1."


def test_a_share_of_the_school_above_one_is_refused_with_its_year() -> None:
    rows = [
        school(name, 0.1)
        for name in ("intake", "share_abroad", "share_not_practising", "residency_share")
    ]
    rows += [school("duration", 6.0), school("residency_years_4", 1.0, "MED_SP")]
    rows += [
        school(name, 0.1, "MED_SP")
        for name in ("residency_places", "residency_loss", "share_abroad_after_residency")
    ]
    line = measure("pipeline", "share_abroad", "set", 1.5, cadre="MED", year_from=2026)
    told = _refused(pipeline=tuple(rows), measures=(line,))
    assert told == "2026: The figure “Graduates gone abroad” holds a share above 1."


def test_opening_plus_entries_minus_exits_is_closing_on_a_plan_made_by_hand() -> None:
    rows = hand(
        staff=(staff(100), staff(50, territory="02.c", sector="private", cadre="MED_SP")),
        assumptions=(
            assume("emigration", 0.02),
            assume("sector_switch", 0.05, sector="public"),
            assume("mobility", 0.1),
            assume("mobility_destination", 1.0, territory="01", destination="02"),
        ),
        recruitment=(post("MA", 30, 0.5),),
        contracts=(contract(),),
    )
    result = project(assemble(rows, "base"))
    assert result.imbalance() < 1e-9
    assert result.exits["move_out"].sum() == pytest.approx(result.entries["move_in"].sum())
    assert np.isfinite(result.stock).all()
