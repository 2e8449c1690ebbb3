"""Departures by destination beside the results by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning import starter, study
from app.planning.study import Study
from app.reports import outcomes as report
from app.reports.asked import Asked
from app.reports.plain import as_json
from app.reports.table import Table
from app.reports.trace import trace
from tests.planning.hand import assume

TITLE = "Departures abroad by destination"


@pytest.fixture(scope="module")
def parted() -> Study:
    """The nation with one share for France, and a source for it."""
    rows = starter.sample("morocco-2024")
    known = next(row.id for row in rows.sources if row.id not in {r.source for r in rows.staff})
    share = assume("emigration_to_france", 0.4, id="ZF", source=known)
    return study.run(replace(rows, assumptions=(*rows.assumptions, share)))


def answered(made: Study, code: str = "en", **view: object) -> tuple[Table, ...]:
    return report.answer(Asked(made, made.view(**view), language(code), {}))


def titles(made: Study, **view: object) -> set[str]:
    return {table.title for table in answered(made, **view)}


def test_without_a_share_there_is_no_table(morocco: Study) -> None:
    assert TITLE not in titles(morocco)


def test_destinations_stand_beside_each_other_and_add_up(parted: Study, morocco: Study) -> None:
    (table,) = (table for table in answered(parted) if table.title == TITLE)
    assert [column.heading for column in table.columns] == [
        *("Year", "Departures to France", "Departures abroad, destination not known"),
        "Departures abroad",
    ]
    plain = [line.exits["emigration"] for line in morocco.lines(morocco.view())[1:]]
    assert table.numbers("abroad") == pytest.approx(plain)
    parts = table.numbers("emigration_to_france"), table.numbers("emigration_to_unknown")
    assert [sum(year) for year in zip(*parts, strict=True)] == pytest.approx(plain)


def test_the_base_year_alone_has_no_departures(parted: Study) -> None:
    assert TITLE not in titles(parted, until=2024)


@pytest.mark.parametrize("code", CODES)
def test_the_table_speaks_every_language(parted: Study, code: str) -> None:
    assert as_json(answered(parted, code))


def test_a_trace_of_the_stock_names_the_source_of_the_share(parted: Study) -> None:
    share = next(row for row in parted.rows.assumptions if row.id == "ZF")
    found = trace(parted, parted.view(), 2030, "stock")
    assert share.source in {row.id for row in found.sources}
