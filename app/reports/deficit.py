"""The deficit: year by year for one territory, and territory by territory over the years."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from app.planning.outcomes import inhabitants_per_worker
from app.problems import message
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message

Measure = Literal["stock", "need", "deficit", "coverage", "density"]

TITLES: Mapping[Measure, Message] = {
    "stock": message("Stock by territory"),
    "need": message("Need by territory"),
    "deficit": message("Deficit by territory"),
    "coverage": message("Coverage of the need by territory"),
    "density": message("Density per 10,000 inhabitants by territory"),
}
KINDS: Mapping[Measure, Kind] = {
    "stock": Kind.PERSONS,
    "need": Kind.PERSONS,
    "deficit": Kind.PERSONS,
    "coverage": Kind.SHARE,
    "density": Kind.PER_10_000,
}


READ: Mapping[Measure, Callable[[Line], float | None]] = {
    "stock": lambda line: line.stock,
    "need": lambda line: line.need,
    "deficit": lambda line: line.deficit,
    "coverage": lambda line: line.coverage,
    "density": lambda line: line.density_per_10_000,
}


def by_year(study: Study, view: View, language: Language) -> Table:
    """Return one row a year: population, stock, need, deficit, and the three ratios."""
    frame = Frame(study, view, language)
    lines = frame.lines()
    gross = any(line.deficit_gross is not None for line in lines)
    surplus = any(round(line.deficit or 0) < 0 for line in lines)
    return Table(
        title=language.say("Stock, need and deficit"),
        subtitle=frame.subtitle,
        columns=_year_columns(language, gross=gross, surplus=surplus),
        rows=tuple(_year_row(line, gross=gross) for line in lines),
        notes=(
            language.say("Situation at 31 December of each year."),
            *frame.notes(lines),
            *gross_note(lines, language),
            language.say(
                "Totals are sums of unrounded values; a difference of one unit may appear."
            ),
        ),
        sources=frame.sources,
        fingerprint=study.fingerprint,
    )


def _year_columns(language: Language, *, gross: bool, surplus: bool) -> tuple[Column, ...]:
    say = language.say
    deficit = say("Deficit (+) or surplus (−)") if surplus else say("Deficit")
    columns = [
        Column("year", say("Year"), Kind.YEAR),
        Column("population", say("Population"), Kind.POPULATION),
        Column("stock", say("Stock"), Kind.PERSONS),
        Column("need", say("Need"), Kind.PERSONS),
        Column("deficit", deficit, Kind.PERSONS),
        Column("deficit_gross", say("Gross deficit"), Kind.PERSONS),
        Column("coverage", say("Coverage of the need"), Kind.SHARE),
        Column("density", say("Density per 10,000 inhabitants"), Kind.PER_10_000),
        Column("per_worker", say("Inhabitants per worker"), Kind.PER_WORKER),
    ]
    return tuple(column for column in columns if gross or column.key != "deficit_gross")


def _year_row(line: Line, *, gross: bool) -> tuple[Cell, ...]:
    return (
        line.year,
        line.population,
        line.stock,
        line.need,
        line.deficit,
        *([line.deficit_gross] if gross else []),
        line.coverage,
        line.density_per_10_000,
        inhabitants_per_worker(line),
    )


def gross_note(lines: Sequence[Line], language: Language) -> tuple[str, ...]:
    """Say what the gross deficit sums, since a surplus here does not heal a lack there."""
    levels = {line.gross_level for line in lines if line.deficit_gross is not None}
    said = []
    if "province" in levels:
        said.append(
            language.say(
                "Gross deficit: sum of the provinces that lack people, surpluses left aside."
            )
        )
    if "region" in levels:
        said.append(
            language.say(
                "Gross deficit: sum of the regions that lack people, surpluses left aside."
            )
        )
    return tuple(said)


def by_territory(study: Study, view: View, language: Language, measure: Measure) -> Table:
    """Return one row a territory inside the one asked for, one column a year, and the whole."""
    frame = Frame(study, view, language)
    whole = frame.lines()
    children = {code: frame.lines(code) for code in study.children(view.territory)}
    kind = KINDS[measure]
    rows = [
        (language.name(study.name(code)), *map(READ[measure], lines))
        for code, lines in children.items()
    ]
    total = (frame.place, *_whole(measure, whole, children))
    columns = [Column(str(line.year), language.year(line.year), kind) for line in whole]
    return Table(
        title=language.tell(TITLES[measure]),
        subtitle=frame.subtitle,
        columns=(Column("territory", language.say("Territory"), Kind.TEXT), *columns),
        rows=(*rows, total),
        notes=(language.say("Situation at 31 December of each year."), *frame.notes(whole)),
        sources=frame.sources,
        fingerprint=study.fingerprint,
        has_total=bool(children) and kind is Kind.PERSONS,
    )


def _whole(
    measure: Measure, whole: Sequence[Line], children: Mapping[str, Sequence[Line]]
) -> list[float | None]:
    """Return the row of the whole: the sum of its parts where there are parts to sum."""
    own = [READ[measure](line) for line in whole]
    if not children or KINDS[measure] is not Kind.PERSONS:
        return own
    parts = [[READ[measure](line) for line in lines] for lines in children.values()]
    columns = zip(*parts, strict=True)
    return [_sum(column) for column in columns]


def _sum(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return math.fsum(known) if len(known) == len(values) else None
