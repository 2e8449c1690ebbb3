"""The table of missions, joint projects and tele-expertise."""

from app.models.base import kind
from app.models.rows import MissionRow

MISSIONS = kind(
    "missions",
    MissionRow,
    key=("id",),
    refers={"territory": "territories.code", "source": "sources.id"},
    checks=("persons >= 0", "months_each >= 0"),
)
