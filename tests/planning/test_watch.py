"""What deserves attention: each point is computed, and said only of plans to which it applies."""

from dataclasses import replace
from datetime import date

import pytest

from app.language import language
from app.models.rows import PlanRows
from app.planning import starter, study
from app.planning.study import Study
from app.planning.watch import MOST, Watch, watch
from tests.planning.hand import FACTS, POPULATIONS, assume, contract, hand, people, post, staff

EN = language("en")
SOURCED = staff(10.0, grade="sourced")
EVERYWHERE = tuple(
    replace(SOURCED, territory=place, cadre=cadre)
    for place in ("01.a", "01.b", "02.c")
    for cadre in ("MED_GP", "MED_SP")
)
LEAVING = (
    "population_death_rate", "early_retirement", "private_exit", "emigration", "resignation",
)  # fmt: skip
QUIET = (
    *(assume(name, 0.0, id=f"Q-{name}", grade="sourced") for name in LEAVING),
    assume("limit_age", 65.0, id="Q-limit", grade="sourced"),
)


@pytest.fixture(scope="module")
def morocco() -> Study:
    return study.run(starter.sample("morocco-2024"))


@pytest.fixture(scope="module")
def tata() -> Study:
    return study.run(starter.sample("tata-2017"))


def _of(rows: PlanRows, **asked: object) -> dict[str, Watch]:
    made = study.run(rows, "base")
    return {one.kind: one for one in watch(made, made.view(**asked))}  # type: ignore[arg-type]


def _plan(**changes: object) -> PlanRows:
    """Return a plan of sourced figures that lacks nobody, with what a test changes in it."""
    return hand(**{"staff": EVERYWHERE, "assumptions": QUIET, **changes})


def _said(one: Watch) -> tuple[str, str]:
    return EN.tell(one.title), EN.tell(one.detail) if one.detail else ""


def test_a_sound_plan_has_nothing_to_watch() -> None:
    assert _of(_plan()) == {}


def test_an_empty_plan_is_told_to_begin_with_its_staff() -> None:
    made = study.run(starter.sample("empty"))
    first, *others = watch(made, made.view())
    assert _said(first) == (
        "The plan holds no staff yet.", "Enter the people in post, or import a list.",
    )  # fmt: skip
    assert (first.severity, first.page) == ("warning", "staff")
    assert [one.kind for one in others] == ["grades"]


def test_a_plan_of_one_year_has_no_turning_points() -> None:
    made = study.run(starter.sample("founding-2020"))
    assert {one.kind for one in watch(made, made.view())} == {"staff", "rates"}


def test_the_end_of_the_contracts_of_tata_comes_first(tata: Study) -> None:
    first, *others = watch(tata, tata.view())
    assert _said(first) == ("Contracts: departures in 2022", "People who leave: 20")
    assert (first.severity, first.page, first.what, first.place) == (
        "warning", "overview", 2022, "",
    )  # fmt: skip
    assert "growth" not in {one.kind for one in others}


def test_renewed_contracts_end_in_several_years_and_the_scenario_counts() -> None:
    made = study.run(starter.sample("tata-2017"), "renewal-50")
    first = watch(made, made.view())[0]
    assert _said(first) == ("Contracts: departures in 2022", "People who leave: 10, of 18 by 2030")


def test_contracts_are_placed_where_most_of_them_end() -> None:
    north = contract(persons=20.0)
    rows = _plan(contracts=(north, contract(id="C2", territory="02.c", persons=2.0)))
    assert _of(rows)["contracts"].place == "01.a"
    assert _of(rows, territory="01.a")["contracts"].place == ""
    even = (north, contract(id="C2", territory="02.c"))
    assert _of(_plan(contracts=even))["contracts"].place == ""
    assert "contracts" not in _of(_plan(contracts=(north,)), territory="02")


def test_retirements_of_moroccan_doctors_peak_in_2032(morocco: Study) -> None:
    found = {one.kind: one for one in watch(morocco, morocco.view(norm="MED_153"))}
    assert _said(found["retirements"]) == (
        "Retirements: peak in 2032", "Departures: 673; average year: 443",
    )  # fmt: skip
    assert found["retirements"].what == 2032
    whole = {one.kind for one in watch(morocco, morocco.view())}
    assert "retirements" not in whole


def test_the_weakest_year_is_that_of_the_public_sector_unless_another_is_asked(
    morocco: Study,
) -> None:
    both = {one.kind: one for one in watch(morocco, morocco.view(norm="MED_153"))}
    assert _said(both["growth"])[0] == "Public sector: lowest balance in 2025"
    assert both["growth"].severity == "warning"


def test_weak_growth_is_told_from_losses_and_sector_from_sector() -> None:
    weak = tuple(
        post("01", posts, 1.0, year_from=year, year_to=year)
        for year, posts in ((2025, 10.0), (2026, 1.0), (2027, 10.0))
    )
    made = study.run(_plan(recruitment=weak), "base")
    found = next(one for one in watch(made, made.view()) if one.kind == "growth")
    assert found.severity == "info"
    assert _said(found) == (
        "Public sector: lowest balance in 2026",
        "Entries minus exits: 1; average year: 7",
    )
    old = replace(SOURCED, sector="private", age_group="70-74", persons=40.0)
    ends = assume("private_exit", 0.5, sector="private", grade="sourced")
    rows = _plan(staff=(*EVERYWHERE, old), assumptions=(*QUIET[:2], *QUIET[3:], ends))
    losing = _of(rows, sector="private")["growth"]
    assert _said(losing)[0] == "Private sector: lowest balance in 2025"
    assert losing.severity == "warning"


@pytest.mark.parametrize(
    ("persons", "posts", "told"),
    [
        (21_000.0, 0.0, ("The deficit does not close by 2027", "Still lacking then: 3")),
        (21_000.0, 5.0, ("The deficit closes in 2025", "It does not come back by 2027.")),
        (20_000.0, 0.0, None),
        (21_000.0, 0.87, None),  # less than half a person is lacking at the end
    ],
)
def test_the_deficit_closes_or_stays_or_never_was(
    persons: float, posts: float, told: tuple[str, str] | None
) -> None:
    populations = tuple(replace(row, persons=persons) for row in POPULATIONS)
    hired = (post("01", posts, 1.0),) if posts else ()
    found = _of(_plan(populations=populations, recruitment=hired)).get("closing")
    assert told == (found and _said(found))
    if found:
        assert (found.severity == "info") == bool(posts)


def test_the_highest_deficit_is_named_where_it_lies_between_the_ends() -> None:
    grown = tuple(
        people(place, year, persons)
        for place in ("01.a", "01.b", "02.c")
        for year, persons in ((2024, 25_000), (2025, 30_000), (2026, 25_000), (2027, 25_000))
    )
    found = _of(_plan(populations=grown))["highest"]
    assert _said(found) == ("Deficit: highest in 2025", "Lacking then: 30")
    even = tuple(replace(row, persons=25_000) for row in grown)
    assert "highest" not in _of(_plan(populations=even))
    assert "highest" not in _of(_plan(populations=grown), cadre="MED_GP")


def test_posts_that_stay_empty_are_counted_where_they_are_many() -> None:
    def warnings(fill: float) -> list[Watch]:
        made = study.run(_plan(recruitment=(post("01", 10.0, fill),)), "base")
        return [one for one in watch(made, made.view()) if one.severity == "warning"]

    (found,) = warnings(0.4)
    assert _said(found) == ("Posts that stay empty: 18 of 30", "Fill rate by 2027: 40%")
    assert found.page == "assumptions"
    assert warnings(0.9) == []


def test_territories_without_anybody_are_counted_and_one_alone_is_named() -> None:
    one = _of(_plan(staff=EVERYWHERE[:4]))["unstaffed"]
    assert _said(one)[0] == "Territories without staff: 1 of 3"
    assert (one.place, one.page, one.what) == ("02.c", "staff", "02.c")
    two = _of(_plan(staff=EVERYWHERE[:2]))["unstaffed"]
    assert (two.place, two.what) == ("", "01.b")


def test_estimated_staff_are_said_by_their_share_of_what_is_asked() -> None:
    rough = replace(EVERYWHERE[0], grade="estimated-by-rule", persons=30.0)
    found = _of(_plan(staff=(rough, *EVERYWHERE[1:])))["estimates"]
    assert _said(found)[0] == "Staff not sourced: 30 of 80 people"
    assert "estimates" not in _of(_plan(staff=(rough, *EVERYWHERE[1:])), territory="02")
    invented = _of(_plan(staff=(rough,), facts=replace(FACTS, synthetic=True)))
    assert "estimates" not in invented
    assert invented["staff"].severity == "info"
    elsewhere = _of(_plan(staff=(rough, *EVERYWHERE[1:])), cadre="MED_SP", territory="01.a")
    assert "estimates" not in elsewhere


def test_findings_of_one_kind_are_one_point_and_only_those_of_the_view() -> None:
    endless = contract(end=None, label="One")
    two = (endless, replace(endless, id="C2", label="Two", territory="02.c"))
    assert _said(_of(_plan(contracts=two))["contracts"]) == ("Contract: One", "Of the same kind: 2")
    here = _of(_plan(contracts=two), territory="02")["contracts"]
    assert _said(here) == ("Contract: Two", "Enter the date on which it ends.")
    assert here.severity == "warning"
    assert "contracts" not in _of(_plan(contracts=two), territory="01.b")


def test_a_territory_without_inhabitants_is_a_warning_that_names_it() -> None:
    found = _of(_plan(populations=POPULATIONS[:2]))["territories"]
    assert (found.place, found.severity, found.page) == ("02.c", "warning", "")


def test_assumptions_to_confirm_warn_where_they_are_most() -> None:
    rough = tuple(replace(row, grade="recalled-unverified") for row in QUIET)
    most = _of(_plan(assumptions=(*rough[:4], *QUIET[4:])))["grades"]
    assert (most.severity, most.page) == ("warning", "assumptions")
    assert _said(most)[0] == "Assumptions to confirm: 4 of 6"
    assert _of(_plan(assumptions=(*rough[:1], *QUIET[1:])))["grades"].severity == "info"


@pytest.mark.parametrize("code", ["morocco-2024", "morocco-2021", "tata-2017"])
def test_what_follows_comes_before_what_the_plan_lacks(code: str) -> None:
    made = study.run(starter.sample(code))
    found = [one for one in watch(made, made.view()) if one.severity == "warning"]
    results = [one.page == "overview" for one in found]
    assert results == sorted(results, reverse=True)
    assert _said(found[0])[0] in {
        "Contracts: departures in 2022", "The deficit does not close by 2040",
    }  # fmt: skip


def test_warnings_come_first_and_the_list_stays_short() -> None:
    rows = _plan(
        staff=(replace(EVERYWHERE[0], grade="estimated-by-rule"), *EVERYWHERE[1:3]),
        recruitment=(post("01", 10.0, 0.1),),
        contracts=(contract(), contract(id="C2", end=None, start=date(2024, 1, 1))),
        populations=tuple(replace(row, persons=90_000.0) for row in POPULATIONS[:2]),
    )
    made = study.run(rows, "base")
    found = watch(made, made.view())
    assert len(found) == MOST
    tones = [one.severity for one in found]
    assert tones == sorted(tones, reverse=True)
    assert found[0].kind == "contracts"
