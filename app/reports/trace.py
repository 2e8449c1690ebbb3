"""Why a figure is what it is: its sum, what goes into the sum, where that comes from.

A trace holds numbers and codes; the window writes it in the language of the reader.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.courtesy import cached_property
from app.language import MINUS
from app.planning.destinations import DEPARTURES, EMIGRATION
from app.planning.lines import RETIREMENTS
from app.planning.outcomes import outer
from app.reports import movement
from app.reports.rounding import whole, whole_numbers
from app.reports.table import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from app.models.rows import NormRow, PopulationRow, SourceRow
    from app.planning.lines import Line, View
    from app.planning.study import Staffed, Study
    from app.problems import Message

Figure = Literal["stock", "need", "deficit", "coverage", "density", "retirements"]
Standing = Literal["who", "other", "unsourced"]

TIMES, BY = "×", "÷"
_NO_SOURCE = "-"  # the publisher of rules of ours and of recollections
_WHO = "WHO"
_NORMED = frozenset({"need", "deficit", "coverage"})
_PEOPLED = _NORMED | {"density"}
_FLOWING = frozenset({"stock", "retirements"})
GRADES = ("sourced", "recalled-unverified", "estimated-by-rule")  # the weakest last
# Kinds of flow that rest on figures of another name.
_RATES: Mapping[str, tuple[str, ...]] = {
    "death": ("population_death_rate", "professional_mortality_factor"),
    **{kind: (EMIGRATION, kind) for kind in DEPARTURES},
    "left_for_post": ("hired_from_private",),
    "limit_age": ("limit_age", "deferral_share"),
    "move_in": ("mobility", "mobility_destination", "mobility_origin_factor"),
    "move_out": ("mobility", "mobility_destination", "mobility_origin_factor"),
    "private_opening": ("private_opening_share",),
    "province_in": ("mobility_within",),
    "province_out": ("mobility_within",),
    "recruitment": ("posts_carried_over",),
    "return": ("returns_permanent",),
    "switch_in": ("sector_switch", "sector_switch_back"),
    "switch_out": ("sector_switch", "sector_switch_back"),
    "trained_abroad": ("entries_trained_abroad",),
}
# What a programme prevents of each kind; where it prevents anything, its size matters as well.
_PREVENTED = {
    **dict.fromkeys(("emigration", *DEPARTURES), "retained_emigration"),
    "private_exit": "retained_private_exit",
    "resignation": "retained_resignation",
    **dict.fromkeys(("switch_in", "switch_out"), "retained_sector_switch"),
}
_PROGRAMME = ("retention_reach", "retention_places", "retention_survival")
# What those who owe service do not choose, and what entrants meet for a part of their first year.
_CHOSEN = {"emigration", *DEPARTURES, "resignation", "switch_in", "switch_out"}
_MET_ON_ENTRY = _PREVENTED.keys() - {"switch_in", "switch_out"} | {
    "death", "early_retirement", "dismissal", "long_leave",
}  # fmt: skip


@dataclass(frozen=True)
class Term:
    """A line of the sum: the sign before it, the code of what it is, its value and its year."""

    key: str
    value: float | None
    kind: Kind
    sign: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Input:
    """A figure that goes into the sum; `grade` is that of its weakest part, or `synthetic`."""

    key: Literal["norm", "population", "base_stock", "entries", "exits", "rates"]
    value: float | None
    kind: Kind
    year: int
    grade: str


@dataclass(frozen=True)
class Trace:
    """A figure of a view in a year with its sum, its inputs and its sources.

    The norm is that of the view where the figure has to do with one; `standing` says whether it
    is WHO's. `rough` counts the plan's assumptions that are not sourced, and all of them.
    """

    figure: Figure
    year: int
    value: float | None
    kind: Kind
    terms: tuple[Term, ...]
    inputs: tuple[Input, ...]
    norm: NormRow | None
    standing: Standing
    sources: tuple[SourceRow, ...]
    rough: tuple[int, int]
    missing: Message | None

    def printed(self) -> tuple[float | None, ...]:
        """Return the values of the terms as they are printed: people who come and go add up."""
        values = [term.value or 0.0 for term in self.terms]
        if self.figure not in _FLOWING or len(values) == 1:
            return tuple(term.value for term in self.terms)
        held = 1 if self.figure == "stock" else 0  # the first stock is printed elsewhere as well
        signs = [-1 if term.sign == MINUS else 1 for term in self.terms]
        steps = [sign * value for sign, value in zip(signs, values, strict=True)]
        first, last = [whole(value) for value in values[:held]], whole(values[-1])
        moved = whole_numbers(steps[held:-1], last - sum(first))
        told = [sign * step for sign, step in zip(signs[held:-1], moved, strict=True)]
        return (*first, *told, last)

    @property
    def adds_up(self) -> bool:
        """Whether need and stock, each printed whole, give the deficit that is printed."""
        if self.figure != "deficit" or self.value is None:
            return True
        need, stock, deficit = (whole(term.value or 0.0) for term in self.terms)
        return need - stock == deficit


def trace(study: Study, view: View, year: int, figure: Figure) -> Trace:
    """Return why a figure of a view is what it is in a year."""
    lines = outer([line for line in study.lines(view) if line.year <= year])
    asked = _Asked(study, view, lines, figure)
    terms = tuple(_terms(figure, lines, view))
    normed = figure in _NORMED
    return Trace(
        figure=figure,
        year=lines[-1].year,
        value=terms[-1].value,
        kind=terms[-1].kind,
        terms=terms,
        inputs=tuple(_inputs(asked)),
        norm=view.norm if normed else None,
        standing=_standing(study, view.norm),
        sources=_sources(asked),
        rough=_rough(study),
        missing=lines[-1].note if normed else None,
    )


@dataclass(frozen=True)
class _Asked:
    """What a trace is asked about, with the rows of the plan that it rests on."""

    study: Study
    view: View
    lines: Sequence[Line]
    figure: Figure

    @cached_property
    def staff(self) -> tuple[Staffed, ...]:
        """The staff that the view counts."""
        here = self._overlapping({kind.territory for kind in self.study.staffed})
        cadres = set(self.study.cadre_codes(self.view.cadre, self.view.norm))
        sectors = {self.view.sector} if self.view.sector else {"public", "private"}
        return tuple(
            kind
            for kind in self.study.staffed
            if kind.territory in here and kind.cadre in cadres and kind.sector in sectors
        )

    @cached_property
    def populations(self) -> tuple[PopulationRow, ...]:
        """The rows of population that the inhabitants of the view rest on."""
        rows = [row for row in self.study.rows.populations if row.kind == "total"]
        here = self._overlapping({row.territory for row in rows})
        return tuple(row for row in rows if row.territory in here)

    def _overlapping(self, territories: Iterable[str]) -> set[str]:
        """Return the territories that lie inside that of the view, or around it."""
        inside = set(self.study.places.territory_indexes(self.view.territory))
        indexes = self.study.places.territory_indexes
        return {code for code in territories if inside & set(indexes(code))}


def _terms(figure: Figure, lines: Sequence[Line], view: View) -> Iterator[Term]:
    """Give the lines of the sum that makes a figure; the figure itself comes last."""
    last, persons = lines[-1], Kind.PERSONS
    if figure == "stock":
        yield from _flowing(lines)
        yield Term("stock", last.stock, persons, "=", last.year)
    elif figure == "retirements":
        totals = [_total(lines, "exits", kind) for kind in RETIREMENTS]
        for kind, value in zip(RETIREMENTS, totals, strict=True):
            yield Term(kind, value, persons, "+" if kind != RETIREMENTS[0] else "")
        yield Term("retirements", math.fsum(totals), persons, "=", last.year)
    elif figure == "need":
        yield Term("population", last.population, Kind.POPULATION)
        yield Term("norm", view.norm.value, Kind.VALUE, TIMES)
        yield Term("need", last.need, persons, "=")
    elif figure == "deficit":
        yield Term("need", last.need, persons)
        yield Term("stock", last.stock, persons, MINUS)
        yield Term("deficit", last.deficit, persons, "=")
    elif figure == "coverage":
        yield Term("stock", last.stock, persons)
        yield Term("need", last.need, persons, BY)
        yield Term("coverage", last.coverage, Kind.SHARE, "=")
    else:
        yield Term("stock", last.stock, persons)
        yield Term("population", last.population, Kind.POPULATION, BY)
        yield Term("density", last.density_per_10_000, Kind.PER_10_000, "=")


def _flowing(lines: Sequence[Line]) -> Iterator[Term]:
    """Give the first stock and all who came and went since; in the first year, nothing."""
    if len(lines) == 1:
        return
    yield Term("stock", lines[0].stock, Kind.PERSONS, "", lines[0].year)
    for kind in movement.kinds(movement.ENTRIES, [line.entries for line in lines]):
        yield Term(kind, _total(lines, "entries", kind), Kind.PERSONS, "+")
    for kind in movement.kinds(movement.EXITS, [line.exits for line in lines]):
        yield Term(kind, _total(lines, "exits", kind), Kind.PERSONS, MINUS)


def _total(lines: Sequence[Line], side: Literal["entries", "exits", "rates"], kind: str) -> float:
    flows = (line.entries if side == "entries" else line.exits for line in lines)
    return math.fsum(flow.get(kind, 0.0) for flow in flows)


def _inputs(asked: _Asked) -> Iterator[Input]:
    """Give what goes into a figure, from what is asked for to what is assumed."""
    base, last, norm = asked.lines[0], asked.lines[-1], asked.view.norm
    if asked.figure in _NORMED:
        yield Input("norm", norm.value, Kind.VALUE, last.year, norm.grade)
    if asked.figure in _PEOPLED:
        grade = _population_grade(asked, last.year)
        yield Input("population", last.population, Kind.POPULATION, last.year, grade)
    if asked.figure == "need":
        return
    synthetic = asked.study.rows.facts.synthetic
    grade = "synthetic" if synthetic else _weakest(row.grade for row in asked.staff)
    yield Input("base_stock", base.stock, Kind.PERSONS, base.year, grade)
    if asked.figure == "retirements":
        yield Input("rates", None, Kind.SHARE, last.year, "")
    elif len(asked.lines) > 1:
        come = math.fsum(movement.total(line.entries) for line in asked.lines)
        gone = math.fsum(movement.total(line.exits) for line in asked.lines)
        yield Input("entries", come, Kind.PERSONS, base.year, "")
        yield Input("exits", gone, Kind.PERSONS, base.year, "")


def _standing(study: Study, norm: NormRow) -> Standing:
    """Tell whether a norm is WHO's, by who published its source."""
    publishers = [row.publisher for row in study.rows.sources if row.id == norm.source]
    if not publishers or publishers[0] == _NO_SOURCE:
        return "unsourced"
    return "who" if publishers[0].split(",")[0] == _WHO else "other"


def _population_grade(asked: _Asked, year: int) -> str:
    """Return the grade of a territory's own figure of a year; without one a rule has made it."""
    place = asked.view.territory
    rows = [row for row in asked.populations if (row.territory, row.year) == (place, year)]
    return _weakest(row.grade for row in rows)


def _weakest(grades: Iterable[str]) -> str:
    """Return the weakest of some grades; where there is none, a rule took the figure's place."""
    return max(grades, key=GRADES.index, default=GRADES[-1])


def _sources(asked: _Asked) -> tuple[SourceRow, ...]:
    """Return the sources behind a figure, in the order of the plan.

    What moves the stock is traced from the stock, and not again from what is made of it.
    """
    codes: set[str] = set()
    if asked.figure in _NORMED:
        codes.add(asked.view.norm.source)
    if asked.figure in _PEOPLED:
        codes |= {row.source for row in asked.populations}
    if asked.figure != "need":
        codes |= {row.source for row in asked.staff}
    if asked.figure == "stock":
        flows = [flow for line in asked.lines for flow in (line.entries, line.exits)]
        codes |= _behind_flows(asked, movement.kinds((), flows))
    if asked.figure == "retirements":
        codes |= _behind_flows(asked, RETIREMENTS)
    rows = asked.study.rows.sources
    return tuple(row for row in rows if row.id in codes and row.publisher != _NO_SOURCE)


def _behind_flows(asked: _Asked, kinds: Collection[str]) -> set[str]:
    """Return the sources of the rates and posts behind kinds of entry and exit."""
    rows, cadres = asked.study.rows, set(asked.study.cells(asked.view)[2])
    rates = _rates_behind(kinds, {row.parameter for row in rows.assumptions})
    used = [(row.cadre, row.source) for row in rows.assumptions if row.parameter in rates]
    if "recruitment" in kinds:
        used += [(row.cadre, row.posts_source) for row in rows.recruitment]
        used += [(row.cadre, row.fill_source) for row in rows.recruitment]
    indexes = asked.study.places.cadre_indexes
    here = {cadre for cadre in {cadre for cadre, _ in used} if cadres & set(indexes(cadre))}
    return {source for cadre, source in used if cadre in here}


def _rates_behind(kinds: Collection[str], known: Collection[str]) -> set[str]:
    """Return the names of the assumptions that kinds of entry and exit rest on."""
    rates = {name for kind in kinds for name in _RATES.get(kind, (kind,))}
    prevented = {_PREVENTED[kind] for kind in kinds if kind in _PREVENTED}
    if not prevented.isdisjoint(known):
        rates |= prevented | {*_PROGRAMME}
    if not _CHOSEN.isdisjoint(kinds):
        rates.add("bonded_years")
    if not _MET_ON_ENTRY.isdisjoint(kinds):
        rates.add("entry_exposure")
    return rates


def _rough(study: Study) -> tuple[int, int]:
    """Count the assumptions that are not sourced, and all of them."""
    grades: list[str] = [row.grade for row in study.rows.assumptions]
    grades += [row.grade for row in study.rows.pipeline]
    return sum(grade != "sourced" for grade in grades), len(grades)
