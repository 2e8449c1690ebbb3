"""What was counted before the base year: only whole counts of one series, graded and sourced."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.planning import reference, starter
from app.planning.observed import history
from app.planning.study import Study, run


@pytest.fixture(scope="module")
def morocco() -> Study:
    return run(starter.sample("morocco-2024"))


def _stocks(study: Study, **asked: Any) -> dict[int, float]:  # noqa: ANN401  passed on
    return {one.year: one.stock for one in history(study, study.view(**asked))}


def test_doctors_of_both_sectors_are_the_four_counts_of_the_ministry_added_up(
    morocco: Study,
) -> None:
    # 3 616 + 8 337 + 5 182 + 8 440 in 2020, and so on, as printed in the ministry's tables.
    assert _stocks(morocco, norm="MED_153") == {
        2020: 25_575, 2021: 27_095, 2022: 28_295, 2023: 29_904,
    }  # fmt: skip


def test_need_density_and_coverage_follow_from_the_inhabitants_of_that_year(
    morocco: Study,
) -> None:
    first = history(morocco, morocco.view(norm="MED_153"))[0]
    assert first.population == 35_594_073
    assert first.need == pytest.approx(35_594_073 * 15.3 / 10_000)
    assert first.deficit == pytest.approx(54_458.93 - 25_575, abs=0.01)
    assert first.coverage == pytest.approx(25_575 / 54_458.93, abs=1e-6)
    assert first.density_per_10_000 == pytest.approx(7.185, abs=0.001)
    assert [row.id for row in first.sources] == ["SNRT20"]
    assert first.grade == "sourced"


def test_a_norm_for_other_groups_gives_no_need_before_the_base_year_either(
    morocco: Study,
) -> None:
    found = history(morocco, morocco.view(cadre="MED_GP", norm="MED_153"))
    assert {(one.need, one.deficit, one.coverage) for one in found} == {(None, None, None)}
    assert found[0].density_per_10_000 == pytest.approx(8_798 / 3_559.4073)


def test_years_without_inhabitants_in_the_plan_have_their_stock_alone(morocco: Study) -> None:
    (oldest, *_) = history(morocco, morocco.view(cadre="PARA_ALL"))
    assert (oldest.year, oldest.stock) == (2011, 29_025)
    assert oldest.population is None
    assert oldest.need is None
    assert oldest.density_per_10_000 is None


def test_a_group_is_counted_once_though_its_parts_are_printed_too(morocco: Study) -> None:
    # 37 376 stands beside 16 221 + 6 216 + 14 939, which are the same people.
    assert _stocks(morocco, cadre="PARA_ALL")[2022] == 37_376
    assert _stocks(morocco, cadre="MIDWIFE") == {2022: 6_216, 2023: 6_430}


def test_all_staff_covered_adds_doctors_and_nurses_of_the_same_year(morocco: Study) -> None:
    # 2011 counts nurses in one series and doctors in another: the year is left out.
    assert _stocks(morocco) == {2020: 59_412, 2021: 62_884, 2022: 65_671, 2023: 68_629}


def test_a_region_has_the_years_of_the_series_that_counted_it_most_often(morocco: Study) -> None:
    # The ministry's tables give one year of Casablanca-Settat, those of the HCP two.
    assert _stocks(morocco, territory="06", norm="MED_153") == {2020: 7_505, 2022: 8_226}


def test_a_number_printed_for_a_wider_group_too_is_left_out(morocco: Study) -> None:
    # 12 034 public staff of 2019 are called doctors once and medical corps once.
    assert 2019 not in _stocks(morocco, norm="MED_153", sector="public")
    assert _stocks(morocco, norm="MED_153", sector="private")[2019] == 13_545


def test_counts_that_contradict_each_other_are_not_known(
    morocco: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = reference.table("physicians")
    other = next(row for row in rows if row["year"] == "2020" and row["cadre"] == "MED_GP")
    twice = [*rows, {**other, "value": "3617"}]
    tables = {"physicians": twice, "nurses": reference.table("nurses")}
    monkeypatch.setattr(reference, "table", tables.__getitem__)
    assert sorted(_stocks(morocco, norm="MED_153")) == [2021, 2022, 2023]


def test_the_lowest_grade_of_the_parts_is_that_of_their_sum(
    morocco: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = reference.table("physicians")
    graded = [
        {**row, "confidence": "recalled-unverified"} if row["value"] == "3616" else row
        for row in rows
    ]
    tables = {"physicians": graded, "nurses": reference.table("nurses")}
    monkeypatch.setattr(reference, "table", tables.__getitem__)
    found = history(morocco, morocco.view(norm="MED_153"))
    assert [one.grade for one in found] == ["recalled-unverified", *["sourced"] * 3]


def test_sources_that_the_plan_does_not_hold_are_not_quoted(morocco: Study) -> None:
    kept = tuple(row for row in morocco.rows.sources if row.id != "SNRT20")
    study = replace(morocco, rows=replace(morocco.rows, sources=kept))
    assert 2020 not in _stocks(study, norm="MED_153")


@pytest.mark.parametrize("sample", ["tata-2017", "empty", "founding-2020"])
def test_a_plan_without_earlier_counts_has_no_history(sample: str) -> None:
    study = run(starter.sample(sample))
    assert history(study, study.view()) == ()
