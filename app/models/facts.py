"""The table of one row that says what the plan is."""

from app.models.base import kind
from app.models.rows import FactsRow

FACTS = kind(
    "facts",
    FactsRow,
    key=("uuid",),
    refers={"norm": "norms.id", "scenario": "scenarios.id"},
    checks=("place = 1",),
)
