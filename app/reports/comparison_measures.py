"""The assumptions that differ between scenarios, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.compared_measures import moved_apart
from app.planning.figure_rules import is_share
from app.reports.assumption_names import parameter_name, unit_name
from app.reports.book.figure import Names
from app.reports.table import Column, Kind, Table

if TYPE_CHECKING:
    from app.language import Language
    from app.planning.compared_measures import MovedApart
    from app.reports.compared import Compared
    from app.reports.table import Cell

_WHOLE, _TENTHS = 100.0, 10.0  # from here on a figure is shown without decimals, or with one


def shown_value(value: float, unit: str) -> float:
    """Return a figure as it is shown: shares in percent, few decimals on large numbers."""
    if is_share(unit):
        value *= 100
    size = abs(value)
    return round(value, 0 if size >= _WHOLE else 1 if size >= _TENTHS else 2)


def shown_unit(unit: str, language: Language) -> str:
    """Return the unit in which a figure is shown."""
    name = unit_name(unit, language)
    return language.say("{unit}, in percent", unit=name) if is_share(unit) else name


def differing(asked: Compared) -> Table:
    """Return one row a figure of which not all scenarios make the same."""
    language, say = asked.language, asked.language.say
    found = moved_apart(asked.found) if asked.moved is None else asked.moved
    names = Names(asked.found.reference, language)
    frame = asked.frame
    return Table(
        title=say("Assumptions that differ"),
        subtitle=frame.subtitle,
        columns=(
            Column("what", say("What changes"), Kind.TEXT),
            Column("unit", say("Unit"), Kind.TEXT),
            Column("who", say("For whom"), Kind.TEXT),
            Column("where", say("Territory"), Kind.TEXT),
            Column("year", say("Year"), Kind.YEAR),
            *(Column(f"value{n}", name, Kind.VALUE) for n, name in enumerate(asked.letters)),
        ),
        rows=tuple(_row(line, names) for line in found),
        notes=(
            say(
                "What stands for each figure in the first year in which every line on it holds in "
                "full; where people or places differ in it, a mean."
            ),
            *_sources(asked, found, names),
        ),
        sources=frame.sources,
        fingerprint=asked.fingerprint,
    )


def _row(line: MovedApart, names: Names) -> tuple[Cell, ...]:
    scope, language = line.scope, names.language
    return (
        parameter_name(scope.parameter, language),
        shown_unit(line.unit, language),
        names.group(scope.cadre, scope.sector),
        names.territory(scope.territory),
        line.year,
        *(shown_value(value, line.unit) for value in line.stands),
    )


def _sources(asked: Compared, lines: tuple[MovedApart, ...], names: Names) -> tuple[str, ...]:
    """Say why each scenario holds its lines, as the plan says it."""
    moving = [(n, one) for line in lines for n, own in enumerate(line.measures) for one in own]
    language = asked.language
    said = [
        language.say("{name}: {value}", name=asked.letters[n], value=language.told(one.reason))
        for n, one in moving
        if one.reason
    ]
    titles = [names.source(one.source) for _, one in moving if one.source]
    return (*dict.fromkeys(said), *dict.fromkeys(titles))
