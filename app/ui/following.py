"""What carries over when the figures change: what was asked, and which kinds were touched."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from app.problems import Problem

if TYPE_CHECKING:
    from app.models.rows import PlanRows
    from app.planning.lines import View
    from app.planning.study import Study


def moved(before: PlanRows, after: PlanRows) -> frozenset[str]:
    """Name the kinds of figures that differ; those that nobody touched are the same objects."""
    names = (one.name for one in fields(before))
    return frozenset(name for name in names if getattr(before, name) is not getattr(after, name))


def same_view(view: View, study: Study) -> View:
    """Return a view of another study; what is no longer in the plan falls back to its choices."""
    try:
        return study.view(view.territory, view.cadre, view.sector, view.norm.id, view.until)
    except Problem:
        return study.view()
