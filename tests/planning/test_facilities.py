"""Facilities and rotas: posts of each type, teams round the clock, and who can hold them."""

import pytest

from app.planning import study
from app.planning.facilities import by_facilities, rotas
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import hand, said, staff
from tests.planning.need_rows import HOSPITALS, facility, kept

DAY_AND_NIGHT = {"hours_a_week": 168.0}
TEAM = 24 * 365.25 / 1_760  # people for one post round the clock
ROTA = HOSPITALS | {
    "facility_posts": (kept("MED_GP", 1.0, **DAY_AND_NIGHT), kept("CARDIO", 1.0, **DAY_AND_NIGHT)),
    "staff": (
        staff(9.0),
        staff(6.0, territory="01.b"),
        staff(4.0, territory="02.c"),
        staff(5.0, cadre="CARDIO"),
        staff(5.0, cadre="CARDIO", territory="01.b", sector="private"),
    ),
}


def _by_place(made: Study, cadre: str, year: int = 2024, **view: str) -> dict[str, object]:
    found = rotas(made, made.view(**view), year)
    return {one.territory: one.held for one in found if one.cadre == cadre}


def test_posts_add_up_over_facilities_and_cadres_and_stay_the_same() -> None:
    made = study.run(hand(**HOSPITALS))
    assert by_facilities(made, made.view(until=2025)) == pytest.approx([16.0, 16.0])
    assert by_facilities(made, made.view("01.a"))[0] == pytest.approx(8.0)


def test_a_rota_needs_its_team_in_each_facility_and_specialists_count_in_their_cadre() -> None:
    made = study.run(hand(**ROTA))
    assert by_facilities(made, made.view("01.b"))[0] == pytest.approx(2 * TEAM)
    assert by_facilities(made, made.view("01.a"))[0] == pytest.approx(4 * TEAM)


def test_a_province_holds_the_rotas_that_it_has_people_for_and_is_told_the_smallest_number() -> (
    None
):
    made = study.run(hand(**ROTA))
    assert _by_place(made, "MED_GP") == {"01.a": False, "01.b": True, "02.c": False}
    first = rotas(made, made.view(), 2024)[0]
    assert (first.territory, first.facilities, first.posts) == ("01.a", 2.0, 1.0)
    assert first.fewest == pytest.approx(2 * TEAM)
    assert first.staff == pytest.approx(9.0)


def test_the_fewest_who_may_share_a_rota_hold_where_its_hours_ask_for_less() -> None:
    posts = (kept("MED_ALL", 1.0, hours_a_week=40.0, fewest=4.0),)
    made = study.run(hand(**(ROTA | {"facility_posts": posts})))
    assert [one.fewest for one in rotas(made, made.view(), 2024)] == [8.0, 4.0, 4.0]
    assert _by_place(made, "MED_ALL") == {"01.a": True, "01.b": True, "02.c": True}


def test_of_a_specialty_those_of_the_place_and_sector_are_counted_in_every_year() -> None:
    made = study.run(hand(**ROTA))
    assert _by_place(made, "CARDIO") == {"01.a": False, "01.b": True, "02.c": False}
    assert _by_place(made, "CARDIO", sector="public")["01.b"] is False
    assert _by_place(made, "CARDIO", 2025) == {"01.a": False, "01.b": True, "02.c": False}
    assert set(_by_place(made, "MED_GP", 2025).values()) == {True, False}


def test_a_specialty_that_nobody_has_in_the_plan_is_not_known() -> None:
    made = study.run(hand(**(ROTA | {"staff": (staff(9.0),)})))
    assert set(_by_place(made, "CARDIO").values()) == {None}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"facilities": ()}, "Morocco: the plan holds no figures on this: facilities"),
        ({"facilities": (facility("01", 1.0),)}, "Fez: the plan holds no figures"),
        ({"facility_posts": ()}, "no figures on this: posts of facilities"),
        ({"facility_posts": (kept("MED_GP", 1.0),)}, "Specialists: the plan holds no figures"),
        ({"facility_posts": (kept("MED_ALL", 1.0, facility="Other"),)}, "posts of facilities"),
        (
            {"facilities": (facility("MA", 1.0), facility("01.a", 1.0, "Hospitall"))},
            "Hospitall: the plan holds no figures on this: posts of facilities",
        ),
    ],
)
def test_a_part_of_the_view_without_facilities_or_posts_is_named(
    changes: dict[str, object], why: str
) -> None:
    made = study.run(hand(**(HOSPITALS | changes)))
    with pytest.raises(Problem) as refused:
        by_facilities(made, made.view())
    assert why in said(refused.value)
