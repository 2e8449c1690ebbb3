"""Who comes from school, by sex, where a plan tells the sex of its new students."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import SEXES
from app.planning.costs import FROM_SCHOOL
from app.planning.schooling import WOMEN_AT_INTAKE

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.study import Study


@dataclass(frozen=True)
class Entrants:
    """Persons who take a post or open a practice as they leave school, in one year."""

    year: int
    women: float
    men: float


def entrants(study: Study, view: View) -> tuple[Entrants, ...]:
    """Return who comes from school in each projected year; nothing without the sex of students."""
    if not any(row.parameter == WOMEN_AT_INTAKE for row in study.rows.pipeline):
        return ()
    territories, sectors, cadres = study.cells(view)
    run = study.projection
    kinds = [run.entries[kind][1:, territories][:, :, sectors][..., cadres] for kind in FROM_SCHOOL]
    persons = np.sum(kinds, axis=(0, 2, 3))  # [Y, C]
    shares = study.inputs.profiles[..., cadres].sum(axis=1)  # [Y, X, C]
    came = np.einsum("yc,yxc->yx", persons, shares)
    women, men = (came[:, SEXES.index(sex)].tolist() for sex in "FM")
    years = (year for year in run.axes.years[1:] if year <= view.until)
    return tuple(map(Entrants, years, women, men))
