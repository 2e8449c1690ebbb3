"""What the staff of a view costs by year, from the costs that a plan holds among its assumptions.

A cost is an assumption in dirhams, by territory, sector, cadre and year, with its source and its
grade like any other: `salary` and `contract_cost` a year of work, `training_cost` the training of
one person, `budget` a year of all that a view asks for. What nobody has entered is not known; what
is entered holds in every scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.engine.axes import SECTORS
from app.engine.outcomes import cost, person_years
from app.planning.answer import known
from app.planning.destinations import DEPARTURES
from app.planning.fields import Fields

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.engine.inputs import FloatArray
    from app.models.rows import AssumptionRow
    from app.planning.answer import Cells
    from app.planning.lines import View
    from app.planning.study import Study

FROM_SCHOOL = ("recruitment", "private_opening")
# Exits that take a training away.
BEFORE_RETIREMENT = ("emigration", *DEPARTURES, "resignation", "dismissal")


@dataclass(frozen=True)
class Costs:
    """Dirhams of one year; None where somebody is there whose cost the plan does not hold.

    salary: of people without a contract of their own, by mid-year exposure. contracts: of people
    on foreign contracts, likewise. training: of those who join from school. training_lost: of
    those who emigrate, resign or are dismissed. budget: what the plan sets against what is spent.
    """

    salary: float | None
    contracts: float | None
    training: float | None
    training_lost: float | None
    budget: float | None

    @property
    def spent(self) -> float | None:
        """Salaries, contracts and training together, where all are known."""
        parts = (self.salary, self.contracts, self.training)
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None

    @property
    def left(self) -> float | None:
        """What remains of the budget, negative where more is spent than it holds."""
        return None if self.budget is None or self.spent is None else self.budget - self.spent


def costs(study: Study, view: View) -> tuple[Costs, ...]:
    """Return the costs of a view in each projected year."""
    asked = _Asked(study, study.cells(view))
    run = study.projection
    columns = (
        asked.cost("salary", person_years(run.stock - run.contract_stock)),
        asked.cost("contract_cost", person_years(run.contract_stock)),
        asked.cost("training_cost", asked.people(run.entries, FROM_SCHOOL)),
        asked.cost("training_cost", asked.people(run.exits, BEFORE_RETIREMENT)),
        asked.budget(),
    )
    return tuple(Costs(*year) for year in zip(*map(known, columns), strict=True))


class _Asked:
    """A study and the cells of it that are asked for."""

    def __init__(self, study: Study, where: Cells) -> None:
        self.places, self.where = study.places, where
        self.fields = Fields(study.rows, study.places, study.scenario.id)

    def people(self, flows: Mapping[str, FloatArray], kinds: Collection[str]) -> FloatArray:
        """Return the people of some kinds of flow, [Y, T, S, C]."""
        shape = self.places.axes.flow_shape
        return sum((flows[kind] for kind in kinds if kind in flows), np.zeros(shape))[1:]

    def cost(self, parameter: str, quantity: FloatArray) -> FloatArray:
        """Return what a quantity, [Y, T, S, C], costs in the cells asked for, [Y]."""
        return cost(self._cut(quantity), self._cut(self._unit_costs(parameter)))

    def _cut(self, array: FloatArray) -> FloatArray:
        territories, sectors, cadres = self.where
        return array[:, territories][:, :, sectors][..., cadres]

    def _unit_costs(self, parameter: str) -> FloatArray:
        """Return a cost by cell, [Y, T, S, C]; not-a-number where nobody said."""
        _, *cells = self.places.axes.flow_shape
        array = np.full((len(self.fields.years), *cells), np.nan)
        for row in self.fields.assumption_rows(parameter):
            during = range(len(array))[self.fields.during(row)]
            array[np.ix_(during, *self._scope(row))] = row.value
        return array

    def _scope(self, row: AssumptionRow) -> Cells:
        """Return the places on the axes that a row speaks of."""
        return (
            self.places.territory_indexes(row.territory),
            [i for i, name in enumerate(SECTORS) if row.sector in ("", "ALL", name)],
            self.places.cadre_indexes(row.cadre),
        )

    def budget(self) -> FloatArray:
        """Return the budget by year, [Y]; not-a-number where no row speaks of all that is asked.

        A budget of a part, or of more than is asked, is not that of the view.
        """
        found = np.full(len(self.fields.years), np.nan)
        for row in self.fields.assumption_rows("budget"):
            if self._scope(row) == self.where:
                found[self.fields.during(row)] = row.value
        return found
