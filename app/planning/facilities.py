"""Need by facilities: the posts that they keep, and whether a territory can hold their rotas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from app.engine.rota import holds, rota_team, staff_of_facilities
from app.planning.need_scope import Scope, missing, working_hours
from app.planning.specialists import at_work

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray
    from app.models.need_rows import FacilityPostRow, FacilityRow
    from app.planning.answer import Cells
    from app.planning.lines import View
    from app.planning.study import Study

_DAYS = 7.0  # in a week


@dataclass(frozen=True)
class Rota:
    """Posts of a cadre or specialty kept filled in a territory, and who is there to fill them.

    posts, hours_a_week: of one facility; facilities: how many there are. fewest: full-time people
    who can hold all of these rotas. staff: full-time people there, heads of a specialty; None
    where that is not known.
    """

    territory: str
    facility: str
    cadre: str
    facilities: float
    posts: float
    hours_a_week: float
    fewest: float
    staff: float | None

    @property
    def held(self) -> bool | None:
        """Whether the staff can hold the rotas; None where it is not known."""
        if self.staff is None:
            return None
        return bool(holds(np.array(self.staff), np.array(self.fewest)))


def by_facilities(study: Study, view: View) -> FloatArray:
    """Return the need of facilities and their rotas, persons [1 + Y]: the same in every year.

    Refuses a view of which a part has no facilities, types of facility without any posts, and
    cadres without posts in them.
    """
    scope = Scope(study, view)
    facilities, posts = _rows(scope)
    types = sorted({row.facility for row in facilities})
    numbers = [fsum(row.number for row in facilities if row.facility == one) for one in types]
    of_type = [fsum(_team(study, row) for row in posts if row.facility == one) for one in types]
    need = staff_of_facilities(np.array(numbers), np.array(of_type)[:, None])
    return np.full(scope.years, float(need[0]))


def rotas(study: Study, view: View, year: int) -> tuple[Rota, ...]:
    """Return the rotas of the facilities of a view, territory by territory, in a year.

    Refuses what `by_facilities` refuses.
    """
    facilities, posts = _rows(Scope(study, view))
    told, at = at_work(study), year - study.rows.facts.base_year
    found: list[Rota] = []
    for place, post in product(facilities, posts):
        if place.facility != post.facility or post.hours_a_week is None:
            continue
        here = replace(view, territory=place.territory, cadre=post.cadre)
        if study.places.cadre_indexes(post.cadre):
            staff: float | None = study.lines(here)[at].fte
        else:
            staff = _of_specialty(
                told, study.cells(replace(here, cadre=view.cadre)), post.cadre, at
            )
        found.append(Rota(
            place.territory, post.facility, post.cadre, place.number, post.posts_kept,
            post.hours_a_week, place.number * _team(study, post), staff,
        ))  # fmt: skip
    return tuple(found)


def _rows(scope: Scope) -> tuple[list[FacilityRow], list[FacilityPostRow]]:
    """Return the facilities of a view and the posts of its cadres in them."""
    facilities = scope.inside(scope.study.rows.facilities, "facilities")
    types = dict.fromkeys(row.facility for row in facilities)
    there = [row for row in scope.study.rows.facility_posts if row.facility in types]
    for one in types:
        if one not in {row.facility for row in there}:
            raise missing("facility_posts", one)
    return facilities, scope.of_cadres(there, "facility_posts")


def _team(study: Study, row: FacilityPostRow) -> float:
    """Return the people that one facility needs for its posts."""
    if row.hours_a_week is None:
        return row.posts_kept
    hours = np.array(working_hours(study, row.cadre))
    fewest = np.array(row.fewest or 0.0)
    return float(
        rota_team(np.array(row.posts_kept), row.hours_a_week / _DAYS, _DAYS, hours, fewest)
    )


def _of_specialty(
    told: tuple[tuple[str, ...], FloatArray | None], where: Cells, code: str, at: int
) -> float | None:
    """Return the persons of a specialty in the places and sectors of a view; None if not known."""
    codes, stock = told
    if stock is None or code not in codes:
        return None
    territories, sectors, _ = where
    return float(stock[at, territories][:, sectors, codes.index(code)].sum())
