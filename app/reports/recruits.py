"""Recruitment competitions by year: from posts opened to those who are still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.recruits import LATER, recruits
from app.problems import message
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from app.language import Language
    from app.reports.frame import Frame

_THERE = {
    1: message("In a public post of the region after 1 year"),
    2: message("In a public post of the region after 2 years"),
    5: message("In a public post of the region after 5 years"),
}
_WORKING = {
    1: message("At work in the country after 1 year"),
    2: message("At work in the country after 2 years"),
    5: message("At work in the country after 5 years"),
}


def by_year(frame: Frame) -> tuple[Table, ...]:
    """Return a row a year, or no table where the view has no competition."""
    found, language = recruits(frame.study, frame.view), frame.language
    if not found:
        return ()
    table = Table(
        title=language.say("Recruitment competitions by year"),
        subtitle=frame.subtitle,
        columns=_columns(language),
        rows=tuple(
            (one.year, one.posts, one.candidates, one.filled, *one.there, *one.working)
            for one in found
        ),
        notes=(
            language.say(
                "Candidates leave the schools of the whole plan; they are not known where a cadre "
                "has none."
            ),
            language.say(
                "Still there: at 31 December, in the public sector of the region that hired them. "
                "Expected persons; not known beyond the last year of the plan."
            ),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )
    return (table,)


def _columns(language: Language) -> tuple[Column, ...]:
    heads = [
        *((f"there_{years}", language.tell(_THERE[years])) for years in LATER),
        *((f"working_{years}", language.tell(_WORKING[years])) for years in LATER),
    ]
    return (
        Column("year", language.say("Year"), Kind.YEAR),
        Column("posts", language.say("Posts opened"), Kind.PERSONS),
        Column("candidates", language.say("Candidates"), Kind.PERSONS),
        Column("filled", language.say("Posts filled"), Kind.PERSONS),
        *(Column(key, heading, Kind.PERSONS) for key, heading in heads),
    )
