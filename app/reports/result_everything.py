"""All results in one table: each territory in each year, every measure, every flow, unrounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.problems import message
from app.reports.frame import Frame
from app.reports.movement import ENTRIES, EXITS, kinds, named, residue, total
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message


LEVELS: Mapping[str, Message] = {
    "nation": message("Nation"),
    "region": message("Region"),
    "province": message("Province"),
}


def territories(study: Study) -> tuple[str, ...]:
    """Return all territories of a plan, each before those inside it."""
    return tuple(_below(study, study.places.home))


def _below(study: Study, code: str) -> Iterator[str]:
    yield code
    for child in study.children(code):
        yield from _below(study, child)


def rows(study: Study, view: View) -> int:
    """Return how many rows the table has."""
    return len(territories(study)) * len(study.lines(view))


def everything(
    study: Study,
    view: View,
    language: Language,
    step: Callable[[float], object] = lambda _share: None,
) -> Table:
    """Return one row for each territory of the plan and each year of the view.

    step: told the share that is done before each territory; it may raise to stop the work.
    """
    frame = Frame(study, view, language)
    codes, answers = territories(study), {}
    for at, code in enumerate(codes):
        step(at / len(codes))
        answers[code] = frame.lines(code)
    every = [line for lines in answers.values() for line in lines]
    come = kinds(ENTRIES, [line.entries for line in every])
    gone = kinds(EXITS, [line.exits for line in every])
    return Table(
        title=language.say("All results"),
        subtitle=frame.subtitle,
        columns=_columns(language, come, gone),
        rows=tuple(
            (*_place(frame, code), *row)
            for code, lines in answers.items()
            for row in _rows(lines, come, gone)
        ),
        notes=(
            language.say("Situation at 31 December of each year; flows are those of the year."),
            language.say("People are not rounded here: they add up to the last digit."),
            language.say(
                "Moves between territories stand in each of them; in a territory above, they "
                "enter and leave at once."
            ),
            *frame.notes(every),
        ),
        sources=frame.sources,
        fingerprint=study.fingerprint,
    )


def _columns(language: Language, come: Sequence[str], gone: Sequence[str]) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("code", say("Code"), Kind.TEXT),
        Column("territory", say("Territory"), Kind.TEXT),
        Column("level", say("Level"), Kind.TEXT),
        Column("year", say("Year"), Kind.YEAR),
        Column("population", say("Population"), Kind.POPULATION),
        Column("stock", say("Stock"), Kind.PERSONS),
        Column("fte", say("Full-time equivalent (FTE)"), Kind.FTE),
        Column("need", say("Need"), Kind.PERSONS),
        Column("deficit", say("Deficit (+) or surplus (−)"), Kind.PERSONS),
        Column("density", say("Density per 10,000 inhabitants"), Kind.PER_10_000),
        Column("coverage", say("Coverage of the need"), Kind.SHARE),
        Column("opening", say("Stock at 1 January"), Kind.PERSONS),
        *(Column(kind, named(kind, language), Kind.PERSONS) for kind in come),
        Column("entries", say("Entries"), Kind.PERSONS),
        *(Column(kind, named(kind, language), Kind.PERSONS) for kind in gone),
        Column("exits", say("Exits"), Kind.PERSONS),
        Column("closing", say("Stock at 31 December"), Kind.PERSONS),
        Column("difference", say("Difference"), Kind.VALUE),
    )


def _place(frame: Frame, code: str) -> tuple[Cell, ...]:
    place = frame.study.places.by_code[code]
    language = frame.language
    return code, language.name(place.names), language.tell(LEVELS[place.level])


def _rows(
    lines: Sequence[Line], come: Sequence[str], gone: Sequence[str]
) -> Iterator[tuple[Cell, ...]]:
    """Give the years of a territory; in the base year nobody has moved yet."""
    before: Line | None = None
    for line in lines:
        moves = _moves(before, line, come, gone)
        read = (line.population, line.stock, line.fte, line.need, line.deficit)
        yield (line.year, *read, line.density_per_10_000, line.coverage, *moves)
        before = line


def _moves(
    before: Line | None, line: Line, come: Sequence[str], gone: Sequence[str]
) -> tuple[Cell, ...]:
    if before is None:
        return (None,) * (len(come) + len(gone) + 5)
    return (
        before.stock,
        *(line.entries.get(kind, 0.0) for kind in come),
        total(line.entries),
        *(line.exits.get(kind, 0.0) for kind in gone),
        total(line.exits),
        line.stock,
        residue(before.stock, line),
    )
