"""Bridges as they are told: whole persons that add up, few enough steps, careful sentences."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language import CODES, language
from app.planning import study
from app.planning.bridges import between_norms, between_studies, between_years
from app.planning.levers_apart import by_lever
from app.planning.starter import sample, samples
from app.reports import bridge_told, drivers, movement
from app.reports.bridge_told import Told, flows, folded, levers
from app.reports.bridge_words import sentences
from app.reports.frame import Frame
from app.reports.rounding import whole
from app.reports.trace import trace
from app.reports.two_ends import End, Ends

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.study import Study

FEW, MANY = 5, 12


@cache
def made(name: str, scenario: str = "reference") -> Study:
    return study.run(sample(name), scenario)


def ends(one: Study, other: Study, view: View, code: str = "en") -> Ends:
    first, last = (Frame(which, view, language(code)) for which in (one, other))
    return End(first, first.scenario), End(last, last.scenario)


def by_years(name: str, first: int, last: int, cadre: str | None = None, code: str = "en") -> Told:
    done = made(name)
    view = done.view(cadre=cadre)
    spoken = language(code)
    frame = Frame(done, view, spoken)
    names = (End(frame, spoken.year(first)), End(frame, spoken.year(last)))
    return flows(between_years(done, view, first, last), names, "", (first, last))


def assert_adds_up(told: Told) -> None:
    """The printed numbers lead from the printed start to the printed end; so do the exact ones."""
    assert whole(told.start) + sum(told.changes()) == whole(told.end)
    exact = math.fsum([told.start, *(step.persons for step in told.steps)])
    assert exact == pytest.approx(told.end, abs=1e-9)
    for step in told.steps:
        assert abs(step.persons - step.change) < len(step.whole)
        for flow, change in zip(step.flows, step.whole, strict=bool(step.flows)):
            assert abs(flow.persons - change) < 1.0


@pytest.mark.parametrize("name", samples())
@given(data=st.data())
def test_between_any_two_years_of_any_sample_the_numbers_add_up(
    name: str, data: st.DataObject
) -> None:
    facts = made(name).rows.facts
    year = st.integers(facts.base_year, facts.horizon)
    cadre = data.draw(st.sampled_from([None, "MED_ALL", "MED_GP"]))
    told = by_years(name, data.draw(year), data.draw(year), cadre)
    assert_adds_up(told)
    assert_adds_up(folded(told, data.draw(st.integers(1, MANY))))


@given(data=st.data())
def test_between_any_two_scenarios_and_norms_of_the_nation_the_numbers_add_up(
    data: st.DataObject,
) -> None:
    codes = [row.id for row in made("morocco-2024").rows.scenarios if row.kind == "scenario"]
    one, other = (made("morocco-2024", data.draw(st.sampled_from(codes))) for _ in range(2))
    year = data.draw(st.integers(2024, 2040))
    view = one.view()
    found = between_studies(one, view, other, view, year)
    assert_adds_up(folded(flows(found, ends(one, other, view), "other_scenario", (year, year)), 9))
    norm = data.draw(st.sampled_from(["MED_153", "WHO_445", "MA_445"]))
    between = between_norms(one, view, one.view(norm=norm), year)
    assert_adds_up(flows(between, ends(one, one, view), "other_norm", (year, year)))


@pytest.mark.parametrize("scenario", ["GRAD3300", "RETIRE2"])
def test_the_levers_between_two_scenarios_add_up(scenario: str) -> None:
    one, other = made("morocco-2024"), made("morocco-2024", scenario)
    view = one.view()
    found = by_lever(one, other, view, 2036, lambda _: None)
    told = levers(found, ends(one, other, view), 2036)
    assert_adds_up(told)
    back = by_lever(other, one, view, 2036, lambda _: None)
    assert_adds_up(levers(back, ends(other, one, view), 2036))


# --- One number for a step ------------------------------------------------------------------------


def test_an_end_of_private_practice_is_one_person_wherever_it_is_told() -> None:
    """Fahs-Anjra: 0.60 end their private practice, 0.74 leave otherwise, each kind less than 0.5.

    From 1 to 3.83, printed 4, the largest parts lead: +2.50, +1.37, −0.60.
    """
    done, spoken = made("morocco-2024"), language("en")
    place = next(one.code for one in done.rows.territories if one.names.fr == "Fahs-Anjra")
    view = done.view(place, "MED_GP", "private", until=2040)
    frame = Frame(done, view, spoken)
    ends = (End(frame, "2024"), End(frame, "2040"))
    every = flows(between_years(done, view, 2024, 2040), ends, "", (2024, 2040))
    shown = folded(every, MANY)
    assert [(step.name, step.change) for step in shown.steps] == [
        ("End of private practice", -1),
        ("Other exits", 0),
        ("Private practices opened", 3),
        ("Arrivals from the other sector", 1),
        ("Other entries", 0),
    ]
    assert sentences(shown) == sentences(every)
    panel = trace(done, view, 2040, "stock")
    printed = dict(zip([term.key for term in panel.terms], panel.printed(), strict=True))
    assert printed["private_exit"] == 1
    for step in every.steps:
        assert abs(step.change) == printed[step.flows[0].kind]
    overview = drivers.bridge(done, view, 2040)
    assert {step.key: step.whole for step in overview.steps} == {
        step.flows[0].kind: step.change for step in every.steps
    }


@given(data=st.data())
def test_a_step_has_the_same_number_by_itself_and_told_with_others(data: st.DataObject) -> None:
    done, spoken = made("morocco-2024"), language("en")
    places = st.sampled_from([row.code for row in done.rows.territories])
    sectors = st.sampled_from([None, "public", "private"])
    view = done.view(data.draw(places), data.draw(st.sampled_from([None, "MED_GP", "MIDWIFE"])),
                     data.draw(sectors), until=2040)  # fmt: skip
    frame = Frame(done, view, spoken)
    years = (2024, data.draw(st.integers(2025, 2040)))
    ends = (End(frame, "from"), End(frame, "to"))
    every = flows(between_years(done, view, *years), ends, "", years)
    alone = {step.flows[0].key: step.change for step in every.steps}
    shown = folded(every, data.draw(st.integers(1, MANY)))
    for step in shown.steps:
        assert step.change == sum(alone.pop(flow.key) for flow in step.flows)
    assert alone == {}
    exits, entries = ([one for one in shown.steps if one.side == s] for s in ("exits", "entries"))
    for side in (exits, entries):
        told_as_nothing = [one for one in side if not one.change]
        assert len(told_as_nothing) <= 1


# --- Fewer steps ----------------------------------------------------------------------------------


def test_all_who_retire_are_one_step_among_the_exits_by_its_size() -> None:
    told = by_years("morocco-2024", 2024, 2036)
    kinds = [step.key for step in told.steps if "retire" in step.key or "limit" in step.key]
    assert kinds == ["exits limit_age", "exits early_retirement"]
    steps = folded(told, MANY).steps
    exits = [step for step in steps if step.side == "exits"]
    assert bridge_told.RETIRED in [step.key for step in exits]
    assert [abs(step.persons) for step in exits] == sorted(
        (abs(step.persons) for step in exits), reverse=True
    )


def test_few_steps_are_reached_by_telling_the_smallest_of_a_side_together() -> None:
    told = folded(by_years("morocco-2024", 2024, 2036), FEW)
    assert len(told.steps) == FEW
    assert {step.key for step in told.steps} >= {"need population", "exits others"}
    together = next(step for step in told.steps if step.key == "exits others")
    assert together.name == "Exits"  # all of them
    assert together.persons == pytest.approx(math.fsum(flow.persons for flow in together.flows))


def test_others_have_somebody_beside_them() -> None:
    told = by_years("morocco-2024", 2024, 2036)
    alone = folded(told, 1).steps
    assert [step.name for step in alone] == ["Need (population)", "Exits", "Entries"]
    for most in range(4, MANY):
        steps = folded(told, most).steps
        for side, name in (("exits", "Other exits"), ("entries", "Other entries")):
            own = [step.name for step in steps if step.side == side]
            assert (name in own) <= (len(own) > 1)


def test_a_bridge_that_moves_nothing_says_so() -> None:
    told = by_years("morocco-2024", 2030, 2030)
    assert told.steps == ()
    assert folded(told, FEW).steps == ()
    assert sentences(told)[1] == "Nothing moves it."
    assert sentences(told)[0].startswith("The deficit is ")
    assert sentences(told)[0].endswith(" in 2030.")


# --- Words ----------------------------------------------------------------------------------------


def test_the_sentence_names_the_largest_causes_and_what_goes_the_other_way() -> None:
    found = sentences(folded(by_years("morocco-2024", 2024, 2036, "MED_ALL"), MANY))
    assert found[0].startswith("From 2024 to 2036, the ")
    assert found[1].startswith("Mostly: ")
    assert found[2].startswith("In the other direction: retirements ")


@pytest.mark.parametrize("code", CODES)
def test_private_practices_that_open_have_one_name_in_rows_sentences_and_overview(
    code: str,
) -> None:
    spoken = language(code)
    told = folded(by_years("morocco-2024", 2024, 2036, "MED_ALL", code), MANY)
    row = next(step.name for step in told.steps if step.key == "entries private_opening")
    assert row == movement.named("private_opening", spoken)
    alone = replace(told, steps=tuple(step for step in told.steps if step.name == row))
    assert row.lower() in sentences(alone)[1]


def test_scenarios_are_quoted_by_their_names() -> None:
    one, other = made("morocco-2024"), made("morocco-2024", "RETIRE2")
    view = one.view(norm="MED_153")
    found = by_lever(one, other, view, 2036, lambda _: None)
    said = sentences(levers(found, ends(one, other, view), 2036))
    assert said[0].startswith("In 2036, the deficit is ")
    assert "“Retirement two years later”" in said[0]
    assert said[1].startswith("Mostly: retirement age −")


@pytest.mark.parametrize("code", CODES)
def test_every_language_has_the_same_rows(code: str) -> None:
    table = by_years("tata-2017", 2017, 2022, code=code).table
    assert [row[1:] for row in table.rows] == [
        row[1:] for row in by_years("tata-2017", 2017, 2022).table.rows
    ]
    assert all(sentences(by_years("tata-2017", 2017, 2022, code=code)))
