"""Scenarios side by side over the parts of a territory: values, ranks and what they leave open."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from app.courtesy import cached_property
from app.planning import asking
from app.planning.nation import REFERENCE
from app.planning.study import run
from app.problems import Finding, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.models.rows import NormRow, PlanRows
    from app.planning.equity import Level
    from app.planning.lines import Line, View
    from app.planning.study import Study

Measure = Literal["deficit", "stock"]
Unit = Literal["number", "share", "per_10_000"]

Values = tuple[float | None, ...]

MOST = 5  # scenarios beside the reference
_PER = 10_000
_SAME = 1e-6  # persons: staff of the base year that counts as the same


@dataclass(frozen=True)
class Reading:
    """What is compared: a measure, and whether in persons, as part of the need, or by density."""

    measure: Measure
    unit: Unit

    def of(self, line: Line) -> float | None:
        """Return the value of a line; None where the norm gives no need or nobody lives."""
        if self.unit == "per_10_000":
            persons = getattr(line, self.measure)
            return None if persons is None or not line.population else _per(line, persons)
        if self.unit == "number":
            found: float | None = getattr(line, self.measure)
            return found
        if self.measure == "stock":
            return line.coverage
        return line.deficit / line.need if line.need and line.deficit is not None else None

    @property
    def worst_is_high(self) -> bool:
        """Whether a territory is the worse off the higher its value."""
        return self.measure == "deficit"


def _per(line: Line, persons: float) -> float:
    return persons * _PER / line.population


@dataclass(frozen=True)
class Comparison:
    """Studies of one plan under several scenarios, the reference first, and what they are asked.

    view: of the territory as a whole. places: its parts, in the plan's order; the territory alone
    where it has none.
    """

    view: View
    studies: tuple[Study, ...]
    places: tuple[str, ...]

    @property
    def reference(self) -> Study:
        """The study of the reference."""
        return self.studies[0]

    @property
    def whole(self) -> str:
        """The territory whose parts are compared."""
        return self.view.territory

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years compared, the base year first."""
        return tuple(line.year for line in self.lines(0, self.whole))

    @cached_property
    def needed(self) -> bool:
        """Whether the norm gives a need, so that there are deficits to compare."""
        return all(line.need is not None for line in self.lines(0, self.whole))

    def lines(self, scenario: int, place: str) -> tuple[Line, ...]:
        """Return what a scenario, by its place in the list, gives a territory year by year."""
        key = scenario, place
        if key not in self._lines:
            view = replace(self.view, territory=place)
            self._lines[key] = self.studies[scenario].lines(view)
        return self._lines[key]

    @cached_property
    def _lines(self) -> dict[tuple[int, str], tuple[Line, ...]]:
        """What has been asked for already: a page asks for the same lines over and over."""
        return {}

    def line(self, scenario: int, place: str, year: int) -> Line:
        """Return one year of it."""
        return self.lines(scenario, place)[year - self.years[0]]

    def values(self, scenario: int, reading: Reading, year: int) -> Values:
        """Return a reading of every part in a year."""
        return tuple(reading.of(self.line(scenario, place, year)) for place in self.places)

    def ranks(self, scenario: int, reading: Reading, year: int) -> tuple[int | None, ...]:
        """Return the place of every part in the order, the worst off first; equals share it."""
        return ranks(self.values(scenario, reading, year), highest_first=reading.worst_is_high)

    def climbs(self, scenario: int, reading: Reading, year: int) -> tuple[int | None, ...]:
        """Return by how many places each part comes nearer to the worst than in the reference."""
        pairs = zip(self.ranks(0, reading, year), self.ranks(scenario, reading, year), strict=True)
        return tuple(None if a is None or b is None else a - b for a, b in pairs)

    def lacking(self, scenario: int, year: int) -> float | None:
        """Return what the parts lack together, persons: a surplus in one fills no lack of another.

        None where the norm gives no need.
        """
        found = [self.line(scenario, place, year).deficit for place in self.places]
        return math.fsum(max(0.0, one) for one in found if one is not None) if self.needed else None

    def above_need(self, scenario: int, year: int) -> tuple[str, ...]:
        """Return the parts that have more staff than they need, by half a person or more."""
        lines = {place: self.line(scenario, place, year) for place in self.places}
        return tuple(place for place, line in lines.items() if round(line.deficit or 0.0) < 0)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Say in which scenarios the base year is not that of the reference."""
        return tuple(_unequal(study) for study in self.studies[1:] if not self._begins_alike(study))

    def _begins_alike(self, study: Study) -> bool:
        """Tell whether a scenario begins with the staff of the reference, place by place."""
        for place in self.places:
            view = replace(self.view, territory=place)
            here, there = study.lines(view)[0], self.reference.lines(view)[0]
            if abs(here.stock - there.stock) > _SAME or abs(here.fte - there.fte) > _SAME:
                return False
        return True


def _unequal(study: Study) -> Finding:
    base = study.rows.facts.base_year
    return Finding(
        message(
            "{scenario}: the staff of {year} is not that of the reference.",
            scenario=study.scenario.names,
            year=base,
        ),
        remedy=message("Let its measures begin after {year}.", year=base),
    )


def ranks(values: Sequence[float | None], *, highest_first: bool) -> tuple[int | None, ...]:
    """Return the place of each value from 1 on; equals share the better one, None has none."""
    turn = -1 if highest_first else 1
    known = [turn * value for value in values if value is not None]
    return tuple(
        None if value is None else 1 + sum(other < turn * value for other in known)
        for value in values
    )


def reference_of(rows: PlanRows) -> str:
    """Return the scenario with which others are compared, the plan's own where none is named so."""
    known = {row.id for row in rows.scenarios}
    return REFERENCE if REFERENCE in known else rows.facts.scenario


def compare(
    rows: PlanRows,
    scenarios: Iterable[str],
    view: View,
    before: Study | None = None,
    step: Callable[[float], object] = lambda _share: None,
) -> Comparison:
    """Return scenarios side by side over the parts of a view's territory.

    scenarios: at most MOST; the reference is added before them. before: a study of the same plan;
    what it made of the same rows is taken from it. step: told the share that is done before each
    run; it may raise to stop the work. A territory without parts is compared with its neighbours.
    """
    wanted = [asking.scenario(rows, one).id for one in (reference_of(rows), *scenarios)]
    chosen = list(dict.fromkeys(wanted))[: MOST + 1]
    studies: list[Study] = []
    for number, scenario in enumerate(chosen):
        step(number / len(chosen))
        studies.append(run(rows, scenario, studies[0] if studies else before))
    whole, places = _parts(studies[0], view.territory)
    made = Comparison(replace(view, territory=whole), tuple(studies), places)
    for number in range(len(studies)):  # worked out here, so that who shows them need not wait
        for place in (*places, whole):
            made.lines(number, place)
    return made


def _parts(study: Study, territory: str) -> tuple[str, tuple[str, ...]]:
    """Return the territory whose parts are compared, and the parts."""
    places = study.places
    inside = places.children(territory)
    if inside:
        return territory, inside
    parent = places.by_code[territory].parent
    if territory != places.home and parent in places.by_code:
        return parent, places.children(parent)
    return territory, (territory,)


def norms_of(compared: Comparison) -> tuple[NormRow, ...]:
    """Return up to MOST norms of the plan that cover exactly the group compared.

    The one that was asked for comes first, the others in the order of the plan.
    """
    study, view = compared.reference, compared.view
    fitting = [row for row in study.rows.norms if study.gap_note(replace(view, norm=row)) is None]
    fitting.sort(key=lambda row: row.id != view.norm.id)
    return tuple(fitting[:MOST])


def level_of(compared: Comparison) -> Level | None:
    """Return the level of the parts where all have the same, so that equity can be told."""
    by_code = compared.reference.places.by_code
    found = {by_code[place].level for place in compared.places}
    if len(compared.places) == 1 or len(found) > 1:
        return None
    levels: dict[str, Level] = {"region": "regions", "province": "provinces"}
    return levels.get(found.pop())
