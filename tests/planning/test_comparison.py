"""Scenarios side by side: what each gives every part, and what adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.models.rows import PlanRows, ScenarioRow
from app.planning import starter
from app.planning.comparison import (
    MOST,
    Comparison,
    Reading,
    compare,
    level_of,
    norms_of,
    ranks,
    reference_of,
)
from app.planning.lines import Line
from app.planning.study import run
from tests.planning.hand import NORMS, SCENARIOS, contract, hand, measure, names, staff

DEFICIT, STOCK = Reading("deficit", "number"), Reading("stock", "number")
DOCTORS = (staff(6), staff(2, territory="01.b"), staff(12, territory="02.c"))
SOME = ("GRAD3300", "SEATS7543", "FILL70", "RETIRE2")


def doctors(*extra: ScenarioRow, **changes: object) -> PlanRows:
    """6 and 2 doctors where 10 000 people need 10, and 12 where 5 000 need 5."""
    return hand(staff=DOCTORS, scenarios=(*SCENARIOS, *extra), **changes)


def made(rows: PlanRows, *scenarios: str, territory: str | None = None) -> Comparison:
    study = run(rows)
    return compare(rows, scenarios, study.view(territory), study)


@pytest.fixture(scope="module")
def morocco() -> Comparison:
    rows = starter.sample("morocco-2024")
    study = run(rows)
    return compare(rows, SOME, study.view(cadre="MED_ALL", norm="MED_153"), study)


# --- Who is compared with whom --------------------------------------------------------------------


def test_the_reference_comes_first_and_once_and_no_more_than_five_come_after_it() -> None:
    more = tuple(ScenarioRow(f"s{n}", names(f"s{n}"), n, locked=False) for n in range(2, 9))
    rows = doctors(*more)
    found = made(rows, "test", "base", *(row.id for row in more))
    asked = [study.scenario.id for study in found.studies]
    assert asked == ["base", "test", "s2", "s3", "s4", "s5"]
    assert len(asked) == MOST + 1
    assert found.reference is found.studies[0]


def test_a_scenario_called_reference_is_the_reference_whatever_the_plan_shows() -> None:
    rows = starter.sample("morocco-2024")
    other = replace(rows, facts=replace(rows.facts, scenario="FILL70"))
    assert reference_of(other) == "reference"
    assert reference_of(doctors()) == "base"


def test_the_parts_are_those_of_the_place_or_its_neighbours_or_the_place_alone() -> None:
    rows = doctors()
    assert made(rows).places == ("01", "02")
    inside = made(rows, territory="01")
    assert (inside.whole, inside.places) == ("01", ("01.a", "01.b"))
    beside = made(rows, territory="01.b")
    assert (beside.whole, beside.places) == ("01", ("01.a", "01.b"))
    tata = starter.sample("tata-2017")
    alone = compare(tata, (), run(tata).view())
    assert alone.places == (alone.whole,)


def test_work_can_be_stopped_before_each_scenario() -> None:
    seen: list[float] = []
    rows = doctors()
    compare(rows, ("test",), run(rows).view(), step=seen.append)
    assert seen == [0.0, 0.5]


# --- Values ---------------------------------------------------------------------------------------


def test_values_are_those_of_each_place_in_persons_by_need_and_by_density() -> None:
    found = made(doctors())
    assert found.values(0, DEFICIT, 2024) == pytest.approx((2.0, -7.0))
    assert found.values(0, Reading("deficit", "share"), 2024) == pytest.approx((0.2, -1.4))
    assert found.values(0, Reading("deficit", "per_10_000"), 2024) == pytest.approx((2.0, -14.0))
    assert found.values(0, STOCK, 2024) == pytest.approx((8.0, 12.0))
    assert found.values(0, Reading("stock", "share"), 2024) == pytest.approx((0.8, 2.4))
    assert found.values(0, Reading("stock", "per_10_000"), 2024) == pytest.approx((8.0, 24.0))
    assert found.needed
    assert found.years == (2024, 2025, 2026, 2027)


def test_where_the_norm_gives_no_need_only_the_staff_is_compared() -> None:
    rows = doctors()
    study = run(rows)
    found = compare(rows, (), study.view(cadre="NUR_POLY"), study)
    assert not found.needed
    for unit in ("number", "share", "per_10_000"):
        assert found.values(0, Reading("deficit", unit), 2024) == (None, None)
    assert found.values(0, STOCK, 2024) == (0.0, 0.0)
    assert found.lacking(0, 2024) is None
    assert found.above_need(0, 2024) == ()


def test_a_surplus_in_one_place_fills_no_lack_of_another() -> None:
    found = made(doctors())
    assert found.line(0, found.whole, 2024).deficit == pytest.approx(-5.0)
    assert found.lacking(0, 2024) == pytest.approx(2.0)
    assert found.above_need(0, 2024) == ("02",)


def test_equal_values_share_the_better_rank_and_what_is_not_known_has_none() -> None:
    assert ranks((3.0, None, 5.0, 3.0), highest_first=True) == (2, None, 1, 2)
    assert ranks((3.0, None, 5.0, 3.0), highest_first=False) == (1, None, 3, 1)


def test_a_place_that_comes_nearer_to_the_worst_climbs() -> None:
    # 10 doctors for 10 000 in one province, 7.5 in the other; the scenario makes 55 of these.
    rows = doctors(
        contracts=(contract(territory="01.b", persons=1.0),),
        measures=(measure("contracts", "persons", "set", 20.0),),
    )
    found = made(rows, "test", territory="01")
    density = Reading("stock", "per_10_000")
    assert found.values(0, density, 2025) == pytest.approx((10.0, 7.5))
    assert found.values(1, density, 2025) == pytest.approx((10.0, 55.0))
    assert (found.ranks(0, density, 2025), found.ranks(1, density, 2025)) == ((2, 1), (1, 2))
    assert found.climbs(1, density, 2025) == (1, -1)
    nobody = compare(rows, ("test",), run(rows).view(cadre="NUR_POLY"))
    assert nobody.climbs(1, DEFICIT, 2025) == (None, None)


# --- What must hold -------------------------------------------------------------------------------


def _added(line: Line) -> tuple[float, ...]:
    entered, left = sum(line.entries.values()), sum(line.exits.values())
    inner = ("move_in", "move_out", "province_in", "province_out")
    entered -= sum(line.entries.get(kind, 0.0) for kind in inner)
    left -= sum(line.exits.get(kind, 0.0) for kind in inner)
    needed = (line.need or 0.0, line.deficit or 0.0, line.deficit_gross or 0.0)
    return (line.population, line.stock, line.fte, line.posts, entered, left, *needed)


def test_region_sums_equal_totals_in_every_scenario_and_year(morocco: Comparison) -> None:
    for number in range(len(morocco.studies)):
        for at, whole in enumerate(morocco.lines(number, morocco.whole)):
            parts = [_added(morocco.lines(number, place)[at]) for place in morocco.places]
            sums = [sum(column) for column in zip(*parts, strict=True)]
            assert sums == pytest.approx(_added(whole), rel=1e-9, abs=1e-6)


def test_the_base_year_is_the_same_in_all_scenarios(morocco: Comparison) -> None:
    assert morocco.findings == ()
    first = morocco.years[0]
    for reading in (DEFICIT, STOCK):
        base = morocco.values(0, reading, first)
        for number in range(1, len(morocco.studies)):
            assert morocco.values(number, reading, first) == base


def test_a_measure_that_changes_the_base_year_is_found() -> None:
    rows = doctors(
        contracts=(contract(start=date(2023, 1, 1), end=date(2026, 12, 31)),),
        measures=(measure("contracts", "persons", "set", 40.0, year_from=2020),),
    )
    found = made(rows, "test")
    (finding,) = found.findings
    assert finding.what.values == {"scenario": names("Test"), "year": 2024}
    assert finding.remedy is not None


# --- Norms and levels -----------------------------------------------------------------------------


def test_norms_that_cover_exactly_the_group_are_compared_the_one_asked_for_first() -> None:
    other = replace(NORMS[0], id="LESS", value=5.0)
    rows = doctors(norms=(other, *NORMS))
    assert [norm.id for norm in norms_of(made(rows))] == ["MED", "LESS"]
    many = tuple(replace(NORMS[0], id=f"N{at}") for at in range(8))
    found = norms_of(made(doctors(norms=(*many, *NORMS))))
    assert [norm.id for norm in found] == ["MED", "N0", "N1", "N2", "N3"]
    study = run(rows)
    assert norms_of(compare(rows, (), study.view(cadre="NUR_POLY"), study)) == ()


def test_only_several_territories_of_one_level_have_one() -> None:
    found = made(doctors())
    assert level_of(found) == "regions"
    assert level_of(made(doctors(), territory="01")) == "provinces"
    assert level_of(replace(found, places=("01", "02.c"))) is None
    assert level_of(replace(found, places=("01",))) is None
