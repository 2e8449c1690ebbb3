"""What a table of stock, need and deficit says, in words: the finding first, then its meaning."""

from __future__ import annotations

from dataclasses import replace
from math import isclose
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.language import Language
    from app.planning.lines import Line
    from app.reports.drivers import Bridge
    from app.reports.frame import Frame
    from app.reports.table import Table
    from app.ui.document import Document

_MOST_DRIVERS = 2
_WORTH_NAMING = 0.25  # of the largest driver
_SAME_SHARE = 0.01  # a deficit that moves by less is said to stay
_SEEN = 0.05  # persons: a smaller difference is seen nowhere
_PEAK_SHARE = 0.02  # what a year must stand out by, against both ends, to be named


def told(frame: Frame, table: Table, year: int, sure: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return what is found up to a year, why, how sure, what that leaves out, and what else is."""
    rows = tuple(
        row for row, at in zip(table.rows, table.numbers("year"), strict=True) if (at or 0) <= year
    )
    first, *others = finding(replace(table, rows=rows), frame.language, frame.scenario)
    why = _why(frame, year) if len(rows) > 1 else ()
    return (first, *why, *sure, *_left_out(frame), *others)


def _why(frame: Frame, year: int) -> tuple[str, ...]:
    """Return the largest of what moves the deficit, or the stock, the way it went."""
    from app.reports import drivers

    bridge = drivers.bridge(frame.study, frame.view, year)
    if abs(bridge.end - bridge.start) < _SAME_SHARE * abs(bridge.start):
        return ()
    named = _drivers(bridge, frame.language)
    if not named:
        return ()
    return (frame.language.say("Mostly: {list}.", list=frame.language.list_of(named)),)


def _drivers(bridge: Bridge, language: Language) -> list[str]:
    """Name the drivers that go the way of the whole, the largest first."""
    rises = bridge.end > bridge.start
    same = [
        (abs(change), step.name(language), change)
        for step, change in zip(bridge.steps, bridge.changes(), strict=True)
        if change and (change > 0) == rises
    ]
    same.sort(key=lambda one: -one[0])
    return [
        language.say(
            "{name} {value}",
            name=name[:1].lower() + name[1:],  # inside a sentence
            value=language.signed(change),
        )
        for size, name, change in same[:_MOST_DRIVERS]
        if size >= _WORTH_NAMING * same[0][0]
    ]


def _left_out(frame: Frame) -> Iterator[str]:
    """Say what the finding does not say, where there is such a thing."""
    study, view = frame.study, frame.view
    if study.children(view.territory):
        yield frame.language.say("It says nothing about how they are spread over territories.")
        return
    counted = {*study.cadre_codes(view.cadre, view.norm)} - {view.cadre}
    above = {view.cadre, *counted}
    specialties = (row for row in study.rows.cadres if row.level == "specialty")
    if any(row.parent in above or row.code in counted for row in specialties):
        yield frame.language.say("It says nothing about specialties.")


def finding(table: Table, language: Language, scenario: str) -> tuple[str, ...]:
    """Return the sentences that a table gives, the most important one first."""
    years = [int(year or 0) for year in table.numbers("year")]
    deficits = table.numbers("deficit")
    if any(value is None for value in deficits):
        return (_stock(table, language, scenario, years),)
    known = [value or 0.0 for value in deficits]
    said = [_deficit(known, years, language), *_extreme(known, years, language)]
    said += _still_lacking(table, known[-1], years[-1], language)
    covered = table.numbers("coverage")[-1]
    if covered is not None:
        said.append(
            language.say(
                "In {year}, the stock covers {percent} of the need.",
                year=years[-1],
                percent=language.percent(covered),
            )
        )
    if len(years) > 1 and min(known) > 0:
        said.append(
            language.say("The deficit does not close by {horizon}.", horizon=years[-1])
        )
    return tuple(said)


def _stock(table: Table, language: Language, scenario: str, years: list[int]) -> str:
    stocks = table.numbers("stock")
    if len(years) == 1:
        return language.say(
            "The stock is {a} in {year}.", a=language.number(stocks[0]), year=years[0]
        )
    return language.say(
        "{scenario}: the stock goes from {a} to {b} between {y0} and {y1}.",
        scenario=scenario,
        a=language.number(stocks[0]),
        b=language.number(stocks[-1]),
        y0=years[0],
        y1=years[-1],
    )


def _deficit(known: list[float], years: list[int], language: Language) -> str:
    """Return the course of the deficit from the first year to the last."""
    first, last = known[0], known[-1]
    if len(years) > 1 and last < 0:
        return language.say("From {year}, the stock exceeds the need.", year=_surplus(known, years))
    values = {"a": language.number(first), "b": language.number(last)}
    ends = {"y0": years[0], "y1": years[-1]}
    if len(years) == 1:
        return language.say("The deficit is {a} in {year}.", a=values["a"], year=years[0])
    if abs(last - first) < _SAME_SHARE * abs(first):
        if any(_extreme(known, years, language)):
            return language.say("The deficit is {a} in {y0} and {b} in {y1}.", **values, **ends)
        return language.say(
            "The deficit stays close to {a} until {year}.", a=values["a"], year=years[-1]
        )
    if last < first:
        return language.say("The deficit falls from {a} in {y0} to {b} in {y1}.", **values, **ends)
    return language.say("The deficit grows from {a} in {y0} to {b} in {y1}.", **values, **ends)


def _extreme(known: list[float], years: list[int], language: Language) -> list[str]:
    """Return the year that stands out between the first and the last, if one does."""
    low, high = min(known), max(known)
    margin = _PEAK_SHARE * max(abs(low), abs(high))
    if high > max(known[0], known[-1]) + margin:
        year, value = years[known.index(high)], language.number(high)
        return [language.say("The deficit is highest in {year}: {value}.", year=year, value=value)]
    if 0 <= low < min(known[0], known[-1]) - margin:
        return _lowest(known, years, margin, language)
    return []


def _lowest(
    known: list[float], years: list[int], margin: float, language: Language
) -> list[str]:
    """Return the years of the lowest deficit, and when it is back where it began."""
    low = min(known)
    begin = known.index(low)
    near = [value <= low + margin for value in known]
    while near[begin - 1]:
        begin -= 1
    end = begin + near[begin:].index(False) - 1
    value, y0, y1 = language.number(low), years[begin], years[end]
    said = (
        language.say("The deficit is lowest from {y0} to {y1}: {value}.", value=value, y0=y0, y1=y1)
        if begin < end
        else language.say("The deficit is lowest in {year}: {value}.", value=value, year=y0)
    )
    back = [at for at in range(end + 1, len(known)) if known[at] >= known[0] - margin]
    if not back:
        return [said]
    then = language.number(known[back[0]])
    return [said, language.say("It is back at {value} in {year}.", value=then, year=years[back[0]])]


def _still_lacking(table: Table, net: float, year: int, language: Language) -> list[str]:
    """Return how many are lacking in places, where a surplus of the whole would hide it."""
    keys = [column.key for column in table.columns]
    gross = table.numbers("deficit_gross")[-1] if "deficit_gross" in keys else None
    if net > 0 or not round(gross or 0):
        return []
    value = language.number(gross)
    return [
        language.say(
            "The territories that lack people still lack {value} in {year}.", value=value, year=year
        )
    ]


def _surplus(known: list[float], years: list[int]) -> int:
    """Return the first year from which nobody is lacking any more."""
    lacking = [year for year, value in zip(years, known, strict=True) if value >= 0]
    return lacking[-1] + 1 if lacking else years[0]


def unchanged(document: Document, lines: Sequence[Line]) -> tuple[str, ...]:
    """Say that the measures of the scenario do not reach what is shown, where they do not."""
    reference = document.reference
    if reference is None or reference is document.study:
        return ()
    there = reference.lines(document.view)
    if any(not _alike(a, b) for a, b in zip(lines, there, strict=True)):
        return ()
    return (document.language.say("Nothing changes here compared with the reference."),)


def _alike(one: Line, other: Line) -> bool:
    """Tell whether two lines show the same."""
    pairs = ((one.stock, other.stock), (one.population, other.population), (one.fte, other.fte))
    return one.need == other.need and all(isclose(a, b, abs_tol=_SEEN) for a, b in pairs)
