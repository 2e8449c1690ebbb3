"""Calls for people on contract, from posts to arrivals; and work of those who never join."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from app.planning.from_abroad import calls, work_by_kind
from app.problems import message
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.models.rows import MissionKind
    from app.planning.from_abroad import Call
    from app.problems import Message
    from app.reports.frame import Frame
    from app.reports.table import Cell

MISSIONS: Mapping[MissionKind, Message] = {
    "mission": message("Missions"),
    "joint_project": message("Joint projects"),
    "tele_expertise": message("Tele-expertise"),
}


def tables(frame: Frame) -> Iterator[Table]:
    """Give the table of calls and that of missions, each where there is any."""
    if found := calls(frame.study, frame.view):
        yield _calls(frame, found)
    if work := work_by_kind(frame.study, frame.view):
        yield _missions(frame, work)


def _calls(frame: Frame, found: tuple[Call, ...]) -> Table:
    language = frame.language
    return Table(
        title=language.say("Calls for contracts: from posts to arrivals"),
        subtitle=frame.subtitle,
        columns=_columns(frame),
        rows=tuple(_row(frame, one) for one in found),
        notes=(
            language.say(
                "Of {posts} posts opened by calls, {n} see somebody arrive.",
                posts=language.number(math.fsum(one.posts for one in found)),
                n=language.number(math.fsum(one.arrived for one in found)),
            ),
            language.say("What a call does not say is taken to lose nobody."),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _columns(frame: Frame) -> tuple[Column, ...]:
    say = frame.language.say
    return (
        Column("call", say("Call"), Kind.TEXT),
        Column("territory", say("Territory"), Kind.TEXT),
        Column("opened", say("Year of the call"), Kind.YEAR),
        Column("arrival", say("Year of arrival"), Kind.YEAR),
        Column("end", say("Last year of contract"), Kind.YEAR),
        Column("posts", say("Posts opened"), Kind.PERSONS),
        Column("applicants", say("Applicants"), Kind.PERSONS),
        Column("licensed", say("Licensed to practise"), Kind.PERSONS),
        Column("hired", say("Hired"), Kind.PERSONS),
        Column("arrived", say("Arrived"), Kind.PERSONS),
    )


def _row(frame: Frame, one: Call) -> tuple[Cell, ...]:
    place = frame.language.name(frame.study.name(one.territory))
    end = one.end.year if one.end else None
    stages = (one.posts, one.applicants, one.licensed, one.hired, one.arrived)
    return (frame.language.told(one.label), place, one.opened.year, one.arrival.year, end, *stages)


def _missions(frame: Frame, work: Mapping[MissionKind, tuple[float, ...]]) -> Table:
    say = frame.language.say
    kinds = [Column(kind, frame.language.tell(MISSIONS[kind]), Kind.FTE) for kind in work]
    last = frame.study.places.axes.base_year + len(next(iter(work.values())))
    years = range(frame.study.places.axes.base_year, last)
    return Table(
        title=say("Work of missions, joint projects and tele-expertise"),
        subtitle=frame.subtitle,
        columns=(
            Column("year", say("Year"), Kind.YEAR),
            *kinds,
            Column("all", say("Total"), Kind.FTE),
        ),
        rows=tuple(
            (year, *fte, math.fsum(fte))
            for year, fte in zip(years, zip(*work.values(), strict=True), strict=True)
        ),
        notes=(
            say("In full-time equivalents, which those of the staff hold already; never people."),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )
