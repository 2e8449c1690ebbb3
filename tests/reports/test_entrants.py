"""Entries from school by sex beside the results by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning import starter, study
from app.planning.study import Study
from app.reports import outcomes as report
from app.reports.asked import Asked
from app.reports.entrants import by_year
from app.reports.frame import Frame
from app.reports.table import Table
from tests.planning.hand import hand, post, school

NURSES = (
    school("intake", 100.0, "PARA"),
    school("duration", 1.0, "PARA"),
    school("share_of_para_entries", 1.0, "NUR_POLY"),
    school("intake_women_share", 0.6, "NUR_POLY", year_to=2025),
    school("intake_women_share", 0.9, "NUR_POLY", year_from=2026),
)


def tables(made: Study, code: str = "en", **view: object) -> list[Table]:
    return list(by_year(Frame(made, made.view(**view), language(code))))


def test_without_the_sex_of_new_students_there_is_no_table(morocco: Study) -> None:
    assert tables(morocco) == []


def test_women_and_men_are_those_of_the_classes_that_take_posts() -> None:
    posts = (post("01.a", 40.0, 0.5, cadre="NUR_POLY", year_to=2026),)
    made = study.run(hand(pipeline=NURSES, recruitment=posts), "base")
    (table,) = tables(made, cadre="NUR_POLY")
    assert table.values("year") == (2025, 2026, 2027)
    assert table.numbers("women") == pytest.approx((12.0, 12.0, 0.0))
    assert table.numbers("men") == pytest.approx((8.0, 8.0, 0.0))
    assert table.values("share_of_women")[2] is None
    (other,) = tables(made, cadre="NUR_POLY", territory="01.b", until=2025)
    assert other.rows == ((2025, 0.0, 0.0, None),)


@pytest.mark.parametrize("code", CODES)
def test_the_nation_counts_its_entries_by_sex_in_every_language(code: str) -> None:
    rows = starter.sample("morocco-2024")
    share = school("intake_women_share", 0.7, id="ZW", unit="share of new students")
    made = study.run(replace(rows, pipeline=(*rows.pipeline, share)))
    answer = report.answer(Asked(made, made.view(cadre="MED_ALL"), language(code), {}))
    (mine,) = tables(made, code, cadre="MED_ALL")
    assert mine in answer
    assert mine.numbers("share_of_women") == pytest.approx([0.7] * len(mine.rows))
    kinds = ("recruitment", "private_opening")
    lines = made.lines(made.view(cadre="MED_ALL"))[1:]
    entered = [sum(line.entries[kind] for kind in kinds) for line in lines]
    both = zip(mine.numbers("women"), mine.numbers("men"), strict=True)
    assert [women + men for women, men in both] == pytest.approx(entered)
