"""The ranking sets territories side by side, the one that lacks most first, year by year."""

from dataclasses import replace
from functools import cache

import pytest

from app.language import Language, language
from app.planning.lines import View
from app.planning.starter import sample
from app.planning.study import Study, run
from app.reports.ranking import Ranking, rank, share, surplus


@cache
def _study(code: str) -> Study:
    return run(sample(code))


def _ranked(code: str, view: View | None = None, spoken: str = "en") -> Ranking:
    study = _study(code)
    found = rank(study, view or study.view(), language(spoken))
    assert found is not None
    return found


EN: Language = language("en")


def test_a_nation_is_ranked_by_its_regions_and_the_worst_comes_first() -> None:
    ranking = _ranked("morocco-2024")
    places = ranking.in_year(2024)
    assert len(places) == 12
    values = [place.value for place in places]
    assert values == sorted(values, reverse=True)
    assert [place.rank for place in places] == list(range(1, 13))
    assert places[0].name == "Draa-Tafilalet"
    assert ranking.up is None


def test_a_region_is_ranked_by_its_provinces_and_leads_up_to_the_nation() -> None:
    study = _study("morocco-2024")
    ranking = _ranked("morocco-2024", study.view("09"))
    assert {place.code[:2] for place in ranking.in_year(2030)} == {"09"}
    assert ranking.up == "MA"


def test_a_province_is_ranked_among_its_neighbours_and_leads_up_to_its_region() -> None:
    study = _study("morocco-2024")
    ranking = _ranked("morocco-2024", study.view("09.551"))
    assert len(ranking.parts) == 6
    assert (ranking.above, ranking.chosen, ranking.up) == ("09", "09.551", "09")


def test_a_plan_of_one_province_shows_it_alone_and_leads_nowhere() -> None:
    ranking = _ranked("tata-2017")
    (place,) = ranking.in_year(2017)
    assert place.code == "09.551"
    assert ranking.up is None
    assert not ranking.table(2017).has_total
    assert "Rank" not in dict(ranking.about(place))


def test_a_plan_without_parts_has_no_ranking() -> None:
    study = _study("founding-2020")
    assert rank(study, study.view(), EN) is None


def test_the_table_of_a_year_holds_the_values_of_the_lines_and_their_sum() -> None:
    ranking = _ranked("morocco-2024")
    table = ranking.table(2030)
    assert table.title == "Deficit by territory, 2030"
    assert table.values("territory")[0] == ranking.in_year(2030)[0].name
    for key in ("stock", "need", "deficit"):
        *parts, whole = (value or 0.0 for value in table.numbers(key))
        assert sum(parts) == pytest.approx(whole)
    first = ranking.in_year(2030)[0]
    assert table.numbers("share")[0] == first.value
    assert table.has_total


def test_without_a_need_the_least_dense_comes_first_and_it_is_said_why() -> None:
    study = _study("morocco-2024")
    view = replace(study.view(), cadre="MED_SP")
    ranking = _ranked("morocco-2024", view)
    values = [place.value for place in ranking.in_year(2024)]
    assert ranking.by_density
    assert values == sorted(values)
    assert ranking.note == "No need with this norm: the density is shown."
    assert "does not cover" in ranking.why
    keys = [column.key for column in ranking.table(2024).columns]
    assert keys == ["territory", "stock", "density"]
    assert "from lowest to highest" in ranking.told(2024)
    assert [label for label, _ in ranking.about(ranking.in_year(2024)[0])] == [
        "Stock",
        "Density per 10,000",
        "Rank",
    ]


def test_where_nobody_is_known_a_zero_is_no_density() -> None:
    study = _study("empty")
    ranking = _ranked("empty", replace(study.view(), sector="private"))
    assert ranking.incomplete
    assert ranking.values == ()
    place = ranking.in_year(2024)[0]
    assert (place.value, place.rank) == (None, None)
    assert ranking.written(place.value) == "—"
    assert ranking.note == ranking.why


def test_in_an_empty_plan_all_share_the_first_rank_and_it_is_said_that_nobody_is_there() -> None:
    ranking = _ranked("empty")
    assert {place.rank for place in ranking.in_year(2024)} == {1}
    assert {place.value for place in ranking.in_year(2024)} == {1.0}
    assert ranking.note == "Nobody is in this plan yet: the deficit is the need."
    assert ranking.why == ""


def test_a_surplus_is_called_so_and_never_shows_a_minus() -> None:
    study = _study("morocco-2024")
    ranking = _ranked("morocco-2024", study.view("06"))
    place = next(place for place in ranking.in_year(2040) if surplus(place.line))
    said = dict(ranking.about(place))
    assert "Deficit" not in said
    assert not said["Surplus"].startswith("\u2212")
    headings = [column.heading for column in ranking.table(2024).columns]
    assert "Deficit (+) or surplus (−)" in headings  # the same words in every year


def test_no_need_gives_no_share() -> None:
    line = _ranked("morocco-2024").whole[0]
    assert share(replace(line, need=0.0)) is None
    assert share(replace(line, need=None, deficit=None)) is None


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("fr", "2024, déficit en\u202f% du besoin du plus élevé au plus faible\u00a0: Drâa-"),
        ("en", "2024, deficit in percent of need from highest to lowest: Draa-Tafilalet "),
    ],
)
def test_the_ranking_is_told_from_high_to_low(code: str, begins: str) -> None:
    assert _ranked("morocco-2024", spoken=code).told(2024).startswith(begins)
