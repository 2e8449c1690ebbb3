"""Foreign contracts count people between their days; missions are work without people."""

from dataclasses import replace
from datetime import date

import pytest

from app.engine.projection import project
from app.models.rows import ContractRow, MeasureRow
from app.planning import abroad
from app.planning.assemble import assemble
from app.problems import Problem
from tests.planning.hand import ISLE, NORTH, SP, contract, fields, hand, measure, mission, said


def _ids(scenario: str = "test", **changes: object) -> list[str]:
    return [row.id for row in abroad.running_contracts(fields(scenario, **changes))]


def _group(row: ContractRow, *measures: MeasureRow) -> dict[str, float]:
    found = abroad.contracts(fields(contracts=(row,), measures=measures))
    return {name: getattr(found, name)[0].max() for name in found.__dataclass_fields__}


def _term(row: ContractRow, parameter: str, *measures: MeasureRow) -> list[float]:
    """The term of a contract in each year from 2024 to 2027."""
    found = abroad.contracts(fields(contracts=(row,), measures=measures))
    return list(getattr(found, parameter)[0])


def test_a_contract_counts_only_with_an_end_outside_the_base_stock_and_for_real() -> None:
    rows = (
        contract(id="plain"),
        contract(id="endless", end=None),
        contract(id="counted", in_base_stock=True),
        contract(id="example", status="example"),
        contract(id="prepared", status="scenario"),
    )
    assert _ids(contracts=rows) == ["plain"]


def test_a_prepared_contract_counts_where_a_measure_calls_it_up_for_its_persons() -> None:
    row = contract(status="scenario", persons=3.0)
    line = measure("contracts", "contracts", "add", 20, cadre="MED_SP")
    (called,) = abroad.running_contracts(fields(contracts=(row,), measures=(line,)))
    assert called.persons == 20
    twice = replace(line, operation="multiply", value=2)
    (called,) = abroad.running_contracts(fields(contracts=(row,), measures=(twice,)))
    assert called.persons == 6
    assert _ids("base", contracts=(row,), measures=(line,)) == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"territory": "02"},
        {"cadre": "MED_GP"},
        {"sector": "private"},
        {"year_from": 2026},
        {"year_to": 2024},
        {"parameter": "persons"},
        {"table": "missions"},
    ],
)
def test_a_measure_calls_up_only_what_its_scope_holds(elsewhere: dict[str, object]) -> None:
    line = replace(measure("contracts", "contracts", "add", 20), **elsewhere)
    assert _ids(contracts=(contract(status="scenario"),), measures=(line,)) == []


def test_a_contract_becomes_the_columns_of_a_group() -> None:
    group = _group(contract(renewal_share=0.5, renewal_years=4, break_hazard=0.05, fte=0.5))
    wanted = {
        "territory": NORTH, "sector": 0, "cadre": SP, "persons": 20, "first_year": 2025,
        "last_year": 2026, "start_share": 1, "end_share": 0, "renewal_share": 0.5,
        "renewal_years": 4, "break_hazard": 0.05, "fte": 0.5,
    }  # fmt: skip
    assert group == wanted


def test_a_contract_that_ends_within_a_year_no_longer_counts_at_its_end() -> None:
    group = _group(contract(start=date(2024, 7, 1), end=date(2026, 6, 30)))
    assert (group["first_year"], group["last_year"]) == (2024, 2025)
    assert group["start_share"] == pytest.approx(184 / 366)
    assert group["end_share"] == pytest.approx(181 / 365)


def test_terms_that_nobody_gave_are_none() -> None:
    group = _group(contract(renewal_share=None, renewal_years=None, break_hazard=None))
    assert group["renewal_share"] == group["renewal_years"] == group["break_hazard"] == 0


def test_a_measure_changes_terms_in_its_own_years_and_place_alone() -> None:
    half = measure("contracts", "renewal_share", "set", 0.5, year_from=2026, year_to=2027)
    row = contract(renewal_years=2)
    assert _term(row, "renewal_share", half) == [0, 0, 0.5, 0.5]
    assert _term(row, "renewal_share", replace(half, territory="02")) == [0, 0, 0, 0]
    assert _term(row, "renewal_share", replace(half, sector="private")) == [0, 0, 0, 0]


def test_a_later_measure_leaves_an_earlier_end_alone() -> None:
    row = contract(start=date(2024, 1, 1), end=date(2025, 12, 31), renewal_years=1)
    late = measure("contracts", "renewal_share", "set", 1.0, year_from=2027)
    result = project(assemble(hand(contracts=(row,), measures=(late,)), "test"))
    assert result.stock.sum(axis=(1, 2, 3)).tolist() == [20, 20, 0, 0]


def test_a_measure_on_persons_acts_in_the_year_of_the_start() -> None:
    more = measure("contracts", "persons", "add", 5, year_from=2026)
    assert _group(contract(), more)["persons"] == 20
    assert _group(contract(), replace(more, year_from=2025))["persons"] == 25


def test_a_contract_renewed_for_no_time_is_refused_by_name() -> None:
    with pytest.raises(Problem) as met:
        abroad.contracts(fields(contracts=(contract(renewal_share=0.5),)))
    assert said(met.value) == "C1: The contract Senegal is renewed for no time."


@pytest.mark.parametrize("wrong", [{"cadre": "MED_ALL"}, {"cadre": "CARDIO"}, {"territory": "01"}])
def test_a_contract_that_names_no_single_cell_is_refused_by_name(wrong: dict[str, str]) -> None:
    with pytest.raises(Problem) as met:
        abroad.contracts(fields(contracts=(contract(**wrong),)))
    assert said(met.value).startswith("C1: The contract Senegal does not name one territory")


def test_a_group_on_contract_is_counted_at_the_end_of_each_of_its_years() -> None:
    result = project(assemble(hand(contracts=(contract(),)), "base"))
    assert result.stock.sum(axis=(1, 2, 3)).tolist() == [0, 20, 20, 0]
    assert result.entries["contract_start"].sum(axis=(1, 2, 3)).tolist() == [0, 20, 0, 0]
    assert result.exits["contract_end"].sum(axis=(1, 2, 3)).tolist() == [0, 0, 0, 20]


def test_missions_are_full_time_equivalents_and_never_people() -> None:
    result = project(assemble(hand(missions=(mission(),)), "base"))
    assert result.fte.sum(axis=(1, 2, 3)).tolist() == [0, 1, 1, 0]
    assert result.fte[1, NORTH, 0, SP] == 1
    assert not result.stock.any()


def test_a_mission_everywhere_is_work_by_inhabitants() -> None:
    work = abroad.mission_work(fields(missions=(mission(territory="MA", persons=30.0, fte=0.5),)))
    assert work[1, :, 0, SP] == pytest.approx([1.0, 2 / 3, 5 / 6])


def test_the_work_of_a_mission_of_several_cadres_is_shared_evenly() -> None:
    work = abroad.mission_work(fields(missions=(mission(cadre="MED_ALL", sector="private"),)))
    assert work[1, NORTH, 1].tolist() == [0.5, 0.5, 0]


def test_a_mission_of_a_cadre_outside_the_plan_is_no_work_here() -> None:
    assert not abroad.mission_work(fields(missions=(mission(cadre="DENTIST"),))).any()


def test_a_prepared_mission_works_in_the_years_that_a_measure_calls_it_up() -> None:
    rows = (
        mission(status="scenario", year_to=2040),
        mission(id="M2", status="scenario", territory="02.c", year_to=2040),
        mission(status="example"),
    )
    line = measure(
        "missions", "missions", "add", 24, territory="01", year_from=2026, year_to=2026
    )
    work = abroad.mission_work(fields(missions=rows, measures=(line,)))
    assert work.sum(axis=(1, 2, 3)).tolist() == [0, 0, 2, 0]
    assert not work[:, ISLE].any()
    assert not abroad.mission_work(fields("base", missions=rows, measures=(line,))).any()
    double = replace(line, operation="multiply", value=2)
    twice = abroad.mission_work(fields(missions=rows, measures=(double,)))
    assert twice.sum(axis=(1, 2, 3)).tolist() == [0, 0, 2, 0]
