"""Levers and assumptions that can be moved, as a reader meets them: their names and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.language import decimals_of
from app.planning.figure_rules import is_share
from app.reports.assumption_names import parameter_name, unit_name
from app.reports.book.figure import SCHOOLS, Names

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.levers import Lever
    from app.planning.study import Study

_PARTED = 11  # for the form of a word after a number that is not whole
_LARGE = 10.0  # from here on a number of people is whole
_FINEST = 3  # decimals of a percentage
_HUNDREDTHS = 2  # decimals of a factor or of a share of full time


def lever_name(lever: Lever, study: Study, language: Language) -> str:
    """Return what a lever is called: what it moves, then for whom and where if not for everyone."""
    names, say = Names(study, language), language.say
    everyone = len(study.places.cadre_indexes(lever.cadre)) == len(study.places.axes.cadres)
    cadre = "" if everyone and lever.cadre not in SCHOOLS else lever.cadre
    sector = lever.sector if _is_by_sector(lever, study) else ""
    found = parameter_name(lever.parameter, language)
    if cadre or sector:
        found = say("{what} · {profession}", what=found, profession=names.group(cadre, sector))
    if study.places.is_all(lever.territory):
        return found
    return say("{what} · {place}", what=found, place=names.territory(lever.territory))


def _is_by_sector(lever: Lever, study: Study) -> bool:
    """Say whether the plan tells the two sectors apart in what a lever moves."""
    rows = (row for row in study.rows.assumptions if row.parameter == lever.parameter)
    return len({row.sector for row in rows} & {"public", "private"}) > 1


def lever_value(lever: Lever, value: float, language: Language) -> str:
    """Return a value of a lever with its unit; a change always with its sign."""
    if lever.operation == "multiply" or lever.unit.startswith("multiplier"):
        return language.say("× {factor}", factor=_short(value, _HUNDREDTHS, language))
    change = lever.operation == "add" and lever.parameter not in _CALLED_UP
    if lever.unit.startswith("years"):
        return _years(value, language, change=change)
    if is_share(lever.unit):
        own = decimals_of(round(value * 100, 1))  # typed between two steps
        decimals = min(max(decimals_of(lever.step * 100), own), _FINEST)
        if change:
            return language.say("{change} points", change=_change(value * 100, decimals, language))
        return language.percent(value, decimals)
    if lever.unit.startswith("full-time"):
        return _short(value, _HUNDREDTHS, language)
    decimals = 0 if abs(value) >= _LARGE or value.is_integer() else 1
    return _change(value, decimals, language) if change else language.number(value, decimals)


def lever_means(lever: Lever, value: float, language: Language) -> str:
    """Return what a value comes to where people speak of it in other words, nothing elsewhere.

    Of contracts of which a share h is broken off in each year after the first, (1 - h)^2 of the
    people who began are still there when two more years have gone by, as long as the contracts
    run (docs/method.md, contracts: present less present times h, year by year).
    """
    if lever.parameter != "break_hazard" or lever.operation != "set":
        return ""
    there = language.percent((1.0 - value) ** _YEARS_LATER, 0)
    return language.say("Still there after two years: {share}", share=there)


_YEARS_LATER = 2
_CALLED_UP = frozenset({"contracts", "missions"})  # from nothing: a number, and no change of one


def lever_unit(lever: Lever, language: Language) -> str:
    """Return the unit of a lever that counts people, places or months; nothing for the others.

    The value of a factor, a share or an age says by itself what it is.
    """
    told = ("share", "probability", "multiplier", "full-time", "years")
    if lever.operation == "multiply" or lever.unit.startswith(told):
        return ""
    return unit_name(lever.unit, language)


def _short(value: float, most: int, language: Language) -> str:
    """Return a number with the decimals that it has, and no more than some."""
    return language.number(value, min(decimals_of(round(value, most)), most))


def _change(value: float, decimals: int, language: Language) -> str:
    """Return a change with its sign, none of it too: nothing is taken for a figure that stands."""
    written = language.signed(value, decimals)
    unmoved = not any(figure in written for figure in "123456789")
    return language.say("±{figure}", figure=written) if unmoved else written


def _years(value: float, language: Language, *, change: bool) -> str:
    value = round(value, 1)
    decimals = decimals_of(value)
    written = (
        _change(value, decimals, language) if change else language.number(value, decimals)
    )
    n = abs(int(value)) if value.is_integer() else _PARTED
    return language.plural("{value} year", "{value} years", n, value=written)
