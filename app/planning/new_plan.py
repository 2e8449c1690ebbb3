"""A new plan of the nation or of one region: its places, people, norms and rates, without staff."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from app.models.rows import Names
from app.planning import asking, reference
from app.planning.figure_rules import check_figures
from app.planning.starter import sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.models.rows import PlanRows, TerritoryRow
    from app.problems import HasNames

_EMPTY = "empty"


def years() -> tuple[int, int]:
    """Return the base year, and the last year for which the reference rates hold."""
    facts = sample(_EMPTY).facts
    return facts.base_year, facts.horizon


def places() -> tuple[TerritoryRow, ...]:
    """Return what a new plan can be about: the nation, then each region."""
    return tuple(row for row in reference.territories() if row.level != "province")


def new_plan(names: HasNames, territory: str, horizon: int) -> PlanRows:
    """Return the rows of a new plan of a territory, from the reference figures."""
    rows = sample(_EMPTY)
    facts = replace(
        rows.facts,
        uuid=str(uuid4()),
        names=Names(names.fr, names.ar, names.en),
        horizon=horizon,
        sample="",
        note=Names("", "", ""),
    )
    check_figures(facts)
    return _within(replace(rows, facts=facts), asking.territory(rows, territory).code)


def _within(rows: PlanRows, territory: str) -> PlanRows:
    """Keep what speaks of a territory and of those inside it, with the names of those above it.

    Rates of those above hold inside too; their inhabitants would count people twice.
    """
    lines = {row.code: _line(row.code, rows.territories) for row in rows.territories}
    inside = {code for code, line in lines.items() if territory in line}
    named = inside.union(lines[territory])
    return replace(
        rows,
        territories=tuple(row for row in rows.territories if row.code in named),
        populations=tuple(row for row in rows.populations if row.territory in inside),
        assumptions=tuple(
            row
            for row in rows.assumptions
            if row.territory in named and row.destination in {*named, ""}
        ),
    )


def _line(code: str, territories: Iterable[TerritoryRow]) -> tuple[str, ...]:
    """Return a territory and all those that hold it, the smallest first."""
    above = {row.code: row.parent for row in territories}
    line = [code]
    while line[-1] in above:
        line.append(above[line[-1]])
    return tuple(line[:-1])
