"""Tells which figures of a plan play a part in an answer, and why the others play none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.courtesy import cached_property
from app.planning.abroad import mission_work, running_contracts
from app.planning.fields import Fields
from app.planning.schooling import DOCTORS, PARAMEDICAL
from app.problems import message
from app.reports.assumption_names import READ

if TYPE_CHECKING:
    from app.models.rows import (
        AssumptionRow,
        ContractRow,
        MeasureRow,
        MissionRow,
        PipelineRow,
        RecruitmentRow,
    )
    from app.planning.lines import View
    from app.planning.study import Study
    from app.planning.values import Value
    from app.problems import Message

NOT_READ = message("Not read by the projection")
ELSEWHERE = message("For other territories")
OTHER_STAFF = message("For other professions")
OTHER_YEARS = message("For other years")
NOT_CALLED = message("Not called up by the scenario")
EXAMPLE = message("An example")
NO_END = message("Without an end")
COUNTED = message("Already counted in the stock")


class Parts:
    """Each method gives why a row plays no part in the answer to a view; None where it does."""

    def __init__(self, study: Study, view: View) -> None:
        """Remember where, for whom and until when the answer holds."""
        self._fields = Fields(study.rows, study.places, study.scenario.id)
        self._here = set(study.places.territory_indexes(view.territory))
        self._years = [year for year in self._fields.years if year <= view.until]
        self._staff = set(study.cells(view)[2])
        for school in (DOCTORS, PARAMEDICAL):
            taught = set(study.places.cadre_indexes(school))
            self._staff |= taught if taught & self._staff else set()

    @cached_property
    def running(self) -> dict[str, list[ContractRow]]:
        """The contracts that count, as the scenario calls them up, by their identifier."""
        found: dict[str, list[ContractRow]] = {}
        for row in running_contracts(self._fields):
            found.setdefault(row.id, []).append(row)
        return found

    def value(self, value: Value) -> Message | None:
        """Of a value that the plan assumes."""
        row: Any = value.row
        if value.kind == "assumptions":
            return self.assumption(row)
        return self.pipeline(row) if value.kind == "pipeline" else self.recruitment(row)

    def assumption(self, row: AssumptionRow) -> Message | None:
        """Of an assumption; a move counts where it starts and where it leads."""
        where = (row.territory, row.destination) if row.destination else (row.territory,)
        return self._unread(row.parameter) or self._scope(row.cadre, *where) or self._dated(row)

    def pipeline(self, row: PipelineRow) -> Message | None:
        """Of the schools, whose past years make the graduates of later ones."""
        early = self._years and row.year_from <= self._years[-1]
        counts = row.parameter == "graduates_observed" or not early
        dated = self._dated(row) if counts else None
        return self._unread(row.parameter) or self._scope(row.cadre, row.territory) or dated

    def recruitment(self, row: RecruitmentRow) -> Message | None:
        """Of posts."""
        return self._scope(row.cadre, row.territory) or self._dated(row)

    def contract(self, row: ContractRow) -> Message | None:
        """Of a group on contract."""
        if row.id in self.running:
            return self._scope(row.cadre, row.territory)
        if row.in_base_stock:
            return COUNTED
        if row.end is None:
            return NO_END
        return EXAMPLE if row.status == "example" else NOT_CALLED

    def mission(self, row: MissionRow) -> Message | None:
        """Of a mission."""
        alone = replace(self._fields.rows, missions=(row,))
        if mission_work(replace(self._fields, rows=alone)).any():
            return self._scope(row.cadre, row.territory) or self._dated(row)
        return EXAMPLE if row.status == "example" else NOT_CALLED

    def measure(self, row: MeasureRow) -> Message | None:
        """Of a measure of the scenario itself."""
        unread = self._unread(row.parameter) if row.table == "assumptions" else None
        return unread or self._scope(row.cadre, row.territory) or self._dated(row)

    def _unread(self, parameter: str) -> Message | None:
        return None if parameter in READ else NOT_READ

    def _scope(self, cadre: str, *territories: str) -> Message | None:
        places = self._fields.places
        if not any(self._here & set(places.territory_indexes(code)) for code in territories):
            return ELSEWHERE
        return None if self._staff & set(places.cadre_indexes(cadre)) else OTHER_STAFF

    def _dated(
        self, row: AssumptionRow | PipelineRow | RecruitmentRow | MissionRow | MeasureRow
    ) -> Message | None:
        shown = any(row.year_from <= year <= row.year_to for year in self._years)
        return None if shown else OTHER_YEARS
