"""The plan of the nation: reference figures, carried back in time where a sample needs it."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from app.models.rows import PlanRows
from app.planning import nation, reference, starter
from tests.planning.hand import FACTS


@pytest.fixture(scope="module")
def today() -> PlanRows:
    return nation.nation(replace(FACTS, base_year=2024, horizon=2040))


@pytest.fixture(scope="module")
def before() -> PlanRows:
    return nation.nation(replace(FACTS, base_year=2021, horizon=2040), 2022)


def test_the_nation_holds_twelve_regions_and_seventy_five_provinces(today: PlanRows) -> None:
    levels = [r.level for r in today.territories]
    assert (levels.count("region"), levels.count("province")) == (12, 75)


def test_provinces_add_up_to_their_region_in_a_year_between_the_censuses(before: PlanRows) -> None:
    known = {(r.territory, r.year): r.persons for r in before.populations if r.kind == "total"}
    for region in (r for r in before.territories if r.level == "region"):
        inside = [r.code for r in before.territories if r.parent == region.code]
        total = sum(known[code, 2021] for code in inside)
        assert total == pytest.approx(known[region.code, 2021])


def test_a_province_between_the_censuses_is_a_rule_and_says_so(
    before: PlanRows, today: PlanRows
) -> None:
    made = [r for r in before.populations if r.year == 2021 and "." in r.territory]
    assert len(made) == 75
    assert {r.grade for r in made} == {"estimated-by-rule"}
    assert not [r for r in today.populations if r.year == 2021 and "." in r.territory]


def test_rates_begin_after_the_base_year_unless_they_are_held_back(
    today: PlanRows, before: PlanRows
) -> None:
    def first(rows: PlanRows) -> int:
        return min(r.year_from for r in rows.assumptions if r.parameter == "emigration")

    assert first(today) == 2025
    assert first(before) == 2022
    assert any("held back to 2022" in r.note for r in before.assumptions)
    assert not any("held back" in r.note for r in today.assumptions)


def test_an_end_is_the_last_day_of_the_last_year_or_unknown(today: PlanRows) -> None:
    ends = {r.id: r.end for r in today.contracts}
    assert ends["CS01"] == date(2030, 12, 31)
    assert ends["C001"] is None


def test_examples_and_prepared_rows_are_told_from_real_ones(today: PlanRows) -> None:
    assert {r.id: r.status for r in today.missions} == {
        "M001": "example", "M002": "example", "MS01": "scenario",
    }  # fmt: skip
    assert {r.status for r in today.contracts} == {"real", "scenario"}


def test_the_reference_comes_first_is_locked_and_holds_no_measure(today: PlanRows) -> None:
    assert today.scenarios[0].id == nation.REFERENCE
    assert [r.locked for r in today.scenarios] == [True] + [False] * 8
    assert nation.REFERENCE not in {m.scenario for m in today.measures}
    assert len({r.id for r in today.scenarios}) == len(today.scenarios) == 9


def test_weights_of_single_ages_add_up_to_one_in_each_group(
    today: PlanRows, before: PlanRows
) -> None:
    for rows in (today, before):
        sums = {}
        for r in rows.age_splits:
            key = (r.sector, r.cadre, r.age_group)
            sums[key] = sums.get(key, 0.0) + r.weight
        assert all(total > 0 for total in sums.values())
    assert today.age_splits == reference.age_splits()


def test_groups_cut_by_a_limit_age_follow_the_law_of_the_base_year(before: PlanRows) -> None:
    cut = [r for r in before.age_splits if "law in 2021" in r.rule]
    assert cut
    by_age = {r.age: r.weight for r in cut if r.cadre == "NUR_POLY"}
    assert by_age[60] >= by_age[63]
    assert all(0 <= r.weight <= 1 for r in cut)


def test_the_staff_of_a_base_year_are_its_own() -> None:
    totals = {
        year: sum(r.persons for r in reference.staff(year) if r.cadre.startswith("MED"))
        for year in (2021, 2024)
    }
    assert totals == {2021: 27_095, 2024: 31_860}


def test_shares_of_insured_people_are_dated_where_they_are_and_span_all_years_elsewhere() -> None:
    insured = [r for r in reference.assumptions() if r.id.startswith("K")]
    assert insured
    assert {(r.year_from, r.year_to) for r in insured if r.year_from != r.year_to} <= {(2021, 2040)}


def test_no_budget_row_of_the_nation_counts_as_posts() -> None:
    assert "MA" not in {r.territory for r in reference.recruitment()}
    assert starter.sample("morocco-2024").recruitment == reference.recruitment()


def test_figures_held_back_never_speak_of_a_year_that_has_its_own() -> None:
    rows = starter.sample("morocco-2021")
    scope = ("parameter", "cadre", "sector", "sex", "age", "age_from", "age_to", "birth_from")
    scope = (*scope, "birth_to", "territory", "destination")
    for table in (rows.assumptions, rows.pipeline, rows.recruitment):
        spoken = Counter(
            (*(getattr(row, name, "") for name in scope), year)
            for row in table
            for year in range(row.year_from, row.year_to + 1)
        )
        assert max(spoken.values()) == 1
