"""Runs a scenario of a plan and answers questions about the result.

A Study holds one projection with all it came from; a View asks it for a territory, a cadre or
group, a sector and a norm; the answer is a tuple of Lines, the only shape that the command line,
the tables, the charts and the workbooks read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from app import __version__
from app.engine.axes import FIRST_AGE, LAST_AGE, PUBLIC, SECTORS, SEXES
from app.engine.inputs import named_arrays
from app.engine.need import deficit, gross_deficit, need_by_norm, ratio
from app.engine.projection import project
from app.models.rows import Names
from app.planning import asking
from app.planning.assemble import assemble
from app.planning.checks import findings
from app.planning.places import Places
from app.problems import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.engine.inputs import FloatArray, Inputs
    from app.engine.projection import Projection
    from app.models.rows import NormRow, PlanRows, ScenarioRow
    from app.problems import Finding, Message

_PER_10_000 = {"per 10000": 1.0, "per 1000": 10.0}
_AGE_STEP = 5


@dataclass(frozen=True)
class View:
    """What is asked: a territory of any level, a cadre or group, a sector (None: both), a norm."""

    territory: str
    cadre: str
    sector: str | None
    norm: NormRow
    until: int


@dataclass(frozen=True)
class Line:
    """One year of one territory and cadre or group, at 31 December.

    Persons are fractional; need, deficit (need - stock) and coverage (stock / need) are None where
    the norm does not cover exactly the group, and `note` says so. `deficit_gross` sums the
    deficits of the smallest territories that lack people; `gross_level` names their level; both
    are None for a smallest territory itself. Entries and exits are persons by kind; `posts` are
    those opened to recruitment, of which the entries of that kind are the part filled.
    """

    year: int
    territory: str
    cadre: str
    population: float
    stock: float
    fte: float
    entries: Mapping[str, float]
    exits: Mapping[str, float]
    need: float | None
    deficit: float | None
    coverage: float | None
    density_per_10_000: float | None
    deficit_gross: float | None
    gross_level: str | None
    note: Message | None
    posts: float = 0.0


@dataclass(frozen=True)
class TrainingLine:
    """One year of the nation's doctors' pipeline, persons; residents are a stock at 31 December.

    Residents are no part of any other stock.
    """

    year: int
    graduates: float
    graduates_abroad: float
    not_practising: float
    residents_in: float
    residents: float
    new_specialists: float
    residency_lost: float
    specialists_abroad: float


@dataclass(frozen=True)
class Study:
    """One projection of a plan under a scenario, with its inputs and its fingerprint."""

    rows: PlanRows
    scenario: ScenarioRow
    inputs: Inputs
    projection: Projection
    fingerprint: str
    findings: tuple[Finding, ...]

    @cached_property
    def places(self) -> Places:
        """The plan's territories and cadres."""
        return Places(self.rows)

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
        chosen = asking.norm(self.rows, norm or self.rows.facts.norm)
        home = asking.territory(self.rows, territory).code if territory else self.places.home
        group = asking.cadre(self.rows, cadre) if cadre else self._covered_group(chosen)
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
        """Answer a view: one line a year, the base year first."""
        answer = _Answer(self, view)
        years = self.projection.axes.years
        return tuple(answer.line(i) for i, year in enumerate(years) if year <= view.until)

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

    def pyramid(self, view: View, year: int) -> dict[str, tuple[tuple[str, float], ...]]:
        """Return persons by sex and five-year age group, people on contract left out."""
        where = self.cells(view)
        people = self.projection.by_age[year][:, where[0]][:, :, where[1]][..., where[2]]
        by_age = people.sum(axis=(1, 2, 4))
        starts = range(FIRST_AGE, LAST_AGE + 1, _AGE_STEP)
        return {
            sex: tuple(
                (_group_name(a), float(by_age[a - FIRST_AGE : a - FIRST_AGE + _AGE_STEP, x].sum()))
                for a in starts
            )
            for x, sex in enumerate(SEXES)
        }

    def cells(self, view: View) -> tuple[list[int], list[int], list[int]]:
        """Return the places of a view on the territory, sector and cadre axes."""
        codes = self.cadre_codes(view.cadre, view.norm)
        sectors = [i for i, s in enumerate(SECTORS) if view.sector in (None, s)]
        cadres = [self.places.axes.cadres.index(c) for c in codes]
        return self.places.territory_indexes(view.territory), sectors, cadres

    def gap_note(self, view: View) -> Message | None:
        """Return why need and deficit cannot be given for a view, or None where they can."""
        if view.norm.unit not in _PER_10_000 or not view.norm.cadres:
            return message("{norm} is not a density norm: it gives no need.", norm=view.norm.id)
        if set(self.cadre_codes(view.cadre, view.norm)) != set(view.norm.cadres):
            return message("{norm} does not cover exactly this group of cadres.", norm=view.norm.id)
        if view.sector is not None:
            return message("{norm} covers both sectors together.", norm=view.norm.id)
        return None


def _group_name(age: int) -> str:
    return f"{age}+" if age == LAST_AGE else f"{age}-{age + _AGE_STEP - 1}"


class _Answer:
    """The arrays behind the lines of one view."""

    def __init__(self, study: Study, view: View) -> None:
        self.study, self.view = study, view
        self.where = study.cells(view)
        projection = study.projection
        self.population = projection.population[:, self.where[0]]
        self.by_leaf = self._cut(projection.stock).sum(axis=(2, 3))
        self.stock = self.by_leaf.sum(axis=1)
        self.fte = self._cut(projection.fte).sum(axis=(1, 2, 3))
        self.entries = self._flows(projection.entries)
        self.exits = self._flows(projection.exits)
        self.people = self.population.sum(axis=1)
        self.posts = self._posts(projection.placements.posts)
        self.density = ratio(self.stock * 10_000, self.people)
        self.note = study.gap_note(view)
        self.single = len(study.children(view.territory)) == 0
        leaf = study.places.axes.territories[self.where[0][0]]
        self.level = study.places.by_code[leaf].level

    def _cut(self, array: FloatArray) -> FloatArray:
        territories, sectors, cadres = self.where
        return array[:, territories][:, :, sectors][..., cadres]

    def _posts(self, posts: FloatArray) -> FloatArray:
        """Return posts opened by year, none in the base year; only the public sector opens them."""
        territories, sectors, cadres = self.where
        opened = posts[:, territories][..., cadres].sum(axis=(1, 2)) * (PUBLIC in sectors)
        return np.concatenate([[0.0], opened])

    def _flows(self, flows: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
        return {kind: self._cut(flow).sum(axis=(1, 2, 3)) for kind, flow in flows.items()}

    @cached_property
    def _need_by_leaf(self) -> FloatArray:
        norm = self.view.norm
        return need_by_norm(self.population, norm.value * _PER_10_000[norm.unit])

    def line(self, i: int) -> Line:
        """Return the line of a year, with need and what follows where they have a meaning."""
        line = Line(
            year=self.study.projection.axes.years[i],
            territory=self.view.territory,
            cadre=self.view.cadre,
            population=float(self.people[i]),
            stock=float(self.stock[i]),
            fte=float(self.fte[i]),
            entries={kind: float(flow[i]) for kind, flow in self.entries.items()},
            exits={kind: float(flow[i]) for kind, flow in self.exits.items()},
            need=None,
            deficit=None,
            coverage=None,
            density_per_10_000=_or_none(self.density[i]),
            deficit_gross=None,
            gross_level=None,
            note=self.note,
            posts=float(self.posts[i]),
        )
        return line if self.note is not None else self._with_gap(line, i)

    def _with_gap(self, line: Line, i: int) -> Line:
        by_leaf = self._need_by_leaf[i]
        need = by_leaf.sum()
        known = replace(
            line,
            need=float(need),
            deficit=float(deficit(need, self.stock[i])),
            coverage=_or_none(ratio(self.stock[i], need)),
        )
        if self.single:
            return known
        gross = gross_deficit(by_leaf, self.by_leaf[i], axis=0)
        return replace(known, deficit_gross=float(gross), gross_level=self.level)


def _or_none(value: FloatArray) -> float | None:
    return None if np.isnan(value) else float(value)


def run(rows: PlanRows, scenario: str | None = None) -> Study:
    """Project a plan under one of its scenarios, the plan's own where none is named."""
    chosen = asking.scenario(rows, scenario or rows.facts.scenario)
    inputs = assemble(rows, chosen.id)
    projection = project(inputs, keep_ages_of=inputs.axes.years)
    return Study(
        rows=rows,
        scenario=chosen,
        inputs=inputs,
        projection=projection,
        fingerprint=fingerprint(rows, inputs, chosen.id),
        findings=findings(rows, chosen.id),
    )


def fingerprint(rows: PlanRows, inputs: Inputs, scenario: str) -> str:
    """Return a short code for all that decides a result: inputs, norms, scenario and version.

    The plan's identity, its file and the moment play no part: the same figures give the same code.
    """
    digest = hashlib.sha256(f"{__version__}|{scenario}|{inputs.axes}".encode())
    for name, array in named_arrays(inputs):
        digest.update(f"{name}{array.dtype.str}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    for norm in rows.norms:
        digest.update(f"{norm.id}|{norm.value!r}|{norm.unit}|{norm.cadres}".encode())
    return digest.hexdigest()[:16]
