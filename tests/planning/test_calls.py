"""Calls for people on contract: who arrives, when, and what a scenario can change about it."""

from dataclasses import replace
from datetime import date

import pytest

from app.engine.projection import project
from app.models.rows import ContractRow, MeasureRow
from app.planning import abroad
from app.planning.assemble import assemble
from app.planning.calls import first_day, is_call
from app.problems import Problem
from tests.planning.hand import contract, fields, hand, measure, said

OPEN = contract(
    id="K1",
    start=date(2024, 11, 1),
    end=date(2026, 12, 31),
    applicants_per_post=1.5,
    licensed_share=0.4,
    arrival_share=0.5,
    months_to_arrival=8,
)


def arrived(row: ContractRow, *measures: MeasureRow, scenario: str = "test") -> list[float]:
    found = abroad.contracts(fields(scenario, contracts=(row,), measures=measures))
    return found.persons.tolist()


@pytest.mark.parametrize(
    "stage",
    [
        {"applicants_per_post": 0.0},
        {"licensed_share": 1.0},
        {"arrival_share": 0.5},
        {"months_to_arrival": 0},
    ],
)
def test_a_group_that_tells_any_stage_is_a_call(stage: dict[str, float]) -> None:
    assert is_call(contract(**stage))
    assert not is_call(contract())


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2027, 1, 1), None, date(2027, 1, 1)),
        (date(2027, 1, 15), 11, date(2027, 12, 15)),
        (date(2027, 1, 15), 12, date(2028, 1, 15)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(9999, 6, 1), 30, date(9999, 12, 1)),
    ],
)
def test_people_arrive_on_the_day_of_the_call_so_many_months_later(
    start: date, months: int | None, day: date
) -> None:
    assert first_day(contract(start=start, months_to_arrival=months)) == day


def test_a_call_brings_those_who_apply_are_licensed_are_hired_and_arrive() -> None:
    """20 posts, 30 applicants, 12 of them licensed, 6 of those arrive, from 1 July 2025."""
    found = abroad.contracts(fields(contracts=(OPEN,)))
    assert found.persons.tolist() == pytest.approx([6.0])
    assert (found.first_year[0], found.last_year[0]) == (2025, 2026)
    assert found.start_share[0] == pytest.approx(184 / 365)
    result = project(assemble(hand(contracts=(OPEN,)), "base"))
    assert result.stock.sum(axis=(1, 2, 3)) == pytest.approx([0, 6, 6, 0])
    assert result.fte.sum(axis=(1, 2, 3)) == pytest.approx([0, 6 * 184 / 365, 6, 0])


def test_a_call_that_says_only_when_people_come_loses_nobody() -> None:
    assert arrived(contract(months_to_arrival=3)) == [20.0]


def test_the_posts_of_a_call_bind_at_the_licensed_applicants() -> None:
    assert arrived(replace(OPEN, applicants_per_post=5.0, arrival_share=None)) == [20.0]


def test_nobody_who_comes_after_the_end_or_the_horizon_is_ever_there() -> None:
    late = replace(OPEN, months_to_arrival=60, end=date(2040, 12, 31))
    assert not project(assemble(hand(contracts=(late,)), "base")).stock.any()


@pytest.mark.parametrize(
    ("parameter", "operation", "value", "there"),
    [
        ("persons", "multiply", 2.0, 12.0),
        ("applicants_per_post", "set", 2.0, 8.0),
        ("licensed_share", "multiply", 1.5, 9.0),
        ("arrival_share", "set", 1.0, 12.0),
    ],
)
def test_a_measure_acts_on_each_stage_in_the_year_of_the_call(
    parameter: str, operation: str, value: float, there: float
) -> None:
    line = measure("contracts", parameter, operation, value, year_from=2024, year_to=2024)
    assert arrived(OPEN, line) == pytest.approx([there])
    assert arrived(OPEN, replace(line, year_from=2025, year_to=2040)) == pytest.approx([6.0])
    assert arrived(OPEN, line, scenario="base") == pytest.approx([6.0])


def test_a_measure_on_a_stage_that_a_call_does_not_tell_starts_from_losing_nobody() -> None:
    line = measure("contracts", "arrival_share", "multiply", 0.5)
    assert arrived(contract(months_to_arrival=0), line) == [10.0]


def test_a_measure_on_a_stage_leaves_people_alone_who_are_hired_already() -> None:
    for parameter in ("applicants_per_post", "licensed_share", "arrival_share"):
        assert arrived(contract(), measure("contracts", parameter, "set", 0.1)) == [20.0]


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ("licensed_share", "Share of applicants licensed to practise"),
        ("arrival_share", "Share of those hired who arrive"),
    ],
)
def test_a_share_lifted_above_one_is_refused_with_its_call(parameter: str, name: str) -> None:
    line = measure("contracts", parameter, "add", 0.7, year_from=2024)
    rows = hand(contracts=(contract(), OPEN), measures=(line,))
    with pytest.raises(Problem) as met:
        assemble(rows, "test")
    assert said(met.value) == f"K1, Senegal: The figure “{name}” holds a share above 1."


def test_stages_below_zero_are_refused() -> None:
    line = measure("contracts", "licensed_share", "add", -0.7, year_from=2024)
    with pytest.raises(Problem) as met:
        assemble(hand(contracts=(OPEN,), measures=(line,)), "test")
    assert said(met.value) == (
        "K1, Senegal: The figure “Share of applicants licensed to practise” holds a value below "
        "zero."
    )


def test_a_prepared_call_opens_the_posts_that_a_measure_gives_it() -> None:
    prepared = replace(OPEN, status="scenario", persons=1.0)
    line = measure("contracts", "contracts", "set", 40, year_from=2024)
    assert arrived(prepared, line) == pytest.approx([12.0])
    assert arrived(prepared) == []
