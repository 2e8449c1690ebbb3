"""What the inspector says about a row of a bridge: where its number comes from."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from app.problems import message
from app.ui.frame.inspector import Row, Section, Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.planning.bridges import Step
    from app.planning.levers_apart import Pulled
    from app.planning.lines import Line
    from app.problems import Message
    from app.reports.bridge_told import Told, ToldStep
    from app.ui.bridge_page.answering import Found, State
    from app.ui.document import Document

START, END = "start", "end"
# The parameter of the assumptions that a kind of flow follows, where it follows one.
_PARAMETERS: Mapping[str, str] = {
    "death": "population_death_rate", "recruitment": "posts", "return": "returns_permanent",
    "trained_abroad": "entries_trained_abroad", "switch_in": "sector_switch",
    "switch_out": "sector_switch", "move_in": "mobility", "move_out": "mobility",
    "limit_age": "limit_age", "early_retirement": "early_retirement",
    "private_exit": "private_exit", "emigration": "emigration", "resignation": "resignation",
}  # fmt: skip
_SIGNS = {"need": 1, "stock": -1, "exits": 1, "entries": -1}
_OPERATIONS: Mapping[str, Message] = {
    "set": message("Set to"), "add": message("Increased by"), "multiply": message("Multiplied by"),
}  # fmt: skip


def sheet(document: Document, found: Found, told: Told, key: str) -> Sheet:
    """Return the sheet of a row: of a step, or of the total at one of the ends."""
    step = next((one for one in told.steps if one.key == key), None)
    if step is None:
        return _end(document, found, told, at=0 if key == START else 1)
    language = document.language
    return Sheet(
        title=step.name,
        subject=_subject(told),
        value=language.signed(step.change),
        unit=language.say("people"),
        sections=tuple(_sections(document, found, told, step)),
        note=language.say(
            "Whole numbers are rounded together: they add up to the printed change. Before "
            "rounding: {n}.",
            n=language.signed(step.persons, 2),
        ),
    )


def _subject(told: Told) -> str:
    frame, (start, end) = told.ends[0].frame, told.ends
    return told.language.say(
        "{profession} · {place} · from {a} to {b}",
        profession=frame.profession,
        place=frame.place,
        a=start.name,
        b=end.name,
    )


def _end(document: Document, found: Found, told: Told, at: int) -> Sheet:
    """Tell what the total at one end is made of; that of the open study is traced to its inputs."""
    from app.ui.overview import why

    state = (found.start, found.end)[at]
    if state.study is document.study and state.view == document.view:
        return why.sheet(document, told.measure, state.year)
    language, line = told.language, _line(state)
    rows = [Row(language.say("Stock"), language.number(line.stock))]
    if line.need is not None:
        rows.insert(0, Row(language.say("Need"), language.number(line.need)))
        deficit = language.number(line.deficit)
        rows.append(Row(language.say("Deficit"), deficit, sign="="))
    return Sheet(
        title=told.ends[at].name,
        subject=_subject(told),
        value=language.number((told.start, told.end)[at]),
        unit=language.say("people"),
        sections=(Section(language.say("Calculation"), tuple(rows)),),
    )


def _line(state: State) -> Line:
    return next(line for line in state.study.lines(state.view) if line.year == state.year)


def _sections(document: Document, found: Found, told: Told, step: ToldStep) -> list[Section]:
    if step.lever is not None:
        return _of_lever(document, step.lever, told)
    kinds = [flow.kind for flow in step.flows]
    if not kinds:
        return [Section(told.language.say("What they do together"), text=told.notes[0])]
    made = [_need(found, told)] if step.side == "need" else [_flow(found, told, step)]
    if len(step.flows) > 1:
        made.insert(0, Section(told.language.say("Told together"), tuple(_members(step, told))))
    links = _links(document, step.flows, told)
    return [*made, Section(told.language.say("Where the inputs come from"), links)]


def _members(step: ToldStep, told: Told) -> list[Row]:
    """Return the movements that are told together, each with what it changes."""
    from app.reports import two_ends

    signed = told.language.signed
    parts = zip(step.flows, step.whole, strict=True)
    return [Row(two_ends.step_name(one, told.ends), signed(change)) for one, change in parts]


def _need(found: Found, told: Told) -> Section:
    """Write people and norm at both ends: each has half of what the two do together."""
    language, rows = told.language, list[Row]()
    for state, end in ((found.start, told.ends[0]), (found.end, told.ends[1])):
        line, norm = _line(state), state.view.norm
        rows.append(Row(language.say("Population"), language.number(line.population), end.name))
        rows.append(Row(language.say("Norm"), language.plain(norm.value), end.name))
    text = language.say("Need = population × norm; each has half of what the two do together.")
    return Section(language.say("Calculation"), tuple(rows), text)


def _flow(found: Found, told: Told, step: ToldStep) -> Section:
    """Write a movement year by year between two years, or added up at both ends."""
    language = told.language
    sign = _SIGNS[step.flows[0].side] * (1 if told.measure == "deficit" else -1)
    if found.question.kind == "years" and step.side in ("entries", "exits"):
        by_year = _by_year(found, step)
        rows = [Row(language.year(y), language.signed(sign * n, 1)) for y, n in by_year]
        rows.append(Row(step.name, language.signed(step.persons, 1), sign="="))
        return Section(language.say("Year by year"), tuple(rows))
    if step.side not in ("entries", "exits"):
        row = Row(step.name, language.signed(step.persons))
        return Section(language.say("Calculation"), (row,))
    rows = [
        Row(end.name, language.number(_added_up(state, step), 1))
        for state, end in ((found.start, told.ends[0]), (found.end, told.ends[1]))
    ]
    rows.append(Row(step.name, language.signed(step.persons, 1), sign="="))
    return Section(language.say("Added up since the base year"), tuple(rows))


def _by_year(found: Found, step: ToldStep) -> list[tuple[int, float]]:
    """Return the persons of a movement in each year between two; backwards they count less."""
    years = sorted((found.start.year, found.end.year))
    way = 1 if found.start.year <= found.end.year else -1
    lines = (line for line in found.start.study.lines(found.start.view))
    return [
        (line.year, way * _persons(line, step.flows))
        for line in lines
        if years[0] < line.year <= years[1]
    ]


def _added_up(state: State, step: ToldStep) -> float:
    lines = [line for line in state.study.lines(state.view) if line.year <= state.year]
    return math.fsum(_persons(line, step.flows) for line in lines)


def _persons(line: Line, flows: Sequence[Step]) -> float:
    """Return the persons of some kinds of entry or exit in a year."""
    side = line.entries if flows[0].side == "entries" else line.exits
    return math.fsum(side.get(flow.kind, 0.0) for flow in flows)


def _links(document: Document, flows: Sequence[Step], told: Told) -> tuple[Row, ...]:
    """Lead to the figures that a step rests on."""
    say, first = told.language.say, flows[0]
    place = document.view.territory
    if first.side == "stock":
        return (Row(say("Head-counts"), go=partial(document.go, "staff", place)),)
    known = dict.fromkeys(_PARAMETERS[flow.kind] for flow in flows if flow.kind in _PARAMETERS)
    if not known:
        return (Row(say("Assumptions"), go=partial(document.go, "assumptions")),)
    from app.reports.assumption_names import parameter_name

    return tuple(
        Row(parameter_name(one, told.language), go=partial(document.go, "assumptions", one))
        for one in known
    )


def _of_lever(document: Document, pulled: Pulled, told: Told) -> list[Section]:
    """Tell a measure as its scenario has it, and lead to the scenarios."""
    from app.reports.assumption_names import unit_name
    from app.reports.book.figure import Names

    language, row = told.language, pulled.measure
    say, names = language.say, Names(told.ends[0].frame.study, language)
    years = language.year_range(row.year_from, row.year_to)
    rows = [
        Row(
            language.tell(replace(_OPERATIONS[row.operation])),
            language.plain(row.value),
            unit_name(row.unit, language),
        ),
        Row(say("For whom"), names.group(row.cadre, row.sector)),
        Row(say("Territory"), names.territory(row.territory)),
        Row(say("Years"), years),
    ]
    where = Row(say("Scenarios"), go=partial(document.go, "scenarios"))
    reason = language.told(row.reason) or say("No reason is given.")
    return [
        Section(say("Measure"), tuple(rows)),
        Section(say("Reason"), text=reason),
        Section(say("Where the inputs come from"), (where,)),
        Section(say("How it is shared"), text=told.notes[0]),
    ]
