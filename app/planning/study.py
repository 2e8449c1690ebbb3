"""Runs a scenario of a plan and answers questions about the result.

A Study holds one projection with all it came from; a View asks it for a territory, a cadre or
group, a sector and a norm; the answer is a tuple of Lines, the only shape that the command line,
the tables, the charts and the workbooks read.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from app.courtesy import cached_property
from app.engine.axes import FIRST_AGE, LAST_AGE, SECTORS, SEXES
from app.engine.inputs import Refused
from app.engine.projection import project
from app.models.rows import Names
from app.planning import asking
from app.planning.answer import PER_10_000, Answer, Cells
from app.planning.assemble import put_together
from app.planning.checks import by_subject
from app.planning.fingerprint import figures, fingerprint
from app.planning.lines import TrainingLine, View
from app.planning.reuse import Asked, Parts
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray, Inputs
    from app.engine.projection import Projection
    from app.models.rows import NormRow, PlanRows, ScenarioRow
    from app.planning.fingerprint import Figures
    from app.planning.lines import Line
    from app.planning.places import Places
    from app.problems import Finding, Message

_AGE_STEP = 5


class Staffed(NamedTuple):
    """What tells rows of staff apart, age and sex left out."""

    territory: str
    sector: str
    cadre: str
    source: str
    grade: str


_STAFFED, _PERSONS = attrgetter(*Staffed._fields), attrgetter("persons")


@dataclass(frozen=True)
class Study:
    """One projection of a plan under a scenario, with its inputs and its fingerprint."""

    rows: PlanRows
    scenario: ScenarioRow
    places: Places
    inputs: Inputs
    projection: Projection
    asked: Asked
    staffed: Mapping[Staffed, float]  # persons by what tells their rows apart
    written: Figures | None = None  # those of an earlier study, as text

    @cached_property
    def figures(self) -> Figures:
        """The figures of the plan as text."""
        return figures(self.rows, self.written)

    @cached_property
    def fingerprint(self) -> str:
        """A short code for all the figures that decide the result."""
        return fingerprint(self.figures, self.scenario.id)

    @cached_property
    def checked(self) -> tuple[tuple[str, Finding], ...]:
        """What the checks found, with what it speaks of."""
        return tuple(by_subject(self.rows, self.scenario.id))

    def in_full(self) -> Study:
        """Return this study after working out what is told beside every answer."""
        vars(self).update(fingerprint=self.fingerprint, checked=self.checked)
        return self

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is missing, held or contradictory in the plan."""
        return tuple(finding for _, finding in self.checked)

    def view(
        self,
        territory: str | None = None,
        cadre: str | None = None,
        sector: str | None = None,
        norm: str | None = None,
        until: int | None = None,
    ) -> View:
        """Return a view, filling what is not asked with the plan's own choices.

        Without a cadre, the view takes the group that the norm covers exactly. A year outside
        the plan is refused.
        """
        chosen = asking.norm(self.rows, self.rows.facts.norm if norm is None else norm)
        asked = None if territory is None else asking.territory(self.rows, territory)
        home = self.places.home if asked is None else asked.code
        group = self._covered_group(chosen) if cadre is None else asking.cadre(self.rows, cadre)
        return View(home, group, sector, chosen, asking.last_year(self.rows, until))

    def _covered_group(self, norm: NormRow) -> str:
        """Return the cadre or group that a norm covers exactly, the lowest of the tree first."""
        kept = [r.code for r in self.rows.cadres if r.level != "specialty"]
        below_first = sorted(kept, key=lambda code: (code == "ALL", code))
        for code in below_first:
            if set(self.cadre_codes(code, norm)) == set(norm.cadres):
                return code
        return asking.COVERED

    def cadre_codes(self, code: str, norm: NormRow) -> tuple[str, ...]:
        """Return the cadres of the plan that a code stands for under a norm."""
        cadres = self.places.axes.cadres
        if code == asking.COVERED:
            return tuple(c for c in cadres if c in norm.cadres) or cadres
        return tuple(cadres[i] for i in self.places.cadre_indexes(code))

    def children(self, territory: str) -> tuple[str, ...]:
        """Return the territories of the plan just below one."""
        return self.places.children(territory)

    def name(self, territory: str) -> Names:
        """Return the names of a territory."""
        return self.places.by_code[territory].names

    def cadre_name(self, code: str) -> Names:
        """Return the names of a cadre or group; COVERED has none of its own and gives its code."""
        found = [r.names for r in self.rows.cadres if r.code == code]
        return found[0] if found else Names(code, code, code)

    def lines(self, view: View) -> tuple[Line, ...]:
        """Answer a view: one line a year, the base year first; worked out once."""
        if view not in self._answers:
            self._answers[view] = self._answer(view)
        return self._answers[view]

    @cached_property
    def _answers(self) -> dict[View, tuple[Line, ...]]:
        return {}

    @cached_property
    def kept(self) -> dict[object, Any]:
        """What others have worked out from this study, by what they asked, for the next who ask."""
        return {}

    def _answer(self, view: View) -> tuple[Line, ...]:
        where, note = self.cells(view), self.gap_note(view)
        return Answer(self.projection, self.places, view, where, note).lines()

    def training(self) -> tuple[TrainingLine, ...]:
        """Return the doctors' pipeline year by year; nothing where the plan trains no doctors."""
        flows = self.projection.training
        if flows is None:
            return ()
        kinds = [f.name for f in fields(TrainingLine)][1:]
        years = self.projection.axes.years[1:]
        return tuple(
            TrainingLine(year, *(float(getattr(flows, kind)[i]) for kind in kinds))
            for i, year in enumerate(years)
        )

    @cached_property
    def with_ages(self) -> Projection:
        """The projection with the people of all years by age, run again when asked for.

        Few questions are about ages, and to keep them of all years costs more than all the rest.
        """
        return project(self.inputs, keep_ages_of=self.inputs.axes.years)

    @property
    def by_age(self) -> Mapping[int, FloatArray]:
        """Persons without contracts by year, [A, T, S, X, C]."""
        return self.with_ages.by_age

    def pyramid(self, view: View, year: int) -> dict[str, tuple[tuple[str, float], ...]]:
        """Return persons by sex and five-year age group, people on contract left out."""
        where = self.cells(view)
        people = self.by_age[year][:, where[0]][:, :, where[1]][..., where[2]]
        by_age = people.sum(axis=(1, 2, 4))
        starts = range(FIRST_AGE, LAST_AGE + 1, _AGE_STEP)
        return {
            sex: tuple(
                (_group_name(a), float(by_age[a - FIRST_AGE : a - FIRST_AGE + _AGE_STEP, x].sum()))
                for a in starts
            )
            for x, sex in enumerate(SEXES)
        }

    def cells(self, view: View) -> Cells:
        """Return the places of a view on the territory, sector and cadre axes."""
        codes = self.cadre_codes(view.cadre, view.norm)
        sectors = [i for i, s in enumerate(SECTORS) if view.sector in (None, s)]
        cadres = [self.places.axes.cadres.index(c) for c in codes]
        return self.places.territory_indexes(view.territory), sectors, cadres

    def gap_note(self, view: View) -> Message | None:
        """Return why need and deficit cannot be given for a view, or None where they can."""
        if view.sector is not None and not self._known(view):
            return message("The plan knows nobody in this sector: zero means that it is not known.")
        if view.norm.unit not in PER_10_000:
            return message("{norm} is not a density norm: it gives no need.", norm=view.norm.names)
        if unsaid := asking.without_scope(view.norm):
            return unsaid
        if set(self.cadre_codes(view.cadre, view.norm)) != set(view.norm.cadres):
            return message(
                "{norm} does not cover exactly this group of cadres.", norm=view.norm.names
            )
        if view.sector is not None:
            return message("{norm} covers both sectors together.", norm=view.norm.names)
        return None

    def _known(self, view: View) -> bool:
        """Tell whether the plan holds any staff of a view's cadres and sector, anywhere."""
        _, sectors, cadres = self.cells(view)
        return bool(self.projection.stock[0][:, sectors][..., cadres].any())


def _group_name(age: int) -> str:
    return f"{age}+" if age == LAST_AGE else f"{age}-{age + _AGE_STEP - 1}"


def run(rows: PlanRows, scenario: str | None = None, before: Study | None = None) -> Study:
    """Project a plan under one of its scenarios, the plan's own where none is named.

    What an earlier study made of the very same rows is taken from it; the result is the same.
    """
    chosen = asking.scenario(rows, rows.facts.scenario if scenario is None else scenario)
    parts = Parts(rows, chosen.id, before)
    inputs = put_together(parts)
    return Study(
        rows=rows,
        scenario=chosen,
        places=parts.fields.places,
        inputs=inputs,
        projection=_projected(inputs, before),
        asked=Asked(inputs, parts.asked),
        staffed=before.staffed if before and before.rows.staff is rows.staff else _staffed(rows),
        written=_written(before),
    )


def refuse(rows: PlanRows, scenario: str, before: Study) -> None:
    """Refuse figures that no projection of a scenario can carry, without projecting them.

    It takes a sixth of a projection. Only a result that loses people to rounding is not seen.
    """
    put_together(Parts(rows, scenario, before))


def _written(before: Study | None) -> Figures | None:
    """Return the figures of an earlier study as text, or of one before it; none is made for it."""
    return None if before is None else vars(before).get("figures", before.written)


def _staffed(rows: PlanRows) -> dict[Staffed, float]:
    """Add up the persons of rows of staff that differ in age and sex alone."""
    found: dict[tuple[str, ...], float] = {}
    for key, alike in groupby(rows.staff, _STAFFED):
        found[key] = found.get(key, 0.0) + sum(map(_PERSONS, alike))
    return {Staffed(*key): persons for key, persons in found.items()}


def _projected(inputs: Inputs, before: Study | None) -> Projection:
    """Project inputs that are not all those of an earlier study.

    A result that loses people to rounding is refused in words.
    """
    names = (field.name for field in fields(inputs))
    if before and all(getattr(inputs, name) is getattr(before.inputs, name) for name in names):
        return before.projection
    try:
        return project(inputs)
    except Refused as refused:
        raise Problem(
            message("These figures are too large to be added up to the last person."),
            remedy=message("Look for a number of persons that cannot be right."),
        ) from refused
