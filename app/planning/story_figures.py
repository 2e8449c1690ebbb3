"""The figures that the caption of a step names: read from a study when the caption is shown."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.planning.demand import insured_growth
from app.planning.fields import Fields, value_in
from app.planning.lines import INNER, RETIREMENTS
from app.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.planning.lines import Line, View
    from app.planning.study import Study

_WITHIN = frozenset(chain.from_iterable(INNER))


def figure(study: Study, view: View, name: str, year: int) -> float | None:
    """Return a figure of a year by its name, None where it is not known.

    stock, need, deficit, population, density (per 10,000 inhabitants); entries: those of the year
    from outside what is asked for; retired: retirements since the base year; missions: full-time
    equivalents of people who do not join the staff; insured: the insured share; care: by which
    part the use of care has grown since the base year; graduates: physicians who finish their
    studies in the year, in the whole plan. Refuses no name: it is not known.
    """
    lines = study.lines(view)
    at = year - lines[0].year
    if not 0 <= at < len(lines):
        return None
    if name in _OF_LINES:
        return _OF_LINES[name](lines[: at + 1])
    try:
        return _OF_STUDY[name](study, year) if name in _OF_STUDY else None
    except Problem:  # the plan does not tell it
        return None


def on_contract(study: Study, view: View) -> tuple[float, ...]:
    """Return how many people on contract count at 31 December of each year of a view."""
    territories, sectors, cadres = study.cells(view)
    counted = study.projection.contract_stock[:, territories][:, :, sectors][..., cadres]
    return tuple(counted.sum(axis=(1, 2, 3)).tolist()[: len(study.lines(view))])


def _entries(lines: Sequence[Line]) -> float:
    return sum(people for kind, people in lines[-1].entries.items() if kind not in _WITHIN)


def _retired(lines: Sequence[Line]) -> float:
    return sum(line.exits.get(kind, 0.0) for line in lines[1:] for kind in RETIREMENTS)


def _missions(lines: Sequence[Line]) -> float:
    return max(lines[-1].fte - lines[-1].stock, 0.0)


def _insured(study: Study, year: int) -> float:
    fields = Fields(study.rows, study.places, study.scenario.id)
    later, base = fields.series("insured_share"), study.places.axes.base_year
    if year > base:
        return float(later[year - base - 1])
    return value_in(fields.national_rows("insured_share"), base, float(later[0]))


def _care(study: Study, year: int) -> float:
    return float(insured_growth(study)[year - study.places.axes.base_year]) - 1.0


def _graduates(study: Study, year: int) -> float | None:
    return next((line.graduates for line in study.training() if line.year == year), None)


_OF_LINES: dict[str, Callable[[Sequence[Line]], float | None]] = {
    "stock": lambda lines: lines[-1].stock,
    "need": lambda lines: lines[-1].need,
    "deficit": lambda lines: lines[-1].deficit,
    "population": lambda lines: lines[-1].population,
    "density": lambda lines: lines[-1].density_per_10_000,
    "entries": _entries,
    "retired": _retired,
    "missions": _missions,
}
_OF_STUDY: dict[str, Callable[[Study, int], float | None]] = {
    "insured": _insured,
    "care": _care,
    "graduates": _graduates,
}
