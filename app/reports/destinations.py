"""Departures abroad by destination, a row a year, where the plan tells destinations apart."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from app.planning.destinations import DEPARTURES
from app.reports.movement import kinds, named
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.planning.lines import Line
    from app.reports.frame import Frame


def by_year(frame: Frame, lines: Sequence[Line]) -> Iterator[Table]:
    """Give the table of the years after the first; nothing where no destination is told apart."""
    say, exits = frame.language.say, [line.exits for line in lines[1:]]
    shown = [kind for kind in kinds(DEPARTURES, exits) if kind in DEPARTURES]
    if not shown:
        return
    columns = (
        Column("year", say("Year"), Kind.YEAR),
        *(Column(kind, named(kind, frame.language), Kind.PERSONS) for kind in shown),
        Column("abroad", say("Departures abroad"), Kind.PERSONS),
    )
    yield Table(
        title=say("Departures abroad by destination"),
        subtitle=frame.subtitle,
        columns=columns,
        rows=tuple(
            (line.year, *(line.exits[kind] for kind in shown), _all(line)) for line in lines[1:]
        ),
        notes=(
            say("Departures of people in post; graduates who leave before are with the training."),
            *frame.notes(()),
        ),
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _all(line: Line) -> float:
    return math.fsum(line.exits.get(kind, 0.0) for kind in DEPARTURES)
