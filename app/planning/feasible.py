"""Whether a norm can be met by a year: what the path asks for against what can come.

The ceiling of a year is everybody whom the plan's schools put out in it, as if nobody then left the
country, stayed idle or was lost in residency: graduates in medicine less those who begin a
residency in the study, specialists who finish one, graduates of the other schools for their cadre.
A cadre without a school in the plan counts the posts opened in the territory, all filled. To these
come the arrivals, contracts and transfers from other territories that the study plans itself.

For a part of the plan it is what its rules can bring there: all posts of that part filled, and
those of the others as planned, out of the candidates that there are; and the practices that open
there by the shares of the plan.

It is what can come, not what will: it asks neither for budgets nor for the wish to come. It holds
for the plan as it stands: schools opened now are in it from the year of their first graduates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from app.engine.entries import candidates_of, place
from app.engine.need import ratio
from app.engine.targets import (
    entries_asked,
    first_impossible,
    highest_stock,
    steady_entries,
    straight_path,
)
from app.planning import asking
from app.planning.answer import PER_10_000
from app.planning.outcomes import outer, total_entries, total_exits
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.engine.inputs import FloatArray
    from app.planning.lines import Line, View
    from app.planning.study import Study

_FROM_SCHOOL = {"recruitment", "private_opening"}  # kinds of entry that the ceiling counts itself


@dataclass(frozen=True)
class TargetYear:
    """One year on the way to a norm, persons.

    need: of the year by the whole norm. path: the stock on the straight way to it. survivors: those
    of the path of the year before who stay. asked: entries that the path asks for. planned: those
    of the study. ceiling: the most that can come. highest: the stock if that many came each year.
    """

    year: int
    need: float
    path: float
    survivors: float
    asked: float
    planned: float
    ceiling: float
    highest: float

    @property
    def possible(self) -> bool:
        """Whether as many can come as the path asks for."""
        return self.asked <= self.ceiling


@dataclass(frozen=True)
class Feasible:
    """Whether a norm can be met by the last of its years.

    per_10_000: the norm. impossible: the first year that asks for more entries than can come, or
    None. enough: the same entries a year that would lead to the norm.
    """

    per_10_000: float
    years: tuple[TargetYear, ...]
    impossible: TargetYear | None
    enough: float

    @property
    def within_reach(self) -> bool:
        """Whether some way leads to the norm, if not the straight one."""
        return self.impossible is None or self.years[-1].highest >= self.years[-1].need


def feasible(study: Study, view: View, year: int) -> Feasible:
    """Return whether the norm of a view can be met by a year under the study's scenario.

    Those who enter beyond the study are taken to leave as the group of the study does: by its
    exits of each year over its opening stock. Refuses a norm that gives the view no need, and a
    year that is not after the base year of the plan.
    """
    _refuse(study, view, year)
    lines = outer(study.lines(replace(view, until=year)))
    norm = view.norm.value * PER_10_000[view.norm.unit]
    stock, need = (np.array([getattr(line, of) for line in lines]) for of in ("stock", "need"))
    share = np.nan_to_num(ratio(total_exits(lines)[1:], stock[:-1]))
    path = straight_path(stock[0], norm, np.array([line.population for line in lines]))
    asked, most = entries_asked(path, share), ceiling(study, view, lines)
    columns = (
        [line.year for line in lines[1:]],
        need[1:].tolist(),
        path[1:].tolist(),
        (path[:-1] * (1.0 - share)).tolist(),
        asked.tolist(),
        total_entries(lines)[1:].tolist(),
        most.tolist(),
        highest_stock(stock[0], share, most)[1:].tolist(),
    )
    years = tuple(TargetYear(*row) for row in zip(*columns, strict=True))
    first = first_impossible(asked, most)
    enough = float(steady_entries(stock[0], need[-1], share))
    return Feasible(norm, years, None if first is None else years[first], enough)


def _refuse(study: Study, view: View, year: int) -> None:
    """Refuse a question without an answer, in words."""
    note = study.gap_note(view)
    if note is not None:
        remedy = message("Choose a norm per inhabitant, the cadres that it covers, both sectors.")
        named = replace(note, values={**note.values, "norm": view.norm.names})
        raise Problem(named, remedy=remedy)
    if asking.last_year(study.rows, year) == study.rows.facts.base_year:
        raise Problem(
            message(
                "The plan starts from the stock of {year}, which nothing can change.", year=year
            ),
            remedy=message("Choose a later year."),
        )


def ceiling(study: Study, view: View, lines: Sequence[Line]) -> FloatArray:
    """Return the most who can enter a view's group by year, persons, one for each later line.

    lines: of the view, moves inside it left out.
    """
    arrivals = [
        fsum(persons for kind, persons in line.entries.items() if kind not in _FROM_SCHOOL)
        for line in lines[1:]
    ]
    territories, _, cadres = study.cells(view)
    if study.places.is_all(view.territory):
        came = np.sum([_from_school(study, cadre, territories) for cadre in cadres], axis=0)
    else:
        came = _brought(study, territories, cadres)
    return np.asarray(came[: len(arrivals)] + arrivals)


def _brought(study: Study, territories: list[int], cadres: list[int]) -> FloatArray:
    """Return who would take a post or open a practice there if all its posts were filled, [Y]."""
    inputs, planned = study.inputs, study.projection.placements
    fill = inputs.recruitment.fill.copy()
    fill[:, territories] = 1.0
    filled = replace(inputs.recruitment, posts=planned.posts, fill=fill)
    candidates = candidates_of(inputs, study.projection.training)
    placed = place(replace(inputs, recruitment=filled), candidates)
    came = (placed.recruitment + placed.opening)[:, territories][..., cadres]
    return np.asarray(came.sum(axis=(1, 2, 3)))


def _from_school(study: Study, cadre: int, territories: list[int]) -> FloatArray:
    """Return who can come from the schools of a cadre, or by posts where it has none, [Y]."""
    training, schools = study.projection.training, study.inputs.recruitment.candidates[:, cadre]
    if training is not None and study.inputs.training is not None:
        if cadre == study.inputs.training.generalist:
            return training.graduates - training.residents_in
        if cadre == study.inputs.training.specialist:
            return training.new_specialists + training.residency_lost
    posts = study.projection.placements.posts[:, territories, cadre].sum(axis=1)
    return np.where(np.isfinite(schools), schools, posts)
