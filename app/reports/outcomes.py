"""Results by name: years that turn, in sentences; indicators and costs, a row a year."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.planning.outcomes import outcomes
from app.reports import destinations, entrants, from_abroad, published, recruits, specialties
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.planning.costs import Costs
    from app.planning.outcomes import Cliff, Indicators, Outcomes
    from app.reports.asked import Asked


def answer(asked: Asked) -> tuple[Table, ...]:
    """Return by year the indicators, then what the plan tells apart, each in its tables."""
    frame = Frame(asked.study, asked.view, asked.language)
    found = outcomes(asked.study, asked.view)
    tables = [_indicators(frame, found)]
    if any(year.salary or year.contracts or year.training or year.budget for year in found.costs):
        tables.append(_costs(frame, found))
    lines = [one.line for one in found.years]
    more = (
        published.retirements_by_source(frame),
        destinations.by_year(frame, lines),
        entrants.by_year(frame),
        specialties.by_year(frame),
        recruits.by_year(frame),
        from_abroad.tables(frame),
    )
    return (*tables, *chain.from_iterable(more))


def _indicators(frame: Frame, found: Outcomes) -> Table:
    language = frame.language
    return Table(
        title=language.say("Results by year"),
        subtitle=frame.subtitle,
        columns=_columns(language),
        rows=tuple(_row(one) for one in found.years),
        notes=(
            *_closing(frame, found),
            *_crossing(language, found),
            *published.crossing_years(frame),
            *([_cliff(frame, found.cliff)] if found.cliff else []),
            language.say(
                "Shares by age and sex leave out people on contract; retirements to come are not "
                "known beyond the last year of the plan."
            ),
            *frame.notes(one.line for one in found.years),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _columns(language: Language) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("year", say("Year"), Kind.YEAR),
        Column("stock", say("Stock"), Kind.PERSONS),
        Column("fte", say("Full-time equivalent (FTE)"), Kind.FTE),
        Column("deficit", say("Deficit"), Kind.PERSONS),
        Column("per_worker", say("Inhabitants per worker"), Kind.PER_WORKER),
        Column("entries", say("Entries"), Kind.PERSONS),
        Column("exits", say("Exits"), Kind.PERSONS),
        Column("replacement", say("Entries over exits"), Kind.SHARE),
        Column("vacancy_rate", say("Posts left unfilled"), Kind.SHARE),
        Column("share_55_plus", say("Aged 55 and over"), Kind.SHARE),
        Column("share_of_women", say("Women"), Kind.SHARE),
        Column("private_share", say("Private sector"), Kind.SHARE),
        Column("retirements", say("Retirements"), Kind.PERSONS),
        Column("next_5", say("Retirements of the next 5 years"), Kind.PERSONS),
        Column("next_10", say("Retirements of the next 10 years"), Kind.PERSONS),
    )


def _row(one: Indicators) -> tuple[Cell, ...]:
    return (
        one.line.year,
        one.line.stock,
        one.line.fte,
        one.line.deficit,
        one.inhabitants_per_worker,
        one.entries,
        one.exits,
        one.replacement,
        one.vacancy_rate,
        one.share_55_plus,
        one.share_of_women,
        one.private_share,
        one.retirements,
        one.retirements_next_5,
        one.retirements_next_10,
    )


def _closing(frame: Frame, found: Outcomes) -> Iterator[str]:
    """Say when the deficit closes for good, where there is a need at all."""
    language, last = frame.language, found.years[-1].line
    if last.deficit is None:
        return
    if found.closing_year is None:
        yield _lacking(language, found, last.deficit)
    elif found.closing_year == last.year:
        yield language.say(
            "No deficit in {year}, the last year shown; whether one comes back is not known.",
            year=last.year,
        )
    else:
        yield language.say(
            "No deficit from {year} on, and none comes back by {horizon}.",
            year=found.closing_year,
            horizon=last.year,
        )


def _lacking(language: Language, found: Outcomes, deficit: float) -> str:
    """Say what is lacking in the last year, and that some years lacked nobody if they did not."""
    told: dict[str, int | str] = {
        "year": found.years[-1].line.year,
        "deficit": language.number(deficit, 1 if deficit < 1 else 0),
    }
    if all(one.line.deficit is None or one.line.deficit > 0 for one in found.years):
        return language.say("The deficit does not close by {year}: {deficit} then.", **told)
    return language.say("There is no deficit in some years, but it is {deficit} in {year}.", **told)


def _crossing(language: Language, found: Outcomes) -> Iterator[str]:
    """Say in which years fewer people join than leave, and whether it lasts."""
    if len(found.years) == 1 or not any(one.line.stock for one in found.years):
        return
    if not found.uncovered_years:
        yield language.say("Entries cover exits in every year.")
        return
    years = language.list_of([language.year(year) for year in found.uncovered_years])
    yield language.say("Entries do not cover exits in: {years}.", years=years)
    last = found.years[-1].line.year
    if found.lasting_from is not None and found.lasting_from < last:
        yield language.say(
            "From {year} to {horizon} they never do.",
            year=found.lasting_from,
            horizon=last,
        )


def _cliff(frame: Frame, cliff: Cliff) -> str:
    language = frame.language
    return language.say(
        "Contracts: no year sees more of them end than {year}: {n}, and {percent} of the staff of "
        "{place}.",
        year=cliff.year,
        n=language.number(cliff.persons),
        percent=language.percent(cliff.share),
        place=language.name(frame.study.name(cliff.place)),
    )


def _costs(frame: Frame, found: Outcomes) -> Table:
    say = frame.language.say
    columns = (
        Column("year", say("Year"), Kind.YEAR),
        Column("salaries", say("Salaries"), Kind.VALUE),
        Column("contracts", say("Contracts"), Kind.VALUE),
        Column("training", say("Training of those who join"), Kind.VALUE),
        Column("spent", say("Together"), Kind.VALUE),
        Column("budget", say("Budget"), Kind.VALUE),
        Column("left", say("Left of the budget"), Kind.VALUE),
        Column("training_lost", say("Training lost to departures"), Kind.VALUE),
    )
    years = (one.line.year for one in found.years[1:])
    return Table(
        title=say("Costs by year, MAD"),
        subtitle=frame.subtitle,
        columns=columns,
        rows=tuple((year, *_cost(one)) for year, one in zip(years, found.costs, strict=True)),
        notes=(
            say("A cost is not known where the plan has none for somebody who is there."),
            say("Departures that lose a training: departures abroad, resignations and dismissals."),
            *frame.notes(()),
        ),
        sources=(),
        fingerprint=frame.study.fingerprint,
    )


def _cost(one: Costs) -> tuple[Cell, ...]:
    """Return whole dirhams."""
    parts = (
        one.salary, one.contracts, one.training, one.spent, one.budget, one.left,
        one.training_lost,
    )  # fmt: skip
    return tuple(None if part is None else float(round(part)) for part in parts)
