"""Whether a norm can be met by a year, as a table and in a sentence."""

import pytest

from app.language import CODES, language
from app.planning.feasible import Feasible, feasible
from app.planning.study import Study
from app.problems import Problem
from app.reports import feasible as report
from app.reports.asked import Asked
from app.reports.plain import as_json, as_text
from app.reports.table import Table

EN = language("en")


def _answer(study: Study, year: int | None = 2030, code: str = "en", **asked: str) -> Table:
    view = study.view(**{"norm": "MA_45"} | asked)  # type: ignore[arg-type]
    (table,) = report.answer(Asked(study, view, language(code), {"year": year}))
    return table


@pytest.fixture(scope="module")
def found(morocco: Study) -> Feasible:
    return feasible(morocco, morocco.view(norm="MA_45"), 2030)


def test_45_per_10_000_by_2030_cannot_be_met_and_2025_is_the_first_year_that_says_so(
    morocco: Study, found: Feasible
) -> None:
    sentence = _answer(morocco).notes[0]
    assert sentence.startswith("45 per 10,000 by 2030 cannot be met: 2025 is the first year")
    assert found.impossible is not None
    assert f"({EN.number(found.impossible.asked)})" in sentence
    assert f"({EN.number(found.impossible.ceiling)})" in sentence


def test_a_row_a_year_gives_the_figures_of_the_planner(morocco: Study, found: Feasible) -> None:
    table = _answer(morocco)
    for key in ("year", "need", "path", "survivors", "asked", "planned", "ceiling", "highest"):
        assert table.values(key) == tuple(getattr(year, key) for year in found.years)
    assert table.values("possible") == ("no",) * 6
    assert table.fingerprint == morocco.fingerprint
    assert table.sources


def test_stayers_and_entries_make_the_path(morocco: Study) -> None:
    table = _answer(morocco)
    columns = [table.numbers(key) for key in ("survivors", "asked", "path")]
    for survivors, asked, path in zip(*columns, strict=True):
        assert (survivors or 0) + (asked or 0) == pytest.approx(path)


def test_without_a_year_the_last_one_of_the_view_is_meant(morocco: Study) -> None:
    assert _answer(morocco, None).values("year")[-1] == 2040
    view = morocco.view(norm="MED_153", until=2035)
    (table,) = report.answer(Asked(morocco, view, EN, {}))
    assert table.values("year")[-1] == 2035


def test_a_norm_that_is_met_later_than_straight_on_says_so(morocco: Study) -> None:
    sentence = _answer(morocco, 2040, norm="MED_153").notes[0]
    assert "can be met, but not by a straight path: 2025 asks" in sentence


def test_a_norm_that_can_be_met_says_so_and_speaks_of_no_highest_stock(morocco: Study) -> None:
    table = _answer(morocco, 2040, norm="MA_24", territory="06")
    assert "can be met: no year asks for more" in table.notes[0]
    assert not any("Highest stock of" in note for note in table.notes)
    assert set(table.values("possible")) == {"yes"}


def test_a_part_of_the_plan_is_told_what_its_ceiling_is(morocco: Study) -> None:
    said = "Ceiling of a part of the plan"
    assert any(said in note for note in _answer(morocco, territory="09").notes)
    assert not any(said in note for note in _answer(morocco).notes)


def test_a_norm_without_need_is_refused(morocco: Study) -> None:
    with pytest.raises(Problem):
        _answer(morocco, norm="MA_90000")


@pytest.mark.parametrize("code", CODES)
def test_it_is_said_in_every_language_and_as_json(morocco: Study, code: str) -> None:
    table = _answer(morocco, code=code)
    assert as_text((table,), language(code))
    assert str(table.values("asked")[0]) in as_json((table,))
    others = {_answer(morocco, code=other).notes[0] for other in CODES}
    assert len(others) == len(CODES)
