"""Needs side by side: one method a row, with workload and rotas in tables of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.facilities import rotas
from app.planning.needs import needs
from app.planning.workload import pressures, workload
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.language import Language
    from app.planning.facilities import Rota
    from app.planning.needs import Method, Way
    from app.planning.workload import Pressure, Workload
    from app.reports.asked import Asked


_KINDS: Mapping[Method, tuple[str, ...]] = {
    "age_sex_use": ("age_populations", "uses"),
    "workload": ("activities", "working_times"),
    "facilities": ("facilities", "facility_posts"),
    "conditions": ("conditions", "working_times"),
}


def answer(asked: Asked) -> tuple[Table, ...]:
    """Return the need by each method in the base year and in the year asked for.

    Without a year, the last one of the view is meant. Where a method has parts, they follow: the
    staff required by workload in each type of facility, its ratio and difference by cadre, and
    the rotas of the year asked for, of the base year without one.
    """
    year = asked.options.get("year")
    until = asked.view.until if year is None else asked.study.view(until=year).until
    frame = Frame(asked.study, replace(asked.view, until=until), asked.language)
    found = needs(frame.study, frame.view)
    given = {way.method for way in found if way.years}
    tables = [_side_by_side(frame, found)]
    if "workload" in given:
        tables += [_workload(frame), _pressures(frame)]
    if "facilities" in given:
        tables.append(_rotas(frame, frame.study.rows.facts.base_year if year is None else until))
    return tuple(tables)


def _side_by_side(frame: Frame, found: tuple[Way, ...]) -> Table:
    say = frame.language.say
    return Table(
        title=say("Needs side by side"),
        subtitle=frame.subtitle,
        columns=(
            Column("method", say("Method"), Kind.TEXT),
            Column("year", say("Year"), Kind.YEAR),
            Column("need", say("Need"), Kind.PERSONS),
            Column("stock", say("Stock"), Kind.PERSONS),
            Column("deficit", say("Deficit"), Kind.PERSONS),
            Column("coverage", say("Coverage of the need"), Kind.SHARE),
            Column("note", say("Scope, or why there is no need"), Kind.TEXT),
        ),
        rows=tuple(row for way in found for row in _rows(frame.language, way)),
        notes=(
            say("Each method stands by itself: none is multiplied by another."),
            say(
                "Workload, facilities and rotas are those entered in the plan, the same in every "
                "year; the insured share alone moves the workload."
            ),
            *frame.notes(()),
        ),
        sources=tuple(dict.fromkeys((*frame.sources, *_sources(frame, *_kinds(found))))),
        fingerprint=frame.study.fingerprint,
    )


def _rows(language: Language, way: Way) -> Iterator[tuple[Cell, ...]]:
    """Give the first and the last year of a method, or why it has none."""
    name = language.tell(way.name)
    if way.refused is not None:
        yield name, None, None, None, None, None, language.problem(way.refused)
    for one in dict.fromkeys(way.years[:1] + way.years[-1:]):
        yield name, *one, language.told(way.scope)


def _workload(frame: Frame) -> Table:
    say = frame.language.say
    return Table(
        title=say("Staff required by workload (WISN)"),
        subtitle=frame.subtitle,
        columns=(
            Column("territory", say("Territory"), Kind.TEXT),
            Column("facility", say("Type of facility"), Kind.TEXT),
            Column("cadre", say("Cadre"), Kind.TEXT),
            Column("hours", say("Hours worked a year"), Kind.FTE),
            Column("activities", say("Staff for activities"), Kind.FTE),
            Column("category", say("Category allowance factor"), Kind.RATIO),
            Column("individual", say("Individual allowance factor"), Kind.RATIO),
            Column("required", say("Staff required"), Kind.FTE),
        ),
        rows=tuple(_workload_row(frame, one) for one in workload(frame.study, frame.view)),
        notes=(
            say("Staff required = staff for activities × category factor + individual factor."),
        ),
        sources=_sources(frame, "activities", "working_times"),
        fingerprint=frame.study.fingerprint,
    )


def _workload_row(frame: Frame, one: Workload) -> tuple[Cell, ...]:
    name = frame.language.name
    return (
        name(frame.study.name(one.territory)),
        one.facility,
        name(frame.study.cadre_name(one.cadre)),
        one.hours,
        one.activities,
        one.category,
        one.individual,
        one.required,
    )


def _pressures(frame: Frame) -> Table:
    """Return the two indicators of WISN by cadre in the base year."""
    say, base = frame.language.say, frame.study.rows.facts.base_year
    return Table(
        title=say("Work pressure by cadre (WISN), {year}", year=base),
        subtitle=frame.subtitle,
        columns=(
            Column("cadre", say("Cadre"), Kind.TEXT),
            Column("existing", say("Existing staff"), Kind.PERSONS),
            Column("required", say("Staff required"), Kind.FTE),
            Column("difference", say("Difference"), Kind.FTE),
            Column("ratio", say("WISN ratio"), Kind.RATIO),
        ),
        rows=tuple(_pressure_row(frame, one) for one in pressures(frame.study, frame.view)),
        notes=(
            say(
                "Difference: existing staff less staff required, below zero where people are "
                "lacking. Ratio: the one over the other, below 1 where work presses."
            ),
        ),
        sources=_sources(frame, "activities", "working_times"),
        fingerprint=frame.study.fingerprint,
    )


def _pressure_row(frame: Frame, one: Pressure) -> tuple[Cell, ...]:
    cadre = frame.language.name(frame.study.cadre_name(one.cadre))
    return cadre, one.existing, one.required, one.difference, one.ratio


def _rotas(frame: Frame, year: int) -> Table:
    say = frame.language.say
    return Table(
        title=say("Rotas that can be held, {year}", year=year),
        subtitle=frame.subtitle,
        columns=(
            Column("territory", say("Territory"), Kind.TEXT),
            Column("facility", say("Type of facility"), Kind.TEXT),
            Column("cadre", say("Cadre"), Kind.TEXT),
            Column("facilities", say("Facilities"), Kind.VALUE),
            Column("posts", say("Posts kept filled in each"), Kind.VALUE),
            Column("hours_a_week", say("Hours a week"), Kind.VALUE),
            Column("fewest", say("Fewest people needed"), Kind.FTE),
            Column("staff", say("Staff"), Kind.FTE),
            Column("held", say("Can be held"), Kind.TEXT),
        ),
        rows=tuple(_rota_row(frame, one) for one in rotas(frame.study, frame.view, year)),
        notes=(
            say("A rota can be held where as many work full time as its posts need, and no fewer."),
            say("Staff in full-time equivalents; of a specialty, in persons."),
            say("Not known: the plan does not tell how many of a specialty are at work."),
        ),
        sources=_sources(frame, "facilities", "facility_posts", "working_times"),
        fingerprint=frame.study.fingerprint,
    )


def _rota_row(frame: Frame, one: Rota) -> tuple[Cell, ...]:
    name, say = frame.language.name, frame.language.say
    held = {True: say("yes"), False: say("no"), None: say("not known")}
    return (
        name(frame.study.name(one.territory)),
        one.facility,
        name(frame.study.cadre_name(one.cadre)),
        one.facilities,
        one.posts,
        one.hours_a_week,
        one.fewest,
        one.staff,
        held[one.held],
    )


def _kinds(found: tuple[Way, ...]) -> set[str]:
    """Return the kinds of figures behind the needs that are given."""
    return set[str]().union(*(_KINDS.get(way.method, ()) for way in found if way.years))


def _sources(frame: Frame, *kinds: str) -> tuple[str, ...]:
    """Return the titles of the sources behind kinds of figures."""
    rows = frame.study.rows
    used = {row.source for kind in kinds for row in getattr(rows, kind)}
    told = frame.language.told
    return tuple(told(row.title) for row in rows.sources if row.id in used)
