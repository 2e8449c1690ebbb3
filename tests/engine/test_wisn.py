"""Workload indicators of staffing need, worked by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import wisn
from app.engine.inputs import Refused

DAYS_AWAY = np.array([13.0, 26.0, 5.0, 6.0])
HOURS = np.array(1_680.0)
VOLUME, UNIT_HOURS = np.array([21_000.0, 1_680.0]), np.array([1 / 3, 2.0])
TIMES = st.lists(st.floats(0.1, 10), min_size=3, max_size=3).map(np.array)
VOLUMES = st.lists(st.floats(0, 1e5), min_size=3, max_size=3).map(np.array)


def _required() -> np.ndarray:
    staff = wisn.staff_of_activities(VOLUME, UNIT_HOURS, HOURS)
    category = wisn.category_factor(np.array([10.0, 15.0]))
    individual = wisn.individual_factor(np.array([84.0]), np.array([2.0]), HOURS)
    return wisn.required_staff(staff, category, individual)


def test_a_year_of_260_days_with_50_away_leaves_1_680_hours() -> None:
    hours = wisn.available_hours(np.array(260.0), DAYS_AWAY, np.array(8.0))
    assert hours == pytest.approx(1_680.0)


def test_staff_of_an_activity_is_its_volume_over_the_standard_workload() -> None:
    found = wisn.staff_of_activities(VOLUME, UNIT_HOURS, HOURS)
    assert found == pytest.approx([21_000 / 5_040, 1_680 / 840])


def test_a_quarter_of_the_time_spent_beside_services_asks_for_a_third_more_staff() -> None:
    assert wisn.category_factor(np.array([10.0, 15.0])) == pytest.approx(4 / 3)


def test_two_people_with_84_hours_of_duties_each_are_a_tenth_of_a_person() -> None:
    found = wisn.individual_factor(np.array([84.0]), np.array([2.0]), HOURS)
    assert found == pytest.approx(0.1)


def test_the_staff_required_is_multiplied_by_one_factor_and_added_the_other() -> None:
    assert _required() == pytest.approx((21_000 / 5_040 + 2.0) * 4 / 3 + 0.1)
    difference, ratio = wisn.pressure(np.array(6.0), _required())
    assert difference == pytest.approx(6.0 - 8.3222222)
    assert ratio == pytest.approx(6.0 / 8.3222222)


def test_9_of_10_and_90_of_100_have_one_ratio_and_two_differences() -> None:
    difference, ratio = wisn.pressure(np.array([9.0, 90.0]), np.array([10.0, 100.0]))
    assert ratio.tolist() == [0.9, 0.9]
    assert difference.tolist() == [-1.0, -10.0]


def test_types_of_facility_are_worked_out_at_once() -> None:
    hours = wisn.available_hours(np.array([260.0, 312.0]), np.tile(DAYS_AWAY, (2, 1)), HOURS / 210)
    volume = np.array([[1_680.0, 840.0], [2_096.0, 0.0]])
    staff = wisn.staff_of_activities(volume, np.array([1.0, 2.0]), hours)
    assert staff == pytest.approx(np.array([[1.0, 1.0], [1.0, 0.0]]))
    category = wisn.category_factor(np.array([[20.0], [50.0]]))
    duties = wisn.individual_factor(np.array([[168.0], [0.0]]), np.array([[1.0], [0.0]]), hours)
    assert wisn.required_staff(staff, category, duties) == pytest.approx([2.6, 2.0])


@given(volume=VOLUMES, hours=TIMES, allowance=st.floats(0, 90))
def test_twice_the_work_asks_for_twice_the_staff_and_allowances_never_lower_it(
    volume: np.ndarray, hours: np.ndarray, allowance: float
) -> None:
    staff, factor = wisn.staff_of_activities(volume, hours, HOURS), np.array(0.0)
    category = wisn.category_factor(np.array([allowance]))
    once = wisn.required_staff(staff, category, factor)
    assert wisn.required_staff(2 * staff, category, factor) == pytest.approx(2 * once)
    assert once >= staff.sum() - 1e-9


@pytest.mark.parametrize("allowances", [[100.0], [60.0, 40.0], [70.0, 70.0]])
def test_allowances_that_leave_no_time_for_services_are_refused(allowances: list[float]) -> None:
    with pytest.raises(Refused, match="no-time: category_allowances"):
        wisn.category_factor(np.array(allowances))


def test_a_year_spent_away_and_a_service_without_time_are_refused_where_they_are() -> None:
    with pytest.raises(Refused, match="no-time: available_hours"):
        wisn.available_hours(np.array(50.0), DAYS_AWAY, np.array(8.0))
    with pytest.raises(Refused) as refused:
        wisn.staff_of_activities(VOLUME, np.array([1.0, 0.0]), HOURS)
    assert (refused.value.name, refused.value.index) == ("unit_hours", (1,))
    with pytest.raises(Refused):
        wisn.staff_of_activities(VOLUME, np.array([np.nan, 1.0]), HOURS)


def _no_ratio_where_nobody_is_required() -> None:
    difference, ratio = wisn.pressure(np.array([3.0, 0.0]), np.zeros(2))
    assert difference.tolist() == [3.0, 0.0]
    assert np.isnan(ratio).all()


def _differences_are_of_people() -> None:
    difference, _ = wisn.pressure(np.array([9.0, 90.0]), np.array([10.0, 100.0]))
    assert difference.tolist() == [-1.0, -10.0]


def _allowances_add_up() -> None:
    assert wisn.category_factor(np.array([10.0, 15.0])) == pytest.approx(4 / 3)


def _requirement_of_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wisn, "ratio", lambda part, whole: part / np.maximum(whole, 1.0))


def _deficit_for_a_difference(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wisn, "deficit", lambda need, stock: stock - need)


def _allowance_as_a_mark_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wisn, "category_factor", lambda shares: 1.0 + shares.sum(axis=-1) / 100.0)


@pytest.mark.parametrize(
    ("check", "plant"),
    [
        (_no_ratio_where_nobody_is_required, _requirement_of_one),
        (_differences_are_of_people, _deficit_for_a_difference),
        (_allowances_add_up, _allowance_as_a_mark_up),
    ],
)
def test_a_check_passes_and_sees_its_defect(
    check: Callable[[], None],
    plant: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    check()
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        check()
