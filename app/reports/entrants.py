"""Those who come from school by sex, a row a year, where the plan tells the sex of new students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.entrants import entrants
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.planning.entrants import Entrants
    from app.reports.frame import Frame


def by_year(frame: Frame) -> Iterator[Table]:
    """Give the table; nothing where the sex of new students is not known."""
    say = frame.language.say
    found = entrants(frame.study, frame.view)
    if not found:
        return
    yield Table(
        title=say("Entries from school by sex"),
        subtitle=frame.subtitle,
        columns=(
            Column("year", say("Year"), Kind.YEAR),
            Column("women", say("Women"), Kind.PERSONS),
            Column("men", say("Men"), Kind.PERSONS),
            Column("share_of_women", say("Share of women"), Kind.SHARE),
        ),
        rows=tuple((one.year, one.women, one.men, _share(one)) for one in found),
        notes=(
            say("People who take a post or open a practice as they leave school."),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _share(one: Entrants) -> float | None:
    together = one.women + one.men
    return one.women / together if together else None
