"""The stages of calls and the work of missions by kind, as a view asks for them."""

from dataclasses import replace
from datetime import date

import pytest

from app.planning import study
from app.planning.abroad import mission_work
from app.planning.from_abroad import KINDS, calls, work_by_kind
from app.planning.study import Study
from tests.planning.hand import contract, fields, hand, measure, mission, staff

OPEN = contract(
    id="K1",
    label="Call of 2025",
    start=date(2025, 1, 1),
    end=date(2030, 12, 31),
    applicants_per_post=3.0,
    licensed_share=0.5,
    arrival_share=0.8,
    months_to_arrival=14,
)
CALLS = (
    contract(),
    OPEN,
    replace(OPEN, id="K2", label="Islanders", territory="02.c", cadre="MED_GP", licensed_share=0.1),
    replace(OPEN, id="K3", label="Prepared", status="scenario"),
)
MISSIONS = (
    mission(),
    mission(id="M2", kind="tele_expertise", persons=10.0, months_each=10.0, fte=0.1),
    mission(id="M3", kind="tele_expertise", territory="02.c", cadre="MED_GP"),
)


def made(scenario: str = "base", **changes: object) -> Study:
    return study.run(hand(staff=(staff(),), **changes), scenario)


def labels(of: Study, **asked: object) -> list[str]:
    return [call.label for call in calls(of, of.view(**asked))]  # type: ignore[arg-type]


def test_a_call_is_told_from_its_posts_to_those_who_arrive() -> None:
    of = made(contracts=CALLS)
    found, islanders = calls(of, of.view())
    assert (found.opened, found.arrival) == (date(2025, 1, 1), date(2026, 3, 1))
    assert (found.territory, found.end) == ("01.a", date(2030, 12, 31))
    stages = ("posts", "applicants", "licensed", "hired", "arrived")
    assert [getattr(found, name) for name in stages] == pytest.approx([20, 60, 30, 20, 16])
    assert [getattr(islanders, name) for name in stages] == pytest.approx([20, 60, 6, 6, 4.8])
    ends = of.projection.entries["contract_start"].sum(axis=(1, 2, 3))
    assert ends == pytest.approx([0, 20, 20.8, 0])


def test_people_hired_already_and_calls_that_nobody_made_are_no_calls() -> None:
    assert labels(made(contracts=CALLS)) == ["Call of 2025", "Islanders"]
    line = measure("contracts", "contracts", "set", 5, territory="01")
    with_it = made("test", contracts=CALLS, measures=(line,))
    assert labels(with_it) == ["Call of 2025", "Islanders", "Prepared"]


def test_a_call_is_told_where_it_brings_people_to_and_by_the_year_they_come() -> None:
    of = made(contracts=CALLS)
    assert labels(of, territory="02") == ["Islanders"]
    assert labels(of, cadre="MED_SP") == ["Call of 2025"]
    assert labels(of, sector="private") == []
    assert labels(of, until=2025) == []
    assert labels(of, until=2026) == ["Call of 2025", "Islanders"]


def test_the_work_of_each_kind_is_told_and_adds_up_to_all_of_it() -> None:
    of = made(missions=MISSIONS)
    found = work_by_kind(of, of.view())
    assert list(found) == ["mission", "tele_expertise"]
    assert found["mission"] == pytest.approx((0, 1, 1, 0))
    assert found["tele_expertise"] == pytest.approx((0, 1 + 10 / 12, 1 + 10 / 12, 0))
    whole = mission_work(fields(missions=MISSIONS)).sum(axis=(1, 2, 3))
    parts = sum(mission_work(fields(missions=MISSIONS), kind).sum(axis=(1, 2, 3)) for kind in KINDS)
    assert parts == pytest.approx(whole)
    assert whole == pytest.approx(of.inputs.mission_fte.sum(axis=(1, 2, 3)))


def test_ten_experts_four_hours_a_week_for_ten_months_are_five_sixths_of_a_post() -> None:
    work = mission_work(fields(missions=(MISSIONS[1],)), "tele_expertise")
    assert work.sum(axis=(1, 2, 3)) == pytest.approx([0, 10 * 10 / 12 * 4 / 40, 10 / 12, 0])
    of = made(missions=(MISSIONS[1],))
    assert of.projection.stock.sum() == made().projection.stock.sum()


def test_work_is_told_for_what_is_asked_and_a_kind_without_any_is_left_out() -> None:
    of = made(missions=MISSIONS)
    assert list(work_by_kind(of, of.view("02"))) == ["tele_expertise"]
    assert work_by_kind(of, of.view("01.a", until=2025))["mission"] == pytest.approx((0, 1))
    assert work_by_kind(made(), made().view()) == {}
