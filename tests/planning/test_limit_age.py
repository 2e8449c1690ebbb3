"""The age at which people leave the public service in a year, read from the plan's assumptions."""

from __future__ import annotations

import pytest

from app.planning import starter
from app.planning.limit_age import limit_age
from app.planning.study import Study, run


@pytest.fixture(scope="module")
def morocco() -> Study:
    return run(starter.sample("morocco-2024"))


# Born 1961: 62 and a half, hence 2023 or 2024; born from 1962 on: 63, hence 2025 and later.
@pytest.mark.parametrize(("year", "age"), [(2024, 62.5), (2025, 63.0), (2040, 63.0)])
def test_the_limit_is_that_of_those_who_reach_it(morocco: Study, year: int, age: float) -> None:
    assert limit_age(morocco, morocco.view(), year) == age


def test_private_practice_has_no_limit_age(morocco: Study) -> None:
    assert limit_age(morocco, morocco.view(sector="private"), 2030) is None
    assert limit_age(morocco, morocco.view(sector="public"), 2030) == 63


def test_a_plan_without_assumptions_has_none() -> None:
    tata = run(starter.sample("tata-2017"))
    assert limit_age(tata, tata.view(), 2020) is None
