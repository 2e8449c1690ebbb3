"""The tables of scenarios and of their measures."""

from app.models.base import kind
from app.models.rows import MeasureRow, ScenarioRow

SCENARIOS = kind("scenarios", ScenarioRow, key=("id",))

MEASURES = kind(
    "measures",
    MeasureRow,
    key=("scenario", "line"),
    refers={"scenario": "scenarios.id", "source": "sources.id"},
)
