"""Chances of a small place: binomial where only chance plays, and in whole people throughout."""

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.bands import bands
from app.planning.chances import Chances, chances, small
from app.planning.fan import fan_of
from app.planning.lines import SMALL
from app.planning.study import Study, run
from tests.planning.hand import assume, hand, staff

STAYING = 0.94


def study(persons: float, **span: float) -> Study:
    leaving = assume("resignation", 1 - STAYING, id="A1", unit="probability per year", **span)
    return run(hand(staff=(staff(persons),), assumptions=(leaving,)))


def test_eight_people_stay_as_a_binomial_says() -> None:
    eight = study(8.0)
    found = chances(eight, eight.view(cadre="MED_GP"), 2025, 3, 0)
    assert found is not None
    wanted = [comb(8, k) * STAYING**k * (1 - STAYING) ** (8 - k) for k in range(9)]
    assert found.likely[:9] == pytest.approx(wanted, abs=1e-9)
    assert sum(found.likely) == pytest.approx(1)
    assert found.nobody == pytest.approx((1 - STAYING) ** 8)
    assert found.stock == pytest.approx(8 * STAYING)
    assert found.most_likely == 8
    assert found.span() == (7, 8)
    assert found.between(7, 8) == pytest.approx(wanted[7] + wanted[8])
    assert found.span(0.95) == (6, 8)
    assert found.between(-3, 8) == pytest.approx(1)


def test_in_the_base_year_everybody_is_there() -> None:
    eight = study(8.0)
    found = chances(eight, eight.view(cadre="MED_GP"), 2024, 2, 0)
    assert found is not None
    assert found.span() == (8, 8)
    assert found.between(8, 8) == 1.0


def test_a_place_that_is_not_small_has_no_chances_and_needs_no_draws() -> None:
    many = study(40.0)

    def stop(share: float) -> None:
        raise KeyboardInterrupt

    assert chances(many, many.view(), 2025, 200, 0, stop) is None
    assert small(2025, float(SMALL), (1.0,)) is None


def test_assumptions_that_have_a_range_make_more_outcomes_likely() -> None:
    known, ranged = study(8.0), study(8.0, low=0.01, high=0.3)
    sure = chances(known, known.view(cadre="MED_GP"), 2026, 20, 0)
    unsure = chances(ranged, ranged.view(cadre="MED_GP"), 2026, 20, 0)
    assert sure is not None
    assert unsure is not None
    assert unsure.nobody > sure.nobody
    assert unsure.span(0.95)[0] < sure.span(0.95)[0]


def test_bands_and_fan_give_the_same_chances() -> None:
    ranged = study(12.0, low=0.01, high=0.2)
    view = ranged.view(cadre="MED_GP")
    made = bands(ranged, view, 10, 0)
    for band in made.years:
        found = chances(ranged, view, band.year, 10, 0)
        assert found == fan_of(made).chances(band.year)
        assert found is not None
        assert found.span() == band.stock_80
        assert found.nobody == band.nobody
    many = study(400.0)
    assert fan_of(bands(many, many.view(), 2, 0)).chances(2025) is None


@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=30), st.floats(0.05, 0.99))
def test_a_span_holds_at_least_its_share(weights: list[float], share: float) -> None:
    likely = tuple(weight / sum(weights) for weight in weights)
    found = Chances(2025, 1.0, likely)
    low, high = found.span(share)
    assert 0 <= low <= high < len(likely)
    assert found.between(low, high) >= share - 1e-9
