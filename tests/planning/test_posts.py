"""Posts, candidates, practices and arrivals from abroad."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.inputs import Arrivals
from app.models.rows import AssumptionRow
from app.planning import posts, schooling
from app.problems import Problem
from tests.planning.hand import (
    CADRES,
    GP,
    ISLE,
    NORTH,
    NURSE,
    SOUTH,
    SP,
    assume,
    fields,
    measure,
    people,
    post,
    said,
    school,
)


def test_the_posts_of_a_region_are_split_by_inhabitants_at_one_fill_rate() -> None:
    made = posts.recruitment(fields(recruitment=(post("01", 10, 0.4), post("02", 3, None))))
    assert made.posts[0, :, GP].tolist() == [6, 4, 3]
    assert made.fill[0, :, GP].tolist() == [0.4, 0.4, 0]
    assert not made.posts[:, :, SP].any()


def test_rows_of_posts_are_gone_through_once_for_all_scenarios() -> None:
    half = measure("recruitment", "fill_rate", "multiply", 0.5)
    some = fields(recruitment=(post("01", 10, 0.4),))
    under = replace(some, rows=replace(some.rows, measures=(half,)))
    plain = posts.opened(some)
    assert posts.opened(under)[1].tolist() == (plain[1] / 2).tolist()
    assert [array.tolist() for array in posts.opened(some)] == [array.tolist() for array in plain]
    assert some.places.posts_kept[0][0] is under.rows.recruitment
    other = replace(some, rows=replace(some.rows, recruitment=(post("02", 3, 0.5),)))
    assert posts.opened(other)[0][0, :, GP].tolist() == [0, 0, 3]
    assert posts.opened(some)[0][0, :, GP].tolist() == [6, 4, 0]


def test_posts_are_opened_in_their_years_alone() -> None:
    made = posts.recruitment(fields(recruitment=(post("02", 3, 0.5, year_to=2025),)))
    assert made.posts[:, ISLE, GP].tolist() == [3, 0, 0]


def test_the_posts_of_a_province_win_over_those_of_its_region() -> None:
    rows = (post("01.a", 9, 0.9), post("01", 10, 0.4))
    made = posts.recruitment(fields(recruitment=rows))
    assert made.posts[0, :, GP].tolist() == [9, 4, 0]
    assert made.fill[0, :, GP].tolist() == [0.9, 0.4, 0]


def test_posts_for_a_group_of_cadres_are_refused_with_their_row() -> None:
    with pytest.raises(Problem) as met:
        posts.recruitment(fields(recruitment=(post("02", 3, 0.5, cadre="MED_ALL"),)))
    assert said(met.value).endswith("MED_ALL: Posts must name one cadre.")


def test_a_measure_on_a_group_moves_the_total_of_its_cadres() -> None:
    rows = (post("02", 30, 0.4), replace(post("02", 10, 0.4), id="R9", cadre="MED_SP"))
    line = measure("recruitment", "posts", "set", 80, cadre="MED_ALL", territory="02")
    made = posts.recruitment(fields(recruitment=rows, measures=(line,)))
    assert made.posts[0, ISLE].tolist() == [60, 20, 0]


def test_shares_of_entries_that_pass_one_are_refused_by_name() -> None:
    rows = (
        school("intake", 100.0, cadre="PARA", year_from=2010),
        school("duration", 3.0, cadre="PARA", year_from=2010),
        school("share_of_para_entries", 1.2, cadre="NUR_POLY"),
    )
    with pytest.raises(Problem) as met:
        posts.candidates(fields(pipeline=rows))
    assert "Share of the entries of nurses and technicians" in said(met.value)


def test_more_posts_keep_the_shape_that_posts_had() -> None:
    line = measure("recruitment", "posts", "multiply", 2, cadre="MED_GP", year_from=2026)
    rows = (post("01", 10, 0.4), post("02", 30, 0.4))
    made = posts.recruitment(fields(recruitment=rows, measures=(line,)))
    assert made.posts[0, :, GP].tolist() == [6, 4, 30]
    assert made.posts[1, :, GP].tolist() == [12, 8, 60]


def test_posts_set_where_there_were_none_spread_by_inhabitants() -> None:
    line = measure("recruitment", "posts", "set", 10, cadre="MED_GP", territory="01")
    made = posts.recruitment(fields(measures=(line,)))
    assert made.posts[0, :, GP].tolist() == [6, 4, 0]


def test_a_measure_on_the_fill_rate_keeps_to_its_place_cadre_and_years() -> None:
    line = measure(
        "recruitment", "fill_rate", "set", 0.7, cadre="MED_GP", territory="01", year_from=2026
    )
    made = posts.recruitment(fields(recruitment=(post("MA", 9, 0.4),), measures=(line,)))
    assert made.fill[0, :, GP].tolist() == [0.4, 0.4, 0.4]
    assert made.fill[1, :, GP].tolist() == [0.7, 0.7, 0.4]
    assert not made.fill[:, :, SP].any()


def test_new_practices_open_in_towns_where_no_shares_are_given() -> None:
    towns = (people("01.a", 2024, 3_000, "urban"), people("01.b", 2024, 0, "urban"))
    made = posts.recruitment(fields(populations=(*towns, people("02.c", 2024, 1_000))))
    assert made.opening.tolist() == [0.6, 0.2, 0.2]


def test_new_practices_follow_the_shares_of_regions_that_the_plan_holds() -> None:
    rows = [
        school("private_opening_share", value, "MED_ALL", territory=territory)
        for territory, value in (("01", 0.3), ("02", 0.1), ("99", 0.6))
    ]
    opening = posts.recruitment(fields(pipeline=tuple(rows))).opening
    assert opening[[NORTH, SOUTH]].sum() == pytest.approx(0.75)
    assert opening[ISLE] == pytest.approx(0.25)


def test_shares_of_other_regions_alone_leave_the_rule_of_towns() -> None:
    rows = (school("private_opening_share", 1.0, "MED_ALL", territory="99"),)
    opening = posts.recruitment(fields(pipeline=rows)).opening
    assert opening.tolist() == pytest.approx([6 / 15, 4 / 15, 5 / 15])


NURSING = (
    school("intake", 100.0, "PARA"),
    school("duration", 3.0, "PARA"),
    school("share_of_para_entries", 0.8, "NUR_POLY"),
)


def test_candidates_are_limited_only_where_a_school_trains_the_cadre() -> None:
    limited = posts.candidates(fields(pipeline=NURSING))
    assert limited[:, NURSE] == pytest.approx([80, 80, 80])
    assert np.isinf(limited[:, [GP, SP]]).all()
    assert np.isinf(posts.candidates(fields(pipeline=NURSING[:2]))).all()
    assert np.isinf(posts.candidates(fields(pipeline=NURSING[2:]))).all()


def _arrivals(*rows: AssumptionRow, **changes: object) -> dict[str, Arrivals]:
    mine = fields(assumptions=rows, **changes)
    return posts.arrivals(mine, schooling.profiles(mine))


def test_doctors_trained_abroad_open_practices() -> None:
    came = _arrivals(assume("entries_trained_abroad", 15, cadre="MED_GP"))["trained_abroad"]
    assert came.persons[0, :, 1, GP] == pytest.approx([6, 4, 5])
    assert not came.persons[:, :, 0].any()
    assert not came.persons[..., SP].any()


def test_a_local_row_alone_brings_nobody_from_abroad() -> None:
    row = assume("entries_trained_abroad", 15, cadre="MED_GP", territory="01")
    assert not _arrivals(row)["trained_abroad"].persons.any()


def test_those_who_return_are_public_specialists_of_one_age_half_of_them_women() -> None:
    rows = (assume("returns_permanent", 15), assume("returns_age", 50))
    back = _arrivals(*rows)["return"]
    assert back.persons[0, :, 0, SP] == pytest.approx([6, 4, 5])
    assert back.profile[0, 30, :, SP].tolist() == [0.5, 0.5]
    assert back.profile[0].sum(axis=(0, 1)).tolist() == [0, 1, 0]


@pytest.mark.parametrize(("given", "row"), [(15, 0), (38, 18), (99, 60)])
def test_those_who_return_have_the_age_given(given: float, row: int) -> None:
    back = _arrivals(assume("returns_permanent", 1), assume("returns_age", given))["return"]
    assert back.profile[0, row, :, SP].tolist() == [0.5, 0.5]


def test_a_measure_on_doctors_who_return_is_heard() -> None:
    line = measure("assumptions", "returns_permanent", "set", 15, cadre="MED_ALL", year_from=2026)
    back = _arrivals(measures=(line,))["return"]
    assert back.persons.sum(axis=(1, 2, 3)) == pytest.approx([0, 15, 15])


def test_without_specialists_nobody_returns() -> None:
    cadres = tuple(r for r in CADRES if r.code != "MED_SP")
    assert not _arrivals(assume("returns_permanent", 15), cadres=cadres)["return"].persons.any()


def test_without_rules_on_them_unfilled_posts_lapse() -> None:
    assert posts.vacancies(fields(recruitment=(post("MA", 9, 0.4),))) is None
    assert posts.vacancies(fields(assumptions=(assume("posts_carried_over", 0.0),))) is None


def test_rules_on_unfilled_posts_hold_in_their_place_for_their_cadre() -> None:
    rows = (
        assume("posts_carried_over", 0.5),
        assume("posts_carried_over", 0.2, territory="01", cadre="MED_GP", sector="public"),
    )
    made = posts.vacancies(fields(assumptions=rows))
    assert made is not None
    assert made.reopened[0, :, GP].tolist() == [0.2, 0.2, 0.5]
    assert made.reopened[0, :, NURSE].tolist() == [0.5, 0.5, 0.5]
    assert not made.from_private.any()


def test_a_measure_alone_lets_private_staff_take_posts_from_its_year() -> None:
    line = measure("assumptions", "hired_from_private", "set", 0.3, cadre="MED_SP", year_from=2026)
    made = posts.vacancies(fields(measures=(line,)))
    assert made is not None
    assert made.from_private[:, NORTH, SP].tolist() == [0.0, 0.3, 0.3]
    assert not made.from_private[:, :, GP].any()


PEOPLE = "Posts, places and work have neither a sex nor an age."


@pytest.mark.parametrize(
    ("narrow", "what"),
    [
        ({"sex": "F"}, PEOPLE),
        ({"age_from": 30}, PEOPLE),
        ({"birth_to": 1990}, PEOPLE),
        ({"sector": "private"}, "Posts are opened in the public sector alone."),
    ],
)
def test_a_rule_on_posts_that_names_people_or_practices_is_refused(
    narrow: dict[str, str], what: str
) -> None:
    row = assume("hired_from_private", 0.3, id="A7", cadre="MED_SP", **narrow)
    with pytest.raises(Problem) as met:
        posts.vacancies(fields(assumptions=(row,)))
    assert said(met.value) == f"A7, hired_from_private, MED_SP: {what}"
