"""Why a figure is what it is, as a sheet for the inspector, in the language of now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.problems import Message, message
from app.ui.frame.inspector import Row, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.language import Language
    from app.models.rows import SourceRow
    from app.reports.frame import Frame
    from app.reports.trace import Figure, Input, Term, Trace
    from app.ui.document import Document

FIGURES: Mapping[str, Message] = {
    "stock": message("Stock"),
    "need": message("Need"),
    "deficit": message("Deficit"),
    "coverage": message("Coverage of the need"),
    "density": message("Density"),
    "retirements": message("Retirements"),
    "population": message("Population"),
    "norm": message("Norm"),
}
_INPUTS: Mapping[str, Message] = {
    "population": message("Population {year}"),
    "base_stock": message("Stock {year}"),
    "entries": message("Entries since {year}"),
    "exits": message("Exits since {year}"),
    "rates": message("Retirement rules and rates"),
}
_STANDINGS: Mapping[str, Message] = {
    "who": message("Published by WHO."),
    "other": message("A reference in use, not a WHO norm."),
    "unsourced": message("No source is given."),
}
_SYNTHETIC = message("total published, split synthetic")
_PAGES: Mapping[str, str] = {
    "norm": "assumptions", "population": "assumptions", "base_stock": "staff",
    "entries": "assumptions", "exits": "assumptions", "rates": "assumptions",
}  # fmt: skip
_UNDATED = frozenset({"", "-", "n.d."})
_MOSTLY = 0.5


def sheet(document: Document, figure: Figure, year: int | None = None) -> Sheet:
    """Return where a figure of the view comes from, in the chosen year or in another."""
    from app.reports.frame import Frame
    from app.reports.table import written
    from app.reports.trace import trace

    frame = Frame(document.study, document.view, document.language)
    at = document.year if year is None else year
    found = trace(document.study, document.view, at, figure)
    say = document.language.say
    sections = [Section(say("Where the inputs come from"), _inputs(found, frame, document))]
    if len(found.terms) > 1:
        told = Section(say("Calculation"), _sum(found, frame), _missing(found, frame))
        sections.insert(0, told)
    if found.sources:
        rows = tuple(source(row, frame.language) for row in found.sources)
        sections.append(Section(say("Sources"), rows))
    return Sheet(
        title=say("Why this number?"),
        subject=subject(frame, figure, found.year),
        value=written(found.value, found.kind, document.language),
        unit=_unit(found, frame.language),
        sections=tuple(sections),
        note=_note(found, frame),
    )


def subject(frame: Frame, figure: str, year: int) -> str:
    """Say what a sheet speaks of: the figure, the people, the place and the year."""
    return frame.language.say(
        "{what} · {profession} · {place} · {year}",
        what=frame.language.tell(FIGURES[figure]),
        profession=frame.profession,
        place=frame.place,
        year=year,
    )


def _sum(found: Trace, frame: Frame) -> tuple[Row, ...]:
    """Write the lines of the sum; those who come and go are named by their kind."""
    from app.reports.assumption_names import unit_name
    from app.reports.table import written

    unit = unit_name(frame.view.norm.unit, frame.language)
    return tuple(
        Row(
            _name(term, frame.language),
            written(value, term.kind, frame.language),
            unit if term.key == "norm" else "",
            term.sign,
        )
        for term, value in zip(found.terms, found.printed(), strict=True)
    )


def _name(term: Term, language: Language) -> str:
    from app.reports import movement

    if term.key == "stock" and term.year is not None:
        return language.say("Stock {year}", year=term.year)
    if term.key in FIGURES:
        return language.tell(FIGURES[term.key])
    return movement.named(term.key, language)


def _unit(found: Trace, language: Language) -> str:
    from app.reports.table import Kind

    if found.value is None:
        return ""
    if found.kind is Kind.PER_10_000:
        return language.say("per 10,000 inhabitants")
    return language.say("people") if found.kind is Kind.PERSONS else ""


def _missing(found: Trace, frame: Frame) -> str:
    """Say why there is no figure, or why the printed numbers do not add up."""
    if found.missing is not None:
        return frame.told(found.missing)
    if not found.adds_up:
        return frame.language.say(
            "Totals are sums of unrounded values; a difference of one unit may appear."
        )
    return ""


def _inputs(found: Trace, frame: Frame, document: Document) -> tuple[Row, ...]:
    return tuple(_input(one, found, frame, document) for one in found.inputs)


def _input(one: Input, found: Trace, frame: Frame, document: Document) -> Row:
    """Write an input with its value, how well it is known, and the way to it."""
    from app.reports.table import written

    language = frame.language
    place = document.view.territory if one.key == "base_stock" else None
    go = partial(document.go, _PAGES[one.key], place)
    if one.key == "norm":
        return Row(frame.norm, note=language.tell(_STANDINGS[found.standing]), go=go)
    label = language.tell(Message(_INPUTS[one.key].text, {"year": one.year}))
    value = "" if one.value is None else written(one.value, one.kind, language)
    return Row(label, value, _grade(one, language), go=go)


def _grade(one: Input, language: Language) -> str:
    from app.reports.frame import GRADES

    if one.grade == "synthetic":
        return language.tell(_SYNTHETIC)
    return language.tell(GRADES[one.grade]) if one.grade else ""


def source(row: SourceRow, language: Language) -> Row:
    """Write a source: its title, who published it and when."""
    said = language.told(row.publisher)
    if row.date not in _UNDATED:
        said = language.say("{list}, {item}", list=said, item=language.told(row.date))
    return Row(language.told(row.title), note=said)


def _note(found: Trace, frame: Frame) -> str:
    """Say how far the figure can be trusted."""
    rough, total = found.rough
    said = [frame.warning]
    if total and rough > _MOSTLY * total:
        said.append(frame.language.say("Most rates are chosen rules, not measurements."))
    return " ".join(text for text in said if text)
