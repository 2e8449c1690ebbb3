"""Published figures stand beside the very territory and cadres that they speak of."""

from dataclasses import replace

import pytest

from app.planning import reference, starter, study
from app.planning.published import crossing, retirements
from app.planning.study import Study


@pytest.fixture(scope="module")
def morocco() -> Study:
    return study.run(starter.sample("morocco-2024"))


def printed(what: str, years: str) -> float:
    rows = reference.table("flows")
    return next(float(r["value"]) for r in rows if (r["description"], r["year"]) == (what, years))


def test_the_auditors_year_stands_beside_public_doctors_alone(morocco: Study) -> None:
    (found,) = crossing(morocco, morocco.view(cadre="doctors", sector="public"))
    assert found.value == 2028
    assert found.source.id == "CDC"
    assert found.grade == "sourced"
    assert crossing(morocco, morocco.view(cadre="doctors")) == ()
    assert crossing(morocco, morocco.view(cadre="MED_GP", sector="public")) == ()
    assert crossing(morocco, morocco.view("09", cadre="doctors", sector="public")) == ()


def test_retirements_are_compared_in_the_years_that_both_have(morocco: Study) -> None:
    ten, *single = retirements(morocco, morocco.view(cadre="MED_GP"))
    assert (ten.first, ten.last) == (2025, 2026)
    assert ten.a_year == printed("ministry staff, MED_GP", "2017-2026") / 10
    assert [one.a_year for one in single] == [133.0, 118.0]
    assert ten.projected == pytest.approx(sum(one.projected for one in single) / 2)
    assert round(single[0].projected) == 98


def test_a_plan_that_begins_later_has_nothing_to_compare(morocco: Study) -> None:
    found = retirements(morocco, morocco.view(cadre="MED_GP", until=2025))
    assert [(one.first, one.last) for one in found] == [(2025, 2025)] * 2


def test_private_staff_have_no_published_retirements(morocco: Study) -> None:
    assert retirements(morocco, morocco.view(cadre="MED_GP", sector="private")) == ()


def test_a_plan_without_the_source_shows_no_figure_of_it(morocco: Study) -> None:
    bare = replace(morocco, rows=replace(morocco.rows, sources=()))
    assert retirements(bare, bare.view(cadre="MED_GP")) == ()


def test_every_figure_that_is_set_beside_ours_is_a_row_with_its_source() -> None:
    keys = ("flow_id", "description", "year")
    figures = {tuple(row[k] for k in keys) for row in reference.table("flows")}
    assert {tuple(row[k] for k in keys) for row in reference.table("published")} <= figures
