"""Results by name, as sentences and as a row a year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning import starter, study
from app.planning.outcomes import outcomes
from app.planning.study import Study
from app.reports import outcomes as report
from app.reports.asked import Asked
from app.reports.plain import as_json, as_text
from app.reports.table import Table
from tests.planning.hand import assume, hand, post, staff

EN = language("en")
HELD = (staff(40.0), staff(10.0, sector="private"))


def answered(made: Study, code: str = "en", **view: str) -> tuple[Table, ...]:
    return report.answer(Asked(made, made.view(**view), language(code), {}))


def test_the_reference_says_that_its_deficit_stays_and_when_departures_win(morocco: Study) -> None:
    table, *_ = answered(morocco, norm="MED_153")
    assert table.notes[:2] == (
        "The deficit does not close by 2040: 1,913 then.",
        "Entries cover exits in every year.",
    )
    public, *_ = answered(morocco, cadre="doctors", sector="public")
    assert public.notes[0] == "Entries do not cover exits in: 2025."
    target, *_ = answered(morocco, norm="MA_24")
    assert target.notes[0] == "No deficit from 2030 on, and none comes back by 2040."


def test_tata_is_told_the_end_of_its_contracts(tata: Study) -> None:
    table, *_ = answered(tata)
    said = "Contracts: no year sees more of them end than 2022: 20, and 71% of the staff of Tata."
    assert said in table.notes


def test_a_row_a_year_gives_the_indicators_of_the_planner(morocco: Study) -> None:
    table, *_ = answered(morocco)
    found = outcomes(morocco, morocco.view()).years
    assert table.values("year") == tuple(range(2024, 2041))
    assert table.values("replacement") == tuple(one.replacement for one in found)
    assert table.values("next_10")[-1] is None


def test_departures_that_win_to_the_end_are_said_to_last() -> None:
    early = assume("early_retirement", 0.1, sector="public")
    made = study.run(hand(staff=HELD, assumptions=(early,)), "base")
    notes = answered(made, cadre="doctors")[0].notes
    assert notes[1:3] == (
        "Entries do not cover exits in: 2025, 2026 and 2027.",
        "From 2025 to 2027 they never do.",
    )


def test_one_last_year_is_not_said_to_last(tata: Study) -> None:
    made = study.run(tata.rows, "renewal-50")
    table, *_ = answered(made)
    assert "Entries do not cover exits in: 2022, 2026 and 2030." in table.notes
    assert not any("they never do" in note for note in table.notes)


def test_a_deficit_that_comes_after_years_without_one_is_not_said_never_to_close() -> None:
    leaving = assume("early_retirement", 0.1, sector="public")
    made = study.run(hand(staff=(staff(16.0),), assumptions=(leaving,)), "base")
    table, *_ = answered(made)
    deficits = table.numbers("deficit")
    assert deficits[0] is not None
    assert deficits[0] < 0
    assert table.notes[0] == "There is no deficit in some years, but it is 3 in 2027."


def test_a_deficit_that_closes_in_the_last_year_is_not_said_to_stay_closed() -> None:
    made = study.run(hand(staff=(staff(14.0),), recruitment=(post("01", 0.34, 1.0),)), "base")
    table, *_ = answered(made)
    assert table.notes[0] == (
        "No deficit in 2027, the last year shown; whether one comes back is not known."
    )


def test_a_plan_of_one_year_has_no_turning_points(founding: Study) -> None:
    table, *_ = answered(founding)
    assert table.notes[0].startswith("The deficit does not close by")
    assert not any("Entries" in note for note in table.notes)


def test_of_nobody_it_is_not_said_that_entries_cover_exits(morocco: Study) -> None:
    table, *_ = answered(morocco, cadre="paramedical", sector="private")
    assert not any("Entries" in note for note in table.notes)
    assert any("zero means that it is not known" in note for note in table.notes)


def test_costs_have_a_table_of_their_own_where_the_plan_holds_them() -> None:
    rows = (
        assume("salary", 300.4, sector="public"),
        assume("budget", 9000.0, sector="public", cadre="MED_ALL"),
        assume("training_cost", 10.0),
    )
    plan = hand(staff=HELD, assumptions=rows, recruitment=(post("01", 2.0, 1.0),))
    made = study.run(plan, "base")
    _, costs, *_ = answered(made, cadre="doctors", sector="public")
    assert costs.rows[0] == (2025, 12316.0, 0.0, 20.0, 12336.0, 9000.0, -3336.0, 0.0)
    bare = study.run(replace(plan, assumptions=rows[1:2]), "base")
    assert answered(bare, cadre="doctors", sector="public")[1].values("salaries")[0] is None


@pytest.mark.parametrize("code", CODES)
def test_it_is_said_in_every_language_and_as_json(code: str) -> None:
    made = study.run(starter.sample("tata-2017"))
    tables = answered(made, code)
    assert as_text(tables, language(code))
    assert '"replacement"' in as_json(tables)
    assert len({answered(made, other)[0].notes[0] for other in CODES}) == len(CODES)


def titled(tables: tuple[Table, ...], title: str) -> Table:
    return next(table for table in tables if table.title == title)


def test_competitions_go_from_posts_to_those_still_there(morocco: Study) -> None:
    table = titled(answered(morocco, cadre="doctors"), "Recruitment competitions by year")
    columns = ("posts", "filled", "there_1", "there_2", "there_5")
    first = [table.numbers(column)[0] or 0.0 for column in columns]
    assert first == sorted(first, reverse=True)
    assert table.values("year")[0] == 2025
    assert table.values("working_5")[-5:] == (None,) * 5


def test_where_nobody_is_recruited_there_is_no_table_of_competitions(morocco: Study) -> None:
    titles = [table.title for table in answered(morocco, cadre="doctors", sector="private")]
    assert "Recruitment competitions by year" not in titles


@pytest.mark.parametrize("code", CODES)
def test_published_figures_stand_beside_those_of_the_study(morocco: Study, code: str) -> None:
    spoken = language(code)
    tables = answered(morocco, code, cadre="doctors", sector="public")
    (auditors,) = (note for note in tables[0].notes if "2028" in note)
    assert "Cour des comptes" in auditors
    title = spoken.say("Retirements: published and projected")
    found = titled(tables, title)
    assert found.values("published_from") == (2017,)
    assert all(found.values("why"))
    assert title not in {t.title for t in answered(morocco, code, sector="private")}
