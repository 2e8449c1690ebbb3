"""Results by name, on a plan made by hand and on the training plans."""

from dataclasses import replace

import pytest

from app.models.rows import PlanRows
from app.planning import starter, study
from app.planning.costs import Costs
from app.planning.outcomes import Outcomes, closing_year, contract_cliff, outcomes, outer
from tests.planning.hand import POPULATIONS, assume, contract, hand, post, staff

SALARY, CONTRACT, TRAINING = 300.0, 500.0, 1000.0
HELD = (staff(40.0), staff(10.0, sector="private"), staff(20.0, territory="02.c", sex="M"))


def asked(rows: PlanRows, **view: str) -> Outcomes:
    made = study.run(rows, "base")
    return outcomes(made, made.view(**view))


# --- Years that turn -----------------------------------------------------------------------------


@pytest.mark.parametrize(("posts", "year"), [(0.0, None), (1.0, 2027), (5.0, 2025)])
def test_the_year_of_closure_is_that_after_which_nobody_is_lacking_again(
    posts: float, year: int | None
) -> None:
    populations = tuple(replace(row, persons=24_300.0) for row in POPULATIONS)
    hired = (post("01", posts, 1.0),) if posts else ()
    found = asked(hand(staff=HELD, populations=populations, recruitment=hired), cadre="doctors")
    assert found.closing_year == year
    assert found.years[0].line.deficit == pytest.approx(2.9)


def test_a_group_without_a_need_has_no_year_of_closure() -> None:
    made = study.run(hand(staff=HELD), "base")
    assert closing_year(made.lines(made.view(cadre="MED_GP"))) is None


def test_the_crossing_year_may_pass_and_the_lasting_one_does_not() -> None:
    early = assume("early_retirement", 0.1, sector="public")
    hires = tuple(
        post("01", posts, 1.0, id=str(year), year_from=year, year_to=year)
        for year, posts in ((2025, 1.0), (2026, 20.0), (2027, 1.0))
    )
    found = asked(hand(staff=HELD, assumptions=(early,), recruitment=hires), sector="public")
    assert (found.crossing_year, found.uncovered_years) == (2025, (2025, 2027))
    assert found.lasting_from == 2027
    growing = asked(hand(staff=HELD, recruitment=hires), sector="public")
    assert (growing.crossing_year, growing.lasting_from) == (None, None)


def test_moves_inside_a_view_are_neither_entries_nor_exits_of_it() -> None:
    there = assume("sector_switch", 0.1, sector="public")
    made = study.run(hand(staff=HELD, assumptions=(there,)), "base")
    whole, public = (outer(made.lines(made.view(sector=s))) for s in (None, "public"))
    assert "switch_out" not in whole[1].exits
    assert public[1].exits["switch_out"] == pytest.approx(6.0)


# --- The contract cliff --------------------------------------------------------------------------


def test_tata_loses_seven_in_ten_of_its_doctors_in_2022() -> None:
    made = study.run(starter.sample("tata-2017"))
    found = contract_cliff(made, made.view())
    assert found is not None
    assert (found.year, found.persons, found.place) == (2022, 20.0, "09.551")
    assert found.share == pytest.approx(20 / 28)


def test_a_cliff_names_the_place_that_most_leave_and_its_share() -> None:
    most = contract(persons=30.0)
    few = contract(id="C2", territory="02.c", persons=5.0)
    held = (staff(10.0, cadre="MED_SP"),)

    def cliff(territory: str | None, *rows: object) -> tuple[float, str, float | None]:
        made = study.run(hand(staff=held, contracts=rows), "base")
        found = contract_cliff(made, made.view(territory))
        assert found is not None
        return found.persons, found.place, found.share

    assert cliff(None, most, few) == (35.0, "01.a", pytest.approx(0.75))
    assert cliff("02", most, few) == (5.0, "02", 1.0)
    even = replace(few, persons=30.0)
    assert cliff(None, most, even) == (60.0, "MA", pytest.approx(60 / 70))


def test_where_nobody_is_on_contract_there_is_no_cliff() -> None:
    assert asked(hand(staff=HELD)).cliff is None


# --- Indicators of a year ------------------------------------------------------------------------


def test_the_base_year_is_told_by_its_composition() -> None:
    old = (*HELD, staff(30.0, age_group="55-59"))
    base = asked(hand(staff=old), cadre="doctors").years[0]
    assert (base.line.stock, base.line.fte, base.line.need) == (100.0, 100.0, 15.0)
    assert base.inhabitants_per_worker == 150.0
    assert base.share_55_plus == pytest.approx(0.3)
    assert base.share_of_women == pytest.approx(0.8)
    assert base.private_share == pytest.approx(0.1)
    assert (base.entries, base.exits, base.retirements) == (None, None, None)
    assert (base.replacement, base.vacancy_rate) == (None, None)


def test_flows_are_told_by_their_ratios() -> None:
    early = assume("early_retirement", 0.1, sector="public")
    hires = (post("01", 10.0, 0.6),)
    found = asked(hand(staff=HELD, assumptions=(early,), recruitment=hires), sector="public")
    first = found.years[1]
    assert (first.entries, first.exits) == (pytest.approx(6.0), pytest.approx(6.0))
    assert first.replacement == pytest.approx(1.0)
    assert first.vacancy_rate == pytest.approx(0.4)
    assert first.line.exits["early_retirement"] == first.retirements == pytest.approx(6.0)


def test_retirements_to_come_are_known_within_the_horizon_only() -> None:
    made = study.run(starter.sample("morocco-2024"))
    years = outcomes(made, made.view(cadre="doctors", sector="public")).years
    at = {one.line.year: one for one in years}
    assert at[2030].retirements_next_10 == pytest.approx(
        sum(at[year].retirements or 0.0 for year in range(2031, 2041))
    )
    assert at[2035].retirements_next_5 is not None
    assert at[2036].retirements_next_5 is at[2031].retirements_next_10 is None
    short = outcomes(made, made.view(cadre="doctors", sector="public", until=2026)).years
    assert short[-1].retirements_next_10 == at[2026].retirements_next_10


def test_a_view_that_ends_early_has_fewer_years() -> None:
    made = study.run(hand(staff=HELD), "base")
    found = outcomes(made, made.view(until=2026))
    assert [one.line.year for one in found.years] == [2024, 2025, 2026]
    assert len(found.costs) == 2


def test_a_plan_of_one_year_has_its_base_year_alone() -> None:
    made = study.run(starter.sample("founding-2020"))
    found = outcomes(made, made.view())
    assert (len(found.years), found.costs, found.crossing_year) == (1, (), None)
    assert (found.cliff, found.closing_year) == (None, None)


# --- Costs ---------------------------------------------------------------------------------------


def priced(**changes: object) -> PlanRows:
    """Return a plan whose public generalists and contracts have costs."""
    rows = (
        assume("salary", SALARY, sector="public", cadre="MED_GP"),
        assume("contract_cost", CONTRACT, cadre="MED_ALL"),
        assume("training_cost", TRAINING),
        assume("budget", 90_000.0, sector="public", cadre="MED_ALL"),
        assume("emigration", 0.1, sector="public"),
    )
    hires = (post("01", 6.0, 1.0),)
    tables = {"staff": HELD, "assumptions": rows, "recruitment": hires, "contracts": (contract(),)}
    return hand(**{**tables, **changes})


def test_costs_follow_the_years_of_work() -> None:
    first, second, third = asked(priced(), cadre="doctors", sector="public").costs
    assert first == Costs(
        salary=pytest.approx(60 * SALARY),  # six leave, six are hired
        contracts=pytest.approx(10 * CONTRACT),  # twenty from their first 31 December on
        training=pytest.approx(6 * TRAINING),
        training_lost=pytest.approx(6 * TRAINING),
        budget=90_000.0,
    )
    assert second.contracts == pytest.approx(20 * CONTRACT)
    assert third.contracts == pytest.approx(10 * CONTRACT)
    assert first.spent == pytest.approx(60 * SALARY + 10 * CONTRACT + 6 * TRAINING)
    assert first.left == pytest.approx(90_000.0 - (first.spent or 0.0))


def test_a_cost_that_nobody_entered_is_not_known() -> None:
    (first, *_) = asked(priced(), cadre="doctors").costs
    assert (first.salary, first.spent, first.budget, first.left) == (None, None, None, None)
    free = asked(hand(staff=HELD), sector="public").costs[0]
    assert free == Costs(None, 0.0, 0.0, 0.0, None)


def test_a_cost_is_known_in_the_years_of_its_row_only() -> None:
    short = (assume("salary", SALARY, year_to=2025),)
    found = asked(hand(staff=HELD, assumptions=short), cadre="doctors").costs
    assert [year.salary for year in found] == [pytest.approx(70 * SALARY), None, None]


def test_the_nearer_territory_has_its_own_cost() -> None:
    rows = (assume("salary", 2 * SALARY, territory="02"), assume("salary", SALARY))
    found = asked(hand(staff=HELD, assumptions=rows), cadre="doctors").costs[0]
    assert found.salary == pytest.approx(50 * SALARY + 20 * 2 * SALARY)
