"""The table of results: territories by years in whole people, and the flows that open under one.

It is what is on the screen and what leaves for a spreadsheet: whole numbers of people are shared
out so that what can be seen adds up, and rows and columns stand as they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from app.courtesy import cached_property
from app.planning.outcomes import outer
from app.problems import message
from app.reports import deficit
from app.reports.movement import ENTRIES, EXITS, TOLERANCE, kinds, named, residue
from app.reports.rounding import spread, whole_numbers
from app.reports.table import Cell, Kind, written

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.language import Language
    from app.planning.lines import Line
    from app.problems import Message
    from app.reports.deficit import Measure
    from app.reports.frame import Frame

Role = Literal["place", "whole", "flow", "stock", "difference"]
MEASURES: Mapping[Measure, Message] = {
    "stock": message("Stock"),
    "need": message("Need"),
    "deficit": message("Deficit"),
    "density": message("Density per 10,000"),
    "coverage": message("Coverage of the need"),
}
UNITS: Mapping[Kind, Message] = {
    Kind.PERSONS: message("people at 31 December"),
    Kind.PER_10_000: message("people per 10,000 inhabitants, at 31 December"),
    Kind.SHARE: message("share of the need, at 31 December"),
}
_OF_NEED = frozenset({"need", "deficit", "coverage"})
_DIGITS = 6  # of what the identity leaves: finer than what is told from rounding


def known(measure: Measure, lines: Sequence[Line]) -> bool:
    """Tell whether a measure has a meaning where the norm may give no need."""
    return measure not in _OF_NEED or lines[0].note is None


@dataclass(frozen=True)
class Row:
    """A territory, or one of the flows under it: its cells as they are shown, one a year."""

    code: str
    name: str
    role: Role
    kind: Kind
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """Rows of territories and columns of years, or the other way round where it is turned."""

    title: str
    subtitle: str
    unit: str
    corner: tuple[str, str]  # what stands above the territories, and above the years
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    language: Language = field(compare=False)
    turned: bool = False
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    fingerprint: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns of numbers there are."""
        across, down = len(self.years), len(self.rows)
        return (across, down) if self.turned else (down, across)

    def row_of(self, at: tuple[int, int]) -> Row:
        """Return the territory or the flow that a cell belongs to."""
        return self.rows[at[1] if self.turned else at[0]]

    def cell(self, at: tuple[int, int]) -> tuple[Cell, Kind]:
        """Return a number and its kind, by its row and its column as they are shown."""
        row = self.row_of(at)
        return row.cells[at[0] if self.turned else at[1]], row.kind

    def text(self, at: tuple[int, int]) -> str:
        """Return a number as it is read; nothing where there was no year before."""
        cell, kind = self.cell(at)
        flow = self.row_of(at).role not in {"place", "whole"}
        return "" if cell is None and flow else written(cell, kind, self.language)

    @cached_property
    def headings(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands before the rows, and above the columns."""
        names = tuple(row.name for row in self.rows)
        years = tuple(map(self.language.year, self.years))
        return (years, names) if self.turned else (names, years)


def sheet(
    frame: Frame, measure: Measure, opened: Collection[str] = (), *, turned: bool = False
) -> Sheet:
    """Return a measure of each territory inside the one asked for, and of the whole.

    opened: territories under which their flows are shown.
    """
    language = frame.language
    table = deficit.by_territory(frame.study, frame.view, language, measure)
    codes = (*frame.study.children(frame.view.territory), frame.view.territory)
    stocks = _whole_stocks(frame, codes)
    rows: list[Row] = []
    for at, code in enumerate(codes):
        role: Role = "whole" if at == len(codes) - 1 else "place"
        name = str(table.rows[at][0])
        rows.append(Row(code, name, role, deficit.KINDS[measure], ()))
        if code in opened:
            rows += _flows(frame, code, stocks[code])
    values = _whole_values([row[1:] for row in table.rows], deficit.KINDS[measure])
    cells = dict(zip(codes, values, strict=True))
    rows = [row if row.cells else replace(row, cells=cells[row.code]) for row in rows]
    say = language.say
    return Sheet(
        title=table.title,
        subtitle=table.subtitle,
        unit=language.tell(UNITS[deficit.KINDS[measure]]),
        corner=(say("Territory"), say("Year")),
        years=tuple(line.year for line in frame.lines()),
        rows=tuple(rows),
        language=language,
        turned=turned,
        notes=(*_notes(frame, opened=bool(opened)), *table.notes),
        sources=table.sources,
        fingerprint=table.fingerprint,
    )


def flows_in(frame: Frame, year: int) -> Sheet:
    """Return the movement of one year: from the stock at 1 January to that at 31 December."""
    language, code = frame.language, frame.view.territory
    lines = frame.lines()
    at = min(max(year - lines[0].year, 0), len(lines) - 1)
    codes = (*frame.study.children(code), code)
    rows = _flows(frame, code, _whole_stocks(frame, codes)[code])
    kept = [replace(row, cells=(row.cells[at],), name=row.name.strip()) for row in rows]
    moved = [row for row in kept if row.role != "flow" or row.cells[0]]
    return Sheet(
        title=language.say("{name}, {year}", name=frame.place, year=lines[at].year),
        subtitle=frame.subtitle,
        unit=language.tell(UNITS[Kind.PERSONS]),
        corner=(language.say("Entries and exits"), language.say("Year")),
        years=(lines[at].year,),
        rows=tuple(moved if at else moved[-2:-1]),
        language=language,
        sources=frame.sources,
        fingerprint=frame.study.fingerprint,
    )


def _whole_values(rows: Sequence[Sequence[Cell]], kind: Kind) -> list[tuple[Cell, ...]]:
    """Return rows of values; people are whole and those of the last row are the sums."""
    if kind is not Kind.PERSONS:
        return [tuple(row) for row in rows]
    columns = [_whole_column(column) for column in zip(*rows, strict=True)]
    return [tuple(row) for row in zip(*columns, strict=True)]


def _whole_column(column: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return the values of a year made whole, the last of them the sum of the others."""
    parts = [float(cell) for cell in column if isinstance(cell, int | float)]
    if len(parts) < len(column):
        return tuple(column)  # no need, hence nothing to add up
    if len(parts) == 1:
        return whole_numbers(parts)
    found = whole_numbers(parts[:-1])
    return (*found, sum(found))


def _whole_stocks(frame: Frame, codes: Sequence[str]) -> dict[str, list[int]]:
    """Return the stocks of territories as the table shows them, whole people by year."""
    lines = [frame.lines(code) for code in codes]
    rows = [[line.stock for line in of] for of in lines]
    values = _whole_values(rows, Kind.PERSONS)
    return {
        code: [int(float(cell or 0)) for cell in row]
        for code, row in zip(codes, values, strict=True)
    }


# --- Flows ----------------------------------------------------------------------------------------


def _flows(frame: Frame, code: str, stocks: Sequence[int]) -> list[Row]:
    """Return from the stock at 1 January to that at 31 December, and what the identity leaves."""
    lines, say = outer(frame.lines(code)), frame.language.say
    come = kinds(ENTRIES, [line.entries for line in lines])
    gone = kinds(EXITS, [line.exits for line in lines])
    moved, rounding = _whole_flows(lines, come, gone, stocks)
    names = [say("+ {name}", name=named(kind, frame.language)) for kind in come]
    names += [say("− {name}", name=named(kind, frame.language)) for kind in gone]
    opening: tuple[Cell, ...] = (None, *stocks[:-1])
    rows = [Row(code, say("Stock at 1 January"), "stock", Kind.PERSONS, opening)]
    rows += [
        Row(code, name, "flow", Kind.PERSONS, (None, *cells))
        for name, cells in zip(names, moved, strict=True)
    ]
    if any(rounding):
        rows.append(Row(code, say("Rounding"), "flow", Kind.CHANGE, (None, *rounding)))
    rows.append(Row(code, say("Stock at 31 December"), "stock", Kind.PERSONS, (*stocks,)))
    left: tuple[Cell, ...] = (None, *_residues(lines))
    rows.append(Row(code, say("Difference"), "difference", Kind.VALUE, left))
    return [replace(row, name=f"{_INDENT}{row.name}") for row in rows]


_INDENT = "    "


def _whole_flows(
    lines: Sequence[Line], come: Sequence[str], gone: Sequence[str], stocks: Sequence[int]
) -> tuple[list[tuple[int, ...]], tuple[int, ...]]:
    """Return each flow in whole people by year, then what rounding alone moved the stock by.

    Entries less exits are as near to the change of the stock as shown as rounding each flow up or
    down can bring them.
    """
    by_year, rounding = [], []
    for at, line in enumerate(lines[1:], start=1):
        values = [line.entries.get(kind, 0.0) for kind in come]
        values += [-line.exits.get(kind, 0.0) for kind in gone]
        found, left = spread(values, stocks[at] - stocks[at - 1])
        by_year.append([abs(value) for value in found])
        rounding.append(left)
    return [tuple(column) for column in zip(*by_year, strict=True)], tuple(rounding)


def _residues(lines: Sequence[Line]) -> list[float]:
    """Return what the identity leaves of unrounded people, zero where it holds."""
    found = []
    for before, line in pairwise(lines):
        left = residue(before.stock, line)
        exact = abs(left) <= TOLERANCE * max(1.0, line.stock)
        found.append(0.0 if exact else round(left, _DIGITS))
    return found


def _notes(frame: Frame, *, opened: bool) -> list[str]:
    """Say how people became whole numbers."""
    say = frame.language.say
    said = [say("People are whole numbers, shared out so that what is shown adds up.")]
    if opened:
        said.append(
            say(
                "The difference is that of unrounded values: stock at 1 January, plus entries, "
                "minus exits, minus stock at 31 December; it has to be 0."
            )
        )
    return said
