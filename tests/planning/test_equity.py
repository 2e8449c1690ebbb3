"""Equity compares territories of one level, by population or by need, or says why it cannot."""

from dataclasses import replace
from math import log

import pytest

from app.planning import starter, study
from app.planning.equity import Equity, equity
from app.planning.lines import Line, View
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import POPULATIONS, TERRITORIES, hand, names, said, staff
from tests.planning.need_rows import AGES, HOSPITALS

# Inhabitants 6 000 and 4 000 in region 01, 5 000 in region 02; doctors 6, 2 and 12.
DOCTORS = (staff(6), staff(2, territory="01.b"), staff(12, territory="02.c"))


@pytest.fixture(scope="module")
def made() -> Study:
    return study.run(hand(staff=DOCTORS))


@pytest.fixture(scope="module")
def morocco() -> Study:
    return study.run(starter.sample("morocco-2024"))


def _first(found: Equity, *indices: str) -> tuple[float | None, ...]:
    return tuple(getattr(found, name)[0] for name in indices)


def test_regions_are_sums_of_their_provinces(made: Study) -> None:
    found = equity(made, made.view(), "regions", "population")
    assert list(found.territories) == ["01", "02"]
    # Two thirds of the inhabitants have 8 of 20 doctors.
    assert _first(found, "gini", "hoover") == pytest.approx((4 / 15, 4 / 15))
    t = 0.4 * log(0.6) + 0.6 * log(1.8)
    assert _first(found, "theil_t") == pytest.approx((t,))
    assert _first(found, "max_min") == pytest.approx((3.0,))
    assert _first(found, "theil_between", "theil_within", "p90_p10") == (None, None, None)


def test_provinces_are_split_between_their_regions_and_within_them(made: Study) -> None:
    found = equity(made, made.view(), "provinces", "population")
    regions = equity(made, made.view(), "regions", "population")
    assert list(found.territories) == ["01.a", "01.b", "02.c"]
    t, between, within = _first(found, "theil_t", "theil_between", "theil_within")
    assert between == pytest.approx(regions.theil_t[0])
    assert within == pytest.approx(0.4 * (0.75 * log(0.75 / 0.6) + 0.25 * log(0.25 / 0.4)))
    assert t == pytest.approx(between + within, abs=1e-12)
    assert _first(found, "max_min") == pytest.approx((24 / 5,))


def test_every_index_has_a_value_for_every_year_of_the_view(made: Study) -> None:
    found = equity(made, made.view(until=2026), "provinces", "population")
    assert found.years == (2024, 2025, 2026)
    assert {len(found.gini), len(found.theil_within), len(found.p90_p10)} == {3}
    assert (found.level, found.weight) == ("provinces", "population")


def test_territories_stand_from_the_least_dense_with_their_shares_cumulated(made: Study) -> None:
    found = equity(made, made.view(), "provinces", "population")
    standings = found.standings(2024)
    assert [standing.line.territory for standing in standings] == ["01.b", "01.a", "02.c"]
    assert {standing.line.year for standing in standings} == {2024}
    last_but_one = standings[1]
    assert last_but_one[1:] == pytest.approx((0.4, 0.3, 2 / 3, 0.4))
    assert standings[-1][3:] == pytest.approx((1.0, 1.0))


def test_only_territories_inside_that_of_the_view_are_compared(made: Study) -> None:
    found = equity(made, made.view("01"), "provinces", "population")
    assert list(found.territories) == ["01.a", "01.b"]
    assert _first(found, "hoover") == pytest.approx((0.15,))
    assert _first(found, "theil_between") == pytest.approx((0.0,))


def test_a_norm_that_asks_the_same_for_all_weighs_as_the_population_does(made: Study) -> None:
    by_need, by_population = (
        equity(made, made.view(), "provinces", weight) for weight in ("need", "population")
    )
    assert by_need.gini == pytest.approx(by_population.gini)
    assert by_need.theil_within == pytest.approx(by_population.theil_within)
    assert by_need.method is not None
    assert said(Problem(by_need.method)).endswith("Norm: Doctors")


def test_where_needs_differ_the_need_gives_other_indices(
    made: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = Study.lines

    def dearer_in_the_isles(made: Study, view: View) -> tuple[Line, ...]:
        factor = 4.8 if view.territory == "02.c" else 1.0
        return tuple(replace(line, need=(line.need or 0) * factor) for line in lines(made, view))

    before = equity(made, made.view(), "provinces", "need")
    monkeypatch.setattr(Study, "lines", dearer_in_the_isles)
    by_need, by_population = (
        equity(made, made.view(), "provinces", weight) for weight in ("need", "population")
    )
    assert by_population.gini == pytest.approx(before.gini)
    # Needs of 6, 4 and 24: the share of the second is 2/17 of them and it has 1/10.
    assert by_need.gini[0] == pytest.approx(gini_of((2 / 17, 3 / 17, 12 / 17), (0.1, 0.3, 0.6)))
    assert by_need.gini[0] < by_population.gini[0]


def gini_of(weights: tuple[float, ...], shares: tuple[float, ...]) -> float:
    """Gini by its definition over all pairs of shares."""
    pairs = [(p, s) for p, s in zip(weights, shares, strict=True)]
    return sum(abs(p * t - q * s) for p, s in pairs for q, t in pairs) / 2


def test_a_need_by_age_and_sex_weighs_otherwise_than_the_population_and_is_named() -> None:
    made = study.run(hand(staff=DOCTORS, **AGES))
    by_need, by_population = (
        equity(made, made.view(), "provinces", weight) for weight in ("need", "population")
    )
    # Inhabitants 6, 4 and 5 thousand, contacts 9, 8 and 10 thousand; staff 6, 2 and 12.
    shares = (0.1, 0.3, 0.6)
    assert by_need.gini[0] == pytest.approx(gini_of((8 / 27, 9 / 27, 10 / 27), shares))
    assert by_population.gini[0] == pytest.approx(gini_of((4 / 15, 6 / 15, 5 / 15), shares))
    assert by_need.method is not None
    assert by_need.method.text.startswith("Use of care by age and sex")
    assert by_population.method is None
    isles = by_need.territories["02.c"][0]
    assert isles.need == pytest.approx(15.0 * 10 / 27)
    assert (isles.deficit, isles.coverage) == pytest.approx((isles.need - 12, 12 / isles.need))


def test_a_need_of_facilities_serves_where_the_norm_gives_none() -> None:
    made = study.run(hand(staff=DOCTORS, **HOSPITALS))
    found = equity(made, made.view(sector="public"), "provinces", "need")
    assert found.method is not None
    assert found.method.text == "Posts and rotas of facilities"
    assert found.standings(2024)[-1].weight_up_to == pytest.approx(1.0)
    assert [lines[0].need for lines in found.territories.values()] == [8.0, 4.0, 4.0]


def test_without_anybody_at_work_there_is_no_index_and_no_share_of_staff(made: Study) -> None:
    found = equity(made, made.view(sector="private"), "provinces", "population")
    indices = ("gini", "theil_t", "theil_between", "theil_within", "theil_l", "hoover", "max_min")
    assert _first(found, *indices) == (None,) * 7
    assert found.standings(2024)[0].staff_share is None
    assert found.standings(2024)[-1].weight_up_to == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"cadre": "MED_GP"}, "does not cover exactly this group"),
        ({"sector": "public"}, "covers both sectors together"),
        ({"norm": "GOAL"}, "is not a density norm"),
    ],
)
def test_without_a_need_there_is_no_comparison_with_it_and_the_reason_is_given(
    made: Study, asked: dict[str, str], reason: str
) -> None:
    with pytest.raises(Problem) as caught:
        equity(made, made.view(**asked), "provinces", "need")
    assert reason in said(caught.value)
    assert caught.value.what.values["norm"] == made.view(**asked).norm.names
    assert caught.value.remedy.text == "Compare staff with the population instead."


@pytest.mark.parametrize(("territory", "level"), [("01", "regions"), ("02", "provinces")])
def test_one_territory_alone_is_compared_with_nothing(
    made: Study, territory: str, level: str
) -> None:
    with pytest.raises(Problem) as caught:
        equity(made, made.view(territory), level, "population")
    place = caught.value.what.values["where"]
    assert place == made.name(territory)
    assert "there are not two territories of this level to compare." in said(caught.value)


@pytest.mark.parametrize("sample", ["tata-2017", "founding-2020"])
@pytest.mark.parametrize("level", ["regions", "provinces"])
def test_a_plan_of_one_place_compares_nothing(sample: str, level: str) -> None:
    alone = study.run(starter.sample(sample))
    with pytest.raises(Problem, match="there are not two territories"):
        equity(alone, alone.view(), level, "population")


def test_a_region_without_provinces_is_not_compared_with_the_provinces_of_another() -> None:
    undivided = replace(TERRITORIES[4], code="03", names=names("Whole"))
    rows = hand(
        territories=(*TERRITORIES, undivided),
        populations=(*POPULATIONS, replace(POPULATIONS[0], territory="03")),
        staff=DOCTORS,
    )
    made = study.run(rows)
    assert list(equity(made, made.view(), "regions", "population").territories) == [
        "01",
        "02",
        "03",
    ]
    with pytest.raises(Problem) as caught:
        equity(made, made.view(), "provinces", "population")
    assert said(caught.value).startswith("Morocco: part of it is not divided this way")


def test_the_level_decides_what_the_index_says_of_the_demonstration_plan(morocco: Study) -> None:
    view = morocco.view(cadre="doctors", norm="MED_153")
    regions, provinces = (
        equity(morocco, view, level, "population") for level in ("regions", "provinces")
    )
    assert (len(regions.territories), len(provinces.territories)) == (12, 75)
    assert regions.gini[0] == pytest.approx(0.1914, abs=5e-5)
    assert provinces.gini[0] == pytest.approx(0.4387, abs=5e-5)
    assert provinces.theil_between == pytest.approx(regions.theil_t, abs=1e-12)
    assert regions.p90_p10[0] is None
    assert 1 < provinces.p90_p10[0] < provinces.max_min[0]
