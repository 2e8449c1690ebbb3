"""What each view of the results finds, in sentences: the finding first, then what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.outcomes import outer
from app.reports import age_pyramid, movement
from app.reports.deficit import KINDS, READ
from app.reports.ranking import rank, surplus
from app.reports.result_sheet import MEASURES, sheet
from app.reports.rounding import whole_numbers
from app.reports.table import written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.planning.lines import Line
    from app.reports.deficit import Measure
    from app.reports.frame import Frame
    from app.reports.ranking import Place, Ranking

_OLDER = 55
_HALF = 0.5  # of the need


def of_course(frame: Frame, measure: Measure, year: int) -> tuple[str, ...]:
    """Say where a measure goes from the base year to a year."""
    language, lines = frame.language, frame.lines()
    first, line = lines[0], _in(lines, year)
    name, kind = language.tell(MEASURES[measure]), KINDS[measure]
    a, b = (written(READ[measure](one), kind, language) for one in (first, line))
    if line.year == first.year:
        return (language.say("{measure}: {a} in {y0}.", measure=name, a=a, y0=first.year),)
    said = language.say(
        "{measure}: {a} in {y0}, {b} in {y1}.",
        measure=name,
        a=a,
        y0=first.year,
        b=b,
        y1=line.year,
    )
    return (said,)


def of_table(frame: Frame, measure: Measure, year: int) -> tuple[str, ...]:
    """Say which territories have most and least of a measure in a year."""
    language, made = frame.language, sheet(frame, measure)
    at = min(max(year - made.years[0], 0), len(made.years) - 1)
    cells = {row.name: row.cells[at] for row in made.rows if row.role == "place"}
    known = {name: cell for name, cell in cells.items() if isinstance(cell, int | float)}
    if len(known) < 2:  # noqa: PLR2004  nothing to compare
        return of_course(frame, measure, year)
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)

    def named(name: str) -> str:
        value = written(known[name], KINDS[measure], language)
        return language.say("{name} {value}", name=name, value=value)

    return (
        language.say(
            "{measure} in {year}: highest in {most}, lowest in {least}.",
            measure=language.tell(MEASURES[measure]),
            year=year,
            most=named(most),
            least=named(least),
        ),
        *of_course(frame, measure, year),
    )


def of_map(frame: Frame, year: int) -> tuple[str, ...]:
    """Say where most of the need is lacking, and how many territories lack more than half."""
    ranking, say = rank(frame.study, frame.view, frame.language), frame.language.say
    if ranking is None:
        return of_course(frame, "deficit", year)
    places = [place for place in ranking.in_year(year) if place.value is not None]
    if not places:
        return (ranking.note,)
    if len(places) == 1:
        return of_course(frame, "density" if ranking.by_density else "deficit", year)
    if not ranking.by_density and len({ranking.written(one.value) for one in places}) == 1:
        return _alike(frame, ranking, places, year)
    first, last = (
        say("{name} {value}", name=place.name, value=ranking.written(place.value))
        for place in (places[0], places[-1])
    )
    if ranking.by_density:
        said = say(
            "In {year}, staff is least dense in {first} and densest in {last}.",
            year=year, first=first, last=last,
        )  # fmt: skip
        return (said, ranking.note)
    half = sum((place.value or 0) > _HALF for place in places)
    said = say(
        "In {year}, the part of the need that is lacking is largest in {first}, smallest in "
        "{last}.",
        year=year, first=first, last=last,
    )  # fmt: skip
    more = say("Territories that lack more than half of their need: {n} of {all}.",
               n=half, all=len(places))  # fmt: skip
    over = sum(surplus(place.line) for place in places)
    beyond = say("Territories with a surplus: {n}; it does not heal a lack elsewhere.", n=over)
    return (said, more, *([beyond] if over else []))


def _alike(frame: Frame, ranking: Ranking, places: Sequence[Place], year: int) -> tuple[str, ...]:
    """Say that all territories stand alike, and in which of them most people are lacking."""
    say, value = frame.language.say, ranking.written(places[0].value)
    said = say("In {year}, the same part of the need is lacking in every territory: {value}.",
               year=year, value=value)  # fmt: skip
    order = sorted(places, key=lambda place: place.line.deficit or 0.0)
    least, most = (
        say("{name} {value}", name=place.name,
            value=written(place.line.deficit, KINDS["deficit"], frame.language))
        for place in (order[0], order[-1])
    )  # fmt: skip
    more = say("In people, the deficit is largest in {most}, smallest in {least}.",
               most=most, least=least)  # fmt: skip
    return (said, more)


def of_pyramid(frame: Frame, year: int) -> tuple[str, ...]:
    """Say which part of the staff is old, now and then, and which age group is the largest."""
    say, language = frame.language.say, frame.language
    base = frame.study.rows.facts.base_year
    groups, before = _ages(frame, year), _ages(frame, base)
    if not sum(groups.values()):
        return (say("{place}, {year}: nobody at work.", place=frame.place, year=year),)
    then = language.percent(_older(before)) if sum(before.values()) else language.number(None)
    now = language.percent(_older(groups))
    said = (
        say("In {year}, {percent} are 55 or older.", year=year, percent=now)
        if year == base
        else say(
            "In {year}, {percent} are 55 or older; in the base year {y0}, {then}.",
            year=year, percent=now, y0=base, then=then,
        )
    )  # fmt: skip
    largest = max(groups, key=lambda group: groups[group])
    return (
        said,
        say("The largest age group is {band}.", band=largest),
        say("People on contract are left out: their ages are not known."),
    )


def of_flows(frame: Frame, year: int) -> tuple[str, ...]:
    """Say what came and what went in a year, and the largest kind of each."""
    say, lines = frame.language.say, outer(frame.lines())
    line = _in(lines, year)
    if line.year == lines[0].year:
        return (say("The base year is where the projection begins: nobody has moved yet."),)
    come, gone = whole_numbers((movement.total(line.entries), -movement.total(line.exits)))
    number, signed = frame.language.number, frame.language.signed
    said = say(
        "In {year}: entries {entries}, exits {exits}, balance {net}.",
        year=year, entries=number(come), exits=number(-gone), net=signed(come + gone),
    )  # fmt: skip
    main = _largest(frame, line.entries), _largest(frame, line.exits)
    more = [say("Main entry: {name}.", name=main[0])] if main[0] else []
    more += [say("Main exit: {name}.", name=main[1])] if main[1] else []
    return (said, *more)


def _largest(frame: Frame, flows: Mapping[str, float]) -> str:
    """Return the largest kind of flow with its people, nothing where nobody moved."""
    kind = max(flows, key=lambda one: flows[one], default="")
    if not flows.get(kind):
        return ""
    value = frame.language.number(flows[kind])
    return frame.language.say(
        "{name} {value}", name=movement.named(kind, frame.language), value=value
    )


def _in(lines: tuple[Line, ...], year: int) -> Line:
    """Return the line of a year, the nearest one where it lies outside."""
    return lines[min(max(year - lines[0].year, 0), len(lines) - 1)]


def _ages(frame: Frame, year: int) -> dict[str, float]:
    table = age_pyramid.in_year(frame.study, frame.view, frame.language, year)
    both = table.numbers("both")
    return {
        str(group): persons or 0.0
        for group, persons in zip(table.values("age_group"), both, strict=True)
    }


def _older(groups: Mapping[str, float]) -> float:
    """Return the part of those who are 55 or older."""
    old = sum(persons for group, persons in groups.items() if int(group[:2]) >= _OLDER)
    return old / sum(groups.values())
