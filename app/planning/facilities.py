"""Need by facilities: the posts that they keep, and whether a territory can hold their rotas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import fsum
from typing import TYPE_CHECKING

import numpy as np

from app.engine.rota import holds, rota_team, staff_of_facilities
from app.planning.need_scope import Scope, working_hours

if TYPE_CHECKING:
    from app.engine.inputs import FloatArray
    from app.models.rows import FacilityPostRow, FacilityRow
    from app.planning.lines import View
    from app.planning.study import Study

_DAYS = 7.0  # in a week


@dataclass(frozen=True)
class Rota:
    """Posts of a cadre or specialty kept filled in a territory, and who is there to fill them.

    posts, hours_a_week: of one facility; facilities: how many there are. fewest: full-time people
    who can hold all of these rotas. staff: full-time people there, None where that is not known.
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

    Refuses a view of which a part has no facilities, and cadres without posts in them.
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

    Of a specialty only the staff of the base year is known. Refuses what `by_facilities` refuses.
    """
    facilities, posts = _rows(Scope(study, view))
    return tuple(
        Rota(
            place.territory, post.facility, post.cadre, place.number, post.posts_kept,
            post.hours_a_week, place.number * _team(study, post),
            _staff(study, replace(view, territory=place.territory), post.cadre, year),
        )
        for place in facilities
        for post in posts
        if place.facility == post.facility and post.hours_a_week is not None
    )  # fmt: skip


def _rows(scope: Scope) -> tuple[list[FacilityRow], list[FacilityPostRow]]:
    """Return the facilities of a view and the posts of its cadres in them."""
    facilities = scope.inside(scope.study.rows.facilities, "facilities")
    kept = {row.facility for row in facilities}
    there = [row for row in scope.study.rows.facility_posts if row.facility in kept]
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


def _staff(study: Study, view: View, code: str, year: int) -> float | None:
    """Return the full-time people of a cadre, a group or a specialty in a year."""
    if study.places.cadre_indexes(code):
        lines = study.lines(replace(view, cadre=code))
        return next(line.fte for line in lines if line.year == year)
    leaves = set(study.places.leaves(view.territory))
    there = [
        row.persons
        for row in study.rows.staff
        if row.cadre == code and row.territory in leaves and view.sector in (None, row.sector)
    ]
    anybody = any(row.cadre == code for row in study.rows.staff)
    return fsum(there) if anybody and year == study.rows.facts.base_year else None
