"""The key figures of a year: each a number with its place in time, where it comes from, and why.

They are read from the same table as the chart and from the same lines as the movement of staff.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.planning.outcomes import retirements
from app.reports.table import Kind, bare, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.planning.lines import Line
    from app.reports.frame import Frame

Key = Literal["stock", "need", "deficit", "density", "retirements"]
Course = tuple[float | None, ...]


@dataclass(frozen=True)
class KeyFigure:
    """One number of a year as it is shown, read aloud, copied and drawn."""

    key: Key
    heading: str
    year: str
    value: str
    note: str
    rises: bool | None  # since the base year; None where it neither rises nor falls
    course: Course
    at: int  # the place of the year in the course
    bare: str
    sentence: str


def of_year(frame: Frame, lines: Sequence[Line], year: int) -> tuple[KeyFigure, ...]:
    """Return stock, need, deficit, density and retirements of a year."""
    asked = _Year(frame, lines, year - lines[0].year)
    return tuple(_written(asked, make(asked)) for make in _MADE)


@dataclass(frozen=True)
class _Year:
    """A year among the lines of a frame."""

    frame: Frame
    lines: Sequence[Line]
    at: int

    @property
    def line(self) -> Line:
        return self.lines[self.at]

    @property
    def base(self) -> Line:
        return self.lines[0]

    @property
    def nobody(self) -> str:
        """Say that nobody is there, where nobody ever is."""
        if any(line.stock for line in self.lines):
            return ""
        return self.frame.language.say("nobody yet")

    def change(self, read: Callable[[Line], float | None]) -> float:
        """Return the change since the base year; nothing where either is unknown."""
        before, now = read(self.base), read(self.line)
        return 0.0 if before is None or now is None else now - before

    def since(self, change: float) -> str:
        """Say a change since the base year."""
        language = self.frame.language
        if not self.at:
            return language.say("base year")
        if not round(change):
            return language.say("as in {year}", year=self.base.year)
        return language.say(
            "{change} since {year}", change=language.signed(change), year=self.base.year
        )


@dataclass(frozen=True)
class _Number:
    """A figure before it is written."""

    key: Key
    heading: str
    value: float | None
    note: str
    course: Course
    moved: float = 0.0
    kind: Kind = Kind.PERSONS
    later: int = 0  # years from the first of the lines to the first of the course


def _written(asked: _Year, one: _Number) -> KeyFigure:
    """Write a figure for eyes, ears and the clipboard."""
    language = asked.frame.language
    shown = written(one.value, one.kind, language)
    said = language.say(
        "{name}, {place}, {year}: {value}",
        name=one.heading,
        place=asked.frame.place,
        year=asked.line.year,
        value=shown,
    )
    return KeyFigure(
        one.key,
        one.heading,
        language.year(asked.line.year),
        shown,
        one.note,
        one.moved > 0 if round(one.moved) else None,
        one.course if any(one.course) else (),
        asked.at - one.later,
        bare(one.value, one.kind, language),
        said,
    )


def _stock(asked: _Year) -> _Number:
    moved = asked.change(lambda line: line.stock)
    return _Number(
        "stock",
        asked.frame.language.say("Stock"),
        None if asked.nobody else asked.line.stock,
        asked.nobody or asked.since(moved),
        tuple(line.stock for line in asked.lines),
        moved,
    )


def _need(asked: _Year) -> _Number:
    say, moved = asked.frame.language.say, asked.change(lambda line: line.need)
    known = asked.line.need is not None
    return _Number(
        "need",
        say("Need"),
        asked.line.need,
        asked.since(moved) if known else say("not covered by the norm"),
        tuple(line.need for line in asked.lines),
        moved,
    )


def _deficit(asked: _Year) -> _Number:
    """Return the deficit; where more people are there than are needed, the surplus."""
    language, line = asked.frame.language, asked.line
    name, course = language.say("Deficit"), tuple(one.deficit for one in asked.lines)
    if line.deficit is None:
        return _Number("deficit", name, None, language.say("not covered by the norm"), course)
    percent = language.percent(abs(line.deficit) / line.need if line.need else None)
    of_need = language.say("{percent} of need", percent=percent)
    if round(line.deficit) < 0:
        return _Number("deficit", language.say("Surplus"), -line.deficit, of_need, course)
    moved = asked.change(lambda one: one.deficit)
    if round(moved):
        of_need = language.say(
            "{change}; {percent} of need", change=language.signed(moved), percent=percent
        )
    return _Number("deficit", name, line.deficit, of_need, course, moved)


def _density(asked: _Year) -> _Number:
    language, line = asked.frame.language, asked.line
    if line.need is not None and line.population:
        wanted = round(line.need / line.population * 10_000, 2)
        note = language.say("norm: {norm}", norm=language.plain(wanted))
    else:
        note = language.say("no norm for this group")
    return _Number(
        "density",
        language.say("Density per 10,000"),
        None if asked.nobody else line.density_per_10_000,
        asked.nobody or note,
        tuple(one.density_per_10_000 for one in asked.lines),
        kind=Kind.PER_10_000,
    )


def _retirements(asked: _Year) -> _Number:
    """Return who retires from the year after the base year to this one."""
    say, first = asked.frame.language.say, asked.base.year + 1
    each = retirements(asked.lines[1:])
    note = asked.frame.language.year_range(first, asked.line.year)
    if asked.at <= 1:
        note = say("in {year}", year=first) if asked.at else say("from {year} on", year=first)
    return _Number(
        "retirements",
        say("Retirements"),
        math.fsum(each[: asked.at]) if asked.at and not asked.nobody else None,
        asked.nobody or note,
        each,
        later=1,
    )


_MADE = (_stock, _need, _deficit, _density, _retirements)
