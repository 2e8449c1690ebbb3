"""The age at which people have to leave the public service in a year, as the plan assumes it."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.planning.lines import View
    from app.planning.study import Study

_LIMIT, _PUBLIC, _ALL = "limit_age", "public", ("", "ALL")


def limit_age(study: Study, view: View, year: int) -> float | None:
    """Return the age, in years, at which those leave who reach their limit in a year.

    None where the view has no public staff, or the plan no limit for them. Of several limits for
    those of one year, the lowest counts: from then on some leave. Who has a half-year limit leaves
    in the year of the whole age or in the next one.
    """
    if view.sector not in {None, _PUBLIC}:
        return None
    cadres = {*study.cadre_codes(view.cadre, view.norm), view.cadre, *_ALL}
    found = [
        row.value
        for row in study.rows.assumptions
        if row.parameter == _LIMIT
        and row.sector in {_PUBLIC, *_ALL}
        and row.cadre in cadres
        and row.year_from <= year <= row.year_to
        and (row.birth_from or 0) <= floor(year - row.value) <= (row.birth_to or year)
    ]
    return min(found, default=None)
