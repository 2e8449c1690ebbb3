"""What a person names is found in three languages, by code or ISO code, or refused in words."""

from dataclasses import replace

import pytest

from app.planning import asking, study
from app.problems import Problem
from tests.planning.hand import NORMS, TERRITORIES, hand, said

PLAN = hand()


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("MA", "MA"),
        ("maroc", "MA"),
        ("المغرب", "MA"),
        ("MOROCCO", "MA"),
        ("01", "01"),
        ("ma-01", "01"),
        ("MA-BBB", "01.b"),
        ("01.b", "01.b"),
        ("south", "01.b"),
        ("  South   fr ", "01.b"),
        ("أكادير", "02.c"),
        ("اكادير", "02.c"),
        ("02.C", "02.c"),
    ],
)
def test_a_territory_is_found_by_code_iso_code_or_name_in_any_language(
    wanted: str, code: str
) -> None:
    assert asking.territory(PLAN, wanted).code == code


@pytest.mark.parametrize("wanted", ["Fès", "fes", "FÈS", "Fez", "fe\u0300s"])
def test_where_a_region_and_a_province_share_a_name_the_region_answers(wanted: str) -> None:
    assert asking.territory(PLAN, wanted).level == "region"
    assert asking.territory(PLAN, "02.c").level == "province"


def test_dashes_and_apostrophes_of_all_kinds_are_one() -> None:
    assert asking.plain("M’Diq–Fnideq") == asking.plain("m'diq-fnideq")


@pytest.mark.parametrize("wanted", ["Atlantis", "99", " "])
def test_an_unknown_territory_is_refused_with_some_that_are_known(wanted: str) -> None:
    with pytest.raises(Problem) as met:
        asking.territory(PLAN, wanted)
    assert said(met.value) == f": The plan holds no territory named {wanted}."
    assert met.value.remedy.values["names"] == "MA Maroc, 01 Fès, 02 Isles fr"


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ("nation", ("MA",)),
        ("regions", ("01", "02")),
        ("Provinces", ("01.a", "01.b", "02.c")),
        ("south", ("01.b",)),
    ],
)
def test_a_level_means_all_its_territories(wanted: str, codes: tuple[str, ...]) -> None:
    assert asking.territories(PLAN, wanted) == codes


def test_a_level_that_the_plan_does_not_hold_is_refused() -> None:
    with pytest.raises(Problem) as met:
        asking.territories(hand(territories=TERRITORIES[:1]), "provinces")
    assert said(met.value) == ": The plan holds no provinces."


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ("physicians", "MED_ALL"),
        ("doctors", "MED_ALL"),
        ("PARAMEDICAL", "PARA_ALL"),
        ("all", "ALL"),
        ("covered", "COVERED"),
        ("med_gp", "MED_GP"),
        ("médecins", "MED_ALL"),
        ("الاطباء", "MED_ALL"),
        ("nurses", "NUR_POLY"),
    ],
)
def test_a_cadre_is_found_by_code_short_word_or_name(wanted: str, code: str) -> None:
    assert asking.cadre(PLAN, wanted) == code


@pytest.mark.parametrize("wanted", ["Cardiology", "CARDIO", "dentists"])
def test_a_specialty_or_an_unknown_cadre_is_refused_with_those_known(wanted: str) -> None:
    with pytest.raises(Problem) as met:
        asking.cadre(PLAN, wanted)
    assert said(met.value) == f": The plan holds no cadre named {wanted}."
    assert "CARDIO" not in met.value.remedy.values["names"]
    assert "MED_GP" in met.value.remedy.values["names"]


def test_a_norm_is_found_or_refused_with_those_known() -> None:
    assert asking.norm(PLAN, "most").id == "MOST"
    assert asking.norm(PLAN, "Doctors FR").id == "MED"
    with pytest.raises(Problem) as met:
        asking.norm(PLAN, "WHO")
    assert said(met.value) == ": The plan holds no norm named WHO."
    assert met.value.remedy.values["names"] == "MED, MOST, GOAL"


def test_a_scenario_is_found_or_refused_with_those_known() -> None:
    assert asking.scenario(PLAN, "TEST").id == "test"
    assert asking.scenario(PLAN, "nothing fr").id == "base"
    with pytest.raises(Problem) as met:
        asking.scenario(PLAN, "miracle")
    assert said(met.value) == ": The plan holds no scenario named miracle."
    assert met.value.remedy.values["names"] == "base, test"


def test_the_last_year_is_the_horizon_unless_another_one_inside_is_asked() -> None:
    assert asking.last_year(PLAN, None) == 2027
    assert [asking.last_year(PLAN, y) for y in (2024, 2026, 2027)] == [2024, 2026, 2027]


@pytest.mark.parametrize("wanted", [2023, 2028, 0])
def test_a_year_outside_the_plan_is_refused(wanted: int) -> None:
    with pytest.raises(Problem) as met:
        asking.last_year(PLAN, wanted)
    assert said(met.value) == f"{wanted}: The plan runs from 2024 to 2027."


def test_marks_of_direction_in_a_name_need_not_be_typed() -> None:
    assert asking.plain("عتبة \u20664,45\u2069") == asking.plain("عتبة 4,45")


@pytest.mark.parametrize(
    ("changes", "field", "why"),
    [
        ({"cadres": ()}, "cadres", "does not say which cadres it covers"),
        ({"scope": "  "}, "scope", "has no scope"),
    ],
)
def test_a_density_norm_that_does_not_say_whom_it_covers_is_refused_a_need(
    changes: dict[str, object], field: str, why: str
) -> None:
    unsaid = replace(NORMS[0], **changes)
    with pytest.raises(Problem) as met:
        asking.refuse_without_scope(unsaid)
    assert said(met.value).startswith(f"norms · MED · {field}: Doctors {why}")
    assert met.value.remedy is not None
    made = study.run(hand(norms=(unsaid, *NORMS[1:])))
    assert made.gap_note(made.view(cadre="doctors")) == met.value.what
    assert made.lines(made.view(cadre="doctors"))[0].need is None


def test_a_norm_with_its_scope_and_one_of_persons_are_asked_no_more() -> None:
    for norm in NORMS:
        asking.refuse_without_scope(norm)
