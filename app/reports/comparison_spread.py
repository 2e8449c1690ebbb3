"""How evenly staff is spread under each scenario, and what other norms make of the same staff."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.planning.comparison import level_of, norms_of
from app.planning.equity import equity
from app.problems import Problem
from app.reports.equity import INDICES
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from app.planning.equity import Equity
    from app.planning.lines import Line
    from app.reports.compared import Compared
    from app.reports.table import Cell

_TOLD = ("gini", "theil_t", "hoover", "max_min")


def spread(asked: Compared) -> Table | None:
    """Return the indices of the base year, then those of the year shown under each scenario.

    None where there are not several territories of one level.
    """
    level = level_of(asked.found)
    if level is None:
        return None
    try:
        found = [
            equity(study, asked.found.view, level, "population") for study in asked.found.studies
        ]
    except Problem:
        return None
    language, say = asked.language, asked.language.say
    base = asked.found.years[0]
    shown = {key: INDICES[key] for key in _TOLD}
    return Table(
        title=say(
            "Spread of staff over territories, {year} and {year2}", year=base, year2=asked.year
        ),
        subtitle=asked.frame.subtitle,
        columns=(
            Column("scenario", say("Scenario"), Kind.TEXT),
            Column("year", say("Year"), Kind.YEAR),
            *(Column(key, language.tell(name), kind) for key, (name, kind, _) in shown.items()),
        ),
        rows=(
            (say("All scenarios, base year"), base, *_indices(found[0], base)),
            *(
                (name, asked.year, *_indices(one, asked.year))
                for name, one in zip(asked.names, found, strict=True)
            ),
        ),
        notes=(
            *(language.tell(meaning) for _, _, meaning in shown.values()),
            say("No correction for a small number of territories: compare only equal levels."),
            *asked.frame.notes(asked.found.lines(0, asked.found.whole)),
        ),
        sources=asked.frame.sources,
        fingerprint=asked.fingerprint,
    )


def _indices(found: Equity, year: int) -> tuple[Cell, ...]:
    at = found.years.index(year)
    return tuple(getattr(found, key)[at] for key in _TOLD)


def norms(asked: Compared) -> Table | None:
    """Return need, deficit and coverage by each norm that covers exactly the group.

    One row a norm; None where no norm does.
    """
    rows = norms_of(asked.found)
    if not rows:
        return None
    language, say = asked.language, asked.language.say
    count = len(asked.letters)
    body: list[tuple[Cell, ...]] = []
    for row in rows:
        view = replace(asked.found.view, norm=row)
        at = asked.year - asked.found.years[0]
        lines: list[Line] = [study.lines(view)[at] for study in asked.found.studies]
        body.append(
            (
                language.name(row.names),
                lines[0].need,
                *(line.deficit for line in lines),
                *(line.coverage for line in lines),
            )
        )
    return Table(
        title=say("The same staff by several norms, {year}", year=asked.year),
        subtitle=asked.frame.subtitle,
        columns=(
            Column("norm", say("Norm"), Kind.TEXT),
            Column("need", say("Need"), Kind.PERSONS),
            *(
                Column(f"deficit{n}", say("{name}: deficit", name=asked.letters[n]), Kind.PERSONS)
                for n in range(count)
            ),
            *(
                Column(f"coverage{n}", say("{name}: coverage", name=asked.letters[n]), Kind.SHARE)
                for n in range(count)
            ),
        ),
        rows=tuple(body),
        notes=(
            say("Only norms that cover exactly this group of staff are compared, five at most."),
            *asked.frame.notes(asked.found.lines(0, asked.found.whole)),
        ),
        sources=asked.frame.sources,
        fingerprint=asked.fingerprint,
    )
