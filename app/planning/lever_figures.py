"""Reads what stands for the figures that a lever moves, under one stack of measures.

Where a lever moves many figures at once, what stands for them is a mean: of rates, weighted by the
people of the base year whom each concerns; of the fill rate, by the posts; of contracts, by their
persons; of contracts or missions to be called up, over their places. Posts are a sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from app.courtesy import cached_property
from app.planning.abroad import after_measures, reaches, running_contracts, running_missions
from app.planning.calls import STAGES, is_call
from app.planning.fields import changed, held, value_in
from app.planning.lever_catalogue import READING
from app.planning.posts import opened
from app.planning.schooling import (
    DOCTORS,
    DROPOUT,
    GENERALIST,
    SPECIALIST,
    WOMEN_AT_INTAKE,
    graduating,
)
from app.planning.specialties import SPECIALTY_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.engine.inputs import FloatArray
    from app.models.rows import ContractRow, MissionRow
    from app.planning.fields import Fields

_HELD = {
    DROPOUT,
    WOMEN_AT_INTAKE,
    SPECIALTY_SHARE,
}  # the nearest known year counts where none is given
_AT_START = {"persons", *STAGES}  # of a contract, decided in the year in which it starts
_DIGITS = 12  # that a mean is good for


class Scope(NamedTuple):
    """What a lever speaks of."""

    table: str
    parameter: str
    cadre: str
    sector: str
    territory: str


@dataclass(frozen=True)
class Figures:
    """The figures of a plan with the measures of one of its scenarios.

    stock: persons of the base year, [A, T, S, X, C]. made: posts and fill rates, [Y, T, C], where
    a study has made them from the same rows; None where they have to be made.
    """

    fields: Fields
    stock: FloatArray
    made: tuple[FloatArray, FloatArray] | None = None

    def value(self, scope: Scope, year: int) -> float:
        """Return what stands for the figures of a lever in a year; zero where nothing does."""
        reading = READING[scope.table, scope.parameter]
        if reading == "posts":
            found = self._posts(scope, year)
        elif reading == "called":
            found = self._called(scope, year)
        elif reading == "terms":
            found = _mean(*self._terms(scope, year))
        elif reading == "school":
            found = self._school(scope, year)
        elif reading == "whole" or scope.parameter == "entries_trained_abroad":
            found = self._whole(scope, year)
        else:
            found = _mean(*self.cells(scope, (year,)))
        return float(f"{found:.{_DIGITS}g}")

    def spread(self, scope: Scope, years: Iterable[int]) -> FloatArray:
        """Return the figures of a lever one by one, of all the years; not-a-number where unsaid."""
        reading = READING[scope.table, scope.parameter]
        if reading == "terms":
            return np.concatenate([self._terms(scope, year)[0] for year in years])
        if reading in ("cells", "pools") and scope.parameter != "entries_trained_abroad":
            return self.cells(scope, years)[0]
        return np.array([self.value(scope, year) for year in years])

    def cells(self, scope: Scope, years: Iterable[int]) -> tuple[FloatArray, FloatArray]:
        """Return an assumption in each cell of a scope in some years, and the people in each."""
        array = self.fields.cells(scope.parameter)
        here = self.fields.scope(scope.territory, scope.sector, scope.cadre)
        territories, sectors, cadres = (axis.ravel() for axis in here)
        people = self.stock[:, territories][:, :, sectors][..., cadres]
        if array.shape[2] == 1:
            territories, people = np.array([0]), people.sum(axis=1, keepdims=True)
        at = [self._at(year) for year in years]
        values = array[at][:, :, territories][:, :, :, sectors][..., cadres]
        return values.ravel(), np.tile(people.ravel(), len(at))

    def people(self, scope: Scope) -> float:
        """Return the people of the base year in a scope, persons."""
        here = self.fields.scope(scope.territory, scope.sector, scope.cadre)
        return float(self._people[here].sum())

    @cached_property
    def _people(self) -> FloatArray:
        """People of the base year whatever their age and sex, [T, S, C]."""
        return np.asarray(self.stock.sum(axis=(0, 3)))

    def _at(self, year: int) -> int:
        return year - self.fields.years[0]

    @cached_property
    def _opened(self) -> tuple[FloatArray, FloatArray]:
        return opened(self.fields) if self.made is None else self.made

    def _posts(self, scope: Scope, year: int) -> float:
        inside = self.fields.places.territory_indexes(scope.territory)
        cadres = self.fields.places.cadre_indexes(scope.cadre)
        posts, fill = (array[self._at(year)][np.ix_(inside, cadres)] for array in self._opened)
        return float(posts.sum()) if scope.parameter == "posts" else _mean(fill, posts)

    def _called(self, scope: Scope, year: int) -> float:
        """Return the persons, or person-months, that measures call up for each place prepared."""
        fields = self.fields
        if scope.parameter == "contracts":
            rows = (row for row in running_contracts(fields) if row.status == "scenario")
            found = sum(row.persons for row in rows if reaches(fields, scope, row))
        else:
            found = sum(
                months
                for row, months in running_missions(fields)
                if row.status == "scenario" and reaches(fields, scope, row)
                and row.year_from <= year <= row.year_to
            )  # fmt: skip
        return found / max(len(self.prepared(scope)), 1)

    def prepared(self, scope: Scope) -> list[ContractRow | MissionRow]:
        """Return the contracts or missions that a measure of a scope can call up."""
        rows = getattr(self.fields.rows, scope.table)
        return [
            row for row in rows
            if row.status == "scenario" and getattr(row, "end", row) is not None
            and reaches(self.fields, scope, row)
        ]  # fmt: skip

    def contracts(self, scope: Scope) -> list[ContractRow]:
        """Return the contracts that run and have the term that a lever moves."""
        rows = [row for row in running_contracts(self.fields) if reaches(self.fields, scope, row)]
        return [row for row in rows if scope.parameter not in STAGES or is_call(row)]

    def _terms(self, scope: Scope, year: int) -> tuple[FloatArray, FloatArray]:
        """Return a term of each contract, and its persons."""
        rows, name = self.contracts(scope), scope.parameter
        missing = 1.0 if name in STAGES else 0.0
        return np.array([
            after_measures(
                self.fields, row, name, row.start.year if name in _AT_START else year,
                missing=missing,
            )
            for row in rows
        ]), np.array([row.persons for row in rows])  # fmt: skip

    def _whole(self, scope: Scope, year: int) -> float:
        cadre = scope.cadre if scope.parameter == "entries_trained_abroad" else ""
        return float(self.fields.series(scope.parameter, cadre, 0.0)[self._at(year)])

    @property
    def trains_doctors(self) -> bool:
        """Whether the plan trains doctors to be generalists and specialists."""
        cadres = self.fields.places.axes.cadres
        return bool(self._graduating.any()) and {GENERALIST, SPECIALIST} <= set(cadres)

    @cached_property
    def _graduating(self) -> FloatArray:
        """Doctors who graduate, before any measure on their number, [Y]."""
        found = graduating(self.fields)
        return np.zeros(len(self.fields.years)) if found is None else found

    def _school(self, scope: Scope, year: int) -> float:
        fields, name, cadre = self.fields, scope.parameter, scope.cadre
        if name == "graduates":
            finishing = self._graduating
            return float(fields.measured(finishing, "pipeline", name, DOCTORS)[self._at(year)])
        rows = fields.pipeline_rows(name, cadre)
        value = held(rows, year) if name in _HELD else value_in(rows, year, 0.0)
        if name != SPECIALTY_SHARE:
            return fields.after(value, year, ("pipeline", name, cadre))
        for measure in fields.measures_on("pipeline", name):
            if measure.cadre == cadre:
                value = float(changed(np.array([value]), measure, year)[0])
        return value


def _mean(values: FloatArray, weights: FloatArray) -> float:
    """Return the mean of the values that are known, zero where none is.

    Where nobody has weight, all of them count alike.
    """
    known = ~np.isnan(values)
    values, weights = values[known], weights[known]
    if not len(values):
        return 0.0
    if np.ptp(values) == 0:
        return float(values[0])
    return float(np.average(values, weights=weights if weights.any() else None))
