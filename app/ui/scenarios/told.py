"""The lines of a scenario in words: what each changes, for whom, by how much, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from app.planning.entered import ENTERED
from app.planning.levers import as_lever
from app.reports.assumption_names import parameter_name
from app.reports.book.figure import Names
from app.reports.lever_names import lever_name, lever_value
from app.reports.rounding import whole
from app.ui.scenarios.differences import Difference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.models.rows import MeasureRow
    from app.planning.effects import Effect
    from app.ui.document import Document
    from app.ui.scenarios.follows import Follows

_SEEN = 0.5  # persons: lines that differ by less count alike
UNSOURCED = frozenset({"", ENTERED})


def lines(document: Document, follows: Follows) -> tuple[Difference, ...]:
    """Return the scenario's own lines in their order."""
    here = document.study.scenario.id
    own = [row for row in document.rows.measures if row.scenario == here]
    names = Names(document.study, document.language)
    found = follows.effect_of_line
    return tuple(
        _line(document, row, found.get(row.line), names)
        for row in sorted(own, key=lambda row: row.line)
    )


def _line(document: Document, row: MeasureRow, found: Effect | None, names: Names) -> Difference:
    language, lever = document.language, as_lever(row)
    known = found is not None and found.line == row  # else what it does is still computed
    by_year = found.by_year if found is not None and known else None
    written = _written(row, language)
    titles = {one.id: language.told(one.title) for one in document.rows.sources}
    idle = _is_past_or_beyond(document, row) and not any((by_year or {}).values())
    return Difference(
        line=row.line,
        what=what(document, row),
        scope=_scope(row, names, {"", "ALL", document.study.places.home}, idle=idle),
        parent=_value(found, "parent", language),
        here=(_value(found, "here", language) if known else "") or written,
        effect=_effect(document, by_year),
        why=language.told(row.reason),
        refused="" if found is None or found.refused is None else language.problem(found.refused),
        typable=lever is not None,
        source="" if row.source in UNSOURCED else titles.get(row.source, row.source),
    )


def _effect(document: Document, by_year: Mapping[int, float] | None) -> float | None:
    """Return by how much a line moves the figure of the year, between what is shown of both."""
    year = document.year
    if by_year is None or year not in by_year:
        return None
    line = next(one for one in document.study.lines(document.view) if one.year == year)
    here = line.stock if line.deficit is None else line.deficit
    return float(whole(here) - whole(here - by_year[year]))


def what(document: Document, row: MeasureRow) -> str:
    """Return what a line moves, then for whom."""
    lever = as_lever(row)
    if lever is None:
        return parameter_name(row.parameter, document.language)
    return lever_name(lever, document.study, document.language)


def in_its_scenario(document: Document, row: MeasureRow) -> str:
    """Name a line by its scenario, then say what it changes the figures to, where and when."""
    language, names = document.language, Names(document.study, document.language)
    of = next(one for one in document.rows.scenarios if one.id == row.scenario)
    said = language.say("{name}: {value}", name=of.names, value=_written(row, language))
    return f"{said} · {_scope(row, names, {'', 'ALL', document.study.places.home})}"


def _written(row: MeasureRow, language: Language) -> str:
    """Write the value of a line as it was given."""
    lever = as_lever(row)
    return language.plain(row.value) if lever is None else lever_value(lever, row.value, language)


def _value(found: Effect | None, which: Literal["parent", "here"], language: Language) -> str:
    """Write the figure that a line moves, before it or with it, where that is known."""
    value = None if found is None else getattr(found, which)
    if found is None or found.lever is None or value is None:
        return ""
    return lever_value(found.lever, value, language)


def _is_past_or_beyond(document: Document, row: MeasureRow) -> bool:
    """Say whether a line holds in no projected year; what it does is another matter."""
    facts = document.rows.facts
    return row.year_to <= facts.base_year or row.year_from > facts.horizon


def _scope(row: MeasureRow, names: Names, whole: set[str], *, idle: bool = False) -> str:
    """Say where and when a line holds, and whether it comes little by little, or not at all."""
    language = names.language
    parts = [language.year_range(row.year_from, row.year_to)]
    if row.territory not in whole:
        parts.insert(0, names.territory(row.territory))
    if row.ramp_years:
        said = language.plural("over {n} year", "over {n} years", row.ramp_years)
        parts.append(said)
    if idle:
        parts.append(language.say("outside the years of the plan"))
    return " · ".join(parts)


def parent_heading(document: Document) -> str:
    """Return what stands over the values before."""
    above = document.study.scenario.parent
    named = next((one for one in document.rows.scenarios if one.id == above), None)
    if named is None:
        return document.language.say("In the plan")
    return document.language.say("Reference") if named.locked else document.language.say("Parent")


def effect_heading(document: Document) -> str:
    """Return what stands over the effects: of what, in which year."""
    say = document.language.say
    if document.study.lines(document.view)[-1].need is None:
        return say("Effect on the stock {year}", year=document.year)
    return say("Effect on the deficit {year}", year=document.year)


def most(document: Document, follows: Follows) -> str:
    """Say which line counts most in the chosen year, where several are known."""
    told = [line for line in lines(document, follows) if line.effect]
    if not told:
        return ""
    sizes = sorted((abs(line.effect or 0.0) for line in told), reverse=True)
    if len(sizes) > 1 and sizes[0] - sizes[1] < _SEEN:
        return ""
    first = max(told, key=lambda line: abs(line.effect or 0.0))
    said = document.language.number(abs(first.effect or 0.0))
    say = document.language.say
    if len(told) == 1 or document.study.lines(document.view)[-1].need is None:
        return ""
    if (first.effect or 0.0) < 0:
        return say(
            "Taking back “{line}” would add {value} to it: this line counts most.",
            line=first.what, value=said,
        )  # fmt: skip
    return say(
        "Taking back “{line}” would lower it by {value}: this line counts most.",
        line=first.what, value=said,
    )  # fmt: skip
