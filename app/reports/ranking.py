"""The ranking: territories side by side in one year, the one that lacks most first."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.courtesy import cached_property
from app.reports.deficit import READ
from app.reports.frame import Frame
from app.reports.table import Cell, Column, Kind, Table, written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.language import Language
    from app.planning.lines import Line, View
    from app.planning.study import Study


def share(line: Line) -> float | None:
    """Return the part of the need that is lacking, negative where there is a surplus."""
    return line.deficit / line.need if line.need and line.deficit is not None else None


def surplus(line: Line) -> bool:
    """Tell whether there is somebody more than needed, and not only a part of a person."""
    return round(line.deficit or 0) < 0


@dataclass(frozen=True)
class Place:
    """One territory in one year: the value that it is ranked by, and its rank from the worst."""

    code: str
    name: str
    line: Line
    value: float | None
    rank: int | None


@dataclass(frozen=True)
class Ranking:
    """The territories of one level over the years, and the one that they are parts of.

    They are ranked by the part of the need that is lacking; where the norm gives no need, by
    density, and `why` says so. `up` is the territory one level above the one asked for.
    """

    frame: Frame
    above: str
    up: str | None
    parts: Mapping[str, tuple[Line, ...]]
    whole: tuple[Line, ...]

    @property
    def chosen(self) -> str:
        """The territory that was asked for; it may be one of the parts."""
        return self.frame.view.territory

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year."""
        return self.whole[0].year, self.whole[-1].year

    @property
    def by_density(self) -> bool:
        """Whether the norm gives no need, so that only the density can be compared."""
        return self.whole[0].note is not None

    @property
    def kind(self) -> Kind:
        """What the territories are ranked by."""
        return Kind.PER_10_000 if self.by_density else Kind.SHARE

    @property
    def measure(self) -> str:
        """What the territories are ranked by, in words."""
        say = self.frame.language.say
        return say("Density per 10,000") if self.by_density else say("Deficit in percent of need")

    @property
    def worst(self) -> str:
        """What the first of the ranking are."""
        say = self.frame.language.say
        return say("Least dense") if self.by_density else say("Hardest hit")

    @property
    def title(self) -> str:
        """What is compared."""
        say = self.frame.language.say
        if self.by_density:
            return say("Density per 10,000 inhabitants by territory")
        return say("Deficit by territory")

    @property
    def note(self) -> str:
        """What a reader must know first: that there is no need, or that nobody is there."""
        say, someone = self.frame.language.say, any(line.stock for line in self.whole)
        if not self.by_density:
            return "" if someone else say("Nobody is in this plan yet: the deficit is the need.")
        return say("No need with this norm: the density is shown.") if self._known else self.why

    @property
    def why(self) -> str:
        """Why there is no need, where there is none."""
        note = self.whole[0].note
        return "" if note is None else self.frame.told(note)

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Every known value of every year: a scale that holds them all never moves."""
        return tuple(value for value in self._all_values() if value is not None)

    @cached_property
    def incomplete(self) -> bool:
        """Whether a value is not known in any year."""
        return any(value is None for value in self._all_values())

    def in_year(self, year: int) -> tuple[Place, ...]:
        """Return the territories in a year, the one that lacks most first, unknown ones last."""
        at = year - self.years[0]
        lines = {code: lines[at] for code, lines in self.parts.items()}
        values = {code: self._value(line) for code, line in lines.items()}
        known = [value for value in values.values() if value is not None]
        turn = 1 if self.by_density else -1
        order = sorted(values, key=lambda code: _or(values[code], math.inf, turn))
        ranks = {code: _rank(value, known, turn) for code, value in values.items()}
        return tuple(
            Place(code, self._name(code), lines[code], values[code], ranks[code]) for code in order
        )

    def table(self, year: int) -> Table:
        """Return one row a territory, the one that lacks most first, and their sum."""
        language, places = self.frame.language, self.in_year(year)
        columns = self._columns()
        rows = [_row(columns, place.name, place.line) for place in places]
        total = len(rows) > 1
        if total:
            whole = self.whole[year - self.years[0]]
            rows.append(_row(columns, self._name(self.above), whole))
        return Table(
            title=language.say("{name}, {year}", name=self.title, year=year),
            subtitle=self.frame.subtitle,
            columns=columns,
            rows=tuple(rows),
            notes=(
                language.say("Situation at 31 December of each year."),
                *self.frame.notes(self.whole),
            ),
            sources=self.frame.sources,
            fingerprint=self.frame.study.fingerprint,
            has_total=total,
        )

    def told(self, year: int) -> str:
        """Return the territories in words, in their order."""
        language, places = self.frame.language, self.in_year(year)
        named = [
            language.say("{name} {value}", name=place.name, value=self.written(place.value))
            for place in places
        ]
        told = language.list_of(named)
        if self.by_density:
            return language.say(
                "{year}, density per 10,000 inhabitants from lowest to highest: {list}.",
                year=year,
                list=told,
            )
        return language.say(
            "{year}, deficit in percent of need from highest to lowest: {list}.",
            year=year,
            list=told,
        )

    def about(self, place: Place) -> tuple[tuple[str, str], ...]:
        """Return what there is to say of a territory: labels with their values."""
        say, number = self.frame.language.say, self.frame.language.number
        line = place.line
        said = [(say("Stock"), number(line.stock))]
        if not self.by_density:
            over = surplus(line)
            gap = line.deficit if not over or line.deficit is None else -line.deficit
            said += [
                (say("Need"), number(line.need)),
                (say("Surplus") if over else say("Deficit"), number(gap)),
                (self.measure, self.written(place.value)),
            ]
        said.append((say("Density per 10,000"), number(line.density_per_10_000, 1)))
        if place.rank is not None and len(self.parts) > 1:
            of = say("{rank} of {n}", rank=place.rank, n=len(self.parts))
            said.append((say("Rank"), of))
        return tuple(said)

    def written(self, value: float | None) -> str:
        """Return a value that territories are ranked by as the language writes it."""
        return written(value, self.kind, self.frame.language)

    # --- Inside ---------------------------------------------------------------------------------

    @property
    def _known(self) -> bool:
        """Whether anybody is known to work here; the reason says when zero means nothing."""
        return any(line.stock for line in self.whole)

    def _all_values(self) -> list[float | None]:
        return [self._value(line) for lines in self.parts.values() for line in lines]

    def _value(self, line: Line) -> float | None:
        if not self.by_density:
            return share(line)
        return line.density_per_10_000 if self._known else None

    def _name(self, code: str) -> str:
        return self.frame.language.name(self.frame.study.name(code))

    def _columns(self) -> tuple[Column, ...]:
        """Return the columns that have a meaning: without a need there is no deficit either."""
        say = self.frame.language.say
        lines = [line for lines in self.parts.values() for line in lines]
        over = any(surplus(line) for line in lines)
        deficit = say("Deficit (+) or surplus (−)") if over else say("Deficit")
        columns = (
            Column("territory", say("Territory"), Kind.TEXT),
            Column("stock", say("Stock"), Kind.PERSONS),
            Column("need", say("Need"), Kind.PERSONS),
            Column("deficit", deficit, Kind.PERSONS),
            Column("share", say("Deficit in percent of need"), Kind.SHARE),
            Column("coverage", say("Coverage of the need"), Kind.SHARE),
            Column("density", say("Density per 10,000 inhabitants"), Kind.PER_10_000),
        )
        about_need = {"need", "deficit", "share", "coverage"} if self.by_density else set()
        return tuple(column for column in columns if column.key not in about_need)


def rank(study: Study, view: View, language: Language) -> Ranking | None:
    """Rank the parts of a territory, or its neighbours where it has none; None for one alone."""
    frame = Frame(study, view, language)
    up = _up(study, view.territory)
    above = view.territory if study.children(view.territory) else _parent(study, view.territory)
    if above is None:
        return None
    parts = {code: frame.lines(code) for code in study.children(above)}
    return Ranking(frame, above, up, parts, frame.lines(above))


def _parent(study: Study, code: str) -> str | None:
    parent = study.places.by_code[code].parent
    return parent if parent in study.places.by_code else None


def _up(study: Study, code: str) -> str | None:
    """Return the territory one level up, none where the whole plan is shown."""
    return None if code == study.places.home else _parent(study, code)


def _or(value: float | None, unknown: float, turn: int) -> float:
    return unknown if value is None else turn * value


def _rank(value: float | None, known: list[float], turn: int) -> int | None:
    """Return a place in the order; equals share the better one."""
    if value is None:
        return None
    return 1 + sum(turn * other < turn * value for other in known)


def _row(columns: tuple[Column, ...], name: str, line: Line) -> tuple[Cell, ...]:
    read: dict[str, Callable[[Line], float | None]] = {"share": share}
    read.update(READ.items())
    return (name, *(read[column.key](line) for column in columns[1:]))
