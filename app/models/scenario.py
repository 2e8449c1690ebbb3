"""The tables of scenarios, of their measures, and of the stories told with them."""

from app.models.base import kind
from app.models.rows import MeasureRow, ScenarioRow, StoryRow

SCENARIOS = kind(
    "scenarios",
    ScenarioRow,
    key=("id",),
    refers={"parent": "scenarios.id", "story": "stories.id"},
)

STORIES = kind(
    "stories",
    StoryRow,
    key=("id",),
    refers={
        "scenario": "scenarios.id",
        "territory": "territories.code",
        "norm": "norms.id",
    },
)

MEASURES = kind(
    "measures",
    MeasureRow,
    key=("scenario", "line"),
    refers={"scenario": "scenarios.id", "source": "sources.id"},
)
