"""What the inspector says about an assumption: its range, where it comes from, what it does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.planning.values import measures_on, values
from app.reports.book.figures_used import MEASURES
from app.reports.table import Kind
from app.ui.data.assumption_rows import edit, lines
from app.ui.frame.inspector import Row, Section, Sheet
from app.ui.grid.texts import shown
from app.ui.overview.why import source

if TYPE_CHECKING:
    from app.planning.values import Value
    from app.ui.data.assumption_rows import Line
    from app.ui.document import Document


def sheet(document: Document, value: Value, before: Value | None) -> Sheet:
    """Return the sheet of a value; `before` is what it was when the plan was opened."""
    now = next((one for one in values(document.rows) if one.key == value.key), value)
    (line,) = lines(document, [now])
    language, figure = document.language, line.figure
    first, last = figure.years
    years = language.year(first) if first == last else language.year_range(first, last)
    return Sheet(
        title=figure.label,
        subject=f"{figure.group} · {figure.territory} · {years}",
        value=line.written("value", language),
        unit=figure.unit,
        sections=tuple(_sections(document, line, before)),
        note=language.say("Plays no part here: {why}", why=line.idle) if line.idle else "",
    )


def _sections(document: Document, line: Line, before: Value | None) -> list[Section]:
    say, figure = document.language.say, line.figure
    was: tuple[Row, ...] = ()
    if before is not None and before.parts["value"] != line.value.parts["value"]:
        was = (_was(document, line, before),)
    sections = [
        Section(say("Since the plan was opened"), was),
        Section(say("Range"), text=_range(document, line)),
        Section(say("Source"), (*_source(document, figure.source), Row(figure.grade))),
        Section(say("Note"), text=document.language.told(line.value.row.note)),
        Section(say("Measures of the scenario"), _measures(document, line)),
    ]
    return [one for one in sections if one.rows or one.text]


def _range(document: Document, line: Line) -> str:
    language, figure = document.language, line.figure
    if None in (figure.low, figure.high) or figure.low == figure.high:
        return ""
    low, high = line.written("low", language), line.written("high", language)
    return language.say("{low} to {high}", low=low, high=high)


def _source(document: Document, code: str) -> tuple[Row, ...]:
    found = (row for row in document.rows.sources if row.id == code)
    return tuple(source(row, document.language) for row in found)


def _was(document: Document, line: Line, before: Value) -> Row:
    """Say what a value was, and give it back."""
    say = document.language.say
    was = replace(line, value=before).written("value", document.language)
    back = partial(_restore, document, line, before)
    return Row(say("Was {value}", value=was), go=back, act=say("Restore"))


def _restore(document: Document, line: Line, before: Value) -> None:
    document.apply(edit(document, [(line, dict(before.parts))]))


def _measures(document: Document, line: Line) -> tuple[Row, ...]:
    """Name the measures of the scenario that change the value."""
    language = document.language
    rows = []
    for one in measures_on(line.value, document.study):
        said = replace(MEASURES[one.operation], values={"what": line.figure.label})
        kind = Kind.VALUE if one.operation == "multiply" else line.kind
        rows.append(
            Row(
                language.tell(said),
                shown(one.value, kind, language),
                language.year_range(one.year_from, one.year_to),
            )
        )
    return tuple(rows)
