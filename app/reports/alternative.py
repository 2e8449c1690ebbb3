"""What a chart says to those who do not see it: one sentence with its first and last values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports import movement
from app.reports.rounding import whole_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.language import Language
    from app.planning.lines import Line
    from app.reports.table import Table

_READ = frozenset({"stock", "need", "deficit"})


def stock_and_need(place: str, lines: Sequence[Line], language: Language) -> str:
    """Return stock and need at both ends, or the stock alone where there is no need."""
    first, last, number = lines[0], lines[-1], language.number
    if len(lines) == 1:
        return _one_year(place, first, language)
    if first.need is None or last.need is None:
        return language.say(
            "{place}: stock {s0} in {y0}, {s1} in {y1}.",
            place=place,
            s0=number(first.stock),
            y0=first.year,
            s1=number(last.stock),
            y1=last.year,
        )
    return language.say(
        "{place}: stock {s0} and need {n0} in {y0}; stock {s1} and need {n1} in {y1}.",
        place=place,
        s0=number(first.stock),
        n0=number(first.need),
        y0=first.year,
        s1=number(last.stock),
        n1=number(last.need),
        y1=last.year,
    )


def _one_year(place: str, line: Line, language: Language) -> str:
    """Return stock and need of the only year there is."""
    stock = language.number(line.stock)
    if line.need is None:
        return language.say(
            "{place}: stock {stock} in {year}.", place=place, stock=stock, year=line.year
        )
    return language.say(
        "{place}: stock {stock} and need {need} in {year}.",
        place=place,
        stock=stock,
        need=language.number(line.need),
        year=line.year,
    )


def reading(table: Table, at: int, language: Language) -> str:
    """Return what one row of a table of years says of stock, need and deficit."""
    named = [
        language.say("{name} {value}", name=column.heading, value=language.number(value))
        for column in table.columns
        if column.key in _READ and (value := table.numbers(column.key)[at]) is not None
    ]
    year = int(table.numbers("year")[at] or 0)
    return language.say("{year}: {list}.", year=year, list=language.list_of(named))


def fan(
    place: str, deficits: Sequence[tuple[int, float]], span: tuple[float, float], language: Language
) -> str:
    """Return a deficit by year at both ends, the 80 % range of the last, and the highest of all."""
    (y0, v0), (y1, v1) = deficits[0], deficits[-1]
    year, most = max(deficits, key=lambda pair: pair[1])
    number = language.number
    return language.say(
        "{place}: deficit of {v0} in {y0} and {v1} in {y1}; 8 chances in 10: from {lo} to {hi}; "
        "highest: {max} in {year}.",
        place=place, v0=number(v0), y0=y0, v1=number(v1), y1=y1, lo=number(span[0]),
        hi=number(span[1]), max=number(most), year=year,
    )  # fmt: skip


def flows(place: str, line: Line, language: Language) -> str:
    """Return entries, exits and their balance in a year."""
    entries, gone = whole_numbers((movement.total(line.entries), -movement.total(line.exits)))
    return language.say(
        "{place}, {year}: entries {entries}, exits {exits}, balance {net}.",
        place=place,
        year=line.year,
        entries=language.number(entries),
        exits=language.number(-gone),
        net=language.signed(entries + gone),
    )


def ranked(year: int, deficits: Mapping[str, float], language: Language) -> str:
    """Return territories from the highest deficit to the lowest."""
    order = sorted(deficits.items(), key=lambda pair: -pair[1])
    named = [
        language.say("{name} {value}", name=name, value=language.number(value))
        for name, value in order
    ]
    return language.say(
        "{year}, deficit from highest to lowest: {list}.", year=year, list=language.list_of(named)
    )


def pyramid(place: str, year: int, groups: Mapping[str, float], language: Language) -> str:
    """Return the share of those of 55 and more, and the largest age group."""
    whole = sum(groups.values())
    if not whole:
        return language.say("{place}, {year}: nobody at work.", place=place, year=year)
    older = sum(persons for group, persons in groups.items() if _starts(group) >= _OLDER)
    return language.say(
        "{place}, {year}: {percent} are 55 or older; largest group: {band}.",
        place=place,
        year=year,
        percent=language.percent(older / whole),
        band=max(groups, key=lambda group: groups[group]),
    )


_OLDER = 55


def _starts(group: str) -> int:
    """Return the youngest age of a group written 55-59, 80+ or -25."""
    digits = "".join(sign if sign.isdigit() else " " for sign in group).split()
    return int(digits[0]) if digits and not group.startswith(("-", "<")) else 0
