"""Calls and missions beside the results by name, in sentences of every language."""

from __future__ import annotations

from datetime import date

import pytest

from app.language import CODES, language
from app.planning import study
from app.planning.study import Study
from app.reports import outcomes as report
from app.reports.asked import Asked
from app.reports.plain import as_json, as_text
from app.reports.table import Table
from tests.planning.hand import contract, hand, mission, staff

OPEN = contract(
    label="Call of 2025",
    start=date(2025, 3, 1),
    applicants_per_post=3.0,
    licensed_share=0.5,
    arrival_share=0.8,
    months_to_arrival=12,
)


@pytest.fixture(scope="module")
def made() -> Study:
    work = (mission(), mission(id="M2", kind="joint_project", fte=0.5))
    return study.run(hand(staff=(staff(40.0),), contracts=(OPEN,), missions=work), "base")


def answered(of: Study, code: str = "en", **view: object) -> tuple[Table, ...]:
    return report.answer(Asked(of, of.view(**view), language(code), {}))  # type: ignore[arg-type]


def test_a_call_is_shown_as_a_cliff_from_posts_to_arrivals(made: Study) -> None:
    table = next(t for t in answered(made) if t.columns[0].key == "call")
    assert table.title == "Calls for contracts: from posts to arrivals"
    (row,) = table.rows
    assert row[:5] == ("Call of 2025", "North", 2025, 2026, 2026)
    assert row[5:] == pytest.approx((20, 60, 30, 20, 16))
    assert "Of 20 posts opened by calls, 16 see somebody arrive." in table.notes


def test_missions_are_shown_by_kind_with_their_sum(made: Study) -> None:
    table = answered(made)[-1]
    assert [column.heading for column in table.columns] == [
        *("Year", "Missions", "Joint projects", "Total"),
    ]
    assert table.values("year") == (2024, 2025, 2026, 2027)
    assert table.numbers("all") == pytest.approx([0, 1.5, 1.5, 0])
    assert len(answered(made, until=2025)[-1].rows) == 2


def test_without_calls_and_missions_there_is_no_table_of_them(morocco: Study, tata: Study) -> None:
    for of in (morocco, tata):
        assert {t.columns[0].key for t in answered(of)} <= {"year", "published_from"}
        assert not [t for t in answered(of) if "all" in {column.key for column in t.columns}]


@pytest.mark.parametrize("code", CODES)
def test_both_are_said_in_every_language(made: Study, code: str) -> None:
    tables = answered(made, code)
    assert as_text(tables, language(code))
    assert as_json(tables)
