"""Explanations in words: printed persons that add up, the names of both ends, what is refused."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from app.language import CODES, language
from app.planning import starter
from app.planning.bridges import between_years
from app.planning.plan import Plan
from app.problems import Problem
from app.reports import drivers, explain, movement, plain
from app.reports.asked import OPTIONS, Asked

if TYPE_CHECKING:
    from pathlib import Path

    from app.planning.lines import View
    from app.planning.study import Study
    from app.reports.table import Table

EN = language("en")


def told(study: Study, view: View, code: str = "en", **given: Any) -> Table:  # noqa: ANN401
    options = {one.key: None for one in OPTIONS["explain"]} | given
    (table,) = explain.answer(Asked(study, view, language(code), options))
    return table


def names(table: Table) -> list[str]:
    return [str(cell) for cell in table.values("driver")]


def assert_adds_up(table: Table) -> None:
    """The printed persons lead from the printed start to the end, and so do the exact ones."""
    for changes, ends in (("change", "level"), ("exact", "exact")):
        start, *steps, end = table.numbers(changes)
        start, end = table.numbers(ends)[0], table.numbers(ends)[-1]
        assert start is not None
        reached = math.fsum([start, *(step for step in steps if step is not None)])
        assert reached == pytest.approx(end, abs=1e-6)


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plans") / "earlier.tabib"
    Plan.create(made, starter.sample("morocco-2021"))
    return made


def test_without_years_the_whole_plan_is_explained(morocco: Study) -> None:
    table = told(morocco, morocco.view(norm="MED_153"))
    assert table.title == "What moves the deficit, from 2024 to 2040"
    assert names(table)[:2] == ["2024", "Need (population)"]
    assert names(table)[-1] == "2040"
    assert [column.heading for column in table.columns][2] == "Deficit"
    assert_adds_up(table)


def test_years_may_be_chosen_even_after_the_last_of_the_view(morocco: Study) -> None:
    view = morocco.view(norm="MED_153", until=2026)
    table = told(morocco, view, **{"from": 2030, "to": 2035})
    assert (names(table)[0], names(table)[-1]) == ("2030", "2035")
    assert table.numbers("level")[-1] == 10590
    assert_adds_up(table)


def test_the_steps_are_those_that_the_window_shows(morocco: Study) -> None:
    view = morocco.view("09", norm="MED_153")
    found = {step.kind: step.persons for step in between_years(morocco, view, 2024, 2035).steps}
    shown = drivers.bridge(morocco, view, 2035)
    assert found.pop("population") == pytest.approx(shown.steps[0].change)
    for step in shown.steps[1:]:
        assert step.change == pytest.approx(math.fsum(found.pop(kind) for kind in step.kinds))
    assert found == {}


def test_another_scenario_is_told_by_its_name(morocco: Study) -> None:
    table = told(morocco, morocco.view(norm="MED_153"), other_scenario="EMIGHALF", to=2035)
    assert table.title == "Deficit under two scenarios in 2035"
    assert (names(table)[0], names(table)[-1]) == ("If nothing changes", "Halve emigration")
    assert "Departures abroad" in names(table)
    assert " " in table.fingerprint
    assert_adds_up(table)


def test_another_norm_counts_its_own_staff(morocco: Study) -> None:
    table = told(morocco, morocco.view(norm="MED_153"), other_norm="MA_445", to=2024)
    assert table.title == "Deficit by two norms in 2024"
    assert names(table)[1:-1] == ["Need (norm)", "Staff that the other norm counts"]
    assert table.numbers("level")[-1] == 91924
    assert " " not in table.fingerprint
    assert_adds_up(table)


def test_staff_that_was_asked_for_stays_whatever_the_norm(morocco: Study) -> None:
    table = told(morocco, morocco.view(norm="MED_153", cadre="MED_GP"), other_norm="MA_445")
    assert table.title == "Stock by two norms in 2040"
    assert len(table.rows) == 2
    assert any("does not cover exactly" in note for note in table.notes)


def test_another_plan_is_told_by_staff_flows_and_base_years(morocco: Study, earlier: Path) -> None:
    view = morocco.view(norm="MED_153")
    table = told(morocco, view, other_plan=str(earlier), to=2030)
    assert table.title == "Deficit of two plans in 2030"
    assert names(table)[0] == "Morocco 2024 · If nothing changes · Reference 15.3 physicians"
    assert names(table)[-1].startswith("Other plan: Morocco 2021")
    assert "Base stock: Specialists, Public sector" in names(table)
    assert table.notes[0].startswith("Base years: 2024 and 2021.")
    assert_adds_up(table)


def test_the_same_plan_elsewhere_makes_no_difference(morocco: Study, tmp_path: Path) -> None:
    copy = tmp_path / "copy.tabib"
    Plan.create(copy, morocco.rows)
    table = told(morocco, morocco.view(), other_plan=str(copy))
    assert len(table.rows) == 2
    assert not any("Base years" in note for note in table.notes)


def test_a_cadre_of_the_other_plan_alone_has_its_name(morocco: Study, tmp_path: Path) -> None:
    added = replace(
        next(row for row in morocco.rows.cadres if row.code == "MED_GP"), code="MED_NEW"
    )
    person = replace(morocco.rows.staff[0], cadre="MED_NEW")
    rows = replace(
        morocco.rows,
        cadres=(*morocco.rows.cadres, added),
        staff=(*morocco.rows.staff, person),
        norms=tuple(
            replace(row, cadres=(*row.cadres, "MED_NEW")) if row.id == "MED_153" else row
            for row in morocco.rows.norms
        ),
    )
    other = tmp_path / "other.tabib"
    Plan.create(other, rows)
    table = told(morocco, morocco.view(norm="MED_153"), other_plan=str(other), to=2024)
    assert names(table)[1:-1] == ["Base stock: General practitioners, Public sector"]
    assert_adds_up(table)


def test_a_year_to_start_from_has_no_place_between_two_plans(morocco: Study) -> None:
    with pytest.raises(Problem) as caught:
        told(morocco, morocco.view(), other_norm="MED_153", **{"from": 2025})
    text = "Two plans, scenarios or norms are compared in one year."
    assert caught.value.what.text == text


@pytest.mark.parametrize(
    "given",
    [
        {"to": 2041},
        {"to": 0},
        {"from": 2000},
        {"from": 0},
        {"other_norm": "none"},
        {"other_norm": "AFRO_134"},
        {"other_scenario": "none"},
        {"other_norm": ""},
        {"other_scenario": ""},
    ],
)
def test_what_the_plan_does_not_know_is_refused(morocco: Study, given: dict[str, Any]) -> None:
    with pytest.raises(Problem):
        told(morocco, morocco.view(), **given)


@pytest.mark.parametrize("code", CODES)
def test_flows_are_called_as_everywhere_and_json_keeps_all_digits(
    morocco: Study, code: str
) -> None:
    table = told(morocco, morocco.view(norm="MED_153"), code)
    assert movement.named("private_opening", language(code)) in names(table)
    (record,) = json.loads(plain.as_json((table,)))["tables"]
    exact = [row["exact"] for row in record["rows"]]
    assert math.fsum(exact[:-1]) == pytest.approx(exact[-1], abs=1e-6)
    assert table.title in plain.as_text((table,), language(code))
