"""What the inspector says about a head-count: who it is, where it comes from, what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.planning.headcounts import Counts
from app.reports.book.figure import SEXES, Names
from app.ui.frame.inspector import Row, Section, Sheet

if TYPE_CHECKING:
    from app.models.rows import StaffRow
    from app.planning.headcounts import Place
    from app.ui.document import Document


def sheet(document: Document, place: Place) -> Sheet:
    """Return the sheet of the people that one cell counts."""
    language, study = document.language, document.study
    say, names = language.say, Names(study, language)
    counts = Counts(document.rows, study.places)
    there = counts.rows_of(place)
    who = [
        language.name(study.name(place.territory)),
        names.group(place.cadre, place.sector),
        language.left_to_right(place.age_group.replace("-", "–")) if place.age_group else "",
        language.tell(SEXES[place.sex]) if place.sex else "",
    ]
    return Sheet(
        title=say("Head-count"),
        subject=" · ".join(part for part in who if part),
        value=language.number(counts.count(place)),
        unit=say("people at 31 December {year}", year=document.rows.facts.base_year),
        sections=(*_by_sex(document, place, there), *_origins(names, there)),
        note=_note(document, there),
    )


def _by_sex(document: Document, place: Place, there: list[StaffRow]) -> tuple[Section, ...]:
    """Split the count by sex, where it holds both."""
    if place.sex or not there:
        return ()
    language = document.language
    rows = []
    for sex, said in SEXES.items():
        persons = sum(row.persons for row in there if row.sex == sex)
        rows.append(Row(language.tell(said), language.number(persons)))
    return (Section(language.say("Women and men"), tuple(rows)),)


def _origins(names: Names, there: list[StaffRow]) -> tuple[Section, ...]:
    """Name the sources behind the count and how far each can be trusted."""
    if not there:
        return ()
    say = names.language.say
    kinds = dict.fromkeys((row.source, row.grade) for row in there)
    rows = tuple(Row(names.source(source), note=names.grade(grade)) for source, grade in kinds)
    return (Section(say("Sources"), rows),)


def _note(document: Document, there: list[StaffRow]) -> str:
    """Say what a count is worth that nobody has counted."""
    say = document.language.say
    if not there:
        return say("Nobody is known here: zero means that nothing was given.")
    if any(row.note == "synthetic" for row in there):
        return say("Part of this figure is synthetic: only its totals come from a source.")
    return ""
