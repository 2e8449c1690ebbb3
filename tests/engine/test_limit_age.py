"""The limit age releases a cohort exactly on time, but for those who may stay on."""

import pytest

from app.engine.exits import limit_release

AGES = range(58, 70)
STAYED_ON = {63: 0.1, 64: 1.0, 65: 0.2, 66: 0.0}


def followed(
    limit: float | None, deferral: dict[int, float] | None = None, moved_by: float = 0.0
) -> dict[int, float]:
    """Follow one cohort of a hundred through the ages; tell who is released at which age."""
    limits = [limit] * len(AGES)
    shares = limit_release(AGES, limits, deferral or {}, [moved_by] * len(AGES))
    left, released = 100.0, {}
    for age, share in zip(AGES, shares, strict=True):
        released[age] = left * share
        left -= released[age]
    return {age: persons for age, persons in released.items() if persons}


def test_at_a_limit_of_63_a_whole_cohort_leaves_in_the_year_of_63() -> None:
    assert followed(63.0) == {63: 100.0}


def test_at_a_limit_of_60_and_a_half_half_leaves_at_60_and_half_the_year_after() -> None:
    assert followed(60.5) == {60: 50.0, 61: 50.0}


def test_who_is_kept_at_the_limit_leaves_by_the_shares_of_the_next_ages() -> None:
    assert followed(63.0, STAYED_ON) == pytest.approx({63: 90.0, 65: 8.0, 66: 2.0})


def test_beyond_the_last_age_of_the_deferral_nobody_is_kept() -> None:
    assert followed(63.0, {63: 0.5, 64: 0.5}) == {63: 50.0, 64: 25.0, 65: 25.0}


def test_a_scenario_that_moves_the_limit_moves_the_ages_of_the_deferral_with_it() -> None:
    later = followed(65.0, STAYED_ON, moved_by=2.0)
    assert later == pytest.approx({65: 90.0, 67: 8.0, 68: 2.0})


def test_an_older_limit_keeps_the_first_share_whatever_the_age_it_falls_at() -> None:
    assert followed(60.0, STAYED_ON)[60] == pytest.approx(90.0)


def test_at_a_half_age_both_halves_read_the_first_share() -> None:
    found = followed(60.5, {63: 0.1})
    assert found[60] == pytest.approx(45.0)
    assert found[61] == pytest.approx((100 - 45) * 0.9)


def test_without_a_limit_nobody_is_released() -> None:
    assert followed(None, STAYED_ON) == {}


def test_each_age_reads_the_limit_of_its_own_cohort() -> None:
    limits = [60.0 if age >= 62 else 63.0 for age in AGES]
    shares = limit_release(AGES, limits, {}, [0.0] * len(AGES))
    assert dict(zip(AGES, shares.tolist(), strict=True)) == {a: float(a >= 62) for a in AGES}
