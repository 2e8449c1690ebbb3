"""Facilities and rotas: who is needed whatever the workload."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.inputs import Refused
from app.engine.rota import holds, rota_team, staff_of_facilities

HOURS = np.array(1_600.0)


def test_posts_of_facilities_add_up_by_cadre() -> None:
    facilities = np.array([[10.0, 1.0], [4.0, 0.0]])
    posts = np.array([[1.0, 2.0], [20.0, 60.0]])
    assert staff_of_facilities(facilities, posts).tolist() == [[30.0, 80.0], [4.0, 8.0]]


def test_one_post_day_and_night_takes_five_and_a_half_people() -> None:
    team = rota_team(np.array(1.0), 24, 7, HOURS, np.array(0.0))
    assert team == pytest.approx(24 * 365.25 / 1_600)


def test_office_hours_of_one_post_take_one_person_and_a_third() -> None:
    team = rota_team(np.array(1.0), 8, 5, HOURS, np.array(0.0))
    assert team == pytest.approx(8 * 5 * 365.25 / 7 / 1_600)


def test_a_rota_is_never_shared_by_fewer_than_its_team_and_no_post_needs_none() -> None:
    team = rota_team(np.array([1.0, 3.0, 0.0]), 24, 7, HOURS, np.array(6.0))
    assert team == pytest.approx([6.0, 3 * 24 * 365.25 / 1_600, 0.0])


def test_a_province_holds_a_rota_in_what_it_has_enough_people_for() -> None:
    surgery, obstetrics, anaesthesia = 6.0, 9.0, 4.0
    team = rota_team(np.ones(3), 24, 7, HOURS, np.full(3, 6.0))
    held = holds(np.array([surgery, obstetrics, anaesthesia]), team)
    assert held.tolist() == [True, True, False]


@given(posts=st.floats(0, 50), hours=st.floats(500, 2_500), fewest=st.floats(0, 10))
def test_a_team_works_all_the_hours_of_its_posts(posts: float, hours: float, fewest: float) -> None:
    team = float(rota_team(np.array(posts), 24, 7, np.array(hours), np.array(fewest)))
    assert team * hours >= posts * 24 * 365.25 * (1 - 1e-12)


def test_people_without_hours_are_refused() -> None:
    with pytest.raises(Refused, match="no-time: hours_a_year"):
        rota_team(np.array(1.0), 24, 7, np.array(0.0), np.array(1.0))
