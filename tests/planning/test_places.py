"""Territories, cadres, inhabitants and how figures spread inside a region."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.inputs import FloatArray
from app.models.rows import PopulationRow
from app.planning.places import Places
from tests.planning.hand import (
    FACTS,
    GP,
    ISLE,
    NORTH,
    NURSE,
    SOUTH,
    SP,
    TERRITORIES,
    hand,
    people,
    post,
)


def _population(*rows: PopulationRow) -> FloatArray:
    return Places(hand(populations=rows)).population


def test_the_axes_hold_the_smallest_territories_and_know_their_regions() -> None:
    axes = Places(hand()).axes
    assert axes.territories == ("01.a", "01.b", "02.c")
    assert axes.regions == ("01", "02")
    assert axes.region_of == (0, 0, 1)
    assert axes.cadres == ("MED_GP", "MED_SP", "NUR_POLY")
    assert axes.years == (2024, 2025, 2026, 2027)


def test_a_region_without_provinces_is_its_own_region() -> None:
    places = Places(hand(territories=TERRITORIES[:2]))
    assert places.axes.territories == places.axes.regions == ("01",)


def test_the_home_is_the_smallest_territory_that_holds_all_others() -> None:
    assert Places(hand()).home == "MA"
    assert Places(hand(territories=(*TERRITORIES[:2], TERRITORIES[2]))).home == "01.a"


@pytest.mark.parametrize("code", ["", "ALL", "MA"])
def test_everywhere_is_written_in_three_ways(code: str) -> None:
    places = Places(hand())
    assert places.territory_indexes(code) == [NORTH, SOUTH, ISLE]
    assert places.is_all(code)


def test_a_territory_stands_for_everything_inside_it() -> None:
    places = Places(hand())
    assert places.territory_indexes("01") == [NORTH, SOUTH]
    assert places.territory_indexes("02.c") == [ISLE]
    assert places.territory_indexes("99") == []
    assert not places.is_all("01")


@pytest.mark.parametrize(
    ("code", "indexes"),
    [
        ("ALL", [GP, SP, NURSE]),
        ("", [GP, SP, NURSE]),
        ("MED", [GP, SP]),
        ("MED_ALL", [GP, SP]),
        ("PARA", [NURSE]),
        ("MED_SP", [SP]),
        ("CARDIO", []),
        ("UNKNOWN", []),
    ],
)
def test_a_cadre_code_stands_for_the_cadres_under_it(code: str, indexes: list[int]) -> None:
    assert Places(hand()).cadre_indexes(code) == indexes


def test_people_of_a_specialty_count_in_its_cadre_and_a_group_counts_nowhere() -> None:
    places = Places(hand())
    assert places.cadre_of("MED_GP") == "MED_GP"
    assert places.cadre_of("CARDIO") == "MED_SP"
    assert places.cadre_of("MED_ALL") is None


def test_own_inhabitants_of_a_year_count_before_any_share() -> None:
    known = _population(people("01.a", 2025, 70), people("01", 2025, 999), people("01.a", 2024, 7))
    assert known[:2, NORTH].tolist() == [7, 70]


def test_without_an_own_figure_a_province_keeps_its_share_of_the_region() -> None:
    known = _population(
        people("01.a", 2024, 60), people("01", 2024, 100), people("01", 2026, 200),
        people("MA", 2026, 9_999),
    )  # fmt: skip
    assert known[2, NORTH] == 120


def test_the_share_is_that_of_the_nearest_year_where_both_are_known() -> None:
    known = _population(
        people("01.a", 2014, 10), people("01", 2014, 100),
        people("01.a", 2024, 60), people("01", 2024, 100), people("01", 2025, 1_000),
    )  # fmt: skip
    assert known[1, NORTH] == 600


def test_where_the_region_is_unknown_a_province_keeps_its_share_of_the_nation() -> None:
    known = _population(people("01.a", 2024, 5), people("MA", 2024, 100), people("MA", 2027, 200))
    assert known[3, NORTH] == 10
    assert known[1, NORTH] == 5


def test_with_nothing_above_the_nearest_year_holds_and_the_earlier_one_in_a_tie() -> None:
    known = _population(people("01.a", 2023, 3), people("01.a", 2027, 9))
    assert known[:, NORTH].tolist() == [3, 3, 9, 9]
    tie = _population(people("01.a", 2024, 3), people("01.a", 2026, 9))
    assert tie[1, NORTH] == 3


def test_a_territory_without_any_figure_has_nobody() -> None:
    assert _population(people("01.a", 2024, 3))[:, SOUTH].tolist() == [0, 0, 0, 0]


def test_the_last_count_of_townspeople_holds_whatever_the_order_of_the_rows() -> None:
    rows = hand().populations
    towns = (people("01.a", 2024, 2_000, "urban"), people("01.a", 2014, 1_500, "urban"))
    urban = Places(hand(populations=(*rows, *towns))).urban
    assert urban.tolist() == [2_000, 4_000, 5_000]


def test_public_staff_spread_by_inhabitants_and_practices_by_townspeople_with_a_floor() -> None:
    towns = (people("01.a", 2024, 3_000, "urban"), people("01.b", 2024, 10, "urban"))
    weights = Places(hand(populations=(*hand().populations, *towns))).weights
    assert weights[:, 0].tolist() == [0.6, 0.4, 1.0]
    assert weights[:, 1].tolist() == [0.75, 0.25, 1.0]


def test_a_figure_spreads_inside_its_territory_alone_and_keeps_its_total() -> None:
    places = Places(hand())
    assert places.spread("01", 0).tolist() == [0.6, 0.4, 0]
    assert places.spread("MA", 0).sum() == pytest.approx(1)
    assert places.spread("99", 0).tolist() == [0, 0, 0]


def test_where_nobody_lives_a_figure_spreads_evenly_and_still_keeps_its_total() -> None:
    places = Places(hand(populations=()))
    assert places.spread("01", 0).tolist() == [0.5, 0.5, 0]
    assert places.weights[:, 0].tolist() == [0.5, 0.5, 1]
    assert np.isfinite(places.weights).all()


def test_rows_for_larger_territories_come_first_and_keep_their_order_otherwise() -> None:

    rows = [post("01.a", 1, 1), post("01", 2, 1), post("02", 3, 1), post("MA", 4, 1)]
    ordered = [r.territory for r in Places(hand()).larger_first(rows)]
    assert ordered == ["MA", "01", "01.a", "02"]


def test_the_years_of_a_plan_may_be_one_alone() -> None:
    single = hand(facts=replace(FACTS, horizon=2024))
    assert Places(single).population.shape == (1, 3)


def test_a_region_that_was_empty_in_a_year_gives_no_share() -> None:
    rows = (people("01", 2024, 0.0), people("01", 2025, 50.0), people("01.a", 2024, 10.0))
    north = Places(hand(populations=rows)).population[:, 0]
    assert north.tolist() == [10.0] * 4
