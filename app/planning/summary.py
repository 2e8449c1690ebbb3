"""What a plan holds, in a few figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from app.planning.places import Places
from app.planning.scenario_tree import shown

if TYPE_CHECKING:
    from app.models.rows import PlanRows

_TABLES = (
    "territories", "populations", "cadres", "staff", "age_splits", "assumptions", "pipeline",
    "recruitment", "contracts", "missions", "norms", "age_populations", "uses", "working_times",
    "activities", "conditions", "facilities", "facility_posts", "scenarios", "measures", "sources",
    "stories",
)  # fmt: skip


def summary(rows: PlanRows) -> dict[str, Any]:
    """Return identity, years, people and row counts of a plan, ready for JSON."""
    facts, places = rows.facts, Places(rows)
    return {
        "names": asdict(facts.names),
        "uuid": facts.uuid,
        "sample": facts.sample,
        "synthetic": facts.synthetic,
        "base_year": facts.base_year,
        "horizon": facts.horizon,
        "norm": facts.norm,
        "scenario": facts.scenario,
        "territory": places.home,
        "population": float(places.population[0].sum()),
        "staff": _staff(rows),
        "scenarios": [r.id for r in shown(rows)],
        "norms": [r.id for r in rows.norms],
        "rows": {name: len(getattr(rows, name)) for name in _TABLES},
    }


def _staff(rows: PlanRows) -> dict[str, float]:
    """Return persons by sector and cadre in the base year."""
    totals: dict[str, float] = {}
    for row in rows.staff:
        key = f"{row.sector} {row.cadre}"
        totals[key] = totals.get(key, 0.0) + row.persons
    return totals
