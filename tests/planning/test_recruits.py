"""Recruitment competitions of a view, from posts to those still there."""

import pytest

from app.planning import starter, study
from app.planning.recruits import Recruits, recruits
from app.planning.study import Study
from tests.planning.hand import assume, hand, post, school


@pytest.fixture(scope="module")
def morocco() -> Study:
    return study.run(starter.sample("morocco-2024"))


def found(made: Study, **view: str) -> tuple[Recruits, ...]:
    return recruits(made, made.view(**view))


def competing() -> Study:
    """Ten posts a year in the first region, half of them filled; a tenth resigns each year."""
    leaving = assume("resignation", 0.1, sector="public")
    rows = hand(assumptions=(leaving,), recruitment=(post("01", 10.0, 0.5),))
    return study.run(rows, "base")


def test_posts_filled_lose_a_tenth_each_year_and_nothing_is_known_beyond_the_plan() -> None:
    first, second, third = found(competing(), cadre="MED_GP")
    assert (first.year, first.posts, first.filled) == (2025, 10.0, 5.0)
    assert first.there == (pytest.approx(4.5), pytest.approx(4.05), None)
    assert first.working == first.there
    assert second.there == (pytest.approx(4.5), None, None)
    assert third.working == (None, None, None)


def test_candidates_are_those_of_the_schools_and_not_known_without_one() -> None:
    trained = (
        school("intake", 100.0, "PARA"),
        school("duration", 3.0, "PARA"),
        school("share_of_para_entries", 0.8, "NUR_POLY"),
    )
    nurses = hand(pipeline=trained, recruitment=(post("01", 10.0, 1.0, cadre="NUR_POLY"),))
    made = study.run(nurses, "base")
    assert found(made, cadre="NUR_POLY")[0].candidates == pytest.approx(80.0)
    assert found(competing(), cadre="MED_GP")[0].candidates is None


def test_where_nobody_is_recruited_nothing_is_answered() -> None:
    made = competing()
    assert found(made, cadre="MED_GP", sector="private") == ()
    assert found(made, cadre="MED_GP", territory="02") == ()


def test_a_province_counts_its_own_recruits(morocco: Study) -> None:
    regions = [found(morocco, territory=code)[0] for code in morocco.children("MA")]
    whole = found(morocco, territory="MA")[0]
    assert sum(one.filled for one in regions) == pytest.approx(whole.filled)
    for at in range(3):
        assert sum(one.there[at] or 0.0 for one in regions) == pytest.approx(whole.there[at])
    assert whole.candidates is not None
    assert whole.filled <= whole.candidates


def test_a_view_that_ends_early_knows_what_the_plan_knows(morocco: Study) -> None:
    (only,) = recruits(morocco, morocco.view(until=2025))
    assert None not in only.there
