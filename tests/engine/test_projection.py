"""The year loop in closed form: worlds so small that the answer can be written down."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.axes import PRIVATE, PUBLIC
from app.engine.projection import project
from tests.engine import builders
from tests.engine.builders import at_ages, people, rates

WORLD = builders.axes()
YEARS = range(2024, 2030)
WIDE = dict.fromkeys(range(20, 81), 10.0)


def total(array: np.ndarray) -> list[float]:
    return array.sum(axis=(1, 2, 3)).tolist()


@given(hazard=st.floats(0, 0.99))
def test_a_constant_rate_leaves_a_geometric_stock(hazard: float) -> None:
    found = project(
        builders.inputs(stock=people(WORLD, WIDE), hazards={"death": rates(WORLD, hazard)})
    )
    assert total(found.stock) == pytest.approx([610.0 * (1 - hazard) ** n for n in range(6)])


@given(hazard=st.floats(0.001, 0.99), hired=st.floats(0, 1000))
def test_constant_entries_and_a_constant_rate_tend_to_entries_over_rate(
    hazard: float, hired: float
) -> None:
    found = project(
        builders.inputs(
            hazards={"death": rates(WORLD, hazard)}, recruitment=builders.posts(WORLD, hired)
        )
    )
    closed = [hired * (1 - (1 - hazard) ** n) / hazard for n in range(6)]
    assert total(found.stock) == pytest.approx(closed, abs=1e-9)


def test_four_competing_causes_are_booked_by_constant_force() -> None:
    causes = {"death": 0.005, "early_retirement": 0.05, "emigration": 0.03, "resignation": 0.02}
    hazards = {kind: rates(WORLD, rate) for kind, rate in causes.items()}
    found = project(builders.inputs(stock=people(WORLD, {40: 1000.0}), hazards=hazards))
    booked = {kind: total(found.exits[kind])[1] for kind in causes}
    assert sum(booked.values()) == pytest.approx(101.4, abs=0.05)
    assert booked["death"] / booked["emigration"] == pytest.approx(np.log(0.995) / np.log(0.97))


def test_a_cohort_of_61_retires_exactly_two_years_on_at_a_limit_of_63() -> None:
    over = at_ages(WORLD, dict.fromkeys(range(63, 81), 1.0))
    found = project(builders.inputs(stock=people(WORLD, {61: 10.0}), releases={"limit_age": over}))
    assert total(found.stock) == [10.0, 10.0, 0, 0, 0, 0]
    assert total(found.exits["limit_age"]) == [0, 0, 10.0, 0, 0, 0]


def test_rates_are_read_at_the_age_reached_in_the_year() -> None:
    only_50 = {"death": at_ages(WORLD, {50: 0.5})}
    found = project(builders.inputs(stock=people(WORLD, {48: 8.0, 50: 8.0}), hazards=only_50))
    assert total(found.exits["death"]) == [0, 0, 4.0, 0, 0, 0]


def test_the_limit_age_applies_to_those_whom_other_causes_left() -> None:
    found = project(
        builders.inputs(
            stock=people(WORLD, {62: 10.0}),
            hazards={"death": rates(WORLD, 0.2)},
            releases={"limit_age": at_ages(WORLD, {63: 1.0})},
        )
    )
    assert total(found.exits["death"])[1] == pytest.approx(2.0)
    assert total(found.exits["limit_age"])[1] == pytest.approx(8.0)


def test_a_certain_private_exit_at_80_is_a_release_booked_as_private_exit() -> None:
    private = people(WORLD, {78: 10.0}, sector=PRIVATE)
    found = project(
        builders.inputs(
            stock=private,
            hazards={"private_exit": at_ages(WORLD, {79: 0.25})},
            releases={
                "limit_age": rates(WORLD),
                "private_exit": at_ages(WORLD, {80: 1.0}),
            },
        )
    )
    assert total(found.exits["private_exit"]) == pytest.approx([0, 2.5, 7.5, 0, 0, 0])
    assert total(found.exits["limit_age"]) == [0.0] * 6


def test_the_open_last_age_keeps_its_people_until_a_rate_takes_them() -> None:
    found = project(builders.inputs(stock=people(WORLD, {79: 1.0, 80: 2.0})))
    assert total(found.stock) == [3.0] * 6


def test_who_enters_meets_no_exit_in_the_year_of_entry_and_all_in_the_next() -> None:
    world = builders.axes(cadres=2)
    graduates = np.array([100.0, 0, 0, 0, 0])
    found = project(
        builders.inputs(
            world,
            hazards={"death": rates(world, 0.5)},
            releases={"limit_age": rates(world, 0.5)},
            switch=rates(world, 0.5),
            training=replace(builders.training(world), graduates=graduates),
        )
    )
    assert total(found.stock) == pytest.approx([0, 100, 25, 6.25, 1.5625, 0.390625])
    assert total(found.exits["death"])[:2] == [0, 0]
    assert total(found.exits["switch_out"])[:2] == [0, 0]


def test_a_switch_is_met_only_by_those_who_stayed() -> None:
    found = project(
        builders.inputs(
            stock=people(WORLD, {40: 100.0}),
            hazards={"death": rates(WORLD, 0.1)},
            switch=at_ages(WORLD, {41: 0.5}),
        )
    )
    assert found.exits["switch_out"][1, 0, PUBLIC, 0] == pytest.approx(45.0)
    assert found.entries["switch_in"][1, 0, PRIVATE, 0] == pytest.approx(45.0)
    assert found.stock[1, 0, :, 0] == pytest.approx([45.0, 45.0])


def test_arrivals_join_the_stock_with_their_own_ages() -> None:
    arrivals = {"return": builders.arrivals(WORLD, 3.0, age=45)}
    found = project(builders.inputs(arrivals=arrivals), keep_ages_of=(2026,))
    assert total(found.entries["return"]) == [0, 6, 6, 6, 6, 6]
    assert found.by_age[2026][45 - 20].sum() == 6.0
    assert found.by_age[2026][46 - 20].sum() == 6.0


def test_ages_are_kept_for_the_years_asked_and_for_no_other() -> None:
    given = builders.inputs(stock=people(WORLD, {40: 1.0}))
    assert project(given).by_age == {}
    kept = project(given, keep_ages_of=(2024, 2027)).by_age
    assert {year: int(np.flatnonzero(ages)[0]) for year, ages in kept.items()} == {
        2024: 20 * 4,
        2027: 23 * 4,
    }


def test_contracts_stand_beside_the_main_stock_and_count_with_it() -> None:
    found = project(builders.inputs(contracts=builders.contracts(builders.group())))
    assert total(found.stock) == total(found.contract_stock) == [0, 10.0, 10.0, 0, 0, 0]
    assert total(found.entries["contract_start"]) == [0, 10.0, 0, 0, 0, 0]
    assert total(found.exits["contract_end"]) == [0, 0, 0, 10.0, 0, 0]


def test_work_is_heads_by_their_share_of_time_and_missions_bring_no_heads() -> None:
    missions = np.full(WORLD.flow_shape, 0.25)
    part_time = np.full((6, 1, 2, 2, 1), 0.5)
    found = project(
        builders.inputs(stock=people(WORLD, {40: 8.0}), fte=part_time, mission_fte=missions)
    )
    assert total(found.stock) == [8.0] * 6
    assert total(found.fte) == [4.5] * 6


def test_a_plan_that_stops_at_its_base_year_has_its_stock_and_no_flow() -> None:
    world = builders.axes(years=0)
    found = project(builders.inputs(world, stock=people(world, {40: 8.0})))
    assert total(found.stock) == [8.0]
    assert found.imbalance() == 0.0


def test_a_plan_without_cadres_has_nobody_to_project() -> None:
    world = builders.axes(regions=(0, 1), cadres=0)
    assert project(builders.inputs(world)).stock.shape == (6, 2, 2, 0)


def test_arrivals_enter_at_their_ages_whether_or_not_those_are_the_schools() -> None:
    for age in (30, 31):  # the schools' is 30
        come = {"return": builders.arrivals(WORLD, 3.0, age)}
        hired = builders.posts(WORLD, 2.0)
        found = project(builders.inputs(arrivals=come, recruitment=hired), keep_ages_of=[2025])
        by_age = found.by_age[2025].sum(axis=(1, 2, 3, 4))
        assert by_age.sum() == pytest.approx(2.0 + 2 * 3.0)
        assert by_age[30 - 20] == pytest.approx(8.0 if age == 30 else 2.0)
        assert total(found.entries["return"])[1] == 6.0
        assert total(found.entries["recruitment"])[1] == 2.0
