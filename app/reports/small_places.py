"""Small places in whole people: how likely each number is, in a sentence and in a table.

Where a dozen people work, a mean with decimals says little: what counts is how many of them are
likely to be there, and whether nobody may be left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.bands import DRAWS, SEED
from app.planning.outcomes import outer
from app.reports.rounding import whole
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.chances import Chances
    from app.reports.frame import Frame

_TEN, _TWENTY = 10, 20
_ALMOST = 0.95  # from here on: almost always
_IN_TEN, _IN_TWENTY = 0.095, 0.035  # from here on: chances in ten, one in twenty
_SHOWN = 0.005  # what is less likely is told together with its neighbours


def sentences(found: Chances, frame: Frame) -> tuple[str, ...]:
    """Return how many are likely to be there, and how likely it is that nobody is.

    Nothing where there is no chance in it.
    """
    if max(found.likely) >= 1.0:
        return ()
    left = _left_of(found, frame)
    return (_span(found, left, frame.language), *_nobody(found, frame.language))


def _left_of(found: Chances, frame: Frame) -> int | None:
    """Return how many there were at first where nobody comes: who is there then has stayed."""
    lines = [line for line in outer(frame.lines()) if line.year <= found.year]
    comes = any(persons for line in lines for persons in line.entries.values())
    return None if comes or len(lines) < 2 else whole(lines[0].stock)  # noqa: PLR2004  two years


def _span(found: Chances, left: int | None, language: Language) -> str:
    """Say what holds about eight chances in ten; whole people seldom hold exactly eight."""
    low, high = found.span()
    share = found.between(low, high)
    ends = {"low": low, "high": high, "year": found.year}
    if share >= _ALMOST:
        return _almost(left, language, ends)
    n = round(share * _TEN)
    if low == high:
        return language.plural(
            "There is {n} chance in 10 that the stock is {low} in {year}.",
            "There are {n} chances in 10 that the stock is {low} in {year}.",
            n,
            **ends,
        )
    if left is None:
        return language.plural(
            "There is {n} chance in 10 that the stock is between {low} and {high} in {year}.",
            "There are {n} chances in 10 that the stock is between {low} and {high} in {year}.",
            n,
            **ends,
        )
    return language.plural(
        "There is {n} chance in 10 that from {low} to {high} of the {base} are still there in "
        "{year}.",
        "There are {n} chances in 10 that from {low} to {high} of the {base} are still there in "
        "{year}.",
        n,
        base=left,
        **ends,
    )


def _almost(left: int | None, language: Language, ends: dict[str, int]) -> str:
    low, high, year = ends["low"], ends["high"], ends["year"]
    if low == high:
        return language.say("Almost always, the stock is {low} in {year}.", low=low, year=year)
    if left is None:
        return language.say(
            "Almost always, the stock is between {low} and {high} in {year}.",
            low=low,
            high=high,
            year=year,
        )
    return language.say(
        "Almost always, from {low} to {high} of the {base} are still there in {year}.",
        low=low,
        high=high,
        base=left,
        year=year,
    )


def _nobody(found: Chances, language: Language) -> tuple[str, ...]:
    """Say how likely it is that nobody is left; nothing where it is next to impossible."""
    likely = found.nobody
    if likely >= _ALMOST:
        return (language.say("Almost always, nobody is left in {year}.", year=found.year),)
    if likely >= _IN_TEN:
        return (
            language.plural(
                "There is {n} chance in 10 that nobody is left.",
                "There are {n} chances in 10 that nobody is left.",
                round(likely * _TEN),
            ),
        )
    if likely >= _IN_TWENTY:
        return (
            language.say("There is 1 chance in {n} that nobody is left.", n=_TWENTY),
        )
    if likely >= _SHOWN:
        return (language.say("It is very unlikely that nobody is left."),)
    return ()


def table(found: Chances, frame: Frame) -> Table:
    """Return how likely each number of people is; the unlikely ends are one row each."""
    language = frame.language
    say = language.say
    shown = [n for n, likely in enumerate(found.likely) if likely >= _SHOWN]
    first, last, most = shown[0], shown[-1], len(found.likely) - 1
    rows: list[tuple[Cell, ...]] = []
    if first > 0:
        fewer = say("Fewer than {n}", n=first)
        rows.append((fewer, found.between(0, first - 1), None))
    rows += [
        (language.number(n), found.likely[n], found.between(n, most))
        for n in range(first, last + 1)
    ]
    if last < most:
        more = say("More than {n}", n=last)
        rows.append((more, found.between(last + 1, most), found.between(last + 1, most)))
    return Table(
        title=say("Chances of each number of people in {year}", year=found.year),
        subtitle=frame.subtitle,
        columns=(
            Column("people", say("People"), Kind.TEXT),
            Column("likely", say("Probability"), Kind.SHARE),
            Column("at_least", say("At least as many"), Kind.SHARE),
        ),
        rows=tuple(rows),
        notes=(
            say("Chance and assumptions together, at 31 December of the year."),
            say("Population, need and mistakes in the base stock are not in the ranges."),
            say(
                "Draws of the assumptions: {draws}; they start from the number {seed}. The same "
                "number gives the same result.",
                draws=DRAWS,
                seed=SEED,
            ),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )
