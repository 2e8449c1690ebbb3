"""Where a row of a plan stands, in words for people: which figures, which row, which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.kinds import kind_of
from app.models.rows import MeasureRow
from app.planning.parameter_names import called
from app.problems import Message, Place, Quoted, message

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.problems import Value

# What the figures of a kind are called where people meet them.
_KINDS: dict[str, Message] = {
    "facts": message("Plan"),
    "territories": message("Territory"),
    "populations": message("Population"),
    "age_populations": message("Population"),
    "cadres": message("Profession"),
    "staff": message("Head-counts"),
    "age_splits": message("Head-counts"),
    "assumptions": message("Assumptions"),
    "pipeline": message("Training pipeline"),
    "recruitment": message("Recruitment"),
    "contracts": message("Contracts"),
    "missions": message("Missions"),
    "norms": message("Norm"),
    "facilities": message("Facilities"),
    "facility_posts": message("Facilities"),
    "conditions": message("Conditions"),
    "uses": message("Use of care"),
    "working_times": message("Working time"),
    "activities": message("Activities"),
    "scenarios": message("Scenario"),
    "sources": message("Source"),
    "stories": message("Stories"),
}
# Fields that are known by more than what is wrong in them.
_FIELDS: dict[str, Message] = {
    "value": message("Value"),
    "low": message("Low"),
    "high": message("High"),
    "year_from": message("First year"),
    "year_to": message("Last year"),
    "territory": message("Territory"),
    "cadre": message("Profession"),
    "sector": message("Sector"),
    "source": message("Source"),
    "parent": message("Parent"),
    "fill_rate": message("Fill rate"),
    "posts": message("Posts opened"),
    "persons": message("People"),
    "ramp_years": message("Years until it is whole"),
    "reason": message("Reason"),
}


def place_of(row: object, code: str, label: str, field: str = "") -> Place:
    """Return the place of a row, or of a field of it.

    code: as programs know it; label: what the row is known by where nothing better names it.
    """
    words = _row(row, label)
    if field in _FIELDS:
        words = message("{first}, {others}", first=words, others=_FIELDS[field])
    return Place(code, words, getattr(row, "names", None))


def place_of_line(rows: PlanRows, line: MeasureRow) -> Place:
    """Return the place of a line of a scenario, which is named."""
    names = next((row.names for row in rows.scenarios if row.id == line.scenario), None)
    words = _row(line, "")
    if names is not None:
        words = message("{first}, {others}", first=names, others=words)
    return Place(f"{line.scenario}, {line.line}", words)


def _row(row: object, label: str) -> Message:
    if isinstance(row, MeasureRow):
        what = called(row.parameter)
        return message("line {n} ({what})", n=row.line, what=what)
    told: Value = label
    for name in ("names", "title", "label", "parameter"):
        if getattr(row, name, ""):
            told = getattr(row, name)
            told = called(str(told)) if name == "parameter" else told
            told = Quoted(str(told)) if name in ("title", "label") else told
            break
    return message("{first}, {others}", first=_KINDS[kind_of(row).name], others=told)
