"""All kinds of figures that a plan holds, under their names in `PlanRows`."""

from __future__ import annotations

from typing import Any

from app.models.activity import ACTIVITIES, WORKING_TIMES
from app.models.assumption import ASSUMPTIONS
from app.models.base import Kind
from app.models.condition import AGE_POPULATIONS, CONDITIONS, USES
from app.models.contract import CONTRACTS
from app.models.facility import FACILITIES, FACILITY_POSTS
from app.models.facts import FACTS
from app.models.mission import MISSIONS
from app.models.norm import NORMS
from app.models.pipeline import PIPELINE
from app.models.population import POPULATIONS
from app.models.recruitment import RECRUITMENT
from app.models.scenario import MEASURES, SCENARIOS, STORIES
from app.models.source import SOURCES
from app.models.staff import AGE_SPLITS, CADRES, STAFF
from app.models.territory import TERRITORIES

_ALL: tuple[Kind[Any], ...] = (
    FACTS,
    TERRITORIES,
    POPULATIONS,
    CADRES,
    STAFF,
    AGE_SPLITS,
    ASSUMPTIONS,
    PIPELINE,
    RECRUITMENT,
    CONTRACTS,
    MISSIONS,
    NORMS,
    AGE_POPULATIONS,
    USES,
    WORKING_TIMES,
    ACTIVITIES,
    CONDITIONS,
    FACILITIES,
    FACILITY_POSTS,
    SCENARIOS,
    MEASURES,
    SOURCES,
    STORIES,
)

KINDS: dict[str, Kind[Any]] = {kind.name: kind for kind in _ALL}
_BY_ROW: dict[type, Kind[Any]] = {kind.row: kind for kind in _ALL}


def kind_of(row: object) -> Kind[Any]:
    """Return the kind that stores this row."""
    return _BY_ROW[type(row)]
