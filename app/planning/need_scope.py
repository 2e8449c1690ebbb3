"""Which figures on needs speak of a view: all of its territories and cadres, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from app.courtesy import cached_property
from app.engine.inputs import Refused
from app.engine.wisn import available_hours
from app.models.refusals import figures
from app.planning.need_rules import days_away
from app.problems import Problem, message

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.models.need_rows import WorkingTimeRow
    from app.planning.lines import View
    from app.planning.study import Study


@dataclass(frozen=True)
class Scope:
    """The smallest territories and the cadres of a view, with the study that it is a view of."""

    study: Study
    view: View

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The smallest territories, in the plan's order."""
        return self.study.places.leaves(self.view.territory)

    @property
    def cadres(self) -> tuple[str, ...]:
        """The cadres, in the plan's order."""
        return self.study.cadre_codes(self.view.cadre, self.view.norm)

    @property
    def years(self) -> int:
        """How many years it has, the base year among them."""
        return self.view.until - self.study.places.axes.base_year + 1

    def cadres_of(self, code: str) -> set[str]:
        """Return the cadres that a code stands for: those of a group, that of a specialty."""
        places = self.study.places
        own = places.cadre_of(code)
        found = {places.axes.cadres[at] for at in places.cadre_indexes(code)}
        return found if own is None else {own}

    def of_cadres(self, rows: Collection[Any], kind: str) -> list[Any]:
        """Return the rows that speak of these cadres and no other; each cadre has one or more."""
        self._refuse_none(rows, kind)
        mine = [row for row in rows if self.cadres_of(row.cadre) <= set(self.cadres)]
        known = set[str]().union(*(self.cadres_of(row.cadre) for row in mine))
        for cadre in self.cadres:
            if cadre not in known:
                raise missing(kind, self.study.cadre_name(cadre))
        return mine

    def inside(self, rows: Collection[Any], kind: str) -> list[Any]:
        """Return the rows of territories inside this one; each smallest one is in one or more."""
        self._refuse_none(rows, kind)
        mine = [row for row in rows if self._leaves_of(row) <= set(self.leaves)]
        known = set[str]().union(*map(self._leaves_of, mine))
        for leaf in self.leaves:
            if leaf not in known:
                raise missing(kind, self.study.name(leaf))
        return mine

    def _refuse_none(self, rows: Collection[Any], kind: str) -> None:
        if not rows:
            raise missing(kind, self.study.name(self.view.territory))

    def _leaves_of(self, row: Any) -> set[str]:  # noqa: ANN401  any kind of row with a territory
        return set(self.study.places.leaves(row.territory))


def missing(kind: str, where: Any) -> Problem:  # noqa: ANN401  names of a territory or a cadre
    """Return the problem of figures that a plan does not hold for a territory or a cadre."""
    return Problem(
        message("{where}: the plan holds no figures on this: {figures}.", where=where,
                figures=figures(kind)),
        remedy=message("Add them, or choose a territory and cadres that have them."),
    )  # fmt: skip


def working_hours(study: Study, cadre: str) -> float:
    """Return the hours that one person of a cadre works a year, of the group above failing that."""
    above = {row.code: row.parent for row in study.rows.cadres}
    times: dict[str, WorkingTimeRow] = {row.cadre: row for row in study.rows.working_times}
    code = cadre
    while code and code not in times:
        code = above.get(code, "")
    row = times.get(code) or times.get("ALL")
    if row is None:
        raise missing("working_times", study.cadre_name(cadre))
    away = np.array(days_away(row))
    try:
        return float(available_hours(np.array(row.possible_days), away, np.array(row.hours_a_day)))
    except Refused as refused:
        raise Problem(
            message("These days and hours leave no working time."),
            where=row.cadre,
            remedy=message("Correct it and try again."),
        ) from refused
