"""A scenario that changes nothing in what is looked at says where it shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.language import CODES, language
from app.planning.lines import View
from app.planning.study import Study, run
from app.planning.trial import TRIAL, tried
from app.reports.rounding import whole
from app.reports.scenario_years import Beside, finding

EN = language("en")
NOTHING = "Nothing changes here compared with If nothing changes."


def _said(morocco: Study, scenario: str, view: View, year: int = 2040) -> str:
    study = run(morocco.rows, scenario, morocco)
    return finding(Beside(study, morocco, morocco), view, year, EN)


def _stock(study: Study, view: View, year: int = 2040) -> int:
    return whole(next(line.stock for line in study.lines(view) if line.year == year))


def _moves(morocco: Study, scenario: str, view: View, year: int = 2040) -> str:
    study = run(morocco.rows, scenario, morocco)
    return EN.signed(_stock(study, view, year) - _stock(morocco, view, year))


def test_who_is_hired_opens_no_practice_and_both_sectors_say_so(morocco: Study) -> None:
    both = morocco.view(cadre="MED_ALL", norm="MED_153")
    public, private = (
        _moves(morocco, "FILL70", replace(both, sector=one)) for one in ("public", "private")
    )
    assert (public[0], private[0]) == ("+", "\u2212")
    assert public[1:] == private[1:]
    assert _said(morocco, "FILL70", both) == (
        f"{NOTHING} It shows in each sector: the stock changes by {public} in the public one,"
        f" by {private} in the private one."
    )


@pytest.mark.parametrize(("scenario", "shown", "hidden"), [
    ("RETIRE2", "public", "private"), ("GRAD3300", "private", "public"),
])  # fmt: skip
def test_a_line_that_reaches_one_sector_alone_says_which(
    morocco: Study, scenario: str, shown: str, hidden: str
) -> None:
    view = morocco.view(cadre="ALL")
    moves = _moves(morocco, scenario, replace(view, sector=shown))
    said = _said(morocco, scenario, replace(view, sector=hidden))
    assert said == f"{NOTHING} It shows in the {shown} sector: the stock changes by {moves}."


def test_contracts_that_have_run_out_say_when_they_showed(morocco: Study) -> None:
    deficit = morocco.view(cadre="ALL")
    assert "It shows in 2027: the deficit changes by \u2212" in _said(morocco, "CONTRACTS", deficit)
    stock = morocco.view(cadre="ALL", sector="public")
    moves = _moves(morocco, "CONTRACTS", stock, 2027)
    said = _said(morocco, "CONTRACTS", stock)
    assert said == f"{NOTHING} It shows in 2027: the stock changes by {moves}."


def test_a_line_on_others_says_for_whom_it_shows(morocco: Study) -> None:
    nurses = morocco.view(cadre="NUR_POLY")
    said = _said(morocco, "CONTRACTS", nurses)
    moves = _moves(morocco, "CONTRACTS", replace(nurses, cadre="MED_SP"), 2027)
    assert said == f"{NOTHING} It shows for Specialists in 2027: the stock changes by {moves}."
    assert "It shows for General practitioners · Public sector in 2040: " in _said(
        morocco, "FILL70", nurses
    )


def test_a_line_elsewhere_says_where_it_shows(morocco: Study) -> None:
    region = morocco.children(morocco.places.home)[3]
    said = _said(morocco, "CONTRACTS", morocco.view(region, cadre="ALL", sector="private"))
    moves = _moves(morocco, "CONTRACTS", morocco.view(cadre="ALL"), 2027)
    assert said == f"{NOTHING} It shows in Morocco in 2027: the stock changes by {moves}."


@pytest.mark.parametrize("code", CODES)
def test_what_shows_nowhere_says_no_more_than_that(morocco: Study, code: str) -> None:
    spoken = language(code)
    study = run(tried(morocco.rows, "reference", []), TRIAL, morocco)
    said = finding(Beside(study, morocco, morocco), morocco.view(), 2040, spoken)
    assert said == spoken.say("Nothing changes here compared with {name}.",
                              name=morocco.scenario.names)  # fmt: skip
