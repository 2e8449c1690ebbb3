"""The table of needs side by side, the workload and the rotas behind it, in three languages."""

import json
from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning import study
from app.planning.needs import needs
from app.planning.study import Study
from app.problems import Problem
from app.reports.asked import Asked
from app.reports.needs import answer
from app.reports.plain import as_json, as_text
from app.reports.table import Table
from tests.planning.hand import hand, staff
from tests.planning.need_rows import AGES, HOSPITALS, WORK, kept

ROTA = {
    "facility_posts": (
        kept("MED_GP", 1.0, hours_a_week=168.0),
        kept("MED_SP", 2.0),
        kept("CARDIO", 1.0, hours_a_week=168.0),
    ),
    "staff": (staff(12.0), staff(4.0, territory="02.c")),
}


@pytest.fixture(scope="module")
def made() -> Study:
    return study.run(hand(**(AGES | WORK | HOSPITALS | ROTA)))


def _answer(of: Study, code: str = "en", year: int | None = None, **view: str) -> tuple[Table, ...]:
    return answer(Asked(of, of.view(**view), language(code), {"year": year}))


def test_each_method_has_its_first_and_last_year_or_why_it_has_none(made: Study) -> None:
    table = _answer(made)[0]
    assert table.title == "Needs side by side"
    for way in needs(made, made.view()):
        rows = [row for row in table.rows if row[0] == language("en").tell(way.name)]
        if way.refused is None:
            assert [row[1:6] for row in rows] == [tuple(way.years[0]), tuple(way.years[-1])]
            assert {row[6] for row in rows} == {way.scope}
        else:
            assert rows == [(*rows[0][:1], *[None] * 5, language("en").problem(way.refused))]
    assert table.notes[0].startswith("Each method stands by itself")
    assert table.fingerprint == made.fingerprint


def test_with_a_year_that_year_is_the_last_and_the_base_year_stands_once(made: Study) -> None:
    assert set(_answer(made, year=2026)[0].values("year")) == {2024, 2026, None}
    assert set(_answer(made, year=2024)[0].values("year")) == {2024, None}
    with pytest.raises(Problem, match="The plan runs from"):
        _answer(made, year=2050)


def test_the_workload_is_shown_with_its_factors(made: Study) -> None:
    table = _answer(made)[1]
    assert table.title == "Staff required by workload (WISN)"
    first = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert first == {
        "territory": "Morocco", "facility": "Centre", "cadre": "Generalists", "hours": 1_760.0,
        "activities": pytest.approx(2.0), "category": pytest.approx(1.25),
        "individual": pytest.approx(0.2), "required": pytest.approx(2.7),
    }  # fmt: skip


def test_the_indicators_of_workload_stand_by_cadre(made: Study) -> None:
    table = _answer(made)[2]
    assert table.title == "Work pressure by cadre (WISN), 2024"
    assert table.values("cadre") == ("Generalists", "Specialists")
    assert table.numbers("difference") == pytest.approx((16.0 - 2.7, -2.0))
    assert table.numbers("ratio") == pytest.approx((16.0 / 2.7, 0.0))


def test_a_rota_says_where_it_can_be_held_and_by_how_many(made: Study) -> None:
    table = _answer(made)[3]
    assert table.title == "Rotas that can be held, 2024"
    assert table.values("cadre") == ("Generalists", "Cardiology") * 3
    assert table.values("held") == ("yes", "not known", "no", "not known", "no", "not known")
    assert table.numbers("fewest")[0] == pytest.approx(2 * 24 * 365.25 / 1_760)


def test_without_figures_only_the_comparison_is_given_and_says_what_to_do(tata: Study) -> None:
    (table,) = _answer(tata, norm="MED_153")
    told = dict(zip(table.values("method"), table.values("note"), strict=True))
    assert "Add them, or choose a territory" in str(told["Workload (WISN)"])
    assert table.sources


@pytest.mark.parametrize("code", CODES)
def test_the_answer_is_printed_in_three_languages_and_as_json(made: Study, code: str) -> None:
    tables = _answer(made, code)
    assert language(code).say("Rotas that can be held, {year}", year=2024) in as_text(
        tables, language(code)
    )
    first = json.loads(as_json(tables))["tables"][0]["rows"][0]
    assert first["need"] == pytest.approx(15.0)


def test_a_source_of_the_workload_is_named(morocco: Study) -> None:
    source = morocco.rows.sources[0]
    rows = WORK | {
        "activities": tuple(replace(row, source=source.id) for row in WORK["activities"]),
        "sources": (source,),
    }
    tables = _answer(study.run(hand(**rows)))
    assert tables[1].sources == (source.title,)
    assert source.title in tables[0].sources
