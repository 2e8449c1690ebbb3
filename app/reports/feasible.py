"""Whether a norm can be met by a year: year by year, and in a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.feasible import feasible
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.planning.feasible import Feasible, TargetYear
    from app.reports.asked import Asked


def answer(asked: Asked) -> tuple[Table, ...]:
    """Return one row a year up to the year asked for, the last one of the view without one.

    Refuses a norm that gives no need and a year that is not after the base year of the plan.
    """
    wanted = asked.options.get("year")
    year = asked.view.until if wanted is None else int(wanted)
    found = feasible(asked.study, asked.view, year)
    frame = Frame(asked.study, replace(asked.view, until=year), asked.language)
    table = Table(
        title=asked.language.say("Whether the norm can be met"),
        subtitle=frame.subtitle,
        columns=_columns(asked.language),
        rows=tuple(_row(one, asked.language) for one in found.years),
        notes=(
            _verdict(found, asked.language),
            *_at_most(found, asked.language),
            *_conditions(frame),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=asked.study.fingerprint,
    )
    return (table,)


def _columns(language: Language) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("year", say("Year"), Kind.YEAR),
        Column("need", say("Need"), Kind.PERSONS),
        Column("path", say("Stock on the path"), Kind.PERSONS),
        Column("survivors", say("Staff who stay"), Kind.PERSONS),
        Column("asked", say("Entries asked for"), Kind.PERSONS),
        Column("planned", say("Entries planned"), Kind.PERSONS),
        Column("ceiling", say("Ceiling of entries"), Kind.PERSONS),
        Column("highest", say("Highest stock"), Kind.PERSONS),
        Column("possible", say("Possible"), Kind.TEXT),
    )


def _row(one: TargetYear, language: Language) -> tuple[Cell, ...]:
    return (
        one.year,
        one.need,
        one.path,
        one.survivors,
        one.asked,
        one.planned,
        one.ceiling,
        one.highest,
        language.say("yes") if one.possible else language.say("no"),
    )


def _verdict(found: Feasible, language: Language) -> str:
    """Say whether the norm can be met, and which year is in the way."""
    aim: dict[str, float | int] = {"density": found.per_10_000, "year": found.years[-1].year}
    if found.impossible is None:
        return language.say(
            "{density} per 10,000 by {year} can be met: no year asks for more entries than the "
            "schools and recruitments can give.",
            **aim,
        )
    against = _against(found.impossible, language)
    if found.within_reach:
        return language.say(
            "{density} per 10,000 by {year} can be met, but not by a straight path: {year0} asks "
            "for more entries ({asked}) than the schools and recruitments can give ({ceiling}).",
            **aim,
            **against,
        )
    return language.say(
        "{density} per 10,000 by {year} cannot be met: {year0} is the first year that asks "
        "for more entries ({asked}) than the schools and recruitments can give ({ceiling}).",
        **aim,
        **against,
    )


def _against(first: TargetYear, language: Language) -> dict[str, str | int]:
    return {
        "year0": first.year,
        "asked": language.number(first.asked),
        "ceiling": language.number(first.ceiling),
    }


def _at_most(found: Feasible, language: Language) -> Iterator[str]:
    """Say how far the ceilings lead, and which even number of entries would be enough."""
    last = found.years[-1]
    if not found.within_reach:
        yield language.say(
            "Highest stock of {year}, if every year reached its ceiling: {highest} for a need of "
            "{need}.",
            year=last.year,
            highest=language.number(last.highest),
            need=language.number(last.need),
        )
    yield language.say(
        "Entries that would be enough each year: {enough}. Planned, average year: {planned}. "
        "Ceiling, average year: {ceiling}.",
        enough=language.number(found.enough),
        planned=language.number(_mean(one.planned for one in found.years)),
        ceiling=language.number(_mean(one.ceiling for one in found.years)),
    )


def _mean(values: Iterator[float]) -> float:
    known = list(values)
    return sum(known) / len(known)


def _conditions(frame: Frame) -> Iterator[str]:
    """Say what path and ceiling are, and what they are not."""
    language = frame.language
    yield language.say(
        "The path raises the density by the same amount each year. Those who enter leave like "
        "the staff of the projection."
    )
    if frame.study.places.is_all(frame.view.territory):
        yield language.say(
            "Ceiling: all whom the schools of the plan put out in the year, as if nobody left the "
            "country, stayed idle or dropped out of residency; all posts filled where the plan "
            "knows no school; and the arrivals and contracts planned. It is what can come, not "
            "what will."
        )
    else:
        yield language.say(
            "Ceiling of a part of the plan: all its posts filled from the candidates that there "
            "are, shared with the other territories as in the projection; the practices that open "
            "there; and the arrivals, contracts and transfers planned. It is what can come, not "
            "what will."
        )
