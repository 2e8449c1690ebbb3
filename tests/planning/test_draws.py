"""Draws of assumptions: shared factors, possible values, wholes, and one seed one answer."""

from dataclasses import replace

import pytest

from app.models.rows import PlanRows
from app.planning import starter
from app.planning.draws import Ranges
from tests.planning.hand import assume, hand, post, school


def at(rows: PlanRows, percentile: float) -> PlanRows:
    ranges = Ranges(rows)
    return ranges.at(dict.fromkeys(ranges.factors, percentile))


def ranged(parameter: str, span: tuple[float, float, float], **changes: object) -> object:
    low, value, high = span
    return assume(parameter, value, low=low, high=high, **{"id": parameter, **changes})


SMALL = hand(
    assumptions=(
        ranged("emigration", (0.01, 0.02, 0.04), cadre="MED_GP", id="A1", unit="probability"),
        ranged("emigration", (0.03, 0.05, 0.06), cadre="MED_SP", id="A2", unit="probability"),
        ranged("emigration", (0.01, 0.02, 0.05), cadre="NUR_POLY", id="A3", unit="probability"),
        ranged("limit_age", (63, 63, 65), unit="years", id="A4"),
        ranged("limit_age", (60, 60.5, 61), unit="years", id="A5"),
        assume("resignation", 0.1, id="A6"),
        assume("mobility", 0.1, low=0.1, high=0.1, id="A7"),
        assume("early_retirement", 0.1, low=0.05, id="A8"),
    ),
    recruitment=(
        post(
            "01", 50.0, 0.5, id="R1", posts_low=40.0, posts_high=80.0, fill_low=0.4, fill_high=0.9
        ),
        post("02", 50.0, None, id="R2"),
    ),
)


def test_low_value_and_high_are_the_tenth_the_middle_and_the_ninetieth() -> None:
    for percentile, wanted in ((0.1, 0.01), (0.5, 0.02), (0.9, 0.04)):
        assert at(SMALL, percentile).assumptions[0].value == pytest.approx(wanted)
    first, second = at(SMALL, 0.9).recruitment
    assert (first.posts, first.fill_rate) == (pytest.approx(80), pytest.approx(0.9))
    assert second is SMALL.recruitment[1]


def test_values_of_one_parameter_and_family_move_together() -> None:
    assert Ranges(SMALL).factors == (
        ("assumptions", "emigration", "MED_ALL"),
        ("assumptions", "emigration", "PARA_ALL"),
        ("assumptions", "limit_age", "ALL"),
        ("recruitment", "fill_rate", "MED_ALL"),
        ("recruitment", "posts", "MED_ALL"),
    )


def test_values_without_a_range_stay_the_same_rows() -> None:
    assert at(SMALL, 0.8).assumptions[5:] == SMALL.assumptions[5:]
    assert at(SMALL, 0.8).staff is SMALL.staff


def test_drawn_values_stay_possible() -> None:
    for percentile in (1e-12, 1 - 1e-12):
        for row in at(SMALL, percentile).assumptions[:3]:
            assert 0 <= row.value < 1
    sure = hand(assumptions=(ranged("emigration", (0.1, 0.5, 0.9), unit="share"),))
    assert 0 <= at(sure, 1e-12).assumptions[0].value <= at(sure, 1 - 1e-12).assumptions[0].value < 1


def test_years_stay_whole_or_halves() -> None:
    for percentile in (0.55, 0.6, 0.7, 0.8, 0.95):
        whole, half = at(SMALL, percentile).assumptions[3:5]
        assert whole.value.is_integer()
        assert (half.value * 2).is_integer()
    assert at(SMALL, 0.9).assumptions[3].value == 65


def test_parts_of_a_whole_are_drawn_apart_and_add_up_again() -> None:
    def part(years: int, **changes: object) -> object:
        return school(f"residency_years_{years}", 0.4, "MED_SP", id=f"P{years}", **changes)

    rows = hand(pipeline=(part(4, low=0.2, high=0.5), part(5, low=0.3, high=0.6), part(6)))
    ranges = Ranges(rows)
    assert [factor[1] for factor in ranges.factors] == ["P4", "P5"]
    drawn = ranges.at(dict(zip(ranges.factors, (0.2, 0.9), strict=True)))
    values = [row.value for row in drawn.pipeline]
    assert sum(values) == pytest.approx(1.2)
    assert values[1] > values[0]
    assert values[2] != 0.4


def test_a_whole_drawn_down_to_nothing_stays_nothing() -> None:
    late = school("delay_share", 0.1, id="P1", low=0.0, high=0.2)
    assert at(hand(pipeline=(late,)), 1e-15).pipeline[0].value == 0.0


def test_a_draw_depends_on_its_seed_and_number_alone() -> None:
    ranges = Ranges(SMALL)
    assert ranges.draw(3, 5) == Ranges(SMALL).draw(3, 5)
    assert ranges.draw(3, 5) != ranges.draw(3, 6)
    assert ranges.draw(3, 5) != ranges.draw(4, 5)
    turned = replace(SMALL, assumptions=SMALL.assumptions[::-1])
    assert set(Ranges(turned).draw(3, 5).assumptions) == set(ranges.draw(3, 5).assumptions)


def test_a_plan_without_ranges_is_drawn_as_it_is() -> None:
    rows = hand(assumptions=(assume("resignation", 0.1, id="A1"),))
    assert Ranges(rows).draw(0, 0) == rows


def test_half_of_the_draws_of_the_reference_lie_below_its_value() -> None:
    rows = starter.sample("morocco-2024")
    ranges = Ranges(rows)
    at_row = next(i for i, r in enumerate(rows.assumptions) if r.parameter == "emigration")
    central = rows.assumptions[at_row]
    drawn = [ranges.draw(0, number).assumptions[at_row].value for number in range(60)]
    below = sum(value < central.value for value in drawn)
    assert 20 < below < 40
    assert min(drawn) < central.low < central.high < max(drawn)
