"""Specialists by specialty beside the results by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning import starter, study
from app.planning.study import Study
from app.reports import outcomes as report
from app.reports.asked import Asked
from app.reports.frame import Frame
from app.reports.plain import as_json
from app.reports.specialties import by_year
from app.reports.table import Table, printed
from tests.planning.hand import assume, school

SURGERY = "SP_GENERAL_SURGERY"
NEW, STOCK = "New specialists by specialty", "Specialists by specialty at 31 December"


@pytest.fixture(scope="module")
def apart() -> Study:
    """The nation, of whose residents some choose surgery."""
    rows = starter.sample("morocco-2024")
    share = school("specialty_share", 0.2, SURGERY, id="ZS")
    return study.run(replace(rows, pipeline=(*rows.pipeline, share)))


def tables(made: Study, code: str = "en", **view: object) -> dict[str, Table]:
    found = by_year(Frame(made, made.view(**view), language(code)))
    return {table.title: table for table in found}


def test_a_plan_that_tells_none_apart_has_no_table(morocco: Study) -> None:
    assert tables(morocco) == {}


def test_new_specialists_stand_in_a_row_each_and_add_up(apart: Study) -> None:
    table = tables(apart)[NEW]
    assert table.values("specialty") == ("General surgery", "Specialty not known", "Together")
    flows = apart.projection.training.new_specialists
    assert table.numbers("2030")[2] == pytest.approx(flows[5])
    assert table.numbers("2030")[0] == pytest.approx(flows[5] * 0.2)
    whole = [
        [int(cell.replace(",", "")) for cell in row[1:]] for row in printed(table, language("en"))
    ]
    assert all(a + b == both for a, b, both in zip(*whole, strict=True))


def test_specialists_at_work_add_up_to_those_of_the_view(apart: Study) -> None:
    table = tables(apart, territory="01", cadre="MED_SP")[STOCK]
    lines = apart.lines(apart.view("01", "MED_SP"))
    assert [table.numbers(str(line.year))[-1] for line in lines] == pytest.approx(
        [line.stock for line in lines]
    )


def test_new_specialists_are_those_of_the_whole_plan_alone(apart: Study) -> None:
    assert set(tables(apart)) == {NEW, STOCK}
    assert set(tables(apart, territory="01")) == {STOCK}


def test_where_rates_depend_on_people_only_new_specialists_are_told_apart(apart: Study) -> None:
    rows = apart.rows
    hire = assume("hired_from_private", 0.5, id="ZH")
    made = study.run(replace(rows, assumptions=(*rows.assumptions, hire)))
    assert set(tables(made)) == {NEW}


@pytest.mark.parametrize("code", CODES)
def test_the_tables_speak_every_language_beside_the_results(apart: Study, code: str) -> None:
    answer = report.answer(Asked(apart, apart.view(), language(code), {}))
    assert {table.title for table in answer} >= set(tables(apart, code))
    assert as_json(answer)


def test_until_the_base_year_nobody_is_new(apart: Study) -> None:
    frame = Frame(apart, apart.view(until=2024), language("en"))
    (table,) = by_year(frame)
    assert table.title == STOCK
    assert [column.key for column in table.columns] == ["specialty", "2024"]
