"""The movement of staff: opening stock, entries, exits, closing stock, and their identity."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from app.planning.destinations import DESTINATIONS, UNKNOWN
from app.planning.outcomes import outer
from app.planning.parameter_names import PARAMETERS
from app.problems import message
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study
    from app.problems import Message

ENTRIES: Mapping[str, Message] = {
    "recruitment": message("Recruitment"),
    "hired_from_private": message("Hired from private practice"),
    "private_opening": message("Private practices opened"),
    "trained_abroad": message("Trained abroad"),
    "return": message("Permanent return"),
    "contract_start": message("Contracts: entries"),
    "switch_in": message("Arrivals from the other sector"),
    "province_in": message("Arrivals from another province of the region"),
    "move_in": message("Transfers from another territory"),
}
EXITS: Mapping[str, Message] = {
    "death": message("Deaths"),
    "early_retirement": message("Early retirement"),
    "limit_age": message("Retirement age"),
    "private_exit": message("End of private practice"),
    "private_limit": message("End of private practice at the highest age"),
    "emigration": message("Departures abroad"),
    **{kind: PARAMETERS[kind] for kind in DESTINATIONS},
    UNKNOWN: message("Departures abroad, destination not known"),
    "resignation": message("Resignations"),
    "dismissal": message("Dismissals"),
    "long_leave": message("Long leave"),
    "contract_end": message("Contracts: exits"),
    "contract_break": message("Contracts broken off"),
    "switch_out": message("Moves to the other sector"),
    "left_for_post": message("Left private practice for a public post"),
    "province_out": message("Moves to another province of the region"),
    "move_out": message("Transfers to another territory"),
}
TOLERANCE = 1e-6  # persons


def kinds(known: Iterable[str], flows: Iterable[Mapping[str, float]]) -> tuple[str, ...]:
    """Return the kinds that happen at all, in their usual order; a new kind is never dropped."""
    flows = tuple(flows)
    order = dict.fromkeys([*known, *(kind for flow in flows for kind in flow)])
    return tuple(kind for kind in order if any(flow.get(kind) for flow in flows))


def named(kind: str, language: Language) -> str:
    """Return the name of a kind of entry or exit; one without a name yet shows its code."""
    known = ENTRIES.get(kind) or EXITS.get(kind)
    return language.tell(known) if known else kind


def total(flow: Mapping[str, float]) -> float:
    """Return all persons of a year's entries or exits."""
    return math.fsum(flow.values())


def residue(opening: float, line: Line) -> float:
    """Return what the identity leaves: closing - (opening + entries - exits), zero if it holds."""
    return line.stock - (opening + total(line.entries) - total(line.exits))


def by_year(study: Study, view: View, language: Language) -> Table:
    """Return one row a year after the base year, from opening to closing stock."""
    frame = Frame(study, view, language)
    lines = outer(frame.lines())
    entries = kinds(ENTRIES, [line.entries for line in lines[1:]])
    exits = kinds(EXITS, [line.exits for line in lines[1:]])
    return Table(
        title=language.say("Entries and exits"),
        subtitle=frame.subtitle,
        columns=_columns(language, entries, exits),
        rows=tuple(
            _row(before.stock, line, entries, exits) for before, line in pairwise(lines)
        ),
        notes=(
            language.say(
                "Stock at 1 January plus entries minus exits is the stock at 31 December."
            ),
            *frame.notes(lines),
            language.say(
                "Totals are sums of unrounded values; a difference of one unit may appear."
            ),
        ),
        sources=frame.sources,
        fingerprint=study.fingerprint,
    )


def _columns(
    language: Language, entries: Sequence[str], exits: Sequence[str]
) -> tuple[Column, ...]:
    say = language.say
    return (
        Column("year", say("Year"), Kind.YEAR),
        Column("opening", say("Stock at 1 January"), Kind.PERSONS),
        *(Column(kind, named(kind, language), Kind.PERSONS) for kind in entries),
        Column("entries", say("Entries"), Kind.PERSONS),
        *(Column(kind, named(kind, language), Kind.PERSONS) for kind in exits),
        Column("exits", say("Exits"), Kind.PERSONS),
        Column("closing", say("Stock at 31 December"), Kind.PERSONS),
        Column("fte", say("Full-time equivalent (FTE)"), Kind.FTE),
    )


def _row(
    opening: float, line: Line, entries: Sequence[str], exits: Sequence[str]
) -> tuple[Cell, ...]:
    """Return a year's movement; one that does not balance is a defect and is refused."""
    left = residue(opening, line)
    if abs(left) > TOLERANCE * max(1.0, line.stock):
        raise ValueError(f"{line.territory} {line.year}: entries and exits miss {left} persons")
    return (
        line.year,
        opening,
        *(line.entries.get(kind, 0.0) for kind in entries),
        total(line.entries),
        *(line.exits.get(kind, 0.0) for kind in exits),
        total(line.exits),
        line.stock,
        line.fte,
    )
