"""No false wave of retirements comes from the way in which age groups are cut into years.

Two cuts must be wrong to make a wave: the group of 60 to 64 spread evenly, as if nobody had left
at the limit age, and those above the limit released at once. Evenly spread ages alone make a
hollow after two years, which the second measure sees.
"""

from dataclasses import replace

import pytest

from app.models.rows import PlanRows
from app.planning import starter, study
from tests.planning.reference_run import flow

GROUPS = ("ALL", "MED_ALL", "PARA_ALL")
SAMPLES = ("morocco-2024", "morocco-2021")
HIGHEST = 1.5


def retired(rows: PlanRows, cadre: str) -> list[float]:
    """Return those whom the limit age releases in each of the first five years."""
    return list(flow(study.run(rows, "reference"), cadre, ("limit_age",)).values())[:5]


def peak(rows: PlanRows, cadre: str) -> float:
    """Return the highest of the five years over their mean."""
    by_year = retired(rows, cadre)
    return max(by_year) / (sum(by_year) / len(by_year))


def swing(rows: PlanRows, cadre: str) -> float:
    """Return the highest of the five years over the lowest."""
    by_year = retired(rows, cadre)
    return max(by_year) / min(by_year)


def spread_evenly(rows: PlanRows) -> PlanRows:
    """Forget that people above the limit age are few."""
    kept = tuple(r for r in rows.age_splits if r.age_group != "60-64")
    return replace(rows, age_splits=kept)


def released_at_once(rows: PlanRows) -> PlanRows:
    """Forget that people above the limit age are there because they may stay on."""
    kept = tuple(r for r in rows.assumptions if r.parameter != "deferral_share")
    return replace(rows, assumptions=kept)


@pytest.mark.parametrize("cadre", GROUPS)
@pytest.mark.parametrize("sample", SAMPLES)
def test_no_year_of_the_first_five_retires_more_than_half_above_their_mean(
    sample: str, cadre: str
) -> None:
    assert peak(starter.sample(sample), cadre) <= HIGHEST


@pytest.mark.parametrize("cadre", GROUPS)
def test_even_ages_released_at_once_make_a_wave_that_is_seen(cadre: str) -> None:
    assert peak(released_at_once(spread_evenly(starter.sample(SAMPLES[0]))), cadre) > HIGHEST


@pytest.mark.parametrize("cadre", GROUPS)
def test_from_2024_the_highest_year_is_within_half_of_the_lowest(cadre: str) -> None:
    assert swing(starter.sample(SAMPLES[0]), cadre) <= HIGHEST


@pytest.mark.parametrize("cadre", GROUPS)
def test_even_ages_alone_make_a_hollow_that_is_seen(cadre: str) -> None:
    assert swing(spread_evenly(starter.sample(SAMPLES[0])), cadre) > HIGHEST


@pytest.mark.parametrize("cadre", GROUPS)
def test_from_2021_the_law_itself_halves_retirements_in_2023_and_2024(cadre: str) -> None:
    """Limit ages of 62, 62 and a half and 63 spread one cohort over two years."""
    first, *halves, later = retired(starter.sample(SAMPLES[1]), cadre)[:4]
    assert max(halves) < 0.65 * first
    assert max(halves) < later * 1.01
