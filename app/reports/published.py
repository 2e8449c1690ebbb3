"""Published figures beside those of a study, each with its source and why the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.published import crossing, retirements
from app.reports.frame import GRADES
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.language import Language
    from app.reports.frame import Frame


def crossing_years(frame: Frame) -> Iterator[str]:
    """Say from which year others expect recruitment not to cover departures."""
    language = frame.language
    for figure in crossing(frame.study, frame.view):
        yield language.say(
            "Published: entries do not cover exits from {year} on ({source}, {grade}). {why}",
            year=int(figure.value),
            source=language.told(figure.source.title),
            grade=language.tell(GRADES[figure.grade]),
            why=language.name(figure.why),
        )


def retirements_by_source(frame: Frame) -> tuple[Table, ...]:
    """Return published retirements beside those of the study, or no table where there are none."""
    found, language = retirements(frame.study, frame.view), frame.language
    if not found:
        return ()
    table = Table(
        title=language.say("Retirements: published and projected"),
        subtitle=frame.subtitle,
        columns=_columns(language),
        rows=tuple(
            (
                one.published.first,
                one.published.last,
                one.a_year,
                one.first,
                one.last,
                one.projected,
                language.told(one.published.source.title),
                language.tell(GRADES[one.published.grade]),
                language.name(one.published.why),
            )
            for one in found
        ),
        notes=(
            language.say(
                "An average year of the years named. Projected are retirements at the limit age, "
                "in the years that the publication and the projection share."
            ),
            *frame.notes(()),
        ),
        sources=tuple(dict.fromkeys(language.told(one.published.source.title) for one in found)),
        fingerprint=frame.study.fingerprint,
    )
    return (table,)


def _columns(language: Language) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("published_from", say("Published from"), Kind.YEAR),
        Column("published_to", say("Published to"), Kind.YEAR),
        Column("published", say("Published retirements a year"), Kind.PERSONS),
        Column("projected_from", say("Projected from"), Kind.YEAR),
        Column("projected_to", say("Projected to"), Kind.YEAR),
        Column("projected", say("Projected retirements a year"), Kind.PERSONS),
        Column("source", say("Source"), Kind.TEXT),
        Column("reliability", say("Reliability"), Kind.TEXT),
        Column("why", say("Why they differ"), Kind.TEXT),
    )
