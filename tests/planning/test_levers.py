"""What a plan offers to be moved, what stands for it, and measures that bring it to a value."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.rows import CadreRow, MeasureRow, PlanRows, ScenarioRow, SourceRow
from app.planning.assemble import LEVERS as MOVED
from app.planning.entered import ENTERED
from app.planning.lever_catalogue import CATALOGUE
from app.planning.levers import Lever, as_lever, lever_of, levers, measure, value
from app.planning.starter import sample
from app.planning.study import Study, run
from app.planning.trial import TRIAL, tried
from app.problems import Problem
from tests.planning.hand import (
    CADRES,
    SCENARIOS,
    assume,
    contract,
    hand,
    mission,
    names,
    post,
    school,
    staff,
)
from tests.planning.hand import measure as line

RANGE = {"low": 0.1, "high": 0.5}
TATA = "recruitment.{}.MED_GP.public.09.551"


@cache
def of_sample(name: str, scenario: str) -> Study:
    return run(sample(name), scenario)


def offered(rows: PlanRows, scenario: str = "base", territory: str = "") -> dict[str, Lever]:
    return {one.key: one for one in levers(run(rows, scenario), territory)}


def only(rows: PlanRows, parameter: str, scenario: str = "base", territory: str = "") -> Lever:
    found = offered(rows, scenario, territory).values()
    (lever,) = [one for one in found if one.parameter == parameter]
    return lever


def none(rows: PlanRows, parameter: str, territory: str = "") -> bool:
    return all(one.parameter != parameter for one in offered(rows, "base", territory).values())


def moved(study: Study, lever: Lever, to: float) -> Study:
    scenario = study.scenario.id
    rows = tried(study.rows, scenario, [measure(study.rows, lever, to)])
    return run(rows, TRIAL, before=study)


CASES = [
    (name, row.id)
    for name in ("morocco-2024", "tata-2017")
    for row in sample(name).scenarios
    if row.kind == "scenario"
]


@settings(max_examples=40)
@given(st.sampled_from(CASES), st.data())
def test_a_lever_brought_to_a_value_stands_there(
    case: tuple[str, str], data: st.DataObject
) -> None:
    study = of_sample(*case)
    lever = data.draw(st.sampled_from(levers(study)))
    steps = round((lever.most - lever.least) / lever.step)
    to = lever.least + data.draw(st.integers(0, steps)) * lever.step
    then = moved(study, lever, to)
    assert value(then, lever) == pytest.approx(to, rel=1e-9, abs=1e-9)
    assert lever_of(then, lever.key) == lever  # whatever is tried on top
    assert value(study, lever) == pytest.approx(lever.stands)


def test_every_lever_of_the_nation_and_of_a_place_is_accepted() -> None:
    for name in ("morocco-2024", "tata-2017"):
        study = of_sample(name, "reference")
        for lever in levers(study):
            for to in (lever.least, lever.most):
                assert moved(study, lever, to).scenario.id == TRIAL


def test_the_story_of_tata_is_told_with_its_levers() -> None:
    study = of_sample("tata-2017", "reference")
    view = study.view(until=2022)
    renewal = lever_of(study, "contracts.renewal_share.MED_ALL.public.09.551")
    assert (renewal.least, renewal.most, renewal.step, renewal.stands) == (0.0, 1.0, 0.05, 0.0)
    half = moved(study, renewal, 0.5).lines(view)[-1]
    assert (half.stock, half.deficit) == pytest.approx((18.0, 165.6))  # 8 + 20 x 0.5 of 183.6
    posts, fill = (lever_of(study, TATA.format(name)) for name in ("posts", "fill_rate"))
    assert (posts.year_from, posts.year_to, posts.stands) == (2019, 2030, 0.0)
    both = [measure(study.rows, posts, 5.0), measure(study.rows, fill, 0.4)]
    last = run(tried(study.rows, "reference", both), TRIAL, before=study).lines(view)[-1]
    assert (last.stock, last.deficit) == pytest.approx((16.0, 167.6))  # 4 years x 5 x 0.4 = 8
    persons = lever_of(study, "contracts.persons.MED_ALL.public.09.551")
    assert (persons.stands, persons.year_from) == (20.0, 2018)
    lines = moved(study, persons, 30.0).lines(study.view(until=2021))
    assert lines[-1].stock == pytest.approx(38.0)


def test_a_study_of_a_scenario_shows_its_own_lines() -> None:
    study = of_sample("tata-2017", "posts-5-fill-40")
    posts, fill = (lever_of(study, TATA.format(name)) for name in ("posts", "fill_rate"))
    assert (value(study, posts), value(study, fill)) == (5.0, 0.4)
    before = of_sample("tata-2017", "reference")
    assert (value(before, posts), value(before, fill)) == (0.0, 0.0)


def test_people_who_differ_are_multiplied_and_keep_their_pattern() -> None:
    rows = hand(
        staff=(staff(10), staff(30, cadre="MED_SP")),
        assumptions=(
            assume("emigration", 0.02, cadre="MED_GP", low=0.01, high=0.04, unit="probability"),
            assume("emigration", 0.04, cadre="MED_SP", low=0.02, high=0.06, unit="probability"),
        ),
    )
    lever = only(rows, "emigration")
    assert (lever.cadre, lever.operation, lever.stands, lever.side) == (
        "MED_ALL", "multiply", 1.0, "assumption",
    )  # fmt: skip
    # 10 generalists at 0.02 and 30 specialists at 0.04 make 0.035; low 0.0175; high 0.055
    assert (lever.low, lever.high) == pytest.approx((0.5, 0.055 / 0.035), abs=1e-6)
    study = run(rows, "base")
    assert value(moved(study, lever, 2.0), lever) == pytest.approx(2.0)
    assert measure(rows, lever, 2.0).unit == ""


def test_a_factor_on_top_of_a_line_makes_up_for_it() -> None:
    rows = hand(
        assumptions=(assume("emigration", 0.02, age_from=30, unit="probability"),),
        measures=(line("assumptions", "emigration", "multiply", 0.5, ramp_years=2),),
        staff=(staff(10),),
    )
    lever = only(rows, "emigration", "test")
    assert (lever.stands, lever.ramp_years, lever.year_from) == (0.5, 2, 2025)
    assert measure(rows, lever, 1.0).value == 2.0
    assert value(moved(run(rows, "test"), lever, 0.8), lever) == pytest.approx(0.8)


def test_a_factor_that_has_nothing_to_multiply_is_not_offered() -> None:
    nothing = assume("emigration", 0.0, age_from=30, unit="probability")
    assert none(hand(assumptions=(nothing,)), "emigration")
    gone = line("assumptions", "emigration", "multiply", 0.0)
    rows = hand(assumptions=(replace(nothing, value=0.1),), measures=(gone,), staff=(staff(),))
    assert "emigration" not in {one.parameter for one in offered(rows, "test").values()}
    lever = only(rows, "emigration")
    assert value(run(hand(), "base"), lever) == 0.0


def test_shares_that_differ_are_multiplied_up_to_the_whole() -> None:
    kept = [
        assume("deferral_share", one, cadre=cadre, unit="share kept")
        for one, cadre in ((0.8, "MED_GP"), (0.4, "MED_SP"))
    ]
    assert only(hand(assumptions=tuple(kept)), "deferral_share").most == 1.25
    ends = [
        assume("private_exit", one, age_from=a, age_to=a, sector="private", unit="probability")
        for one, a in ((0.2, 70), (1.0, 71))
    ]
    # nobody stays beyond the last age: a factor does not move what is certain
    assert only(hand(assumptions=tuple(ends)), "private_exit").most == 2.0


def test_an_age_limit_is_moved_by_years() -> None:
    rows = hand(
        staff=(staff(10),),
        assumptions=(assume("limit_age", 63.0, unit="years", low=62.0, high=65.0),),
    )
    lever = only(rows, "limit_age")
    assert (lever.operation, lever.least, lever.most, lever.step) == ("add", -5.0, 5.0, 0.5)
    assert (lever.stands, lever.low, lever.high) == (0.0, -1.0, 2.0)
    assert value(moved(run(rows, "base"), lever, 2.0), lever) == 2.0
    wide = replace(
        rows, assumptions=(assume("limit_age", 63.0, unit="years", low=55.0, high=65.0),)
    )
    assert only(wide, "limit_age").least == -8.0


def test_posts_that_change_over_the_years_are_raised_together() -> None:
    rows = hand(recruitment=(
        post("01.a", 40, 0.5, id="1", year_to=2026),
        post("01.a", 100, 0.5, id="2", year_from=2027),
    ))  # fmt: skip
    lever = offered(rows)["recruitment.posts.MED_GP.public.MA"]
    assert (lever.operation, lever.least, lever.most, lever.stands) == ("add", -40.0, 80.0, 0.0)
    then = moved(run(rows, "base"), lever, -40.0)
    assert then.inputs.recruitment.posts.sum(axis=(1, 2)).tolist() == pytest.approx([0, 0, 60])


def test_the_mean_of_the_fill_rate_is_weighted_by_posts() -> None:
    rows = hand(recruitment=(
        post("01.a", 30, 0.2, id="1", fill_low=0.1, fill_high=0.3),
        post("01.b", 10, 0.6, id="2", fill_low=0.6, fill_high=0.6),
    ))  # fmt: skip
    lever = offered(rows)["recruitment.fill_rate.MED_GP.public.MA"]
    assert (lever.operation, lever.stands, lever.step) == ("set", 0.3, 0.05)
    assert (lever.low, lever.high) == pytest.approx((0.225, 0.375))
    in_one = offered(rows, territory="01.b")["recruitment.fill_rate.MED_GP.public.01.b"]
    assert (in_one.stands, in_one.low) == (0.6, None)
    assert value(moved(run(rows, "base"), lever, 0.5), in_one) == 0.5
    assert offered(rows)["recruitment.posts.MED_GP.public.MA"].low is None


def test_posts_from_nothing_reach_with_the_staff_of_the_place() -> None:
    few, many = (
        offered(hand(staff=(staff(n),)))["recruitment.posts.MED_GP.public.MA"] for n in (8, 1200)
    )
    assert (few.most, few.step, many.most, many.step) == (10.0, 1.0, 150.0, 1.0)


def test_rules_on_posts_are_offered_where_posts_are_opened() -> None:
    assert none(hand(), "bonded_years")
    opened = hand(recruitment=(post("01.a", 40, 0.5),))
    lever = only(opened, "bonded_years")
    assert (lever.operation, lever.least, lever.most, lever.step) == ("set", 0.0, 10.0, 1.0)
    by_measure = hand(measures=(line("recruitment", "posts", "set", 5.0),))
    assert only(by_measure, "posts_carried_over", "test").most == 1.0
    given_already = replace(opened, assumptions=(assume("posts_carried_over", 0.5, unit="share"),))
    assert only(given_already, "posts_carried_over").stands == 0.5


def test_programmes_are_offered_where_they_keep_people() -> None:
    places = [
        assume("retention_places", 40.0, territory=where, sector="public", unit="places")
        for where in ("01.a", "02")
    ]
    assert none(hand(assumptions=tuple(places)), "retention_places")
    reach = assume("retention_reach", 0.2, unit="share of people")
    assert none(hand(assumptions=(reach,)), "retention_reach")
    rows = hand(
        staff=(staff(10), staff(10, territory="02.c")),
        assumptions=(*places, assume("retained_emigration", 0.5, unit="share")),
    )
    found = [one for one in offered(rows).values() if one.parameter == "retention_places"]
    assert [(one.territory, one.stands, one.most) for one in found] == [
        ("01.a", 40.0, 150.0), ("02", 40.0, 150.0),
    ]  # fmt: skip
    assert value(moved(run(rows, "base"), found[0], 60.0), found[0]) == 60.0


def test_contracts_prepared_are_called_up_and_none_is_sent_home() -> None:
    prepared = [
        contract(id=f"S{i}", territory=at, status="scenario")
        for i, at in enumerate(("01.a", "02.c"))
    ]
    rows = hand(contracts=(*prepared, contract(id="open", status="scenario", end=None)))
    lever = only(rows, "contracts")
    assert (lever.cadre, lever.operation, lever.stands, lever.least, lever.most) == (
        "MED_SP", "add", 0.0, 0.0, 60.0,
    )  # fmt: skip
    study = moved(run(rows, "base"), lever, 15.0)
    assert value(study, lever) == 15.0
    assert study.inputs.contracts.persons.sum() == 30.0
    called = hand(
        contracts=tuple(prepared),
        measures=(line("contracts", "contracts", "add", 25.0, cadre="MED_SP"),),
    )
    on_top = only(called, "contracts", "test")
    assert (on_top.stands, on_top.least, measure(called, on_top, 30.0).value) == (25.0, 25.0, 5.0)


def test_missions_are_called_up_by_their_months() -> None:
    rows = hand(missions=(mission(status="scenario", year_from=2026),))
    lever = only(rows, "missions")
    assert (lever.year_from, lever.stands, lever.most) == (2026, 0.0, 40.0)  # 6 persons, 2 months
    assert value(moved(run(rows, "base"), lever, 24.0), lever) == 24.0
    assert none(rows, "missions", "02")


def test_terms_of_several_contracts_are_moved_together() -> None:
    two = (
        contract(id="1", persons=10.0, renewal_share=0.2, renewal_years=2, break_hazard=0.1),
        contract(id="2", persons=30.0, renewal_share=0.6, renewal_years=4, break_hazard=0.1),
    )
    found = {one.parameter: one for one in offered(hand(contracts=two)).values()}
    share, years = found["renewal_share"], found["renewal_years"]
    assert (share.operation, share.most, share.side) == ("multiply", 1.65, "lever")  # 0.6 x 1.65
    assert (years.operation, years.least, years.step) == ("add", -1.0, 1.0)  # of 2, one is left
    assert (found["persons"].operation, found["break_hazard"].stands) == ("add", 0.1)
    assert none(hand(contracts=(contract(),)), "renewal_share")  # renewed for no time
    study = run(hand(contracts=two), "base")
    assert value(moved(study, share, 1.5), share) == 1.5


def test_the_stages_of_a_call_are_offered_for_calls_alone() -> None:
    call = contract(id="call", applicants_per_post=0.8, start=date(2026, 1, 1))
    rows = hand(contracts=(contract(), call))
    lever = only(rows, "applicants_per_post")
    assert (lever.stands, lever.year_from, lever.operation) == (0.8, 2026, "set")
    assert only(rows, "licensed_share").stands == 1.0  # nobody said: nobody is lost


def test_what_holds_for_the_whole_plan_is_offered_there_alone() -> None:
    rows = hand(
        assumptions=(
            assume("professional_mortality_factor", 0.8, unit="multiplier"),
            assume("entries_trained_abroad", 100.0, cadre="MED_GP", unit="persons per year"),
            assume("returns_age", 45.0, cadre="MED_ALL", unit="years"),
        ),
        pipeline=(school("share_not_practising", 0.1, unit="share of graduates"),),
    )
    whole, part = offered(rows), offered(rows, territory="01")
    kept = {one.parameter for one in part.values()}
    assert kept == {"posts", "fill_rate"}
    by_name = {one.parameter: one for one in whole.values()}
    assert (by_name["professional_mortality_factor"].stands, by_name["returns_age"].least) == (
        0.8,
        40.0,
    )
    assert (by_name["entries_trained_abroad"].stands, by_name["returns_age"].step) == (100.0, 1.0)
    assert "share_not_practising" not in by_name  # the plan trains no doctors


MEDICINE = (
    school("intake", 300.0, unit="students"),
    school("duration", 7.0),
    school("residency_years_4", 1.0, "MED_SP"),
    school("share_abroad", 0.3, unit="share of graduates", **RANGE),
    school("share_not_practising", 0.1, unit="share of graduates"),
    school("residency_share", 0.5, unit="share"),
    school("residency_places", 100.0, "MED_SP", year_to=2026, unit="places"),
    school("residency_places", 140.0, "MED_SP", year_from=2027, id="2", unit="places"),
    school("residency_loss", 0.0, "MED_SP", unit="share"),
    school("share_abroad_after_residency", 0.0, "MED_SP", unit="share"),
    school("specialty_share", 0.4, "CARDIO", unit="share of new residents"),
    school("graduates_observed", 50.0, year_to=2012),
)


def test_a_school_offers_its_places_and_its_graduates() -> None:
    rows = hand(pipeline=MEDICINE)
    found = {one.parameter: one for one in offered(rows).values()}
    assert (found["graduates"].stands, found["graduates"].operation) == (300.0, "set")
    assert (found["intake"].stands, found["intake"].most) == (300.0, 1000.0)
    assert (found["residency_places"].operation, found["residency_places"].least) == ("add", -100.0)
    assert (found["share_abroad"].low, found["share_abroad"].high) == (0.1, 0.5)
    # those who leave and those who do not practise are of the same graduates
    assert (found["share_abroad"].most, found["share_not_practising"].most) == (0.9, 0.7)
    assert (found["specialty_share"].stands, found["specialty_share"].cadre) == (0.4, "CARDIO")
    study = run(rows, "base")
    for name, to in (("specialty_share", 0.8), ("graduates", 400.0), ("intake", 500.0)):
        assert value(moved(study, found[name], to), found[name]) == to


def test_each_specialty_is_chosen_by_what_the_others_leave() -> None:
    rows = hand(
        cadres=(*CADRES, CadreRow("SURGERY", "MED_SP", "specialty", "", "", names("Surgery"))),
        pipeline=(*MEDICINE, school("specialty_share", 0.25, "SURGERY", unit="share")),
    )
    key = "pipeline.specialty_share.{}.ALL.MA"
    study = run(rows, "base")
    heart, surgery = (lever_of(study, key.format(code)) for code in ("CARDIO", "SURGERY"))
    assert (heart.most, surgery.most) == (0.75, 0.6)
    then = moved(study, heart, 0.7)
    assert (value(then, heart), value(then, surgery)) == (0.7, 0.25)


def test_a_share_that_changes_over_the_years_is_multiplied() -> None:
    varying = (
        school("share_abroad", 0.2, year_to=2026, unit="share of graduates", id="a"),
        school("share_abroad", 0.4, year_from=2027, unit="share of graduates", id="b"),
    )
    rest = tuple(row for row in MEDICINE if row.parameter != "share_abroad")
    lever = only(hand(pipeline=(*rest, *varying)), "share_abroad")
    assert (lever.operation, lever.most) == ("multiply", 2.0)


def test_a_school_that_no_longer_takes_students_offers_nothing() -> None:
    old = school("intake_public", 100.0, year_to=2020, unit="students")
    assert none(hand(pipeline=(*MEDICINE, old)), "intake_public")


def test_a_lever_takes_the_years_of_a_line_on_the_same() -> None:
    early = line("recruitment", "posts", "set", 5.0, cadre="MED_GP", year_from=2026, year_to=2026)
    rows = hand(measures=(early,))
    key = "recruitment.posts.MED_GP.public.MA"
    here, elsewhere = offered(rows, "test")[key], offered(rows)[key]
    assert (here.year_from, here.year_to, here.stands) == (2026, 2026, 5.0)
    assert (elsewhere.year_from, elsewhere.year_to, elsewhere.stands) == (2026, 2027, 0.0)
    other = offered(rows)["recruitment.fill_rate.MED_GP.public.MA"]
    assert other.year_from == 2026  # the year in which most lines of the plan begin
    assert offered(hand())[key].year_from == 2025
    past = replace(early, year_from=2020, year_to=2024)
    assert offered(hand(measures=(past,)), "test")[key].year_from == 2025
    private = replace(early, sector="private", cadre="MED_SP")
    assert offered(hand(measures=(private,)))[key].year_to == 2027


def test_a_line_on_contracts_is_known_by_those_whom_it_reaches() -> None:
    ours = line("contracts", "renewal_share", "set", 0.5, cadre="MED_ALL", year_from=2026)
    rows = hand(contracts=(contract(renewal_years=1),), measures=(ours,))
    assert only(rows, "renewal_share", "test").year_from == 2025  # the contract begins
    assert only(rows, "renewal_share", "test").stands == 0.0 or True


def test_levers_are_worked_out_once_a_study() -> None:
    study = run(hand(staff=(staff(),)), "base")
    alone = lever_of(study, "recruitment.posts.MED_GP.public.MA")
    found = levers(study)
    assert levers(study) is found
    assert alone in found
    assert lever_of(study, alone.key) is next(one for one in found if one.key == alone.key)


def test_a_plan_without_years_ahead_offers_nothing() -> None:
    assert levers(of_sample("founding-2020", "reference")) == ()


def test_a_lever_read_in_a_plan_without_years_ahead_stands_where_it_stood() -> None:
    rows = hand(staff=(staff(),))
    lever = offered(rows)["recruitment.posts.MED_GP.public.MA"]
    now = replace(rows, facts=replace(rows.facts, horizon=rows.facts.base_year))
    assert value(run(now, "base"), replace(lever, stands=3.0)) == 3.0


def test_a_line_is_read_as_a_lever_moves() -> None:
    made = line("contracts", "renewal_share", "set", 0.125, cadre="", sector="", ramp_years=2)
    lever = as_lever(made)
    assert lever is not None
    assert (lever.cadre, lever.sector, lever.operation) == ("ALL", "ALL", "set")
    assert (lever.ramp_years, lever.step) == (2, 0.001)
    assert as_lever(replace(made, parameter="cost")) is None


def test_a_lever_that_is_not_offered_is_refused() -> None:
    study = run(hand(), "base")
    for key in ("recruitment.posts.NOBODY.public.MA", "x", "a.b.c.d.01"):
        with pytest.raises(Problem):
            lever_of(study, key)


def test_a_line_names_the_plan_as_its_source_where_the_plan_knows_it() -> None:
    rows = hand(staff=(staff(),))
    lever = offered(rows)["recruitment.posts.MED_GP.public.MA"]
    made = measure(rows, lever, 4.0, "to see")
    assert isinstance(made, MeasureRow)
    assert (made.scenario, made.source, made.reason, made.unit) == (
        TRIAL,
        "",
        "to see",
        "posts/year",
    )
    known = replace(rows, sources=(SourceRow(ENTERED, "Hand", "", "", "", ""),))
    assert measure(known, lever, 4.0).source == ENTERED


def test_nobody_of_a_group_outside_all_groups_is_left_out() -> None:
    rows = hand(
        scenarios=(*SCENARIOS, ScenarioRow("more", names("More"), 2, locked=False)),
        assumptions=(
            assume("resignation", 0.01, cadre="NUR_POLY", unit="probability per year"),
            assume(
                "resignation", 0.02, cadre="MED_GP", unit="probability per year", high=0.03, low=0.0
            ),
        ),
    )
    found = [one for one in offered(rows).values() if one.parameter == "resignation"]
    assert [(one.cadre, one.stands, one.most) for one in found] == [
        ("NUR_POLY", 0.01, 0.03), ("MED_GP", 0.02, 0.06),
    ]  # fmt: skip


def test_the_catalogue_names_each_parameter_that_a_measure_may_move_once() -> None:
    named = [(one.table, one.parameter) for one in CATALOGUE]
    assert sorted(named) == sorted((table, one) for table, found in MOVED.items() for one in found)


def test_people_and_years_are_moved_by_wholes_and_factors_and_shares_are_not() -> None:
    found = {one.parameter: one for one in levers(of_sample("morocco-2024", "reference"))}
    whole = {name for name, one in found.items() if one.is_whole}
    assert {"posts", "graduates", "residency_places", "returns_permanent", "returns_age"} <= whole
    assert not {"fill_rate", "emigration", "limit_age", "missions", "fte"} & whole
    assert all(found[name].step.is_integer() for name in whole)
    assert not replace(found["posts"], operation="multiply").is_whole
