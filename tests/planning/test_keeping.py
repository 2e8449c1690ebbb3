"""Retention programmes: whom they reach, what they prevent, and how many places they have."""

import pytest

from app.planning import keeping, leaving
from app.problems import Problem
from tests.planning.hand import GP, ISLE, NORTH, NURSE, SOUTH, SP, assume, fields, measure, said

EFFECT = assume("retained_emigration", 0.5)


def test_without_an_effect_there_is_no_programme() -> None:
    rows = (assume("retention_places", 100), assume("retained_emigration", 0.0))
    assert keeping.retention(fields(assumptions=rows)) is None


def test_an_effect_on_nobody_knows_how_many_is_refused() -> None:
    with pytest.raises(Problem) as met:
        keeping.retention(fields(assumptions=(EFFECT,)))
    assert said(met.value) == (
        ": The plan has no value for “People reached by a retention programme”."
    )


def test_a_share_reached_needs_no_places() -> None:
    rows = (EFFECT, assume("retention_reach", 0.3, cadre="MED_GP", age_to=39))
    made = keeping.retention(fields(assumptions=rows))
    assert made is not None
    assert made.reach[0, [10, 30], 0, 0, 0, GP].tolist() == [0.3, 0.0]
    assert made.places.shape == (3, 0)
    assert list(made.effects) == ["emigration"]


def test_without_a_share_everybody_who_shares_places_is_reached_and_nobody_else() -> None:
    rows = (EFFECT, assume("retention_places", 40, cadre="MED_ALL", sector="public"))
    made = keeping.retention(fields(assumptions=rows))
    assert made is not None
    assert made.places.tolist() == [[40.0]] * 3
    assert made.covers[0, ISLE].tolist() == [[1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]
    assert made.reach[0, 0, ISLE, :, 0].tolist() == [[1.0, 1.0, 0.0], [0.0, 0.0, 0.0]]


def test_people_share_the_places_of_the_narrowest_row() -> None:
    rows = (
        EFFECT,
        assume("retention_places", 5, territory="02.c", cadre="MED_SP", id="A0"),
        assume("retention_places", 40, cadre="MED_ALL", id="A1"),
    )
    made = keeping.retention(fields(assumptions=rows))
    assert made is not None
    assert made.places[0].tolist() == [40.0, 5.0]
    assert made.covers[0, [NORTH, SOUTH, ISLE], 0, SP].tolist() == [1.0, 1.0, 0.0]
    assert made.covers[1, [NORTH, SOUTH, ISLE], 0, SP].tolist() == [0.0, 0.0, 1.0]
    assert not made.covers[:, :, :, NURSE].any()


def test_a_measure_opens_places_over_its_years_along_its_ramp() -> None:
    line = measure(
        "assumptions", "retention_places", "set", 40, cadre="MED_GP", year_from=2026, ramp_years=2
    )
    made = keeping.retention(fields(assumptions=(EFFECT,), measures=(line,)))
    assert made is not None
    assert made.places[:, 0].tolist() == [0.0, 20.0, 40.0]


def test_a_measure_on_the_scope_of_a_row_moves_its_places() -> None:
    line = measure("assumptions", "retention_places", "multiply", 2, year_from=2027)
    rows = (EFFECT, assume("retention_places", 40))
    made = keeping.retention(fields(assumptions=rows, measures=(line,)))
    assert made is not None
    assert made.places.tolist() == [[40.0], [40.0], [80.0]]


def test_places_of_some_years_alone_are_refused() -> None:
    rows = (EFFECT, assume("retention_places", 40, year_from=2026))
    with pytest.raises(Problem) as met:
        keeping.retention(fields(assumptions=rows))
    assert said(met.value) == (
        ": The assumption “Places of a retention programme” has no value for 2025."
    )


def test_places_for_one_sex_are_refused() -> None:
    rows = (EFFECT, assume("retention_places", 40, sex="F", id="A3"))
    with pytest.raises(Problem) as met:
        keeping.retention(fields(assumptions=rows))
    assert said(met.value) == (
        "A3, retention_places, ALL: Posts, places and work have neither a sex nor an age."
    )


@pytest.mark.parametrize("kind", ["dismissal", "long_leave"])
def test_a_further_cause_is_followed_where_the_plan_names_it(kind: str) -> None:
    assert kind not in leaving.hazards(fields())
    found = leaving.hazards(fields(assumptions=(assume(kind, 0.01, sector="public"),)))
    assert found[kind][0, 5, 0, :, 0, GP].tolist() == [0.01, 0.0]


def test_without_a_share_that_stays_places_are_given_anew_and_with_one_they_are_kept() -> None:
    rows = (EFFECT, assume("retention_places", 40, cadre="MED_GP"))
    made = keeping.retention(fields(assumptions=rows))
    assert made is not None
    assert made.survival is None
    stays = assume("retention_survival", 0.9, cadre="MED_GP")
    kept = keeping.retention(fields(assumptions=(*rows, stays)))
    assert kept is not None
    assert kept.survival is not None
    assert kept.survival[0, 0, 0, 0, 0, [GP, SP]].tolist() == [0.9, 0.0]
