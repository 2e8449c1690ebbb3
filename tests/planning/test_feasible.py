"""Whether a norm can be met by a year: what the path asks for against what can come."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from app.models.rows import PlanRows
from app.planning import feasible as module
from app.planning import starter, study
from app.planning.feasible import Feasible, feasible
from app.planning.study import Study
from app.problems import Problem
from tests.planning.hand import (
    FACTS,
    POPULATIONS,
    assume,
    contract,
    hand,
    measure,
    post,
    said,
    school,
    staff,
)
from tests.planning.test_schooling import MEDICINE

STAFF = (staff(10.0), staff(10.0, cadre="NUR_POLY", territory="02.c"))
DOCTORS = "MED"  # 10 per 10,000 of 15,000 inhabitants: 15 doctors


def _study(scenario: str = "base", **changes: object) -> Study:
    return study.run(hand(staff=STAFF, **changes), scenario)


def _met(made: Study, year: int = 2027, **asked: str) -> Feasible:
    return feasible(made, made.view(**{"norm": DOCTORS} | asked), year)


def _of(found: Feasible, figure: str) -> list[float]:
    return [getattr(year, figure) for year in found.years]


@pytest.fixture(scope="module")
def nation() -> Study:
    return study.run(starter.sample("morocco-2024"))


# --- Worked by hand ------------------------------------------------------------------------------


def test_posts_all_filled_are_the_ceiling_of_a_cadre_without_a_school() -> None:
    found = _met(_study(recruitment=(post("01.a", 2.0, 0.5),)))
    assert [year.year for year in found.years] == [2025, 2026, 2027]
    assert found.per_10_000 == 10.0
    assert _of(found, "need") == pytest.approx([15.0] * 3)
    assert _of(found, "path") == pytest.approx([10 + 5 / 3, 10 + 10 / 3, 15.0])
    assert _of(found, "survivors") == pytest.approx([10.0, 10 + 5 / 3, 10 + 10 / 3])
    assert _of(found, "asked") == pytest.approx([5 / 3] * 3)
    assert _of(found, "planned") == pytest.approx([1.0] * 3)
    assert _of(found, "ceiling") == pytest.approx([2.0] * 3)
    assert _of(found, "highest") == pytest.approx([12.0, 14.0, 16.0])
    assert found.enough == pytest.approx(5 / 3)
    assert found.impossible is None
    assert found.within_reach


def test_the_first_year_that_asks_for_more_than_can_come_is_named() -> None:
    posts = (post("01.a", 2.0, 1.0, year_to=2025), post("01.a", 1.0, 1.0, year_from=2026))
    found = _met(_study(recruitment=posts))
    assert [year.possible for year in found.years] == [True, False, False]
    assert found.impossible is not None
    assert found.impossible.year == 2026
    assert _of(found, "highest") == pytest.approx([12.0, 13.0, 14.0])
    assert not found.within_reach


def test_what_comes_late_may_still_reach_the_norm() -> None:
    found = _met(_study(recruitment=(post("01.a", 5.0, 1.0, year_from=2026),)))
    assert found.impossible is not None
    assert found.impossible.year == 2025
    assert found.within_reach


def test_those_who_leave_are_to_be_replaced() -> None:
    found = _met(_study(assumptions=(assume("emigration", 0.1),)))
    assert _of(found, "survivors") == pytest.approx([9.0, 10.5, 12.0])
    assert _of(found, "asked") == pytest.approx([10 + 5 / 3 - 9.0, 10 + 10 / 3 - 10.5, 3.0])
    assert found.enough == pytest.approx((15 - 10 * 0.9**3) / (1 + 0.9 + 0.81))


def test_contracts_and_arrivals_of_the_study_come_on_top() -> None:
    found = _met(_study(contracts=(contract(persons=4.0),)))
    assert _of(found, "ceiling") == pytest.approx([4.0, 0.0, 0.0])


def test_moves_between_sectors_are_neither_entries_nor_exits() -> None:
    found = _met(_study(assumptions=(assume("sector_switch", 0.2),)))
    assert _of(found, "planned") == [0.0] * 3
    assert _of(found, "asked") == pytest.approx([5 / 3] * 3)


def test_doctors_who_leave_school_count_whoever_of_them_would_go_or_stay_idle() -> None:
    made = _study(pipeline=MEDICINE)
    flows = made.projection.training
    assert flows is not None
    found = _met(made)
    graduates = flows.graduates - flows.residents_in
    specialists = flows.new_specialists + flows.residency_lost
    assert _of(found, "ceiling") == pytest.approx((graduates + specialists).tolist())
    assert flows.graduates.tolist() == pytest.approx([100.0] * 3)
    assert specialists.tolist() == pytest.approx([40.0] * 3)
    assert np.all(np.array(_of(found, "planned")) < _of(found, "ceiling"))


def test_nurses_come_from_their_school_and_posts_do_not_raise_their_ceiling() -> None:
    nurses = (
        school("intake", 50.0, "PARA"),
        school("duration", 3.0, "PARA"),
        school("share_of_para_entries", 0.8, "NUR_POLY"),
    )
    posts = (post("01.a", 90.0, 1.0, cadre="NUR_POLY"), post("02.c", 3.0, 0.0))
    found = _met(_study(pipeline=nurses, recruitment=posts), norm="MOST")
    assert _of(found, "ceiling") == pytest.approx([43.0] * 3)


def test_a_territory_fills_its_own_posts_all_of_them() -> None:
    made = _study(recruitment=(post("01.a", 2.0, 1.0), post("02.c", 3.0, 0.5)))
    assert _of(_met(made, territory="02.c"), "planned") == pytest.approx([1.5] * 3)
    assert _of(_met(made, territory="02.c"), "ceiling") == pytest.approx([3.0] * 3)


def test_a_territory_has_its_share_of_scarce_candidates_and_of_new_practices() -> None:
    nurses = (
        school("intake", 10.0, "PARA"),
        school("duration", 3.0, "PARA"),
        school("share_of_para_entries", 0.8, "NUR_POLY"),
    )
    posts = tuple(post(place, 8.0, 0.5, cadre="NUR_POLY") for place in ("01.a", "02.c"))
    few = _study(pipeline=nurses, recruitment=posts)
    # Eight candidates for the eight posts here and the half of eight posts that the others fill.
    assert _of(_met(few, norm="MOST", territory="02.c"), "ceiling") == pytest.approx([16 / 3] * 3)
    taught = _study(pipeline=MEDICINE)
    flows = taught.projection.training
    assert flows is not None
    out = sum(flows.candidates.values())
    found = _met(taught, territory="02.c")
    assert _of(found, "ceiling") == pytest.approx((out / 3).tolist())


def test_no_region_is_planned_more_than_it_can_be_brought(nation: Study) -> None:
    asked = {"norm": "MED_153"}
    parts = [_met(nation, 2040, **asked, territory=code) for code in nation.children("MA")]
    whole = _of(_met(nation, 2040, norm="MED_153"), "ceiling")
    for part in parts:
        assert (np.array(_of(part, "planned")) <= np.array(_of(part, "ceiling")) + 1e-6).all()
        assert (np.array(_of(part, "ceiling")) < whole).all()


def test_a_scenario_that_opens_posts_moves_the_ceiling() -> None:
    more = (measure("recruitment", "posts", "add", 7.0, year_from=2026, year_to=2026),)
    one = replace(more[0], cadre="MED_GP")
    made = _study("test", recruitment=(post("01.a", 1.0, 1.0),), measures=(one,))
    assert _of(_met(made), "ceiling") == pytest.approx([1.0, 8.0, 1.0])


def test_a_place_without_people_asks_for_nobody() -> None:
    empty = tuple(replace(row, persons=0.0) for row in POPULATIONS)
    made = study.run(hand(populations=empty))
    found = _met(made)
    assert _of(found, "asked") == _of(found, "need") == [0.0] * 3
    assert found.enough == 0.0


# --- Refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"norm": "GOAL"}, "not a density norm"),
        ({"cadre": "MED_GP"}, "does not cover exactly"),
        ({"sector": "public"}, "both sectors"),
    ],
)
def test_a_norm_that_gives_no_need_is_refused_in_words(asked: dict[str, str], words: str) -> None:
    with pytest.raises(Problem) as refused:
        _met(_study(), **asked)
    assert words in said(refused.value)
    assert refused.value.remedy is not None
    assert refused.value.what.values["norm"] == _study().view(**asked).norm.names


@pytest.mark.parametrize(("year", "words"), [(2024, "2024"), (2023, "runs from"), (2028, "runs")])
def test_a_year_that_is_not_after_the_base_year_or_beyond_the_plan_is_refused(
    year: int, words: str
) -> None:
    with pytest.raises(Problem) as refused:
        _met(_study(), year)
    assert words in said(refused.value)


def test_a_plan_of_one_year_has_no_way_to_go() -> None:
    rows: PlanRows = replace(hand(staff=STAFF), facts=replace(FACTS, horizon=2024))
    with pytest.raises(Problem):
        _met(study.run(rows), 2024)


# --- The country ---------------------------------------------------------------------------------


def test_45_per_10_000_by_2030_fails_in_its_first_year(nation: Study) -> None:
    found = _met(nation, 2030, norm="MA_45")
    assert found.per_10_000 == 45.0
    assert found.impossible is not None
    assert found.impossible.year == 2025
    assert found.impossible.asked > 2 * found.impossible.ceiling
    assert not found.within_reach
    assert found.years[-1].path == pytest.approx(found.years[-1].need)


@pytest.mark.parametrize("territory", ["MA", "09", "09.551"])
@pytest.mark.parametrize("norm", ["MA_45", "MED_153", "WHO_445"])
def test_the_study_never_plans_more_than_can_come(nation: Study, territory: str, norm: str) -> None:
    found = _met(nation, 2040, norm=norm, territory=territory)
    for year in found.years:
        assert year.planned <= year.ceiling + 1e-6
    stock = [line.stock for line in nation.lines(nation.view(territory, norm=norm))]
    assert np.all(np.array(_of(found, "highest")) >= np.array(stock[1:]) - 1e-6)


# --- Defects planted -----------------------------------------------------------------------------


def _norms_per_1_000_and_per_10_000_mean_the_same_need() -> None:
    found = _met(_study(), norm="MOST")
    assert found.years[-1].path == pytest.approx(found.years[-1].need)
    assert found.per_10_000 == 20.0


def _moves_between_sectors_are_left_out() -> None:
    found = _met(_study(assumptions=(assume("sector_switch", 0.2),)))
    assert _of(found, "planned") == [0.0] * 3


def _of_nobody_no_share_leaves() -> None:
    assert _of(_met(study.run(hand())), "asked") == pytest.approx([5.0] * 3)


def _units_mixed_up(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(module, "PER_10_000", {"per 10000": 1.0, "per 1000": 1.0})


def _inner_moves_kept(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(module, "outer", lambda lines: lines)


def _all_of_nobody(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(module, "ratio", lambda part, whole: np.where(whole == 0, 1.0, part))


@pytest.mark.parametrize(
    ("check", "plant"),
    [
        (_norms_per_1_000_and_per_10_000_mean_the_same_need, _units_mixed_up),
        (_moves_between_sectors_are_left_out, _inner_moves_kept),
        (_of_nobody_no_share_leaves, _all_of_nobody),
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
