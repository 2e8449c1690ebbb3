"""Deaths, competing exits, limit ages, changes of sector and of region."""

from dataclasses import replace

import numpy as np
import pytest

from app.engine.inputs import FloatArray
from app.models.rows import AssumptionRow
from app.planning import leaving
from app.problems import Problem
from tests.planning.hand import FACTS, GP, ISLE, NORTH, NURSE, SOUTH, assume, fields, measure, said

DEATH = "population_death_rate"


def _deaths(*more: AssumptionRow) -> tuple[AssumptionRow, ...]:
    women = [assume(DEATH, 0.01, sex="F", age_from=a, age_to=a + 4) for a in (40, 45)]
    men = [assume(DEATH, 0.02, sex="M", age_from=a, age_to=a + 4) for a in (40, 45)]
    return (*women, *men, *more)


def test_nobody_dies_where_no_rate_is_known() -> None:
    assert not leaving.deaths(fields()).any()


def test_death_follows_sex_and_the_factor_of_the_profession() -> None:
    factor = assume("professional_mortality_factor", 0.5)
    rates = leaving.deaths(fields(assumptions=_deaths(factor)))
    assert rates.shape == (3, 61, 1, 2, 2, 3)
    assert rates[0, 20, 0, 0, 0, GP] == pytest.approx(1 - np.exp(-0.5 * 0.01))
    assert rates[2, 20, 0, 1, 1, NURSE] == pytest.approx(1 - np.exp(-0.5 * 0.02))


def test_a_rate_for_both_sexes_is_read_for_each() -> None:
    rates = leaving.deaths(fields(assumptions=(assume(DEATH, 0.01, age_from=40, age_to=44),)))
    assert (rates[0, :, 0, 0, 0, GP] == rates[0, :, 0, 0, 1, GP]).all()
    assert rates[0, 0, 0, 0, 0, GP] == pytest.approx(1 - np.exp(-0.01))


def test_a_death_rate_of_nothing_is_a_rate() -> None:
    rows = [assume(DEATH, 0.0, age_from=a, age_to=a + 4) for a in (40, 45)]
    assert leaving.deaths(fields(assumptions=tuple(rows))).max() < 1e-9


def test_a_local_death_rate_does_not_mix_with_the_nations() -> None:
    local = assume(DEATH, 0.9, sex="F", age_from=40, age_to=44, territory="01.a")
    mine = leaving.deaths(fields(assumptions=_deaths(local)))
    assert (mine == leaving.deaths(fields(assumptions=_deaths()))).all()


@pytest.mark.parametrize("lacking", ["sex", "year"])
def test_death_rates_that_lack_a_sex_or_a_year_are_refused_by_name(lacking: str) -> None:
    rows = [r for r in _deaths() if r.sex == "F" or lacking == "year"]
    if lacking == "year":
        rows = [replace(r, year_to=2026) for r in rows]
    with pytest.raises(Problem) as met:
        leaving.deaths(fields(assumptions=tuple(rows)))
    assert "Mortality of the population" in said(met.value)
    assert ("2027" in said(met.value)) == (lacking == "year")


def test_certain_private_exits_are_releases_and_not_hazards() -> None:
    rows = (
        assume("private_exit", 0.2, sector="private", age_from=70, age_to=79),
        assume("private_exit", 1.0, sector="private", age_from=80, age_to=80),
    )
    mine = fields(assumptions=rows)
    hazard, release = leaving.hazards(mine)["private_exit"], leaving.releases(mine)["private_exit"]
    assert hazard[0, 50:, 0, 1, 0, GP].tolist() == [0.2] * 10 + [0.0]
    assert release[0, 50:, 0, 1, 0, GP].tolist() == [0.0] * 10 + [1.0]
    assert not release[:, :, :, 0].any()


def test_every_kind_of_hazard_is_there_and_nothing_where_nobody_said() -> None:
    found = leaving.hazards(fields(assumptions=(assume("resignation", 0.03, cadre="NUR_POLY"),)))
    assert set(found) == {"death", "early_retirement", "emigration", "resignation", "private_exit"}
    assert found["resignation"][0, 0, 0, 0, 0].tolist() == [0, 0, 0.03]
    assert not found["emigration"].any()


def _limit(*more: AssumptionRow, **changes: object) -> FloatArray:
    rows = (
        assume("limit_age", 63, sector="public"),
        assume("deferral_share", 0.1, age_from=63, age_to=63),
        *more,
    )
    return leaving.releases(fields(assumptions=rows, **changes))["limit_age"]


def test_at_the_limit_age_all_leave_but_those_whom_it_keeps() -> None:
    released = _limit()[0, 40:, 0, 0, 0, GP]
    assert released[:6].tolist() == [0, 0, 0, 0.9, 1, 1]


def test_a_measure_on_the_limit_age_moves_the_deferral_with_it() -> None:
    later = measure("assumptions", "limit_age", "add", 2, year_from=2026)
    released = _limit(measures=(later,))
    assert released[0, 43, 0, 0, 0, GP] == 0.9
    assert released[1, 42:47, 0, 0, 0, GP].tolist() == [0, 0, 0, 0.9, 1]


def test_a_local_limit_age_holds_in_its_territory_alone() -> None:
    released = _limit(assume("limit_age", 60, sector="public", territory="02"))
    assert released.shape[2] == 3
    assert released[0, 40, ISLE, 0, 0, GP] == 0.9
    assert released[0, 40, NORTH, 0, 0, GP] == 0


def test_a_local_deferral_is_read_in_its_own_territory() -> None:
    rows = [assume("deferral_share", 0.5, age_from=63, age_to=63, territory="01.b")]
    rows.append(assume("limit_age", 63, sector="public", territory="02"))
    released = _limit(*rows)
    assert [released[0, 43, t, 0, 0, GP] for t in (NORTH, SOUTH, ISLE)] == [0.9, 0.5, 0.9]


def test_a_local_deferral_holds_there_alone_under_a_limit_that_is_the_same_everywhere() -> None:
    local = assume("deferral_share", 0.5, age_from=63, age_to=63, territory="01.b")
    released = _limit(local)
    assert [released[0, 43, t, 0, 0, GP] for t in (NORTH, SOUTH, ISLE)] == [0.9, 0.5, 0.9]


def test_a_plan_of_its_base_year_alone_releases_nobody() -> None:
    assert _limit(facts=replace(FACTS, horizon=FACTS.base_year)).shape[0] == 0


def test_nobody_is_released_where_there_is_no_limit() -> None:
    assert not _limit()[:, :, :, 1].any()
    assert not leaving.releases(fields())["limit_age"].any()


def test_leaving_the_public_sector_and_coming_back_have_rates_of_their_own() -> None:
    rows = (
        assume("sector_switch", 0.02, sector="public"),
        assume("sector_switch_back", 0.01, sector="private", territory="01"),
    )
    both = leaving.switching(fields(assumptions=rows))
    assert both.shape[2] == 3
    assert both[0, 0, :, 0, 0, GP].tolist() == [0.02, 0.02, 0.02]
    assert both[0, 0, :, 1, 0, GP].tolist() == [0.01, 0.01, 0]


def test_moves_have_a_rate_a_factor_by_origin_and_a_destination() -> None:
    rows = (
        assume("mobility", 0.02, sector="public"),
        assume("mobility_origin_factor", 1.5, territory="01", year_to=2025),
        assume("mobility_destination", 1.0, territory="01", destination="02", year_from=2026),
        assume("mobility_destination", 1.0, territory="01", destination="99"),
        assume("mobility_destination", 1.0, territory="01.a", destination="02"),
    )
    moves = leaving.moving(fields(assumptions=rows))
    assert moves.factor[0].tolist() == [1.5, 1.5, 1]
    assert moves.factor[1].tolist() == [1, 1, 1]
    assert moves.destination[0].tolist() == [[0, 0], [0, 0]]
    assert moves.destination[1].tolist() == [[0, 1], [0, 0]]
    assert moves.leave[0, 0, 0, :, 0, GP].tolist() == [0.02, 0]


def test_a_person_is_one_full_time_equivalent_unless_a_figure_says_otherwise() -> None:
    share = leaving.work_share(fields(assumptions=(assume("fte", 0.8, sex="F", cadre="MED"),)))
    assert share.shape == (4, 1, 2, 2, 3)
    assert share[0, 0, 0].tolist() == [[0.8, 0.8, 1], [1, 1, 1]]
    assert (share[0] == share[1]).all()


def test_a_plan_of_one_year_still_knows_what_a_person_works() -> None:
    single = fields(facts=replace(FACTS, horizon=2024))
    assert (leaving.work_share(single) == 1).all()
    assert leaving.work_share(single).shape == (1, 1, 2, 2, 3)


def test_a_certain_exit_stays_certain_whatever_a_measure_does_to_the_others() -> None:
    rows = (
        assume("private_exit", 0.2, sector="private", age_from=70, age_to=79),
        assume("private_exit", 1.0, id="A2", sector="private", age_from=80, age_to=80),
    )
    for factor in (0.5, 1.1):
        line = measure("assumptions", "private_exit", "multiply", factor)
        made = fields(assumptions=rows, measures=(line,))
        rates, released = leaving.hazards(made)["private_exit"], leaving.releases(made)
        assert rates[0, 50, 0, 1, 0, GP] == pytest.approx(0.2 * factor)
        assert rates[0, 60, 0, 1, 0, GP] == 0
        assert released["private_exit"][0, 60, 0, 1, 0, GP] == 1


def test_without_a_rule_those_who_enter_meet_no_exit() -> None:
    assert leaving.entry_exposure(fields()) is None
    assert leaving.entry_exposure(fields(assumptions=(assume("entry_exposure", 0.0),))) is None


def test_the_part_of_the_year_of_those_who_enter_may_differ_by_cadre() -> None:
    rows = (assume("entry_exposure", 0.5, cadre="MED_GP"),)
    part = leaving.entry_exposure(fields(assumptions=rows))
    assert part is not None
    assert part[0, 10, 0, 0, 0, [GP, NURSE]].tolist() == [0.5, 0.0]


def test_people_move_inside_a_region_where_the_plan_has_a_rate_for_it() -> None:
    assert leaving.moving(fields()).within is None
    rows = (assume("mobility_within", 0.03, cadre="MED_GP"),)
    within = leaving.moving(fields(assumptions=rows)).within
    assert within is not None
    assert within[0, 10, 0, 0, 0, [GP, NURSE]].tolist() == [0.03, 0.0]


TASKS = (
    assume("tasks_shifted", 0.1, cadre="MED_ALL", sector="public"),
    assume("tasks_taken_over", 1.0, cadre="NUR_POLY"),
    assume("tasks_exchange", 0.5, cadre="NUR_POLY"),
)


def test_doctors_may_hand_work_over_to_nurses() -> None:
    assert leaving.tasks(fields(assumptions=TASKS[1:])) is None
    made = leaving.tasks(fields(assumptions=TASKS))
    assert made is not None
    assert made.shifted[0, ISLE].tolist() == [[0.1, 0.1, 0.0], [0.0, 0.0, 0.0]]
    assert made.takes[0, ISLE, 0].tolist() == [0.0, 0.0, 1.0]
    assert made.exchange[0, ISLE, 0].tolist() == [0.0, 0.0, 0.5]


@pytest.mark.parametrize(
    ("missing", "name"), [(1, "Delegated work taken over"), (2, "Delegated work done per FTE")]
)
def test_work_that_nobody_can_take_over_is_refused(missing: int, name: str) -> None:
    rows = TASKS[:missing] + TASKS[missing + 1 :]
    with pytest.raises(Problem) as met:
        leaving.tasks(fields(assumptions=rows))
    assert said(met.value) == f": The plan has no value for “{name}”."


def test_recruits_may_owe_whole_years_to_the_public_service() -> None:
    assert leaving.service(fields()) is None
    row = assume("bonded_years", 2.0, cadre="MED_SP", territory="01")
    owed = leaving.service(fields(assumptions=(row,)))
    assert owed is not None
    assert owed[0, :, 1].tolist() == [2.0, 2.0, 0.0]


def test_service_beyond_the_years_of_the_plan_frees_nobody_and_takes_no_longer() -> None:
    years = len(fields().years)
    for typed in (years + 1.0, 1e12):
        owed = leaving.service(fields(assumptions=(assume("bonded_years", typed),)))
        assert owed is not None
        assert set(owed.ravel().tolist()) == {years + 1.0}


def test_a_part_of_a_year_of_service_is_refused() -> None:
    with pytest.raises(Problem) as met:
        leaving.service(fields(assumptions=(assume("bonded_years", 1.5),)))
    assert said(met.value) == ": The service due after recruitment lasts a whole number of years."
