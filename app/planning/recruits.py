"""Recruitment competitions of a view: posts, candidates, posts filled, and who is still there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import PUBLIC
from app.engine.cohorts import follow
from app.engine.entries import candidates_of
from app.planning.answer import known

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.study import Study

LATER = (1, 2, 5)  # years after the competition


@dataclass(frozen=True)
class Recruits:
    """The competitions of one year, persons; None where a figure is not known.

    candidates: of the whole plan, for the cadres of the view; None where a cadre has no school.
    filled: posts taken, by those who leave school and out of private practice. there: of them,
    those in the public sector of the region that hired them after each of LATER; working: those
    at work in the country. Both are None beyond the horizon of the plan.
    """

    year: int
    posts: float
    candidates: float | None
    filled: float
    there: tuple[float | None, ...]
    working: tuple[float | None, ...]


def recruits(study: Study, view: View) -> tuple[Recruits, ...]:
    """Return the competitions of each year of a view, the base year left out.

    Nothing where the view leaves out the public sector, or where no post is ever opened.
    """
    lines = study.lines(view)[1:]
    territories, sectors, cadres = study.cells(view)
    if PUBLIC not in sectors or not any(line.posts for line in lines):
        return ()
    found = follow(study.inputs, study.with_ages, territories, cadres, LATER)
    candidates = candidates_of(study.inputs, study.projection.training)[:, cadres].sum(axis=1)
    columns = (
        [line.year for line in lines],
        [line.posts for line in lines],
        known(np.where(np.isfinite(candidates), candidates, np.nan)),
        found.hired.sum(axis=1).tolist(),
        zip(*(known(of) for of in found.there.sum(axis=2)), strict=True),
        zip(*(known(of) for of in found.working.sum(axis=2)), strict=True),
    )
    # The cohorts go on to the horizon of the plan, the lines to the last year of the view.
    return tuple(Recruits(*row) for row in zip(*columns, strict=False))
