"""Need from the use of care and from illness."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.demand import insured_multiplier, need_by_condition, population_by_use
from app.engine.inputs import Refused
from app.engine.need import need_by_norm

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(("use", "multiplier"), [(0.4, 1.58), (0.6, 1.32), (0.8, 1.14)])
def test_22_of_36_million_newly_insured_raise_demand_as_the_use_of_the_uninsured_tells(
    use: float, multiplier: float
) -> None:
    found = insured_multiplier(np.array([14 / 36, 1.0]), np.array(use))
    assert found[0] == 1.0
    assert round(float(found[1]), 2) == multiplier


@given(before=SHARES, after=SHARES, use=st.floats(0.05, 1))
def test_more_insured_people_never_lower_demand_nor_raise_it_beyond_their_use(
    before: float, after: float, use: float
) -> None:
    found = float(insured_multiplier(np.array([before, after]), np.array(use))[1])
    assert (found >= 1.0 - 1e-12) if after >= before else (found <= 1.0 + 1e-12)
    assert found <= 1.0 / use + 1e-9


def test_territories_have_a_multiplier_each() -> None:
    found = insured_multiplier(np.array([[0.5, 1.0], [1.0, 1.0]]), np.array(0.5))
    assert found == pytest.approx(np.array([[1.0, 1.0], [4 / 3, 1.0]]))


@pytest.mark.parametrize(
    ("insured", "use", "code"),
    [
        ([0.5, 1.2], 0.6, "above-one"),
        ([-0.1, 0.5], 0.6, "negative"),
        ([np.nan, 0.5], 0.6, "negative"),
        ([0.0, 0.5], 0.0, "not-a-number"),
    ],
)
def test_a_share_that_is_none_and_a_year_without_use_are_refused(
    insured: list[float], use: float, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        insured_multiplier(np.array(insured), np.array(use))


def _two_territories() -> np.ndarray:
    """Base year and one more, two territories, young and old, women and men."""
    base = np.array([[[30.0, 30.0], [10.0, 10.0]], [[10.0, 10.0], [0.0, 0.0]]])
    return np.stack([base, base + np.array([[0.0, 0.0], [10.0, 0.0]])])


def test_the_base_year_keeps_its_inhabitants_and_older_ones_count_for_more() -> None:
    people, use = _two_territories(), np.array([[1.0, 1.0], [3.0, 3.0]])
    found = population_by_use(people, use)
    # Contacts are 80 + 3 x 20 = 140 for 100 people: a contact stands for 1 / 1.4 of a person.
    assert found[0] == pytest.approx([(60 + 3 * 20) / 1.4, 20 / 1.4])
    assert found[0].sum() == pytest.approx(100.0)
    assert found[1] - found[0] == pytest.approx([3 * 10 / 1.4, 3 * 10 / 1.4])


def test_the_same_use_at_all_ages_leaves_a_norm_as_it_is() -> None:
    people = _two_territories()
    found = population_by_use(people, np.full((2, 2), 7.0))
    assert need_by_norm(found, 15.3) == pytest.approx(need_by_norm(people.sum(axis=(2, 3)), 15.3))


def test_uses_that_nobody_makes_are_refused() -> None:
    with pytest.raises(Refused, match="not-a-number: use"):
        population_by_use(_two_territories(), np.zeros((2, 2)))


def test_illness_asks_for_hours_and_hours_for_people() -> None:
    found = need_by_condition(
        population=np.array([100_000.0, 50_000.0]),
        prevalence=np.array([0.08, 0.002]),
        services=np.array([4.0, 10.0]),
        minutes=np.array([15.0, 60.0]),
        available_hours=np.array(1_600.0),
        productivity=np.array(0.5),
    )
    # 8,000 cases x 4 x 1/4 h + 200 x 10 x 1 h = 10,000 h, of 800 h a person.
    assert found == pytest.approx([12.5, 6.25])


def test_illness_without_productive_hours_is_refused() -> None:
    one = np.ones(1)
    with pytest.raises(Refused, match="no-time: productivity"):
        need_by_condition(one, one, one, one, np.array([1_600.0]), np.array([0.0]))
