"""Scenarios side by side: by territory, by year, with their ranges, and what results from each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.reports.table import Cell, Column, Kind, Table, shown_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.reports.compared import Compared

_NO_RANK = (None, None)
VALUE, CHANGE = "value", "change"  # the beginnings of keys; the place of the scenario follows


def by_place(asked: Compared) -> Table:
    """Return one row a territory: the value of the reference, then what each scenario changes."""
    say, count = asked.language.say, len(asked.found.studies)
    return _table(
        asked,
        title=_changes_title(asked),
        columns=(
            Column("territory", say("Territory"), Kind.TEXT),
            Column(f"{VALUE}0", asked.letters[0], asked.kind),
            *(Column(f"{CHANGE}{n}", asked.letters[n], asked.change_kind) for n in range(1, count)),
        ),
        rows=[
            (
                asked.place(place),
                asked.value(0, place),
                *(asked.change(n, place) for n in range(1, count)),
            )
            for place in asked.places
        ],
        has_total=asked.has_parts,
    )


def _changes_title(asked: Compared) -> str:
    """Name a table of differences, with their unit where it is not that of the values."""
    say, name, year = asked.language.say, asked.heading, asked.year
    if asked.kind is Kind.SHARE:
        return say(
            "{name} in {year}, difference from the reference in percentage points",
            name=name,
            year=year,
        )
    return say("{name} in {year}, difference from the reference", name=name, year=year)


def values(asked: Compared) -> Table:
    """Return one row a territory and the value of each scenario."""
    return _table(
        asked,
        title=asked.language.say("{name}, {year}", name=asked.heading, year=asked.year),
        columns=(
            Column("territory", asked.language.say("Territory"), Kind.TEXT),
            *(Column(f"{VALUE}{n}", name, asked.kind) for n, name in enumerate(asked.names)),
        ),
        rows=[
            (asked.place(place), *(asked.value(n, place) for n in range(len(asked.names))))
            for place in asked.places
        ],
        has_total=asked.has_parts,
    )


def by_year(asked: Compared) -> Table:
    """Return one row a year: the value of the whole under each scenario, and the differences."""
    whole, count = asked.found.whole, len(asked.names)
    say = asked.language.say
    return _table(
        asked,
        title=say("{name} by year", name=asked.heading),
        columns=(
            Column("year", say("Year"), Kind.YEAR),
            *(Column(f"{VALUE}{n}", name, asked.kind) for n, name in enumerate(asked.names)),
            *(
                Column(
                    f"{CHANGE}{n}",
                    say("{name}: difference", name=asked.letters[n]),
                    asked.change_kind,
                )
                for n in range(1, count)
            ),
        ),
        rows=[
            (
                year,
                *(asked.value(n, whole, year) for n in range(count)),
                *(asked.change(n, whole, year) for n in range(1, count)),
            )
            for year in asked.found.years
        ],
    )


def with_ranges(asked: Compared, places: Sequence[str] = ()) -> Table:
    """Return one row a territory and scenario: value, range, difference, its range, and ranks.

    places: those that are wanted, all of them where none is named.
    """
    say, share = asked.language.say, asked.language.percent(0.8)
    columns = (
        Column("territory", say("Territory"), Kind.TEXT),
        Column("scenario", say("Scenario"), Kind.TEXT),
        Column("value", asked.heading, asked.kind),
        Column("low", say("{share} range: from", share=share), asked.kind),
        Column("high", say("{share} range: to", share=share), asked.kind),
        Column("change", say("Difference"), asked.change_kind),
        Column("change_low", say("Difference in the same draws: from"), asked.change_kind),
        Column("change_high", say("Difference in the same draws: to"), asked.change_kind),
        Column("rank", say("Rank"), Kind.PERSONS),
        Column("climb", say("Ranks climbed"), Kind.CHANGE),
    )
    kept = columns if asked.has_parts else columns[:-2]
    shown, ranks = _as_shown(asked), _ranks(asked)
    rows = [
        (*_row(asked, n, place, shown[at][n]), *ranks[n].get(place, _NO_RANK))[: len(kept)]
        for at, place in enumerate(asked.places)
        if not places or place in places
        for n in range(len(asked.names))
    ]
    return _table(
        asked,
        title=say("{name} in {year}, with ranges", name=asked.heading, year=asked.year),
        columns=kept,
        rows=rows,
        notes=about_ranges(asked),
    )


def _as_shown(asked: Compared) -> list[list[tuple[Cell, Cell]]]:
    """Return value and difference of each place and scenario, people as other tables print them."""
    pairs = zip(shown_rows(values(asked)), shown_rows(by_place(asked)), strict=True)
    return [list(zip(own[1:], (None, *changes[2:]), strict=True)) for own, changes in pairs]


def _row(asked: Compared, scenario: int, place: str, cells: tuple[Cell, Cell]) -> tuple[Cell, ...]:
    """Return a territory under a scenario, without its rank."""
    value, change = cells
    return (
        asked.place(place),
        asked.names[scenario],
        value,
        *(asked.span(scenario, place) or (None, None)),
        change,
        *(asked.change_span(scenario, place) or (None, None)),
    )


def _ranks(asked: Compared) -> list[dict[str, tuple[Cell, Cell]]]:
    """Return rank and ranks climbed of each territory, by scenario; the reference climbs none."""
    found, reading, year = asked.found, asked.reading, asked.year
    return [
        {
            place: (rank, climb if n else None)
            for place, rank, climb in zip(
                found.places,
                found.ranks(n, reading, year),
                found.climbs(n, reading, year),
                strict=True,
            )
        }
        for n in range(len(asked.names))
    ]


def about_ranges(asked: Compared) -> tuple[str, ...]:
    """Say what the ranges hold and what they do not, or that they are not known."""
    say = asked.language.say
    if asked.bands is None:
        return (say("The ranges are not known: they have not been worked out."),)
    return (
        say(
            "{share} range: chance and assumptions together, for each scenario by itself. Where "
            "two of them overlap, no difference between the scenarios can be stated.",
            share=asked.language.percent(0.8),
        ),
        say(
            "Difference in the same draws: both scenarios meet the same assumptions, in 8 draws "
            "of 10 the difference lies between the two; chance is left out. It says what the "
            "measures do, not how the territory will stand."
        ),
        say("Population, need and mistakes in the base stock are not in the ranges."),
        *(
            (say("Rank 1 is the worst off; ranks climbed lead towards it."),)
            if asked.has_parts
            else ()
        ),
    )


def results(asked: Compared) -> Table:
    """Return what results for the whole territory in the year: one row a scenario."""
    say = asked.language.say
    lines = [asked.line(n, asked.found.whole) for n in range(len(asked.names))]
    rows = [
        (
            name,
            line.stock,
            line.need,
            line.deficit,
            asked.found.lacking(n, asked.year),
            line.coverage,
            line.density_per_10_000,
        )
        for n, (name, line) in enumerate(zip(asked.names, lines, strict=True))
    ]
    columns = (
        Column("scenario", say("Scenario"), Kind.TEXT),
        Column("stock", say("Stock"), Kind.PERSONS),
        Column("need", say("Need"), Kind.PERSONS),
        Column("deficit", say("Deficit (+) or surplus (−)"), Kind.PERSONS),
        Column("lacking", say("Lacking, surpluses left aside"), Kind.PERSONS),
        Column("coverage", say("Coverage of the need"), Kind.SHARE),
        Column("density", say("Density per 10,000 inhabitants"), Kind.PER_10_000),
    )
    told = [at for at in range(len(columns)) if any(row[at] is not None for row in rows)]
    return _table(
        asked,
        title=say("Results in {year}", year=asked.year),
        columns=tuple(columns[at] for at in told),
        rows=[tuple(row[at] for at in told) for row in rows],
    )


def _table(
    asked: Compared,
    *,
    title: str,
    columns: tuple[Column, ...],
    rows: Sequence[tuple[Cell, ...]],
    notes: tuple[str, ...] = (),
    has_total: bool = False,
) -> Table:
    """Return a table with what stands around all tables of a comparison."""
    frame = asked.frame
    return Table(
        title=title,
        subtitle=frame.subtitle,
        columns=columns,
        rows=tuple(rows),
        notes=(
            *notes,
            asked.language.say("Situation at 31 December of each year."),
            *frame.notes(asked.found.lines(0, asked.found.whole)),
        ),
        sources=frame.sources,
        fingerprint=asked.fingerprint,
        has_total=has_total,
    )
