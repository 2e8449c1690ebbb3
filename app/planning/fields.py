"""Looks up assumptions, pipeline figures and posts as arrays, with a scenario's measures applied.

Rows never overlap by agreement; a row for a smaller territory wins over one that holds it. A
measure acts on the values that stand after the measures above it: set, add or multiply, over its
years, cadres, sector and territory, at once or along a ramp.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.courtesy import cached_property, give_way
from app.engine.axes import PUBLIC, SECTORS, SEXES
from app.planning.cells import cell
from app.planning.parameter_names import called
from app.planning.scenario_tree import stack
from app.problems import Message, Problem, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from app.engine.inputs import FloatArray
    from app.models.rows import AssumptionRow, MeasureRow, PipelineRow, PlanRows, RecruitmentRow
    from app.planning.places import Places
    from app.problems import Value

_EVERYONE = ("", "ALL")


@dataclass(frozen=True)
class Fields:
    """The figures of a plan under one scenario."""

    rows: PlanRows
    places: Places
    scenario: str

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The projected years: [Y]."""
        return self.places.axes.years[1:]

    @cached_property
    def measures(self) -> tuple[MeasureRow, ...]:
        """The scenario's measures in their order, those that it inherits first."""
        return stack(self.rows, self.scenario)

    @cached_property
    def measures_by(self) -> Mapping[tuple[str, str], tuple[MeasureRow, ...]]:
        """The scenario's measures by table and parameter, in their order."""
        return by_parameter(self.measures)

    @cached_property
    def asked(self) -> set[tuple[str, str]]:
        """The tables and parameters on which measures were looked for; whoever reads it clears it.

        Nothing else tells which measures a figure depends on: they are found by `measures_on` only.
        """
        return set()

    def measures_on(self, table: str, parameter: str) -> tuple[MeasureRow, ...]:
        """Return the measures that act on one parameter of one table."""
        give_way()
        self.asked.add((table, parameter))
        return self.measures_by.get((table, parameter), ())

    def assumption_rows(self, parameter: str) -> list[AssumptionRow]:
        """Return the rows of a parameter, those for smaller territories after larger ones."""
        return self.places.larger_first(self._assumptions.get(parameter, ()))

    @cached_property
    def _assumptions(self) -> dict[str, list[AssumptionRow]]:
        """The rows of each parameter, in the order of the plan."""
        found: dict[str, list[AssumptionRow]] = {}
        for row in self.rows.assumptions:
            found.setdefault(row.parameter, []).append(row)
        return found

    def during(self, row: AssumptionRow | RecruitmentRow) -> slice:
        """Return the places on the axis of projected years, [Y], of which a row speaks."""
        first = self.places.axes.base_year + 1
        return slice(max(row.year_from - first, 0), max(row.year_to + 1 - first, 0))

    def national_rows(self, parameter: str, cadre: str = "") -> list[AssumptionRow]:
        """Return the rows of a parameter that hold everywhere, of one cadre where it is named."""
        rows = [r for r in self.assumption_rows(parameter) if self.places.is_all(r.territory)]
        return [r for r in rows if cadre in ("", r.cadre)]

    def knows(self, parameter: str) -> bool:
        """Say whether the plan or the scenario gives an assumption at all."""
        measures = self.measures_on("assumptions", parameter)
        return parameter in self._assumptions or bool(measures)

    def cells_if_any(self, parameter: str) -> FloatArray | None:
        """Return an assumption by cell, zero where nobody said; None where it is zero throughout.

        Shape [Y, A, T|1, S, X, C].
        """
        array = np.nan_to_num(self.cells(parameter)) if self.knows(parameter) else np.zeros(1)
        return array if array.any() else None

    def of_work(self, parameter: str) -> FloatArray:
        """Return an assumption on posts or on work, [Y, T, S, C], zero where nobody said.

        Refuses a row that names a sex or an age.
        """
        shape = (len(self.years), *self.places.axes.flow_shape[1:])
        if not self.knows(parameter):
            return np.zeros(shape)
        for row in self.assumption_rows(parameter):
            self.refuse_people(row)
        first_age = self.cells(parameter)[:, 0, :, :, 0]
        return np.array(np.broadcast_to(np.nan_to_num(first_age), shape))

    def of_posts(self, parameter: str) -> FloatArray:
        """Return an assumption on posts, [Y, T, C], zero where nobody said.

        Refuses a row that names a sex, an age or private practice: posts have none of them.
        """
        for row in self.assumption_rows(parameter):
            if row.sector not in (*_EVERYONE, SECTORS[PUBLIC]):
                raise refused_row(row, message("Posts are opened in the public sector alone."))
        return self.of_work(parameter)[:, :, PUBLIC]

    def refuse_people(self, row: AssumptionRow) -> None:
        """Refuse a row on posts, places or work that names a sex or an age."""
        spans = (row.age_from, row.age_to, row.birth_from, row.birth_to)
        if row.sex not in _EVERYONE or set(spans) != {None}:
            raise refused_row(row, message("Posts, places and work have neither a sex nor an age."))

    def scope(self, territory: str, sector: str, cadre: str) -> tuple[NDArray[np.intp], ...]:
        """Return where codes hold on the axes of territory, sector and cadre."""
        places = self.places
        return np.ix_(
            places.territory_indexes(territory),
            _chosen(SECTORS, sector),
            places.cadre_indexes(cadre),
        )

    def cells(self, parameter: str, *, measured: bool = True) -> FloatArray:
        """Return an assumption by cell, [Y, A, T|1, S, X, C]; not-a-number where nobody said.

        measured: whether the scenario's measures are applied. Refuses a parameter that has
        values for some years and none for a projected one.
        """
        # Looked for in any case: an array is as wide as its rows and its measures ask for.
        measures = self.measures_on("assumptions", parameter)
        if parameter not in self._plain:
            self._plain[parameter] = self._plain_cells(parameter)
        array = self._plain[parameter]
        for measure in measures if measured else ():
            array = self._measured_cells(array, measure)
        return array

    @cached_property
    def _plain(self) -> dict[str, FloatArray]:
        """Assumptions by cell as they are read once, without measures."""
        return {}

    def _plain_cells(self, parameter: str) -> FloatArray:
        rows = self.assumption_rows(parameter)
        _, territories, sectors, sexes, cadres = self.places.axes.cell_shape
        spoken = {r.territory for r in rows}
        spoken |= {m.territory for m in self.measures_on("assumptions", parameter)}
        wide = 1 if all(self.places.is_all(code) for code in spoken) else territories
        shape = (len(self.years), len(self.places.axes.ages), wide, sectors, sexes, cadres)
        array = np.full(shape, np.nan)
        for row in rows:
            self._write(array, row)
        self.refuse_missing_years(parameter, rows)
        self._refuse_holes(parameter, rows, array)
        array.flags.writeable = False
        return array

    def row_of(self, parameter: str, index: Sequence[int]) -> AssumptionRow:
        """Return the row that gives an assumption its plain value in a cell, [Y, A, T, S, X, C]."""
        shape = self.cells(parameter, measured=False).shape
        at = tuple(min(i, size - 1) for i, size in zip(index, shape, strict=True))
        rows = reversed(self.assumption_rows(parameter))
        return next(row for row in rows if self._alone(row, shape)[at])

    def _alone(self, row: AssumptionRow, shape: tuple[int, ...]) -> NDArray[np.bool_]:
        """Return where a row speaks, in an array of the shape of its parameter."""
        array = np.full(shape, np.nan)
        self._write(array, row)
        return np.asarray(~np.isnan(array))

    def _write(self, array: FloatArray, row: AssumptionRow) -> None:
        """Put a row's value in the cells that it speaks of."""
        cells = (
            self._territories(array, row.territory),
            _chosen(SECTORS, row.sector),
            _chosen(SEXES, row.sex),
            self.places.cadre_indexes(row.cadre),
        )
        during = range(len(self.years))[self.during(row)]
        if row.birth_from is None and row.birth_to is None:
            array[np.ix_(during, self._ages(row, 0), *cells)] = row.value
            return
        for i in during:
            array[i][np.ix_(self._ages(row, self.years[i]), *cells)] = row.value

    def _ages(self, row: AssumptionRow, year: int) -> range:
        """Return the places on the age axis of the ages that a row speaks of in a year."""
        ages = self.places.axes.ages
        eldest = None if row.birth_from is None else year - row.birth_from
        youngest = None if row.birth_to is None else year - row.birth_to
        first = max(a for a in (ages[0], row.age_from, youngest) if a is not None)
        last = min(a for a in (ages[-1], row.age_to, eldest) if a is not None)
        return range(first - ages[0], last + 1 - ages[0])

    def _territories(self, array: FloatArray, code: str) -> list[int]:
        return [0] if array.shape[2] == 1 else self.places.territory_indexes(code)

    def _measured_cells(self, plain: FloatArray, measure: MeasureRow) -> FloatArray:
        array = plain.copy()
        where = np.ix_(
            range(array.shape[1]),
            self._territories(array, measure.territory),
            _chosen(SECTORS, measure.sector),
            range(array.shape[4]),
            self.places.cadre_indexes(measure.cadre),
        )
        for i, year in enumerate(self.years):
            array[i][where] = changed(array[i][where], measure, year)
        return array

    def _refuse_holes(
        self, parameter: str, rows: Iterable[AssumptionRow], array: FloatArray
    ) -> None:
        """Refuse a cell that has a value in some projected years only.

        Rows by year of birth are left out: an age meets another cohort each year.
        """
        if any(r.birth_from is not None or r.birth_to is not None for r in rows):
            return
        known = ~np.isnan(array)
        holes = known.any(axis=0, keepdims=True) & ~known
        if holes.any():
            year, *index = (int(i) for i in np.argwhere(holes)[0])
            where = cell("AtSXC", index, self.places)
            raise _no_value(parameter, self.years[year], where)

    def refuse_missing_years(
        self, parameter: str, rows: Iterable[AssumptionRow | PipelineRow]
    ) -> None:
        """Refuse a parameter that has values, but none for one of the projected years."""
        spans = [(r.year_from, r.year_to) for r in rows]
        for year in self.years:
            if spans and not any(first <= year <= last for first, last in spans):
                raise _no_value(parameter, year)

    def require(
        self, parameter: str, rows: Sequence[AssumptionRow] | Sequence[PipelineRow]
    ) -> None:
        """Refuse a parameter without a value, or without one for a projected year."""
        if not rows:
            raise unknown(parameter)
        self.refuse_missing_years(parameter, rows)

    def series(self, parameter: str, cadre: str = "", default: float | None = None) -> FloatArray:
        """Return a national assumption by year, [Y], with its measures applied."""
        rows = self.national_rows(parameter, cadre)
        base = self._series(parameter, rows, default)
        return self.measured(base, "assumptions", parameter, cadre)

    def schooling(self, parameter: str, cadre: str, default: float | None = None) -> FloatArray:
        """Return a pipeline figure by year, [Y], with its measures applied."""
        base = self._series(parameter, self.pipeline_rows(parameter, cadre), default)
        return self.measured(base, "pipeline", parameter, cadre)

    def pipeline_rows(self, parameter: str, cadre: str) -> list[PipelineRow]:
        """Return the rows of a pipeline parameter for a cadre."""
        return self._pipeline.get((parameter, cadre), [])

    @cached_property
    def _pipeline(self) -> dict[tuple[str, str], list[PipelineRow]]:
        """The rows of each parameter and cadre, in the order of the plan."""
        found: dict[tuple[str, str], list[PipelineRow]] = {}
        for row in self.rows.pipeline:
            found.setdefault((row.parameter, row.cadre), []).append(row)
        return found

    def _series(
        self,
        parameter: str,
        rows: Sequence[AssumptionRow] | Sequence[PipelineRow],
        default: float | None,
    ) -> FloatArray:
        if default is None:
            self.require(parameter, rows)
        self.refuse_missing_years(parameter, rows)
        return np.array([value_in(rows, year, default or 0.0) for year in self.years])

    def measured(self, values: FloatArray, table: str, parameter: str, cadre: str) -> FloatArray:
        """Apply a scenario's measures on a cadre or school to a national series, [Y]."""
        values = values.copy()
        for i, year in enumerate(self.years):
            values[i] = self.after(float(values[i]), year, (table, parameter, cadre))
        return values

    def after(self, value: float, year: int, on: tuple[str, str, str]) -> float:
        """Return a national value of a table's parameter and cadre after the measures of a year."""
        table, parameter, cadre = on
        mine = set(self.places.cadre_indexes(cadre))
        for measure in self.measures_on(table, parameter):
            if not cadre or mine <= set(self.places.cadre_indexes(measure.cadre)):
                value = float(changed(np.array([value]), measure, year)[0])
        return value


def by_parameter(
    measures: Iterable[MeasureRow],
) -> dict[tuple[str, str], tuple[MeasureRow, ...]]:
    """Return measures by the table and the parameter on which they act, in their order."""
    found: dict[tuple[str, str], tuple[MeasureRow, ...]] = {}
    for one in measures:
        on = one.table, one.parameter
        found[on] = (*found.get(on, ()), one)
    return found


def refused_row(row: AssumptionRow | PipelineRow, what: Message) -> Problem:
    """Return the problem of a row that says what it cannot, by its code and its cadre."""
    where = ", ".join(part for part in (row.id, row.parameter, row.cadre) if part)
    return Problem(what, where, remedy=message("Correct it and try again."))


def _no_value(parameter: str, year: int, where: Value = "") -> Problem:
    text = message(
        "The assumption “{parameter}” has no value for {year}.",
        parameter=called(parameter),
        year=str(year),
    )
    return Problem(
        message("{where}: {text}", where=where, text=text) if where else text,
        remedy=message("Give it a value for this year, or shorten the horizon."),
    )


def sum_refused(name: Message) -> Problem:
    """Return the problem of shares that should add up to 1 and pass it."""
    return Problem(
        message("The shares in the figure “{name}” do not add up to 1.", name=name),
        remedy=message("Correct them so that they add up to 1."),
    )


def unknown(parameter: str | Message) -> Problem:
    """Return the problem of a figure that nobody has given, by its code or by its name."""
    name = called(parameter) if isinstance(parameter, str) else parameter
    return Problem(
        message("The plan has no value for “{parameter}”.", parameter=name),
        remedy=message("Add it on the page of assumptions."),
    )


def value_in(rows: Iterable[AssumptionRow | PipelineRow], year: int, default: float) -> float:
    """Return the value that rows give for a year, or the default."""
    found = [r.value for r in rows if r.year_from <= year <= r.year_to]
    return found[-1] if found else default


def held(rows: Iterable[PipelineRow], year: int) -> float:
    """Return the value for a year, the nearest known one outside the years given."""
    ordered = sorted(rows, key=lambda r: r.year_from)
    if not ordered:
        return 0.0
    inside = min(max(year, ordered[0].year_from), ordered[-1].year_to)
    return value_in(ordered, inside, ordered[-1].value)


def nearest(rows: Iterable[PipelineRow], year: int) -> PipelineRow:
    """Return the row that speaks of a year, or of the nearest one to it."""
    return min(rows, key=lambda r: max(r.year_from - year, year - r.year_to, 0))


def changed(values: FloatArray, measure: MeasureRow, year: int) -> FloatArray:
    """Return values after a measure in a year; a ramp moves evenly over its years."""
    if not measure.year_from <= year <= measure.year_to:
        return values
    start = np.nan_to_num(values) if measure.operation == "set" else values
    goal = {
        "set": np.full_like(values, measure.value),
        "add": values + measure.value,
        "multiply": values * measure.value,
    }[measure.operation]
    steps = measure.ramp_years
    done = 1.0 if steps <= 0 else min(1.0, (year - measure.year_from + 1) / steps)
    return goal if done >= 1.0 else start + done * (goal - start)


def _chosen(names: tuple[str, ...], code: str) -> list[int]:
    """Return the places of a name on a short axis, all of them for ALL or nothing."""
    return [i for i, name in enumerate(names) if code in ("", "ALL", name)]
