"""Need by several methods side by side, each by itself: none is multiplied into another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np

from app.engine.need import PER, benchmark, deficit, need_by_norm, ratio
from app.planning import asking, demand
from app.planning.answer import PER_10_000, known
from app.planning.facilities import by_facilities
from app.planning.need_of_people import by_age_and_sex, by_conditions
from app.planning.workload import by_workload
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.engine.inputs import FloatArray
    from app.models.rows import NormRow
    from app.planning.lines import View
    from app.planning.study import Study
    from app.problems import Message

_Need: TypeAlias = "Callable[[Study, View], FloatArray]"
Method = Literal[
    "norm", "age_sex_use", "insured_share", "workload", "facilities", "conditions", "benchmark"
]


class YearNeed(NamedTuple):
    """The need of a year, persons: deficit is need - stock, coverage stock / need."""

    year: int
    need: float
    stock: float
    deficit: float
    coverage: float | None


@dataclass(frozen=True)
class Way:
    """One method: its name, the scope of its norm if it is one, a need a year or why there is none.

    years is empty where the need cannot be given; `refused` says then what is missing.
    """

    method: Method
    name: Message
    scope: str
    years: tuple[YearNeed, ...]
    refused: Problem | None


def needs(study: Study, view: View) -> tuple[Way, ...]:
    """Return the need of a view by each method, the density norms of the plan first."""
    found = [_way(study, view, *one) for one in _methods(view)]
    return (*_norms(study, view), *found)


def need_apart(study: Study, views: tuple[View, ...]) -> tuple[Message, FloatArray] | None:
    """Return the first need that is not the same for every inhabitant, and the method's name.

    Of several views, persons [1 + Y, view]; only a method that gives each of them a need in every
    year is taken. None where the plan has figures for no such method.
    """
    for method, name, of in _methods(views[0]):
        if method in ("insured_share", "benchmark"):
            continue
        try:
            found = np.stack([of(study, view) for view in views], axis=1)
        except Problem:
            continue
        if np.all(found > 0):
            return name, found
    return None


def _methods(view: View) -> Iterator[tuple[Method, Message, _Need]]:
    """Give the methods other than norms, with their names."""
    on_norm = message("Use of care by age and sex, with {norm}", norm=view.norm.names)
    yield "age_sex_use", on_norm, by_age_and_sex
    yield "workload", message("Workload (WISN)"), by_workload
    yield "insured_share", message("Workload (WISN), with the insured share"), _by_insured_share
    yield "facilities", message("Posts and rotas of facilities"), by_facilities
    yield "conditions", message("Conditions"), by_conditions
    yield "benchmark", message("Density of the best region"), by_best_region


def _way(study: Study, view: View, method: Method, name: Message, of: _Need) -> Way:
    try:
        need = of(study, view)
    except Problem as refused:
        return Way(method, name, "", (), refused)
    return Way(method, name, "", _years(study, view, need), None)


def _years(study: Study, view: View, need: FloatArray) -> tuple[YearNeed, ...]:
    """Set a need against the stock of its view, year by year."""
    lines = study.lines(view)
    stock = np.array([line.stock for line in lines])
    columns = (need.tolist(), stock.tolist(), deficit(need, stock).tolist())
    years = [line.year for line in lines]
    return tuple(map(YearNeed, years, *columns, known(ratio(stock, need))))


def _norms(study: Study, view: View) -> Iterator[Way]:
    """Give each density norm of the plan, and why where it gives this view no need."""
    for norm in study.rows.norms:
        if norm.unit not in PER_10_000:
            continue
        name = message("Norm: {norm}", norm=norm.names)
        yield replace(_way(study, view, "norm", name, _of(norm)), scope=norm.scope)


def _of(norm: NormRow) -> _Need:
    """Return what gives the need of a view by another norm than its own."""

    def by_norm(study: Study, view: View) -> FloatArray:
        unsaid = asking.without_scope(norm)
        if unsaid is not None:
            raise Problem(
                unsaid, remedy=message("Give it what is missing, or choose another norm.")
            )
        if set(study.cadre_codes(view.cadre, view.norm)) != set(norm.cadres):
            what = message("{norm} does not cover exactly this group of cadres.", norm=norm.names)
            raise Problem(what, remedy=message("Choose the cadres that it covers."))
        if view.sector is not None:
            what = message("{norm} covers both sectors together.", norm=norm.names)
            raise Problem(what, remedy=message("Ask for both sectors."))
        return need_by_norm(_people(study, view), norm.value * PER_10_000[norm.unit])

    return by_norm


def _people(study: Study, view: View) -> FloatArray:
    return np.array([line.population for line in study.lines(view)])


def _by_insured_share(study: Study, view: View) -> FloatArray:
    """Return the need by workload after the growth of the insured share, persons [1 + Y].

    Without activities in the plan it could act on a norm alone: that is refused with its reason.
    """
    if not study.rows.activities:
        demand.refuse("insured_share", "norm")
    need = by_workload(study, view)
    return demand.with_insured_share(study, need, "use")


def by_best_region(study: Study, view: View) -> FloatArray:
    """Return the need at which all would be staffed as the densest region is in the base year.

    Persons [1 + Y]. Refuses a plan of a single region and cadres that no region has.
    """
    regions = study.places.axes.regions
    lines = [study.lines(replace(view, territory=code))[0] for code in regions]
    stock, people = (
        np.array([getattr(line, of) for line in lines]) for of in ("stock", "population")
    )
    best = benchmark(stock, people, 1.0)
    if len(regions) == 1 or not best > 0:
        raise Problem(
            message("There are no regions with staff to be compared with."),
            remedy=message("Use a plan of several regions."),
        )
    return np.asarray(_people(study, view) * (best / PER))
